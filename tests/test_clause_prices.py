"""The price list: one clause changed at a time, exact differences to the baseline, and what is not proven as a span."""

import csv
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import build
import pytest
from click.testing import CliRunner
from python_calamine import CalamineWorkbook

import planner
from planner import clause_prices
from planner.clause_prices import Difference, PriceList, price_list, pricing
from planner.cli import main
from planner.parameter import Range, fitted
from planner.policy import Amendment
from planner.problem import ScenarioError
from planner.report import prices_chart
from planner.report.prices_table import write_prices
from planner.result import SolveStatus
from planner.scenario import Scenario
from planner.scenario.amending import amended
from planner.scenario.packs import parameter_types
from planner.scenario.precedence import every_pack
from planner.sweeping.figures import figures_of
from planner.sweeping.members import Answer, Job, MemberStatus, Variation, packed, solve_member

ROOT = Path(__file__).parents[1]
MENTOUGOU = ROOT / "scenarios" / "mentougou-2025"


@cache
def mentougou() -> Scenario:
    return planner.load(MENTOUGOU)


@cache
def small() -> Scenario:
    return build.scenario(build.four_centres(), build.policy("mentougou-2025", "mentougou-reform"))


def solved_here(scenario: Scenario, variations: Sequence[Variation], **asked: Any) -> Iterator[Answer]:
    """The engine without its processes, answers in the opposite order."""
    for v in reversed(variations):
        yield solve_member(
            Job(
                scenario=packed(scenario), variation=v, ahead=asked["ahead"], time_limit=asked["time_limit"], keep=False
            )
        )


@pytest.fixture
def in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pricing, "solve_variations", solved_here)


@cache
def of_mentougou() -> PriceList:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pricing, "solve_variations", solved_here)
        return price_list(mentougou())


# One step ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hint", "now", "steps"),
    [
        (Annotated[int, Range(6, 120, step=12)], 24, [("down", 12), ("up", 36)]),
        (Annotated[int, Range(6, 120, step=12)], 12, [("up", 24)]),
        (Annotated[int, Range(6, 120, step=12)], 18, [("down", 6), ("up", 30)]),
        (Annotated[int, Range(6, 120, step=12)], 109, [("down", 97)]),
        (Annotated[int, Range(1, 4)], 1, [("up", 2)]),
        (Annotated[int, Range(1, 4)], 4, [("down", 3)]),
        (Literal["a", "b", "c"], "b", [("option", "a"), ("option", "c")]),
        (Literal["a"], "a", []),
        (bool, True, [("option", False)]),
        (tuple[str, ...], ("a",), []),
        (str, "a", []),
    ],
)
def test_a_step_is_the_smallest_that_means_something_and_stays_in_range(
    hint: object, now: object, steps: list[tuple[str, object]]
) -> None:
    assert list(pricing._steps(hint, now)) == steps


def test_every_clause_in_force_is_suspended_and_every_option_tried() -> None:
    prices = of_mentougou()
    clauses = mentougou().policy.clauses
    assert {p.clause for p in prices.prices if p.done == "suspend"} == {c.id for c in clauses if c.decides}
    assert len({p.id for p in prices.prices}) == len(prices.prices)
    tried = {(p.clause, p.parameter, p.after) for p in prices.prices}
    assert {("MTG25-2.1-a", "vacancy_update", o) for o in ("once_exhaust", "once_round")} <= tried
    assert {("MTGR-9-a", "rotation_cycle_months", m) for m in ("12", "36")} <= tried
    assert {("MTG25-2.2-a", "pre_service_months", m) for m in ("0", "12")} <= tried
    assert not [p for p in prices.prices if p.parameter == "assumption"]


def test_every_step_of_every_pack_fits_its_parameter() -> None:
    for policy in every_pack():
        for clause in policy.clauses:
            for name, hint in parameter_types(type(clause)).items():
                for _, value in pricing._steps(hint, getattr(clause, name)):
                    assert fitted(hint, value) == value


# Exact differences ------------------------------------------------------------------------------------------------


