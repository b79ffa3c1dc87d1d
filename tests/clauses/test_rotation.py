"""Rotation: 24 months to the day, from the day someone came, for those who rotate and only for them."""

from dataclasses import replace
from datetime import date

import pytest
from build import DAY, centre, clinic, county, doctor, findings, graduate, half, outlook, plan, policy

from planner.domain import Credential, Instance, Person, Plan, Role, SiteKind, Waiver
from planner.finding import Finding, Status
from planner.policy import Policy

REFORM = ("mentougou-2025", "mentougou-reform")


def town(*people: Person, day: date = DAY, **more: object) -> Instance:
    """Centre A with clinics a and b, station s, and clinic n that is not integrated."""
    sites = [clinic("a", "A"), clinic("b", "A"), clinic("s", "A", kind=SiteKind.STATION)]
    sites.append(clinic("n", "A", integrated=False))
    return county([centre("A")], sites, people, day=day, **more)


def staff(code: str = "D", site: str | None = "a", since: date | None = None, **more: object) -> Person:
    facts = {"role": Role.CENTRE_STAFF, "employer": "A", "since": since, **more}
    return doctor(code, site, **facts)


def rows(
    instance: Instance,
    made: Plan,
    status: Status = Status.VIOLATED,
    clause: str = "MTGR-9-a",
    rules: Policy | None = None,
    **options: str,
) -> list[Finding]:
    rules = rules or policy(*REFORM, MTGR_9_a=options)
    return findings(instance, rules, made, status).get(clause, [])


@pytest.mark.parametrize(("until", "broken"), [("2024H2", False), ("2025H1", True)])
def test_MTGR_9_a_at_a_clinic_since_2023_01_01_she_must_move_by_2025_01_01(until, broken):
    instance = town(staff(since=date(2023, 1, 1)), day=date(2024, 7, 1))
    moved = outlook(D=f"a 2024H2-{until}, b {half(until).following}")
    found = rows(instance, moved)
    assert bool(found) == broken
    if found:
        assert all(word in found[0].message.zh for word in ("村医D", "a村卫生室", "2023-01-01", "24"))
        assert all(word in found[0].message.en for word in ("村医D", "a村卫生室", "2023-01-01", "24"))
        assert found[0].limit == "24"


@pytest.mark.parametrize(
    ("since", "broken"),
    [
        (date(2024, 1, 1), False),
        (date(2023, 12, 31), True),
        (date(2024, 6, 30), False),
        (date(2025, 7, 1), False),
        (None, False),
    ],
)
def test_MTGR_9_a_the_stay_counts_from_before_the_outlook_to_the_day(since, broken):
    """At her site up to and including 31 December 2025: 24 months from 1 January 2024 are just over."""
    assert bool(rows(town(staff(since=since)), outlook(D="a 2025H2, b 2026H1"))) == broken


def test_MTGR_9_a_the_day_in_the_roster_is_believed_and_not_the_one_in_the_plan():
    made = outlook(D="a 2025H2-2026H1")
    claimed = replace(made, assignments=tuple(replace(a, since=DAY) for a in made.assignments))
    assert rows(town(staff(since=date(2023, 7, 1))), claimed)
    unknown = replace(made, assignments=tuple(replace(a, since=date(2023, 7, 1)) for a in made.assignments))
    assert rows(town(staff(since=None)), unknown)


def test_MTGR_9_a_24_months_are_four_periods_and_no_period_more():
    instance = town(staff(site=None))
    assert not rows(instance, outlook(D="a 2025H2-2027H1, b 2027H2-2029H1, A 2029H2-2031H1"))
    assert rows(instance, outlook(D="a 2025H2-2027H2, b 2028H1-2029H1"))
    assert rows(instance, outlook(D="a 2025H2-2027H1, b 2027H2-2029H2"))


def test_MTGR_9_a_the_centre_itself_is_a_place_one_must_leave():
    found = rows(town(staff(site=None, since=date(2023, 7, 1))), outlook(D="A 2025H2"))
    assert "中心A" in found[0].message.zh


def test_MTGR_9_a_a_stay_is_one_stay_however_its_rows_are_cut_or_interrupted():
    instance = town(staff(site=None))
    assert rows(instance, outlook(D="a 2025H2-2026H2, a 2027H1-2027H2"))
    assert rows(instance, outlook(D="a 2025H2-2027H1, a 2028H1-2028H2"))
    assert not rows(instance, outlook(D="a 2025H2-2026H2, b 2027H1, a 2027H2-2028H2"))


