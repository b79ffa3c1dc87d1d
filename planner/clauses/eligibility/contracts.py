"""Clauses on papers that each must have: a contract with the right employer, a letter, an assessment on record."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Annotated, ClassVar, Literal

from planner.accounts import Duty
from planner.calendar import add_months, day_before
from planner.clause import Clause
from planner.clauses.appraisal.duties import By, names, serves
from planner.clauses.eligibility.leaving import Exit
from planner.domain import Instance, Person, Record, Role, SiteKind, Upshot
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.parameter import External, Range
from planner.text import Text

Whose = Literal["doctors", "graduates", "clinics"]

IN_SCOPE: Mapping[Whose, Callable[[Instance, date], tuple[str, ...]]] = MappingProxyType(
    {
        "doctors": lambda instance, day: tuple(
            p.id for p in instance.people if p.site_id in instance.site and serves(p, day)
        ),
        "graduates": lambda instance, day: tuple(
            p.id
            for p in instance.people
            if p.role is Role.GRADUATE and p.graduated_on is not None and p.graduated_on <= day
        ),
        "clinics": lambda instance, day: tuple(s.id for s in instance.sites if s.kind is SiteKind.CLINIC),
    }
)
"""Codes of those who must have it on a day; graduates from the day they finish school and induction begins."""


class EachHasOne(Clause):
    """Each clinic or graduate has a paper on record: a responsibility letter, an assessment (JZ22-4.8-a, MTG25-2.2-c).

    Where at least one is on record, whoever has none is named, with how many of how many there are.
    """

    family: ClassVar[str] = "each_has_one"
    decides: ClassVar[bool] = False
    on_record: ClassVar[bool] = True
    paper: Literal["responsibility_letter", "induction_assessment"]
    whose: Whose
    by: By

    def statement(self) -> Text:
        return say(
            "contracts.each",
            whose=say(f"contracts.whose.{self.whose}"),
            paper=say(f"contracts.paper.{self.paper}"),
            by=say(f"duties.by.{self.by}"),
        )

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        records = [r for r in ledger.instance.records_of.get(self.id, ()) if r.result is not Upshot.REFUSED]
        held = {r.person_id or r.site_id for r in records if r.day <= ledger.day}
        wanted = IN_SCOPE[self.whose](ledger.roster, ledger.day)
        missing = [code for code in wanted if code not in held]
        for code in missing if records else ():
            yield Finding(
                clause=self.id,
                subject=code,
                status=Status.MISSED,
                actual=str(len(wanted) - len(missing)),
                limit=str(len(wanted)),
                message=say(
                    "contracts.none",
                    who=names(ledger.instance, [code]),
                    paper=say(f"contracts.paper.{self.paper}"),
                    have=len(wanted) - len(missing),
                    all=len(wanted),
                ),
            )


class Contract(Exit):
    """Doctors or graduates have a contract with the employer named, for so many months (JZ22-4.3-a, XX21-3.2.3-a).

    ``employer`` is ``hospital``, the township's own, or a name. A record of this clause is a contract begun on its
    day; its ``quantity`` is the months it runs, else ``contract_months``. ``signed_by=induction`` asks that a graduate
    sign by the day she finishes school, since induction begins then (MTG25-2.4.1-c). ``consent=needed`` counts only
    what the county granted (result granted). Each contract is taken to be renewed, unless the last word on record
    after one is a refusal: she is gone when it has run out, or at once where it has no end.
    """

    family: ClassVar[str] = "contract"
    on_record: ClassVar[bool] = True
    leaves_by: ClassVar[Literal["age", "record", "contract"]] = "contract"
    employer: str
    contract: Literal["labour", "hire", "dispatch"]
    contract_months: Literal["unlimited"] | External | Annotated[int, Range(1, 120, step=12)]
    whose: Whose
    consent: Literal["needed", "not_needed"]
    signed_by: Literal["any_day", "induction"]

    def statement(self) -> Text:
        months = self.contract_months
        length = say("contracts.months", months=months) if isinstance(months, int) else say(f"contracts.{months}")
        return say(
            "contracts.contract",
            whose=say(f"contracts.whose.{self.whose}"),
            employer=self.employing,
            contract=say(f"contracts.kind.{self.contract}"),
            length=length,
            consent=say("contracts.consent") if self.consent == "needed" else "",
            by=say("contracts.by_induction") if self.signed_by == "induction" else "",
        )

    @property
    def employing(self) -> Text:
        """The employer: the township hospital, or whom the text names."""
        return say("duties.by.hospital") if self.employer == "hospital" else Text(self.employer, self.employer)

    def _signs(self, record: Record) -> bool:
        """Whether a record is a contract, with the consent it needs."""
        return record.result is Upshot.GRANTED if self.consent == "needed" else record.result is not Upshot.REFUSED

    def _signed(self, instance: Instance) -> dict[str, list[Record]]:
        """Contracts by person code, oldest first."""
        found: dict[str, list[Record]] = {}
        for record in instance.records_of.get(self.id, ()):
            if record.person_id is not None and self._signs(record):
                found.setdefault(record.person_id, []).append(record)
        return found

    def after(self, record: Record) -> date | None:
        """Return the first day after a contract, None where it runs without end or its length is not known."""
        months = self.contract_months if record.quantity is None else int(record.quantity)
        return add_months(record.day, months) if isinstance(months, int) else None

    def _refusal(self, person: Person, instance: Instance) -> tuple[Record, Record] | None:
        """Return the last contract and the refusal to renew it, None where that is not the last word on record."""
        mine = instance.records_about.get((self.id, person.id), ())
        if not mine or mine[-1].result is not Upshot.REFUSED:
            return None
        signed = next((record for record in reversed(mine) if self._signs(record)), None)
        return None if signed is None else (signed, mine[-1])

    def leaves(self, person: Person, instance: Instance) -> date | None:
        found = self._refusal(person, instance)
        if found is None:
            return None
        signed, refused = found
        return max(self.after(signed) or refused.day, refused.day)

    def gone(self, person: Person, day: date, instance: Instance) -> bool:
        found = self._refusal(person, instance)
        if found is None or day < found[1].day:
            return False
        ends = self.after(found[0])
        return ends is None or ends <= day

    def why(self, person: Person, instance: Instance) -> Text:
        return say("contracts.not_renewed")

    def duties(self, instance: Instance, first: date, last: date) -> Iterator[Duty]:
        """Planning: contracts to be renewed each time they run out, or signed by the day induction begins."""
        ending: dict[tuple[date, str], list[str]] = {}
        for code, signed in self._signed(instance).items():
            person, day = instance.person.get(code), self.after(signed[-1])
            if person is None or self._refusal(person, instance) is not None:
                continue
            while day is not None and day <= last:
                if first <= day and serves(person, day):
                    ending.setdefault((day, person.employer or ""), []).append(code)
                day = add_months(day, self.contract_months) if isinstance(self.contract_months, int) else None
        for (day, employer), codes in ending.items():
            what = say("contracts.renew", count=len(codes), names=names(instance, codes))
            subject = employer if employer in instance.centre else ""
            yield self._due(day, what, codes[0] if len(codes) == 1 else subject, len(codes))
        if self.signed_by != "induction":
            return
        starts: dict[date, list[str]] = {}
        for person in instance.people:
            day = person.graduated_on if person.role is Role.GRADUATE else None
            if day is not None and first <= day <= last:
                starts.setdefault(day, []).append(person.id)
        for day, codes in starts.items():
            what = say("contracts.sign", count=len(codes), names=names(instance, codes), employer=self.employing)
            yield self._due(day, what, codes[0] if len(codes) == 1 else "", len(codes))

    def _due(self, day: date, what: Text, subject: str, count: int = 1) -> Duty:
        by = say("contracts.employer", employer=self.employing)
        return Duty(clause=self.id, day=day, what=what, by=by, subject=subject, count=count)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Where contracts are on record: who has none, had it late, serves on after it ended or was refused another."""
        yield from super().check(ledger)
        if not ledger.instance.records_of.get(self.id):
            return
        signed = self._signed(ledger.instance)
        for code in IN_SCOPE[self.whose](ledger.roster, ledger.day):
            person, mine = ledger.roster.person[code], [r for r in signed.get(code, ()) if r.day <= ledger.day]
            until = self.after(mine[-1]) if mine else None
            begun = person.graduated_on if self.signed_by == "induction" else None
            if not mine:
                yield self._wrong(code, say("contracts.lacking", name=person.name, employer=self.employing))
            elif begun is not None and mine[0].day > begun:
                yield self._wrong(code, say("contracts.late", name=person.name, day=mine[0].day, start=begun))
            elif until is not None and until <= ledger.day and serves(person, ledger.day):
                yield self._wrong(code, say("contracts.ended", name=person.name, day=day_before(until)))
        for code, mine in signed.items():
            longest = max((int(r.quantity) for r in mine if r.quantity is not None), default=0)
            if isinstance(self.contract_months, int) and longest > self.contract_months:
                name = names(ledger.instance, [code])
                yield self._wrong(code, say("contracts.long", name=name, months=longest, most=self.contract_months))

    def _wrong(self, code: str, message: Text) -> Finding:
        return Finding(clause=self.id, subject=code, status=Status.MISSED, message=message)
