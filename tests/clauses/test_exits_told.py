"""Every way out, on its day and under its clause: in the forecast, the calendar of people, the answers, the audit."""

from datetime import date
from decimal import Decimal

import pytest
from build import DAY, centre, clinic, county, doctor, findings, graduate, plan, policy, scenario

from planner.domain import Credential, Instance, Record, Role, Upshot, Waiver
from planner.explaining import explain
from planner.finding import Status
from planner.forecast import Flow, forecast
from planner.policy import Policy
from planner.report.calendar_views import calendar_of
from planner.staffing import plan_outlook

JZ, XX, MTG = ("jiaozuo-2022",), ("xixian-2021",), ("mentougou-2025", "mentougou-reform")
HEAD, HIRE, TERM = "JZ22-4.2-l", "XX21-3.2.6-a", "XX21-3.2.3-a"


def record(clause: str, day: date, **more: object) -> Record:
    return Record(clause=clause, day=day, person_id="D", **more)  # type: ignore[arg-type]


def kept(clause: str, until: date | None = None) -> Waiver:
    return Waiver(clause=clause, person_id="D", until=until, why="需要", granted_by="县卫健委")


def failed(*days: date) -> tuple[Record, ...]:
    return tuple(record("JZ22-4.8-c", day, result=Upshot.FAILED) for day in days)


def away(*spans: tuple[date, int]) -> tuple[Record, ...]:
    return tuple(record("JZ22-4.9-b", day, quantity=Decimal(n)) for day, n in spans)


HIRED, REFUSED = record(TERM, date(2025, 1, 1)), record(TERM, date(2025, 11, 1), result=Upshot.REFUSED)

