"""Policy packs: read strictly, amended, dated, put in order of precedence, and complete against the register."""

import re
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from build import DAY, clause_id, policy
from guards import unstated

from planner.clause import Clause
from planner.coverage import coverage_lines
from planner.policy import Amendment, Pack, PackChoice, Policy
from planner.problem import Problem, ScenarioError
from planner.scenario.packs import PACKS, pack_ids, parameter_types, read_pack
from planner.scenario.precedence import assemble, awaited_values, every_pack, load_policy
from planner.scenario.register import register

GOOD = """\
pack: trial
version: "1"
title: {zh: 试验, en: trial}
document: {zh: 试验文件, en: a trial text}
clauses:
  - id: T-1
    family: exit_age
    kind: hard
    section: "一"
    quote: "70周岁"
    title: {zh: 退出, en: exit}
    parameters:
      exit_age_years: 70
      extension_allowed: "no"
  - id: T-2
    family: clinic_total_first
    kind: priority
    title: {zh: 总数, en: total}
    parameters:
      priority: 2
not_modelled:
  - clause: T-3
    title: {zh: 其余, en: rest}
    why: {zh: 不计算, en: not computed}
"""


def pack(folder: Path, text: str = GOOD, name: str = "trial") -> Pack:
    file = folder / f"{name}.yaml"
    file.write_text(text, encoding="utf-8")
    return read_pack(file)


def problems(call: Callable[[], object]) -> tuple[Problem, ...]:
    with pytest.raises(ScenarioError) as raised:
        call()
    return raised.value.problems


def line_of(text: str, words: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), start=1) if words in line)


def test_a_good_pack_is_read_whole(tmp_path):
    read = pack(tmp_path)
    assert [e.clause.id for e in read.entries] == ["T-1", "T-2"]
    assert str(read.entries[0].clause.citation) == "《试验文件》一"
    assert [n.clause for n in read.not_modelled] == ["T-3"]
    assert not read.draft


@pytest.mark.parametrize(
    ("old", "new", "words", "column", "names"),
    [
        ("    kind: hard\n", "    kind: hard\n    knd: 1\n", "knd", "knd", ["kind"]),
        ("family: exit_age", "family: exit_ages", "family: exit_ages", "family", ["exit_age"]),
        ("exit_age_years: 70", "exit_age_years: 700", "exit_age_years", "exit_age_years", ["120"]),
        ("exit_age_years: 70", "exit_age_years: 15", "exit_age_years", "exit_age_years", ["16"]),
        ("exit_age_years: 70", "exit_age_years: 七十", "exit_age_years", "exit_age_years", ["16", "120"]),
        ("exit_age_years: 70", "exit_age_years: true", "exit_age_years", "exit_age_years", ["16", "120"]),
        ('extension_allowed: "no"', 'extension_allowed: "maybe"', "extension_allowed", "extension_allowed", ["no"]),
        ("      exit_age_years: 70\n", "", "- id: T-1", "exit_age_years", ["T-1"]),
        (
            "      exit_age_years: 70\n",
            "      exit_age_years: 70\n      exit_aeg: 1\n",
            "exit_aeg",
            "exit_aeg",
            ["exit_age_years"],
        ),
        ("  - id: T-2", "  - id: T-1 # again", "# again", "id", []),
        ("kind: priority", "kind: priorty", "kind: priorty", "kind", ["priority"]),
        (
            "    kind: priority\n",
            "    kind: priority\n    since: 2025-13-01\n",
            "since: 2025-13",
            "since",
            ["2025-07-01"],
        ),
        ('version: "1"\n', 'version: "1"\nverison: 2\n', "verison", "verison", ["version"]),
        ("title: {zh: 试验, en: trial}\n", "", "pack: trial", "title", ["title"]),
        ("      priority: 2\n", "      priority: 2\n      priority: 3\n", "priority: 3", "priority", []),
        ("    why: {zh: 不计算, en: not computed}\n", "", "clause: T-3", "why", ["why"]),
        (
            "    kind: hard\n",
            "    kind: hard\n    in_principle: ja\n",
            "in_principle",
            "in_principle",
            ["true | false"],
        ),
        ('version: "1"\n', 'version: "1"\ndraft: maybe\n', "draft", "draft", ["true | false"]),
        ("    kind: hard\n", "    kind: hard\n    conflicts: MTGR-7-e\n", "conflicts", "conflicts", ["["]),
        ("    title: {zh: 退出, en: exit}\n", "    title: {fr: sortie}\n", "sortie", "title", ["zh"]),
        ("clauses:\n", "clauses:\n  - 岗位\n", "- 岗位", "clauses", []),
        ("  - clause: T-3\n", "  - T-4\n  - clause: T-3\n", "- T-4", "not_modelled", []),
        ("    parameters:\n      priority: 2\n", "    parameters: [2]\n", "[2]", "parameters", []),
        ("  - id: T-2\n    family", "  - family", "- family: clinic_total_first", "id", ["id"]),
    ],
)
def test_a_faulty_pack_is_refused_naming_the_line_and_what_is_allowed(tmp_path, old, new, words, column, names):
    assert old in GOOD
    text = GOOD.replace(old, new, 1)
    found = problems(lambda: pack(tmp_path, text))
    assert [p.column for p in found] == [column]
    assert found[0].row == line_of(text, words)
    assert found[0].where == "trial.yaml"
    for name in names:
        assert name in found[0].message.en + found[0].message.zh


