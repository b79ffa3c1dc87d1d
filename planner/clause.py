"""This module is where it is said what a clause is: its citation, its statement and its check."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import ClassVar, NamedTuple

from planner.finding import Finding
from planner.ledger import Ledger
from planner.text import Text


class Kind(StrEnum):
    """What part a clause plays (register, column ``kind``)."""

    HARD = "hard"
    SOFT = "soft"
    PRIORITY = "priority"
    PARAMETER = "parameter"
    CALENDAR = "calendar"
    BUDGET = "budget"
    TARGET = "target"
    FORECAST = "forecast"
    REPORT = "report"


class Citation(NamedTuple):
    """Where a clause stands: the document's title, its section, and the key words of the Chinese text."""

    document: Text
    section: str
    quote: str

    def __str__(self) -> str:
        return f"《{self.document.zh}》{self.section}"


@dataclass(frozen=True, kw_only=True)
class Clause(ABC):
    """One provision in force: it states itself, cites its source, and checks any plan.

    A family (one module of ``planner/clauses``) subclasses this; its dataclass fields are the parameters a policy
    pack gives, and what planning needs of it is a further method, called a face (``planner.faces``).
    """

    family: ClassVar[str]
    over_time: ClassVar[bool] = False
    """Whether the clause speaks of careers over the years, so that a plan of one season cannot meet or break it."""
    decides: ClassVar[bool] = True
    """Whether it can bear on who goes where; False for what is only reported, appraised, paid or recorded."""
    on_record: ClassVar[bool] = False
    """Whether its check looks at nothing but rows of its own in table ``records``, so that without any it is blind."""
    id: str
    title: Text
    citation: Citation
    kind: Kind
    in_principle: bool = False
    since: date | None = None
    until: date | None = None

    @property
    def by_age(self) -> bool:
        """Whether it goes by the age of people: its parameters give ages."""
        return any("age" in f.name.split("_") for f in fields(self))

    @abstractmethod
    def statement(self) -> Text:
        """Return the provision in one sentence, with its numbers in it."""

    @abstractmethod
    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Yield what a plan breaks or leaves unmet, by walking the plan; never by asking the optimiser."""
