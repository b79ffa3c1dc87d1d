"""This module is where a sweep is carried out: members that are finished are kept, the others solved and written."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from planner.problem import ScenarioError
from planner.report.folder import write_run
from planner.report.manifest import FORMAT, SCHEMA
from planner.report.whole import cleared
from planner.scenario import Scenario
from planner.sweeping.axes import Axis, Vary, grid, read_axes
from planner.sweeping.cohort import graduates_of
from planner.sweeping.engine import solve_variations
from planner.sweeping.figures import Figure
from planner.sweeping.members import Answer, MemberStatus, Variation, unpacked
from planner.sweeping.table import Sweep, SweepRow, csv_text, notes_text
from planner.text import Text, plain
from planner.version import __version__

Told = Callable[[SweepRow, bool], None]
"""Told of each member as it is done, and whether an earlier sweep had finished it."""


class SweepStopped(Exception):
    """A sweep could not be written on: ``path`` and ``reason`` say where and why, ``kept`` how many members stand."""

    def __init__(self, path: Path, reason: Text, kept: int) -> None:
        self.path, self.reason, self.kept = path, reason, kept
        super().__init__(f"{path}: {reason.en}")


def sweep(
    scenario: Scenario,
    vary: Vary,
    *,
    out: Path | None = None,
    ahead: bool = False,
    time_limit: float = 60.0,
    workers: int | None = None,
    scheduler: str | None = None,
    told: Told | None = None,
) -> Sweep:
    """Solve every combination of the values that ``vary`` gives for its axes, and return a row for each.

    With ``out`` each member with a plan gets a run folder there (tables and manifest), and a sweep broken off goes on
    where it was: a member with a finished manifest of the same input, law and version is not solved again. ``ahead``
    adds the years ahead; ``time_limit`` is seconds per member. Members run on ``workers`` processes here, or on the
    Dask cluster at ``scheduler``; what they find does not depend on that. Raises ScenarioError with every fault of
    ``vary`` before anything is solved, and SweepStopped where ``out`` cannot be written.
    """
    axes = read_axes(vary, scenario)
    variations = tuple(grid(axes))
    present = len(graduates_of(scenario.instance, scenario.policy))
    stamps = {v.id: _stamp(scenario, v, ahead, time_limit) for v in variations}
    rows: dict[str, SweepRow] = {}

    def keep(row: SweepRow, before: bool) -> None:
        rows[row.id] = row
        if told:
            told(row, before)

    if out is not None:
        with _writing(out, rows):
            out.mkdir(parents=True, exist_ok=True)
        for variation in variations:
            if found := _finished(out / variation.id, scenario, stamps[variation.id]):
                with _writing(out / variation.id, rows):
                    cleared(out / variation.id)
                keep(_row(variation, present, **found), True)
    by_id = {v.id: v for v in variations}
    left = [v for v in variations if v.id not in rows]
    solved = solve_variations(
        scenario, left, ahead=ahead, time_limit=time_limit, workers=workers, scheduler=scheduler, keep=out is not None
    )
    for answer in solved:
        if out is not None and answer.run is not None:
            with _writing(out / answer.id, rows):
                _write_member(answer, out / answer.id, stamps[answer.id])
        keep(_row(by_id[answer.id], present, answer.status, answer.figures, answer.message), False)
    done = Sweep(scenario=scenario, axes=axes, rows=tuple(rows[v.id] for v in variations), folder=out)
    if out is not None:
        with _writing(out / "sweep.csv", rows):
            write_whole(out / "sweep.csv", csv_text(done))
            write_whole(out / "notes.txt", notes_text(done, present))
    return done


@contextmanager
def _writing(path: Path, rows: Mapping[str, SweepRow]) -> Iterator[None]:
    """Turn what the disk refuses into SweepStopped; a full disk must not read as a fault of the planner."""
    try:
        yield
    except OSError as error:
        raise SweepStopped(path, plain(error.strerror or str(error)), len(rows)) from error
    except ScenarioError as error:
        raise SweepStopped(path, error.problems[0].message, len(rows)) from error


def _write_member(answer: Answer, folder: Path, stamp: Mapping[str, object]) -> None:
    result, outlook = unpacked(answer.run or b"")
    message = {"zh": answer.message.zh, "en": answer.message.en} if answer.message else None
    told = {"status": answer.status.value, "figures": dict(answer.figures), "message": message}
    write_run(result, folder, with_report=False, language="zh", outlook=outlook, stamp={**stamp, "answer": told})


def default_folder(scenario: Scenario, axes: Sequence[Axis], ahead: bool) -> Path:
    """Return where a sweep goes unless told otherwise; the same sweep of the same scenario always goes there."""
    asked = [scenario.variant_name, ahead, [[axis.key, [word for word, _ in axis.values]] for axis in axes]]
    digest = hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:8]
    return Path("reports") / scenario.name / f"sweep-{digest}"


def write_whole(path: Path, text: str) -> None:
    """Write a text file so that it is there whole or as it was."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(text, encoding="utf-8", newline="")
    fresh.replace(path)


def _stamp(scenario: Scenario, variation: Variation, ahead: bool, time_limit: float) -> dict[str, Any]:
    """Return what a member's manifest says of the sweep: everything that decides its plan besides the input."""
    law = [
        {"clause": a.clause, "suspend": a.suspend, "parameters": {k: _cell(v) for k, v in a.parameters.items()}}
        for a in (*scenario.policy.amendments, *variation.amendments)
    ]
    asked = {
        "variant": scenario.variant_name,
        "placement_date": scenario.instance.placement_date.isoformat(),
        "packs": [pack.id for pack in scenario.policy.packs],
        "law": law,
        "graduates": variation.graduates,
        "outlook": ahead,
    }
    return {"member": {"settings": dict(variation.settings), "asked": asked, "time_limit": time_limit}}


def _cell(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(k): _cell(v) for k, v in sorted(value.items())}
    return [_cell(v) for v in value] if isinstance(value, list | tuple) else value


def _finished(folder: Path, scenario: Scenario, stamp: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the answer of a member that an earlier sweep finished, None where it must be solved.

    A member that was not proven is solved again when it is given more time than it had.
    """
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        asked, answer = manifest["member"], manifest["answer"]
        same = (
            (manifest["format"], manifest["schema_version"], manifest["planner_version"])
            == (FORMAT, SCHEMA, __version__)
            and manifest["inputs"] == dict(scenario.hashes)
            and asked["asked"] == stamp["member"]["asked"]
            and all((folder / name).is_file() for name in manifest["files"])
        )
        status = MemberStatus(answer["status"])
        message = Text(**answer["message"]) if answer["message"] else None
        enough = status is MemberStatus.OPTIMAL or asked["time_limit"] >= stamp["member"]["time_limit"]
        found = {"status": status, "figures": dict(answer["figures"]), "message": message}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    # A scenario that was not read from files has no digest by which its facts could be told from others.
    return found if same and enough and scenario.hashes else None


def _row(
    variation: Variation, present: int, status: MemberStatus, figures: Mapping[str, Figure], message: Text | None
) -> SweepRow:
    return SweepRow(
        id=variation.id,
        settings=dict(variation.settings),
        status=status,
        synthetic=max(0, (variation.graduates or 0) - present),
        figures=figures,
        message=message,
    )
