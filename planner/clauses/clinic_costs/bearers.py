"""Clauses on what clinics cost and who bears it: running costs, premises, equipment, liability cover, shares."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Literal

from planner.accounts import Measure, Spell, Stage
from planner.calendar import add_months
from planner.clause import Clause
from planner.clauses.pay.owed import each_site, each_stay
from planner.clauses.pay.reckoning import (
    PaidClause,
    Payer,
    credential_on,
    integrated_part,
    missing,
    months_from,
    per_year,
    pro_rata,
    whereabouts,
)
from planner.domain import Instance, Person, Plan, Site, SiteKind, Zone
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.money import Amount, Funder
from planner.payslips import cut
from planner.scale import amount_on, changes, on_scale
from planner.text import Text, join

CostItem = Literal["premises_rent", "repairs", "equipment", "network", "utilities"]


BudgetItem = Literal["staff", "retirees", "training", "recruitment", "construction", "equipment"]


BUDGETED = {
    "staff": "人员经费",
    "retirees": "离退休人员费用",
    "training": "培训",
    "recruitment": "招聘",
    "construction": "基本建设",
    "equipment": "设备购置",
}
"""What the note of a record says for each item of a budget."""


def _borne(
    clause: str,
    items: Sequence[str],
    site: Site,
    payers: tuple[Funder, Funder],
    first: date,
    months: int,
    instance: Instance,
    person: Person | None = None,
) -> Iterator[Amount]:
    """Yield what falls to whole months of yearly costs of a site, or of a person there, year by year and rate by rate;
    the first payer bears the months in integrated management, the second the others."""
    given = [item for item in items if on_scale(item, instance)]
    if not given:
        return
    whose = {"site_id": site.id} if person is None else {"person_id": person.id}
    steps = {*changes(instance), *(date(year, 1, 1) for year in range(first.year, first.year + months // 12 + 2))}
    for start, count, _ in cut((), first, add_months(first, months), steps):
        begin, inside = integrated_part(site, start, count)
        held = None if person is None else credential_on(person, start)
        for item in given:
            row = amount_on(instance, item, start, site.zone, held)
            yearly = None if row is None else per_year(row)
            for at, part, payer in ((start, count - inside, payers[1]), (begin, inside, payers[0])):
                if row is not None and yearly is not None and part:
                    yield Amount(
                        item=item,
                        first=at,
                        months=1,
                        monthly=pro_rata(yearly, at, part),
                        funder=payer,
                        clause=clause,
                        assumption=row.assumption,
                        **whose,
                    )


def _by_rate(occasions: Iterable[Amount], ledger: Ledger) -> Iterator[Amount]:
    """Auditing: cut months where a rate begins or the site comes into integrated management: each part has its row."""
    instance = ledger.instance
    for asked in occasions:
        person = instance.person.get(asked.person_id or "")
        place = asked.site_id if person is None else whereabouts(ledger, person, asked.first)
        site = instance.site.get(place or "")
        since = site.integrated_from if site is not None and site.integrated else None
        steps = {*changes(instance), *([] if since is None else [months_from(since)])}
        for first, months, _ in cut((), asked.first, asked.end, steps):
            yield replace(asked, first=first, months=months)


class SiteCostBearer(PaidClause):
    """Who bears certain costs of a clinic, by whether it is in integrated management (MTGR-5-a, -26-a, -26-b, -26-c).

    Costs are items of the pay scale, in yuan a month or a year. A record under the clause with a quantity is a sum that
    someone else was charged for these items.
    """

    family: ClassVar[str] = "site_cost_bearer"
    decides: ClassVar[bool] = False
    items: ClassVar[tuple[str, ...]] = ("premises_rent", "repairs", "equipment", "network", "utilities")
    yearly: ClassVar[bool] = True
    cost_items: tuple[CostItem, ...]
    payer_integrated: Payer
    payer_other: Payer

    def statement(self) -> Text:
        return say(
            "subsidies.site_cost_bearer" + (".all" if self.payer_integrated == self.payer_other else ""),
            items=join([say(f"subsidies.item.{item}") for item in self.cost_items], "、", ", "),
            payer=say(f"subsidies.funder.{self.payer_integrated}"),
            other=say(f"subsidies.funder.{self.payer_other}"),
        )

    @property
    def notice(self) -> Text:
        """What sets the amounts."""
        return say("subsidies.notice.costs")

    def wanted_at(self, site: Site, day: date, instance: Instance) -> Iterable[tuple[str, Zone | None]]:
        return missing(instance, self.cost_items, day, site.zone) if site.kind is SiteKind.CLINIC else ()

    def costs(self, site: Site, first: date, months: int, instance: Instance) -> Iterable[Amount]:
        if site.kind is not SiteKind.CLINIC:
            return
        payers = Funder(self.payer_integrated), Funder(self.payer_other)
        yield from _borne(self.id, self.cost_items, site, payers, first, months, instance)

    def due(self, row: Amount, ledger: Ledger) -> Decimal | None:
        return None

    def occasions(self, ledger: Ledger) -> Iterator[Amount]:
        return _by_rate(each_site(self, ledger), ledger)

    def owes(self, row: Amount, ledger: Ledger) -> Decimal | None:
        """The yuan a year that the pay scale gives for a clinic, whoever bears it."""
        site = ledger.instance.site.get(row.site_id or "")
        if site is None or site.kind is not SiteKind.CLINIC or row.item not in self.cost_items:
            return None
        on = amount_on(ledger.instance, row.item, row.first, site.zone)
        return None if on is None else per_year(on)

    def bearer(self, row: Amount, ledger: Ledger) -> Funder | None:
        instance = ledger.instance
        site = instance.site.get(row.site_id or "")
        if site is None or row.item not in self.cost_items:
            return None
        return Funder(self.payer_integrated if site.integrated_on(row.first) else self.payer_other)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Judge the rows of money, then what records show as charged to someone else."""
        yield from super().check(ledger)
        for record in ledger.instance.records_of.get(self.id, ()):
            if record.quantity:
                place = ledger.instance.site.get(record.site_id or "") or ledger.instance.centre.get(
                    record.centre_id or ""
                )
                yield Finding(
                    clause=self.id,
                    subject=record.site_id or record.centre_id or "",
                    period=f"{record.day}",
                    status=Status.MISSED,
                    actual=f"{record.quantity:f}",
                    limit="0",
                    message=say(
                        "subsidies.site_cost_bearer.charged",
                        name=place.name if place else record.site_id or "",
                        day=record.day,
                        yuan=f"{record.quantity:f}",
                        items=join([say(f"subsidies.item.{item}") for item in self.cost_items], "、", ", "),
                        payer=say(f"subsidies.funder.{self.payer_integrated}"),
                    ),
                )


