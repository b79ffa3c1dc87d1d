"""This module is where it is found out what would have to differ for a person to be elsewhere.

Sets of changes are tried from the smallest up, and every answer was solved again and gave the result asked for.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations

from planner.domain import Instance, Person, Site, Wish
from planner.faces.seats import MeasureRule
from planner.messages import say
from planner.policy import Policy
from planner.season import centre_by_person
from planner.stages.demand import demand
from planner.stages.season import centre_wishes
from planner.stages.supply import staffing_on
from planner.text import Text

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
    """Changes that would put a person at a centre, each set verified by solving again.

    ``options`` are alternative sets. Every set of up to ``excluded`` changes was tried and does not do it, so an option
    of ``excluded`` + 1 changes is the smallest there is; ``tried`` seasons were solved in all.
    """

    person_id: str
    centre_id: str
    options: tuple[tuple[Text, ...], ...]
    excluded: int
    tried: int


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

    excluded = 0
    for size in (1, 2):
        sets = list(combinations(changes, size))
        if tried + len(sets) > MOST_TRIALS:
            break
        tried += len(sets)
        found = tuple(tuple(c.what for c in chosen) for chosen in sets if works(chosen))
        if found:
            return Counterfactual(
                person_id=person.id, centre_id=centre_id, options=found[:3], excluded=excluded, tried=tried
            )
        excluded = size
    options: tuple[tuple[Text, ...], ...] = ()
    for count in range(2, MOST_VACANCIES + 1):
        more = _more_vacancies(instance, policy, centre_id, count)
        tried += 1
        if more is not None and works((more,)):
            options = ((more.what,),)
            break
    return Counterfactual(person_id=person.id, centre_id=centre_id, options=options, excluded=excluded, tried=tried)


def _changes(instance: Instance, policy: Policy, person: Person, centre_id: str) -> Iterator[Change]:
    """Every single thing that could differ and matter: vacancies here and there, graduates, her list and theirs."""
    more = _more_vacancies(instance, policy, centre_id, 1)
    if more is not None:
        yield more
    if centre_wishes(person, instance).get(centre_id) != 1:
        yield Change(
            what=say("explain.change.own_wish", centre=instance.centre[centre_id].name),
            apply=partial(_with_first_wish, person=person, centre_id=centre_id),
        )
    if person.only_centres and centre_id not in person.only_centres:
        yield Change(
            what=say("explain.change.limit"),
            apply=partial(_with_person, person=replace(person, only_centres=frozenset())),
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
            apply=partial(_without, code=code),
        )
        if placed[code] == centre_id and centre_id in centre_wishes(other_person, instance):
            yield Change(
                what=say(
                    "explain.change.their_wish", name=other_person.name, id=code, centre=instance.centre[centre_id].name
                ),
                apply=partial(_without_wish, code=code, centre_id=centre_id),
            )


def _scope(instance: Instance, policy: Policy, centre_id: str) -> list[Site]:
    measure = policy.only(MeasureRule)
    day = instance.placement_date
    return [s for s in instance.sites_of[centre_id] if measure is None or measure.in_scope(s, day)]


def _more_vacancies(instance: Instance, policy: Policy, centre_id: str, count: int) -> Change | None:
    """So many more posts, at the centre's clinics in turn, the most populous first, so that caps are met last."""
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
