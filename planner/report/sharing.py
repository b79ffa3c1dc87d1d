"""This module is where people become codes: before anything is solved, so that no report can know a name.

Names go from the roster and from what planners wrote (reasons of locks, waivers and amendments, titles, names of
clinics) before solving; birth dates and home villages, which planning needs, go from what is solved before reporting.
Names of towns, villages and centres stay, also where someone is called the same.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from planner.calendar import period_of
from planner.domain import Instance, Person
from planner.messages import say
from planner.problem import Problem, ScenarioError
from planner.result import Result
from planner.scenario import Scenario
from planner.text import Text

if TYPE_CHECKING:
    from planner.staffing import Outlook

FREE_TEXT = frozenset({"why", "granted_by", "note", "source"})
"""Fields of the tables in which planners write sentences; all others hold codes, words of a list, names of places."""

_ID_NUMBER = re.compile(r"\d{17}[\dXx]|\d{15}")
"""A citizen's number (身份证号), which tells the birth date."""


def coded(scenario: Scenario) -> Scenario:
    """Return a scenario in which codes stand for names; the plan is the same, since no rule asks for a name.

    Hashes of the input stay those of the real files. Raises ScenarioError where a code would itself tell who it is.
    """
    instance, policy = scenario.instance, scenario.policy
    _check_codes(instance)
    words = _scrubber(instance, kept=lambda place, names: place not in names)
    places = _scrubber(instance, kept=lambda place, names: True)

    def both(text: Text) -> Text:
        return Text(words(text.zh), words(text.en))

    return replace(
        scenario,
        title=both(scenario.title),
        base_title=both(scenario.base_title) if scenario.base_title else None,
        notices=(*(both(n) for n in scenario.notices), say("memo.shared")),
        unused=tuple(both(n) for n in scenario.unused),
        instance=replace(
            _scrubbed(instance, words),
            people=tuple(replace(p, name=p.id) for p in instance.people),
            sites=tuple(replace(s, name=places(s.name)) for s in instance.sites),
        ),
        require=tuple(replace(r, why=words(r.why)) for r in scenario.require),
        policy=replace(
            policy,
            amendments=tuple(replace(a, why=words(a.why)) for a in policy.amendments),
            displaced=tuple(replace(d, why=both(d.why)) for d in policy.displaced),
        ),
    )


def undated(result: Result, outlook: "Outlook | None") -> "tuple[Result, Outlook | None]":
    """Return what was solved without home villages and exact dates of birth and leaving, for reports alone.

    A date becomes the start of the half-year from which it holds, so that ages at the start of any half-year, and
    who is there in it, stay what they are.
    """
    scenario = result.scenario
    people = tuple(_undated(p) for p in scenario.instance.people)
    shown = replace(scenario, instance=replace(scenario.instance, people=people))
    return replace(result, scenario=shown), replace(outlook, scenario=shown) if outlook else None


def _undated(person: Person) -> Person:
    birth, leaves = person.birth_date, person.leaves_on
    return replace(
        person,
        home_village="",
        birth_date=_next_half_year(birth) if birth else None,
        leaves_on=_next_half_year(leaves) if leaves else None,
    )


def _next_half_year(day: date) -> date:
    period = period_of(day)
    return day if day == period.start else period.following.start


def _scrubbed(instance: Instance, words: Callable[[str], str]) -> Instance:
    """Return an instance in which every field of free text, of whatever table, has gone through ``words``."""
    facts = {f.name: value for f in fields(instance) if isinstance(value := getattr(instance, f.name), tuple)}
    rows: dict[str, Any] = {table: tuple(_row(fact, words) for fact in value) for table, value in facts.items()}
    return replace(instance, **rows)


def _row(fact: Any, words: Callable[[str], str]) -> Any:
    texts = {name: words(getattr(fact, name)) for name in FREE_TEXT if getattr(fact, name, "")}
    return replace(fact, **texts) if texts else fact


def _check_codes(instance: Instance) -> None:
    problems = [
        Problem("people", 0, "person_id", p.id, say("memo.telling_code"))
        for p in instance.people
        if _ID_NUMBER.fullmatch(p.id) or (len(p.name) > 1 and p.name in p.id)
    ]
    if problems:
        raise ScenarioError(problems)


def _scrubber(instance: Instance, kept: Callable[[str, set[str]], bool]) -> Callable[[str], str]:
    """Return a function that puts codes for names in a text; ``kept`` says which names of places are left alone.

    The longest name wins where one is part of another. A name of one character is no name in a running text.
    """
    codes: dict[str, list[str]] = defaultdict(list)
    for person in instance.people:
        if len(person.name) > 1:
            codes[person.name].append(person.id)
    public = {word for c in instance.centres for word in (c.name, c.town)}
    public |= {word for v in instance.villages for word in (v.name, v.town)}
    public |= {name.removesuffix("村") for name in public}
    places = {p for p in public if kept(p, set(codes)) and any(name in p for name in codes)}
    wanted = sorted(places | codes.keys(), key=lambda word: (-len(word), word))
    if not codes:
        return lambda text: text
    pattern = re.compile("|".join(_whole(word) for word in wanted))

    def scrubbed(match: re.Match[str]) -> str:
        found = match.group()
        return found if found in places else "/".join(codes[found])

    return lambda text: pattern.sub(scrubbed, text)


def _whole(word: str) -> str:
    """Return a pattern of a word; Latin letters must not go on at either end."""
    before = r"(?<![A-Za-z])" if word[0].isascii() and word[0].isalpha() else ""
    after = r"(?![A-Za-z])" if word[-1].isascii() and word[-1].isalpha() else ""
    return before + re.escape(word) + after
