"""This module is where ``require`` is read: goals of the outlook that the user declares hard, each with its reason."""

from dataclasses import dataclass
from typing import Literal, cast, get_args

from planner.messages import say
from planner.problem import Problem
from planner.scenario.cells import did_you_mean
from planner.scenario.strict_yaml import Document, Place
from planner.text import Text

RequiredGoal = Literal["core", "uncovered", "short", "exceptions", "woman", "tcm", "handover"]
"""Goals that can be declared hard: those that can be nought, so that it makes sense to ask for it."""

GOALS: tuple[str, ...] = get_args(RequiredGoal)


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """A goal of the outlook that must be nought in every centre, and why the user says so."""

    goal: RequiredGoal
    why: str = ""


def read_requirements(
    document: Document, given: tuple[Requirement, ...], problems: list[Problem]
) -> tuple[Requirement, ...]:
    """Return the requirements given before with those of a document after them; a variant may give a new reason."""
    entries = document.data.get("require") if isinstance(document.data, dict) else None
    if entries is None:
        return given
    if not isinstance(entries, list):
        problems.append(document.problem(("require",), say("reading.not_list")))
        return given
    found: dict[str, Requirement] = {}
    for i, entry in enumerate(entries):
        path: Place = ("require", i)
        requirement = _requirement(document, path, entry, problems)
        if requirement is not None and requirement.goal in found:
            problems.append(document.problem((*path, "goal"), say("reading.goal_twice")))
        elif requirement is not None:
            found[requirement.goal] = requirement
    return tuple(({r.goal: r for r in given} | found).values())


def _requirement(document: Document, path: Place, entry: object, problems: list[Problem]) -> Requirement | None:
    if not isinstance(entry, dict) or "goal" not in entry or not set(entry) <= {"goal", "why"}:
        problems.append(document.problem(path, say("reading.bad_require")))
        return None
    goal, why = entry["goal"], entry.get("why", "")
    if goal not in GOALS:
        allowed = Text("、".join(GOALS), ", ".join(GOALS))
        message = say("reading.unknown_goal", hint=did_you_mean(str(goal), GOALS), allowed=allowed)
        problems.append(document.problem((*path, "goal"), message))
        return None
    if not isinstance(why, str | int):
        problems.append(document.problem((*path, "why"), say("reading.bad_why")))
    return Requirement(goal=cast(RequiredGoal, goal), why=str(why))
