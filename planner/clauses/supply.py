"""Clauses on who comes and who goes in the years ahead: trainees, posts about to fall vacant, demand, obligations."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Annotated, ClassVar, Literal

from planner.accounts import Duty, Measure
from planner.calendar import add_months, age_on, day_before
from planner.clause import Clause
from planner.clauses.duties import serves
from planner.domain import COVER_ROLES, Credential, Instance, Person, Plan, Role, Site, SiteKind, Upshot
from planner.faces import ExitRule
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.parameter import External, Range
from planner.text import Text

Months = Annotated[int, Range(1, 600)]
Age = Annotated[int, Range(16, 120)]


@dataclass(frozen=True, kw_only=True)
class TraineeHeadcount(Clause):
    """In training a person is managed as a trainee and is supply from the end of training only (MTG25-2.3-c)."""

    family: ClassVar[str] = "trainee_headcount"
    decides: ClassVar[bool] = False
    count_trainee_as_filled_post: Literal["no", "yes"]

    @property
    def trainees_count(self) -> bool:
        return self.count_trainee_as_filled_post == "yes"

    def statement(self) -> Text:
        return say(f"supply.trainees.{self.count_trainee_as_filled_post}")

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """A plan of the years ahead has someone serve before the day her training ends, as the roster gives it."""
        for code, career in ledger.plan.career.items():
            person = ledger.instance.person.get(code)
            ready = None if person is None or person.role is not Role.GRADUATE else person.available_from
            if person is None or ready is None or self.trainees_count:
                continue
            early = [s for s in career if s.start.end < ready]
            if early:
                yield Finding(
                    clause=self.id,
                    subject=code,
                    period=str(early[0].start),
                    status=Status.MISSED,
                    actual=str(early[0].start),
                    limit=ready.isoformat(),
                    message=say("supply.trainee_serves", name=person.name, period=early[0].start, ready=ready),
                )


def _exits(instance: Instance, first: date, last: date) -> list[Person]:
    """Return doctors at clinics who leave between two days, in order of day; the roster says when each goes."""
    going = [
        p
        for p in instance.people
        if p.leaves_on is not None
        and first < p.leaves_on <= last
        and p.site_id in instance.site
        and p.role not in COVER_ROLES
    ]
    return sorted(going, key=lambda p: (p.leaves_on or last, p.id))


@dataclass(frozen=True, kw_only=True)
class VacancyForecast(Clause):
    """Reserves are prepared for posts about to fall vacant (JZ22-4.2-j): one for each doctor who will leave.

    How long before is not in the text: until it is given, the posts are forecast and no day to prepare by is set.
    """

    family: ClassVar[str] = "vacancy_forecast"
    decides: ClassVar[bool] = False
    reserve_lead_months: External | Months

    def statement(self) -> Text:
        lead = self.reserve_lead_months
        told = say("supply.lead", months=lead) if isinstance(lead, int) else say("supply.lead_open")
        return say("supply.vacancies", lead=told)

    def duties(self, instance: Instance, first: date, last: date) -> Iterator[Duty]:
        lead = self.reserve_lead_months
        if not isinstance(lead, int):
            return
        for person in _exits(instance, first, last):
            gone = person.leaves_on or last
            site = instance.site[person.site_id or ""]
            what = say("supply.prepare", site=site.name, name=person.name, day=gone)
            due, by = max(first, add_months(gone, -lead)), say("duties.by.commission")
            yield Duty(clause=self.id, day=due, what=what, by=by, subject=site.id)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Once a lead time is given: more posts fall vacant within it than people wait or train for one."""
        if not isinstance(self.reserve_lead_months, int):
            return
        until = add_months(ledger.day, self.reserve_lead_months)
        rules = [rule for rule in ledger.in_force.values() if isinstance(rule, ExitRule)]
        staff = [p for people in ledger.in_post.values() for p in people]
        going = [
            p
            for p in staff
            if (p.leaves_on is not None and p.leaves_on <= until)
            or not all(rule.serving(p, until, ledger.instance) for rule in rules)
        ]
        coming = [
            p
            for p in ledger.instance.people
            if p.role in {Role.GRADUATE, Role.RECRUIT} and p.site_id is None and (p.available_from or until) <= until
        ]
        if len(going) > len(coming):
            yield Finding(
                clause=self.id,
                subject="",
                status=Status.MISSED,
                actual=str(len(coming)),
                limit=f">={len(going)}",
                message=say(
                    "supply.too_few_reserves",
                    going=len(going),
                    coming=len(coming),
                    until=until,
                    names="、".join(p.name for p in going[:5]),
                ),
            )


