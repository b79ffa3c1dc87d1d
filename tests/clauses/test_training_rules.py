"""Training: bases and their places, order, tracks, rotation before a senior post, places for study leave."""

import itertools
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from build import DAY, centre, clinic, county, doctor, findings, graduate, plan, policy

from planner.accounting import falls_due
from planner.calendar import Period
from planner.domain import Assignment, Centre, Credential, Instance, Leave, Plan, Record, Travel, Upshot, Village
from planner.finding import Status
from planner.policy import Policy
from planner.stages.leave import plan_leave
from planner.stages.training import allot

M25, REFORM, QJ = "mentougou-2025", "mentougou-reform", "talent-plan"
NAMES = ("斋堂医院", "军庄镇社区卫生服务中心", "永定镇社区卫生服务中心")


def record(clause: str, day: date, **more: object) -> Record:
    return Record(clause=clause, day=day, **{"person_id": "G1", **more})


def bases(*places: int) -> list[Centre]:
    return [
        replace(centre(code), name=name, training_places=n) for code, name, n in zip("ABC", NAMES, places, strict=False)
    ]


def trainees(count: int, **more: object) -> list[object]:
    facts = {"available_from": None, "graduated_on": date(2025, 8, 1), "track": "助理全科", **more}
    return [graduate(f"G{n}", **facts) for n in range(1, count + 1)]


def rows(here: Instance, rules: Policy) -> list[str]:
    return [d.by.zh for d in falls_due(here, rules, Plan()) if d.clause == "MTG25-2.2-b"]


def test_MTG25_2_2_b_five_trainees_over_three_bases_of_two_places_are_two_two_one():
    here = county([*bases(2, 2, 2), centre("D")], [], trainees(5))
    found = [d for d in falls_due(here, policy(M25), Plan()) if d.clause == "MTG25-2.2-b"]
    assert sorted(Counter(d.by.zh for d in found).values()) == [1, 2, 2]
    assert {d.by.zh for d in found} == set(NAMES)
    assert {d.day for d in found} == {date(2025, 8, 1)}
    assert "2026-01-31" in found[0].what.zh
    seven = falls_due(replace(here, people=tuple(trainees(7))), policy(M25), Plan())
    assert sum("没有岗前培训名额" in d.what.zh for d in seven if d.clause == "MTG25-2.2-b") == 1
    next_year = county(bases(2, 2, 2), [], [*trainees(6), graduate("H", graduated_on=date(2026, 1, 10))])
    assert not [d for d in falls_due(next_year, policy(M25), Plan()) if "没有岗前培训名额" in d.what.zh]
    assert not rows(county([centre("D")], [], trainees(5)), policy(M25)), "a county without these bases"


def test_MTG25_2_2_b_a_trainee_on_record_at_a_fourth_centre_is_flagged_and_so_is_one_too_many():
    here = county([*bases(1, 2, 2), centre("D")], [], trainees(3))
    for at, wrong in (("A", False), ("D", True)):
        there = replace(here, records=(record("MTG25-2.2-b", date(2025, 8, 1), centre_id=at),))
        assert ("MTG25-2.2-b" in findings(there, policy(M25), plan())) == wrong
    both = tuple(record("MTG25-2.2-b", date(2025, 8, 1), person_id=g, centre_id="A") for g in ("G1", "G2"))
    assert [f.subject for f in findings(replace(here, records=both), policy(M25), plan())["MTG25-2.2-b"]] == ["A"]
    kept = rows(replace(here, records=both[1:]), policy(M25))
    assert kept[1] == NAMES[0]
    assert Counter(kept)[NAMES[0]] == 1


def best(people: Sequence[object], where: Sequence[Centre], minutes: dict[tuple[str, str], int], even: bool) -> object:
    """Every way to allot, by brute force."""
    worths = []
    for made in itertools.product([None, *where], repeat=len(people)):
        counts = Counter(b.id for b in made if b)
        if all(not b.training_places or counts[b.id] <= b.training_places for b in where):
            way = sum(minutes[p.home_village, b.id] for p, b in zip(people, made, strict=True) if b)
            squares = sum(n * n for n in counts.values()) if even else 0
            worths.append((made.count(None), squares, way))
    return min(worths)


@pytest.mark.parametrize("split", ["evenly", "nearest"])
def test_the_allotment_is_the_best_of_all_by_brute_force(split):
    rules, chance = policy(M25, MTG25_2_2_b={"allotted": split}), random.Random(split)
    for _ in range(25):
        where = bases(*(chance.choice([0, 1, 2]) for _ in range(chance.randint(1, 3))))
        people = [replace(p, home_village=f"V{n}") for n, p in enumerate(trainees(chance.randint(1, 4)))]
        minutes = {(p.home_village, b.id): chance.randint(1, 30) for p in people for b in where}
        villages = tuple(Village(id=p.home_village, name=p.home_village, town="") for p in people)
        here = county(where, [], people, villages=villages, travel=Travel(minutes=minutes))
        made = allot(people, where, here, rules.clause["MTG25-2.2-b"])
        counts = Counter(made.values())
        way = sum(minutes[p.home_village, b] for p in people if (b := made[p.id]))
        squares = sum(n * n for b, n in counts.items() if b) if split == "evenly" else 0
        assert (counts[None], squares, way) == best(people, where, minutes, split == "evenly")


