"""Comparing plans: under which clause a difference arose, equal plans, published plans, failures, bad days."""

import csv
import json
import random
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from build import centre, clinic, county, doctor, graduate, policy, random_county, scenario, wishes
from click.testing import CliRunner
from click.testing import Result as Ran

import planner
from planner import comparing
from planner.accounting import account
from planner.accounts import Measure, Spell
from planner.clause import Citation, Clause, Kind
from planner.cli import main
from planner.comparing import Effort, compare
from planner.comparing.attribution import walk
from planner.comparison import Comparison, Step, StepKind, Verdict
from planner.domain import Instance, Placement, Plan, Wish
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.money import Amount, Funder
from planner.problem import ScenarioError
from planner.report.compare_folder import TABLES, write_comparison
from planner.report.folder import write_run
from planner.report.notebook import comparison_html
from planner.result import SolveStatus
from planner.run import AuditFailed, solve
from planner.scenario import Scenario, load
from planner.text import Text, plain

REAL = Path(__file__).parent.parent / "scenarios" / "mentougou-2025"
LAW = "mentougou-2025"


def two_corners() -> Instance:
    """Centres A and B with equal rates of which B has more clinics, and C where the larger clinic is not the wished."""
    sites = [
        clinic("A1", "A", posts=2),
        clinic("B1", "B"),
        clinic("B2", "B"),
        clinic("C1", "C", people=1000),
        clinic("C2", "C", people=100),
    ]
    people = [
        doctor("DA", "A1"),
        doctor("DB", "B1"),
        graduate("G1", only_centres=frozenset("AB")),
        graduate("G2", only_centres=frozenset("C")),
    ]
    listed = [*wishes(G1="A B"), Wish(person_id="G2", rank=1, site_id="C2")]
    return county([centre(c) for c in "ABC"], sites, people, listed)


def variant(name: str, instance: Instance | None = None, **law: object) -> Scenario:
    made = scenario(instance or two_corners(), policy(LAW, **law))  # type: ignore[arg-type]
    return replace(made, variant_name=name)


WISH_FIRST = {"clinic_goals": ["wish", "uncovered", "residents"]}


def test_each_difference_is_put_down_to_the_amendment_that_moved_her() -> None:
    both = variant("both", suspend=["MTG25-2.1-c"], MTG25_2_1_e=WISH_FIRST)
    found = compare([variant("base"), both])
    moved = {c.person_id: (c.before.site_id, c.after.site_id, c.verdict, c.steps) for c in found.people}  # type: ignore[union-attr]
    assert moved == {
        "G1": ("B2", "A1", Verdict.GAINS, ("MTG25-2.1-c",)),
        "G2": ("C1", "C2", Verdict.GAINS, ("MTG25-2.1-e",)),
    }
    assert [(s.key, s.moved) for s in found.members[1].path] == [("MTG25-2.1-c", 1), ("MTG25-2.1-e", 1)]
    assert found.summary[0].en == "both: 2 gain, 1 through MTG25-2.1-c, 1 through MTG25-2.1-e."


def test_a_single_amendment_is_behind_everything() -> None:
    found = compare([variant("base"), variant("no-c", suspend=["MTG25-2.1-c"])])
    assert found.summary[0].en == "no-c: 1 gain, all through MTG25-2.1-c."
    assert found.summary[0].zh == "no-c：1人得益，全部出自MTG25-2.1-c。"


def test_told_the_other_way_round_she_loses() -> None:
    found = compare([variant("no-c", suspend=["MTG25-2.1-c"]), variant("base")])
    assert [(c.person_id, c.verdict, c.steps) for c in found.people] == [("G1", Verdict.LOSES, ("MTG25-2.1-c",))]


