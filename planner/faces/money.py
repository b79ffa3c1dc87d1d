"""What may be asked about money: what is paid, on which scale, by whom."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol, runtime_checkable

from planner.accounts import Spell
from planner.domain import Instance, Site, Zone
from planner.money import Amount
from planner.text import Text


@runtime_checkable
class PayRule(Protocol):
    """What a person is paid, or has deducted, in a spell of her working life, and who funds it."""

    @property
    def pay_step(self) -> int:
        """When it is computed: 0 gross items, 1 deductions, 2 additions, 3 floors that look at what came before."""

    def amounts(self, spell: Spell, before: tuple[Amount, ...], instance: Instance) -> Iterable[Amount]:
        """Planning: the amounts of a spell, given those of earlier steps for the same spell."""


@runtime_checkable
class ScaleRule(Protocol):
    """What of the pay scale a rule needs, so that an amount nobody gave can be named."""

    @property
    def id(self) -> str:
        """The clause's own id."""

    @property
    def notice(self) -> str | Text:
        """The notice that sets the amounts, as the text cites it, or what it would be."""

    def wanted(self, spell: Spell, instance: Instance) -> Iterable[tuple[str, Zone | None]]:
        """Planning: items of the pay scale needed for a spell, each with its zone, None where no zone matters."""


@runtime_checkable
class SiteScaleRule(Protocol):
    """What of the pay scale a rule needs for a site, so that an amount nobody gave can be named."""

    @property
    def id(self) -> str:
        """The clause's own id."""

    @property
    def notice(self) -> str | Text:
        """What sets the amounts."""

    def wanted_at(self, site: Site, day: date, instance: Instance) -> Iterable[tuple[str, Zone | None]]:
        """Planning: items needed for a site from a day on that the pay scale does not give, each with its zone."""


@runtime_checkable
class ApportionRule(Protocol):
    """Who bears an amount that another clause gives rise to, in which parts, and whether it is due already."""

    def apportioned(self, amount: Amount, spell: Spell, instance: Instance) -> Iterable[Amount]:
        """Planning: what becomes of an amount of a spell; itself where the rule says nothing of it."""


@runtime_checkable
class PayBodiesRule(Protocol):
    """Which bodies answer for the pay (MTG25-2.4.4-b)."""

    @property
    def responsible_bodies(self) -> tuple[str, ...]:
        """Their names."""


@runtime_checkable
class SiteCostRule(Protocol):
    """What a site costs by itself, and who funds it."""

    def costs(self, site: Site, first: date, months: int, instance: Instance) -> Iterable[Amount]:
        """Planning: the amounts of a site over whole months."""


@runtime_checkable
class RevisionRule(Protocol):
    """What becomes of an amount that another clause computed: shared out, split, begun later, or withdrawn."""

    def revised(self, amount: Amount, instance: Instance) -> tuple[Amount, ...]:
        """Planning: what stands in its place: the amount itself where the clause does not touch it, or nothing."""
