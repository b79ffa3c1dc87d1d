"""Supply and hiring: the pipeline, posts to fall vacant, demand, obligations, channels, and who is hired first."""

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from build import DAY, centre, clinic, county, doctor, findings, graduate, outlook, plan, policy, staffed

from planner.accounting import account, falls_due
from planner.accounts import Measure
from planner.auditing import audit
from planner.domain import Credential, Instance, Person, Plan, Record, Role, SiteKind, Travel, Upshot, Village
from planner.finding import Status
from planner.forecast import Flow, Forecast, forecast
from planner.policy import Policy
from planner.season import centre_by_person, plan_season
from planner.stages.demand import demand
from planner.stages.outlook import lay_out
from planner.stages.standing import core_staff, posts_of

M25, M21, REFORM, JIAOZUO, XIXIAN, TALENT = (
    "mentougou-2025",
    "mentougou-2021",
    "mentougou-reform",
    "jiaozuo-2022",
    "xixian-2021",
    "talent-plan",
)
NOTHING_TO_BREAK = {"licence_exam"}
"""An encouragement: it is forecast, and no plan can break it."""


def rows(instance: Instance, rules: Policy, flow: Flow, made: Plan | None = None) -> list[Forecast]:
    return [row for row in forecast(instance, rules, made or Plan()) if row.flow is flow]


def measured(instance: Instance, rules: Policy, clause: str) -> list[Measure]:
    return [m for m in account(instance, rules, Plan()).measures if m.clause == clause]


def due(instance: Instance, rules: Policy, clause: str) -> list[tuple[date, str]]:
    return [(d.day, d.subject) for d in falls_due(instance, rules, Plan()) if d.clause == clause]


def missed(instance: Instance, rules: Policy, clause: str, made: Plan | None = None) -> list[str]:
    return [f.subject for f in findings(instance, rules, made or Plan(), Status.MISSED).get(clause, [])]


def record(clause: str, day: str, person: str | None = None, **more: object) -> Record:
    return Record(clause=clause, day=date.fromisoformat(day), person_id=person, **more)  # type: ignore[arg-type]


def cohorts() -> Instance:
    """Three who graduated in July 2024 and four in July 2025; training of 24 months follows six of pre-service."""
    people = [
        graduate(f"G{y}{n}", graduated_on=date(2000 + y, 7, 1), track="助理全科", available_from=None)
        for y, many in ((24, 3), (25, 4))
        for n in range(many)
    ]
    return county([centre("A")], [clinic("a", "A", 9)], people, day=DAY)


def test_MTG25_2_3_c_trainees_are_supply_from_the_end_of_training_and_none_before():
    came = Counter(row.day for row in rows(cohorts(), policy(M25), Flow.ARRIVAL))
    assert came == {date(2027, 1, 1): 3, date(2028, 1, 1): 4}
    assert {row.clause for row in rows(cohorts(), policy(M25), Flow.ARRIVAL)} == {"MTG25-2.3-c"}
    counted = policy(M25, MTG25_2_3_c={"count_trainee_as_filled_post": "yes"})
    assert Counter(row.day for row in rows(cohorts(), counted, Flow.ARRIVAL)) == {DAY: 7}


def early() -> tuple[Instance, Plan]:
    instance = county([centre("A")], [clinic("a", "A", 2)], [graduate("G", available_from=date(2026, 7, 1))])
    return instance, outlook(G="a 2026H1-2027H1")


def test_MTG25_2_3_c_a_plan_that_has_a_trainee_serve_is_told():
    instance, made = early()
    assert missed(instance, policy(M25), "MTG25-2.3-c", made) == ["G"]
    assert missed(instance, policy(M25), "MTG25-2.3-c", outlook(G="a 2026H2-2027H1")) == []
    counted = policy(M25, MTG25_2_3_c={"count_trainee_as_filled_post": "yes"})
    assert missed(instance, counted, "MTG25-2.3-c", made) == []


@pytest.mark.parametrize(("months", "ends"), [(60, date(2033, 1, 1)), (48, date(2032, 1, 1)), ("external", None)])
def test_MTG25_3_2_a_an_obligation_of_60_months_from_2028_ends_on_the_first_of_2033(months, ends):
    person = graduate("G", site_id="a", since=date(2028, 1, 1), available_from=None)
    instance = county([centre("A")], [clinic("a", "A")], [person], day=date(2028, 1, 1))
    rules = policy(M25, MTG25_3_2_a={"service_obligation_months": months})
    assert due(instance, rules, "MTG25-3.2-a") == ([] if ends is None else [(ends, "G")])
    own = replace(instance, records=(record("MTG25-3.2-a", "2025-01-01", "G", quantity=Decimal(36)),))
    assert due(own, rules, "MTG25-3.2-a") == [(date(2031, 1, 1), "G")]


@pytest.mark.parametrize(("leaves", "told"), [(date(2032, 12, 31), ["G"]), (date(2033, 1, 1), [])])
def test_MTG25_3_2_a_who_leaves_a_day_before_its_end_is_told(leaves, told):
    person = graduate("G", site_id="a", since=date(2028, 1, 1), leaves_on=leaves)
    instance = county([centre("A")], [clinic("a", "A")], [person], day=date(2028, 1, 1))
    assert missed(instance, policy(M25, MTG25_3_2_a={"service_obligation_months": 60}), "MTG25-3.2-a") == told


def test_MTG21_A2_2_a_a_veteran_who_studies_on_has_no_rule_and_the_user_decides():
    on_record = (
        record("MTG21-A2.2-a", "2025-01-01", "G", note="退役后复学"),
        record("MTG21-A2.2-a", "2025-01-01", "H", note="协议"),
    )
    instance = county([centre("A")], [clinic("a", "A")], [graduate("G"), graduate("H")], records=on_record)
    assert missed(instance, policy(M21, M25), "MTG21-A2.2-a") == ["G"]
    assert missed(instance, policy(M21, M25, MTG21_A2_2_a={"veteran_rule": "elsewhere"}), "MTG21-A2.2-a") == []


PAPERS = ("北京市教育委员会相关文件", "补充协议书")


