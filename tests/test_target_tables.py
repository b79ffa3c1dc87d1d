"""The tables of targets and of the forecast in a run, and the picture of targets."""

import csv
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from build import DAY, centre, clinic, county, doctor, graduate, outlook, policy, scenario

from planner.accounts import Accounts, Measure
from planner.domain import Credential
from planner.report import canvas
from planner.report.tables import TABLES, write_csv
from planner.report.targets_chart import draw_targets, drawable
from planner.report.targets_table import number, target_rows
from planner.report.workbook import write_workbook
from planner.result import Result, SiteAfter
from planner.run import solve
from planner.text import plain

RULES = ("mentougou-2025", "mentougou-reform", "talent-plan")


@pytest.fixture(scope="module")
def result() -> Result:
    sites = [clinic("a", "A", 2, 1000), clinic("b", "A", 1, integrated=False), clinic("c", "A", 1)]
    people = [doctor("D1", "a"), doctor("D2", "b", credential=Credential.NONE), graduate("G1")]
    return solve(scenario(county([centre("A")], sites, people), policy(*RULES)))


@pytest.mark.parametrize(
    ("value", "cell"), [(Fraction(45), "45"), (Fraction(200, 3), "66.66"), (Fraction(-5, 3), "-1.67"), (None, "")]
)
def test_a_value_is_cut_to_two_places_so_that_no_miss_looks_like_a_hit(value: Fraction | None, cell: str) -> None:
    assert str(number(value)) == cell
    assert str(number(Fraction(44999, 1000))) == "44.99"


def test_the_table_says_how_each_target_stands(result: Result, tmp_path: Path) -> None:
    table = next(t for t in TABLES if t.name == "targets")
    write_csv(table, result, tmp_path / "targets.csv")
    rows = list(csv.DictReader((tmp_path / "targets.csv").open(encoding="utf-8")))
    share = next(r for r in rows if r["clause"] == "MTGR-6-b")
    assert (share["value"], share["target"], share["met"], share["needed"], share["unit"]) == (
        "66.66",
        "45",
        "yes",
        "0",
        "%",
    )
    later = next(r for r in rows if r["clause"] == "MTGR-6-c")
    assert (later["date"], later["met"], later["needed"], later["gap"]) == ("2025-12-31", "no", "1", "33.34")
    assert share["gap"] == "", "it is met"
    entered = next(r for r in rows if r["clause"] == "QJ-23-a")
    assert (entered["value"], entered["met"], entered["needed"]) == ("", "unknown", "")
    assert "缺少" in entered["measure"]
    assert "lacking" in entered["measure_en"]


def test_every_measure_is_a_row_and_cells_fit_a_sheet(result: Result) -> None:
    rows = list(target_rows(result))
    assert len(rows) == len(result.accounts.measures) > 20
    assert all(not isinstance(cell, float) for row in rows for cell in row)


def test_the_picture_shows_each_target_once_and_leaves_out_what_has_no_gap(result: Result, tmp_path: Path) -> None:
    shown = drawable(result)
    assert len({(m.clause, m.of) for m in shown}) == len(shown)
    assert not [m for m in shown if m.clause == "MTGR-s1-c"]
    assert draw_targets(result, tmp_path, "zh") == ()
    assert (tmp_path / "targets.png").stat().st_size > 5000
    assert canvas.FONT.exists()


def test_without_targets_nothing_is_drawn(result: Result, tmp_path: Path) -> None:
    lone = Measure(clause="X", day=DAY, of=plain("x"), value=None, target=Fraction(1), met=None)
    for measures in ((), (lone,)):
        bare = Result(
            scenario=result.scenario, status=result.status, plan=result.plan, accounts=Accounts(measures=measures)
        )
        assert draw_targets(bare, tmp_path, "en") == ()
    assert not list(tmp_path.iterdir())


def forecast(result: Result, folder: Path) -> list[dict[str, str]]:
    write_csv(next(t for t in TABLES if t.name == "forecast"), result, folder / "forecast.csv")
    return list(csv.DictReader((folder / "forecast.csv").open(encoding="utf-8")))


def test_the_forecast_tells_arrivals_the_balance_of_each_half_year_and_the_yearly_demand(
    result: Result, tmp_path: Path
) -> None:
    rows = forecast(result, tmp_path)
    assert [(r["person_id"], r["channel"], r["period"]) for r in rows if r["flow"] == "arrival"] == [
        ("G1", "placed", "2025H2")
    ]
    balance = [r for r in rows if r["flow"] == "balance"]
    assert [balance[0]["period"], balance[-1]["period"], len(balance)] == ["2025H2", "2031H1", 12]
    assert {r["count"] for r in balance} == {"1"}
    assert [r["count"] for r in rows if r["flow"] == "demand"] == ["1", "0", "0", "0", "0", "0"]


def test_a_clinic_that_the_outlook_leaves_empty_raises_alarm_once_for_each_run_of_half_years(
    result: Result, tmp_path: Path
) -> None:
    facts = {"posts": 1, "staff_before": 0, "staff": 0, "cover": 0, "over_cap": 0}
    empty = [SiteAfter(site_id="c", period=p, uncovered=True, **facts) for p in ("2028H2", "2029H1", "2030H1")]
    ahead = replace(result, sites_after=tuple(empty), plan=outlook(result.plan, D1="a 2025H2-2031H1"))
    told = [(r["period"], r["site_id"], r["what_zh"]) for r in forecast(ahead, tmp_path) if r["flow"] == "uncovered"]
    assert [(period, site) for period, site, _ in told] == [("2028H2", "c"), ("2030H1", "c")]
    assert "2029H1" in told[0][2]
    assert "2028-07-01" in told[0][2]
    assert not [r for r in forecast(replace(result, sites_after=tuple(empty)), tmp_path) if r["flow"] == "uncovered"]


def test_the_sheets_show_words_for_codes_and_numbers_as_numbers(result: Result, tmp_path: Path) -> None:
    from python_calamine import CalamineWorkbook

    write_workbook(result, (), tmp_path / "plan.xlsx")
    book = CalamineWorkbook.from_path(str(tmp_path / "plan.xlsx"))
    targets = book.get_sheet_by_name("指标").to_python()
    assert targets[0][:3] == ["条款", "日期", "指标"]
    share = next(row for row in targets if row[0] == "MTGR-6-b")
    assert share[3:7] == [66.66, 45, "是", 0]
    flows = {row[1] for row in book.get_sheet_by_name("预测").to_python()[1:]}
    assert flows == {"到岗", "缺额", "招聘需求"}
