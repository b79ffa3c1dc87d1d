"""Diagnosis: hand-worked centres as sentences, and small random ones against all plans."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, combinations, product
from pathlib import Path

import pytest
from build import centre, clinic, county, doctor, policy, random_outlook, scenario
from click.testing import CliRunner
from scenario.drafts import Draft

from planner import diagnose
from planner.cli import main
from planner.diagnosing import told
from planner.diagnosing.centre import cases
from planner.diagnosing.conflict import Clock, find
from planner.diagnosing.loosening import Tie, Topic, loosened, ties
from planner.diagnosing.subsets import fewest, minimal
from planner.diagnosing.ways import ways_out
from planner.domain import Credential, Instance, Lock, Role, Waiver
from planner.result import SolveStatus
from planner.scenario import Requirement, Scenario, load
from planner.scenario.requiring import RequiredGoal
from planner.solving.attainable import Attained, attainable
from planner.solving.outlook import CentreOutlook, OutlookGoal, constants
from planner.solving.rotation import rotate
from planner.staffing import plan_outlook

RULES = policy("mentougou-2025", "mentougou-reform")
THIN = Path(__file__).resolve().parents[1] / "scenarios" / "mentougou-thin"
HOLDER = {"credential": Credential.CERTIFICATE, "employer": "A"}


def requiring(instance: Instance, *goals: RequiredGoal) -> Scenario:
    wanted = tuple(Requirement(goal=goal, why="不得有空室") for goal in goals or ("uncovered",))
    return replace(scenario(instance, RULES), require=wanted)


def one_clinic(*people, years: int = 2, **more) -> Scenario:
    return requiring(county([centre("A")], [clinic("a1", "A")], people, horizon_years=years, **more))


def topics(diagnosis) -> set[tuple[str, str, str]]:
    return {(e.topic, e.subject, e.source) for e in diagnosis.elements}


# hand-worked


def test_one_clinic_whose_doctor_leaves_is_the_need_and_the_leaving_and_nothing_else():
    leaver = doctor("D1", "a1", leaves_on=date(2026, 7, 1), **HOLDER)
    (found,) = diagnose(one_clinic(leaver))
    assert topics(found) == {("need", "a1", "MTGR-8-a"), ("exit", "D1", "people.leaves_on")}
    assert (str(found.first), str(found.last), found.minimal, found.heads) == ("2026H2", "2026H2", True, ())
    assert [(e.kind, e.period) for e in found.elements] == [("clause", "2026H2"), ("fact", "2026-07-01")]


def test_the_clause_behind_an_exit_by_age_is_named():
    (found,) = diagnose(one_clinic(doctor("D1", "a1", born=date(1956, 3, 2), **HOLDER)))
    assert topics(found) == {("need", "a1", "MTGR-8-a"), ("exit", "D1", "MTGR-7-e")}
    assert next(e.period for e in found.elements if e.topic == "exit") == "2026-03-02"


def test_a_dispatched_doctor_from_the_day_and_for_as_long_as_said_is_enough():
    leaver = doctor("D1", "a1", leaves_on=date(2026, 7, 1), **HOLDER)
    case = one_clinic(leaver)
    (found,) = diagnose(case)
    sent = next(way for way in found.ways if way.topic == "dispatched")
    assert (sent.size, sent.fewest) == (2, True) and "2026H2" in sent.message.en and "2027H1" in sent.message.en
    coming = doctor("X1", None, role=Role.SECONDED, available_from=date(2026, 7, 1), employer="A")
    assert plan_outlook(one_clinic(leaver, replace(coming, site_id="a1")), 20, workers=1).status is SolveStatus.OPTIMAL
    assert plan_outlook(case, 20, workers=1).status is SolveStatus.INFEASIBLE


def test_who_must_move_on_from_the_only_clinic_needs_a_waiver_and_a_waiver_is_enough():
    mover = doctor("D1", "a1", role=Role.CENTRE_STAFF, employer="A", since=date(2024, 1, 1))
    case = one_clinic(mover)
    (found,) = diagnose(case)
    assert topics(found) == {("need", "a1", "MTGR-8-a"), ("turns", "D1", "MTGR-9-a")}
    assert str(found.first) == str(found.last) == "2026H1" and found.heads is None
    first = found.ways[0]
    assert (first.grantor, first.topic, first.source, first.subjects) == ("planner", "excused", "MTGR-9-a", ("D1",))
    assert "豁免" in first.message.zh and "exception" in first.message.en
    waiver = Waiver(clause="MTGR-9-a", person_id="D1", why="只有一人")
    excused = one_clinic(mover, waivers=(waiver,))
    assert diagnose(excused) == () and plan_outlook(excused, 20, workers=1).status is SolveStatus.OPTIMAL


def test_an_early_turn_is_told_from_a_stay_beyond_the_cycle():
    posted = doctor("D1", "a1", role=Role.CENTRE_STAFF, employer="A", since=date(2025, 1, 1))
    idle = doctor("C1", "A", role=Role.CENTRE_STAFF, employer="A", since=date(2025, 1, 1))
    two = [clinic("a1", "A"), clinic("a2", "A")]
    (found,) = diagnose(requiring(county([centre("A")], two, [posted, idle], horizon_years=1)))
    assert topics(found) >= {("need", "a2", "MTGR-8-a"), ("turns", "C1", "MTGR-9-a")}
    assert found.ways[0].subjects == ("C1",) and "before the turn" in found.ways[0].message.en


def test_a_certificate_holder_may_stand_in_where_two_sit_together():
    pair = [doctor("D1", "a1", **HOLDER), doctor("D2", "a1", **HOLDER)]
    two = [clinic("a1", "A"), clinic("a2", "A")]
    (found,) = diagnose(requiring(county([centre("A")], two, pair, horizon_years=1)))
    assert topics(found) == {
        ("need", "a2", "MTGR-8-a"), ("stays", "D1", "MTGR-9-b"), ("stays", "D2", "MTGR-9-b"),
    }  # fmt: skip
    assert (found.ways[0].grantor, found.ways[0].size) == ("planner", 1)


def test_a_decision_already_taken_is_part_of_the_conflict():
    holder = doctor("D1", "a1", **HOLDER)
    locked = doctor("C1", "A", role=Role.CENTRE_STAFF, employer="A", since=date(2023, 1, 1))
    lock = Lock(person_id="C1", site_id="a1", start=date(2025, 7, 1), end=date(2026, 12, 31), why="已公布")
    two = [clinic("a1", "A"), clinic("a2", "A")]
    (found,) = diagnose(requiring(county([centre("A")], two, [holder, locked], horizon_years=1, locks=(lock,))))
    assert {(topic, who) for topic, who, _ in topics(found)} == {("need", "a2"), ("lock", "C1"), ("stays", "D1")}
    assert any("已公布" in e.message.zh for e in found.elements) and found.minimal


def test_a_graduate_held_to_integrated_clinics_is_part_of_the_conflict():
    bare = clinic("a2", "A", integrated=False)
    grad = doctor("G1", "a1", role=Role.GRADUATE, since=date(2024, 1, 1), employer="A")
    other = doctor("D2", "a1", **HOLDER)
    (found,) = diagnose(requiring(county([centre("A")], [clinic("a1", "A"), bare], [grad, other], horizon_years=2)))
    assert ("need", "a2", "MTGR-8-a") in topics(found) and found.minimal


def test_a_clinic_that_can_never_be_covered_is_said_to_have_nobody():
    (found,) = diagnose(one_clinic())
    assert topics(found) == {("need", "a1", "MTGR-8-a")} and found.heads == () and found.minimal
    assert [way.topic for way in found.ways] == ["dispatched"] and found.ways[0].size == 4


def test_too_few_people_are_counted_and_named():
    sites = [clinic(f"a{n}", "A") for n in range(3)]
    people = [doctor(f"D{n}", "a0", **HOLDER) for n in range(2)]
    (found,) = diagnose(requiring(county([centre("A")], sites, people, horizon_years=1)))
    assert found.heads == ("D0", "D1") and {e.topic for e in found.elements} == {"need"}
    assert "3" in found.summary.en and "2 people" in found.summary.en and "仅" not in found.summary.zh
    assert any("at least" in t.en or "move off the cycle" in t.en for t in found.useless)


def test_core_staff_can_be_required_as_well_as_clinics():
    here = replace(centre("A"), core_staff_min=1)
    only = doctor("D1", "a1", **HOLDER)
    both = requiring(county([here], [clinic("a1", "A")], [only], horizon_years=1), "core", "uncovered")
    (found,) = diagnose(both)
    assert ("core", "A", "centres.core_staff_min") in topics(found) and found.minimal
    assert diagnose(replace(both, require=both.require[1:])) == ()


def test_centres_are_judged_apart_and_a_scenario_without_requirements_has_no_diagnosis():
    sites = [clinic("a1", "A"), clinic("b1", "B")]
    instance = county([centre("A"), centre("B")], sites, [doctor("D1", "b1", **HOLDER | {"employer": "B"})])
    assert [d.centre_id for d in diagnose(requiring(instance))] == ["A"]
    assert diagnose(scenario(instance, RULES)) == ()
    made = plan_outlook(requiring(instance), 20, workers=1)
    assert made.centres == {"A": SolveStatus.INFEASIBLE, "B": SolveStatus.FEASIBLE}
    assert made.status is SolveStatus.INFEASIBLE and made.plan.assignments == () and made.sites == ()


def test_a_requirement_that_can_be_met_comes_first_in_rank():
    made = plan_outlook(requiring(county([centre("A")], [clinic("a1", "A")], [doctor("D1", "a1", **HOLDER)])), 20, 1)
    assert made.status is SolveStatus.OPTIMAL
    assert [(g.rank, g.goal, g.value) for g in made.goals][:2] == [(1, "uncovered", 0), (2, "core", 0)]


def test_without_time_nothing_is_called_impossible():
    mover = doctor("D1", "a1", role=Role.CENTRE_STAFF, employer="A", since=date(2024, 1, 1))
    (case,) = cases(one_clinic(mover))
    assert find(case, Clock(0)) is None


# subsets


def test_small_subsets_are_minimal_and_fewest_by_enumeration():
    chance = random.Random("subsets")
    for _ in range(150):
        things = list(range(chance.randint(1, 7)))
        cores = [
            set(chance.sample(things, chance.randint(1, min(4, len(things))))) for _ in range(chance.randint(1, 4))
        ]
        some = minimal([things[::2], things[1::2]], lambda kept, cores=cores: any(c <= kept for c in cores))
        assert any(c <= set(some) for c in cores)
        assert all(not any(c <= set(some) - {x} for c in cores) for x in some)

        def works(loose: frozenset[int], cores: Sequence[set[int]] = cores) -> bool:
            return all(c & loose for c in cores)

        every = chain.from_iterable(combinations(things, n) for n in range(len(things) + 1))
        best = next(len(s) for s in every if works(frozenset(s)))
        found = fewest(things, works)
        assert found is not None and works(frozenset(found)) and len(found) == best


# against all plans


def plans(outlook: CentreOutlook) -> Iterator[dict[tuple[str, int], int]]:
    """The staff by place and period of every plan that keeps the hard rules, by enumeration."""
    cap = {place.id: place.cap for place in outlook.places}
    fixed = {key: count[0] for key, count in constants(outlook).items()}
    for choice in product(*(s.places for r in outlook.rotators for s in r.stints)):
        staff, flat, lawful = dict(fixed), iter(choice), True
        touched = set()
        for rotator in outlook.rotators:
            before = None
            for stint in rotator.stints:
                at = next(flat)
                lawful = lawful and (at != before or stint.may_stay)
                before = at
                for t in range(stint.first, stint.last + 1):
                    staff[at, t] += 1
                    touched.add((at, t))
        if lawful and all(staff[key] <= cap[key[0]] for key in touched):
            yield staff


def can_cover(outlook: CentreOutlook) -> bool:
    clinics = [p.id for p in outlook.places if p.kind == "clinic"]
    return any(all(staff[c, t] for c in clinics for t in range(outlook.periods)) for staff in plans(outlook))


def small(outlook: CentreOutlook) -> bool:
    size = 1
    for stint in (s for r in outlook.rotators for s in r.stints):
        size *= len(stint.places)
    return size <= 20_000


def failing(seed: str, count: int) -> Iterator:
    chance = random.Random(seed)
    found = 0
    while found < count:
        instance = replace(random_outlook(chance), horizon_years=2)
        for case in cases(requiring(instance)):
            if case.goals:
                found += 1
                yield case


def test_every_conflict_is_one_and_loses_nothing_by_enumeration():
    checked = left_out = 0
    for case in failing("cores", 40):
        conflict = find(case, Clock(30))
        assert conflict is not None and conflict.minimal
        every = {tie for group in ties(case) for tie in group}
        loose = every.difference(conflict.ties)
        whole = loosened(case, loose, conflict.span)
        if small(whole):
            checked += 1
            assert not can_cover(whole)
        for tie in conflict.ties:
            without = loosened(case, {*loose, tie}, conflict.span)
            if small(without):
                left_out += 1
                assert can_cover(without), tie
    assert checked > 15 and left_out > 30


def test_every_way_out_gives_a_plan_and_excuses_are_the_fewest():
    kinds = set()
    for case in failing("ways", 25):
        conflict = find(case, Clock(30))
        assert conflict is not None
        for way in ways_out(case, conflict, Clock(30)):
            assert way.works is not None or way.topic == "suspended"
            if way.works and way.topic in {"excused", "shared"}:
                kinds.add(way.topic)
                assert attainable(loosened(case, way.ties), 10).attained is Attained.YES
                if way.topic == "excused":
                    movers = [t for group in ties(case) for t in group if t.topic in {Topic.TURNS, Topic.STAYS}]
                    for fewer in combinations(movers, way.size - 1):
                        assert attainable(loosened(case, fewer), 10).attained is Attained.NO
    assert kinds == {"excused", "shared"}


def test_the_question_agrees_with_the_planner_of_outlooks():
    answers = set()
    for case in failing("question", 15):
        for loose in ((), (next(t for group in ties(case) for t in group if t.topic is Topic.NEED),)):
            outlook = loosened(case, loose)
            rota = rotate(replace(outlook, goals=(OutlookGoal.UNCOVERED,)), 20)
            answer = attainable(outlook, 20).attained
            answers.add(answer)
            assert answer is (Attained.NO if rota.scores[0].value else Attained.YES)
    assert answers == {Attained.YES, Attained.NO}


def test_without_time_the_question_is_never_answered_with_a_plan_that_does_not_exist():
    for case in failing("hurry", 8):
        assert attainable(loosened(case), 0).attained is not Attained.YES


def test_loosening_nothing_lays_the_centre_out_as_it_was():
    cases = list(failing("same", 5))
    assert cases
    for case in cases:
        assert loosened(case).rotators == case.laid.outlook.rotators
        assert loosened(case).presence == case.laid.outlook.presence


# the key and the command


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("require: uncovered\n", 4, "require", "列表"),
        ("require:\n  - uncovered\n", 5, "require", "goal"),
        ("require:\n  - {goal: uncoverd}\n", 5, "goal", "uncovered"),
        ("require:\n  - {goal: travel}\n", 5, "goal", "handover"),
        ("require:\n  - {goal: core, reason: x}\n", 5, "require", "why"),
        ("require:\n  - {goal: core}\n  - {goal: core}\n", 6, "goal", "已经"),
        ("require:\n  - {goal: core, why: [x]}\n", 5, "why", "一句话"),
    ],
)
def test_a_fault_in_require_is_told_with_its_line(tmp_path: Path, text: str, line: int, column: str, words: str):
    draft = Draft(tmp_path / "tiny")
    draft.settings += text
    (problem,) = draft.faults()
    assert problem.row == line and words in problem.message.zh


def test_a_variant_adds_to_what_its_base_requires(tmp_path: Path):
    draft = Draft(tmp_path / "tiny")
    draft.settings += "require:\n  - {goal: core, why: 甲}\n"
    draft.variants["v"] = "base: ..\nrequire:\n  - {goal: uncovered, why: 乙}\n  - {goal: core, why: 丙}\n"
    assert draft.read().require == (Requirement(goal="core", why="甲"),)
    assert draft.read("v").require == (Requirement(goal="core", why="丙"), Requirement(goal="uncovered", why="乙"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_run_explains_the_conflict_writes_no_outlook_and_ends_with_three(tmp_path: Path, language: str):
    draft = Draft(tmp_path / "tiny")
    draft.settings = draft.settings.replace("[mentougou-2025]", "[mentougou-2025, mentougou-reform]")
    empty = draft.tables["sites"][0] | {"posts": "1"}
    draft.tables["sites"] += [empty | {"site_id": f"E{n}", "name": f"{n}号卫生室"} for n in range(3)]
    draft.settings += "horizon_years: 1\nrequire:\n  - {goal: uncovered, why: 一室不空}\n"
    words = ["run", str(draft.write()), "--outlook", "--no-report", "--out", str(tmp_path / "run"), "--lang", language]
    done = CliRunner().invoke(main, words, catch_exceptions=False)
    assert done.exit_code == 3, done.output
    assert "MTGR-8-a" in done.output and "一室不空" in done.output
    assert ("出路" if language == "zh" else "Ways out") in done.output
    tables = {path.stem for path in (tmp_path / "run" / "tables").iterdir()}
    assert "placements" in tables and "assignments" not in tables


def test_thin_mentougou_says_where_no_clinic_may_be_empty_fails():
    strict = load(THIN, "no-clinic-empty")
    found = list(cases(strict))
    assert {"MTG-C11", "MTG-C12"} <= {case.centre.id for case in found}
    west = next(case for case in found if case.centre.id == "MTG-C12")
    short = find(west, Clock(60))
    assert short is not None and short.heads is not None and short.minimal
    needed = [tie for tie in short.ties if tie.topic is Topic.NEED]
    assert len(needed) == len(short.heads) + 1
    assert Tie(Topic.EXIT, "VD004") in short.ties


def test_a_diagnosis_reads_as_lines_in_both_languages():
    leaver = doctor("D1", "a1", leaves_on=date(2026, 7, 1), **HOLDER)
    case = one_clinic(leaver)
    lines = list(told(diagnose(case), case))
    assert any("村医D1（D1，2026-07-01）" in line.zh for line in lines)
    assert all(line.zh and line.en for line in lines if line.zh or line.en)
    assert not any("{" in line.zh or "{" in line.en for line in lines)
