"""Which village has a clinic, which may share one, what serves those without, and what a clinic is."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from build import DAY, centre, clinic, county, doctor, plan, policy

from planner.auditing import audit
from planner.clauses.network.reach import kilometres
from planner.domain import Centre, Instance, Record, Site, SiteKind, Upshot, Village, Waiver
from planner.faces.network import ShareRule
from planner.finding import Finding, Status
from planner.policy import Policy
from planner.scenario import load
from planner.villages import home_villages, metres

JZ, REFORM, XX = "jiaozuo-2022", "mentougou-reform", "xixian-2021"
SCENARIO = Path(__file__).parents[2] / "scenarios" / "mentougou-2025"
DEGREE_KM = 111.195  # a degree of latitude on the sphere the planner measures on


def at(km: float) -> dict[str, float]:
    """A place so many kilometres north of the first."""
    return {"lon": 116.0, "lat": 40.0 + km / DEGREE_KM}


def village(code: str, site: str | None = None, people: int = 1000, km: float | None = None, **more: object) -> Village:
    where = {} if km is None else at(km)
    facts = {"town": "A镇", **where, **more}
    return Village(id=code, name=f"{code}村", population=people, site_id=site, **facts)  # type: ignore[arg-type]


def network(villages: Sequence[Village], sites: Sequence[Site] = (), **more: object) -> Instance:
    """One centre, A; a clinic for each site code that villages name, where the first of them lies."""
    known = {s.id for s in sites}
    made = list(sites)
    for v in villages:
        if v.site_id is not None and v.site_id not in known:
            made.append(clinic(v.site_id, "A", lon=v.lon, lat=v.lat))
            known.add(v.site_id)
    held = made or [clinic("z", "A", kind=SiteKind.STATION)]
    return county([centre("A")], held, villages=tuple(sorted(villages, key=lambda v: v.id)), **more)


def found(instance: Instance, rules: Policy, clause: str, *statuses: Status) -> list[Finding]:
    wanted = statuses or (Status.VIOLATED, Status.MISSED)
    return [f for f in audit(instance, rules, plan()) if f.clause == clause and f.status in wanted]


def subjects(instance: Instance, rules: Policy, clause: str, *statuses: Status) -> list[str]:
    return [f.subject for f in found(instance, rules, clause, *statuses)]


OF_THE_NETWORK = ("JZ22-3-b", "JZ22-4.1-", "MTGR-1-", "MTGR-4-", "MTGR-5-b", "MTGR-6-a", "XX21-3.1.", "XX21-4.1-c")


def broken(instance: Instance, rules: Policy) -> set[str]:
    """Clauses of the network of which something is found."""
    rows = (f for f in audit(instance, rules, plan()) if f.status in {Status.VIOLATED, Status.MISSED})
    return {f.clause for f in rows if f.clause.startswith(OF_THE_NETWORK)}


def reform(**amend: object) -> Policy:
    return policy(REFORM, **{"MTGR_4_b": {"near_km": 3}, **amend})  # type: ignore[arg-type]


# One clinic for each village


def test_JZ22_4_1_a_a_village_without_a_clinic_breaks_it_and_is_named():
    instance = network([village("A", "a"), village("B")])
    [row] = found(instance, policy(JZ), "JZ22-4.1-a")
    assert (row.subject, row.actual, row.limit, row.status) == ("B", "0", "1", Status.VIOLATED)
    assert "B村" in row.message.zh and "B村" in row.message.en


@pytest.mark.parametrize(("public", "breaks"), [(True, []), (False, ["A"]), (None, [])])
def test_JZ22_4_1_a_the_clinic_is_publicly_owned_where_that_is_known(public, breaks):
    instance = network([village("A", "a")], [clinic("a", "A", public_premises=public)])
    assert subjects(instance, policy(JZ), "JZ22-4.1-a") == breaks


def test_JZ22_4_1_a_a_second_clinic_breaks_nothing():
    instance = network([village("A", "a", km=0)], [clinic("a", "A", **at(0)), clinic("b", "A", **at(0.5))])
    assert subjects(instance, policy(JZ), "JZ22-4.1-a") == []


@pytest.mark.parametrize("site", [None, "a"])
def test_JZ22_4_1_b_the_seat_may_have_a_clinic_or_none(site):
    instance = network([village("A", site, township_seat=True), village("B", "b")])
    assert not broken(instance, policy(JZ))


def test_JZ22_4_1_b_under_the_other_reading_the_seat_has_none():
    rules = policy(JZ, JZ22_4_1_b={"reading": "none_there"})
    assert subjects(network([village("A", "a", township_seat=True)]), rules, "JZ22-4.1-b") == ["A"]
    assert subjects(network([village("A", township_seat=True), village("B", "b")]), rules, "JZ22-4.1-b") == []


@pytest.mark.parametrize(
    ("mode", "uncovered", "no_mode"),
    [("定期巡诊", [], []), ("流动送医", [], []), (None, ["R"], []), ("偏远", ["R"], ["R"])],
)
def test_JZ22_4_1_c_a_remote_village_is_covered_by_one_of_three_ways(mode, uncovered, no_mode):
    instance = network([village("A", "a"), village("R", people=120, remote_mode=mode)])
    assert subjects(instance, policy(JZ), "JZ22-4.1-a") == uncovered
    assert subjects(instance, policy(JZ), "JZ22-4.1-c") == no_mode


@pytest.mark.parametrize(("people", "breaks"), [(299, []), (300, ["R"])])
def test_JZ22_4_1_c_with_a_number_a_larger_village_does_not_qualify(people, breaks):
    rules = policy(JZ, JZ22_4_1_c={"population_below": 300})
    instance = network([village("A", "a"), village("R", people=people, remote_mode="定期巡诊")])
    assert subjects(instance, rules, "JZ22-4.1-c") == breaks
    assert subjects(instance, rules, "JZ22-4.1-a") == breaks


def test_JZ22_4_1_c_a_trustee_may_be_a_neighbour_s_clinic_which_may_otherwise_not_be_shared():
    def with_mode(mode):
        return network([village("A", "a", km=0), village("R", "a", people=120, km=2, remote_mode=mode)])

    assert subjects(with_mode("就近托管"), policy(JZ), "JZ22-4.1-a") == []
    assert subjects(with_mode(None), policy(JZ), "JZ22-4.1-a") == ["R"]


def test_MTGR_4_a_the_seat_is_not_excepted_here_but_elsewhere():
    instance = network([village("A", "a"), village("B", "b"), village("S", township_seat=True)])
    assert subjects(instance, reform(), "MTGR-4-a") == ["S"]
    assert "JZ22-4.1-a" not in broken(instance, policy(JZ))
    assert "XX21-3.1.1-a" not in broken(instance, policy(XX))
    # the text that comes first decides whether the seat is excepted
    assert subjects(instance, policy(REFORM, JZ), "MTGR-4-a") == ["S"]
    assert not broken(instance, policy(JZ, REFORM, suspend=["MTGR-4-c"]))


def test_MTGR_4_a_an_exception_on_record_lets_villages_share():
    villages = [village("A", "a", km=0), village("B", "a", 1500, km=2)]
    waived = network(villages, waivers=(Waiver(clause="MTGR-4-a", site_id="a", until=DAY, why="特批"),))
    assert subjects(network(villages), reform(), "MTGR-4-a") == ["B"]
    assert subjects(waived, reform(), "MTGR-4-a") == []
    assert subjects(waived, reform(), "MTGR-4-a", Status.WAIVED) == ["B"]


@pytest.mark.parametrize(("rules", "clause"), [(("mentougou-reform",), "MTGR-4-a"), (("xixian-2021",), "XX21-3.1.1-a")])
def test_an_exception_on_record_may_name_a_village_that_has_no_clinic(rules, clause):
    """In principle (原则上) each village has one: who grants that one has none can say so of the village itself."""
    villages = [village("A", "a", km=0), village("B", people=5000, km=30)]
    for other, until, waived in (
        ("B", None, True),
        ("B", DAY, True),
        ("B", date(2025, 6, 30), False),
        ("A", None, False),
    ):
        granted = (Waiver(clause=clause, village_id=other, until=until, why="特批"),)
        here = network(villages, waivers=granted)
        assert subjects(here, policy(*rules), clause) == ([] if waived else ["B"])
        assert subjects(here, policy(*rules), clause, Status.WAIVED) == (["B"] if waived else [])
    wrong = network(villages, waivers=(Waiver(clause="MTG25-1-a", village_id="B", why="特批"),))
    assert subjects(wrong, policy(*rules), clause) == ["B"]


def test_MTGR_4_a_where_no_village_names_its_clinic_it_is_said_once():
    [row] = found(
        county([centre("A")], [clinic("a", "A")], villages=(village("A"), village("B"))), reform(), "MTGR-4-a"
    )
    assert (row.status, row.subject) == (Status.MISSED, "")
    assert found(county([centre("A")], [clinic("a", "A")]), reform(), "MTGR-4-a") == []


def test_XX21_3_1_1_a_four_villages_have_four_clinics_and_a_second_one_is_named():
    four = [village(c, c.lower(), km=10 * n) for n, c in enumerate("ABCD")]
    assert subjects(network(four), policy(XX), "XX21-3.1.1-a") == []
    more = network(four, [clinic("a", "A", **at(0)), clinic("a2", "A", **at(0.9))])
    [row] = found(more, policy(XX), "XX21-3.1.1-a")
    assert (row.subject, row.actual) == ("A", "2")
    too_far = network(four, [clinic("a", "A", **at(0)), clinic("a2", "A", **at(1.1))])
    assert subjects(too_far, policy(XX), "XX21-3.1.1-a") == []


# Sharing


@pytest.mark.parametrize(
    ("people", "km", "may"), [(799, 2, True), (800, 2, False), (799, 3.0, True), (799, 3.01, False)]
)
def test_XX21_3_1_1_b_below_800_a_village_may_share_with_an_adjacent_one(people, km, may):
    instance = network([village("A", "a", km=0), village("B", "a", people, km=km)])
    assert (subjects(instance, policy(XX), "XX21-3.1.1-a") == []) is may


@pytest.mark.parametrize(("area", "may"), [("2", True), ("2.01", False), (None, False)])
def test_XX21_3_1_1_b_a_small_area_suffices_once_the_number_is_given(area, may):
    square = None if area is None else Decimal(area)
    instance = network([village("A", "a", km=0), village("B", "a", 5000, km=2, area_km2=square)])
    assert (subjects(instance, policy(XX, XX21_3_1_1_b={"area_km2_max": 2}), "XX21-3.1.1-a") == []) is may
    assert subjects(instance, policy(XX), "XX21-3.1.1-a") == ["B"]
    only_people = policy(XX, XX21_3_1_1_b={"area_km2_max": "not_asked"})
    assert subjects(instance, only_people, "XX21-3.1.1-a") == ["B"]


def test_XX21_3_1_1_b_where_coordinates_are_missing_nothing_is_said_of_a_small_village():
    assert subjects(network([village("A", "a", 900), village("B", "a", 799)]), policy(XX), "XX21-3.1.1-a") == []
    assert subjects(network([village("A", "a", 900), village("B", "a", 800)]), policy(XX), "XX21-3.1.1-a") == ["B"]


def test_XX21_3_1_1_b_always_names_who_could_share_and_does_not():
    instance = network([village("A", "a", km=0), village("B", "b", 799, km=2), village("C", "c", 799, km=9)])
    assert subjects(instance, policy(XX), "XX21-3.1.1-b") == []
    assert subjects(instance, policy(XX, XX21_3_1_1_b={"merge": "always"}), "XX21-3.1.1-b") == ["B"]


@pytest.mark.parametrize(
    ("host", "guest", "km", "may"),
    [(300, 500, 2, True), (300, 500, 9, False), (500, 1500, 2, False), (1500, 500, 2, True)],
)
def test_MTGR_4_b_villages_share_that_are_small_and_close(host, guest, km, may):
    instance = network([village("A", "a", host, km=0), village("B", "a", guest, km=km)])
    assert (subjects(instance, reform(), "MTGR-4-a") == []) is may


def test_MTGR_4_b_until_a_distance_is_given_only_the_number_of_people_decides():
    def shared(people):
        return network([village("A", "a", km=0), village("B", "a", people, km=30)])

    assert subjects(shared(799), policy(REFORM), "MTGR-4-a") == []
    assert subjects(shared(800), policy(REFORM), "MTGR-4-a") == ["B"]
    assert ("MTGR-4-b", "near_km") in policy(REFORM).awaited
    assert "XX21-3.1.1-b" in policy(REFORM).clause["MTGR-4-b"].statement().zh


def test_MTGR_4_b_under_the_other_reading_either_is_enough():
    rules = reform(MTGR_4_b={"near_km": 3, "needs": "either"})
    for people, km, may in [(500, 9, True), (1500, 2, True), (1500, 9, False)]:
        instance = network([village("A", "a", km=0), village("B", "a", people, km=km)])
        assert (subjects(instance, rules, "MTGR-4-a") == []) is may


def test_what_planning_and_auditing_say_of_sharing_is_the_same_wherever_the_facts_are_known():
    chance = random.Random(4)
    seen = set()
    for _ in range(400):
        words = {
            "near_km": chance.choice([2, 3]),
            "needs": chance.choice(["both", "either"]),
            "area_km2_max": chance.choice(["not_asked", "external", 2]),
        }
        rule = policy(XX, XX21_3_1_1_b=words).only(ShareRule)
        area = chance.choice([None, Decimal(1), Decimal(2), Decimal(3)])
        one = village("A", people=chance.choice([799, 800]), km=0, area_km2=area)
        other = village("B", km=chance.choice([1.9, 2.5, 3.5]))
        assert rule.may_share(one, other) == rule.shares_lawfully(one, other)
        seen.add(rule.may_share(one, other))
    assert seen == {True, False}


# Villages without a clinic


@pytest.mark.parametrize("site", [None, "a"])
def test_XX21_3_1_1_c_the_seat_may_have_a_clinic_or_none(site):
    instance = network([village("A", site, township_seat=True), village("B", "b")])
    assert not broken(instance, policy(XX))
    rules = policy(XX, XX21_3_1_1_c={"reading": "none_there"})
    assert subjects(instance, rules, "XX21-3.1.1-c") == (["A"] if site else [])


def test_MTGR_4_e_a_village_to_be_demolished_has_no_clinic_and_a_centre_covers_it():
    def razed(site, **more):
        return network([village("A", site, demolition=True, **more), village("B", "b")])

    assert subjects(razed("a"), reform(), "MTGR-4-e") == ["A"]
    assert not broken(razed(None), reform())
    assert subjects(razed(None, town="无中心镇"), reform(), "MTGR-4-e") == ["A"]
    assert subjects(network([village("A", "a"), village("B", "b")]), reform(), "MTGR-4-e") == []


def test_XX21_4_1_c_a_village_turned_urban_has_a_station_and_no_clinic():
    station = clinic("s", "A", kind=SiteKind.STATION)

    def urban(site):
        return network([village("A", site, urbanised=True), village("B", "b")], [station])

    assert subjects(urban("a"), policy(XX), "XX21-4.1-c") == ["A"]
    assert subjects(urban(None), policy(XX), "XX21-4.1-c") == ["A"]
    assert not broken(urban("s"), policy(XX))


def test_MTGR_4_c_nine_of_ten_villages_covered_is_one_too_few():
    villages = [village(f"V{n}", f"s{n}", 300, km=2 * n) for n in range(8)]
    villages += [village("V8", "s7", 300, km=15), village("V9", km=40)]
    [row] = found(network(villages), reform(), "MTGR-4-c")
    assert (row.subject, row.actual, row.limit) == ("V9", "90%", "100%")
    assert subjects(network(villages), reform(MTGR_4_c={"village_coverage_pct": 90}), "MTGR-4-c") == []
    assert subjects(network(villages[:9]), reform(), "MTGR-4-c") == []


def test_MTGR_4_d_of_two_clinics_it_may_share_a_village_goes_to_the_nearer():
    def shared(site):
        return network([village("A", "a", km=0), village("B", "b", km=3.2), village("V", site, 300, km=2)])

    [row] = found(shared("a"), reform(), "MTGR-4-d")
    assert (row.subject, row.actual, row.limit, row.status) == ("V", "2.0", "1.2", Status.MISSED)
    assert subjects(shared("b"), reform(), "MTGR-4-d") == []


# Towns and stations


def test_MTGR_1_a_a_town_without_a_centre_is_named():
    instance = network([village("P", "p"), village("Q", "q", town="Q镇")])
    [row] = found(instance, reform(), "MTGR-1-a")
    assert (row.subject, row.actual, row.limit) == ("Q镇", "0", "1")
    assert subjects(network([village("P", "p")]), reform(), "MTGR-1-a") == []


def test_MTGR_1_b_beyond_three_kilometres_a_settlement_is_out_of_reach():
    station = clinic("s", "A", kind=SiteKind.STATION, **at(0))
    villages = [village(c, "s", km=km) for c, km in [("A", 1), ("B", 2), ("C", 3), ("D", 5)]]
    instance = network(villages, [station])
    assert subjects(instance, reform(MTGR_1_b={"station_distance_km_max": 3}), "MTGR-1-b") == ["D"]
    assert subjects(instance, reform(), "MTGR-1-b") == []


# What a clinic is


def test_JZ22_3_b_only_a_public_integrated_clinic_counts():
    sites = [
        clinic("a", "A", public_premises=True),
        clinic("b", "A", public_premises=True, integrated=False),
        clinic("c", "A", public_premises=False),
    ]
    rules = policy(JZ)
    assert [s.id for s in sites if rules.clause["JZ22-3-b"].counts(s, DAY)] == ["a"]  # type: ignore[attr-defined]
    assert subjects(county([centre("A")], sites), rules, "JZ22-3-b") == ["c"]


def _on_record(clause, *rows):
    return tuple(Record(clause=clause, **row) for row in rows)


def test_JZ22_4_1_d_a_clinic_has_exactly_one_head():
    people = [doctor("D1", "a"), doctor("D2", "a"), doctor("D3", "b")]

    def headed(*heads):
        rows = [{"day": DAY, "site_id": s, "person_id": p, "result": r} for s, p, r in heads]
        rows.append({"day": DAY, "site_id": "b", "person_id": "D3"})
        sites = [clinic("a", "A"), clinic("b", "A")]
        return county([centre("A")], sites, people, records=_on_record("JZ22-4.1-d", *rows))

    one, two = ("a", "D1", Upshot.GRANTED), ("a", "D2", Upshot.GRANTED)
    assert subjects(headed(one), policy(JZ), "JZ22-4.1-d") == []
    assert [f.actual for f in found(headed(one, two), policy(JZ), "JZ22-4.1-d")] == ["2"]
    assert [f.actual for f in found(headed(), policy(JZ), "JZ22-4.1-d")] == ["0"]
    assert subjects(headed(one, two, ("a", "D1", Upshot.REFUSED)), policy(JZ), "JZ22-4.1-d") == []
    assert subjects(county([centre("A")], [clinic("a", "A")], people[:2]), policy(JZ), "JZ22-4.1-d") == []


@pytest.mark.parametrize(("pack", "clause"), [(JZ, "JZ22-4.1-e"), (XX, "XX21-3.1.2-a")])
def test_JZ22_4_1_e_and_the_like_clause_elsewhere_ask_for_one_parent(pack, clause):
    two = _on_record(clause, {"day": DAY, "site_id": "a", "centre_id": "B"})
    centres = [centre("A"), centre("B")]
    assert subjects(county(centres, [clinic("a", "A")]), policy(pack), clause) == []
    assert [f.actual for f in found(county(centres, [clinic("a", "A")], records=two), policy(pack), clause)] == ["2"]
    assert [f.actual for f in found(county(centres, [clinic("a", "X")]), policy(pack), clause)] == ["0"]


def test_JZ22_4_1_e_the_hospital_owns_the_premises():
    for public, breaks in [(True, []), (None, []), (False, ["a"])]:
        instance = county([centre("A")], [clinic("a", "A", public_premises=public)])
        assert subjects(instance, policy(JZ), "JZ22-4.1-e") == breaks


def test_XX21_3_1_2_a_does_not_ask_whose_the_premises_are():
    instance = county([centre("A")], [clinic("a", "A", public_premises=False)])
    assert subjects(instance, policy(XX), "XX21-3.1.2-a") == []


def test_XX21_3_1_1_d_a_clinic_with_a_demolition_plan_stays_out():
    for razed, integrated, breaks in [(True, True, ["a"]), (False, True, []), (True, False, [])]:
        instance = county([centre("A")], [clinic("a", "A", demolition=razed, integrated=integrated)])
        assert subjects(instance, policy(XX), "XX21-3.1.1-d") == breaks
    in_village = network([village("A", "a", demolition=True)])
    assert subjects(in_village, policy(XX), "XX21-3.1.1-d") == ["a"]


def test_XX21_3_1_1_d_so_does_one_found_without_public_health_until_it_is_found_with_it():
    failed = {"day": date(2025, 3, 1), "site_id": "a", "result": Upshot.FAILED, "note": "不承担公共卫生"}
    passed = {"day": DAY, "site_id": "a", "result": Upshot.PASSED}

    def told(*rows):
        return county([centre("A")], [clinic("a", "A")], records=_on_record("XX21-3.1.1-d", *rows))

    assert subjects(told(failed), policy(XX), "XX21-3.1.1-d") == ["a"]
    assert subjects(told(failed, passed), policy(XX), "XX21-3.1.1-d") == []


@pytest.mark.parametrize(
    ("moved", "late"), [(date(2025, 3, 31), []), (date(2025, 4, 1), ["a"]), (date(2025, 4, 10), ["a"]), (None, ["a"])]
)
def test_MTGR_5_b_a_home_clinic_has_moved_by_the_end_of_march(moved, late):
    rows = [{"day": date(2024, 9, 1), "site_id": "a", "result": Upshot.FAILED, "note": "设在家中"}]
    rows += [{"day": moved, "site_id": "a", "result": Upshot.DONE}] if moved else []
    sites = [clinic("a", "A"), clinic("b", "A", public_premises=False)]
    instance = county([centre("A")], sites, records=_on_record("MTGR-5-b", *rows))
    assert subjects(instance, reform(), "MTGR-5-b") == late
    before = replace(instance, placement_date=date(2025, 3, 1), records=instance.records[:1])
    assert subjects(before, policy(REFORM, day=date(2025, 3, 1)), "MTGR-5-b") == []
    due = list(reform().clause["MTGR-5-b"].duties(before, date(2025, 3, 1), date(2025, 12, 31)))  # type: ignore[attr-defined]
    assert [(d.day, d.count) for d in due] == [(date(2025, 3, 31), 1)]


def test_MTGR_6_a_a_clinic_is_integrated_from_the_day_the_centre_runs_it():
    own, run = clinic("a", "A", integrated=False), clinic("b", "A", integrated_from=date(2024, 9, 1))
    assert not own.integrated_on(DAY)
    assert not run.integrated_on(date(2024, 8, 31)) and run.integrated_on(date(2024, 9, 1))
    for result, day, breaks in [
        (Upshot.DONE, date(2024, 9, 1), []),
        (Upshot.REFUSED, date(2024, 9, 1), ["b"]),
        (Upshot.DONE, date(2025, 7, 2), ["b"]),
    ]:
        rows = _on_record("MTGR-6-a", {"day": day, "site_id": "b", "result": result})
        assert subjects(county([centre("A")], [own, run], records=rows), reform(), "MTGR-6-a") == breaks


def test_JZ22_4_1_d_what_is_on_record_of_tomorrow_makes_no_head_today():
    def headed(day):
        rows = [{"day": day, "site_id": "a", "person_id": "D1", "result": Upshot.GRANTED}]
        return county([centre("A")], [clinic("a", "A")], [doctor("D1", "a")], records=_on_record("JZ22-4.1-d", *rows))

    assert subjects(headed(DAY), policy(JZ), "JZ22-4.1-d") == []
    [row] = found(headed(date(2025, 7, 2)), policy(JZ), "JZ22-4.1-d")
    assert (row.actual, "无" in row.message.zh, "nobody" in row.message.en) == ("0", True, True)


def test_MTGR_6_a_the_records_of_one_clinic_say_nothing_of_another():
    sites = [clinic("a", "A"), clinic("b", "A")]
    rows = [
        {"day": date(2024, 9, 1), "site_id": "a", "result": Upshot.DONE},
        {"day": date(2024, 10, 1), "site_id": "b", "result": Upshot.REFUSED},
    ]
    instance = county([centre("A")], sites, records=_on_record("MTGR-6-a", *rows))
    assert subjects(instance, reform(), "MTGR-6-a") == ["b"]


@pytest.mark.parametrize(("moved", "count"), [(date(2025, 3, 1), None), (date(2025, 3, 2), 1), (None, 1)])
def test_MTGR_5_b_a_clinic_that_moved_on_the_first_day_looked_at_is_no_longer_due(moved, count):
    first = date(2025, 3, 1)
    rows = [{"day": date(2024, 9, 1), "site_id": "a", "result": Upshot.FAILED}]
    rows += [{"day": moved, "site_id": "a", "result": Upshot.DONE}] if moved else []
    instance = county([centre("A")], [clinic("a", "A")], records=_on_record("MTGR-5-b", *rows), day=first)
    due = list(policy(REFORM, day=first).clause["MTGR-5-b"].duties(instance, first, date(2025, 12, 31)))  # type: ignore[attr-defined]
    assert [d.count for d in due] == ([] if count is None else [count])


def test_MTGR_5_b_the_last_day_itself_is_due_and_a_horizon_that_ends_before_it_is_not():
    rows = _on_record("MTGR-5-b", {"day": date(2024, 9, 1), "site_id": "a", "result": Upshot.FAILED})
    instance = county([centre("A")], [clinic("a", "A")], records=rows)
    rule = reform().clause["MTGR-5-b"]
    for first, last, due in [
        (date(2025, 3, 31), date(2025, 12, 31), 1),
        (date(2025, 4, 1), date(2025, 12, 31), 0),
        (date(2025, 1, 1), date(2025, 3, 31), 1),
        (date(2025, 1, 1), date(2025, 3, 30), 0),
    ]:
        assert len(list(rule.duties(instance, first, last))) == due, (first, last)  # type: ignore[attr-defined]
    for day, late in [(date(2025, 3, 31), []), (date(2025, 4, 1), ["a"])]:
        assert subjects(replace(instance, placement_date=day), policy(REFORM, day=day), "MTGR-5-b") == late


def test_MTGR_1_b_only_a_station_shortens_the_way_and_metres_are_rounded_to_the_nearest_tenth():
    station = clinic("s", "A", kind=SiteKind.STATION, **at(0))
    near = clinic("n", "A", **at(5))
    villages = [village("N", "n", km=5), village("D", "s", km=5)]
    rules = reform(MTGR_1_b={"station_distance_km_max": 3})
    assert subjects(network(villages, [station, near]), rules, "MTGR-1-b") == ["D"], "a clinic beside it is no station"
    assert [kilometres(m) for m in (0, 49, 50, 149, 150, 1949, 1950)] == [
        "0.0", "0.0", "0.1", "0.1", "0.2", "1.9", "2.0",
    ]  # fmt: skip


def test_MTGR_1_a_it_is_a_hard_rule_and_a_centre_without_a_town_stands_nowhere():
    [row] = found(network([village("P", "p"), village("Q", "q", town="Q镇")]), reform(), "MTGR-1-a")
    assert row.status is Status.VIOLATED
    placeless = county([centre("A"), Centre(id="B", name="无镇", town="")], [clinic("a", "A")])
    assert subjects(placeless, reform(), "MTGR-1-a") == []


def test_XX21_3_1_1_b_always_asks_nothing_of_a_village_that_shares_or_has_no_clinic_of_its_own():
    rules = policy(XX, XX21_3_1_1_b={"merge": "always"})
    alone = [village("A", "a", 300, km=0), village("B", "b", 300, km=1)]
    assert subjects(network(alone), rules, "XX21-3.1.1-b") == ["A", "B"]
    shared = [village("A", "a", 300, km=0), village("B", "a", 300, km=1)]
    assert subjects(network(shared), rules, "XX21-3.1.1-b") == []
    bare = [village("A", "a", 300, km=0), village("B", None, 300, km=1)]
    assert subjects(network(bare), rules, "XX21-3.1.1-b") == []


# Facts


def test_a_clinic_stands_in_the_nearest_village_it_serves_or_in_the_nearest_of_its_town():
    villages = [village("A", "a", 900, km=0), village("B", "a", 100, km=2), village("C", km=5), village("D", km=8)]
    sites = [clinic("a", "A", **at(2)), clinic("c", "A", **at(5.4)), clinic("d", "A", **at(6.5))]
    assert home_villages(network(villages, sites)) == {"a": "B", "c": "C"}
    blind = [replace(v, lon=None, lat=None) for v in villages]
    assert home_villages(network(blind, sites)) == {"a": "A"}
    assert metres(villages[0], villages[1]) == 2000 and metres(villages[0], blind[1]) is None


@pytest.mark.parametrize("variant", [None, "small-villages-share"])
def test_the_network_of_the_mentougou_scenario_breaks_nothing(variant):
    loaded = load(SCENARIO, variant)
    rows = audit(loaded.instance, loaded.policy, plan())
    network_of = {"MTGR-1-a", "MTGR-1-b", "MTGR-4-a", "MTGR-4-b", "MTGR-4-c", "MTGR-4-d", "MTGR-4-e", "MTGR-6-a"}
    assert {f.status for f in rows if f.clause in network_of} <= {Status.MET, Status.UNCHECKED}


LONE = [village("A", "a", km=0), village("B", km=2)]
BITES = {
    "village_clinic": lambda: (network(LONE), reform(), plan()),
    "may_share": lambda: (
        network([village("A", "a", km=0), village("B", "b", 799, km=2)]),
        policy(XX, XX21_3_1_1_b={"merge": "always"}),
        plan(),
    ),
    "seat_exempt": lambda: (
        network([village("A", "a", township_seat=True)]),
        policy(XX, XX21_3_1_1_c={"reading": "none_there"}),
        plan(),
    ),
    "remote_care": lambda: (network([village("A", "a"), village("B", remote_mode="偏远")]), policy(JZ), plan()),
    "no_clinic": lambda: (network([village("A", "a", urbanised=True)]), policy(XX), plan()),
    "centre_per_town": lambda: (network([village("A", "a", town="无中心镇")]), reform(), plan()),
    "station_reach": lambda: (
        network([village("A", "s", km=9)], [clinic("s", "A", kind=SiteKind.STATION, **at(0))]),
        reform(MTGR_1_b={"station_distance_km_max": 3}),
        plan(),
    ),
    "full_coverage": lambda: (network(LONE), reform(), plan()),
    "network_goals": lambda: (
        network([village("A", "a", km=0), village("B", "b", km=3.2), village("V", "a", 300, km=2)]),
        reform(),
        plan(),
    ),
    "counts_as_clinic": lambda: (
        county([centre("A")], [clinic("a", "A", public_premises=False)]),
        policy(JZ),
        plan(),
    ),
    "run_by_centre": lambda: (
        county(
            [centre("A")],
            [clinic("a", "A")],
            records=_on_record("MTGR-6-a", {"day": DAY, "site_id": "a", "result": Upshot.REFUSED}),
        ),
        reform(),
        plan(),
    ),
    "kept_out": lambda: (county([centre("A")], [clinic("a", "A", demolition=True)]), policy(XX), plan()),
    "one_parent": lambda: (county([centre("A")], [clinic("a", "X")]), policy(XX), plan()),
    "one_head": lambda: (
        county(
            [centre("A")],
            [clinic("a", "A")],
            [doctor("D", "a")],
            records=_on_record("JZ22-4.1-d", {"day": DAY, "site_id": "a", "person_id": "D", "result": Upshot.REFUSED}),
        ),
        policy(JZ),
        plan(),
    ),
    "home_clinic_moved": lambda: (
        county(
            [centre("A")],
            [clinic("a", "A")],
            records=_on_record("MTGR-5-b", {"day": date(2024, 9, 1), "site_id": "a", "result": Upshot.FAILED}),
        ),
        reform(),
        plan(),
    ),
}
