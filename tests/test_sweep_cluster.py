"""A sweep on a real Dask cluster, a scheduler and workers as separate processes here: nothing lost, nothing twice."""

import importlib.util
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

import planner
from planner.cli import main
from planner.problem import ScenarioError
from planner.scenario import Scenario
from planner.sweeping import cluster
from planner.sweeping.folder import sweep
from planner.sweeping.members import MemberStatus
from planner.sweeping.table import SweepRow, csv_text

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("distributed") is None, reason="the extra cluster is not installed"
)

ROOT = Path(__file__).parents[1]
MENTOUGOU = ROOT / "scenarios" / "mentougou-2025"


@cache
def mentougou() -> Scenario:
    return planner.load(MENTOUGOU)


@dataclass
class Cluster:
    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]]


@contextmanager
def dask(folder: Path, workers: int, path: Path | None = ROOT) -> Iterator[Cluster]:
    """A scheduler and workers without nannies: one that is killed stays dead. ``path`` is where they find us."""
    folder.mkdir(parents=True, exist_ok=True)
    env = os.environ | {"PYTHONPATH": str(path or ""), "DASK_DISTRIBUTED__ADMIN__EVENT_LOOP": "asyncio"}
    contact = folder / "scheduler.json"

    def start(*words: str) -> subprocess.Popen[bytes]:
        words = (sys.executable, "-m", "dask", *words)
        log = (folder / "log").open("ab")
        process = subprocess.Popen(words, cwd=folder, env=env, stdout=log, stderr=log)
        ends.callback(_end, process)
        return process

    with ExitStack() as ends:
        scheduler = start(
            "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(contact)
        )
        end = time.monotonic() + 60
        while not contact.exists() and time.monotonic() < end:
            time.sleep(0.05)
        address = json.loads(contact.read_text(encoding="utf-8"))["address"]
        started = [
            start(
                "worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(folder)
            )
            for _ in range(workers)
        ]
        yield Cluster(address, scheduler, started)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()


@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9")
def test_a_worker_killed_in_mid_run_loses_nothing_and_nothing_comes_twice(tmp_path: Path) -> None:
    vary = {"graduates": "1:12", "MTG25-2.1-c": "on,off"}
    told: list[str] = []
    out = tmp_path / "out"
    with dask(tmp_path / "dask", workers=2) as real:

        def kill(row: SweepRow, before: bool) -> None:
            told.append(row.id)
            if len(told) == 3:
                real.workers[0].send_signal(signal.SIGKILL)

        done = sweep(mentougou(), vary, out=out, scheduler=real.address, told=kill)
        assert real.workers[0].poll() == -signal.SIGKILL
        assert real.workers[1].poll() is None
    assert Counter(told) == Counter(row.id for row in done.rows)
    assert {row.status for row in done.rows} == {MemberStatus.OPTIMAL}
    assert len(done.rows) == 24
    found = {p.parent.name for p in out.glob("*/manifest.json")}
    assert found == {row.id for row in done.rows}
    assert len((out / "sweep.csv").read_text(encoding="utf-8").splitlines()) == 1 + 24
    # What a cluster finds is what this machine finds.
    assert csv_text(sweep(mentougou(), vary, workers=2)) == csv_text(done)


@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9")
def test_a_scheduler_that_dies_is_told_and_finished_members_are_kept(tmp_path: Path) -> None:
    told: list[str] = []
    out = tmp_path / "out"
    vary = {"graduates": "1:20"}
    with dask(tmp_path / "dask", workers=1) as real:

        def kill(row: SweepRow, before: bool) -> None:
            told.append(row.id)
            if len(told) == 2:
                real.scheduler.send_signal(signal.SIGKILL)

        with pytest.raises(cluster.ClusterLost):
            sweep(mentougou(), vary, out=out, scheduler=real.address, told=kill)
    assert 2 <= len(told) < 20
    kept: list[str] = []
    sweep(mentougou(), vary, out=out, told=lambda row, before: kept.append(row.id) if before else None)
    assert sorted(kept) == sorted(told)


def test_an_address_where_nobody_answers_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    words = ["sweep", str(MENTOUGOU), "--vary", "graduates=1", "--out", str(tmp_path), "--lang", "en"]
    for address in ("tcp://127.0.0.1:9", "nonsense://here"):
        monkeypatch.setattr(sys, "argv", ["planner", *words])
        done = CliRunner().invoke(main, [*words, "--scheduler", address])
        assert done.exit_code == 2, done.output
        assert "no Dask scheduler answers" in done.output


def test_a_cluster_without_workers_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 3)
    with (
        dask(tmp_path, workers=0) as real,
        pytest.raises(ScenarioError, match="no worker"),
    ):
        sweep(mentougou(), {"graduates": "1"}, scheduler=real.address)


def test_without_the_extra_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ScenarioError, match=r"pip install 'planner\[cluster\]'"):
        sweep(mentougou(), {"graduates": "1"}, scheduler="tcp://127.0.0.1:9")
