"""This module is where the strip of repairs is told in sentences."""

from collections.abc import Iterator, Sequence

from planner.domain import Event, Instance
from planner.messages import say
from planner.replanning import Repair
from planner.text import Text, join


def told(event: Event, strip: Sequence[Repair], instance: Instance) -> Iterator[Text]:
    """Yield the event, then each repair with what it comes to and who is to be told."""
    who = event.site_id and instance.site[event.site_id].name
    if event.person_id:
        who = f"{instance.person[event.person_id].name}（{event.person_id}）"
    yield say(f"replan.event.{event.kind}", who=who, day=event.day, until=event.until)
    if not strip:
        yield say("replan.untouched")
    for repair in strip:
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
                name=f"{instance.person[move.person_id].name}（{move.person_id}）",
                start=move.start,
                planned=_place(instance, move.planned) if move.planned else say("replan.nowhere"),
                instead=_place(instance, move.instead),
            )


def _place(instance: Instance, code: str) -> str:
    return (instance.site.get(code) or instance.centre[code]).name
