"""Clauses on wishes and grades: what a graduate's own list decides, and who of two equals goes first."""

from collections.abc import Iterator
from typing import ClassVar

from planner.clause import Clause
from planner.clauses.placement.pool import locked
from planner.domain import Person
from planner.faces.seats import Matching
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.text import Text


class WishDecides(Clause):
    """Only when rate and clinic total are equal does the graduate's wish decide (MTG25-2.1-d; MTG21-A1.1-f).

    ``seat_matching``: ``counts_then_preference`` fixes how many each centre gets and then meets the wishes best in
    total; ``rank_maximal`` meets most first wishes, then most second; ``serial`` takes graduates one by one by grade.
    """

    family: ClassVar[str] = "wish_decides"
    seat_matching: Matching

    @property
    def matching(self) -> Matching:
        return self.seat_matching

    def statement(self) -> Text:
        return say("clauses.wish_decides", matching=say(f"clauses.matching.{self.seat_matching}"))

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        yield from ledger.departures.get(self.id, ())


class GradeDecides(Clause):
    """Alike in every respect and wanting the same clinic, the better overall result goes first (MTG21-A1.1-e)."""

    family: ClassVar[str] = "grade_decides"

    def statement(self) -> Text:
        return say("clauses.grade_decides")

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Of two alike at one centre whose first clinic is the same, the lower grade holds it alone.

        Alike: both licensed or neither, and an exchange of their clinics would not worsen their wishes in all.
        """
        yield from ledger.departures.get(self.id, ())
        first = {p: w[0].site_id for p, w in ledger.instance.wishes_of.items() if w[0].site_id is not None}
        bound = locked(ledger)
        held = [(p, to) for p, to in ledger.placed if p.id in first and p.id not in bound and p.score is not None]
        for person, placement in held:
            for other, elsewhere in held:
                same = first[person.id] == first[other.id] and placement.centre_id == elsewhere.centre_id
                if not same or placement.site_id != first[person.id] or elsewhere.site_id == first[other.id]:
                    continue
                if not self._alike(person, other, placement.site_id, elsewhere.site_id, ledger):
                    continue
                if other.score is not None and person.score is not None and other.score > person.score:
                    yield Finding(
                        clause=self.id,
                        subject=other.id,
                        status=Status.VIOLATED,
                        actual=str(other.score),
                        limit=str(person.score),
                        message=say(
                            "clauses.grade_decides.passed",
                            name=other.name,
                            other=person.name,
                            site=ledger.instance.site[first[other.id] or ""].name,
                        ),
                    )

    def _alike(self, person: Person, other: Person, held: str | None, left: str | None, ledger: Ledger) -> bool:
        if held is None or left is None or ledger.licensed(person) != ledger.licensed(other):
            return False

        def rank(who: Person, site: str) -> int:
            centre = ledger.instance.site[site].centre_id
            mine = {w.site_id: w.rank for w in reversed(ledger.instance.wishes_of[who.id]) if w.site_id is not None}
            here = {s: r for s, r in mine.items() if ledger.instance.site[s or ""].centre_id == centre}
            return here.get(site, max(here.values(), default=0) + 1)

        if rank(other, held) >= rank(other, left):
            return False
        return rank(other, held) + rank(person, left) <= rank(person, held) + rank(other, left)
