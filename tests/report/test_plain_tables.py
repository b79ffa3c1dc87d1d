"""Simple tables handed in: what a spreadsheet would run as a formula stays text, in CSV and in the workbook."""

import csv
from pathlib import Path

from python_calamine import CalamineWorkbook

from planner.report.plain_tables import PlainTable, Sheet, write_book, write_csv

ROOT = Path(__file__).parents[2]
EVIL = '=HYPERLINK("http://x","y")'


def test_a_name_that_is_a_formula_is_text_in_csv(tmp_path: Path) -> None:
    write_csv(PlainTable("villages", ("village_id", "name"), (("v", EVIL), ("w", "+1"), ("x", "甲村"))), tmp_path)
    with (tmp_path / "villages.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [["village_id", "name"], ["v", f"'{EVIL}"], ["w", "+1"], ["x", "甲村"]]


def test_a_name_that_is_a_formula_is_text_in_the_workbook(tmp_path: Path) -> None:
    write_book([Sheet(title="村", headings=("编码", "村名"), rows=(("v", EVIL),))], tmp_path / "a.xlsx")
    sheet = CalamineWorkbook.from_path(str(tmp_path / "a.xlsx")).get_sheet_by_name("村")
    assert sheet.to_python() == [["编码", "村名"], ["v", EVIL]]


def test_whoever_writes_csv_guards_its_cells() -> None:
    for path in (ROOT / "planner").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if "csv.writer(" in text or "csv.DictWriter(" in text:
            assert "guarded(" in text, path.name
