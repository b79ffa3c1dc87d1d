"""Seconded staff go where most is missing, period by period; the answer is the best by enumeration."""

import itertools
import random
from collections import Counter
from dataclasses import replace
from datetime import date
from fractions import Fraction

from build import centre, clinic, county, doctor, policy, scenario

from planner.domain import Credential, Instance, Lock, Role
from planner.solving.outlook import lawful, measure
from planner.staffing import plan_outlook, prepare
from planner.stages.allotment import _heads, _wants, allot, neediest
from planner.stages.demand import demand
from planner.stages.outlook import horizon, lay_out
from planner.stages.standing import posts_of

RULES = policy("mentougou-2025", "mentougou-reform")


def laid_out(instance: Instance):
    posts, wanted = posts_of(instance, ()), demand(instance, RULES)
    return [lay_out(c, instance, RULES, wanted, [p for p in posts if p.centre_id == c.id]) for c in instance.centres]


def seconded(code: str, first: date = date(2025, 7, 1), last: date | None = None, **more: object):
    return doctor(
        code, None, role=Role.SECONDED, available_from=first, leaves_on=last, credential=Credential.PHYSICIAN, **more
    )


def allotted(instance: Instance) -> dict[str, list[str]]:
    parts = allot(laid_out(instance), instance, RULES, horizon(instance))
    return {part.outlook.id: sorted(r.id for r in part.outlook.rotators) for part in parts}


def test_the_neediest_centre_by_share_comes_first_and_the_next_person_goes_on_from_there():
    sites = [clinic(f"a{n}", "A") for n in range(2)] + [clinic(f"b{n}", "B") for n in range(3)]
    people = [doctor("D1", "a0", credential=Credential.CERTIFICATE), *(seconded(f"X{n}") for n in range(3))]
    instance = county([centre("A"), centre("B")], sites, people, horizon_years=1)
    assert Counter({c: len(held) for c, held in allotted(instance).items()}) == {"A": 1, "B": 2}


def test_of_two_centres_with_nobody_the_smaller_one_is_served_since_one_person_relieves_it_more():
    sites = [*(clinic(f"a{n}", "A") for n in range(3)), clinic("b0", "B")]
    instance = county([centre("A"), centre("B")], sites, [seconded("X0")], horizon_years=1)
    assert allotted(instance) == {"A": [], "B": ["X0"]}


def test_once_every_clinic_has_someone_the_share_of_posts_short_decides():
    sites = [clinic("a0", "A", 2), clinic("b0", "B", 3)]
    people = [doctor(f"D{s.id}", s.id, credential=Credential.CERTIFICATE) for s in sites]
    instance = county([centre("A"), centre("B")], sites, [*people, seconded("X0")], horizon_years=1)
    assert allotted(instance) == {"A": [], "B": ["X0"]}


def test_two_who_stay_at_one_clinic_do_not_serve_another():
    """A and B have two people for two clinics each; at A both stay at the same one."""
    sites = [clinic(f"{c}{n}", c, 2) for c in "AB" for n in range(2)]
    held = [("D1", "A0"), ("D2", "A0"), ("D3", "B0"), ("D4", "B1")]
    people = [doctor(code, at, credential=Credential.CERTIFICATE) for code, at in held]
    instance = county([centre("A"), centre("B")], sites, [*people, seconded("X0")], horizon_years=1)
    assert allotted(instance) == {"A": ["X0"], "B": []}


def test_who_is_limited_to_centres_goes_there_and_the_others_make_up_for_it():
    sites = [clinic("a0", "A"), *(clinic(f"b{n}", "B") for n in range(3))]
    people = [seconded("X0", only_centres=frozenset({"A"})), seconded("X1")]
    instance = county([centre("A"), centre("B")], sites, people, horizon_years=1)
    assert allotted(instance) == {"A": ["X0"], "B": ["X1"]}
    people = [seconded("X0"), seconded("X1", only_centres=frozenset({"A"}))]
    instance = county([centre("A"), centre("B")], sites, people, horizon_years=1)
    assert allotted(instance) == {"A": ["X1"], "B": ["X0"]}


