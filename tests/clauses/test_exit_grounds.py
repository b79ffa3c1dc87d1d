"""Who has to go by what is on record, and from which day; the two sides of every rule, day by day."""

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from build import DAY, centre, clinic, county, doctor, findings, graduate, outlook, plan, policy

from planner.clause import Clause
from planner.domain import Credential, Instance, Record, Role, Upshot, Waiver
from planner.faces.people import ExitRule
from planner.finding import Status
from planner.policy import Policy
from planner.season import plan_season
from planner.stages.supply import first_day_gone, staffing_on

M25, REFORM, JZ, XX = "mentougou-2025", "mentougou-reform", "jiaozuo-2022", "xixian-2021"
FAILED = Upshot.FAILED


def record(clause: str, day: date, **more: object) -> Record:
    return Record(clause=clause, day=day, **{"person_id": "D", **more})


def here(records: Iterable[Record] = (), day: date = DAY, **more: object) -> Instance:
    facts = {"born": date(1980, 1, 1), **more}
    waivers = facts.pop("waivers", ())
    return county([centre("A")], [clinic("a", "A")], [doctor("D", "a", **facts)], day=day, records=tuple(records),
                  waivers=tuple(waivers))  # fmt: skip


def rule(rules: Policy, clause: str) -> Clause:
    found = rules.clause[clause]
    assert isinstance(found, ExitRule)
    return found


def gone(instance: Instance, rules: Policy, clause: str) -> date | None:
    """The day the rule has her go, which the auditing side must see alike, the day before and that day."""
    made, person = rule(rules, clause), instance.person["D"]
    day = made.exit_date(person, instance)
    if day is not None:
        assert made.serving(person, day - timedelta(days=1), instance)
        assert not made.serving(person, day, instance)
    else:
        assert made.serving(person, date(2099, 12, 31), instance)
    return day


def failed(*days: date, clause: str = "JZ22-4.8-c") -> list[Record]:
    return [record(clause, day, result=FAILED) for day in days]


def test_JZ22_4_9_a_two_fails_in_one_calendar_year_end_service_and_over_new_year_only_when_it_rolls():
    rules, rolling = policy(M25, JZ), policy(M25, JZ, JZ22_4_9_a={"failed_window": "rolling_12_months"})
    same = here(failed(date(2024, 3, 31), date(2024, 9, 30)))
    assert gone(same, rules, "JZ22-4.9-a") == date(2024, 9, 30)
    across = here(failed(date(2024, 12, 31), date(2025, 3, 31)))
    assert gone(across, rules, "JZ22-4.9-a") is None
    assert gone(across, rolling, "JZ22-4.9-a") == date(2025, 3, 31)
    year = here(failed(date(2024, 3, 31), date(2025, 3, 31)))
    assert gone(year, rolling, "JZ22-4.9-a") is None
    assert gone(here(failed(date(2024, 3, 31))), rules, "JZ22-4.9-a") is None
    passed = [record("JZ22-4.8-c", date(2024, 6, 30), result=Upshot.PASSED), *failed(date(2024, 9, 30))]
    assert gone(here(passed), rules, "JZ22-4.9-a") is None
    assert not staffing_on(DAY, same, rules).in_post


def test_JZ22_4_9_a_an_exception_on_record_keeps_her_while_it_lasts():
    until = date(2025, 12, 31)
    waiver = Waiver(clause="JZ22-4.9-a", person_id="D", until=until, why="整改")
    kept = here(failed(date(2024, 3, 31), date(2024, 9, 30)), waivers=[waiver])
    assert gone(kept, policy(M25, JZ), "JZ22-4.9-a") == date(2026, 1, 1)
    assert "JZ22-4.9-a" in findings(kept, policy(M25, JZ), plan(), Status.WAIVED)
    (row,) = findings(replace(kept, waivers=()), policy(M25, JZ), plan(), Status.MISSED)["JZ22-4.9-a"]
    assert (row.subject, "2024-09-30" in row.message.zh) == ("D", True)
    off = replace(kept, waivers=(), people=(replace(kept.person["D"], leaves_on=date(2024, 9, 30)),))
    assert "JZ22-4.9-a" not in findings(off, policy(M25, JZ), plan(), Status.MISSED)


