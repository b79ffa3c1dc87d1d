"""This module is where the verbs of the Python API are: the same as the commands, on values instead of files."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from planner.domain import Event, Plan
    from planner.explaining import Explanation
    from planner.finding import Finding
    from planner.replanning import Repair
    from planner.result import Result
    from planner.scenario import Scenario
    from planner.staffing import Outlook


def load(path: str | Path, variant: str | None = None) -> "Scenario":
    """Read a scenario folder, or one of its variants; raises ScenarioError carrying every fault at once."""
    from planner import scenario

    return scenario.load(path, variant)


def solve(scenario: "Scenario", time_limit: float = 60.0) -> "Result":
    """Plan a scenario and audit the plan; ``time_limit`` in seconds. Raises AuditFailed if the plan fails its audit."""
    from planner import run

    _show_results_in_notebooks()
    return run.solve(scenario, time_limit)


def _show_results_in_notebooks() -> None:
    """Tell a running notebook how a result is shown; the result itself knows nothing of reports."""
    if "IPython" not in sys.modules:
        return
    from IPython import get_ipython

    from planner.report.notebook import result_html
    from planner.result import Result

    if (shell := get_ipython()) is not None:
        shell.display_formatter.formatters["text/html"].for_type(Result, result_html)


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


def replan(outlook: "Outlook", event: "Event", time_limit: float = 20.0) -> "tuple[Repair, ...]":
    """Return the strip of repairs of an outlook after one event: best moving nobody, one person, two, … , anybody."""
    from planner import replanning

    scenario = outlook.scenario
    return replanning.replan(scenario.instance, scenario.policy, outlook.plan.assignments, event, time_limit)


def tables(result: "Result") -> "dict[str, pd.DataFrame]":
    """Return every table of a result as a pandas frame, by name, with the columns of the run folder."""
    from planner.report.frames import frames

    return frames(result)
