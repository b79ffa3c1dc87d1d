"""Clauses on what an exit ends, and on subsidies after it that hang on the pension drawn."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal

from planner.calendar import day_after
from planner.clauses.after_service.living_subsidy import DOCTORS, ITEM, Age, stopped, subsidy, village_doctors
from planner.clauses.pay.owed import each_doctor
from planner.clauses.pay.reckoning import PaidClause, Revising, months_between, months_from, told, yuan
from planner.domain import Instance, Site, Upshot
from planner.finding import Finding
from planner.ledger import Ledger
from planner.messages import say
from planner.money import Amount
from planner.parameter import External
from planner.text import Text


class SubsidyOnPension(PaidClause):
    """A subsidy after leaving for those of one pension only: the residents' pension (XX21-4.2-f) or the former village
    doctor scheme (MTGR-22-a).

    A record under the clause says which: ``refused`` for another pension, any other result for the one asked for.
    """

    family: ClassVar[str] = "subsidy_on_pension"
    decides: ClassVar[bool] = False
    items: ClassVar[tuple[str, ...]] = ("seniority_subsidy", "old_age_supplement")
    pension: Literal["residents_pension", "former_scheme"]
    after_exit_yuan: External | Decimal
    exit_age_years: Age
    age_clause: str

    @property
    def _item(self) -> str:
        return self.items[0] if self.pension == "residents_pension" else self.items[1]

    def statement(self) -> Text:
        return say(
            f"subsidies.subsidy_on_pension.{self.pension}",
            yuan=yuan(self.after_exit_yuan),
            age=self.exit_age_years,
            clause=self.age_clause,
        )

    def costs(self, site: Site, first: date, months: int, instance: Instance) -> Iterable[Amount]:
        for person in village_doctors(instance, site) if isinstance(self.after_exit_yuan, Decimal) else ():
            latest = [r.result for r in instance.records_of.get(self.id, ()) if r.person_id == person.id][-1:]
            stop = stopped(person, self.exit_age_years, self.age_clause, instance)
            if latest and latest[0] is not Upshot.REFUSED and stop is not None:
                begin = months_from(stop)
                yield from subsidy(self, self._item, person, begin, self.after_exit_yuan, first, months)

    def occasions(self, ledger: Ledger) -> Iterator[Amount]:
        return each_doctor(self, ledger)

    def due(self, row: Amount, ledger: Ledger) -> Decimal | None:
        instance = ledger.instance
        person = instance.person.get(row.person_id or "")
        if row.item != self._item or person is None:
            return None
        held = {r.person_id: r.result for r in instance.records_of.get(self.id, ())}
        left = stopped(person, self.exit_age_years, self.age_clause, instance)
        serves = left is None or row.first < left or person.site_id not in instance.site
        if held.get(person.id, Upshot.REFUSED) is Upshot.REFUSED or serves or person.role not in DOCTORS:
            return Decimal(0)
        return self.after_exit_yuan if isinstance(self.after_exit_yuan, Decimal) else None


AFTER_EXIT = frozenset({ITEM, *SubsidyOnPension.items})
"""Items that are paid because someone has left."""


class PayEnds(Revising):
    """On exit the contract ends and every subsidy stops with the month of the exit (JZ22-4.9-d).

    A record under the clause is an exit for cause, which ends what is paid after leaving too; for whoever leaves
    otherwise (``leaves_on``) subsidies of old age are no pay and go on.
    """

    family: ClassVar[str] = "pay_ends"
    decides: ClassVar[bool] = False

    def statement(self) -> Text:
        return say("subsidies.pay_ends")

    def _last_day(self, amount: Amount, instance: Instance) -> date | None:
        person = instance.person.get(amount.person_id or "")
        if person is None:
            return None
        removed = [r.day for r in instance.records_of.get(self.id, ()) if r.person_id == person.id]
        left = [person.leaves_on] if person.leaves_on is not None and amount.item not in AFTER_EXIT else []
        return min([*removed, *left], default=None)

    def revised(self, amount: Amount, instance: Instance) -> tuple[Amount, ...]:
        last = self._last_day(amount, instance)
        if last is None:
            return (amount,)
        kept = max(0, min(amount.months, months_between(amount.first, last.replace(day=1)) + 1))
        return (replace(amount, months=kept),) if kept else ()

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        for row in ledger.plan.money:
            last = self._last_day(row, ledger.instance)
            if last is not None and row.end > months_from(day_after(last)):
                yield told(self, row, ledger.instance, say("subsidies.pay_ends.after", day=last))