def absent(day: date, days: int, **more: object) -> Record:
    return record("JZ22-4.9-b", day, quantity=Decimal(days), **more)


def test_JZ22_4_9_b_29_days_of_absence_stay_and_the_30th_ends_service():
    rules = policy(M25, JZ)
    assert gone(here([absent(date(2024, 3, 1), 29)]), rules, "JZ22-4.9-b") is None
    assert gone(here([absent(date(2024, 3, 1), 30)]), rules, "JZ22-4.9-b") == date(2024, 3, 30)
    parts = [absent(date(2024, 10, 1), 20), absent(date(2025, 2, 1), 10)]
    assert gone(here(parts), rules, "JZ22-4.9-b") == date(2025, 2, 10)
    by_year = policy(M25, JZ, JZ22_4_9_b={"absence_window": "calendar_year"})
    assert gone(here(parts), by_year, "JZ22-4.9-b") is None
    twice = [absent(date(2024, 3, 1), 29), absent(date(2024, 3, 10), 5)]
    assert gone(here(twice), rules, "JZ22-4.9-b") is None, "a day told twice is one day"
    permitted = [absent(date(2024, 3, 1), 29), absent(date(2024, 5, 1), 5, result=Upshot.GRANTED)]
    assert gone(here(permitted), rules, "JZ22-4.9-b") is None


def test_JZ22_4_9_c_a_revoked_licence_ends_service_on_its_day_and_the_post_is_vacant():
    rules = policy(M25, JZ)
    revoked = here([record("JZ22-4.9-c", date(2024, 5, 2), note="licence_revoked")])
    assert gone(revoked, rules, "JZ22-4.9-c") == date(2024, 5, 2)
    assert staffing_on(date(2024, 5, 1), revoked, rules).in_post
    assert not staffing_on(date(2024, 5, 2), revoked, rules).in_post
    newcomer = replace(revoked, people=(revoked.person["D"], graduate("G1")))
    assert plan_season(newcomer, rules).plan.placement["G1"].site_id == "a"
    assert gone(here([record("JZ22-4.9-c", DAY, note="因吊销执业证书")]), rules, "JZ22-4.9-c") == DAY
    vague = here([record("JZ22-4.9-c", date(2024, 5, 2), note="其他")])
    assert gone(vague, rules, "JZ22-4.9-c") is None
    assert "JZ22-4.9-c" in findings(vague, rules, plan(), Status.MISSED)
    cleared = here([record("JZ22-4.9-c", date(2024, 5, 2), note="licence_revoked", result=Upshot.REFUSED)])
    assert gone(cleared, rules, "JZ22-4.9-c") == date(2024, 5, 2)


def scores(year: int, *values: int) -> list[Record]:
    return [
        record("XX21-3.2.5-a", date(year, month, 20), quantity=Decimal(value))
        for month, value in enumerate(values, start=1)
    ]


def test_XX21_3_2_6_c_a_yearly_mean_of_58_below_60_is_gone_at_the_end_of_the_year():
    rules = policy(M25, XX, XX21_3_2_6_c={"pass_mark": 60})
    year = [50, 66] * 6
    assert gone(here(scores(2024, *year)), rules, "XX21-3.2.6-c") == date(2025, 1, 1)
    assert gone(here(scores(2024, *[60] * 12)), rules, "XX21-3.2.6-c") is None
    assert gone(here(scores(2024, *year)), policy(M25, XX), "XX21-3.2.6-c") is None, "no pass mark, no verdict"
    assert ("XX21-3.2.6-c", "pass_mark") in policy(M25, XX).awaited
    recorded = policy(M25, XX, XX21_3_2_6_c={"pass_mark": 60, "yearly_result": "recorded"})
    assert gone(here(scores(2024, *year)), recorded, "XX21-3.2.6-c") is None
    verdict = failed(date(2024, 12, 31), clause="XX21-3.2.6-c")
    assert gone(here(verdict), recorded, "XX21-3.2.6-c") == date(2025, 1, 1)
    refusal = record("XX21-3.2.6-c", date(2024, 4, 1), note="不服从一体化管理")
    assert gone(here([*verdict, refusal]), rules, "XX21-3.2.6-c") == date(2024, 4, 1)


