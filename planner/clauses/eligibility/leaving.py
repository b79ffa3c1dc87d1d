"""This module is where it is said what all clauses that end service share: a first day gone, and exceptions to it."""

from abc import abstractmethod
from collections.abc import Iterator
from datetime import date
from typing import ClassVar, Literal

from planner.calendar import day_after
from planner.clause import Clause
from planner.domain import Instance, Person, Waiver
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.text import Text


class Exit(Clause):
    """A clause that ends service from a day on, put off by an exception on record while it lasts."""

    leaves_by: ClassVar[Literal["age", "record", "contract"]] = "record"

    @abstractmethod
    def leaves(self, person: Person, instance: Instance) -> date | None:
        """Planning: the first day gone where no exception is on record."""

    @abstractmethod
    def gone(self, person: Person, day: date, instance: Instance) -> bool:
        """Auditing: whether she is gone by a day where no exception is on record."""

    @abstractmethod
    def why(self, person: Person, instance: Instance) -> Text:
        """Return what leads to the exit, in words."""

    @property
    def excusing(self) -> tuple[str, ...]:
        """The clauses an exception to which keeps her."""
        return (self.id,)

    def exit_date(self, person: Person, instance: Instance) -> date | None:
        first = self.leaves(person, instance)
        kept = [w.until for w in instance.waivers if w.clause in self.excusing and w.person_id == person.id]
        if first is None or None in kept:
            return None
        return max([first, *(day_after(until) for until in kept if until is not None)])

    def serving(self, person: Person, day: date, instance: Instance) -> bool:
        return not self.gone(person, day, instance) or self.excuse(person, day, instance) is not None

    def excuse(self, person: Person, day: date, instance: Instance) -> Waiver | None:
        """Auditing: the exception on record that keeps her on a day."""
        granted = (instance.waiver(clause, day, person_id=person.id) for clause in self.excusing)
        return next((w for w in granted if w is not None), None)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Whoever is placed though she is gone; whoever the roster still has; whoever stays by an exception."""
        day, instance = ledger.day, ledger.instance
        placed = {person.id for person, _ in ledger.placed}
        for person in instance.people:
            nowhere = person.id not in placed and person.site_id is None and person.employer is None
            if nowhere or not self.gone(person, day, instance):
                continue
            if person.leaves_on is not None and person.leaves_on <= day:
                continue
            why, waiver = self.why(person, instance), self.excuse(person, day, instance)
            key = "waived" if waiver else "gone" if person.id in placed else "still"
            statuses = {"waived": Status.WAIVED, "gone": Status.VIOLATED, "still": Status.MISSED}
            said = {"reason": waiver.why, "granted_by": waiver.granted_by} if waiver else {}
            since = self.exit_date(person, instance)
            message = say(f"eligibility.exit.{key}", name=person.name, day=since, why=why, **said)
            yield Finding(clause=self.id, subject=person.id, status=statuses[key], message=message)
