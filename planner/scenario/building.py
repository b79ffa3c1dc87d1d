"""This module is where checked rows become the Instance: sorted by code, what one table says of another filled in."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar, cast

from planner.domain import (
    Centre,
    Instance,
    Lock,
    PayItem,
    Person,
    PracticeStay,
    Record,
    Site,
    SitIn,
    StudyLeave,
    Travel,
    Village,
    Waiver,
    Wish,
)
from planner.messages import say
from planner.scenario.rows import Tables
from planner.text import Text
from planner.travel import ACCESS_MINUTES, DETOUR, KM_PER_HOUR, Point, by_coordinates, by_roads

T = TypeVar("T")
Outline = tuple[tuple[Point, ...], ...]


def build(tables: Tables, placement_date: date, horizon_years: int, outline: Outline, notices: list[Text]) -> Instance:
    """Return the Instance of the sound rows; remarks on values filled in go to ``notices``.

    A site without coordinates, or without a served population, takes them from its villages: the coordinates of the
    most populous one, the sum of their residents. A home village given by a name that one village alone bears (within
    the home town, where one is given) becomes that village's code.
    """
    villages = _made(tables, "villages", Village, {"village_id": "id"}, town="")
    sites = _placed(_made(tables, "sites", Site, {"site_id": "id"}), villages, notices)
    centres = _made(tables, "centres", Centre, {"centre_id": "id"}, town="")
    people = _homes(_made(tables, "people", Person, {"person_id": "id"}), villages)
    return Instance(
        placement_date=placement_date,
        horizon_years=horizon_years,
        centres=centres,
        sites=sites,
        villages=villages,
        people=people,
        wishes=_made(tables, "wishes", Wish),
        leave=_made(tables, "leave", StudyLeave),
        practice=_made(tables, "practice", PracticeStay),
        sit_ins=_made(tables, "sit_ins", SitIn),
        locks=_made(tables, "locks", Lock),
        waivers=_made(tables, "waivers", Waiver),
        pay_scale=_made(tables, "pay_scale", PayItem, {"from": "start"}),
        records=_made(tables, "records", Record),
        travel=_travel(tables, centres, sites, villages, people, notices),
        outline=outline,
    )


def _made(
    tables: Tables, name: str, make: Callable[..., T], rename: Mapping[str, str] | None = None, **blank: object
) -> tuple[T, ...]:
    """Return the sound rows of a table as facts, sorted by what is written in them, key first."""
    names = rename or {}
    facts = []
    for row in tables.get(name, ()):
        if row.sound:
            given = {names.get(field, field): value for field, value in row.values.items() if value is not None}
            facts.append(make(**(blank | given)))
    return tuple(sorted(facts, key=_code))


def _code(fact: object) -> tuple[tuple[bool, object], ...]:
    """Return the sort key of a fact: its code, or every field in turn where it has none; blanks come first."""
    code = getattr(fact, "id", None)
    if code is not None:
        return ((True, code),)
    return tuple((value is not None, value) for value in vars(fact).values())


def _placed(sites: tuple[Site, ...], villages: Iterable[Village], notices: list[Text]) -> tuple[Site, ...]:
    served: dict[str, list[Village]] = defaultdict(list)
    for village in villages:
        if village.site_id is not None:
            served[village.site_id].append(village)
    filled = []
    summed = 0
    for site in sites:
        own = served.get(site.id, [])
        located = [v for v in own if v.lon is not None and v.lat is not None]
        if located and (site.lon is None or site.lat is None):
            chief = min(located, key=lambda v: (-v.population, v.id))
            site = replace(site, lon=chief.lon, lat=chief.lat)
        if not site.population and (residents := sum(v.population for v in own)):
            site = replace(site, population=residents)
            summed += 1
        filled.append(site)
    if summed:
        notices.append(say("reading.population_summed", number=summed))
    return tuple(filled)


def _homes(people: tuple[Person, ...], villages: Iterable[Village]) -> tuple[Person, ...]:
    named: dict[str, list[Village]] = defaultdict(list)
    for village in villages:
        named[village.name].append(village)

    def home(person: Person) -> Person:
        same = [v for v in named.get(person.home_village, ()) if person.home_town in ("", v.town)]
        return replace(person, home_village=same[0].id) if len(same) == 1 else person

    return tuple(home(p) if p.home_village in named else p for p in people)


def _travel(
    tables: Tables,
    centres: tuple[Centre, ...],
    sites: tuple[Site, ...],
    villages: tuple[Village, ...],
    people: tuple[Person, ...],
    notices: list[Text],
) -> Travel:
    """Return minutes from the ``travel`` table and the ``roads`` graph (pairs given win), or else by coordinates."""
    given = {
        (str(row.values["from_id"]), str(row.values["to_id"])): cast(int, row.values["minutes"])
        for row in tables.get("travel", ())
        if row.sound
    }
    roads = [
        (str(row.values["a"]), str(row.values["b"]), cast(int, row.values["minutes"]))
        for row in tables.get("roads", ())
        if row.sound
    ]
    if roads:
        sources = {c.id for c in centres} | {p.home_village for p in people}
        targets = {c.id for c in centres} | {s.id for s in sites} | {v.id for v in villages}
        return Travel({**by_roads(roads, sources, targets).minutes, **dict(sorted(given.items()))})
    if given:
        return Travel(dict(sorted(given.items())))
    places: dict[str, Point] = {
        fact.id: (fact.lon, fact.lat)
        for facts in (villages, sites, centres)
        for fact in cast(tuple[Centre | Site | Village, ...], facts)
        if fact.lon is not None and fact.lat is not None
    }
    if places:
        notices.append(say("reading.travel_estimated", factor=DETOUR, speed=KM_PER_HOUR, access=ACCESS_MINUTES))
    return by_coordinates(places)