def test_each_difference_is_that_of_two_plans_made_by_hand(in_turn: None) -> None:
    scenario = small()
    prices = price_list(scenario)
    base = planner.solve(scenario)
    goals, figures = {g.goal: g.value for g in base.goals}, figures_of(base)
    assert len(prices.prices) > 40
    solved = 0
    for price in prices.prices:
        change = {} if price.done == "suspend" else {price.parameter: _value(price.after)}
        by_hand = Amendment(clause=price.clause, suspend=price.done == "suspend", parameters=change)
        if not price.solved:
            with pytest.raises((ScenarioError, planner.run.AuditFailed)):  # type: ignore[attr-defined]
                planner.solve(amended(scenario, [by_hand], "x"))
            continue
        other = planner.solve(amended(scenario, [by_hand], "x"))
        solved += 1
        now = figures_of(other)
        for goal in other.goals:
            if goal.goal in goals:
                assert price.differences[goal.goal].value == goal.value - goals[goal.goal], price.id
        for key in ("uncovered", "uncovered_residents", "first_wishes", "unplaced"):
            assert price.differences[key].value == int(now[key]) - int(figures[key]), price.id
        if now["highest_rate"]:
            rates = Fraction(now["highest_rate"]), Fraction(figures["highest_rate"])
            assert price.differences["highest_rate"].value == rates[0] - rates[1]
        else:
            assert "highest_rate" not in price.differences
        if other.status is SolveStatus.OPTIMAL:
            assert all(d.proven for d in price.differences.values())
    assert solved > 40


def _value(word: str) -> object:
    return int(word) if word.isdigit() else {"true": True, "false": False}.get(word, word)


def test_the_largest_effect_on_the_earliest_measure_comes_first() -> None:
    prices = of_mentougou()
    keys = [m.key for m in prices.measures]
    assert keys[:4] == ["placed", "uncovered", "uncovered_residents", "highest_rate"]
    assert [k for k in keys if not k.startswith("outlook")] == keys

    def effect(n: int) -> list[int | Fraction]:
        found = (prices.prices[n].differences.get(k) for k in keys)
        return [d.size if d else 0 for d in found]

    ranked = [effect(n) for n, p in enumerate(prices.prices) if p.solved]
    assert ranked == sorted(ranked, reverse=True)
    assert [p.solved for p in prices.prices] == sorted((p.solved for p in prices.prices), reverse=True)


def test_an_earlier_exit_leaves_villages_without_a_doctor() -> None:
    """The question of leadership: which rule leaves how many villages without a doctor."""
    price = next(p for p in of_mentougou().prices if p.id == "MTGR-7-e.exit_age_years=69")
    base = planner.solve(mentougou())
    earlier = planner.solve(
        amended(mentougou(), [Amendment(clause="MTGR-7-e", parameters={"exit_age_years": 69})], "x")
    )
    without = [{s.site_id for s in r.sites_after if s.uncovered} for r in (base, earlier)]
    assert price.differences["uncovered"].value == len(without[1]) - len(without[0]) > 0
    assert price.done == "down"
    assert price.change.en == "exit_age_years 70 down to 69"


def test_what_contradicts_another_clause_is_a_row_that_says_so() -> None:
    price = next(p for p in of_mentougou().prices if p.id == "MTG25-2.1-b.vacancy_scope=all_clinics")
    assert price.status is MemberStatus.REFUSED
    assert price.message is not None
    assert "MTG25-3.1-b" in price.message.en
    assert price.differences == {}
    assert price in of_mentougou().unsolved


def test_a_baseline_without_a_plan_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def stuck(scenario: Scenario, variations: Sequence[Variation], **asked: Any) -> Iterator[Answer]:
        for answer in solved_here(scenario, variations, **asked):
            yield replace(answer, status=MemberStatus.INFEASIBLE) if answer.id == pricing.BASE else answer

    monkeypatch.setattr(pricing, "solve_variations", stuck)
    with pytest.raises(ScenarioError, match="no plan meets the clauses"):
        price_list(small())


