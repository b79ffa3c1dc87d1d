"""Clauses on the rural allowance (农村补) of directed graduates, and on money for contracts and public health."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from planner.accounts import Spell, Stage
from planner.calendar import add_months
from planner.clause import Clause
from planner.clauses.pay.owed import objects
from planner.clauses.pay.rows import (
    Payer,
    Payslip,
    base,
    broken,
    fen,
    held,
    is_directed,
    item_name,
    month,
    months_between,
    paid,
    price,
    walk,
    whereabouts,
)
from planner.domain import LICENSED, Instance, Person, SiteKind, Zone
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.money import Amount, Funder
from planner.parameter import Range
from planner.scale import amount_on, monthly, zone_of
from planner.text import Text, join

Certificate = Literal["graduation", "training", "licence"]


class RuralAllowance(Clause):
    """Who gets the rural allowance: graduates of a school since a year who hold all certificates (MTG25-2.4.3-a).

    ``since_counts``: the year of enrolment or of graduation. Training counts as certified once a graduate serves. A
    graduate whose school is not given counts as one of the school; without a day of enrolment (or graduation) nothing
    is computed for her. Yuan a month by the pay scale, from the month in which the last certificate is issued.
    """

    family: ClassVar[str] = "rural_allowance"
    decides: ClassVar[bool] = False
    pay_step: ClassVar[int] = 2
    rural_allowance_since_year: Annotated[int, Range(1990, 2100)]
    since_counts: Literal["enrolled", "graduated"]
    required_certificates: tuple[Certificate, ...]
    school: str
    notice: str

    def statement(self) -> Text:
        return say(
            "pay.rural_allowance",
            year=self.rural_allowance_since_year,
            counts=say(f"pay.since_{self.since_counts}"),
            school=self.school,
            held=join([say(f"pay.certificate_{c}") for c in self.required_certificates], "、", ", "),
            notice=self.notice,
        )

    def _of_cohort(self, person: Person) -> bool:
        day = person.enrolled_on if self.since_counts == "enrolled" else person.graduated_on
        ours = not person.school or person.school == self.school
        return is_directed(person) and ours and day is not None and day.year >= self.rural_allowance_since_year

    def _held_from(self, person: Person) -> date | None:
        """Return the day from which someone who serves holds graduation and licence, None when she never will."""
        if "licence" in self.required_certificates and person.credential not in LICENSED:
            return None
        asked = {"licence": person.licensed_on, "graduation": person.graduated_on}
        days = (asked.get(c) for c in self.required_certificates)
        return max((d for d in days if d is not None), default=date.min)

    def _may_get(self, spell: Spell) -> bool:
        trained = spell.stage is Stage.SERVICE or "training" not in self.required_certificates
        return trained and self._of_cohort(spell.person) and self._held_from(spell.person) is not None

    def wanted(self, spell: Spell, instance: Instance) -> Iterable[tuple[str, Zone | None]]:
        return [("rural_allowance", spell.zone)] if self._may_get(spell) else []

    def amounts(self, spell: Spell, before: tuple[Amount, ...], instance: Instance) -> Iterable[Amount]:
        held = self._held_from(spell.person)
        # In the month of qualification she is paid as licensed, though the month began before the licence.
        licensed = replace(spell, credential=spell.person.credential)
        priced = price(instance, "rural_allowance", licensed, spell.zone)
        if not self._may_get(spell) or held is None or priced is None:
            return
        first, end = max(spell.first, held.replace(day=1)), add_months(spell.first, spell.months)
        if first < end:
            months = months_between(first, end)
            yield paid(
                self,
                spell,
                "rural_allowance",
                priced[0],
                assumption=priced[1].assumption,
                first=first,
                months=months,
            )

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Ask in each month of the plan whether she was due it: held certificates, cohort, service; and how much."""
        for months in walk(ledger):
            person, place = months.person, whereabouts(ledger, months.person, months.first)
            end = add_months(months.first, 1)
            proofs = {
                "graduation": person.graduated_on is None or person.graduated_on < end,
                "training": place is not None,
                "licence": person.credential in LICENSED and (person.licensed_on is None or person.licensed_on < end),
            }
            due = self._of_cohort(person) and all(proofs[c] for c in self.required_certificates)
            row = amount_on(
                ledger.instance, "rural_allowance", months.first, zone_of(place, ledger.instance), person.credential
            )
            yuan = monthly(row) if row is not None and due else None
            first_month = person.licensed_on is not None and person.licensed_on.replace(day=1) == months.first
            given = months.sum_of("rural_allowance")
            if given != (yuan or Decimal(0)) and not (first_month and given == 0):
                message = say(
                    "pay.rural_allowance.wrong",
                    name=person.name,
                    month=month(months.first),
                    yuan=given,
                    due=yuan or 0,
                )
                yield broken(self, months, message, actual=given, limit=yuan or 0)


