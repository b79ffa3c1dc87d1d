"""This module is where money, targets, missing values and duties are put as page and memo both tell them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile

from planner.accounting import falls_due
from planner.accounts import Duty, Lack, Measure
from planner.calendar import add_months
from planner.clause import Clause
from planner.domain import Instance
from planner.messages import say
from planner.money import Funder
from planner.parameter import allowed
from planner.policy import EXTERNAL
from planner.report.money_tables import Budget, funder_label, item_label
from planner.report.targets_table import gap, number
from planner.result import Result
from planner.scale import ITEMS, on_scale
from planner.scenario.packs import parameter_types
from planner.text import Text, join, plain

MONTHS = 12
"""How far the page tells duties ahead."""

MOST = 12
"""Figures of one clause, without a target, that page and memo list."""

SHARES = {"%": "pp", "per_10000": "per_10000"}
"""Units of values that are no numbers of people or things, with the unit of a difference between two of them."""


@dataclass(frozen=True)
class Wanted:
    """A value that a text leaves to a notice not at hand: which clause, what, where it should stand, how to give it.

    ``document`` is the text of the clause, blank where a notice is named outright.
    """

    clause: str
    what: Text
    document: Text
    where: Text
    how: Text


def yuan(amount: Decimal) -> str:
    """Return yuan to the fen, such as ``1,234.50``; raises no error and rounds nothing that has fen at most."""
    return f"{amount:,.2f}"


def years(sums: Budget, instance: Instance) -> dict[int, Text]:
    """Return each year of a budget as its heading, with the number of months where the plan covers a part of it."""
    first = instance.placement_date.replace(day=1)
    months = Counter(add_months(first, n).year for n in range(12 * instance.horizon_years))
    return {
        y: plain(str(y)) if months[y] == 12 else say("accounts_page.part_year", year=y, months=months[y])
        for y in sums.years
    }


def is_assumed(sums: Budget, year: int | None = None, funder: Funder | None = None) -> bool:
    """Whether any amount of a year or all, from a funder or all but the person, is assumed."""
    return any(
        guessed and year in {None, y} and (f is funder or (funder is None and f is not Funder.PERSON))
        for (y, f, _), (_, guessed) in sums.lines.items()
    )


def by_item(sums: Budget) -> dict[tuple[Funder, str], tuple[Decimal, bool]]:
    """Add a budget up over the years: yuan by funder and item, with whether any of it is assumed."""
    found: dict[tuple[Funder, str], tuple[Decimal, bool]] = {}
    for (_, funder, item), (amount, guessed) in sums.lines.items():
        so_far, before = found.get((funder, item), (Decimal(0), False))
        found[funder, item] = (so_far + amount, before or guessed)
    order = list(Funder)
    return {key: found[key] for key in sorted(found, key=lambda key: (order.index(key[0]), key[1]))}


def no_budget(result: Result) -> Text | None:
    """Return one sentence on what the pay scale lacks where no money could be reckoned, None where nothing is due."""
    lacking = result.accounts.lacking
    if result.accounts.money or not lacking:
        return None
    return say(
        "accounts_page.none",
        items=join([item_label(item) for item in dict.fromkeys(one.item for one in lacking)], "、", ", "),
        clauses=join([plain(clause) for clause in dict.fromkeys(one.clause for one in lacking)], "、", ", "),
    )


def left_out(result: Result) -> Text | None:
    """Return a sentence on the amounts that are in no sum because the pay scale lacks them, None where none is."""
    items = dict.fromkeys(lack.item for lack in result.accounts.lacking)
    if not items:
        return None
    return say("accounts_page.left_out", items=join([item_label(item) for item in items], "、", ", "))


def in_all(sums: Budget) -> Text:
    """Return a sentence on the money of all years and who bears it."""
    parts = [
        say("accounts_page.whole_part", funder=funder_label(f), yuan=yuan(sums.total(funder=f))) for f in sums.funders
    ]
    return say(
        "accounts_page.whole",
        first=sums.years[0],
        last=sums.years[-1],
        yuan=yuan(sums.total()),
        parts=join(parts, "、", ", "),
    )


def wanted(result: Result) -> tuple[Wanted, ...]:
    """Return what the pay scale lacks, then the values of clauses that nobody gave, in the order of the clauses."""
    return (
        *(_lacking(one, result) for one in result.accounts.lacking),
        *(_awaited(code, name, result.scenario.policy.clause[code]) for code, name in result.accounts.awaited),
    )


def _lacking(one: Lack, result: Result) -> Wanted:
    instance, clause = result.scenario.instance, result.scenario.policy.clause[one.clause]
    placeless = one.zone is None and on_scale(one.item, instance)
    what = say("accounts_page.lacks", title=clause.title, item=item_label(one.item))
    if one.zone is not None:
        what = say("accounts_page.in_zone", what=what, zone=say(f"pay.lacking.zone_{one.zone}"))
    item = Text(ITEMS.get(one.item, one.item), one.item)
    given = say("accounts_page.pay_scale", item=item, month=f"{one.day:%Y-%m}")
    return Wanted(one.clause, what, plain(""), one.notice, say("accounts_page.place") if placeless else given)


def _awaited(code: str, name: str, clause: Clause) -> Wanted:
    cited = clause.citation
    return Wanted(
        code,
        say("accounts_page.lacks", title=clause.title, item=say(f"awaited.{name}")),
        cited.document,
        say("accounts_page.stands_in", section=cited.section, quote=cited.quote),
        say("accounts_page.amend", clause=code, name=name, given=_may_hold(clause, name)),
    )


def _may_hold(clause: Clause, name: str) -> str:
    """Return in figures what a parameter that waits for its value may be given, such as ``1–100``."""
    arms = allowed(parameter_types(type(clause))[name]).split(" | ")
    return " | ".join(arm for arm in arms if arm != EXTERNAL)


def verdict(measure: Measure) -> str:
    """Return whether a target is ``met`` or ``missed``, cannot be told (``unknown``), or is only ``reported``."""
    if measure.met is not None:
        return "met" if measure.met else "missed"
    return "reported" if measure.target is None and measure.value is not None else "unknown"


def stands(measure: Measure) -> tuple[Text, Text]:
    """Return the value and the target of a measure with their unit, as in table ``targets``; blank where one lacks."""
    unit = say(f"targets.unit.{measure.unit}") if measure.unit else plain("")
    value, target = (str(number(given)) for given in (measure.value, measure.target))
    return _with(value, unit), _with(target, unit)


def _with(figure: str, unit: Text) -> Text:
    space = " " if unit.en[:1].isalpha() else ""
    return Text(figure + unit.zh, figure + space + unit.en) if figure else plain("")


def needed(measure: Measure) -> Text:
    """Return what has to be added to reach a target, of a share with the gap; blank where it is met or unknown."""
    if not measure.needed:
        return plain("")
    count = say("accounts_page.needed", count=measure.needed)
    if measure.unit not in SHARES:
        return count
    return say(
        "accounts_page.needed_gap", needed=count, gap=gap(measure), unit=say(f"targets.unit.{SHARES[measure.unit]}")
    )


def listed(result: Result) -> tuple[Measure, ...]:
    """Return the measures that page and memo list: all judged, and the only reported of clauses that report few."""
    figures = Counter(m.clause for m in result.accounts.measures if verdict(m) == "reported")
    return tuple(m for m in result.accounts.measures if verdict(m) != "reported" or figures[m.clause] <= MOST)


def unlisted(result: Result) -> Text | None:
    """Return a sentence on the figures that are not listed, None where all are."""
    left = Counter(m.clause for m in result.accounts.measures)
    left -= Counter(m.clause for m in listed(result))
    if not left:
        return None
    return say("accounts_page.unlisted", count=left.total(), clauses=join([plain(c) for c in left], "、", ", "))


def tally(result: Result) -> Text:
    """Return a sentence on how many targets are met, missed, unknown, or only reported."""
    counts = Counter(verdict(m) for m in result.accounts.measures)
    told = {name: counts[name] for name in ("met", "missed", "unknown", "reported")}
    return say("accounts_page.count", all=counts.total(), **told)


def coming(result: Result) -> Iterator[Duty]:
    """Yield what falls due within twelve months of the placement date, in order of day.

    They are asked for again from the roster that is reported, which tells no exact dates where the edition is shared.
    """
    instance = result.scenario.instance
    end = add_months(instance.placement_date.replace(day=1), MONTHS)
    return takewhile(lambda duty: duty.day < end, falls_due(instance, result.scenario.policy, result.plan))
