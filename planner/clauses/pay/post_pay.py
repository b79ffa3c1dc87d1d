"""Clauses on the post pay of directed graduates: in which stages, by which formula, at which tier, how often."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, ClassVar, Literal

from planner.accounts import Duty, Education, Spell, Stage
from planner.calendar import add_months, day_before
from planner.clause import Clause
from planner.clauses.pay.owed import gone
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
from planner.domain import Instance, Person, Zone
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.money import Amount
from planner.parameter import Range
from planner.payslips import cut
from planner.scale import amount_on, monthly, zone_of
from planner.text import Text, join

PaidStage = Literal["pre_service", "training", "waiting", "service"]
BEFORE: tuple[PaidStage, ...] = ("pre_service", "training", "waiting")
"""Stages before she serves."""


def _stages(stages: Iterable[str]) -> Text:
    return join([say(f"pay.stage_{stage}") for stage in stages], "、", ", ")


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
        """Look for a fund that is not due, and for months of a paid stage without an allowance."""
        paid: dict[str, list[Amount]] = defaultdict(list)
        for months in walk(ledger):
            if self.housing_fund == "no" and months.sum_of("employee_housing_fund", "employer_housing_fund"):
                message = say("pay.paid_stages.fund", name=months.person.name, month=month(months.first))
                yield broken(self, months, message, actual="employee_housing_fund", limit="")
        for row in ledger.plan.money:
            if row.person_id is not None and base(row.item) == "post_allowance":
                paid[row.person_id].append(row)
        for person in ledger.instance.people if ledger.plan.money else ():
            if is_directed(person):
                yield from self._unpaid(person, paid[person.id], ledger)

    def _unpaid(self, person: Person, rows: list[Amount], ledger: Ledger) -> Iterator[Finding]:
        """Yield runs of months that are owed and unpaid; those that nobody can price only between paid ones."""
        last = max((row.end for row in rows), default=date.min)
        for first, months, here in cut(rows, *_horizon(ledger.instance)):
            empty = [add_months(first, n) for n in range(0 if here else months)]
            owed = [(day, _priced(person, day, ledger)) for day in empty if self._owed(person, day, ledger)]
            due = [day for day, priced in owed if priced]
            between = [day for day, _ in owed if rows and min(r.first for r in rows) < day < last]
            for days, status in ((due, Status.VIOLATED), (between if not due else [], Status.MISSED)):
                if days:
                    message = say("pay.paid_stages.gap", name=person.name, first=month(days[0]), last=month(days[-1]))
                    yield Finding(
                        clause=self.id,
                        subject=person.id,
                        period=month(days[0]),
                        status=status,
                        actual="0",
                        message=message,
                    )

    def _owed(self, person: Person, day: date, ledger: Ledger) -> bool:
        """Whether a month is of a paid stage: she serves, or has graduated (or finished) and serves nowhere yet."""
        if gone(person, day, ledger):
            return False
        if whereabouts(ledger, person, day) is not None:
            return "service" in self.paid_stages
        begun = person.graduated_on or person.available_from
        return begun is not None and begun <= day and set(BEFORE) <= set(self.paid_stages)


def _horizon(instance: Instance) -> tuple[date, date]:
    first = instance.placement_date.replace(day=1)
    return first, add_months(first, 12 * instance.horizon_years)


def _priced(person: Person, day: date, ledger: Ledger) -> bool:
    """Auditing: whether a clause in force has a tier, and the pay scale an amount, for a month of a graduate."""
    place = whereabouts(ledger, person, day)
    stage = "service" if place is not None else "waiting"
    for rule in ledger.in_force.values():
        if isinstance(rule, PostAllowance) and stage in rule.stages:
            return rule.priced(place or _bound_for(person, day, ledger), day, person, ledger.instance) is not None
    return False


def _bound_for(person: Person, day: date, ledger: Ledger) -> str | None:
    """Auditing: return the place where a graduate who serves nowhere on a day is to serve."""
    placed = ledger.plan.placement.get(person.id)
    later = [stint.site_id for stint in ledger.plan.career.get(person.id, ()) if stint.start.start > day]
    here = None if placed is None else placed.site_id or placed.centre_id
    return later[0] if later else here or person.site_id


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

    def priced(self, place: str | None, day: date, person: Person, instance: Instance) -> Decimal | None:
        """Auditing: return the yuan a month of a place's tier on a day, None where tier or amount is not known."""
        row = amount_on(instance, "post_allowance", day, self._zone(place, instance), held(person, day))
        return None if row is None else monthly(row)

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
            if not rows or withheld:
                continue
            yuan = self.priced(
                place or _bound_for(months.person, months.first, ledger), months.first, months.person, ledger.instance
            )
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


class MonthlyPay(Clause):
    """Before placement a named body pays every so many months, by how the stage went (MTG25-2.5-a).

    On record under the clause: each payment made, with its day and person.
    """

    family: ClassVar[str] = "monthly_pay"
    decides: ClassVar[bool] = False
    on_record: ClassVar[bool] = True
    pay_interval_months: Annotated[int, Range(1, 12)]
    payer_before_placement: str

    def statement(self) -> Text:
        return say("pay.monthly_pay", months=self.pay_interval_months, payer=self.payer_before_placement)

    def owed_to(self, educated: Sequence[Education], first: date, last: date) -> Iterable[Duty]:
        begin, by = first.replace(day=1), say("duties.by.named", name=self.payer_before_placement)
        while (due := day_before(add_months(begin, self.pay_interval_months))) <= last:
            if count := sum(one.first <= due and begin < one.end for one in educated):
                yield Duty(clause=self.id, day=due, what=say("pay.monthly_pay.what", count=count), by=by, count=count)
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