def test_rows_that_change_are_one_step_before_the_clauses() -> None:
    fewer = replace(two_corners(), people=tuple(p for p in two_corners().people if p.id != "G2"))
    found = compare([variant("base"), variant("fewer", fewer, suspend=["MTG25-2.1-c"])])
    assert [(c.person_id, c.verdict, c.steps) for c in found.people] == [
        ("G1", Verdict.GAINS, ("MTG25-2.1-c",)),
        ("G2", Verdict.LEAVES, ("facts",)),
    ]
    assert next(s.label.en for s in found.members[1].path) == "changed facts (people 1 fewer)"
    assert any("people 1 fewer" in notice.en for notice in found.notices)


def test_a_text_that_replaces_another_is_told_clause_by_clause() -> None:
    older = replace(scenario(two_corners(), policy("mentougou-2021", LAW)), variant_name="2021")
    keys = [s.key for s in compare([variant("base"), older]).members[1].path]
    assert "MTG21-A1.1-b+MTG21-A1.1-c" in keys  # these two cannot be in force beside MTG25-2.1-a and -c
    assert "MTG21-A1.1-d" in keys


def places(**at: str) -> dict[str, tuple[str | None, str | None] | None]:
    return {person: (None, site) for person, site in at.items()}


def steps(*keys: str) -> list[Step]:
    return [Step(key=key, kind=StepKind.CLAUSE, label=plain(key)) for key in keys]


def test_an_excursion_that_comes_back_is_left_out() -> None:
    a, b, c = steps("a", "b", "c")
    way = walk(places(G="1"), [(a, places(G="2")), (b, places(G="1")), (c, places(G="3"))])
    assert way.behind == {"G": ("c",)}
    way = walk(places(G="1"), [(a, places(G="2")), (b, places(G="3")), (c, places(G="2"))])
    assert way.behind == {"G": ("a",)}
    way = walk(places(G="1"), [(a, places(G="2")), (b, places(G="3")), (c, places(G="3"))])
    assert way.behind == {"G": ("a", "b")}
    assert [s.moved for s in way.steps] == [1, 1, 0]
    assert walk(places(G="1"), [(a, places(G="2")), (b, places(G="1"))]).behind == {}


def test_on_any_county_the_steps_account_for_every_difference_and_for_nothing_else() -> None:
    chance, moved = random.Random(5), 0
    law = policy(LAW, "mentougou-reform")
    others = [
        policy("mentougou-2021", LAW, "mentougou-reform"),
        policy(LAW, "mentougou-reform", suspend=["MTG25-2.1-a", "MTG25-2.1-d", "MTG25-2.4.1-d"]),
    ]
    for _ in range(40):
        instance = random_county(chance, 3, 7)
        other = scenario(instance, chance.choice(others))
        found = compare([scenario(instance, law), replace(other, variant_name="other")])
        first, second = (m.plan.placement for m in found.members)
        differ = {p for p in first.keys() | second.keys() if first.get(p) != second.get(p)}
        assert {c.person_id for c in found.people} == differ
        known = {s.key for s in found.members[1].path if s.kind is StepKind.CLAUSE}
        assert all(c.steps and set(c.steps) <= known for c in found.people)  # never by hand, never a tie
        moved += len(differ)
    assert moved > 10


def test_whatever_the_baseline_a_plan_is_as_good_and_passes_its_audit() -> None:
    chance, closer = random.Random(9), 0
    packs = [(LAW, "mentougou-reform"), ("mentougou-2021", LAW), ("xixian-2021",)]
    for trial in range(90):
        law, instance = policy(*packs[trial % 3]), random_county(chance, 3, 6)
        instance = replace(instance, wishes=()) if trial % 2 else instance  # without wishes there are more ties
        sites, pool = list(instance.sites), [p.id for p in instance.people if p.id.startswith("G")]
        given = [(p, chance.choice(sites)) for p in pool]
        baseline = Plan(placements=tuple(Placement(person_id=p, centre_id=s.centre_id, site_id=s.id) for p, s in given))
        alone, close = solve(scenario(instance, law)), solve(scenario(instance, law), baseline=baseline)
        closer += close.plan != alone.plan
        if max((c.round for c in alone.cutoffs), default=1) > 1:
            continue  # a tie of one round may decide the next
        assert close.goals[:3] == alone.goals[:3]
        lines = [[replace(c, filled=0) for c in r.cutoffs] for r in (alone, close)]
        assert lines[0] == lines[1]
        kept = [sum(r.plan.placement[p].centre_id == s.centre_id for p, s in given if p in r.plan.placement)
                for r in (alone, close)]  # fmt: skip
        assert kept[1] >= kept[0]
    assert closer > 2


