"""This module is where an auditor looks for money that a clause owes and that stands in no row of a plan."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Protocol

from planner.calendar import add_months
from planner.clauses.pay.rows import whereabouts
from planner.domain import Instance, Person
from planner.faces import has
from planner.faces.people import ExitRule
from planner.finding import Finding
from planner.ledger import Ledger
from planner.money import Amount, Funder
from planner.payslips import base, cut, months_between
from planner.scale import ITEMS, on_scale


class Owing(Protocol):
    """A clause that owes money."""

    @property
    def id(self) -> str:
        """The clause's own id."""

    @property
    def items(self) -> tuple[str, ...]:
        """What it pays."""

    @property
    def yearly(self) -> bool:
        """Whether a year's money stands in one row."""

    def occasions(self, ledger: Ledger) -> Iterator[Amount]:
        """Auditing: months of a person or a site in which money may be owed, by item, as rows without an amount."""

    def owes(self, row: Amount, ledger: Ledger) -> Decimal | None:
        """Auditing: the yuan owed in the first month of a row, None or nought where nothing is."""


class Forbidding(Protocol):
    """A clause under which some money that another one owes is not to be paid."""

    def forbids(self, row: Amount, ledger: Ledger) -> bool:
        """Auditing: whether no such row may stand."""


@dataclass(frozen=True, kw_only=True)
class Stay:
    """Whole months that a person serves at one site or centre by plan and roster."""

    person: Person
    place: str
    first: date
    months: int

    @property
    def end(self) -> date:
        """The first day after its last month."""
        return add_months(self.first, self.months)


def months_from(day: date) -> date:
    """Return the first day of the first month that begins on a day or after it."""
    return day if day.day == 1 else add_months(day.replace(day=1), 1)


def year_parts(first: date, months: int) -> Iterator[tuple[date, int]]:
    """Yield the first month and the number of months of each calendar year that whole months fall into."""
    while months > 0:
        part = min(months, 13 - first.month)
        yield first, part
        first, months = add_months(first, part), months - part


def horizon(instance: Instance) -> tuple[date, int]:
    """Return the first month of the horizon and its number of months."""
    return instance.placement_date.replace(day=1), 12 * instance.horizon_years


def gone(person: Person, day: date, ledger: Ledger) -> bool:
    """Whether a person has left by a day, by the roster or by a clause in force."""
    left = person.leaves_on is not None and person.leaves_on <= day
    return left or not all(rule.serving(person, day, ledger.instance) for rule in _exits(ledger))


@lru_cache(maxsize=2)
def _exits(ledger: Ledger) -> tuple[ExitRule, ...]:
    return tuple(rule for rule in ledger.in_force.values() if has(rule, ExitRule))


@lru_cache(maxsize=2)
def stays(ledger: Ledger) -> tuple[Stay, ...]:
    """Return where everyone serves over the horizon, by person code, then time; a month counts as on its first day."""
    first, months = horizon(ledger.instance)
    end = add_months(first, months)
    found: list[Stay] = []
    for person in ledger.instance.people:
        days = {person.since, person.available_from, person.licensed_on, person.leaves_on, ledger.day} - {None}
        for stint in ledger.plan.career.get(person.id, ()):
            days |= {stint.start.start, stint.end.following.start}
        for begin, count, _ in cut((), first, end, [months_from(day) for day in days if day is not None]):
            place = whereabouts(ledger, person, begin)
            served = 0 if place is None else _served(person, begin, count, ledger)
            last = found[-1] if found else None
            if place is None or not served:
                continue
            if last is not None and last.person is person and last.place == place and last.end == begin:
                found[-1] = replace(last, months=last.months + served)
            else:
                found.append(Stay(person=person, place=place, first=begin, months=served))
    return tuple(found)


@lru_cache(maxsize=2)
def _stays_of(ledger: Ledger) -> Mapping[str, list[Stay]]:
    by: dict[str, list[Stay]] = defaultdict(list)
    for stay in stays(ledger):
        by[stay.person.id].append(stay)
    return by


def _served(person: Person, first: date, months: int, ledger: Ledger) -> int:
    """Return how many of some months pass before a person has left."""
    if not gone(person, add_months(first, months - 1), ledger):
        return months
    return next(n for n in range(months) if gone(person, add_months(first, n), ledger))


@lru_cache(maxsize=2)
def _booked(ledger: Ledger) -> Mapping[tuple[str, str], list[Amount]]:
    """Return the rows of a plan by whom they are for and item, those of a part also under the whole item."""
    by: dict[tuple[str, str], list[Amount]] = defaultdict(list)
    for row in ledger.plan.money:
        for item in {row.item, base(row.item)}:
            by[row.person_id or row.site_id or "", item].append(row)
    return by


