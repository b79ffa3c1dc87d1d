"""This module is where a price list of clauses is held, as frozen values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from planner.messages import say
from planner.scenario import Scenario
from planner.sweeping.members import MemberStatus
from planner.text import Text

SUSPEND, DOWN, UP, OPTION = "suspend", "down", "up", "option"
"""What is done to a clause: suspended, a number one step down or up, another reading."""

Number = int | Fraction


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A measure of a what-if less that of the baseline: of the plans in hand, and between what the truth must lie.

    ``least`` and ``most`` follow from the bounds of both; they are None where no bound is known.
    """

    value: Number
    least: Number | None
    most: Number | None

    @property
    def proven(self) -> bool:
        """Whether the difference is exact."""
        return self.least is not None and self.least == self.most

    @property
    def certain(self) -> Number:
        """How large the difference is at least, in either direction; 0 where there may be none."""
        if self.least is None or self.most is None or self.least <= 0 <= self.most:
            return 0
        return min(_size(self.least), _size(self.most))

    @property
    def size(self) -> Number:
        """How large the difference of the plans in hand is, in either direction."""
        return _size(self.value)

    def __str__(self) -> str:
        """``+3``; ``-5..+2`` where it is only known to lie between; ``+3?`` where no bound is known."""
        if self.least is None or self.most is None:
            return f"{signed(self.value)}?"
        return signed(self.value) if self.proven else f"{signed(self.least)}..{signed(self.most)}"


def _size(number: Number) -> Number:
    return -number if number < 0 else number


def signed(number: Number) -> str:
    """Return a difference with its sign, ``0`` where there is none."""
    return f"+{number}" if number > 0 else str(number)


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One column of the list: a goal in rank order or a key indicator, with its value in the baseline.

    ``clause`` asks for it, empty for an indicator; the value lies between ``least`` and ``most``, None if not known.
    """

    key: str
    label: Text
    clause: str
    value: Number
    least: Number | None
    most: Number | None


@dataclass(frozen=True, kw_only=True)
class Price:
    """One what-if of one clause: what is done (``SUSPEND``, ``DOWN``, ``UP``, ``OPTION``) and what it changes.

    ``before`` and ``after`` are the parameter's values in words, empty for a suspension. ``differences`` are by
    measure, without those that are no goal here; ``message`` says why there is no plan, or none proven.
    """

    id: str
    clause: str
    title: Text
    done: str
    parameter: str = ""
    before: str = ""
    after: str = ""
    status: MemberStatus
    differences: Mapping[str, Difference]
    message: Text | None = None

    @property
    def change(self) -> Text:
        """What is done to the clause, in words."""
        return say(f"sweep.price_{self.done}", parameter=self.parameter, before=self.before, after=self.after)

    @property
    def label(self) -> Text:
        """The clause and what is done to it, in words."""
        return say("sweep.price_label", clause=self.clause, title=self.title, change=self.change)

    @property
    def solved(self) -> bool:
        """Whether there is a plan to compare."""
        return self.status in {MemberStatus.OPTIMAL, MemberStatus.FEASIBLE}

    @property
    def changes_something(self) -> bool:
        """Whether any measure certainly differs."""
        return any(d.certain for d in self.differences.values())


@dataclass(frozen=True, kw_only=True)
class PriceList:
    """What each clause of a scenario costs: ``prices`` from the largest effect on the earliest measure down.

    ``measures`` are in the order in which effects are ranked: how many are placed, who is left without a doctor, the
    other goals in rank order, the other indicators, then the goals of the years ahead if asked for. A difference that
    is not proven ranks by what is certain of it.
    """

    scenario: Scenario
    measures: tuple[Measure, ...]
    prices: tuple[Price, ...]

    @property
    def unsolved(self) -> tuple[Price, ...]:
        """What-ifs without a plan."""
        return tuple(price for price in self.prices if not price.solved)

    def records(self) -> Iterator[dict[str, str]]:
        """Yield the rows as ``prices.csv`` has them, by column: ``pandas.DataFrame(prices.records())``.

        A difference is written with its sign, a rate as a reduced fraction, as ``least..most`` where it is not proven,
        empty where there is nothing to compare.
        """
        for price in self.prices:
            yield {
                "clause": price.clause,
                "title_zh": price.title.zh,
                "title_en": price.title.en,
                "change": price.done,
                "parameter": price.parameter,
                "before": price.before,
                "after": price.after,
                "status": price.status.value,
                **{m.key: str(price.differences.get(m.key, "")) for m in self.measures},
                "message_zh": price.message.zh if price.message else "",
                "message_en": price.message.en if price.message else "",
            }
