"""Clauses on dispatch: a clinic without a doctor of its own is served by staff that the township hospital sends."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, ClassVar, Literal, NamedTuple

from planner.calendar import Period, add_months, day_after, day_before
from planner.clause import Clause
from planner.clauses.staffing.presence import locked_at
from planner.domain import COVER_ROLES, LICENSED, Assignment, Credential, Person, Site, SiteKind
from planner.faces.moves import OutlookAim
from planner.finding import Finding, Status
from planner.ledger import Ledger, span_name, spans
from planner.messages import say
from planner.parameter import Range
from planner.text import Text

HEALTH_LICENCES = LICENSED | {Credential.CERTIFICATE}
"""Credentials that license someone to work as a doctor at all, the village doctor certificate among them."""


class _Service(NamedTuple):
    """Unbroken service of a person at a clinic, from the first day to the last.

    ``given``: the roster has her there, and nothing but locks had her elsewhere before.
    """

    person: Person
    site: Site
    began: date
    ended: date
    periods: tuple[Period, ...]
    given: bool


def _services(person: Person, career: Sequence[Assignment], ledger: Ledger) -> Iterator[_Service]:
    """Join what follows at one clinic without a pause, to the day on which she comes and on which she leaves."""
    joined: list[list[Assignment]] = []
    for stint in career:
        if joined and joined[-1][-1].site_id == stint.site_id and stint.start <= joined[-1][-1].end.following:
            joined[-1].append(stint)
        else:
            joined.append([stint])
    for number, stints in enumerate(joined):
        site = ledger.instance.site.get(stints[0].site_id)
        if site is None or site.kind != SiteKind.CLINIC:
            continue
        first, last = stints[0].start, max(s.end for s in stints)
        before = [s for held in joined[:number] for s in held]
        away = [(s.site_id, p) for s in before for p in ledger.periods if s.start <= p <= s.end]
        bound = all(at == site.id or locked_at(person.id, at, p, ledger) for at, p in away)
        given = bound and not ledger.sent(person, site.id)
        began = max(first.start, person.available_from or date.min)
        ended = min(last.end, day_before(person.leaves_on) if person.leaves_on else date.max)
        yield _Service(
            person=person,
            site=site,
            began=min(began, person.since or began) if given else began,
            ended=ended,
            periods=tuple(p for p in ledger.periods if first <= p <= last),
            given=given,
        )


def _own(site: Site, period: Period, ledger: Ledger) -> bool:
    """Whether a doctor of its own is at a clinic in a period: anyone but staff of a centre and seconded staff."""
    return any(p.role not in COVER_ROLES for p in ledger.present(site.id, period))


def _clinics(ledger: Ledger) -> Iterator[Site]:
    yield from (s for s in ledger.instance.sites if s.kind == SiteKind.CLINIC and ledger.posts.get(s.id, 0) > 0)


def _by_staff(ledger: Ledger) -> Iterator[tuple[Person, list[_Service]]]:
    """Everyone whom a centre may dispatch, with her services at clinics."""
    for code, career in ledger.plan.career.items():
        person = ledger.instance.person.get(code)
        if person is not None and person.role in COVER_ROLES:
            yield person, list(_services(person, career, ledger))


def _excuse(clause: str, service: _Service, periods: Sequence[Period], ledger: Ledger) -> tuple[Status, str]:
    """How a fault stands: as an exception where one is on record, missed where the roster brings it about."""
    waiver = ledger.instance.waiver(clause, service.ended, person_id=service.person.id)
    locks = [locked_at(service.person.id, service.site.id, p, ledger) for p in periods]
    if waiver is not None:
        return Status.WAIVED, waiver.why
    if locks and all(lock is not None for lock in locks):
        return Status.WAIVED, next(lock.why for lock in locks if lock is not None)
    return (Status.MISSED if service.given else Status.VIOLATED), ""


class DispatchCover(Clause):
    """A clinic without a doctor of its own is served by licensed staff whom the township hospital sends (JZ22-4.2-f).

    ``licence``: ``physician_or_assistant`` asks for a physician's or assistant's licence, ``any_health_licence`` is
    content with the village doctor certificate. A clinic with nobody is missed, as no plan can staff it out of nothing;
    someone without the licence is a fault of whoever sends her. ``goals`` is what an outlook aims at, in order, where
    no other text says so.
    """

    family: ClassVar[str] = "dispatch_cover"
    over_time: ClassVar[bool] = True
    dispatch_requires_licence: Literal["yes", "no"]
    licence: Literal["physician_or_assistant", "any_health_licence"]
    covered_every_period: Literal["yes", "no"]
    goals: tuple[OutlookAim, ...]

    @property
    def outlook_goals(self) -> tuple[OutlookAim, ...]:
        return self.goals

    def may_be_sent(self, person: Person, day: date) -> bool:
        if self.dispatch_requires_licence == "no":
            return True
        enough = LICENSED if self.licence == "physician_or_assistant" else HEALTH_LICENCES
        return person.credential in enough and (person.licensed_on is None or person.licensed_on <= day)

    def sendable_from(self, person: Person) -> date | None:
        if self.dispatch_requires_licence == "no":
            return date.min
        certified = person.credential == Credential.CERTIFICATE and self.licence == "any_health_licence"
        return (person.licensed_on or date.min) if certified or person.credential in LICENSED else None

    def statement(self) -> Text:
        aims = [say(f"outlook.goal.{goal}") for goal in self.goals]
        return say(
            "clauses.dispatch_cover",
            licence=say(f"clauses.dispatch_cover.{'no' if self.dispatch_requires_licence == 'no' else self.licence}"),
            every=say(f"clauses.dispatch_cover.every.{self.covered_every_period}"),
            goals=Text("、".join(a.zh for a in aims), ", ".join(a.en for a in aims)),
        )

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Walk clinics for half-years with nobody, and careers for service alone without the licence."""
        for site in _clinics(ledger) if self.covered_every_period == "yes" else ():
            for span in spans(p for p in ledger.periods if not ledger.present(site.id, p)):
                yield Finding(
                    clause=self.id,
                    subject=site.id,
                    status=Status.MISSED,
                    period=span_name(span),
                    actual="0",
                    message=say(
                        "clauses.dispatch_cover.nobody",
                        site=site.name,
                        population=site.population,
                        span=span_name(span),
                    ),
                )
        for person, services in _by_staff(ledger):
            able = self.sendable_from(person)
            for service in services:
                alone = [p for p in service.periods if not _own(service.site, p, ledger)]
                for span in spans(p for p in alone if able is None or able > p.start):
                    status, why = _excuse(self.id, service, [p for p in alone if span[0] <= p <= span[1]], ledger)
                    yield Finding(
                        clause=self.id,
                        subject=person.id,
                        status=status,
                        period=span_name(span),
                        message=say(
                            "clauses.dispatch_cover.unlicensed",
                            name=person.name,
                            site=service.site.name,
                            span=span_name(span),
                            why=f"（{why}）" if why else "",
                        ),
                    )


