"""This module is where events after a run are read, and the plan that the run published."""

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from planner.calendar import Period
from planner.domain import Assignment, Event, EventKind, Instance
from planner.messages import say
from planner.problem import Problem, ScenarioError
from planner.scenario.cells import CODE, DAY, choice, did_you_mean
from planner.scenario.files import Files
from planner.scenario.rows import Row, read_sheet
from planner.scenario.schema import Column, Table
from planner.text import Text

KIND = choice(
    EventKind,
    {
        EventKind.RESIGNS: ("离职", "辞职"),
        EventKind.ILL: ("病休", "生病"),
        EventKind.LATE: ("推迟到岗", "迟到"),
        EventKind.CLOSES: ("撤并", "关闭"),
    },
)
EVENTS = Table(
    "events",
    "事件",
    (
        Column("event", "事件", KIND, True),
        Column("day", "日期", DAY, True),
        Column("person_id", "人员编码", CODE),
        Column("site_id", "服务点编码", CODE),
        Column("until", "至", DAY),
    ),
    ("event", "day"),
)


def read_events(path: Path, instance: Instance, plan: Sequence[Assignment]) -> tuple[Event, ...]:
    """Read a file of events; raises ScenarioError with every fault.

    Such as unknown codes, somebody who is not in ``plan``, or a day outside the half-years it covers.
    """
    problems: list[Problem] = []
    notices: list[Text] = []
    sheets = Files(path.parent).sheets(path, problems)
    rows = (read_sheet(sheets[0], EVENTS, problems, notices) or []) if sheets else []
    events = []
    for row in rows:
        kind, day, until = row.values.get("event"), row.values.get("day"), row.values.get("until")
        person, site = row.text("person_id") or None, row.text("site_id") or None
        _known(row, "person_id", instance.person, problems)
        _known(row, "site_id", instance.site, problems)
        if not isinstance(kind, EventKind) or not isinstance(day, date):
            continue
        about, needs = ("site_id", site) if kind is EventKind.CLOSES else ("person_id", person)
        if needs is None:
            problems.append(row.problem(about, say("reading.event_who")))
        if kind in {EventKind.ILL, EventKind.LATE} and not isinstance(until, date):
            problems.append(row.problem("until", say("reading.event_until")))
        last = until if isinstance(until, date) else None
        if person in instance.person and kind is not EventKind.CLOSES and all(a.person_id != person for a in plan):
            problems.append(row.problem("person_id", say("reading.event_not_planned")))
        if plan and not min(a.start for a in plan).start <= day <= max(a.end for a in plan).end:
            span = (min(a.start for a in plan), max(a.end for a in plan))
            problems.append(row.problem("day", say("reading.event_outside", first=span[0], last=span[1])))
        if last is not None and last < day:
            problems.append(row.problem("until", say("reading.event_backwards")))
        events.append(Event(kind=kind, day=day, person_id=person, site_id=site, until=last))
    if problems:
        raise ScenarioError(problems)
    return tuple(events)


def _known(row: Row, field: str, known: Mapping[str, object], problems: list[Problem]) -> None:
    if row.text(field) and row.text(field) not in known:
        problems.append(row.problem(field, say("reading.plan_unknown", hint=did_you_mean(row.text(field), known))))


def has_outlook(run: Path) -> bool:
    """Return whether a run folder holds an outlook."""
    return (run / "tables" / "assignments.csv").exists()


def published(run: Path) -> tuple[Assignment, ...]:
    """Return the assignments of a run's outlook; raises ScenarioError when the run has none."""
    path = run / "tables" / "assignments.csv"
    if not has_outlook(run):
        raise ScenarioError([Problem(str(run), 0, "", "", say("reading.no_outlook"))])
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Assignment(
                person_id=row["person_id"], site_id=row["site_id"], start=_period(row["start"]), end=_period(row["end"])
            )
            for row in csv.DictReader(file)
        )


def _period(text: str) -> Period:
    year, _, half = text.partition("H")
    return Period(int(year), int(half))
