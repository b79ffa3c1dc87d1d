"""A sweep: the grid it lays out, what it refuses, the graduates who do not exist, resuming after kill -9, bad days."""

import csv
import errno
import json
import os
import pickle
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import pairwise
from multiprocessing import active_children
from pathlib import Path

import build
import pytest
from click.testing import CliRunner, Result

import planner
from planner.calendar import Period
from planner.cli import main
from planner.domain import Assignment, Lock, Plan
from planner.messages import say
from planner.problem import ScenarioError
from planner.report import sweep_chart
from planner.result import SolveStatus
from planner.scenario import Scenario
from planner.sweeping import folder as sweep_folder
from planner.sweeping.axes import MOST_MEMBERS, grid, read_axes
from planner.sweeping.cohort import graduates_of, with_graduates
from planner.sweeping.figures import figures_of, moves
from planner.sweeping.folder import default_folder, sweep
from planner.sweeping.local import solve_here
from planner.sweeping.members import Answer, Job, MemberStatus, Variation, packed, solve_member, unpacked, varied
from planner.sweeping.table import SweepRow, csv_text

ROOT = Path(__file__).parents[1]
MENTOUGOU = ROOT / "scenarios" / "mentougou-2025"
CYCLE = "MTGR-9-a.rotation_cycle_months"
UPDATE = "MTG25-2.1-a.vacancy_update"


@cache
def mentougou() -> Scenario:
    return planner.load(MENTOUGOU)


def small() -> Scenario:
    return build.scenario(build.four_centres(), build.policy("mentougou-2025", "mentougou-reform"))


def solved_here(scenario: Scenario, variations: list[Variation], **asked: object) -> Iterator[Answer]:
    """The engine without its processes, answers in the opposite order."""
    settings = {"ahead": False, "time_limit": 60.0, "keep": False} | {
        k: v for k, v in asked.items() if k in {"ahead", "time_limit", "keep"}
    }
    for v in reversed(variations):
        yield solve_member(Job(scenario=packed(scenario), variation=v, **settings))  # type: ignore[arg-type]


@pytest.fixture
def in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep_folder, "solve_variations", solved_here)


def run(*words: str) -> Result:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["planner", "sweep", *words])  # where the language of an error is read
        return CliRunner().invoke(main, ["sweep", *words])


def manifests(out: Path) -> dict[str, int]:
    found = out.glob("*/manifest.json")  # hidden folders are members half written
    return {p.parent.name: p.stat().st_mtime_ns for p in found if not p.parent.name.startswith(".")}


