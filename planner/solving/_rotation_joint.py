"""This module is where goals that follow one another are joined into one form: least there is least in their order.

Goals of one family are settled by the same choices: proving them together takes one search where one by one each search
would prove again what the one before did.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from planner.solving._rotation_linear import Terms
from planner.solving._rotation_model import Written
from planner.solving.outlook import OutlookGoal

FAMILIES = (
    {OutlookGoal.CORE, OutlookGoal.UNCOVERED, OutlookGoal.RESIDENTS},
    {OutlookGoal.SHORT, OutlookGoal.EXCEPTIONS},
    {OutlookGoal.REMOTE},
    {OutlookGoal.WOMAN, OutlookGoal.TCM},
    {OutlookGoal.TRAVEL, OutlookGoal.HANDOVER, OutlookGoal.WISH, OutlookGoal.CHANGES},
)

LARGEST_JOINT = 2**46
"""Joined forms stay below this: a bound of one is carried as a float, which is exact up to 2^53."""


class Joint(NamedTuple):
    """The form, and of each of its goals the rank, the form, the weight, and the ends its value lies between."""

    terms: Terms
    ranks: Sequence[int]
    forms: Sequence[Terms]
    weights: Sequence[int]
    ends: Sequence[tuple[int, int]]

    def bounds(self, bound: int, values: Sequence[int]) -> Iterator[int]:
        """Yield what a bound of the joined form says of its goals, up to the first that it does not prove."""
        rest = bound
        for i, (weight, value) in enumerate(zip(self.weights, values, strict=True)):
            after = sum(w * high for w, (_, high) in zip(self.weights[i + 1 :], self.ends[i + 1 :], strict=True))
            least = max(self.ends[i][0], -(-(rest - after) // weight))
            yield min(least, value)
            if least < value:
                return
            rest -= weight * value


def joints(written: Written) -> Iterator[Joint]:
    """Yield the goals in rank order, joined where neighbours are of one family.

    How far apart values can lie is asked when a joint is yielded: what was ruled out before makes weights smaller.
    """
    family = {goal: n for n, goals in enumerate(FAMILIES) for goal in goals}
    for _, run in groupby(range(len(written.goals)), key=lambda rank: family[written.names[rank]]):
        waiting = list(run)
        while waiting:
            ranks: list[int] = []
            weights: list[int] = []
            ends: list[tuple[int, int]] = []
            weight = 1
            for rank in waiting:
                low, high = written.reach(written.goals[rank])
                if ranks and weight * (high - low + 1) > LARGEST_JOINT:
                    break
                ranks.append(rank)
                ends.append((low, high))
                weights = [w * (high - low + 1) for w in weights] + [1]
                weight *= high - low + 1
            waiting = waiting[len(ranks) :]
            yield _join(written, ranks, weights, ends)


def _join(written: Written, ranks: Sequence[int], weights: Sequence[int], ends: Sequence[tuple[int, int]]) -> Joint:
    joined: dict[int, int] = {}
    for rank, weight in zip(ranks, weights, strict=True):
        for v, k in written.goals[rank]:
            joined[v] = joined.get(v, 0) + weight * k
    return Joint(list(joined.items()), ranks, [written.goals[rank] for rank in ranks], weights, ends)