WAYS = [
    # born on 29 February; at the edges of a half-year; on the last day of the horizon and the day after it
    (JZ, {"born": date(1964, 2, 29)}, (), date(2029, 3, 1), HEAD),
    (JZ, {"born": date(1963, 1, 1)}, (), date(2028, 1, 1), HEAD),
    (JZ, {"born": date(1962, 12, 31)}, (), date(2027, 12, 31), HEAD),
    (JZ, {"born": date(1962, 7, 1)}, (), date(2027, 7, 1), HEAD),
    (JZ, {"born": date(1962, 6, 30)}, (), date(2027, 6, 30), HEAD),
    (JZ, {"born": date(1960, 7, 2)}, (), date(2025, 7, 2), HEAD),
    (JZ, {"born": date(1966, 6, 30)}, (), date(2031, 6, 30), HEAD),
    (JZ, {"born": date(1966, 7, 1)}, (), None, ""),
    # exceptions with and without an end, to the wrong clause, and an extension that only the licensed can have
    (JZ, {"born": date(1962, 7, 1)}, (kept(HEAD),), None, ""),
    (JZ, {"born": date(1962, 7, 1)}, (kept(HEAD, date(2028, 6, 30)),), date(2028, 7, 1), HEAD),
    (JZ, {"born": date(1962, 7, 1)}, (kept("JZ22-4.9-a"),), date(2027, 7, 1), HEAD),
    (JZ, {"born": date(1962, 7, 1)}, (kept("JZ22-4.2-m", date(2029, 12, 31)),), date(2030, 1, 1), HEAD),
    (JZ, {"born": date(1962, 7, 1), "credential": Credential.CERTIFICATE}, (kept("JZ22-4.2-m"),), date(2027, 7, 1),
     "JZ22-4.2-m"),
    (JZ, {}, failed(date(2026, 3, 31), date(2026, 9, 30)), date(2026, 9, 30), "JZ22-4.9-a"),
    (JZ, {}, failed(date(2026, 12, 31), date(2027, 1, 1)), None, ""),
    (JZ, {}, away((date(2026, 1, 1), 29)), None, ""),
    (JZ, {}, away((date(2026, 1, 1), 30)), date(2026, 1, 30), "JZ22-4.9-b"),
    (JZ, {}, away((date(2026, 1, 1), 29), (date(2026, 12, 31), 1)), date(2026, 12, 31), "JZ22-4.9-b"),
    (JZ, {}, away((date(2026, 1, 1), 1), (date(2026, 6, 1), 28), (date(2027, 1, 1), 1)), None, ""),
    (JZ, {}, (record("JZ22-4.9-c", date(2027, 5, 2), note="吊销执业证书"),), date(2027, 5, 2), "JZ22-4.9-c"),
    (JZ, {"leaves_on": date(2028, 4, 1)}, (), date(2028, 4, 1), ""),
    (XX, {"born": date(1968, 2, 29)}, (), date(2028, 3, 1), HIRE),
    (XX, {"born": date(1966, 12, 31)}, (), date(2027, 1, 1), HIRE),
    (XX, {"born": date(1964, 3, 15), "role": Role.REHIRED}, (), date(2029, 3, 15), HIRE),
    (XX, {"born": date(1963, 3, 15)}, (kept("XX21-3.2.6-b", date(2030, 3, 15)),), date(2028, 3, 15), HIRE),
    (XX, {"born": date(1966, 3, 15)}, (kept("XX21-3.2.6-b", date(2027, 3, 15)),), date(2027, 3, 16), HIRE),
    (XX, {}, (record("XX21-3.2.6-c", date(2026, 12, 31), result=Upshot.FAILED),), date(2027, 1, 1), "XX21-3.2.6-c"),
    # a contract not renewed: at its end, later where an exception says so, not at all where another was signed
    (XX, {}, (HIRED, REFUSED), date(2026, 1, 1), TERM),
    (XX, {}, (HIRED, REFUSED, kept(TERM, date(2026, 6, 30))), date(2026, 7, 1), TERM),
    (XX, {}, (HIRED, REFUSED, record(TERM, date(2026, 1, 1))), None, ""),
    (XX, {}, (HIRED,), None, ""),
    (MTG, {"born": date(1956, 2, 29)}, (), date(2026, 3, 1), "MTGR-7-e"),
    (MTG, {"born": date(1957, 1, 1)}, (kept("MTGR-7-e"),), date(2027, 1, 1), "MTGR-7-e"),
    (MTG, {"born": date(1960, 1, 1)}, (record("MTGR-7-f", date(2026, 2, 3), result=Upshot.FAILED),),
     date(2026, 2, 3), "MTGR-7-f"),
    (MTG, {"born": None}, (), None, ""),
]  # fmt: skip


def case(packs: tuple[str, ...], facts: dict[str, object], known: tuple[object, ...]) -> tuple[Instance, Policy]:
    born = facts.get("born", date(1985, 5, 5))
    more = {k: v for k, v in facts.items() if k != "born"}
    here = county(
        [centre("A")],
        [clinic("a", "A")],
        [doctor("D", "a", born, since=date(2015, 1, 1), **more)],  # type: ignore[arg-type]
        records=tuple(k for k in known if isinstance(k, Record)),
        waivers=tuple(k for k in known if isinstance(k, Waiver)),
    )
    return here, policy(*packs)


@pytest.mark.parametrize(("packs", "facts", "known", "day", "clause"), WAYS)
def test_whoever_leaves_leaves_on_that_day_under_that_clause_wherever_it_is_told(packs, facts, known, day, clause):
    here, rules = case(packs, facts, known)
    outlook = plan_outlook(scenario(here, rules))
    rows = [r for r in forecast(here, rules, outlook.plan) if r.flow is Flow.EXIT]
    assert [(r.day, r.clause) for r in rows] == ([] if day is None else [(day, clause)])
    last = calendar_of(outlook).stints[-1]
    told = explain(scenario(here, rules), "D", None, outlook.plan.assignments).text("zh")
    if day is None:
        assert last.end == outlook.periods[-1]
        assert "离岗" not in last.why.zh
        return
    assert last.end.start < day <= last.end.following.start
    reason = f"依据{clause}）" if clause else "名册所定离开日期）"
    for said in (last.why.zh, told):
        assert f"{day}离岗（" in said
        assert reason in said
    assert rows[0].what.zh.startswith(f"村医D于{day}离开a村卫生室（")


