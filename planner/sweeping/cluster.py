"""This module is where members are solved on an existing Dask cluster; its workers share no disk with this machine."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from planner.messages import say
from planner.problem import Problem, ScenarioError
from planner.sweeping.members import Answer, Job, failed, solve_member
from planner.version import __version__

PATIENCE = 30
"""Seconds to wait for a scheduler, and for its first worker."""

AHEAD = 3
"""Members handed out per thread of the cluster: enough that no worker waits, few enough to hold in memory."""


TRIES = 5
"""How often a member is handed out whose answers die with the workers that hold them."""


class ClusterLost(Exception):
    """The connection to the scheduler broke; what was answered before stands."""


def solve_on_cluster(jobs: Sequence[Job], address: str) -> Iterator[Answer]:
    """Yield the answers as they come from the workers of the scheduler at ``address`` (``tcp://host:port``).

    A member whose worker dies is given to another by the scheduler, and comes once; one that kills every worker is an
    answer that says so. Raises ScenarioError where nobody answers, no worker is there, or a worker lacks the planner;
    ClusterLost where the scheduler goes.
    """
    try:
        from distributed import Client, as_completed
    except ImportError:
        raise _refusal("sweep.no_cluster_extra", address) from None
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError):
        raise _refusal("sweep.no_scheduler", address) from None
    try:
        _check_workers(client, address)
        waiting = list(reversed(jobs))
        handed: dict[str, Job] = {}
        tries: Counter[str] = Counter()
        answers = as_completed(loop=client.loop)

        def hand_out(job: Job) -> None:
            tries[job.variation.id] += 1
            future = client.submit(solve_member, job, pure=False)
            handed[future.key] = job
            answers.add(future)

        for _ in range(min(len(waiting), max(1, sum(client.nthreads().values())) * AHEAD)):
            hand_out(waiting.pop())
        for future in answers:
            job = handed.pop(future.key)
            answer = _answer(job.variation.id, future)
            if answer is None and client.status != "running":
                raise ClusterLost(future.status)
            if answer is None and tries[job.variation.id] < TRIES:
                hand_out(job)
                continue
            if waiting:
                hand_out(waiting.pop())
            yield answer or failed(job.variation.id, say("sweep.worker_died", error=future.status))
    except OSError as error:
        raise ClusterLost(str(error)) from error
    finally:
        client.close()


def _answer(code: str, future: Any) -> Answer | None:
    """Return what a member came to; None where the answer died with the worker that held it."""
    if future.status == "finished":
        answer: Answer = future.result()
        return answer
    if future.status != "error":
        return None
    broken = future.exception()
    return failed(code, say("sweep.worker_died", error=f"{type(broken).__name__}: {broken}"))


def _check_workers(client: Any, address: str) -> None:
    """Refuse a cluster on which no member can be solved, before the first is handed out."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError:
        raise _refusal("sweep.no_worker", address) from None
    try:
        versions = set(client.run(_version).values())
    except Exception:  # whatever a worker says that cannot import us
        raise _refusal("sweep.worker_lacks_planner", address) from None
    if versions != {__version__}:
        message = say("sweep.other_version", here="、".join(sorted(versions)), there=__version__)
        raise ScenarioError([Problem("--scheduler", 0, "", address, message)])


def _version() -> str:
    return __version__


def _refusal(message: str, address: str) -> ScenarioError:
    return ScenarioError([Problem("--scheduler", 0, "", address, say(message))])
