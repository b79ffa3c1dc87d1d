"""This module is where targets and money are told side by side, as far as the law in force gives any."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from planner.accounting import Accounts, account
from planner.comparison import Indicator, Member, Value
from planner.messages import say
from planner.money import Funder
from planner.result import SolveStatus
from planner.text import Text


def reckoned(members: Sequence[Member]) -> Iterator[Indicator]:
    """Yield a line per target and day, then a line per funder: yuan over the horizon, exact to the fen.

    A member whose law gives no amounts has no money lines: nothing is invented for it.
    """
    accounts = [account(m.instance, m.scenario.policy, m.plan) if m.planned else None for m in members]
    yield from _targets(members, accounts)
    years = members[0].instance.horizon_years
    totals = [_by_funder(a) if a and a.money else None for a in accounts]
    for funder in Funder:
        if any(t and funder in t for t in totals):
            label = say("compare.money", funder=say(f"compare.funder.{funder.value}"), years=years)
            values = [None if t is None else t.get(funder, Decimal(0)) for t in totals]
            yield _line(members, f"money_{funder.value}", "money", label, "", values)


def _by_funder(accounts: Accounts) -> dict[Funder, Decimal]:
    totals: dict[Funder, Decimal] = defaultdict(Decimal)
    for amount in accounts.money:
        totals[amount.funder] += amount.total
    return totals


def _targets(members: Sequence[Member], accounts: Sequence[Accounts | None]) -> Iterator[Indicator]:
    by_member = [{(m.clause, m.day, m.of): m for m in a.measures} if a else {} for a in accounts]
    for key in dict.fromkeys(key for mine in by_member for key in mine):
        clause, day, of = key
        found = [mine.get(key) for mine in by_member]
        target = next((m.target for m in found if m and m.target is not None), None)
        label = say("compare.target", of=of, day=day, target="—" if target is None else target)
        yield _line(members, f"target_{clause}", "target", label, clause, [m.value if m else None for m in found])


def _line(
    members: Sequence[Member], key: str, part: str, label: Text, clause: str, values: Sequence[Value]
) -> Indicator:
    return Indicator(
        key=key,
        part=part,
        label=label,
        clause=clause,
        values=tuple(values),
        bounds=(None,) * len(values),
        proven=tuple(m.status is SolveStatus.OPTIMAL for m in members),
        better=None,
    )
