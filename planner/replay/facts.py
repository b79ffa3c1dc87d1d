"""This module is where a season to be judged, a step of the order and a verdict are described."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Literal

Claim = tuple[Fraction | int, ...]
Seating = Mapping[str, str | None]
Matching = Literal["counts_then_preference", "rank_maximal", "serial"]
Measure = Literal["total", "profile", "standing"]
Came = dict[str | None, tuple[str, str] | None]
"""How a search came to each place: by which person, who would go to which centre; None at its start."""
Node = str | int
"""A place in the exchange graph: a centre by its code, or a level by its number."""


@dataclass(frozen=True, kw_only=True)
class Contender:
    """A centre that takes part: ``claims[j]`` is its claim when j seats are filled; their number is its capacity."""

    centre_id: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, kw_only=True)
class Applicant:
    """A person of the pool; ``ranks`` gives her wish rank (1 is first) at each centre she may go to, and no other."""

    person_id: str
    ranks: Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class Season:
    """What a placement is judged by: contenders, and applicants from the best standing down.

    Raises ValueError when codes repeat, a claim grows as a centre fills, or a rank is below 1.
    """

    contenders: tuple[Contender, ...]
    applicants: tuple[Applicant, ...]
    matching: Matching = "counts_then_preference"

    def __post_init__(self) -> None:
        centres, people = {c.centre_id for c in self.contenders}, {a.person_id for a in self.applicants}
        if len(centres) < len(self.contenders) or len(people) < len(self.applicants):
            raise ValueError("a centre or a person appears twice in the season")
        if any(later > earlier for c in self.contenders for earlier, later in pairwise(c.claims)):
            raise ValueError("the claim of a centre grows as it fills")
        if any(rank < 1 for a in self.applicants for rank in a.ranks.values()):
            raise ValueError("a wish rank is below 1")

    @cached_property
    def claims(self) -> Mapping[str, tuple[Claim, ...]]:
        """Claims by centre code, codes ascending."""
        return {c.centre_id: c.claims for c in sorted(self.contenders, key=lambda c: c.centre_id)}

    @cached_property
    def levels(self) -> Mapping[str, tuple[int, ...]]:
        """The level of each seat by centre code; 0 is the highest claim of the season."""
        distinct = sorted({claim for claims in self.claims.values() for claim in claims}, reverse=True)
        number = {claim: level for level, claim in enumerate(distinct)}
        return {centre: tuple(number[claim] for claim in claims) for centre, claims in self.claims.items()}

    @cached_property
    def ranks(self) -> Mapping[str, Mapping[str, int]]:
        """Wish ranks by person code, in standing order."""
        return {a.person_id: a.ranks for a in self.applicants}

    @cached_property
    def candidates(self) -> Mapping[str, tuple[str, ...]]:
        """The people who may go to each centre, in standing order, by centre code."""
        return {c: tuple(p for p, ranks in self.ranks.items() if c in ranks) for c in self.claims}


@dataclass(frozen=True, kw_only=True)
class Move:
    """One person's part in an exchange; ``origin`` or ``target`` is None for someone not placed."""

    person_id: str
    origin: str | None
    target: str | None


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of the statutory order: the seat filled, and the best other centre that could still have been served.

    ``decided`` is the index of the first component in which the two claims differ, "tie" when they are equal in all,
    None when no other centre could be served.
    """

    number: int
    centre_id: str
    claim: Claim
    runner_up: str | None
    runner_up_claim: Claim | None
    decided: int | Literal["tie"] | None


@dataclass(frozen=True, kw_only=True)
class Ineligible:
    """A person placed at a centre she may not go to."""

    person_id: str
    centre_id: str


@dataclass(frozen=True, kw_only=True)
class Overfull:
    """A centre with more people placed than it has seats."""

    centre_id: str
    placed: int
    capacity: int


@dataclass(frozen=True, kw_only=True)
class Opening:
    """An open seat with a claim that had to be served, and the moves that would fill it.

    ``worse`` is the centre that would give up its last seat, of the lower ``worse_claim``; None when the moves would
    place someone who was left out.
    """

    centre_id: str
    claim: Claim
    moves: tuple[Move, ...]
    worse: str | None
    worse_claim: Claim | None


@dataclass(frozen=True, kw_only=True)
class Departure:
    """The first step of the statutory order that a placement does not take (MTG25-2.1-a, -c), with proof.

    ``openings`` names every centre whose open seat has the claim of that step and could be filled; the first is the
    step's own centre.
    """

    step: Step
    openings: tuple[Opening, ...]


@dataclass(frozen=True, kw_only=True)
class PassedOver:
    """Someone left out though she stands before someone placed, and the moves that would put it right."""

    left_out: str
    placed: str
    moves: tuple[Move, ...]


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """Moves among the people placed, lawful in every step, that serve their wishes better (MTG25-2.1-d).

    ``measure`` says by what: the "total" of ranks, the "profile" (all ranks, sorted) or the ranks read by "standing";
    ``before`` and ``after`` are that measure, smaller is better; ``person_id`` is the first by standing to gain.
    """

    measure: Measure
    moves: tuple[Move, ...]
    before: tuple[int, ...]
    after: tuple[int, ...]
    person_id: str


@dataclass(frozen=True, kw_only=True)
class Turn:
    """Under ``serial``: someone who did not get the best seat open in her turn, and the moves that would do it."""

    person_id: str
    taken: str
    taken_claim: Claim
    better: str
    better_claim: Claim
    moves: tuple[Move, ...]


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What is wrong with a placement, or nothing; a later field is judged only when all before it are clean.

    ``steps`` is the statutory order, taking the placement's own side in full ties; ties that only codes could settle
    are never a fault.
    """

    steps: tuple[Step, ...]
    breaches: tuple[Ineligible | Overfull, ...] = ()
    departure: Departure | None = None
    passed_over: PassedOver | None = None
    wishes: Exchange | Turn | None = None

    @property
    def lawful(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.breaches or self.departure or self.passed_over or self.wishes)


def apply_moves(placement: Seating, moves: tuple[Move, ...]) -> dict[str, str | None]:
    """Return the placement after the moves of an exchange."""
    return {**placement, **{move.person_id: move.target for move in moves}}


def counts(season: Season, seated: Seating) -> Mapping[str, int]:
    """Return how many people each centre holds, by centre code."""
    held = Counter(seated.values())
    return {centre: held[centre] for centre in season.claims}
