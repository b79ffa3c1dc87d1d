"""What may be asked about training: bases, study leave, practice weeks and who stands in."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal, Protocol, runtime_checkable

from planner.domain import Centre, Instance, Person


@runtime_checkable
class StudyLeaveRule(Protocol):
    """Who goes on full-time study leave, how often and for how long (MTGR-9-c); months are whole."""

    @property
    def leave_cycle(self) -> int:
        """Months of a window, in each of which leave is due."""

    @property
    def leave_months(self) -> int:
        """Months of leave due in a window."""

    @property
    def in_one_block(self) -> bool:
        """Whether the months of a window must follow one another."""

    @property
    def first_window(self) -> date | None:
        """The day from which fixed windows are counted, None where every run of months of that length is one."""

    def goes_on_leave(self, person: Person) -> bool:
        """Whether a person is owed study leave."""


@runtime_checkable
class AskedGoalRule(Protocol):
    """A preference that a goal of the clinic choice serves, some in the outlook, too, whichever text lists the goal."""

    @property
    def id(self) -> str:
        """The clause's own id, under which the goal is told."""

    @property
    def goal_asked(self) -> Literal["woman", "tcm", "even", "remote_first"] | None:
        """The goal; None under a reading that only the audit judges."""


@runtime_checkable
class LeavePlacesRule(Protocol):
    """How many may be on study leave at a time where it takes place (MTGR-9-d)."""

    @property
    def leave_places(self) -> int | None:
        """People at a time, None where it is not given."""


@runtime_checkable
class TrainingBasesRule(Protocol):
    """Where pre-service education takes place, and how graduates are split over the bases (MTG25-2.2-b)."""

    @property
    def id(self) -> str:
        """The clause's own id."""

    @property
    def split_evenly(self) -> bool:
        """Whether the numbers are to be as even as can be before the way there counts."""

    def bases(self, instance: Instance) -> tuple[Centre, ...]:
        """Planning: the centres that are designated bases."""


@runtime_checkable
class SeniorRotationRule(Protocol):
    """Who rotates at a teaching base before a senior post, and when (QJ-6-b)."""

    @property
    def id(self) -> str:
        """The clause's own id."""

    def rotations(self, instance: Instance) -> Iterable[tuple[str, date, date]]:
        """Planning: person code, first and last day of each rotation, done or still to be done."""


@runtime_checkable
class PracticeRule(Protocol):
    """Who practises at the township hospital, how often in a year and for how long (JZ22-4.6.3-b); weeks are whole."""

    @property
    def practice_times(self) -> int:
        """Stays due in a calendar year."""

    @property
    def practice_weeks(self) -> int:
        """Weeks of a stay, each of five working days."""

    @property
    def one_suffices(self) -> bool:
        """Whether nobody owes practice in a year in which staff of the centre sit in regularly at her clinic."""

    def practises(self, person: Person) -> bool:
        """Whether a person owes practice in a year she spends at a clinic."""


@runtime_checkable
class SitInRule(Protocol):
    """How often staff of the centre sit in at a clinic for it to be regular (JZ22-4.6.3-c)."""

    def stands_for_practice(self, days: Sequence[date], year: int) -> bool:
        """Planning: whether these days, in order, are enough in a calendar year."""

    def regular(self, days: Iterable[date], year: int) -> bool:
        """Auditing: whether these days are enough in a calendar year."""
