"""Seconded staff go where most is missing, period by period; the answer is the best by enumeration."""

import itertools
import random
from collections import Counter
from datetime import date
from fractions import Fraction

from build import centre, clinic, county, doctor, policy, scenario

from planner.domain import Credential, Instance, Role
from planner.staffing import plan_outlook
from planner.stages.allotment import _heads, _wanted, allot
from planner.stages.demand import demand
from planner.stages.outlook import horizon, lay_out, posts_of

RULES = policy("mentougou-2025", "mentougou-reform")


def laid_out(instance: Instance):
    posts, wanted = posts_of(instance, ()), demand(instance, RULES)
    return [lay_out(c, instance, RULES, wanted, [p for p in posts if p.centre_id == c.id]) for c in instance.centres]


def seconded(code: str, first: date = date(2025, 7, 1), last: date | None = None):
    return doctor(code, None, role=Role.SECONDED, available_from=first, leaves_on=last, credential=Credential.PHYSICIAN)


def test_the_neediest_centre_by_share_comes_first_and_the_next_person_goes_on_from_there():
    sites = [clinic(f"a{n}", "A") for n in range(2)] + [clinic(f"b{n}", "B") for n in range(3)]
    people = [doctor("D1", "a0", credential=Credential.CERTIFICATE), *(seconded(f"X{n}") for n in range(3))]
    instance = county([centre("A"), centre("B")], sites, people, horizon_years=1)
    allotted = allot(laid_out(instance), instance, RULES, horizon(instance))
    assert {part.outlook.id: sorted(r.id for r in part.outlook.rotators) for part in allotted} == {
        "A": ["X2"], "B": ["X0", "X1"],
    }  # fmt: skip


def test_a_secondment_counts_only_while_it_lasts():
    sites = [clinic("a0", "A")]
    instance = county([centre("A")], sites, [seconded("X0", date(2026, 1, 1), date(2026, 7, 1))], horizon_years=2)
    (part,) = allot(laid_out(instance), instance, RULES, horizon(instance))
    assert [(s.first, s.last) for r in part.outlook.rotators for s in r.stints] == [(1, 1)]


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
        wanted = {p.outlook.id: _wanted(p.outlook) for p in before}
        heads = {p.outlook.id: _heads(p.outlook)[0] for p in before}
        many = sum(p.id.startswith("X") for p in people)

        def left(given: Counter[str], wanted=wanted, heads=heads) -> list[Fraction]:
            return sorted((Fraction(wanted[c] - heads[c] - given[c], wanted[c]) for c in wanted), reverse=True)

        after = allot(before, instance, RULES, horizon(instance))
        got = Counter({p.outlook.id: sum(r.id.startswith("X") for r in p.outlook.rotators) for p in after})
        best = min(left(Counter(choice)) for choice in itertools.product("ABC", repeat=many))
        assert left(got)[0] == best[0]
        assert sum(got.values()) == many


def test_an_outlook_with_seconded_staff_serves_a_clinic_and_is_audited():
    instance = county([centre("A")], [clinic("a0", "A")], [seconded("X0")], horizon_years=1)
    made = plan_outlook(scenario(instance, RULES), 20, workers=1)
    assert {(a.person_id, a.site_id) for a in made.plan.assignments} == {("X0", "a0")}
    assert any("X0" in note.zh for note in made.notes)
