"""This module is where it is kept who is posted where, away, or standing in, while weeks of practice are planned."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import groupby
from typing import NamedTuple

from planner.calendar import Period, add_months, day_before, period_of
from planner.domain import LICENSED, Assignment, Instance, Leave, Practice


class Span(NamedTuple):
    """Days from the first to the last, both included."""

    first: date
    last: date

    def meets(self, other: "Span") -> bool:
        """Whether two spans have a day in common."""
        return self.first <= other.last and other.first <= self.last

    @property
    def years(self) -> range:
        """The calendar years it touches."""
        return range(self.first.year, self.last.year + 1)

    def wider(self, days: int) -> "Span":
        """Return the span with so many days more on either side."""
        return Span(self.first - timedelta(days=days), self.last + timedelta(days=days))


Spans = dict[tuple[str, int], list[Span]]
"""Spans of each person, under every calendar year they touch."""


class Roster:
    """Who is posted where, away, or standing in, while practice is being planned."""

    def __init__(self, instance: Instance, assignments: Iterable[Assignment], leave: Sequence[Leave]) -> None:
        self.instance = instance
        self.posts: dict[str, dict[Period, str]] = defaultdict(dict)
        self.staff: dict[tuple[str, Period], list[str]] = defaultdict(list)
        for stint in sorted(assignments, key=lambda a: (a.person_id, a.start)):
            period = stint.start
            while period <= stint.end and stint.person_id in instance.person:
                self.posts[stint.person_id][period] = stint.site_id
                self.staff[stint.site_id, period].append(stint.person_id)
                period = period.following
        self.leave: Spans = defaultdict(list)
        self.stays: Spans = defaultdict(list)
        self.duty: Spans = defaultdict(list)
        self.stood_in: dict[tuple[str, int], list[tuple[Span, str]]] = defaultdict(list)
        months = {(r.person_id, r.month) for r in leave} | {(r.person_id, r.month) for r in instance.leave}
        for code, month in sorted(months):
            self.leave[code, month.year].append(_month(month))
        for row in leave:
            if row.covered_by is not None:
                self._stand_in(row.covered_by, row.site_id, _month(row.month))
        self._made: list[Practice] = []
        self._unnamed: list[tuple[str, Span]] = []
        self._turns: Counter[str] = Counter()

    @property
    def rows(self) -> tuple[Practice, ...]:
        """The practice so far, by person and day."""
        return tuple(sorted(self._made, key=lambda r: (r.person_id, r.start)))

    def at(self, code: str, day: date) -> str:
        """Return where someone is posted on a day, empty when nowhere."""
        return self.posts[code].get(_period(day), "") if code in self.posts else ""

    def centre(self, site: str) -> str:
        """Return the centre of a site, a centre itself as it is."""
        return self.instance.site[site].centre_id if site in self.instance.site else site

    def all_year(self, code: str, year: int) -> bool:
        """Whether someone is posted at sites all year, and is on leave for half of it at most."""
        posted = [self.posts[code].get(Period(year, half)) for half in (1, 2)]
        return all(p in self.instance.site for p in posted) and len(self.leave[code, year]) <= 6

    def able(self, code: str, centre: str, slots: Sequence[Span]) -> list[Span]:
        """Return the slots in which someone can go: at this centre's sites, not on leave, a week off other stays."""
        year = slots[0].first.year
        barred = [*self.leave[code, year], *(stay.wider(7) for stay in self.stays_near(code, year))]
        halves = {half for half, site in self.posts[code].items() if self.centre(site) == centre}
        return [
            slot for slot in slots if _period(slot.first) in halves and not any(slot.meets(span) for span in barred)
        ]

    def stays_near(self, code: str, year: int) -> list[Span]:
        """Return someone's stays in a year and the years beside it, in order."""
        return sorted({span for near in (year - 1, year, year + 1) for span in self.stays[code, near]})

    def calm(self, code: str, slots: Sequence[Span]) -> list[Span]:
        """Return the slots all through which a colleague of her site stays."""
        alone = all(len(self.staff[site, half]) < 2 for half, site in self.posts[code].items())
        return [] if alone else [slot for slot in slots if self.colleague_stays(code, slot)]

    def away(self, code: str, span: Span) -> bool:
        """Whether someone is on leave or practising in a span."""
        return _any(self.leave, code, span) or _any(self.stays, code, span)

    def colleague_stays(self, code: str, span: Span) -> bool:
        """Whether someone else of her site is there all through a span."""
        here = self.throughout(self.at(code, span.first), span)
        return any(other != code and not self.away(other, span) for other in here)

    def colleagues_away(self, code: str, span: Span) -> int:
        """Return how many others of her site are away at some time in a span."""
        here = self.throughout(self.at(code, span.first), span)
        return sum(other != code and self.away(other, span) for other in here)

    def free(self, centre: str, span: Span) -> list[str]:
        """Return who is at the centre all through a span, neither away nor standing in."""
        here = self.throughout(centre, span)
        return [p for p in here if not self.away(p, span) and not _any(self.duty, p, span)]

    def throughout(self, place: str, span: Span) -> list[str]:
        """Return who is posted to a site or centre on the first and the last day of a span."""
        first, last = _period(span.first), _period(span.last)
        here = self.staff[place, first]
        return here if first == last else [p for p in here if self.posts[p].get(last) == place]

    def fix(self, code: str, span: Span) -> None:
        """Keep a stay fixed beforehand; it is a row of the plan where she is then at one site and not on leave."""
        site = self.at(code, span.first)
        if site in self.instance.site and self.at(code, span.last) == site and not _any(self.leave, code, span):
            self.send(code, span)
        else:
            self._absent(code, span)

    def send(self, code: str, span: Span) -> None:
        """Have someone practise in a span; who stands in is named later, for all who are sent together."""
        self._absent(code, span)
        self._unnamed.append((code, span))

    def _absent(self, code: str, span: Span) -> None:
        for year in span.years:
            self.stays[code, year].append(span)

    def name_covers(self) -> None:
        """Name who stands in for those sent since last time, where their site would be empty."""

        def by_week(pair: tuple[str, Span]) -> date:
            return pair[1].first

        for _, group in groupby(sorted(self._unnamed, key=by_week), by_week):
            pairs = [(self.at(code, span.first), code, span) for code, span in group]
            for site, code, span in sorted(pairs, key=lambda p: (-self.instance.site[p[0]].population, p)):
                cover = None if self.colleague_stays(code, span) else self._cover(site, span)
                row = Practice(person_id=code, site_id=site, start=span.first, end=span.last, covered_by=cover)
                self._made.append(row)
        self._unnamed.clear()

    def _cover(self, site: str, span: Span) -> str | None:
        """Return who stands in at a site in a span: who does so already, or else the first of those who are free."""
        for known, cover in self.stood_in[site, span.first.year]:
            if known.first <= span.first and span.last <= known.last:
                return cover
        free = self.free(self.centre(site), span)
        best = min(free, key=lambda p: (not self._licensed(p, span.first), self._turns[p], p), default=None)
        if best is not None:
            self._turns[best] += 1
            self._stand_in(best, site, span)
        return best

    def _stand_in(self, cover: str, site: str, span: Span) -> None:
        for year in span.years:
            self.duty[cover, year].append(span)
            self.stood_in[site, year].append((span, cover))

    def _licensed(self, code: str, day: date) -> bool:
        person = self.instance.person[code]
        return person.credential in LICENSED and (person.licensed_on is None or person.licensed_on <= day)


_period = cache(period_of)


def _any(spans: Spans, code: str, span: Span) -> bool:
    near = spans.get((code, span.first.year), ())
    if span.first.year != span.last.year:
        near = [other for year in span.years for other in spans.get((code, year), ())]
    return any(span.meets(other) for other in near)


def _month(first: date) -> Span:
    return Span(first, day_before(add_months(first, 1)))
