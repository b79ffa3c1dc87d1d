"""A planner edits plan.xlsx and marks rows; the next run keeps these, plans the rest anew, and says so everywhere."""

import hashlib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from click.testing import CliRunner, Result
from python_calamine import CalamineWorkbook

import planner
import planner.run
from planner.cli import main
from planner.domain import Lock
from planner.finding import Finding, Status
from planner.problem import ScenarioError
from planner.report.folder import write_run
from planner.report.workbook import write_workbook
from planner.scenario.lock_file import keeping, read_locks
from planner.scenario.run_folder import scenario_of
from planner.text import plain

ROOT = Path(__file__).parents[1]
MENTOUGOU = ROOT / "scenarios" / "mentougou-2025"

SETTINGS = """\
title: {zh: 小县, en: A small county}
placement_date: 2025-07-01
horizon_years: 2
policy: [mentougou-2025, mentougou-reform]
data: data
"""
CENTRES = "centre_id,name,town\nA,甲镇中心,甲镇\nB,乙镇中心,乙镇\n"
SITES = """\
site_id,name,centre_id,population,posts
A1,甲一村卫生室,A,500,2
A2,甲二村卫生室,A,400,1
B1,乙一村卫生室,B,300,1
B2,乙二村卫生室,B,200,1
"""
PEOPLE = """\
person_id,name,sex,birth_date,role,credential,employer,site_id,since,available_from,score
D1,村医一,F,1980-01-01,village_doctor,certificate,,A1,2015-01-01,,
D2,村医二,M,1981-01-01,village_doctor,certificate,,B2,2015-01-01,,
S1,职工一,F,1985-01-01,centre_staff,physician,A,A,2024-07-01,,
S2,职工二,M,1985-01-01,centre_staff,physician,A,A,2024-07-01,,
G1,毕业生一,F,2000-01-01,graduate,assistant,,,,2025-01-01,90
G2,毕业生二,M,2000-02-01,graduate,assistant,,,,2025-01-01,80
"""
WISHES = "person_id,rank,centre_id\nG1,1,B\nG1,2,A\nG2,1,A\nG2,2,B\n"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    folder = tmp_path / "small"
    (folder / "data").mkdir(parents=True)
    (folder / "scenario.yaml").write_text(SETTINGS, encoding="utf-8")
    for name, text in (("centres", CENTRES), ("sites", SITES), ("people", PEOPLE), ("wishes", WISHES)):
        (folder / "data" / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def ran(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


Row = Mapping[str, str]


def edited(
    book: Path, to: Path, rows: Mapping[tuple[str, str], Row], more: Mapping[str, list[Row]] | None = None
) -> Path:
    """Write a workbook over with cells changed, by sheet and person, and rows added, as somebody would in Excel."""
    read = CalamineWorkbook.from_path(str(book))
    with xlsxwriter.Workbook(str(to)) as written:
        for title in read.sheet_names:
            cells: list[list[Any]] = read.get_sheet_by_name(title).to_python(skip_empty_area=False)
            sheet, head = written.add_worksheet(title), cells[0]
            for row in cells[1:]:
                for heading, value in rows.get((title, str(row[0])), {}).items():
                    row[head.index(heading)] = value
            for added in (more or {}).get(title, []):
                cells.append([added.get(str(heading), "") for heading in head])
            for n, row in enumerate(cells):
                sheet.write_row(n, 0, row)
    return to


def places(run: Path) -> dict[str, str]:
    result = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
    assert result["format"]
    lines = (run / "tables" / "placements.csv").read_text(encoding="utf-8").splitlines()[1:]
    return {line.split(",")[0]: line.split(",")[2] for line in lines}


MARK = {"锁定": "是", "锁定理由": "家在甲镇"}
TO_A2 = {"中心编码": "A", "中心名称": "", "服务点编码": "A2", "服务点名称": ""}


@pytest.fixture
def base(small: Path) -> Path:
    out = small.parent / "base"
    result = planner.solve(planner.load(small))
    write_run(result, out, with_report=False, language="zh")
    write_workbook(result, (), out / "plan.xlsx")
    assert places(out) == {"G1": "B1", "G2": "A2"}
    return out


@pytest.fixture
def locked(small: Path, base: Path) -> Path:
    """G1, who goes to B1 by the law, is moved to A2 by hand and marked; G2 is left to the planner."""
    book = edited(base / "plan.xlsx", small.parent / "plan.xlsx", {("安置结果", "G1"): {**TO_A2, **MARK}})
    done = ran("run", small, "--locks", book, "--out", small.parent / "locked", "--no-report")
    assert done.exit_code == 0, done.output
    return small.parent / "locked"


def test_a_marked_row_is_kept_and_the_rest_planned_anew(locked: Path) -> None:
    assert places(locked) == {"G1": "A2", "G2": "B1"}


def test_verify_says_what_the_edit_breaks_before_it_is_locked(small: Path, base: Path) -> None:
    book = edited(base / "plan.xlsx", small.parent / "plan.xlsx", {("安置结果", "G1"): {**TO_A2, **MARK}})
    done = ran("verify", small, "--plan", book)
    assert done.exit_code == 4
    assert "MTG25-2.1-a" in done.output


def test_the_manifest_and_the_notes_say_what_was_kept_and_why(locked: Path) -> None:
    manifest = json.loads((locked / "manifest.json").read_text(encoding="utf-8"))
    book = (locked.parent / "plan.xlsx").read_bytes()
    row = {"person_id": "G1", "site_id": "A2", "centre_id": None, "start": None, "end": None, "why": "家在甲镇"}
    assert manifest["locks"] == {"sha256": hashlib.sha256(book).hexdigest(), "rows": [row]}
    told = "毕业生一（G1）安置在甲二村卫生室（理由：家在甲镇）"
    assert any(told in note["zh"] for note in manifest["notes"])


def test_explain_and_compare_know_the_locks_of_a_run(locked: Path, base: Path) -> None:
    scenario, changed = scenario_of(locked)
    assert scenario.instance.locks == (Lock(person_id="G1", site_id="A2", why="家在甲镇"),)
    assert not changed
    assert "家在甲镇" in ran("explain", locked, "G1").output
    done = ran("compare", base, locked, "--lang", "en")
    assert done.exit_code == 0, done.output
    assert "locks" in done.output
    comparison = planner.compare(base, locked)
    values = {i.key: i.values for i in comparison.indicators}
    assert values["first_wishes"] == (2, 0)
    assert {(c.person_id, c.verdict.value, c.steps) for c in comparison.people} == {
        ("G1", "loses", ("facts",)),
        ("G2", "loses", ("facts",)),
    }


def test_a_workbook_of_such_a_run_has_its_marks_and_keeps_them_when_edited_again(locked: Path, tmp_path: Path) -> None:
    scenario, _ = scenario_of(locked)
    result = planner.solve(scenario)
    write_workbook(result, result.scenario.notices, tmp_path / "again.xlsx")
    again = read_locks(tmp_path / "again.xlsx", scenario.instance, {"G1", "G2"})
    assert again.locks == scenario.instance.locks
    assert keeping(scenario, again.locks).instance == scenario.instance


def test_locking_rows_as_they_are_changes_nothing(small: Path, base: Path) -> None:
    marks = {("安置结果", person): {"锁定": "是"} for person in ("G1", "G2")}
    book = edited(base / "plan.xlsx", small.parent / "plan.xlsx", marks)
    out = small.parent / "same"
    assert ran("run", small, "--locks", book, "--out", out, "--no-report").exit_code == 0
    assert places(out) == places(base)


def test_without_a_place_to_write_the_base_run_is_not_replaced(
    small: Path, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small.parent)
    book = edited(base / "plan.xlsx", small.parent / "plan.xlsx", {("安置结果", "G1"): MARK})
    assert ran("run", small, "--locks", book, "--no-report").exit_code == 0
    assert [p.name for p in (small.parent / "reports" / "small").iterdir()] == ["base-locked"]


def test_a_shared_run_tells_the_lock_by_code(small: Path, base: Path) -> None:
    why = {"锁定": "是", "锁定理由": "村医一的女儿"}
    book = edited(base / "plan.xlsx", small.parent / "毕业生一.xlsx", {("安置结果", "G1"): why})
    out = small.parent / "shared"
    assert ran("run", small, "--locks", book, "--out", out, "--share", "--no-report").exit_code == 0
    text = (out / "manifest.json").read_text(encoding="utf-8")
    assert "D1的女儿" in text
    assert "村医一" not in text and "毕业生一" not in text


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({"锁定": "也许"}, "锁定", "是"),
        ({**MARK, "中心编码": "B", "服务点编码": "A2", "服务点名称": "", "中心名称": ""}, "中心编码", "A2"),
        ({**MARK, "服务点编码": "A9"}, "服务点编码", "没有这个编码"),
        ({**MARK, "服务点编码": "A2"}, "服务点名称", "甲二村卫生室"),
        ({**MARK, "中心编码": "", "中心名称": "", "服务点编码": "", "服务点名称": ""}, "中心编码", "无从保留"),
        ({**MARK, "人员编码": "D1", "姓名": ""}, "人员编码", "村医一不在本季待安置人员中"),
        ({**MARK, "人员编码": "X1"}, "人员编码", "没有这个编码"),
    ],
)
def test_a_fault_is_told_with_its_row_and_column(small: Path, base: Path, cells: Row, column: str, words: str) -> None:
    book = edited(base / "plan.xlsx", small.parent / "plan.xlsx", {("安置结果", "G1"): cells})
    done = ran("run", small, "--locks", book, "--out", small.parent / "out")
    assert done.exit_code == 2
    assert any(f"安置结果 第2行 “{column}”列" in line and words in line for line in done.output.splitlines()), (
        done.output
    )
    assert not (small.parent / "out").exists()


