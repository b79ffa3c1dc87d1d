"""What the check of practice reads: who is where on a working day, away, or standing in, as a plan has it."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cached_property

from planner.calendar import Period, period_of
from planner.domain import Leave, Practice, PracticeStay, StudyLeave
from planner.ledger import Ledger
from planner.messages import say
from planner.text import Text


def workdays(stay: Practice | PracticeStay) -> list[date]:
    """Return the days from Monday to Friday of a stay."""
    days = (date.fromordinal(n) for n in range(stay.start.toordinal(), stay.end.toordinal() + 1))
    return [day for day in days if day.weekday() < 5]


class Roll:
    """Who is where on a working day, on leave, practising or standing in, as a plan and the roster have it."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.centre_of = {s.id: s.centre_id for s in ledger.instance.sites}
        self._at: dict[tuple[str, Period], set[str]] = defaultdict(set)
        for stint in ledger.plan.assignments:
            period = stint.start
            while period <= stint.end:
                self._at[stint.site_id, period].add(stint.person_id)
                period = period.following
        self.days_of: dict[str, set[date]] = defaultdict(set)
        self.practising: dict[date, set[str]] = defaultdict(set)
        stays: tuple[Practice | PracticeStay, ...] = (*ledger.plan.practice, *ledger.instance.practice)
        for row in stays:
            self.days_of[row.person_id].update(workdays(row))
        for code, days in self.days_of.items():
            for day in days:
                self.practising[day].add(code)
        self.months_of: dict[str, set[date]] = defaultdict(set)
        self.on_leave: dict[date, set[str]] = defaultdict(set)
        months: tuple[Leave | StudyLeave, ...] = (*ledger.plan.leave, *ledger.instance.leave)
        for month in months:
            self.months_of[month.person_id].add(month.month)
            self.on_leave[month.month].add(month.person_id)

    @cached_property
    def _covering(self) -> Mapping[tuple[str, date], set[str]]:
        """Sites at which each person stands in for practice, by working day."""
        by: dict[tuple[str, date], set[str]] = defaultdict(set)
        for row in self.ledger.plan.practice:
            for day in workdays(row) if row.covered_by is not None else ():
                by[row.covered_by or "", day].add(row.site_id)
        return by

    @cached_property
    def _covering_leave(self) -> Mapping[tuple[str, date], set[str]]:
        """Sites at which each person stands in for study leave, by first day of the month."""
        by: dict[tuple[str, date], set[str]] = defaultdict(set)
        for row in self.ledger.plan.leave:
            if row.covered_by is not None:
                by[row.covered_by, row.month].add(row.site_id)
        return by

    @cached_property
    def _covered(self) -> set[tuple[str, date]]:
        return {(site, day) for (_, day), sites in self._covering.items() for site in sites}

    @cached_property
    def _covered_leave(self) -> set[tuple[str, date]]:
        return {(row.site_id, row.month) for row in self.ledger.plan.leave if row.covered_by is not None}

    def known(self, place: str) -> bool:
        """Whether a code is that of a site or a centre."""
        return place in self.centre_of or place in self.ledger.instance.centre

    def name(self, place: str) -> str:
        """Return the name of a site or a centre."""
        return (self.ledger.instance.site.get(place) or self.ledger.instance.centre[place]).name

    def there(self, place: str, day: date) -> set[str]:
        """Return who is posted to a place on a day, away or not."""
        return self._at.get((place, period_of(day)), set())

    def present(self, place: str, day: date) -> set[str]:
        """Return who is at a place on a working day."""
        return self.there(place, day) - self.practising.get(day, set()) - self.on_leave.get(day.replace(day=1), set())

    def cannot(self, row: Practice) -> Text | None:
        """Return why the person named cannot stand in, None when she can."""
        cover = row.covered_by or ""
        centre = self.centre_of.get(row.site_id, row.site_id)
        if cover not in self.ledger.instance.person:
            return say("practice.bad_cover.unknown")
        for day in workdays(row):
            if cover not in self.there(centre, day):
                return say("practice.bad_cover.elsewhere", centre=self.name(centre))
            if cover not in self.present(centre, day):
                return say("practice.bad_cover.away")
            if len(self._sites(cover, day)) > 1:
                return say("practice.bad_cover.twice")
        return None

    def _sites(self, cover: str, day: date) -> set[str]:
        """Return the sites at which someone stands in on a day."""
        month = day.replace(day=1)
        return self._covering.get((cover, day), set()) | self._covering_leave.get((cover, month), set())

    def empty(self, site: str, day: date) -> bool:
        """Whether a clinic or station has nobody on a working day, and nobody stands in."""
        guarded = (site, day) in self._covered or (site, day.replace(day=1)) in self._covered_leave
        return site in self.centre_of and not guarded and not self.present(site, day)

    def free(self, row: Practice) -> set[str]:
        """Return who is at the centre on every day of a stay and stands in nowhere."""
        centre = self.centre_of[row.site_id]
        found = [
            {p for p in self.present(centre, day) if p in self.ledger.instance.person and not self._sites(p, day)}
            for day in workdays(row)
        ]
        return set.intersection(*found) if found else set()
