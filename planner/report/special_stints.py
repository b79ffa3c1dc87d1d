"""This module is where it is told why someone is at a place outside her turns: locked, excused from a turn, sent."""

from datetime import date

from planner.calendar import add_months
from planner.domain import Assignment, Instance
from planner.faces.moves import DispatchRule, RotationRule
from planner.messages import say
from planner.policy import Policy
from planner.stages.locks import pins
from planner.stages.moving import dispatched
from planner.stages.outlook import horizon
from planner.stages.standing import Post
from planner.text import Text


def special_reason(stint: Assignment, post: Post | None, instance: Instance, policy: Policy) -> Text | None:
    """Return why a stint is where and when it is if it comes from a lock, a waiver or a dispatch, None otherwise."""
    person = instance.person[stint.person_id]
    periods = horizon(instance)
    first = next((t for t, p in enumerate(periods) if p >= stint.start), len(periods))
    pinned = pins(person, post.centre_id if post else None, range(first, len(periods)), instance, periods)
    if pinned.get(first) == stint.site_id:
        why = next((k.why for k in instance.locks_of[person.id] if stint.site_id in {k.site_id, k.centre_id}), "")
        return say("report.why_locked", why=why)
    if post is None:
        return None
    rule, clause = policy.only(RotationRule), policy.clause_id(RotationRule)
    waiver = instance.waiver(clause, stint.end.end, person_id=person.id)
    if rule is not None and waiver is not None and stint.site_id == post.site_id and post.since is not None:
        over = add_months(post.since, rule.cycle_months)
        if over <= stint.end.end:
            until = waiver.until or date.max
            key = "report.why_waived" if waiver.until else "report.why_waived_always"
            return say(key, until=until, why=waiver.why, clause=clause)
    if dispatched(post, policy) and stint.site_id in instance.site:
        return say("report.why_dispatched", clause=policy.clause_id(DispatchRule))
    return None
