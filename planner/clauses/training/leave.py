"""Clause on study leave: certificate holders leave their clinic to study for a month in every two years."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Annotated, ClassVar, Literal

from planner.calendar import Period, add_months, day_before, period_of
from planner.clause import Clause
from planner.clauses.pay.owed import gone
from planner.domain import Assignment, Credential, Leave, Person
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.parameter import Range
from planner.text import Text


class StudyLeaveCycle(Clause):
    """Certificate holders go on full-time study leave of at least a month in every two years (MTGR-9-c).

    ``window=fixed`` counts windows one after another from January of ``first_window_year``; leave is due in a window
    of which the plan has her serve at least half (a shorter part is read as too short to owe leave; what she took
    before the plan begins counts where the roster records it). ``rolling`` reads every run of that many months she
    serves as a window. ``split=one_block`` asks for months that follow one another. Leave is planned in whole
    calendar months, so two half months can never stand for one.
    """

    family: ClassVar[str] = "study_leave"
    over_time: ClassVar[bool] = True
    study_leave_cycle_months: Annotated[int, Range(6, 120, step=12)]
    study_leave_min_months: Annotated[int, Range(1, 3)]
    window: Literal["fixed", "rolling"]
    first_window_year: Annotated[int, Range(2000, 2100)]
    split: Literal["one_block", "may_split"]

    @property
    def leave_cycle(self) -> int:
        return self.study_leave_cycle_months

    @property
    def leave_months(self) -> int:
        return self.study_leave_min_months

    @property
    def in_one_block(self) -> bool:
        return self.split == "one_block"

    @property
    def first_window(self) -> date | None:
        return date(self.first_window_year, 1, 1) if self.window == "fixed" else None

    def goes_on_leave(self, person: Person) -> bool:
        return person.credential == Credential.CERTIFICATE

    def statement(self) -> Text:
        return say(
            "leave.statement",
            cycle=self.study_leave_cycle_months,
            months=self.study_leave_min_months,
            window=say(f"leave.window.{self.window}", year=self.first_window_year),
            split=say(f"leave.split.{self.split}"),
        )

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Walk each holder's months of service window by window, then each month of leave: who stands in?"""
        given, planned = defaultdict(set), defaultdict(set)
        for fixed in ledger.instance.leave:
            given[fixed.person_id].add(fixed.month)
        for row in ledger.plan.leave:
            planned[row.person_id].add(row.month)
        for code, career in ledger.plan.career.items():
            person = ledger.instance.person.get(code)
            if person is None or not self.goes_on_leave(person):
                continue
            served = [month for month in _months(career) if _stays(person, month, ledger)]
            taken = given[code] | (planned[code] & set(served))
            for first, after in self._windows(served):
                inside = sorted(month for month in taken if first <= month < after)
                if not self._enough(inside):
                    yield self._owed(person, first, after, inside, ledger)
                    if self.window == "rolling":
                        break
        yield from self._stand_ins(_Roll(ledger))

    def _windows(self, served: list[date]) -> Iterator[tuple[date, date]]:
        """Yield the first day of each window in which leave is due, and the first day after it."""
        cycle = self.study_leave_cycle_months
        if self.window == "rolling":
            months = set(served)
            for month in served:
                if all(add_months(month, k) in months for k in range(cycle)):
                    yield month, add_months(month, cycle)
            return
        first = date(self.first_window_year, 1, 1)
        while served and first <= served[-1]:
            after = add_months(first, cycle)
            if 2 * sum(first <= month < after for month in served) >= cycle:
                yield first, after
            first = after

    def _enough(self, taken: list[date]) -> bool:
        if self.split == "may_split":
            return len(taken) >= self.study_leave_min_months
        longest = run = min(1, len(taken))
        for before, month in pairwise(taken):
            run = run + 1 if add_months(before, 1) == month else 1
            longest = max(longest, run)
        return longest >= self.study_leave_min_months

    def _owed(self, person: Person, first: date, after: date, taken: list[date], ledger: Ledger) -> Finding:
        """Tell a window without its leave; a plan of postings only, without any leave, has merely left it open."""
        last = day_before(after)
        waiver = ledger.instance.waiver(self.id, last, person_id=person.id)
        status = Status.VIOLATED if ledger.plan.leave else Status.MISSED
        return Finding(
            clause=self.id,
            subject=person.id,
            period=f"{_month(first)}–{_month(last)}",
            status=Status.WAIVED if waiver else status,
            actual=str(len(taken)),
            limit=str(self.study_leave_min_months),
            message=say(
                "leave.due",
                name=person.name,
                first=_month(first),
                last=_month(last),
                months=self.study_leave_min_months,
                taken=len(taken),
                broken=say("leave.broken") if len(taken) >= self.study_leave_min_months else "",
                why=f"（{waiver.why}）" if waiver else "",
            ),
        )

    def _stand_ins(self, roll: "_Roll") -> Iterator[Finding]:
        """Who leaves from where she does not serve, stands in where she cannot, or could have and was not asked."""
        for row in roll.rows:
            person = roll.ledger.instance.person.get(row.person_id)
            if person is None or (row.site_id not in roll.centre_of and row.site_id not in roll.ledger.instance.centre):
                continue
            said = {"name": person.name, "site": roll.name(row.site_id), "month": _month(row.month)}
            if row.person_id not in roll.there(row.site_id, row.month) or not _stays(person, row.month, roll.ledger):
                yield self._about(row, Status.VIOLATED, say("leave.not_there", **said))
            elif row.covered_by is not None:
                why = roll.cannot(row)
                if why is not None:
                    cover = roll.ledger.instance.person.get(row.covered_by)
                    said["cover"] = row.covered_by if cover is None else cover.name
                    yield self._about(row, Status.VIOLATED, say("leave.bad_cover", why=why, **said))
            elif roll.empty(row) and (free := roll.free(row)):
                cover = roll.ledger.instance.person[min(free)]
                yield self._about(row, Status.MISSED, say("leave.empty", cover=cover.name, **said))

    def _about(self, row: Leave, status: Status, message: Text) -> Finding:
        return Finding(clause=self.id, subject=row.person_id, period=_month(row.month), status=status, message=message)