def veteran(*papers: str, day: date = DAY, **facts: object) -> Instance:
    told = tuple(record("MTG25-3.2-b", "2025-01-01", "G", note=paper) for paper in ("退役后复学", *papers))
    person = graduate("G", **{"available_from": DAY, **facts})
    return county([centre("A")], [clinic("a", "A")], [person], records=told, day=day)


def test_MTG25_3_2_b_with_the_papers_complete_graduation_and_availability_move_by_24_months():
    rules = policy(M25, MTG25_3_2_b={"degree_extension_months": 24})
    clause = rules.clause["MTG25-3.2-b"]
    assert clause.deferred(DAY, "G", veteran(*PAPERS)) == date(2027, 7, 1)
    assert clause.deferred(DAY, "G", veteran(PAPERS[0])) == DAY
    assert [r.day for r in rows(veteran(*PAPERS), rules, Flow.ARRIVAL)] == [date(2027, 7, 1)]
    assert [r.day for r in rows(veteran(PAPERS[0]), rules, Flow.ARRIVAL)] == [DAY]
    assert missed(veteran(*PAPERS), rules, "MTG25-3.2-b") == []
    assert missed(veteran(PAPERS[0]), rules, "MTG25-3.2-b") == ["G"]


@pytest.mark.parametrize(
    ("papers", "day", "placed"),
    [
        (PAPERS, DAY, {}),
        (PAPERS, date(2027, 6, 30), {}),
        (PAPERS, date(2027, 7, 1), {"G": "A"}),
        (PAPERS[:1], DAY, {"G": "A"}),
    ],
)
def test_MTG25_3_2_b_nobody_is_placed_while_she_studies_on(papers, day, placed):
    rules = policy(M25, MTG25_3_2_b={"degree_extension_months": 24})
    instance = veteran(*papers, day=day)
    assert centre_by_person(instance, rules) == placed
    assert ("MTG25-3.2-b" in findings(instance, rules, plan(G="A/a"))) is (not placed)
    assert centre_by_person(instance, policy(M25)) == {"G": "A"}
    undated = veteran(*papers, day=day, available_from=None, graduated_on=date(2020, 7, 1), track="助理全科")
    assert centre_by_person(undated, rules) == ({} if papers == PAPERS else {"G": "A"})


def ageing(*more: Person, years: int = 2, second: date = date(1962, 6, 30)) -> Instance:
    """Doctors of 64 and a half, 63 and 50 years."""
    born = {"D1": date(1961, 1, 1), "D2": second, "D3": date(1975, 7, 1)}
    people = [doctor(code, "a", born=day) for code, day in born.items()]
    return replace(county([centre("A")], [clinic("a", "A", 3)], [*people, *more]), horizon_years=years)


def test_JZ22_4_2_j_of_three_doctors_two_posts_fall_vacant_within_24_months():
    rules = policy(M25, JIAOZUO)
    told = [(r.person_id, r.day, r.clause, r.by) for r in rows(ageing(), rules, Flow.EXIT)]
    first, second = ("D1", date(2026, 1, 1), "JZ22-4.2-l", "age"), ("D2", date(2027, 6, 30), "JZ22-4.2-l", "age")
    assert told == [first, second]
    assert [r.person_id for r in rows(ageing(second=date(1962, 7, 1)), rules, Flow.EXIT)] == ["D1"]
    assert [r.count for r in rows(ageing(), rules, Flow.BALANCE)] == [0, 1, 1, 2]


def test_JZ22_4_2_j_reserves_are_due_so_long_before_once_the_lead_is_given():
    assert due(ageing(), policy(M25, JIAOZUO), "JZ22-4.2-j") == []
    rules = policy(M25, JIAOZUO, JZ22_4_2_j={"reserve_lead_months": 12})
    assert due(ageing(), rules, "JZ22-4.2-j") == [(DAY, "a"), (date(2026, 6, 30), "a")]
    assert missed(ageing(), rules, "JZ22-4.2-j") == [""]
    assert missed(ageing(graduate("G", available_from=date(2026, 7, 1))), rules, "JZ22-4.2-j") == []
    assert missed(ageing(graduate("G", available_from=date(2026, 7, 2))), rules, "JZ22-4.2-j") == [""]
    soon = policy(M25, JIAOZUO, JZ22_4_2_j={"reserve_lead_months": 5})
    assert missed(ageing(), soon, "JZ22-4.2-j") == []


def test_QJ_3_a_need_40_in_post_35_expected_exits_3_makes_a_demand_of_8():
    site, people = staffed("a", "A", 40, 5)
    people = [replace(p, leaves_on=date(2026, 6, 30)) if n < 3 else p for n, p in enumerate(people)]
    instance = replace(county([centre("A")], [site], people), horizon_years=2)
    told = rows(instance, policy(M25, TALENT), Flow.DEMAND)
    assert [(r.day, r.count, r.clause) for r in told] == [(DAY, 8, "QJ-3-a"), (date(2026, 7, 1), 0, "QJ-3-a")]
    trained = replace(instance, people=(*people, graduate("X", available_from=date(2026, 1, 1))))
    assert [r.count for r in rows(trained, policy(M25, TALENT), Flow.DEMAND)] == [7, 0]
    assert rows(instance, policy(M25), Flow.DEMAND) == []


@pytest.mark.parametrize(("second", "told"), [("2025-01-01", []), ("2025-01-02", [""])])
def test_QJ_3_a_is_verified_every_twelve_months(second, told):
    days = (record("QJ-3-a", "2024-01-01"), record("QJ-3-a", second))
    instance = county([centre("A")], [], records=days)
    assert missed(instance, policy(M25, TALENT), "QJ-3-a") == told
    assert len(due(instance, policy(M25, TALENT), "QJ-3-a")) == 6


def test_the_forecast_counts_a_placed_graduate_once_and_leaves_covering_staff_out():
    people = [graduate("G1"), graduate("G2"), doctor("C", "a", role=Role.CENTRE_STAFF, leaves_on=date(2026, 1, 1))]
    instance = county([centre("A")], [clinic("a", "A", 3)], people)
    told = rows(instance, policy(M25), Flow.ARRIVAL, plan(G1="A/a"))
    assert [(r.person_id, r.by, r.site_id) for r in told] == [("G1", "placed", "a"), ("G2", "waiting", "")]
    assert rows(instance, policy(M25), Flow.EXIT) == []
    assert rows(instance, policy(M25), Flow.BALANCE)[0].count == 1


