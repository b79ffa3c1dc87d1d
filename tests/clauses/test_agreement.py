"""The two faces of every family say the same, on tiny instances where the clause bites, and none is forgotten."""

import itertools
import random
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from importlib import import_module
from pathlib import Path

import pytest
from build import (
    DAY,
    centre,
    clinic,
    county,
    doctor,
    findings,
    graduate,
    outlook,
    plan,
    policy,
    random_county,
    service,
    wishes,
)
from guards import toothless, untested

from planner.auditing import audit, standing_findings
from planner.auditing.count import count
from planner.auditing.order import claims
from planner.calendar import Period
from planner.clause import Clause
from planner.clauses import FAMILIES
from planner.domain import Assignment, Credential, Instance, Plan, Role, SiteKind, Waiver, Wish
from planner.faces.people import ExitRule
from planner.faces.seats import CapRule, PostsRule, SeatRule, Tally
from planner.finding import Status
from planner.policy import Policy
from planner.season import plan_season
from planner.stages.demand import demand
from planner.stages.placement import seat_key, seat_rules
from planner.stages.supply import pool_on, staffing_on
from planner.stages.tally import tallies

M25, REFORM = "mentougou-2025", "mentougou-reform"
M21 = ("mentougou-2021", M25)
ON_2021 = {"suspend": ["MTG25-3.1-b"]}

POLICIES: dict[str, Policy] = {
    "2025": policy(M25, REFORM),
    "2025 with cover and scope": policy(
        M25, REFORM, MTG25_2_1_b={"cover_staff_fill_posts": "yes"}, MTGR_8_a={"min_staff_scope": "across_centres"}
    ),
    "2025 clinics, passes, percent": policy(
        M25,
        REFORM,
        MTG25_2_1_b={"vacancy_basis": "unstaffed_clinics"},
        MTG25_2_1_a={"vacancy_update": "once_round", "arithmetic": "whole_percent"},
    ),
    "2025 ranked once, by first wishes": policy(
        M25, REFORM, MTG25_2_1_a={"vacancy_update": "once_exhaust"}, MTG25_2_1_d={"seat_matching": "rank_maximal"}
    ),
    "2025 serial, own days": policy(
        M25, MTG25_2_1_d={"seat_matching": "serial"}, MTG25_2_4_1_d={"vacancy_reference": "own_finish_date"}
    ),
    "2025 above posts, Xixian": policy(M25, "xixian-2021", MTG25_1_a={"allow_placement_above_posts": "yes"}),
    "2025 Xixian, floor wins": policy(M25, "xixian-2021", XX21_3_2_1_c={"cap_conflict": "floor_wins"}),
    "2025 Jiaozuo, recruits alike": policy(
        M25, "jiaozuo-2022", JZ22_4_2_a={"rounding": "half_up"}, MTG25_A1_1_a={"directed_graduate_priority": "no"}
    ),
    "2021": policy(*M21, **ON_2021),
    "2021 declared": policy(*M21, **ON_2021, MTG21_A1_1_a={"declared_posts": {"东镇": 1, "A": 2}}),
    "2021 ranked, with the reform": policy(
        *M21, REFORM, suspend=["MTG25-3.1-b", "MTGR-8-a"], MTG21_A1_1_d={"ranking": ["A1", "A0", "B0"]}
    ),
}
GRANTS = ("JZ22-4.2-l", "XX21-3.2.6-a", "XX21-3.2.6-b")

NOTHING_TO_BREAK = {"pre_service", "training_length"}
"""Families whose check is empty by nature: a length by itself is broken by nobody."""


def ids_of_families() -> dict[str, list[str]]:
    """The clause ids of the packs by family."""
    from planner.scenario.precedence import every_pack

    found: dict[str, list[str]] = {name: [] for name in FAMILIES}
    for pack in every_pack():
        for clause in pack.clauses:
            found[clause.family].append(clause.id)
    return found


def clause_of(family: str, **parameters: object) -> Clause:
    from planner.scenario.precedence import every_pack

    for rules in every_pack():
        for clause in rules.clauses:
            if clause.family == family:
                return replace(clause, **parameters)
    raise LookupError(family)


# posts_for and suffices

