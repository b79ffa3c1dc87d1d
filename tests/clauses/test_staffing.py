"""How many doctors a clinic has: by thousand, small clinics, the cap, and one person per clinic."""

import pytest
from build import DAY, centre, clinic, county, doctor, findings, graduate, plan, policy, staffed

from planner.auditing.count import count
from planner.domain import Instance, Plan, Site, SiteKind
from planner.finding import Status
from planner.policy import Policy
from planner.season import centre_by_person, plan_season
from planner.stages.demand import demand

JZ = ("mentougou-2025", "jiaozuo-2022")
XX = ("mentougou-2025", "xixian-2021")
MTG = ("mentougou-2025", "mentougou-reform")


def serving(people: int, doctors: int = 0, **more: object) -> Instance:
    site = clinic("a", "A", None, people, **more)
    return county([centre("A")], [site], [doctor(f"D{n}", "a") for n in range(doctors)])


def posts(people: int, rules: Policy) -> int:
    """Posts by the planning side, which must be those of the auditor."""
    instance = serving(people)
    planned = demand(instance, rules)["a"]
    assert count(instance, rules, Plan()).posts["a"] == planned
    return planned


def short(people: int, doctors: int, rules: Policy, clause: str) -> list[tuple[str, str]]:
    """(doctors, limit) of each shortfall the check reports under a clause."""
    found = findings(serving(people, doctors), rules, plan(), Status.MISSED).get(clause, [])
    return [(f.actual, f.limit) for f in found]


@pytest.mark.parametrize(
    ("people", "ceil", "half_up", "floor_min1"),
    [
        (1, 1, 1, 1),
        (499, 1, 1, 1),
        (999, 1, 1, 1),
        (1000, 1, 1, 1),
        (1001, 2, 1, 1),
        (1400, 2, 1, 1),
        (1499, 2, 1, 1),
        (1500, 2, 2, 1),
        (1999, 2, 2, 1),
        (2000, 2, 2, 2),
        (2001, 3, 2, 2),
        (2400, 3, 2, 2),
        (2499, 3, 2, 2),
        (2500, 3, 3, 2),
        (4000, 4, 4, 4),
        (4001, 5, 4, 4),
    ],
)
@pytest.mark.parametrize("rounding", ["ceil", "half_up", "floor_min1"])
def test_JZ22_4_2_a_one_doctor_per_thousand_under_each_rounding(people, ceil, half_up, floor_min1, rounding):
    wanted = {"ceil": ceil, "half_up": half_up, "floor_min1": floor_min1}[rounding]
    rules = policy(*JZ, JZ22_4_2_a={"rounding": rounding})
    assert posts(people, rules) == wanted
    assert short(people, wanted, rules, "JZ22-4.2-a") == []
    assert short(people, wanted - 1, rules, "JZ22-4.2-a") == [(str(wanted - 1), str(wanted))]


def test_JZ22_4_2_a_posts_given_in_the_roster_stand_whatever_the_population():
    instance = county([centre("A")], [clinic("a", "A", 1, 2400)], [doctor("D", "a")])
    assert demand(instance, policy(*JZ))["a"] == 1
    found = findings(instance, policy(*JZ), plan(), Status.MISSED)["JZ22-4.2-a"]
    assert "2400" in found[0].message.zh
    assert "2400" in found[0].message.en


@pytest.mark.parametrize(("people", "wanted"), [(0, 0), (1, 1), (350, 1), (999, 1), (1000, 0), (1001, 0)])
def test_JZ22_4_2_b_fewer_than_a_thousand_is_one_and_nobody_is_none(people, wanted):
    """By itself: at 1000 people and more the clause is silent."""
    rules = policy(*JZ, suspend=["JZ22-4.2-a"])
    assert posts(people, rules) == wanted
    assert short(people, 0, rules, "JZ22-4.2-b") == ([("0", "1")] if wanted else [])
    assert short(people, 1, rules, "JZ22-4.2-b") == []


