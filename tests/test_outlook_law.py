"""The law over the years, through the whole outlook: standards, locks, waivers, wishes, a baseline, and bad days."""

import random
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from build import centre, clinic, county, doctor, findings, graduate, outlook, plan, policy, scenario, served

from planner.auditing import audit
from planner.domain import Centre, Credential, Instance, Lock, Person, Role, Waiver, Wish
from planner.finding import Finding, Status
from planner.policy import Policy
from planner.report.calendar_views import Cover, calendar_of
from planner.result import SolveStatus
from planner.staffing import Outlook, plan_outlook

M25, REFORM, XIXIAN, JIAOZUO = "mentougou-2025", "mentougou-reform", "xixian-2021", "jiaozuo-2022"
RULES = policy(M25, REFORM)
CAPPED = policy(M25, REFORM, XIXIAN)


def staff(code: str, site: str | None = None, since: date | None = date(2024, 1, 1), **more: object) -> Person:
    facts = {"role": Role.CENTRE_STAFF, "employer": "A", **more}
    return doctor(code, site, since=since, **facts)


def holder(code: str, site: str, **more: object) -> Person:
    return doctor(code, site, credential=Credential.CERTIFICATE, **more)


def town(*people: Person, clinics: int = 3, years: int = 4, **more: object) -> Instance:
    sites = [clinic(f"a{n}", "A") for n in range(1, clinics + 1)]
    return county([centre("A")], sites, people, horizon_years=years, **more)


def made(instance: Instance, rules: Policy = RULES, **more: object) -> Outlook:
    """An outlook of ours, which is clean by the audit or nothing."""
    found = plan_outlook(scenario(instance, rules), 20, workers=1, **more)
    assert not [f for f in audit(instance, rules, found.plan) if f.status is Status.VIOLATED]
    return found


def where(found: Outlook, person: str) -> list[str]:
    """Where someone is in each half-year of the horizon, ``-`` where she is nowhere."""
    career = found.plan.career.get(person, ())
    return [next((a.site_id for a in career if a.start <= p <= a.end), "-") for p in found.periods]


def told(found: Outlook, clause: str, status: Status) -> list[Finding]:
    return [f for f in found.findings if f.clause == clause and f.status is status]


def goals(found: Outlook) -> dict[str, int]:
    return {g.goal: g.value for g in found.goals}


# the standard of staffing, period by period


@pytest.mark.parametrize(
    ("rules", "clause", "people", "limit"),
    [
        (policy(M25, XIXIAN, REFORM), "XX21-3.2.1-b", 2100, "3"),
        (policy(M25, JIAOZUO), "JZ22-4.2-a", 2400, "3"),
        (policy(M25, JIAOZUO), "JZ22-4.2-a", 1000, ""),
        (policy(M25, JIAOZUO, JZ22_4_2_a={"rounding": "floor_min1"}), "JZ22-4.2-a", 2400, "2"),
    ],
)
def test_a_clinic_below_the_standard_is_one_row_for_each_span(rules, clause, people, limit):
    instance = county([centre("A")], [clinic("a", "A", None, people)], [doctor("D", "a")], horizon_years=2)
    found = findings(instance, rules, outlook(D="a 2025H2-2026H1, a 2026H2"), Status.MISSED).get(clause, [])
    rows = [(f.period, f.actual, f.limit) for f in found]
    assert rows == ([("2025H2–2027H1", "0", limit)] if limit else [("2027H1", "0", "1")])
    assert all("a村卫生室" in f.message.zh and "2027H1" in f.message.en for f in found)


def test_everyone_present_counts_for_the_standard_and_the_season_is_not_told_twice():
    instance = county([centre("A")], [clinic("a", "A", None, 1500)], [doctor("D", "a"), staff("C")], horizon_years=1)
    rules = policy(M25, XIXIAN, REFORM)
    both = outlook(D="a 2025H2-2026H1", C="a 2025H2-2026H1")
    assert "XX21-3.2.1-b" not in findings(instance, rules, both, Status.MISSED)
    season = findings(instance, rules, plan(), Status.MISSED)["XX21-3.2.1-b"]
    assert [(f.period, f.actual) for f in season] == [("", "1")]