def test_all_faults_of_a_pack_are_told_at_once(tmp_path):
    text = GOOD.replace("exit_age_years: 70", "exit_age_years: 7").replace("priority: 2", "priority: 0")
    assert [p.column for p in problems(lambda: pack(tmp_path, text))] == ["exit_age_years", "priority"]


def test_a_pack_that_does_not_exist_is_named_with_those_that_do():
    found = problems(lambda: load_policy([PackChoice(pack="mentougou-2052", where="scenario.yaml", line=4)], [], DAY))
    assert (found[0].where, found[0].row, found[0].value) == ("scenario.yaml", 4, "mentougou-2052")
    assert "mentougou-2025" in found[0].message.zh


NEW = [PackChoice(pack="mentougou-2025", where="scenario.yaml", line=1)]


def amended(**amendment: object) -> Policy:
    given = Amendment(
        where="variants/a.yaml", lines={"clause": 7, **dict.fromkeys(amendment.get("parameters", {}), 8)}, **amendment
    )
    return load_policy(NEW, [given], DAY)


@pytest.mark.parametrize(
    ("amendment", "row", "column", "names"),
    [
        ({"clause": "MTG25-2.1-q", "parameters": {"priority": 1}}, 7, "clause", "MTG25-2.1-"),
        (
            {"clause": "MTG25-2.1-a", "parameters": {"vacancy_updat": "after_each"}},
            8,
            "vacancy_updat",
            "vacancy_update",
        ),
        (
            {"clause": "MTG25-2.1-a", "parameters": {"vacancy_update": "sometimes"}},
            8,
            "vacancy_update",
            "after_each | once_exhaust",
        ),
        ({"clause": "MTG25-2.2-a", "parameters": {"pre_service_months": -1}}, 8, "pre_service_months", "0"),
        ({"clause": "MTG25-2.1-e", "parameters": {"clinic_goals": ["wishes"]}}, 8, "clinic_goals", "wish"),
        ({"clause": "MTG25-2.1-e", "parameters": {"clinic_goals": "wish"}}, 8, "clinic_goals", "["),
        ({"clause": "MTG25-2.3-b", "parameters": {"track_months": {"助理全科": 999}}}, 8, "track_months", "120"),
    ],
)
def test_a_faulty_amendment_is_named_with_file_line_and_what_is_allowed(amendment, row, column, names):
    found = problems(lambda: amended(**amendment))
    assert [(p.where, p.row, p.column) for p in found] == [("variants/a.yaml", row, column)]
    assert names in found[0].message.zh
    assert names in found[0].message.en


