"""This module is where an outlook is settled: its goals in rank order, then, among equal plans, the first by code."""

from collections.abc import Callable, Iterator, Sequence

from planner.solving._rotation_driver import Clock, Driver, Reached
from planner.solving._rotation_joint import Joint, joints
from planner.solving._rotation_linear import Linear, Row, total
from planner.solving._rotation_model import Written

LARGEST_CODE = 100_000
"""Places of several stints are compared as one number below this, which a linear relaxation still tells apart."""

Told = Callable[[int, int, int], None]
"""Told the place of a goal in the order, its value and its bound, whenever they change."""


def settle(written: Written, start: list[int], clock: Clock, told: Told) -> tuple[list[int], list[Reached], bool]:
    """Return the best plan, what each goal came to, and whether the codes settled it as the only one."""
    driver = Driver(written, start, clock)
    reached: list[Reached] = []
    for joint in joints(written):
        # An early goal gets what it needs; the last ones share the rest.
        share = 0.9 if joint.ranks[-1] == len(written.goals) - 1 else 0.6
        reached += _settle(driver, joint, share, told)
    unique = all(value == bound for value, bound in reached) and _by_code(driver)
    # A goal left open may have become better by the way.
    values = [total(terms, driver.values) for terms in written.goals]
    return driver.values, [Reached(value, r.bound) for value, r in zip(values, reached, strict=True)], unique


def _settle(driver: Driver, joint: Joint, share: float, told: Told) -> Iterator[Reached]:
    """Make joined goals least; where that is not proven, each that stays open gets the bound of its own relaxation."""

    def values() -> list[int]:
        return [total(form, driver.values) for form in joint.forms]

    def tell(bound: int) -> None:
        for rank, value, least in zip(joint.ranks, values(), joint.bounds(bound, values()), strict=False):
            told(rank, value, least)

    value, bound = driver.least(joint.terms, share, tell)
    known = list(joint.bounds(bound, values()))
    for i, (rank, form) in enumerate(zip(joint.ranks, joint.forms, strict=True)):
        # Also where its value is known: the relaxation of each goal by itself rules out more.
        relaxed = driver.relax(form, driver.clock.left(), also=True)
        now = total(form, driver.values)
        least = min(now, max([relaxed.bound, *known[i : i + 1]]))
        driver.keep(form, now)
        told(rank, now, least)
        yield Reached(now, least)
    if value == bound:
        driver.aim_past(joint.terms, value)


def _by_code(driver: Driver) -> bool:
    """Move to the first plan by code among equals: rotators, then stints, each at the smallest place; say if proven."""
    linear, choices = driver.linear, [may for stints in driver.written.choices for may in stints]
    done = 0
    while done < len(choices):
        group = [choices[done]]
        while done + len(group) < len(choices) and _codes([*group, choices[done + len(group)]]) <= LARGEST_CODE:
            group.append(choices[done + len(group)])
        terms: list[tuple[int, int]] = []
        step = 1
        for may in reversed(group):
            terms += [(v, step * i) for i, v in enumerate(may.values()) if i]
            step *= len(may)
        bound = driver.relax(terms, driver.clock.left()).bound
        if total(terms, driver.values) > bound:
            seconds = driver.clock.left()
            if seconds <= 0:
                return False
            branch = _earlier(linear, choices[done:], driver.values)
            found = driver.search(branch, terms, bound, total(terms, driver.values), seconds)
            if found.none:
                return True
            if found.values is None:
                return False
            driver.values = linear.complete(found.values[: len(linear.lower)])
            if found.bound != total(terms, driver.values):
                return False
        for may in group:
            for v in may.values():
                linear.lower[v] = linear.upper[v] = driver.values[v]
        done += len(group)
    return True


def _earlier(linear: Linear, choices: Sequence[dict[str, int]], values: Sequence[int]) -> Linear:
    """Return the branch of all plans that come before the one in hand by code."""
    branch = linear.branch()
    same: list[tuple[int, int]] = []
    for may in choices:
        places = list(may.values())
        here = next(i for i, v in enumerate(places) if values[v])
        # As long as all stints before are as they were, this one may not move to a later place.
        branch.rows.extend(Row([*same, (v, 1)], None, len(same)) for v in places[here + 1 :] if linear.upper[v])
        if any(linear.upper[v] for v in places[:here]) or any(linear.upper[v] for v in places[here + 1 :]):
            still = branch.choice()
            branch.rows.append(Row([(places[here], 1), *same, (still, -1)], None, len(same)))
            same = [(still, 1)]
    branch.rows.append(Row(same, None, 0))
    return branch


def _codes(group: Sequence[dict[str, int]]) -> int:
    out = 1
    for choices in group:
        out *= len(choices)
    return out
