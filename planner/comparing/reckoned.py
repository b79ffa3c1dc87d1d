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

Books = Sequence[Accounts | None]
"""What each member costs and how its targets stand, None for one without a plan."""


def books(members: Sequence[Member]) -> Books:
    """Return the accounts of each member."""
    return [account(m.instance, m.scenario.policy, m.plan) if m.planned else None for m in members]


def left_out(members: Sequence[Member], accounts: Books) -> Iterator[Text]:
    """Yield for each member what its money leaves out because an amount or a place is not known, and others count."""
    known = [{(lack.item, lack.zone) for lack in one.lacking} for one in accounts if one is not None]
    alike = set.intersection(*known) if known else set()
    for m, one in zip(members, accounts, strict=True):
        own = [k for k in one.lacking if (k.item, k.zone) not in alike] if one is not None else []
        if own:
            people = {code for lack in own for code in lack.people}
            clauses = dict.fromkeys(lack.clause for lack in own)
            yield say("compare.left_out", name=m.name, clauses="、".join(clauses), count=len(people))


def reckoned(members: Sequence[Member], accounts: Books) -> Iterator[Indicator]:
    """Yield a line per target and day, then yuan exact to the fen: all purses and each over the horizon, then by year.

    What people bear themselves is no cost to a purse and stands in its own line. A member whose law gives no amounts
    has no money lines: nothing is invented for it.
    """
    yield from _targets(members, accounts)
    sums = [_by_year_and_funder(a) if a and a.money else None for a in accounts]
    met = {key for one in sums if one for key in one}
    whole = say("compare.span", years=members[0].instance.horizon_years)
    spans = [(None, whole), *((year, say("compare.year", year=year)) for year in sorted({year for year, _ in met}))]
    for year, span in spans:
        for funder in (None, *Funder):
            if not any(funder in {None, f} and year in {None, y} for y, f in met):
                continue
            label = say("compare.money", funder=say(f"compare.funder.{funder.value if funder else 'all'}"), span=span)
            if any(_assumed(one, year, funder) for one in accounts):
                label = say("compare.assumed", label=label)
            key = "_".join(["money", funder.value if funder else "all", *([] if year is None else [str(year)])])
            yield _line(members, key, "money", label, "", [_total(one, year, funder) for one in sums])


def _by_year_and_funder(accounts: Accounts) -> dict[tuple[int, Funder], Decimal]:
    totals: dict[tuple[int, Funder], Decimal] = defaultdict(Decimal)
    for (year, funder, _), (yuan, _) in accounts.by_year.items():
        totals[year, funder] += yuan
    return totals


def _assumed(accounts: Accounts | None, year: int | None, funder: Funder | None) -> bool:
    """Return whether an assumed amount is among those of a year or all, from a funder or all but the person."""
    booked = accounts.by_year if accounts else {}
    wanted = {f for f in Funder if f is funder or (funder is None and f is not Funder.PERSON)}
    return any(assumed and f in wanted and year in {None, y} for (y, f, _), (_, assumed) in booked.items())


def _total(sums: dict[tuple[int, Funder], Decimal] | None, year: int | None, funder: Funder | None) -> Decimal | None:
    """Return yuan of a year or all from a funder or all but the person, None for a member without money."""
    if sums is None:
        return None
    wanted = {f for f in Funder if f is funder or (funder is None and f is not Funder.PERSON)}
    return sum((yuan for (y, f), yuan in sums.items() if year in {None, y} and f in wanted), Decimal(0))


def _targets(members: Sequence[Member], accounts: Books) -> Iterator[Indicator]:
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
