"""Which texts a scenario takes: whole packs, a few clauses of one, or a file of the county's own; and who wins."""

import re
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

import planner
from planner.clause import Clause
from planner.faces.sole import SOLE
from planner.listing import policy_lines
from planner.scenario.packs import pack_ids, read_pack
from planner.scenario.precedence import assemble, every_pack

from .drafts import Draft

HEAD = "title: 小县\nplacement_date: 2025-07-01\n"
OURS = """\
pack: ours
title: {zh: 本县办法, en: Our rules}
document: {zh: 某县办法（试拟）, en: Rules of a county (trial)}
clauses:
  - id: OUR-1
    family: exit_age
    kind: hard
    parameters:
      exit_age_years: 63
      extension_allowed: "no"
"""


def own(tiny: Draft, text: str = OURS, *, first: str = "", then: str = "", amend: str = "") -> Draft:
    tiny.folder.mkdir(parents=True, exist_ok=True)
    (tiny.folder / "ours.yaml").write_text(text, encoding="utf-8")
    packs = ", ".join(p for p in (first, "./ours.yaml", then) if p)
    tiny.settings = f"{HEAD}policy: [{packs}]\n{amend}"
    return tiny


def places(tiny: Draft, variant: str | None = None) -> list[tuple[str, int, str]]:
    return [(p.where, p.row, p.column) for p in tiny.faults(variant)]


def listed(tiny: Draft) -> str:
    return "\n".join(line.en for line in policy_lines(tiny.read().policy))


# A few clauses of a text


BORROWING = HEAD + (
    "policy:\n  - xixian-2021\n  - pack: mentougou-2025\n    only: [MTG25-2.1-b, MTG25-2.1-f]\n    why: 只借算法\n"
)


def test_of_a_pack_borrowed_in_part_the_clauses_named_are_in_force_and_no_other(tiny: Draft) -> None:
    tiny.settings = BORROWING
    policy = tiny.read().policy
    assert {c for c in policy.clause if c.startswith("MTG25")} == {"MTG25-2.1-f", "MTG25-2.1-b"}
    assert {c for c in policy.clause if c.startswith("XX21")} == {c.id for c in whole("xixian-2021")}


def whole(pack: str) -> tuple[Clause, ...]:
    return next(rules.clauses for rules in every_pack() if rules.packs[0].id == pack)


def test_what_is_not_borrowed_is_one_line_of_the_listing_and_not_a_clause_that_lost(tiny: Draft) -> None:
    tiny.settings = BORROWING
    told = listed(tiny)
    others = len(whole("mentougou-2025")) - 2
    assert f"borrowed are MTG25-2.1-b, MTG25-2.1-f alone; the other {others} are not (只借算法)" in told
    assert "MTG25-2.4-a" not in told
    assert "not in force" not in told


def test_a_clause_that_is_not_borrowed_displaces_nothing(tiny: Draft) -> None:
    tiny.settings = HEAD + "policy: [{pack: mentougou-2025, only: [MTG25-2.1-b]}, mentougou-2021]\n"
    policy = tiny.read().policy
    assert "MTG21-A1.1-b" in policy.clause
    assert {d.clause.id: d.by for d in policy.displaced if d.by} == {"MTG21-A1.1-a": "MTG25-2.1-b"}


@pytest.mark.parametrize(
    ("entry", "line", "column", "said"),
    [
        ("  - pack: mentougou-2025\n    only: [MTG25-2.1-q]\n", 5, "only", "MTG25-2.1-"),
        ("  - pack: mentougou-2025\n    only:\n      - MTG25-2.1-b\n      - XX21-3.1.1-a\n", 7, "only", "MTG25-"),
        ("  - pack: mentougou-2025\n    only: []\n", 5, "only", "MTG25-2.1-b"),
        ("  - pack: mentougou-2025\n    only: MTG25-2.1-b\n", 5, "only", "[MTG25-2.1-b]"),
        ("  - pack: mentougou-2025\n    olny: [MTG25-2.1-b]\n", 5, "olny", "only"),
        ("  - only: [MTG25-2.1-b]\n", 4, "policy", "pack"),
        ("  - pack: mentougou-2052\n    only: [MTG25-2.1-b]\n", 4, "policy", "mentougou-2025"),
        ("  - mentougou-2025\n  - pack: mentougou-2025\n    only: [MTG25-2.1-b]\n", 5, "policy", "twice"),
        ("  - 2025\n", 4, "policy", "mentougou-2025"),
    ],
)
def test_a_fault_of_what_is_borrowed_stands_at_its_line(
    tiny: Draft, entry: str, line: int, column: str, said: str
) -> None:
    tiny.settings = HEAD + "policy:\n" + entry
    found = tiny.faults()
    assert ("scenario.yaml", line, column) in [(p.where, p.row, p.column) for p in found]
    assert any(said in p.message.en for p in found)


# A text of the county's own