def twins() -> Instance:
    sites = [clinic("A1", "A"), clinic("A2", "A")]
    return county([centre("A")], sites, [graduate("G1")], [])


def at(result: object, site: str) -> object:
    plan = replace(result.plan, placements=(Placement(person_id="G1", centre_id="A", site_id=site),))  # type: ignore[attr-defined]
    return replace(result, plan=plan)  # type: ignore[type-var]


def test_equal_plans_compare_as_equal() -> None:
    """Both clinics are as good; solving alone takes the lower code, but not against a baseline that has the other."""
    base = scenario(twins(), policy(LAW))
    baseline = at(solve(base), "A2")
    other = replace(scenario(twins(), policy(LAW, suspend=["MTG25-2.1-c"])), variant_name="no-c")
    assert solve(other).plan.placements[0].site_id == "A1"
    found = compare([baseline, other])  # type: ignore[list-item]
    assert found.people == () and found.summary[0].en == "no-c: nobody's place differs."


def test_a_choice_between_equally_good_plans_is_no_clauses_doing() -> None:
    base = scenario(twins(), policy(LAW))
    found = compare([solve(base), at(solve(base), "A2")])  # type: ignore[list-item]
    assert [c.steps for c in found.people] == [("ties",)]


def test_a_plan_that_solving_would_not_give_is_told_as_made_by_hand() -> None:
    base = variant("base")
    made = solve(base)
    worse = tuple(replace(p, site_id="C2") if p.person_id == "G2" else p for p in made.plan.placements)
    found = compare([made, replace(made, plan=replace(made.plan, placements=worse))])
    assert [(c.person_id, c.steps) for c in found.people] == [("G2", ("hand_after",))]
    back = compare([replace(made, plan=replace(made.plan, placements=worse)), made])
    assert [(c.person_id, c.steps) for c in back.people] == [("G2", ("hand",))]


def test_a_clinic_covered_by_one_plan_only_is_listed() -> None:
    found = compare([variant("base"), variant("e", MTG25_2_1_e=WISH_FIRST)])
    assert [(c.site_id, c.without) for c in found.clinics] == [("C1", ((), ("2025H2",))), ("C2", (("2025H2",), ()))]
    figures = {i.key: i.values for i in found.indicators}
    assert figures["unstaffed_residents"] == (1_100 - 1_000, 1_000)
    assert figures["moved"] == (0, 1)


def test_a_sum_over_other_people_is_neither_better_nor_worse() -> None:
    fewer = replace(two_corners(), people=tuple(p for p in two_corners().people if p.id != "G2"))
    same = {i.key: i.better for i in compare([variant("base"), variant("e", MTG25_2_1_e=WISH_FIRST)]).indicators}
    other = {i.key: i.better for i in compare([variant("base"), variant("fewer", fewer)]).indicators}
    assert (same["wish_total"], same["clinic_wish"], same["unstaffed"]) == ("less", "less", "less")
    assert (other["wish_total"], other["clinic_wish"], other["unstaffed"]) == (None, None, "less")
    assert (same["first_wishes"], other["first_wishes"]) == ("more", None)


