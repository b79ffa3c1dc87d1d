"""What happens on bad days, from the shell's point of view: exit codes, nothing half written, the same plan always."""

import csv
import json
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
