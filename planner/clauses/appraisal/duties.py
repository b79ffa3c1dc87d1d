"""Clauses on what is done again and again: appraisals, visits, inspections, reports, training, reviews."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from types import MappingProxyType
from typing import Annotated, ClassVar, Literal

from planner.accounts import Duty
from planner.calendar import add_months, day_before
from planner.clause import Clause
from planner.domain import COVER_ROLES, Centre, Instance, Person, Record, Role, Site, SiteKind, Upshot
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.parameter import External, Range
from planner.text import Text

Act = Literal[
    "appraisal",
    "appraisal_and_pay",
    "pay",
    "supervision",
    "recheck",
    "hospital_inspection",
    "area_inspection",
    "training",
    "progress",
    "establishment",
    "support_visit",
]
Each = Literal["doctor", "graduate", "clinic", "centre", "area", "county"]
"""On whom or what it falls; ``area`` are the new cities of a new area."""

By = Literal[
    "centre",
    "centre_with_town",
    "hospital",
    "management",
    "commission",
    "county_health",
    "new_city",
    "new_area",
    "education_health",
    "authorities",
    "district_hospitals",
]
"""Who does it; ``management``: the centre at integrated clinics, the town government at others."""

Months = Annotated[int, Range(1, 120)]
Window = tuple[date, date]
"""First and last day."""


def serves(person: Person, day: date) -> bool:
    """Whether someone who fills a post is at it on a day, as the roster has it."""
    here = person.site_id is not None and all(d is None or d <= day for d in (person.since, person.available_from))
    return here and person.role not in COVER_ROLES and (person.leaves_on is None or day < person.leaves_on)


SUBJECTS: Mapping[str, Callable[[Instance, date], Iterator[str]]] = MappingProxyType(
    {
        "doctor": lambda instance, day: (
            p.id for p in instance.people if p.site_id in instance.site and serves(p, day)
        ),
        "graduate": lambda instance, day: (p.id for p in instance.people if p.role is Role.GRADUATE and serves(p, day)),
        "clinic": lambda instance, day: (s.id for s in instance.sites if s.kind is SiteKind.CLINIC),
        "centre": lambda instance, day: (c.id for c in instance.centres),
        "area": lambda instance, day: iter(("",)),
        "county": lambda instance, day: iter(("",)),
    }
)
"""Codes of those on whom a duty falls on a day; the county has none."""


def names(instance: Instance, codes: Sequence[str]) -> str:
    """Return the names of people, sites and centres in a row."""
    tables: tuple[Mapping[str, Person | Site | Centre], ...] = (instance.person, instance.site, instance.centre)
    return "、".join(table[code].name for code in codes for table in tables if code in table)


def _windows(months: int, first: date, last: date) -> Iterator[Window]:
    """Yield the calendar months, quarters, years … whose last day lies between two days, both included."""
    number = first.year * 12 + first.month - 1
    start = add_months(date(first.year, first.month, 1), -(number % months))
    while (after := add_months(start, months)) and day_before(after) <= last:
        if day_before(after) >= first:
            yield start, day_before(after)
        start = after


def _site_of(code: str, instance: Instance) -> str:
    person = instance.person.get(code)
    return code if person is None else person.site_id or ""


def managed_by(code: str, day: date, instance: Instance) -> Literal["centre", "town"]:
    """Who manages the clinic, or that of the doctor, on a day: its centre once it is integrated, else the town."""
    site = instance.site.get(_site_of(code, instance))
    return "town" if site is not None and not site.integrated_on(day) else "centre"


def signed_by(record: Record) -> frozenset[str]:
    """Who a record says did it: ``centre``, ``town``, both, or nobody where it names no one."""
    note = record.note.casefold()
    told = {"town"} if any(word in note for word in ("政府", "town government")) else set()
    if record.centre_id is not None or any(word in note for word in ("中心", "卫生院", "centre", "hospital")):
        told.add("centre")
    return frozenset(told)


class PeriodicDuty(Clause):
    """Something is done for each doctor, clinic or centre once in so many months.

    ``counted=calendar`` asks for it in every calendar month, quarter or year, due on its last day; ``last_done`` so
    many months after the last time on record, or after the plan begins where none is. ``assumption`` marks a number
    that the text does not give. Whoever does not serve the whole window owes nothing in it.
    """

    family: ClassVar[str] = "periodic_duty"
    decides: ClassVar[bool] = False
    on_record: ClassVar[bool] = True
    act: Act
    interval_months: External | Months
    each: Each
    by: By
    counted: Literal["calendar", "last_done"]
    assumption: bool

    def statement(self) -> Text:
        return say(
            "duties.periodic",
            every=self._every(),
            each=say(f"duties.each.{self.each}"),
            by=say(f"duties.by.{self.by}"),
            act=say(f"duties.act.{self.act}"),
            counted=say(f"duties.counted.{self.counted}"),
            assumed=say("duties.assumed") if self.assumption else "",
        )

    def _every(self) -> Text:
        if not isinstance(self.interval_months, int):
            return say("duties.every.external")
        return say("duties.every", months=self.interval_months)

    def duties(self, instance: Instance, first: date, last: date) -> Iterator[Duty]:
        if not isinstance(self.interval_months, int):
            return
        if self.counted == "last_done":
            yield from self._from_last(self.interval_months, instance, first, last)
            return
        for start, day in _windows(self.interval_months, first, last):
            for by, codes in self._by_whom(self._subjects(instance, start, day), day, instance):
                if codes:
                    yield self._due(day, by, codes, instance)

    def _from_last(self, months: int, instance: Instance, first: date, last: date) -> Iterator[Duty]:
        done = {code: record.day for record in self._done(instance) for code in self._told(record, instance)}
        on: dict[date, list[str]] = {}
        for code in self._subjects(instance, first, first):
            due = max(first, add_months(done.get(code, first), months))
            while due <= last:
                on.setdefault(due, []).append(code)
                due = add_months(due, months)
        everyone = list(self._subjects(instance, first, first))
        for day, codes in on.items():
            for some in [codes] if codes == everyone else [[code] for code in codes]:
                yield self._due(day, self.by, some, instance)

    def _subjects(self, instance: Instance, start: date, day: date) -> Sequence[str]:
        """Codes of those on whom it falls on the last day of a window, in order."""
        return tuple(SUBJECTS[self.each](instance, day))

    def _by_whom(self, codes: Sequence[str], day: date, instance: Instance) -> Iterator[tuple[str, Sequence[str]]]:
        if self.by != "management":
            yield self.by, codes
            return
        for by in ("centre", "town"):
            mine = [code for code in codes if managed_by(code, day, instance) == by]
            yield ("management_centre" if by == "centre" else "management_town"), mine

    def _due(self, day: date, by: str, codes: Sequence[str], instance: Instance) -> Duty:
        subject = codes[0] if len(codes) == 1 else ""
        return Duty(
            clause=self.id,
            day=day,
            subject=subject,
            what=say("duties.due", act=say(f"duties.act.{self.act}"), who=self._who(codes, by, instance)),
            by=say(f"duties.by.{by}"),
            count=len(codes),
        )

    def _who(self, codes: Sequence[str], by: str, instance: Instance) -> Text:
        if codes == ("",):
            return say("duties.who.county")
        if len(codes) == 1:
            return say("duties.who.one", name=names(instance, codes))
        some = {"management_centre": "integrated", "management_town": "not_integrated"}.get(by, "all")
        return say(f"duties.who.{some}", some=say(f"duties.some.{self.each}", count=len(codes)))

    def _done(self, instance: Instance) -> list[Record]:
        return [r for r in instance.records_of.get(self.id, ()) if r.result is not Upshot.REFUSED]

    def _told(self, record: Record, instance: Instance) -> tuple[str, ...]:
        """On whom a record of it bears: a visit to a clinic bears on everyone there where people are meant."""
        if self.each in {"county", "area"}:
            return ("",)
        if self.each == "centre":
            return (record.centre_id or "",)
        if self.each == "clinic":
            return (record.site_id or "",)
        if record.person_id is not None:
            return (record.person_id,)
        return tuple(p.id for p in instance.people if p.site_id is not None and p.site_id == record.site_id)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Walk the windows between the first record and the day of the plan; without records nothing is known."""
        done = self._done(ledger.instance)
        if not done or not isinstance(self.interval_months, int):
            return
        if self.counted == "last_done":
            yield from self._overdue(self.interval_months, done, ledger)
            return
        first = done[0].day.replace(day=1)
        gaps: dict[str, list[Window]] = {}
        for start, day in _windows(self.interval_months, first, day_before(ledger.day)):
            held = [r for r in done if start <= r.day <= day]
            there = set(self._subjects(ledger.roster, start, start))
            for code in self._subjects(ledger.roster, start, day):
                if code in there and not self._enough([r for r in held if self._counts(r, code, day, ledger.instance)]):
                    gaps.setdefault(code, []).append((start, day))
        for code, missing in gaps.items():
            for span in _runs(missing):
                yield self._gap(code, span, ledger.instance)

    def _enough(self, held: Sequence[Record]) -> bool:
        return bool(held)

    def _counts(self, record: Record, code: str, day: date, instance: Instance) -> bool:
        """Whether a record is of this subject and by whom it ought to be; one that names nobody is taken as right."""
        if code not in self._told(record, instance):
            return False
        told = signed_by(record)
        if self.each in {"area", "county", "centre"} or not told:
            return True
        if self.by == "management":
            return managed_by(code, day, instance) in told
        return "centre" in told or self.by not in {"centre", "centre_with_town", "hospital"}

    def _gap(self, code: str, span: Window, instance: Instance) -> Finding:
        first, last = (f"{day:%Y-%m}" for day in span)
        period = first if first == last else f"{first}–{last}"
        return Finding(
            clause=self.id,
            subject=code,
            status=Status.MISSED,
            period=period,
            message=say(
                "duties.gap",
                who=say("duties.who.county") if not code else say("duties.who.one", name=names(instance, [code])),
                period=period,
                act=say(f"duties.act.{self.act}"),
                by=say(f"duties.by.{self.by}"),
            ),
        )

    def _overdue(self, months: int, done: Sequence[Record], ledger: Ledger) -> Iterator[Finding]:
        last = {code: record.day for record in done for code in self._told(record, ledger.instance)}
        there = set(self._subjects(ledger.roster, ledger.day, add_months(ledger.day, -months)))
        for code in self._subjects(ledger.roster, ledger.day, ledger.day):
            day = last.get(code)
            if (day is None and code in there) or (day is not None and add_months(day, months) < ledger.day):
                yield Finding(
                    clause=self.id,
                    subject=code,
                    status=Status.MISSED,
                    actual="" if day is None else day.isoformat(),
                    limit=str(months),
                    message=say(
                        "duties.overdue",
                        who=say("duties.who.one", name=names(ledger.instance, [code])) if code
                        else say("duties.who.county"),
                        act=say(f"duties.act.{self.act}"),
                        last=say("duties.never") if day is None else day,
                        months=months,
                    ),
                )  # fmt: skip


def _runs(windows: Sequence[Window]) -> Iterator[Window]:
    """Yield the first and last day of each unbroken run of windows."""
    start = windows[0][0]
    for before, after in pairwise(windows):
        if day_before(after[0]) != before[1]:
            yield start, before[1]
            start = after[0]
    yield start, windows[-1][1]
