"""Wishes and grades: what a graduate's own list decides, and which of two equals goes first."""

from dataclasses import replace

import pytest
from build import DAY, centre, clinic, county, findings, graduate, plan, policy, service, wishes

from planner.domain import Credential, Instance, Lock, Wish
from planner.season import centre_by_person, plan_season

M25 = ("mentougou-2025",)
M21 = ("mentougou-2021", "mentougou-2025")


def equal(codes: str, *, seats: int = 1, **lists: str) -> Instance:
    """Centres equal in rate and clinics with so many vacancies each; graduates in the order of their grades."""
    sites = [clinic(f"{c}{n}", c) for c in codes for n in range(seats)]
    people = [graduate(g, 90 - n) for n, g in enumerate(sorted(lists))]
    return county([centre(c) for c in codes], sites, people, wishes(**lists))


def test_MTG25_2_1_d_two_graduates_are_matched_to_two_seats_by_their_wishes():
    instance = equal("XY", G1="Y", G2="X")
    assert centre_by_person(instance, policy(*M25)) == {"G1": "Y", "G2": "X"}
    row = findings(instance, policy(*M25), plan(G1="X", G2="Y"))["MTG25-2.1-d"][0]
    assert "毕业生G1" in row.message.zh
    assert "毕业生G2" in row.message.en


def test_MTG25_2_1_d_a_wish_never_overrides_the_rate():
    x, in_x = service("X", 1, 2, 1)
    y, in_y = service("Y", 1, 4, 1)
    instance = county([centre("X"), centre("Y")], [*x, *y], [*in_x, *in_y, graduate("G1")], wishes(G1="Y"))
    assert centre_by_person(instance, policy(*M25)) == {"G1": "X"}
    assert "MTG25-2.1-a" in findings(instance, policy(*M25), plan(G1="Y"))


def test_MTG25_2_1_d_at_equal_rate_and_clinics_the_wish_decides_the_centre():
    sites, people = [], [graduate("G1")]
    for code in "XY":
        mine, doctors = service(code, 4, 6, 2)
        sites += mine
        people += doctors
    instance = county([centre("X"), centre("Y")], sites, people, wishes(G1="Y"))
    assert centre_by_person(instance, policy(*M25)) == {"G1": "Y"}
    assert list(findings(instance, policy(*M25), plan(G1="X"))) == ["MTG25-2.1-d"]


def ranked(**lists: dict[str, int]) -> Instance:
    """One vacancy at each of X, Y, Z, and ranks given one by one."""
    listed = [Wish(person_id=g, rank=rank, centre_id=c) for g, ranks in lists.items() for c, rank in ranks.items()]
    people = [graduate(g, 90 - n) for n, g in enumerate(sorted(lists))]
    return county([centre(c) for c in "XYZ"], [clinic(c.lower(), c) for c in "XYZ"], people, listed)


@pytest.mark.parametrize(
    ("matching", "lawful", "other"),
    [
        ("counts_then_preference", {"G1": "X", "G2": "Z", "G3": "Y"}, {"G1": "X", "G2": "Y", "G3": "Z"}),
        ("rank_maximal", {"G1": "X", "G2": "Y", "G3": "Z"}, {"G1": "X", "G2": "Z", "G3": "Y"}),
    ],
)
def test_MTG25_2_1_d_the_least_sum_and_the_most_first_wishes_differ(matching, lawful, other):
    """Ranks 1, 2, 2 add up to less than 1, 1, 4, which meet one first wish more."""
    instance = ranked(G1={"X": 1, "Y": 5, "Z": 5}, G2={"X": 5, "Y": 1, "Z": 2}, G3={"X": 3, "Y": 2, "Z": 4})
    rules = policy(*M25, MTG25_2_1_d={"seat_matching": matching})
    assert centre_by_person(instance, rules) == lawful
    assert findings(instance, rules, plan(**lawful)) == {}
    assert list(findings(instance, rules, plan(**other))) == ["MTG25-2.1-d"]


def test_MTG25_2_1_d_least_sum_prefers_two_second_wishes_to_a_first_and_a_fourth():
    """G1: X Y, G2: X and Y only fourth. G1 at X costs 1 + 4; G1 at Y costs 2 + 1."""
    listed = [*wishes(G1="X Y", G2="X"), Wish(person_id="G2", rank=4, centre_id="Y")]
    sites = [clinic("x", "X"), clinic("y", "Y")]
    instance = county([centre("X"), centre("Y")], sites, [graduate("G1", 90), graduate("G2", 80)], listed)
    assert centre_by_person(instance, policy(*M25)) == {"G1": "Y", "G2": "X"}
    assert "MTG25-2.1-d" in findings(instance, policy(*M25), plan(G1="X", G2="Y"))


def test_MTG25_2_1_d_serial_takes_graduates_one_by_one_in_the_order_of_grades():
    listed = [*wishes(G1="X Y", G2="X"), Wish(person_id="G2", rank=4, centre_id="Y")]
    sites = [clinic("x", "X"), clinic("y", "Y")]
    instance = county([centre("X"), centre("Y")], sites, [graduate("G1", 90), graduate("G2", 80)], listed)
    rules = policy(*M25, MTG25_2_1_d={"seat_matching": "serial"})
    assert centre_by_person(instance, rules) == {"G1": "X", "G2": "Y"}
    assert findings(instance, rules, plan(G1="X", G2="Y")) == {}
    row = findings(instance, rules, plan(G1="Y", G2="X"))["MTG25-2.1-d"][0]
    assert "毕业生G1" in row.message.zh


