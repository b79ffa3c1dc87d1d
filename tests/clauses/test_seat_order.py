"""The statutory order among centres: rate, then clinic total, exactly, under each named reading."""

from collections import Counter
from fractions import Fraction

import pytest
from build import centre, county, findings, graduate, plan, policy, service

from planner.clauses.placement.seat_order import _percent
from planner.domain import Instance
from planner.season import centre_by_person

M25 = ("mentougou-2025",)


def counties(graduates: int, **centres: tuple[int, int, int]) -> Instance:
    """Centres as (clinics, posts, vacant), and so many graduates without wishes."""
    sites, people = [], [graduate(f"G{n}", 90 - n) for n in range(graduates)]
    for code, (clinics, posts, vacant) in centres.items():
        mine, doctors = service(code, clinics, posts, vacant)
        sites += mine
        people += doctors
    return county([centre(c) for c in centres], sites, people)


def counts(instance: Instance, rules) -> Counter[str]:
    return Counter(centre_by_person(instance, rules).values())


def test_MTG25_2_1_a_the_higher_rate_is_served_first():
    instance = counties(1, X=(1, 2, 1), Y=(1, 3, 1))
    assert centre_by_person(instance, policy(*M25)) == {"G0": "X"}
    assert findings(instance, policy(*M25), plan(G0="X")) == {}
    row = findings(instance, policy(*M25), plan(G0="Y"))["MTG25-2.1-a"][0]
    assert "中心X" in row.message.zh
    assert "1/2" in row.message.zh
    assert "中心Y" in row.message.en
    assert "1/3" in row.message.en


def test_MTG25_2_1_a_the_number_of_vacancies_is_not_the_rate():
    assert centre_by_person(counties(1, X=(1, 2, 1), Y=(1, 9, 4)), policy(*M25)) == {"G0": "X"}


@pytest.mark.parametrize(
    ("update", "expected"),
    [("after_each", {"X": 1, "Y": 1}), ("once_exhaust", {"X": 2}), ("once_round", {"X": 1, "Y": 1})],
)
def test_MTG25_2_1_a_three_quarters_against_three_fifths_under_each_reading(update, expected):
    """X 3/4 and Y 3/5, two graduates: recomputed, the second goes to Y because 3/5 > 2/4."""
    instance = counties(2, X=(1, 4, 3), Y=(1, 5, 3))
    rules = policy(*M25, MTG25_2_1_a={"vacancy_update": update})
    assert counts(instance, rules) == expected
    for made, lawful in ((plan(G0="X", G1="X"), {"X": 2}), (plan(G0="X", G1="Y"), {"X": 1, "Y": 1})):
        assert ("MTG25-2.1-a" not in findings(instance, rules, made)) is (lawful == expected)


@pytest.mark.parametrize(
    ("update", "expected"),
    [("after_each", {"X": 2, "Y": 1}), ("once_exhaust", {"X": 3}), ("once_round", {"X": 2, "Y": 1})],
)
def test_MTG25_2_1_a_the_third_graduate_goes_back_to_the_first_centre(update, expected):
    instance = counties(3, X=(1, 4, 3), Y=(1, 5, 3))
    assert counts(instance, policy(*M25, MTG25_2_1_a={"vacancy_update": update})) == expected


def test_MTG25_2_1_c_two_sixths_and_three_ninths_tie_and_more_clinics_go_first():
    instance = counties(1, X=(5, 6, 2), Y=(8, 9, 3))
    assert centre_by_person(instance, policy(*M25)) == {"G0": "Y"}
    row = findings(instance, policy(*M25), plan(G0="X"))["MTG25-2.1-c"][0]
    assert "中心Y" in row.message.zh
    assert "8" in row.message.en


def test_MTG25_2_1_c_all_clinics_count_not_only_those_with_a_gap():
    """Y's gap lies at one clinic of eight, X's at two of five."""
    instance = counties(1, X=(5, 6, 2), Y=(8, 24, 8))
    assert centre_by_person(instance, policy(*M25)) == {"G0": "Y"}


@pytest.mark.parametrize(("arithmetic", "first"), [("exact_fraction", "X"), ("whole_percent", "Z")])
def test_MTG25_2_1_c_a_third_and_33_of_100_tie_only_on_paper(arithmetic, first):
    instance = counties(1, X=(5, 6, 2), Z=(20, 100, 33))
    rules = policy(*M25, MTG25_2_1_a={"arithmetic": arithmetic})
    assert centre_by_person(instance, rules) == {"G0": first}
    assert findings(instance, rules, plan(G0=first)) == {}
    clause = "MTG25-2.1-a" if arithmetic == "exact_fraction" else "MTG25-2.1-c"
    assert clause in findings(instance, rules, plan(G0="Z" if first == "X" else "X"))


@pytest.mark.parametrize(("vacant", "first"), [(1, "X"), (2, "Z")])
def test_MTG25_2_1_c_halves_of_a_percent_are_rounded_up_on_paper(vacant, first):
    """On paper 1/8 = 12.5 % is 13 %, like 26/200 = 13 %, whose centre has more clinics; 1/200 is far below."""
    instance = counties(1, X=(1, 8, 1), Z=(2, 200, 26 if vacant == 2 else 1))
    rules = policy(*M25, MTG25_2_1_a={"arithmetic": "whole_percent"})
    assert centre_by_person(instance, rules) == {"G0": first}


@pytest.mark.parametrize(
    ("rate", "printed"),
    [("0", 0), ("1/201", 0), ("1/200", 1), ("1/8", 13), ("1/3", 33), ("2/3", 67), ("199/200", 100), ("1", 100)],
)
def test_MTG25_2_1_c_a_printed_percentage_is_the_nearest_whole_one_and_a_half_goes_up(rate, printed):
    assert _percent(Fraction(rate)) == printed