def test_posts_short_add_up_to_what_the_standard_finds_missing():
    """Counted from the audit's rows: in each half-year of each, how many fewer than the standard are there."""
    chance, total = random.Random("standard"), 0
    rules = policy(M25, XIXIAN, REFORM)
    for _ in range(12):
        sites = [clinic(f"a{n}", "A", None, chance.choice([900, 1500, 2500])) for n in range(3)]
        people = [holder(f"D{n}", chance.choice(sites).id) for n in range(3)]
        people += [staff(f"C{n}", since=chance.choice([date(2023, 7, 1), date(2024, 7, 1)])) for n in range(2)]
        instance = county([centre("A")], sites, people, horizon_years=3)
        found = made(instance, rules)
        there = Counter((a.site_id, p) for a in found.plan.assignments for p in found.periods if a.start <= p <= a.end)
        standard = {900: 1, 1500: 2, 2500: 3}
        missing = {(s.id, p): max(0, standard[s.population] - there[s.id, p]) for s in sites for p in found.periods}
        assert goals(found)["short"] == sum(missing.values())
        rows = told(found, "XX21-3.2.1-b", Status.MISSED)
        spanned = sum(
            sum(1 for p in found.periods if first <= str(p) <= (last or first))
            for f in rows
            for first, _, last in [f.period.partition("–")]
        )
        assert spanned == sum(n > 0 for n in missing.values())
        total += spanned
    assert total > 20


# locks


def test_a_lock_overrides_rotation_and_stands_with_its_reason():
    """Due on 1 January 2026, locked up to the end of 2027: she moves only then."""
    lock = Lock(person_id="C", site_id="a1", end=date(2027, 12, 31), why="带教任务")
    found = made(town(staff("C", "a1"), locks=(lock,)))
    assert where(found, "C")[:5] == ["a1"] * 5
    assert where(found, "C")[5] != "a1"
    (row,) = told(found, "MTGR-9-a", Status.WAIVED)
    assert "带教任务" in row.message.zh
    assert row.period == "2024-01-01–2027-12-31"
    free = made(town(staff("C", "a1")))
    assert where(free, "C")[1] != "a1"


def test_a_lock_cuts_the_stint_it_falls_into_and_what_follows_is_open_again():
    lock = Lock(person_id="C", site_id="a2", start=date(2026, 1, 1), end=date(2026, 12, 31), why="支援")
    found = made(town(staff("C", "a1", since=date(2025, 7, 1)), locks=(lock,)))
    assert where(found, "C")[:3] == ["a1", "a2", "a2"]
    assert where(found, "C")[3] != "a2"


@pytest.mark.parametrize("role", ["holder", "centre"])
def test_a_lock_takes_someone_who_does_not_rotate_there_and_back(role):
    person = holder("V", "a1") if role == "holder" else replace(staff("V", "a1"), credential=Credential.CERTIFICATE)
    lock = Lock(person_id="V", site_id="a2", start=date(2026, 1, 1), end=date(2026, 8, 31), why="接替休假")
    found = made(town(person, locks=(lock,), years=2), policy(M25, REFORM))
    own = "a1"
    assert where(found, "V") == [own, "a2", "a2", own]
    if role == "holder":
        (row,) = told(found, "MTGR-9-b", Status.WAIVED)
        assert "接替休假" in row.message.zh


def test_a_lock_at_the_centre_is_named_by_the_centre():
    lock = Lock(person_id="C", centre_id="A", start=date(2025, 7, 1), end=date(2026, 6, 30), why="留守")
    found = made(town(staff("C", "a1", since=date(2025, 7, 1)), locks=(lock,)))
    assert where(found, "C")[:2] == ["A", "A"]


def test_of_two_locks_that_share_a_half_year_the_one_in_force_on_its_first_day_is_kept():
    one = Lock(person_id="C", site_id="a1", end=date(2026, 8, 31), why="甲")
    other = Lock(person_id="C", site_id="a2", start=date(2026, 9, 1), end=date(2027, 6, 30), why="乙")
    found = made(town(staff("C", "a1"), locks=(one, other)))
    assert where(found, "C")[:4] == ["a1", "a1", "a1", "a2"]
    assert not told(found, "locks", Status.MISSED)


def test_a_lock_outside_her_centre_is_not_carried_out_and_said_so():
    sites = [clinic("a1", "A"), clinic("b1", "B")]
    lock = Lock(person_id="C", site_id="b1", end=date(2026, 6, 30), why="借调")
    instance = county([centre("A"), centre("B")], sites, [staff("C")], horizon_years=2, locks=(lock,))
    found = made(instance)
    assert "b1" not in where(found, "C")
    assert any("借调" in note.zh and "中心A" in note.zh for note in found.notes)
    assert [f.period for f in told(found, "locks", Status.MISSED)] == ["2025H2–2026H1"]