# What is not proven -----------------------------------------------------------------------------------------------


def test_the_true_difference_lies_within_the_span() -> None:
    chance = random.Random(4)
    for _ in range(200):
        truths = [chance.randint(0, 9), chance.randint(0, 9)]
        spans = [(t - chance.randint(0, 2), t, t + chance.randint(0, 2)) for t in truths]
        base = pricing.Measure(key="k", label=build.plain("k"), clause="", value=spans[0][2], least=spans[0][0],
                               most=spans[0][2])  # fmt: skip
        found = pricing._difference(base, spans[1][2], spans[1][0], spans[1][2])
        true = truths[1] - truths[0]
        assert found.least is not None
        assert found.most is not None
        assert found.least <= true <= found.most
        assert found.certain <= abs(true)
        assert found.proven == (found.least == found.most)
        assert not found.proven or found.value == true


@pytest.mark.parametrize(
    ("value", "least", "most", "told", "certain"),
    [
        (3, 3, 3, "+3", 3),
        (-3, -3, -3, "-3", 3),
        (0, 0, 0, "0", 0),
        (2, -1, 5, "-1..+5", 0),
        (2, 1, 5, "+1..+5", 1),
        (-2, -6, -2, "-6..-2", 2),
        (2, None, None, "+2?", 0),
        (Fraction(-1, 20), Fraction(-1, 20), Fraction(-1, 20), "-1/20", Fraction(1, 20)),
    ],
)
def test_a_difference_tells_no_more_than_is_known(value: Any, least: Any, most: Any, told: str, certain: Any) -> None:
    found = Difference(value=value, least=least, most=most)
    assert (str(found), found.certain) == (told, certain)


def test_years_ahead_cut_short_are_told_as_spans(in_turn: None) -> None:
    base = build.four_centres()
    people = tuple(replace(p, employer=p.site_id[0] if p.site_id else None) for p in base.people)
    scenario = replace(small(), instance=replace(base, people=people, horizon_years=2))
    prices = price_list(scenario, ahead=True, time_limit=0.0)
    ahead = [m for m in prices.measures if m.key.startswith("outlook_")]
    assert [m.key for m in ahead[:2]] == ["outlook_core", "outlook_uncovered"]
    assert prices.measures[-1].key == "outlook_moves"
    for price in prices.prices:
        for m in ahead:
            found = price.differences.get(m.key)
            if found is None or m.key == "outlook_moves":
                assert found is None or not found.proven
            else:
                assert found.least is not None
                assert found.most is not None
                assert found.least <= found.value <= found.most


# Files ------------------------------------------------------------------------------------------------------------


def test_the_files_say_the_same(tmp_path: Path) -> None:
    prices = of_mentougou()
    assert write_prices(prices, tmp_path, "zh") == ()
    assert {p.name for p in tmp_path.iterdir()} == {"prices.csv", "prices.xlsx", "prices.png", "prices.svg"}
    with (tmp_path / "prices.csv").open(encoding="utf-8", newline="") as file:
        told = list(csv.DictReader(file))
    assert told == list(prices.records())
    sheet = CalamineWorkbook.from_path(str(tmp_path / "prices.xlsx")).get_sheet_by_index(0).to_python()
    assert len(sheet) == 2 + len(prices.prices)
    labels = [m.label.zh for m in prices.measures]
    assert sheet[0][4 : 4 + len(labels)] == labels
    for row, price in zip(sheet[2:], prices.prices, strict=True):
        assert row[0] == price.clause
        for cell, m in zip(row[4:], prices.measures, strict=False):
            found = price.differences.get(m.key)
            assert cell == ("" if found is None else found.value if isinstance(found.value, int) else str(found))