def test_she_stays_where_she_was_as_long_as_the_counts_are_as_good():
    sites = [clinic("a0", "A"), clinic("b0", "B")]
    people = [seconded("X0"), seconded("X1", date(2026, 1, 1))]
    instance = county([centre("A"), centre("B")], sites, people, horizon_years=3)
    assert allotted(instance) == {"A": ["X0"], "B": ["X1"]}


def test_a_secondment_counts_only_while_it_lasts():
    sites = [clinic("a0", "A")]
    instance = county([centre("A")], sites, [seconded("X0", date(2026, 1, 1), date(2026, 7, 1))], horizon_years=2)
    (part,) = allot(laid_out(instance), instance, RULES, horizon(instance))
    assert [(s.first, s.last) for r in part.outlook.rotators for s in r.stints] == [(1, 1)]


def test_a_lock_decides_the_centre_and_the_clinic_of_a_seconded_person_for_as_long_as_it_holds():
    sites = [clinic("a0", "A"), clinic("b0", "B"), clinic("b1", "B")]
    lock = Lock(person_id="X0", site_id="a0", start=date(2026, 1, 1), end=date(2026, 12, 31), why="已定")
    instance = county([centre("A"), centre("B")], sites, [seconded("X0")], horizon_years=2, locks=(lock,))
    made = plan_outlook(scenario(replace(instance, sites=instance.sites), RULES), 10, workers=1)
    at = {str(p): a.site_id for a in made.plan.assignments for p in made.periods if a.start <= p <= a.end}
    assert (at["2026H1"], at["2026H2"]) == ("a0", "a0")
    assert set(at) == {"2025H2", "2026H1", "2026H2", "2027H1"}


def test_the_allotment_of_a_period_is_leximin_by_enumeration():
    """Unmet shares of the least wants, largest first, then of all posts, over every way to send people."""
    chance = random.Random("leximin")
    limited = 0
    for _ in range(300):
        codes = "ABC"[: chance.randint(2, 3)]
        wants = {c: (w := chance.randint(1, 4), w + chance.randint(0, 3)) for c in codes}
        have = {c: (h := chance.randint(0, wants[c][0] + 1), h + chance.randint(0, 2)) for c in codes}
        people = [
            seconded(f"X{n}", only_centres=frozenset(chance.sample(codes, 2)) if chance.random() < 0.4 else frozenset())
            for n in range(chance.randint(1, 5))
        ]

        def left(given: Counter[str], wants=wants, have=have) -> tuple[list[Fraction], list[Fraction]]:
            unmet = [
                sorted(
                    (Fraction(wants[c][k] - have[c][k] - given[c], wants[c][k]) for c in wants),
                    reverse=True,
                )
                for k in (0, 1)
            ]
            return [max(Fraction(0), share) for share in unmet[0]], unmet[1]

        got = neediest(people, dict.fromkeys((p.id for p in people), None), wants, have)
        ways = itertools.product(*(sorted(p.only_centres or codes) for p in people))
        assert left(Counter(got.values())) == min(left(Counter(way)) for way in ways)
        assert len(got) == len(people)
        assert all(not p.only_centres or got[p.id] in p.only_centres for p in people)
        limited += any(p.only_centres for p in people)
    assert limited > 100


