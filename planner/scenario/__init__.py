"""This package is the only reader of files: a folder becomes a checked Scenario, or an error with every fault."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from planner.domain import Instance
from planner.policy import Policy
from planner.text import Text

__all__ = ["Scenario", "load"]


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """An instance and the policy it is planned under, as read from one folder.

    ``variant_name`` is ``base`` or the name of the what-if; ``hashes`` maps each file read to its SHA-256;
    ``notices`` are remarks on the input that stop nothing (columns ignored, values estimated).
    """

    name: str
    title: Text
    instance: Instance
    policy: Policy
    variant_name: str = "base"
    folder: Path | None = None
    hashes: Mapping[str, str] = field(default_factory=dict)
    notices: tuple[Text, ...] = ()

    def variant(self, name: str) -> "Scenario":
        """Return the named what-if of this scenario; raises ScenarioError when it is faulty or unknown."""
        if self.folder is None:
            raise ValueError("this scenario was not read from a folder, so it has no variants")
        return load(self.folder, variant=name)


def load(path: str | Path, variant: str | None = None) -> Scenario:
    """Read a scenario folder, or one of its variants; raises ScenarioError carrying every fault at once."""
    from planner.scenario.reading import read

    return read(Path(path), variant)
