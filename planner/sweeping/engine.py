"""This module is where variations of one scenario become answers, wherever they are solved."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from planner.scenario import Scenario
from planner.sweeping.members import Answer, Job, Variation, packed


def solve_variations(
    scenario: Scenario,
    variations: Sequence[Variation],
    *,
    ahead: bool,
    time_limit: float,
    workers: int | None = None,
    scheduler: str | None = None,
    keep: bool = False,
    longer: Mapping[str, float] = MappingProxyType({}),
) -> Iterator[Answer]:
    """Yield an answer for each variation as it comes, from processes of this machine or the cluster at ``scheduler``.

    ``time_limit`` is seconds per member, ``longer`` that of members that get more, by id; ``ahead`` asks for the years
    ahead too, ``keep`` for the whole runs.
    """
    content = packed(scenario)
    jobs = [
        Job(scenario=content, variation=v, ahead=ahead, time_limit=longer.get(v.id, time_limit), keep=keep)
        for v in variations
    ]
    if not jobs:
        return
    if scheduler is not None:
        from planner.sweeping.cluster import solve_on_cluster

        yield from solve_on_cluster(jobs, scheduler)
    else:
        from planner.sweeping.local import solve_here

        yield from solve_here(jobs, workers)
