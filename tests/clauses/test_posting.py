"""The clinic inside a centre: who chooses, among which clinics, and in what order of urgency."""

from datetime import date
from decimal import Decimal

import pytest
from build import DAY, centre, clinic, county, doctor, findings, graduate, plan, policy, staffed

from planner.domain import Instance, Lock, Record, SiteKind
from planner.season import plan_season

M25 = ("mentougou-2025",)
M21 = ("mentougou-2021", "mentougou-2025")


def clinics_of(instance: Instance, rules) -> dict[str, str | None]:
    return {p.person_id: p.site_id for p in plan_season(instance, rules).plan.placements}


def test_MTG25_2_1_e_the_clinic_is_one_of_the_assigned_centre():
    x, in_x = staffed("x1", "X", 1, 1)
    y, in_y = staffed("y1", "Y", 3, 1)
    instance = county([centre("X"), centre("Y")], [x, y], [*in_x, *in_y, graduate("G1")])
    assert clinics_of(instance, policy(*M25)) == {"G1": "x1"}
    found = findings(instance, policy(*M25), plan(G1="X/y1"))
    assert list(found) == ["MTG25-2.1-e"]
    row = found["MTG25-2.1-e"][0]
    assert "毕业生G1" in row.message.zh
    assert "y1村卫生室" in row.message.zh
    assert "中心X" in row.message.en


def test_MTG25_2_1_e_proposals_follow_the_goals_in_the_order_of_the_pack():
    """Clinic a has more residents, b is wished for; both are without a doctor."""
    from planner.domain import Wish

    sites = [clinic("a", "X", 1, 900), clinic("b", "X", 1, 100)]
    instance = county([centre("X")], sites, [graduate("G1")], [Wish(person_id="G1", rank=1, site_id="b")])
    assert clinics_of(instance, policy(*M25)) == {"G1": "a"}
    wish_first = policy(*M25, MTG25_2_1_e={"clinic_goals": ["uncovered", "wish", "residents"]})
    assert clinics_of(instance, wish_first) == {"G1": "b"}


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({}, False),
        ({"integrated_from": DAY}, False),
        ({"integrated_from": date(2025, 7, 2)}, True),
        ({"integrated": False}, True),
        ({"kind": SiteKind.STATION}, True),
    ],
)
def test_MTG25_3_1_b_the_main_site_is_an_integrated_clinic_on_that_day(facts, found):
    sites = [clinic("a", "X", **facts), clinic("b", "X")]
    instance = county([centre("X")], sites, [graduate("G1"), graduate("G2", 70)])
    made = clinics_of(instance, policy(*M25))
    assert (made["G1"] == "b" and made["G2"] is None) if found else set(made.values()) == {"a", "b"}
    rows = findings(instance, policy(*M25), plan(G1="X/a", G2=""))
    assert ("MTG25-3.1-b" in rows) is found
    if found:
        assert "毕业生G1" in rows["MTG25-3.1-b"][0].message.zh
        assert "a村卫生室" in rows["MTG25-3.1-b"][0].message.en


@pytest.mark.parametrize(
    ("there", "elsewhere", "short"), [(12, 8, False), (11, 9, False), (10, 10, True), (9, 11, True), (0, 1, True)]
)
def test_MTG25_3_1_b_more_than_half_of_the_working_days_on_record_are_at_the_clinic(there, elsewhere, short):
    days = [("a", there, 9), ("X", elsewhere, 12)]
    assert short_of_days(days, policy(*M25)) == (["2025H2"] if short else [])
    assert short_of_days(days, policy(*M25, MTG25_3_1_b={"main": "registered"})) == []


@pytest.mark.parametrize(
    ("days", "short"),
    [
        ([("old", 12, 9), ("X", 8, 9)], ["2025H2"]),  # twelve days at a clinic that is not integrated
        ([("b", 12, 9), ("X", 8, 9)], ["2025H2"]),  # or at one of another centre
        ([("a", 12, 6), ("X", 8, 7)], ["2025H2"]),  # each half-year by itself
        ([("a", 12, 9), ("old", 5, 9), ("b", 5, 9)], []),
    ],
)
def test_MTG25_3_1_b_days_count_at_integrated_clinics_of_her_centre_by_half_year(days, short):
    assert short_of_days(days, policy(*M25)) == short


