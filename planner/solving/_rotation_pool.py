"""This module is where many centres are planned at once, a process each; what they answer does not depend on how many.

The time left is shared out again whenever a process is free, by the number of choices a centre has.
"""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from queue import Empty
from typing import Any

from planner.solving.outlook import CentreOutlook, OutlookGoal, Rota

Progress = Callable[[str, OutlookGoal, int, int], None]
Start = Mapping[str, Sequence[str]]
Plan = Callable[[CentreOutlook, float, Progress | None, Callable[[], bool], Start | None], Rota]

_in_worker: dict[str, Any] = {}


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

    ``starts`` are plans to begin from, where they are known.
    """
    context = get_context("spawn")
    stopped, news = context.Event(), context.Queue()
    turns = _Turns(outlooks, seconds, workers)
    running: dict[Future[Rota], int] = {}
    answers: dict[int, Rota] = {}
    with ProcessPoolExecutor(workers, context, _prepare, (stopped, news)) as pool:
        while turns.waiting or running:
            while turns.waiting and len(running) < workers:
                i, share = turns.take()
                with _interrupts_held():
                    running[pool.submit(_work, plan, outlooks[i], starts[i], share, progress is not None)] = i
            done, _ = wait(running, timeout=0.1, return_when=FIRST_COMPLETED)
            if stop():
                stopped.set()
            _pass_on(news, progress)
            for future in done:
                i = running.pop(future)
                turns.give_back(i)
                answers[i] = future.result()
    _pass_on(news, progress)
    return [answers[i] for i in range(len(outlooks))]


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
        self._workers = workers
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
        share = min(left, (self._workers * left - promised) * part)
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


def _prepare(stopped: Any, news: Any) -> None:
    # Ctrl-C reaches every process of a terminal; the parent hears it and says so through the event.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _in_worker.update(stopped=stopped, news=news)


def _end_with_parent() -> None:
    """End this process when its parent was killed: nobody waits for its answer, and it would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(plan: Plan, outlook: CentreOutlook, start: Start | None, seconds: float, telling: bool) -> Rota:
    def tell(centre: str, goal: OutlookGoal, value: int, bound: int) -> None:
        _in_worker["news"].put((centre, goal, value, bound))

    return plan(outlook, seconds, tell if telling else None, _in_worker["stopped"].is_set, start)


def _pass_on(news: Any, progress: Progress | None) -> None:
    while progress:
        try:
            progress(*news.get_nowait())
        except Empty:
            return