def test_someone_whom_the_outlook_places_later_comes_when_her_training_ends():
    person = graduate("G", available_from=None, graduated_on=date(2024, 7, 1), track="助理全科")
    instance = county([centre("A")], [clinic("a", "A")], [person])
    told = rows(instance, policy(M25), Flow.ARRIVAL, outlook(plan(G="A/a"), G="a 2027H1-2027H2"))
    assert [(r.day, r.by, r.site_id) for r in told] == [(date(2027, 1, 1), "training", "a")]


def test_JZ22_4_2_k_a_supply_of_five_by_three_channels():
    people = [
        *(graduate(f"G{n}") for n in range(2)),
        *(graduate(f"C{n}", role=Role.RECRUIT, graduated_on=date(2025, 6, 1)) for n in range(2)),
        graduate("S", role=Role.RECRUIT),
        doctor("D", "a"),
    ]
    instance = county([centre("A")], [clinic("a", "A")], people)
    told = measured(instance, policy(M25, JIAOZUO), "JZ22-4.2-k")
    assert [m.value for m in told] == [2, 2, 1]
    assert "院校招聘" in told[1].of.zh


def test_JZ22_4_2_k_the_supply_is_the_same_whether_or_not_the_plan_finds_them_a_place():
    people = [graduate("G1"), graduate("G2", available_from=date(2026, 1, 1)), graduate("S", role=Role.RECRUIT)]
    people += [graduate("OLD", site_id="a", since=date(2025, 6, 30))]
    instance = county([centre("A")], [clinic("a", "A", 4)], people)
    rules = policy(M25, JIAOZUO)
    ahead = outlook(
        plan(G1="A/a", G2="A/a", S="A/a"), G1="a 2025H2-2030H1", G2="a 2026H1-2030H1", OLD="a 2025H2-2030H1"
    )
    for made in (Plan(), plan(G1="A/a"), ahead, outlook(G1="a 2025H2-2030H1")):
        told = [m.value for m in account(instance, rules, made).measures if m.clause == "JZ22-4.2-k"]
        assert told == [2, 0, 1]


def test_MTGR_8_b_six_posts_by_six_channels():
    roles = [Role.VILLAGE_DOCTOR, Role.VILLAGE_DOCTOR, Role.RECRUIT, Role.GRADUATE, Role.REHIRED, Role.CENTRE_STAFF]
    people = [doctor(f"P{n}", "a", role=role) for n, role in enumerate(roles)]
    people.append(doctor("C", "A", role=Role.CENTRE_STAFF))
    instance = county([centre("A")], [clinic("a", "A", 6)], people)
    values = [m.value for m in measured(instance, policy(M25, REFORM), "MTGR-8-b")]
    assert values == [2, 1, 1, 1, 1, 0]
    assert sum(values, Fraction(0)) == 6


def rehired(failed: int) -> Instance:
    people = [doctor(f"P{n}", "a", role=Role.REHIRED) for n in range(3)]
    health = tuple(
        record("QJ-2-a", "2025-01-01", f"P{n}", result=Upshot.FAILED if n < failed else Upshot.PASSED) for n in range(3)
    )
    return county([centre("A")], [clinic("a", "A", 3)], people, records=health)


def test_QJ_2_a_two_healthy_retirees_and_one_who_is_not_are_a_supply_of_two():
    rules = policy(M25, TALENT)
    assert [m.value for m in measured(rehired(1), rules, "QJ-2-a")] == [2, 0, 0]
    assert missed(rehired(1), rules, "QJ-2-a") == ["P0"]
    assert missed(rehired(0), rules, "QJ-2-a") == []
    not_asked = policy(M25, TALENT, QJ_2_a={"health": "not_asked"})
    assert measured(rehired(1), not_asked, "QJ-2-a")[0].value == 3


def test_MTGR_11_c_of_ten_holders_two_are_expected_to_pass_after_a_year_and_nobody_until_a_rate_is_given():
    people = [doctor(f"D{n}", "a", credential=Credential.CERTIFICATE) for n in range(10)]
    instance = county([centre("A")], [clinic("a", "A", 10)], people)
    rules = policy(M25, REFORM, MTGR_11_c={"licence_pass_rate_pct": 20})
    told = measured(instance, rules, "MTGR-11-c")
    assert [(m.day, m.value) for m in told[:2]] == [(date(2026, 7, 1), 2), (date(2027, 7, 1), Fraction(18, 5))]
    assert {m.value for m in measured(instance, policy(M25, REFORM), "MTGR-11-c")} == {0}


def ten_staff() -> Instance:
    people = [doctor(f"C{n}", "A", role=Role.CENTRE_STAFF, employer="A") for n in range(10)]
    return county([replace(centre("A"), core_staff_min=8)], [clinic("a", "A", 4)], people)


@pytest.mark.parametrize(("out", "told"), [(2, []), (3, ["A"])])
def test_MTGR_25_a_a_centre_of_ten_that_keeps_eight_releases_two(out, told):
    made = outlook(**{f"C{n}": "a 2025H2" if n < out else "A 2025H2" for n in range(10)})
    assert missed(ten_staff(), policy(M25, REFORM), "MTGR-25-a", made) == told
    fewer = policy(M25, REFORM, MTGR_25_a={"centre_min_staff": 7})
    assert missed(ten_staff(), fewer, "MTGR-25-a", made) == []


@pytest.mark.parametrize(
    ("born", "told"), [(date(1959, 1, 1), ["P"]), (date(1960, 1, 2), []), (date(1960, 1, 1), ["P"])]
)
def test_MTGR_14_b_a_retiree_is_under_65_on_entry_or_bound_by_the_exit_age_only(born, told):
    person = doctor("P", "a", born=born, role=Role.REHIRED, since=date(2025, 1, 1))
    instance = county([centre("A")], [clinic("a", "A")], [person])
    assert missed(instance, policy(M25, REFORM), "MTGR-14-b") == told
    assert missed(instance, policy(M25, REFORM, MTGR_14_b={"retirees": "exit_only"}), "MTGR-14-b") == []
    assert missed(instance, policy(M25, REFORM, MTGR_14_b={"retiree_age_max_exclusive_years": 67}), "MTGR-14-b") == []


