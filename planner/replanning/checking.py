"""This module is where a repaired plan is put through the audit before anyone is told of it."""

from collections.abc import Iterable, Sequence

from planner.auditing import audit
from planner.domain import Assignment, Instance, Placement, Plan
from planner.finding import Finding, Status
from planner.policy import Policy
from planner.run import AuditFailed


def check(
    instance: Instance,
    policy: Policy,
    published: Sequence[Assignment],
    left: Sequence[Assignment],
    repaired: Iterable[Sequence[Assignment]],
    touched: frozenset[str],
) -> None:
    """Raise AuditFailed for what a repaired plan breaks and what is ``left`` of the published one does not.

    What the event itself did to the people it ``touched`` is no fault of a repair.
    """
    placements = tuple(_begun(instance, published))
    known = {(f.clause, f.subject) for f in _violations(instance, policy, placements, left)}
    for plan in repaired:
        found = _violations(instance, policy, placements, plan)
        bad = tuple(f for f in found if (f.clause, f.subject) not in known and f.subject not in touched)
        if bad:
            raise AuditFailed(bad)


def _violations(
    instance: Instance, policy: Policy, placements: tuple[Placement, ...], plan: Sequence[Assignment]
) -> list[Finding]:
    findings = audit(instance, policy, Plan(placements=placements, assignments=tuple(plan)))
    return [f for f in findings if f.status is Status.VIOLATED]


def _begun(instance: Instance, published: Sequence[Assignment]) -> Iterable[Placement]:
    """Yield this season's placements: whoever had no post and is at a clinic from the first half-year on."""
    first = min((a.start for a in published), default=None)
    for a in published:
        site = instance.site.get(a.site_id)
        if a.start == first and site is not None and instance.person[a.person_id].site_id is None:
            yield Placement(person_id=a.person_id, centre_id=site.centre_id, site_id=site.id)