def rows(out: Path) -> list[dict[str, str]]:
    with (out / "sweep.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# What is varied ---------------------------------------------------------------------------------------------------


def test_the_grid_is_every_combination_with_the_last_axis_fastest() -> None:
    axes = read_axes([f"{CYCLE}=12,24,36", "graduates=10:30:10", "MTG25-2.1-c=on,off"], mentougou())
    members = list(grid(axes))
    assert len(members) == 3 * 3 * 2
    assert [dict(m.settings)["MTG25-2.1-c"] for m in members[:4]] == ["on", "off", "on", "off"]
    first, last = members[0], members[-1]
    assert (first.graduates, [(a.clause, dict(a.parameters), a.suspend) for a in first.amendments]) == (
        10,
        [("MTGR-9-a", {"rotation_cycle_months": 12}, False)],
    )
    assert (last.graduates, [(a.clause, dict(a.parameters), a.suspend) for a in last.amendments]) == (
        30,
        [("MTGR-9-a", {"rotation_cycle_months": 36}, False), ("MTG25-2.1-c", {}, True)],
    )
    assert len({m.id for m in members}) == len(members)


def test_a_span_holds_its_upper_end_only_where_a_step_meets_it() -> None:
    (axis,) = read_axes({"graduates": "10:25:10,40"}, mentougou())
    assert [value for _, value in axis.values] == [10, 20, 40]
    (axis,) = read_axes({CYCLE: "12:36:12"}, mentougou())
    assert [value for _, value in axis.values] == [12, 24, 36]


def test_python_values_mean_the_same_as_words() -> None:
    words = read_axes([f"{CYCLE}=12,24", "graduates=1:3", "MTGR-9-a.goals=uncovered;core"], mentougou())
    values = read_axes(
        {CYCLE: [12, 24], "graduates": range(1, 4), "MTGR-9-a.goals": [("uncovered", "core")]}, mentougou()
    )
    assert words == values


@pytest.mark.parametrize(
    ("option", "told"),
    [
        ("MTGR-9-a.rotation_cycle_month=12", "the nearest is rotation_cycle_months"),
        ("MTGR-9-b.also_licenced=exempt", "the nearest is also_licensed"),
        ("MTG25-2.1-x=on", "the nearest is MTG25-"),
        ("graduate=10", "the nearest is graduates"),
        ("MTG25-2.1-c=yes", "allowed: on | off"),
        ("MTG25-2.1-a.vacancy_update=after_eac", "the nearest is after_each"),
        (f"{CYCLE}=5", "allowed: 6–120"),
        (f"{CYCLE}=121", "allowed: 6–120"),
        (f"{CYCLE}=12,12", "this value stands twice"),
        (f"{CYCLE}=12:24:12,24", "this value stands twice"),
        (f"{CYCLE}=", "allowed: 6–120"),
        ("graduates=-1", "allowed: 0–"),
        ("graduates=5:1", "a span is least:most:step"),
        ("graduates=1:5:0", "a span is least:most:step"),
        (f"graduates=0:{MOST_MEMBERS}", "a span is least:most:step"),
        ("graduates=ten", "allowed: 0–100000"),
        ("graduates", "write NAME=values"),
        ("=3", "write NAME=values"),
    ],
)
def test_what_is_wrong_is_refused_before_anything_is_solved(option: str, told: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = run(str(MENTOUGOU), "--vary", option, "--out", str(out), "--lang", "en")
    assert done.exit_code == 2
    assert told in done.output
    assert not out.exists()


def test_every_fault_is_told_at_once() -> None:
    done = run(str(MENTOUGOU), "--vary", "bad", "--vary", "graduates=x", "--vary", f"{CYCLE}=5", "--vary", "no=1",
               "--lang", "en")  # fmt: skip
    assert done.exit_code == 2
    assert "4 problem(s)" in done.output


def test_a_clause_that_another_text_displaced_is_refused_with_the_reason() -> None:
    scenario = planner.load(MENTOUGOU, "rules-2021")
    with pytest.raises(ScenarioError) as caught:
        read_axes({"MTG25-2.1-a": "on,off"}, scenario)
    assert "not in force" in str(caught.value)
    assert "MTG21-A1.1" in str(caught.value)


def test_an_axis_without_values_is_refused() -> None:
    with pytest.raises(ScenarioError, match="not allowed"):
        read_axes({"graduates": []}, mentougou())
    with pytest.raises(ScenarioError, match="say with --vary"):
        read_axes({}, mentougou())


def test_too_many_members_are_refused() -> None:
    with pytest.raises(ScenarioError, match="at most"):
        read_axes({"graduates": "1:2000", CYCLE: "12:24"}, mentougou())


def test_a_long_setting_still_makes_the_name_of_a_folder() -> None:
    scenario = mentougou()
    goals = "core;uncovered;residents;short;exceptions;remote;woman;tcm;travel;handover"
    (axis,) = read_axes({"MTGR-9-a.goals": [goals, "core"]}, scenario)
    names = [v.id for v in grid((axis,))]
    assert all(len(n) <= 100 and ";" not in n and "/" not in n for n in names)
    assert len(set(names)) == 2


# Fewer graduates, and graduates who do not exist --------------------------------------------------------------------


def test_fewer_graduates_are_the_best_by_published_standing() -> None:
    scenario = small()
    left = with_graduates(scenario, 4)
    # Grades in the worked example fall from G1 to G6.
    assert [p.id for p in graduates_of(left.instance, left.policy)] == ["G1", "G2", "G3", "G4"]
    assert {w.person_id for w in left.instance.wishes} == {"G1", "G2", "G3", "G4"}
    assert len(left.instance.people) == len(scenario.instance.people) - 2


def test_whoever_goes_leaves_no_lock_behind() -> None:
    scenario = small()
    locked = replace(scenario, instance=replace(scenario.instance, locks=(Lock(person_id="G6", centre_id="A"),)))
    assert with_graduates(locked, 5).instance.locks == ()
    assert with_graduates(locked, 6).instance.locks == locked.instance.locks


def test_more_graduates_are_marked_as_not_existing_and_stand_below_the_last() -> None:
    scenario = small()
    more = with_graduates(scenario, 14)
    pool = graduates_of(more.instance, more.policy)
    assert [p.id for p in pool[:6]] == [f"G{n}" for n in range(1, 7)]
    added = pool[6:]
    assert [p.id for p in added] == [f"WHATIF-{n:03}" for n in range(1, 9)]
    assert all("假设人员" in p.name and "what-if" in p.name for p in added)
    scores = [p.score for p in pool if p.score is not None]
    assert all(a > b for a, b in pairwise(scores))
    assert scores[6] == min(p.score or Decimal(0) for p in pool[:6]) - Decimal("0.01")
    # Round robin in the order of standing: the seventh repeats G1, the thirteenth G1 again.
    listed = more.instance.wishes_of
    for clone, pattern in zip(added, ["G1", "G2", "G3", "G4", "G5", "G6", "G1", "G2"], strict=True):
        assert [(w.rank, w.centre_id) for w in listed[clone.id]] == [(w.rank, w.centre_id) for w in listed[pattern]]
        origin = scenario.instance.person[pattern]
        assert (clone.track, clone.available_from, clone.only_centres) == (
            origin.track, origin.available_from, origin.only_centres)  # fmt: skip
    assert more.notices[-1].en.startswith("8 of the graduates do not exist")
    assert [p.id for p in more.instance.people] == sorted(p.id for p in more.instance.people)


def test_a_code_already_taken_is_passed_over() -> None:
    scenario = small()
    taken = replace(build.graduate("WHATIF-001", 50), available_from=None, graduated_on=None)
    people = tuple(sorted((*scenario.instance.people, taken), key=lambda p: p.id))
    more = with_graduates(replace(scenario, instance=replace(scenario.instance, people=people)), 8)
    assert [p.id for p in more.instance.people if p.id.startswith("WHATIF")] == [
        "WHATIF-001",
        "WHATIF-002",
        "WHATIF-003",
    ]


def test_nobody_can_be_repeated_where_there_is_nobody() -> None:
    scenario = small()
    empty = with_graduates(scenario, 0)
    assert graduates_of(empty.instance, empty.policy) == ()
    with pytest.raises(ScenarioError, match="no graduate to repeat"):
        read_axes({"graduates": "3"}, empty)
    (axis,) = read_axes({"graduates": "0"}, empty)
    assert axis.values == (("0", 0),)


def test_the_same_number_of_graduates_is_the_same_scenario() -> None:
    scenario = small()
    assert with_graduates(scenario, 6) is scenario


# The figures ----------------------------------------------------------------------------------------------------


def test_the_figures_are_those_of_the_tables_of_the_run() -> None:
    result = planner.solve(mentougou())
    frames = planner.tables(result)
    figures = figures_of(result)
    placements, clinics = frames["placements"], frames["sites_after"]
    assert figures["placed"] == (placements["status"] == "placed").sum()
    assert figures["unplaced"] == (placements["status"] == "unplaced").sum()
    assert figures["first_wishes"] == (placements["wish_rank"] == 1).sum()
    assert figures["uncovered"] == (clinics["uncovered"] == "yes").sum()
    goals = frames["goals"].set_index("goal")["value"]
    assert figures["wish_total"] == goals["wish_total"]


def test_a_rule_that_takes_a_post_away_does_not_look_as_if_it_sent_a_doctor() -> None:
    """Without 一室一人 (MTGR-8-a) clinics lose their posts and still have nobody."""
    answer = solve_member(_job(mentougou(), Variation(id="x", amendments=tuple(_suspended("MTGR-8-a")))))
    base = solve_member(_job(mentougou(), Variation(id="base")))
    assert answer.figures["uncovered"] == base.figures["uncovered"]


def _suspended(clause: str) -> Iterator[object]:
    axes = read_axes({clause: "off"}, mentougou())
    yield from next(grid(axes)).amendments


def _job(scenario: Scenario, variation: Variation, **more: object) -> Job:
    settings = {"ahead": False, "time_limit": 60.0, "keep": False} | more
    return Job(scenario=packed(scenario), variation=variation, **settings)  # type: ignore[arg-type]


def test_moves_count_changes_of_place_and_not_arrivals() -> None:
    instance = build.county([build.centre("A")], [build.clinic("a", "A"), build.clinic("b", "A")],
                            [build.doctor("D1", "a"), build.graduate("G1")])  # fmt: skip

    def stint(who: str, at: str, first: int, last: int) -> Assignment:
        return Assignment(person_id=who, site_id=at, start=Period(first, 1), end=Period(last, 2))

    assert moves(instance, Plan(assignments=(stint("D1", "a", 2025, 2026), stint("D1", "b", 2027, 2028)))) == 1
    assert moves(instance, Plan(assignments=(stint("D1", "b", 2025, 2026), stint("D1", "a", 2027, 2028)))) == 2
    assert moves(instance, Plan(assignments=(stint("G1", "b", 2025, 2026),))) == 0


# Members that do not go well -------------------------------------------------------------------------------------


def test_a_member_that_contradicts_another_clause_is_a_row_that_says_so(tmp_path: Path, in_turn: None) -> None:
    done = sweep(mentougou(), {"MTG25-2.1-b.vacancy_scope": "integrated_clinics,all_clinics"}, out=tmp_path)
    fine, refused = done.rows
    assert fine.status is MemberStatus.OPTIMAL
    assert refused.status is MemberStatus.REFUSED
    assert "MTG25-3.1-b" in (refused.message or say("sweep.why")).en
    assert [r["placed"] for r in rows(tmp_path)] == [str(fine.figures["placed"]), ""]
    assert set(manifests(tmp_path)) == {fine.id}


def test_a_broken_member_does_not_stop_the_rest(monkeypatch: pytest.MonkeyPatch, in_turn: None) -> None:
    from planner import run as stages

    solve = stages.solve

    def breaks(scenario: Scenario, *rest: object, **more: object) -> object:
        if len(graduates_of(scenario.instance, scenario.policy)) == 4:
            raise ZeroDivisionError("by hand")
        return solve(scenario, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(stages, "solve", breaks)
    done = sweep(small(), {"graduates": "3:5"})
    assert [r.status for r in done.rows] == [MemberStatus.OPTIMAL, MemberStatus.FAILED, MemberStatus.OPTIMAL]
    assert "ZeroDivisionError: by hand" in (done.rows[1].message or say("sweep.why")).en
    assert done.unsolved == (done.rows[1],)


@pytest.mark.parametrize(
    ("status", "told"),
    [(SolveStatus.INFEASIBLE, "no plan meets the clauses"), (SolveStatus.UNKNOWN, "no plan was found within 60 s"),
     (SolveStatus.FEASIBLE, "not proven optimal within 60 s")],
)  # fmt: skip
def test_the_weaker_status_of_season_and_years_ahead_is_told(
    status: SolveStatus, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from planner import staffing

    plan_outlook = staffing.plan_outlook
    scenario = replace(small(), instance=replace(small().instance, horizon_years=1))
    monkeypatch.setattr(staffing, "plan_outlook", lambda *a, **k: replace(plan_outlook(*a, **k), status=status))
    answer = solve_member(_job(scenario, Variation(id="x"), ahead=True))
    assert answer.status.value == status.value
    assert (answer.message or say("sweep.why")).en == told
    planned = status is SolveStatus.FEASIBLE
    assert ("outlook_moves" in answer.figures, bool(answer.ahead)) == (planned, planned)
    assert answer.figures["placed"] == 6


def test_another_version_on_a_worker_is_no_answer() -> None:
    answer = solve_member(replace(_job(small(), Variation(id="x")), version="0.0"))
    assert answer.status is MemberStatus.FAILED
    assert "0.0" in (answer.message or say("sweep.why")).en


def test_a_scenario_survives_the_way_to_a_worker() -> None:
    scenario = mentougou()
    with pytest.raises(TypeError):
        pickle.dumps(scenario)
    again = unpacked(packed(scenario))
    assert again.instance == scenario.instance
    assert again.policy.clauses == scenario.policy.clauses


class Poison:
    """What kills the process that unpacks it."""

    def __reduce__(self) -> object:
        return os._exit, (1,)


def test_a_member_that_kills_its_process_twice_is_a_row_and_the_rest_are_solved() -> None:
    good = [_job(small(), Variation(id=f"good-{n}", graduates=n)) for n in range(5)]
    bad = replace(_job(small(), Variation(id="bad")), scenario=pickle.dumps(Poison()))
    answers = list(solve_here([*good[:2], bad, *good[2:]], workers=2))
    assert Counter(a.id for a in answers) == Counter([*(j.variation.id for j in good), "bad"])
    status = {a.id: a.status for a in answers}
    assert status.pop("bad") is MemberStatus.FAILED
    assert set(status.values()) == {MemberStatus.OPTIMAL}


@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9")
def test_a_process_killed_in_mid_run_loses_nothing_and_nothing_comes_twice(tmp_path: Path) -> None:
    told: list[str] = []

    def kill(row: SweepRow, before: bool) -> None:
        told.append(row.id)
        if len(told) == 3:
            os.kill(active_children()[0].pid or 0, signal.SIGKILL)

    done = sweep(mentougou(), {"graduates": "1:20"}, out=tmp_path, workers=2, told=kill)
    assert {r.status for r in done.rows} == {MemberStatus.OPTIMAL}
    assert sorted(told) == sorted(r.id for r in done.rows)
    assert set(manifests(tmp_path)) == set(told)


STARTING = """
import os, signal

if __name__ == "__mp_main__":
    os.kill(os.getpid(), signal.SIGKILL)

from planner.sweeping.local import solve_here
from planner.sweeping.members import Job, Variation

if __name__ == "__main__":
    job = Job(scenario=bytes(1_000_000), variation=Variation(id="a"), ahead=False, time_limit=1.0, keep=False)
    print(*(answer.status for answer in solve_here([job], 2)))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9")
def test_a_process_killed_before_it_takes_the_scenario_is_not_waited_for(tmp_path: Path) -> None:
    script = tmp_path / "starting.py"
    script.write_text(STARTING, encoding="utf-8")
    answer = subprocess.run(
        [sys.executable, str(script)], cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    assert answer.stdout.strip() == "failed"


# Folders, and going on ----------------------------------------------------------------------------------------


def test_a_member_folder_is_a_run_without_pictures(tmp_path: Path, in_turn: None) -> None:
    done = sweep(mentougou(), {"graduates": "29,31"}, out=tmp_path)
    assert [r.synthetic for r in done.rows] == [0, 1]
    for row in done.rows:
        folder = tmp_path / row.id
        assert {p.name for p in folder.iterdir()} == {"tables", "manifest.json"}
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        assert manifest["member"]["settings"] == dict(row.settings)
        assert manifest["answer"]["figures"] == dict(row.figures)
        assert ("WHATIF-001" in json.dumps(manifest["notes"])) == bool(row.synthetic)
    text = (tmp_path / "graduates=31" / "tables" / "placements.csv").read_text(encoding="utf-8")
    assert "WHATIF-001" in text
    assert "do not exist" in (tmp_path / "notes.txt").read_text(encoding="utf-8")
    assert [r["synthetic"] for r in rows(tmp_path)] == ["0", "1"]


def test_rows_stand_in_the_order_of_the_grid_whatever_finishes_first(tmp_path: Path, in_turn: None) -> None:
    vary = {"graduates": "3,1,2", UPDATE: "once_exhaust,after_each"}
    backwards = sweep(small(), vary, out=tmp_path / "a")
    forwards = sweep(small(), vary, out=tmp_path / "b", workers=2)
    assert [r.settings["graduates"] for r in forwards.rows] == ["3", "3", "1", "1", "2", "2"]
    assert csv_text(backwards) == csv_text(forwards)
    assert (tmp_path / "a" / "sweep.csv").read_bytes() == (tmp_path / "b" / "sweep.csv").read_bytes()


def test_finished_members_are_kept_and_others_solved(tmp_path: Path, in_turn: None) -> None:
    first = sweep(mentougou(), {"graduates": "10,20"}, out=tmp_path)
    was = manifests(tmp_path)
    kept: list[str] = []
    again = sweep(mentougou(), {"graduates": "10:30:10"}, out=tmp_path,
                  told=lambda row, before: kept.append(row.id) if before else None)  # fmt: skip
    assert kept == [r.id for r in first.rows]
    assert again.rows[:2] == first.rows
    assert {k: v for k, v in manifests(tmp_path).items() if k in was} == was


@pytest.mark.parametrize("reason", ["input", "law", "outlook", "file", "broken"])
def test_a_member_of_another_input_law_or_question_is_solved_again(reason: str, tmp_path: Path, in_turn: None) -> None:
    folder = tmp_path / "scenario"
    shutil.copytree(MENTOUGOU, folder)
    out = tmp_path / "out"
    vary = {"graduates": "5"}
    sweep(planner.load(folder), vary, out=out)
    kept: list[bool] = []
    ahead = False
    if reason == "input":
        with (folder / "data" / "people.csv").open("a", encoding="utf-8") as file:
            file.write("\n")
    elif reason == "law":
        with (folder / "scenario.yaml").open("a", encoding="utf-8") as file:
            file.write("amend:\n  - clause: MTG25-2.1-c\n    suspend: true\n    why: test\n")
    elif reason == "outlook":
        ahead = True
    elif reason == "file":
        (out / "graduates=5" / "tables" / "placements.csv").unlink()
    else:
        (out / "graduates=5" / "manifest.json").write_text('{"format": "placement-planner run"}', encoding="utf-8")
    sweep(planner.load(folder), vary, out=out, ahead=ahead, time_limit=1, told=lambda row, before: kept.append(before))
    assert kept == [False]


def test_a_member_not_proven_is_solved_again_only_when_given_more_time(tmp_path: Path, in_turn: None) -> None:
    def told(time_limit: float) -> bool:
        kept: list[bool] = []
        sweep(mentougou(), {"graduates": "5"}, out=tmp_path, time_limit=time_limit, told=lambda r, b: kept.append(b))
        return kept[0]

    assert told(5) is False
    path = tmp_path / "graduates=5" / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    assert told(10) is True  # proven: more time changes nothing
    manifest["answer"]["status"] = "feasible"
    path.write_text(json.dumps(manifest), encoding="utf-8")
    assert told(5) is True
    assert told(6) is False


def test_a_scenario_without_files_is_never_taken_for_finished(tmp_path: Path, in_turn: None) -> None:
    kept: list[bool] = []
    for _ in range(2):
        sweep(small(), {"graduates": "2"}, out=tmp_path, told=lambda row, before: kept.append(before))
    assert kept == [False, False]


@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9")
def test_a_sweep_killed_in_mid_run_goes_on_where_it_was(tmp_path: Path) -> None:
    words = [str(MENTOUGOU), "--vary", "graduates=1:8", "--vary", f"{UPDATE}=after_each,once_round", "--workers", "2"]
    out = tmp_path / "killed"
    start = [sys.executable, "-c", "from planner.cli import main; main()", "sweep", *words, "--out", str(out)]
    process = subprocess.Popen(start, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL)
    end = time.monotonic() + 120
    while len(manifests(out)) < 4 and process.poll() is None and time.monotonic() < end:
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.wait()
    was = manifests(out)
    assert 4 <= len(was) < 16, "the sweep was killed in mid-run"
    # As a process leaves it that is killed between the renaming of a folder and the giving back of its lock.
    (out / f".{min(was)}.lock").touch()
    assert not (out / "sweep.csv").exists()

    done = run(*words, "--out", str(out), "--lang", "en")
    assert done.exit_code == 0, done.output
    assert "16 members: 16 with a plan, 16 of them proven optimal." in done.output
    assert f"{len(was)} of them were kept from before." in done.output
    now = manifests(out)
    assert len(now) == 16
    assert {name: now[name] for name in was} == was
    assert not [p for p in out.iterdir() if p.name.startswith(".")]

    whole = tmp_path / "whole"
    assert run(*words, "--out", str(whole)).exit_code == 0
    assert (out / "sweep.csv").read_bytes() == (whole / "sweep.csv").read_bytes()


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")
def test_nobody_is_left_behind_by_a_killed_sweep(tmp_path: Path) -> None:
    words = [str(MENTOUGOU), "--vary", "graduates=1:60", "--workers", "2", "--out", str(tmp_path / "out")]
    start = [sys.executable, "-c", "from planner.cli import main; main()", "sweep", *words]
    process = subprocess.Popen(start, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL)
    while not manifests(tmp_path / "out") and process.poll() is None:
        time.sleep(0.01)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert len(children) >= 2
    end = time.monotonic() + 20
    while any(_lives(pid) for pid in children) and time.monotonic() < end:
        time.sleep(0.05)
    assert not [pid for pid in children if _lives(pid)]


def _lives(pid: str) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_full_disk_is_told_and_finished_members_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_turn: None
) -> None:
    write = sweep_folder.write_run
    calls: list[Path] = []

    def full(result: object, out: Path, **more: object) -> Path:
        calls.append(out)
        if len(calls) == 3:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(out))
        return write(result, out, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(sweep_folder, "write_run", full)
    words = (str(MENTOUGOU), "--vary", "graduates=1:5", "--out", str(tmp_path / "out"), "--lang", "en")
    done = run(*words)
    assert done.exit_code == 1
    assert "No space left on device" in done.output
    assert "The 2 members finished are kept" in done.output
    was = manifests(tmp_path / "out")
    assert len(was) == 2
    monkeypatch.setattr(sweep_folder, "write_run", write)
    assert "2 of them were kept from before" in run(*words).output
    assert {k: v for k, v in manifests(tmp_path / "out").items() if k in was} == was


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = run(str(MENTOUGOU), "--vary", "graduates=1", "--out", str(tmp_path / "file" / "out"), "--lang", "en")
    assert done.exit_code == 1
    assert "cannot write" in done.output
    assert "Not a directory" in done.output


def test_a_folder_of_something_else_is_not_replaced(tmp_path: Path, in_turn: None) -> None:
    (tmp_path / "graduates=1").mkdir()
    (tmp_path / "graduates=1" / "letter.txt").write_text("keep me", encoding="utf-8")
    done = run(str(MENTOUGOU), "--vary", "graduates=1", "--out", str(tmp_path), "--lang", "en")
    assert done.exit_code == 1
    assert (tmp_path / "graduates=1" / "letter.txt").read_text(encoding="utf-8") == "keep me"


def test_the_same_sweep_always_goes_to_the_same_folder() -> None:
    scenario = mentougou()
    one = default_folder(scenario, read_axes({"graduates": "1:3"}, scenario), False)
    assert one == default_folder(scenario, read_axes({"graduates": [1, 2, 3]}, scenario), False)
    assert one.parent == Path("reports/mentougou-2025")
    others = {
        default_folder(scenario, read_axes({"graduates": "1:4"}, scenario), False),
        default_folder(scenario, read_axes({"graduates": "1:3"}, scenario), True),
        default_folder(replace(scenario, variant_name="x"), read_axes({"graduates": "1:3"}, scenario), False),
    }
    assert len(others | {one}) == 4


def test_a_variation_is_the_same_as_amending_by_hand() -> None:
    (member,) = grid(read_axes({UPDATE: "once_exhaust"}, mentougou()))
    by_hand = planner.load(MENTOUGOU, "ranked-once")
    assert planner.solve(varied(mentougou(), member)).plan == planner.solve(by_hand).plan


# The picture --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("vary", "panels"),
    [
        ({"graduates": "10:60:10", UPDATE: "after_each,once_exhaust"}, 4),
        ({"MTG25-2.1-b.vacancy_scope": "integrated_clinics,all_clinics", "MTG25-2.1-c": "on,off"}, 4),
        ({"graduates": "1:2", "MTG25-2.1-c": "on,off", "MTG25-2.1-d": "on,off", "MTG25-2.1-e": "on,off"}, 4),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_sweep_is_drawn(vary: dict[str, str], panels: int, language: str, tmp_path: Path, in_turn: None) -> None:
    done = sweep(mentougou(), vary)
    assert sweep_chart.write_chart(done, tmp_path, language) == ()  # type: ignore[arg-type]
    assert (tmp_path / "sweep.png").stat().st_size > 10_000
    with sweep_chart.canvas.drawing():
        figure = sweep_chart.draw(done, language)  # type: ignore[arg-type]
    titled = [a for a in figure.axes if a.get_title(loc="left")]
    assert len(titled) == panels
    told = " ".join(t.get_text() for a in figure.axes for t in a.texts)
    assert ("WHATIF" in told or "假设人员" in told or "do not exist" in told) == any(r.synthetic for r in done.rows)


def test_every_column_is_on_its_page(in_turn: None) -> None:
    page = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
    section = page.split("### `sweep`")[1].split("\n#")[0]
    done = sweep(small(), {"graduates": "5", UPDATE: "after_each"})
    (record,) = done.records()
    assert [c for c in record if c not in {"graduates", UPDATE} and f"| `{c}` |" not in section] == []


def test_the_verb_of_the_api_is_the_command(tmp_path: Path, in_turn: None) -> None:
    done = planner.sweep(mentougou(), {"graduates": [5, 6]}, tmp_path)
    assert [r.figures["placed"] for r in done.rows] == [5, 6]
    assert [r["placed"] for r in rows(tmp_path)] == ["5", "6"]
    assert planner.sweep(mentougou(), ["graduates=5,6"]).rows == done.rows
