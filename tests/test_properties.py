"""What must hold of any season under any reading: the plan passes the audit, and the order of rows never matters."""

import random
from datetime import date

import pytest
from build import centre, county, graduate, policy, random_county, scenario, staffed

from planner.domain import Instance
from planner.policy import Policy
from planner.run import solve

OLD = ("mentougou-2021", "mentougou-2025")
NEW = ("mentougou-2025",)


def any_policy(chance: random.Random) -> Policy:
    """Packs and readings at random, with the staffing standards of one of three places."""
    amend: dict[str, dict[str, object]] = {
        "MTG25_1_a": {"allow_placement_above_posts": chance.choice(["no", "no", "yes"])}
    }
    last = chance.choice(["mentougou-reform", "jiaozuo-2022", "xixian-2021"])
    packs = (*chance.choice([OLD, NEW, NEW]), last)
    everywhere = packs[0] == OLD[0]
    if not everywhere:
        scope = chance.choice(["integrated_clinics", "all_clinics"])
        everywhere = scope == "all_clinics"
        amend |= {
            "MTG25_2_1_a": {"vacancy_update": chance.choice(["after_each", "once_exhaust", "once_round"])},
            "MTG25_2_1_b": {
                "vacancy_basis": chance.choice(["posts", "unstaffed_clinics"]),
                "cover_staff_fill_posts": chance.choice(["no", "yes"]),
                "vacancy_scope": scope,
            },
            "MTG25_2_1_d": {"seat_matching": chance.choice(["counts_then_preference", "rank_maximal", "serial"])},
            "MTG25_2_4_1_d": {
                "vacancy_reference": chance.choice(["placement_date", "own_finish_date", "graduation_date"])
            },
        }
    if last == "mentougou-reform":
        amend["MTGR_8_a"] = {"min_staff_scope": chance.choice(["within_centre", "across_centres"])}
    return policy(*packs, suspend=["MTG25-3.1-b"] if everywhere else [], **amend)


def shuffled(instance: Instance, chance: random.Random) -> Instance:
    """The same facts in another order; a reader sorts, and nothing after it may rely on more than that."""
    return county(
        chance.sample(instance.centres, len(instance.centres)),
        chance.sample(instance.sites, len(instance.sites)),
        chance.sample(instance.people, len(instance.people)),
        chance.sample(instance.wishes, len(instance.wishes)),
        waivers=instance.waivers,
        locks=instance.locks,
    )


@pytest.mark.parametrize("seed", range(5))
def test_every_plan_passes_its_audit_and_ignores_the_order_of_rows(seed: int):
    chance = random.Random(f"properties {seed}")
    for _ in range(12):
        rules = any_policy(chance)
        for _ in range(10):
            instance = random_county(chance, 3, 6)
            result = solve(scenario(instance, rules))  # raises when the audit finds a violation
            again = solve(scenario(shuffled(instance, chance), rules))
            assert again.plan == result.plan
            assert again.outcomes == result.outcomes
            assert all(o.reason.zh and o.reason.en for o in result.outcomes)


def test_the_most_urgent_vacancy_is_not_passed_over_when_posts_may_be_exceeded():
    """A clinic that must get one newcomer took two, while another without a doctor got none."""
    small, _ = staffed("A0", "A", 1, 1, people=0)
    large, _ = staffed("A1", "A", 1, 1, people=4200)
    rules = policy(
        *OLD,
        "xixian-2021",
        suspend=["MTG25-3.1-b"],
        MTG25_1_a={"allow_placement_above_posts": "yes"},
    )
    people = [graduate(f"G{n}", graduated_on=date(2025, 7, 1)) for n in (1, 2)]
    result = solve(scenario(county([centre("A")], [small, large], people), rules))
    assert {o.site_id for o in result.outcomes} == {"A0", "A1"}