def test_equal_lists_give_equal_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_prices(of_mentougou(), tmp_path / name, "en")
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes(), path.name


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_picture_has_a_bar_for_every_change_that_tells(language: Any) -> None:
    prices = of_mentougou()
    measure = next(m for m in prices.measures if m.key == "uncovered")
    with prices_chart.canvas.drawing():
        figure = prices_chart.draw(prices, measure, language)
    (axes,) = figure.axes
    moved = [p for p in prices.prices if p.solved and p.differences["uncovered"].value]
    assert 5 < len(moved) <= prices_chart.MOST
    assert len(axes.patches) == len(moved)
    assert sorted(t.get_text() for t in axes.texts) == sorted(str(p.differences["uncovered"]) for p in moved)
    still = len(prices.prices) - len(moved) - len(prices.unsolved)
    assert any(str(still) in t.get_text() for t in figure.texts)


def test_what_is_not_proven_is_drawn_hollow_with_its_span() -> None:
    prices = of_mentougou()
    open_ = Difference(value=2, least=-1, most=4)
    changed = replace(prices.prices[0], differences={**prices.prices[0].differences, "uncovered": open_})
    some = replace(prices, prices=(changed, *prices.prices[1:]))
    measure = next(m for m in prices.measures if m.key == "uncovered")
    with prices_chart.canvas.drawing():
        figure = prices_chart.draw(some, measure, "en")
    (axes,) = figure.axes
    assert "-1..+4" in [t.get_text() for t in axes.texts]
    hollow = [bar for bar in axes.patches if bar.get_facecolor()[:3] == (1.0, 1.0, 1.0)]
    assert len(hollow) == 1


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the command asks to be priced; it is answered with the list of Mentougou."""
    heard: list[Any] = []

    def answer(scenario: Scenario, **more: Any) -> PriceList:
        heard.append((scenario.variant_name, more["ahead"], more["time_limit"], more["workers"]))
        return of_mentougou()

    monkeypatch.setattr(clause_prices, "price_list", answer)
    return heard


def test_the_command_prices_one_scenario(tmp_path: Path, asked: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["compare", str(MENTOUGOU), "--prices", "--out", str(tmp_path), "--lang", "en"]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, done.output
    assert f"{len(of_mentougou().prices)} changes" in done.output
    assert "results are in" in done.output
    with (tmp_path / "prices.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.DictReader(file)) == list(of_mentougou().records())
    CliRunner().invoke(main, [*words, "--outlook", "--workers", "2"])
    CliRunner().invoke(main, [*words, "--outlook", "--time-limit", "60"])
    assert asked == [("base", False, 60.0, None), ("base", True, 20.0, 2), ("base", True, 60.0, None)]
    monkeypatch.setattr(sys, "argv", ["planner", *words])
    two = CliRunner().invoke(main, ["compare", str(MENTOUGOU), str(MENTOUGOU), "--prices", "--lang", "en"])
    assert two.exit_code == 2
    assert "one scenario at a time" in two.output


def test_a_variant_may_be_priced(tmp_path: Path, asked: list[Any]) -> None:
    for words in ((str(MENTOUGOU), "--variant", "ranked-once"), (str(MENTOUGOU / "variants" / "ranked-once.yaml"),)):
        assert CliRunner().invoke(main, ["compare", *words, "--prices", "--out", str(tmp_path)]).exit_code == 0
    assert [name for name, *_ in asked] == ["ranked-once", "ranked-once"]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, asked: list[Any]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    words = ["compare", str(MENTOUGOU), "--prices", "--out", str(tmp_path / "file" / "out"), "--lang", "en"]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 1
    assert "cannot write" in done.output


def test_processes_find_the_same() -> None:
    scenario = small()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pricing, "solve_variations", solved_here)
        here = price_list(scenario)
    assert list(price_list(scenario, workers=2).records()) == list(here.records())


def test_every_column_is_on_its_page() -> None:
    page = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
    section = page.split("### `prices`")[1].split("\n#")[0]
    columns = [c for c in next(of_mentougou().records()) if c not in {m.key for m in of_mentougou().measures}]
    assert [c for c in columns if f"| `{c}` |" not in section] == []


def test_the_verb_of_the_api_is_the_list(in_turn: None) -> None:
    assert list(planner.prices(small()).records()) == list(price_list(small()).records())
