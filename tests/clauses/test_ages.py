"""Ages: the day before the birthday, the birthday, and the day after, for whoever enters and whoever serves."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from build import DAY, centre, clinic, county, doctor, findings, graduate, plan, policy

from planner.auditing.count import count, headcount
from planner.calendar import add_months, birthday, day_before
from planner.domain import Instance, Person, Plan, Record, Role, Waiver
from planner.finding import Status
from planner.policy import Policy
from planner.season import centre_by_person
from planner.stages.supply import pool_on, staffing_on

MTG = ("mentougou-2025", "mentougou-reform")
JZ = ("mentougou-2025", "jiaozuo-2022")
XX = ("mentougou-2025", "xixian-2021")


def in_post(person: Person, day: date, rules: Policy, *waivers: Waiver) -> bool:
    """Whether a person fills her post on a day, by the planning side, which must be the auditor's answer too."""
    instance = county([centre("A")], [clinic("a", "A")], [person], day=day, waivers=waivers)
    planned = bool(staffing_on(day, instance, rules).in_post.get("a"))
    assert bool(headcount(instance, rules, day).in_post.get("a")) == planned
    return planned


def seeking(born: date | None, day: date = DAY, *waivers: Waiver) -> Instance:
    """One vacant post and one recruit who would enter it."""
    recruit = graduate("R1", role=Role.RECRUIT, birth_date=born, available_from=None)
    return county([centre("A")], [clinic("a", "A")], [recruit], day=day, waivers=waivers)


def enters(instance: Instance, rules: Policy) -> bool:
    """Whether the recruit may enter, asked of the planner, of the auditor's count, and of the season."""
    planned = "R1" in pool_on(instance.placement_date, instance, rules).ready
    assert ("R1" in count(instance, rules, Plan()).finished) == planned
    assert centre_by_person(instance, rules) == ({"R1": "A"} if planned else {})
    return planned


def test_MTGR_7_a_without_a_date_of_birth_nobody_is_held_to_be_too_old():
    undated = seeking(None)
    assert enters(undated, policy(*MTG))
    assert "MTGR-7-a" not in findings(undated, policy(*MTG), plan(R1="A/a"))


@pytest.mark.parametrize(
    ("day", "serves"),
    [(date(2025, 6, 13), True), (date(2025, 6, 14), True), (date(2025, 6, 15), False), (date(2025, 6, 16), False)],
)
def test_MTGR_7_e_leaves_on_the_birthday(day, serves):
    """Born 1955-06-15: available until 2025-06-14, the post vacant from 2025-06-15."""
    assert in_post(doctor("D", "a", date(1955, 6, 15)), day, policy(*MTG)) is serves


@pytest.mark.parametrize(("day", "serves"), [(date(2026, 2, 28), True), (date(2026, 3, 1), False)])
def test_MTGR_7_e_born_on_29_february_leaves_on_1_march(day, serves):
    assert in_post(doctor("D", "a", date(1956, 2, 29)), day, policy(*MTG)) is serves


def test_MTGR_7_e_the_post_falls_vacant_for_a_graduate_on_that_very_day():
    people = [doctor("D", "a", date(1955, 6, 15)), graduate("G1")]
    before = county([centre("A")], [clinic("a", "A")], people, day=date(2025, 6, 14))
    on_the_day = county([centre("A")], [clinic("a", "A")], people, day=date(2025, 6, 15))
    assert centre_by_person(before, policy(*MTG)) == {}
    assert centre_by_person(on_the_day, policy(*MTG)) == {"G1": "A"}
    assert "MTG25-1-a" in findings(before, policy(*MTG), plan(G1="A/a"))
    assert findings(on_the_day, policy(*MTG), plan(G1="A/a")) == {}


@pytest.mark.parametrize(
    ("born", "found"), [(date(1955, 7, 2), False), (date(1955, 7, 1), True), (date(1955, 6, 30), True)]
)
def test_MTGR_7_e_the_check_finds_someone_of_seventy_put_into_a_post(born, found):
    rows = findings(seeking(born), policy(*MTG), plan(R1="A/a"))
    assert ("MTGR-7-e" in rows) is found
    if found:
        assert "毕业生R1" in rows["MTGR-7-e"][0].message.zh


