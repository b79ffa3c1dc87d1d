"""This module is where the answer to a scenario is held: the plan, what it rests on, and what the audit said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from planner.accounts import Accounts
from planner.domain import Plan
from planner.finding import Finding
from planner.text import Text

if TYPE_CHECKING:
    from planner.scenario import Scenario


class SolveStatus(StrEnum):
    """How far a result is proven; FEASIBLE is never read as OPTIMAL, nor UNKNOWN as INFEASIBLE."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


class DecidedBy(StrEnum):
    """What decided that a seat opened at one centre and not at the next best."""

    ONLY = "only"
    LOCK = "lock"
    HOME = "home"
    GAP = "gap"
    SCOPE = "scope"
    PASS = "pass"
    RATE = "rate"
    CLINICS = "clinics"
    WISH = "wish"
    CODE = "code"


@dataclass(frozen=True, kw_only=True)
class Seat:
    """One step of the statutory order: the vacancy filled, and what opened it.

    ``vacant`` of ``posts`` (clinics without a doctor of clinics, under that basis) is the rate at that step;
    ``clinics`` the centre's integrated clinics; ``runner_up`` the best other centre that could still have been
    served, None when there was none; ``level`` the dense rank of the seat's key in its round, 0 highest.
    """

    step: int
    round: int
    level: int
    centre_id: str
    vacant: int
    posts: int
    clinics: int
    decided_by: DecidedBy
    clause: str
    runner_up: str | None = None
    runner_up_vacant: int = 0
    runner_up_posts: int = 0
    runner_up_clinics: int = 0

    @property
    def rate(self) -> Fraction:
        """The vacancy rate at that step, exact."""
        return Fraction(self.vacant, self.posts)


@dataclass(frozen=True, kw_only=True)
class Cutoff:
    """The line down to which a centre is filled: seats above it are full, below it empty, at it free.

    ``vacant`` of ``posts`` is the rate at the line; ``level`` its dense rank, None when every seat of the centre
    is above the line (nobody more could be placed there); ``full`` counts its seats above the line, ``free``
    those at the line, ``filled`` those taken.
    """

    round: int
    centre_id: str
    level: int | None
    vacant: int
    posts: int
    clinics: int
    full: int
    free: int
    filled: int


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one person of the pool, and why; ``unmet`` is why not her first wish, where that was not met."""

    person_id: str
    centre_id: str | None
    site_id: str | None
    wish_rank: int | None
    clause: str
    reason: Text
    unmet: Text | None = None

    @property
    def placed(self) -> bool:
        """Whether the person was placed this season."""
        return self.centre_id is not None


@dataclass(frozen=True, kw_only=True)
class CentreAfter:
    """A centre's vacancies before and after the season."""

    centre_id: str
    posts: int
    vacant_before: int
    vacant_after: int


@dataclass(frozen=True, kw_only=True)
class SiteAfter:
    """A clinic after the season, or in a half-year: ``staff`` fills posts, ``cover`` serves without filling one.

    ``uncovered``: after the season a clinic with posts and no staff; in a half-year of an outlook nobody is there.
    """

    site_id: str
    period: str
    posts: int
    staff_before: int
    staff: int
    cover: int
    uncovered: bool
    over_cap: int


@dataclass(frozen=True, kw_only=True)
class Goal:
    """One goal in rank order: its value in the plan, its proven bound, and whether the two meet."""

    rank: int
    goal: str
    clause: str
    label: Text
    value: int
    bound: int
    proven: bool


@dataclass(frozen=True, kw_only=True)
class Result:
    """A solved scenario: the plan with everything reports need to show and prove it.

    ``seconds`` gives the wall time of each stage; ``notes`` are sentences the reader must see beside the plan
    (assumptions, estimates, rows set aside); ``accounts`` what the plan costs and what falls due.
    """

    scenario: "Scenario"
    status: SolveStatus
    plan: Plan
    seats: tuple[Seat, ...] = ()
    cutoffs: tuple[Cutoff, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    centres_after: tuple[CentreAfter, ...] = ()
    sites_after: tuple[SiteAfter, ...] = ()
    findings: tuple[Finding, ...] = ()
    goals: tuple[Goal, ...] = ()
    notes: tuple[Text, ...] = ()
    accounts: Accounts = field(default_factory=Accounts)
    seconds: Mapping[str, float] = field(default_factory=dict)
