"""The calendar of duties of a run: its rows, that it is no flood, and that every row can be read in both languages."""

import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

from python_calamine import CalamineWorkbook

from planner.api import load
from planner.report.duties_table import CALENDAR, calendar_rows, decision_rows
from planner.report.workbook import write_workbook
from planner.result import Result
from planner.run import solve

SCENARIO = Path(__file__).parent.parent / "scenarios" / "mentougou-2025"


@cache
def season() -> Result:
    return solve(load(SCENARIO))


def rows() -> list[dict[str, str | int]]:
    return [dict(zip(CALENDAR, row, strict=True)) for row in calendar_rows(season())]


def test_the_rows_come_in_order_of_day_within_the_horizon():
    days = [date.fromisoformat(str(r["day"])) for r in rows()]
    assert days == sorted(days)
    assert days[0] >= date(2025, 7, 1)
    assert days[-1] <= date(2031, 6, 30)


def test_a_month_is_a_handful_of_rows_and_not_one_for_each_clinic():
    """What falls on all on the same day is one row; people of their own are named only where their days differ."""
    by_month = Counter(str(r["day"])[:7] for r in rows() if not r["subject"])
    assert max(by_month.values()) < 30
    monthly = [r for r in rows() if r["clause"] == "MTGR-20-c" and str(r["day"]) == "2025-07-31"]
    assert sorted(str(r["by_zh"]) for r in monthly) == sorted(["属地镇政府", "社区卫生服务中心"])
    assert sum(int(r["count"]) for r in monthly) > 100


def test_the_graduates_placed_this_season_are_appraised_from_the_first_month():
    placed = sum(o.placed for o in season().outcomes)
    first = next(r for r in rows() if r["clause"] == "MTG25-2.5-b")
    assert (first["day"], first["by_zh"]) == ("2025-07-31", "社区卫生服务中心")
    assert int(first["count"]) >= placed > 0


def test_every_row_says_what_and_by_whom_in_both_languages():
    told = list(rows())
    assert told
    for row in told:
        assert row["what_zh"] and row["by_zh"] and row["by_en"]
        assert re.search("[\u4e00-\u9fff]", str(row["what_zh"]))
        assert not re.search(r"[{}]", f"{row['what_zh']}{row['what_en']}{row['by_zh']}{row['by_en']}")


def test_every_graduate_placed_has_one_decision():
    decided = [row[0] for row in decision_rows(season())]
    assert sorted(decided) == sorted(o.person_id for o in season().outcomes if o.placed)


def test_the_sheet_has_the_first_year_whole_and_later_years_without_what_comes_back_every_month(tmp_path: Path) -> None:
    write_workbook(season(), (), tmp_path / "plan.xlsx")
    cells = CalamineWorkbook.from_path(str(tmp_path / "plan.xlsx")).get_sheet_by_name("工作日程").to_python()
    shown = Counter(str(row[-1]) for row in cells[3:] if row[-1])
    first_year = Counter(str(r["clause"]) for r in rows() if str(r["day"]) < "2026-07-01")
    assert shown["MTGR-20-c"] == first_year["MTGR-20-c"] == 24
    assert shown["MTGR-9-e"] == sum(r["clause"] == "MTGR-9-e" for r in rows()) > first_year["MTGR-9-e"]
    assert [row[0] for row in cells[3:7]] == ["2025-07", "2025-07-01", "2025-07-02", "2025-07-31"]