def left_out() -> Instance:
    sites = [clinic(f"s{n}", "A", people=100 * n, integrated=False) for n in range(1, 4)]
    return county([centre("A")], sites, [doctor(f"D{n}", f"s{n}") for n in range(1, 4)])


def test_XX21_3_1_1_e_three_clinics_close_one_a_year_and_the_supply_falls_by_one_each():
    rules = policy(M25, XIXIAN, XX21_3_1_1_e={"closure_period_months": 36})
    days = [date(2026, 7, 1), date(2027, 7, 1), date(2028, 7, 1)]
    assert due(left_out(), rules, "XX21-3.1.1-e") == list(zip(days, ["s1", "s2", "s3"], strict=True))
    told = rows(left_out(), rules, Flow.EXIT)
    assert [(r.day, r.person_id, r.by) for r in told] == [(d, f"D{n}", "closure") for n, d in enumerate(days, start=1)]
    assert rows(left_out(), policy(M25, XIXIAN), Flow.EXIT) == []


def test_XX21_3_1_1_e_nobody_serves_at_a_clinic_after_it_closes():
    rules = policy(M25, XIXIAN, XX21_3_1_1_e={"closure_period_months": 36})
    assert missed(left_out(), rules, "XX21-3.1.1-e", outlook(D1="s1 2025H2-2026H2")) == ["s1"]
    assert missed(left_out(), rules, "XX21-3.1.1-e", outlook(D1="s1 2025H2-2026H1")) == []


def candidates(clause: str, *noted: Record, **facts: dict[str, object]) -> Instance:
    people = [doctor(code, None, **more) for code, more in facts.items()]
    return county([centre("A")], [clinic("a", "A")], people, records=noted)


def decided(clause: str, hired: str, refused: str) -> tuple[Record, Record]:
    return (
        record(clause, "2025-06-01", hired, result=Upshot.GRANTED),
        record(clause, "2025-06-01", refused, result=Upshot.REFUSED),
    )


def test_JZ22_4_3_b_the_licensed_doctor_of_15_years_precedes_the_unlicensed_of_20():
    rules, clause = policy(M25, JIAOZUO, JZ22_4_3_b={"service_years_threshold": 10}), "JZ22-4.3-b"
    facts = {
        "P": {"since": date(2010, 6, 1)},
        "Q": {"since": date(2005, 6, 1), "credential": Credential.CERTIFICATE},
        "R": {"since": date(2012, 6, 1)},
    }
    instance = candidates(clause, **facts)
    order = rules.clause[clause].ranked(instance.people, date(2025, 6, 1), instance)
    assert [p.id for p in order] == ["P", "R", "Q"]
    assert missed(candidates(clause, *decided(clause, "Q", "P"), **facts), rules, clause) == ["P"]
    assert missed(candidates(clause, *decided(clause, "P", "Q"), **facts), rules, clause) == []
    scored = candidates(clause, record(clause, "2025-01-01", "R", quantity=Decimal(90), note="技术"), **facts)
    best = policy(M25, JIAOZUO, JZ22_4_3_b={"service_years_threshold": 10, "then_by": "appraisal"})
    assert [p.id for p in best.clause[clause].ranked(scored.people, DAY, scored)] == ["R", "P", "Q"]


@pytest.mark.parametrize(("since", "long"), [(date(2015, 6, 1), True), (date(2015, 6, 2), False)])
def test_JZ22_4_3_b_service_is_long_from_so_many_full_years_on(since, long):
    rules = policy(M25, JIAOZUO, JZ22_4_3_b={"service_years_threshold": 10})
    instance = candidates("JZ22-4.3-b", P={"since": since})
    assert rules.clause["JZ22-4.3-b"].first(instance.people[0], date(2025, 6, 1), instance) is long
    assert policy(M25, JIAOZUO).clause["JZ22-4.3-b"].first(instance.people[0], date(2025, 6, 1), instance)


def test_XX21_3_2_2_b_who_refuses_reassignment_comes_after_who_has_all_six():
    clause = "XX21-3.2.2-b"
    refuses = record(clause, "2025-01-01", "Q", result=Upshot.FAILED, note="不服从调剂")
    facts = {"P": {"since": date(2015, 1, 1)}, "Q": {"since": date(2005, 1, 1)}}
    instance = candidates(clause, refuses, **facts)
    rules = policy(M25, XIXIAN)
    assert [p.id for p in rules.clause[clause].ranked(instance.people, DAY, instance)] == ["P", "Q"]
    assert missed(candidates(clause, refuses, *decided(clause, "Q", "P"), **facts), rules, clause) == ["P"]
    assert missed(candidates(clause, *decided(clause, "Q", "P"), **facts), rules, clause) == []


def test_QJ_3_b_of_two_equal_candidates_the_new_graduate_is_listed_first():
    rules, clause = policy(M25, TALENT), "QJ-3-b"
    facts = {"A1": {}, "B1": {"graduated_on": date(2025, 6, 1)}, "C1": {"graduated_on": date(2024, 6, 1)}}
    instance = candidates(clause, **facts)
    assert [p.id for p in rules.clause[clause].ranked(instance.people, DAY, instance)] == ["B1", "A1", "C1"]
    ever = policy(M25, TALENT, QJ_3_b={"graduates": "ever"})
    assert [p.id for p in ever.clause[clause].ranked(instance.people, DAY, instance)] == ["B1", "C1", "A1"]
    assert missed(candidates(clause, *decided(clause, "A1", "B1"), **facts), rules, clause) == ["B1"]
    assert missed(candidates(clause, *decided(clause, "B1", "A1"), **facts), rules, clause) == []


@pytest.mark.parametrize(
    ("since", "credential", "able"),
    [
        (date(2019, 7, 1), Credential.ASSISTANT, True),
        (date(2019, 8, 1), Credential.ASSISTANT, False),
        (date(2019, 7, 2), Credential.PHYSICIAN, False),
        (date(2017, 7, 1), Credential.NONE, False),
    ],
)
def test_QJ_1_e_six_full_years_and_a_licence_open_an_established_post(since, credential, able):
    given = record("QJ-1-e", "2025-07-01", "D", result=Upshot.GRANTED)
    person = doctor("D", "a", since=since, credential=credential)
    instance = county([centre("A")], [clinic("a", "A")], [person], records=(given,))
    assert measured(instance, policy(M25, TALENT), "QJ-1-e")[0].value == able
    assert missed(instance, policy(M25, TALENT), "QJ-1-e") == ([] if able else ["D"])


