"""Clauses on which village has a clinic of its own, which may share one, and what serves a village that has none."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from planner.clause import Clause
from planner.domain import Instance, Site, SiteKind, Village
from planner.faces import has
from planner.faces.network import ShareRule, WithoutClinicRule
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.parameter import External, Range
from planner.text import Text
from planner.villages import home_villages, metres

Kilometres = External | Annotated[int, Range(1, 100)]


def served_instead(village: Village, ledger: Ledger) -> bool:
    """Whether a clause in force lets a village be without a clinic of its own, and what it asks for is there."""
    rules = (rule for rule in ledger.in_force.values() if has(rule, WithoutClinicRule))
    return any(rule.serves_instead(village, ledger.instance) for rule in rules)


def network_given(instance: Instance) -> bool:
    """Whether any village says which clinic serves it; without that nothing is known of the network."""
    return any(v.site_id is not None for v in instance.villages)


class VillageClinic(Clause):
    """Each village has a clinic of its own unless a clause in force excepts it (JZ22-4.1-a, MTGR-4-a, XX21-3.1.1-a).

    ``count=exactly`` also names a village with more clinics. ``publicly_owned=yes`` does not count a clinic whose
    premises are not public. A waiver for a clinic lets a village share it, or have it as a further one.
    """

    family: ClassVar[str] = "village_clinic"
    decides: ClassVar[bool] = False
    clinics_per_village: Annotated[int, Range(1, 9)]
    count: Literal["exactly", "at_least"]
    publicly_owned: Literal["yes", "no"]

    def statement(self) -> Text:
        return say(
            "network.own",
            count=say(f"network.own.{self.count}", number=self.clinics_per_village),
            public=say("network.own.public") if self.publicly_owned == "yes" else "",
        )

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        instance = ledger.instance
        if not network_given(instance):
            if instance.villages:
                message = say("network.not_given", count=len(instance.villages))
                yield Finding(clause=self.id, subject="", status=Status.MISSED, message=message)
            return
        home = home_villages(instance)
        village = {v.id: v for v in instance.villages}
        own = Counter(home.values())
        for v in instance.villages:
            site = instance.site.get(v.site_id or "")
            if own[v.id]:
                yield from self._owned(v, home, own[v.id], ledger)
            elif site is None or site.kind is not SiteKind.CLINIC:
                if not served_instead(v, ledger):
                    yield self._wrong(v, ledger, None, say("network.none", name=v.name, town=v.town))
            elif (host := village.get(home.get(site.id, ""))) is not None:
                yield from self._shared(v, site, host, ledger)

    def _owned(self, v: Village, home: Mapping[str, str], count: int, ledger: Ledger) -> Iterator[Finding]:
        sites = [s for s in ledger.instance.sites if home.get(s.id) == v.id]
        limit = self.clinics_per_village
        if count < limit or (self.count == "exactly" and count > limit):
            names = "、".join(s.name for s in sites)
            spare = next((s for s in sites if s.id != v.site_id), sites[0])
            message = say("network.number", name=v.name, count=count, limit=limit, names=names)
            yield self._wrong(v, ledger, spare, message, str(count))
        if self.publicly_owned == "yes" and all(s.public_premises is False for s in sites):
            message = say("network.private", name=v.name, site=sites[0].name)
            yield self._wrong(v, ledger, sites[0], message)

    def _shared(self, v: Village, site: Site, host: Village, ledger: Ledger) -> Iterator[Finding]:
        rules = (rule for rule in ledger.in_force.values() if has(rule, ShareRule))
        verdicts = [rule.shares_lawfully(v, host) for rule in rules]
        if True in verdicts or None in verdicts or served_instead(v, ledger):
            return
        message = say("network.shares", name=v.name, people=v.population, site=site.name, host=host.name)
        yield self._wrong(v, ledger, site, message, str(v.population))

    def _wrong(self, v: Village, ledger: Ledger, site: Site | None, message: Text, actual: str = "0") -> Finding:
        waiver = ledger.instance.waiver(self.id, ledger.day, site_id=site.id if site else None, village_id=v.id)
        return Finding(
            clause=self.id,
            subject=v.id,
            status=Status.VIOLATED if waiver is None else Status.WAIVED,
            actual=actual,
            limit=str(self.clinics_per_village),
            message=message if waiver is None else say("network.waived", message=message, why=waiver.why),
        )


class MayShare(Clause):
    """A small village may share the clinic of one close by (XX21-3.1.1-b, MTGR-4-b).

    ``needs`` says whether it has to be small and close (both) or either is enough. ``near_km`` in a straight line
    between the villages stands for what a text calls adjacent or close; no table says which villages adjoin. While it
    is external nobody is known to be close. A village of at most ``area_km2_max`` is small, too, unless the area is
    ``not_asked``; ``number_from`` names the text the number of people is borrowed from, or ``text``.
    """

    family: ClassVar[str] = "may_share"
    decides: ClassVar[bool] = False
    population_below: Annotated[int, Range(1, 100_000, step=100)]
    number_from: str
    area_km2_max: Literal["not_asked"] | Kilometres
    near_km: Kilometres
    near_from: Literal["assumed", "given"]
    needs: Literal["both", "either"]
    merge: Literal["optional", "always"]

    def statement(self) -> Text:
        area = self.area_km2_max if isinstance(self.area_km2_max, int) else say("network.unknown")
        borrowed = self.number_from != "text"
        near = self.near_km if isinstance(self.near_km, int) else say("network.unknown")
        return say(
            "network.share",
            people=self.population_below,
            borrowed=say("network.share.borrowed", source=self.number_from) if borrowed else "",
            area="" if self.area_km2_max == "not_asked" else say("network.share.area", area=area),
            needs=say(f"network.share.{self.needs}"),
            near=near,
            assumed=say(f"network.share.{self.near_from}"),
            merge=say(f"network.share.{self.merge}"),
        )

    def may_share(self, village: Village, host: Village) -> bool:
        small = village.population < self.population_below
        if isinstance(self.area_km2_max, int) and village.area_km2 is not None:
            small = small or village.area_km2 <= self.area_km2_max
        apart = metres(village, host)
        close = isinstance(self.near_km, int) and apart is not None and apart <= 1000 * self.near_km
        return village.id != host.id and ((small and close) if self.needs == "both" else (small or close))

    def shares_lawfully(self, village: Village, host: Village) -> bool | None:
        """Auditing: what speaks against it, test by test; None where a missing fact or number would decide."""
        large = village.population >= self.population_below and self._wide(village)
        apart = metres(village, host)
        far = None if apart is None or self.near_km == "external" else apart > self.near_km * 1000
        if self.needs == "both":
            return False if large or far else (None if far is None else True)
        return True if not large or far is False else (None if far is None else False)

    def _wide(self, village: Village) -> bool:
        """Whether a village is not small by its area; without a number, or an area, only its people count."""
        if isinstance(self.area_km2_max, str) or village.area_km2 is None:
            return True
        return village.area_km2 > self.area_km2_max

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Under ``always``, a village that shares with nobody although it may."""
        if self.merge != "always" or not network_given(ledger.instance):
            return
        home = home_villages(ledger.instance)
        served = Counter(v.site_id for v in ledger.instance.villages)
        for v in ledger.instance.villages:
            if v.site_id is None or served[v.site_id] > 1 or home.get(v.site_id) != v.id:
                continue
            near = [h for h in ledger.instance.villages if h.town == v.town and h.id != v.id]
            hosts = [h for h in near if self.shares_lawfully(v, h) and h.id in home.values()]
            if hosts:
                message = say("network.alone", name=v.name, people=v.population, host=hosts[0].name)
                yield Finding(clause=self.id, subject=v.id, status=Status.MISSED, message=message)


