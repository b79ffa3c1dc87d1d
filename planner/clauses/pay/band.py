"""Clauses that hold performance pay to a band of percentages."""

from abc import abstractmethod
from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from planner.clause import Clause
from planner.clauses.pay.reckoning import (
    per_year,
)
from planner.domain import Instance, Record
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.parameter import Range
from planner.scale import amount_on
from planner.text import Text

Percent = Annotated[int, Range(0, 1000)]


class Banded(Clause):
    """A clause that holds a percentage on record to a band, both ends included."""

    @abstractmethod
    def band(self) -> tuple[int, int]:
        """Return the least and the largest percentage."""

    @property
    @abstractmethod
    def matter(self) -> str:
        """What is held to the band."""

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Tell each record, whose quantity is a percentage of the base, that lies outside the band."""
        least, most = self.band()
        for record in ledger.instance.records_of.get(self.id, ()):
            if record.quantity is None or least <= record.quantity <= most:
                continue
            centre = ledger.instance.centre.get(record.centre_id or "")
            person = ledger.instance.person.get(record.person_id or "")
            waiver = ledger.instance.waiver(self.id, record.day, person_id=record.person_id, site_id=record.centre_id)
            yield Finding(
                clause=self.id,
                subject=record.centre_id or record.person_id or "",
                period=str(record.day),
                status=Status.WAIVED if waiver and self.in_principle else Status.MISSED,
                actual=f"{record.quantity:f}",
                limit=f"{least}-{most}",
                message=say(
                    "subsidies.pay_band.outside",
                    name=centre.name if centre else person.name if person else "",
                    day=record.day,
                    matter=say(f"subsidies.pay_band.{self.matter}"),
                    actual=f"{record.quantity:f}",
                    least=least,
                    most=most,
                    yuan=self._in_yuan(record, ledger.instance),
                ),
            )

    def _in_yuan(self, record: Record, instance: Instance) -> Text | str:
        """The band in yuan, where the pay scale gives the base of a year."""
        row = None if self.matter == "head" else amount_on(instance, "performance_baseline", record.day)
        base = None if row is None else per_year(row)
        if base is None:
            return ""
        low, high = (f"{(base * pct / 100).normalize():f}" for pct in self.band())
        return say("subsidies.pay_band.yuan", low=low, high=high)


class PayBand(Banded):
    """Performance pay, its addition for overtime, or the head's pay lies within a band (QJ-10-a, -b, -c)."""

    family: ClassVar[str] = "pay_band"
    decides: ClassVar[bool] = False
    of: Literal["total", "overtime", "head"]
    pay_min_pct: Percent
    pay_max_pct: Percent

    def statement(self) -> Text:
        return say(f"subsidies.pay_band.statement.{self.of}", least=self.pay_min_pct, most=self.pay_max_pct)

    def band(self) -> tuple[int, int]:
        return self.pay_min_pct, self.pay_max_pct

    @property
    def matter(self) -> str:
        return self.of


class AboutAddition(Banded):
    """About so much of the baseline may be added, mainly for general practitioners (QJ-11-a).

    The text says "about" without a number: within so many points is an assumption of the planner, and said so.
    """

    family: ClassVar[str] = "pay_addition_about"
    decides: ClassVar[bool] = False
    gp_add_pct: Percent
    about_points: Annotated[int, Range(0, 50)]

    def statement(self) -> Text:
        return say("subsidies.pay_addition_about", pct=self.gp_add_pct, points=self.about_points)

    def band(self) -> tuple[int, int]:
        return self.gp_add_pct - self.about_points, self.gp_add_pct + self.about_points

    @property
    def matter(self) -> str:
        return "gp"