class DispatchTurns(Clause):
    """Dispatched staff may relieve one another, without a gap (JZ22-4.2-g).

    Days between one dispatched person and the next at a clinic without a doctor of its own are counted to the day:
    somebody may leave, or come, in the middle of a half-year. A gap is missed, as there may be nobody to fill it.
    """

    family: ClassVar[str] = "dispatch_turns"
    over_time: ClassVar[bool] = True
    dispatch_rotation_allowed: Literal["yes", "no"]
    handover_gap_days_max: Annotated[int, Range(0, 366)]

    def statement(self) -> Text:
        return say(f"clauses.dispatch_turns.{self.dispatch_rotation_allowed}", days=self.handover_gap_days_max)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        served: dict[str, list[_Service]] = defaultdict(list)
        for _, services in _by_staff(ledger):
            for service in services:
                if service.periods:
                    served[service.site.id].append(service)
        for code in sorted(served):
            yield from self._relieved(sorted(served[code], key=lambda s: (s.began, s.ended, s.person.id)), ledger)

    def _relieved(self, services: Sequence[_Service], ledger: Ledger) -> Iterator[Finding]:
        """Yield each relief at a clinic that leaves a gap, or that should not have been one."""
        latest = services[0]
        for service in services[1:]:
            gap = (service.began - latest.ended).days - 1
            between = [p for p in ledger.periods if latest.ended < p.end and p.start < service.began]
            if gap > self.handover_gap_days_max and not any(_own(service.site, p, ledger) for p in between):
                yield self._finding("gap", latest, service, str(gap), ledger)
            elif (
                self.dispatch_rotation_allowed == "no"
                and service.person.id != latest.person.id
                and gap >= 0
                and not _own(service.site, service.periods[0], ledger)
            ):
                yield self._finding("relief", latest, service, "", ledger)
            latest = max(latest, service, key=lambda s: s.ended)

    def _finding(self, what: str, one: _Service, other: _Service, days: str, ledger: Ledger) -> Finding:
        return Finding(
            clause=self.id,
            subject=one.site.id,
            status=Status.MISSED,
            period=f"{day_after(one.ended)}–{day_before(other.began)}" if days else str(other.began),
            actual=days,
            limit=str(self.handover_gap_days_max) if days else "",
            message=say(
                f"clauses.dispatch_turns.{what}",
                site=one.site.name,
                before=one.person.name,
                after=other.person.name,
                ended=one.ended,
                began=other.began,
                days=days,
            ),
        )


