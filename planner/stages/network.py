"""This module is where a network is proposed: which village is served by which clinic, town by town, under the law."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from planner.domain import Centre, Instance, Site, SiteKind, Village
from planner.faces.network import NetworkGoalsRule, OwnClinicRule, ShareRule, WithoutClinicRule
from planner.policy import Policy
from planner.solving.network import Point, Scored, Settlement, Town, TownGoal, Way, settle
from planner.travel import estimated_minutes
from planner.villages import home_villages, metres

GOALS: tuple[TownGoal, ...] = ("uncovered", "residents", "travel", "changes")
"""The order of goals where no clause in force gives one."""

How = Literal["own", "shared", "instead", "nobody"]
"""How a village is served: by a clinic in it, by one elsewhere, by what a clause puts in its place, not at all."""


@dataclass(frozen=True, kw_only=True)
class Freedom:
    """What a proposal may change: villages without a clinic entered only, or (``regroup``) those with one, too.

    ``opening`` says whether clinics may be set up where none is.
    """

    regroup: bool = False
    opening: bool = True


class Service(NamedTuple):
    """How a village is served: by which site (None: none) and how, in how many minutes, and which clause allows it.

    Minutes are None where they are not known, or where the service comes to the village.
    """

    site_id: str | None
    how: How
    minutes: int | None
    clause: str


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A network proposed for a county: before and after by village code, clinics opened and closed, goals over all.

    ``apart`` is a goal only where every village that may share a clinic must. ``host`` is the village in which each
    clinic stands, or would, by site code.
    """

    instance: Instance
    before: Mapping[str, Service]
    after: Mapping[str, Service]
    opened: tuple[Site, ...]
    closed: tuple[str, ...]
    scores: tuple[Scored, ...]
    host: Mapping[str, str]
    free: frozenset[str]

    @property
    def changed(self) -> tuple[Village, ...]:
        """Villages that are served otherwise than before, by code."""
        return tuple(v for v in self.instance.villages if self.before[v.id][:2] != self.after[v.id][:2])

    @property
    def farther(self) -> tuple[Village, ...]:
        """Villages whose residents travel longer than before, where both times are known."""
        times = ((v, self.before[v.id].minutes, self.after[v.id].minutes) for v in self.instance.villages)
        return tuple(v for v, old, new in times if old is not None and new is not None and new > old)

    @property
    def unfounded(self) -> tuple[Village, ...]:
        """Villages left with a service that no clause allows them."""
        services = ((v, self.after[v.id]) for v in self.instance.villages)
        return tuple(v for v, s in services if s.how in ("shared", "instead") and not s.clause)

    @property
    def proven(self) -> bool:
        """Whether every goal is proven."""
        return all(score.proven for score in self.scores)


def propose(instance: Instance, policy: Policy, freedom: Freedom, seconds: float = 60.0) -> Proposal:
    """Return the network that serves the goals of the pack best, each town by itself; ``seconds`` over all towns.

    A clinic belongs to the centre of its town, so nothing is shared across towns. A clinic that a decision on record
    names stays open, and so does one that serves a village of another town.
    """
    law = _Law(instance, policy, freedom)
    towns = tuple(law.towns())
    layouts = [settle(town, law.goals, seconds / max(len(towns), 1)) for town in towns]
    served = {code: point for layout in layouts for code, point in layout.served.items()}
    used = set(served.values())
    points = [p for town in towns for p in town.points if p.clinic]
    opened = tuple(law.new[p.code] for p in points if not p.exists and p.code in used)
    closed = tuple(sorted(p.code for p in points if p.exists and not p.kept and p.code not in used))
    return Proposal(
        instance=instance,
        before={v.id: law.before(v) for v in instance.villages},
        after={v.id: law.service(v, served[v.id]) for v in instance.villages},
        opened=tuple(sorted(opened, key=lambda s: s.id)),
        closed=closed,
        scores=tuple(_summed(goal, [layout.scores[n] for layout in layouts]) for n, goal in enumerate(law.goals)),
        host=law.host,
        free=frozenset(v.id for v in instance.villages if law.is_free(v)),
    )


def _summed(goal: TownGoal, scores: list[Scored]) -> Scored:
    value, bound = sum(s.value for s in scores), sum(s.bound for s in scores)
    return Scored(goal, value, bound, all(s.proven for s in scores))