def occasion(
    clause: Owing, item: str, first: date, months: int, person_id: str | None = None, site_id: str | None = None
) -> Amount:
    """Return months in which an item may be owed; the funder stands for any public purse."""
    return Amount(
        item=item,
        first=first,
        months=months,
        monthly=Decimal(0),
        funder=Funder.DISTRICT,
        clause=clause.id,
        person_id=person_id,
        site_id=site_id,
    )


def each_stay(clause: Owing, ledger: Ledger) -> Iterator[Amount]:
    """Yield everyone's months of service for each item, but for items that the pay scale should give and does not."""
    items = [item for item in clause.items if item not in ITEMS or on_scale(item, ledger.instance)]
    if not items or "external" in vars(clause).values():
        return
    for stay in stays(ledger):
        for item in items:
            yield occasion(clause, item, stay.first, stay.months, person_id=stay.person.id)


def each_record(clause: Owing, ledger: Ledger) -> Iterator[Amount]:
    """Yield the month of each record under a clause: of a person while she serves, of a site inside the horizon."""
    first, months = horizon(ledger.instance)
    for record in ledger.instance.records_of.get(clause.id, ()):
        day = record.day.replace(day=1)
        if not first <= day < add_months(first, months):
            continue
        here = _stays_of(ledger).get(record.person_id or "", ())
        served = any(stay.first <= day < stay.end for stay in here)
        for item in clause.items:
            if served and record.person_id is not None:
                yield occasion(clause, item, day, 1, person_id=record.person_id)
            elif record.person_id is None and record.site_id is not None:
                yield occasion(clause, item, day, 1, site_id=record.site_id)


def each_site(clause: Owing, ledger: Ledger) -> Iterator[Amount]:
    """Yield the whole horizon for each site and item."""
    items = [item for item in clause.items if item not in ITEMS or on_scale(item, ledger.instance)]
    for site in ledger.instance.sites if items else ():
        for item in items:
            yield occasion(clause, item, *horizon(ledger.instance), site_id=site.id)


def each_doctor(clause: Owing, ledger: Ledger) -> Iterator[Amount]:
    """Yield the whole horizon for everyone and item, whether she serves or has left."""
    if "external" not in vars(clause).values():
        for person in ledger.instance.people:
            for item in clause.items:
                yield occasion(clause, item, *horizon(ledger.instance), person_id=person.id)


def unpaid(clause: Owing, ledger: Ledger) -> Iterator[Amount]:
    """Yield the first month of each run of months in which a clause owes money that no row gives, with the yuan owed.

    Silent where a plan says nothing of money at all. Nothing is owed that another clause in force forbids.
    """
    if not ledger.plan.money:
        return
    booked = _booked(ledger)
    for asked in clause.occasions(ledger):
        rows = booked.get((asked.person_id or asked.site_id or "", asked.item), [])
        for first, months in _without(asked, rows, clause.yearly):
            missing = _first_owed(clause, replace(asked, first=first, months=months), ledger)
            if missing is not None:
                yield missing


def _without(asked: Amount, rows: list[Amount], yearly: bool) -> Iterator[tuple[date, int]]:
    """Yield the months asked for in which no row counts; one row is enough for a year where a year has one."""
    if yearly:
        for first, months in year_parts(asked.first, asked.months):
            if not any(first <= row.first < add_months(first, months) for row in rows):
                yield first, months
        return
    begin = asked.first
    for row in sorted(rows, key=lambda row: row.first):
        if begin < min(row.first, asked.end):
            yield begin, months_between(begin, min(row.first, asked.end))
        begin = max(begin, row.end)
    if begin < asked.end:
        yield begin, months_between(begin, asked.end)


def _first_owed(clause: Owing, part: Amount, ledger: Ledger) -> Amount | None:
    """Return the first month of a part in which money is owed; looked for where it is at its start or its end."""
    days = [add_months(part.first, n) for n in range(part.months)]
    if not any(clause.owes(replace(part, first=day, months=1), ledger) for day in (days[0], days[-1])):
        return None
    for day in days:
        month = replace(part, first=day, months=1)
        yuan = clause.owes(month, ledger)
        if yuan and not _forbidden(month, ledger):
            return replace(month, monthly=yuan)
    return None


def _forbidden(row: Amount, ledger: Ledger) -> bool:
    return any(rule.forbids(row, ledger) for rule in _forbidding(ledger))


@lru_cache(maxsize=2)
def _forbidding(ledger: Ledger) -> tuple[Forbidding, ...]:
    return tuple(rule for rule in ledger.in_force.values() if has(rule, Forbidding))


class Checked(Protocol):
    """A clause that checks a plan."""

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Yield what it finds."""


def objects(clause: Checked, row: Amount, ledger: Ledger) -> bool:
    """Whether a clause finds fault with a plan whose only money is a row."""
    return any(True for _ in clause.check(replace(ledger, plan=replace(ledger.plan, money=(row,)))))