POSTS_RULES = [
    *(
        clause_of("posts_per_thousand", rounding=r, posts_per_1000=n)
        for r in ("ceil", "half_up", "floor_min1")
        for n in (1, 3)
    ),
    *(
        clause_of("floor_per_thousand", rounding=r, applies_above_population=n)
        for r in ("ceil", "half_up", "floor_min1")
        for n in (0, 1000, 1500)
    ),
    *(clause_of("small_clinic_minimum", posts_min_per_clinic=n) for n in (1, 2)),
    *(clause_of("one_per_clinic", staff_per_clinic_min=n) for n in (1, 2)),
]


@pytest.mark.parametrize("rule", POSTS_RULES, ids=lambda rule: rule.family)
def test_the_posts_planned_are_the_fewest_that_suffice(rule):
    assert isinstance(rule, PostsRule)
    around = [p for at in (0, 500, 1000, 1500, 2000, 2500, 4000) for p in (at - 1, at, at + 1) if p >= 0]
    bites = False
    for people in around:
        for kind in SiteKind:
            site = clinic("a", "A", None, people, kind=kind)
            planned = rule.posts_for(site) or 0
            assert planned == next(n for n in range(99) if rule.suffices(site, n)), (people, kind)
            bites |= planned > 0
    assert bites


@pytest.mark.parametrize("conflict", ["cap", "floor_wins", "split_clinic"])
def test_the_cap_leaves_as_many_posts_as_it_allows_doctors(conflict):
    rule = clause_of("clinic_cap", cap_conflict=conflict)
    assert isinstance(rule, CapRule)
    for posts in range(9):
        assert rule.capped(posts) == max(n for n in range(posts + 1) if n <= rule.most())


# exit_date and serving

EXIT_RULES = [
    clause_of("exit_age"),
    clause_of("exit_age", exit_age_years=65),
    *(
        clause_of("headship_age", age65=option, forecast_exit_at_65=forecast)
        for option in ("headship", "exit", "no")
        for forecast in ("yes", "no")
    ),
    *(
        clause_of("hiring_age", over_60=reading, hire_age_max_years=hire, rehire_max_age_years=most)
        for reading in ("day_after", "next_birthday")
        for hire, most in ((60, 65), (60, 60), (60, 61))
    ),
]


@pytest.mark.parametrize("rule", EXIT_RULES, ids=lambda rule: rule.family)
def test_a_person_serves_exactly_before_her_exit_date(rule):
    """Every day around 60, 61, 65 and 70, over births, roles and exceptions on record."""
    assert isinstance(rule, ExitRule)
    chance = random.Random(rule.family)
    left = stayed = 0
    for _ in range(40):
        born = chance.choice(
            [date(1960, 2, 29), date(1956, 2, 29), date(1955, 12, 31), date(1960, 1, 1), date(1959, 7, 2)]
        )
        person = doctor("D", "a", born, role=chance.choice([Role.VILLAGE_DOCTOR, Role.REHIRED, Role.RECRUIT]))
        days = [
            date(born.year + age, month, day) + timedelta(days=off)
            for age in (60, 61, 65, 70)
            for month, day in ((born.month, min(born.day, 28)),)
            for off in range(-2, 4)
        ]
        waivers = tuple(
            Waiver(clause=chance.choice(GRANTS), person_id="D", until=chance.choice([None, *days]))
            for _ in range(chance.randint(0, 2))
        )
        instance = county([centre("A")], [clinic("a", "A")], [person], waivers=waivers)
        gone = rule.exit_date(person, instance)
        for day in days:
            assert rule.serving(person, day, instance) == (gone is None or day < gone), (person, waivers, day, gone)
            left, stayed = left + (gone is not None and gone <= day), stayed + (gone is None or day < gone)
    assert stayed
    assert left or (rule.family == "headship_age" and rule.age65 != "exit")
    nobody = doctor("D", "a", None)
    assert rule.exit_date(nobody, county([], [])) is None
    assert rule.serving(nobody, DAY, county([], []))


# seat_key and claim

SEAT_RULES = [
    *(
        clause_of("rate_first", vacancy_update=update, arithmetic=arithmetic)
        for update in ("after_each", "once_exhaust", "once_round")
        for arithmetic in ("exact_fraction", "whole_percent")
    ),
    clause_of("clinic_total_first"),
    *(clause_of("one_per_clinic", min_staff_scope=scope) for scope in ("within_centre", "across_centres")),
    *(clause_of("gaps_first", allow_placement_above_posts=above) for above in ("no", "yes")),
]


