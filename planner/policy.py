"""This module is where packs become the clauses in force: precedence, amendments, dates, and what was displaced."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import TypeVar, cast

from planner.clause import Clause
from planner.faces import has
from planner.faces.seats import AbovePostsRule, FirstCallRule, SeatRule
from planner.faces.training import AskedGoalRule
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
    """A clause of a selected pack that is not in force, and why: suspended, dated, not borrowed, or outranked."""

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
class Entry:
    """A clause as a pack gives it, with the clauses that cannot be in force beside it.

    ``line`` says where it stands in the file of the pack, ``lines`` where each of its parameters does.
    """

    clause: Clause
    conflicts: frozenset[str]
    line: int = 0
    lines: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Pack:
    """One policy text: its clauses in the order of the text, and what is not modelled.

    ``draft`` marks a text that is not in force; ``file`` is its name in messages. ``only`` are the clauses that a
    scenario borrows of it, and ``why``; None where it takes the whole text.
    """

    id: str
    title: Text
    draft: bool
    version: str
    file: str = ""
    entries: tuple[Entry, ...] = ()
    not_modelled: tuple[NotModelled, ...] = ()
    only: frozenset[str] | None = None
    why: str = ""

    def leaves_out(self, clause: str) -> bool:
        """Return whether a scenario borrows other clauses of this text, but not this one."""
        return self.only is not None and clause not in self.only


@dataclass(frozen=True, kw_only=True)
class PackChoice:
    """How a scenario names a pack: its id, or a file beside scenario.yaml; ``only`` lists the clauses it borrows.

    ``where``, ``line`` and ``lines`` (one for each of ``only``) say where that stands, for messages.
    """

    pack: str
    only: tuple[str, ...] | None = None
    why: str = ""
    where: str = ""
    line: int = 0
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Policy:
    """The clauses in force on a day, in order of precedence; amending makes a new one."""

    clauses: tuple[Clause, ...] = ()
    displaced: tuple[Displaced, ...] = ()
    not_modelled: tuple[NotModelled, ...] = ()
    packs: tuple[Pack, ...] = ()
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

    @cached_property
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