@pytest.mark.parametrize(
    ("start", "early"), [(date(2026, 1, 1), True), (date(2026, 1, 31), True), (date(2026, 2, 1), False)]
)
def test_MTG25_2_3_a_training_begins_after_pre_service_education_has_ended(start, early):
    began = record("MTG25-2.3-a", start)
    by_length = county([centre("A")], [], trainees(1), records=(began,))
    assert ("MTG25-2.3-a" in findings(by_length, policy(M25), plan())) == early
    ended = record("MTG25-2.2-a", date(2026, 1, 31))
    on_record = county([centre("A")], [], trainees(1, graduated_on=None), records=(began, ended))
    assert ("MTG25-2.3-a" in findings(on_record, policy(M25), plan())) == early
    unknown = county([centre("A")], [], trainees(1, graduated_on=None), records=(began,))
    assert "MTG25-2.3-a" not in findings(unknown, policy(M25), plan())


def test_QJ_5_a_two_bachelors_enter_residency_and_three_college_graduates_assistant_training():
    rules = policy(M25, QJ)
    rule = rules.clause["QJ-5-a"]
    people = [graduate(f"B{n}", degree="本科", track="住院医师") for n in (1, 2)]
    people += [graduate(f"C{n}", degree="大专", track="助理全科") for n in (1, 2, 3)]
    assert Counter(rule.track_for(p) for p in people) == {"住院医师": 2, "助理全科": 3}
    here = county([centre("A")], [clinic("a", "A", 5)], people)
    assert "QJ-5-a" not in findings(here, rules, plan(), Status.MISSED)
    wrong = replace(here, people=(replace(people[0], track="助理全科"), *people[1:]))
    assert [f.subject for f in findings(wrong, rules, plan(), Status.MISSED)["QJ-5-a"]] == ["B1"]
    assert rule.track_for(doctor("D", "a", degree="本科")) is None


@pytest.mark.parametrize(("months", "ready"), [(2, False), (3, True)])
def test_QJ_6_b_two_months_of_rotation_are_not_enough_for_a_senior_post_and_three_are(months, ready):
    rotated = record("QJ-6-b", date(2025, 1, 1), person_id="D", quantity=Decimal(months))
    appointed = record("QJ-6-b", date(2025, 6, 1), person_id="D", result=Upshot.GRANTED)
    here = county([centre("A")], [clinic("a", "A")], [doctor("D", "a")], records=(rotated, appointed))
    rules = policy(M25, QJ)
    assert rules.clause["QJ-6-b"].ready(here.person["D"], here, DAY) == ready
    assert ("QJ-6-b" in findings(here, rules, plan())) != ready


def leavers(count: int) -> Instance:
    people = [
        doctor(f"D{n}", f"{c}{n}", credential=Credential.CERTIFICATE)
        for n, c in zip(range(count), "ABABABAB", strict=False)
    ]
    sites = [clinic(p.site_id, p.site_id[0]) for p in people]
    return county([centre("A"), centre("B")], sites, people, day=date(2026, 1, 1))


def test_MTGR_9_d_with_two_places_five_doctors_are_never_away_more_than_two_at_a_time():
    here, horizon = leavers(5), [Period(2026, 1), Period(2026, 2), Period(2027, 1), Period(2027, 2)]
    at = [Assignment(person_id=p.id, site_id=p.site_id, start=horizon[0], end=horizon[-1]) for p in here.people]
    for places in (1, 2):
        rules = policy(M25, REFORM, MTGR_9_d={"site_capacity": places})
        rows = plan_leave(here, rules, at, horizon)
        assert len(rows) == 5
        assert max(Counter(row.month for row in rows).values()) <= places
        made = Plan(assignments=tuple(at), leave=rows)
        assert "MTGR-9-d" not in findings(here, rules, made, Status.MISSED)
    free = plan_leave(here, policy(M25, REFORM), at, horizon)
    assert max(Counter(row.month for row in free).values()) > 1, "each centre by itself begins in the first month"
    assert ("MTGR-9-d", "site_capacity") in policy(M25, REFORM).awaited


def crowded() -> tuple[Instance, Policy, Plan]:
    rows = tuple(
        Leave(person_id=f"D{n}", site_id=code, month=date(2026, 3, 1)) for n, code in enumerate(("A0", "B1", "A2"))
    )
    served = Assignment(person_id="D0", site_id="A0", start=Period(2026, 1), end=Period(2026, 2))
    return leavers(3), policy(M25, REFORM, MTGR_9_d={"site_capacity": 2}), Plan(assignments=(served,), leave=rows)


def test_MTGR_9_d_three_at_a_time_are_one_too_many_for_two_places():
    here, rules, made = crowded()
    assert [f.period for f in findings(here, rules, made, Status.MISSED)["MTGR-9-d"]] == ["2026-03"]
    two = replace(made, leave=made.leave[:2])
    assert "MTGR-9-d" not in findings(here, rules, two, Status.MISSED)


BITES = {
    "training_bases": lambda: (
        county(
            [*bases(1), centre("D")],
            [],
            trainees(1),
            records=(record("MTG25-2.2-b", date(2025, 8, 1), centre_id="D"),),
        ),
        policy(M25),
        plan(),
    ),
    "training_sequence": lambda: (
        county([centre("A")], [], trainees(1), records=(record("MTG25-2.3-a", date(2026, 1, 1)),)),
        policy(M25),
        plan(),
    ),
    "track_by_degree": lambda: (
        county([centre("A")], [clinic("a", "A")], [graduate("G1", degree="本科", track="助理全科")]),
        policy(M25, QJ),
        plan(),
    ),
    "senior_rotation": lambda: (
        county(
            [centre("A")],
            [clinic("a", "A")],
            [doctor("D", "a")],
            records=(record("QJ-6-b", DAY, person_id="D", result=Upshot.GRANTED),),
        ),
        policy(M25, QJ),
        plan(),
    ),
    "leave_sites": crowded,
}
