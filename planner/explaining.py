"""This module is where questions about a season are answered: why her, why there, and what would have to differ.

Every counterfactual is a change of the input that was solved again and gave the result asked for; where none is found,
the answer says what was tried and how far.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from planner.domain import Instance, Person, Site, Wish
from planner.faces import MeasureRule
from planner.messages import say
from planner.policy import Policy
from planner.problem import Problem, ScenarioError
from planner.reasons import outcomes, why_not
from planner.result import Outcome
from planner.scenario import Scenario
from planner.season import SeasonPlan, centre_by_person, plan_season
from planner.stages.season import centre_wishes
from planner.text import Language, Text

MOST_TRIALS = 3000
"""Seasons solved again for one question at most; a county takes about a millisecond each."""

MOST_VACANCIES = 12
"""Extra vacancies at one centre tried at most."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """One thing that could differ: a vacancy, a graduate or a wish; ``apply`` makes the instance in which it does."""

    what: Text
    apply: Callable[[Instance], Instance]


@dataclass(frozen=True, kw_only=True)
class Counterfactual:
    """The fewest changes that would put a person at a centre, each set verified by solving again.

    ``options`` are alternative smallest sets. Without options, ``tried`` seasons were solved: every set of up to
    ``size`` changes of the kinds listed in the answer, so nothing that small would do it.
    """

    person_id: str
    centre_id: str
    options: tuple[tuple[Text, ...], ...]
    size: int
    tried: int


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


def explain(scenario: Scenario, who: str, instead: str | None = None) -> Explanation:
    """Explain a person, a centre or a clinic by code; ``instead`` is a centre or clinic code for a person.

    Raises ScenarioError when a code is unknown, naming the nearest.
    """
    instance, policy = scenario.instance, scenario.policy
    season = plan_season(instance, policy)
    if who in instance.person:
        return _person(season, instance.person[who], instead)
    if who in instance.centre:
        return Explanation(subject=who, lines=tuple(_centre(season, who)))
    if who in instance.site:
        return Explanation(subject=who, lines=tuple(_site(season, instance.site[who])))
    raise _unknown(who, [*instance.person, *instance.centre, *instance.site])


def _unknown(code: str, known: list[str]) -> ScenarioError:
    from difflib import get_close_matches

    near = get_close_matches(code, known, n=1, cutoff=0.3)
    return ScenarioError([Problem(code, 0, "", "", say("explain.unknown", near=near[0] if near else "-"))])


def _person(season: SeasonPlan, person: Person, instead: str | None) -> Explanation:
    outcome = next((o for o in outcomes(season) if o.person_id == person.id), None)
    if outcome is None:
        why = season.pool.barred.get(person.id, say("explain.not_in_pool", name=person.name))
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


def _result(season: SeasonPlan, outcome: Outcome) -> Text:
    if outcome.centre_id is None:
        return say("explain.unplaced")
    site = season.instance.site.get(outcome.site_id or "")
    return say("explain.placed", centre=season.instance.centre[outcome.centre_id].name, site=site.name if site else "—")


def _told(found: Counterfactual, instance: Instance) -> Iterator[Text]:
    centre = instance.centre[found.centre_id].name
    if not found.options:
        yield say("explain.nothing", centre=centre, size=found.size, tried=found.tried)
        return
    yield say("explain.would", centre=centre, size=found.size, tried=found.tried)
    for number, option in enumerate(found.options, start=1):
        words = Text("；".join(t.zh for t in option), "; ".join(t.en for t in option))
        yield say("explain.option", number=number, what=words)


def counterfactual(instance: Instance, policy: Policy, person: Person, centre_id: str) -> Counterfactual:
    """Return the fewest vacancies, graduates or wishes that would have to differ for a person to be at a centre.

    Sets of changes are tried by size: all single ones, more and more vacancies at the centre, then all pairs, within
    MOST_TRIALS seasons solved again.
    """
    changes = list(_changes(instance, policy, person, centre_id))
    tried = 0

    def works(chosen: tuple[Change, ...]) -> bool:
        changed = instance
        for change in chosen:
            changed = change.apply(changed)
        return centre_by_person(changed, policy).get(person.id) == centre_id

    proven = 0
    for size in (1, 2):
        sets = list(combinations(changes, size))
        if tried + len(sets) > MOST_TRIALS:
            break
        tried += len(sets)
        if found := [chosen for chosen in sets if works(chosen)]:
            options = tuple(tuple(c.what for c in chosen) for chosen in found[:3])
            return Counterfactual(person_id=person.id, centre_id=centre_id, options=options, size=size, tried=tried)
        proven = size
    for size in range(max(2, proven + 1), MOST_VACANCIES + 1):
        tried += 1
        more = _more_vacancies(instance, policy, centre_id, size)
        if more is not None and works((more,)):
            return Counterfactual(
                person_id=person.id, centre_id=centre_id, options=((more.what,),), size=size, tried=tried
            )
    return Counterfactual(person_id=person.id, centre_id=centre_id, options=(), size=proven, tried=tried)


def _changes(instance: Instance, policy: Policy, person: Person, centre_id: str) -> Iterator[Change]:
    """Everything single that could differ and matter: vacancies here and there, other graduates, her list and theirs."""
    more = _more_vacancies(instance, policy, centre_id, 1)
    if more is not None:
        yield more
    if centre_wishes(person, instance).get(centre_id) != 1:
        yield Change(
            what=say("explain.change.own_wish", centre=instance.centre[centre_id].name),
            apply=lambda i: _with_first_wish(i, person, centre_id),
        )
    if person.only_centres and centre_id not in person.only_centres:
        yield Change(
            what=say("explain.change.limit"), apply=lambda i: _with_person(i, replace(person, only_centres=frozenset()))
        )
    for other in instance.centres:
        fewer = _fewer_vacancies(instance, policy, other.id) if other.id != centre_id else None
        if fewer is not None:
            yield fewer
    placed = centre_by_person(instance, policy)
    for code in sorted(placed):
        if code == person.id:
            continue
        other_person = instance.person[code]
        yield Change(
            what=say("explain.change.withdraws", name=other_person.name, id=code),
            apply=lambda i, code=code: _without(i, code),
        )
        if placed[code] == centre_id and centre_id in centre_wishes(other_person, instance):
            yield Change(
                what=say(
                    "explain.change.their_wish", name=other_person.name, id=code, centre=instance.centre[centre_id].name
                ),
                apply=lambda i, code=code: _without_wish(i, code, centre_id),
            )


def _scope(instance: Instance, policy: Policy, centre_id: str) -> list[Site]:
    measure = policy.only(MeasureRule)
    day = instance.placement_date
    return [s for s in instance.sites_of[centre_id] if measure is None or measure.in_scope(s, day)]


def _more_vacancies(instance: Instance, policy: Policy, centre_id: str, count: int) -> Change | None:
    """So many more posts, at the centre's clinics in turn, the most populous first, so that caps are met last."""
    from planner.stages.demand import demand

    sites = sorted(_scope(instance, policy, centre_id), key=lambda s: (-s.population, s.id))
    if not sites:
        return None
    posts = demand(instance, policy)
    extra = {s.id: len(range(n, count, len(sites))) for n, s in enumerate(sites)}

    def apply(i: Instance) -> Instance:
        return replace(
            i,
            sites=tuple(
                replace(s, posts=(s.posts if s.posts is not None else posts[s.id]) + extra[s.id])
                if extra.get(s.id)
                else s
                for s in i.sites
            ),
        )

    return Change(what=say("explain.change.more", centre=instance.centre[centre_id].name, count=count), apply=apply)


