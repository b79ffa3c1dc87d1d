"""This module is where an outlook is explained: why someone is where she is when, and which clinics are at risk."""

from collections.abc import Iterator, Sequence
from datetime import date

from planner.calendar import Period, add_months
from planner.domain import Assignment, Instance, Person, Site, SiteKind
from planner.faces.moves import RotationRule
from planner.messages import say
from planner.policy import Policy
from planner.stages.outlook import horizon, rotates
from planner.stages.standing import Post, posts_of
from planner.stages.supply import departure, why_gone
from planner.text import Text, join


def career(person: Person, plan: Sequence[Assignment], instance: Instance, policy: Policy) -> Iterator[Text]:
    """Yield a sentence for each of a person's stints: where, when, and why it begins and ends."""
    rule = policy.only(RotationRule)
    stints = sorted((a for a in plan if a.person_id == person.id), key=lambda a: a.start)
    came = next((post.since for post in posts_of(instance, ()) if post.person.id == person.id), None)
    for number, stint in enumerate(stints):
        post = Post(person=person, centre_id="", site_id=stint.site_id, since=None, start=date.min)
        moves = rule is not None and rotates(post, policy, rule)
        last = number == len(stints) - 1
        yield say(
            "careers.stint",
            span=span(stint.start, stint.end),
            place=_place(instance, stint.site_id),
            begins=say("careers.turn" if number else "careers.there"),
            ends=_ends(person, stint, (came if number == 0 else None), last, moves, instance, policy),
        )


def _ends(
    person: Person,
    stint: Assignment,
    came: date | None,
    last: bool,
    moves: bool,
    instance: Instance,
    policy: Policy,
) -> Text:
    rule = policy.only(RotationRule)
    if not last and moves and rule is not None:
        began = came or stint.start.start
        due = add_months(began, rule.cycle_months)
        clause = policy.clause_id(RotationRule)
        return say("careers.cycle", months=rule.cycle_months, clause=clause, began=began, due=due)
    gone = _gone(person, instance, policy)
    if gone is not None and gone[0] <= stint.end.following.start:
        return say("careers.leaves", day=gone[0], why=gone[1])
    return say("careers.horizon" if stint.end == horizon(instance)[-1] else "careers.ends")


def _gone(person: Person, instance: Instance, policy: Policy) -> tuple[date, Text] | None:
    """The first day a person is no longer there, and what that follows from."""
    found = departure(person, instance, policy)
    return None if found is None else (found.day, why_gone(found, person, instance))


def site_ahead(site: Site, plan: Sequence[Assignment], instance: Instance, policy: Policy) -> Iterator[Text]:
    """Yield who serves a site over the years, and from when it stands empty unless something is done."""
    mine = sorted((a for a in plan if a.site_id == site.id), key=lambda a: (a.start, a.person_id))
    for stint in mine:
        person = instance.person[stint.person_id]
        yield say("careers.at_site", span=span(stint.start, stint.end), name=person.name, id=person.id)
    for first, last in empty_spans(site, plan, instance):
        before = [a for a in mine if a.end.following == first]
        left = [(instance.person[a.person_id], _gone(instance.person[a.person_id], instance, policy)) for a in before]
        why = [
            say("careers.left", name=p.name, day=gone[0], why=gone[1])
            if gone and gone[0] <= first.end
            else Text(p.name, p.name)
            for p, gone in left
        ]
        key = "careers.at_risk_after" if why else "careers.at_risk"
        yield say(key, span=span(first, last), why=join(why, "、", ", "), population=site.population)
    if not mine and not any(True for _ in empty_spans(site, plan, instance)):
        yield say("careers.nobody")


def empty_spans(site: Site, plan: Sequence[Assignment], instance: Instance) -> Iterator[tuple[Period, Period]]:
    """Yield the unbroken spans of periods in which nobody serves a site."""
    periods = horizon(instance)
    empty = [p for p in periods if not any(a.site_id == site.id and a.start <= p <= a.end for a in plan)]
    while empty:
        run = [empty.pop(0)]
        while empty and empty[0] == run[-1].following:
            run.append(empty.pop(0))
        yield run[0], run[-1]


def at_risk(plan: Sequence[Assignment], instance: Instance) -> Iterator[tuple[Site, Period, Period]]:
    """Yield every clinic that will stand empty, with the span, the earliest first."""
    spans = [
        (first, last, site)
        for site in instance.sites
        if site.kind is SiteKind.CLINIC
        for first, last in empty_spans(site, plan, instance)
    ]
    for first, last, site in sorted(spans, key=lambda s: (s[0], s[2].id)):
        yield site, first, last


def span(first: Period, last: Period) -> str:
    """Return a span of periods as it is written: one period alone, or the first and the last."""
    return str(first) if first == last else f"{first}–{last}"


def _place(instance: Instance, code: str) -> str:
    return (instance.site.get(code) or instance.centre[code]).name
