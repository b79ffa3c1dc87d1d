"""This module is where a folder appears whole or not at all, whatever stops the process that writes it."""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from planner.messages import say
from planner.problem import Problem, ScenarioError


@contextmanager
def appearing(out: Path, kind: str) -> Iterator[tuple[Path, Path]]:
    """Give a hidden folder to be filled, with the place it is renamed to at the end; if filling fails, nothing is.

    ``kind`` is the ``format`` in the manifest of folders that may be replaced. Raises ScenarioError where ``out`` is
    something else.
    """
    out = out.absolute()
    parent = out.parent.resolve()
    out = parent / out.name
    parent.mkdir(parents=True, exist_ok=True)
    fresh, stale = parent / f".{out.name}.new", parent / f".{out.name}.old"
    with _alone(parent / f".{out.name}.lock"):
        _recover(out, fresh, stale)
        _check_replaceable(out, kind)
        try:
            fresh.mkdir(parents=True)
            yield fresh, out
            if out.exists():
                out.rename(stale)
            fresh.rename(out)
        finally:
            _recover(out, fresh, stale)


def cleared(out: Path) -> None:
    """Clear what a dead run left beside a folder that stands, its lock too; a run that is still at it is waited for."""
    with _alone(out.parent / f".{out.name}.lock"):
        _recover(out, out.parent / f".{out.name}.new", out.parent / f".{out.name}.old")


def _recover(out: Path, fresh: Path, stale: Path) -> None:
    """Clear what a dead run left: half a new folder goes, an old one moved aside comes back if nothing replaced it."""
    if stale.exists() and not os.path.lexists(out):
        stale.rename(out)
    for leftover in (fresh, stale):
        if leftover.exists():
            shutil.rmtree(leftover)


def _check_replaceable(out: Path, kind: str) -> None:
    if not os.path.lexists(out):
        return
    if out.is_symlink():
        raise _refusal("report.out_is_link", out)
    if not out.is_dir():
        raise _refusal("report.out_is_file", out)
    if any(out.iterdir()) and not _is_ours(out, kind):
        raise _refusal("report.out_is_foreign", out)


def _is_ours(folder: Path, kind: str) -> bool:
    try:
        found: Any = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(found, dict) and found.get("format") == kind


def _refusal(message: str, out: Path) -> ScenarioError:
    return ScenarioError([Problem(str(out), 0, "", "", say(message))])


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold a lock that dies with the process, so that a second writer of the same folder waits for the first."""
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
