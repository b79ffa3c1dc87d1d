"""This module is where members are solved on the processes of this machine, and a process that dies is made good."""

import os
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

from planner.messages import say
from planner.processes import begin, left
from planner.sweeping.members import Answer, Job, failed, solve_member


def solve_here(jobs: Sequence[Job], workers: int | None = None) -> Iterator[Answer]:
    """Yield the answers as they come, from ``workers`` processes (one per core); a script needs the ``__main__`` guard.

    Only as many members are handed out as there are processes, so that when one dies (out of memory, killed) it is
    known which members it may have taken with it: each of these is tried once more on a process of its own, and the
    one that kills that too is an answer that says so.
    """
    waiting = list(reversed(jobs))
    workers = min(workers or os.cpu_count() or 1, len(jobs))
    while waiting:
        suspects = yield from _until_broken(waiting, workers)
        for job in suspects:
            if (yield from _until_broken([job], 1)):
                yield failed(job.variation.id, say("sweep.process_died"))


def _until_broken(waiting: list[Job], workers: int) -> Generator[Answer, None, list[Job]]:
    """Solve the jobs from the end of ``waiting``; return those that were in work when a process died, if one did."""
    running: dict[Future[Answer], Job] = {}
    shared = waiting[-1].scenario
    with left(shared) as path:
        pool = ProcessPoolExecutor(workers, get_context("spawn"), _prepare, (path,))
        try:
            while waiting or running:
                while waiting and len(running) < workers:
                    job = waiting[-1]
                    light = replace(job, scenario=b"") if job.scenario == shared else job
                    running[pool.submit(_solve, light)] = job
                    waiting.pop()  # only now: where the process died, submitting raises and the job must not be lost
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    answer = future.result()
                    del running[future]
                    yield answer
        except BrokenProcessPool:
            return list(running.values())
        finally:
            pool.shutdown(cancel_futures=True)
    return []


_shared: list[bytes] = []
"""The scenario of the jobs of this process."""


def _solve(job: Job) -> Answer:
    return solve_member(job if job.scenario else replace(job, scenario=_shared[0]))


def _prepare(path: Path) -> None:
    _shared.append(begin(path))