def test_a_lock_after_she_is_gone_is_not_carried_out_and_said_so():
    lock = Lock(person_id="C", site_id="a1", start=date(2026, 1, 1), end=date(2027, 6, 30), why="已公布")
    found = made(town(staff("C", leaves_on=date(2026, 7, 1)), locks=(lock,), years=2))
    assert where(found, "C")[1:] == ["a1", "-", "-"]
    assert any("2026H2、2027H1" in note.zh for note in found.notes)
    assert [f.period for f in told(found, "locks", Status.MISSED)] == ["2026H2–2027H1"]


def test_locks_beyond_the_cap_are_kept_and_nobody_else_is_sent_there():
    locks = tuple(Lock(person_id=f"C{n}", site_id="a1", end=date(2026, 6, 30), why="集中培训") for n in range(5))
    instance = town(*(staff(f"C{n}") for n in range(7)), locks=locks, years=2)
    found = made(instance, CAPPED)
    assert [sum(where(found, f"C{n}")[t] == "a1" for n in range(7)) for t in (0, 1)] == [5, 5]
    (row,) = told(found, "XX21-3.2.1-c", Status.WAIVED)
    assert (row.actual, row.limit) == ("5", "4")
    assert "集中培训" in row.message.zh
    assert {s.over_cap for s in found.sites if s.site_id == "a1"} == {0, 1}


def test_a_graduate_locked_for_this_season_still_takes_her_turns_unless_the_lock_says_until_when():
    season = Lock(person_id="G", site_id="a1", why="已定")
    found = made(town(graduate("G"), locks=(season,)))
    assert where(found, "G")[0] == "a1"
    assert where(found, "G")[4] != "a1"
    found = made(town(graduate("G"), locks=(replace(season, end=date(2028, 6, 30)),)))
    assert where(found, "G")[:6] == ["a1"] * 6
    assert where(found, "G")[6] != "a1"
    assert [f.status for f in found.findings if f.clause == "MTGR-9-a"] == [Status.WAIVED]


def test_a_plan_by_hand_that_leaves_a_lock_is_found():
    lock = Lock(person_id="C", site_id="a1", start=date(2026, 1, 1), end=date(2026, 12, 31), why="已定")
    instance = town(staff("C"), locks=(lock,), years=2)
    kept = outlook(C="A 2025H2, a1 2026H1-2026H2, A 2027H1")
    assert "locks" not in findings(instance, RULES, kept)
    left = findings(instance, RULES, outlook(C="A 2025H2, a1 2026H1, a2 2026H2-2027H1"))["locks"]
    assert [(f.subject, f.period) for f in left] == [("C", "2026H2")]
    assert "a1村卫生室" in left[0].message.zh
    assert "locks" in findings(instance, RULES, outlook(C="A 2025H2"))


# waivers


@pytest.mark.parametrize(
    ("until", "halves"),
    [(date(2025, 12, 31), 1), (date(2026, 6, 29), 1), (date(2026, 6, 30), 2), (date(2027, 7, 31), 4), (None, 8)],
)
def test_a_waiver_of_rotation_lets_her_stay_up_to_its_date(until, halves):
    waiver = Waiver(clause="MTGR-9-a", person_id="C", until=until, why="孕期")
    found = made(town(staff("C", "a1"), waivers=(waiver,)))
    mine = where(found, "C")
    assert mine[:halves] == ["a1"] * halves
    assert halves == 8 or mine[halves] != "a1"
    assert len(told(found, "MTGR-9-a", Status.WAIVED)) == (halves > 1)


def test_a_waiver_of_another_clause_or_person_changes_nothing():
    other = (
        Waiver(clause="MTGR-9-b", person_id="C", why="别的"),
        Waiver(clause="MTGR-9-a", person_id="D", why="别人"),
    )
    assert where(made(town(staff("C", "a1"), waivers=other)), "C")[1] != "a1"


# wishes of people in post


def test_the_wish_of_someone_in_post_decides_where_nothing_before_it_does():
    for first in ("a2", "a3"):
        listed = [Wish(person_id="C", rank=1, site_id=first)]
        people = [staff("C", since=date(2023, 7, 1)), *(holder(f"V{n}", f"a{n}") for n in (1, 2, 3))]
        instance = replace(town(*people, years=2), wishes=tuple(listed))
        found = made(instance)
        assert where(found, "C") == [first] * 4
        assert goals(found)["wish"] == 1


