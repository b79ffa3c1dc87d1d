"""Spells: working lives cut into whole months, counted as each stands on its first day."""

from dataclasses import replace
from datetime import date

from build import centre, clinic, county, doctor, graduate, plan, policy, served

from planner.accounts import Stage
from planner.domain import Credential, Plan, Zone
from planner.stages.spells import spells

RULES = policy("mentougou-2025", "mentougou-reform")


def lives(instance, code, the_plan=None, first=date(2025, 7, 1), months=12):
    found = spells(instance, RULES, the_plan or Plan(), first, months)
    return [(s.stage.value, s.first.isoformat()[:7], s.months, s.place) for s in found if s.person.id == code]


def test_a_graduate_goes_through_pre_service_training_and_waiting():
    """Graduated on 1 July 2025: 6 months of pre-service education, then 24 of assistant-GP training (assumed)."""
    one = graduate("G1", available_from=None, graduated_on=date(2025, 7, 1), track="助理全科")
    instance = county([centre("A")], [clinic("a", "A")], [one])
    months = next(rule for rule in RULES.clauses if rule.id == "MTG25-2.3-b").track_months["助理全科"]
    assert lives(instance, "G1", months=months + 10) == [
        ("pre_service", "2025-07", 6, None),
        ("training", "2026-01", months, None),
        ("waiting", date(2026 + months // 12, 1 + months % 12, 1).isoformat()[:7], 4, None),
    ]


def test_whoever_is_placed_serves_at_her_clinic_from_the_placement_date():
    instance = county([centre("A")], [clinic("a", "A", zone=Zone.MOUNTAIN)], [graduate("G1")])
    assert lives(instance, "G1", plan(G1="A/a")) == [("service", "2025-07", 12, "a")]


def test_a_month_counts_as_it_stands_on_its_first_day():
    leaver = doctor("D1", "a", leaves_on=date(2025, 9, 1))
    later = doctor("D2", "a", leaves_on=date(2025, 9, 2))
    instance = county([centre("A")], [clinic("a", "A")], [leaver, later])
    assert lives(instance, "D1") == [("service", "2025-07", 2, "a")]
    assert lives(instance, "D2") == [("service", "2025-07", 3, "a")]


def test_a_licence_cuts_a_spell_in_the_month_after_it_is_won():
    instance = county([centre("A")], [clinic("a", "A")], [doctor("D1", "a", licensed_on=date(2025, 10, 15))])
    found = spells(instance, RULES, Plan(), date(2025, 7, 1), 12)
    assert [(s.credential, s.months) for s in found] == [(Credential.NONE, 4), (Credential.ASSISTANT, 8)]


def test_an_outlook_says_where_she_is_half_year_by_half_year():
    instance = county([centre("A")], [clinic("a", "A"), clinic("b", "A")], [doctor("D1", "a")])
    ahead = replace(Plan(), assignments=served(D1="a 2025H2, b 2026H1"))
    assert lives(instance, "D1", ahead) == [("service", "2025-07", 6, "a"), ("service", "2026-01", 6, "b")]


def test_stages_are_told_apart_by_the_clauses_that_give_their_length():
    assert [c.stage for c in RULES.clauses if hasattr(c, "months")] == [Stage.PRE_SERVICE, Stage.TRAINING]
