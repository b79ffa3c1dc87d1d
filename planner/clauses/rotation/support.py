"""Clauses on help from outside and cover: filings, leave cover, service before promotion, moves."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from planner.accounts import Measure
from planner.clause import Clause
from planner.domain import Instance, Person, Plan, Record, Role, Upshot
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.parameter import External, Range
from planner.text import Text


class FilingExempt(Clause):
    """Staff posted by a county public health institution need no filing for several places (QJ-9-b)."""

    family: ClassVar[str] = "filing_exempt"
    decides: ClassVar[bool] = False
    posted_by: tuple[str, ...]

    def statement(self) -> Text:
        return say("support.exempt", bodies="、".join(self.posted_by))

    def exempt(self, person: Person) -> bool:
        """Whether a person is posted by such an institution, as her employer is written."""
        return person.role is Role.SECONDED and any(body in (person.employer or "") for body in self.posted_by)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        return iter(())


class FiledSites(Clause):
    """A doctor has one main institution and works elsewhere only after filing (QJ-9-a).

    A filing is a record of this clause that names the person and the site, or a centre with all its sites; the main
    institution is her post and her employer. Asked for once any filing is on record: before, none are kept in the
    tables.
    """

    family: ClassVar[str] = "filed_sites"
    decides: ClassVar[bool] = False
    on_record: ClassVar[bool] = True
    main_institutions_per_doctor: Annotated[int, Range(1, 1)]

    def statement(self) -> Text:
        return say("support.filed", main=self.main_institutions_per_doctor)

    def assignable(self, person: Person, instance: Instance, day: date) -> frozenset[str]:
        """Return the codes of the places a person may work at on a day: her own and those filed by then."""
        places = {person.site_id, person.employer}
        for record in instance.records_of.get(self.id, ()):
            if record.person_id == person.id and record.day <= day and record.result is not Upshot.REFUSED:
                places |= {record.site_id, record.centre_id}
                places |= {s.id for s in instance.sites_of.get(record.centre_id or "", ())}
        return frozenset(place for place in places if place is not None)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        if self.id not in ledger.instance.records_of:
            return
        spared = [c for c in ledger.in_force.values() if isinstance(c, FilingExempt)]
        for code, career in ledger.plan.career.items():
            person = ledger.instance.person.get(code)
            if person is None or any(clause.exempt(person) for clause in spared):
                continue
            missing: dict[str, str] = {}
            for stint in career:
                if stint.site_id not in self.assignable(person, ledger.instance, stint.start.start):
                    missing.setdefault(stint.site_id, str(stint.start))
            for place, period in missing.items():
                known = ledger.instance.site.get(place) or ledger.instance.centre.get(place)
                message = say("support.filed.missing", name=person.name, place=known.name if known else place)
                yield Finding(clause=self.id, subject=code, status=Status.MISSED, period=period, message=message)


class LeaveCover(Clause):
    """Who leaves at a weekend or on a holiday asks for leave, and the hospital names who is on duty (JZ22-4.6.1-c).

    A record of this clause is a request; its note names the stand-in, by name or code, who is not the doctor herself.
    """

    family: ClassVar[str] = "leave_cover"
    decides: ClassVar[bool] = False
    on_record: ClassVar[bool] = True
    cover_assigner: Literal["hospital", "centre"]

    def statement(self) -> Text:
        return say("support.cover", by=say(f"duties.by.{self.cover_assigner}"))

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        for record in ledger.instance.records_of.get(self.id, ()):
            person = ledger.instance.person.get(record.person_id or "")
            if person is None or record.result is Upshot.REFUSED or _stand_in(record, person, ledger.instance):
                continue
            by = say(f"duties.by.{self.cover_assigner}")
            message = say("support.cover.missing", name=person.name, day=record.day, by=by)
            yield Finding(
                clause=self.id, subject=person.id, status=Status.MISSED, period=f"{record.day}", message=message
            )


def _stand_in(record: Record, person: Person, instance: Instance) -> bool:
    words = set(re.split(r"[\s:：，,；;、]+", record.note))
    return any(p.id != person.id and (p.id in words or p.name in record.note) for p in instance.people)


class PromotionService(Clause):
    """City doctors serve at the grassroots before a promotion; it is a supply of temporary cover (MTGR-14-c, QJ-8-a).

    The doctors are the seconded staff of the roster. A record of this clause is service done (``quantity`` months) or,
    ``granted``, the promotion.
    """

    family: ClassVar[str] = "promotion_service"
    decides: ClassVar[bool] = False
    on_record: ClassVar[bool] = True
    promotion_service_months: External | Annotated[int, Range(1, 60)]
    before: Literal["any_title", "associate_senior"]

    def statement(self) -> Text:
        months = say("support.promotion.external")
        if isinstance(self.promotion_service_months, int):
            months = say("support.promotion.months", months=self.promotion_service_months)
        return say("support.promotion", before=say(f"support.promotion.{self.before}"), months=months)

    def measures(self, instance: Instance, plan: Plan, first: date, last: date) -> Iterator[Measure]:
        """Person-months of cover that the seconded doctors owe together."""
        doctors = [p for p in instance.people if p.role is Role.SECONDED]
        if doctors and isinstance(self.promotion_service_months, int):
            supply = Fraction(len(doctors) * self.promotion_service_months)
            of = say("support.promotion.supply", doctors=len(doctors))
            yield Measure(clause=self.id, day=instance.placement_date, of=of, value=supply, target=None, met=None)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        if not isinstance(self.promotion_service_months, int):
            return
        served: dict[str, Fraction] = defaultdict(Fraction)
        for record in ledger.instance.records_of.get(self.id, ()):
            code = record.person_id or ""
            person = ledger.instance.person.get(code)
            if record.result is not Upshot.GRANTED:
                served[code] += Fraction(record.quantity or 0)
            elif person is not None and served[code] < self.promotion_service_months:
                yield Finding(
                    clause=self.id,
                    subject=code,
                    status=Status.MISSED,
                    actual=str(served[code]),
                    limit=f">={self.promotion_service_months}",
                    message=say(
                        "support.promotion.short",
                        name=person.name,
                        day=record.day,
                        served=served[code],
                        months=self.promotion_service_months,
                    ),
                )


class MovesKeepEmployer(Clause):
    """Staff move in both directions while their personnel relation stays (QJ-18-a).

    A plan moves people between sites and never changes an employer; a record of this clause that says failed is a move
    that did.
    """

    family: ClassVar[str] = "moves_keep_employer"
    decides: ClassVar[bool] = False

    def statement(self) -> Text:
        return say("support.moves")

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        for record in ledger.instance.records_of.get(self.id, ()):
            person = ledger.instance.person.get(record.person_id or "")
            if person is not None and record.result is Upshot.FAILED:
                message = say("support.moves.changed", name=person.name, day=record.day)
                yield Finding(clause=self.id, subject=person.id, status=Status.MISSED, message=message)
