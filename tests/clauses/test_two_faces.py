"""What a clause tells planning and what it tells the audit is one rule; no family planning asks goes uncompared."""

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest
from build import DAY, centre, clinic, county, findings, graduate, plan, policy
from test_agreement import EXIT_RULES, POSTS_RULES, SEAT_RULES
from test_exit_grounds import CASES

from planner.clauses import FAMILIES
from planner.domain import Credential, Instance, Person, Record, Role, Upshot, Waiver
from planner.faces import has
from planner.faces.moves import DispatchRule
from planner.faces.network import ShareRule
from planner.faces.people import EntryRule, ExitRule
from planner.faces.seats import CapRule, PostsRule, SeatRule
from planner.faces.training import SitInRule, StudyLeaveRule
from planner.policy import Policy

M25, REFORM, JZ, XX = "mentougou-2025", "mentougou-reform", "jiaozuo-2022", "xixian-2021"
PAPERS = ("北京市教育委员会相关文件", "补充协议书")

ENTRY: dict[str, tuple[str, Policy]] = {
    "under an age": ("MTGR-7-a", policy(M25, REFORM)),
    "hiring age": ("XX21-3.2.6-a", policy(M25, XX)),
    "hiring age from the next birthday": ("XX21-3.2.6-a", policy(M25, XX, XX21_3_2_6_a={"over_60": "next_birthday"})),
    "degree and licence": ("MTGR-7-c", policy(M25, REFORM)),
    "degree and licence of everyone": ("MTGR-7-c", policy(M25, REFORM, MTGR_7_c={"applies_to": "everyone"})),
    "degree or licence": ("JZ22-4.2-d", policy(M25, JZ)),
    "county training": ("JZ22-4.2-e", policy(M25, JZ)),
    "health once kept": ("MTGR-7-b", policy(M25, REFORM)),
    "health always": ("MTGR-7-b", policy(M25, REFORM, MTGR_7_b={"asked": "always"})),
    "performing": ("MTG25-1-b", policy(M25)),
    "studies on": ("MTG25-3.2-b", policy(M25, MTG25_3_2_b={"degree_extension_months": 6})),
}


def entrant(chance: random.Random, clause: str) -> tuple[Instance, Person]:
    """Someone at the door, with papers and records of the days around it."""
    around = [DAY + timedelta(days=n) for n in (-1, 0, 1)]
    person = graduate(
        "N",
        role=chance.choice([Role.RECRUIT, Role.GRADUATE]),
        birth_date=chance.choice(
            [None, *(date(DAY.year - age, 7, day) for age in (59, 60, 61, 65) for day in (1, 2)), date(1965, 6, 30)]
        ),
        degree=chance.choice(["", "高中", "中专", "大专"]),
        credential=chance.choice(list(Credential)),
        licensed_on=chance.choice([None, *around]),
        available_from=chance.choice([date(2025, 1, 1), date(2025, 1, 2), date(2024, 12, 31)]),
    )
    notes = [*PAPERS, "退役后复学", "、".join(PAPERS)]
    records = sorted(
        (
            Record(
                clause=clause,
                day=chance.choice(around),
                person_id=chance.choice(["N", "N", "N", "X"]),
                result=chance.choice(list(Upshot)),
                note=chance.choice(notes),
                quantity=chance.choice([None, Decimal(1)]),
            )
            for _ in range(chance.choice([0, 0, 1, 2, 3]))
        ),
        key=lambda record: record.day,
    )
    waivers = [
        Waiver(clause=granted, person_id="N", until=chance.choice([None, *around]), why="特批")
        for granted in ("XX21-3.2.6-a", "XX21-3.2.6-b")
        if chance.random() < 0.2
    ]
    people = [person, graduate("X", available_from=date(2027, 1, 1))]
    here = county([centre("A")], [clinic("a", "A", 2)], people, records=tuple(records), waivers=tuple(waivers))
    return here, person


@pytest.mark.parametrize("case", ENTRY)
def test_whom_planning_bars_the_audit_finds_and_nobody_else(case: str):
    """An age at which she would have to leave at once bars her, too."""
    clause, rules = ENTRY[case]
    rule, chance = rules.clause[clause], random.Random(case)
    assert has(rule, EntryRule)
    barred = let_in = 0
    for _ in range(120):
        here, person = entrant(chance, clause)
        gone = rule.exit_date(person, here) if has(rule, ExitRule) else None
        kept_out = rule.bar(person, DAY, here) is not None or (gone is not None and gone <= DAY)
        assert (clause in findings(here, rules, plan(N="A/a"))) == kept_out, here
        barred, let_in = barred + kept_out, let_in + (not kept_out)
    assert barred > 2
    assert let_in > 2


# no family that can decide a plan is left out

COMPARED: dict[type, set[str]] = {
    PostsRule: {rule.family for rule in POSTS_RULES},
    CapRule: {"clinic_cap"},
    SeatRule: {rule.family for rule in SEAT_RULES},
    ExitRule: {rule.family for rule in EXIT_RULES}
    | {policy(pack).clause[clause].family for pack, clause, _ in CASES.values()},
    EntryRule: {rules.clause[clause].family for clause, rules in ENTRY.values()},
    DispatchRule: {"dispatch_cover"},
    SitInRule: {"sit_in"},
    ShareRule: {"may_share"},
    StudyLeaveRule: {"study_leave"},
}
"""The families of each face whose planning side a test of these folders holds against its auditing side or check."""


@pytest.mark.parametrize("face", COMPARED, ids=lambda face: face.__name__)
def test_every_family_that_planning_asks_is_compared_with_the_audit(face: type):
    assert COMPARED[face] == {family for family, made in FAMILIES.items() if of_family(made, face)}


def of_family(made: type, face: type) -> bool:
    fields = getattr(made, "__dataclass_fields__", {})
    return all(hasattr(made, member) or member in fields for member in vars(face) if not member.startswith("_"))