def test_XX21_3_2_6_c_the_mean_of_a_year_that_is_not_over_dismisses_nobody_yet():
    rules = policy(M25, XX, XX21_3_2_6_c={"pass_mark": 60})
    this_year = here(scores(2025, 30, 40))
    assert gone(this_year, rules, "XX21-3.2.6-c") is None
    assert gone(replace(this_year, placement_date=date(2025, 12, 31)), rules, "XX21-3.2.6-c") is None
    assert gone(replace(this_year, placement_date=date(2026, 1, 1)), rules, "XX21-3.2.6-c") == date(2026, 1, 1)


def test_XX21_3_2_6_c_a_year_that_was_passed_and_a_fault_cleared_dismiss_nobody():
    rules = policy(M25, XX, XX21_3_2_6_c={"yearly_result": "recorded"})
    passed = record("XX21-3.2.6-c", date(2024, 12, 31), result=Upshot.PASSED)
    assert gone(here([passed]), rules, "XX21-3.2.6-c") is None
    assert gone(here([passed, *failed(date(2023, 12, 31), clause="XX21-3.2.6-c")]), rules, "XX21-3.2.6-c") == date(
        2024, 1, 1
    )


def test_JZ22_4_9_c_a_ground_of_nobody_on_the_roster_is_nobodys():
    loose = record("JZ22-4.9-c", date(2024, 1, 1), person_id=None, note="其他")
    assert gone(here([loose]), policy(M25, JZ), "JZ22-4.9-c") is None
    assert "JZ22-4.9-c" not in findings(here([loose]), policy(M25, JZ), plan(), Status.MISSED)


def test_JZ22_4_9_a_the_finding_says_what_led_to_the_exit():
    (row,) = findings(here(failed(date(2024, 3, 31), date(2024, 9, 30))), policy(M25, JZ), plan(), Status.MISSED)[
        "JZ22-4.9-a"
    ]
    assert "2次" in row.message.zh and "自然年" in row.message.zh


@pytest.mark.parametrize(
    ("assessors", "against", "leaves"),
    [
        (("town", "centre", "village_committee"), 1, False),
        (("town", "centre", "village_committee"), 2, True),
        (("town", "centre"), 1, False),
        (("town", "centre"), 2, True),
        (("town",), 1, True),
    ],
)
def test_MTGR_7_f_a_majority_is_more_than_half_of_the_assessors(assessors, against, leaves):
    rules = policy(M25, REFORM, MTGR_7_f={"decided": "majority", "retention_assessors": list(assessors)})
    notes = ("town", "centre", "village_committee")[:against]
    records = [record("MTGR-7-f", date(2025, 3, 1 + n), result=FAILED, note=note) for n, note in enumerate(notes)]
    day = gone(here(records), rules, "MTGR-7-f")
    assert day == (date(2025, 3, against) if leaves else None)


def test_JZ22_4_9_c_a_record_that_clears_her_needs_no_ground_and_tells_nothing():
    rules = policy(M25, JZ)
    for result, told in [(Upshot.PASSED, False), (Upshot.GRANTED, False), (FAILED, True), (Upshot.DONE, True)]:
        vague = here([record("JZ22-4.9-c", date(2024, 5, 2), note="其他", result=result)])
        assert ("JZ22-4.9-c" in findings(vague, rules, plan(), Status.MISSED)) is told, result


def test_JZ22_4_9_b_an_absence_without_a_number_is_one_day():
    rules = policy(M25, JZ, JZ22_4_9_b={"absence_days_for_exit": 2})
    first = record("JZ22-4.9-b", date(2024, 3, 1))
    assert gone(here([first]), rules, "JZ22-4.9-b") is None
    again = record("JZ22-4.9-b", date(2024, 3, 2))
    assert gone(here([first, again]), rules, "JZ22-4.9-b") == date(2024, 3, 2)


def test_MTGR_7_f_who_was_not_kept_is_told_why():
    (row,) = findings(here(failed(date(2025, 3, 1), clause="MTGR-7-f")), policy(M25, REFORM), plan(), Status.MISSED)[
        "MTGR-7-f"
    ]
    assert "未" in row.message.zh and "effective" in row.message.en