def pool(*posts: tuple[str, int, int], day: str = "2025-01-01") -> tuple[Record, ...]:
    return tuple(
        record("QJ-1-a", day, centre_id=code, quantity=Decimal(number), note=note)
        for code, held, used in posts
        for number, note in ((held, "编制数"), (used, "在用"))
    )


def offices(*posts: tuple[str, int, int], also: tuple[Record, ...] = ()) -> Instance:
    return county([centre("A"), centre("B")], [], records=(*pool(*posts), *also))


def test_QJ_1_a_three_free_posts_of_one_institution_are_usable_by_both():
    rules, alone = policy(M25, TALENT), policy(M25, TALENT, QJ_1_a={"establishment_pool": "centre"})
    instance = offices(("A", 10, 7), ("B", 8, 8))
    assert rules.clause["QJ-1-a"].free(instance) == {"A": 3, "B": 3}
    assert alone.clause["QJ-1-a"].free(instance) == {"A": 3, "B": 0}
    assert measured(instance, rules, "QJ-1-a")[0].value == 3
    assert measured(county([centre("A")], []), rules, "QJ-1-a")[0].value is None
    over = offices(("A", 10, 7), ("B", 8, 9))
    assert missed(over, rules, "QJ-1-a") == []
    assert missed(over, alone, "QJ-1-a") == ["B"]
    assert missed(offices(("A", 10, 12), ("B", 8, 7)), rules, "QJ-1-a") == [""]


def test_QJ_1_c_where_12_are_needed_and_posts_are_10_services_of_2_are_purchased():
    need = record("QJ-1-c", "2025-01-01", quantity=Decimal(12), note="需求")
    rules = policy(M25, TALENT)
    row = measured(offices(("A", 10, 10), also=(need,)), rules, "QJ-1-c")[0]
    assert (row.value, row.target, row.met, row.needed) == (0, 2, False, 2)
    assert missed(offices(("A", 10, 10), also=(need,)), rules, "QJ-1-c") == [""]
    bought = record("QJ-1-c", "2025-02-01", quantity=Decimal(2), note="购买")
    assert missed(offices(("A", 10, 10), also=(need, bought)), rules, "QJ-1-c") == []
    assert measured(offices(("A", 10, 10)), rules, "QJ-1-c")[0].target is None
    assert measured(offices(("A", 12, 10), also=(need,)), rules, "QJ-1-c")[0].target == 0


def test_QJ_1_d_four_vacant_posts_are_a_demand_of_four():
    rules = policy(M25, TALENT)
    row = measured(offices(("A", 10, 7), ("B", 8, 7)), rules, "QJ-1-d")[0]
    assert (row.value, row.needed, row.met) == (4, 4, False)
    assert missed(offices(("A", 10, 7), ("B", 8, 8)), rules, "QJ-1-d") == ["A"]
    assert measured(offices(("A", 10, 10)), rules, "QJ-1-d")[0].met
    assert measured(county([centre("A")], []), rules, "QJ-1-d")[0].value is None


def test_XX21_3_2_3_b_three_doctors_hired_use_no_established_post():
    people = [doctor(f"D{n}", "a", employer="A") for n in range(3)]
    instance = county([centre("A")], [clinic("a", "A", 3)], people)
    rules = policy(M25, XIXIAN)
    assert "XX21-3.2.3-b" not in findings(instance, rules, Plan())
    given = replace(instance, records=(record("XX21-3.2.3-b", "2025-01-01", "D1", result=Upshot.GRANTED),))
    assert [f.subject for f in findings(given, rules, Plan())["XX21-3.2.3-b"]] == ["D1"]


def test_QJ_4_a_one_applicant_for_one_post_is_enough_unless_a_ratio_is_set():
    assert policy(M25, TALENT).clause["QJ-4-a"].proceeds(1, 1)
    assert not policy(M25, TALENT).clause["QJ-4-a"].proceeds(0, 1)
    three = policy(M25, TALENT, QJ_4_a={"applicant_ratio_min": 3}).clause["QJ-4-a"]
    assert (three.proceeds(5, 2), three.proceeds(6, 2)) == (False, True)


@pytest.mark.parametrize(("since", "told"), [(date(2025, 5, 31), []), (date(2025, 6, 1), ["R"])])
def test_QJ_4_a_a_written_score_is_valid_for_twelve_months(since, told):
    score = record("QJ-4-a", "2024-06-01", "R", result=Upshot.PASSED)
    person = doctor("R", "a", role=Role.RECRUIT, since=since)
    instance = county([centre("A")], [clinic("a", "A")], [person], records=(score,))
    assert missed(instance, policy(M25, TALENT), "QJ-4-a") == told


def recruits() -> Instance:
    people = [
        doctor(c, "a", role=Role.RECRUIT, since=date(2025, 6, 1), track=t) for c, t in (("R1", "儿科"), ("R2", "内科"))
    ]
    other = record("QJ-4-b", "2025-05-01", "X", result=Upshot.PASSED)
    return county([centre("A")], [clinic("a", "A", 2)], people, records=(other,))


def test_QJ_4_b_paediatrics_needs_no_written_test_and_internal_medicine_does():
    rules = policy(M25, TALENT)
    assert [rules.clause["QJ-4-b"].needs_test(t) for t in ("儿科", "内科", "")] == [False, True, True]
    assert missed(recruits(), rules, "QJ-4-b") == ["R2"]
    assert missed(recruits(), policy(M25, TALENT, QJ_4_b={"written_test_waived": "no"}), "QJ-4-b") == ["R1", "R2"]
    assert missed(replace(recruits(), records=()), rules, "QJ-4-b") == []


def examined(passed: int) -> Instance:
    people = [doctor(f"P{n}", "a", employer="A") for n in range(3)]
    told = tuple(
        record("XX21-3.2.2-a", "2025-01-01", f"P{n}", result=Upshot.PASSED if n < passed else Upshot.FAILED)
        for n in range(3)
    )
    return county([centre("A")], [clinic("a", "A", 3)], people, records=told)