@pytest.mark.parametrize(("mode", "status"), [("at_most_24", None), ("exactly_24", "violated"), ("soft", None)])
def test_MTGR_9_a_leaving_early_is_a_fault_only_where_the_cycle_is_exact(mode, status):
    instance = town(staff(site=None))
    early = outlook(D="a 2025H2-2026H2, b 2027H1-2028H2")
    assert bool(rows(instance, early, rotation_mode=mode)) == (status is not None)
    assert not rows(instance, outlook(D="a 2025H2-2027H1, b 2027H2"), rotation_mode=mode)


@pytest.mark.parametrize(("until", "broken"), [("2025H2", True), ("2026H1", False), ("2026H2", True)])
def test_MTGR_9_a_under_exactly_24_the_move_comes_in_the_half_year_the_cycle_ends_in(until, broken):
    """Here since 15 September 2024: due in the half-year 2026H2, at its beginning, since moves come at turns."""
    instance = town(staff(since=date(2024, 9, 15)))
    made = outlook(D=f"a 2025H2-{until}, b {half(until).following}")
    assert bool(rows(instance, made, rotation_mode="exactly_24")) == broken


def test_MTGR_9_a_the_last_stay_may_be_cut_short_by_the_end_of_the_outlook():
    instance = town(staff(site=None))
    assert not rows(instance, outlook(D="a 2025H2-2027H1, b 2027H2"), rotation_mode="exactly_24")


def test_MTGR_9_a_as_a_wish_only_it_is_missed_and_not_violated():
    instance, made = town(staff(site=None)), outlook(D="a 2025H2-2027H2")
    assert not rows(instance, made, rotation_mode="soft")
    assert len(rows(instance, made, Status.MISSED, rotation_mode="soft")) == 1


def test_MTGR_9_a_another_cycle_may_be_set():
    instance, made = town(staff(site=None)), outlook(D="a 2025H2-2026H2")
    assert not rows(instance, made)
    assert rows(instance, made, rules=policy(*REFORM, MTGR_9_a={"rotation_cycle_months": 12}))


@pytest.mark.parametrize(
    ("waiver", "status"),
    [
        ({"person_id": "D"}, Status.WAIVED),
        ({"person_id": "D", "until": date(2027, 12, 31)}, Status.WAIVED),
        ({"person_id": "D", "until": date(2027, 12, 30)}, Status.VIOLATED),
        ({"person_id": "E"}, Status.VIOLATED),
    ],
)
def test_MTGR_9_a_an_exception_on_record_excuses_the_stay_it_covers(waiver, status):
    instance = town(staff(site=None), waivers=(Waiver(clause="MTGR-9-a", why="带教", **waiver),))
    found = rows(instance, outlook(D="a 2025H2-2027H2"), status)
    assert len(found) == 1
    assert ("带教" in found[0].message.zh) == (status is Status.WAIVED)


def test_MTGR_9_a_where_the_centre_has_no_other_place_nobody_is_blamed():
    instance = county([centre("A")], [clinic("a", "A")], [graduate("G1", site_id="a", since=DAY)])
    made = outlook(G1="a 2025H2-2029H1")
    assert not rows(instance, made)
    assert not rows(instance, outlook(G1="a 2025H2-2027H1"), Status.MISSED)
    assert "没有其他" in rows(instance, made, Status.MISSED)[0].message.zh
    assert rows(instance, made, graduate_rotation="include_centre")
    alone = county([centre("A")], [], [staff(site=None)])
    assert not rows(alone, outlook(D="A 2025H2-2029H1"))
    assert rows(county([centre("A")], [clinic("a", "A")], [staff()]), outlook(D="a 2025H2-2029H1"))


@pytest.mark.parametrize("role", [Role.SECONDED, Role.REHIRED, Role.RECRUIT])
def test_MTGR_9_a_staff_from_elsewhere_and_re_hired_people_do_not_rotate(role):
    assert not rows(town(staff(role=role)), outlook(D="a 2025H2-2029H1"))


def test_MTGR_9_a_a_village_doctor_rotates_when_a_centre_employs_her_counting_from_integration():
    stay = outlook(D="a 2025H2-2027H1")
    assert not rows(town(doctor("D", "a", since=date(1995, 1, 1))), outlook(D="a 2025H2-2029H1"))
    employed = doctor("D", "a", since=date(1995, 1, 1), employer="A")
    assert not rows(town(employed), stay)
    assert rows(town(employed), outlook(D="a 2025H2-2027H2"))
    since_2024 = county(
        [centre("A")], [clinic("a", "A", integrated_from=date(2024, 7, 1)), clinic("b", "A")], [employed]
    )
    assert rows(since_2024, stay)
    assert not rows(since_2024, outlook(D="a 2025H2-2026H1"))


