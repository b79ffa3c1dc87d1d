"""This module is where the targets of a run become rows."""

from collections.abc import Iterator
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from planner.messages import say
from planner.report.cells import Cell, Row

if TYPE_CHECKING:
    from planner.accounts import Measure
    from planner.result import Result

TARGETS = ("clause", "date", "measure", "value", "target", "met", "needed", "gap", "unit", "measure_en")

_MET = {None: "unknown", True: "yes", False: "no"}


def number(value: Fraction | None) -> "Cell":
    """Return an exact value as a cell: whole, or with two places, cut so that no miss looks like a hit."""
    if value is None:
        return ""
    if value.denominator == 1:
        return int(value)
    hundredths = Decimal((value * 100).numerator) / Decimal((value * 100).denominator)
    return hundredths.to_integral_value(ROUND_FLOOR) / 100


def gap(measure: "Measure") -> "Cell":
    """Return how far a value is from its target as a cell, rounded up; blank where it is met, above it, or unknown."""
    value, target = measure.value, measure.target
    if measure.met is not False or measure.needed == 0 or value is None or target is None:
        return ""
    hundredths = -(-100 * abs(target - value) // 1)
    return number(Fraction(hundredths, 100))


def target_rows(result: "Result") -> "Iterator[Row]":
    """Yield how every target stands on its day, in the order of the clauses; blank where a fact or a number lacks.

    ``met`` is judged on exact fractions; ``unknown`` where there is no value, ``reported`` where there is no target.
    """
    for m in result.accounts.measures:
        met = _MET[m.met] if m.met is not None or m.target is not None or m.value is None else "reported"
        unit = say(f"targets.unit.{m.unit}").zh if m.unit else ""
        needed = "" if m.needed is None else m.needed
        told = number(m.value), number(m.target), met, needed, gap(m), unit
        yield m.clause, m.day.isoformat(), m.of.zh, *told, m.of.en
