"""This module is where it is told that no outlook exists, why, and what could be granted; or that neither is known."""

from typing import TYPE_CHECKING

from planner.commands.shared import tell
from planner.messages import say
from planner.text import Language, Text

if TYPE_CHECKING:
    from planner.staffing import Outlook


def has_plan(outlook: "Outlook") -> bool:
    """Return whether an outlook is a plan; under a requirement one that is not known to be met is none."""
    from planner.result import SolveStatus

    missing = {SolveStatus.INFEASIBLE, *([SolveStatus.UNKNOWN] if outlook.scenario.require else [])}
    return not missing.intersection(outlook.centres.values())


def tell_no_plan(outlook: "Outlook", seconds: float, language: Language) -> None:
    """Print each centre's conflict and ways out, found within ``seconds`` each, and the centres not known about."""
    from planner.diagnosing import diagnose, told
    from planner.result import SolveStatus

    if outlook.status is SolveStatus.INFEASIBLE:
        for line in told(diagnose(outlook.scenario, seconds), outlook.scenario):
            tell(line, language)
    unknown = [c for c, status in sorted(outlook.centres.items()) if status is SolveStatus.UNKNOWN]
    if unknown:
        names = [outlook.scenario.instance.centre[code].name for code in unknown]
        named = Text("、".join(names), ", ".join(names))
        tell(say("diagnosis.unknown", count=len(unknown), centres=named), language)
