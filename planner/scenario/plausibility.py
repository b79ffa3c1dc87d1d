"""This module is where a row is checked for sense: dates in order, wishes that name one place, both coordinates."""

from collections.abc import Iterator
from datetime import date

from planner.calendar import birthday
from planner.messages import say
from planner.problem import Problem
from planner.scale import MONTHLY, PER_HEAD, YEARLY, item_of
from planner.scenario.rows import Row, Tables
from planner.scenario.schema import TABLES

YOUNGEST = 16
"""Completed years at which anyone may begin to serve (Labour Law of the People's Republic of China, article 15)."""

IN_ORDER: tuple[tuple[str, str, str], ...] = (
    ("people", "birth_date", "enrolled_on"),
    ("people", "birth_date", "graduated_on"),
    ("people", "birth_date", "licensed_on"),
    ("people", "enrolled_on", "graduated_on"),
    ("people", "enrolled_on", "available_from"),
    ("people", "graduated_on", "available_from"),
    ("people", "since", "leaves_on"),
    ("people", "available_from", "leaves_on"),
    ("practice", "start", "end"),
    ("locks", "start", "end"),
)
"""Table, the column of the earlier day, the column of the day that may not come before it."""


def check_plausibility(tables: Tables, placement_date: date | None) -> Iterator[Problem]:
    """Yield what cannot be true within single rows, and in a person's wishes and locks taken together."""
    yield from _dates(tables)
    yield from _births(tables, placement_date)
    yield from _integration(tables)
    yield from _coordinates(tables)
    yield from _wishes(tables)
    yield from _locks(tables)
    yield from _amounts(tables)
    for row in tables.get("waivers", ()):
        if all(row.values.get(column) is None for column in ("person_id", "site_id", "village_id")):
            yield row.problem("person_id", say("reading.waiver_for_nobody"))


def _day(row: Row, field: str) -> date | None:
    day = row.values.get(field)
    return day if isinstance(day, date) else None


def _dates(tables: Tables) -> Iterator[Problem]:
    for name, earlier, later in IN_ORDER:
        for row in tables.get(name, ()):
            first, second = _day(row, earlier), _day(row, later)
            if first is not None and second is not None and second < first:
                yield row.problem(later, say("reading.days_reversed", other=row.headings[earlier], day=first))


def _births(tables: Tables, placement_date: date | None) -> Iterator[Problem]:
    for row in tables.get("people", ()):
        birth, since = _day(row, "birth_date"), _day(row, "since")
        if birth is None:
            continue
        if placement_date is not None and birth > placement_date:
            yield row.problem("birth_date", say("reading.born_later", day=placement_date))
        if since is not None and since < birthday(birth, YOUNGEST):
            yield row.problem("since", say("reading.too_young", age=YOUNGEST, birth=birth))


def _integration(tables: Tables) -> Iterator[Problem]:
    for row in tables.get("sites", ()):
        if row.values.get("integrated") is False and row.values.get("integrated_from") is not None:
            yield row.problem("integrated_from", say("reading.not_integrated", other=row.headings["integrated"]))


def _coordinates(tables: Tables) -> Iterator[Problem]:
    for table in TABLES:
        for row in tables.get(table.name, ()) if "lon" in table.column else ():
            lon, lat = row.values.get("lon"), row.values.get("lat")
            if row.sound and (lon is None) != (lat is None):
                field = "lon" if lon is None else "lat"
                yield row.problem(field, say("reading.half_coordinate"))


def _wishes(tables: Tables) -> Iterator[Problem]:
    first: dict[tuple[str, object, object], Row] = {}
    for row in tables.get("wishes", ()):
        centre, site = row.values.get("centre_id"), row.values.get("site_id")
        if centre is not None and site is not None:
            yield row.problem("site_id", say("reading.wish_for_both", centre=centre, site=site))
        elif centre is None and site is None:
            if row.sound:
                yield row.problem("centre_id", say("reading.wish_for_nothing"))
        elif (person := row.values.get("person_id")) is not None:
            field = "site_id" if centre is None else "centre_id"
            before = first.setdefault((field, person, row.values[field]), row)
            if before is not row:
                yield row.problem(field, say("reading.wish_twice", row=before.number, person=person))


def _locks(tables: Tables) -> Iterator[Problem]:
    sites = {row.values.get("site_id"): row.values.get("centre_id") for row in tables.get("sites", ())}
    earlier: dict[object, list[Row]] = {}
    for row in tables.get("locks", ()):
        site, centre = row.values.get("site_id"), row.values.get("centre_id")
        if site is None and centre is None:
            if row.sound:
                yield row.problem("site_id", say("reading.lock_nowhere"))
        elif site is not None and centre is not None and site in sites and sites[site] != centre:
            yield row.problem("centre_id", say("reading.lock_elsewhere", site=site, centre=sites[site]))
        for before in earlier.setdefault(row.values.get("person_id"), []):
            apart = site is not None and before.values.get("site_id") not in (None, site)
            if apart and _overlap(before, row):
                place = before.text("site_id")
                yield row.problem("site_id", say("reading.lock_two_places", row=before.number, place=place))
                break
        earlier[row.values.get("person_id")].append(row)


def _amounts(tables: Tables) -> Iterator[Problem]:
    """Yield amounts in a unit that nothing reads, and two amounts for the same item, place, licence and day."""
    first: dict[tuple[object, ...], Row] = {}
    for row in tables.get("pay_scale", ()):
        word, unit = row.text("item"), row.text("unit").strip().lower()
        item = item_of(word)
        if item is not None and item not in PER_HEAD and unit not in MONTHLY | YEARLY:
            yield row.problem("unit", say("reading.unit_unknown"))
        key = (item or word, *(row.values.get(column) for column in ("zone", "credential", "from")))
        before = first.setdefault(key, row)
        if row.sound and before is not row:
            yield row.problem("item", say("reading.amount_twice", row=before.number))


def _overlap(one: Row, other: Row) -> bool:
    return (_day(one, "start") or date.min) <= (_day(other, "end") or date.max) and (
        _day(other, "start") or date.min
    ) <= (_day(one, "end") or date.max)
