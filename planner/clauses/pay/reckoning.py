"""What clauses on pay and costs share: looking amounts up, spreading them over months, judging the rows of a plan."""

from abc import abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import ClassVar, Literal

from planner.accounts import Spell, Stage
from planner.calendar import add_months, birthday, day_after
from planner.clause import Clause
from planner.clauses.pay.owed import each_stay, months_from, objects, unpaid, year_parts
from planner.clauses.pay.rows import whereabouts
from planner.domain import Credential, Instance, PayItem, Person, Site, Zone
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.money import Amount, Funder
from planner.parameter import External
from planner.payslips import months_between
from planner.scale import YEARLY, amount_on, monthly, on_scale, zone_of
from planner.text import Text, join, plain

__all__ = ["months_between", "months_from", "whereabouts", "year_parts", "zone_of"]

Payer = Literal[
    "city",
    "district",
    "county",
    "new_area",
    "new_city",
    "town",
    "centre",
    "commission",
    "public",
    "person",
    "unspecified",
]
"""A funder as a pack names it."""

PURSES = frozenset(Funder) - {Funder.CENTRE, Funder.PERSON, Funder.UNSPECIFIED}
"""Funders that are public money."""

EMPLOYER_ITEMS = (
    "employer_pension",
    "employer_medical",
    "employer_maternity",
    "employer_unemployment",
    "employer_injury",
    "employer_insurance",
)
"""The employer's share of each insurance, and of all of them together."""

FEN = Decimal("0.01")


def yuan(value: External | Decimal) -> Text:
    """Return an amount in words; what is still to be given says so."""
    return say("subsidies.external") if isinstance(value, str) else plain(f"{value:f}")


def percent(value: External | int) -> Text:
    """Return hundredths in words; what is still to be given says so."""
    return say("subsidies.external") if isinstance(value, str) else plain(f"{value}%")


def fen(value: Decimal) -> Decimal:
    """Return yuan rounded to the fen, halves up."""
    return value.quantize(FEN, ROUND_HALF_UP)


def floor_share(value: Decimal, pct: int) -> Decimal:
    """Return so many hundredths of an amount, rounded towards nought to the fen."""
    part = (abs(value) * pct / 100).quantize(FEN, ROUND_FLOOR)
    return part if value >= 0 else -part


def parted(amount: Amount, day: date) -> tuple[Amount | None, Amount | None]:
    """Return the months of an amount before the month that begins on ``day``, and those from it on."""
    early = max(0, min(amount.months, months_between(amount.first, day)))
    before = replace(amount, months=early) if early else None
    rest = amount.months - early
    return before, replace(amount, first=add_months(amount.first, early), months=rest) if rest else None


def pro_rata(yearly: Decimal, first: date, months: int) -> Decimal:
    """Return what falls to some months of one calendar year, in fen; the parts of a year always add up to it.

    Rounded by what has accrued since January, so that no fen is lost or made however a year is cut up.
    """
    until = first.month - 1 + months
    return fen(yearly * until / 12) - fen(yearly * (first.month - 1) / 12)


def per_year(row: PayItem) -> Decimal | None:
    """Return the yuan a year that a row gives, from a yearly or a monthly amount; None where its unit is another."""
    if row.unit.strip().lower() in YEARLY:
        return row.amount_yuan
    found = monthly(row)
    return None if found is None else 12 * found


def missing(
    instance: Instance, items: Iterable[str], day: date, zone: Zone | None = None, credential: Credential | None = None
) -> Iterator[tuple[str, Zone | None]]:
    """Yield the items that the pay scale does not give, with the zone where it gives them for others."""
    for item in items:
        row = amount_on(instance, item, day, zone, credential)
        if row is None or per_year(row) is None:
            yield item, zone if on_scale(item, instance) else None


def integrated_part(site: Site, first: date, months: int) -> tuple[date, int]:
    """Return the first month and the number of months in which a site is under integrated management from the first
    day of the month."""
    if not site.integrated:
        return first, 0
    begin = first if site.integrated_from is None else max(first, months_from(site.integrated_from))
    return begin, max(0, months - months_between(first, begin))


def at_integrated(spell: Spell, instance: Instance) -> tuple[date, int]:
    """Return the months of a spell that are served at a site under integrated management."""
    site = instance.site.get(spell.place or "")
    if site is None or spell.stage is not Stage.SERVICE:
        return spell.first, 0
    return integrated_part(site, spell.first, spell.months)


def in_spell(day: date, spell: Spell) -> bool:
    """Whether a day falls into the months of a spell."""
    return spell.first <= day.replace(day=1) < add_months(spell.first, spell.months)


