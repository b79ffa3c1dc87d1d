"""Clauses on rotation: staff of centre and villages move every two years, certificate holders stay."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated, ClassVar, Literal, NamedTuple

from planner.calendar import Period, add_months, day_after, period_of
from planner.clause import Clause
from planner.clauses.staffing.presence import locked_at
from planner.domain import COVER_ROLES, Assignment, Centre, Credential, Person, Role, Site, SiteKind
from planner.faces.moves import OutlookAim
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.parameter import Range
from planner.text import Text


class _Stay(NamedTuple):
    """A stay at one place, from the first day to the last; it ends where another place begins, not with a pause."""

    site: str
    began: date
    ended: date


class RotationCycle(Clause):
    """In principle centre and village staff rotate every two years (MTGR-9-a).

    ``rotation_mode``: ``at_most_24`` lets nobody stay longer than the cycle at one site, ``exactly_24`` nobody leave
    before it is over, ``soft`` only reports. ``graduate_rotation`` says where directed graduates rotate.
    """

    family: ClassVar[str] = "rotation_cycle"
    over_time: ClassVar[bool] = True
    rotation_cycle_months: Annotated[int, Range(6, 120, step=12)]
    rotation_mode: Literal["at_most_24", "exactly_24", "soft"]
    graduate_rotation: Literal["within_centre_clinics", "include_centre", "exempt_until_obligation_ends"]
    goals: tuple[OutlookAim, ...]

    @property
    def cycle_months(self) -> int:
        return self.rotation_cycle_months

    @property
    def graduates_rotate(self) -> Literal["within_centre_clinics", "include_centre", "exempt_until_obligation_ends"]:
        return self.graduate_rotation

    @property
    def outlook_goals(self) -> tuple[OutlookAim, ...]:
        return self.goals

    def statement(self) -> Text:
        aims = [say(f"outlook.goal.{goal}") for goal in self.goals]
        return say(
            "clauses.rotation_cycle",
            months=self.rotation_cycle_months,
            mode=say(f"clauses.rotation_mode.{self.rotation_mode}"),
            graduates=say(f"clauses.graduate_rotation.{self.graduate_rotation}"),
            goals=Text("、".join(a.zh for a in aims), ", ".join(a.en for a in aims)),
        )

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Walk each career and measure the unbroken stays of those who rotate, in months from day to day."""
        for code, career in ledger.plan.career.items():
            person = ledger.instance.person.get(code)
            if person is None or not _rotates(person, ledger):
                continue
            stays = _stays(person, career, ledger)
            if person.role == Role.GRADUATE:
                yield from self._graduate(person, stays, ledger)
                if self.graduate_rotation == "exempt_until_obligation_ends":
                    continue
            for number, stay in enumerate(stays, start=1):
                due, left = add_months(stay.began, self.rotation_cycle_months), day_after(stay.ended)
                early = self.rotation_mode == "exactly_24" and number < len(stays) and left < period_of(due).start
                overdue = [p for p in ledger.periods if max(due, stay.began) <= p.end and p.start <= stay.ended]
                if due < left and not self._elsewhere(person, stay, overdue, ledger):
                    yield replace(self._finding(person, stay, ledger, "nowhere"), status=Status.MISSED)
                elif due < left:
                    waived = [p for p in overdue if ledger.instance.waiver(self.id, p.end, person_id=person.id)]
                    why = _locked(person, stay.site, [p for p in overdue if p not in waived], ledger)
                    yield self._finding(person, stay, ledger, "stay", why)
                elif early:
                    here, after = period_of(stay.ended), period_of(left)
                    why = _locked(person, stay.site, [here], ledger) or _locked(
                        person, stays[number].site, [after], ledger
                    )
                    yield self._finding(person, stay, ledger, "stay", why)

    def _graduate(self, person: Person, stays: Sequence[_Stay], ledger: Ledger) -> Iterator[Finding]:
        """Where a directed graduate is sent after her first place, which is the roster's or the season's."""
        first = _given_place(person, ledger) or stays[0].site
        for number, stay in enumerate(stays):
            if stay.site == first and (number == 0 or self.graduate_rotation == "exempt_until_obligation_ends"):
                continue
            why = _locked(person, stay.site, _inside(stay, ledger), ledger)
            if self.graduate_rotation == "exempt_until_obligation_ends":
                yield self._finding(person, stay, ledger, "bound", why)
                continue
            site = ledger.instance.site.get(stay.site)
            if site is None:
                open_to_her = self.graduate_rotation == "include_centre"
            else:
                open_to_her = site.kind == SiteKind.CLINIC and site.integrated_on(stay.began)
            if not open_to_her:
                yield self._finding(person, stay, ledger, "graduate_place", why)

    def _elsewhere(self, person: Person, stay: _Stay, overdue: Sequence[Period], ledger: Ledger) -> bool:
        """Whether the centre had another place for her through all the half-years in which she should have moved."""
        at = ledger.instance.site.get(stay.site)
        centre = at.centre_id if at is not None else stay.site
        others = [s for s in ledger.instance.sites_of[centre] if s.id != stay.site]
        if person.role == Role.GRADUATE:
            others = [s for s in others if s.kind == SiteKind.CLINIC and s.integrated_on(ledger.periods[0].start)]
        if at is not None and (person.role != Role.GRADUATE or self.graduate_rotation == "include_centre"):
            return True
        return any(all(self._open(s, person, p, ledger) for p in overdue) for s in others)

    def _open(self, site: Site, person: Person, period: Period, ledger: Ledger) -> bool:
        """Whether those who do not rotate leave room for her, and she may be sent there without a doctor of its own."""
        staying = [p for p in ledger.present(site.id, period) if self._stays_put(p, ledger)]
        most = max(ledger.posts.get(site.id, 0), 4) if ledger.most is None else ledger.most
        if len(staying) >= most:
            return False
        if site.kind != SiteKind.CLINIC or person.role not in COVER_ROLES or ledger.sendable is None:
            return True
        able = ledger.sendable.get(person.id)
        return (able is not None and able <= period.start) or any(p.role not in COVER_ROLES for p in staying)

    def _stays_put(self, person: Person, ledger: Ledger) -> bool:
        exempt = person.role == Role.GRADUATE and self.graduate_rotation == "exempt_until_obligation_ends"
        return exempt or not _rotates(person, ledger)

    def _finding(self, person: Person, stay: _Stay, ledger: Ledger, message: str, locked: str | None = None) -> Finding:
        waiver = ledger.instance.waiver(self.id, stay.ended, person_id=person.id)
        excuse = locked if waiver is None else waiver.why
        status = Status.MISSED if self.rotation_mode == "soft" else Status.VIOLATED
        place = ledger.instance.site.get(stay.site) or ledger.instance.centre[stay.site]
        return Finding(
            clause=self.id,
            subject=person.id,
            period=f"{stay.began}–{stay.ended}",
            status=status if excuse is None else Status.WAIVED,
            limit=str(self.rotation_cycle_months),
            message=say(
                f"clauses.rotation_cycle.{message}",
                name=person.name,
                site=place.name,
                began=stay.began,
                ended=stay.ended,
                months=self.rotation_cycle_months,
                why=f"（{excuse}）" if excuse else "",
            ),
        )