class _Law:
    """What the clauses in force allow each village of an instance, asked once.

    ``own`` is the clinic in each village, standing or to be set up; ``host`` the village each of them is in.
    """

    def __init__(self, instance: Instance, policy: Policy, freedom: Freedom) -> None:
        self.instance, self.freedom = instance, freedom
        self.sharing = policy.having(ShareRule)
        self.without = policy.having(WithoutClinicRule)
        self.own_clause = policy.clause_id(OwnClinicRule)
        self.village = {v.id: v for v in instance.villages}
        rule = policy.only(NetworkGoalsRule)
        goals: tuple[TownGoal, ...] = rule.network_goals if rule else GOALS
        self.must_join = any(rule.merge == "always" for rule in self.sharing)
        cut = next((n for n, goal in enumerate(goals) if goal not in ("uncovered", "residents")), len(goals))
        joined: tuple[TownGoal, ...] = ("apart",) if self.must_join else ()
        self.goals: tuple[TownGoal, ...] = (*goals[:cut], *joined, *goals[cut:], "moved")
        self.host = dict(home_villages(instance))
        named = {v.site_id for v in instance.villages}
        # Of two clinics in one village the one that villages name is its own, else the first by code.
        order = sorted(self.host.items(), key=lambda one: (one[0] not in named, one[0]), reverse=True)
        self.own = {village: site for site, village in order}
        self.new = {site.id: site for site in self._new()}

    def is_free(self, village: Village) -> bool:
        """Whether the proposal decides for a village: a way of service entered stands, and so does a station.

        So does the clinic of another town, as nothing is shared across towns.
        """
        site = self.instance.site.get(village.site_id or "")
        if site is None:
            return not (village.remote_mode and self._already(village))
        in_town = self.instance.centre[site.centre_id].town == village.town
        return self.freedom.regroup and in_town and site.kind is SiteKind.CLINIC and not village.remote_mode

    def _new(self) -> Iterator[Site]:
        """Clinics that could be set up: one in each village to be decided for that has none, and ought to have one."""
        for village in self.instance.villages if self.freedom.opening else ():
            centre = self._centre(village)
            if centre is None or village.id in self.own or not self.is_free(village):
                continue
            if self._lacks(village) == "must" or self.excused(village):
                continue
            code = f"N{village.id}"
            while code in self.instance.site or code in self.instance.centre:
                code = f"N{code}"
            zones = {s.zone for s in self.instance.sites_of[centre.id] if s.kind is SiteKind.CLINIC}
            self.own[village.id], self.host[code] = code, village.id
            yield Site(
                id=code,
                name=f"{village.name}卫生室（拟设）",
                centre_id=centre.id,
                zone=zones.pop() if len(zones) == 1 else None,
                lon=village.lon,
                lat=village.lat,
            )

    def _centre(self, village: Village) -> Centre | None:
        """The centre of a village's town, the nearest where there are several."""
        of_town = (c for c in self.instance.centres if c.town == village.town)
        return min(of_town, key=lambda c: (metres(village, c) or 0, c.id), default=None)

    def _lacks(self, village: Village) -> Literal["no", "may", "must"]:
        said = {rule.lacks(village) for rule in self.without}
        return "must" if "must" in said else "may" if "may" in said else "no"

    def towns(self) -> Iterator[Town]:
        """The problem of each town: its villages with their lawful ways, and the places that may serve them."""
        of_town: dict[str, list[Village]] = defaultdict(list)
        for village in self.instance.villages:
            of_town[village.town].append(village)
        sites: dict[str, set[str]] = defaultdict(set)
        for site in (*self.instance.sites, *self.new.values()):
            sites[self.instance.centre[site.centre_id].town].add(site.id)
        for town, villages in sorted(of_town.items()):
            settlements = tuple(self._settlement(v, villages, sites[town]) for v in villages)
            named = {w.point for s in settlements for w in s.ways} | sites[town]
            points = tuple(self._point(code, code in sites[town], town) for code in sorted(named))
            yield Town(name=town, settlements=settlements, points=points)

    def _settlement(self, v: Village, neighbours: list[Village], here: set[str]) -> Settlement:
        people = max(v.population, 1)
        if not self.is_free(v):
            place = v.site_id or self._already(v) or v.id
            way = Way(place, self.minutes(v, place) or 0)
            return Settlement(code=v.id, people=people, ways=(way,), now=place, fixed=True)
        own, lacks = self.own.get(v.id), self._lacks(v)
        own = own if own in here and lacks != "must" else None
        lenders = [h for h in neighbours if self._lends(h, here)] if lacks != "must" else []
        hosts = [self.own[h.id] for h in lenders if self._shares_under(v, h)]
        other = self._instead(v) if lacks != "no" else None
        return Settlement(
            code=v.id,
            people=people,
            ways=tuple(Way(p, self.minutes(v, p) or 0) for p in (own, *hosts, other) if p is not None),
            own=own,
            now=v.site_id or self._already(v),
            joins=self.must_join and own is not None and any(self._merges(v, h) for h in lenders),
        )

    def _lends(self, host: Village, here: set[str]) -> bool:
        """Whether a clinic in a village may serve others."""
        return self.own.get(host.id) in here and self._lacks(host) != "must"

    def _shares_under(self, v: Village, host: Village) -> str:
        """The clause that lets a village use the clinic of a host, or that a waiver excuses it from; else empty."""
        if v.id == host.id:
            return ""
        may = (rule.id for rule in self.sharing if rule.may_share(v, host))
        return next(may, self.own_clause if self.excused(v, self.own.get(host.id)) else "")

    def _merges(self, v: Village, host: Village) -> bool:
        """Whether a clause, not a waiver, lets a village join the clinic of a host."""
        return v.id != host.id and any(rule.may_share(v, host) for rule in self.sharing)

    def excused(self, v: Village, site_id: str | None = None) -> bool:
        """Whether a waiver on record excuses a village from a clinic of its own, or lets it share one by its code."""
        day = self.instance.placement_date
        return self.instance.waiver(self.own_clause, day, site_id=site_id, village_id=v.id) is not None

    def _already(self, v: Village) -> str | None:
        """What serves a village in place of a clinic as things stand: its own code where the service comes to it."""
        if not any(rule.serves_instead(v, self.instance) for rule in self.without):
            return None
        centre = self._centre(v)
        return v.id if v.remote_mode or centre is None else centre.id

    def _instead(self, v: Village) -> str | None:
        """What could: as things stand, or else the nearest station of the town with which some clause is content."""
        stations = [s for s in self.instance.sites if s.kind is SiteKind.STATION]
        of_town = (s for s in stations if self.instance.centre[s.centre_id].town == v.town)
        fit = (
            s.id
            for s in of_town
            if any(rule.serves_instead(replace(v, site_id=s.id), self.instance) for rule in self.without)
        )
        return self._already(v) or min(fit, key=lambda s: (self.minutes(v, s) or 0, s), default=None)

    def _point(self, code: str, here: bool, town: str) -> Point:
        site = self.instance.site.get(code) or self.new.get(code)
        if site is None or site.kind is not SiteKind.CLINIC or not here:
            return Point(code=code, clinic=False)
        elsewhere = any(v.site_id == code and v.town != town for v in self.instance.villages)
        locked = any(lock.site_id == code for lock in self.instance.locks)
        standing = code in self.instance.site
        host = self.host.get(code)
        # One that stands in no village known, or is the second of its village, is not for a proposal to close, and
        # neither is that of a village for which nothing is decided.
        apart = host is None or self.own.get(host) != code or not self.is_free(self.village[host])
        kept = standing and (elsewhere or locked or apart)
        return Point(code=code, clinic=True, exists=standing, host=host, kept=kept)

    def minutes(self, v: Village, place: str) -> int | None:
        """Minutes from a village to a place: none in the village itself, as given, or to the village it stands in.

        Where nothing is given they are estimated from coordinates; None where these are missing, too.
        """
        host = self.host.get(place, "")
        if v.id in (host, place) or (v.township_seat and place in self.instance.centre):
            return 0
        if not self.instance.travel.estimated:
            given = (self.instance.travel.between(v.id, code) for code in (place, host))
            known = next((m for m in given if m is not None), None)
            if known is not None:
                return known
        there = self.instance.site.get(place) or self.instance.centre.get(place) or self.village.get(host)
        if there is None or v.lon is None or v.lat is None or there.lon is None or there.lat is None:
            return None
        return estimated_minutes((v.lon, v.lat), (there.lon, there.lat))

    def before(self, v: Village) -> Service:
        """How a village is served as things stand."""
        return self.service(v, v.site_id or self._already(v))

    def service(self, v: Village, place: str | None) -> Service:
        """How a village is served from a place, and the clause that allows or asks for it."""
        lacking = next((rule.id for rule in self.without if rule.lacks(v) != "no"), "")
        if place is None:
            return Service(None, "nobody", None, self.own_clause if self.excused(v) else "")
        site = self.instance.site.get(place) or self.new.get(place)
        if site is None or site.kind is not SiteKind.CLINIC:
            return Service(
                site.id if site else None, "instead", None if place == v.id else self.minutes(v, place), lacking
            )
        host = self.village.get(self.host.get(place, ""))
        if host is None or host.id == v.id:
            return Service(place, "own", self.minutes(v, place), self.own_clause)
        return Service(place, "shared", self.minutes(v, place), self._shares_under(v, host) or lacking)