@dataclass(frozen=True, kw_only=True)
class YearlyDemand(Clause):
    """Recruitment demand is verified at intervals and announced together (QJ-3-a): posts less those who will serve."""

    family: ClassVar[str] = "yearly_demand"
    decides: ClassVar[bool] = False
    demand_interval_months: Annotated[int, Range(1, 120)]

    def statement(self) -> Text:
        return say("supply.demand", months=self.demand_interval_months)

    def duties(self, instance: Instance, first: date, last: date) -> Iterator[Duty]:
        day = first
        while day <= last:
            yield Duty(clause=self.id, day=day, what=say("supply.announce"), by=say("duties.by.authorities"))
            day = add_months(day, self.demand_interval_months)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Where announcements are on record: two that lie further apart than the interval."""
        days = [r.day for r in ledger.instance.records_of.get(self.id, ())]
        for before, after in pairwise([*days, ledger.day] if days else []):
            if add_months(before, self.demand_interval_months) < after:
                message = say("supply.not_announced", before=before, after=after, months=self.demand_interval_months)
                yield Finding(clause=self.id, subject="", status=Status.MISSED, actual=str(after), message=message)


@dataclass(frozen=True, kw_only=True)
class ServiceObligation(Clause):
    """Length of service and breach are those of the training agreement (MTG25-3.2-a, MTG21-A2.2-a).

    A record of this clause for a person gives the months of her agreement (``quantity``); others have
    ``service_obligation_months`` once given. She may leave from the day her months are over. ``veteran_rule=none``: a
    record whose note says 退役 (veteran) is of a case that the text has no rule for.
    """

    family: ClassVar[str] = "service_obligation"
    decides: ClassVar[bool] = False
    service_obligation_months: External | Months
    veteran_rule: Literal["elsewhere", "none"]

    def statement(self) -> Text:
        months = self.service_obligation_months
        told = say("supply.months", months=months) if isinstance(months, int) else say("supply.months_open")
        return say(f"supply.obligation.{self.veteran_rule}", months=told)

    def free_from(self, person: Person, instance: Instance) -> date | None:
        """Return the first day on which a graduate's obligation is over, None where start or length is not known."""
        rows = [r for r in instance.records_of.get(self.id, ()) if r.person_id == person.id and r.quantity is not None]
        months = int(rows[-1].quantity or 0) if rows else self.service_obligation_months
        starts = [d for d in (person.since, person.available_from) if d is not None]
        if person.role is not Role.GRADUATE or person.site_id is None or not starts or not isinstance(months, int):
            return None
        return add_months(max(starts), months)

    def duties(self, instance: Instance, first: date, last: date) -> Iterator[Duty]:
        for person in instance.people:
            day = self.free_from(person, instance)
            if day is not None and first <= day <= last:
                what = say("supply.may_leave", name=person.name, day=day)
                yield Duty(clause=self.id, day=day, what=what, by=say("duties.by.centre"), subject=person.id)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """A graduate whom the roster has leave before her obligation ends; a veteran's case without a rule."""
        for person in ledger.instance.people:
            day = self.free_from(person, ledger.instance)
            if day is not None and person.leaves_on is not None and person.leaves_on < day:
                message = say("supply.leaves_early", name=person.name, leaves=person.leaves_on, day=day)
                yield Finding(clause=self.id, subject=person.id, status=Status.MISSED, message=message)
        for record in ledger.instance.records_of.get(self.id, ()) if self.veteran_rule == "none" else ():
            veteran = any(word in record.note.casefold() for word in ("退役", "veteran"))
            someone = ledger.instance.person.get(record.person_id or "")
            if veteran and someone is not None:
                message = say("supply.no_veteran_rule", name=someone.name)
                yield Finding(clause=self.id, subject=someone.id, status=Status.MISSED, message=message)