def short_of_days(days, rules) -> list[str]:
    """Half-years of 2025 found short, of days on record as place, number, month."""
    rows = [
        Record(
            clause="MTG25-3.1-b",
            day=date(2025, month, 30),
            person_id="G",
            site_id=None if place == "X" else place,
            centre_id=place if place == "X" else None,
            quantity=Decimal(number),
        )
        for place, number, month in days
    ]
    sites = [clinic("a", "X"), clinic("old", "X", integrated=False), clinic("b", "Y")]
    instance = county([centre("X"), centre("Y")], sites, [doctor("G", "a", employer="X")], records=tuple(rows))
    return [f.period for f in findings(instance, rules, plan()).get("MTG25-3.1-b", [])]


def urgent(newcomers: int, posts_a: int = 1, **more: object) -> Instance:
    """Clinic a: no doctor, 300 people; clinic b: one doctor, 2500 people, one vacancy."""
    b, in_b = staffed("b", "X", 2, 1, people=2500)
    people = [graduate(f"G{n}", 90 - n, graduated_on=DAY) for n in range(newcomers)]
    return county([centre("X")], [clinic("a", "X", posts_a, 300), b], [*in_b, *people], **more)


def test_MTG21_A1_1_d_the_clinic_without_a_doctor_is_more_urgent_than_the_bigger_one():
    assert clinics_of(urgent(1), policy(*M21)) == {"G0": "a"}
    row = findings(urgent(1), policy(*M21), plan(G0="X/b"))["MTG21-A1.1-d"][0]
    assert "毕业生G0" in row.message.zh
    assert "a村卫生室" in row.message.zh
    assert "b村卫生室" in row.message.en


def test_MTG21_A1_1_d_then_more_people_per_doctor_count():
    """After one newcomer at a, b with 2500 people and one doctor is more urgent than a with 300."""
    instance = urgent(2, posts_a=2)
    assert set(clinics_of(instance, policy(*M21)).values()) == {"a", "b"}
    assert "MTG21-A1.1-d" in findings(instance, policy(*M21), plan(G0="X/a", G1="X/a"))
    assert findings(instance, policy(*M21), plan(G0="X/a", G1="X/b")) == {}


def test_MTG21_A1_1_d_the_towns_own_ranking_decides_where_there_is_one():
    rules = policy(*M21, MTG21_A1_1_d={"ranking": ["b", "a"]})
    assert clinics_of(urgent(1), rules) == {"G0": "b"}
    assert findings(urgent(1), rules, plan(G0="X/b")) == {}
    assert "MTG21-A1.1-d" in findings(urgent(1), rules, plan(G0="X/a"))


def test_MTG21_A1_1_d_two_equally_urgent_clinics_still_precede_a_third():
    sites = [clinic("a", "X", 1, 400), clinic("b", "X", 1, 1000), clinic("c", "X", 1, 1000)]
    instance = county([centre("X")], sites, [graduate("G1", graduated_on=DAY)])
    assert clinics_of(instance, policy(*M21)) == {"G1": "b"}
    assert "MTG21-A1.1-d" in findings(instance, policy(*M21), plan(G1="X/a"))


def test_MTG21_A1_1_d_a_post_promised_to_another_and_a_locked_newcomer_are_no_fault():
    promised = doctor("D", "a", since=date(2025, 9, 1))
    instance = urgent(1)
    waiting = county(instance.centres, instance.sites, [*instance.people, promised])
    assert findings(waiting, policy(*M21), plan(G0="X/b")) == {}
    locked = urgent(1, locks=(Lock(person_id="G0", site_id="b", why="已定"),))
    assert findings(locked, policy(*M21), plan(G0="X/b")) == {}


def test_MTG21_A1_1_d_the_clinic_belongs_to_the_town_too():
    y, _ = staffed("y", "Y", 1, 1)
    x, _ = staffed("x", "X", 1, 1)
    instance = county([centre("X"), centre("Y")], [x, y], [graduate("G1", graduated_on=DAY)])
    assert "MTG21-A1.1-d" in findings(instance, policy(*M21), plan(G1="X/y"))
