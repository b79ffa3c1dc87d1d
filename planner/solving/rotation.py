"""This module is where the staffing outlook of a centre is planned: goal by goal, each proven or with its bound.

Stints are known intervals and only their places are chosen. One worker per centre and processes over centres beats many
workers on one model.
"""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from types import FrameType

from planner.solving.outlook import (
    CentreOutlook,
    GoalScore,
    OutlookGoal,
    Place,
    PlaceKind,
    Presence,
    Rota,
    RotaStatus,
    Rotator,
    Stint,
    faults,
    lawful,
    measure,
)

__all__ = [
    "CentreOutlook",
    "GoalScore",
    "OutlookGoal",
    "Place",
    "PlaceKind",
    "Presence",
    "Progress",
    "Rota",
    "RotaStatus",
    "Rotator",
    "Stint",
    "lawful",
    "measure",
    "rotate",
    "solve_centres",
]

WORTH_ANOTHER_TRY = 0.25
"""The part of the time that must be left for centres that are not settled to be planned once more."""

Progress = Callable[[str, OutlookGoal, int, int], None]
"""Told the centre, the goal, its value and its bound, whenever one of them changed."""


def rotate(
    outlook: CentreOutlook,
    seconds: float = 60.0,
    progress: Progress | None = None,
    stop: Callable[[], bool] | None = None,
) -> Rota:
    """Plan the outlook of a centre: least in the first goal, then the second, …, then by code.

    By code means: rotators in code order, their stints in time order, each at the place of smallest code. When the
    seconds run out, on Ctrl-C (in the main thread) or when ``stop`` says so, the best plan found stands with the bounds
    known by then; a first plan is looked for in any case. Raises ValueError for a description that means nothing.
    """
    wrong = _faults(outlook)
    if wrong:
        raise ValueError("; ".join(wrong))
    with _interrupts() as pressed:
        return _plan(outlook, seconds, progress, lambda: pressed.is_set() or bool(stop and stop()))


def solve_centres(
    outlooks: Sequence[CentreOutlook],
    seconds: float = 60.0,
    workers: int | None = None,
    progress: Progress | None = None,
) -> tuple[Rota, ...]:
    """Plan many centres within ``seconds`` in all, each as ``rotate`` does, in parallel processes (one per core).

    What the centres that are soon done leave of the time goes to those still open, which go on from the plan they have.
    A process that dies costs no other centre its plan: see ``Rota.died``.
    The plans are the same for any number of workers wherever they are ``unique``. A script that asks for more than one
    worker needs the usual ``if __name__ == "__main__"``. Raises ValueError for a description that means nothing.
    """
    wrong = [fault for outlook in outlooks for fault in _faults(outlook)]
    if wrong:
        raise ValueError("; ".join(wrong))
    from planner.solving._rotation_pool import plan_in_processes, plan_in_turn

    end = time.monotonic() + seconds
    with _interrupts() as pressed:

        def plan(which: Sequence[int], starts: Sequence[Mapping[str, Sequence[str]] | None]) -> list[Rota]:
            chosen = [outlooks[i] for i in which]
            left = max(0.0, end - time.monotonic())
            at_once = min(workers or os.cpu_count() or 1, len(chosen))
            if at_once <= 1:
                return plan_in_turn(_plan, chosen, starts, left, progress, pressed.is_set)
            return plan_in_processes(_plan, chosen, starts, left, at_once, progress, pressed.is_set)

        rotas = plan(range(len(outlooks)), [None] * len(outlooks))
        unsettled = [i for i, rota in enumerate(rotas) if rota.status is RotaStatus.PLANNED and not rota.unique]
        if unsettled and not pressed.is_set() and end - time.monotonic() > seconds * WORTH_ANOTHER_TRY:
            again = plan(unsettled, [rotas[i].places for i in unsettled])
            for i, rota in zip(unsettled, again, strict=True):
                best = min((rota, rotas[i]), key=_open) if rota.status is RotaStatus.PLANNED else rotas[i]
                rotas[i] = replace(best, died=rota.died or rotas[i].died)
    return tuple(rotas)


def _open(rota: Rota) -> tuple[tuple[int, ...], int]:
    """How much a plan leaves to be wished for: its values in rank order, then how many are not proven."""
    return tuple(score.value for score in rota.scores), sum(not score.proven for score in rota.scores)


def _faults(outlook: CentreOutlook) -> list[str]:
    return [f"outlook of {outlook.id}: {fault}" for fault in faults(outlook)]


def _plan(
    outlook: CentreOutlook,
    seconds: float,
    progress: Progress | None,
    stop: Callable[[], bool],
    known: Mapping[str, Sequence[str]] | None = None,
) -> Rota:
    # Loading the solvers costs 0.2 s, which only a plan needs.
    from planner.solving._rotation_driver import Clock
    from planner.solving._rotation_model import write
    from planner.solving._rotation_settle import settle
    from planner.solving._rotation_start import conflict, first_plan

    clock = Clock(seconds, stop)
    outlook = replace(
        outlook,
        places=tuple(sorted(outlook.places, key=lambda p: p.id)),
        rotators=tuple(sorted(outlook.rotators, key=lambda r: r.id)),
        goals=tuple(dict.fromkeys(outlook.goals)),
    )
    start, none = ([known[r.id] for r in outlook.rotators], False) if known else first_plan(outlook, clock)
    if none:
        people, places, minimal = conflict(outlook, clock)
        return Rota(
            centre=outlook.id,
            status=RotaStatus.IMPOSSIBLE,
            interrupted=stop(),
            stuck_people=people,
            stuck_places=places,
            minimal=minimal,
        )
    if start is None:
        return Rota(centre=outlook.id, status=RotaStatus.UNKNOWN, interrupted=stop())

    def told(rank: int, value: int, bound: int) -> None:
        if progress:
            progress(outlook.id, outlook.goals[rank], value, bound)

    written = write(outlook)
    values, reached, unique = settle(written, written.values(start), clock, told)
    chosen = {r.id: tuple(went) for r, went in zip(outlook.rotators, written.places(values), strict=True)}
    if not lawful(outlook, chosen) or list(measure(outlook, chosen)) != [r.value for r in reached]:
        raise RuntimeError(f"the plan of {outlook.id} is not what the model says it is")
    scores: list[GoalScore] = []
    proven = True
    for goal, (value, bound) in zip(outlook.goals, reached, strict=True):
        proven = proven and value == bound
        scores.append(GoalScore(goal=goal, value=value, bound=bound, proven=proven))
    return Rota(
        centre=outlook.id,
        status=RotaStatus.PLANNED,
        places=chosen,
        scores=tuple(scores),
        unique=unique,
        interrupted=stop(),
    )


@contextmanager
def _interrupts() -> Iterator[threading.Event]:
    """Turn Ctrl-C into an event while a plan is made; only the main thread hears it."""
    pressed = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield pressed
        return

    def press(number: int, frame: FrameType | None) -> None:
        pressed.set()

    before = signal.signal(signal.SIGINT, press)
    try:
        yield pressed
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL if before is None else before)