def test_MTG25_2_1_d_of_two_who_want_the_same_the_better_grade_then_the_code_decides():
    instance = equal("XY", G1="X Y", G2="X Y")
    assert centre_by_person(instance, policy(*M25)) == {"G1": "X", "G2": "Y"}
    assert "MTG25-2.1-d" in findings(instance, policy(*M25), plan(G1="Y", G2="X"))
    same_grade = county(
        instance.centres, instance.sites, [replace(p, score=None) for p in instance.people], instance.wishes
    )
    assert centre_by_person(same_grade, policy(*M25)) == {"G1": "X", "G2": "Y"}


def test_MTG25_2_1_d_who_is_left_out_is_decided_by_grade():
    instance = equal("X", G1="X", G2="X")
    assert centre_by_person(instance, policy(*M25)) == {"G1": "X"}
    row = findings(instance, policy(*M25), plan(G1="", G2="X"))["MTG25-2.1-d"][0]
    assert "毕业生G1" in row.message.zh
    assert "毕业生G2" in row.message.en


def at_one_town(*people: object, posts: int = 1) -> Instance:
    """Clinics a and b of one town, equally urgent, and graduates of that town."""
    return county([centre("X", "西镇")], [clinic("a", "X", posts), clinic("b", "X", posts)], list(people))


def wanting(instance: Instance, **lists: str) -> Instance:
    listed = [
        Wish(person_id=person, rank=rank, site_id=s)
        for person, clinics in lists.items()
        for rank, s in enumerate(clinics.split(), start=1)
    ]
    return county(instance.centres, instance.sites, instance.people, listed)


def home(code: str, score: int, **more: object) -> object:
    return graduate(code, score, home_town="西镇", graduated_on=DAY, **more)


def test_MTG21_A1_1_e_of_two_who_want_the_same_clinic_the_better_grade_gets_it():
    instance = wanting(at_one_town(home("G1", 88), home("G2", 91)), G1="a", G2="a")
    made = plan_season(instance, policy(*M21)).plan
    assert {p.person_id: p.site_id for p in made.placements} == {"G1": "b", "G2": "a"}
    assert findings(instance, policy(*M21), made) == {}
    row = findings(instance, policy(*M21), plan(G1="X/a", G2="X/b"))["MTG21-A1.1-e"][0]
    assert "毕业生G2" in row.message.zh
    assert "毕业生G1" in row.message.zh
    assert "a村卫生室" in row.message.en


def test_MTG21_A1_1_e_with_one_post_the_better_grade_is_placed():
    one = county([centre("X", "西镇")], [clinic("a", "X")], [home("G1", 88), home("G2", 91)])
    instance = wanting(one, G1="a", G2="a")
    assert centre_by_person(instance, policy(*M21)) == {"G2": "X"}
    assert findings(instance, policy(*M21), plan(G1="X/a", G2=""))


def test_MTG21_A1_1_e_a_clinic_locked_for_a_lower_grade_is_no_fault():
    town = wanting(at_one_town(home("G1", 88), home("G2", 91)), G1="a", G2="a")
    lock = Lock(person_id="G1", site_id="a", why="已定")
    instance = county(town.centres, town.sites, town.people, town.wishes, locks=(lock,))
    made = plan_season(instance, policy(*M21)).plan
    assert {p.person_id: p.site_id for p in made.placements} == {"G1": "a", "G2": "b"}
    assert findings(instance, policy(*M21), made) == {}


@pytest.mark.parametrize("scores", [(90, 90), (91, 88)])
def test_MTG21_A1_1_e_equal_or_better_grades_are_no_fault(scores):
    instance = wanting(at_one_town(home("G1", scores[0]), home("G2", scores[1])), G1="a", G2="a")
    assert findings(instance, policy(*M21), plan(G1="X/a", G2="X/b")) == {}


def test_MTG21_A1_1_e_is_silent_where_the_two_are_not_alike():
    """G1 is licensed, G2 is not; or G1 has no other wish and G2 has."""
    unlike = wanting(at_one_town(home("G1", 88), home("G2", 91, credential=Credential.NONE), posts=1), G1="a", G2="a")
    assert "MTG21-A1.1-e" not in findings(unlike, policy(*M21), plan(G1="X/a", G2="X/b"))
    listed = [
        Wish(person_id="G1", rank=1, site_id="a"),
        Wish(person_id="G1", rank=9, site_id="b"),
        Wish(person_id="G2", rank=1, site_id="a"),
        Wish(person_id="G2", rank=2, site_id="b"),
    ]
    town = at_one_town(home("G1", 88), home("G2", 91))
    instance = county(town.centres, town.sites, town.people, listed)
    made = plan_season(instance, policy(*M21)).plan
    assert {p.person_id: p.site_id for p in made.placements} == {"G1": "a", "G2": "b"}
    assert findings(instance, policy(*M21), made) == {}


def test_MTG21_A1_1_f_of_two_equally_urgent_clinics_at_home_she_gets_the_one_she_wants():
    instance = wanting(at_one_town(home("G1", 80)), G1="b")
    assert plan_season(instance, policy(*M21)).plan.placement["G1"].site_id == "b"


def test_MTG21_A1_1_f_the_wish_decides_among_towns_in_need():
    centres = [centre("X", "东镇"), centre("Y", "西镇")]
    instance = county(
        centres,
        [clinic("x", "X"), clinic("y", "Y")],
        [graduate("G1", home_town="南镇", graduated_on=DAY)],
        wishes(G1="Y X"),
    )
    assert centre_by_person(instance, policy(*M21)) == {"G1": "Y"}
    row = findings(instance, policy(*M21), plan(G1="X/x"))["MTG21-A1.1-f"][0]
    assert "毕业生G1" in row.message.zh
    assert "中心Y" in row.message.en