def test_a_county_writes_its_own_pack_beside_its_scenario(tiny: Draft) -> None:
    scenario = own(tiny, first="mentougou-2025").read()
    assert scenario.policy.clause["OUR-1"].statement().en.count("63") == 1
    assert "ours.yaml" in scenario.hashes
    assert scenario.policy.packs[-1].title.en == "Our rules"


def test_a_fault_of_the_county_s_pack_stands_at_its_line(tiny: Draft) -> None:
    text = OURS.replace("exit_age_years: 63", "exit_age_years: 630").replace("    kind: hard\n", "    kid: hard\n")
    told = [("ours.yaml", 5, "kind"), ("ours.yaml", 7, "kid"), ("ours.yaml", 9, "exit_age_years")]
    assert places(own(tiny, text, first="mentougou-2025")) == told


@pytest.mark.parametrize("text", ["", "[1, 2]\n", "pack: x\nclauses: 3\n", "pack: 3\npack: 4\n", "pack: [\n"])
def test_a_file_that_is_no_pack_is_refused_in_words(tiny: Draft, text: str) -> None:
    assert {where for where, _, _ in places(own(tiny, text))} == {"ours.yaml"}


@pytest.mark.parametrize("path", ["./none.yaml", "../none.yaml", "/etc/none.yaml"])
def test_a_pack_that_is_not_in_the_scenario_folder_is_named_where_it_is_asked_for(tiny: Draft, path: str) -> None:
    tiny.settings = HEAD + f"policy: [mentougou-2025, {path}]\n"
    assert places(tiny) == [("scenario.yaml", 3, "policy")]


def test_an_id_that_two_packs_use_is_named_with_both_files_and_lines(tiny: Draft) -> None:
    (fault,) = own(tiny, OURS.replace("OUR-1", "MTG25-2.1-b"), first="mentougou-2025").faults()
    assert (fault.where, fault.row, fault.value) == ("ours.yaml", 5, "MTG25-2.1-b")
    assert re.search(r"mentougou-2025\.yaml line \d+", fault.message.en)


def test_a_conflict_with_a_clause_that_does_not_exist_is_named(tiny: Draft) -> None:
    text = OURS.replace("    kind: hard\n", "    kind: hard\n    conflicts: [MTGR-7-ee]\n")
    (fault,) = own(tiny, text, first="mentougou-2025").faults()
    assert (fault.where, fault.column, fault.value) == ("ours.yaml", "conflicts", "MTGR-7-ee")
    assert "MTGR-7-e" in fault.message.en


# Contradictions


def test_two_texts_that_contradict_each_other_on_a_hard_clause_are_named_with_both_files_and_lines(tiny: Draft) -> None:
    (fault,) = own(tiny, first="mentougou-2025, mentougou-reform").faults()
    assert (fault.where, fault.row, fault.value) == ("ours.yaml", 5, "OUR-1")
    reform = next(e for e in read_pack(planner_pack("mentougou-reform")).entries if e.clause.id == "MTGR-7-e")
    assert f"MTGR-7-e (mentougou-reform.yaml line {reform.line})" in fault.message.en
    assert "turns 70" in fault.message.en and "conflicts" in fault.message.en


def planner_pack(name: str) -> Path:
    from planner.scenario.packs import PACKS

    return PACKS / f"{name}.yaml"


def test_the_same_rule_in_two_texts_is_no_contradiction(tiny: Draft) -> None:
    same = OURS.replace("63", "70")
    assert {"OUR-1", "MTGR-7-e"} <= own(
        tiny, same, first="mentougou-2025, mentougou-reform"
    ).read().policy.clause.keys()


@pytest.mark.parametrize(("first", "then", "wins"), [(True, False, "MTGR-7-e"), (False, True, "OUR-1")])
def test_a_declared_conflict_is_settled_by_the_order_of_the_packs_and_shown(
    tiny: Draft, first: bool, then: bool, wins: str
) -> None:
    text = OURS.replace("    kind: hard\n", "    kind: hard\n    conflicts: [MTGR-7-e]\n")
    packs = "mentougou-2025, mentougou-reform"
    own(tiny, text, first=packs if first else "", then=packs if then else "")
    loses = {"OUR-1", "MTGR-7-e"} - {wins}
    told = listed(tiny)
    assert f"takes precedence over {loses.pop()}" in told
    assert "turns 63" in told and "turns 70" in told
    assert f"clause {wins}, which takes precedence" in told


@pytest.mark.parametrize(
    "settled",
    [
        "amend:\n  - {clause: MTGR-7-e, suspend: true, why: 本县另有规定}\n",
        "amend:\n  - {clause: OUR-1, suspend: true, why: 尚未发布}\n",
        "amend:\n  - {clause: OUR-1, exit_age_years: 70, why: 与区里一致}\n",
    ],
)
def test_a_contradiction_is_settled_by_an_amendment(tiny: Draft, settled: str) -> None:
    own(tiny, first="mentougou-2025, mentougou-reform", amend=settled).read()


