"""This module is where the rows of money of a plan are laid out for an auditor: by person, month by month."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from planner.domain import Instance, Person
from planner.money import Amount
from planner.scale import changes


def base(item: str) -> str:
    """Return an item without the part after the dot: ``post_allowance.monthly`` is a ``post_allowance``."""
    return item.partition(".")[0]


def months_between(first: date, end: date) -> int:
    """Return the whole months from the first day of a month to that of another."""
    return (end.year - first.year) * 12 + end.month - first.month


@dataclass(frozen=True, kw_only=True)
class Payslip:
    """Months in which the same rows of a plan count for a person; ``rows`` are all of hers."""

    person: Person
    first: date
    months: int
    rows: tuple[Amount, ...]

    def of(self, *items: str) -> tuple[Amount, ...]:
        """Return the rows of some items, parts included."""
        return tuple(row for row in self.rows if base(row.item) in items)

    def sum_of(self, *items: str) -> Decimal:
        """Return the yuan a month of some items."""
        return sum((row.monthly for row in self.of(*items)), Decimal(0))


def payslips(money: Iterable[Amount], instance: Instance) -> tuple[Payslip, ...]:
    """Return the payslips of everyone with rows, by person code, then time; cut where the pay scale changes."""
    by: dict[str, list[Amount]] = defaultdict(list)
    for row in money:
        if row.person_id is not None and row.person_id in instance.person:
            by[row.person_id].append(row)
    steps = changes(instance)
    return tuple(
        Payslip(person=instance.person[code], first=first, months=months, rows=here)
        for code, rows in sorted(by.items())
        for first, months, here in cut(rows, min(r.first for r in rows), max(r.end for r in rows), steps)
    )


def cut(
    rows: Sequence[Amount], first: date, end: date, steps: Iterable[date] = ()
) -> Iterator[tuple[date, int, tuple[Amount, ...]]]:
    """Yield the months from one day to before another in which the same rows count: first month, number, these rows."""
    marks = {first, end} | {day for row in rows for day in (row.first, row.end)} | set(steps)
    for a, b in pairwise(sorted(day for day in marks if first <= day <= end)):
        yield a, months_between(a, b), tuple(row for row in rows if row.first <= a < row.end)
