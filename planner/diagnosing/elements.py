"""This module is where each tie of a conflict becomes a clause or a fact, said in a sentence with its source."""

from planner.calendar import Period
from planner.diagnosing.answer import Element
from planner.diagnosing.loosening import Case, Tie, Topic
from planner.domain import Lock, Role
from planner.faces.moves import ExemptRule, RotationRule
from planner.faces.people import ExitRule
from planner.faces.seats import CapRule, CoverFirstRule, PostsRule
from planner.messages import say
from planner.text import Text, join, plain

MAIN_SITE = "MTG25-3.1-b"
"""Said of graduates beside the option of rotation, where it is in force: their main place of practice."""


def element(case: Case, tie: Tie, span: range) -> Element:
    """Return what a tie says in a span of half-years, and where it stands."""
    source = source_of(case, tie)
    period, message = _said(case, tie, span)
    return Element(
        kind="clause" if source in case.policy.clause else "fact",
        topic=tie.topic.value,
        source=source,
        subject=tie.code,
        period=period,
        message=message,
    )


def source_of(case: Case, tie: Tie) -> str:
    """Return the clause id behind a tie, or the table and column, or the key of the scenario."""
    policy = case.policy
    rotation = policy.clause_id(RotationRule)
    if tie.topic is Topic.NEED:
        clause = policy.clause_id(CoverFirstRule) if case.goals == ("uncovered",) else ""
        return clause or (policy.clause_id(PostsRule) if case.goals == ("short",) else "") or "scenario.require"
    if tie.topic is Topic.CAP:
        return policy.clause_id(CapRule) or "sites.posts"
    if tie.topic is Topic.PLACES:
        return MAIN_SITE if MAIN_SITE in policy.clause else rotation
    if tie.topic is Topic.STAYS:
        person = case.post[tie.code].person
        if any(rule.exempt(person) for rule in policy.having(ExemptRule)):
            return policy.clause_id(ExemptRule)
        if person.role is Role.GRADUATE:
            return rotation
        posted = person.role in {Role.RECRUIT, Role.REHIRED, Role.SECONDED}
        return "people.site_id" if posted or person.employer else "people.employer"
    if tie.topic is Topic.EXIT:
        return _exit_source(case, tie.code)
    if tie.topic is Topic.MEMBER:
        return "people.employer"
    fixed = {
        Topic.TURNS: rotation,
        Topic.ALTERNATION: rotation,
        Topic.CORE: "centres.core_staff_min",
        Topic.LOCK: "locks",
        Topic.ARRIVAL: "people.start",
    }
    return fixed[tie.topic] or "people.site_id"


def _exit_source(case: Case, code: str) -> str:
    person, day = case.post[code].person, case.gone[code]
    if person.leaves_on == day:
        return "people.leaves_on"
    rules = (c for c in case.policy.clauses if isinstance(c, ExitRule))
    return next((c.id for c in rules if c.exit_date(person, case.instance) == day), "people.leaves_on")


def _said(case: Case, tie: Tie, span: range) -> tuple[str, Text]:
    """Return the half-years or the day a tie speaks of, and the sentence."""
    periods, instance = case.laid.periods, case.instance
    during = spoken(periods[span.start], periods[span.stop - 1])
    person = case.post[tie.code].person if tie.code in case.post else instance.person.get(tie.code)
    name = person.name if person else ""
    site = place_name(case, tie.code)
    if tie.topic is Topic.NEED:
        goals = [g for g in case.goals if g not in {"core", "exceptions"}]
        keys = {"short": "need_short", "woman": "need_woman", "tcm": "need_tcm", "handover": "need_handover"}
        posts = next((p.posts for p in case.laid.outlook.places if p.id == tie.code), 0)
        said = [say(f"diagnosis.{keys.get(g, 'need')}", site=site, span=during, posts=posts) for g in goals]
        return during.en, join(said)
    if tie.topic is Topic.EXIT:
        return str(case.gone[tie.code]), say("diagnosis.exit", name=name, day=case.gone[tie.code])
    if tie.topic is Topic.ARRIVAL:
        return str(case.post[tie.code].start), say("diagnosis.arrival", name=name, day=case.post[tie.code].start)
    if tie.topic is Topic.TURNS:
        return during.en, _turns(case, tie.code, name, span)
    if tie.topic is Topic.LOCK:
        why = "、".join(k.why or place_name(case, k.site_id or k.centre_id or "") for k in _locks(case, tie.code))
        return during.en, say("diagnosis.lock", name=name, why=why)
    if tie.topic is Topic.CAP:
        cap = next(p.cap for p in case.laid.outlook.places if p.id == tie.code)
        return during.en, say("diagnosis.cap", site=site, count=cap)
    if tie.topic is Topic.STAYS:
        at = place_name(case, case.post[tie.code].site_id)
        return during.en, say("diagnosis.stays", name=name, site=at)
    if tie.topic is Topic.CORE:
        return during.en, say("diagnosis.core", centre=site, count=case.laid.outlook.core_min)
    return during.en, say(f"diagnosis.{tie.topic}", name=name)


def _locks(case: Case, code: str) -> list[Lock]:
    return [lock for lock in case.instance.locks if lock.person_id == code]


def _turns(case: Case, code: str, name: str, span: range) -> Text:
    """Say where someone is in a span by her cycle, and when she moves."""
    periods = case.laid.periods
    stints = next(r.stints for r in case.laid.outlook.rotators if r.id == code)
    first = stints[0]
    fixed = first.places == (case.post[code].site_id,)
    turns = [plain(str(periods[s.first])) for s in (stints[1:] if fixed else stints)]
    told = join(turns, "、", ", ") if turns else say("diagnosis.no_turn")
    if fixed and first.first <= span.start <= first.last:
        site = place_name(case, first.places[0])
        return say("diagnosis.turns_at", name=name, site=site, last=periods[first.last], turns=told)
    return say("diagnosis.turns", name=name, turns=told)


def spoken(first: Period, last: Period) -> Text:
    """Say a span of half-years."""
    return plain(str(first)) if first == last else say("diagnosis.span", first=first, last=last)


def place_name(case: Case, code: str) -> str:
    """Return the name of a site or a centre, its code where it has none."""
    place = case.instance.site.get(code) or case.instance.centre.get(code)
    return place.name if place is not None else code
