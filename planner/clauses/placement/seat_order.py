"""Clauses on the statutory order among centres: the higher vacancy rate first, then more integrated clinics."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from planner.clause import Clause
from planner.faces.seats import Key, Tally
from planner.finding import Finding
from planner.ledger import Ledger
from planner.messages import say
from planner.parameter import Range
from planner.text import Text

Priority = Annotated[int, Range(1, 9)]


def _percent(rate: Fraction) -> int:
    """Whole percent, halves up, as a paper table prints it."""
    return (200 * rate.numerator + rate.denominator) // (2 * rate.denominator)


class RateFirst(Clause):
    """The centre with the higher vacancy rate receives a graduate first (MTG25-2.1-a).

    ``vacancy_update``: ``after_each`` recomputes the rate after each placement; ``once_exhaust`` ranks once and fills
    the top centre first; ``once_round`` ranks once and gives one per centre in each pass. ``arithmetic``:
    ``exact_fraction``, or ``whole_percent`` to replay a ranking made from a printed table.
    """

    family: ClassVar[str] = "rate_first"
    priority: Priority
    vacancy_update: Literal["after_each", "once_exhaust", "once_round"]
    arithmetic: Literal["exact_fraction", "whole_percent"]

    @property
    def ranked_once(self) -> bool:
        return self.vacancy_update != "after_each"

    @property
    def parts(self) -> tuple[str, ...]:
        return ("pass", "rate") if self.vacancy_update == "once_round" else ("rate",)

    def _read(self, rate: Fraction) -> Fraction | int:
        return rate if self.arithmetic == "exact_fraction" else _percent(rate)

    def seat_key(self, tally: Tally, filled: int) -> Key:
        match self.vacancy_update:
            case "after_each":
                return (self._read(Fraction(max(tally.short - filled, min(0, tally.vacant - filled)), tally.of)),)
            case "once_exhaust":
                return (self._read(Fraction(tally.short, tally.of)),)
            case "once_round":
                return (-filled, self._read(Fraction(tally.short, tally.of)))

    def claim(self, tally: Tally, vacant_now: int, bare_now: int, given: int) -> Key:
        if self.vacancy_update == "after_each":
            short_now = tally.short - given
            if short_now < 0:
                short_now = vacant_now if vacant_now < 0 else 0
            now = Fraction(short_now) / tally.of
            return (now if self.arithmetic == "exact_fraction" else _percent(now),)
        first = Fraction(tally.short) / tally.of
        rank = first if self.arithmetic == "exact_fraction" else _percent(first)
        return (rank,) if self.vacancy_update == "once_exhaust" else (0 - given, rank)

    def statement(self) -> Text:
        return say(
            "clauses.rate_first",
            priority=self.priority,
            update=say(f"clauses.update.{self.vacancy_update}"),
            arithmetic=say(f"clauses.arithmetic.{self.arithmetic}"),
        )

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        yield from ledger.departures.get(self.id, ())


class ClinicTotalFirst(Clause):
    """At exactly equal rates the centre with more integrated clinics goes first; all of them count (MTG25-2.1-c)."""

    family: ClassVar[str] = "clinic_total_first"
    priority: Priority

    @property
    def ranked_once(self) -> bool:
        return False

    @property
    def parts(self) -> tuple[str, ...]:
        return ("clinics",)

    def seat_key(self, tally: Tally, filled: int) -> Key:
        return (tally.clinics,)

    def claim(self, tally: Tally, vacant_now: int, bare_now: int, given: int) -> Key:
        return (tally.clinics,)

    def statement(self) -> Text:
        return say("clauses.clinic_total_first", priority=self.priority)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        yield from ledger.departures.get(self.id, ())