def test_an_exception_or_an_extension_on_record_helps_nobody_but_the_one_it_names():
    other = Waiver(clause="JZ22-4.9-a", person_id="X", why="整改")
    faulted = here(failed(date(2024, 3, 31), date(2024, 9, 30)), waivers=[other])
    assert gone(faulted, policy(M25, JZ), "JZ22-4.9-a") == date(2024, 9, 30)
    five = policy(M25, JZ, JZ22_4_2_m={"extension_max_years": 5})
    approved = Waiver(clause="JZ22-4.2-m", person_id="X", why="县级批准")
    assert gone(here(born=date(1959, 7, 1), waivers=[approved]), five, "JZ22-4.2-m") is None


def test_MTGR_7_f_found_not_effective_at_66_she_leaves_on_the_day_of_the_decision():
    rules, born = policy(M25, REFORM), date(1959, 1, 1)
    day = date(2025, 3, 1)
    effective = here([record("MTGR-7-f", day, result=Upshot.PASSED)], born=born)
    assert gone(effective, rules, "MTGR-7-f") is None
    not_effective = here([record("MTGR-7-f", day, result=FAILED)], born=born)
    assert gone(not_effective, rules, "MTGR-7-f") == day
    assert gone(here([record("MTGR-7-f", day, result=FAILED)], born=date(1955, 3, 1)), rules, "MTGR-7-f") is None
    assert gone(here([record("MTGR-7-f", day, result=FAILED)], born=date(1955, 3, 2)), rules, "MTGR-7-f") == day
    votes = [record("MTGR-7-f", day, result=FAILED, note="镇政府")]
    most = policy(M25, REFORM, MTGR_7_f={"decided": "majority"})
    assert gone(here(votes, born=born), policy(M25, REFORM, MTGR_7_f={"decided": "all_must_agree"}), "MTGR-7-f") == day
    assert gone(here(votes, born=born), most, "MTGR-7-f") is None
    votes.append(record("MTGR-7-f", date(2025, 3, 5), result=FAILED, note="村委会"))
    assert gone(here(votes, born=born), most, "MTGR-7-f") == date(2025, 3, 5)


def extended(credential: Credential, **more: object) -> Instance:
    waiver = Waiver(clause="JZ22-4.2-m", person_id="D", why="县级批准")
    return here(born=date(1959, 7, 1), credential=credential, waivers=[waiver], **more)


def test_JZ22_4_2_m_a_licensed_doctor_of_66_may_be_extended_and_a_certificate_holder_may_not():
    five = policy(M25, JZ, JZ22_4_2_m={"extension_max_years": 5})
    licensed, certified = extended(Credential.ASSISTANT), extended(Credential.CERTIFICATE)
    assert staffing_on(DAY, licensed, five).in_post
    assert first_day_gone(licensed.person["D"], licensed, five) == date(2029, 7, 1)
    assert gone(licensed, five, "JZ22-4.2-m") == date(2029, 7, 1)
    assert gone(certified, five, "JZ22-4.2-m") == date(2024, 7, 1)
    assert not staffing_on(DAY, certified, five).in_post
    assert "JZ22-4.2-m" in findings(certified, five, plan(), Status.MISSED)
    alone = replace(licensed, waivers=())
    assert first_day_gone(alone.person["D"], alone, five) == date(2024, 7, 1), "not without approval"
    unset = policy(M25, JZ)
    assert ("JZ22-4.2-m", "extension_max_years") in unset.awaited
    assert first_day_gone(licensed.person["D"], licensed, unset) is None
    head = policy(M25, JZ, JZ22_4_2_m={"extension_max_years": 5, "extension_of": "headship"})
    assert gone(licensed, head, "JZ22-4.2-m") is None


def test_a_graduate_with_a_ground_on_record_is_not_placed_and_the_audit_says_so():
    ground = record("JZ22-4.9-c", date(2025, 5, 2), person_id="G1", note="刑事处罚")
    instance = county([centre("A")], [clinic("a", "A")], [graduate("G1")], records=(ground,))
    rules = policy(M25, JZ)
    assert plan_season(instance, rules).plan.placement.get("G1") is None
    assert "JZ22-4.9-c" in findings(instance, rules, plan(G1="A/a"))


def test_an_outlook_that_keeps_her_past_the_day_is_found():
    going = here([record("JZ22-4.9-c", date(2025, 12, 1), note="licence_revoked")])
    rules = policy(M25, JZ)
    told = findings(going, rules, outlook(D="a 2025H2-2026H1"))
    assert "D" in {row.subject for rows in told.values() for row in rows}