def test_a_fault_in_a_row_without_a_mark_does_not_matter(small: Path, base: Path) -> None:
    cells = {("安置结果", "G1"): MARK, ("安置结果", "G2"): {"服务点编码": "A9"}}
    book = edited(base / "plan.xlsx", small.parent / "plan.xlsx", cells)
    assert ran("run", small, "--locks", book, "--out", small.parent / "out", "--no-report").exit_code == 0


def test_nothing_marked_is_said(small: Path, base: Path) -> None:
    done = ran("run", small, "--locks", base / "plan.xlsx", "--out", small.parent / "out")
    assert done.exit_code == 2
    assert "没有标出要保留的行" in done.output
    assert ran("run", small, "--locks", small / "none.xlsx").exit_code == 2


def test_locks_that_cannot_be_kept_are_told_under_their_clause_and_nothing_is_written(small: Path, base: Path) -> None:
    """Five doctors at a clinic with room for four: a lock excuses a person from the order, no clinic from its cap."""
    settings = (small / "scenario.yaml").read_text(encoding="utf-8")
    (small / "scenario.yaml").write_text(settings.replace("reform]", "reform, xixian-2021]"), encoding="utf-8")
    (small / "data" / "sites.csv").write_text(SITES.replace("A,400,1", "A,400,4"), encoding="utf-8")
    people = "".join(f"D{n},村医{n},F,1980-01-01,village_doctor,assistant,,A2,2015-01-01,,\n" for n in (3, 4, 5))
    (small / "data" / "people.csv").write_text(PEOPLE + people, encoding="utf-8")
    both = {("安置结果", person): {**TO_A2, **MARK} for person in ("G1", "G2")}
    book = edited(base / "plan.xlsx", small.parent / "plan.xlsx", both)
    done = ran("run", small, "--locks", book, "--out", small.parent / "out")
    assert done.exit_code == 4, done.output
    assert "锁定的行不能原样保留" in done.output and "XX21-3.2.1-c A2" in done.output
    assert not (small.parent / "out").exists()