class LiabilityCover(PaidClause):
    """Who takes out liability cover for the doctors of a clinic (MTGR-23-a, XX21-4.4-a).

    Premiums are items of the pay scale (``liability_premium``, ``accident_premium``), yuan a head in a year or a month.
    """

    family: ClassVar[str] = "liability_cover"
    decides: ClassVar[bool] = False
    items: ClassVar[tuple[str, ...]] = ("liability_premium", "accident_premium")
    yearly: ClassVar[bool] = True
    covers: tuple[Literal["liability_premium", "accident_premium"], ...]
    payer_liability_integrated: Payer
    payer_liability_other: Payer

    def statement(self) -> Text:
        alike = self.payer_liability_integrated == self.payer_liability_other
        return say(
            "subsidies.liability_cover" + (".all" if alike else ""),
            covers=join([say(f"subsidies.cover.{item}") for item in self.covers], "、", " and "),
            payer=say(f"subsidies.funder.{self.payer_liability_integrated}"),
            other=say(f"subsidies.funder.{self.payer_liability_other}"),
        )

    @property
    def pay_step(self) -> int:
        return 0

    @property
    def notice(self) -> Text:
        """What sets the amounts."""
        return say("subsidies.notice.premium")

    def wanted(self, spell: Spell, instance: Instance) -> Iterable[tuple[str, Zone | None]]:
        if spell.place not in instance.site or spell.stage is not Stage.SERVICE:
            return ()
        return missing(instance, self.covers, spell.first, spell.zone, spell.credential)

    def amounts(self, spell: Spell, before: tuple[Amount, ...], instance: Instance) -> Iterable[Amount]:
        site = instance.site.get(spell.place or "")
        if site is None or spell.stage is not Stage.SERVICE:
            return
        payers = Funder(self.payer_liability_integrated), Funder(self.payer_liability_other)
        yield from _borne(self.id, self.covers, site, payers, spell.first, spell.months, instance, spell.person)

    def due(self, row: Amount, ledger: Ledger) -> Decimal | None:
        return None

    def occasions(self, ledger: Ledger) -> Iterator[Amount]:
        return _by_rate(each_stay(self, ledger), ledger)

    def owes(self, row: Amount, ledger: Ledger) -> Decimal | None:
        """The yuan a year that the pay scale gives for someone at a clinic, whoever bears it."""
        person = ledger.instance.person.get(row.person_id or "")
        site = None if person is None else ledger.instance.site.get(whereabouts(ledger, person, row.first) or "")
        if person is None or site is None or row.item not in self.covers:
            return None
        on = amount_on(ledger.instance, row.item, row.first, site.zone, credential_on(person, row.first))
        return None if on is None else per_year(on)

    def bearer(self, row: Amount, ledger: Ledger) -> Funder | None:
        instance = ledger.instance
        person = instance.person.get(row.person_id or "")
        site = None if person is None else instance.site.get(whereabouts(ledger, person, row.first) or "")
        if site is None:
            return None
        return Funder(self.payer_liability_integrated if site.integrated_on(row.first) else self.payer_liability_other)


