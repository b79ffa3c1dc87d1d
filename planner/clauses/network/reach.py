"""Clauses on the reach of the network: a centre in each town, stations within reach, every village covered."""

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, ClassVar

from planner.clause import Clause
from planner.clauses.network.villages import Kilometres, network_given, served_instead
from planner.domain import SiteKind
from planner.faces import has
from planner.faces.network import NetworkAim, ShareRule
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.parameter import Range
from planner.text import Text
from planner.villages import home_villages, metres


class CentrePerTown(Clause):
    """Each street or town has a community health centre (MTGR-1-a); towns are those of the villages and centres."""

    family: ClassVar[str] = "centre_per_town"
    decides: ClassVar[bool] = False
    centres_per_town_min: Annotated[int, Range(1, 9)]

    def statement(self) -> Text:
        return say("network.town", least=self.centres_per_town_min)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        held = Counter(c.town for c in ledger.instance.centres if c.town)
        towns = {v.town for v in ledger.instance.villages if v.town}
        for town in sorted({*towns, *held}) if held else ():
            if held[town] < self.centres_per_town_min:
                yield Finding(
                    clause=self.id,
                    subject=town,
                    status=Status.VIOLATED,
                    actual=str(held[town]),
                    limit=str(self.centres_per_town_min),
                    message=say("network.town.lacks", town=town, count=held[town], least=self.centres_per_town_min),
                )


class StationReach(Clause):
    """Stations lie within reach (MTGR-1-b): how far one may be from a village that no clinic serves.

    Kilometres in a straight line; while the number is external distances are only kept small, and nothing is found.
    """

    family: ClassVar[str] = "station_reach"
    decides: ClassVar[bool] = False
    station_distance_km_max: Kilometres

    def statement(self) -> Text:
        limit = self.station_distance_km_max
        return say("network.station", limit=limit if isinstance(limit, int) else say("network.unknown"))

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        if self.station_distance_km_max == "external":
            return
        stations = [s for s in ledger.instance.sites if s.kind is SiteKind.STATION]
        for v in ledger.instance.villages:
            site = ledger.instance.site.get(v.site_id or "")
            if site is not None and site.kind is SiteKind.CLINIC:
                continue
            known = [apart for s in stations if (apart := metres(v, s)) is not None]
            if known and min(known) > 1000 * self.station_distance_km_max:
                limit = self.station_distance_km_max
                message = say("network.station.far", name=v.name, km=kilometres(min(known)), limit=limit)
                yield Finding(
                    clause=self.id,
                    subject=v.id,
                    status=Status.MISSED,
                    actual=kilometres(min(known)),
                    limit=str(limit),
                    message=message,
                )


class FullCoverage(Clause):
    """Every village is covered: by its own clinic, a shared one, or what a clause puts in its place (MTGR-4-c)."""

    family: ClassVar[str] = "full_coverage"
    decides: ClassVar[bool] = False
    village_coverage_pct: Annotated[int, Range(1, 100)]

    def statement(self) -> Text:
        return say("network.covered", share=self.village_coverage_pct)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        villages = ledger.instance.villages if network_given(ledger.instance) else ()
        bare = [v for v in villages if v.site_id not in ledger.instance.site and not served_instead(v, ledger)]
        covered = len(villages) - len(bare)
        for v in bare if 100 * covered < self.village_coverage_pct * len(villages) else ():
            yield Finding(
                clause=self.id,
                subject=v.id,
                status=Status.VIOLATED,
                actual=f"{100 * covered // len(villages)}%",
                limit=f"{self.village_coverage_pct}%",
                message=say(
                    "network.covered.not",
                    name=v.name,
                    town=v.town,
                    people=v.population,
                    have=covered,
                    all=len(villages),
                ),
            )


class NetworkGoals(Clause):
    """The network is laid out by population and distance (MTGR-4-d): what is aimed at, in rank order."""

    family: ClassVar[str] = "network_goals"
    decides: ClassVar[bool] = False
    network_goals: tuple[NetworkAim, ...]

    def statement(self) -> Text:
        goals = [say(f"network.goal.{goal}") for goal in self.network_goals]
        return say("network.goals", goals=Text("、".join(g.zh for g in goals), ", ".join(g.en for g in goals)))

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Villages that share a clinic although they may share one that is nearer in a straight line.

        Where all that may share must, nobody is asked to leave a host that would then be alone.
        """
        rules = [rule for rule in ledger.in_force.values() if has(rule, ShareRule)]
        must_join = any(rule.merge == "always" for rule in rules)
        served = Counter(v.site_id for v in ledger.instance.villages)
        home = home_villages(ledger.instance)
        village = {v.id: v for v in ledger.instance.villages}
        clinics = [(ledger.instance.site[s], village[v]) for s, v in home.items()]
        for v in ledger.instance.villages:
            mine = village.get(home.get(v.site_id or "", ""))
            apart = None if mine is None else metres(v, mine)
            if mine is None or mine is v or apart is None or (must_join and served[v.site_id] == 2):
                continue
            near = [
                (shorter, site)
                for site, host in clinics
                if host.town == v.town and host is not v and any(rule.shares_lawfully(v, host) for rule in rules)
                if (shorter := metres(v, host)) is not None and shorter < apart
            ]
            if near:
                shorter, site = min(near, key=lambda one: (one[0], one[1].id))
                here = ledger.instance.site[v.site_id or ""].name
                told = {"name": v.name, "site": here, "km": kilometres(apart), "other": site.name}
                message = say("network.goals.nearer", shorter=kilometres(shorter), **told)
                yield Finding(
                    clause=self.id,
                    subject=v.id,
                    status=Status.MISSED,
                    actual=kilometres(apart),
                    limit=kilometres(shorter),
                    message=message,
                )


def kilometres(length: int) -> str:
    """Return metres as kilometres with one decimal, rounded to the nearest."""
    tenths = (length + 50) // 100
    return f"{tenths // 10}.{tenths % 10}"
