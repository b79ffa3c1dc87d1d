"""This module is where an auditor's own count of a season is held, for the checks of the clauses to read.

It is filled by ``planner.auditing`` from the roster and the plan alone; nothing the optimiser derived enters it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from planner.calendar import Period, period_of
from planner.domain import LICENSED, Instance, Person, Placement, Plan, Site
from planner.finding import Finding
from planner.payslips import Payslip, payslips
from planner.text import Text


def spans(periods: Iterable[Period]) -> Iterator[tuple[Period, Period]]:
    """Yield the first and last of each unbroken run of periods given in time order."""
    run: tuple[Period, Period] | None = None
    for period in periods:
        if run is not None and run[1].following == period:
            run = (run[0], period)
            continue
        if run is not None:
            yield run
        run = (period, period)
    if run is not None:
        yield run


def span_name(span: tuple[Period, Period]) -> str:
    """Return a run of periods as people write it: ``2026H1–2027H2``, or ``2026H1`` alone."""
    return str(span[0]) if span[0] == span[1] else f"{span[0]}–{span[1]}"


@dataclass(frozen=True, kw_only=True, eq=False)
class Ledger:
    """A plan beside the facts it must fit.

    ``posts`` by site; ``in_post`` people who fill a post at a site on the day before anyone is placed; ``cover`` people
    present without filling one; ``reserved`` people already assigned to a site who start later; ``in_scope`` the sites
    whose posts count; ``pool`` people who may be placed, ``barred`` why others may not; ``departures`` findings of the
    replay of the statutory order, by clause id; ``exempt`` people whom a clause exempts from rotation; ``most`` the
    most people a clinic may have, None without a cap; ``sendable`` the day from which each person of a centre may be
    sent to a clinic without a doctor of its own (absent: never), None where no clause asks for a licence;
    ``visited`` sites with the years in which staff of the centre sit in regularly, None where no clause says when;
    ``roster`` the facts with the leaving day of whoever a rule has had leave by the day;
    ``in_force`` the clauses in force by id, for a clause that speaks of another; ``set_aside`` the ids of those that
    lost to another text or are suspended, ``texts`` of every clause of the packs, modelled or not.
    """

    instance: Instance
    roster: Instance
    plan: Plan
    day: date
    posts: Mapping[str, int]
    in_post: Mapping[str, tuple[Person, ...]]
    cover: Mapping[str, tuple[Person, ...]]
    in_scope: frozenset[str]
    reserved: Mapping[str, tuple[Person, ...]]
    pool: tuple[Person, ...]
    barred: Mapping[str, Text]
    departures: Mapping[str, tuple[Finding, ...]]
    exempt: frozenset[str] = frozenset()
    visited: frozenset[tuple[str, int]] | None = None
    most: int | None = None
    sendable: Mapping[str, date] | None = None
    in_force: Mapping[str, object] = field(default_factory=dict)
    set_aside: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()

    @property
    def placed(self) -> Iterator[tuple[Person, Placement]]:
        """People the plan places at a centre, with where."""
        for placement in self.plan.placements:
            person = self.instance.person.get(placement.person_id)
            if person is not None and placement.centre_id is not None:
                yield person, placement

    @cached_property
    def newcomers(self) -> Mapping[str, tuple[Person, ...]]:
        """People the plan posts to each site, by site code."""
        by: dict[str, tuple[Person, ...]] = {}
        for person, placement in self.placed:
            if placement.site_id is not None:
                by[placement.site_id] = (*by.get(placement.site_id, ()), person)
        return by

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The half-years of the horizon that begin on the day or after it."""
        found = [period_of(self.day) if period_of(self.day).start == self.day else period_of(self.day).following]
        while len(found) < 2 * self.instance.horizon_years:
            found.append(found[-1].following)
        return tuple(found)

    @cached_property
    def _presence(self) -> Mapping[tuple[str, Period], tuple[Person, ...]]:
        found: dict[tuple[str, Period], tuple[Person, ...]] = {}
        for code, career in self.plan.career.items():
            person = self.instance.person.get(code)
            here = {(s.site_id, p) for s in career for p in self.periods if s.start <= p <= s.end}
            for key in here if person is not None else ():
                found[key] = (*found.get(key, ()), self.instance.person[code])
        return found

    def present(self, site_id: str, period: Period) -> tuple[Person, ...]:
        """Everyone whom the plan's assignments have at a site or centre in a period, by person code."""
        return self._presence.get((site_id, period), ())

    @cached_property
    def payslips(self) -> tuple[Payslip, ...]:
        """The plan's rows of money by person, month by month."""
        return payslips(self.plan.money, self.instance)

    def sent(self, person: Person, site_id: str) -> bool:
        """Whether it is the plan that has a person at a place, and not the roster already."""
        return site_id != (person.site_id or person.employer)

    def staff(self, site: Site) -> tuple[Person, ...]:
        """Everyone who fills a post at a site once the plan is carried out."""
        return self.in_post.get(site.id, ()) + self.newcomers.get(site.id, ())

    def licensed(self, person: Person) -> bool:
        """Whether a person is licensed to practise on the day."""
        return person.credential in LICENSED and (person.licensed_on is None or person.licensed_on <= self.day)