def test_JZ22_4_2_b_a_service_station_has_no_posts_of_a_clinic():
    instance = serving(350, kind=SiteKind.STATION)
    assert demand(instance, policy(*JZ))["a"] == 0
    assert count(instance, policy(*JZ), Plan()).posts["a"] == 0
    assert "JZ22-4.2-b" not in findings(instance, policy(*JZ), plan(), Status.MISSED)


@pytest.mark.parametrize(
    ("people", "ceil", "floor_min1"),
    [
        (1, 1, 1),
        (999, 1, 1),
        (1000, 1, 1),
        (1001, 2, 1),
        (1999, 2, 1),
        (2000, 2, 2),
        (2100, 3, 2),
        (4000, 4, 4),
        (4001, 5, 4),
    ],
)
@pytest.mark.parametrize("rounding", ["ceil", "floor_min1"])
def test_XX21_3_2_1_b_at_least_one_per_thousand_above_a_thousand(people, ceil, floor_min1, rounding):
    wanted = {"ceil": ceil, "floor_min1": floor_min1}[rounding]
    rules = policy(*XX, suspend=["XX21-3.2.1-c"], XX21_3_2_1_b={"rounding": rounding})
    assert posts(people, rules) == wanted
    assert short(people, wanted, rules, "XX21-3.2.1-b") == []
    assert short(people, wanted - 1, rules, "XX21-3.2.1-b") == [(str(wanted - 1), str(wanted))]


@pytest.mark.parametrize(
    ("people", "cap", "floor_wins", "split_clinic"),
    [(3000, 3, 3, 3), (3001, 4, 4, 4), (4000, 4, 4, 4), (4001, 4, 5, 5), (4200, 4, 5, 5)],
)
@pytest.mark.parametrize("conflict", ["cap", "floor_wins", "split_clinic"])
def test_XX21_3_2_1_c_the_cap_against_the_floor_above_4000_people(people, cap, floor_wins, split_clinic, conflict):
    rules = policy(*XX, XX21_3_2_1_c={"cap_conflict": conflict})
    assert posts(people, rules) == {"cap": cap, "floor_wins": floor_wins, "split_clinic": split_clinic}[conflict]


def test_XX21_3_2_1_c_at_4200_people_four_are_posted_and_one_is_short():
    instance = serving(4200)
    instance = county(instance.centres, instance.sites, [graduate(f"G{n}", 90 - n) for n in range(5)])
    rules = policy(*XX)
    season = plan_season(instance, rules)
    assert [p.site_id for p in season.plan.placements] == ["a"] * 4 + [None]
    assert findings(instance, rules, season.plan) == {}
    assert [(f.actual, f.limit) for f in findings(instance, rules, season.plan, Status.MISSED)["XX21-3.2.1-b"]] == [
        ("4", "5")
    ]


@pytest.mark.parametrize(("doctors", "over"), [(3, False), (4, False), (5, True)])
def test_XX21_3_2_1_c_a_fifth_doctor_is_found(doctors, over):
    instance = county([centre("A")], [clinic("a", "A", 9, 9000)], [graduate(f"G{n}") for n in range(doctors)])
    made = plan(**{f"G{n}": "A/a" for n in range(doctors)})
    found = findings(instance, policy(*XX), made)
    assert ("XX21-3.2.1-c" in found) is over
    if over:
        assert (found["XX21-3.2.1-c"][0].actual, found["XX21-3.2.1-c"][0].limit) == ("5", "4")
    split = policy(*XX, XX21_3_2_1_c={"cap_conflict": "split_clinic"})
    assert "XX21-3.2.1-c" not in findings(instance, split, made)
    assert ("XX21-3.2.1-c" in findings(instance, split, made, Status.MISSED)) is over


def three_clinics() -> list[Site]:
    return [clinic("a", "A", 1), clinic("b", "A", 1), clinic("c", "A", 1)]