def test_an_amendment_changes_the_clause_and_leaves_the_pack_alone():
    changed = amended(clause="MTG25-2.2-a", parameters={"pre_service_months": 9})
    assert changed.clause["MTG25-2.2-a"].pre_service_months == 9
    assert policy("mentougou-2025").clause["MTG25-2.2-a"].pre_service_months == 6
    assert "9" in changed.clause["MTG25-2.2-a"].statement().zh


def test_a_later_amendment_of_the_same_clause_wins():
    given = [Amendment(clause="MTG25-2.2-a", parameters={"pre_service_months": n}) for n in (7, 8)]
    assert load_policy(NEW, given, DAY).clause["MTG25-2.2-a"].pre_service_months == 8


def test_a_suspended_clause_is_not_in_force_and_the_reason_is_kept():
    rules = amended(clause="MTG25-2.1-c", suspend=True, why="试算")
    assert "MTG25-2.1-c" not in rules.clause
    assert [(d.clause.id, "试算" in d.why.zh) for d in rules.displaced] == [("MTG25-2.1-c", True)]


def test_a_suspended_clause_displaces_nothing():
    rules = policy("mentougou-2021", "mentougou-2025", suspend=["MTG21-A1.1-a"])
    assert "MTG25-2.1-b" in rules.clause


def test_of_two_texts_on_the_same_matter_the_first_pack_wins():
    old_first, new_first = policy("mentougou-2021", "mentougou-2025"), policy("mentougou-2025", "mentougou-2021")
    assert {d.clause.id: d.by for d in old_first.displaced}.items() >= {
        "MTG25-2.1-a": "MTG21-A1.1-b",
        "MTG25-2.1-b": "MTG21-A1.1-a",
        "MTG25-2.1-c": "MTG21-A1.1-b",
        "MTG25-2.1-d": "MTG21-A1.1-e",
        "MTG25-2.1-e": "MTG21-A1.1-d",
        "MTG25-2.4.1-d": "MTG21-A1.4.1-a",
        "MTG25-3.1-a": "MTG21-A2.1-a",
        "MTG25-2.4-a": "MTG21-A1.4-a",
        "MTG25-2.4-b": "MTG21-A1.4-a",
        "MTG25-2.4.1-a": "MTG21-A1.4.1-b",
        "MTG25-2.4.1-b": "MTG21-A1.4.1-b",
        "MTG25-2.4.2-a": "MTG21-A1.4-a",
        "MTG25-2.4.2-b": "MTG21-A1.4.2-a",
        "MTG25-3.3-a": "MTG21-A2.3-a",
    }.items()
    assert {d.clause.id for d in new_first.displaced} >= {f"MTG21-A1.1-{x}" for x in "abcdf"} | {
        "MTG21-A1.4.1-a",
        "MTG21-A2.1-a",
    }
    assert not {d.clause.id for d in new_first.displaced} & {c.id for c in policy("mentougou-2025").clauses}
    assert "MTG21-A1.1-b" in next(d for d in old_first.displaced if d.clause.id == "MTG25-2.1-a").why.zh


def test_grades_of_2021_do_not_stand_beside_the_wishes_of_2025():
    assert "MTG21-A1.1-e" not in policy("mentougou-2025", "mentougou-2021").clause


@pytest.mark.parametrize(
    ("packs", "age"),
    [(("mentougou-reform", "jiaozuo-2022"), "MTGR-7-e"), (("jiaozuo-2022", "mentougou-reform"), "JZ22-4.2-l")],
)
def test_only_one_exit_age_is_in_force(packs, age):
    in_force = policy("mentougou-2025", *packs).clause
    assert {c for c in ("MTGR-7-e", "JZ22-4.2-l") if c in in_force} == {age}