def test_worst_centre_first_equals_enumeration():
    chance = random.Random("allotment")
    for _ in range(60):
        sites = [clinic(f"{c}{n}", c) for c in "ABC" for n in range(chance.randint(1, 4))]
        people = [
            doctor(f"D{n}", s.id, credential=Credential.CERTIFICATE)
            for n, s in enumerate(sites)
            if chance.random() < 0.4
        ]
        people += [seconded(f"X{n}") for n in range(chance.randint(1, 3))]
        instance = county([centre(c) for c in "ABC"], sites, people, horizon_years=1)
        before = laid_out(instance)
        wanted = {p.outlook.id: _wants(p.outlook)[0] for p in before}
        heads = {p.outlook.id: _heads(p.outlook)[0][0] for p in before}
        many = sum(p.id.startswith("X") for p in people)

        def left(given: Counter[str], wanted=wanted, heads=heads) -> list[Fraction]:
            return sorted(
                (max(Fraction(0), Fraction(wanted[c] - heads[c] - given[c], wanted[c])) for c in wanted), reverse=True
            )

        after = allot(before, instance, RULES, horizon(instance))
        got = Counter({p.outlook.id: sum(r.id.startswith("X") for r in p.outlook.rotators) for p in after})
        assert left(got) == min(left(Counter(choice)) for choice in itertools.product("ABC", repeat=many))
        assert sum(got.values()) == many


def test_given_the_allotment_posts_short_are_leximin_over_centres():
    """Every plan of every centre: none as good on the goals before leaves the centres, worst first, shorter."""
    rules = policy(
        "mentougou-2025", "mentougou-reform", MTGR_9_a={"goals": ["core", "uncovered", "residents", "short"]}
    )
    chance, compared = random.Random("short"), 0
    for _ in range(12):
        sites = [clinic(f"{c}{n}", c, chance.choice([1, 2])) for c in "AB" for n in range(2)]
        people = [
            doctor(f"D{n}", None, role=Role.CENTRE_STAFF, employer=chance.choice("AB"), since=date(2023, 7, 1))
            for n in range(3)
        ]
        people += [seconded(f"X{n}") for n in range(chance.randint(1, 2))]
        instance = county([centre("A"), centre("B")], sites, people, horizon_years=1)
        shown = scenario(instance, rules)
        made, (_, wanted, laid) = plan_outlook(shown, 20, workers=1), prepare(shown)
        there = Counter(a.site_id for a in made.plan.assignments for p in made.periods if a.start <= p <= a.end)
        posts = {c: sum(wanted[s.id] for s in sites if s.centre_id == c) * len(made.periods) for c in "AB"}
        every = []
        for part in laid:
            ways = [
                itertools.product(*(s.places for s in r.stints))
                for r in sorted(part.outlook.rotators, key=lambda r: r.id)
            ]
            codes = sorted(r.id for r in part.outlook.rotators)
            plans = (dict(zip(codes, way, strict=True)) for way in itertools.product(*ways))
            every.append([measure(part.outlook, p) for p in plans if lawful(part.outlook, p)])
        best = [min(v[:3] for v in values) for values in every]
        vectors = [
            sorted((Fraction(v[3], posts[c]) for c, v in zip("AB", choice, strict=True)), reverse=True)
            for choice in itertools.product(
                *([v for v in values if v[:3] == b] for values, b in zip(every, best, strict=True))
            )
        ]
        mine = {g.goal: g.value for g in made.goals}
        assert mine["short"] == sum(v[3] for v in map(min, every))
        short = {
            c: sum(
                max(0, wanted[s.id] - sum(a.site_id == s.id and a.start <= p <= a.end for a in made.plan.assignments))
                for s in sites
                if s.centre_id == c
                for p in made.periods
            )
            for c in "AB"
        }
        assert sorted((Fraction(short[c], posts[c]) for c in "AB"), reverse=True) == min(vectors)
        compared += len(vectors)
        assert there
    assert compared > 20


def test_an_outlook_with_seconded_staff_serves_a_clinic_and_is_audited():
    instance = county([centre("A")], [clinic("a0", "A")], [seconded("X0")], horizon_years=1)
    made = plan_outlook(scenario(instance, RULES), 20, workers=1)
    assert {(a.person_id, a.site_id) for a in made.plan.assignments} == {("X0", "a0")}
    assert any("X0" in note.zh for note in made.notes)
