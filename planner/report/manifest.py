"""This module is where a run says what made it: versions, inputs, policy, status, bounds, and the files it holds."""

import hashlib
import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.faces.money import PayBodiesRule
from planner.money import Funder
from planner.report.money_tables import budget
from planner.result import Goal, Result
from planner.text import Text

if TYPE_CHECKING:
    from planner.staffing import Outlook

FORMAT = "placement-planner run"
"""What the key ``format`` of our manifests says; a folder without it is never replaced."""

SCHEMA = 1
"""Version of the run folder; raised when a reader of older runs would misread a newer one."""


def _text(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def _plain(value: object) -> Any:
    return value if isinstance(value, str | int | bool | None) else str(value)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _relative(scenario: Path | None, run: Path) -> str:
    """Where the scenario lies, seen from the run, so that both can be moved together; empty when it was not read."""
    if scenario is None:
        return ""
    try:
        return Path(os.path.relpath(scenario, run.resolve())).as_posix()
    except ValueError:  # another drive on Windows
        return str(scenario)


def _goals(goals: Iterable[Goal]) -> list[dict[str, Any]]:
    return [
        {"rank": g.rank, "goal": g.goal, "clause": g.clause, "value": g.value, "bound": g.bound, "proven": g.proven}
        for g in goals
    ]


def _outlook(outlook: "Outlook") -> dict[str, Any]:
    return {
        "status": outlook.status.value,
        "periods": [str(period) for period in outlook.periods],
        "goals": _goals(outlook.goals),
        "centres": {centre: status.value for centre, status in sorted(outlook.centres.items())},
    }


def _money(result: Result) -> dict[str, Any]:
    """Yuan in all and by funder over the horizon, what people bear beside them, and which items are assumed."""
    sums = budget(result.accounts)
    rule = result.scenario.policy.only(PayBodiesRule)
    return {
        "total_yuan": str(sums.total()),
        "by_funder": {funder.value: str(sums.total(funder=funder)) for funder in sums.funders},
        "by_year": {str(year): str(sums.total(year)) for year in sums.years},
        "borne_by_people": str(sums.total(funder=Funder.PERSON)),
        "assumed_items": list(sums.assumed),
        "not_computed": [{"clause": one.clause, "item": one.item, "zone": one.zone} for one in result.accounts.lacking],
        "responsible": [] if rule is None else list(rule.responsible_bodies),
    }


def manifest(result: Result, folder: Path, notes: Iterable[Text], outlook: "Outlook | None" = None) -> dict[str, Any]:
    """Return the manifest of a run folder already written; what differs between equal runs is ``volatile``."""
    from planner.version import __version__

    scenario, policy = result.scenario, result.scenario.policy
    return {
        "format": FORMAT,
        "schema_version": SCHEMA,
        "planner_version": __version__,
        "scenario": scenario.name,
        "variant": scenario.variant_name,
        "title": _text(scenario.title),
        "placement_date": scenario.instance.placement_date.isoformat(),
        "status": result.status.value,
        "packs": [
            {"id": p.id, "title": _text(p.title), "version": p.version, "draft": p.draft}
            | ({} if p.only is None else {"only": sorted(p.only), "why": p.why})
            for p in policy.packs
        ],
        "amendments": [
            {
                "clause": a.clause,
                "suspend": a.suspend,
                "parameters": {name: _plain(value) for name, value in a.parameters.items()},
                "why": a.why,
            }
            for a in policy.amendments
        ],
        "inputs": dict(sorted(scenario.hashes.items())),
        "goals": _goals(result.goals),
        **({} if outlook is None else {"outlook": _outlook(outlook)}),
        **({} if not result.accounts.money else {"money": _money(result)}),
        "notes": [_text(note) for note in notes],
        "files": {
            path.relative_to(folder).as_posix(): _sha256(path) for path in sorted(folder.rglob("*")) if path.is_file()
        },
        "volatile": {
            "scenario_folder": _relative(scenario.folder, folder),
            "written": datetime.now(UTC).isoformat(timespec="seconds"),
            "seconds": {stage: round(seconds, 3) for stage, seconds in result.seconds.items()},
        },
    }
