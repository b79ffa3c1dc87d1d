"""This module is where many centres are planned at once, a process each; what they answer does not depend on how many.

The time left is shared out again whenever a process is free, by the number of choices a centre has.
"""

import pickle
import signal
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from queue import Empty
from typing import Any, NamedTuple

from planner.processes import begin, left
from planner.solving.outlook import CentreOutlook, OutlookGoal, Rota, RotaStatus

Progress = Callable[[str, OutlookGoal, int, int], None]
Start = Mapping[str, Sequence[str]]
Plan = Callable[[CentreOutlook, float, Progress | None, Callable[[], bool], Start | None], Rota]


class _Shared(NamedTuple):
    """What a process of the pool has in hand; ``stopped`` is an event, ``news`` a queue of what progress is told."""

    plan: Plan
    outlooks: tuple[CentreOutlook, ...]
    starts: tuple[Start | None, ...]
    stopped: Any
    news: Any


_in_worker: list[_Shared] = []


def plan_in_processes(
    plan: Plan,
    outlooks: Sequence[CentreOutlook],
    starts: Sequence[Start | None],
    seconds: float,
    workers: int,
    progress: Progress | None,
    stop: Callable[[], bool],
) -> list[Rota]:
    """Plan each outlook in one of ``workers`` processes, the largest first; the answers keep the order given.

    ``starts`` are plans to begin from, where they are known. When a process dies (out of memory, killed), the centres
    it may have taken with it are planned once more, and what is left, in one process at a time; a centre that kills
    that too has no plan. All of these answers say ``died``.
    """
    shared = pickle.dumps((plan, tuple(outlooks), tuple(starts)))
    turns = _Turns(outlooks, seconds, workers)
    answers: dict[int, Rota] = {}
    died: set[int] = set()
    with left(shared) as path:
        while turns.waiting:
            lost = _until_broken(turns, answers, path, progress, stop)
            turns.workers = 1
            for i in lost & died:
                answers[i] = Rota(centre=outlooks[i].id, status=RotaStatus.UNKNOWN)
            turns.waiting[:0] = sorted(lost - died)
            died |= lost
    return [replace(answers[i], died=i in died) for i in range(len(outlooks))]


def _until_broken(
    turns: "_Turns", answers: dict[int, Rota], path: Path, progress: Progress | None, stop: Callable[[], bool]
) -> set[int]:
    """Plan those that wait, into ``answers``; return those that were in work when a process died, if one did."""
    context = get_context("spawn")
    stopped, news = context.Event(), context.Queue()
    running: dict[Future[Rota], int] = {}
    with ProcessPoolExecutor(turns.workers, context, _prepare, (path, stopped, news)) as pool:
        try:
            while turns.waiting or running:
                while turns.waiting and len(running) < turns.workers:
                    i, share = turns.take()
                    with _interrupts_held():
                        running[_handed(pool, turns, i, share, progress is not None)] = i
                done, _ = wait(running, timeout=0.1, return_when=FIRST_COMPLETED)
                if stop():
                    stopped.set()
                _pass_on(news, progress)
                for future in done:
                    answers[running[future]] = future.result()
                    turns.give_back(running.pop(future))
        except BrokenProcessPool:
            for i in running.values():
                turns.give_back(i)
            return set(running.values())
    _pass_on(news, progress)
    return set()


def _handed(pool: ProcessPoolExecutor, turns: "_Turns", i: int, share: float, telling: bool) -> Future[Rota]:
    """Hand a centre to the pool; where a process died meanwhile it waits on, as it was not in work."""
    try:
        return pool.submit(_work, i, share, telling)
    except BrokenProcessPool:
        turns.give_back(i)
        turns.waiting.insert(0, i)
        raise


def plan_in_turn(
    plan: Plan,
    outlooks: Sequence[CentreOutlook],
    starts: Sequence[Start | None],
    seconds: float,
    progress: Progress | None,
    stop: Callable[[], bool],
) -> list[Rota]:
    """Plan each outlook in this process, the smallest last; the answers keep the order given."""
    turns = _Turns(outlooks, seconds, 1)
    answers: dict[int, Rota] = {}
    while turns.waiting:
        i, share = turns.take()
        answers[i] = plan(outlooks[i], share, progress, stop, starts[i])
        turns.give_back(i)
    return [answers[i] for i in range(len(outlooks))]


class _Turns:
    """The centres that wait for a process, the largest first, and the time they share."""

    def __init__(self, outlooks: Sequence[CentreOutlook], seconds: float, workers: int) -> None:
        self._end = time.monotonic() + seconds
        self.workers = workers
        self._weights = [1 + _choices(outlook) for outlook in outlooks]
        self._until: dict[int, float] = {}
        self.waiting = sorted(range(len(outlooks)), key=lambda i: (-self._weights[i], outlooks[i].id))

    def take(self) -> tuple[int, float]:
        """Return the next centre and its seconds: its part of what all processes have left and did not promise."""
        now = time.monotonic()
        left = max(0.0, self._end - now)
        promised = sum(max(0.0, until - now) for until in self._until.values())
        part = self._weights[self.waiting[0]] / sum(self._weights[i] for i in self.waiting)
        i = self.waiting.pop(0)
        share = min(left, (self.workers * left - promised) * part)
        self._until[i] = now + share
        return i, share

    def give_back(self, i: int) -> None:
        """Free what a centre that is done did not need."""
        self._until.pop(i)


def _choices(outlook: CentreOutlook) -> int:
    return sum(len(stint.places) for rotator in outlook.rotators for stint in rotator.stints)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back while a process is started: it starts so too, and cannot die of one before it is prepared."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _prepare(path: Path, stopped: Any, news: Any) -> None:
    plan, outlooks, starts = pickle.loads(begin(path))
    _in_worker.append(_Shared(plan, outlooks, starts, stopped, news))


def _work(i: int, seconds: float, telling: bool) -> Rota:
    shared = _in_worker[0]

    def tell(centre: str, goal: OutlookGoal, value: int, bound: int) -> None:
        shared.news.put((centre, goal, value, bound))

    return shared.plan(shared.outlooks[i], seconds, tell if telling else None, shared.stopped.is_set, shared.starts[i])


def _pass_on(news: Any, progress: Progress | None) -> None:
    while progress:
        try:
            progress(*news.get_nowait())
        except Empty:
            return