def _fewer_vacancies(instance: Instance, policy: Policy, centre_id: str) -> Change | None:
    """One vacant post fewer at a centre, None where it has none."""
    from planner.stages.demand import demand
    from planner.stages.supply import staffing_on

    posts, staffing = demand(instance, policy), staffing_on(instance.placement_date, instance, policy)
    gaps = [s for s in _scope(instance, policy, centre_id) if posts[s.id] > len(staffing.in_post.get(s.id, ()))]
    if not gaps:
        return None
    site = min(gaps, key=lambda s: (s.population, s.id))

    def apply(i: Instance) -> Instance:
        return replace(i, sites=tuple(replace(s, posts=posts[s.id] - 1) if s.id == site.id else s for s in i.sites))

    return Change(what=say("explain.change.fewer", centre=instance.centre[centre_id].name, site=site.name), apply=apply)


def _with_person(instance: Instance, person: Person) -> Instance:
    return replace(instance, people=tuple(person if p.id == person.id else p for p in instance.people))


def _without(instance: Instance, code: str) -> Instance:
    return replace(
        instance,
        people=tuple(p for p in instance.people if p.id != code),
        wishes=tuple(w for w in instance.wishes if w.person_id != code),
        locks=tuple(k for k in instance.locks if k.person_id != code),
    )


def _with_first_wish(instance: Instance, person: Person, centre_id: str) -> Instance:
    kept = [
        replace(w, rank=w.rank + 1) if w.person_id == person.id else w
        for w in instance.wishes
        if w.person_id != person.id or w.centre_id != centre_id
    ]
    return replace(instance, wishes=(*kept, Wish(person_id=person.id, rank=1, centre_id=centre_id)))


def _without_wish(instance: Instance, code: str, centre_id: str) -> Instance:
    at = {s.id for s in instance.sites_of[centre_id]}
    return replace(
        instance,
        wishes=tuple(
            w for w in instance.wishes if w.person_id != code or (w.centre_id != centre_id and w.site_id not in at)
        ),
    )


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