class SeatExempt(Clause):
    """The village in which the township hospital stands may be without a clinic (JZ22-4.1-b, XX21-3.1.1-c).

    ``reading=none_there`` takes it for a rule that no clinic is set up there.
    """

    family: ClassVar[str] = "seat_exempt"
    decides: ClassVar[bool] = False
    reading: Literal["permission", "none_there"]

    def statement(self) -> Text:
        return say(f"network.seat.{self.reading}")

    def lacks(self, village: Village) -> Literal["no", "may", "must"]:
        if not village.township_seat:
            return "no"
        return "may" if self.reading == "permission" else "must"

    def serves_instead(self, village: Village, instance: Instance) -> bool:
        return village.township_seat

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        home = home_villages(ledger.instance)
        for v in ledger.instance.villages if self.reading == "none_there" else ():
            if v.township_seat and v.id in home.values():
                message = say("network.seat.has_one", name=v.name)
                yield Finding(
                    clause=self.id, subject=v.id, status=Status.MISSED, actual="1", limit="0", message=message
                )


class RemoteCare(Clause):
    """A remote village without a clinic is served by a trustee, mobile care or regular visits (JZ22-4.1-c).

    ``population_below=case_by_case`` takes the county's word: a village for which a way of service is entered. With a
    number the village must have fewer residents as well.
    """

    family: ClassVar[str] = "remote_care"
    decides: ClassVar[bool] = False
    modes: tuple[str, ...]
    population_below: Literal["case_by_case"] | Annotated[int, Range(1, 100_000, step=10)]

    def statement(self) -> Text:
        by_number = isinstance(self.population_below, int)
        when = say(f"network.remote.{'population' if by_number else 'case_by_case'}", people=self.population_below)
        return say("network.remote", modes="、".join(self.modes), when=when)

    def lacks(self, village: Village) -> Literal["no", "may", "must"]:
        return "may" if self._carried(village) else "no"

    def serves_instead(self, village: Village, instance: Instance) -> bool:
        return self._carried(village)

    def _carried(self, village: Village) -> bool:
        return self._few(village) and any(mode in (village.remote_mode or "") for mode in self.modes)

    def _few(self, village: Village) -> bool:
        return not isinstance(self.population_below, int) or village.population < self.population_below

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        for v in ledger.instance.villages:
            if v.site_id is not None or not v.remote_mode:
                continue
            if not any(mode in v.remote_mode for mode in self.modes):
                modes = "、".join(f"“{mode}”" for mode in self.modes)
                message = say("network.remote.mode", name=v.name, mode=v.remote_mode, modes=modes)
                yield Finding(
                    clause=self.id, subject=v.id, status=Status.VIOLATED, actual=v.remote_mode, message=message
                )
            elif not self._few(v):
                message = say("network.remote.many", name=v.name, people=v.population, limit=self.population_below)
                yield Finding(clause=self.id, subject=v.id, status=Status.VIOLATED, message=message)