def failing(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    finding = Finding(clause="X", subject="", status=Status.VIOLATED, message=plain("broken"))

    def faulty(s: Scenario, *given: object, **named: object) -> object:
        if s.variant_name == name:
            raise AuditFailed((finding,))
        return solve(s)

    monkeypatch.setattr(comparing.members, "solve", faulty)


def test_a_member_that_fails_is_a_column_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, "bad")
    found = compare([variant("base"), variant("bad"), variant("no-c", suspend=["MTG25-2.1-c"])])
    assert found.members[1].failure is not None and "broken" in found.members[1].failure.en
    assert "no plan" in found.summary[0].en and found.summary[1].en.startswith("no-c: 1 gain")
    assert all(i.values[1] is None for i in found.indicators)
    assert {c.member for c in found.people} == {2}


def test_a_baseline_that_fails_leaves_the_others_to_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, "bad")
    found = compare([variant("bad"), variant("no-c", suspend=["MTG25-2.1-c"])])
    assert found.people == () and found.indicators[0].values[1] == 2


def test_scenarios_of_two_names_are_refused_or_marked() -> None:
    other = replace(variant("base"), name="elsewhere")
    with pytest.raises(ScenarioError, match="elsewhere"):
        compare([variant("base"), other])
    found = compare([variant("base"), other], anyway=True)
    assert "[different scenarios]" in found.notices[0].en
    assert [m.name for m in found.members] == ["test/base", "elsewhere/base"]


def test_one_plan_alone_is_refused() -> None:
    with pytest.raises(ScenarioError, match="only one plan"):
        compare([variant("base")])


def test_years_ahead_are_told_beside_the_season() -> None:
    law = policy(LAW, "mentougou-reform"), policy(LAW, "mentougou-reform", suspend=["MTG25-2.1-c"])
    base, other = (scenario(two_corners(), rules) for rules in law)
    effort = Effort(ahead=True, time_limit=20, workers=1)
    found = compare([base, replace(other, variant_name="no-c")], effort)
    assert {i.part for i in found.indicators} == {"season", "ahead", "target"}
    assert found.members[0].ahead and found.members[1].plan.assignments
    assert {c.person_id: c.half_years > 0 for c in found.stints}.get("G1")
    same = compare([base, replace(base, variant_name="again")], effort)
    assert same.stints == () and {i.values for i in same.indicators if i.key == "half_years"} == {(0, 0)}


class Counted(Clause):
    """A clause that pays everyone placed, and a target for how many are; for tests only."""

    family = "counted"
    pay_step = 0
    guessed: bool = False

    def statement(self) -> Text:
        return plain("counted")

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        return iter(())

    def amounts(self, spell: Spell, before: tuple[Amount, ...], instance: Instance) -> Iterator[Amount]:
        if spell.person.id.startswith("G"):
            yield Amount(
                item="test", first=spell.first, months=spell.months, monthly=Decimal("0.10"), funder=Funder.DISTRICT,
                clause=self.id, person_id=spell.person.id, assumption=self.guessed,
            )  # fmt: skip

    def measures(self, instance: Instance, plan: Plan, first: date, last: date) -> Iterator[Measure]:
        placed = Fraction(sum(p.centre_id is not None for p in plan.placements), 4)
        yield Measure(clause=self.id, day=last, of=plain("placed"), value=placed, target=Fraction(1), met=placed >= 1)


def test_targets_and_money_are_told_where_the_law_gives_any_and_nowhere_else() -> None:
    base = variant("base")
    words = plain("counted")
    paying = Counted(id="X-1", title=words, citation=Citation(words, "1", ""), kind=Kind.TARGET)
    paid = replace(base, variant_name="paid", policy=replace(base.policy, clauses=(*base.policy.clauses, paying)))
    found = compare([base, paid])
    (target,) = [i for i in found.indicators if i.clause == "X-1"]
    money = {i.key: i.values for i in found.indicators if i.part == "money"}
    assert target.values == (None, Fraction(1, 2))
    months = sum(a.months for a in account(paid.instance, paid.policy, found.members[1].plan).money)
    assert months > 0
    assert money["money_all"] == money["money_district"] == (None, Decimal("0.10") * months)
    by_year = [values[1] for key, values in money.items() if key.startswith("money_district_")]
    assert len(by_year) == paid.instance.horizon_years + 1
    assert sum(by_year) == money["money_district"][1]
    assert not [i for i in compare([base, base]).indicators if i.clause == "X-1" or i.part == "money"]
    assert not any("assumed" in i.label.en for i in found.indicators)
    guessed = replace(paid, policy=replace(paid.policy, clauses=(*base.policy.clauses, replace(paying, guessed=True))))
    labels = [i.label.en for i in compare([base, guessed]).indicators if i.part == "money"]
    assert labels and all("with assumed amounts" in label for label in labels)


