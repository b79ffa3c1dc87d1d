"""Money, targets, duties and missing values on page and in memo: the figures of the tables, and names as text."""

import csv
import re
from collections import defaultdict
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from html import unescape
from pathlib import Path

import pytest
from build import centre, clinic, county, doctor, graduate, policy, scenario, wishes
from conftest import HOSTILE

import planner
from planner.accounts import Accounts, Measure
from planner.domain import PayItem, Zone
from planner.messages import say
from planner.report.accounts_views import stands, verdict
from planner.report.memo import memo
from planner.report.memo_words import Section
from planner.report.money_tables import budget
from planner.report.page import page
from planner.report.page_accounts import accounts_part
from planner.report.sharing import coded, undated
from planner.report.tables import TABLES, write_csv
from planner.result import Result
from planner.run import solve
from planner.staffing import plan_outlook
from planner.text import Language, plain

DISTRICT = Path(__file__).parents[2] / "scenarios" / "mentougou-2025"


@pytest.fixture(scope="module")
def district() -> Result:
    return solve(planner.load(DISTRICT))


@pytest.fixture(scope="module")
def tables(district: Result, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, str]]]:
    """The tables of a run as the files hold them."""
    folder = tmp_path_factory.mktemp("tables")
    found = {}
    for table in TABLES:
        if table.name in {"budget", "money", "targets", "calendar"}:
            write_csv(table, district, folder / f"{table.name}.csv")
            with (folder / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
                found[table.name] = list(csv.DictReader(file))
    return found


def rows_of(html: str, table: str) -> list[list[str]]:
    """The rows of a table of the page, cell by cell, as text."""
    found = re.search(rf'<table[^>]* id="{table}".*?</table>|<table id="{table}".*?</table>', html, re.DOTALL)
    assert found is not None, table
    rows = re.findall(r"<tr\b.*?</tr>", found[0], re.DOTALL)
    cells = (re.findall(r"<t[dh]\b.*?</t[dh]>", row, re.DOTALL) for row in rows)
    return [[unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in row] for row in cells]


def sections(result: Result, language: Language = "zh") -> dict[str, Section]:
    return {s.key: s for s in memo(result, (*result.scenario.notices, *result.notes), language).sections}


def yuan(text: str) -> Decimal:
    return Decimal(text.split()[0].replace(",", ""))


def small(measures: tuple[Measure, ...] = (), **amounts: tuple[str, bool]) -> Result:
    """A season of one clinic; amounts are those of the pay scale, with whether each is assumed."""
    scale = tuple(
        PayItem(item=item, amount_yuan=Decimal(told), assumption=guess) for item, (told, guess) in amounts.items()
    )
    people = [graduate("G1", graduated_on=date(2022, 7, 1), enrolled_on=date(2019, 9, 1)), doctor("D1", None)]
    sites = [clinic("a", "A", zone=Zone.MOUNTAIN)]
    instance = county([centre("A")], sites, people, pay_scale=scale, horizon_years=2)
    solved = solve(scenario(instance, policy("mentougou-2025")))
    return replace(solved, accounts=replace(solved.accounts, measures=measures or solved.accounts.measures))


SCALE = {
    "post_allowance": ("4000.10", False), "employee_insurance": ("700.05", False), "minimum_wage": ("2540", False),
    "employer_insurance": ("1200", False), "dispatch_fee": ("100.33", True), "rural_allowance": ("900", False),
}  # fmt: skip


def test_the_page_tells_the_budget_of_the_table_to_the_fen(
    district: Result, tables: dict[str, list[dict[str, str]]]
) -> None:
    by: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in tables["budget"]:
        by[row["year"], row["funder"]] += Decimal(row["amount_yuan"])
    head, *lines, foot = rows_of(page(district, (), "zh"), "budget")
    assert head == ["年份", "市财政", "区财政", "财政（未明确级次）", "合计", "另：个人缴费（从待遇中扣除）"]
    funders = ["city", "district", "public"]
    for line in lines:
        year = line[0][:4]
        told = [yuan(cell) for cell in line[1:]]
        assert told[:3] == [by[year, f] for f in funders]
        assert told[3] == sum(told[:3])
        assert told[4] == by[year, "person"]
    assert [line[0] for line in lines] == ["2025（6个月）", "2026", "2027", "2028", "2029", "2030", "2031（6个月）"]
    assert [yuan(cell) for cell in foot[1:]] == [sum(yuan(row[n]) for row in lines) for n in range(1, 6)]
    paid = sum(Decimal(row["amount_yuan"]) for row in tables["money"] if row["funder"] != "person")
    assert yuan(foot[4]) == paid


def test_what_the_money_is_for_adds_up_to_the_table_of_money(
    district: Result, tables: dict[str, list[dict[str, str]]]
) -> None:
    _, *lines = rows_of(page(district, (), "zh"), "items")
    assert sum(yuan(row[2]) for row in lines) == sum(Decimal(row["amount_yuan"]) for row in tables["money"])
    assert len(lines) == len({(row["funder"], row["item"]) for row in tables["budget"]})


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_memo_tells_the_same_money_as_the_page(district: Result, language: Language) -> None:
    _, *lines, _ = rows_of(page(district, (), language), "budget")
    on_page = {(row[0], yuan(cell)) for row in lines for cell in row[1:5]}
    in_memo = {(row[0], yuan(row[2])) for row in sections(district, language)["budget"].rows}
    years = {row[0] for row in lines}
    assert {told for told in in_memo if told[0] in years} == {told for told in on_page if told[1]}


def test_targets_are_those_of_the_table(district: Result, tables: dict[str, list[dict[str, str]]]) -> None:
    _, *on_page = rows_of(page(district, (), "zh"), "targets")
    paper = sections(district)["targets"].rows
    assert len(on_page) == len(paper) == len(tables["targets"]) > 5
    for told, row, written in zip(on_page, tables["targets"], paper, strict=True):
        assert (told[1], told[2], told[6]) == (row["measure"], row["date"], row["clause"])
        assert told[3] == written[2] == (row["value"] and row["value"] + row["unit"])
        assert told[4] == written[3] == (row["target"] and row["target"] + row["unit"])
        assert (told[0] == "达到") is (row["met"] == "yes")
        assert (told[0] == "未达到") is (row["met"] == "no")
        assert written[4].startswith(told[0])
        if row["met"] == "no" and row["needed"]:
            gap = f"（{row['gap']}个百分点）" if row["unit"] == "%" else ""
            assert told[5] == f"还差{row['needed']}{gap}" == written[4].removeprefix("未达到，")


def test_a_target_without_a_number_is_reported_and_one_without_facts_cannot_be_told() -> None:
    def measure(**facts: object) -> Measure:
        told = {"value": None, "target": None, "met": None, **facts}
        return Measure(clause="X", day=date(2025, 7, 1), of=plain("x"), **told)  # type: ignore[arg-type]  # by name

    assert verdict(measure(value=Fraction(1))) == "reported"
    assert verdict(measure(target=Fraction(1))) == "unknown"
    assert verdict(measure()) == "unknown"
    assert verdict(measure(value=Fraction(1), target=Fraction(1), met=True)) == "met"
    assert verdict(measure(value=Fraction(0), target=Fraction(1), met=False, needed=1)) == "missed"
    assert stands(measure(value=Fraction(200, 3), unit="%")) == (plain("66.66%"), plain(""))


def test_duties_are_those_of_the_coming_twelve_months(
    district: Result, tables: dict[str, list[dict[str, str]]]
) -> None:
    due = [row for row in tables["calendar"] if "2025-07" <= row["day"][:7] <= "2026-06"]
    assert 0 < len(due) < len(tables["calendar"])
    _, *rows = rows_of(page(district, (), "zh"), "calendar")
    assert [row[0] for row in rows if len(row) == 1] == sorted({row["day"][:7] for row in due})
    told = [(row[0], row[2], row[3], row[4]) for row in rows if len(row) > 1]
    assert told == [(row["day"], row["count"], row["by_zh"], row["clause"]) for row in due]


def test_every_value_awaited_is_named_with_where_it_stands_and_how_to_give_it(district: Result) -> None:
    _, *rows = rows_of(page(district, (), "en"), "awaited")
    assert len(rows) == len(district.accounts.awaited) + len(district.accounts.lacking) > 5
    amounts, values = rows[: len(district.accounts.lacking)], rows[len(district.accounts.lacking) :]
    assert [row[0] for row in amounts] == [one.clause for one in district.accounts.lacking]
    for (clause, name), row in zip(district.accounts.awaited, values, strict=True):
        assert row[0] == clause
        assert row[1].endswith(say(f"awaited.{name}").en)
        assert district.scenario.policy.clause[clause].citation.section in row[2]
        assert name in row[3]
        assert "amend" in row[3]
    told = sections(district)["awaited"].rows
    assert [row[0] for row in told] == [row[0] for row in rows]
    assert not [row for row in told if any(name in "".join(row) for _, name in district.accounts.awaited)]


def test_only_what_rests_on_assumed_amounts_is_marked() -> None:
    made = accounts_part(small(**SCALE), "en").money
    assert made is not None
    marked = {head for head, told in zip(made.columns[1:], made.foot.sums, strict=True) if told.assumed}
    assert marked == {"public finance (level not named)", "Total"}
    sure = accounts_part(small(**{k: (v, False) for k, (v, _) in SCALE.items()}), "en").money
    assert sure is not None
    assert not sure.assumed
    assert not any(told.assumed for line in (*sure.lines, sure.foot) for told in line.sums)


def test_without_a_pay_scale_one_line_says_what_is_lacking() -> None:
    bare = small()
    part = accounts_part(bare, "zh")
    assert part.money is None
    assert "pay_scale" in part.no_money
    assert "岗位补助" in part.no_money
    html = page(bare, (), "zh")
    assert part.no_money in html
    assert 'id="budget"' not in html
    told = sections(bare)["budget"]
    assert told.paragraphs == (part.no_money,)
    assert told.rows == ()


def test_without_accounts_there_is_no_part(season: Result) -> None:
    html = page(season, season.notes, "zh")
    for anchor in ('id="accounts"', 'id="part-calendar"', 'id="part-targets"', 'id="part-awaited"'):
        assert anchor not in html
    assert not {"budget", "targets", "awaited"} & sections(season).keys()


def test_remarks_on_money_stand_beside_it_and_are_not_repeated(district: Result) -> None:
    told = sections(district)
    beside, assumed = " ".join(told["budget"].paragraphs), " ".join(told["assumed"].paragraphs)
    assert "假定金额" in beside
    assert "假定金额" not in assumed


def test_names_in_targets_are_text(season: Result) -> None:
    hostile = Measure(clause="X", day=date(2025, 7, 1), of=plain(HOSTILE[1]), value=None, target=None, met=None)
    html = page(replace(season, accounts=Accounts(measures=(hostile,))), (), "zh")
    assert HOSTILE[1] not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def words_of(result: Result) -> str:
    """Every cell that the page shows of tables and duties."""
    part = accounts_part(result, "zh")
    told = [cell.text for table in part.tables for row in table.rows for cell in row.cells]
    return " ".join((*told, *(cell for _, duties in part.months for duty in duties for cell in duty)))


def test_an_edition_for_circulation_names_nobody(district: Result) -> None:
    shared, _ = undated(solve(coded(planner.load(DISTRICT))), None)
    names = {p.name for p in district.scenario.instance.people}
    named, coded_words = words_of(district), words_of(shared)
    assert [name for name in names if name in named]
    assert not [name for name in names if name in coded_words]
    written = [s for key, s in sections(shared).items() if key in {"budget", "targets", "awaited"}]
    words = " ".join(c for s in written for c in (*s.paragraphs, *(cell for row in s.rows for cell in row)))
    assert not [name for name in names if name in words]


def test_the_page_holds_sums_and_not_every_row_of_money(district: Result) -> None:
    many = replace(district, accounts=replace(district.accounts, money=district.accounts.money * 20))
    assert len(page(many, (), "zh")) < len(page(district, (), "zh")) + 2000


def test_with_the_years_ahead_page_and_memo_tell_the_accounts_of_the_outlook() -> None:
    people = [
        graduate("G1", graduated_on=date(2022, 7, 1), enrolled_on=date(2019, 9, 1)),
        doctor("D1", "b"),
    ]
    scale = tuple(PayItem(item=item, amount_yuan=Decimal(told)) for item, (told, _) in SCALE.items())
    sites = [clinic("a", "A", zone=Zone.MOUNTAIN), clinic("b", "A", zone=Zone.MOUNTAIN)]
    town = scenario(
        county([centre("A")], sites, people, wishes(G1="A"), pay_scale=scale, horizon_years=2),
        policy("mentougou-2025", "mentougou-reform"),
    )
    result, outlook = solve(town), plan_outlook(town, 10, 1)
    whole = budget(outlook.accounts).total()
    assert whole > 0
    bare = replace(result, accounts=Accounts())
    *_, foot = rows_of(page(bare, (), "zh", outlook), "budget")
    assert whole in [yuan(cell) for cell in foot[1:]]
    told = {s.key: s for s in memo(bare, (), "zh", outlook).sections}
    assert yuan(told["budget"].rows[-1][2]) == whole