@pytest.mark.parametrize(
    ("day", "in_force"),
    [(date(2025, 6, 30), False), (date(2025, 7, 1), True), (date(2025, 12, 31), True), (date(2026, 1, 1), False)],
)
def test_a_clause_is_in_force_from_since_to_until(tmp_path, day, in_force):
    text = GOOD.replace("    kind: hard\n", "    kind: hard\n    since: 2025-07-01\n    until: 2025-12-31\n")
    rules = assemble([pack(tmp_path, text)], (), day)
    assert ("T-1" in rules.clause) is in_force
    assert [d.clause.id for d in rules.displaced] == ([] if in_force else ["T-1"])


def test_a_clause_out_of_date_displaces_nothing(tmp_path):
    old = GOOD.replace("    kind: hard\n", "    kind: hard\n    until: 2024-12-31\n    conflicts: [N-1]\n")
    new = GOOD.replace("T-", "N-")
    rules = assemble([pack(tmp_path, old), pack(tmp_path, new, "new")], (), DAY)
    assert "N-1" in rules.clause


def test_only_the_consultation_draft_is_marked_a_draft():
    assert {p.packs[0].id for p in every_pack() if p.packs[0].draft} == {"mentougou-reform"}


REGISTER = (Path(__file__).parent / "data" / "register_ids.txt").read_text(encoding="utf-8").split()
PREFIX = {
    "mentougou-2025": "MTG25",
    "mentougou-2021": "MTG21",
    "jiaozuo-2022": "JZ22",
    "mentougou-reform": "MTGR",
    "xixian-2021": "XX21",
    "talent-plan": "QJ",
}


@pytest.mark.parametrize("name", PREFIX)
def test_every_clause_of_a_text_is_modelled_or_listed_with_the_reason_why_not(name):
    read = read_pack(PACKS / f"{name}.yaml")
    modelled, others = [e.clause.id for e in read.entries], [n.clause for n in read.not_modelled]
    assert len(REGISTER) == 324
    assert sorted(modelled + others) == sorted(r for r in REGISTER if r.startswith(f"{PREFIX[name]}-"))
    assert all(n.why.zh and n.why.en and n.title.zh and n.title.en for n in read.not_modelled)


def test_the_packs_of_the_package_are_those_tested_here():
    assert set(pack_ids()) == set(PREFIX)


def test_the_register_shipped_is_the_register_and_its_packs_say_what_is_out_of_scope():
    rows = register()
    assert [row.clause for row in rows] == REGISTER
    assert sum(row.in_scope for row in rows) == 266
    assert not [row.clause for row in rows if row.modelled and not row.in_scope]


def test_coverage_counts_what_the_packs_model():
    lines = [line.en for line in coverage_lines()]
    modelled = sum(len(pack.clauses) for pack in every_pack())
    assert f"of the other 266, {modelled} are computed" in lines[0]
    by_text = [line.split("/")[0] for line in lines[lines.index("By text:") + 1 : lines.index("By capability:")]]
    assert sum(map(int, by_text)) == modelled


def test_conflicts_name_clauses_of_the_register():
    for name in pack_ids():
        for entry in read_pack(PACKS / f"{name}.yaml").entries:
            assert entry.conflicts <= set(REGISTER), entry.clause.id


CLAUSES = [clause for rules in every_pack() for clause in rules.clauses]


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda c: c.id)
def test_a_statement_speaks_both_languages_and_carries_its_numbers(clause):
    assert unstated(clause) == []


