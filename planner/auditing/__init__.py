"""This package is where any plan is audited: counted afresh, replayed step by step, and put to every clause in force.

It shares no code with the optimiser; a plan may come from ``planner.run`` or from a spreadsheet made by hand.
"""

from collections.abc import Container, Iterator
from dataclasses import replace

from planner.auditing.careers import impossible, known_assignments, locks_over_time
from planner.auditing.certify import certify
from planner.auditing.count import count
from planner.auditing.order import departures, judged_turns, locked
from planner.clause import Clause
from planner.domain import Instance, Lines, Lock, Placement, Plan
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.policy import Policy, order_clause
from planner.text import join

__all__ = ["audit", "standing_findings"]


def audit(instance: Instance, policy: Policy, plan: Plan, lines: Lines | None = None) -> tuple[Finding, ...]:
    """Return what every clause in force finds in a plan, a ``met`` row for each clause that finds nothing.

    Where such a clause lacked something to go by, its row is ``unchecked``. ``lines``, the cut-off lines where a plan
    comes with them, are checked as a certificate. Rows come in the order of the clauses, then by subject. Raises
    nothing for a bad plan: it is what is asked.
    """
    strangers = (*_strangers(instance, plan), *impossible(instance, policy, plan))
    counted = count(instance, policy, _known(instance, plan) if strangers else plan)
    turns = judged_turns(counted, policy)
    by_clause = departures(turns, counted, policy)
    ledger = counted.ledger(by_clause)
    rows: list[Finding] = []
    for clause in policy.clauses:
        if clause.over_time and not plan.assignments:
            continue
        found = sorted(clause.check(ledger), key=lambda f: (f.subject, f.status, f.message))
        rows += found or [_nothing_found(clause, policy, instance)]
    rows += _unclaimed(rows, by_clause)
    rows += certify(turns, lines, order_clause(policy)) if lines else ()
    rows = [_excused(row, ledger) for row in rows]
    return (*rows, *_locks_broken(ledger), *locks_over_time(instance, policy, ledger.plan), *strangers)


def _nothing_found(clause: Clause, policy: Policy, instance: Instance) -> Finding:
    """A clause that finds nothing is met, unless it could not look: a value is still awaited, or ages are not known."""
    awaited = [say(f"awaited.{name}") for code, name in policy.awaited if code == clause.id]
    undated = sum(person.birth_date is None for person in instance.people) if clause.by_age else 0
    status, message = Status.MET, say("audit.met", title=clause.title)
    if awaited:
        status = Status.UNCHECKED
        message = say("audit.awaited", title=clause.title, names=join(awaited, "、", ", "))
    elif undated:
        status, message = Status.UNCHECKED, say("audit.undated", title=clause.title, count=undated)
    elif clause.on_record and clause.id not in instance.records_of:
        status, message = Status.UNCHECKED, say("audit.no_record", title=clause.title, clause=clause.id)
    return Finding(clause=clause.id, subject="", status=status, message=message)


def _strangers(instance: Instance, plan: Plan) -> Iterator[Finding]:
    """Codes of a plan that the scenario does not know, each told once; no clause can say anything of them."""
    told = {(table, who, code): None for table, who, code, known in _codes(instance, plan) if code not in known}
    for table, who, code in told:
        message = say(f"audit.unknown.{table}", subject=who, code=code)
        yield Finding(clause=table, subject=who, status=Status.VIOLATED, message=message)


def _codes(instance: Instance, plan: Plan) -> Iterator[tuple[str, str, str, Container[str]]]:
    """Each code of a plan outside its assignments: the table, whose row it is in, the code, and all that are known."""
    people, centres, sites = instance.person, instance.centre, instance.site
    places = sites.keys() | centres.keys()
    for p in plan.placements:
        where = ((p.person_id, people), (p.centre_id, centres), (p.site_id, sites))
        yield from (("placements", p.person_id, code, known) for code, known in where if code is not None)
    for table, rows in (("leave", plan.leave), ("practice", plan.practice)):
        for row in rows:
            yield table, row.person_id, row.person_id, people
            yield table, row.person_id, row.site_id, places
    for amount in plan.money:
        who = amount.person_id or amount.site_id or ""
        payee = ((amount.person_id, people), (amount.site_id, sites))
        yield from (("money", who, code, known) for code, known in payee if code is not None)


def _known(instance: Instance, plan: Plan) -> Plan:
    """A plan without the rows whose codes nobody knows; whoever is sent to an unknown centre is not placed."""
    people, places = instance.person.keys(), instance.site.keys() | instance.centre.keys()
    payees, costs = people | {None}, instance.site.keys() | {None}
    kept = (p for p in plan.placements if p.person_id in people)
    return Plan(
        placements=tuple(
            Placement(
                person_id=p.person_id,
                centre_id=p.centre_id if p.centre_id in instance.centre else None,
                site_id=p.site_id if p.site_id in instance.site else None,
            )
            for p in kept
        ),
        assignments=known_assignments(instance, plan),
        leave=tuple(row for row in plan.leave if row.person_id in people and row.site_id in places),
        practice=tuple(row for row in plan.practice if row.person_id in people and row.site_id in places),
        money=tuple(row for row in plan.money if row.person_id in payees and row.site_id in costs),
    )


def _excused(finding: Finding, ledger: Ledger) -> Finding:
    """A locked decision, where the plan keeps it, stands as an exception on record, with its reason."""
    lock = locked(ledger.instance).get(finding.subject)
    if lock is None or finding.status is not Status.VIOLATED or not _kept(lock, ledger):
        return finding
    return replace(finding, status=Status.WAIVED, message=say("audit.locked", message=finding.message, why=lock.why))


def _kept(lock: Lock, ledger: Ledger) -> bool:
    """Whether a plan puts a person where her lock says, as far as the plan decides."""
    placement = ledger.plan.placement.get(lock.person_id) or Placement(person_id=lock.person_id)
    site = ledger.instance.site.get(lock.site_id or "")
    centre = lock.centre_id if site is None else site.centre_id
    other_site = site is not None and placement.site_id not in {None, site.id}
    return centre is None or (placement.centre_id == centre and not other_site)


def _locks_broken(ledger: Ledger) -> Iterator[Finding]:
    """A locked decision is no clause, so a plan that departs from one is told under the name of its table."""
    pool = {p.id for p in ledger.pool}
    for person, lock in sorted(locked(ledger.instance).items()):
        if person in pool and not _kept(lock, ledger):
            place = ledger.instance.site.get(lock.site_id or "") or ledger.instance.centre[lock.centre_id or ""]
            message = say("audit.lock_broken", name=ledger.instance.person[person].name, place=place.name, why=lock.why)
            yield Finding(clause="locks", subject=person, status=Status.VIOLATED, message=message)


def standing_findings(instance: Instance, policy: Policy) -> tuple[Finding, ...]:
    """Return what the clauses find in the roster itself, before anyone is placed: no plan of this season made it."""
    ledger = count(instance, policy, Plan()).ledger({})
    return tuple(finding for clause in policy.clauses for finding in clause.check(ledger))


def _unclaimed(rows: list[Finding], by_clause: dict[str, tuple[Finding, ...]]) -> Iterator[Finding]:
    """What the replay found under a clause that is not in force, or whose check is silent about it."""
    for found in by_clause.values():
        yield from (finding for finding in found if finding not in rows)
