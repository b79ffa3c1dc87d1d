"""This package is the only reader of files: a folder becomes a checked Scenario, or an error with every fault."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from planner.domain import Instance
from planner.policy import Policy
from planner.scenario.requiring import Requirement
from planner.text import Text

__all__ = ["Requirement", "Scenario", "load"]


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """An instance and the policy it is planned under, as read from one folder.

    ``variant_name`` is ``base`` or the name of the what-if, ``base_title`` then the title of its base; ``hashes`` maps
    each file read to its SHA-256; ``notices`` are remarks on the input that stop nothing (columns ignored, values
    estimated), ``unused`` those that only say what of the files is not read; ``require`` lists the goals of the
    outlook that are declared hard.
    """

    name: str
    title: Text
    base_title: Text | None = None
    instance: Instance
    policy: Policy
    variant_name: str = "base"
    folder: Path | None = None
    hashes: Mapping[str, str] = field(default_factory=dict)
    notices: tuple[Text, ...] = ()
    unused: tuple[Text, ...] = ()
    require: tuple[Requirement, ...] = ()

    def variant(self, name: str) -> "Scenario":
        """Return the named what-if of this scenario; raises ScenarioError when it is faulty or unknown."""
        if self.folder is None:
            raise ValueError("this scenario was not read from a folder, so it has no variants")
        return load(self.folder, variant=name)


def load(path: str | Path, variant: str | None = None) -> Scenario:
    """Read a scenario folder, or one of its variants; raises ScenarioError carrying every fault at once."""
    from planner.scenario.reading import read

    return read(Path(path), variant)