def test_money_that_is_left_out_is_said_beside_the_sums() -> None:
    """Under the rules of 2021 later cohorts have no place without an outlook, so their pay is left out."""
    found = compare([REAL, REAL / "variants" / "rules-2021.yaml"])
    (said,) = [n for n in found.notices if "--outlook" in n.en]
    assert said.en.startswith("the money of rules-2021 is incomplete")
    assert "MTG21-A1.4.1-b" in said.en
    base, other = next(i.values for i in found.indicators if i.key == "money_all")
    assert (base, other) == (Decimal("32141400.00"), Decimal("18869640.00"))


def test_every_table_of_a_comparison_is_on_its_page() -> None:
    page = (REAL.parent.parent / "docs" / "tables.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^### `(\w+)`[^\n]*\n(.*?)(?=^#|\Z)", page, flags=re.MULTILINE | re.DOTALL))
    for name, (columns, _) in TABLES.items():
        assert re.findall(r"^\| `(\w+)` \|", sections[name], flags=re.MULTILINE) == list(columns)


# Published runs, files and the command, on the scenario that ships.


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("compare") / "mentougou-2025"
    shutil.copytree(REAL, copy, ignore=shutil.ignore_patterns("source", "*.py"))
    return copy


@pytest.fixture(scope="module")
def runs(folder: Path) -> Path:
    out = folder.parent / "runs"
    for name in ("base", "ranked-once", "ten-fewer"):
        write_run(solve(load(folder, name)), out / name, with_report=False, language="zh")
    return out


@pytest.fixture(scope="module")
def real(folder: Path) -> Comparison:
    return compare([folder, *(folder / "variants" / f"{v}.yaml" for v in ("rules-2021", "ranked-once", "ten-fewer"))])


def test_ranking_once_is_all_through_the_order_of_rates(real: Comparison) -> None:
    mine = [c for c in real.people if c.member == 2]
    assert mine and {c.steps for c in mine} == {("MTG25-2.1-a",)}
    assert real.summary[1].en.endswith("all through MTG25-2.1-a.")


def test_ten_fewer_are_ten_who_leave(real: Comparison) -> None:
    assert sum(c.verdict is Verdict.LEAVES for c in real.people if c.member == 3) == 10
    assert {c.steps for c in real.people if c.member == 3} == {("facts",)}


def test_a_run_read_back_is_what_was_published(runs: Path, folder: Path) -> None:
    found = compare([runs / "base", folder])
    assert found.people == () and found.clinics == ()
    assert [m.name for m in found.members] == ["base", "base#2"]
    assert all(i.values[0] == i.values[1] and i.proven[0] == i.proven[1] for i in found.indicators)


def test_runs_made_apart_differ_by_the_clause_and_by_ties(runs: Path) -> None:
    found = compare([runs / "base", runs / "ranked-once"])
    close = compare([runs / "base", load(runs.parent / "mentougou-2025", "ranked-once")])
    keys = {key for c in found.people for key in c.steps}
    assert "MTG25-2.1-a" in keys and keys <= {"MTG25-2.1-a", "ties"}
    assert len(close.people) <= len(found.people)
    assert [(g.goal, g.value) for g in found.members[1].goals] == [(g.goal, g.value) for g in close.members[1].goals]