def credential_on(person: Person, day: date) -> Credential:
    """Return what a person may do on a day."""
    later = person.licensed_on is not None and day < person.licensed_on
    return Credential.NONE if later else person.credential


def past_from(person: Person, age: int) -> date | None:
    """Return the first month in which someone is past an age on its first day, None without a date of birth."""
    return None if person.birth_date is None else months_from(day_after(birthday(person.birth_date, age)))


def summed(rows: tuple[Amount, ...], items: tuple[str, ...]) -> Iterator[Amount]:
    """Yield the amounts of some items as they were before funders shared them: parts of the same months added up."""
    by: dict[tuple[object, ...], list[Amount]] = defaultdict(list)
    for row in rows:
        if row.item in items:
            by[row.item, row.person_id, row.site_id, row.first, row.months].append(row)
    for parts in by.values():
        yield replace(parts[0], monthly=sum((p.monthly for p in parts), Decimal(0)))


def name_of(row: Amount, instance: Instance) -> str:
    """Return whom or what an amount is for, by name where the scenario knows it."""
    person, site = instance.person.get(row.person_id or ""), instance.site.get(row.site_id or "")
    return person.name if person else site.name if site else row.person_id or row.site_id or ""


def item_name(item: str) -> Text:
    """Return what an item is called, its parts after the dot included."""
    return join([say(f"subsidies.item.{part}") for part in item.split(".")], "·", ", ")


def told(clause: Clause, row: Amount, instance: Instance, message: Text) -> Finding:
    """Return a finding on a row of money that should not stand as it does."""
    return Finding(
        clause=clause.id,
        subject=row.person_id or row.site_id or "",
        period=f"{row.first:%Y-%m}",
        status=Status.VIOLATED,
        actual=f"{row.monthly:f}",
        message=say(
            "subsidies.row",
            name=name_of(row, instance),
            item=item_name(row.item),
            month=f"{row.first:%Y-%m}",
            yuan=f"{row.monthly:f}",
            what=message,
        ),
    )


class Revising(Clause):
    """A clause that revises amounts of others; those of a spell pass through it under the face ``ApportionRule``."""

    @abstractmethod
    def revised(self, amount: Amount, instance: Instance) -> tuple[Amount, ...]:
        """Planning: what stands in the place of an amount, the amount itself where it is not touched."""

    def apportioned(self, amount: Amount, spell: Spell, instance: Instance) -> tuple[Amount, ...]:
        return self.revised(amount, instance)

    def forbids(self, row: Amount, ledger: Ledger) -> bool:
        """Auditing: whether it lets no such row stand."""
        return objects(self, row, ledger)


class PaidClause(Clause):
    """A clause that says how much is due for some items; the rows of a plan's money are held to it."""

    items: ClassVar[tuple[str, ...]]
    yearly: ClassVar[bool] = False

    @abstractmethod
    def due(self, row: Amount, ledger: Ledger) -> Decimal | None:
        """Auditing: the yuan a month that a row should show, None where the facts to judge it are missing."""

    def bearer(self, row: Amount, ledger: Ledger) -> Funder | None:
        """Auditing: who should bear a row of this clause, None where another clause may share it out."""
        return None

    def occasions(self, ledger: Ledger) -> Iterator[Amount]:
        """Auditing: months of a person or a site in which money may be owed, by item, as rows without an amount."""
        return each_stay(self, ledger)

    def owes(self, row: Amount, ledger: Ledger) -> Decimal | None:
        """Auditing: the yuan owed in the first month of a row, None or nought where nothing is."""
        return self.due(row, ledger)

    def forbids(self, row: Amount, ledger: Ledger) -> bool:
        """Auditing: whether it lets no such row stand."""
        return row.item in self.items and self.due(row, ledger) == 0

    def _names(self, row: Amount) -> bool:
        """Whether it is this clause that names who bears a row."""
        return (row.funded_under or row.clause) == self.id

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        for row in summed(ledger.plan.money, self.items):
            due = self.due(row, ledger)
            if due is not None and due != row.monthly:
                yield told(self, row, ledger.instance, say("subsidies.due", due=f"{due:f}"))
        for row in ledger.plan.money:
            payer = self.bearer(row, ledger) if row.item in self.items and self._names(row) else None
            if payer is not None and payer is not row.funder:
                message = say(
                    "subsidies.bearer",
                    payer=say(f"subsidies.funder.{payer}"),
                    funder=say(f"subsidies.funder.{row.funder}"),
                )
                yield told(self, row, ledger.instance, message)
        for row in unpaid(self, ledger):
            lacking = told(self, row, ledger.instance, say("subsidies.unpaid"))
            yield replace(lacking, actual="0", limit=f"{row.monthly:f}")
