"""Clauses of 2021 that divide the allowance: by use, and into what is paid monthly and after an appraisal."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from planner.accounts import Spell
from planner.calendar import add_months
from planner.clause import Clause
from planner.clauses.pay.rows import base, broken, fen, is_directed, month, walk
from planner.domain import Instance, Upshot
from planner.finding import Finding
from planner.ledger import Ledger
from planner.messages import say
from planner.money import Amount
from planner.parameter import Range
from planner.text import Text

Percent = Annotated[int, Range(0, 100, step=5)]


def _split(amount: Amount, share: int, rest: int, parts: tuple[str, str]) -> tuple[Amount, Amount]:
    """Return an amount in two parts that add up to it to the fen; shares are relative to each other."""
    first = fen(amount.monthly * share / (share + rest))
    return (
        replace(amount, item=f"{amount.item}.{parts[0]}", monthly=first),
        replace(amount, item=f"{amount.item}.{parts[1]}", monthly=amount.monthly - first),
    )


def _divides(amount: Amount, spell: Spell) -> bool:
    return base(amount.item) == "post_allowance" and is_directed(spell.person)


class AllowanceUses(Clause):
    """Which share of the allowance is for public health work and which for basic care (MTG21-A1.5-a); percent."""

    family: ClassVar[str] = "allowance_uses"
    decides: ClassVar[bool] = False
    public_health_share_pct: Percent
    basic_medical_share_pct: Annotated[int, Range(1, 100, step=5)]

    def statement(self) -> Text:
        return say("pay.allowance_uses", public_health=self.public_health_share_pct, care=self.basic_medical_share_pct)

    def apportioned(self, amount: Amount, spell: Spell, instance: Instance) -> Iterable[Amount]:
        if not _divides(amount, spell):
            return [amount]
        shares = (self.public_health_share_pct, self.basic_medical_share_pct)
        return _split(amount, *shares, ("public_health", "basic_medical"))

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """See that each month's two parts stand to each other as the shares, within a fen for each part."""
        for months in walk(ledger):
            rows = months.of("post_allowance")
            health = sum((r.monthly for r in rows if "public_health" in r.item), Decimal(0))
            care = sum((r.monthly for r in rows if "basic_medical" in r.item), Decimal(0))
            whole = sum((r.monthly for r in rows), Decimal(0))
            off = abs(health * self.basic_medical_share_pct - care * self.public_health_share_pct)
            if health + care != whole or off > len(rows):
                message = say(
                    "pay.allowance_uses.wrong",
                    name=months.person.name,
                    month=month(months.first),
                    health=health,
                    care=care,
                )
                yield broken(
                    self, months, message, actual=health, limit=fen(whole * self.public_health_share_pct / 100)
                )


class AppraisedShare(Clause):
    """Which share of the allowance is paid monthly and which after a passed appraisal (MTG21-A1.5-b); percent.

    ``appraisal`` names the clause under which quarterly appraisals are on record, each with a day of its quarter.
    ``failed_quarter``: the share of a failed quarter is lost, or paid once a later appraisal is passed.
    """

    family: ClassVar[str] = "appraised_share"
    decides: ClassVar[bool] = False
    monthly_share_pct: Percent
    after_appraisal_share_pct: Annotated[int, Range(1, 100, step=5)]
    failed_quarter: Literal["lost", "paid_after_reappraisal"]
    appraisal: str

    def statement(self) -> Text:
        return say(
            "pay.appraised_share",
            monthly=self.monthly_share_pct,
            after=self.after_appraisal_share_pct,
            failed=say(f"pay.failed_{self.failed_quarter}"),
            appraisal=self.appraisal,
        )

    def _lost(self, person_id: str, instance: Instance) -> frozenset[date]:
        """Return the first days of the quarters whose share is not paid."""
        mine = instance.records_about.get((self.appraisal, person_id), ())
        failed = {_quarter(r.day): r.day for r in mine if r.result is Upshot.FAILED}
        if self.failed_quarter == "paid_after_reappraisal":
            passed = [r.day for r in mine if r.result is Upshot.PASSED]
            failed = {quarter: day for quarter, day in failed.items() if not any(later > day for later in passed)}
        return frozenset(failed)

    def apportioned(self, amount: Amount, spell: Spell, instance: Instance) -> Iterable[Amount]:
        if not _divides(amount, spell):
            return [amount]
        shares = (self.monthly_share_pct, self.after_appraisal_share_pct)
        monthly, appraised = _split(amount, *shares, ("monthly", "appraised"))
        lost = self._lost(spell.person.id, instance)
        kept = [m for m in (add_months(amount.first, i) for i in range(amount.months)) if _quarter(m) not in lost]
        return [monthly, *(replace(appraised, first=a, months=n) for a, n in _unbroken(kept))]

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """See that no month of a failed quarter pays the appraised share, and that the others pay it in proportion."""
        for months in walk(ledger):
            rows = months.of("post_allowance")
            part = sum((r.monthly for r in rows if r.item.endswith(".appraised")), Decimal(0))
            rest = sum((r.monthly for r in rows if r.item.endswith(".monthly")), Decimal(0))
            lost = _quarter(months.first) in self._lost(months.person.id, ledger.instance)
            off = abs(part * self.monthly_share_pct - rest * self.after_appraisal_share_pct)
            if rows and ((lost and part) or (not lost and off > 2 * len(rows))):
                message = say(
                    "pay.appraised_share.wrong",
                    name=months.person.name,
                    month=month(months.first),
                    part=part,
                    rest=rest,
                    how=say(f"pay.appraised_share.{'lost' if lost else 'due'}"),
                )
                yield broken(self, months, message, actual=part, limit=0 if lost else self.after_appraisal_share_pct)


def _quarter(day: date) -> date:
    return date(day.year, day.month - (day.month - 1) % 3, 1)


def _unbroken(months: list[date]) -> Iterator[tuple[date, int]]:
    """Yield runs of months as first month and number."""
    first, number = None, 0
    for day in months:
        if first is not None and add_months(first, number) == day:
            number += 1
            continue
        if first is not None:
            yield first, number
        first, number = day, 1
    if first is not None:
        yield first, number
