"""This module is where a run folder is read back: which scenario made it, what it published, and what changed since."""

import csv
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planner.domain import Placement, Plan
from planner.messages import say
from planner.policy import Amendment
from planner.problem import Problem, ScenarioError
from planner.result import CentreAfter, Goal, Outcome, Result, SiteAfter, SolveStatus
from planner.scenario import Scenario, load
from planner.scenario.amending import amended
from planner.scenario.event_file import has_outlook, published
from planner.scenario.lock_file import recalled
from planner.text import Text


@dataclass(frozen=True, kw_only=True)
class Published:
    """A run as it was published: its plan and tables, and the scenario it was made from as that is now.

    ``result`` holds the season (steps, cut-off lines and findings are not read back) with the plan of the years ahead;
    ``sites_after`` of it are all rows of the table. ``ahead`` are the goals of the years ahead, ``ahead_status`` None
    where they were not planned. ``inputs`` are the hashes of the files it was made from, ``changed`` those that differ
    now; ``edited`` are tables of the plan that someone changed after they were written.
    """

    result: Result
    ahead: tuple[Goal, ...]
    ahead_status: SolveStatus | None
    inputs: Mapping[str, str]
    changed: tuple[str, ...]
    edited: tuple[str, ...]


def is_run(folder: Path) -> bool:
    """Return whether a folder looks like a run: it has a manifest and no settings of a scenario."""
    return (folder / "manifest.json").is_file() and not (folder / "scenario.yaml").exists()


def read_run(run: Path) -> Published:
    """Read back what a run folder published; raises ScenarioError as ``scenario_of`` does, and for damaged tables."""
    scenario, changed = scenario_of(run)
    try:
        manifest: dict[str, Any] = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
        goals = tuple(_goal(row) for row in _rows(run, "goals"))
        season = len(manifest["goals"])
        result = Result(
            scenario=scenario,
            status=SolveStatus(manifest["status"]),
            plan=Plan(
                placements=tuple(
                    Placement(
                        person_id=row["person_id"],
                        centre_id=row["centre_id"] or None,
                        site_id=row["site_id"] or None,
                    )
                    for row in sorted(_rows(run, "placements"), key=lambda row: row["person_id"])
                ),
                assignments=published(run) if has_outlook(run) else (),
            ),
            outcomes=tuple(_outcome(row) for row in _rows(run, "placements")),
            centres_after=tuple(_centre_after(row) for row in _rows(run, "centres_after")),
            sites_after=tuple(_site_after(row) for row in _rows(run, "sites_after")),
            goals=goals[:season],
            notes=tuple(Text(note["zh"], note["en"]) for note in manifest["notes"]),
        )
        return Published(
            result=result,
            ahead=goals[season:],
            ahead_status=SolveStatus(manifest["outlook"]["status"]) if "outlook" in manifest else None,
            inputs=manifest["inputs"],
            changed=tuple(changed),
            edited=tuple(
                name
                for name in ("tables/placements.csv", "tables/assignments.csv")
                if name in manifest["files"] and _sha256(run / name) != manifest["files"][name]
            ),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ScenarioError([Problem(str(run), 0, "", str(error), say("compare.damaged"))]) from None


def _rows(run: Path, table: str) -> list[dict[str, str]]:
    with (run / "tables" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return [{name: cell.removeprefix("'") for name, cell in row.items()} for row in csv.DictReader(file)]


def _goal(row: Mapping[str, str]) -> Goal:
    return Goal(
        rank=int(row["rank"]),
        goal=row["goal"],
        clause=row["clause"],
        label=Text(row["label_zh"], row["label_en"]),
        value=int(row["value"]),
        bound=int(row["bound"]),
        proven=row["proven"] == "yes",
    )


def _outcome(row: Mapping[str, str]) -> Outcome:
    return Outcome(
        person_id=row["person_id"],
        centre_id=row["centre_id"] or None,
        site_id=row["site_id"] or None,
        wish_rank=int(row["wish_rank"]) if row["wish_rank"] else None,
        clause=row["clause"],
        reason=Text(row["reason_zh"], row["reason_en"]),
    )


def _centre_after(row: Mapping[str, str]) -> CentreAfter:
    return CentreAfter(
        centre_id=row["centre_id"],
        posts=int(row["posts"]),
        vacant_before=int(row["vacant_before"]),
        vacant_after=int(row["vacant_after"]),
    )


def _site_after(row: Mapping[str, str]) -> SiteAfter:
    return SiteAfter(
        site_id=row["site_id"],
        period=row["period"],
        posts=int(row["posts"]),
        staff_before=int(row["staff_before"]),
        staff=int(row["staff"]),
        cover=int(row["cover"]),
        uncovered=row["uncovered"] == "yes",
        over_cap=int(row["over_cap"]),
    )


def scenario_of(run: Path) -> tuple[Scenario, list[str]]:
    """Return the scenario a run was made from, and the names of inputs that changed since.

    A member of a sweep is its scenario under the amendments it was solved with, a run that kept rows of an edited plan
    is its scenario with these locks. Raises ScenarioError when the folder is
    no run, or its scenario has moved or become faulty, or was a sweep's with another number of graduates.
    """
    try:
        manifest: dict[str, Any] = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
        folder, variant = Path(manifest["volatile"]["scenario_folder"]), str(manifest["variant"])
        asked = manifest["member"]["asked"] if "member" in manifest else None
        made_of = variant if asked is None else str(asked["variant"])
    except (OSError, ValueError, KeyError, TypeError):
        raise ScenarioError([Problem(str(run), 0, "", "", say("cli.no_run"))]) from None
    folder = (run / folder).resolve()
    if not folder.is_dir():
        raise ScenarioError([Problem(str(run), 0, "", "", say("cli.no_scenario", path=folder))])
    changed = [name for name, digest in manifest["inputs"].items() if _sha256(folder / name) != digest]
    if asked is None:
        loaded = load(folder, made_of)
        return recalled(loaded, manifest["locks"]) if "locks" in manifest else loaded, changed
    if asked["graduates"] is not None:
        raise ScenarioError([Problem(str(run), 0, "", str(asked["graduates"]), say("compare.graduates"))])
    scenario = load(folder, made_of)
    further = [
        Amendment(clause=a["clause"], suspend=a["suspend"], parameters=a["parameters"], why=a["why"])
        for a in manifest["amendments"][len(scenario.policy.amendments) :]
    ]
    return amended(scenario, further, variant), changed


def _sha256(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
