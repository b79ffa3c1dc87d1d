"""This package is where any plan is audited: counted afresh, replayed step by step, and put to every clause in force.

It shares no code with the optimiser; a plan may come from ``planner.run`` or from a spreadsheet made by hand.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from planner.auditing.certify import certify
from planner.auditing.count import count
from planner.auditing.order import departures, judged_turns
from planner.clause import Finding, Status
from planner.domain import Instance, Plan
from planner.messages import say
from planner.policy import Policy
from planner.result import Cutoff

__all__ = ["audit", "standing_findings"]


def audit(instance: Instance, policy: Policy, plan: Plan, cutoffs: Sequence[Cutoff] = ()) -> tuple[Finding, ...]:
    """Return what every clause in force finds in a plan, a ``met`` row for each clause that finds nothing.

    ``cutoffs``, where the plan comes with them, are checked as a certificate. Rows come in the order of the clauses,
    then by subject. Raises nothing for a bad plan: it is what is asked.
    """
    counted = count(instance, policy, plan)
    turns = judged_turns(counted, policy)
    by_clause = departures(turns, counted, policy)
    ledger = counted.ledger(by_clause)
    rows: list[Finding] = []
    for clause in policy.clauses:
        found = sorted(clause.check(ledger), key=lambda f: (f.subject, f.status, f.message))
        rows += found or [
            Finding(clause=clause.id, subject="", status=Status.MET, message=say("audit.met", title=clause.title))
        ]
    rows += _unclaimed(rows, by_clause)
    rows += certify(turns, plan, cutoffs, policy) if cutoffs else ()
    return tuple(_excused(row, instance) for row in rows)


def _excused(finding: Finding, instance: Instance) -> Finding:
    """A decision that people have locked stands as an exception on record, with its reason."""
    lock = next((k for k in instance.locks if k.person_id == finding.subject), None)
    if lock is None or finding.status is not Status.VIOLATED:
        return finding
    return replace(finding, status=Status.WAIVED, message=say("audit.locked", message=finding.message, why=lock.why))


def standing_findings(instance: Instance, policy: Policy) -> tuple[Finding, ...]:
    """Return what the clauses find in the roster itself, before anyone is placed: no plan of this season made it."""
    ledger = count(instance, policy, Plan()).ledger({})
    return tuple(finding for clause in policy.clauses for finding in clause.check(ledger))


def _unclaimed(rows: list[Finding], by_clause: dict[str, tuple[Finding, ...]]) -> Iterator[Finding]:
    """What the replay found under a clause that is not in force, or whose check is silent about it."""
    for found in by_clause.values():
        yield from (finding for finding in found if finding not in rows)