OTHER = {
    "rounding": "floor_min1",
    "cap_conflict": "floor_wins",
    "min_staff_scope": "across_centres",
    "shared_staff": "yes",
    "age65": "no",
    "forecast_exit_at_65": "no",
    "over_60": "next_birthday",
    "rehire_clause": "别处",
    "past_65": "run_out",
    "track_months": {"全科": 12},
    "assumption": False,
    "placement_event": "?",
    "vacancy_reference": "own_finish_date",
    "licence_required_to_start": "no",
    "unlicensed": "loses_post",
    "directed_graduate_priority": "no",
    "vacancy_scope": "?",
    "vacancy_basis": "unstaffed_clinics",
    "cover_staff_fill_posts": "yes",
    "declared_posts": {"镇": 2},
    "allow_placement_above_posts": "yes",
    "vacancy_update": "once_round",
    "arithmetic": "whole_percent",
    "seat_matching": "serial",
    "clinic_goals": ("wish",),
    "ranking": ("a",),
    "main": "registered",
    "rotation_mode": "soft",
    "graduate_rotation": "include_centre",
    "goals": ("short",),
    "dispatch_requires_licence": "no",
    "licence": "any_health_licence",
    "covered_every_period": "no",
    "dispatch_rotation_allowed": "no",
    "term": "total_over_clinics",
    "also_licensed": "rotates",
    "window": "rolling",
    "split": "may_split",
    "alternatives": "both",
    "sit_in_interval": 4,
}
FIXED = {("exit_age", "extension_allowed"), ("licensed_start", "licence_required_to_start")}
"""Parameters with one value only: there is nothing to change."""


def other(clause: Clause, name: str) -> object:
    now = getattr(clause, name)
    if name == "placement_event":
        return "graduation" if now == "training_end" else "training_end"
    if name == "vacancy_scope":
        return "all_clinics" if now == "integrated_clinics" else "integrated_clinics"
    if name in OTHER and not isinstance(now, int):
        return OTHER[name]
    return unlike(now, parameter_types(type(clause))[name])


def unlike(now: object, hint: object) -> object:
    """Another value that a parameter of this type may hold, the same one where it has no other."""
    arms = typing.get_args(hint)
    if isinstance(now, bool):
        return not now
    if isinstance(now, int | Decimal):
        return now + 1
    if typing.get_origin(hint) is typing.Literal:
        return next((arm for arm in arms if arm != now), now)
    if isinstance(now, tuple) and len(now) < 2 and typing.get_origin(arms[0]) is typing.Literal:
        return tuple(arm for arm in typing.get_args(arms[0]) if arm not in now)[:1]
    if isinstance(now, tuple):
        return now[:-1] or (unlike(now[0] if now else "", arms[0]),)
    if isinstance(now, Mapping):
        return {"别的": 2 if arms[1] is int else "2"}
    if typing.get_origin(hint) in {typing.Union, types.UnionType}:
        return next(unlike(0, arm) for arm in arms if typing.get_origin(arm) is not typing.Literal)
    return f"别的 {now}"


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda c: c.id)
def test_changing_a_parameter_changes_the_statement_in_both_languages(clause):
    for name in parameter_types(type(clause)):
        if (clause.family, name) in FIXED or other(clause, name) == getattr(clause, name):
            continue
        changed = replace(clause, **{name: other(clause, name)})
        assert changed.statement().zh != clause.statement().zh, name
        assert changed.statement().en != clause.statement().en, name


def test_the_helper_of_the_tests_finds_clauses_by_their_id():
    assert clause_id(("mentougou-2025",), "MTG25_2_4_1_d") == "MTG25-2.4.1-d"


def test_a_value_that_waits_for_a_notice_is_named_with_file_and_line_until_it_is_given():
    reform = [PackChoice(pack="mentougou-reform")]
    rules = load_policy(reform, (), DAY)
    lines = (PACKS / "mentougou-reform.yaml").read_text(encoding="utf-8").splitlines()
    told = [line.en for line in awaited_values(rules)]
    assert len(told) == len(rules.awaited) > 10
    for sentence in told:
        number, parameter = re.match(r"mentougou-reform\.yaml line (\d+): (\w+) of MTGR", sentence).groups()
        assert re.fullmatch(rf"\s+{parameter}: external", lines[int(number) - 1])
    given = Amendment(clause="MTGR-4-b", parameters={"near_km": 3})
    later = load_policy(reform, (given,), DAY)
    assert len(list(awaited_values(later))) == len(told) - 1