# The years ahead ------------------------------------------------------------------------------------------------


def outlook_of(run: Path) -> set[tuple[str, ...]]:
    lines = (run / "tables" / "assignments.csv").read_text(encoding="utf-8").splitlines()[1:]
    return {tuple(line.split(",")[:4]) for line in lines}


def test_a_marked_stint_is_kept_in_the_years_ahead(small: Path) -> None:
    base, out = small.parent / "base", small.parent / "locked"
    scenario = planner.load(small)
    result, ahead = planner.solve(scenario), planner.outlook(scenario, workers=1)
    write_run(result, base, with_report=False, language="zh", outlook=ahead)
    write_workbook(result, (), base / "plan.xlsx", ahead)
    assert ("S1", "A", "2025H2", "2026H1") in outlook_of(base)
    added = {"人员编码": "S1", "服务点编码": "A1", "起": "2026H1", "止": "2026H2", "锁定": "是", "锁定理由": "照料病人"}
    path = edited(base / "plan.xlsx", small.parent / "plan.xlsx", {}, {"排班明细": [added]})
    done = ran("run", small, "--locks", path, "--outlook", "--workers", 1, "--out", out, "--no-report")
    assert done.exit_code == 0, done.output
    assert ("S1", "A1", "2026H1", "2026H2") in outlook_of(out)
    done = ran("compare", base, out)
    assert done.exit_code == 0 and "S1" in done.output
    again = scenario_of(out)[0]
    write_workbook(planner.solve(again), (), out / "plan.xlsx", planner.outlook(again, workers=1))
    assert read_locks(out / "plan.xlsx", again.instance, ()).locks == again.instance.locks