def test_XX21_3_2_2_a_of_three_examined_two_pass_and_are_hired_by_the_hospital():
    rules = policy(M25, XIXIAN)
    assert rules.clause["XX21-3.2.2-a"].hires(examined(2).records, DAY) == ("P0", "P1")
    assert [f.subject for f in findings(examined(2), rules, Plan())["XX21-3.2.2-a"]] == ["P2"]
    assert "XX21-3.2.2-a" not in findings(examined(3), rules, Plan())
    unhired = replace(examined(3), people=tuple(replace(p, employer=None) for p in examined(3).people[:1]))
    assert [f.subject for f in findings(unhired, rules, Plan())["XX21-3.2.2-a"]] == ["P0"]


def shared(*days: int) -> Instance:
    told = tuple(
        record("JZ22-4.6.1-a", "2025-01-01", "D", site_id=code, quantity=Decimal(n))
        for code, n in zip("ab", days, strict=True)
    )
    return county(
        [centre("A")], [clinic("a", "A"), clinic("b", "A")], [doctor("D", "a"), doctor("E", "c")], records=told
    )


def test_JZ22_4_6_1_a_a_doctor_shared_three_to_two_gives_18_and_12_hours_both_below_30():
    rules = policy(M25, JIAOZUO)
    assert rules.clause["JZ22-4.6.1-a"].weekly == 30
    assert rules.clause["JZ22-4.6.1-a"].hours(shared(3, 2), DAY) == {"a": 18, "b": 12}
    assert missed(shared(3, 2), rules, "JZ22-4.6.1-a") == ["a", "b"]
    assert missed(shared(5, 4), rules, "JZ22-4.6.1-a") == ["b"]
    assert missed(replace(shared(3, 2), records=()), rules, "JZ22-4.6.1-a") == []
    helped = replace(shared(3, 2), people=(*shared(3, 2).people, doctor("F", "b")))
    assert missed(helped, rules, "JZ22-4.6.1-a") == ["a"]


def test_JZ22_4_6_1_a_a_record_counts_from_its_day_on():
    instance = shared(5, 5)
    (first, *rest) = instance.records
    later = replace(instance, records=(*rest, replace(first, day=date(2025, 7, 2))))
    assert set(policy(M25, JIAOZUO).clause["JZ22-4.6.1-a"].hours(later, DAY)) == {"b"}
    assert set(policy(M25, JIAOZUO).clause["JZ22-4.6.1-a"].hours(later, date(2025, 7, 2))) == {"a", "b"}


def two_gaps(few: int, many: int) -> Instance:
    sites = [clinic("a", "A", 1, many), clinic("b", "A", 1, few)]
    return county([centre("A")], sites, [graduate("G1")])


def test_XX21_3_2_1_a_of_equal_gaps_the_clinic_of_1500_people_gets_the_doctor():
    rules = policy(M25, XIXIAN)
    assert missed(two_gaps(900, 1500), rules, "XX21-3.2.1-a", plan(G1="A/b")) == ["a"]
    assert missed(two_gaps(900, 1500), rules, "XX21-3.2.1-a", plan(G1="A/a")) == []
    assert missed(two_gaps(900, 900), rules, "XX21-3.2.1-a", plan(G1="A/b")) == []


def test_XX21_3_2_1_a_a_station_and_a_clinic_out_of_scope_are_not_passed_over():
    rules = policy(M25, XIXIAN)
    for more in ({"kind": SiteKind.STATION}, {"integrated": False}):
        sites = [clinic("a", "A", 1, 1500, **more), clinic("b", "A", 1, 900)]
        instance = county([centre("A")], sites, [graduate("G1")])
        assert missed(instance, rules, "XX21-3.2.1-a", plan(G1="A/b")) == [], more


def test_MTGR_11_c_only_certificate_holders_who_are_there_today_are_counted():
    holder = {"credential": Credential.CERTIFICATE}
    people = [
        doctor("H", "a", **holder),
        doctor("L", "a"),
        doctor("W", None, **holder),
        doctor("N", "a", since=date(2025, 7, 2), **holder),
        doctor("S", "a", since=DAY, **holder),
        doctor("G", "a", leaves_on=DAY, **holder),
        doctor("T", "a", leaves_on=date(2025, 7, 2), **holder),
    ]
    instance = county([centre("A")], [clinic("a", "A", 9)], people)
    rules = policy(M25, REFORM, MTGR_11_c={"licence_pass_rate_pct": 100})
    assert measured(instance, rules, "MTGR-11-c")[0].value == 3, "H, S and T"


def test_MTGR_25_a_only_a_centre_s_own_staff_can_be_released():
    short = replace(ten_staff(), people=(*ten_staff().people[:7], doctor("V", "a", employer="A")))
    at_home = {f"C{n}": "A 2025H2" for n in range(7)}
    assert missed(short, policy(M25, REFORM), "MTGR-25-a", outlook(**at_home, V="a 2025H2")) == []
    assert missed(short, policy(M25, REFORM), "MTGR-25-a", outlook(**at_home | {"C0": "a 2025H2"})) == ["A"]


@pytest.mark.parametrize(("law", "least"), [({}, 8), ({"MTGR_25_a": {"centre_min_staff": 7}}, 7)])
def test_MTGR_25_a_what_the_law_asks_a_centre_to_keep_is_what_planning_keeps(law, least):
    rules = policy(M25, REFORM, **law)
    assert core_staff(ten_staff().centres[0], rules) == least
    posts = posts_of(ten_staff(), ())
    assert (
        lay_out(ten_staff().centres[0], ten_staff(), rules, demand(ten_staff(), rules), posts).outlook.core_min == least
    )


@pytest.mark.parametrize(("licensed", "able"), [(date(2025, 6, 30), 1), (DAY, 1), (date(2025, 7, 2), 0)])
def test_QJ_1_e_a_licence_of_the_day_itself_counts(licensed, able):
    person = doctor("D", "a", since=date(2015, 1, 1), licensed_on=licensed)
    instance = county([centre("A")], [clinic("a", "A")], [person])
    assert measured(instance, policy(M25, TALENT), "QJ-1-e")[0].value == able


