"""This module is where it is asked whether a centre's goals can all be nought: yes with a plan, no, or not known.

Nothing is settled beyond that question, so that a diagnosis can ask it a hundred times.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from planner.solving.outlook import CentreOutlook, OutlookGoal, faults, lawful, measure


class Attained(StrEnum):
    """Whether a plan exists in which every goal is nought; ``unknown``: the seconds ran out first."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The answer with the best plan found, measured and found lawful: the place of each stint by rotator code.

    For a no it is the plan with the least of the first goal that cannot be nought; empty where there is no plan.
    """

    attained: Attained
    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def attainable(outlook: CentreOutlook, seconds: float, tidy: OutlookGoal | None = None) -> Answer:
    """Return whether the hard rules leave a plan whose goals are all nought, within ``seconds``.

    With a yes, ``tidy`` is a further goal that the plan returned makes as small as the time allows.
    Raises ValueError for a description that means nothing.
    """
    wrong = list(faults(outlook))
    if wrong:
        raise ValueError("; ".join(wrong))
    from planner.solving._rotation_driver import Clock, Driver
    from planner.solving._rotation_model import write
    from planner.solving._rotation_start import first_plan

    outlook = replace(
        outlook,
        places=tuple(sorted(outlook.places, key=lambda p: p.id)),
        rotators=tuple(sorted(outlook.rotators, key=lambda r: r.id)),
        goals=tuple(dict.fromkeys(outlook.goals)),
    )
    clock = Clock(seconds, lambda: False)
    start, none = first_plan(outlook, clock)
    if start is None:
        return Answer(attained=Attained.NO if none else Attained.UNKNOWN)
    written = write(replace(outlook, goals=(*outlook.goals, *([tidy] if tidy else []))))
    driver = Driver(written, written.values(start), clock)
    attained = Attained.YES
    for terms in written.goals[: len(outlook.goals)]:
        value, bound = driver.least(terms, 1.0, _unheard)
        if value:
            attained = Attained.NO if bound else Attained.UNKNOWN
            break
        driver.keep(terms, 0)
    if tidy and attained is Attained.YES:
        driver.least(written.goals[-1], 1.0, _unheard)
    chosen = {r.id: tuple(went) for r, went in zip(outlook.rotators, written.places(driver.values), strict=True)}
    if not lawful(outlook, chosen) or any(measure(outlook, chosen)) == (attained is Attained.YES):
        raise RuntimeError(f"the plan of {outlook.id} is not what the model says it is")
    return Answer(attained=attained, places=chosen)


def _unheard(bound: int) -> None:
    """Let a bound pass: nobody watches a question that takes milliseconds."""
