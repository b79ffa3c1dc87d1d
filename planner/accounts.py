"""This module is where it is held what pay depends on, how targets stand, which duties fall due, and their sum."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from planner.domain import Credential, Person, Zone
from planner.money import Amount, Funder
from planner.text import Text


class Stage(StrEnum):
    """Where a person stands in her working life, as the pay rules tell stages apart."""

    PRE_SERVICE = "pre_service"
    TRAINING = "training"
    WAITING = "waiting"
    SERVICE = "service"


@dataclass(frozen=True, kw_only=True)
class Spell:
    """Whole months during which nothing that pay depends on changes for a person.

    ``place`` is the code of her site or centre, None while she has none; ``zone`` that of the place; ``bound_for`` is
    the place she is assigned to while she does not serve there yet. ``first`` is the first day of the first month.
    """

    person: Person
    stage: Stage
    first: date
    months: int
    place: str | None = None
    zone: Zone | None = None
    credential: Credential = Credential.NONE
    bound_for: str | None = None


class Education(NamedTuple):
    """A graduate's pre-service education and training together: the first day, and the first day after."""

    person: Person
    first: date
    end: date


@dataclass(frozen=True, kw_only=True)
class Measure:
    """How a target stands on a day: value and target in the same unit, None where the facts or the text lack one.

    ``needed`` is the smallest whole number of what would have to be added (people, clinics) to reach it, 0 when met;
    ``of`` says what is counted. ``recruits`` is how many new people would reach it, coming on top of all others and
    each with what is asked for; None where new people are not what is lacking.
    """

    clause: str
    day: date
    of: Text
    value: Fraction | None
    target: Fraction | None
    met: bool | None
    needed: int | None = None
    unit: str = ""
    recruits: int | None = None


@dataclass(frozen=True, kw_only=True)
class Duty:
    """Something that falls due: what, on which last day, for which person, site or centre (blank: all), by whom.

    ``count`` is on how many people, sites or centres it falls, 0 where that is not known yet.
    """

    clause: str
    day: date
    what: Text
    by: Text
    subject: str = ""
    count: int = 1


@dataclass(frozen=True, kw_only=True)
class Lack:
    """An amount a clause needs and the pay scale does not give: for which item and zone, from which day.

    ``people`` are those it would be paid for, or charged for, ``sites`` the clinics; ``notice`` is where the text says
    it stands.
    """

    clause: str
    item: str
    zone: Zone | None
    day: date
    notice: Text
    people: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Accounts:
    """What follows from a plan: amounts by spell and by site, measures of the targets, duties in order of day.

    ``awaited`` are the values, by clause id and parameter, and ``lacking`` the amounts of the pay scale, that the texts
    leave to notices not at hand and nobody gave: what needs them is left out and must be named.
    """

    money: tuple[Amount, ...] = ()
    measures: tuple[Measure, ...] = ()
    duties: tuple[Duty, ...] = ()
    awaited: tuple[tuple[str, str], ...] = ()
    lacking: tuple[Lack, ...] = ()

    @cached_property
    def by_year(self) -> Mapping[tuple[int, Funder, str], tuple[Decimal, bool]]:
        """Yuan by year, funder and item, exact to the fen, and whether any of it rests on an assumed amount."""
        lines: dict[tuple[int, Funder, str], tuple[Decimal, bool]] = {}
        for amount in self.money:
            day, left = amount.first, amount.months
            while left > 0:
                months = min(left, 13 - day.month)
                key = (day.year, amount.funder, amount.item)
                yuan, guessed = lines.get(key, (Decimal(0), False))
                lines[key] = (yuan + amount.monthly * months, guessed or amount.assumption)
                day, left = day.replace(year=day.year + 1, month=1), left - months
        return lines
