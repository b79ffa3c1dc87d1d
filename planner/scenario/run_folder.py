"""This module is where a run folder is read back: which scenario made it, and whether its inputs are still the same."""

import hashlib
import json
from pathlib import Path

from planner.messages import say
from planner.problem import Problem, ScenarioError
from planner.scenario import Scenario, load


def scenario_of(run: Path) -> tuple[Scenario, list[str]]:
    """Return the scenario a run was made from, and the names of inputs that changed since.

    Raises ScenarioError when the folder is no run, or its scenario has moved or become faulty.
    """
    try:
        manifest = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
        folder, variant = Path(manifest["volatile"]["scenario_folder"]), str(manifest["variant"])
    except (OSError, ValueError, KeyError, TypeError):
        raise ScenarioError([Problem(str(run), 0, "", "", say("cli.no_run"))]) from None
    folder = (run / folder).resolve()
    if not folder.is_dir():
        raise ScenarioError([Problem(str(run), 0, "", "", say("cli.no_scenario", path=folder))])
    changed = [name for name, digest in manifest["inputs"].items() if _sha256(folder / name) != digest]
    return load(folder, variant), changed


def _sha256(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
