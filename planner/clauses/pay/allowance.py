"""Clauses on monthly allowances: by credential, kept from before, for staff of the centre, growing by the year."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from planner.accounts import Spell, Stage
from planner.calendar import add_months
from planner.clauses.pay.reckoning import (
    EMPLOYER_ITEMS,
    PURSES,
    PaidClause,
    Revising,
    at_integrated,
    credential_on,
    fen,
    months_between,
    months_from,
    parted,
    past_from,
    percent,
    whereabouts,
    year_parts,
    yuan,
    zone_of,
)
from planner.domain import LICENSED, Credential, Instance, Person, Role
from planner.ledger import Ledger
from planner.messages import say
from planner.money import Amount, Funder
from planner.parameter import External, Range
from planner.scale import amount_on, monthly
from planner.text import Text

Yuan = Annotated[int, Range(0, 1_000_000)]


OFF_TABLE = frozenset({Role.CENTRE_STAFF, Role.SECONDED})
"""Roles that are paid by their own employer's rules and not by those for village doctors."""


class CredentialAllowance(PaidClause):
    """A fixed allowance a month by credential for doctors of clinics under integrated management (XX21-4.2-b)."""

    family: ClassVar[str] = "credential_allowance"
    decides: ClassVar[bool] = False
    items: ClassVar[tuple[str, ...]] = ("credential_allowance",)
    allowance_physician_yuan_per_month: Yuan
    allowance_assistant_yuan_per_month: Yuan
    allowance_village_doctor_yuan_per_month: Yuan

    def statement(self) -> Text:
        return say(
            "subsidies.credential_allowance",
            physician=self.allowance_physician_yuan_per_month,
            assistant=self.allowance_assistant_yuan_per_month,
            doctor=self.allowance_village_doctor_yuan_per_month,
        )

    @property
    def pay_step(self) -> int:
        return 0

    def amounts(self, spell: Spell, before: tuple[Amount, ...], instance: Instance) -> Iterable[Amount]:
        first, months = at_integrated(spell, instance)
        rate = {
            Credential.PHYSICIAN: self.allowance_physician_yuan_per_month,
            Credential.ASSISTANT: self.allowance_assistant_yuan_per_month,
            Credential.RURAL_ASSISTANT: self.allowance_assistant_yuan_per_month,
            Credential.CERTIFICATE: self.allowance_village_doctor_yuan_per_month,
        }.get(spell.credential)
        if months and rate is not None and spell.person.role not in OFF_TABLE:
            yield Amount(
                item="credential_allowance",
                first=first,
                months=months,
                monthly=Decimal(rate),
                funder=Funder.PUBLIC,
                clause=self.id,
                person_id=spell.person.id,
            )

    def due(self, row: Amount, ledger: Ledger) -> Decimal | None:
        instance = ledger.instance
        person = instance.person.get(row.person_id or "")
        if person is None:
            return None
        credential = credential_on(person, row.first)
        site = instance.site.get(whereabouts(ledger, person, row.first) or "")
        outside = site is None or not site.integrated_on(row.first)
        if person.role in OFF_TABLE or credential is Credential.NONE or outside:
            return Decimal(0)
        if credential is Credential.PHYSICIAN:
            return Decimal(self.allowance_physician_yuan_per_month)
        licensed = credential in LICENSED
        return Decimal(
            self.allowance_assistant_yuan_per_month if licensed else self.allowance_village_doctor_yuan_per_month
        )


