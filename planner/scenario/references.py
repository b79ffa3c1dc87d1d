"""This module is where rows are checked against each other: keys that repeat, codes that lead nowhere, people twice."""

from collections import defaultdict
from collections.abc import Iterator, Set
from datetime import date

from planner.messages import say
from planner.problem import Problem
from planner.scenario.cells import did_you_mean
from planner.scenario.rows import Row, Tables, key_of
from planner.scenario.schema import CENTRES, PEOPLE, SITES, TABLES, VILLAGES, Table
from planner.text import Text, join, plain

REFERENCES: tuple[tuple[str, str, tuple[Table, ...]], ...] = (
    ("sites", "centre_id", (CENTRES,)),
    ("villages", "site_id", (SITES,)),
    ("people", "employer", (CENTRES,)),
    ("people", "site_id", (SITES, CENTRES)),
    ("people", "only_centres", (CENTRES,)),
    ("wishes", "person_id", (PEOPLE,)),
    ("wishes", "centre_id", (CENTRES,)),
    ("wishes", "site_id", (SITES,)),
    ("travel", "from_id", (CENTRES, SITES, VILLAGES)),
    ("travel", "to_id", (CENTRES, SITES, VILLAGES)),
    ("leave", "person_id", (PEOPLE,)),
    ("practice", "person_id", (PEOPLE,)),
    ("sit_ins", "site_id", (SITES,)),
    ("sit_ins", "person_id", (PEOPLE,)),
    ("locks", "person_id", (PEOPLE,)),
    ("locks", "site_id", (SITES,)),
    ("locks", "centre_id", (CENTRES,)),
    ("waivers", "person_id", (PEOPLE,)),
    ("waivers", "site_id", (SITES,)),
    ("waivers", "village_id", (VILLAGES,)),
    ("records", "person_id", (PEOPLE,)),
    ("records", "site_id", (SITES,)),
    ("records", "centre_id", (CENTRES,)),
)
"""Which column of which table names a row of which other tables."""


HINTED = 20
"""Codes of one column for which the nearest known code is looked up; with more wrong, the column itself is."""


def check_references(tables: Tables) -> Iterator[Problem]:
    """Yield every fault between rows: repeated keys, dangling references, empty centres, people in two places."""
    yield from _repeated(tables)
    yield from _one_code_two_places(tables)
    yield from _dangling(tables)
    yield from _empty_centres(tables)
    yield from _namesakes(tables)


def check_clause_ids(tables: Tables, clauses: Set[str]) -> Iterator[Problem]:
    """Yield waivers and records for clauses that no pack of the scenario knows."""
    for row in (*tables.get("waivers", ()), *tables.get("records", ())):
        clause = row.values.get("clause")
        if clause is not None and clause not in clauses:
            yield row.problem("clause", say("reading.unknown_clause", hint=did_you_mean(str(clause), clauses)))


def codes(tables: Tables, table: Table) -> set[str]:
    """Return the codes of a table's rows."""
    return {str(code) for row in tables.get(table.name, ()) if (code := row.values.get(table.key[0])) is not None}


def _repeated(tables: Tables) -> Iterator[Problem]:
    for table in TABLES:
        first: dict[str, Row] = {}
        for row in tables.get(table.name, ()) if table.unique else ():
            key = key_of(table, row)
            before = first.setdefault(key, row)
            if not key or before is row:
                continue
            here, there = row.text("site_id"), before.text("site_id")
            if table is PEOPLE and here and there and here != there:
                message = say(
                    "reading.person_twice", row=_place(before, row), name=row.text("name"), here=here, there=there
                )
            else:
                message = say("reading.key_twice", code=key, row=_place(before, row))
            yield row.problem(table.key[0], message)


def _place(row: Row, seen_from: Row) -> str:
    """Return where a row stands, with its file only when that is another one."""
    return str(row.number) if row.where == seen_from.where else f"{row.where}:{row.number}"


def _one_code_two_places(tables: Tables) -> Iterator[Problem]:
    centres = codes(tables, CENTRES)
    for row in tables.get("sites", ()):
        if row.values.get("site_id") in centres:
            yield row.problem("site_id", say("reading.site_is_centre"))


def _dangling(tables: Tables) -> Iterator[Problem]:
    for name, field, targets in REFERENCES:
        # Without the table referred to there is one fault, that it is missing, and not one for every row.
        if name not in tables or any(target.required and target.name not in tables for target in targets):
            continue
        known = set().union(*(codes(tables, target) for target in targets))
        kind = join([target.label for target in targets], "或", " or ")
        hints: dict[str, Text] = {}
        for row in tables[name]:
            given = row.values.get(field)
            named = sorted(given) if isinstance(given, frozenset) else [given] if given is not None else []
            for code in map(str, named):
                if code not in known:
                    if code not in hints:
                        hints[code] = did_you_mean(code, known) if len(hints) < HINTED else plain("")
                    yield row.problem(field, say("reading.dangling", kind=kind, code=code, hint=hints[code]))


def _empty_centres(tables: Tables) -> Iterator[Problem]:
    """Yield centres without a site, without anybody who works at them, and without a village in their town."""
    if not tables.get("sites"):
        return
    named = {row.values.get("centre_id") for row in tables["sites"]}
    named |= {row.values.get("site_id") for row in tables.get("people", ())}
    towns = {row.values.get("town") for row in tables.get("villages", ())} - {None, ""}
    for row in tables.get("centres", ()):
        code = row.values.get("centre_id")
        if code is not None and code not in named and row.values.get("town") not in towns:
            yield row.problem("centre_id", say("reading.centre_without_site", name=row.text("name")))


def _namesakes(tables: Tables) -> Iterator[Problem]:
    """Yield people with two codes, one name and one birth date who are in post at two places at the same time."""
    alike: dict[tuple[object, object], list[Row]] = defaultdict(list)
    for row in tables.get("people", ()):
        if all(row.values.get(field) is not None for field in ("name", "birth_date", "site_id")):
            alike[row.values["name"], row.values["birth_date"]].append(row)
    for rows in alike.values():
        for i, row in enumerate(rows):
            for before in rows[:i]:
                if _one_person_twice(before, row):
                    yield row.problem(
                        "name",
                        say(
                            "reading.namesake_twice",
                            row=_place(before, row),
                            name=row.text("name"),
                            other=before.text("person_id"),
                            code=row.text("person_id"),
                            here=row.text("site_id"),
                            there=before.text("site_id"),
                        ),
                    )
                    break


def _one_person_twice(one: Row, other: Row) -> bool:
    differ = ("site_id", "person_id")
    sexes = {one.values.get("sex"), other.values.get("sex")} - {None}
    if any(one.values.get(f) == other.values.get(f) for f in differ) or len(sexes) > 1:
        return False
    return _from(one) < _until(other) and _from(other) < _until(one)


def _from(row: Row) -> date:
    since = row.values.get("since")
    return since if isinstance(since, date) else date.min


def _until(row: Row) -> date:
    leaves_on = row.values.get("leaves_on")
    return leaves_on if isinstance(leaves_on, date) else date.max