@dataclass(frozen=True, kw_only=True)
class VeteranDegree(Clause):
    """A graduate back from the army who goes on to a degree finishes later, once papers are complete (MTG25-3.2-b).

    Records of this clause for a person name the papers in their notes. With all of them her graduation and the day she
    is available move by ``degree_extension_months``, once given; with one missing both stay, and that is told. Where
    the roster gives no day she is available, one must be entered before she is placed.
    """

    family: ClassVar[str] = "veteran_degree"
    required_papers: tuple[str, ...]
    degree_extension_months: External | Months

    def statement(self) -> Text:
        months = self.degree_extension_months
        told = say("supply.extension", months=months) if isinstance(months, int) else say("supply.extension_open")
        return say("supply.veteran", papers="、".join(self.required_papers), extension=told)

    def missing(self, person_id: str, instance: Instance) -> tuple[str, ...] | None:
        """Return the papers a veteran still lacks, None for whoever has no record of this clause."""
        records = [r for r in instance.records_of.get(self.id, ()) if r.person_id == person_id]
        held = [r.note for r in records if r.result not in {Upshot.REFUSED, Upshot.FAILED}]
        return tuple(p for p in self.required_papers if not any(p in note for note in held)) if records else None

    def deferred(self, day: date, person_id: str, instance: Instance) -> date:
        """Return a day of a person's course as it stands after the degree: later by the extension, or unmoved."""
        months = self.degree_extension_months
        return add_months(day, months) if isinstance(months, int) and self.missing(person_id, instance) == () else day

    def bar(self, person: Person, day: date, instance: Instance) -> Text | None:
        if self.missing(person.id, instance) != () or self.degree_extension_months == "external":
            return None
        if person.available_from is None:
            return say("supply.veteran_undated", name=person.name)
        ready = self.deferred(person.available_from, person.id, instance)
        return say("supply.veteran_studies", name=person.name, day=ready) if day < ready else None

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Papers that are missing; someone placed while she studies on."""
        for person in ledger.instance.people:
            lacking = self.missing(person.id, ledger.instance)
            if lacking:
                message = say("supply.papers", name=person.name, papers="、".join(lacking))
                yield Finding(clause=self.id, subject=person.id, status=Status.MISSED, message=message)
        for person, _ in ledger.placed:
            months, from_day = self.degree_extension_months, person.available_from
            studies = self.missing(person.id, ledger.instance) == () and isinstance(months, int)
            if (
                studies
                and from_day is not None
                and isinstance(months, int)
                and ledger.day < add_months(from_day, months)
            ):
                ready = add_months(from_day, months)
                message = say("supply.veteran_studies", name=person.name, day=ready)
                yield Finding(clause=self.id, subject=person.id, status=Status.VIOLATED, message=message)


Channel = Literal[
    "retained", "recruitment", "directed", "rehired", "rotating", "sent_down", "college", "society",
    "retired_specialist", "flexible",
]  # fmt: skip
CHANNEL_OF: dict[Role, tuple[Channel, ...]] = {
    Role.VILLAGE_DOCTOR: ("retained",),
    Role.RECRUIT: ("recruitment", "college", "society"),
    Role.GRADUATE: ("directed",),
    Role.REHIRED: ("rehired", "retired_specialist"),
    Role.CENTRE_STAFF: ("rotating",),
    Role.SECONDED: ("sent_down", "flexible"),
}


@dataclass(frozen=True, kw_only=True)
class SupplyChannels(Clause):
    """Staff come from the channels named, of which none is ranked (JZ22-4.2-k, MTGR-8-b, QJ-2-a).

    The table by channel counts everyone at a site on the placement date (``serving``), or graduates and recruits still
    without a place (``coming``), under the first channel named that her role can belong to; a recruit with a day of
    graduation is from college. ``health=asked`` leaves out whoever a record of
    this clause says failed the health check.
    """

    family: ClassVar[str] = "supply_channels"
    decides: ClassVar[bool] = False
    channels: tuple[Channel, ...]
    counted: Literal["serving", "coming"]
    health: Literal["asked", "not_asked"]

    def statement(self) -> Text:
        named = [say(f"supply.channel.{channel}") for channel in self.channels]
        listed = Text("、".join(n.zh for n in named), ", ".join(n.en for n in named))
        who, health = say(f"supply.who.{self.counted}"), say(f"supply.health.{self.health}")
        return say("supply.channels", who=who, count=len(named), channels=listed, health=health)

    def channel(self, person: Person) -> Channel | None:
        """Return the channel a person came by, None where her role is of no channel of this text."""
        mine = [c for c in CHANNEL_OF[person.role] if c in self.channels]
        if person.role is Role.RECRUIT and {"college", "society"} <= set(mine):
            return "society" if person.graduated_on is None else "college"
        return mine[0] if mine else None

    def unfit(self, instance: Instance) -> frozenset[str]:
        """Return codes of people whom a record says failed the health check."""
        records = instance.records_of.get(self.id, ()) if self.health == "asked" else ()
        return frozenset(r.person_id for r in records if r.person_id is not None and r.result is Upshot.FAILED)

    def measures(self, instance: Instance, plan: Plan, first: date, last: date) -> Iterator[Measure]:
        day, unfit = instance.placement_date, self.unfit(instance)
        coming = self.counted == "coming"
        found = (p for p in instance.people if (_waits(p) if coming else _present(p, instance, day)))
        counted = [self.channel(p) for p in found if p.id not in unfit]
        for channel in self.channels:
            of = say(
                "supply.channel_of", who=say(f"supply.who.{self.counted}"), channel=say(f"supply.channel.{channel}")
            )
            number = Fraction(counted.count(channel))
            yield Measure(clause=self.id, day=day, of=of, value=number, target=None, met=None, unit="people")

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Someone re-hired who failed the health check serves all the same."""
        for code in sorted(self.unfit(ledger.instance)):
            person = ledger.instance.person.get(code)
            if person is not None and person.role is Role.REHIRED and serves(person, ledger.day):
                message = say("supply.unfit", name=person.name)
                yield Finding(clause=self.id, subject=code, status=Status.MISSED, message=message)


