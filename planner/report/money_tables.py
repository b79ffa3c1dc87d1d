"""This module is where the money of a plan becomes rows: by half-year and party, by year and funder, and its notes."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from typing import TYPE_CHECKING

from planner.accounts import Accounts, Lack
from planner.calendar import Period, add_months, period_of
from planner.domain import Role
from planner.faces.money import PayBodiesRule
from planner.messages import say
from planner.money import Amount, Funder
from planner.report.cells import Row
from planner.scale import on_scale
from planner.text import Text, join, plain

if TYPE_CHECKING:
    from planner.result import Result

MONEY = ("period", "person_id", "site_id", "item", "amount_yuan", "funder", "clause", "assumption",
         "months", "funded_under")  # fmt: skip
BUDGET = ("year", "funder", "item", "amount_yuan", "assumption")
FUNDERS = tuple(Funder)
"""Funders in the order of tables and pictures."""


@cache
def item_label(item: str) -> Text:
    """Return what an item is called, its parts after the dot included; a code nobody has named stays as it is."""
    return join([_part(part) for part in item.split(".")], "·", ", ")


def _part(part: str) -> Text:
    for key in (f"pay.item_{part}", f"subsidies.item.{part}"):
        try:
            return say(key)
        except (KeyError, ModuleNotFoundError):
            continue
    return plain(part)


@cache
def funder_label(funder: str) -> Text:
    """Return what a funder is called."""
    return say(f"pay.funder_{funder}")


def by_half_year(amount: Amount) -> Iterator[tuple[Period, int]]:
    """Yield the half-years an amount falls in with its months in each."""
    day, left = amount.first, amount.months
    while left > 0:
        period = period_of(day)
        months = min(left, 6 - (day.month - 1) % 6)
        yield period, months
        day, left = add_months(day, months), left - months


def money_rows(result: "Result") -> "Iterator[Row]":
    """Yield yuan by half-year, person or site, item, funder and clause; deductions are negative."""
    sums: dict[tuple[str, str, str, str, str, str, bool, str], list[Decimal]] = defaultdict(lambda: [Decimal(0)] * 2)
    for amount in result.accounts.money:
        for period, months in by_half_year(amount):
            key = (
                str(period), amount.person_id or "", amount.site_id or "", amount.item, amount.funder.value,
                amount.clause, amount.assumption, amount.funded_under,
            )  # fmt: skip
            yuan, so_far = sums[key]
            sums[key] = [yuan + amount.monthly * months, so_far + months]
    for (period_name, person, site, item, funder, clause, assumed, under), (yuan, months_in) in sorted(sums.items()):
        assumption = "yes" if assumed else "no"
        yield period_name, person, site, item, yuan, funder, clause, assumption, int(months_in), under


@dataclass(frozen=True)
class Budget:
    """What a plan costs: yuan by year, funder and item, with whether any of it rests on an assumed amount.

    What people bear themselves, funder ``person``, is negative and stands beside the totals.
    """

    lines: Mapping[tuple[int, Funder, str], tuple[Decimal, bool]]

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Calendar years in order; the first and last may be part of one."""
        return tuple(sorted({year for year, _, _ in self.lines}))

    @cached_property
    def funders(self) -> tuple[Funder, ...]:
        """Those who pay, the person left out, in the order of ``Funder``."""
        named = {funder for _, funder, _ in self.lines} - {Funder.PERSON}
        return tuple(funder for funder in FUNDERS if funder in named)

    def total(self, year: int | None = None, funder: Funder | None = None) -> Decimal:
        """Return yuan of a year or all, from a funder or all but the person."""
        return sum(
            (
                yuan
                for (y, f, _), (yuan, _) in self.lines.items()
                if year in {None, y} and (f is funder or (funder is None and f is not Funder.PERSON))
            ),
            Decimal(0),
        )

    @property
    def assumed(self) -> tuple[str, ...]:
        """Items that rest on assumed amounts, without their parts."""
        return tuple(sorted({item.partition(".")[0] for (_, _, item), (_, guessed) in self.lines.items() if guessed}))


def budget(accounts: Accounts) -> Budget:
    """Add the money of a plan up by year, funder and item, exact to the fen."""
    lines = accounts.by_year
    order = sorted(lines, key=lambda key: (key[0], FUNDERS.index(key[1]), key[2]))
    return Budget({key: lines[key] for key in order})


def budget_rows(result: "Result") -> "Iterator[Row]":
    """Yield yuan by year, funder and item; together they are the rows of money, to the fen."""
    for (year, funder, item), (yuan, guessed) in budget(result.accounts).lines.items():
        yield year, funder.value, item, yuan, "yes" if guessed else "no"


def lack_count(lack: Lack) -> Text:
    """Return how many people, or clinics, an amount is lacking for."""
    return (
        say("pay.lacking.sites", count=len(lack.sites))
        if lack.sites
        else say("pay.lacking.people", count=len(lack.people))
    )


def money_notes(result: "Result") -> Iterator[Text]:
    """Yield what must be said beside the money: each amount that is lacking, then remarks on what is computed."""
    for lack in result.accounts.lacking:
        placeless = lack.zone is None and on_scale(lack.item, result.scenario.instance)
        yield say(
            "pay.lacking_place" if placeless else "pay.lacking",
            item=item_label(lack.item),
            clause=lack.clause,
            zone=say(f"pay.lacking.zone_{lack.zone or 'none'}"),
            month=f"{lack.day:%Y-%m}",
            count=lack_count(lack),
            notice=lack.notice,
        )
    yield from money_remarks(result)


def money_remarks(result: "Result") -> Iterator[Text]:
    """Yield remarks on the money computed: who answers, what is assumed, carried on, left out for want of a day."""
    accounts, policy = result.accounts, result.scenario.policy
    if not accounts.money:
        return
    bodies = policy.only(PayBodiesRule)
    if bodies is not None:
        yield say("pay.sheet_bodies", bodies=join([plain(b) for b in bodies.responsible_bodies], "、", ", "))
    assumed = budget(accounts).assumed
    if assumed:
        yield say("pay.assumed", items=join([item_label(item) for item in assumed], "、", ", "))
    yield say("pay.carried")
    instance = result.scenario.instance
    unknown = [
        p
        for p in instance.people
        if p.role is Role.GRADUATE
        and p.graduated_on is None
        and (p.available_from or date.max) > instance.placement_date
    ]
    if unknown:
        yield say("pay.no_graduation", count=len(unknown))
    undated = [p for p in instance.people if p.role is Role.GRADUATE and p.enrolled_on is None]
    rural = any(getattr(c, "since_counts", "") == "enrolled" for c in policy.clauses)
    if undated and rural:
        yield say("pay.no_enrolment", count=len(undated))
