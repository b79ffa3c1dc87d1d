"""This module is where questions about a season are answered: why her, why there, and what would have to differ.

Every counterfactual is a change of the input that was solved again and gave the result asked for; where none is found,
the answer says what was tried and how far.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from planner.domain import Assignment, Instance, Person, Site
from planner.explaining.careers import career, site_ahead
from planner.explaining.counterfactual import Counterfactual, counterfactual
from planner.explaining.telling import cures_of, leaves_of
from planner.faces.seats import MeasureRule
from planner.messages import say
from planner.problem import Problem, ScenarioError
from planner.reasons import outcomes, why_not
from planner.result import Outcome
from planner.scenario import Scenario
from planner.season import SeasonPlan, plan_season
from planner.stages.supply import departure, why_gone
from planner.text import Language, Text, join


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """An answer in sentences; ``counterfactual`` where an alternative was asked for."""

    subject: str
    lines: tuple[Text, ...]
    counterfactual: Counterfactual | None = None

    def text(self, language: Language) -> str:
        """Return the answer as text, a sentence a line."""
        return "\n".join(line.pick(language) for line in self.lines)

    def _repr_html_(self) -> str:
        from html import escape

        return "<br>".join(f"{escape(line.zh)}<br><small>{escape(line.en)}</small>" for line in self.lines)


def explain(scenario: Scenario, who: str, instead: str | None = None, plan: Sequence[Assignment] = ()) -> Explanation:
    """Explain a person, a centre or a clinic by code; ``instead`` is a centre or clinic code for a person.

    ``plan`` are the assignments of a published outlook, explained too where there is one.

    Raises ScenarioError when a code is unknown, naming the nearest.
    """
    instance, policy = scenario.instance, scenario.policy
    season = plan_season(instance, policy)
    if who in instance.person:
        found = _person(season, instance.person[who], instead)
        person = instance.person[who]
        ahead = [*career(person, plan, instance, policy), *leaves_of(person, instance, policy, plan)] if plan else []
        return _with_ahead(found, ahead)
    if who in instance.centre:
        return Explanation(subject=who, lines=tuple(_centre(season, who)))
    if who in instance.site:
        site = instance.site[who]
        found = Explanation(subject=who, lines=tuple(_site(season, site)))
        ahead = [*site_ahead(site, plan, instance, policy), *cures_of(site, instance, policy, plan)] if plan else []
        return _with_ahead(found, ahead)
    raise _unknown(who, [*instance.person, *instance.centre, *instance.site])


def _with_ahead(found: Explanation, ahead: list[Text]) -> Explanation:
    return replace(found, lines=(*found.lines, say("careers.ahead"), *ahead)) if ahead else found


def _unknown(code: str, known: list[str]) -> ScenarioError:
    from difflib import get_close_matches

    near = get_close_matches(code, known, n=1, cutoff=0.3)
    return ScenarioError([Problem(code, 0, "", "", say("explain.unknown", near=near[0] if near else "-"))])


def _person(season: SeasonPlan, person: Person, instead: str | None) -> Explanation:
    outcome = next((o for o in outcomes(season) if o.person_id == person.id), None)
    if outcome is None:
        why = season.pool.barred.get(person.id) or _left(season, person) or say("explain.not_in_pool", name=person.name)
        return Explanation(subject=person.id, lines=(say("explain.head", name=person.name, id=person.id), why))
    lines = [say("explain.head", name=person.name, id=person.id), _result(season, outcome), outcome.reason]
    if instead is None:
        return Explanation(subject=person.id, lines=tuple(lines))
    instance = season.instance
    centre = instance.site[instead].centre_id if instead in instance.site else instead
    if centre not in instance.centre:
        raise _unknown(instead, [*instance.centre, *instance.site])
    if centre == outcome.centre_id:
        lines += [say("explain.already", centre=instance.centre[centre].name)]
        return Explanation(subject=person.id, lines=tuple(lines))
    turn = next((r for r in reversed(season.rounds) if person.id in r.ranks), None)
    if turn is not None:
        lines.append(why_not(person, centre, turn, season))
    found = counterfactual(instance, season.policy, person, centre)
    lines += _told(found, instance)
    return Explanation(subject=person.id, lines=tuple(lines), counterfactual=found)


def _left(season: SeasonPlan, person: Person) -> Text | None:
    """Return when and why someone of the roster has left by the placement date, None where she has not."""
    gone = departure(person, season.instance, season.policy)
    if gone is None or gone.day > season.instance.placement_date:
        return None
    why = why_gone(gone, person, season.instance)
    return say("reasons.gone", name=person.name, day=gone.day, why=why)


def _result(season: SeasonPlan, outcome: Outcome) -> Text:
    if outcome.centre_id is None:
        return say("explain.unplaced")
    site = season.instance.site.get(outcome.site_id or "")
    return say("explain.placed", centre=season.instance.centre[outcome.centre_id].name, site=site.name if site else "—")


def _told(found: Counterfactual, instance: Instance) -> Iterator[Text]:
    centre = instance.centre[found.centre_id].name
    if not found.options:
        yield say("explain.nothing", centre=centre, excluded=found.excluded, tried=found.tried)
        return
    least = len(found.options[0]) == found.excluded + 1
    key = "explain.would" if least else "explain.would_more"
    yield say(key, centre=centre, size=len(found.options[0]), excluded=found.excluded, tried=found.tried)
    for number, option in enumerate(found.options, start=1):
        yield say("explain.option", number=number, what=join(list(option)))


def _centre(season: SeasonPlan, centre_id: str) -> Iterator[Text]:
    instance = season.instance
    yield say("explain.head", name=instance.centre[centre_id].name, id=centre_id)
    for turn in season.rounds:
        tally = turn.tallies[centre_id]
        yield say(
            "explain.centre",
            round=turn.round.number,
            short=tally.short,
            of=tally.of,
            clinics=tally.clinics,
            room=tally.room,
        )
        for seat in turn.seats:
            if seat.centre_id == centre_id:
                yield say("explain.step", step=seat.step, rate=f"{seat.vacant}/{seat.posts}", clause=seat.clause)
        for line in turn.cutoffs:
            if line.centre_id == centre_id:
                key = "explain.line.full" if line.level is None else "explain.line"
                yield say(key, line=f"{line.vacant}/{line.posts}", filled=line.filled, full=line.full, free=line.free)
    for placement in season.plan.placements:
        if placement.centre_id == centre_id:
            yield say("explain.came", name=instance.person[placement.person_id].name, id=placement.person_id)


def _site(season: SeasonPlan, site: Site) -> Iterator[Text]:
    instance = season.instance
    before = season.staffing.in_post.get(site.id, ())
    yield say("explain.head", name=site.name, id=site.id)
    yield say("explain.site", posts=season.posts[site.id], staff=len(before), population=site.population)
    for placement in season.plan.placements:
        if placement.site_id == site.id:
            yield say("explain.came", name=instance.person[placement.person_id].name, id=placement.person_id)
    newcomers = sum(p.site_id == site.id for p in season.plan.placements)
    if not before and not newcomers and season.posts[site.id]:
        came = sum(p.centre_id == site.centre_id for p in season.plan.placements)
        measure = season.policy.only(MeasureRule)
        outside = measure is not None and not measure.in_scope(site, instance.placement_date)
        key = "explain.site.outside" if outside else "explain.site.bare"
        yield say(key, centre=instance.centre[site.centre_id].name, came=came)