@pytest.mark.parametrize("rule", SEAT_RULES, ids=lambda rule: rule.family)
def test_the_key_of_each_seat_is_the_claim_of_the_centre_at_that_moment(rule):
    """Walking a centre seat by seat, also above its posts; and the key never grows."""
    assert isinstance(rule, SeatRule)
    chance = random.Random(f"{rule}")
    seen = set()
    for _ in range(200):
        posts, clinics = chance.randint(1, 9), chance.randint(1, 5)
        vacant = chance.randint(0, posts)
        bare = chance.randint(0, min(vacant, clinics))
        by_posts = chance.random() < 0.6
        counted = Tally(
            centre_id="A",
            short=vacant if by_posts else bare,
            of=posts if by_posts else clinics,
            vacant=vacant,
            posts=posts,
            bare=bare,
            clinics=clinics,
            room=vacant + chance.randint(0, 3),
        )
        keys = [rule.seat_key(counted, filled) for filled in range(counted.room)]
        walked = [
            rule.claim(counted, counted.vacant - given, max(0, counted.bare - given), given)
            for given in range(counted.room)
        ]
        assert keys == walked
        assert all(later <= earlier for earlier, later in itertools.pairwise(keys))
        assert all(len(key) == len(rule.parts) for key in keys)
        seen |= set(keys)
    assert len(seen) > 1 or not rule.parts


# pool and count, tallies, whole plans

SMALL = [random_county(random.Random(f"small {n}"), grants=GRANTS) for n in range(60)]


@pytest.mark.parametrize("name", POLICIES)
def test_planner_and_auditor_count_the_same_people_posts_and_vacancies(name):
    rules = POLICIES[name]
    seen: Counter[str] = Counter()
    for instance in SMALL:
        pool, counted = pool_on(DAY, instance, rules), count(instance, rules, Plan())
        assert counted.finished == dict(pool.ready)
        assert counted.barred.keys() == pool.barred.keys()
        posts = demand(instance, rules)
        assert counted.posts == dict(posts)
        for day in {DAY, *pool.ready.values()}:
            staffing, heads = staffing_on(day, instance, rules), counted.on(day)
            for kind in ("in_post", "cover", "reserved"):
                mine, theirs = getattr(staffing, kind), getattr(heads, kind)
                assert {k: v for k, v in mine.items() if v} == {k: v for k, v in theirs.items() if v}
            for c in instance.centres:
                planned = tallies(instance, rules, posts, staffing)[c.id]
                assert counted.tallies(heads)[c.id] == planned
                few = min(planned.room, 9) if planned.of else 0
                keys = tuple(seat_key(seat_rules(rules), planned, n) for n in range(few))
                assert claims(rules, planned, 0, few) == keys
                seen.update(vacant=planned.vacant, room=planned.room)
        seen.update(ready=len(pool.ready), barred=len(pool.barred))
    assert min(seen.values()) > 0
    assert len(seen) == 4


@pytest.mark.parametrize("name", POLICIES)
def test_the_planners_own_plan_is_clean_by_the_audit(name):
    rules, placed = POLICIES[name], 0
    for instance in SMALL:
        season = plan_season(instance, rules)
        lines = {r.round.number: {c.centre_id: c.level for c in r.cutoffs} for r in season.rounds}
        standing = {(f.clause, f.subject) for f in standing_findings(instance, rules) if f.status is Status.VIOLATED}
        found = audit(instance, rules, season.plan, lines)
        bad = [f for f in found if f.status is Status.VIOLATED and (f.clause, f.subject) not in standing]
        assert not bad, instance
        placed += sum(p.centre_id is not None for p in season.plan.placements)
    assert placed > 5


# the lawful plans, by brute force from the text

LAWFUL = {
    "after_each": lambda short, of, clinics, filled: (Fraction(short - filled, of), clinics),
    "once_exhaust": lambda short, of, clinics, filled: (Fraction(short, of), clinics),
    "once_round": lambda short, of, clinics, filled: (-filled, Fraction(short, of), clinics),
}


