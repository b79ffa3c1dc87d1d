"""This module is where it is said what a clause is: its citation, its statement and its check."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, fields
from datetime import date
from enum import StrEnum
from typing import ClassVar, NamedTuple, NoReturn, dataclass_transform

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


@dataclass_transform(kw_only_default=True, frozen_default=True)
class _Frozen:
    """Makes every subclass a frozen dataclass of keywords.

    What such a class has is written once, here: ``dataclass(frozen=True)`` compiles it anew for each of 150 families,
    which was a third of the time from start to a checked scenario.
    """

    __dataclass_fields__: ClassVar[dict[str, Field[object]]]

    def __init_subclass__(cls) -> None:
        dataclass(init=False, repr=False, eq=False, kw_only=True)(cls)

    def __init__(self, **given: object) -> None:
        values = {f.name: f.default for f in fields(self) if f.default is not MISSING} | given
        if wrong := sorted(values.keys() ^ {f.name for f in fields(self)}):
            raise TypeError(f"{type(self).__name__}() is given too much or too little: {', '.join(wrong)}")
        self.__dict__.update(values)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise FrozenInstanceError(name)

    def __delattr__(self, name: str) -> NoReturn:
        raise FrozenInstanceError(name)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and all(getattr(self, f.name) == getattr(other, f.name) for f in fields(self))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{f.name}={getattr(self, f.name)!r}' for f in fields(self))})"


class Clause(_Frozen, ABC):
    """One provision in force: it states itself, cites its source, and checks any plan.

    A family (a class in ``planner/clauses``) subclasses this and is thereby a frozen dataclass; its fields are the
    parameters a policy pack gives; what planning needs of it is a further method, called a face (``planner.faces``).
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

    def __hash__(self) -> int:
        return hash(self.id)

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