class RehiredPay(PaidClause, Revising):
    """Whoever is re-hired past an age is paid what hospital and doctor agree, out of no public purse (XX21-4.2-g).

    ``negotiated`` takes the allowance and the employer's shares of insurance of these months off public funds; the
    agreed sum is item ``agreed_allowance`` of the pay scale. ``usual`` leaves both as for everyone. A month counts as
    past the age when its first day is after the birthday; role ``rehired`` counts at any age.
    """

    family: ClassVar[str] = "rehired_pay"
    decides: ClassVar[bool] = False
    items: ClassVar[tuple[str, ...]] = ("credential_allowance", "agreed_allowance", *EMPLOYER_ITEMS)
    rehire_from_years: Annotated[int, Range(16, 120)]
    rehired_allowance: Literal["negotiated", "usual"]

    def statement(self) -> Text:
        how = say(f"subsidies.rehired_pay.{self.rehired_allowance}")
        return say("subsidies.rehired_pay", age=self.rehire_from_years, how=how)

    @property
    def pay_step(self) -> int:
        return 0

    def amounts(self, spell: Spell, before: tuple[Amount, ...], instance: Instance) -> Iterable[Amount]:
        row = amount_on(instance, "agreed_allowance", spell.first, spell.zone, spell.credential)
        agreed = None if row is None else monthly(row)
        if row is None or agreed is None or spell.stage is not Stage.SERVICE or spell.person.role in OFF_TABLE:
            return
        whole = Amount(
            item="agreed_allowance",
            first=spell.first,
            months=spell.months,
            monthly=agreed,
            funder=Funder.CENTRE,
            clause=self.id,
            person_id=spell.person.id,
            assumption=row.assumption,
        )
        late = self._late(whole, spell.person)
        if late is not None and self.rehired_allowance == "negotiated":
            yield late

    def _late(self, amount: Amount, person: Person) -> Amount | None:
        """The months of an amount in which a person is past the age."""
        past = amount.first if person.role is Role.REHIRED else past_from(person, self.rehire_from_years)
        return None if past is None else parted(amount, past)[1]

    def revised(self, amount: Amount, instance: Instance) -> tuple[Amount, ...]:
        person = instance.person.get(amount.person_id or "")
        public = amount.item in self.items and amount.funder in PURSES
        if person is None or not public or self.rehired_allowance == "usual":
            return (amount,)
        late = self._late(amount, person)
        kept = amount.months - (late.months if late else 0)
        return (replace(amount, months=kept),) if kept else ()

    def due(self, row: Amount, ledger: Ledger) -> Decimal | None:
        instance = ledger.instance
        person = instance.person.get(row.person_id or "")
        if person is None:
            return None
        past = past_from(person, self.rehire_from_years)
        if row.item == "agreed_allowance":
            late = person.role is Role.REHIRED or (past is not None and past <= row.first)
            if not late or person.role in OFF_TABLE or self.rehired_allowance == "usual":
                return Decimal(0)
            zone = zone_of(whereabouts(ledger, person, row.first), instance)
            on = amount_on(instance, row.item, row.first, zone, credential_on(person, row.first))
            return None if on is None else monthly(on)
        if row.funder not in PURSES or self.rehired_allowance == "usual":
            return None
        last = add_months(row.first, row.months - 1)
        return Decimal(0) if person.role is Role.REHIRED or (past is not None and past <= last) else None


class StaffAllowance(PaidClause):
    """Community health staff, or those sent down to live there, receive the district's allowance (MTGR-21-a, -b)."""

    family: ClassVar[str] = "staff_allowance"
    decides: ClassVar[bool] = False
    items: ClassVar[tuple[str, ...]] = ("staff_allowance",)
    paid_to: Literal["centre_staff", "seconded"]
    staff_allowance_yuan: External | Decimal

    def statement(self) -> Text:
        return say(f"subsidies.staff_allowance.{self.paid_to}", yuan=yuan(self.staff_allowance_yuan))

    @property
    def pay_step(self) -> int:
        return 0

    def amounts(self, spell: Spell, before: tuple[Amount, ...], instance: Instance) -> Iterable[Amount]:
        served = spell.stage is Stage.SERVICE and spell.person.role.value == self.paid_to
        if served and isinstance(self.staff_allowance_yuan, Decimal):
            yield Amount(
                item="staff_allowance",
                first=spell.first,
                months=spell.months,
                monthly=self.staff_allowance_yuan,
                funder=Funder.PUBLIC,
                clause=self.id,
                person_id=spell.person.id,
            )

    def due(self, row: Amount, ledger: Ledger) -> Decimal | None:
        instance = ledger.instance
        person = instance.person.get(row.person_id or "")
        if person is None or (person.role in OFF_TABLE and person.role.value != self.paid_to):
            return None
        if person.role not in OFF_TABLE:
            return Decimal(0)
        return self.staff_allowance_yuan if isinstance(self.staff_allowance_yuan, Decimal) else None


