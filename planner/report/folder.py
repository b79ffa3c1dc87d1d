"""This module is where a run folder appears whole or not at all, whatever stops the process that writes it."""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from planner.messages import say
from planner.problem import Problem, ScenarioError
from planner.report.manifest import FORMAT, manifest
from planner.report.tables import TABLES, write_csv
from planner.result import Result
from planner.text import Language, Text

if TYPE_CHECKING:
    from planner.staffing import Outlook


def write_run(
    result: Result, out: Path, *, with_report: bool, language: Language, outlook: "Outlook | None" = None
) -> Path:
    """Write a result, and the outlook beyond it, as a run folder at ``out``; an earlier run there is replaced.

    Returns the folder. Without the report only ``tables/`` and ``manifest.json`` are written. Everything is written
    into a hidden sibling first and renamed into place. Raises ScenarioError where ``out`` is something other than a
    run of ours.
    """
    out = out.absolute()
    parent = out.parent.resolve()
    out = parent / out.name
    parent.mkdir(parents=True, exist_ok=True)
    fresh, stale = parent / f".{out.name}.new", parent / f".{out.name}.old"
    with _alone(parent / f".{out.name}.lock"):
        _recover(out, fresh, stale)
        _check_replaceable(out)
        try:
            (fresh / "tables").mkdir(parents=True)
            _fill(result, outlook, fresh, with_report, language)
            if out.exists():
                out.rename(stale)
            fresh.rename(out)
        finally:
            _recover(out, fresh, stale)
    return out


def _fill(result: Result, outlook: "Outlook | None", folder: Path, with_report: bool, language: Language) -> None:
    notes: tuple[Text, ...] = (*result.scenario.notices, *result.notes)
    told = result
    if outlook is not None:
        from planner.report.calendar_views import joined
        from planner.report.outlook_tables import OUTLOOK_TABLES

        told = joined(result, outlook)
        notes += outlook.notes
        for added in OUTLOOK_TABLES:
            write_csv(added, outlook, folder / "tables" / f"{added.name}.csv")
    for table in TABLES:
        write_csv(table, told, folder / "tables" / f"{table.name}.csv")
    if with_report:
        from planner.report.page import write_page
        from planner.report.pictures import draw_pictures
        from planner.report.workbook import write_workbook

        notes += draw_pictures(result, folder / "maps", language)
        if outlook is not None:
            from planner.report.outlook_pictures import draw_outlook

            notes += draw_outlook(outlook, folder / "maps", language)
        write_workbook(result, notes, folder / "plan.xlsx", outlook)
        write_page(result, notes, folder / "report.html", language, outlook)
    text = json.dumps(manifest(result, folder, notes, outlook), ensure_ascii=False, indent=1)
    (folder / "manifest.json").write_text(text + "\n", encoding="utf-8", newline="\n")


def _recover(out: Path, fresh: Path, stale: Path) -> None:
    """Clear what a dead run left: half a new folder goes, an old one moved aside comes back if nothing replaced it."""
    if stale.exists() and not os.path.lexists(out):
        stale.rename(out)
    for leftover in (fresh, stale):
        if leftover.exists():
            shutil.rmtree(leftover)


def _check_replaceable(out: Path) -> None:
    if not os.path.lexists(out):
        return
    if out.is_symlink():
        raise _refusal("report.out_is_link", out)
    if not out.is_dir():
        raise _refusal("report.out_is_file", out)
    if any(out.iterdir()) and not _is_run(out):
        raise _refusal("report.out_is_foreign", out)


def _is_run(folder: Path) -> bool:
    try:
        found: Any = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(found, dict) and found.get("format") == FORMAT


def _refusal(message: str, out: Path) -> ScenarioError:
    return ScenarioError([Problem(str(out), 0, "", "", say(message))])


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold a lock that dies with the process, so that a second run into the same folder waits for the first."""
    file = _locked(path)
    try:
        yield
    finally:
        # Unlinked while still held: a waiter then finds its file is no longer the one on disk and opens the new one.
        if sys.platform != "win32":
            path.unlink(missing_ok=True)
        file.close()


def _locked(path: Path) -> IO[bytes]:
    while True:
        file = path.open("ab")
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
            return file
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX)
        if path.exists() and os.path.samestat(os.fstat(file.fileno()), path.stat()):
            return file
        file.close()
