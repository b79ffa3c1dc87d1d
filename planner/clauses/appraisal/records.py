"""Clauses on appraisal: who appraises, what a record must name, and what follows from the result."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar, Literal

from planner.accounts import Duty
from planner.calendar import add_months, day_before
from planner.clause import Clause
from planner.clauses.appraisal.duties import By, managed_by, names, serves, signed_by
from planner.domain import Credential, Instance, Record, Upshot
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.parameter import Range
from planner.text import Text

_POSTED = re.compile(r"\d{4}-\d{2}-\d{2}")


def _subject(record: Record) -> str:
    return record.person_id or record.site_id or record.centre_id or ""


def _listed(words: tuple[str, ...]) -> str:
    return "、".join(words)


class RecordComponents(Clause):
    """What a record of this clause must name in its note, part by part (MTG21-A1.5-d, XX21-3.2.5-b, MTGR-12-b).

    ``each_with=number`` wants a number after every part (``人数2``); ``posted_at`` are places at which the result is
    posted: the note names each, and a date after it (``乡镇卫生院2022-02-05``).
    """

    family: ClassVar[str] = "record_components"
    decides: ClassVar[bool] = False
    on_record: ClassVar[bool] = True
    about: Literal["appraisal", "posting"]
    components: tuple[str, ...]
    each_with: Literal["nothing", "number"]
    posted_at: tuple[str, ...]

    def statement(self) -> Text:
        posted = say("appraisal.posted", places=_listed(self.posted_at)) if self.posted_at else ""
        return say(
            "appraisal.components",
            about=say(f"appraisal.about.{self.about}"),
            parts=_listed(self.components),
            number=say("appraisal.with_number") if self.each_with == "number" else "",
            posted=posted,
        )

    def missing(self, record: Record) -> list[str]:
        """Return the parts that a record does not name as it should, then the places of posting without a date."""
        tail = r"\D{0,3}\d" if self.each_with == "number" else ""
        lacking = [part for part in self.components if not re.search(re.escape(part) + tail, record.note)]
        for place in self.posted_at:
            after = record.note.partition(place)[2]
            if not _POSTED.search(re.split("[;；。]", after)[0]):
                lacking.append(place)
        return lacking

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        for record in ledger.instance.records_of.get(self.id, ()):
            if lacking := self.missing(record):
                total = len(self.components) + len(self.posted_at)
                yield Finding(
                    clause=self.id,
                    subject=_subject(record),
                    status=Status.MISSED,
                    period=record.day.isoformat(),
                    actual=str(total - len(lacking)),
                    limit=str(total),
                    message=say(
                        "appraisal.incomplete",
                        who=names(ledger.instance, [_subject(record)]),
                        day=record.day,
                        parts="、".join(f"“{part}”" for part in lacking),
                    ),
                )


class Appraiser(Clause):
    """Who appraises a clinic: its centre once it is integrated, else the town government (MTGR-20-a, MTGR-20-b).

    Records of this clause and of ``appraisals`` are judged by whom they name; one that names nobody is left alone.
    """

    family: ClassVar[str] = "appraiser"
    decides: ClassVar[bool] = False
    clinics: Literal["integrated", "not_integrated"]
    appraiser: Literal["centre", "town"]
    takes_part: tuple[Literal["village_committee", "centre"], ...]
    appraisals: tuple[str, ...]

    def statement(self) -> Text:
        told = [say(f"appraisal.part.{who}") for who in self.takes_part]
        return say(
            "appraisal.appraiser",
            clinics=say(f"appraisal.clinics.{self.clinics}"),
            who=say(f"appraisal.by.{self.appraiser}"),
            part=Text("、".join(t.zh for t in told), " and ".join(t.en for t in told)),
            records=_listed((self.id, *self.appraisals)),
        )

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        instance = ledger.instance
        mine = "centre" if self.clinics == "integrated" else "town"
        known = {s.id for s in instance.sites}
        for record in (r for clause in (self.id, *self.appraisals) for r in instance.records_of.get(clause, ())):
            person = instance.person.get(record.person_id or "")
            site = record.site_id or (person.site_id if person is not None else None)
            told = signed_by(record)
            if site not in known or not told or managed_by(site or "", record.day, instance) != mine:
                continue
            if self.appraiser not in told:
                yield Finding(
                    clause=self.id,
                    subject=_subject(record),
                    status=Status.VIOLATED,
                    period=record.day.isoformat(),
                    actual="、".join(sorted(told)),
                    limit=self.appraiser,
                    message=say(
                        "appraisal.wrong",
                        who=names(instance, [_subject(record)]),
                        day=record.day,
                        clinics=say(f"appraisal.clinics.{self.clinics}"),
                        right=say(f"appraisal.by.{self.appraiser}"),
                    ),
                )


class LeaveInAppraisal(Clause):
    """Whether study leave was taken enters the appraisal (MTGR-9-e).

    Windows of ``period_months`` follow one another from January of ``first_window_year``; judged is the last one that
    is over on the day of the plan, for certificate holders who served all of it, where any leave is on record.
    """

    family: ClassVar[str] = "leave_in_appraisal"
    decides: ClassVar[bool] = False
    period_months: Annotated[int, Range(6, 120, step=12)]
    first_window_year: Annotated[int, Range(2000, 2100)]

    def statement(self) -> Text:
        return say("appraisal.leave", months=self.period_months, year=self.first_window_year)

    def duties(self, instance: Instance, first: date, last: date) -> Iterator[Duty]:
        after = date(self.first_window_year, 1, 1)
        while (day := day_before(after := add_months(after, self.period_months))) <= last:
            holders = [p.id for p in instance.people if p.credential is Credential.CERTIFICATE and serves(p, day)]
            if day >= first and holders:
                start = add_months(after, -self.period_months)
                what = say("appraisal.leave_due", count=len(holders), start=f"{start:%Y-%m}", end=f"{day:%Y-%m}")
                subject = holders[0] if len(holders) == 1 else ""
                by = say("duties.by.management")
                yield Duty(clause=self.id, day=day, what=what, by=by, subject=subject, count=len(holders))

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        start = date(self.first_window_year, 1, 1)
        if not ledger.instance.leave or add_months(start, self.period_months) > ledger.day:
            return
        while (after := add_months(start, self.period_months)) and add_months(after, self.period_months) <= ledger.day:
            start = after
        taken = {row.person_id for row in ledger.instance.leave if start <= row.month < after}
        for person in ledger.roster.people:
            there = serves(person, start) and serves(person, day_before(after))
            if person.credential is Credential.CERTIFICATE and there and person.id not in taken:
                period = f"{start:%Y-%m}–{day_before(after):%Y-%m}"
                message = say("appraisal.leave_not_done", name=person.name, period=period)
                yield Finding(clause=self.id, subject=person.id, status=Status.MISSED, period=period, message=message)


class ResultsDecide(Clause):
    """A failed yearly result bars the contract of the next year (XX21-3.2.5-e).

    Results are records of the clauses ``results_under``, contracts those of ``contracts_under``.
    """

    family: ClassVar[str] = "results_decide"
    decides: ClassVar[bool] = False
    results_used_for: tuple[Literal["funding", "renewal"], ...]
    results_under: tuple[str, ...]
    contracts_under: tuple[str, ...]
    by: By

    def statement(self) -> Text:
        uses = [say(f"appraisal.use.{use}") for use in self.results_used_for]
        return say(
            "appraisal.results",
            uses=Text("、".join(u.zh for u in uses), " and ".join(u.en for u in uses)),
            by=say(f"duties.by.{self.by}"),
            results=_listed(self.results_under),
            contracts=_listed(self.contracts_under),
        )

    def _failed(self, instance: Instance) -> Iterator[Record]:
        for clause in self.results_under if "renewal" in self.results_used_for else ():
            for record in instance.records_of.get(clause, ()):
                if record.result is Upshot.FAILED and record.person_id in instance.person:
                    yield record

    def duties(self, instance: Instance, first: date, last: date) -> Iterator[Duty]:
        for record in self._failed(instance):
            day = date(record.day.year, 12, 31)
            if first <= day <= last:
                what = say("appraisal.not_renewed", name=names(instance, [record.person_id or ""]), year=day.year + 1)
                by = say(f"duties.by.{self.by}")
                yield Duty(clause=self.id, day=day, what=what, by=by, subject=record.person_id or "")

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        instance = ledger.instance
        signed = [r for clause in self.contracts_under for r in instance.records_of.get(clause, ())]
        for failed in self._failed(instance):
            for contract in signed:
                renewed = contract.day.year == failed.day.year + 1 and contract.result is not Upshot.REFUSED
                if contract.person_id == failed.person_id and renewed:
                    yield Finding(
                        clause=self.id,
                        subject=failed.person_id or "",
                        status=Status.VIOLATED,
                        period=str(contract.day.year),
                        actual=contract.day.isoformat(),
                        message=say(
                            "appraisal.renewed",
                            name=names(instance, [failed.person_id or ""]),
                            failed=failed.day,
                            day=contract.day,
                        ),
                    )