class CertifiedAllowance(PaidClause):
    """A directed graduate who has graduated, finished training and is licensed receives the rural allowance, whatever
    the year of enrolment (MTGR-10-b).

    The rate is item ``rural_allowance`` of the pay scale. Training is finished from ``available_from`` on, or from a
    record under this clause that she passed it.
    """

    family: ClassVar[str] = "certified_allowance"
    decides: ClassVar[bool] = False
    items: ClassVar[tuple[str, ...]] = ("rural_allowance",)
    practises_as: Literal["physician_or_assistant", "physician"]

    def statement(self) -> Text:
        return say("subsidies.certified_allowance", licence=say(f"subsidies.certified_allowance.{self.practises_as}"))

    @property
    def pay_step(self) -> int:
        return 0

    def amounts(self, spell: Spell, before: tuple[Amount, ...], instance: Instance) -> Iterable[Amount]:
        person = spell.person
        wanted = LICENSED if self.practises_as == "physician_or_assistant" else {Credential.PHYSICIAN}
        if person.role is not Role.GRADUATE or spell.stage is not Stage.SERVICE or spell.credential not in wanted:
            return
        passed = [r.day for r in instance.records_about.get((self.id, person.id), ())]
        trained = min([*passed, *([person.available_from] if person.available_from else [])], default=None)
        row = amount_on(instance, "rural_allowance", spell.first, spell.zone, spell.credential)
        rate = None if row is None else monthly(row)
        if row is None or rate is None or person.graduated_on is None or trained is None:
            return
        first = max(spell.first, months_from(max(trained, person.graduated_on)))
        months = spell.months - months_between(spell.first, first)
        if months > 0:
            yield Amount(
                item="rural_allowance",
                first=first,
                months=months,
                monthly=rate,
                funder=Funder.PUBLIC,
                clause=self.id,
                person_id=person.id,
                assumption=row.assumption,
            )

    def due(self, row: Amount, ledger: Ledger) -> Decimal | None:
        instance = ledger.instance
        person = instance.person.get(row.person_id or "")
        if person is None or person.role is not Role.GRADUATE:
            return None
        held = credential_on(person, row.first)
        enough = held is Credential.PHYSICIAN or (self.practises_as == "physician_or_assistant" and held in LICENSED)
        place = whereabouts(ledger, person, row.first)
        records = instance.records_of.get(self.id, ())
        trained = (person.available_from is not None and person.available_from <= row.first) or any(
            r.person_id == person.id and r.day <= row.first for r in records
        )
        graduated = person.graduated_on is not None and person.graduated_on <= row.first
        if not (enough and graduated and trained and place):
            return Decimal(0)
        on = amount_on(instance, "rural_allowance", row.first, zone_of(place, instance), held)
        return None if on is None else monthly(on)


class GrowingAllowance(PaidClause):
    """The fixed allowance of village doctors is set, and grows by a percentage each calendar year (QJ-13-a).

    Counted from the year of the placement date, each year rounded to the fen, halves up, before it grows again.
    """

    family: ClassVar[str] = "growing_allowance"
    decides: ClassVar[bool] = False
    items: ClassVar[tuple[str, ...]] = ("fixed_allowance",)
    allowance_yuan: External | Decimal
    allowance_growth_pct_per_year: External | Annotated[int, Range(0, 100)]

    def statement(self) -> Text:
        growth = percent(self.allowance_growth_pct_per_year)
        return say("subsidies.growing_allowance", yuan=yuan(self.allowance_yuan), growth=growth)

    @property
    def pay_step(self) -> int:
        return 0

    def _in_year(self, year: int, base: int) -> Decimal | None:
        growth = self.allowance_growth_pct_per_year
        if isinstance(self.allowance_yuan, str) or isinstance(growth, str):
            return None
        amount = self.allowance_yuan
        for _ in range(year - base):
            amount = fen(amount * (100 + growth) / 100)
        return amount

    def amounts(self, spell: Spell, before: tuple[Amount, ...], instance: Instance) -> Iterable[Amount]:
        if spell.person.role is not Role.VILLAGE_DOCTOR or spell.place not in instance.site:
            return
        for first, months in year_parts(spell.first, spell.months):
            amount = self._in_year(first.year, instance.placement_date.year)
            if amount is not None:
                yield Amount(
                    item="fixed_allowance",
                    first=first,
                    months=months,
                    monthly=amount,
                    funder=Funder.PUBLIC,
                    clause=self.id,
                    person_id=spell.person.id,
                )

    def due(self, row: Amount, ledger: Ledger) -> Decimal | None:
        instance = ledger.instance
        person = instance.person.get(row.person_id or "")
        growth = self.allowance_growth_pct_per_year
        if person is None or isinstance(self.allowance_yuan, str) or isinstance(growth, str):
            return None
        if person.role is not Role.VILLAGE_DOCTOR or whereabouts(ledger, person, row.first) not in instance.site:
            return Decimal(0)
        due = self.allowance_yuan
        for _ in range(months_between(instance.placement_date.replace(month=1, day=1), row.first) // 12):
            due += fen(due * growth / 100)
        return due
