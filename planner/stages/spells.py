"""This stage is where working lives are cut into spells: whole months in which nothing that pay depends on changes."""

from datetime import date
from itertools import groupby

from planner.accounts import Spell, Stage
from planner.calendar import add_months, period_of
from planner.domain import Credential, Instance, Person, Plan, Zone
from planner.faces import MonthsRule
from planner.policy import Policy
from planner.stages.supply import POOL_ROLES, first_day_gone, ready_day, start_day

State = tuple[Stage, str | None, Zone | None, Credential]


def spells(instance: Instance, policy: Policy, plan: Plan, first: date, months: int) -> tuple[Spell, ...]:
    """Return everyone's spells over ``months`` whole months from the first day of a month, by person code, then time.

    A month counts as it stands on its first day. Where the plan has an outlook, places come from it; else whoever is
    in post stays, and whoever is placed this season is at her clinic, or her centre, from the placement date.
    """
    days = [add_months(first, i) for i in range(months)]
    found: list[Spell] = []
    for person in instance.people:
        gone = first_day_gone(person, instance, policy)
        left = [day for day in days if gone is None or day < gone]
        states = [(day, _state(person, day, instance, policy, plan)) for day in left]
        for state, run in groupby(states, key=lambda pair: pair[1]):
            inside = [day for day, _ in run]
            if state is not None:
                stage, place, zone, credential = state
                found.append(
                    Spell(
                        person=person,
                        stage=stage,
                        first=inside[0],
                        months=len(inside),
                        place=place,
                        zone=zone,
                        credential=credential,
                    )
                )
    return tuple(found)


def _state(person: Person, day: date, instance: Instance, policy: Policy, plan: Plan) -> State | None:
    """How a person stands on a day; None while she is not yet, or not, of anyone's concern."""
    credential = person.credential if person.licensed_on is None or person.licensed_on <= day else Credential.NONE
    place = _place(person, day, instance, policy, plan)
    if place is not None:
        site = instance.site.get(place)
        return Stage.SERVICE, place, None if site is None else site.zone, credential
    if person.role not in POOL_ROLES or person.site_id is not None:
        return None
    stage = _stage(person, day, policy)
    return None if stage is None else (stage, None, None, credential)


def _place(person: Person, day: date, instance: Instance, policy: Policy, plan: Plan) -> str | None:
    """Return the site or centre where a person is on a day."""
    if plan.assignments:
        period = period_of(day)
        return next((a.site_id for a in plan.career.get(person.id, ()) if a.start <= period <= a.end), None)
    placed = plan.placement.get(person.id)
    if placed is not None:
        start = max(instance.placement_date, person.available_from or instance.placement_date)
        return (placed.site_id or placed.centre_id) if day >= start else None
    begins = start_day(person, policy)
    waits = person.role in POOL_ROLES and person.site_id is None
    return None if waits or begins is None or begins > day else person.site_id or person.employer


def _stage(person: Person, day: date, policy: Policy) -> Stage | None:
    """Return where in training someone without a place is on a day, by the lengths in force (MTG25-2.2-a, -2.3-b)."""
    ready = ready_day(person, policy)
    if ready is not None and ready <= day:
        return Stage.WAITING
    if person.graduated_on is None or day < person.graduated_on:
        return None
    end = person.graduated_on
    for rule in policy.having(MonthsRule):
        end = add_months(end, rule.months(person.track) or 0)
        if day < end:
            return rule.stage
    return Stage.TRAINING