@pytest.mark.parametrize(("age", "serves"), [(69, True), (70, True), (71, False)])
def test_MTGR_7_e_the_age_is_a_parameter(age, serves):
    rules = policy(*MTG, MTGR_7_e={"exit_age_years": 71})
    assert in_post(doctor("D", "a", date(DAY.year - age, 7, 1)), DAY, rules) is serves


@pytest.mark.parametrize(
    ("born", "may"), [(date(1960, 7, 2), True), (date(1960, 7, 1), False), (date(1960, 6, 30), False)]
)
def test_MTGR_7_a_enters_up_to_the_day_before_the_65th_birthday(born, may):
    rules = policy(*MTG)
    assert enters(seeking(born), rules) is may
    assert ("MTGR-7-a" not in findings(seeking(born), rules, plan(R1="A/a"))) is may


@pytest.mark.parametrize(
    ("option", "forecast", "serves"),
    [
        ("headship", "yes", False),
        ("headship", "no", True),
        ("exit", "yes", False),
        ("exit", "no", False),
        ("no", "yes", True),
    ],
)
def test_JZ22_4_2_l_what_65_means_is_a_named_option(option, forecast, serves):
    """Turned 65 yesterday: an ordinary member stays by the letter, but not in the forecast or when 65 is the exit."""
    rules = policy(*JZ, JZ22_4_2_l={"age65": option, "forecast_exit_at_65": forecast})
    assert in_post(doctor("D", "a", date(1960, 6, 30)), DAY, rules) is serves
    assert in_post(doctor("D", "a", date(1960, 7, 1)), DAY, rules) is serves
    assert in_post(doctor("D", "a", date(1960, 7, 2)), DAY, rules) is True


@pytest.mark.parametrize(
    ("until", "serves"), [(date(2025, 6, 30), False), (DAY, True), (date(2025, 7, 2), True), (None, True)]
)
def test_JZ22_4_2_l_an_extension_on_record_keeps_her_up_to_its_last_day(until, serves):
    extended = Waiver(clause="JZ22-4.2-l", person_id="D", until=until, why="延期", granted_by="县卫健委")
    old = doctor("D", "a", date(1959, 1, 1))
    assert in_post(old, DAY, policy(*JZ), extended) is serves
    instance = county([centre("A")], [clinic("a", "A")], [old], waivers=(extended,))
    waived = findings(instance, policy(*JZ), plan(), Status.WAIVED).get("JZ22-4.2-l", [])
    assert bool(waived) is serves
    if serves:
        assert "延期" in waived[0].message.zh


@pytest.mark.parametrize(("born", "found"), [(date(1960, 7, 2), False), (date(1960, 7, 1), True)])
def test_JZ22_4_2_l_the_check_finds_someone_of_65_put_into_a_post(born, found):
    assert ("JZ22-4.2-l" in findings(seeking(born), policy(*JZ), plan(R1="A/a"))) is found


@pytest.mark.parametrize(
    ("reading", "born", "hired"),
    [
        ("day_after", date(1965, 7, 2), True),  # 59 years and 364 days
        ("day_after", date(1965, 7, 1), True),  # the 60th birthday itself
        ("day_after", date(1965, 6, 30), False),  # 60 years and 1 day
        ("next_birthday", date(1965, 6, 30), True),
        ("next_birthday", date(1964, 7, 2), True),
        ("next_birthday", date(1964, 7, 1), False),
    ],
)
def test_XX21_3_2_6_a_over_60_is_not_hired(reading, born, hired):
    rules = policy(*XX, XX21_3_2_6_a={"over_60": reading})
    assert enters(seeking(born), rules) is hired
    assert in_post(doctor("D", "a", born), DAY, rules) is hired
    assert ("XX21-3.2.6-a" not in findings(seeking(born), rules, plan(R1="A/a"))) is hired


@pytest.mark.parametrize("under", ["XX21-3.2.6-a", "XX21-3.2.6-b"])
def test_XX21_3_2_6_a_an_approval_on_record_lets_her_enter_and_serve(under):
    approved = Waiver(clause=under, person_id="R1", why="岗位需要", granted_by="教育卫体局")
    assert enters(seeking(date(1962, 1, 1), DAY, approved), policy(*XX))
    assert not enters(seeking(date(1960, 7, 1), DAY, approved), policy(*XX))
    kept = Waiver(clause=under, person_id="D", until=DAY)
    assert in_post(doctor("D", "a", date(1962, 1, 1)), DAY, policy(*XX), kept)
    assert not in_post(doctor("D", "a", date(1962, 1, 1)), DAY + timedelta(days=1), policy(*XX), kept)


