"""What the clauses on the pay of directed graduates share: rows of a spell, net pay of a month, and how audits walk."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Literal

from planner.accounts import Spell
from planner.calendar import add_months, period_of
from planner.clause import Clause
from planner.domain import LICENSED, Credential, Instance, PayItem, Person, Role, Zone
from planner.faces import has
from planner.faces.people import StartRule
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.money import Amount, Funder
from planner.payslips import Payslip, base, cut, months_between
from planner.scale import amount_on, monthly
from planner.text import Text

__all__ = ["Payslip", "base", "months_between"]

POST_PAY = frozenset(
    {
        "post_allowance",
        "floor_top_up",
        "employee_insurance",
        "employee_housing_fund",
        "employer_share_deducted",
        "insurance_subsidy",
        "rural_allowance",
        "assessment_deduction",
    }
)
"""Items that make up what a graduate is paid; every other item of hers is a cost beside her pay."""


Payer = Literal[
    "city", "district", "county", "new_area", "new_city", "town", "centre", "commission", "public", "unspecified"
]
"""Who may be named as payer in a pack (``planner.money.Funder``)."""


def fen(amount: Decimal) -> Decimal:
    """Return yuan to the fen, half a fen upwards."""
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)


def is_directed(person: Person) -> bool:
    """Whether a person is a directed graduate, whom alone these texts pay."""
    return person.role is Role.GRADUATE


def held(person: Person, day: date) -> Credential:
    """Auditing: return the credential a person holds on a day."""
    return person.credential if person.licensed_on is None or person.licensed_on <= day else Credential.NONE


def price(instance: Instance, item: str, spell: Spell, zone: Zone | None = None) -> tuple[Decimal, PayItem] | None:
    """Return the yuan a month of an item in a spell with the line of the pay scale, None where it has none."""
    row = amount_on(instance, item, spell.first, zone, spell.credential)
    yuan = None if row is None else monthly(row)
    return None if row is None or yuan is None else (fen(yuan), row)


def paid(
    clause: Clause,
    spell: Spell,
    item: str,
    yuan: Decimal,
    *,
    funder: Funder = Funder.UNSPECIFIED,
    assumption: bool = False,
    first: date | None = None,
    months: int | None = None,
) -> Amount:
    """Return a row for a spell, or for some of its months."""
    return Amount(
        item=item,
        first=first or spell.first,
        months=spell.months if months is None else months,
        monthly=yuan,
        funder=funder,
        clause=clause.id,
        person_id=spell.person.id,
        assumption=assumption,
    )


def runs(spell: Spell, rows: Iterable[Amount]) -> Iterator[tuple[date, int, tuple[Amount, ...]]]:
    """Yield the months of a spell in which the same rows count, as first month and number, with these rows."""
    yield from cut(tuple(rows), spell.first, add_months(spell.first, spell.months))


def net(rows: Iterable[Amount]) -> Decimal:
    """Return what a graduate is paid by the rows of one month."""
    return sum((row.monthly for row in rows if base(row.item) in POST_PAY), Decimal(0))


def walk(ledger: Ledger) -> Iterator[Payslip]:
    """Auditing: yield the payslips of directed graduates in a plan."""
    yield from (slip for slip in ledger.payslips if is_directed(slip.person))


def whereabouts(ledger: Ledger, person: Person, day: date) -> str | None:
    """Auditing: return the place a graduate serves at on a day by plan and roster, None while she is in training."""
    if ledger.plan.assignments:
        career = ledger.plan.career.get(person.id, ())
        return next((a.site_id for a in career if a.start <= period_of(day) <= a.end), None)
    if _waits_for_licence(person, day, ledger):
        return None
    placed = ledger.plan.placement.get(person.id)
    begins = max(d for d in (person.since, person.available_from, date.min) if d is not None)
    if placed is not None and placed.centre_id is not None:
        return (placed.site_id or placed.centre_id) if day >= max(ledger.day, begins) else None
    waits = person.site_id is None and person.role in {Role.GRADUATE, Role.RECRUIT}
    unlicensed = person.role is Role.GRADUATE and _licence_first(ledger) and held(person, day) not in LICENSED
    return None if waits or begins > day or unlicensed else person.site_id or person.employer


@lru_cache(maxsize=2)
def _licence_first(ledger: Ledger) -> bool:
    """Whether a graduate serves only once she is licensed (MTG21-A2.1-a)."""
    return any(has(rule, StartRule) and rule.licence == "yes" for rule in ledger.in_force.values())


def _waits_for_licence(person: Person, day: date, ledger: Ledger) -> bool:
    """Auditing: whether a clause in force keeps a graduate from her post on a day, for want of a licence."""
    licensed = person.credential in LICENSED if person.licensed_on is None else person.licensed_on <= day
    return person.role is Role.GRADUATE and not licensed and _licence_first(ledger)


def price_on(ledger: Ledger, item: str, found: Payslip) -> Decimal | None:
    """Auditing: return the yuan a month of an item with no zone, None where the scale or her month has none."""
    row = amount_on(ledger.instance, item, found.first, None, held(found.person, found.first))
    yuan = None if row is None else monthly(row)
    return None if yuan is None or not found.rows else fen(yuan)


def amiss(clause: Clause, found: Payslip, item: str, yuan: Decimal, due: Decimal) -> Finding:
    """Return the finding that an item stands in a plan with other yuan than are due, or not at all."""
    message = say(
        "pay.amiss", name=found.person.name, month=month(found.first), item=item_name(item), yuan=yuan, due=due
    )
    return broken(clause, found, message, actual=yuan, limit=due)


def broken(clause: Clause, found: Payslip, message: Text, *, actual: object, limit: object) -> Finding:
    """Return the finding that a plan's rows of some months break a clause."""
    return Finding(
        clause=clause.id,
        subject=found.person.id,
        period=f"{found.first:%Y-%m}",
        status=Status.VIOLATED,
        actual=str(actual),
        limit=str(limit),
        message=message,
    )


def month(day: date) -> str:
    """Return a month as people write it."""
    return f"{day:%Y-%m}"


def item_name(item: str) -> Text:
    """Return what an item is called, its parts after the dot included."""
    names = [say(f"pay.item_{part}") for part in item.split(".")]
    return Text("·".join(n.zh for n in names), ", ".join(n.en for n in names))
