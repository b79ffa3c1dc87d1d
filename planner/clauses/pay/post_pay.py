"""Clauses on the post pay of directed graduates: in which stages, by which formula, at which tier, how often."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Annotated, ClassVar, Literal

from planner.accounts import Duty, Spell, Stage
from planner.calendar import add_months, day_before
from planner.clause import Clause
from planner.clauses.pay.rows import (
    POST_PAY,
    base,
    broken,
    held,
    is_directed,
    item_name,
    month,
    paid,
    price,
    walk,
    whereabouts,
)
from planner.domain import Instance, Zone
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.money import Amount
from planner.parameter import Range
from planner.scale import amount_on, monthly, zone_of
from planner.text import Text, join, plain

PaidStage = Literal["pre_service", "training", "waiting", "service"]


def _stages(stages: Iterable[str]) -> Text:
    return join([say(f"pay.stage_{stage}") for stage in stages], "、", ", ")


@dataclass(frozen=True, kw_only=True)
class PaidStages(Clause):
    """Post pay is due in every stage, and no month in between is unpaid (MTG25-2.4-a, MTG21-A1.4-a).

    ``housing_fund=no``: the text knows none (2021).
    """

    family: ClassVar[str] = "paid_stages"
    decides: ClassVar[bool] = False
    paid_stages: tuple[PaidStage, ...]
    housing_fund: Literal["yes", "no"]

    def statement(self) -> Text:
        return say(
            "pay.paid_stages",
            stages=_stages(self.paid_stages),
            fund=say(f"pay.paid_stages.fund_{self.housing_fund}"),
        )

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Look for months without an allowance between a graduate's first and last, and for a fund that is not due."""
        last: dict[str, date] = {}
        for months in walk(ledger):
            code = months.person.id
            if self.housing_fund == "no" and months.sum_of("employee_housing_fund", "employer_housing_fund"):
                message = say("pay.paid_stages.fund", name=months.person.name, month=month(months.first))
                yield broken(self, months, message, actual="employee_housing_fund", limit="")
            if not months.sum_of("post_allowance"):
                continue
            if code in last and last[code] < months.first:
                message = say(
                    "pay.paid_stages.gap",
                    name=months.person.name,
                    first=month(last[code]),
                    last=month(day_before(months.first)),
                )
                # Where the scale lacks a tier the month cannot be paid by anyone: shown, but not our plan's breach.
                status = Status.VIOLATED if _every_tier(ledger.instance, last[code]) else Status.MISSED
                yield Finding(
                    clause=self.id, subject=code, period=month(last[code]), status=status, actual="0", message=message
                )
            last[code] = max(row.end for row in months.of("post_allowance"))
            last[code] = min(last[code], add_months(months.first, months.months))


def _every_tier(instance: Instance, day: date) -> bool:
    return all(amount_on(instance, "post_allowance", day, zone) is not None for zone in Zone)


@dataclass(frozen=True, kw_only=True)
class PostPayFormula(Clause):
    """Post pay = allowance - employee's insurance - employee's housing fund + rural allowance if due (MTG25-2.4-b)."""

    family: ClassVar[str] = "post_pay_formula"
    decides: ClassVar[bool] = False
    adds: tuple[str, ...]
    takes: tuple[str, ...]

    def statement(self) -> Text:
        return say(
            "pay.post_pay_formula",
            adds=join([item_name(item) for item in self.adds], " + ", " + "),
            takes=join([item_name(item) for item in self.takes], " - ", " - "),
        )

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """See that what the formula adds is added, what it takes is taken, and nothing else is in the pay."""
        for months in walk(ledger):
            for row in months.rows:
                item = base(row.item)
                wrong_sign = (item in self.adds and row.monthly < 0) or (item in self.takes and row.monthly > 0)
                known = item in {*self.adds, *self.takes, "floor_top_up", "assessment_deduction"}
                if item in POST_PAY and (wrong_sign or not known):
                    message = say(
                        "pay.post_pay_formula.wrong",
                        name=months.person.name,
                        month=month(months.first),
                        item=item_name(row.item),
                        yuan=row.monthly,
                    )
                    yield broken(self, months, message, actual=row.monthly, limit="")