@pytest.mark.parametrize(
    ("born", "serves"), [(date(1960, 7, 2), True), (date(1960, 7, 1), False), (date(1960, 6, 30), False)]
)
def test_XX21_3_2_6_b_whoever_is_rehired_leaves_on_the_65th_birthday(born, serves):
    assert in_post(doctor("D", "a", born, role=Role.REHIRED), DAY, policy(*XX)) is serves
    by_itself = policy(*XX, suspend=["XX21-3.2.6-a"])
    instance = county([centre("A")], [clinic("a", "A")], [doctor("D", "a", born, role=Role.REHIRED)])
    assert ("XX21-3.2.6-b" not in findings(instance, by_itself, plan())) is serves


@pytest.mark.parametrize(("months", "long"), [(12, False), (13, True)])
def test_XX21_3_2_6_b_without_a_date_of_birth_a_contract_still_has_its_longest_term(months, long):
    person = doctor("D", "a", None, role=Role.REHIRED)
    signed = Record(clause="XX21-3.2.6-b", day=DAY, person_id="D", quantity=Decimal(months))
    here = county([centre("A")], [clinic("a", "A")], [person], records=(signed,))
    assert ("XX21-3.2.6-b" in findings(here, policy(*XX), plan())) is long


def test_XX21_3_2_6_b_a_record_without_a_term_is_no_contract_that_is_too_long():
    person = doctor("D", "a", date(1970, 1, 1), role=Role.REHIRED)
    signed = tuple(Record(clause="XX21-3.2.6-b", day=DAY, person_id=code) for code in ("D", None))
    here = county([centre("A")], [clinic("a", "A")], [person], records=signed)
    assert "XX21-3.2.6-b" not in findings(here, policy(*XX), plan())


@pytest.mark.parametrize(
    ("start", "past_65", "end"),
    [
        (date(2025, 7, 1), "no", date(2025, 12, 31)),  # aged 64 and a half: six months
        (date(2024, 7, 1), "no", date(2025, 6, 30)),
        (date(2025, 1, 1), "no", date(2025, 12, 31)),
        (date(2025, 1, 2), "no", date(2025, 12, 31)),
        (date(2025, 12, 31), "no", date(2025, 12, 31)),
        (date(2026, 1, 1), "no", None),  # the 65th birthday
        (date(2025, 7, 1), "run_out", date(2026, 6, 30)),
        (date(2026, 1, 1), "run_out", None),
    ],
)
def test_XX21_3_2_6_b_a_yearly_contract_and_the_65th_birthday(start, past_65, end):
    rules = policy(*XX, XX21_3_2_6_b={"past_65": past_65})
    person = doctor("D", "a", date(1961, 1, 1), role=Role.REHIRED)
    assert birthday(date(1961, 1, 1), 65) == date(2026, 1, 1)

    def too_long(months: int) -> bool:
        signed = Record(clause="XX21-3.2.6-b", day=start, person_id="D", quantity=Decimal(months))
        here = county([centre("A")], [clinic("a", "A")], [person], records=(signed,))
        return "XX21-3.2.6-b" in findings(here, rules, plan())

    longest = max((m for m in range(1, 15) if day_before(add_months(start, m)) <= (end or date.min)), default=0)
    assert [m for m in range(1, 15) if too_long(m)] == list(range(longest + 1, 15))


@pytest.mark.parametrize(
    ("role", "born", "told"),
    [
        (Role.REHIRED, date(1960, 7, 1), True),
        (Role.REHIRED, date(1960, 7, 2), False),
        (Role.VILLAGE_DOCTOR, date(1960, 7, 1), False),
    ],
)
def test_XX21_3_2_6_b_the_limit_of_re_hiring_binds_the_re_hired_alone(role, born, told):
    here = county([centre("A")], [clinic("a", "A")], [doctor("D", "a", born=born, role=role)])
    rules = policy("xixian-2021", suspend=["XX21-3.2.6-a"])
    assert ("XX21-3.2.6-b" in findings(here, rules, plan())) is told
