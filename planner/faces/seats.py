"""What may be asked when graduates are placed: posts, vacancies, the order of centres, whose turn, which clinic."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal, Protocol, runtime_checkable

from planner.domain import Centre, Instance, Person, Site

Matching = Literal["counts_then_preference", "rank_maximal", "serial"]

Reference = Literal["placement_date", "own_finish_date", "graduation_date"]

Key = tuple[Fraction | int, ...]
"""Part of a seat's key: exact numbers, compared left to right, highest first."""

Goal = Literal[
    "uncovered",
    "residents",
    "urgency",
    "unlicensed_alone",
    "wish",
    "grade",
    "woman",
    "tcm",
    "even",
    "remote_first",
    "travel",
]
"""What a centre's clinics may be chosen by; the pack gives the order."""


@dataclass(frozen=True, kw_only=True)
class Tally:
    """What a centre has to fill on a day: ``short`` of ``of`` is its vacancy rate under the basis in force.

    ``vacant`` counts unfilled posts, ``bare`` clinics without a doctor that can take one, ``room`` how many newcomers
    its clinics can take, ``clinics`` its integrated clinics; all over the clinics in scope (MTG25-2.1-b).
    """

    centre_id: str
    short: int
    of: int
    vacant: int
    posts: int
    bare: int
    clinics: int
    room: int


@runtime_checkable
class PostsRule(Protocol):
    """A staffing standard."""

    def posts_for(self, site: Site) -> int | None:
        """Planning: posts the standard asks for at a site, None where it says nothing."""

    def suffices(self, site: Site, posts: int) -> bool:
        """Auditing: whether so many posts meet the standard at a site."""


@runtime_checkable
class CapRule(Protocol):
    """A limit of doctors per clinic."""

    def capped(self, posts: int) -> int:
        """Planning: the posts left of a standard once the limit is applied."""

    def most(self) -> int:
        """The largest number of doctors a clinic may have."""


@runtime_checkable
class MeasureRule(Protocol):
    """How vacancies are counted."""

    def in_scope(self, site: Site, day: date) -> bool:
        """Whether a site's posts are counted on a day."""

    @property
    def basis(self) -> Literal["posts", "unstaffed_clinics"]:
        """What the rate is a rate of."""

    @property
    def cover_fills_post(self) -> bool:
        """Whether rotating and seconded staff on duty fill a post."""

    def declared(self, centre: Centre) -> tuple[str, int] | None:
        """Who declared posts for a centre (its town or itself) and how many; None where all vacant ones count."""


@runtime_checkable
class SeatRule(Protocol):
    """A statutory priority among centres; rules are asked in the order of ``priority``, 0 first."""

    @property
    def id(self) -> str:
        """The clause's own id, under which a step is told."""

    @property
    def ranked_once(self) -> bool:
        """Whether the rate of the first day stands for the whole round, and is the one to show at each step."""

    @property
    def priority(self) -> int:
        """Place in the statutory order."""

    @property
    def parts(self) -> tuple[str, ...]:
        """What each number of the key stands for (values of ``result.DecidedBy``)."""

    def seat_key(self, tally: Tally, filled: int) -> Key:
        """Planning: the claim of the seat opened after ``filled`` others; exact, never increasing in ``filled``."""

    def claim(self, tally: Tally, vacant_now: int, bare_now: int, given: int) -> Key:
        """Auditing: the centre's claim to the next graduate in its running state."""


@runtime_checkable
class AbovePostsRule(Protocol):
    """Whether placement may go above the posts (MTG25-1-a)."""

    @property
    def above_posts(self) -> bool:
        """Whether graduates may be placed where no post is vacant."""


@runtime_checkable
class MatchingRule(Protocol):
    """How people are matched to the seats that the order has opened."""

    @property
    def matching(self) -> Matching:
        """The reading in force."""


@runtime_checkable
class FirstCallRule(Protocol):
    """Centres on which a person has first call, before any other order (MTG21-A1.1-b)."""

    def first_call(self, person: Person, instance: Instance) -> frozenset[str]:
        """Codes of the centres the person is placed at first when they have a seat."""


@runtime_checkable
class HomeClinicRule(Protocol):
    """Clinics at which a graduate is placed by where she is registered (XX21-4.5-a)."""

    def home_clinics(self, person: Person, instance: Instance) -> Sequence[str]:
        """Planning: codes of clinics, her own village's first, then those of her town, the nearest first."""


@runtime_checkable
class QueueRule(Protocol):
    """Who is served before whom when posts are scarce (MTG25-A1.1-a)."""

    def queues(self, people: Iterable[Person]) -> tuple[tuple[Person, ...], ...]:
        """Groups of people, each placed only after the group before it."""


@runtime_checkable
class TieRule(Protocol):
    """Who goes before whom among people of equal grade (XX21-3.2.1-d)."""

    def goes_first(self, person: Person) -> bool:
        """Whether a person goes before her equals."""


@runtime_checkable
class CoverFirstRule(Protocol):
    """Whether a centre must fill clinics without a doctor before any other (MTGR-8-a)."""

    @property
    def covers_bare_clinics_first(self) -> bool:
        """Whether it must."""


@runtime_checkable
class ClinicRule(Protocol):
    """Who chooses the clinic inside a centre, and by what order."""

    @property
    def goals(self) -> tuple[Goal, ...]:
        """Goals in rank order."""

    def urgency(self, site: Site, doctors: int) -> Key:
        """How urgently a clinic without enough doctors needs one; highest first."""