def test_faults_of_marked_stints_are_all_told_at_once(small: Path, tmp_path: Path) -> None:
    head = ["人员编码", "服务点编码", "起", "止", "锁定", "锁定理由"]
    rows = [
        ["S1", "A1", "2025H2", "2026H1", "是", ""],
        ["S1", "A2", "2026H1", "2026H2", "是", ""],
        ["S2", "A", "2027H1", "2027H2", "是", ""],
        ["S2", "A2", "2026H2", "2026H1", "是", ""],
        ["S9", "A2", "2026H2", "2026H2", "是", ""],
        ["S9", "A2", "2026", "2026H2", "否", ""],
    ]
    with xlsxwriter.Workbook(str(tmp_path / "plan.xlsx")) as book:
        sheet = book.add_worksheet("排班明细")
        for n, row in enumerate([head, *rows]):
            sheet.write_row(n, 0, row)
    with pytest.raises(ScenarioError) as caught:
        read_locks(tmp_path / "plan.xlsx", planner.load(small).instance, set())
    assert sorted((p.row, p.column) for p in caught.value.problems) == [
        (3, "人员编码"),
        (4, "止"),
        (5, "止"),
        (6, "人员编码"),
    ]


def test_a_row_against_a_lock_of_the_scenario_is_refused(small: Path, base: Path) -> None:
    locks = "person_id,site_id,why\nG1,B1,已签协议\n"
    (small / "data" / "locks.csv").write_text(locks, encoding="utf-8")
    book = edited(base / "plan.xlsx", small.parent / "plan.xlsx", {("安置结果", "G1"): {**TO_A2, **MARK}})
    done = ran("run", small, "--locks", book, "--out", small.parent / "out")
    assert done.exit_code == 2
    assert "与方案已有的锁定矛盾" in done.output and "B1" in done.output


# The real county ------------------------------------------------------------------------------------------------


def test_a_graduate_of_mentougou_moved_by_hand_and_what_it_costs(tmp_path: Path) -> None:
    folder = tmp_path / "mentougou-2025"
    shutil.copytree(MENTOUGOU, folder)
    base, out = tmp_path / "base", tmp_path / "locked"
    scenario = planner.load(folder)
    result = planner.solve(scenario)
    write_run(result, base, with_report=False, language="zh")
    write_workbook(result, (), tmp_path / "ours.xlsx")
    cells = {"中心编码": "MTG-C09", "中心名称": "", "服务点编码": "", "服务点名称": "", **MARK}
    book = edited(tmp_path / "ours.xlsx", tmp_path / "plan.xlsx", {("安置结果", "G01"): cells})
    assert ran("verify", folder, "--plan", book).exit_code == 4
    assert ran("run", folder, "--locks", book, "--out", out, "--no-report").exit_code == 0
    comparison = planner.compare(base, out)
    values = {i.key: i.values for i in comparison.indicators}
    assert values["placed"] == (30, 30)
    told = {change.person_id: change.verdict.value for change in comparison.people}
    assert told["G01"] == "gains" and "loses" in told.values()
    assert {key for change in comparison.people for key in change.steps} == {"facts"}
    assert "锁定" in comparison.summary[0].zh


def test_keeping_says_so_in_both_languages(small: Path) -> None:
    kept = keeping(planner.load(small), [Lock(person_id="G1", centre_id="A", why="x")])
    assert "毕业生一（G1）安置在甲镇中心（理由：x）" in kept.notices[-1].zh
    assert "placed at 甲镇中心 (why: x)" in kept.notices[-1].en


def test_a_plan_of_ours_that_fails_without_the_locks_too_is_not_put_down_to_them(
    small: Path, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = Finding(clause="MTG25-2.1-a", subject="B", status=Status.VIOLATED, message=plain("名额顺序不对"))
    monkeypatch.setattr(planner.run, "audit", lambda *_: (wrong,))
    book = edited(base / "plan.xlsx", small.parent / "plan.xlsx", {("安置结果", "G1"): {**TO_A2, **MARK}})
    done = ran("run", small, "--locks", book, "--out", small.parent / "out")
    assert done.exit_code == 1
    assert "没有通过自身审计" in done.output and "锁定的行" not in done.output
