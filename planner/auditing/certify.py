"""This module is where the cut-off lines of a plan are checked as a certificate: one pass of integers, no solver.

Seats above a centre's line are full, below it empty; nobody stands at a centre whose line is dearer than that of
another she may go to; and whoever is left out may go only to centres with no line at all. Where this holds, no lawful
placement fills a better seat (linear programming duality; only the order of the levels enters).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from planner.auditing.order import JudgedTurn
from planner.clause import Finding, Status
from planner.domain import Plan
from planner.messages import say
from planner.policy import Policy, order_clause
from planner.result import Cutoff
from planner.text import Text


def certify(turns: Sequence[JudgedTurn], plan: Plan, cutoffs: Sequence[Cutoff], policy: Policy) -> Iterator[Finding]:
    """Yield a finding for each place where the lines and the placements do not fit, or one that says they all do."""
    clause = order_clause(policy)
    lines: dict[int, dict[str, int | None]] = defaultdict(dict)
    for cutoff in cutoffs:
        lines[cutoff.round][cutoff.centre_id] = cutoff.level
    destination = {p.person_id: p.centre_id for p in plan.placements}
    sound = True
    done: set[str] = set()
    for number, turn in enumerate(turns, start=1):
        here = {
            p: destination.get(p) if destination.get(p) in ranks else None
            for p, ranks in turn.season.ranks.items()
            if p not in done
        }
        for subject, detail in _misfits(turn, lines[number], here):
            sound = False
            message = say("audit.certificate", detail=detail)
            yield Finding(clause=clause, subject=subject, status=Status.VIOLATED, message=message)
        done |= {p for p, centre in here.items() if centre is not None}
    if sound:
        yield Finding(clause=clause, subject="", status=Status.MET, message=say("audit.certificate.ok"))


def _misfits(turn: JudgedTurn, lines: dict[str, int | None], here: dict[str, str | None]) -> Iterator[tuple[str, Text]]:
    levels = turn.season.levels
    none = 1 + max((level for mine in levels.values() for level in mine), default=0)
    price: dict[str, int] = {}
    for centre, mine in levels.items():
        if mine and centre not in lines:
            yield centre, say("audit.certificate.missing", centre=centre)
            return
        line = lines.get(centre)
        price[centre] = none if line is None else line
    held = Counter(centre for centre in here.values() if centre is not None)
    for centre, mine in levels.items():
        above = sum(level < price[centre] for level in mine)
        at = sum(level == price[centre] for level in mine)
        if not above <= held[centre] <= above + at:
            yield centre, say("audit.certificate.count", centre=centre, held=held[centre], least=above, most=above + at)
    for person, taken in here.items():
        cheapest = min((price[c] for c in turn.season.ranks[person]), default=none)
        mine_now = none if taken is None else price[taken]
        if mine_now != cheapest:
            yield person, say("audit.certificate.person", person=person)