def test_QJ_1_a_posts_are_those_of_the_latest_record_up_to_the_day():
    rules = policy(M25, TALENT)
    ahead = pool(("A", 20, 7), day="2025-07-02")
    assert rules.clause["QJ-1-a"].free(offices(("A", 10, 7), also=ahead)) == {"A": 3}
    today = pool(("A", 20, 7), day="2025-07-01")
    assert rules.clause["QJ-1-a"].free(offices(("A", 10, 7), also=today)) == {"A": 13}
    blank = record("QJ-1-a", "2025-02-01", centre_id="A", note="编制数")
    assert rules.clause["QJ-1-a"].free(offices(("A", 10, 7), also=(blank,))) == {"A": 3}, "no number, no change"


def test_QJ_1_a_posts_not_pooled_add_up_centre_by_centre():
    alone = policy(M25, TALENT, QJ_1_a={"establishment_pool": "centre"})
    assert measured(offices(("A", 10, 7), ("B", 8, 6)), alone, "QJ-1-a")[0].value == 5
    assert measured(offices(("A", 10, 7), ("B", 8, 9)), alone, "QJ-1-a")[0].value == 3
    assert measured(offices(("A", 10, 7), ("B", 8, 9)), policy(M25, TALENT), "QJ-1-a")[0].value == 2


def test_QJ_1_c_a_purchase_may_be_written_in_either_language_and_one_of_tomorrow_does_not_count():
    need = record("QJ-1-c", "2025-01-01", quantity=Decimal(12), note="需求")
    rules = policy(M25, TALENT)
    for day, note, told in [
        ("2025-07-01", "购买", []),
        ("2025-07-01", "Purchased", []),
        ("2025-07-02", "购买", [""]),
    ]:
        bought = record("QJ-1-c", day, quantity=Decimal(2), note=note)
        assert missed(offices(("A", 10, 10), also=(need, bought)), rules, "QJ-1-c") == told, (day, note)


def test_QJ_1_d_a_centre_is_named_and_a_full_one_is_not():
    told = findings(offices(("A", 10, 10), ("B", 8, 7)), policy(M25, TALENT), Plan(), Status.MISSED)["QJ-1-d"]
    assert [(f.subject, "中心B" in f.message.zh, f.actual) for f in told] == [("B", True, "7")]
    assert measured(offices(("A", 10, 11)), policy(M25, TALENT), "QJ-1-d")[0].value == 0


def test_QJ_4_a_a_score_of_the_very_day_is_valid_and_a_failed_or_later_one_is_not():
    for day, result, told in [
        ("2025-06-01", Upshot.PASSED, []),
        ("2025-06-02", Upshot.PASSED, ["R"]),
        ("2025-06-01", Upshot.FAILED, []),
    ]:
        score = record("QJ-4-a", day, "R", result=result)
        person = doctor("R", "a", role=Role.RECRUIT, since=date(2025, 6, 1))
        instance = county([centre("A")], [clinic("a", "A")], [person], records=(score,))
        assert missed(instance, policy(M25, TALENT), "QJ-4-a") == told, (day, result)


@pytest.mark.parametrize(
    ("day", "who", "result", "told"),
    [
        ("2025-06-01", "R2", Upshot.PASSED, []),
        ("2025-06-02", "R2", Upshot.PASSED, ["R2"]),
        ("2025-06-01", "R1", Upshot.PASSED, ["R2"]),
        ("2025-06-01", "R2", Upshot.FAILED, ["R2"]),
    ],
)
def test_QJ_4_b_her_own_test_passed_by_the_day_she_begins_is_enough(day, who, result, told):
    instance = replace(recruits(), records=(record("QJ-4-b", day, who, result=result),))
    assert missed(instance, policy(M25, TALENT), "QJ-4-b") == told


def test_QJ_4_b_one_good_test_of_two_on_record_is_enough():
    both = (record("QJ-4-b", "2025-05-01", "R2", result=Upshot.PASSED), record("QJ-4-b", "2025-05-02", "X"))
    assert missed(replace(recruits(), records=both), policy(M25, TALENT), "QJ-4-b") == []


def test_XX21_3_2_2_a_whoever_does_not_serve_is_neither_wrong_nor_right():
    rules = policy(M25, XIXIAN)
    gone = replace(examined(2), people=tuple(replace(p, leaves_on=DAY) for p in examined(2).people))
    assert "XX21-3.2.2-a" not in findings(gone, rules, Plan())
    waiting = replace(examined(2), people=tuple(replace(p, site_id=None) for p in examined(2).people))
    assert "XX21-3.2.2-a" not in findings(waiting, rules, Plan())


def test_JZ22_4_2_j_whoever_goes_on_the_first_day_is_gone_and_on_the_last_day_still_counts():
    rules = policy(M25, JIAOZUO, JZ22_4_2_j={"reserve_lead_months": 1})
    clause = rules.clause["JZ22-4.2-j"]
    for leaves, count in [(date(2025, 7, 1), 0), (date(2025, 7, 2), 1), (date(2026, 6, 30), 1), (date(2026, 7, 1), 0)]:
        for more, counted in [({}, True), ({"role": Role.CENTRE_STAFF}, False), ({"site": "A"}, False)]:
            facts = dict(more)
            person = doctor("D", facts.pop("site", "a"), leaves_on=leaves, **facts)
            instance = county([centre("A")], [clinic("a", "A")], [person])
            rows_due = list(clause.duties(instance, DAY, date(2026, 6, 30)))
            assert len(rows_due) == (count if counted else 0), (leaves, more)


def test_MTG25_2_3_c_a_half_year_in_which_training_ends_on_its_last_day_is_served():
    person = graduate("G", available_from=date(2026, 6, 30))
    for ready, told in [(date(2026, 6, 30), []), (date(2026, 7, 1), ["G"])]:
        instance = county([centre("A")], [clinic("a", "A")], [replace(person, available_from=ready)])
        assert missed(instance, policy(M25), "MTG25-2.3-c", outlook(G="a 2026H1")) == told, ready


