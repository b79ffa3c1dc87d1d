"""This module is where diagnoses are told line by line, as a planner reads them."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from planner.diagnosing.answer import Diagnosis, Element
from planner.diagnosing.elements import spoken
from planner.domain import Instance, Role
from planner.messages import say
from planner.scenario import Scenario
from planner.text import Text, join, plain

FULLY = 4
"""Centres told in full; the others are counted and named."""

NAMED = 30
"""Names in one line at most."""

DATED = {"exit", "arrival"}
"""Topics whose elements are told with their day."""

OF_SITES = {"need", "cap"}
"""Topics whose elements are sites."""


def told(diagnoses: Sequence[Diagnosis], scenario: Scenario) -> Iterator[Text]:
    """Yield what stands in the way in each centre, and the ways out; the first centres in full."""
    goals = dict.fromkeys(goal for d in diagnoses for goal in d.goals)
    labels = join([say(f"outlook.goal.{goal}") for goal in goals], "、", ", ")
    if diagnoses:
        yield say("diagnosis.none" if goals else "diagnosis.none_hard", count=len(diagnoses), goals=labels)
    for requirement in scenario.require:
        if requirement.why:
            yield say("diagnosis.why", goal=say(f"outlook.goal.{requirement.goal}"), why=requirement.why)
    for diagnosis in diagnoses[:FULLY]:
        yield plain("")
        yield from centre_told(diagnosis, scenario)
    rest = [scenario.instance.centre[d.centre_id].name for d in diagnoses[FULLY:]]
    if rest:
        yield plain("")
        yield say("diagnosis.more", count=len(rest), centres=Text("、".join(rest), ", ".join(rest)))


def centre_told(diagnosis: Diagnosis, scenario: Scenario) -> Iterator[Text]:
    """Yield the summary of one centre, its conflict line by line, the check, and the ways out."""
    instance = scenario.instance
    name = instance.centre[diagnosis.centre_id].name
    yield say("diagnosis.title", centre=name, id=diagnosis.centre_id, summary=diagnosis.summary)
    for _, same in groupby(diagnosis.elements, key=lambda e: (e.topic, e.source)):
        yield _line(list(same), diagnosis, scenario)
    if diagnosis.heads:
        who = [_person(instance, code) for code in diagnosis.heads]
        yield say("diagnosis.line.heads", who=_listed(who, len(diagnosis.heads), "people"))
    check = "diagnosis.minimal" if diagnosis.minimal else "diagnosis.not_minimal"
    yield say(check, count=len(diagnosis.elements))
    if diagnosis.ways or diagnosis.complete:
        yield say("diagnosis.ways" if diagnosis.ways else "diagnosis.no_ways")
    for number, way in enumerate(diagnosis.ways, start=1):
        grantor = say(f"diagnosis.grantor.{way.grantor}")
        yield say("diagnosis.way", number=number, grantor=grantor, message=way.message)
    if diagnosis.useless:
        yield say("diagnosis.useless", what=join(list(diagnosis.useless)))
    if not diagnosis.complete:
        yield say("diagnosis.unfinished")


def _line(elements: Sequence[Element], diagnosis: Diagnosis, scenario: Scenario) -> Text:
    """Tell the elements of one topic and source in a line."""
    first = elements[0]
    label = f"diagnosis.line.{first.topic}"
    if first.topic == "stays":
        label = f"diagnosis.line.stays_{_staying(first, scenario)}"
    if first.topic == "need" and diagnosis.goals != ("uncovered",):
        label = "diagnosis.line.need_other"
    who = [_who(element, scenario.instance) for element in elements]
    return say(
        "diagnosis.line",
        label=say(label, span=spoken(diagnosis.first, diagnosis.last)),
        source=_source(first, scenario),
        who=_listed(who, len(who), "sites" if first.topic in OF_SITES else "people"),
    )


def _staying(element: Element, scenario: Scenario) -> str:
    """Why someone stays where she is: her certificate, her agreement, who employs her, or what she is."""
    if element.kind == "clause":
        graduate = scenario.instance.person[element.subject].role is Role.GRADUATE
        return "graduate" if graduate else "certificate"
    return "unemployed" if element.source == "people.employer" else "posted"


def _source(element: Element, scenario: Scenario) -> Text:
    """Say where an element stands; a need is one because the scenario requires it, and why."""
    clause = element.source in scenario.policy.clause
    source = plain(element.source) if clause else say(f"diagnosis.source.{element.source}")
    if element.topic not in {"need", "core", "alternation"}:
        return source
    required = say("diagnosis.required")
    return join([source, required], "，", ", ") if clause or element.topic != "need" else required


def _who(element: Element, instance: Instance) -> Text:
    if element.topic in {"core", "alternation"}:
        return element.message
    if element.topic in OF_SITES:
        return plain(instance.site[element.subject].name)
    if element.topic in DATED:
        name = instance.person[element.subject].name
        return say("diagnosis.person_day", name=name, id=element.subject, day=element.period)
    return _person(instance, element.subject)


def _person(instance: Instance, code: str) -> Text:
    return say("diagnosis.person", name=instance.person[code].name, id=code)


def _listed(who: Sequence[Text], count: int, unit: str) -> Text:
    named = join(list(who[:NAMED]), "、", ", ")
    if count <= NAMED:
        return named
    return say("diagnosis.and_more", named=named, count=count, unit=say(f"diagnosis.unit.{unit}"))