def test_what_she_did_not_list_ranks_one_after_her_last_and_the_centre_may_be_listed():
    listed = (Wish(person_id="C", rank=1, centre_id="A"), Wish(person_id="C", rank=2, site_id="a2"))
    people = [staff("C", "a1", since=date(2023, 7, 1)), *(holder(f"V{n}", f"a{n}") for n in (1, 2, 3))]
    rules = policy(M25, REFORM, MTGR_9_a={"goals": ["wish"]})
    found = made(replace(town(*people, years=2), wishes=listed), rules)
    assert where(found, "C") == ["A"] * 4
    assert goals(found)["wish"] == 1
    core = policy(M25, REFORM, MTGR_9_a={"goals": ["uncovered", "wish"]})
    instance = replace(town(*people[:1], clinics=1, years=2), wishes=(listed[1],), sites=town(clinics=2).sites)
    assert goals(made(instance, core))["wish"] == 2


def test_a_graduates_list_of_centres_says_nothing_of_the_clinics_inside_one():
    listed = (Wish(person_id="G", rank=1, centre_id="A"),)
    assert goals(made(replace(town(graduate("G")), wishes=listed)))["wish"] == 0


# the published plan


def test_among_equal_plans_the_one_nearest_to_what_was_published_is_made():
    people = [staff("C", since=date(2023, 7, 1)), *(holder(f"V{n}", f"a{n}") for n in (1, 2, 3))]
    instance = town(*people, years=2)
    for place in ("a1", "a2", "a3"):
        published = served(C=f"{place} 2025H2-2027H1")
        found = made(instance, baseline=published)
        assert where(found, "C") == [place] * 4
        assert goals(found)["changes"] == 0
    assert goals(made(instance))["changes"] == 0


def test_a_stint_is_held_against_where_she_was_to_be_most_of_it():
    people = [staff("C", since=date(2023, 7, 1)), *(holder(f"V{n}", f"a{n}") for n in (1, 2, 3))]
    found = made(town(*people, years=2), baseline=served(C="a3 2025H2, a2 2026H1-2027H1"))
    assert where(found, "C") == ["a2"] * 4
    tie = made(town(*people, years=2), baseline=served(C="a3 2025H2-2026H1, a2 2026H2-2027H1"))
    assert where(tie, "C") == ["a2"] * 4


def test_a_plan_against_itself_changes_nothing():
    people = [*(staff(f"C{n}", since=date(2023, 7 + n, 1)) for n in range(3)), holder("V", "a1"), graduate("G")]
    instance = town(*people)
    first = made(instance)
    again = made(instance, baseline=first.plan.assignments)
    assert again.plan.assignments == first.plan.assignments
    assert goals(again)["changes"] == 0


# who fills a post and who only covers


def test_centre_staff_and_seconded_staff_cover_and_do_not_fill_a_post():
    seconded = doctor("S", None, role=Role.SECONDED, credential=Credential.PHYSICIAN)
    people = [staff("C", since=date(2023, 7, 1)), holder("V", "a1"), seconded]
    found = made(town(*people, clinics=3, years=1))
    rows = {s.site_id: (s.staff, s.cover, s.uncovered) for s in found.sites if s.period == "2025H2"}
    assert rows["a1"] == (1, 0, False)
    assert sorted(rows[s] for s in ("a2", "a3")) == [(0, 1, False), (0, 1, False)]
    filling = policy(M25, REFORM, MTG25_2_1_b={"cover_staff_fill_posts": "yes"})
    rows = {(s.staff, s.cover) for s in made(town(*people, years=1), filling).sites}
    assert rows == {(1, 0)}


def test_uncovered_means_nobody_at_all():
    found = made(town(holder("V", "a1"), clinics=2, years=1))
    assert {(s.site_id, s.uncovered) for s in found.sites} == {("a1", False), ("a2", True)}


# bad days


def test_someone_without_a_last_rotation_date_counts_from_the_first_half_year_and_is_named():
    found = made(town(staff("C", "a1", since=None)))
    assert where(found, "C")[:4] == ["a1"] * 4
    assert where(found, "C")[4] != "a1"
    assert any("C" in note.zh and "没有到岗日期" in note.zh for note in found.notes)


def test_a_horizon_in_which_nobody_is_left_in_the_seventh_year():
    born = date(1961, 7, 1)  # seventy on 1 July 2031, the first day of the seventh year
    people = [staff("C", "a1", born=born), doctor("V", "a2", born)]
    found = made(town(*people, years=8))
    assert found.status is SolveStatus.OPTIMAL
    assert where(found, "C")[12:] == where(found, "V")[12:] == ["-"] * 4
    assert "-" not in where(found, "C")[:12]
    empty = {f.subject: f.period for f in told(found, "MTGR-8-a", Status.MISSED) if f.period.endswith("2033H1")}
    assert empty["a2"] == "2031H2–2033H1"
    assert all(s.uncovered for s in found.sites if s.period >= "2031H2")