def _waits(person: Person) -> bool:
    """Whether someone waits or trains for a place."""
    return person.site_id is None and person.role in {Role.GRADUATE, Role.RECRUIT}


def _present(person: Person, instance: Instance, day: date) -> bool:
    """Whether someone of any role is at a site on a day."""
    begun = all(start is None or start <= day for start in (person.since, person.available_from))
    return person.site_id in instance.site and begun and (person.leaves_on is None or day < person.leaves_on)


@dataclass(frozen=True, kw_only=True)
class LicenceExam(Clause):
    """Certificate holders are encouraged to obtain the assistant's licence (MTGR-11-c).

    The pass rate of a year is not in the text: until it is given nobody moves group, the safe forecast.
    """

    family: ClassVar[str] = "licence_exam"
    decides: ClassVar[bool] = False
    licence_pass_rate_pct: External | Annotated[int, Range(0, 100)]

    def statement(self) -> Text:
        rate = self.licence_pass_rate_pct
        told = say("supply.rate", percent=rate) if isinstance(rate, int) else say("supply.rate_open")
        return say("supply.exam", rate=told)

    def measures(self, instance: Instance, plan: Plan, first: date, last: date) -> Iterator[Measure]:
        """Expected passers among today's certificate holders, in all, a year from today, and each year given a rate."""
        held = [
            p
            for p in instance.people
            if p.credential is Credential.CERTIFICATE and _present(p, instance, instance.placement_date)
        ]
        rate = self.licence_pass_rate_pct
        of = say("supply.passed_of", holders=len(held))
        left, years = Fraction(len(held)), instance.horizon_years if isinstance(rate, int) else 1
        for year in range(1, years + 1 if held else 1):
            left -= left * rate / 100 if isinstance(rate, int) else 0
            day, passed = add_months(instance.placement_date, 12 * year), Fraction(len(held)) - left
            yield Measure(clause=self.id, day=day, of=of, value=passed, target=None, met=None, unit="people")

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """An encouragement has nothing to break."""
        yield from ()


@dataclass(frozen=True, kw_only=True)
class HeadcountBound(Clause):
    """A centre keeps running while staff rotate: so many remain at the same time (MTGR-25-a).

    ``centre_min_staff`` holds for every centre once given; until then each centre's own minimum (core_staff_min) does.
    """

    family: ClassVar[str] = "headcount_bound"
    decides: ClassVar[bool] = False
    over_time: ClassVar[bool] = True
    centre_min_staff: External | Annotated[int, Range(0, 1000)]

    def statement(self) -> Text:
        least = self.centre_min_staff
        told = say("supply.least", number=least) if isinstance(least, int) else say("supply.least_own")
        return say("supply.headcount", least=told)

    def releasable(self, centre_id: str, instance: Instance) -> int:
        """Return how many of a centre's staff may be out at the same time."""
        staff = [p for p in instance.people if p.employer == centre_id and p.role is Role.CENTRE_STAFF]
        least = (
            self.centre_min_staff
            if isinstance(self.centre_min_staff, int)
            else instance.centre[centre_id].core_staff_min
        )
        return max(0, len(staff) - least)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        for centre in ledger.instance.centres:
            most = self.releasable(centre.id, ledger.instance)
            for period in ledger.periods:
                out = [
                    p.id
                    for site in ledger.instance.sites_of[centre.id]
                    for p in ledger.present(site.id, period)
                    if p.role is Role.CENTRE_STAFF and p.employer == centre.id
                ]
                if len(out) > most:
                    yield Finding(
                        clause=self.id,
                        subject=centre.id,
                        period=str(period),
                        status=Status.MISSED,
                        actual=str(len(out)),
                        limit=f"<={most}",
                        message=say("supply.too_many_out", name=centre.name, period=period, out=len(out), most=most),
                    )


