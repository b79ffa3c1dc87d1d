"""What happens on bad days, from the shell's point of view: exit codes, nothing half written, the same plan always."""

import csv
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from planner.cli import main

ROOT = Path(__file__).parent.parent
MENTOUGOU = ROOT / "scenarios" / "mentougou-2025"


def command(*words: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(main, [str(w) for w in words], catch_exceptions=False)
    return done.exit_code, done.output + (done.stderr if done.stderr_bytes else "")


@pytest.fixture
def district(tmp_path: Path) -> Path:
    """A copy of the real scenario that a test may spoil."""
    copy = tmp_path / "district"
    shutil.copytree(MENTOUGOU, copy, ignore=shutil.ignore_patterns("source", "__pycache__"))
    return copy


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def write(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def tables(run: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted((run / "tables").iterdir())}


def test_shuffled_rows_and_columns_give_the_same_plan_byte_for_byte(district: Path, tmp_path: Path):
    assert command("run", district, "--no-report", "--out", tmp_path / "one")[0] == 0
    chance = random.Random(1)
    for table in (district / "data").glob("*.csv"):
        head, *body = rows_of(table)
        order = chance.sample(range(len(head)), len(head))
        chance.shuffle(body)
        write(table, [[row[i] for i in order] for row in (head, *body)])
    assert command("run", district, "--no-report", "--out", tmp_path / "two")[0] == 0
    assert tables(tmp_path / "one") == tables(tmp_path / "two")


def test_bad_input_ends_with_2_and_writes_nothing(district: Path, tmp_path: Path):
    people = district / "data" / "people.csv"
    head, *body = rows_of(people)
    body[0][head.index("出生日期")] = "1987-13-02"
    body[5][head.index("身份")] = "村长"
    write(people, [head, *body])
    code, said = command("run", district, "--out", tmp_path / "run")
    assert code == 2
    assert "people.csv 第2行 “出生日期”列" in said
    assert "people.csv 第7行 “身份”列" in said
    assert "共2处问题" in said
    assert not (tmp_path / "run").exists()


def test_a_village_that_is_a_formula_and_one_that_is_a_script_stay_text(district: Path, tmp_path: Path):
    sites = district / "data" / "sites.csv"
    head, *body = rows_of(sites)
    named = head.index("名称")
    body[0][named], body[1][named] = '=HYPERLINK("x","y")', "<script>alert(1)</script>"
    write(sites, [head, *body])
    code, _ = command("run", district, "--out", tmp_path / "run")
    assert code == 0
    page = (tmp_path / "run" / "report.html").read_text(encoding="utf-8")
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_more_graduates_than_vacancies_are_listed_with_the_reason(district: Path, tmp_path: Path):
    people = district / "data" / "people.csv"
    head, *body = rows_of(people)
    code_at, name_at = head.index("人员编码"), head.index("姓名")
    pool = next(row for row in body if row[code_at] == "G04")
    for n in range(60):
        copy = list(pool)
        copy[code_at], copy[name_at] = f"H{n:02}", f"多出{n:02}"
        body.append(copy)
    write(people, [head, *body])
    code, said = command("run", district, "--no-report", "--out", tmp_path / "run")
    assert code == 0
    assert "已安置51人，未安置39人" in said
    placed = list(csv.DictReader((tmp_path / "run" / "tables" / "placements.csv").open(encoding="utf-8")))
    left = [row for row in placed if row["status"] == "unplaced"]
    assert len(left) == 39
    assert all("未安置" in row["reason_zh"] and row["reason_en"] for row in left)
    standings = {row["person_id"]: row["status"] for row in placed}
    assert standings["G01"] in {"placed", "unplaced"}


@pytest.mark.parametrize("what", ["wishes", "coordinates", "graduates"])
def test_a_season_without_wishes_coordinates_or_graduates_is_quiet(what: str, district: Path, tmp_path: Path):
    data = district / "data"
    if what == "wishes":
        (data / "wishes.csv").unlink()
    if what == "coordinates":
        (data / "boundary.geojson").unlink()
        for table in ("centres", "sites", "villages"):
            head, *body = rows_of(data / f"{table}.csv")
            lost = {head.index("经度"), head.index("纬度")}
            write(
                data / f"{table}.csv",
                [
                    ["" if i in lost else c for i, c in enumerate(row)] if row is not head else row
                    for row in (head, *body)
                ],
            )
    if what == "graduates":
        (data / "wishes.csv").unlink()
        head, *body = rows_of(data / "people.csv")
        gone = {row[head.index("人员编码")] for row in body if row[head.index("身份")] in {"定向毕业生", "graduate"}}
        write(data / "people.csv", [head, *(row for row in body if row[head.index("人员编码")] not in gone)])
        (data / "leave.csv").unlink(missing_ok=True)
    code, said = command("run", district, "--out", tmp_path / "run")
    assert code == 0, said
    run = tmp_path / "run"
    assert (run / "report.html").exists() and (run / "plan.xlsx").exists()
    assert (run / "maps" / "placements.png").exists() == (what != "coordinates")


def test_kill_9_in_the_middle_leaves_no_half_folder(district: Path, tmp_path: Path):
    for delay in (0.5, 0.9, 1.3, 1.8):
        out = tmp_path / f"run{delay}"
        words = [sys.executable, "-c", "from planner.cli import main; main()", "run", str(district), "--out", str(out)]
        child = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL)
        time.sleep(delay)
        child.send_signal(signal.SIGKILL)
        child.wait()
        if out.exists():
            manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
            assert all((out / name).exists() for name in manifest["files"])
    assert command("run", district, "--no-report", "--out", tmp_path / "run0.9")[0] == 0


def outlook_of(run: Path) -> dict:
    """What a whole run folder says of its outlook: every file it lists is there, every unproven goal has a bound."""
    told = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
    assert all((run / name).exists() for name in told["files"])
    goals = {g["goal"]: g for g in told["outlook"]["goals"]}
    assert {g["goal"] for g in csv.DictReader((run / "tables" / "goals.csv").open(encoding="utf-8"))} >= set(goals)
    assert all(isinstance(g["bound"], int) and g["bound"] <= g["value"] for g in goals.values())
    assert all(g["bound"] == g["value"] for g in goals.values() if g["proven"])
    return told["outlook"]


@pytest.mark.parametrize("seconds", ["0", "1"])
def test_an_outlook_without_time_is_the_honest_best(seconds: str, district: Path, tmp_path: Path):
    words = ("run", district, "--outlook", "--workers", "1", "--time-limit", seconds, "--no-report")
    code, said = command(*words, "--out", tmp_path / "run")
    assert code == 0, said
    told = outlook_of(tmp_path / "run")
    assert told["status"] == "feasible"
    assert "尚未证明最优" in said
    unproven = [g for g in told["goals"] if not g["proven"]]
    assert {"core", "uncovered"} & {g["goal"] for g in unproven}
    # Where a centre is called optimal nothing is open there; the rest say that they are not.
    assert set(told["centres"].values()) == {"optimal", "feasible"}


def children(pid: int) -> list[int]:
    """Processes a process has started and that still run, by what Linux keeps of each."""
    listed = [p.read_text().split() for p in Path(f"/proc/{pid}/task").glob("*/children")]
    return [int(code) for codes in listed for code in codes]


def runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def in_a_pool(district: Path, out: Path) -> subprocess.Popen:
    """Start a run whose outlook is planned in two processes, in a session of its own as a terminal gives it."""
    program = "from planner.cli import main; main()"
    words = [sys.executable, "-c", program, "run", str(district), "--outlook", "--workers", "2", "--no-report"]
    child = subprocess.Popen(
        [*words, "--out", str(out)],
        cwd=ROOT,
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    # Two workers, and the process that watches over what they share.
    end = time.monotonic() + 60
    while len(children(child.pid)) < 3:
        assert child.poll() is None, child.communicate()
        assert time.monotonic() < end
        time.sleep(0.02)
    return child


linux = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks at processes as Linux shows them")


@linux
@pytest.mark.parametrize(("wait", "again"), [(0.0, None), (2.0, None), (1.0, 0.1)])
def test_ctrl_c_during_the_outlook_keeps_the_best_so_far_and_says_it_is_not_proven(
    wait: float, again: float | None, district: Path, tmp_path: Path
):
    child = in_a_pool(district, tmp_path / "run")
    time.sleep(wait)
    os.killpg(child.pid, signal.SIGINT)
    if again is not None:
        time.sleep(again)
        os.killpg(child.pid, signal.SIGINT)
    said, complaint = child.communicate(timeout=60)
    assert child.returncode == 0, complaint
    assert "尚未证明最优" in said
    assert "Traceback" not in complaint
    # A centre that had no plan yet says so; nothing is called optimal.
    assert outlook_of(tmp_path / "run")["status"] == "feasible"


@linux
def test_kill_9_during_the_outlook_leaves_no_folder_and_no_process(district: Path, tmp_path: Path):
    child = in_a_pool(district, tmp_path / "run")
    time.sleep(1)
    started = children(child.pid)
    child.kill()
    child.communicate()
    end = time.monotonic() + 20
    while any(runs(pid) for pid in started) and time.monotonic() < end:
        time.sleep(0.1)
    assert not any(runs(pid) for pid in started)
    assert not (tmp_path / "run").exists()


def test_verify_tells_a_swap_in_one_sentence_with_the_clause_and_ends_with_4(district: Path, tmp_path: Path):
    assert command("run", district, "--no-report", "--out", tmp_path / "run")[0] == 0
    made = tmp_path / "run" / "tables" / "placements.csv"
    assert command("verify", district, "--plan", made)[0] == 0
    head, *body = rows_of(made)
    where = head.index("centre_id")
    by_code = {row[0]: row for row in body}
    mine, theirs = by_code["G01"], by_code["G04"]
    mine[where : where + 2], theirs[where : where + 2] = theirs[where : where + 2], mine[where : where + 2]
    edited = tmp_path / "edited.csv"
    write(edited, [[row[0], row[where]] for row in (head, *body)])
    code, said = command("verify", district, "--plan", edited)
    assert code == 4
    assert "MTG25-2.1-d" in said and "志愿总序数" in said


def test_a_plan_that_fails_our_own_audit_is_refused_and_not_written(
    district: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    import planner.run
    from planner.finding import Finding, Status
    from planner.text import plain

    wrong = Finding(clause="MTG25-2.1-a", subject="MTG-C12", status=Status.VIOLATED, message=plain("第8步应先安置"))
    monkeypatch.setattr(planner.run, "audit", lambda *_: (wrong,))
    code, said = command("run", district, "--no-report", "--out", tmp_path / "run")
    assert code == 1
    assert "没有通过自身审计" in said and "MTG25-2.1-a MTG-C12: 第8步应先安置" in said
    assert not (tmp_path / "run").exists()
