"""Clauses on clinics to be integrated, publicly owned, or linked into one chain by a day."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, ClassVar, Literal

from planner.accounts import Measure
from planner.calendar import birthday
from planner.clause import Clause
from planner.clauses.targets.shares import ShareTarget, Tallied, share_measure
from planner.domain import Instance, Plan, Record, Site, SiteKind, Upshot, Village
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.parameter import Range
from planner.text import Text


def clinics(instance: Instance) -> tuple[Site, ...]:
    """Return the village clinics, without service stations."""
    return tuple(site for site in instance.sites if site.kind is SiteKind.CLINIC)


class IntegratedShare(ShareTarget):
    """So many percent of the clinics are under integrated management (MTGR-6-b, MTGR-6-c)."""

    family: ClassVar[str] = "integrated_share"

    @property
    def what(self) -> Text:
        return say("targets.integrated")

    def tallied(self, instance: Instance, day: date) -> Tallied:
        found = clinics(instance)
        return Tallied(part=sum(site.integrated_on(day) for site in found), whole=len(found))

    def counted(self, ledger: Ledger) -> Iterator[bool]:
        for site in ledger.instance.sites:
            if site.kind is not SiteKind.STATION:
                yield site.integrated and (site.integrated_from or ledger.day) <= ledger.day


class PublicShare(ShareTarget):
    """Clinics are publicly owned (XX21-2-b); ``among=without_demolition`` leaves out those about to be demolished."""

    family: ClassVar[str] = "public_share"
    among: Literal["without_demolition", "all"]

    @property
    def what(self) -> Text:
        return say("targets.public", among=say(f"targets.among.{self.among}"))

    def tallied(self, instance: Instance, day: date) -> Tallied:
        going = {v.site_id for v in instance.villages if v.demolition} if self.among != "all" else set()
        found = [s for s in clinics(instance) if self.among == "all" or not (s.demolition or s.id in going)]
        if any(s.public_premises is None for s in found):
            return Tallied(lacking=say("targets.no_premises"))
        return Tallied(part=sum(s.public_premises is True for s in found), whole=len(found))

    def counted(self, ledger: Ledger) -> Iterator[bool | None]:
        for site in ledger.instance.sites:
            villages = [v for v in ledger.instance.villages if v.site_id == site.id]
            stays = not site.demolition and not any(v.demolition for v in villages)
            if site.kind is SiteKind.CLINIC and (stays or self.among == "all"):
                yield site.public_premises


class VillagePremises(ShareTarget):
    """Villages without a demolition plan within some years have publicly owned clinic premises (XX21-4.1-b).

    A village planned for demolition is left out. A record of this clause for its site gives the planned day; it then
    is left out only where that day lies within the years ``coming``, or ``past``, seen from the day of the count.
    """

    family: ClassVar[str] = "village_premises"
    demolition_window_years: Annotated[int, Range(1, 20)]
    window_side: Literal["coming", "past"]

    @property
    def what(self) -> Text:
        side = say(f"targets.side.{self.window_side}", years=self.demolition_window_years)
        return say("targets.village_premises", side=side)

    def _within(self, planned: date, day: date) -> bool:
        years = self.demolition_window_years
        return (
            day <= planned < birthday(day, years)
            if self.window_side == "coming"
            else birthday(day, -years) < planned <= day
        )

    def _stays(self, village: Village, site: Site | None, records: Sequence[Record], day: date) -> bool:
        days = [r.day for r in records if site is not None and r.site_id == site.id]
        if days:
            return not self._within(max(days), day)
        return not (village.demolition or (site is not None and site.demolition))

    def tallied(self, instance: Instance, day: date) -> Tallied:
        if not instance.villages:
            return Tallied(lacking=say("targets.no_villages"))
        records = instance.records_of.get(self.id, ())
        sites = [(v, instance.site.get(v.site_id or "")) for v in instance.villages]
        found = [site for village, site in sites if self._stays(village, site, records, day)]
        if any(site is not None and site.public_premises is None for site in found):
            return Tallied(lacking=say("targets.no_premises"))
        return Tallied(part=sum(site is not None and bool(site.public_premises) for site in found), whole=len(found))

    def counted(self, ledger: Ledger) -> Iterator[bool | None]:
        planned = {r.site_id: r.day for r in ledger.instance.records_of.get(self.id, ())}
        for village in ledger.instance.villages:
            site = ledger.instance.site.get(village.site_id or "")
            code = "" if site is None else site.id
            going = village.demolition or (site is not None and site.demolition)
            if code in planned:
                going = self._within(planned[code], ledger.day)
            if not going:
                yield False if site is None else site.public_premises


class NetworkChain(Clause):
    """A connected chain of hospital, centre, valley station and clinic by a day (MTGR-s1-b).

    Every clinic needs a parent centre and every centre a core hospital (a record of this clause for the centre, not
    refused). ``station=where_valley`` asks for a station only where there is one, ``mandatory`` under every centre.
    """

    family: ClassVar[str] = "network_chain"
    decides: ClassVar[bool] = False
    deadline: date
    station: Literal["where_valley", "mandatory"]

    def statement(self) -> Text:
        return say("targets.chain", deadline=self.deadline, station=say(f"targets.station.{self.station}"))

    def links(self, instance: Instance) -> dict[str, Tallied]:
        """Return how many of each link of the chain stand: clinics with a centre, centres with a hospital, stations."""
        held = clinics(instance)
        links = {"centre": Tallied(part=sum(s.centre_id in instance.centre for s in held), whole=len(held))}
        records = instance.records_of.get(self.id, ())
        hospitals = {r.centre_id for r in records if r.result not in {Upshot.REFUSED, Upshot.FAILED}}
        none = None if records else say("targets.no_record", clause=self.id)
        links["hospital"] = Tallied(
            part=sum(c.id in hospitals for c in instance.centres), whole=len(instance.centres), lacking=none
        )
        if self.station == "mandatory":
            under = {s.centre_id for s in instance.sites if s.kind is SiteKind.STATION}
            links["station"] = Tallied(part=sum(c.id in under for c in instance.centres), whole=len(instance.centres))
        return links

    def measures(self, instance: Instance, plan: Plan, first: date, last: date) -> Iterator[Measure]:
        day = max(self.deadline, instance.placement_date)
        for name, tallied in self.links(instance).items():
            yield share_measure(self.id, say(f"targets.link.{name}"), tallied, 100, day, self.deadline)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Once the day is past: each clinic without a centre, each centre without a hospital if any is on record."""
        instance, due = ledger.instance, self.deadline <= ledger.day
        loose = [s.id for s in instance.sites if s.kind is SiteKind.CLINIC and s.centre_id not in instance.centre]
        for code in loose if due else ():
            message = say("targets.no_parent", name=instance.site[code].name, deadline=self.deadline)
            yield Finding(clause=self.id, subject=code, status=Status.MISSED, message=message)
        on_record = [r for r in instance.records if r.clause == self.id]
        for centre in instance.centres if due and on_record else ():
            if not any(
                r.centre_id == centre.id and r.result in {Upshot.DONE, Upshot.PASSED, Upshot.GRANTED} for r in on_record
            ):
                message = say("targets.no_hospital", name=centre.name, deadline=self.deadline)
                yield Finding(clause=self.id, subject=centre.id, status=Status.MISSED, message=message)
        stations = {s.centre_id for s in instance.sites if s.kind is SiteKind.STATION}
        for centre in instance.centres if due and self.station == "mandatory" else ():
            if centre.id not in stations:
                message = say("targets.no_station", name=centre.name, deadline=self.deadline)
                yield Finding(clause=self.id, subject=centre.id, status=Status.MISSED, message=message)