class BudgetHead(Clause):
    """Which costs of a centre are budgeted together, as fixed subsidies or as a special subsidy (QJ-21-a, QJ-21-b).

    Costs are records under the clause: centre, yuan, and in the note the item.
    """

    family: ClassVar[str] = "budget_head"
    decides: ClassVar[bool] = False
    head: Literal["operating", "capital"]
    budgeted_items: tuple[BudgetItem, ...]

    def statement(self) -> Text:
        return say(f"subsidies.budget_head.{self.head}", items=self._items())

    def _items(self) -> Text:
        return join([say(f"subsidies.budget_item.{item}") for item in self.budgeted_items], "、", ", ")

    def _belongs(self, note: str) -> bool:
        return any(note in {item, BUDGETED[item]} for item in self.budgeted_items)

    def measures(self, instance: Instance, plan: Plan, first: date, last: date) -> Iterable[Measure]:
        sums: dict[tuple[str, int], Decimal] = defaultdict(Decimal)
        for record in instance.records_of.get(self.id, ()):
            if record.quantity is not None and self._belongs(record.note) and record.centre_id:
                sums[record.centre_id, record.day.year] += record.quantity
        for (centre, year), total in sorted(sums.items()):
            yield Measure(
                clause=self.id,
                day=date(year, 12, 31),
                of=say(f"subsidies.budget_head.{self.head}.sum", name=instance.centre[centre].name),
                value=Fraction(total),
                target=None,
                met=None,
                unit="yuan",
            )

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Tell each cost that is entered under this head and does not belong there."""
        for record in ledger.instance.records_of.get(self.id, ()):
            if not self._belongs(record.note):
                yield Finding(
                    clause=self.id,
                    subject=record.centre_id or "",
                    period=str(record.day.year),
                    status=Status.MISSED,
                    actual=record.note,
                    limit=self._items().zh,
                    message=say(
                        f"subsidies.budget_head.{self.head}.stray",
                        name=ledger.instance.centre[record.centre_id].name if record.centre_id else "",
                        item=record.note,
                        items=self._items(),
                    ),
                )
