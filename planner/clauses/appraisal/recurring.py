"""Clauses on duties that recur, each with something more: payment by the result, a draw by lot, what is told."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated, ClassVar, Literal

from planner.accounts import Duty
from planner.clauses.appraisal.duties import SUBJECTS, Months, PeriodicDuty, names
from planner.domain import LICENSED, Instance, Record
from planner.finding import Finding
from planner.ledger import Ledger
from planner.messages import say
from planner.parameter import External, Range
from planner.text import Text


class AppraisalAndPay(PeriodicDuty):
    """What is appraised is paid by its result, so many months apart (MTGR-20-c)."""

    family: ClassVar[str] = "appraisal_and_pay"
    pay_interval_months: Months

    def statement(self) -> Text:
        return say("duties.and_pay", appraisal=super().statement(), months=self.pay_interval_months)

    def duties(self, instance: Instance, first: date, last: date) -> Iterator[Duty]:
        """Planning: one row for both where they fall together, else rows of their own."""
        if self.pay_interval_months == self.interval_months:
            yield from PeriodicDuty.duties(replace(self, act="appraisal_and_pay"), instance, first, last)
            return
        yield from PeriodicDuty.duties(self, instance, first, last)
        pay = replace(self, act="pay", interval_months=self.pay_interval_months)
        yield from PeriodicDuty.duties(pay, instance, first, last)


class SampledRecheck(PeriodicDuty):
    """A share of the clinics, drawn by lot, is checked again (JZ22-4.8-e).

    The draw follows from ``seed`` and the first day of the window alone, so that it can be repeated; a share that
    does not come out whole is rounded up. While the share is external nothing is drawn.
    """

    family: ClassVar[str] = "sampled_recheck"
    sample_pct: External | Annotated[int, Range(1, 100)]
    seed: Annotated[int, Range(0)]

    def statement(self) -> Text:
        share = f"{self.sample_pct}%" if isinstance(self.sample_pct, int) else say("duties.share.external")
        return say(
            "duties.sampled",
            every=self._every(),
            each=say(f"duties.each.{self.each}"),
            by=say(f"duties.by.{self.by}"),
            act=say(f"duties.act.{self.act}"),
            counted=say(f"duties.counted.{self.counted}"),
            assumed=say("duties.assumed") if self.assumption else "",
            share=share,
            seed=self.seed,
        )

    def _subjects(self, instance: Instance, start: date, day: date) -> Sequence[str]:
        every = tuple(SUBJECTS[self.each](instance, day))
        if not isinstance(self.sample_pct, int):
            return every
        drawn = random.Random(f"{self.seed} {start}").sample(every, -(-len(every) * self.sample_pct // 100))
        return tuple(sorted(drawn))

    def _due(self, day: date, by: str, codes: Sequence[str], instance: Instance) -> Duty:
        due = super()._due(day, by, codes, instance)
        return due if isinstance(self.sample_pct, int) else replace(due, count=0)

    def _who(self, codes: Sequence[str], by: str, instance: Instance) -> Text:
        if not isinstance(self.sample_pct, int):
            return say("duties.who.share", count=len(codes))
        return say("duties.who.drawn", count=len(codes), names=names(instance, codes), seed=self.seed)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        if isinstance(self.sample_pct, int):
            yield from super().check(ledger)


class AreaInspection(PeriodicDuty):
    """The new area inspects each of its new cities (XX21-3.2.5-d); ``new_cities`` is how many there are."""

    family: ClassVar[str] = "area_inspection"
    new_cities: Annotated[int, Range(1, 99)]

    def statement(self) -> Text:
        return say("duties.area", duty=super().statement(), count=self.new_cities)

    def _due(self, day: date, by: str, codes: Sequence[str], instance: Instance) -> Duty:
        return replace(super()._due(day, by, codes, instance), count=self.new_cities)

    def _who(self, codes: Sequence[str], by: str, instance: Instance) -> Text:
        return say("duties.who.all", some=say("duties.some.area", count=self.new_cities))

    def _enough(self, held: Sequence[Record]) -> bool:
        return len(held) >= self.new_cities


class ProgressReport(PeriodicDuty):
    """Progress is told at intervals (JZ22-6.3-a, XX21-6.3-a); ``contents`` are shares told with the roster's figure."""

    family: ClassVar[str] = "progress_report"
    contents: tuple[Literal["hired_share", "licensed_share"], ...]

    def statement(self) -> Text:
        told = [say(f"duties.share.{name}", count="n", of="N") for name in self.contents]
        joined = Text("、".join(t.zh for t in told), ", ".join(t.en for t in told))
        tail = say("duties.with", contents=joined) if told else ""
        return say("duties.progress", duty=super().statement(), contents=tail)

    def _who(self, codes: Sequence[str], by: str, instance: Instance) -> Text:
        doctors = [instance.person[code] for code in SUBJECTS["doctor"](instance, instance.placement_date)]
        counts = {
            "hired_share": sum(p.employer in instance.centre for p in doctors),
            "licensed_share": sum(p.credential in LICENSED for p in doctors),
        }
        told = [say(f"duties.share.{name}", count=counts[name], of=len(doctors)) for name in self.contents]
        if not told:
            return say("duties.who.county")
        return say("duties.who.figures", zh="、".join(t.zh for t in told), en=", ".join(t.en for t in told))
