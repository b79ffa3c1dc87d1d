"""Clauses of the 2021 scheme on the home town: first call there, then any town in need."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from planner.clause import Clause
from planner.clauses.placement.pool import may_go
from planner.domain import Instance, Person, Site, SiteKind
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.text import Text


class HomeTownFirst(Clause):
    """A graduate whose home town has a declared vacancy is placed there first (MTG21-A1.1-b)."""

    family: ClassVar[str] = "home_town_first"

    def first_call(self, person: Person, instance: Instance) -> frozenset[str]:
        if not person.home_town:
            return frozenset()
        return frozenset(c.id for c in instance.centres if c.town == person.home_town)

    def statement(self) -> Text:
        return say("clauses.home_town_first")

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """The replay finds a first call not honoured; the walk names who from another town holds the post instead."""
        found = ledger.departures.get(self.id, ())
        yield from found
        if not found:
            return
        town = {c.id: c.town for c in ledger.instance.centres}
        for person, placement in ledger.placed:
            if not person.home_town or town.get(placement.centre_id or "") == person.home_town:
                continue
            for other, theirs in ledger.placed:
                usurped = town.get(theirs.centre_id or "") == person.home_town and other.home_town != person.home_town
                if usurped and may_go(person, theirs.centre_id, ledger):
                    yield Finding(
                        clause=self.id,
                        subject=person.id,
                        status=Status.VIOLATED,
                        message=say(
                            "clauses.home_town_first.usurped", name=person.name, town=person.home_town, other=other.name
                        ),
                    )
                    break


class AnyTownInNeed(Clause):
    """Without a vacancy at home the commission assigns a town that has one, the wish counting (MTG21-A1.1-c)."""

    family: ClassVar[str] = "any_town_in_need"

    def statement(self) -> Text:
        return say("clauses.any_town_in_need")

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        yield from ledger.departures.get(self.id, ())


class HomeClinicFirst(Clause):
    """Directed students are trained for the clinic of the place where they are registered (XX21-4.5-a).

    ``hukou_village``: the clinic that serves the home village; where it has no vacancy, another of the home town, the
    nearest first. ``hukou_town``: any clinic of the home town. Without a home on the roster nothing is asked.
    """

    family: ClassVar[str] = "home_clinic_first"
    directed_destination: Literal["hukou_village", "hukou_town"]

    def statement(self) -> Text:
        return say(f"supply.home.{self.directed_destination}")

    def own(self, person: Person, instance: Instance) -> Site | None:
        """Return the clinic that serves a person's home village, None where none does or the town is enough."""
        served = {v.id: v.site_id for v in instance.villages} if self.directed_destination == "hukou_village" else {}
        site = instance.site.get(served.get(person.home_village) or "")
        return site if site is not None and site.kind is SiteKind.CLINIC else None

    def first_call(self, person: Person, instance: Instance) -> frozenset[str]:
        own = self.own(person, instance)
        home = {c.id for c in instance.centres if person.home_town and c.town == person.home_town}
        return frozenset(home | ({own.centre_id} if own is not None else set()))

    def home_clinics(self, person: Person, instance: Instance) -> tuple[str, ...]:
        own = self.own(person, instance)
        towns = {c.id for c in instance.centres if person.home_town and c.town == person.home_town}
        near = [
            (instance.travel.between(person.home_village, s.id), s.id)
            for s in instance.sites
            if s.kind is SiteKind.CLINIC and s.centre_id in towns and s is not own
        ]
        ordered = [code for _, code in sorted(near, key=lambda x: (x[0] is None, x[0] or 0, x[1]))]
        return (*(() if own is None else (own.id,)), *ordered)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """The replay finds a first call not honoured; the walk finds a home clinic empty or taken by another."""
        yield from ledger.departures.get(self.id, ())
        for person, placement in ledger.placed:
            own = self.own(person, ledger.instance)
            if own is None or placement.site_id in {None, own.id} or own.id not in ledger.in_scope:
                continue
            vacant = ledger.posts.get(own.id, 0) - len(ledger.in_post.get(own.id, ()))
            there = ledger.newcomers.get(own.id, ())
            strangers = [p for p in there if self.own(p, ledger.instance) is not own]
            if vacant > 0 and (len(there) < vacant or strangers) and may_go(person, own.centre_id, ledger):
                message = say("supply.home_missed", name=person.name, site=own.name)
                yield Finding(clause=self.id, subject=person.id, status=Status.MISSED, message=message)
