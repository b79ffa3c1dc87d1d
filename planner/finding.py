"""This module is where what a check found is described: the clause, the parties, and how it stands."""

from dataclasses import dataclass
from enum import StrEnum

from planner.text import Text


class Status(StrEnum):
    """What a check found; ``missed`` is for soft clauses, ``waived`` for exceptions on record.

    ``unchecked`` stands in place of ``met`` where a fact or a value that the clause needs is not known.
    """

    MET = "met"
    UNCHECKED = "unchecked"
    WAIVED = "waived"
    MISSED = "missed"
    VIOLATED = "violated"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing an audit found: the clause, whom or what it concerns, and a sentence naming the parties."""

    clause: str
    subject: str
    status: Status
    message: Text
    period: str = ""
    actual: str = ""
    limit: str = ""
