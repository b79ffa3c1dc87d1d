"""Clauses of the 2021 scheme on the home town: first call there, then any town in need."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from planner.clause import Clause
from planner.clauses.pool import may_go
from planner.domain import Instance, Person
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.text import Text


@dataclass(frozen=True, kw_only=True)
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


@dataclass(frozen=True, kw_only=True)
class AnyTownInNeed(Clause):
    """Without a vacancy at home the commission assigns a town that has one, the wish counting (MTG21-A1.1-c)."""

    family: ClassVar[str] = "any_town_in_need"

    def statement(self) -> Text:
        return say("clauses.any_town_in_need")

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        yield from ledger.departures.get(self.id, ())
