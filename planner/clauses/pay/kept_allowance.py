"""Clauses on the allowance that village doctors go on receiving: by which standard, and what it is for."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from planner.accounts import Spell, Stage
from planner.clauses.pay.owed import occasion
from planner.clauses.pay.reckoning import (
    PaidClause,
    Revising,
    at_integrated,
    credential_on,
    floor_share,
    missing,
    whereabouts,
    zone_of,
)
from planner.domain import Instance, Role, Zone
from planner.ledger import Ledger
from planner.messages import say
from planner.money import Amount, Funder
from planner.parameter import Range
from planner.scale import amount_on, monthly
from planner.text import Text


class ExistingStandard(PaidClause):
    """Village doctors go on receiving the standard that held before: those retained after their clinic was integrated
    (MTGR-19-a), or those outside integrated management (XX21-4.2-h).

    The standard is an item of the pay scale; without it nothing is computed. The texts do not say who pays.
    """

    family: ClassVar[str] = "existing_standard"
    decides: ClassVar[bool] = False
    items: ClassVar[tuple[str, ...]] = ("village_doctor_allowance", "previous_allowance")
    applies_to: Literal["retained", "not_integrated"]

    @property
    def _item(self) -> str:
        return self.items[0] if self.applies_to == "retained" else self.items[1]

    def statement(self) -> Text:
        return say(f"subsidies.existing_standard.{self.applies_to}")

    @property
    def pay_step(self) -> int:
        return 0

    @property
    def notice(self) -> Text:
        """What sets the amounts."""
        return say("subsidies.notice.allowance")

    def wanted(self, spell: Spell, instance: Instance) -> Iterable[tuple[str, Zone | None]]:
        if spell.person.role is not Role.VILLAGE_DOCTOR or spell.place not in instance.site:
            return ()
        inside = at_integrated(spell, instance)[1]
        concerned = inside if self.applies_to == "retained" else spell.months - inside
        items = [self._item] if concerned else []
        return missing(instance, items, spell.first, spell.zone, spell.credential)

    def amounts(self, spell: Spell, before: tuple[Amount, ...], instance: Instance) -> Iterable[Amount]:
        if spell.person.role is not Role.VILLAGE_DOCTOR or spell.stage is not Stage.SERVICE:
            return
        if spell.place not in instance.site:
            return
        row = amount_on(instance, self._item, spell.first, spell.zone, spell.credential)
        rate = None if row is None else monthly(row)
        if row is None or rate is None:
            return
        first, inside = at_integrated(spell, instance)
        if self.applies_to == "not_integrated":
            first, inside = spell.first, spell.months - inside
        if inside:
            yield Amount(
                item=self._item,
                first=first,
                months=inside,
                monthly=rate,
                funder=Funder.UNSPECIFIED,
                clause=self.id,
                person_id=spell.person.id,
                assumption=row.assumption,
            )

    def due(self, row: Amount, ledger: Ledger) -> Decimal | None:
        instance = ledger.instance
        person = instance.person.get(row.person_id or "")
        if person is None:
            return None
        place = whereabouts(ledger, person, row.first)
        site = instance.site.get(place or "")
        if row.item != self._item:  # the table of integrated clinics is not for those outside, nor the other way round
            return None
        if person.role is not Role.VILLAGE_DOCTOR or site is None:
            return Decimal(0)
        if site.integrated_on(row.first) != (self.applies_to == "retained"):
            return Decimal(0)
        on = amount_on(instance, self._item, row.first, zone_of(place, instance), credential_on(person, row.first))
        return None if on is None else monthly(on)


class AllowanceSplit(PaidClause, Revising):
    """The village doctor's allowance is for public health and for basic care in fixed shares (MTGR-19-b).

    ``retained`` splits the allowance of doctors retained after integration, ``everyone`` also the post allowance of
    directed graduates. The first share is rounded down to the fen, the second takes the rest.
    """

    family: ClassVar[str] = "allowance_split"
    decides: ClassVar[bool] = False
    items: ClassVar[tuple[str, ...]] = (
        "village_doctor_allowance.public_health",
        "village_doctor_allowance.basic_medical",
    )
    public_health_share_pct: Annotated[int, Range(0, 100)]
    basic_medical_share_pct: Annotated[int, Range(0, 100)]
    split_applies_to: Literal["retained", "everyone"]

    def statement(self) -> Text:
        return say(
            "subsidies.allowance_split",
            health=self.public_health_share_pct,
            care=self.basic_medical_share_pct,
            who=say(f"subsidies.allowance_split.{self.split_applies_to}"),
        )

    def revised(self, amount: Amount, instance: Instance) -> tuple[Amount, ...]:
        split = {"village_doctor_allowance"} | ({"post_allowance"} if self.split_applies_to == "everyone" else set())
        if amount.item not in split:
            return (amount,)
        health = floor_share(amount.monthly, self.public_health_share_pct)
        return (
            replace(amount, item=f"{amount.item}.public_health", monthly=health),
            replace(amount, item=f"{amount.item}.basic_medical", monthly=amount.monthly - health),
        )

    def occasions(self, ledger: Ledger) -> Iterator[Amount]:
        """Where one share of a doctor's allowance is paid, the other is owed."""
        for row in ledger.plan.money:
            if row.item in self.items:
                other = self.items[1 - self.items.index(row.item)]
                yield occasion(self, other, row.first, row.months, person_id=row.person_id)

    def due(self, row: Amount, ledger: Ledger) -> Decimal | None:
        instance = ledger.instance
        person = instance.person.get(row.person_id or "")
        if self.split_applies_to == "retained" and person is not None and person.role is Role.GRADUATE:
            return Decimal(0)
        site = None if person is None else instance.site.get(whereabouts(ledger, person, row.first) or "")
        if person is None or site is None or person.role is not Role.VILLAGE_DOCTOR:
            return None
        on = amount_on(instance, "village_doctor_allowance", row.first, site.zone, credential_on(person, row.first))
        whole = None if on is None else monthly(on)
        if whole is None:
            return None
        rest = whole - floor_share(whole, self.public_health_share_pct)
        return rest if row.item == self.items[1] else whole - rest