@pytest.mark.parametrize(("shared", "status", "people"), [("no", Status.MISSED, 1), ("yes", Status.MET, 0)])
def test_MTGR_8_a_three_clinics_and_two_people_need_one_shared(shared, status, people):
    instance = county([centre("A")], three_clinics(), [doctor("D1", "a"), doctor("D2", "b")])
    rules = policy(*MTG, MTGR_8_a={"shared_staff": shared})
    rows = findings(instance, rules, plan(), status)["MTGR-8-a"]
    assert [f.subject for f in rows] == ["c"]
    assert len(findings(instance, rules, plan(), Status.MISSED).get("MTGR-8-a", [])) == people
    if shared == "yes":
        assert "村医D1" in rows[0].message.zh


def test_MTGR_8_a_one_person_can_be_shared_by_two_clinics_not_by_three():
    instance = county([centre("A")], three_clinics(), [doctor("D1", "a")])
    rules = policy(*MTG, MTGR_8_a={"shared_staff": "yes"})
    assert len(findings(instance, rules, plan(), Status.MISSED)["MTGR-8-a"]) == 1


def test_MTGR_8_a_a_clinic_without_given_posts_has_one_and_a_station_none():
    sites = [clinic("a", "A", None, 5000), clinic("b", "A", None, 0), clinic("s", "A", None, 9, kind=SiteKind.STATION)]
    instance = county([centre("A")], sites)
    assert dict(demand(instance, policy(*MTG))) == {"a": 1, "b": 1, "s": 0}
    assert count(instance, policy(*MTG), Plan()).posts == {"a": 1, "b": 1, "s": 0}


def half_empty(**more: object) -> Instance:
    """Clinic a has one of two doctors; b, which is smaller, none of one."""
    a, in_a = staffed("a", "A", 2, 1, people=900)
    b, _ = staffed("b", "A", 1, 1, people=100)
    return county([centre("A")], [a, b], [*in_a, graduate("G1")], **more)


def test_MTGR_8_a_the_centre_fills_the_clinic_without_a_doctor_first():
    rules = policy(*MTG)
    assert plan_season(half_empty(), rules).plan.placement["G1"].site_id == "b"
    assert findings(half_empty(), rules, plan(G1="A/b")) == {}
    found = findings(half_empty(), rules, plan(G1="A/a"))
    assert list(found) == ["MTGR-8-a"]
    assert "b村卫生室" in found["MTGR-8-a"][0].message.zh
    assert "a村卫生室" in found["MTGR-8-a"][0].message.en


def test_MTGR_8_a_a_locked_newcomer_passes_nobody_over():
    from planner.domain import Lock

    instance = half_empty(locks=(Lock(person_id="G1", site_id="a", why="已定"),))
    made = plan_season(instance, policy(*MTG)).plan
    assert made.placement["G1"].site_id == "a"
    assert findings(instance, policy(*MTG), made) == {}


def test_MTGR_8_a_across_centres_serves_a_clinic_without_a_doctor_before_a_higher_rate():
    a, in_a = staffed("a", "A", 3, 2)
    b, in_b = staffed("b", "B", 1, 1)
    c, in_c = staffed("c", "B", 9, 0)
    instance = county([centre("A"), centre("B")], [a, b, c], [*in_a, *in_b, *in_c, graduate("G1")])
    within, across = policy(*MTG), policy(*MTG, MTGR_8_a={"min_staff_scope": "across_centres"})
    assert centre_by_person(instance, within) == {"G1": "A"}
    assert centre_by_person(instance, across) == {"G1": "B"}
    assert list(findings(instance, within, plan(G1="B/b"))) == ["MTG25-2.1-a"]
    assert list(findings(instance, across, plan(G1="A/a"))) == ["MTGR-8-a"]


def test_MTGR_8_a_cover_does_not_make_a_clinic_staffed_but_is_named():
    from planner.domain import Role

    instance = county([centre("A")], [clinic("a", "A")], [doctor("R1", "a", role=Role.CENTRE_STAFF)])
    row = findings(instance, policy(*MTG), plan(), Status.MISSED)["MTGR-8-a"][0]
    assert "村医R1" in row.message.zh
    assert "village" not in row.message.zh
    assert instance.placement_date == DAY