class RuralFunding(Clause):
    """Who bears the rural allowance, by where it is paid for (MTG25-2.4.3-b).

    ``city_pays_for=mountain_seats_and_rural_villages``: seats of mountain towns (a centre, or the clinic of a seat) and
    clinics in villages of mountain or rural areas; ``mountain_only``: seats and villages of mountain areas alone.
    """

    family: ClassVar[str] = "rural_funding"
    decides: ClassVar[bool] = False
    payer_in_named_places: Payer
    payer_elsewhere: Payer
    city_pays_for: Literal["mountain_seats_and_rural_villages", "mountain_only"]

    def statement(self) -> Text:
        return say(
            "pay.rural_funding",
            named=say(f"pay.funder_{self.payer_in_named_places}"),
            other=say(f"pay.funder_{self.payer_elsewhere}"),
            where=say(f"pay.rural_{self.city_pays_for}"),
        )

    def _payer(self, place: str | None, instance: Instance) -> Funder:
        zone, site = zone_of(place, instance), instance.site.get(place or "")
        village = site is not None and site.kind is SiteKind.CLINIC
        seat = any(v.site_id == place and v.township_seat for v in instance.villages)
        if self.city_pays_for == "mountain_only":
            named = zone is Zone.MOUNTAIN
        else:
            named = zone is Zone.MOUNTAIN or (zone is Zone.RURAL and village and not seat)
        return Funder(self.payer_in_named_places if named else self.payer_elsewhere)

    def apportioned(self, amount: Amount, spell: Spell, instance: Instance) -> Iterable[Amount]:
        if base(amount.item) != "rural_allowance":
            return [amount]
        return [replace(amount, funder=self._payer(spell.place, instance), funded_under=self.id)]

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """See who bears each month's rural allowance at the place where the plan has the graduate."""
        for months in walk(ledger):
            place = whereabouts(ledger, months.person, months.first)
            for row in months.of("rural_allowance"):
                due = self._payer(place, ledger.instance)
                if row.funder != due:
                    yield broken(
                        self,
                        months,
                        _other_payer(months.person, months.first, row, due),
                        actual=row.funder,
                        limit=due,
                    )


def _other_payer(person: Person, day: date, row: Amount, due: Funder) -> Text:
    return say(
        "pay.wrong_funder",
        name=person.name,
        month=month(day),
        item=item_name(row.item),
        funder=say(f"pay.funder_{row.funder}"),
        due=say(f"pay.funder_{due}"),
    )