def tiny(chance: random.Random) -> tuple[Instance, dict[str, tuple[int, int]]]:
    """Up to three centres of equal or nearly equal rates, and up to three graduates with wishes and limits."""
    codes = "ABC"[: chance.randint(1, 3)]
    shape = {c: chance.choice([(1, 1), (1, 2), (2, 2), (1, 3), (2, 4), (0, 1)]) for c in codes}
    sites, people = [], []
    for code, (vacant, posts) in shape.items():
        mine, doctors = service(code, chance.randint(1, posts), posts, vacant)
        sites += mine
        people += doctors
    listed = {f"G{n}": chance.sample(codes, chance.randint(0, len(codes))) for n in range(chance.randint(1, 3))}
    for code in listed:
        limit = frozenset(chance.sample(codes, 1)) if chance.random() < 0.3 else frozenset()
        people.append(
            graduate(code, chance.choice([70, 80]), only_centres=limit, accepts_adjustment=chance.random() < 0.8)
        )
    return county(
        [centre(c) for c in codes], sites, people, wishes(**{g: " ".join(w) for g, w in listed.items()})
    ), shape


def may_go(instance: Instance, person: str) -> dict[str, int]:
    who = instance.person[person]
    listed = {w.centre_id: w.rank for w in instance.wishes_of.get(person, ())}
    return {
        c: listed.get(c, len(listed) + 1)
        for c in instance.centre
        if (not who.only_centres or c in who.only_centres) and (who.accepts_adjustment or c in listed)
    }


def value(
    instance: Instance, shape: Mapping[str, tuple[int, int]], update: str, made: Mapping[str, str | None]
) -> object:
    """What the text orders plans by, codes apart; None for a plan that sends someone where she may not go."""
    ranks = {p: may_go(instance, p) for p in made}
    counts = Counter(c for c in made.values() if c)
    if any(c and c not in ranks[p] for p, c in made.items()) or any(n > shape[c][0] for c, n in counts.items()):
        return None
    key, clinics = LAWFUL[update], {c: len(s) for c, s in instance.sites_of.items()}
    levels = sorted({key(v, p, clinics[c], j) for c, (v, p) in shape.items() for j in range(v)}, reverse=True)
    filled = Counter(key(*shape[c], clinics[c], j) for c, n in counts.items() for j in range(n))
    order = sorted(made, key=lambda p: instance.person[p].standing)
    mine = [ranks[p][c] if (c := made[p]) else 0 for p in order]
    return ([-filled[k] for k in levels], [made[p] is None for p in order], sum(mine), mine)


@pytest.mark.parametrize("update", LAWFUL)
def test_the_plans_the_audit_finds_clean_are_exactly_the_lawful_ones(update):
    """Every placement of people to centres or nowhere, judged by the audit and by the text itself."""
    rules = policy(M25, MTG25_2_1_a={"vacancy_update": update})
    chance = random.Random(f"lawful {update}")
    clean = unlawful = 0
    for _ in range(25):
        instance, shape = tiny(chance)
        people = [p.id for p in instance.people if p.role is Role.GRADUATE]
        every = [
            dict(zip(people, to, strict=True)) for to in itertools.product([*instance.centre, None], repeat=len(people))
        ]
        values = [value(instance, shape, update, made) for made in every]
        best = min(v for v in values if v is not None)
        for made, worth in zip(every, values, strict=True):
            passes = not findings(instance, rules, plan(**{p: c or "" for p, c in made.items()}))
            assert passes == (worth == best), (instance, made, worth, best)
            clean, unlawful = clean + passes, unlawful + (not passes)
        own = {p.person_id: p.centre_id for p in plan_season(instance, rules).plan.placements}
        assert own in [made for made, worth in zip(every, values, strict=True) if worth == best]
    assert clean > 20
    assert unlawful > 100


def test_the_clinics_the_audit_finds_clean_are_those_without_a_hard_fault():
    """Every clinic for each newcomer: own centre, integrated, vacant, no clinic without a doctor passed over."""
    rules = policy(M25, REFORM)
    chance = random.Random("clinics")
    clean = faulty = 0
    for _ in range(12):
        sites = [
            clinic(f"{c}{n}", c, chance.choice([1, 2]), integrated=chance.random() < 0.8)
            for c in "AB"
            for n in range(2)
        ]
        people = [doctor(f"D{s.id}", s.id) for s in sites if chance.random() < 0.5]
        people += [graduate(f"G{n}", 90 - n) for n in range(2)]
        instance = county([centre("A"), centre("B")], sites, people)
        season = plan_season(instance, rules)
        own = {p.person_id: p for p in season.plan.placements}
        placed = [p for p in own if own[p].centre_id]
        for where in itertools.product(sites, repeat=len(placed)):
            at = dict(zip(placed, where, strict=True))
            made = plan(**{p: f"{own[p].centre_id or ''}/{at[p].id}" if p in at else "" for p in own})
            before = Counter(p.site_id for p in people if p.site_id)
            after = before + Counter(s.id for s in at.values())
            good = all(
                s.centre_id == own[p].centre_id and s.integrated and after[s.id] <= s.posts for p, s in at.items()
            )
            for s in at.values():
                empty = [x for x in sites if x.centre_id == s.centre_id and x.integrated and not after[x.id]]
                good = good and not (after[s.id] > 1 and empty)
            assert (not findings(instance, rules, made)) == good, (instance, made)
            clean, faulty = clean + good, faulty + (not good)
    assert clean > 10
    assert faulty > 10


