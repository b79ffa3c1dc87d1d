"""Clauses on targets whose figures no roster gives: they are measured from what is on record under the clause."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from planner.accounts import Measure
from planner.clause import Clause
from planner.clauses.targets.shares import Percent, told
from planner.domain import Instance, Plan, Record, Upshot
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.parameter import Range
from planner.text import Text

WHOLE = ("总", "全部", "total")
"""Words in the note of a record that make its quantity the whole, of which the others are a part."""

_NOT_THERE = frozenset({Upshot.REFUSED, Upshot.FAILED})


def _figures(instance: Instance, clause: str, day: date) -> tuple[Decimal | None, Decimal | None]:
    """Return part and whole on record on a day: the latest quantity of each, None where there is none."""
    part = whole = None
    for record in instance.records_of.get(clause, ()):
        if record.quantity is not None and record.day <= day:
            if any(word in record.note.casefold() for word in WHOLE):
                whole = record.quantity
            else:
                part = record.quantity
    return part, whole


class RecordedShare(Clause):
    """A share that is entered, not computed: key staff, senior posts, visits (QJ-s1-f, QJ-15-a, QJ-23-a).

    Two records of the clause give it: one whose note says 总数 (total) the whole, another the part.
    """

    family: ClassVar[str] = "recorded_share"
    decides: ClassVar[bool] = False
    on_record: ClassVar[bool] = True
    part: Literal["key_staff", "senior_posts", "grassroots_visits"]
    least_pct: Percent

    def statement(self) -> Text:
        return say("targets.recorded_share", what=say(f"targets.part.{self.part}"), percent=self.least_pct)

    def measures(self, instance: Instance, plan: Plan, first: date, last: date) -> Iterator[Measure]:
        day = instance.placement_date
        part, whole = _figures(instance, self.id, day)
        known = part is not None and whole is not None and whole > 0
        value = Fraction(100 * part) / Fraction(whole) if part is not None and whole else None
        more = None if part is None or not whole else Fraction(self.least_pct, 100) * Fraction(whole) - Fraction(part)
        yield Measure(
            clause=self.id,
            day=day,
            of=told(
                say(f"targets.part.{self.part}"),
                day,
                None,
                None if known else say("targets.two_records", clause=self.id),
            ),
            value=value,
            target=Fraction(self.least_pct),
            met=None if value is None else value >= self.least_pct,
            needed=None if more is None else max(0, -(-more.numerator // more.denominator)),
            unit="%",
        )

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        part, whole = _figures(ledger.instance, self.id, ledger.day)
        if part is not None and whole is not None and part * 100 < whole * self.least_pct:
            what = say(f"targets.part.{self.part}")
            yield Finding(
                clause=self.id,
                subject="",
                status=Status.MISSED,
                actual=f"{part}/{whole}",
                limit=f">={self.least_pct}%",
                message=say("targets.share_low", what=what, part=part, whole=whole, percent=self.least_pct),
            )


class RecordedCount(Clause):
    """So many of a thing at least: key staff of a grade, institutions, training bases (QJ-s1-g, QJ-14-a, QJ-6-a).

    Of the records whose note names the thing (or of all, where the clause counts one thing only) the latest quantity
    counts, or without a quantity the number of records that were not refused.
    """

    family: ClassVar[str] = "recorded_count"
    decides: ClassVar[bool] = False
    on_record: ClassVar[bool] = True
    least: Mapping[str, Annotated[int, Range(1, 10_000)]]

    def statement(self) -> Text:
        zh = "、".join(f"{thing}不少于{number}" for thing, number in self.least.items())
        en = ", ".join(f"at least {number} {_name(thing).en}" for thing, number in self.least.items())
        return say("targets.recorded_count", things=Text(zh, en))

    def count(self, instance: Instance, thing: str, day: date) -> Fraction | None:
        """Return how many are on record on a day, None where nothing is."""
        records = [r for r in instance.records_of.get(self.id, ()) if r.day <= day]
        mine = [r for r in records if len(self.least) == 1 or thing in r.note]
        quantities = [r.quantity for r in mine if r.quantity is not None]
        if quantities:
            return Fraction(quantities[-1])
        return Fraction(sum(r.result not in _NOT_THERE for r in mine)) if records else None

    def measures(self, instance: Instance, plan: Plan, first: date, last: date) -> Iterator[Measure]:
        day = instance.placement_date
        for thing, least in self.least.items():
            value = self.count(instance, thing, day)
            several = "no_record_of" if len(self.least) > 1 else "no_record"
            lacking = None if value is not None else say(f"targets.{several}", clause=self.id, thing=thing)
            yield Measure(
                clause=self.id,
                day=day,
                of=told(_name(thing), day, None, lacking),
                value=value,
                target=Fraction(least),
                met=None if value is None else value >= least,
                needed=None if value is None else max(0, -(-(least - value) // 1)),
                unit="count",
            )

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        for thing, least in self.least.items():
            value = self.count(ledger.instance, thing, ledger.day)
            if value is not None and value < least:
                yield Finding(
                    clause=self.id,
                    subject="",
                    status=Status.MISSED,
                    actual=str(value),
                    limit=f">={least}",
                    message=say("targets.too_few", what=_name(thing), value=value, least=least, more=least - value),
                )


def _name(thing: str) -> Text:
    """Return what a thing of a recorded count, or a part of a mechanism, is called; as written where it is unknown."""
    try:
        return say(f"targets.thing.{thing}")
    except KeyError:
        return Text(thing, thing)


class Mechanism(Clause):
    """Lasting rules of so many parts are in place by a day (XX21-2-a): a record whose note names it says a part is."""

    family: ClassVar[str] = "mechanism"
    decides: ClassVar[bool] = False
    on_record: ClassVar[bool] = True
    deadline: date
    mechanism_parts: tuple[str, ...]

    def statement(self) -> Text:
        parts = [_name(part) for part in self.mechanism_parts]
        named = Text("、".join(p.zh for p in parts), ", ".join(p.en for p in parts))
        return say("targets.mechanism", deadline=self.deadline, parts=named)

    def in_place(self, records: tuple[Record, ...], day: date) -> tuple[str, ...]:
        """Return the parts in place on a day, in the order of the text."""
        held = [r for r in records if r.day <= day and r.result not in _NOT_THERE]
        return tuple(part for part in self.mechanism_parts if any(part in r.note for r in held))

    def measures(self, instance: Instance, plan: Plan, first: date, last: date) -> Iterator[Measure]:
        records = instance.records_of.get(self.id, ())
        held, parts = self.in_place(records, self.deadline), len(self.mechanism_parts)
        lacking = None if records else say("targets.no_record", clause=self.id)
        yield Measure(
            clause=self.id,
            day=self.deadline,
            of=told(say("targets.mechanism_of"), self.deadline, None, lacking),
            value=Fraction(len(held)) if records else None,
            target=Fraction(parts),
            met=len(held) == parts if records else None,
            needed=parts - len(held) if records else None,
            unit="count",
        )

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Once the day is past and anything is on record: each part that was not in place then."""
        records = ledger.instance.records_of.get(self.id, ())
        if records and self.deadline <= ledger.day:
            for part in self.mechanism_parts:
                if not any(part in r.note and r.day <= self.deadline and r.result not in _NOT_THERE for r in records):
                    message = say("targets.part_missing", part=_name(part), deadline=self.deadline)
                    yield Finding(clause=self.id, subject="", status=Status.MISSED, actual=part, message=message)