@dataclass(frozen=True, kw_only=True)
class RetireeEntry(Clause):
    """Retired medical staff are a supply with an age limit of their own (MTGR-14-b).

    ``entry_limit``: they are new entrants and the entry age in force applies, or ``retiree_age_max_exclusive_years``
    where it is given; ``exit_only``: only the age at which everyone leaves does.
    """

    family: ClassVar[str] = "retiree_entry"
    decides: ClassVar[bool] = False
    retirees: Literal["entry_limit", "exit_only"]
    entry_clause: str
    retiree_age_max_exclusive_years: External | Age

    def statement(self) -> Text:
        given = self.retiree_age_max_exclusive_years
        told = say("supply.retiree_age", age=given) if isinstance(given, int) else say("supply.retiree_age_open")
        return say(f"supply.retirees.{self.retirees}", clause=self.entry_clause, age=told)

    def limit(self, in_force: object) -> int | None:
        """Return the age a re-hired entrant must be under, None where no limit is known; given the entry clause."""
        if self.retirees == "exit_only":
            return None
        if isinstance(self.retiree_age_max_exclusive_years, int):
            return self.retiree_age_max_exclusive_years
        limit = getattr(in_force, "entry_age_max_exclusive_years", None)
        return limit if isinstance(limit, int) else None

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Someone re-hired and serving who was not under the limit on the day she began."""
        limit = self.limit(ledger.in_force.get(self.entry_clause))
        for person in ledger.instance.people if limit is not None else ():
            if person.role is Role.REHIRED and person.birth_date and person.since and serves(person, ledger.day):
                age = age_on(person.birth_date, person.since)
                if limit is not None and age >= limit:
                    yield Finding(
                        clause=self.id,
                        subject=person.id,
                        status=Status.MISSED,
                        actual=str(age),
                        limit=f"<{limit}",
                        message=say("supply.too_old", name=person.name, since=person.since, age=age, limit=limit),
                    )


@dataclass(frozen=True, kw_only=True)
class GradualClosure(Clause):
    """Clinics left out of integration lose their status step by step, and doctors leave the supply (XX21-3.1.1-e).

    They close in order of residents, fewest first, evenly over ``closure_period_months`` from the placement date; until
    that is given, none is assumed to close.
    """

    family: ClassVar[str] = "gradual_closure"
    decides: ClassVar[bool] = False
    closure_period_months: External | Months

    def statement(self) -> Text:
        months = self.closure_period_months
        told = say("supply.closing", months=months) if isinstance(months, int) else say("supply.closing_open")
        return say("supply.closure", period=told)

    def closings(self, instance: Instance) -> Sequence[tuple[Site, date]]:
        """Return the clinics left out with the day each closes, in order; none until the period is given."""
        if not isinstance(self.closure_period_months, int):
            return ()
        out = sorted(
            (s for s in instance.sites if s.kind is SiteKind.CLINIC and not s.integrated),
            key=lambda s: (s.population, s.id),
        )
        months = self.closure_period_months
        return [
            (site, add_months(instance.placement_date, months * number // len(out)))
            for number, site in enumerate(out, start=1)
        ]

    def duties(self, instance: Instance, first: date, last: date) -> Iterator[Duty]:
        for site, day in self.closings(instance):
            if first <= day <= last:
                doctors = sum(p.site_id == site.id and serves(p, day_before(day)) for p in instance.people)
                what = say("supply.close", site=site.name, doctors=doctors)
                yield Duty(clause=self.id, day=day, what=what, by=say("duties.by.new_area"), subject=site.id)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """A plan of the years ahead has someone at a clinic after the day it closes."""
        for site, day in self.closings(ledger.instance):
            late = [p for p in ledger.periods if p.start >= day and ledger.present(site.id, p)]
            if late:
                message = say("supply.closed", site=site.name, day=day, period=late[0])
                yield Finding(
                    clause=self.id, subject=site.id, period=str(late[0]), status=Status.MISSED, message=message
                )
