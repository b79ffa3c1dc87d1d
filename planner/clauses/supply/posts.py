"""Clauses on established posts: pooled, filled, open to doctors of long service or to none, and what is purchased."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from planner.accounts import Measure
from planner.calendar import birthday
from planner.clause import Clause
from planner.clauses.appraisal.duties import serves
from planner.domain import LICENSED, Instance, Person, Plan, Record, Role, Upshot
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.parameter import Range
from planner.text import Text


class EstablishedRecruit(Clause):
    """Licensed doctors with so many full years at clinics may be recruited to established posts (QJ-1-e).

    Service counts in all, as the roster has it: no continuity is asked. A record of this clause, granted, recruits her.
    """

    family: ClassVar[str] = "established_recruit"
    decides: ClassVar[bool] = False
    clinic_years_for_establishment: Annotated[int, Range(0, 60)]
    licence_required: Literal["yes", "no"]

    def statement(self) -> Text:
        licence = say(f"supply.established_licence.{self.licence_required}")
        return say("supply.established", years=self.clinic_years_for_establishment, licence=licence)

    def eligible(self, person: Person, day: date) -> bool:
        """Whether a person may be recruited to an established post on a day."""
        licensed = person.credential in LICENSED and (person.licensed_on is None or person.licensed_on <= day)
        served = person.since is not None and birthday(person.since, self.clinic_years_for_establishment) <= day
        return served and (licensed or self.licence_required == "no")

    def measures(self, instance: Instance, plan: Plan, first: date, last: date) -> Iterator[Measure]:
        day = instance.placement_date
        able = sum(p.site_id in instance.site and serves(p, day) and self.eligible(p, day) for p in instance.people)
        of = say("supply.eligible_of")
        yield Measure(clause=self.id, day=day, of=of, value=Fraction(able), target=None, met=None, unit="people")

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        for record in ledger.instance.records_of.get(self.id, ()):
            person = ledger.instance.person.get(record.person_id or "")
            if person is not None and record.result is Upshot.GRANTED and not self.eligible(person, record.day):
                message = say(
                    "supply.not_eligible", name=person.name, day=record.day, years=self.clinic_years_for_establishment
                )
                yield Finding(clause=self.id, subject=person.id, status=Status.MISSED, message=message)


class NoEstablishedPosts(Clause):
    """Village doctors take up no established posts of the hospital (XX21-3.2.3-b).

    A record of this clause for a person, granted, is an established post she was given.
    """

    family: ClassVar[str] = "no_established_posts"
    decides: ClassVar[bool] = False
    uses_establishment: Literal["no"]

    def statement(self) -> Text:
        return say("supply.no_posts")

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        for record in ledger.instance.records_of.get(self.id, ()):
            person = ledger.instance.person.get(record.person_id or "")
            doctor = person is not None and person.role in {
                Role.VILLAGE_DOCTOR,
                Role.RECRUIT,
                Role.GRADUATE,
                Role.REHIRED,
            }
            if person is not None and doctor and record.result is Upshot.GRANTED:
                message = say("supply.takes_post", name=person.name, day=record.day)
                yield Finding(clause=self.id, subject=person.id, status=Status.VIOLATED, message=message)


def _posts(records: Sequence[Record], day: date) -> dict[str, tuple[Fraction, Fraction]]:
    """Return established posts and those in use by centre, from the latest records; 在用 (in use) in the note tells."""
    found: dict[str, tuple[Fraction, Fraction]] = {}
    for record in records:
        if record.centre_id is not None and record.quantity is not None and record.day <= day:
            posts, used = found.get(record.centre_id, (Fraction(0), Fraction(0)))
            using = any(word in record.note.casefold() for word in ("在用", "in use"))
            number = Fraction(record.quantity)
            found[record.centre_id] = (posts, number) if using else (number, used)
    return found


class PostPool(Clause):
    """Established posts of the district's institutions form one pool (QJ-1-a).

    Two records of this clause for a centre give its posts, and those in use (在用 in the note).
    """

    family: ClassVar[str] = "post_pool"
    decides: ClassVar[bool] = False
    establishment_pool: Literal["district", "centre"]

    def statement(self) -> Text:
        return say(f"supply.pool.{self.establishment_pool}")

    def free(self, instance: Instance) -> dict[str, Fraction]:
        """Return the free posts each centre may use, by code; empty where nothing is on record."""
        held = _posts(instance.records_of.get(self.id, ()), instance.placement_date)
        own = {code: max(Fraction(0), posts - used) for code, (posts, used) in held.items()}
        pooled = max(Fraction(0), sum((p for p, _ in held.values()), Fraction(0)) - sum(u for _, u in held.values()))
        return {code: pooled if self.establishment_pool == "district" else own[code] for code in own}

    def measures(self, instance: Instance, plan: Plan, first: date, last: date) -> Iterator[Measure]:
        free = self.free(instance)
        shared = max(free.values(), default=None) if self.establishment_pool == "district" else sum(free.values())
        of = say("supply.pool_of") if free else say("supply.pool_unknown", clause=self.id)
        value = Fraction(shared) if free and shared is not None else None
        yield Measure(
            clause=self.id, day=instance.placement_date, of=of, value=value, target=None, met=None, unit="count"
        )

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """More posts are in use than there are: in the pool, or at a centre where posts are not pooled."""
        held = _posts(ledger.instance.records_of.get(self.id, ()), ledger.day)
        pooled = self.establishment_pool == "district"
        whole = {"": (sum(p for p, _ in held.values()), sum(u for _, u in held.values()))}
        for code, (posts, used) in (whole if pooled else held).items():
            if used > posts:
                message = say("supply.pool_over", used=used, posts=posts)
                yield Finding(clause=self.id, subject=code, status=Status.MISSED, actual=str(used), message=message)


class FillVacantPosts(Clause):
    """Vacant established posts are filled in principle: so many are to be recruited for (QJ-1-d).

    The posts are those on record under ``pool_clause``.
    """

    family: ClassVar[str] = "fill_vacant_posts"
    decides: ClassVar[bool] = False
    pool_clause: str

    def statement(self) -> Text:
        return say("supply.fill", clause=self.pool_clause)

    def vacant(self, instance: Instance, day: date) -> Fraction | None:
        """Return how many established posts are vacant, None where nothing is on record."""
        held = _posts(instance.records_of.get(self.pool_clause, ()), day)
        return sum((max(Fraction(0), p - u) for p, u in held.values()), Fraction(0)) if held else None

    def measures(self, instance: Instance, plan: Plan, first: date, last: date) -> Iterator[Measure]:
        day = instance.placement_date
        vacant = self.vacant(instance, day)
        of = say("supply.fill_of") if vacant is not None else say("supply.pool_unknown", clause=self.pool_clause)
        yield Measure(
            clause=self.id,
            day=day,
            of=of,
            value=vacant,
            target=None if vacant is None else Fraction(0),
            met=None if vacant is None else not vacant,
            needed=None if vacant is None else int(vacant),
            unit="count",
            recruits=None if vacant is None else int(vacant),
        )

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        for code, (posts, used) in _posts(ledger.instance.records_of.get(self.pool_clause, ()), ledger.day).items():
            if used < posts:
                name = ledger.instance.centre[code].name if code in ledger.instance.centre else code
                message = say("supply.post_vacant", name=name, count=posts - used)
                yield Finding(clause=self.id, subject=code, status=Status.MISSED, actual=str(used), message=message)


class PurchasedService(Clause):
    """Where posts do not suffice, services are purchased (QJ-1-c): a record of this clause gives the need in people.

    The posts are those on record under ``pool_clause``; what is purchased is a record whose note says 购买.
    """

    family: ClassVar[str] = "purchased_service"
    decides: ClassVar[bool] = False
    pool_clause: str

    def statement(self) -> Text:
        return say("supply.purchase", clause=self.pool_clause)

    def gap(self, instance: Instance, day: date) -> tuple[Fraction | None, Fraction]:
        """Return how many are to be purchased, None where need or posts are not on record; and how many were."""
        held = _posts(instance.records_of.get(self.pool_clause, ()), day)
        need, bought = None, Fraction(0)
        for record in instance.records_of.get(self.id, ()):
            if record.quantity is not None and record.day <= day:
                if "购买" in record.note or "purchase" in record.note.casefold():
                    bought = Fraction(record.quantity)
                else:
                    need = Fraction(record.quantity)
        posts = sum((p for p, _ in held.values()), Fraction(0))
        return (None if need is None or not held else max(Fraction(0), need - posts)), bought

    def measures(self, instance: Instance, plan: Plan, first: date, last: date) -> Iterator[Measure]:
        day = instance.placement_date
        gap, bought = self.gap(instance, day)
        of = say("supply.purchase_of") if gap is not None else say("supply.purchase_unknown", clause=self.id)
        yield Measure(
            clause=self.id,
            day=day,
            of=of,
            value=None if gap is None else bought,
            target=gap,
            met=None if gap is None else bought >= gap,
            needed=None if gap is None else max(0, int(gap - bought)),
            unit="people",
        )

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        gap, bought = self.gap(ledger.instance, ledger.day)
        if gap is not None and bought < gap:
            message = say("supply.not_purchased", gap=gap, bought=bought)
            yield Finding(clause=self.id, subject="", status=Status.MISSED, actual=str(bought), message=message)
