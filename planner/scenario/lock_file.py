"""This module is where rows that a planner marked in plan.xlsx become locks, which a new plan keeps.

A row counts where its cell 锁定 (``locked``) says yes: one of 安置结果 (``placements``) holds somebody to a centre, and
to the clinic named beside it; one of 排班明细 (``assignments``) to a place for its half-years. Other rows are not read.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from planner.calendar import Period, period_of
from planner.domain import Instance, Lock
from planner.messages import say
from planner.problem import Problem, ScenarioError
from planner.scenario import Scenario
from planner.scenario.files import Files
from planner.scenario.plan_file import ASSIGNMENTS, PLACEMENTS, code_of, codes_of, names_agree, rows_of
from planner.scenario.rows import Row
from planner.text import Text, join


@dataclass(frozen=True, kw_only=True)
class Kept:
    """The decisions to keep, in the order of the file, and the SHA-256 of the file they stand in."""

    locks: tuple[Lock, ...]
    sha256: str


@dataclass(frozen=True, kw_only=True)
class _Reading:
    """What is known while a file is read: the facts, who is to be placed, and locks and faults found so far."""

    instance: Instance
    pool: Container[str]
    found: list[tuple[Row, Lock]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_locks(path: Path, instance: Instance, pool: Container[str]) -> Kept:
    """Read the marked rows of a plan; ``pool`` holds the codes of the people to be placed this season.

    Raises ScenarioError with every fault: unknown codes, somebody who is not to be placed, half-years beyond the
    horizon, rows that put one person at two places at a time, also against the scenario's own locks, or no mark at all.
    """
    reading = _Reading(instance=instance, pool=pool)
    files = Files(path.parent)
    sheets = files.sheets(path, reading.problems)
    for table, read in ((PLACEMENTS, _placement), (ASSIGNMENTS, _assignment)):
        faults: list[Problem] = []
        rows = rows_of(sheets, table, faults, required=False)
        others = {row.number for row in rows if row.values.get("locked") is not True}
        # What is wrong in a row without a mark is no matter here, unless it is the mark itself.
        marks = {row.headings["locked"] for row in rows[:1]}
        reading.problems.extend(p for p in faults if p.row not in others or p.column in marks)
        for row in rows:
            if row.number not in others:
                read(row, reading)
    _check_apart(reading)
    if not reading.problems and not reading.found:
        reading.problems.append(Problem(path.name, 0, "", "", say("reading.keep_nothing")))
    if reading.problems:
        raise ScenarioError(reading.problems)
    return Kept(locks=tuple(lock for _, lock in reading.found), sha256=files.hashes[path.name])


def _placement(row: Row, reading: _Reading) -> None:
    instance, problems = reading.instance, reading.problems
    person = code_of(row, "person_id", codes_of(instance.people), problems)
    centre = code_of(row, "centre_id", codes_of(instance.centres), problems)
    site = code_of(row, "site_id", codes_of(instance.sites), problems)
    if all(code is not None or not row.text(name) for name, code in (("centre_id", centre), ("site_id", site))):
        names_agree(row, instance, centre, site, problems)
    if person is not None and person not in reading.pool:
        problems.append(row.problem("person_id", say("reading.keep_not_placed", name=instance.person[person].name)))
    if not row.text("centre_id") and not row.text("site_id"):
        problems.append(row.problem("centre_id", say("reading.keep_nowhere")))
    if centre is not None and site is not None and instance.site[site].centre_id != centre:
        home = instance.site[site].centre_id
        problems.append(row.problem("centre_id", say("reading.lock_elsewhere", site=site, centre=home)))
    if person is not None and (centre is not None or site is not None):
        only = centre if site is None else None
        lock = Lock(person_id=person, site_id=site, centre_id=only, why=row.text("locked_why"))
        reading.found.append((row, lock))


def _assignment(row: Row, reading: _Reading) -> None:
    instance, problems = reading.instance, reading.problems
    person = code_of(row, "person_id", codes_of(instance.people), problems)
    place = code_of(row, "site_id", codes_of((*instance.sites, *instance.centres)), problems)
    there = None if place is None else instance.site.get(place) or instance.centre[place]
    if there is not None and row.text("site_name") not in {"", there.name}:
        problems.append(row.problem("site_name", say("reading.plan_name", name=there.name)))
    start, end = row.values.get("start"), row.values.get("end")
    if not isinstance(start, Period) or not isinstance(end, Period):
        return
    first, last = _horizon(instance)
    for name, period in (("start", start), ("end", end)):
        if not first <= period <= last:
            problems.append(row.problem(name, say("reading.keep_beyond", first=first, last=last)))
    if end < start:
        problems.append(row.problem("end", say("reading.keep_backwards", start=start)))
    elif person is not None and there is not None:
        at_site = there.id in instance.site
        lock = Lock(
            person_id=person,
            site_id=there.id if at_site else None,
            centre_id=None if at_site else there.id,
            start=start.start,
            end=end.end,
            why=row.text("locked_why"),
        )
        reading.found.append((row, lock))


def _horizon(instance: Instance) -> tuple[Period, Period]:
    """Return the first and the last half-year of the outlook: those that begin on the placement date or after it."""
    first = period_of(instance.placement_date)
    first = first if first.start == instance.placement_date else first.following
    years, half = divmod(first.half - 1 + 2 * instance.horizon_years - 1, 2)
    return first, Period(first.year + years, half + 1)


def _check_apart(reading: _Reading) -> None:
    """Report rows that contradict an earlier row, or a lock of the scenario, about one person at one time."""
    for at, (row, lock) in enumerate(reading.found):
        for before, other in reading.found[:at]:
            same_sheet = before.where == row.where
            if other.person_id == lock.person_id and _clash(lock, other, reading, may_agree=not same_sheet):
                told = before.number if same_sheet else f"{before.where}:{before.number}"
                place = _place(other)
                reading.problems.append(row.problem("person_id", say("reading.keep_twice", row=told, place=place)))
                break
        for known in reading.instance.locks_of.get(lock.person_id, ()):
            if _clash(lock, known, reading, may_agree=True):
                reading.problems.append(row.problem("site_id", say("reading.keep_other_lock", place=_place(known))))
                break


def _clash(one: Lock, other: Lock, reading: _Reading, may_agree: bool) -> bool:
    (first, last), (begin, end) = _days(one, reading), _days(other, reading)
    together = first <= end and begin <= last
    return together and not (may_agree and (_within(one, other, reading) or _within(other, one, reading)))


def _within(one: Lock, other: Lock, reading: _Reading) -> bool:
    """Whether a lock says what another says: the same place, or a clinic of the centre someone is placed at."""
    if _place(one) == _place(other):
        return True
    site = reading.instance.site.get(one.site_id or "")
    return site is not None and site.centre_id == other.centre_id and _places_only(other, reading)


def _places_only(lock: Lock, reading: _Reading) -> bool:
    """Whether a lock decides where someone is placed, and not yet where she stands in the years ahead."""
    return lock.person_id in reading.pool and (lock.end is None or lock.site_id is None)


def _days(lock: Lock, reading: _Reading) -> tuple[date, date]:
    """Return the first and the last day of a lock; a placement holds on its day, her turns come after it."""
    start, end = lock.start or date.min, lock.end or date.max
    day = reading.instance.placement_date
    return (day, day) if _places_only(lock, reading) and start <= day <= end else (start, end)


def _place(lock: Lock) -> str:
    return lock.site_id or lock.centre_id or ""


def keeping(scenario: Scenario, locks: Iterable[Lock]) -> Scenario:
    """Return a scenario that keeps further decisions, and says in its notices which, and why."""
    added = tuple(locks)
    told = join([_told(lock, scenario.instance) for lock in added], "；", "; ")
    every = sorted({*scenario.instance.locks, *added}, key=_order)
    return replace(
        scenario,
        instance=replace(scenario.instance, locks=tuple(every)),
        notices=(*scenario.notices, say("notes.kept", count=len(added), rows=told)),
    )


def _order(lock: Lock) -> tuple[tuple[bool, object], ...]:
    return tuple((value is not None, value) for value in vars(lock).values())


def _told(lock: Lock, instance: Instance) -> Text:
    place = instance.site.get(lock.site_id or "") or instance.centre[lock.centre_id or ""]
    values = {"name": instance.person[lock.person_id].name, "id": lock.person_id, "place": place.name}
    if lock.start is not None and lock.end is not None:
        span = {"start": period_of(lock.start), "end": period_of(lock.end)}
        told = say("notes.kept_stint", **values, **span)
    else:
        told = say("notes.kept_placement", **values)
    return say("notes.kept_why", told=told, why=lock.why) if lock.why else told


def recorded(kept: Kept, told: Scenario) -> dict[str, Any]:
    """Return what a manifest says of kept rows; reasons are those of the scenario that is ``told`` of, in codes say."""
    plain = {_key(lock): lock.why for lock in told.instance.locks}
    rows = [{**_key_row(lock), "why": plain[_key(lock)]} for lock in kept.locks]
    return {"sha256": kept.sha256, "rows": rows}


def recalled(scenario: Scenario, record: Mapping[str, Any]) -> Scenario:
    """Return a scenario that keeps the rows a manifest tells of.

    Raises ScenarioError where one names somebody or a place the scenario no longer has.
    """
    instance = scenario.instance
    locks = tuple(
        Lock(
            person_id=row["person_id"],
            site_id=row["site_id"],
            centre_id=row["centre_id"],
            start=None if row["start"] is None else date.fromisoformat(row["start"]),
            end=None if row["end"] is None else date.fromisoformat(row["end"]),
            why=row["why"],
        )
        for row in record["rows"]
    )
    gone = sorted(
        {lock.person_id for lock in locks if lock.person_id not in instance.person}
        | {_place(lock) for lock in locks if _place(lock) not in {*instance.site, *instance.centre}}
    )
    if gone:
        raise ScenarioError([Problem("manifest.json", 0, "locks", code, say("reading.keep_gone")) for code in gone])
    return keeping(scenario, locks)


def _key(lock: Lock) -> tuple[object, ...]:
    return tuple(_key_row(lock).values())


def _key_row(lock: Lock) -> dict[str, str | None]:
    days = {name: None if day is None else day.isoformat() for name, day in (("start", lock.start), ("end", lock.end))}
    return {"person_id": lock.person_id, "site_id": lock.site_id, "centre_id": lock.centre_id, **days}
