"""Why someone is where she is over the years, and which clinics are at risk from when."""

from datetime import date

import pytest
from build import centre, clinic, county, doctor, policy, scenario

from planner.calendar import Period
from planner.domain import Assignment, Credential, Role
from planner.explaining import explain
from planner.explaining.careers import at_risk, career, empty_spans, site_ahead

RULES = policy("mentougou-2025", "mentougou-reform")
H = [Period(2025, 2), Period(2026, 1), Period(2026, 2), Period(2027, 1)]


@pytest.fixture(scope="module")
def instance():
    people = [
        doctor("D1", "a1", born=date(1956, 8, 1), credential=Credential.CERTIFICATE),
        doctor("S1", "A", role=Role.CENTRE_STAFF, employer="A", since=date(2025, 1, 1)),
    ]
    return county([centre("A")], [clinic("a1", "A", people=300), clinic("a2", "A", people=90)], people, horizon_years=2)


@pytest.fixture(scope="module")
def plan():
    return (
        Assignment(person_id="D1", site_id="a1", start=H[0], end=H[2]),
        Assignment(person_id="S1", site_id="A", start=H[0], end=H[0]),
        Assignment(person_id="S1", site_id="a2", start=H[1], end=H[3]),
    )


def test_a_clinic_is_at_risk_from_the_period_after_its_last_doctor_leaves(instance, plan):
    assert list(empty_spans(instance.site["a1"], plan, instance)) == [(H[3], H[3])]
    assert list(empty_spans(instance.site["a2"], plan, instance)) == [(H[0], H[0])]
    assert [(site.id, first) for site, first, _ in at_risk(plan, instance)] == [("a2", H[0]), ("a1", H[3])]


def test_the_sentence_names_who_leaves_under_which_clause_and_when(instance, plan):
    said = list(site_ahead(instance.site["a1"], plan, instance, RULES))
    assert "村医D1（2026-08-01，年满70周岁，依据MTGR-7-e）" in said[-1].zh
    assert "2027H1无人（服务300人）" in said[-1].zh
    assert "nobody in 2027H1" in said[-1].en


def test_a_career_tells_why_each_stint_ends(instance, plan):
    exits = list(career(instance.person["D1"], plan, instance, RULES))
    assert "至2026-08-01离岗（年满70周岁，依据MTGR-7-e）" in exits[0].zh
    moves = list(career(instance.person["S1"], plan, instance, RULES))
    assert "MTGR-9-a；自2025-01-01起算，期限2027-01-01" in moves[0].zh
    assert "轮转到此，到规划期末" in moves[1].zh
    assert "by rotation, to the end of the horizon" in moves[1].en


def test_explain_adds_the_years_ahead_only_where_there_is_an_outlook(instance, plan):
    case = scenario(instance, RULES)
    assert "今后排班" not in explain(case, "a1").text("zh")
    assert "今后排班" in explain(case, "a1", None, plan).text("zh")
    assert "The years ahead" in explain(case, "S1", None, plan).text("en")


def test_an_empty_clinic_is_told_with_what_would_cover_it(instance, plan):
    said = explain(scenario(instance, RULES), "a1", None, plan).text("zh")
    assert "2027H1怎样才能有人" in said
    assert "派1名持证医生到a1村卫生室（2027H1）" in said
    assert "村医D1（D1）继续在a1村卫生室服务2027H1" in said


def test_a_person_reads_when_she_can_leave_without_another_person_being_named(instance, plan):
    case = scenario(instance, RULES)
    for who, other in (("D1", "S1"), ("S1", "D1")):
        for language in ("zh", "en"):
            said = explain(case, who, None, plan).text(language)
            assert instance.person[other].name not in said
        assert "最早何时可以离开" in explain(case, who, None, plan).text("zh")
