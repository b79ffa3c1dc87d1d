"""This module is where each way out is said in a sentence: what is to be granted, for whom, and what it comes to."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from planner.calendar import add_months
from planner.diagnosing.answer import WayOut
from planner.diagnosing.elements import place_name, spoken
from planner.diagnosing.loosening import Case, Topic
from planner.diagnosing.ways import Spell, Way, nearest
from planner.domain import SiteKind
from planner.faces.moves import ExemptRule, RotationRule
from planner.faces.seats import CapRule, CoverFirstRule
from planner.messages import say
from planner.text import Text, join, plain


def offer(case: Case, way: Way) -> WayOut:
    """Return a way that works, said in both languages."""
    message = _said(case, way)
    skills = [say(f"diagnosis.skill.{goal}") for goal in ("woman", "tcm") if goal in case.goals]
    if way.topic == "dispatched" and skills:
        message = join([message, say("diagnosis.skilled", skills=join(skills, "、", ", "))], "", "")
    if not way.fewest and way.topic not in {"longer", "suspended"}:
        message = join([message, say("diagnosis.not_fewest")], "", "")
    sources = {
        "dispatched": case.policy.clause_id(CoverFirstRule),
        "shared": case.policy.clause_id(CoverFirstRule),
        "uncapped": case.policy.clause_id(CapRule),
    }
    return WayOut(
        grantor=way.grantor,
        topic=way.topic,
        source=sources.get(way.topic, case.policy.clause_id(RotationRule)),
        size=way.size,
        subjects=tuple(tie.code for tie in way.ties),
        fewest=way.fewest,
        message=message,
    )


def not_enough(way: Way) -> Text:
    """Say what was proven not to be enough."""
    return say(f"diagnosis.not.{way.topic}", months=way.size)


def _said(case: Case, way: Way) -> Text:
    rotation, cover = case.policy.clause_id(RotationRule), case.policy.clause_id(CoverFirstRule)
    if way.topic == "excused":
        return _excused(case, way)
    if way.topic == "dispatched" and len(way.spells) == 1:
        (one,) = way.spells
        span = spoken(case.laid.periods[one.first], case.laid.periods[one.last])
        return say("diagnosis.dispatched_one", span=span, size=way.size)
    if way.topic == "dispatched":
        return say("diagnosis.dispatched", count=_at_once(way.spells), size=way.size, spells=_spans(case, way.spells))
    if way.topic == "shared":
        shared = [tie.code for tie in way.ties]
        pairs = join([_pair(case, code, shared) for code in shared], "、", ", ")
        return say("diagnosis.shared", count=way.size, clause=cover, pairs=pairs)
    if way.topic == "longer":
        rule = case.policy.only(RotationRule)
        return say("diagnosis.longer", now=rule.cycle_months if rule else 0, months=way.size, clause=rotation)
    if way.topic == "suspended":
        clauses = [c for c in (rotation, case.policy.clause_id(ExemptRule)) if c]
        return say("diagnosis.suspended", clauses=Text("、".join(clauses), ", ".join(clauses)))
    if way.topic == "transferred":
        return say("diagnosis.transferred", people=people(case, (tie.code for tie in way.ties)))
    sites = join([plain(place_name(case, tie.code)) for tie in way.ties], "、", ", ")
    return say("diagnosis.uncapped", sites=sites, clause=case.policy.clause_id(CapRule))


def _excused(case: Case, way: Way) -> Text:
    """Say who is excused from what, and where each then is."""
    turning = [tie.code for tie in way.ties if tie.topic is Topic.TURNS]
    groups = (
        ("early", RotationRule, [code for code in turning if not _overstays(case, code, way.spells)]),
        ("excused", RotationRule, [code for code in turning if _overstays(case, code, way.spells)]),
        ("stand_in", ExemptRule, [tie.code for tie in way.ties if tie.topic is Topic.STAYS]),
        ("unlocked", RotationRule, [tie.code for tie in way.ties if tie.topic is Topic.LOCK]),
    )
    said = []
    for key, rule, codes in groups:
        if codes:
            doing = join([_doing(case, code, [s for s in way.spells if s.who == code]) for code in codes])
            clause = case.policy.clause_id(rule)
            said.append(say(f"diagnosis.{key}", people=people(case, codes), clause=clause, doing=doing))
    return join(said)


def _overstays(case: Case, code: str, spells: Sequence[Spell]) -> bool:
    """Whether someone is at one place for longer than the cycle, counted from when she came there."""
    rule = case.policy.only(RotationRule)
    post, periods = case.post[code], case.laid.periods
    for number, spell in enumerate(s for s in spells if s.who == code):
        began = periods[spell.first].start
        if number == 0 and spell.place == post.site_id and post.since is not None:
            began = min(began, post.since)
        if rule is not None and add_months(began, rule.cycle_months) < periods[spell.last].following.start:
            return True
    return False


def _doing(case: Case, code: str, spells: Sequence[Spell]) -> Text:
    periods = case.laid.periods
    stays = [
        say("diagnosis.doing", span=spoken(periods[s.first], periods[s.last]), place=place_name(case, s.place))
        for s in spells
    ]
    return say("diagnosis.doing_of", name=case.post[code].person.name, spells=join(stays, "，", ", "))


def people(case: Case, codes: Iterable[str]) -> Text:
    """Name people with their codes."""
    return join([say("diagnosis.person", name=case.instance.person[code].name, id=code) for code in codes], "、", ", ")


def _at_once(spells: Sequence[Spell]) -> int:
    return max(sum(s.first <= t <= s.last for s in spells) for s in spells for t in (s.first, s.last))


def _spans(case: Case, spells: Sequence[Spell]) -> Text:
    """Say how many are there in which half-years, equal ones together."""
    periods = case.laid.periods
    ordered = sorted((s.first, s.last) for s in spells)
    said = [
        say("diagnosis.spell", span=spoken(periods[first], periods[last]), count=len(list(same)))
        for (first, last), same in groupby(ordered)
    ]
    return join(said, "，", ", ")


def _pair(case: Case, code: str, shared: Sequence[str]) -> Text:
    others = (s.id for s in case.instance.sites_of[case.centre.id] if s.kind is SiteKind.CLINIC and s.id not in shared)
    found = nearest(case.instance, code, others)
    if found is None:
        return say("diagnosis.pair_unknown", site=place_name(case, code))
    next_to, minutes = found
    return say("diagnosis.pair", site=place_name(case, code), next=place_name(case, next_to), minutes=minutes)