class _Roll:
    """Who is where in a month, on leave, or standing in, as a plan and the roster have it."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.centre_of = {s.id: s.centre_id for s in ledger.instance.sites}
        self._at: dict[tuple[str, Period], set[str]] = defaultdict(set)
        self._site: dict[tuple[str, Period], str] = {}
        for stint in ledger.plan.assignments:
            for period in _periods(stint):
                self._at[stint.site_id, period].add(stint.person_id)
                self._site[stint.person_id, period] = stint.site_id
        self.away: dict[date, set[str]] = defaultdict(set)
        for row in self.rows:
            self.away[row.month].add(row.person_id)

    @cached_property
    def rows(self) -> tuple[Leave, ...]:
        """Leave of the plan, and leave fixed before it that the plan does not repeat."""
        told = {(row.person_id, row.month) for row in self.ledger.plan.leave}
        fixed = (
            Leave(person_id=f.person_id, site_id=site, month=f.month)
            for f in self.ledger.instance.leave
            if (f.person_id, f.month) not in told
            and (site := self._site.get((f.person_id, period_of(f.month)))) is not None
        )
        return (*self.ledger.plan.leave, *fixed)

    @cached_property
    def _covering(self) -> Mapping[tuple[str, date], frozenset[str]]:
        """Sites at which each person stands in, by month."""
        by: dict[tuple[str, date], set[str]] = defaultdict(set)
        for row in self.rows:
            if row.covered_by is not None:
                by[row.covered_by, row.month].add(row.site_id)
        return {key: frozenset(sites) for key, sites in by.items()}

    @cached_property
    def _covered(self) -> Counter[tuple[str, date]]:
        return Counter((row.site_id, row.month) for row in self.rows if row.covered_by is not None)

    def name(self, site_id: str) -> str:
        """Return the name of a site or a centre."""
        place = self.ledger.instance.site.get(site_id) or self.ledger.instance.centre[site_id]
        return place.name

    def there(self, site_id: str, month: date) -> set[str]:
        """Return who is posted to a site in a month, on leave or not."""
        return self._at.get((site_id, period_of(month)), set())

    def cannot(self, row: Leave) -> Text | None:
        """Return why the person named cannot stand in, None when she can."""
        cover = row.covered_by or ""
        centre = self.centre_of.get(row.site_id, row.site_id)
        if cover not in self.ledger.instance.person:
            return say("leave.bad_cover.unknown")
        if cover not in self.there(centre, row.month):
            return say("leave.bad_cover.elsewhere", centre=self.name(centre))
        if cover in self.away[row.month]:
            return say("leave.bad_cover.away")
        return say("leave.bad_cover.twice") if len(self._covering[cover, row.month]) > 1 else None

    def empty(self, row: Leave) -> bool:
        """Whether a clinic or station has nobody left while someone is on leave, and nobody stands in."""
        if row.site_id not in self.centre_of or self._covered[row.site_id, row.month]:
            return False
        return not self.there(row.site_id, row.month) - self.away[row.month]

    def free(self, row: Leave) -> set[str]:
        """Return who is at the centre in that month, not on leave and standing in nowhere."""
        home = self.there(self.centre_of[row.site_id], row.month) - self.away[row.month]
        return {p for p in home if (p, row.month) not in self._covering and p in self.ledger.instance.person}


def _periods(stint: Assignment) -> Iterator[Period]:
    period = stint.start
    while period <= stint.end:
        yield period
        period = period.following


def _months(career: tuple[Assignment, ...]) -> list[date]:
    """Return the first days of the months served, in order."""
    halves = sorted({period for stint in career for period in _periods(stint)})
    return [add_months(half.start, k) for half in halves for k in range(6)]


def _stays(person: Person, month: date, ledger: Ledger) -> bool:
    """Whether neither the roster nor a rule has someone leave before the end of a month."""
    return not gone(person, day_before(add_months(month, 1)), ledger)


def _month(day: date) -> str:
    return f"{day:%Y-%m}"
