"""plan.xlsx read back by another program."""

import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from conftest import HOSTILE
from python_calamine import CalamineWorkbook

from planner.report.cells import height, width
from planner.report.tables import TABLES
from planner.report.workbook import write_workbook
from planner.result import Result


def sheets(result: Result, path: Path) -> dict[str, list[list[Any]]]:
    write_workbook(result, result.notes, path)
    book = CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_one_sheet_per_table_after_a_sheet_that_explains(season: Result, tmp_path: Path) -> None:
    found = sheets(season, tmp_path / "plan.xlsx")
    assert list(found) == ["说明", *(t.title.zh for t in TABLES)]
    guide = "\n".join(str(cell) for row in found["说明"] for cell in row)
    for words in ("示例县2025年安置季", "2025-07-01", "已证明最优", "草案，未生效", "本示例人员均为虚构", "示例"):
        assert words in guide


def test_placements_can_be_read_back_by_code(season: Result, tmp_path: Path) -> None:
    rows = sheets(season, tmp_path / "plan.xlsx")["安置结果"]
    head = rows[0]
    pick = [head.index(h) for h in ("人员编码", "中心编码", "服务点编码")]
    read = {tuple(row[at] for at in pick) for row in rows[1:]}
    assert read == {(p.person_id, p.centre_id or "", p.site_id or "") for p in season.plan.placements}
    assert rows[1][:6] == ["G1", "赵一", "A", "甲镇社区卫生服务中心", "A05", "甲上村卫生室"]
    assert "已安置" in rows[1] and "未安置" in rows[7]


def test_rates_stay_exact_text_beside_a_percentage(season: Result, tmp_path: Path) -> None:
    rows = sheets(season, tmp_path / "plan.xlsx")["中心前后对比"]
    row = dict(zip(map(str, rows[0]), rows[2], strict=True))
    assert (row["中心名称"], row["安置前空缺率"], row["安置后空缺率"]) == ("乙镇社区卫生服务中心", "3/9", "1/9")
    assert row["安置前空缺率（%）"] == pytest.approx(1 / 3)


def test_names_never_become_formulas_or_links(hostile: Result, tmp_path: Path) -> None:
    import zipfile

    rows = sheets(hostile, tmp_path / "plan.xlsx")
    text = {cell for sheet in rows.values() for row in sheet for cell in row}
    assert set(HOSTILE) <= text
    with zipfile.ZipFile(tmp_path / "plan.xlsx") as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets"):
                xml = archive.read(name)
                assert b"<f>" not in xml and b"<hyperlink" not in xml, name


def test_equal_results_give_equal_bytes(season: Result, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_workbook(season, (), tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_chinese_character_is_two_columns_wide() -> None:
    assert width("村A1") == 4


def test_rows_of_long_text_are_tall_enough_to_be_read(season: Result, tmp_path: Path) -> None:
    """A program that does not fit rows on opening showed wrapped sentences on top of one another."""
    assert height("短", 60) < height("长" * 40, 60) < height("长" * 80, 60)
    guide = [str(row[1]) for row in sheets(season, tmp_path / "plan.xlsx")["说明"]]
    xml = zipfile.ZipFile(tmp_path / "plan.xlsx").read("xl/worksheets/sheet1.xml").decode()
    said = {int(row): float(points) for row, points in re.findall(r'<row r="(\d+)"[^>]* ht="([\d.]+)"', xml)}
    longest = max(range(len(guide)), key=lambda n: width(guide[n]))
    # Heights are kept in whole pixels, three quarters of a point each.
    assert said[longest + 1] + 0.75 > height(guide[longest], 100) > height("短", 100)
