"""Clauses on the texts themselves: which edition overrides which, what an annex repeats, who answers for what."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, ClassVar, Literal

from planner.accounts import Duty
from planner.clause import Clause
from planner.clauses.appraisal.duties import By
from planner.domain import Instance, Role
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.parameter import External, Range
from planner.text import Text

_LISTED = (("、", "{}（{}）"), (", ", "{} ({})"))
"""How clauses are listed with those in their place, in Chinese and in English."""


class Overrides(Clause):
    """A new edition governs every point on which it differs from the old one; the rest carries over (MTG25-0-a).

    ``overridden`` gives for each clause of the old edition the one in its place. ``transition`` says who falls under
    the new edition: everyone not yet placed when it is released, or only those who finish school after that day;
    under the second, who finished earlier and is placed by the new rules is named once ``released`` is known.
    """

    family: ClassVar[str] = "overrides"
    decides: ClassVar[bool] = False
    superseded_scheme: str
    superseded_issue_month: str
    overridden: Mapping[str, str]
    transition: Literal["unplaced_at_release", "finishing_after_release"]
    released: External | date

    def statement(self) -> Text:
        return say(
            "governance.overrides",
            scheme=self.superseded_scheme,
            month=self.superseded_issue_month,
            transition=say(f"governance.transition.{self.transition}"),
            released=say("governance.unreleased") if self.released == "external" else self.released,
            pairs="、".join(f"{new}/{old}" for old, new in self.overridden.items()),
        )

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        old = [code for code in self.overridden if code in ledger.in_force]
        if old:
            zh, en = (mark.join(pair.format(code, self.overridden[code]) for code in old) for mark, pair in _LISTED)
            message = say("governance.old_in_force", clauses=Text(zh, en))
            yield Finding(clause=self.id, subject="", status=Status.MISSED, actual="、".join(old), message=message)
        if self.transition == "finishing_after_release" and isinstance(self.released, date) and not old:
            for person, _ in ledger.placed:
                finished = person.graduated_on
                if person.role is Role.GRADUATE and finished is not None and finished <= self.released:
                    message = say("governance.earlier", name=person.name, day=finished, released=self.released)
                    yield Finding(clause=self.id, subject=person.id, status=Status.MISSED, message=message)


class EditionDiff(Clause):
    """Which items of the old edition a new one changes (MTG25-A1-a, MTG25-A2-a).

    An item is changed where the pack of the old edition has clauses of its own under it. ``old`` and ``new`` begin
    the ids of both editions, up to the number of the item. Without the old pack only the number of items is held
    against the new one.
    """

    family: ClassVar[str] = "edition_diff"
    decides: ClassVar[bool] = False
    items: Literal["tasks", "requirements"]
    total: Annotated[int, Range(1, 20)]
    changed: tuple[int, ...]
    old: str
    new: str

    def statement(self) -> Text:
        same = [n for n in range(1, self.total + 1) if n not in self.changed]
        return say(
            f"governance.diff.{self.items}",
            total=self.total,
            old=self.old,
            new=self.new,
            changed="、".join(map(str, self.changed)),
            rest=say("governance.diff.same", same="、".join(map(str, same))) if same else "",
        )

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        new, old = self._items(self.new, ledger), self._items(self.old, ledger)
        if old and old != set(self.changed):
            yield self._differs(ledger, old, set(self.changed), "changed")
        elif new != set(range(1, self.total + 1)):
            yield self._differs(ledger, new, set(range(1, self.total + 1)), "total")

    def _items(self, prefix: str, ledger: Ledger) -> set[int]:
        found = (re.match(re.escape(prefix) + r"(\d+)", code) for code in ledger.texts)
        return {int(match.group(1)) for match in found if match}

    def _differs(self, ledger: Ledger, found: set[int], said: set[int], what: str) -> Finding:
        actual, limit = ("、".join(map(str, sorted(numbers))) for numbers in (found, said))
        message = say(f"governance.differs.{what}", found=actual, said=limit)
        return Finding(clause=self.id, subject="", status=Status.MISSED, actual=actual, limit=limit, message=message)


class Restated(Clause):
    """What an annex says again of other clauses must be what is in force (MTG25-A1.1-b, A2.1-a, A2.2-a).

    ``holds`` gives, by clause id, the parameters it speaks of with the values that agree with it, as ``name=a|b``; of a
    table of values the keys must be there. A clause that is set aside, or amended to another value, is named.
    """

    family: ClassVar[str] = "restated"
    decides: ClassVar[bool] = False
    holds: Mapping[str, tuple[str, ...]]

    def statement(self) -> Text:
        told = ((code, "; ".join(values)) for code, values in self.holds.items())
        pairs = [(f"{code}（{values}）", f"{code} ({values})") if values else (code, code) for code, values in told]
        zh, en = "、".join(pair[0] for pair in pairs), ", ".join(pair[1] for pair in pairs)
        return say("governance.restated", title=self.title, zh=zh, en=en)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        for code, values in self.holds.items():
            if code in ledger.set_aside:
                message = say("governance.not_in_force", clause=code)
                yield self._missed(message, "", code)
            for value in values if code in ledger.in_force else ():
                name, _, limit = value.partition("=")
                actual = getattr(ledger.in_force[code], name, None)
                allowed = limit.split("|")
                agrees = set(allowed) <= actual.keys() if isinstance(actual, Mapping) else str(actual) in allowed
                if not agrees:
                    message = say("governance.otherwise", clause=code, name=name, actual=actual, limit=limit)
                    yield self._missed(message, str(actual), limit)

    def _missed(self, message: Text, actual: str, limit: str) -> Finding:
        return Finding(clause=self.id, subject="", status=Status.MISSED, actual=actual, limit=limit, message=message)


class SwitchTogether(Clause):
    """Clauses that changed for one reason are in force together or not at all (MTG25-A1.5-a)."""

    family: ClassVar[str] = "switch_together"
    decides: ClassVar[bool] = False
    group: tuple[str, ...]

    def statement(self) -> Text:
        return say("governance.together", title=self.title, group="、".join(self.group))

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        known = [code for code in self.group if code in ledger.in_force or code in ledger.set_aside]
        on = [code for code in known if code in ledger.in_force]
        off = [code for code in known if code not in ledger.in_force]
        if on and off:
            message = say("governance.torn", on="、".join(on), off="、".join(off))
            yield Finding(clause=self.id, subject="", status=Status.MISSED, actual="、".join(on), message=message)


class Responsible(Clause):
    """Who answers for a decision, and that its record says so (MTG25-2.1-f); the matter is placement to centres."""

    family: ClassVar[str] = "responsible"
    decides: ClassVar[bool] = False
    responsible_body: By

    def statement(self) -> Text:
        return say("governance.responsible", body=self.responsible)

    @property
    def responsible(self) -> Text:
        """The body that answers for which centre a graduate goes to."""
        return say(f"duties.by.{self.responsible_body}")

    def duties(self, instance: Instance, first: date, last: date) -> Iterator[Duty]:
        if first <= instance.placement_date <= last:
            what = say("governance.placement")
            yield Duty(clause=self.id, day=instance.placement_date, what=what, by=self.responsible)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        for record in ledger.instance.records_of.get(self.id, ()):
            if not any(body in record.note for body in (self.responsible.zh, self.responsible.en)):
                person = ledger.instance.person.get(record.person_id or "")
                name = record.person_id if person is None else person.name
                message = say("governance.unnamed", name=name or "", day=record.day, body=self.responsible)
                yield Finding(clause=self.id, subject=record.person_id or "", status=Status.MISSED, message=message)


class UnifiedManagement(Clause):
    """Every new entrant belongs to a centre, and to a clinic under it (MTGR-7-d)."""

    family: ClassVar[str] = "unified_management"
    decides: ClassVar[bool] = False

    def statement(self) -> Text:
        return say("governance.unified")

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        for placement in ledger.plan.placements:
            person = ledger.instance.person.get(placement.person_id)
            if person is not None and placement.site_id is not None and placement.centre_id is None:
                message = say("governance.no_centre", name=person.name, site=placement.site_id)
                yield Finding(clause=self.id, subject=person.id, status=Status.VIOLATED, message=message)