def edit(run: Path, person: str, centre_id: str, site_id: str) -> None:
    path = run / "tables" / "placements.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    for i, line in enumerate(lines):
        if line.startswith(f"{person},"):
            lines[i] = ",".join([person, centre_id, site_id, *line.split(",")[3:]])
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_a_run_edited_by_hand_says_so(runs: Path) -> None:
    edited = shutil.copytree(runs / "base", runs / "edited")
    edit(edited, "G01", "MTG-C09", "S101203")
    found = compare([runs / "base", edited])
    assert [(c.person_id, c.steps) for c in found.people] == [("G01", ("hand_after",))]
    assert "edited" in {m.name for m in found.members} and found.members[1].goals == ()
    assert any("edited after it was published" in n.en for n in found.notices)
    assert found.members[1].status is SolveStatus.FEASIBLE


def test_input_that_changed_is_refused_or_marked_and_no_clause_is_named(folder: Path, tmp_path: Path) -> None:
    mine = shutil.copytree(folder, tmp_path / "mentougou-2025")
    write_run(solve(load(mine)), tmp_path / "old", with_report=False, language="zh")
    write_run(solve(load(mine, "ten-fewer")), tmp_path / "old-fewer", with_report=False, language="zh")
    for table in ("people", "wishes"):
        path = mine / "data" / f"{table}.csv"
        kept = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("G20,")]
        path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match=r"people\.csv"):
        compare([tmp_path / "old", mine])
    found = compare([tmp_path / "old", mine], anyway=True)
    assert any("[different input]" in n.en for n in found.notices)
    assert {c.steps for c in found.people} == {("input",)}
    both_old = compare([tmp_path / "old", tmp_path / "old-fewer"])  # of one input, though not of today's
    assert {c.steps for c in both_old.people} == {("input",)}
    assert any("no clause can be named" in n.en for n in both_old.notices)


def test_a_member_of_a_sweep_is_read_back_under_its_amendments(folder: Path, tmp_path: Path) -> None:
    vary = {"MTG25-2.1-a.vacancy_update": "once_exhaust", "graduates": "30"}
    planner.sweep(load(folder), vary, tmp_path / "all", workers=1)
    planner.sweep(load(folder), {"MTG25-2.1-a.vacancy_update": "once_exhaust"}, tmp_path / "law", workers=1)
    (run,) = (p.parent for p in (tmp_path / "law").glob("*/manifest.json"))
    found = planner.compare(folder, run)
    assert {key for c in found.people for key in c.steps} <= {"MTG25-2.1-a", "ties"}
    assert found.members[1].name == run.name
    (run,) = (p.parent for p in (tmp_path / "all").glob("*/manifest.json"))
    with pytest.raises(ScenarioError, match="number of graduates"):
        planner.compare(folder, run)


