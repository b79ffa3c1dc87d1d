"""Clauses on rotation: staff of centre and villages move every two years, certificate holders stay."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Literal

from planner.calendar import add_months, day_after
from planner.clause import Clause
from planner.domain import Assignment, Credential, Person, Role
from planner.faces import OutlookAim
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.parameter import Range
from planner.text import Text


@dataclass(frozen=True, kw_only=True)
class RotationCycle(Clause):
    """In principle centre and village staff rotate every two years (MTGR-9-a).

    ``rotation_mode``: ``at_most_24`` lets nobody stay longer than the cycle at one site, ``exactly_24`` nobody leave
    before it is over, ``soft`` only reports. ``graduate_rotation`` says where directed graduates rotate.
    """

    family: ClassVar[str] = "rotation_cycle"
    over_time: ClassVar[bool] = True
    rotation_cycle_months: Annotated[int, Range(6, 120)]
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
            if person is None or not self._rotates(person, ledger):
                continue
            for site, began, ended, last in _stays(career):
                due, left = add_months(began, self.rotation_cycle_months), day_after(ended)
                early = self.rotation_mode == "exactly_24" and not last and left < due
                if due < left or early:
                    yield self._finding(person, site, began, ended, ledger)

    def _rotates(self, person: Person, ledger: Ledger) -> bool:
        if person.id in ledger.exempt or person.role in {Role.SECONDED, Role.RECRUIT, Role.REHIRED}:
            return False
        if person.role == Role.GRADUATE:
            return self.graduate_rotation != "exempt_until_obligation_ends"
        return person.employer is not None

    def _finding(self, person: Person, site: str, began: date, ended: date, ledger: Ledger) -> Finding:
        waiver = ledger.instance.waiver(self.id, ended, person_id=person.id)
        status = Status.MISSED if self.rotation_mode == "soft" else Status.VIOLATED
        place = ledger.instance.site.get(site) or ledger.instance.centre[site]
        return Finding(
            clause=self.id,
            subject=person.id,
            period=f"{began}–{ended}",
            status=Status.WAIVED if waiver else status,
            limit=str(self.rotation_cycle_months),
            message=say(
                "clauses.rotation_cycle.stay",
                name=person.name,
                site=place.name,
                began=began,
                ended=ended,
                months=self.rotation_cycle_months,
                why=f"（{waiver.why}）" if waiver else "",
            ),
        )


def _stays(career: tuple[Assignment, ...]) -> Iterator[tuple[str, date, date, bool]]:
    """Join assignments that follow one another at one site; tell site, first day, last day, and if it is the last."""
    joined: list[tuple[str, date, date]] = []
    for stint in career:
        began = stint.since or stint.start.start
        if joined and joined[-1][0] == stint.site_id and day_after(joined[-1][2]) == stint.start.start:
            joined[-1] = (stint.site_id, joined[-1][1], stint.end.end)
        else:
            joined.append((stint.site_id, began, stint.end.end))
    for number, (site, began, ended) in enumerate(joined, start=1):
        yield site, began, ended, number == len(joined)


@dataclass(frozen=True, kw_only=True)
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
        """An exempt person whom the plan moves all the same."""
        for code, career in ledger.plan.career.items():
            person = ledger.instance.person.get(code)
            if person is not None and self.exempt(person) and len({stint.site_id for stint in career}) > 1:
                yield Finding(
                    clause=self.id,
                    subject=code,
                    status=Status.VIOLATED,
                    message=say("clauses.certificate_exempt.moved", name=person.name),
                )
