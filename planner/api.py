"""This module is where the verbs of the Python API are: the same as the commands, on values instead of files."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from planner.clause_prices import PriceList
    from planner.comparing import Given
    from planner.comparison import Comparison
    from planner.diagnosing import Diagnosis
    from planner.domain import Event, Plan
    from planner.explaining import Explanation
    from planner.finding import Finding
    from planner.replanning import Repair
    from planner.result import Result
    from planner.scenario import Scenario
    from planner.staffing import Outlook
    from planner.stages.network import Proposal
    from planner.sweeping.axes import Vary
    from planner.sweeping.table import Sweep


def load(path: str | Path, variant: str | None = None) -> "Scenario":
    """Read a scenario folder, or one of its variants; raises ScenarioError carrying every fault at once."""
    from planner import scenario

    return scenario.load(path, variant)


def solve(scenario: "Scenario", time_limit: float = 60.0, baseline: "Plan | None" = None) -> "Result":
    """Plan a scenario and audit the plan; ``time_limit`` in seconds. Raises AuditFailed if the plan fails its audit.

    Among equally good plans the one with fewest places unlike the ``baseline`` is taken.
    """
    from planner import run

    _show_results_in_notebooks()
    return run.solve(scenario, time_limit, baseline)


def _show_results_in_notebooks() -> None:
    """Tell a running notebook how a result is shown; the result itself knows nothing of reports."""
    if "IPython" not in sys.modules:
        return
    from IPython import get_ipython

    from planner.comparison import Comparison
    from planner.report.notebook import comparison_html, result_html
    from planner.result import Result

    if (shell := get_ipython()) is not None:
        shell.display_formatter.formatters["text/html"].for_type(Result, result_html)
        shell.display_formatter.formatters["text/html"].for_type(Comparison, comparison_html)


def audit(scenario: "Scenario", plan: "Plan | str | Path") -> "tuple[Finding, ...]":
    """Audit any plan against every clause in force; a path is read as ``planner verify`` reads it."""
    from planner import auditing
    from planner.domain import Plan

    if isinstance(plan, Plan):
        return auditing.audit(scenario.instance, scenario.policy, plan)
    from planner.scenario.plan_file import read_plan

    read, lines = read_plan(Path(plan), scenario.instance)
    return auditing.audit(scenario.instance, scenario.policy, read, lines)


def explain(scenario: "Scenario", who: str, instead: str | None = None) -> "Explanation":
    """Explain a person, a centre or a clinic; ``instead`` asks what would have to differ for a person to be there."""
    from planner import explaining

    return explaining.explain(scenario, who, instead)


def outlook(scenario: "Scenario", time_limit: float = 60.0, workers: int | None = None) -> "Outlook":
    """Plan who serves where in every half-year of the horizon, audited; ``time_limit`` in seconds over all centres.

    The plan is the same for any number of ``workers`` (processes) wherever it is proven.
    """
    from planner import staffing

    return staffing.plan_outlook(scenario, time_limit, workers)


def diagnose(scenario: "Scenario", centre_seconds: float = 60.0) -> "tuple[Diagnosis, ...]":
    """Return why each centre without an outlook has none, and the ways out; empty where every centre can have one.

    A centre has none where a goal that the scenario requires (``require``) cannot be nought, or caps and rotation
    conflict. ``centre_seconds`` is the time for each such centre.
    """
    from planner import diagnosing

    return diagnosing.diagnose(scenario, centre_seconds)


def replan(outlook: "Outlook", event: "Event", time_limit: float = 20.0) -> "tuple[Repair, ...]":
    """Return the strip of repairs of an outlook after one event: best moving nobody, one person, two, … , anybody."""
    from planner import replanning

    scenario = outlook.scenario
    return replanning.repairs(scenario.instance, scenario.policy, outlook.plan.assignments, [event], time_limit)


def sweep(
    scenario: "Scenario",
    vary: "Vary",
    out: str | Path | None = None,
    *,
    outlook: bool = False,
    time_limit: float = 60.0,
    workers: int | None = None,
    scheduler: str | None = None,
) -> "Sweep":
    """Solve every combination of the values of ``vary``: ``{"graduates": range(10, 61, 10), "MTG25-2.1-c": "on,off"}``.

    An axis is ``CLAUSE.parameter``, ``CLAUSE`` (``on``, ``off``) or ``graduates``. With ``out`` each member gets a run
    folder there, and a sweep broken off goes on where it was. ``time_limit`` is seconds per member; members run on
    ``workers`` processes, or on the Dask cluster at ``scheduler``. Graduates beyond those of the season do not exist:
    see ``planner.sweeping.cohort``. Raises ScenarioError with every fault of ``vary`` before anything is solved.
    """
    from planner.sweeping import folder

    where = None if out is None else Path(out)
    return folder.sweep(
        scenario, vary, out=where, ahead=outlook, time_limit=time_limit, workers=workers, scheduler=scheduler
    )


def prices(
    scenario: "Scenario",
    *,
    outlook: bool = False,
    time_limit: float = 60.0,
    workers: int | None = None,
    scheduler: str | None = None,
) -> "PriceList":
    """Return what every clause in force costs: suspended, and each parameter a step looser and tighter, ranked.

    ``time_limit`` is seconds per member; a difference not proven by then is told as lying between its bounds.
    """
    from planner import clause_prices

    return clause_prices.price_list(
        scenario, ahead=outlook, time_limit=time_limit, workers=workers, scheduler=scheduler
    )


def compare(
    *plans: "Given", outlook: bool = False, time_limit: float = 60.0, workers: int | None = None, anyway: bool = False
) -> "Comparison":
    """Compare plans with the first of them: what differs, for whom, and under which clause it arose.

    A plan is a scenario (solved for it, as close to the first as the law allows), a result, or the path of a run
    folder, a scenario folder or a file of ``variants/``. ``outlook`` plans the years ahead of scenarios too;
    ``time_limit`` in seconds for each plan and part. Raises ScenarioError for plans of different scenarios or of
    different input, unless they are to be compared ``anyway``.
    """
    from planner import comparing

    _show_results_in_notebooks()
    return comparing.compare(plans, comparing.Effort(ahead=outlook, time_limit=time_limit, workers=workers), anyway)


def network(
    scenario: "Scenario", *, regroup: bool = False, opening: bool = True, time_limit: float = 60.0
) -> "Proposal":
    """Propose which village is served by which clinic, town by town, under the clauses in force.

    Villages that name a site keep it unless all are to be regrouped; ``opening`` lets clinics be set up where none is.
    ``time_limit`` in seconds over all towns; each goal comes with its value and a proven bound.
    """
    from planner.stages.network import Freedom, propose

    freedom = Freedom(regroup=regroup, opening=opening)
    return propose(scenario.instance, scenario.policy, freedom, time_limit)


def tables(result: "Result") -> "dict[str, pd.DataFrame]":
    """Return every table of a result as a pandas frame, by name, with the columns of the run folder."""
    from planner.report.frames import frames

    return frames(result)