@dataclass(frozen=True, kw_only=True)
class PostAllowance(Clause):
    """The post allowance by tier of a notice (MTG25-2.4.1-a and -b, MTG21-A1.4.1-b).

    ``tier``: ``urban`` is the tier of the district's town wherever she will work later; ``by_site`` that of the clinic
    she serves or is assigned to; ``by_centre`` that of its centre. Months between training and placement count as
    training where ``waiting`` is among the stages. Yuan a month.
    """

    family: ClassVar[str] = "post_allowance_tier"
    decides: ClassVar[bool] = False
    pay_step: ClassVar[int] = 0
    stages: tuple[PaidStage, ...]
    tier: Literal["urban", "by_site", "by_centre"]
    notice: str

    def statement(self) -> Text:
        return say(
            "pay.post_allowance_tier",
            stages=_stages(self.stages),
            tier=say(f"pay.tier_{self.tier}"),
            notice=self.notice,
        )

    def _zone(self, place: str | None, instance: Instance) -> Zone | None:
        if self.tier == "urban":
            return Zone.URBAN
        site = instance.site.get(place or "")
        return zone_of(site.centre_id if site is not None and self.tier == "by_centre" else place, instance)

    def _concerns(self, spell: Spell) -> bool:
        return is_directed(spell.person) and spell.stage.value in self.stages

    def wanted(self, spell: Spell, instance: Instance) -> Iterable[tuple[str, Zone | None]]:
        return (
            [("post_allowance", self._zone(spell.place or spell.bound_for, instance))] if self._concerns(spell) else []
        )

    def amounts(self, spell: Spell, before: tuple[Amount, ...], instance: Instance) -> Iterable[Amount]:
        if not self._concerns(spell):
            return
        priced = price(instance, "post_allowance", spell, self._zone(spell.place or spell.bound_for, instance))
        if priced is not None:
            yield paid(self, spell, "post_allowance", priced[0], assumption=priced[1].assumption)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Look the tier up again, from where the plan has each graduate month by month."""
        for months in walk(ledger):
            rows = [row for row in months.of("post_allowance") if row.clause == self.id]
            place = whereabouts(ledger, months.person, months.first)
            serves = place is not None
            withheld = any(".monthly" in row.item for row in rows) and not any(".appraised" in r.item for r in rows)
            if not rows or withheld or not (serves or self.tier == "urban"):
                continue
            zone = self._zone(place, ledger.instance)
            due = amount_on(ledger.instance, "post_allowance", months.first, zone, held(months.person, months.first))
            yuan = None if due is None else monthly(due)
            total = sum(row.monthly for row in rows)
            if total != yuan or (serves and Stage.SERVICE.value not in self.stages):
                message = say(
                    "pay.post_allowance_tier.wrong",
                    name=months.person.name,
                    month=month(months.first),
                    yuan=total,
                    tier=say(f"pay.tier_{self.tier}"),
                    due="–" if yuan is None else yuan,
                )
                yield broken(self, months, message, actual=total, limit="" if yuan is None else yuan)


@dataclass(frozen=True, kw_only=True)
class MonthlyPay(Clause):
    """Before placement a named body pays every so many months, by how the stage went (MTG25-2.5-a).

    On record under the clause: each payment made, with its day and person.
    """

    family: ClassVar[str] = "monthly_pay"
    decides: ClassVar[bool] = False
    pay_interval_months: Annotated[int, Range(1, 12)]
    payer_before_placement: str

    def statement(self) -> Text:
        return say("pay.monthly_pay", months=self.pay_interval_months, payer=self.payer_before_placement)

    def duties(self, instance: Instance, first: date, last: date) -> Iterable[Duty]:
        if not any(is_directed(p) and p.site_id is None for p in instance.people):
            return
        begin = first.replace(day=1)
        while (due := day_before(add_months(begin, self.pay_interval_months))) <= last:
            yield Duty(clause=self.id, day=due, what=say("pay.monthly_pay.what"), by=plain(self.payer_before_placement))
            begin = add_months(begin, self.pay_interval_months)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Look for intervals without a payment between the first and the last on record for a person."""
        by: dict[str, list[date]] = defaultdict(list)
        for record in ledger.instance.records_of.get(self.id, ()):
            by[record.person_id or ""].append(record.day.replace(day=1))
        for code, days in sorted(by.items()):
            for before, after in pairwise(sorted(set(days))):
                due = add_months(before, self.pay_interval_months)
                if due < after:
                    person = ledger.instance.person.get(code)
                    name = code if person is None else person.name
                    message = say("pay.monthly_pay.gap", name=name, month=month(due))
                    yield Finding(
                        clause=self.id, subject=code, period=month(due), status=Status.MISSED, message=message
                    )