def test_a_damaged_run_is_refused(runs: Path) -> None:
    broken = shutil.copytree(runs / "base", runs / "broken")
    (broken / "tables" / "goals.csv").write_text("rank\nx\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match="damaged"):
        compare([runs / "base", broken])


@pytest.fixture
def ran(folder: Path) -> Callable[..., Ran]:
    return lambda *words: CliRunner().invoke(main, ["compare", *map(str, words)])


def test_the_command_tells_it_in_both_languages(ran: Callable[..., Ran], folder: Path) -> None:
    zh, en = ran(folder, "--variant", "ranked-once"), ran(folder, "--variant", "ranked-once", "--lang", "en")
    assert zh.exit_code == en.exit_code == 0
    assert "全部出自MTG25-2.1-a。" in zh.output and "all through MTG25-2.1-a." in en.output
    assert "安置人数" in zh.output and "graduates placed" in en.output


def test_a_variant_may_be_the_baseline_and_a_run_may_name_variants(
    ran: Callable[..., Ran], folder: Path, runs: Path
) -> None:
    shown = ran(folder / "variants" / "ten-fewer.yaml", folder, "--lang", "en")
    assert shown.exit_code == 0 and "10 newly among those to be placed" in shown.output
    shown = ran(runs / "base", "--variant", "ranked-once", "--lang", "en")
    assert shown.exit_code == 0 and "all through MTG25-2.1-a." in shown.output


def test_base_names_the_scenario_itself_and_is_not_doubled(ran: Callable[..., Ran], folder: Path, runs: Path) -> None:
    assert "base#2" not in ran(folder, "--variant", "base", "--variant", "ranked-once").output
    shown = ran(folder / "variants" / "ten-fewer.yaml", "--variant", "base", "--lang", "en")
    assert shown.exit_code == 0 and "10 newly among" in shown.output


def test_a_place_that_cannot_be_written_is_told_and_the_tables_stand(
    ran: Callable[..., Ran], folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x")
    shown = ran(folder, "--variant", "ranked-once", "--out", tmp_path / "file" / "out", "--lang", "en")
    assert shown.exit_code == 2
    assert "all through MTG25-2.1-a." in shown.output and "写不进去" in shown.output


@pytest.mark.parametrize(("words", "told"), [(["--variant", "nope"], "nope"), ([], "只有一个方案")])
def test_bad_input_ends_with_status_2(ran: Callable[..., Ran], folder: Path, words: list[str], told: str) -> None:
    shown = ran(folder, *words)
    assert shown.exit_code == 2 and told in shown.output


def test_a_folder_is_written_whole_with_text_that_never_runs(tmp_path: Path) -> None:
    instance = two_corners()
    hostile = replace(
        instance,
        people=tuple(replace(p, name='=HYPERLINK("http://x","y")') if p.id == "G1" else p for p in instance.people),
    )
    law = {"suspend": ["MTG25-2.1-c"]}
    found = compare([variant("base", hostile), variant("=no", hostile, **law)])
    out = write_comparison(found, tmp_path / "out", "en")
    rows = list(csv.DictReader((out / "tables" / "compare_people.csv").open(encoding="utf-8")))
    assert [(r["member"], r["person_id"], r["verdict"], r["steps"]) for r in rows] == [
        ("'=no", "G1", "gains", "MTG25-2.1-c")
    ]
    with zipfile.ZipFile(out / "compare.xlsx") as book:
        assert not any(b"<f>" in book.read(n) for n in book.namelist() if n.startswith("xl/worksheets/"))
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["members"][1]["name"] == "=no" and "compare.xlsx" in manifest["files"]
    values = list(csv.DictReader((out / "tables" / "compare_indicators.csv").open(encoding="utf-8")))
    assert {v["value"] for v in values if v["indicator"] == "moved"} == {"0", "1"}
    write_comparison(found, out, "zh")  # an earlier one is replaced
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("keep")
    with pytest.raises(ScenarioError):
        write_comparison(found, tmp_path / "mine", "en")
    assert (tmp_path / "mine" / "letter.txt").read_text() == "keep"


def test_in_a_notebook_names_are_text() -> None:
    instance = two_corners()
    people = tuple(replace(p, name="<script>") if p.id == "G1" else p for p in instance.people)
    hostile = replace(instance, people=people)
    shown = comparison_html(compare([variant("base", hostile), variant("x", hostile, suspend=["MTG25-2.1-c"])]), "en")
    assert "&lt;script&gt;" in shown and "<script>" not in shown
    assert "all through MTG25-2.1-c" in shown


def test_for_circulation_no_name_is_left_in_any_byte(ran: Callable[..., Ran], folder: Path, runs: Path) -> None:
    out = folder.parent / "shared"
    shown = ran(runs / "base", folder, "--variant", "ranked-once", "--variant", "ten-fewer", "--share", "--out", out)
    assert shown.exit_code == 0 and "G08" in shown.output
    names = {p.name for p in load(folder).instance.people}
    texts = [shown.output]
    for path in sorted(p for p in out.rglob("*") if p.is_file()):
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as parts:
                texts += [parts.read(n).decode("utf-8", "replace") for n in parts.namelist()]
        else:
            texts.append(path.read_bytes().decode("utf-8", "replace"))
    assert len(texts) > 5
    assert not [name for name in names for text in texts if name in text]
