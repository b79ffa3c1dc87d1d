"""This module is where a diagnosis is held: the clauses and facts in conflict, and the ways out that were verified."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from planner.calendar import Period
from planner.text import Text


class Grantor(StrEnum):
    """Who may grant a way out, the nearest first."""

    PLANNER = "planner"
    COUNTY = "county"
    CITY = "city"


@dataclass(frozen=True, kw_only=True)
class Element:
    """One clause or fact of a conflict.

    ``source`` is the clause id, or the table and column (``people.leaves_on``) or key (``scenario.require``) that says
    so; ``subject`` the code of the person, site or centre; ``period`` the half-years or the day it speaks of.
    """

    kind: Literal["clause", "fact"]
    topic: str
    source: str
    subject: str
    period: str
    message: Text


@dataclass(frozen=True, kw_only=True)
class WayOut:
    """One change under which the centre has a plan, verified by solving the whole horizon again.

    ``size`` counts people, person-half-years, clinics or months, as ``message`` says; ``fewest`` whether no smaller
    one of its kind does.
    """

    grantor: Grantor
    topic: str
    source: str
    size: int
    subjects: tuple[str, ...]
    fewest: bool
    message: Text


@dataclass(frozen=True, kw_only=True)
class Diagnosis:
    """Why one centre has no plan between two half-years, and the ways out, nearest grantor and smallest first.

    ``elements`` cannot hold together from ``first`` to ``last``. ``minimal``: solving again with each left out found a
    plan for those half-years every time. ``heads`` are the people there where the conflict is that they are too few,
    else None. ``useless`` are changes proven not to be enough; ``complete`` is False where time ran out before every
    kind of way out was tried.
    """

    centre_id: str
    goals: tuple[str, ...]
    first: Period
    last: Period
    elements: tuple[Element, ...]
    heads: tuple[str, ...] | None
    minimal: bool
    ways: tuple[WayOut, ...]
    useless: tuple[Text, ...]
    complete: bool
    summary: Text
