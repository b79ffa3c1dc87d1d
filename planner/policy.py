"""This module is where packs become the clauses in force: precedence, amendments, dates, and what was displaced."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import TypeVar, cast

from planner.clause import Clause
from planner.faces import AbovePostsRule, AskedGoalRule, FirstCallRule, SeatRule, has
from planner.text import Text

Face = TypeVar("Face")

EXTERNAL = "external"
"""What a parameter holds whose value the text leaves to a notice not at hand (``planner.parameter.External``)."""


@dataclass(frozen=True, kw_only=True)
class Amendment:
    """One departure of a scenario from its packs: parameters changed, or the clause suspended, and why.

    ``where`` and ``lines`` say in which file and on which line each key stands, for messages.
    """

    clause: str
    suspend: bool = False
    parameters: Mapping[str, object] = field(default_factory=dict)
    why: str = ""
    where: str = ""
    lines: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Displaced:
    """A clause of a selected pack that is not in force, and why: suspended, out of date, or another text won."""

    clause: Clause
    why: Text
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class NotModelled:
    """A clause of the register that a pack does not compute, with the reason."""

    clause: str
    title: Text
    why: Text


@dataclass(frozen=True, kw_only=True)
class PackInfo:
    """A pack as cited in reports: ``draft`` marks a text that is not in force."""

    id: str
    title: Text
    draft: bool
    version: str


@dataclass(frozen=True, kw_only=True)
class Policy:
    """The clauses in force on a day, in order of precedence; amending makes a new one."""

    clauses: tuple[Clause, ...] = ()
    displaced: tuple[Displaced, ...] = ()
    not_modelled: tuple[NotModelled, ...] = ()
    packs: tuple[PackInfo, ...] = ()
    amendments: tuple[Amendment, ...] = ()

    @cached_property
    def clause(self) -> Mapping[str, Clause]:
        """Clauses in force by id."""
        return {c.id: c for c in self.clauses}

    def having(self, face: type[Face]) -> tuple[Face, ...]:
        """Return the clauses in force that have a face, in order of precedence."""
        if face not in self._by_face:
            self._by_face[face] = tuple(c for c in self.clauses if has(c, face))
        return cast(tuple[Face, ...], self._by_face[face])

    @cached_property
    def _by_face(self) -> dict[type[object], tuple[object, ...]]:
        return {}

    @property
    def awaited(self) -> tuple[tuple[str, str], ...]:
        """Values that the texts leave to notices not at hand and nobody has given yet: clause id and parameter."""
        given = ((c.id, f.name, getattr(c, f.name)) for c in self.clauses for f in fields(c))
        return tuple((code, name) for code, name, value in given if value == EXTERNAL)

    def clause_id(self, face: type[object]) -> str:
        """Return the id of the first clause in force that has a face, empty when there is none."""
        first = self.only(face)
        return first.id if isinstance(first, Clause) else ""

    def asking(self, goal: str) -> str:
        """Return the id of the clause in force that asks for a goal of its own accord, empty when there is none."""
        return next((rule.id for rule in self.having(AskedGoalRule) if rule.goal_asked == goal), "")

    def only(self, face: type[Face]) -> Face | None:
        """Return the first clause in force that has a face, or None."""
        return next(iter(self.having(face)), None)


def order_clause(policy: Policy) -> str:
    """Return the id of the clause that leads the order of places: among centres, or by home town; empty if none."""
    leading = sorted((rule for rule in policy.having(SeatRule) if rule.parts), key=lambda rule: rule.priority)
    named = (rule.id for rule in leading if rule.priority > 0)
    return next(named, policy.clause_id(FirstCallRule) or policy.clause_id(AbovePostsRule))