def _locked(person: Person, place: str, periods: Sequence[Period], ledger: Ledger) -> str | None:
    """Return why a person is locked at a place in each of some periods, None where she is not in all of them."""
    locks = [locked_at(person.id, place, period, ledger) for period in periods]
    return next((k.why for k in locks if k), None) if all(k is not None for k in locks) else None


def _inside(stay: _Stay, ledger: Ledger) -> list[Period]:
    return [p for p in ledger.periods if stay.began <= p.end and p.start <= stay.ended]


def _rotates(person: Person, ledger: Ledger) -> bool:
    if person.id in ledger.exempt or person.role in {Role.SECONDED, Role.RECRUIT, Role.REHIRED}:
        return False
    return person.role == Role.GRADUATE or person.employer is not None


def _stays(person: Person, career: Sequence[Assignment], ledger: Ledger) -> list[_Stay]:
    """Join assignments that follow one another at one place, the first from the day the roster gives for it."""
    stays: list[_Stay] = []
    for stint in career:
        if stays and stays[-1].site == stint.site_id:
            stays[-1] = stays[-1]._replace(ended=max(stays[-1].ended, stint.end.end))
            continue
        began = stint.start.start if stays else min(stint.start.start, _since(person, stint, ledger))
        stays.append(_Stay(stint.site_id, began, stint.end.end))
    return stays


def _given_place(person: Person, ledger: Ledger) -> str | None:
    """Where the roster or this season's placement has a person; what an assignment says of itself comes after."""
    placement = ledger.plan.placement.get(person.id)
    return person.site_id or (placement.site_id if placement is not None else None) or person.employer


def _since(person: Person, stint: Assignment, ledger: Ledger) -> date:
    """The day a first stint counts from; for a village doctor not before the integration of her clinic.

    She never rotated, so her cycle is taken to begin with integration, or on the day where that is not known.
    """
    if stint.site_id != _given_place(person, ledger):
        return stint.since or stint.start.start
    if person.site_id is None and person.role == Role.GRADUATE:
        return ledger.day
    if person.since is None:
        return stint.since or stint.start.start
    site = ledger.instance.site.get(stint.site_id)
    if person.role != Role.VILLAGE_DOCTOR or site is None:
        return person.since
    return max(person.since, site.integrated_from or ledger.day)


class CertificateExempt(Clause):
    """Holders of the village doctor certificate do not rotate (MTGR-9-b).

    ``also_licensed=exempt`` reads the clause by the letter; ``rotates`` lets one who also has a licence rotate. The
    roster records one credential, so the two differ only where a licence date stands beside the certificate.
    """

    family: ClassVar[str] = "certificate_exempt"
    over_time: ClassVar[bool] = True
    also_licensed: Literal["exempt", "rotates"]

    def exempt(self, person: Person) -> bool:
        if person.credential != Credential.CERTIFICATE:
            return False
        return self.also_licensed == "exempt" or person.licensed_on is None

    def statement(self) -> Text:
        return say(f"clauses.certificate_exempt.{self.also_licensed}")

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """An exempt person whom the plan moves all the same, from the roster's place or on the way."""
        places: dict[str, Site | Centre] = {**ledger.instance.site, **ledger.instance.centre}
        for code, career in ledger.plan.career.items():
            person = ledger.instance.person.get(code)
            if person is None or not self.exempt(person):
                continue
            home = _given_place(person, ledger)
            walked = dict.fromkeys([*([home] if home in places else []), *(stint.site_id for stint in career)])
            if len(walked) < 2:
                continue
            waiver = ledger.instance.waiver(self.id, career[-1].end.end, person_id=code)
            away = [(s, p) for s in career if s.site_id != home for p in ledger.periods if s.start <= p <= s.end]
            locks = [locked_at(code, stint.site_id, period, ledger) for stint, period in away]
            lock = locks[0] if locks and all(locks) else None
            excuse = waiver.why if waiver else lock.why if lock else None
            yield Finding(
                clause=self.id,
                subject=code,
                status=Status.VIOLATED if excuse is None else Status.WAIVED,
                message=say(
                    "clauses.certificate_exempt.moved",
                    name=person.name,
                    sites="、".join(places[site].name for site in walked),
                    why=f"（{excuse}）" if excuse else "",
                ),
            )
