"""This module is where a variant's ``change`` entries are applied to rows: fields set, rows removed, rows added."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from planner.messages import say
from planner.problem import Problem
from planner.scenario.cells import Cell, CellFault, did_you_mean
from planner.scenario.rows import Row, Tables, key_of
from planner.scenario.schema import Column, Table, table_named, titles
from planner.scenario.strict_yaml import Document, Place
from planner.text import Text

OWNED: Mapping[str, tuple[tuple[str, str], ...]] = {
    "people": (
        ("wishes", "person_id"),
        ("leave", "person_id"),
        ("practice", "person_id"),
        ("sit_ins", "person_id"),
        ("locks", "person_id"),
        ("waivers", "person_id"),
        ("records", "person_id"),
    ),
    "centres": (("travel", "from_id"), ("travel", "to_id")),
    "sites": (
        ("travel", "from_id"),
        ("travel", "to_id"),
        ("waivers", "site_id"),
        ("records", "site_id"),
        ("sit_ins", "site_id"),
    ),
    "villages": (("travel", "from_id"), ("travel", "to_id"), ("waivers", "village_id")),
}
"""Rows that go with a removed row, as (table, column): a person's wishes, a place's travel times, exceptions for it."""


@dataclass(frozen=True)
class Change:
    """One ``change`` entry: the table, what it says, and its path in the document."""

    table: Table
    entry: Mapping[str, object]
    document: Document
    path: Place


def read_changes(document: Document, problems: list[Problem]) -> tuple[Change, ...]:
    """Return the ``change`` entries of a variant whose table is known; other entries are reported."""
    data = document.data if isinstance(document.data, dict) else {}
    entries = data.get("change") or []
    if not isinstance(entries, list):
        problems.append(document.problem(("change",), say("reading.not_list")))
        return ()
    changes = []
    for i, entry in enumerate(entries):
        path: Place = ("change", i)
        if not isinstance(entry, dict) or "table" not in entry:
            problems.append(document.problem(path, say("reading.bad_change")))
        elif (table := table_named(entry["table"])) is None:
            hint = did_you_mean(str(entry["table"]), titles())
            problems.append(document.problem((*path, "table"), say("reading.unknown_table", hint=hint)))
        else:
            changes.append(Change(table, entry, document, path))
    return tuple(changes)


def apply_changes(tables: Tables, changes: tuple[Change, ...], problems: list[Problem]) -> Tables:
    """Return the tables with every change made in turn; the tables given are left as they are."""
    changed = dict(tables)
    for change in changes:
        extra = set(change.entry) - {"table"}
        if "add" in change.entry:
            if extra != {"add"} or not isinstance(change.entry["add"], list):
                problems.append(change.document.problem((*change.path, "add"), say("reading.bad_add")))
            else:
                _add(changed, change, change.entry["add"], problems)
        elif "key" not in change.entry or extra == {"key"}:
            problems.append(change.document.problem(change.path, say("reading.bad_change")))
        elif "remove" in change.entry:
            if extra != {"key", "remove"} or change.entry["remove"] is not True:
                problems.append(change.document.problem((*change.path, "remove"), say("reading.bad_remove")))
            else:
                _remove(changed, change, problems)
        else:
            _set(changed, change, problems)
    return changed


def _matching(tables: Tables, change: Change, problems: list[Problem]) -> set[str]:
    """Return the keys a change names that exist; others are reported with the nearest that does."""
    given = change.entry["key"]
    named = list(enumerate(given)) if isinstance(given, list) else [(None, given)]
    known = {key_of(change.table, row) for row in tables.get(change.table.name, ())}
    found = set()
    for i, key in named:
        text = "".join(str(key).split())
        if text in known and text:
            found.add(text)
        else:
            path = (*change.path, "key") if i is None else (*change.path, "key", i)
            hint = did_you_mean(text, known)
            problems.append(change.document.problem(path, say("reading.no_row", table=change.table.label, hint=hint)))
    return found


def _remove(tables: Tables, change: Change, problems: list[Problem]) -> None:
    table = change.table
    keys = _matching(tables, change, problems)
    tables[table.name] = [row for row in tables.get(table.name, []) if key_of(table, row) not in keys]
    for owned, column in OWNED.get(table.name, ()):
        if owned in tables:
            tables[owned] = [row for row in tables[owned] if row.values.get(column) not in keys]


def _set(tables: Tables, change: Change, problems: list[Problem]) -> None:
    table = change.table
    keys = _matching(tables, change, problems)
    values, places, sound = _fields(change, change.entry, change.path, problems, skip=("table", "key"))

    def edited(row: Row) -> Row:
        return row._replace(values=row.values | values, moved={**row.moved, **places}, sound=row.sound and sound)

    tables[table.name] = [edited(r) if key_of(table, r) in keys else r for r in tables.get(table.name, [])]


def _add(tables: Tables, change: Change, rows: list[object], problems: list[Problem]) -> None:
    table, document = change.table, change.document
    added = []
    for i, entry in enumerate(rows):
        path = (*change.path, "add", i)
        if not isinstance(entry, dict):
            problems.append(document.problem(path, say("reading.bad_add")))
            continue
        values, places, sound = _fields(change, entry, path, problems, skip=())
        for column in table.columns:
            if column.required and column.name not in places:
                sound = False
                fault = say("reading.no_column", column=column.both, hint=Text("", ""))
                problems.append(Problem(document.where, document.line_of(path), column.heading, "", fault))
        headings = {c.name: c.heading for c in table.columns} | {name: place[2] for name, place in places.items()}
        added.append(Row(document.where, document.line_of(path), values, headings, sound, places))
    tables[table.name] = [*tables.get(table.name, []), *added]


def _fields(
    change: Change, entry: Mapping[str, object], path: Place, problems: list[Problem], skip: tuple[str, ...]
) -> tuple[dict[str, object], dict[str, tuple[str, int, str]], bool]:
    """Return the values an entry gives, the place of each, and whether all of them are sound."""
    document, table = change.document, change.table
    values: dict[str, object] = {}
    places: dict[str, tuple[str, int, str]] = {}
    sound = True
    for name, given in entry.items():
        if name in skip:
            continue
        here = (*path, name)
        column = table.find(name)
        if column is None:
            hint = did_you_mean(name, table.headings)
            problems.append(document.problem(here, say("reading.unknown_field", table=table.label, hint=hint)))
            sound = False
            continue
        places[column.name] = (document.where, document.line_of(here), name)
        try:
            values[column.name] = _value(column, given)
        except CellFault as fault:
            values[column.name] = None
            sound = False
            problems.append(document.problem(here, fault.text))
    return values, places, sound


def _value(column: Column, given: object) -> object:
    if isinstance(given, list):
        given = ";".join(str(item) for item in given)
    if isinstance(given, dict):
        raise CellFault("not_one_value")
    if given is None or given == "":
        if column.required:
            raise CellFault("required", allowed=column.type.allowed)
        return None
    return column.type.read(cast(Cell, given))