def test_of_two_answers_where_only_one_can_be_heard_the_first_text_s_is_in_force(tiny: Draft) -> None:
    measure = next(c for c in whole("mentougou-2025") if c.id == "MTG25-2.1-b")
    lines = planner_pack("mentougou-2025").read_text(encoding="utf-8").splitlines()
    start = next(n for n, line in enumerate(lines) if line == "  - id: MTG25-2.1-b")
    end = next(n for n in range(start + 1, len(lines)) if lines[n].startswith("  - id:"))
    text = OURS[: OURS.index("  - id:")] + "\n".join(lines[start:end]).replace("MTG25-2.1-b", "OUR-2") + "\n"
    text = re.sub(r"    conflicts: .*\n", "", text)
    before = own(tiny, text, then="mentougou-2025").read().policy
    assert "OUR-2" in before.clause and {d.clause.id: d.by for d in before.displaced} == {measure.id: "OUR-2"}
    after = own(tiny, text, first="mentougou-2025").read().policy
    assert {d.clause.id: d.by for d in after.displaced} == {"OUR-2": measure.id}


def test_clauses_of_one_text_that_cannot_stand_together_are_named_for_no_order_settles_them(tiny: Draft) -> None:
    text = OURS + OURS[OURS.index("  - id:") :].replace("OUR-1", "OUR-2").replace(
        "    kind: hard\n", "    kind: hard\n    conflicts: [OUR-1]\n"
    )
    (fault,) = own(tiny, text, first="mentougou-2025").faults()
    assert (fault.where, fault.row, fault.value) == ("ours.yaml", 11, "OUR-2")
    assert "OUR-1 (ours.yaml line 5)" in fault.message.en


def test_of_any_two_texts_of_the_package_the_order_settles_every_conflict() -> None:
    for names in permutations(pack_ids(), 2):
        rules = assemble([read_pack(planner_pack(name)) for name in names], (), date(2025, 7, 1))
        first = {c.id for c in whole(names[0])}
        assert {d.by for d in rules.displaced if d.by} <= first
        assert not first & {d.clause.id for d in rules.displaced if d.by}


def test_the_questions_that_one_clause_answers_alone_are_those_that_are_asked_of_one() -> None:
    source = Path(planner.__file__).parent
    asked = {m for f in source.rglob("*.py") for m in re.findall(r"\.only\((\w+Rule)\)", f.read_text(encoding="utf-8"))}
    # Aims of the outlook stand beside a rule on who moves; the first text's are taken whole.
    assert asked - {"OutlookAimsRule"} == {face.__name__ for face in SOLE}


# Amendments that could do nothing


@pytest.mark.parametrize(
    ("policy", "why"),
    [
        ("policy: [mentougou-2021, mentougou-2025]\n", "MTG21-A1.1-a"),
        ("policy: [mentougou-2021, {pack: mentougou-2025, only: [MTG25-2.1-f]}]\n", "does not borrow"),
    ],
)
def test_an_amendment_of_a_clause_that_is_not_in_force_is_a_fault(tiny: Draft, policy: str, why: str) -> None:
    tiny.settings = HEAD + policy + "amend:\n  - {clause: MTG25-2.1-b, vacancy_basis: unstaffed_clinics}\n"
    (fault,) = tiny.faults()
    assert (fault.where, fault.row, fault.column) == ("scenario.yaml", 5, "clause")
    assert why in fault.message.en


CHANGED = "amend:\n  - {clause: MTG25-2.1-b, vacancy_basis: unstaffed_clinics}\n"
GONE = "amend:\n  - {clause: MTG25-2.1-b, suspend: true, why: 试算}\n"


def test_a_variant_that_changes_what_its_base_suspends_contradicts_it(tiny: Draft) -> None:
    tiny.settings += GONE
    tiny.variants["v"] = "base: ..\n" + CHANGED
    (fault,) = tiny.faults("v")
    assert (fault.where, fault.row, fault.column) == ("variants/v.yaml", 3, "clause")
    assert "试算" in fault.message.en


def test_a_variant_may_suspend_or_displace_what_its_base_changed(tiny: Draft) -> None:
    tiny.settings += CHANGED
    tiny.variants |= {"off": "base: ..\n" + GONE, "old": "base: ..\npolicy: [mentougou-2021, mentougou-2025]\n"}
    assert "MTG25-2.1-b" in tiny.read().policy.clause
    assert not {"MTG25-2.1-b"} & {*tiny.read("off").policy.clause, *tiny.read("old").policy.clause}


@pytest.mark.parametrize("value", ["soon", "-3", "2.5", "true", "[24]", "{a: 1}"])
def test_a_value_that_waits_for_a_notice_is_refused_when_it_is_of_the_wrong_kind(tiny: Draft, value: str) -> None:
    tiny.settings += f"amend:\n  - clause: MTG25-3.2-a\n    service_obligation_months: {value}\n"
    (fault,) = tiny.faults()
    assert (fault.where, fault.row, fault.column) == ("scenario.yaml", 6, "service_obligation_months")
    assert "external" in fault.message.en