class RuralStart(Clause):
    """From which month someone who qualifies late is paid the rural allowance (MTG25-2.4.3-c).

    ``rural_allowance_start``: the month in which the last certificate is issued, or the one after; no month before.
    """

    family: ClassVar[str] = "rural_start"
    decides: ClassVar[bool] = False
    rural_allowance_start: Literal["month_of_qualification", "following_month"]

    def statement(self) -> Text:
        return say("pay.rural_start", start=say(f"pay.start_{self.rural_allowance_start}"))

    def _first(self, person: Person) -> date | None:
        """Return the first month that may be paid to someone who won her licence on a known day."""
        won = person.licensed_on
        if won is None:
            return None
        of = won.replace(day=1)
        return of if self.rural_allowance_start == "month_of_qualification" else add_months(of, 1)

    def apportioned(self, amount: Amount, spell: Spell, instance: Instance) -> Iterable[Amount]:
        first = self._first(spell.person)
        if base(amount.item) != "rural_allowance" or first is None or amount.first >= first:
            return [amount]
        left = amount.months - months_between(amount.first, first)
        return [replace(amount, first=first, months=left)] if left > 0 else []

    def forbids(self, row: Amount, ledger: Ledger) -> bool:
        """Auditing: whether it lets no such row stand."""
        return objects(self, row, ledger)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """See that nobody is paid for a month too early, and that the first month due is paid where others are."""
        paid_in: dict[str, list[tuple[date, date]]] = {}
        for months in walk(ledger):
            first = self._first(months.person)
            if first is None:
                continue
            if months.of("rural_allowance"):
                runs = paid_in.setdefault(months.person.id, [])
                runs.append((months.first, add_months(months.first, months.months)))
                if months.first < first:
                    yield broken(
                        self, months, _start(months.person, months.first, first), actual=months.first, limit=first
                    )
        for code, runs in sorted(paid_in.items()):
            person = ledger.instance.person[code]
            first, begun = self._first(person), runs[0][0]
            served = first is not None and whereabouts(ledger, person, first) is not None
            if first is not None and served and first < begun and first >= ledger.day.replace(day=1):
                yield Finding(
                    clause=self.id,
                    subject=code,
                    period=month(begun),
                    status=Status.VIOLATED,
                    actual=month(begun),
                    limit=month(first),
                    message=_start(person, begun, first),
                )


def _start(person: Person, begun: date, due: date) -> Text:
    return say("pay.rural_start.wrong", name=person.name, month=month(begun), due=month(due))


class ServiceMoney(Clause):
    """Fees paid by assessment beside the post pay, for residents served (MTG25-2.4.3-d).

    On record under the clause: the residents whom the assessment lets count (``quantity``: 100 residents at a factor of
    0.9 are 90). Each item of the pay scale is yuan a resident.
    """

    family: ClassVar[str] = "service_money"
    decides: ClassVar[bool] = False
    pay_step: ClassVar[int] = 2
    items: tuple[str, ...]

    def statement(self) -> Text:
        return say("pay.service_money", items=join([item_name(item) for item in self.items], "、", " and "))

    def amounts(self, spell: Spell, before: tuple[Amount, ...], instance: Instance) -> Iterable[Amount]:
        end = add_months(spell.first, spell.months)
        for record in instance.records_of.get(self.id, ()) if is_directed(spell.person) else ():
            first = record.day.replace(day=1)
            if record.person_id != spell.person.id or record.quantity is None or not spell.first <= first < end:
                continue
            for item in self.items:
                line = amount_on(instance, item, first, spell.zone, spell.credential)
                if line is not None and line.amount_yuan is not None:
                    yuan = fen(record.quantity * line.amount_yuan)
                    yield paid(self, spell, item, yuan, assumption=line.assumption, first=first, months=1)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Compare what a plan pays for a month with the residents on record, in each month with either."""
        heads: dict[tuple[str, date], list[Decimal]] = defaultdict(list)
        for record in ledger.instance.records_of.get(self.id, ()):
            if record.person_id is not None and record.quantity is not None:
                heads[record.person_id, record.day.replace(day=1)].append(record.quantity)
        for found in walk(ledger):
            of = [(day, counted) for (code, day), counted in heads.items() if code == found.person.id]
            within = [day for day, _ in of if found.first <= day < add_months(found.first, found.months)]
            for item in self.items:
                for day in within or ([found.first] if found.of(item) else []):
                    yield from self._wrong(item, day, heads.get((found.person.id, day), []), found, ledger)

    def _wrong(
        self, item: str, day: date, heads: Sequence[Decimal], found: Payslip, ledger: Ledger
    ) -> Iterator[Finding]:
        """Yield what is wrong with a month's fees of an item: paid otherwise than by the residents, or not at all."""
        zone = zone_of(whereabouts(ledger, found.person, day), ledger.instance)
        line = amount_on(ledger.instance, item, day, zone, held(found.person, day))
        each, given = line.amount_yuan if line is not None else None, found.sum_of(item)
        if each is not None and abs(given - sum(heads) * each) > Decimal("0.01") * len(heads):
            message = say(
                "pay.service_money.wrong",
                name=found.person.name,
                month=month(day),
                item=item_name(item),
                yuan=given,
                heads=sum(heads),
                each=each,
            )
            yield broken(self, replace(found, first=day, months=1), message, actual=given, limit=sum(heads) * each)
