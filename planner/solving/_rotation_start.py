"""This module is where a first plan comes from, or where the hard rules conflict."""

import time
from dataclasses import replace

from planner.solving._rotation_driver import Clock
from planner.solving._rotation_model import write
from planner.solving._rotation_search import search
from planner.solving.outlook import CentreOutlook, Place, PlaceKind, Rotator, constants

FIRST_PLAN = 2.0
"""Seconds that a first plan is worth even where no time is left: without it there is nothing to tell."""


def greedy(outlook: CentreOutlook) -> list[list[str]] | None:
    """Return a plan that keeps the hard rules, rotator by rotator, each where most are missing; None if stuck."""
    place_of = {place.id: place for place in outlook.places}
    fixed = constants(outlook)
    room = {(p, t): max(0, place_of[p].cap - count[0]) for (p, t), count in fixed.items()}
    wanted = {(p, t): _wanted(outlook, place_of[p], count[0]) for (p, t), count in fixed.items()}
    plan: dict[str, list[str]] = {}
    for rotator in sorted(outlook.rotators, key=lambda r: (min((len(s.places) for s in r.stints), default=0), r.id)):
        went = _best_way(rotator, room, wanted)
        if went is None:
            return None
        plan[rotator.id] = went
        for stint, at in zip(rotator.stints, went, strict=True):
            for t in range(stint.first, stint.last + 1):
                room[at, t] -= 1
                wanted[at, t] = [*wanted[at, t][1:], 0]
    return [plan[rotator.id] for rotator in outlook.rotators]


def first_plan(outlook: CentreOutlook, clock: Clock) -> tuple[list[list[str]] | None, bool]:
    """Return a plan that keeps the hard rules, or None, and whether it is proven that none exists."""
    plan = greedy(outlook)
    return (plan, False) if plan is not None else _any_plan(outlook, clock)


def conflict(outlook: CentreOutlook, clock: Clock) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """Return people and places of a conflict, fewest by leaving each out in turn, and whether that was finished.

    A rotator is left out whole; a place is left out by lifting its cap.
    """
    finished = True
    people, places = list(outlook.rotators), list(outlook.places)
    for rotator in sorted(people, key=lambda r: r.id):
        without = [r for r in people if r is not rotator]
        none, sure = _none(replace(outlook, rotators=tuple(without)), clock)
        people = without if none else people
        finished &= sure
    stuck = replace(outlook, rotators=tuple(people))
    for place in sorted(places, key=lambda p: p.id):
        lifted = [replace(p, cap=10**6) if p.id == place.id else p for p in stuck.places]
        none, sure = _none(replace(stuck, places=tuple(lifted)), clock)
        if none:
            stuck = replace(stuck, places=tuple(lifted))
            places.remove(place)
        finished &= sure
    return tuple(sorted(r.id for r in people)), tuple(sorted(p.id for p in places)), finished


def _none(outlook: CentreOutlook, clock: Clock) -> tuple[bool, bool]:
    """Return whether it is proven that no plan exists, and whether that question was answered."""
    plan, none = first_plan(outlook, clock)
    return none, none or plan is not None


def _any_plan(outlook: CentreOutlook, clock: Clock) -> tuple[list[list[str]] | None, bool]:
    written = write(replace(outlook, goals=()))
    owed = time.monotonic() + FIRST_PLAN
    found = search(
        written.linear,
        None,
        [],
        max(clock.left(), FIRST_PLAN),
        lambda: time.monotonic() > owed and clock.stop(),
    )
    return (None if found.values is None else written.places(found.values)), found.none


def _best_way(
    rotator: Rotator, room: dict[tuple[str, int], int], wanted: dict[tuple[str, int], list[int]]
) -> list[str] | None:
    """Return the places of one rotator's stints that add most where there is room, by a table over her stints."""
    ways: dict[str, tuple[int, list[str]]] = {}
    for i, stint in enumerate(rotator.stints):
        periods = range(stint.first, stint.last + 1)
        after: dict[str, tuple[int, list[str]]] = {}
        for at in sorted(stint.places):
            if all(room[at, t] > 0 for t in periods):
                gain = sum(wanted[at, t][0] for t in periods)
                before = [way for last, way in ways.items() if stint.may_stay or last != at] if i else [(0, [])]
                if before:
                    best = max(before, key=lambda way: way[0])
                    after[at] = (best[0] + gain, [*best[1], at])
        ways = after
    if not rotator.stints:
        return []
    return max(ways.values(), key=lambda way: way[0])[1] if ways else None


def _wanted(outlook: CentreOutlook, place: Place, there: int) -> list[int]:
    """Return what each next person is worth at a place: core staff, then a first doctor, then posts."""
    if place.kind is PlaceKind.CENTRE:
        return [3] * max(0, outlook.core_min - there) + [0]
    first = [2] if place.kind is PlaceKind.CLINIC and not there else []
    return first + [1] * max(0, place.posts - there - len(first)) + [0]