class DispatchTerm(Clause):
    """Whoever is dispatched serves at least half a year, in principle (JZ22-4.2-h).

    ``term``: ``consecutive_same_clinic`` counts each stay at one clinic, ``total_over_clinics`` all her dispatches
    together; planning keeps each stay long enough, which meets both. A stay that the horizon cuts off is not over.
    """

    family: ClassVar[str] = "dispatch_term"
    over_time: ClassVar[bool] = True
    dispatch_min_months: Annotated[int, Range(1, 60)]
    term: Literal["consecutive_same_clinic", "total_over_clinics"]

    @property
    def least_months(self) -> int:
        return self.dispatch_min_months

    def statement(self) -> Text:
        return say(
            "clauses.dispatch_term", months=self.dispatch_min_months, term=say(f"clauses.dispatch_term.{self.term}")
        )

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        horizon = ledger.periods[-1].end if ledger.periods else date.max
        for _, services in _by_staff(ledger):
            sent = [s for s in services if any(not _own(s.site, p, ledger) for p in s.periods)]
            if self.term == "total_over_clinics" and sent:
                total = sum((s.ended - s.began).days + 1 for s in sent)
                needed = (add_months(sent[0].began, self.dispatch_min_months) - sent[0].began).days
                short = sent[-1:] if total < needed else []
            else:
                short = [s for s in sent if add_months(s.began, self.dispatch_min_months) > day_after(s.ended)]
            for service in short:
                if service.ended < horizon:
                    yield self._finding(service, ledger)

    def _finding(self, service: _Service, ledger: Ledger) -> Finding:
        status, why = _excuse(self.id, service, service.periods, ledger)
        return Finding(
            clause=self.id,
            subject=service.person.id,
            status=status,
            period=f"{service.began}–{service.ended}",
            limit=str(self.dispatch_min_months),
            message=say(
                f"clauses.dispatch_term.short.{self.term}",
                name=service.person.name,
                site=service.site.name,
                began=service.began,
                ended=service.ended,
                months=self.dispatch_min_months,
                why=f"（{why}）" if why else "",
            ),
        )