def homes(posts_at_home: int, **more: object) -> Instance:
    """A graduate of village v, whose clinic is a; b is near, c farther, in the same town; d lies in another town."""
    sites = [clinic("a", "A", posts_at_home), clinic("b", "A"), clinic("c", "A"), clinic("d", "D")]
    village = Village(id="v", name="村v", town="A镇", site_id="a")
    travel = Travel(minutes={("v", "a"): 1, ("v", "b"): 5, ("v", "c"): 3})
    person = graduate("G", home_town="A镇", home_village="v", **more)
    return county([centre("A"), centre("D")], sites, [person], villages=(village,), travel=travel)


@pytest.mark.parametrize(("posts", "option", "site"), [(1, "hukou_village", "a"), (0, "hukou_village", "c")])
def test_XX21_4_5_a_to_the_clinic_of_the_home_village_or_else_the_nearest_of_the_town(posts, option, site):
    rules = policy(XIXIAN, M25, XX21_4_5_a={"directed_destination": option})
    instance = homes(posts)
    made = plan_season(instance, rules).plan
    assert [(p.centre_id, p.site_id) for p in made.placements] == [("A", site)]
    assert [f for f in audit(instance, rules, made) if f.clause == "XX21-4.5-a" and f.status is not Status.MET] == []


def test_XX21_4_5_a_a_home_clinic_with_a_vacancy_left_is_told_and_another_town_breaks_first_call():
    rules = policy(XIXIAN, M25)
    assert missed(homes(1), rules, "XX21-4.5-a", plan(G="A/b")) == ["G"]
    assert missed(homes(0), rules, "XX21-4.5-a", plan(G="A/b")) == []
    assert "XX21-4.5-a" in findings(homes(0), rules, plan(G="D/d"))
    town = policy(XIXIAN, M25, XX21_4_5_a={"directed_destination": "hukou_town"})
    assert missed(homes(1), town, "XX21-4.5-a", plan(G="A/b")) == []
    assert "XX21-4.5-a" not in policy(M25, XIXIAN).clause


def test_XX21_4_5_a_a_home_clinic_taken_by_a_graduate_from_elsewhere_is_told():
    other = graduate("H", 90)
    instance = replace(homes(1), people=(homes(1).people[0], other))
    rules = policy(XIXIAN, M25)
    assert missed(instance, rules, "XX21-4.5-a", plan(G="A/b", H="A/a")) == ["G"]
    made = plan_season(instance, rules).plan
    assert made.placement["G"].site_id == "a"


BITES = {
    "trainee_headcount": lambda: (early()[0], policy(M25), early()[1]),
    "vacancy_forecast": lambda: (ageing(), policy(M25, JIAOZUO, JZ22_4_2_j={"reserve_lead_months": 12}), Plan()),
    "yearly_demand": lambda: (
        county([centre("A")], [], records=(record("QJ-3-a", "2024-01-01"),)),
        policy(M25, TALENT),
        Plan(),
    ),
    "service_obligation": lambda: (
        county([centre("A")], [], [graduate("G")], records=(record("MTG21-A2.2-a", "2025-01-01", "G", note="退役"),)),
        policy(M21, M25),
        Plan(),
    ),
    "veteran_degree": lambda: (veteran(PAPERS[0]), policy(M25), Plan()),
    "supply_channels": lambda: (rehired(1), policy(M25, TALENT), Plan()),
    "headcount_bound": lambda: (ten_staff(), policy(M25, REFORM), outlook(C0="a 2025H2", C1="a 2025H2", C2="a 2025H2")),
    "retiree_entry": lambda: (
        county(
            [centre("A")],
            [clinic("a", "A")],
            [doctor("P", "a", born=date(1959, 1, 1), role=Role.REHIRED, since=date(2025, 1, 1))],
        ),
        policy(M25, REFORM),
        Plan(),
    ),
    "gradual_closure": lambda: (
        left_out(),
        policy(M25, XIXIAN, XX21_3_1_1_e={"closure_period_months": 36}),
        outlook(D1="s1 2025H2-2026H2"),
    ),
    "hire_priority": lambda: (
        candidates("JZ22-4.3-b", *decided("JZ22-4.3-b", "Q", "P"), P={}, Q={"credential": Credential.NONE}),
        policy(M25, JIAOZUO),
        Plan(),
    ),
    "graduate_focus": lambda: (
        candidates("QJ-3-b", *decided("QJ-3-b", "Q", "P"), P={"graduated_on": date(2025, 6, 1)}, Q={}),
        policy(M25, TALENT),
        Plan(),
    ),
    "established_recruit": lambda: (
        county(
            [centre("A")],
            [],
            [doctor("D", None)],
            records=(record("QJ-1-e", "2025-01-01", "D", result=Upshot.GRANTED),),
        ),
        policy(M25, TALENT),
        Plan(),
    ),
    "no_established_posts": lambda: (
        county(
            [centre("A")],
            [],
            [doctor("D", None)],
            records=(record("XX21-3.2.3-b", "2025-01-01", "D", result=Upshot.GRANTED),),
        ),
        policy(M25, XIXIAN),
        Plan(),
    ),
    "post_pool": lambda: (offices(("A", 1, 2)), policy(M25, TALENT), Plan()),
    "fill_vacant_posts": lambda: (offices(("A", 2, 1)), policy(M25, TALENT), Plan()),
    "purchased_service": lambda: (
        offices(("A", 1, 1), also=(record("QJ-1-c", "2025-01-01", quantity=Decimal(2), note="需求"),)),
        policy(M25, TALENT),
        Plan(),
    ),
    "written_score": lambda: (
        county(
            [centre("A")],
            [clinic("a", "A")],
            [doctor("R", "a", role=Role.RECRUIT, since=DAY)],
            records=(record("QJ-4-a", "2024-01-01", "R", result=Upshot.PASSED),),
        ),
        policy(M25, TALENT),
        Plan(),
    ),
    "test_waived": lambda: (recruits(), policy(M25, TALENT), Plan()),
    "assessed_hiring": lambda: (examined(2), policy(M25, XIXIAN), Plan()),
    "duty_hours": lambda: (shared(3, 2), policy(M25, JIAOZUO), Plan()),
    "home_clinic_first": lambda: (homes(1), policy(XIXIAN, M25), plan(G="A/b")),
    "allocation_by_need": lambda: (two_gaps(900, 1500), policy(M25, XIXIAN), plan(G1="A/b")),
}
