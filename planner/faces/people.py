"""What may be asked about people: when they may enter, start and leave."""

from datetime import date
from typing import Literal, Protocol, runtime_checkable

from planner.accounts import Stage
from planner.domain import Instance, Person
from planner.faces.seats import Reference
from planner.text import Text


@runtime_checkable
class ExitRule(Protocol):
    """An age or other term at which a person leaves a post."""

    @property
    def id(self) -> str:
        """The clause's own id."""

    @property
    def leaves_by(self) -> Literal["age", "record", "contract"]:
        """What the exit follows from: an age, what is on record against her, or a contract not renewed."""

    def why(self, person: Person, instance: Instance) -> Text:
        """Return what leads to the exit of someone who leaves, in words."""

    def exit_date(self, person: Person, instance: Instance) -> date | None:
        """Planning: the first day on which the person is no longer available, None when never."""

    def serving(self, person: Person, day: date, instance: Instance) -> bool:
        """Auditing: whether the rule lets the person serve on a day."""


@runtime_checkable
class EntryRule(Protocol):
    """A condition for entering a post."""

    @property
    def id(self) -> str:
        """The clause's own id."""

    def bar(self, person: Person, day: date, instance: Instance) -> Text | None:
        """Planning: why the person may not enter a post on a day, None when she may."""


@runtime_checkable
class ReadinessRule(Protocol):
    """When a graduate enters the pool, and the vacancies of which day count for her."""

    @property
    def reference(self) -> Reference:
        """The day whose vacancies decide."""

    @property
    def at_graduation(self) -> bool:
        """Whether the post is fixed at graduation instead of after training."""


@runtime_checkable
class MonthsRule(Protocol):
    """How long a stage of training lasts."""

    @property
    def id(self) -> str:
        """The clause's own id."""

    @property
    def stage(self) -> Stage:
        """Which stage: pre-service education or training."""

    def months(self, track: str) -> int | None:
        """Months of this stage for a training track, None when the track is unknown."""


@runtime_checkable
class AssumedRule(Protocol):
    """A value the texts leave to a notice that is not at hand."""

    @property
    def id(self) -> str:
        """The clause's own id."""

    @property
    def assumption(self) -> bool:
        """Whether the value is assumed, and must be shown as such."""

    def statement(self) -> Text:
        """The provision with the value in it."""


@runtime_checkable
class StartRule(Protocol):
    """What a placed graduate needs before starting at the clinic."""

    @property
    def licence(self) -> Literal["no", "sole_doctor", "yes"]:
        """Whether a licence is needed to start: never, to be a clinic's only doctor, or always."""

    @property
    def keeps_post(self) -> bool:
        """Whether the post of a graduate without a licence yet is kept for her."""


@runtime_checkable
class TraineeRule(Protocol):
    """From when a trainee counts as supply (MTG25-2.3-c)."""

    @property
    def id(self) -> str:
        """The clause's own id."""

    @property
    def trainees_count(self) -> bool:
        """Whether someone counts from graduation on, instead of from the end of training."""
