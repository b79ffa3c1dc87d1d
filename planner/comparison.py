"""This module is where a comparison of plans is held, as frozen values: what leadership reads side by side.

Everything is told against the first member, the baseline. How it comes about is ``planner.comparing``.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from planner.domain import Instance, Plan
from planner.result import CentreAfter, Goal, Outcome, SiteAfter, SolveStatus
from planner.scenario import Scenario
from planner.text import Text


class StepKind(StrEnum):
    """What a step on the way from the baseline to another plan changes.

    facts: rows of the tables, or the day. clause: a clause's parameters, its suspension, or another clause in its
    place. ties: the law leaves both open, and a plan published without regard to the baseline took the other. hand: a
    published plan is not what solving gives: edited afterwards, or made by another version. input: the files changed
    since a plan was published, so that no reason can be given.
    """

    FACTS = "facts"
    CLAUSE = "clause"
    TIES = "ties"
    HAND = "hand"
    INPUT = "input"


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step from the baseline to another plan.

    ``key`` is the id of the clause (ids joined by ``+`` where several replace others together), else the kind.

    ``label`` says what changes, in words; ``moved`` counts the people whose place differs through this step.
    """

    key: str
    kind: StepKind
    label: Text
    moved: int = 0


@dataclass(frozen=True, kw_only=True)
class Member:
    """One plan of a comparison: as it was published, or as it was solved for the comparison.

    ``name`` is short and unique in the comparison. ``goals`` and ``sites`` are of the season; ``ahead`` and
    ``sites_ahead`` of the years ahead, empty where they were not planned. ``failure`` says why there is no plan, or
    none of the years ahead; what there is no plan of is empty then. ``path`` are the steps from the baseline to here.
    """

    name: str
    title: Text
    scenario: Scenario
    status: SolveStatus
    plan: Plan = field(default_factory=Plan)
    outcomes: tuple[Outcome, ...] = ()
    goals: tuple[Goal, ...] = ()
    ahead: tuple[Goal, ...] = ()
    sites: tuple[SiteAfter, ...] = ()
    sites_ahead: tuple[SiteAfter, ...] = ()
    centres: tuple[CentreAfter, ...] = ()
    notes: tuple[Text, ...] = ()
    failure: Text | None = None
    path: tuple[Step, ...] = ()

    @property
    def planned(self) -> bool:
        """Whether there is a plan of the season."""
        return self.failure is None or bool(self.goals or self.plan.placements)

    @property
    def instance(self) -> Instance:
        """The facts this plan was made on."""
        return self.scenario.instance


Value = int | Fraction | Decimal | None
"""What an indicator may be: a number, an exact share, yuan; None where it is not known."""


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """One line of the table side by side; a value is None where the member has no plan or not this goal.

    ``part`` is ``season``, ``ahead`` (the years ahead), ``target`` or ``money`` (yuan over the horizon, by funder,
    exact to the fen); ``bounds`` and ``proven`` are by member like ``values``; ``better`` is ``less`` or ``more``, None
    where neither is, or where sums are over other people or clinics and cannot be held against each other.
    """

    key: str
    part: str
    label: Text
    clause: str
    values: tuple[Value, ...]
    bounds: tuple[Value, ...]
    proven: tuple[bool, ...]
    better: str | None = None


class Verdict(StrEnum):
    """What a difference means for a person: by wish rank, then by minutes of travel; ``same`` where both are equal.

    joins, leaves: she stands in only one of the two lists of people to be placed.
    """

    GAINS = "gains"
    LOSES = "loses"
    SAME = "same"
    JOINS = "joins"
    LEAVES = "leaves"


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a plan puts a person, nowhere if ``centre_id`` is None.

    ``wish_rank`` is None where she did not list the centre; ``minutes`` of travel from home to the clinic, or to the
    centre where the way to the clinic is not known, None where neither is.
    """

    centre_id: str | None
    site_id: str | None
    wish_rank: int | None
    minutes: int | None


@dataclass(frozen=True, kw_only=True)
class PersonChange:
    """One person whose place differs between the baseline and another member.

    ``member`` counts from 0, the baseline, so it is at least 1. ``before`` and ``after`` are None where she is not
    among the people to be placed. ``steps`` are the keys of the member's path under which the difference arose.
    """

    person_id: str
    name: str
    member: int
    before: Place | None
    after: Place | None
    verdict: Verdict
    steps: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ClinicChange:
    """A clinic without a doctor under some members and not under others.

    ``part`` is ``season`` (nobody fills a post of it) or ``ahead`` (nobody is there, covering staff included).
    ``without`` gives by member the half-years of which that is so (``2025H2``), None where the member has no such
    plan or no such clinic.
    """

    part: str
    site_id: str
    name: str
    population: int
    without: tuple[tuple[str, ...] | None, ...]


@dataclass(frozen=True, kw_only=True)
class StintChange:
    """How many half-years of the years ahead a person serves elsewhere than in the baseline's outlook."""

    person_id: str
    name: str
    member: int
    half_years: int


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Plans side by side; the first member is the baseline.

    ``people`` are sorted by member, then person code; ``summary`` has one sentence per member but the first, such as
    "12 gain, 9 lose, all through MTG25-2.1-c"; ``notices`` must stand beside the tables (inputs that differ, plans
    not proven).
    """

    members: tuple[Member, ...]
    indicators: tuple[Indicator, ...] = ()
    people: tuple[PersonChange, ...] = ()
    clinics: tuple[ClinicChange, ...] = ()
    stints: tuple[StintChange, ...] = ()
    summary: tuple[Text, ...] = ()
    notices: tuple[Text, ...] = ()

    @property
    def baseline(self) -> Member:
        """The member the others are told against."""
        return self.members[0]
