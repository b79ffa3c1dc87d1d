"""What may be asked about what is to be reached or done by a day: targets, demand, duties, and by whom."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol, runtime_checkable

from planner.accounts import Duty, Education, Measure
from planner.domain import Instance, Plan, Site
from planner.text import Text


@runtime_checkable
class TargetRule(Protocol):
    """A target with a day by which it is to be reached."""

    def measures(self, instance: Instance, plan: Plan, first: date, last: date) -> Iterable[Measure]:
        """Planning: how the target stands on its days up to ``last``; the roster is as the plan leaves it."""


@runtime_checkable
class DeferRule(Protocol):
    """Who studies on and is available later (MTG25-3.2-b)."""

    def deferred(self, day: date, person_id: str, instance: Instance) -> date:
        """Planning: a day of a person's course as it stands with the deferral, the same day where there is none."""


@runtime_checkable
class DemandRule(Protocol):
    """How often recruitment demand is verified (QJ-3-a)."""

    @property
    def id(self) -> str:
        """The clause's own id."""

    @property
    def demand_interval_months(self) -> int:
        """Months from one demand to the next."""


@runtime_checkable
class ClosureRule(Protocol):
    """Which clinics close when (XX21-3.1.1-e)."""

    @property
    def id(self) -> str:
        """The clause's own id."""

    def closings(self, instance: Instance) -> Sequence[tuple[Site, date]]:
        """Planning: clinics that close, each with its day, in order."""


@runtime_checkable
class EducationDutyRule(Protocol):
    """Something owed at intervals to those in pre-service education and training (MTG25-2.5-a)."""

    def owed_to(self, educated: Sequence[Education], first: date, last: date) -> Iterable[Duty]:
        """Planning: what falls due between two days, both included, to whoever is being educated by then."""


@runtime_checkable
class DutyRule(Protocol):
    """Something to be done on fixed days or at intervals."""

    def duties(self, instance: Instance, first: date, last: date) -> Iterable[Duty]:
        """Planning: what falls due between two days, both included; the roster is as the plan leaves it."""


@runtime_checkable
class WatchRule(Protocol):
    """The watch on every target, item by item (QJ-24-a)."""

    def watch(self, measures: Sequence[Measure]) -> Iterable[Duty]:
        """Planning: what is to be looked at on the day of each target, and how it stands."""


@runtime_checkable
class ResponsibleRule(Protocol):
    """Who answers for which centre a graduate goes to (MTG25-2.1-f)."""

    @property
    def id(self) -> str:
        """The clause's own id."""

    @property
    def responsible(self) -> Text:
        """The body that answers."""
