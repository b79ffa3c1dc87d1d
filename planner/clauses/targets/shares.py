"""Clauses on shares to be reached by a day: of licensed doctors, and of doctors hired by the hospital."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from planner.accounts import Measure
from planner.clause import Clause
from planner.clauses.appraisal.duties import serves
from planner.domain import LICENSED, Instance, Person, Plan
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.parameter import External, Range
from planner.text import Text, join

Percent = Annotated[int, Range(1, 100)]


@dataclass(frozen=True, kw_only=True)
class Tallied:
    """How many of how many have what a target counts; ``lacking`` names a fact that is missing to tell it.

    ``recruiting`` says that new people raise the share: each of them adds to the part and to the whole.
    """

    part: int = 0
    whole: int = 0
    lacking: Text | None = None
    recruiting: bool = False

    @property
    def percent(self) -> Fraction | None:
        """The share in percent, exact; None where facts are missing or there is nothing to count."""
        return None if self.lacking or not self.whole else Fraction(100 * self.part, self.whole)

    def needed(self, percent: int) -> int:
        """How many more of the whole it takes to reach a share."""
        return max(0, -(-percent * self.whole // 100) - self.part)

    def recruits(self, percent: int) -> int | None:
        """How many new people who have it would reach a share; None where new people cannot."""
        if not self.recruiting or (percent == 100 and self.part < self.whole):
            return None
        short = percent * self.whole - 100 * self.part
        return 0 if short <= 0 else -(-short // (100 - percent))


def doctors(instance: Instance, day: date) -> Iterator[Person]:
    """Yield village doctors in post at a clinic or station on a day; covering staff are none (MTG25-2.1-b)."""
    for person in instance.people:
        started = person.available_from is None or person.available_from <= day
        if person.site_id in instance.site and started and serves(person, day):
            yield person


def licensed_on(person: Person, day: date) -> bool:
    """Whether a person holds a licence to practise on a day."""
    return person.credential in LICENSED and (person.licensed_on is None or person.licensed_on <= day)


def told(what: Text, day: date, deadline: date | None, lacking: Text | None) -> Text:
    """Return what a measure counts, with a word where its deadline is past or a fact is missing."""
    late = say("targets.late", deadline=deadline) if deadline is not None and deadline < day else Text("", "")
    gap = say("targets.lacking", what=lacking) if lacking else Text("", "")
    return Text(what.zh + late.zh + gap.zh, what.en + late.en + gap.en)


def over(what: Text, above: bool) -> Text:
    """Return what a measure counts, with a word where the value lies above the range asked for."""
    return join([what, say("targets.above")], "", "") if above else what


def share_measure(
    clause: str, what: Text, tallied: Tallied, percent: int, day: date, deadline: date | None = None
) -> Measure:
    """Return how a share stands against the least percentage asked for, exact."""
    lacking = tallied.lacking or (None if tallied.whole else say("targets.nothing"))
    value = tallied.percent
    return Measure(
        clause=clause,
        day=day,
        of=told(what, day, deadline, lacking),
        value=value,
        target=Fraction(percent),
        met=None if value is None else value >= percent,
        needed=None if value is None else tallied.needed(percent),
        unit="%",
        recruits=None if value is None else tallied.recruits(percent),
    )


def beyond(clause: str, what: Text, deadline: date, target: Fraction | None, unit: str) -> Measure:
    """Return the row of a target whose day lies beyond the years that are planned."""
    of = told(what, deadline, None, say("targets.beyond"))
    return Measure(clause=clause, day=deadline, of=of, value=None, target=target, met=None, unit=unit)


class ShareTarget(Clause):
    """A share of at least so many percent is to be reached by a day.

    Once that day is past, the share is told as it stands on the placement date. The check judges a deadline that is
    past, on the auditor's own count of that date; a later one no plan of a season can miss yet.
    """

    decides: ClassVar[bool] = False
    least_pct: Percent
    deadline: date

    @property
    @abstractmethod
    def what(self) -> Text:
        """What is counted, of which whole."""

    @abstractmethod
    def tallied(self, instance: Instance, day: date) -> Tallied:
        """Planning: count on a day."""

    @abstractmethod
    def counted(self, ledger: Ledger) -> Iterable[bool | None]:
        """Auditing: of each that belongs to the whole, whether it has what is counted; None where not known."""

    def statement(self) -> Text:
        key = "targets.share" if self.least_pct < 100 else "targets.share_all"
        return say(key, what=self.what, percent=self.least_pct, deadline=self.deadline)

    def measures(self, instance: Instance, plan: Plan, first: date, last: date) -> Iterator[Measure]:
        day = max(self.deadline, instance.placement_date)
        if day > last:
            yield beyond(self.id, self.what, day, Fraction(self.least_pct), "%")
        else:
            yield share_measure(self.id, self.what, self.tallied(instance, day), self.least_pct, day, self.deadline)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        each = list(self.counted(ledger)) if self.deadline <= ledger.day else []
        if not each or None in each:
            return
        missing = [have for have in each if not have]
        allowed = len(each) * (100 - self.least_pct) // 100
        if len(missing) > allowed:
            yield Finding(
                clause=self.id,
                subject="",
                status=Status.MISSED,
                actual=f"{len(each) - len(missing)}/{len(each)}",
                limit=f">={self.least_pct}%",
                message=say(
                    "targets.short",
                    what=self.what,
                    part=len(each) - len(missing),
                    whole=len(each),
                    percent=self.least_pct,
                    deadline=self.deadline,
                    more=len(missing) - allowed,
                ),
            )


class LicensedShare(ShareTarget):
    """So many percent of the village doctors are licensed (JZ22-2-b).

    ``among=public_clinics`` counts doctors at publicly owned clinics only, to which the text is limited.
    """

    family: ClassVar[str] = "licensed_share"
    among: Literal["public_clinics", "all"]

    @property
    def what(self) -> Text:
        return say("targets.licensed", among=say(f"targets.among.{self.among}"))

    def tallied(self, instance: Instance, day: date) -> Tallied:
        found = list(doctors(instance, day))
        if self.among == "public_clinics":
            public = {p.id: instance.site[p.site_id or ""].public_premises for p in found}
            if None in public.values():
                return Tallied(lacking=say("targets.no_premises"))
            found = [p for p in found if public[p.id]]
        return Tallied(part=sum(licensed_on(p, day) for p in found), whole=len(found), recruiting=True)

    def counted(self, ledger: Ledger) -> Iterator[bool | None]:
        for site in ledger.instance.sites:
            for person in ledger.in_post.get(site.id, ()):
                if self.among == "all" or site.public_premises:
                    yield ledger.licensed(person)
                elif site.public_premises is None:
                    yield None


class HiredShare(ShareTarget):
    """Village doctors are generally hired by the township hospital (JZ22-2-c): the employer is a centre on the roster.

    "Generally" is 100 percent with the shortfall reported, or the threshold a scenario gives.
    """

    family: ClassVar[str] = "hired_share"

    @property
    def what(self) -> Text:
        return say("targets.hired")

    def tallied(self, instance: Instance, day: date) -> Tallied:
        found = list(doctors(instance, day))
        return Tallied(part=sum(p.employer in instance.centre for p in found), whole=len(found))

    def counted(self, ledger: Ledger) -> Iterator[bool]:
        for site in ledger.instance.sites:
            for person in ledger.in_post.get(site.id, ()):
                yield person.employer in ledger.instance.centre


class LicensedRise(Clause):
    """The share of licensed doctors is considerably higher by a day than in a base year (XX21-2-c).

    The text gives no number: the change in percentage points is reported, against the share of the base year that a
    record of this clause gives in percent (``quantity``); a target that the user gives is measured beside it.
    """

    family: ClassVar[str] = "licensed_rise"
    decides: ClassVar[bool] = False
    base_year: Annotated[int, Range(1990, 2100)]
    deadline: date
    least_pct: External | Percent

    def statement(self) -> Text:
        asked = (
            say("targets.rise_asked", percent=self.least_pct)
            if isinstance(self.least_pct, int)
            else say("targets.rise_open")
        )
        return say("targets.rise", base=self.base_year, deadline=self.deadline, asked=asked)

    def base(self, instance: Instance) -> Fraction | None:
        """Return the share of the base year in percent, None where none is on record."""
        found = [
            r.quantity
            for r in instance.records_of.get(self.id, ())
            if r.day.year == self.base_year and r.quantity is not None
        ]
        return Fraction(found[-1]) if found else None

    def measures(self, instance: Instance, plan: Plan, first: date, last: date) -> Iterator[Measure]:
        day = max(self.deadline, instance.placement_date)
        what = say("targets.rise_of", base=self.base_year)
        if day > last:
            yield beyond(self.id, what, day, None, "pp")
            return
        found = list(doctors(instance, day))
        tallied = Tallied(part=sum(licensed_on(p, day) for p in found), whole=len(found), recruiting=True)
        base, now = self.base(instance), tallied.percent
        lacking = say("targets.no_base", clause=self.id, year=self.base_year) if base is None else None
        change = None if base is None or now is None else now - base
        yield Measure(
            clause=self.id,
            day=day,
            of=told(what, day, self.deadline, lacking),
            value=change,
            target=None,
            met=None,
            unit="pp",
        )
        if isinstance(self.least_pct, int):
            of = say("targets.licensed", among=say("targets.among.all"))
            yield share_measure(self.id, of, tallied, self.least_pct, day, self.deadline)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Once the day is past: a share no higher than that of the base year, or below the target given."""
        staff = [p for site in ledger.instance.sites for p in ledger.in_post.get(site.id, ())]
        if self.deadline > ledger.day or not staff:
            return
        held = sum(ledger.licensed(p) for p in staff)
        limits = [self.least_pct] if isinstance(self.least_pct, int) else []
        base = self.base(ledger.instance)
        risen = base is None or 100 * held > base * len(staff)
        if not risen or any(100 * held < limit * len(staff) for limit in limits):
            yield Finding(
                clause=self.id,
                subject="",
                status=Status.MISSED,
                actual=f"{held}/{len(staff)}",
                message=say(
                    "targets.not_risen", held=held, staff=len(staff), base=self.base_year, deadline=self.deadline
                ),
            )