# no family is forgotten

PLAIN = county([centre("A")], [clinic("a", "A")], [graduate("G1", graduated_on=date(2022, 7, 1))])
TWO = county(
    [centre("A", "甲镇"), centre("B", "乙镇")],
    [clinic("a", "A"), clinic("b", "B", 2), clinic("b2", "B", 0)],
    [doctor("D", "b"), *(graduate(f"G{n}", 90 - n, home_town="甲镇", graduated_on=DAY) for n in (1, 2))],
)


def with_role(born: date, role: Role) -> Instance:
    return county([centre("A")], [clinic("a", "A")], [graduate("G1", birth_date=born, role=role, available_from=None)])


def in_post(person: object, **site: object) -> Instance:
    return county([centre("A")], [clinic("a", "A", **site)], [person])


BITES: dict[str, Callable[[], tuple[Instance, Policy, Plan]]] = {
    "posts_per_thousand": lambda: (in_post(doctor("D", "a"), people=1001), policy(M25, "jiaozuo-2022"), plan()),
    "floor_per_thousand": lambda: (in_post(doctor("D", "a"), people=1001), policy(M25, "xixian-2021"), plan()),
    "small_clinic_minimum": lambda: (in_post(doctor("D", None), people=999), policy(M25, "jiaozuo-2022"), plan()),
    "clinic_cap": lambda: (
        county([centre("A")], [clinic("a", "A", 9)], [graduate(f"G{n}") for n in range(5)]),
        policy(M25, "xixian-2021"),
        plan(**{f"G{n}": "A/a" for n in range(5)}),
    ),
    "one_per_clinic": lambda: (PLAIN, policy(M25, REFORM), plan(G1="")),
    "entry_age": lambda: (with_role(date(1960, 7, 1), Role.RECRUIT), policy(M25, REFORM), plan(G1="A/a")),
    "exit_age": lambda: (with_role(date(1955, 7, 1), Role.RECRUIT), policy(M25, REFORM), plan(G1="A/a")),
    "headship_age": lambda: (with_role(date(1960, 7, 1), Role.RECRUIT), policy(M25, "jiaozuo-2022"), plan(G1="A/a")),
    "hiring_age": lambda: (with_role(date(1965, 6, 30), Role.RECRUIT), policy(M25, "xixian-2021"), plan(G1="A/a")),
    "yearly_rehire": lambda: (
        in_post(doctor("D", "a", date(1960, 7, 1), role=Role.REHIRED)),
        policy(M25, "xixian-2021", suspend=["XX21-3.2.6-a"]),
        plan(),
    ),
    "placement_moment": lambda: (in_post(graduate("G1", available_from=date(2025, 7, 2))), policy(M25), plan(G1="A/a")),
    "trained_first": lambda: (in_post(graduate("G1", available_from=None)), policy(M25), plan(G1="A/a")),
    "licensed_start": lambda: (in_post(graduate("G1", available_from=None)), policy(*M21), plan(G1="A/a")),
    "graduates_first": lambda: (
        county([centre("A")], [clinic("a", "A")], [graduate("G1"), graduate("R1", role=Role.RECRUIT)]),
        policy(M25),
        plan(R1="A", G1=""),
    ),
    "vacancy_measure": lambda: (in_post(graduate("G1"), integrated=False), policy(M25), plan(G1="A/a")),
    "town_declaration": lambda: (
        TWO,
        policy(*M21, MTG21_A1_1_a={"declared_posts": {"A": 0}}),
        plan(G1="A/a", G2="B/b"),
    ),
    "gaps_first": lambda: (TWO, policy(M25), plan(G1="B/b2", G2="B/b")),
    "rate_first": lambda: (
        county([centre("A"), centre("B")], [clinic("a", "A"), clinic("b", "B", 2)], [doctor("D", "b"), graduate("G1")]),
        policy(M25),
        plan(G1="B"),
    ),
    "clinic_total_first": lambda: (
        county([centre("A"), centre("B")], [clinic("a", "A", 2), clinic("b", "B"), clinic("c", "B")], [graduate("G1")]),
        policy(M25),
        plan(G1="A"),
    ),
    "wish_decides": lambda: (
        county([centre("A"), centre("B")], [clinic("a", "A"), clinic("b", "B")], [graduate("G1")], wishes(G1="B")),
        policy(M25),
        plan(G1="A"),
    ),
    "grade_decides": lambda: (
        county(
            [centre("A")],
            [clinic("a", "A"), clinic("b", "A")],
            [graduate("G1", 90, graduated_on=DAY), graduate("G2", 80, graduated_on=DAY)],
            [Wish(person_id=g, rank=1, site_id="a") for g in ("G1", "G2")],
        ),
        policy(*M21),
        plan(G1="A/b", G2="A/a"),
    ),
    "home_town_first": lambda: (TWO, policy(*M21), plan(G1="B", G2="")),
    "any_town_in_need": lambda: (
        county([centre("A")], [clinic("a", "A")], [graduate("G1", home_town="乙镇", graduated_on=DAY)]),
        policy(*M21),
        plan(G1=""),
    ),
    "centre_deploys": lambda: (TWO, policy(M25), plan(G1="A/b", G2="B/b")),
    "town_deploys": lambda: (
        county(
            [centre("A")], [clinic("a", "A", people=1), clinic("b", "A", people=9)], [graduate("G1", graduated_on=DAY)]
        ),
        policy(*M21),
        plan(G1="A/a"),
    ),
    "main_site": lambda: (in_post(graduate("G1"), integrated=False), policy(M25), plan(G1="A/a")),
    "rotation_cycle": lambda: (
        in_post(doctor("D", "a", role=Role.CENTRE_STAFF, employer="A")),
        policy(M25, REFORM),
        outlook(D="a 2025H2-2027H2"),
    ),
    "certificate_exempt": lambda: (
        in_post(doctor("D", "a", credential=Credential.CERTIFICATE)),
        policy(M25, REFORM),
        outlook(D="a 2025H2, A 2026H1"),
    ),
    "dispatch_cover": lambda: (
        in_post(doctor("P", None, role=Role.CENTRE_STAFF, employer="A", credential=Credential.NONE)),
        policy(M25, "jiaozuo-2022"),
        outlook(P="a 2025H2"),
    ),
    "dispatch_turns": lambda: (
        in_post(doctor("P", None, role=Role.CENTRE_STAFF, employer="A")),
        policy(M25, "jiaozuo-2022"),
        outlook(P="a 2025H2, a 2026H2"),
    ),
    "dispatch_term": lambda: (
        in_post(doctor("P", None, role=Role.CENTRE_STAFF, employer="A", leaves_on=date(2025, 9, 1))),
        policy(M25, "jiaozuo-2022"),
        outlook(P="a 2025H2"),
    ),
    "study_leave": lambda: (
        in_post(doctor("D", "a", credential=Credential.CERTIFICATE)),
        policy(M25, REFORM),
        Plan(assignments=(Assignment(person_id="D", site_id="a", start=Period(2026, 1), end=Period(2027, 2)),)),
    ),
}


for module in [import_module(p.stem) for p in sorted(Path(__file__).parent.glob("test_*.py")) if p != Path(__file__)]:
    # A module of tests may bring the samples of its own families.
    BITES |= getattr(module, "BITES", {})
    NOTHING_TO_BREAK |= getattr(module, "NOTHING_TO_BREAK", set())


@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_every_family_has_a_check_that_can_find_something(family):
    assert (family in BITES) != (family in NOTHING_TO_BREAK), "a sample on which it bites, or the list of empty ones"
    if family in BITES:
        assert toothless(family, *BITES[family]()) == []


def test_every_clause_of_the_packs_has_an_acceptance_test_that_bears_its_id():
    """Named in the test itself: MTGR-7-e is ``test_MTGR_7_e_...``; and it claims something."""
    ids = ids_of_families()
    assert not [family for family, used in ids.items() if not used], "no pack uses it"
    modules = [p.read_text(encoding="utf-8") for p in Path(__file__).parent.glob("test_*.py")]
    assert untested(itertools.chain(*ids.values()), modules) == []
