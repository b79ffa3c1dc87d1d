"""What may be asked about the network: which village has a clinic, shares one, or is served otherwise."""

from typing import Literal, Protocol, runtime_checkable

from planner.domain import Instance, Village

NetworkAim = Literal["uncovered", "residents", "travel", "clinics", "changes"]
"""What the network of clinics may aim at; the pack gives the order."""


@runtime_checkable
class ShareRule(Protocol):
    """Which villages may share a clinic that stands in another (XX21-3.1.1-b, MTGR-4-b)."""

    @property
    def id(self) -> str:
        """The clause's own id."""

    @property
    def merge(self) -> Literal["optional", "always"]:
        """Whether planning may choose, or every village that may share a clinic does."""

    def may_share(self, village: Village, host: Village) -> bool:
        """Planning: whether a village may go without a clinic of its own and use that of a host."""

    def shares_lawfully(self, village: Village, host: Village) -> bool | None:
        """Auditing: whether a village may use the clinic of a host, None where a fact or a number is missing."""


@runtime_checkable
class WithoutClinicRule(Protocol):
    """Which villages may, or must, be without a clinic of their own (JZ22-4.1-b, MTGR-4-e, XX21-4.1-c)."""

    @property
    def id(self) -> str:
        """The clause's own id."""

    def lacks(self, village: Village) -> Literal["no", "may", "must"]:
        """Planning: whether the clause speaks of a village, and how strictly."""

    def serves_instead(self, village: Village, instance: Instance) -> bool:
        """Auditing: whether the clause speaks of a village, and what it asks for in place of a clinic is there."""


@runtime_checkable
class OwnClinicRule(Protocol):
    """How many clinics of its own a village has (JZ22-4.1-a, MTGR-4-a, XX21-3.1.1-a)."""

    @property
    def id(self) -> str:
        """The clause's own id."""

    @property
    def clinics_per_village(self) -> int:
        """The number."""


@runtime_checkable
class NetworkGoalsRule(Protocol):
    """What the network of clinics should achieve in which order (MTGR-4-d)."""

    @property
    def network_goals(self) -> tuple[NetworkAim, ...]:
        """Goals of the network in rank order."""
