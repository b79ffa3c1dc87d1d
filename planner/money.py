"""This module is where an amount of money is described: what for, how much a month, for how long, who bears it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from planner.calendar import add_months


class Funder(StrEnum):
    """Who bears an amount; ``public`` where a text says 财政 without the level, ``unspecified`` where it is silent."""

    CITY = "city"
    DISTRICT = "district"
    COUNTY = "county"
    NEW_AREA = "new_area"
    NEW_CITY = "new_city"
    TOWN = "town"
    CENTRE = "centre"
    COMMISSION = "commission"
    PUBLIC = "public"
    PERSON = "person"
    UNSPECIFIED = "unspecified"


@dataclass(frozen=True, kw_only=True)
class Amount:
    """So many yuan a month for a person or a site over whole months, who funds it, and the clause behind it.

    ``first`` is the first day of the first month; once-only amounts have one month. A deduction is negative.
    ``assumption`` marks a value that no text at hand gives; ``funded_under`` is the clause that names the funder, blank
    where it is the same. Parts of an item are written after a dot: ``post_allowance.monthly``.
    """

    item: str
    first: date
    months: int
    monthly: Decimal
    funder: Funder
    clause: str
    person_id: str | None = None
    site_id: str | None = None
    assumption: bool = False
    funded_under: str = ""

    @cached_property
    def end(self) -> date:
        """The first day after its last month."""
        return add_months(self.first, self.months)

    @property
    def total(self) -> Decimal:
        """Yuan over all its months, exact to the fen."""
        return self.monthly * self.months

    def in_year(self, year: int) -> Decimal:
        """Yuan that fall into one calendar year."""
        return self.monthly * sum(add_months(self.first, i).year == year for i in range(self.months))