class NoClinic(Clause):
    """No clinic in a village to be demolished whole, or turned urban; who covers it (MTGR-4-e, XX21-4.1-c).

    ``covered_by=institution`` is content with any community health institution: a station, or the centre of the town;
    ``station`` asks for a station.
    """

    family: ClassVar[str] = "no_clinic"
    decides: ClassVar[bool] = False
    where: Literal["demolition", "urbanised"]
    clinics: Annotated[int, Range(0, 9)]
    covered_by: Literal["institution", "station"]

    def statement(self) -> Text:
        return say(
            "network.barred",
            where=say(f"network.barred.{self.where}"),
            clinics=self.clinics,
            by=say(f"network.barred.{self.covered_by}"),
        )

    def _meant(self, village: Village) -> bool:
        return village.demolition if self.where == "demolition" else village.urbanised

    def lacks(self, village: Village) -> Literal["no", "may", "must"]:
        return "must" if self._meant(village) else "no"

    def serves_instead(self, village: Village, instance: Instance) -> bool:
        site = instance.site.get(village.site_id or "")
        station = site is not None and site.kind is SiteKind.STATION
        centre = any(c.town == village.town for c in instance.centres)
        return self._meant(village) and (station or (self.covered_by == "institution" and centre))

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        standing = Counter(home_villages(ledger.instance).values())
        for v in ledger.instance.villages:
            if not self._meant(v):
                continue
            said = {"name": v.name, "where": say(f"network.barred.{self.where}")}
            if standing[v.id] > self.clinics:
                yield self._wrong(v, str(standing[v.id]), say("network.barred.has_one", **said))
            elif not self.serves_instead(v, ledger.instance):
                by = say(f"network.barred.{self.covered_by}")
                yield self._wrong(v, "0", say("network.barred.uncovered", by=by, **said))

    def _wrong(self, v: Village, actual: str, message: Text) -> Finding:
        return Finding(
            clause=self.id,
            subject=v.id,
            status=Status.VIOLATED,
            actual=actual,
            limit=str(self.clinics),
            message=message,
        )
