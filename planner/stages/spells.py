"""This stage is where working lives are cut into spells: whole months in which nothing that pay depends on changes."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from planner.accounts import Spell, Stage
from planner.calendar import add_months, period_of
from planner.domain import Credential, Instance, Person, Plan, Role, Zone
from planner.faces.people import MonthsRule
from planner.policy import Policy
from planner.scale import changes, zone_of
from planner.stages.supply import POOL_ROLES, first_day_gone, ready_day, start_day

State = tuple[Stage, str | None, Zone | None, Credential, str | None]


def spells(instance: Instance, policy: Policy, plan: Plan, first: date, months: int) -> tuple[Spell, ...]:
    """Return everyone's spells over ``months`` whole months from the first day of a month, by person code, then time.

    A month counts as it stands on its first day. Where the plan has an outlook, places come from it; else whoever is
    in post stays, and whoever is placed this season is at her clinic, or her centre, from the placement date. A new
    line of the pay scale begins a spell.
    """
    cuts = changes(instance)
    found: list[Spell] = []
    for person in instance.people:
        gone = first_day_gone(person, instance, policy)
        end = add_months(first, months) if gone is None else min(add_months(first, months), _month_from(gone))
        turns = sorted({day for day in _turns(person, policy, plan, instance) | cuts if first < day < end} | {first})
        runs = zip(turns, [*turns[1:], end], strict=True)
        told = [(a, b, _state(person, a, instance, policy, plan)) for a, b in runs if a < b]
        epochs = groupby(told, key=lambda run: (run[2], sum(cut <= run[0] for cut in cuts)))
        for (state, _), run in epochs:
            parts = list(run)
            if state is not None:
                stage, place, zone, credential, bound_for = state
                found.append(
                    Spell(
                        person=person,
                        stage=stage,
                        first=parts[0][0],
                        months=_months_between(parts[0][0], parts[-1][1]),
                        place=place,
                        zone=zone,
                        credential=credential,
                        bound_for=bound_for,
                    )
                )
    return tuple(found)


def _month_from(day: date) -> date:
    """Return the first month that begins on a day or after it."""
    return day if day.day == 1 else add_months(day.replace(day=1), 1)


def _months_between(first: date, end: date) -> int:
    return (end.year - first.year) * 12 + end.month - first.month


def _turns(person: Person, policy: Policy, plan: Plan, instance: Instance) -> set[date]:
    """Return every month that may begin a new state of a person: nothing else changes it."""
    starts = person.since, person.available_from, person.licensed_on, instance.placement_date, start_day(person, policy)
    days = {day for day in starts if day is not None and day != date.min}
    for stint in plan.career.get(person.id, ()):
        days |= {stint.start.start, stint.end.following.start}
    if person.role in POOL_ROLES:
        ready = ready_day(person, policy)
        days |= set() if ready is None or ready == date.min else {ready}
        days |= {day for day, _ in _stage_ends(person, policy)}
        days |= set() if person.graduated_on is None else {person.graduated_on}
    return {_month_from(day) for day in days}


def _state(person: Person, day: date, instance: Instance, policy: Policy, plan: Plan) -> State | None:
    """How a person stands on a day; None while she is not yet, or not, of anyone's concern."""
    credential = person.credential if person.licensed_on is None or person.licensed_on <= day else Credential.NONE
    place = _place(person, day, instance, policy, plan)
    if place is not None:
        return Stage.SERVICE, place, zone_of(place, instance), credential, None
    if person.role not in POOL_ROLES or (person.site_id is not None and person.role is not Role.GRADUATE):
        return None
    stage = _stage(person, day, policy)
    return None if stage is None else (stage, None, None, credential, _bound_for(person, day, plan))


def _place(person: Person, day: date, instance: Instance, policy: Policy, plan: Plan) -> str | None:
    """Return the site or centre where a person is on a day."""
    if plan.assignments:
        period = period_of(day)
        return next((a.site_id for a in plan.career.get(person.id, ()) if a.start <= period <= a.end), None)
    placed, begins = plan.placement.get(person.id), start_day(person, policy)
    if placed is not None and placed.centre_id is not None:
        may = begins is not None and day >= max(instance.placement_date, begins)
        return (placed.site_id or placed.centre_id) if may else None
    waits = person.role in POOL_ROLES and person.site_id is None
    return None if waits or begins is None or begins > day else person.site_id or person.employer


def _bound_for(person: Person, day: date, plan: Plan) -> str | None:
    """Return the place a person is assigned to and does not serve at yet."""
    ahead = next((a.site_id for a in plan.career.get(person.id, ()) if a.start.start > day), None)
    placed = plan.placement.get(person.id)
    return ahead or (placed and (placed.site_id or placed.centre_id)) or person.site_id


def _stage(person: Person, day: date, policy: Policy) -> Stage | None:
    """Return where in training someone without a place is on a day, by the lengths in force (MTG25-2.2-a, -2.3-b)."""
    if person.graduated_on is not None and day < person.graduated_on:
        return None
    ready = ready_day(person, policy)
    trains = next((stage for end, stage in _stage_ends(person, policy) if day < end), None)
    if trains is not None and (ready is None or day < ready or ready == person.graduated_on):
        return trains
    if ready is not None and ready <= day:
        return Stage.WAITING
    return None if person.graduated_on is None else Stage.TRAINING


def _stage_ends(person: Person, policy: Policy) -> Iterator[tuple[date, Stage]]:
    """Yield the day after each stage of training of a graduate, in order."""
    if person.graduated_on is None:
        return
    end = person.graduated_on
    for rule in policy.having(MonthsRule):
        end = add_months(end, rule.months(person.track) or 0)
        yield end, rule.stage
