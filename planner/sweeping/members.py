"""This module is where one what-if among many is solved: a pure function of a job, fit for any process anywhere."""

import copyreg
import io
import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from planner.messages import say
from planner.policy import Amendment
from planner.problem import ScenarioError
from planner.result import Goal, Result, SolveStatus
from planner.scenario import Scenario
from planner.sweeping.figures import Figure, figures_ahead, figures_of
from planner.text import Text, join, plain
from planner.version import __version__

if TYPE_CHECKING:
    from planner.staffing import Outlook


class MemberStatus(StrEnum):
    """How far a member is solved.

    refused: the law does not allow the settings, or they contradict another clause. failed: something broke;
    ``message`` says what. unknown: the time ran out before there was any plan of the years ahead.
    """

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True)
class Variation:
    """One departure from a scenario: ``settings`` as (axis, value) for people, and what they change.

    ``id`` is unique among the members and fit to be the name of a folder; ``graduates`` is the number in this
    season's pool, None where it stays.
    """

    id: str
    settings: tuple[tuple[str, str], ...] = ()
    amendments: tuple[Amendment, ...] = ()
    graduates: int | None = None


@dataclass(frozen=True, kw_only=True)
class Job:
    """Everything a worker needs to solve one member: the scenario as bytes, so that no disk is shared.

    ``time_limit`` in seconds for the member; ``ahead`` asks for the years ahead too, ``keep`` for the whole run.
    """

    scenario: bytes
    variation: Variation
    ahead: bool
    time_limit: float
    keep: bool
    version: str = __version__


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What became of a member; ``run`` is its Result and Outlook as bytes where the job asked to keep them."""

    id: str
    status: MemberStatus
    figures: Mapping[str, Figure] = field(default_factory=dict)
    goals: tuple[Goal, ...] = ()
    ahead: tuple[Goal, ...] = ()
    message: Text | None = None
    run: bytes | None = None


def solve_member(job: Job) -> Answer:
    """Solve a member; whatever goes wrong is an answer that says so, for one member must never stop the others."""
    code = job.variation.id
    if job.version != __version__:
        return failed(code, say("sweep.other_version", here=__version__, there=job.version))
    from planner.run import AuditFailed, solve

    try:
        scenario = varied(_unpacked_scenario(job.scenario), job.variation)
        result = solve(scenario, job.time_limit, reckoned=job.keep)
        outlook = _outlook(scenario, job.time_limit) if job.ahead else None
    except ScenarioError as error:
        message = join([p.message for p in error.problems])
        return Answer(id=code, status=MemberStatus.REFUSED, message=message)
    except AuditFailed as error:
        # Our own plan breaks a clause that the settings contradict; a what-if may ask for what cannot be had together.
        lines = [Text(f"{f.clause}：{f.message.zh}", f"{f.clause}: {f.message.en}") for f in error.findings[:3]]
        message = say("sweep.contradiction", count=len(error.findings), findings=join(lines))
        return Answer(id=code, status=MemberStatus.REFUSED, message=message)
    except Exception as error:  # the one place where anything at all may go wrong and the rest must go on
        return failed(code, say("sweep.broke", error=f"{type(error).__name__}: {error}"))
    return _answer(job, result, outlook)


def failed(code: str, message: Text) -> Answer:
    """Return the answer of a member that could not be solved."""
    return Answer(id=code, status=MemberStatus.FAILED, message=message)


def varied(scenario: Scenario, variation: Variation) -> Scenario:
    """Return a scenario under a variation: the facts first, then the law; raises ScenarioError where it is refused."""
    from planner.scenario.amending import amended
    from planner.sweeping.cohort import with_graduates

    if variation.graduates is not None:
        scenario = with_graduates(scenario, variation.graduates)
    return amended(scenario, variation.amendments, variation.id)


def _outlook(scenario: Scenario, time_limit: float) -> "Outlook":
    from planner.staffing import plan_outlook

    return plan_outlook(scenario, time_limit, workers=1)


def _answer(job: Job, result: Result, outlook: "Outlook | None") -> Answer:
    planned = {SolveStatus.OPTIMAL, SolveStatus.FEASIBLE}
    figures = figures_of(result) if result.status in planned else {}
    goals: tuple[Goal, ...] = ()
    statuses = [result.status]
    message = None
    if outlook is not None:
        statuses.append(outlook.status)
        if outlook.status in planned:
            goals, figures = outlook.goals, figures | figures_ahead(outlook)
    weakest = (MemberStatus.INFEASIBLE, MemberStatus.UNKNOWN, MemberStatus.FEASIBLE, MemberStatus.OPTIMAL)
    status = min((MemberStatus(s.value) for s in statuses), key=weakest.index)
    if status is MemberStatus.FEASIBLE:
        message = say("sweep.unproven", seconds=plain(f"{job.time_limit:g}"))
    elif status is not MemberStatus.OPTIMAL:
        message = say(f"sweep.{status.value}", seconds=plain(f"{job.time_limit:g}"))
    return Answer(
        id=job.variation.id,
        status=status,
        figures=figures,
        goals=result.goals,
        ahead=goals,
        message=message,
        run=packed((result, outlook)) if job.keep else None,
    )


def packed(value: object) -> bytes:
    """Return a value of the planner as bytes; read-only tables, which pickle refuses, go as what they are."""
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, protocol=pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = copyreg.dispatch_table.copy() | {MappingProxyType: _reduced}
    pickler.dump(value)
    return buffer.getvalue()


def unpacked(content: bytes) -> Any:
    """Return the value that ``packed`` made into bytes, which must be our own."""
    return pickle.loads(content)


def _reduced(table: MappingProxyType[Any, Any]) -> tuple[Callable[..., object], tuple[dict[Any, Any]]]:
    return _read_only, (dict(table),)


def _read_only(table: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(table)


@lru_cache(maxsize=1)
def _unpacked_scenario(content: bytes) -> Scenario:
    scenario: Scenario = unpacked(content)
    return scenario