@pytest.mark.parametrize(
    ("option", "at", "broken"),
    [
        ("within_centre_clinics", "b", False),
        ("within_centre_clinics", "A", True),
        ("within_centre_clinics", "s", True),
        ("within_centre_clinics", "n", True),
        ("include_centre", "b", False),
        ("include_centre", "A", False),
        ("include_centre", "s", True),
        ("exempt_until_obligation_ends", "a", False),
        ("exempt_until_obligation_ends", "b", True),
    ],
)
def test_MTGR_9_a_where_directed_graduates_rotate_is_an_option(option, at, broken):
    instance = town(graduate("G1"))
    made = outlook(plan(G1="A/a"), G1=f"a 2025H2-2027H1, {at} 2027H2-2028H1")
    found = rows(instance, made, graduate_rotation=option)
    if at == "a":
        assert not found
        return
    assert bool(found) == broken
    if found:
        assert "毕业生G1" in found[0].message.zh
        assert "毕业生G1" in found[0].message.en


@pytest.mark.parametrize(
    ("option", "broken"),
    [("within_centre_clinics", True), ("include_centre", True), ("exempt_until_obligation_ends", False)],
)
def test_MTGR_9_a_a_graduates_stay_counts_from_her_placement(option, broken):
    instance = town(graduate("G1"), day=date(2025, 9, 1))
    made = outlook(plan(G1="A/a"), G1="a 2026H1-2027H2")
    assert bool(rows(instance, made, graduate_rotation=option)) == broken
    assert not rows(instance, outlook(plan(G1="A/a"), G1="a 2026H1-2027H1"), graduate_rotation=option)


def test_MTGR_9_a_a_graduate_may_be_where_the_roster_already_has_her():
    instance = town(graduate("G1", site_id="n", since=DAY))
    assert not rows(instance, outlook(G1="n 2025H2-2027H1, a 2027H2-2029H1"))
    assert rows(instance, outlook(G1="s 2025H2-2027H1, a 2027H2-2029H1"))
    assert rows(instance, outlook(G1="n 2025H2-2027H1, a 2027H2-2029H1, n 2029H2"))


def holder(code: str = "D", **more: object) -> Person:
    return staff(code, credential=Credential.CERTIFICATE, **{"since": date(2015, 7, 1), **more})


def test_MTGR_9_b_ten_years_at_one_clinic_with_the_certificate_and_25_months_without():
    stay = outlook(D="a 2025H2-2030H2")
    assert not rows(town(holder()), stay)
    assert not rows(town(holder()), stay, clause="MTGR-9-b")
    assert rows(town(staff(since=date(2023, 12, 1))), outlook(D="a 2025H2"))


def test_MTGR_9_b_whoever_is_exempt_is_not_moved_either():
    found = rows(town(holder()), outlook(D="a 2025H2, b 2026H1"), clause="MTGR-9-b")
    assert "村医D" in found[0].message.zh
    assert "a村卫生室, b村卫生室" in found[0].message.en
    assert rows(town(holder()), outlook(D="b 2025H2-2026H1"), clause="MTGR-9-b")
    assert not rows(town(staff()), outlook(D="a 2025H2, b 2026H1"), clause="MTGR-9-b")


def test_MTGR_9_b_a_move_on_record_is_excused():
    instance = town(holder(), waivers=(Waiver(clause="MTGR-9-b", person_id="D", why="本人申请"),))
    made = outlook(D="a 2025H2, b 2026H1")
    assert not rows(instance, made, clause="MTGR-9-b")
    assert "本人申请" in rows(instance, made, Status.WAIVED, "MTGR-9-b")[0].message.zh


@pytest.mark.parametrize(("option", "licence"), [("exempt", True), ("rotates", False)])
def test_MTGR_9_b_with_certificate_and_licence_the_letter_or_the_larger_pool(option, licence):
    rules = policy(*REFORM, MTGR_9_b={"also_licensed": option})
    both = town(holder(licensed_on=date(2020, 1, 1)))
    assert (not rows(both, outlook(D="a 2025H2-2029H1"), rules=rules)) == licence
    assert (not rows(both, outlook(D="a 2025H2, b 2026H1"), clause="MTGR-9-b", rules=rules)) != licence
    assert not rows(town(holder()), outlook(D="a 2025H2-2029H1"), rules=rules)


def test_MTGR_9_b_without_the_exemption_everybody_rotates():
    rules = policy(*REFORM, suspend=["MTGR-9-b"])
    assert rows(town(holder()), outlook(D="a 2025H2-2029H1"), rules=rules)


def test_MTGR_9_a_and_MTGR_9_b_say_nothing_of_a_single_season():
    instance = town(staff(since=date(2000, 1, 1)))
    every = [findings(instance, policy(*REFORM), plan(), status) for status in Status]
    assert not [c for found in every for c in found if c in {"MTGR-9-a", "MTGR-9-b"}]