def test_a_centre_without_people():
    found = made(town())
    assert found.status is SolveStatus.OPTIMAL
    assert not found.plan.assignments
    assert goals(found)["uncovered"] == 3 * 8
    assert all(s.uncovered for s in found.sites)


def test_a_centre_without_sites():
    instance = county([centre("A"), centre("B")], [clinic("b1", "B")], [staff("C"), holder("V", "b1")], horizon_years=4)
    found = made(instance)
    assert found.status is SolveStatus.OPTIMAL
    assert where(found, "C") == ["A"] * 8
    (row,) = [f for f in found.findings if f.clause == "MTGR-9-a"]
    assert row.status is Status.MISSED


def test_a_clinic_that_those_who_stay_fill_up_to_the_cap():
    stayers = [holder(f"V{n}", "a1") for n in range(4)]
    found = made(town(*stayers, staff("C"), clinics=1), CAPPED)
    assert found.status is SolveStatus.OPTIMAL
    assert where(found, "C") == ["A"] * 8
    assert [f.status for f in found.findings if f.clause == "MTGR-9-a"] == [Status.MISSED]
    leaving = [replace(v, leaves_on=date(2027, 1, 1)) if v.id == "V0" else v for v in stayers]
    found = made(town(*leaving, staff("C"), clinics=1), CAPPED)
    assert where(found, "C")[1:3] == ["A", "A"]
    assert "a1" in where(found, "C")[3:]


def test_more_at_a_clinic_than_the_cap_allows_because_the_roster_says_so():
    people = [staff(f"C{n}", "a1", since=date(2024, 7 + n % 2, 1)) for n in range(5)]
    found = made(town(*people), CAPPED)
    assert found.status is SolveStatus.OPTIMAL
    assert Counter(where(found, p.id)[0] for p in people) == {"a1": 5}
    assert [f.status for f in found.findings if f.clause == "XX21-3.2.1-c"] == [Status.MISSED]
    assert all(where(found, p.id)[4] != "a1" for p in people)


def test_someone_who_can_only_come_after_the_horizon():
    late = doctor("L", "a1", available_from=date(2040, 1, 1))
    found = made(town(late, graduate("G", available_from=date(2040, 1, 1)), years=2))
    assert found.status is SolveStatus.OPTIMAL
    assert not found.plan.assignments
    assert not found.arrivals


def test_two_centres_one_in_need_and_one_without_clinics_of_its_own_are_told_apart():
    centres: list[Centre] = [centre("A"), replace(centre("B"), core_staff_min=2)]
    instance = county(centres, [clinic("a1", "A")], [staff("C", employer="B")], horizon_years=2)
    found = made(instance)
    assert goals(found)["core"] == 4
    assert goals(found)["uncovered"] == 4
    assert set(found.centres) == {"A", "B"}


# what the calendar says of such stints


def reasons(found: Outlook) -> dict[tuple[str, str], str]:
    return {(s.person.id, str(s.start)): s.why.en for s in calendar_of(found).stints}


def test_the_calendar_gives_the_lock_the_waiver_or_the_dispatch_as_the_reason():
    lock = Lock(person_id="C", site_id="a2", start=date(2026, 1, 1), end=date(2026, 12, 31), why="支援")
    waiver = Waiver(clause="MTGR-9-a", person_id="D", until=date(2027, 6, 30), why="孕期")
    people = [staff("C", "a1", since=date(2025, 7, 1)), staff("D", "a3")]
    told_by = reasons(made(town(*people, locks=(lock,), waivers=(waiver,))))
    assert told_by["C", "2026H1"] == "locked here (支援)"
    assert "24 months from 2025-07-01" in told_by["C", "2025H2"]
    assert told_by["D", "2025H2"] == "excused from her turn up to 2027-06-30 (孕期; MTGR-9-a)"
    sent = reasons(made(town(staff("C"), clinics=1, years=1), policy(M25, JIAOZUO)))
    assert sent["C", "2025H2"] == "dispatched to a clinic without a doctor of its own (JZ22-4.2-f)"


def test_a_clinic_that_colleagues_cover_is_not_short_of_people():
    found = made(town(staff("C", since=date(2023, 7, 1)), clinics=1, years=1))
    calendar = calendar_of(found)
    assert {calendar.cover("a1", p) for p in found.periods} == {Cover.FULL}
    assert {(s.staff, s.cover) for s in found.sites} == {(0, 1)}