CASES = {
    "exit_on_failures calendar": (JZ, "JZ22-4.9-a", {}),
    "exit_on_failures rolling": (JZ, "JZ22-4.9-a", {"failed_window": "rolling_12_months"}),
    "exit_on_failures three": (JZ, "JZ22-4.9-a", {"failed_appraisals_for_exit": 3}),
    "absence rolling": (JZ, "JZ22-4.9-b", {"absence_days_for_exit": 40}),
    "absence calendar": (JZ, "JZ22-4.9-b", {"absence_days_for_exit": 40, "absence_window": "calendar_year"}),
    "grounds": (JZ, "JZ22-4.9-c", {}),
    "yearly": (XX, "XX21-3.2.6-c", {"pass_mark": 60}),
    "kept jointly": (REFORM, "MTGR-7-f", {}),
    "kept by majority": (REFORM, "MTGR-7-f", {"decided": "majority"}),
    "extension": (JZ, "JZ22-4.2-m", {"extension_max_years": 3}),
    "contract": (XX, "XX21-3.2.3-a", {}),
}
NOTES = ("", "镇政府", "村委会", "社区卫生服务中心", "refusal", "licence_revoked", "刑事处罚")


@pytest.mark.parametrize("case", CASES)
def test_she_serves_exactly_before_the_day_the_rule_has_her_go(case):
    """Random records of two leap years, each day of them."""
    pack, clause, changed = CASES[case]
    rules = policy(pack, **{clause.replace("-", "_").replace(".", "_"): changed})
    made, chance = rule(rules, clause), random.Random(case)
    told = ("JZ22-4.8-c", "XX21-3.2.5-a", clause)
    left = stayed = 0
    for _ in range(60):
        records = [
            record(
                chance.choice([c for c in told if c[:3] == clause[:3]]),
                date(2024, 2, 29) + timedelta(days=chance.choice([0, 1, 365, 366, chance.randint(0, 700)])),
                result=chance.choice([Upshot.DONE, FAILED, FAILED, Upshot.PASSED, Upshot.REFUSED]),
                quantity=chance.choice([None, Decimal(chance.randint(1, 100))]),
                note=chance.choice(NOTES),
            )
            for _ in range(chance.randint(0, 9))
        ]
        until = chance.choice([None, date(2025, 3, 1)])
        waivers = [Waiver(clause=clause, person_id="D", until=until)] if chance.random() < 0.3 else []
        credential = chance.choice([Credential.ASSISTANT, Credential.CERTIFICATE])
        instance = here(sorted(records, key=lambda r: r.day), born=date(1960, 2, 29), credential=credential,
                        role=chance.choice([Role.VILLAGE_DOCTOR, Role.RECRUIT]), waivers=waivers)  # fmt: skip
        person = instance.person["D"]
        day = made.exit_date(person, instance)
        left, stayed = left + (day is not None), stayed + (day is None)
        for n in range(0, 1600, 7):
            at = date(2024, 2, 1) + timedelta(days=n)
            assert made.serving(person, at, instance) == (day is None or at < day), (records, waivers, at, day)
        if day is not None:
            assert made.serving(person, day - timedelta(days=1), instance)
            assert not made.serving(person, day, instance)
    assert left
    assert stayed


BITES = {
    "exit_on_failures": lambda: (here(failed(date(2024, 3, 1), date(2024, 6, 1))), policy(M25, JZ), plan()),
    "exit_on_absence": lambda: (here([absent(date(2024, 3, 1), 30)]), policy(M25, JZ), plan()),
    "exit_on_grounds": lambda: (
        here([record("JZ22-4.9-c", date(2024, 5, 2), note="refusal")]),
        policy(M25, JZ),
        plan(),
    ),
    "yearly_exit": lambda: (here(failed(date(2024, 12, 31), clause="XX21-3.2.6-c")), policy(M25, XX), plan()),
    "kept_if_effective": lambda: (
        here(failed(date(2025, 3, 1), clause="MTGR-7-f")),
        policy(M25, REFORM),
        plan(),
    ),
    "licensed_extension": lambda: (extended(Credential.CERTIFICATE), policy(M25, JZ), plan()),
}
