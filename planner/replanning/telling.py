"""This module is where the strip of repairs is told in sentences."""

from collections.abc import Iterator, Sequence

from planner.domain import Instance
from planner.messages import say
from planner.replanning import Answer, Repair
from planner.text import Text, join


def told(answers: Sequence[Answer], instance: Instance) -> Iterator[Text]:
    """Yield the events, half-year by half-year and centre by centre, then each repair with who is to be told."""
    for number, answer in enumerate(answers):
        if number and any(earlier.centre == answer.centre and earlier.repairs for earlier in answers[:number]):
            yield say("replan.builds_on", centre=answer.centre.name)
        yield from events_of(answer, instance)
        if not answer.repairs:
            yield say("replan.untouched")
        for repair in answer.repairs:
            yield from _repair(repair, instance)
        for code in answer.stranded:
            yield say("replan.stranded", name=_person(instance, code))


def events_of(answer: Answer, instance: Instance) -> Iterator[Text]:
    """Yield what happened, a sentence an event."""
    for event in answer.events:
        who = _person(instance, event.person_id) if event.person_id else _place(instance, event.site_id or "")
        yield say(f"replan.event.{event.kind}", who=who, day=event.day, until=event.until)


def _repair(repair: Repair, instance: Instance) -> Iterator[Text]:
    goals = join(
        [say("replan.goal", label=say(f"outlook.goal.{goal}"), value=value) for goal, value in repair.goals],
        "，",
        ", ",
    )
    proven = Text("", "") if repair.proven else say("replan.not_proven")
    if not repair.moved:
        yield say("replan.nobody", goals=goals)
    else:
        yield say("replan.moved", count=len(repair.inform), goals=goals, proven=proven)
    for move in repair.moved:
        yield say(
            "replan.move",
            name=_person(instance, move.person_id),
            start=move.start,
            planned=_place(instance, move.planned) if move.planned else say("replan.nowhere"),
            instead=_place(instance, move.instead),
        )


def _person(instance: Instance, code: str) -> Text:
    return say("explain.head", name=instance.person[code].name, id=code)


def _place(instance: Instance, code: str) -> str:
    return (instance.site.get(code) or instance.centre[code]).name
