"""Clauses of an annex that add no rule of their own: they repeat others, or say what changed since an earlier text."""

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal

from planner.clause import Clause
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.text import Text, join, plain


class Repeats(Clause):
    """A clause that repeats others in other words: what they say, it says, and it stands or falls with them.

    ``says`` are parameters as this wording has them; ``legal_basis`` a notice it names, blank where it names none.
    """

    family: ClassVar[str] = "repeats"
    decides: ClassVar[bool] = False
    same_as: tuple[str, ...]
    says: Mapping[str, str]
    legal_basis: str

    def statement(self) -> Text:
        said = join([plain(f"{name}={value}") for name, value in self.says.items()], "、", ", ")
        return say(
            "pay.repeats",
            same_as=join([plain(c) for c in self.same_as], "、", ", "),
            says=say("pay.repeats.says", says=said) if self.says else plain(""),
            basis=say("pay.repeats.basis", notice=self.legal_basis) if self.legal_basis else plain(""),
        )

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """See that the clauses repeated are in force, with the parameters this wording has."""
        for code in self.same_as:
            if code not in ledger.in_force:
                yield self._missed(code, say("pay.repeats.not_in_force", clause=self.id, other=code), "", "")
                continue
            for name, value in self.says.items():
                there = getattr(ledger.in_force[code], name, value)
                if str(there) != value:
                    message = say(
                        "pay.repeats.differs", clause=self.id, other=code, name=name, value=value, there=there
                    )
                    yield self._missed(code, message, str(there), value)

    def _missed(self, subject: str, message: Text, actual: str, limit: str) -> Finding:
        return Finding(
            clause=self.id, subject=subject, status=Status.MISSED, actual=actual, limit=limit, message=message
        )


class ChangedSince(Clause):
    """What a clause says otherwise than an earlier text did (MTG25-A2.3-a)."""

    family: ClassVar[str] = "changed_since"
    decides: ClassVar[bool] = False
    clause: str
    earlier: str
    parameter: Literal["earmarked"]
    before: Literal["yes", "no"]
    now: Literal["yes", "no"]

    def statement(self) -> Text:
        return say(
            "pay.changed_since",
            clause=self.clause,
            earlier=self.earlier,
            parameter=say(f"pay.parameter_{self.parameter}"),
            before=say(f"pay.{self.parameter}_{self.before}"),
            now=say(f"pay.{self.parameter}_{self.now}"),
        )

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """See that whichever of the two is in force has the value this clause tells of it."""
        for code, value in ((self.clause, self.now), (self.earlier, self.before)):
            there = str(getattr(ledger.in_force.get(code), self.parameter, value))
            if there != value:
                message = say(
                    "pay.repeats.differs", clause=self.id, other=code, name=self.parameter, value=value, there=there
                )
                yield Finding(
                    clause=self.id, subject=code, status=Status.MISSED, actual=there, limit=value, message=message
                )