@pytest.mark.parametrize(("packs", "born"), [(JZ, date(1960, 7, 1)), (XX, date(1965, 6, 30)), (MTG, date(1955, 7, 1))])
def test_whoever_the_roster_still_has_past_the_age_is_named_with_day_and_clause(packs, born):
    here, rules = case(packs, {"born": born}, ())
    found = findings(here, rules, plan(), Status.MISSED)
    clause = {JZ: HEAD, XX: HIRE, MTG: "MTGR-7-e"}[packs]
    assert f"自{DAY}起应退出" in found[clause][0].message.zh
    said = explain(scenario(here, rules), "D").text("zh")
    assert f"已于{DAY}离岗或退出（" in said
    assert f"依据{clause}" in said


def test_who_is_gone_by_a_rule_owes_no_contract_any_more():
    here, rules = case(XX, {"born": date(1960, 7, 2)}, ())
    other = record(TERM, date(2025, 1, 1))
    told = county(here.centres, here.sites, [*here.people, doctor("E", "a")], records=(Record(
        clause=TERM, day=other.day, person_id="E"),))  # fmt: skip
    assert TERM not in findings(told, rules, plan(), Status.MISSED)
    young = county(here.centres, here.sites, [doctor("D", "a"), doctor("E", "a")], records=told.records)
    assert [f.subject for f in findings(young, rules, plan(), Status.MISSED)[TERM]] == ["D"]


def test_someone_whose_contract_is_not_renewed_is_asked_for_no_renewal():
    for known, due in (((HIRED,), 1), ((HIRED, REFUSED), 0)):
        here, rules = case(XX, {}, known)
        duties = rules.clause[TERM].duties(here, DAY, date(2026, 6, 30))  # type: ignore[attr-defined]
        assert sum(d.day == date(2026, 1, 1) for d in duties) == due


def test_whoever_is_kept_from_entering_is_told_under_which_clause_and_what_would_cure_it():
    late = graduate("G1", available_from=date(2026, 1, 1))
    breach = graduate("G2")
    over = graduate("R1", role=Role.RECRUIT, birth_date=date(1960, 7, 1), degree="大专", available_from=None)
    bare = graduate("R2", role=Role.RECRUIT, credential=Credential.NONE, degree="大专", available_from=None)
    gone = graduate("R3", role=Role.RECRUIT, degree="大专", available_from=None, leaves_on=date(2025, 6, 30))
    records = (Record(clause="MTG25-1-b", day=date(2025, 3, 1), person_id="G2", result=Upshot.FAILED),)
    here = county([centre("A")], [clinic("a", "A", 5)], [late, breach, over, bare, gone], records=records)
    said = {p.id: explain(scenario(here, policy(*MTG)), p.id).text("zh") for p in here.people}
    assert "2026-01-01" in said["G1"]
    assert "MTG25-2.4.1-d" in said["G1"]
    assert "依据MTG25-1-b" in said["G2"]
    assert "补记" in said["G2"]
    assert "依据MTGR-7-a" in said["R1"]
    assert "依据MTGR-7-c" in said["R2"]
    assert "大专，无资格" in said["R2"]
    assert "名册所定离开日期" in said["R3"]
    xx = county([centre("A")], [clinic("a", "A", 5)], [graduate(
        "R1", role=Role.RECRUIT, birth_date=date(1965, 6, 29), available_from=None)])  # fmt: skip
    told = explain(scenario(xx, policy("mentougou-2025", *XX)), "R1").text("zh")
    assert f"依据{HIRE}" in told
    assert "按XX21-3.2.6-b登记例外" in told
