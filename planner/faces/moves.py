"""What may be asked about the years ahead: who moves when, who is sent out, what an outlook aims at."""

from datetime import date
from typing import Literal, Protocol, runtime_checkable

from planner.domain import Centre, Person

OutlookAim = Literal[
    "core",
    "uncovered",
    "residents",
    "short",
    "exceptions",
    "remote",
    "woman",
    "tcm",
    "travel",
    "handover",
    "wish",
    "changes",
]
"""What a staffing outlook may aim at; the pack gives the order."""


@runtime_checkable
class RotationRule(Protocol):
    """How long a person may stay at one site, and what a staffing outlook should achieve in which order."""

    @property
    def cycle_months(self) -> int:
        """Months of a stint at most (exactly, under that reading)."""

    @property
    def graduates_rotate(self) -> Literal["within_centre_clinics", "include_centre", "exempt_until_obligation_ends"]:
        """Where directed graduates rotate, if they do."""

    @property
    def outlook_goals(self) -> tuple[OutlookAim, ...]:
        """Goals of the outlook in rank order."""


@runtime_checkable
class OutlookAimsRule(Protocol):
    """What a staffing outlook should achieve in which order; the first text in force that says so decides."""

    @property
    def outlook_goals(self) -> tuple[OutlookAim, ...]:
        """Goals of the outlook in rank order."""


@runtime_checkable
class DispatchRule(Protocol):
    """Who may be sent to a clinic that has no doctor of its own (JZ22-4.2-f)."""

    def may_be_sent(self, person: Person, day: date) -> bool:
        """Planning: whether a person of the centre holds what is asked for on a day."""

    def sendable_from(self, person: Person) -> date | None:
        """Auditing: the first day from which she holds it, None when she never will."""


@runtime_checkable
class DispatchTermRule(Protocol):
    """How long a dispatch lasts at the least (JZ22-4.2-h)."""

    @property
    def least_months(self) -> int:
        """Months of a dispatch at the least."""


@runtime_checkable
class ExemptRule(Protocol):
    """Who does not rotate (MTGR-9-b)."""

    def exempt(self, person: Person) -> bool:
        """Whether a person stays where she is."""


@runtime_checkable
class CoreStaffRule(Protocol):
    """How many stay at a centre while others are out at its clinics (MTGR-25-a)."""

    def core_staff(self, centre: Centre) -> int:
        """People who remain at a centre at the least."""
