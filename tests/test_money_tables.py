"""The tables, picture and notes of money: they say the same yuan, whoever reads them, and what is assumed."""

import csv
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from build import centre, clinic, county, graduate, policy, scenario

from planner.calendar import Period
from planner.domain import PayItem, Zone
from planner.money import Amount, Funder
from planner.report import write_run
from planner.report.money_tables import budget, budget_rows, by_half_year, item_label, money_notes, money_rows
from planner.report.tables import TABLES
from planner.result import Result
from planner.run import solve

PRICES = {
    "post_allowance": "4000.10", "employee_insurance": "700.05", "employer_insurance": "1200", "dispatch_fee": "100",
    "rural_allowance": "900", "minimum_wage": "2540",
}  # fmt: skip


@pytest.fixture(scope="module")
def season() -> Result:
    """One graduate to be placed and one in training, some amounts assumed."""
    people = [
        graduate("G1", graduated_on=date(2022, 7, 1), enrolled_on=date(2019, 9, 1), licensed_on=date(2025, 10, 9)),
        graduate("G2", available_from=None, graduated_on=date(2025, 7, 1), track="助理全科"),
    ]
    scale = tuple(
        PayItem(item=item, amount_yuan=Decimal(yuan), assumption=item == "dispatch_fee")
        for item, yuan in PRICES.items()
    )
    sites = [clinic("a", "A", zone=Zone.MOUNTAIN)]
    instance = county([centre("A")], sites, people, pay_scale=scale, horizon_years=2)
    return solve(scenario(instance, policy("mentougou-2025")))


def table(name: str, season: Result) -> list[dict[str, object]]:
    made = next(t for t in TABLES if t.name == name)
    return [dict(zip(made.columns, row, strict=True)) for row in made.rows(season)]


def test_the_tables_have_the_columns_agreed():
    columns = {t.name: t.columns for t in TABLES}
    assert columns["money"][:8] == (
        "period", "person_id", "site_id", "item", "amount_yuan", "funder", "clause", "assumption",
    )  # fmt: skip
    assert columns["budget"] == ("year", "funder", "item", "amount_yuan", "assumption")


def test_every_amount_is_in_money_and_in_the_budget_to_the_fen(season):
    whole = sum(row.total for row in season.accounts.money)
    assert whole == sum(row["amount_yuan"] for row in table("money", season))
    assert whole == sum(row["amount_yuan"] for row in table("budget", season))
    sums = budget(season.accounts)
    assert sums.total() + sums.total(funder=Funder.PERSON) == whole
    assert sum(sums.total(year) for year in sums.years) == sums.total()
    assert sum(sums.total(funder=funder) for funder in sums.funders) == sums.total()


def test_money_is_told_by_half_year_and_person(season):
    rows = {(r["period"], r["person_id"], r["item"]): r for r in money_of(season)}
    first = rows["2025H2", "G1", "post_allowance"]
    assert (first["amount_yuan"], first["funder"], first["months"]) == (Decimal("24000.60"), "district", 6)
    assert first["funded_under"] == "MTG25-2.4.1-e"
    assert rows["2025H2", "G1", "employee_insurance"]["amount_yuan"] == Decimal("-4200.30")
    late = rows["2025H2", "G1", "rural_allowance"]
    assert (late["amount_yuan"], late["months"], late["funder"]) == (2700, 3, "city")
    assert ("2025H2", "G2", "rural_allowance") not in rows
    assert {r["assumption"] for r in rows.values() if r["item"] == "dispatch_fee"} == {"yes"}
    assert {r["assumption"] for r in rows.values() if r["item"] != "dispatch_fee"} == {"no"}


def money_of(season: Result) -> list[dict[str, object]]:
    return table("money", season)


@pytest.mark.parametrize(
    ("first", "months", "parts"),
    [
        (date(2025, 7, 1), 6, [(Period(2025, 2), 6)]),
        (date(2025, 12, 1), 2, [(Period(2025, 2), 1), (Period(2026, 1), 1)]),
        (date(2026, 6, 1), 9, [(Period(2026, 1), 1), (Period(2026, 2), 6), (Period(2027, 1), 2)]),
    ],
)
def test_an_amount_is_cut_at_the_half_year(first, months, parts):
    amount = Amount(item="x", first=first, months=months, monthly=Decimal(1), funder=Funder.CITY, clause="c")
    assert list(by_half_year(amount)) == parts


def test_the_notes_say_who_answers_and_what_is_assumed(season):
    said = [note.zh for note in money_notes(season)]
    assert any("区卫生健康委、区财政局、区人保局" in line for line in said)
    assumed = next(line for line in said if "假定金额" in line)
    assert "劳务派遣服务费" in assumed
    assert "岗位补助" not in assumed


def test_the_notes_name_what_is_not_computed(season):
    said = "".join(note.zh for note in money_notes(season))
    assert "住房公积金个人缴存" in said
    assert "pay_scale" in said
    assert "1名定向毕业生没有入学日期" in said


def test_a_county_without_amounts_has_no_money_and_no_total():
    instance = county([centre("A")], [clinic("a", "A")], [graduate("G1")])
    result = solve(scenario(instance, policy("mentougou-2025")))
    assert not list(money_rows(result))
    assert not list(budget_rows(result))
    assert any("岗位补助" in note.zh for note in money_notes(result))


def test_items_are_named_with_their_parts_and_strangers_by_their_code():
    assert item_label("post_allowance.public_health.monthly").zh == "岗位补助·公共卫生服务部分·按月发放"
    assert item_label("something_else").en == "something_else"


def test_a_run_folder_has_tables_totals_and_the_picture(season, tmp_path: Path):
    written = write_run(season, tmp_path / "run", with_report=True, language="zh")
    with (written / "tables" / "budget.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    said = json.loads((written / "manifest.json").read_text(encoding="utf-8"))["money"]
    paid = sum(Decimal(line["amount_yuan"]) for line in lines if line["funder"] != "person")
    assert Decimal(said["total_yuan"]) == paid
    assert said["assumed_items"] == ["dispatch_fee"]
    assert (written / "maps" / "budget.png").stat().st_size > 10_000
    from python_calamine import CalamineWorkbook

    sheet = CalamineWorkbook.from_path(str(written / "plan.xlsx")).get_sheet_by_name("经费预算").to_python()
    assert sheet[0] == ["年度", "资金来源", "项目", "金额（元）", "假定"]
    assert sheet[1][1:3] == ["市财政", "农村补"]
    assert round(sum(row[3] for row in sheet[1:]) * 100) == sum(row.total for row in season.accounts.money) * 100
