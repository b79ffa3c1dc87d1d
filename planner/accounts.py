"""This module is where it is held what pay depends on, how targets stand, and which duties fall due: frozen values."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from planner.domain import Credential, Person, Zone
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

    ``place`` is the code of her site or centre, None while she has none; ``zone`` that of the place. ``first`` is the
    first day of the first month.
    """

    person: Person
    stage: Stage
    first: date
    months: int
    place: str | None = None
    zone: Zone | None = None
    credential: Credential = Credential.NONE


@dataclass(frozen=True, kw_only=True)
class Measure:
    """How a target stands on a day: value and target in the same unit, None where the facts or the text lack one.

    ``needed`` is the smallest whole number of what would have to be added (people, clinics) to reach it, 0 when met;
    ``of`` says what is counted.
    """

    clause: str
    day: date
    of: Text
    value: Fraction | None
    target: Fraction | None
    met: bool | None
    needed: int | None = None
    unit: str = ""


@dataclass(frozen=True, kw_only=True)
class Duty:
    """Something that falls due: what, on which last day, for which person, site or centre (blank: all), by whom."""

    clause: str
    day: date
    what: Text
    by: Text
    subject: str = ""
