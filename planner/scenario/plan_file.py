"""This module is where a plan made elsewhere is read: our own workbook edited by hand, or a list of two columns.

A row names a person and a centre or a clinic, by code or by a name that only one of them bears.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from planner.calendar import Period
from planner.domain import Assignment, Centre, Instance, Leave, Lines, Person, Placement, Plan, Practice, Site
from planner.messages import say
from planner.problem import Problem, ScenarioError
from planner.scenario.cells import CODE, COUNT, DAY, MONTH, TEXT, YES_NO, Cell, CellFault, CellType, did_you_mean, shown
from planner.scenario.files import Files, RawSheet
from planner.scenario.rows import Row, read_sheet
from planner.scenario.schema import Column, Table
from planner.text import Text

MARKS = (Column("locked", "锁定", YES_NO), Column("locked_why", "锁定理由", TEXT))
"""What a planner writes beside a row that is to be kept: ``planner.scenario.lock_file`` reads it."""

PLACEMENTS = Table(
    "placements",
    "安置结果",
    (
        Column("person_id", "人员编码", CODE, True),
        Column("centre_id", "中心编码", CODE),
        Column("site_id", "服务点编码", CODE),
        Column("centre_name", "中心名称", TEXT),
        Column("site_name", "服务点名称", TEXT),
        Column("status", "状态", TEXT),
        *MARKS,
    ),
    ("person_id",),
)
CUTOFFS = Table(
    "cutoffs",
    "截止线",
    (
        Column("centre_id", "中心编码", CODE, True),
        Column("round", "轮次", COUNT, True),
        Column("level", "档次", COUNT),
    ),
    ("round", "centre_id"),
)


def _period(cell: Cell) -> Period:
    found = re.fullmatch(r"(\d{4})H([12])", shown(cell).upper())
    if found is None:
        raise CellFault("not_period")
    return Period(int(found[1]), int(found[2]))


PERIOD = CellType("period", _period)
ASSIGNMENTS = Table(
    "assignments",
    "排班明细",
    (
        Column("person_id", "人员编码", CODE, True),
        Column("site_id", "服务点编码", CODE, True),
        Column("site_name", "服务点名称", TEXT),
        Column("start", "起", PERIOD, True),
        Column("end", "止", PERIOD, True),
        *MARKS,
    ),
    ("person_id", "start"),
)
LEAVE_PLAN = Table(
    "leave_plan",
    "进修安排",
    (
        Column("person_id", "人员编码", CODE, True),
        Column("site_id", "服务点编码", CODE, True),
        Column("month", "月份", MONTH, True),
        Column("covered_by", "顶岗人编码", CODE),
    ),
    ("person_id", "month"),
)
PRACTICE_PLAN = Table(
    "practice_plan",
    "临床实践安排",
    (
        Column("person_id", "人员编码", CODE, True),
        Column("site_id", "服务点编码", CODE, True),
        Column("start", "起", DAY, True),
        Column("end", "止", DAY, True),
        Column("covered_by", "顶岗人编码", CODE),
    ),
    ("person_id", "start"),
)


def read_plan(path: Path, instance: Instance) -> tuple[Plan, Lines]:
    """Read a plan, with the outlook and the cut-off lines where the file carries them.

    Raises ScenarioError with every fault.

    People of the pool who are not listed count as not placed.
    """
    problems: list[Problem] = []
    files = Files(path.parent)
    sheets = files.sheets(path, problems)
    rows = rows_of(sheets, PLACEMENTS, problems, required=True)
    people, centres, sites = codes_of(instance.people), codes_of(instance.centres), codes_of(instance.sites)
    placements: dict[str, Placement] = {}
    for row in rows:
        person = code_of(row, "person_id", people, problems)
        centre, site = code_of(row, "centre_id", centres, problems), code_of(row, "site_id", sites, problems)
        names_agree(row, instance, centre, site, problems)
        if person is None:
            continue
        if person in placements:
            problems.append(row.problem("person_id", say("reading.plan_twice")))
        if centre is None and site is not None:
            centre = instance.site[site].centre_id
        placements[person] = Placement(person_id=person, centre_id=centre, site_id=site)
    lines: dict[int, dict[str, int | None]] = defaultdict(dict)
    for row in rows_of(sheets, CUTOFFS, problems, required=False):
        level = row.values.get("level")
        lines[_int(row, "round")][row.text("centre_id")] = level if isinstance(level, int) else None
    places = {**sites, **centres}
    assignments = tuple(_assignments(rows_of(sheets, ASSIGNMENTS, problems, required=False), people, places, problems))
    leave = tuple(_leave(rows_of(sheets, LEAVE_PLAN, problems, required=False), people, places, problems))
    practice = tuple(_practice(rows_of(sheets, PRACTICE_PLAN, problems, required=False), people, places, problems))
    if problems:
        raise ScenarioError(problems)
    return Plan(
        assignments=assignments,
        leave=leave,
        practice=practice,
        placements=tuple(placements[p] for p in sorted(placements)),
    ), lines


def _assignments(
    rows: Iterable[Row], people: Mapping[str, str], places: Mapping[str, str], problems: list[Problem]
) -> Iterator[Assignment]:
    for row in rows:
        person, site = code_of(row, "person_id", people, problems), code_of(row, "site_id", places, problems)
        start, end = row.values.get("start"), row.values.get("end")
        if person and site and isinstance(start, Period) and isinstance(end, Period):
            yield Assignment(person_id=person, site_id=site, start=start, end=end)


def _leave(
    rows: Iterable[Row], people: Mapping[str, str], places: Mapping[str, str], problems: list[Problem]
) -> Iterator[Leave]:
    for row in rows:
        person, site = code_of(row, "person_id", people, problems), code_of(row, "site_id", places, problems)
        cover, month = code_of(row, "covered_by", people, problems), row.values.get("month")
        if person and site and isinstance(month, date):
            yield Leave(person_id=person, site_id=site, month=month, covered_by=cover)


def _practice(
    rows: Iterable[Row], people: Mapping[str, str], places: Mapping[str, str], problems: list[Problem]
) -> Iterator[Practice]:
    for row in rows:
        person, site = code_of(row, "person_id", people, problems), code_of(row, "site_id", places, problems)
        cover, start, end = code_of(row, "covered_by", people, problems), row.values.get("start"), row.values.get("end")
        if person and site and isinstance(start, date) and isinstance(end, date):
            if end < start:
                reversed_ = say("reading.days_reversed", other=row.headings["start"], day=start)
                problems.append(row.problem("end", reversed_))
            yield Practice(person_id=person, site_id=site, start=start, end=end, covered_by=cover)


def names_agree(row: Row, instance: Instance, centre: str | None, site: str | None, problems: list[Problem]) -> None:
    """A name that was edited while its code was not would be passed over in silence."""
    told = {
        "centre_name": instance.centre[centre].name if centre else "",
        "site_name": instance.site[site].name if site else "",
    }
    for field, name in told.items():
        if row.text(field) and row.text(field) != name:
            problems.append(row.problem(field, say("reading.plan_name", name=name or "—")))


def _int(row: Row, field: str) -> int:
    value = row.values.get(field)
    return value if isinstance(value, int) else 0


def rows_of(sheets: Iterable[RawSheet], table: Table, problems: list[Problem], required: bool) -> list[Row]:
    """Read the sheet that is the table; of a file with a single sheet, that one whatever it is called."""
    sheets = list(sheets)
    named = [s for s in sheets if s.title in {table.name, table.sheet}]
    chosen = named or (sheets[:1] if required else [])
    if not chosen:
        if required and not problems:
            problems.append(Problem("", 0, "", "", say("reading.plan_sheet", sheet=table.label)))
        return []
    notices: list[Text] = []
    return read_sheet(chosen[0], table, problems, notices) or []


def codes_of(things: Iterable[Person | Centre | Site]) -> Mapping[str, str]:
    """Map codes, and names that only one thing bears, to codes."""
    by_name: dict[str, list[str]] = defaultdict(list)
    codes = {}
    for thing in things:
        codes[thing.id] = thing.id
        by_name[thing.name].append(thing.id)
    return {name: ids[0] for name, ids in by_name.items() if len(ids) == 1} | codes


def code_of(row: Row, field: str, known: Mapping[str, str], problems: list[Problem]) -> str | None:
    """Return the code that a cell's code or name stands for, None where it is blank or, with a fault, not known."""
    text = row.text(field)
    if not text:
        return None
    if text not in known:
        problems.append(row.problem(field, say("reading.plan_unknown", hint=did_you_mean(text, known))))
        return None
    return known[text]
