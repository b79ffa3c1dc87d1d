"""Clauses on the channels staff come by: counted, examined, bounded by age and by what centres can spare."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from planner.accounts import Measure
from planner.calendar import add_months, age_on
from planner.clause import Clause
from planner.clauses.appraisal.duties import serves
from planner.domain import Centre, Credential, Instance, Person, Plan, Role, Upshot
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.parameter import External, Range
from planner.text import Text, plain

Age = Annotated[int, Range(16, 120)]


Channel = Literal[
    "retained", "recruitment", "directed", "rehired", "rotating", "sent_down", "college", "society",
    "retired_specialist", "flexible",
]  # fmt: skip


CHANNEL_OF: dict[Role, tuple[Channel, ...]] = {
    Role.VILLAGE_DOCTOR: ("retained",),
    Role.RECRUIT: ("recruitment", "college", "society"),
    Role.GRADUATE: ("directed",),
    Role.REHIRED: ("rehired", "retired_specialist"),
    Role.CENTRE_STAFF: ("rotating",),
    Role.SECONDED: ("sent_down", "flexible"),
}


class SupplyChannels(Clause):
    """Staff come from the channels named, of which none is ranked (JZ22-4.2-k, MTGR-8-b, QJ-2-a).

    The table by channel counts everyone at a site on the placement date (``serving``), or graduates and recruits who
    were not in post before it, wherever the plan puts them (``coming``), under the first channel named that her role
    can belong to; a recruit with a day of graduation is from college. ``health=asked`` leaves out whoever a record of
    this clause says failed the health check.
    """

    family: ClassVar[str] = "supply_channels"
    decides: ClassVar[bool] = False
    channels: tuple[Channel, ...]
    counted: Literal["serving", "coming"]
    health: Literal["asked", "not_asked"]

    def statement(self) -> Text:
        named = [say(f"supply.channel.{channel}") for channel in self.channels]
        listed = Text("、".join(n.zh for n in named), ", ".join(n.en for n in named))
        who, health = say(f"supply.who.{self.counted}"), say(f"supply.health.{self.health}")
        return say("supply.channels", who=who, count=len(named), channels=listed, health=health)

    def channel(self, person: Person) -> Channel | None:
        """Return the channel a person came by, None where her role is of no channel of this text."""
        mine = [c for c in CHANNEL_OF[person.role] if c in self.channels]
        if person.role is Role.RECRUIT and {"college", "society"} <= set(mine):
            return "society" if person.graduated_on is None else "college"
        return mine[0] if mine else None

    def unfit(self, instance: Instance) -> frozenset[str]:
        """Return codes of people whom a record says failed the health check."""
        records = instance.records_of.get(self.id, ()) if self.health == "asked" else ()
        return frozenset(r.person_id for r in records if r.person_id is not None and r.result is Upshot.FAILED)

    def measures(self, instance: Instance, plan: Plan, first: date, last: date) -> Iterator[Measure]:
        day, unfit = instance.placement_date, self.unfit(instance)
        coming = self.counted == "coming"
        found = (p for p in instance.people if (_comes(p, day) if coming else _present(p, instance, day)))
        counted = [self.channel(p) for p in found if p.id not in unfit]
        for channel in self.channels:
            of = say(
                "supply.channel_of", who=say(f"supply.who.{self.counted}"), channel=say(f"supply.channel.{channel}")
            )
            number = Fraction(counted.count(channel))
            yield Measure(clause=self.id, day=day, of=of, value=number, target=None, met=None, unit="people")

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Someone re-hired who failed the health check serves all the same."""
        for code in sorted(self.unfit(ledger.instance)):
            person = ledger.roster.person.get(code)
            if person is not None and person.role is Role.REHIRED and serves(person, ledger.day):
                message = say("supply.unfit", name=person.name)
                yield Finding(clause=self.id, subject=code, status=Status.MISSED, message=message)


def _comes(person: Person, day: date) -> bool:
    """Whether someone waits or trains for a place, or begins at one on a day or later."""
    starts = [d for d in (person.since, person.available_from) if d is not None]
    begins = person.site_id is None or max(starts, default=date.min) >= day
    return begins and person.role in {Role.GRADUATE, Role.RECRUIT}


def _present(person: Person, instance: Instance, day: date) -> bool:
    """Whether someone of any role is at a site on a day."""
    begun = all(start is None or start <= day for start in (person.since, person.available_from))
    return person.site_id in instance.site and begun and (person.leaves_on is None or day < person.leaves_on)


class LicenceExam(Clause):
    """Certificate holders are encouraged to obtain the assistant's licence (MTGR-11-c).

    The pass rate of a year is not in the text: until it is given nobody moves group, the safe forecast.
    """

    family: ClassVar[str] = "licence_exam"
    decides: ClassVar[bool] = False
    licence_pass_rate_pct: External | Annotated[int, Range(0, 100)]

    def statement(self) -> Text:
        rate = self.licence_pass_rate_pct
        told = say("supply.rate", percent=rate) if isinstance(rate, int) else say("supply.rate_open")
        return say("supply.exam", rate=told)

    def measures(self, instance: Instance, plan: Plan, first: date, last: date) -> Iterator[Measure]:
        """Expected passers among today's certificate holders, in all, a year from today, and each year given a rate."""
        held = [
            p
            for p in instance.people
            if p.credential is Credential.CERTIFICATE and _present(p, instance, instance.placement_date)
        ]
        rate = self.licence_pass_rate_pct
        open_rate = plain("") if isinstance(rate, int) else say("supply.rate_open")
        of = say("supply.passed_of", holders=len(held), open=open_rate)
        left, years = Fraction(len(held)), instance.horizon_years if isinstance(rate, int) else 1
        for year in range(1, years + 1 if held else 1):
            left -= left * rate / 100 if isinstance(rate, int) else 0
            day, passed = add_months(instance.placement_date, 12 * year), Fraction(len(held)) - left
            yield Measure(clause=self.id, day=day, of=of, value=passed, target=None, met=None, unit="people")

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """An encouragement has nothing to break."""
        yield from ()


class HeadcountBound(Clause):
    """A centre keeps running while staff rotate: so many remain at the same time (MTGR-25-a).

    ``centre_min_staff`` holds for every centre once given; until then each centre's own minimum (core_staff_min) does.
    """

    family: ClassVar[str] = "headcount_bound"
    over_time: ClassVar[bool] = True
    centre_min_staff: External | Annotated[int, Range(0, 1000)]

    def statement(self) -> Text:
        least = self.centre_min_staff
        told = say("supply.least", number=least) if isinstance(least, int) else say("supply.least_own")
        return say("supply.headcount", least=told)

    def core_staff(self, centre: Centre) -> int:
        """Return how many remain at a centre at the least."""
        return self.centre_min_staff if isinstance(self.centre_min_staff, int) else centre.core_staff_min

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """A half-year in which staff of a centre are out and fewer than the minimum are at it."""
        for centre in ledger.instance.centres:
            least = self.core_staff(centre)
            for period in ledger.periods:
                here = len(ledger.present(centre.id, period))
                sites = ledger.instance.sites_of[centre.id] if here < least else ()
                present = [p for site in sites for p in ledger.present(site.id, period)]
                out = sum(p.role is Role.CENTRE_STAFF and p.employer == centre.id for p in present)
                if out:
                    yield Finding(
                        clause=self.id,
                        subject=centre.id,
                        period=str(period),
                        status=Status.MISSED,
                        actual=str(here),
                        limit=f">={least}",
                        message=say(
                            "supply.too_many_out", name=centre.name, period=period, out=out, here=here, least=least
                        ),
                    )


class RetireeEntry(Clause):
    """Retired medical staff are a supply with an age limit of their own (MTGR-14-b).

    ``entry_limit``: they are new entrants and the entry age in force applies, or ``retiree_age_max_exclusive_years``
    where it is given; ``exit_only``: only the age at which everyone leaves does.
    """

    family: ClassVar[str] = "retiree_entry"
    decides: ClassVar[bool] = False
    retirees: Literal["entry_limit", "exit_only"]
    entry_clause: str
    retiree_age_max_exclusive_years: External | Age

    def statement(self) -> Text:
        given = self.retiree_age_max_exclusive_years
        told = say("supply.retiree_age", age=given) if isinstance(given, int) else say("supply.retiree_age_open")
        return say(f"supply.retirees.{self.retirees}", clause=self.entry_clause, age=told)

    def limit(self, in_force: object) -> int | None:
        """Return the age a re-hired entrant must be under, None where no limit is known; given the entry clause."""
        if self.retirees == "exit_only":
            return None
        if isinstance(self.retiree_age_max_exclusive_years, int):
            return self.retiree_age_max_exclusive_years
        limit = getattr(in_force, "entry_age_max_exclusive_years", None)
        return limit if isinstance(limit, int) else None

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Someone re-hired and serving who was not under the limit on the day she began."""
        limit = self.limit(ledger.in_force.get(self.entry_clause))
        for person in ledger.roster.people if limit is not None else ():
            if person.role is Role.REHIRED and person.birth_date and person.since and serves(person, ledger.day):
                age = age_on(person.birth_date, person.since)
                if limit is not None and age >= limit:
                    yield Finding(
                        clause=self.id,
                        subject=person.id,
                        status=Status.MISSED,
                        actual=str(age),
                        limit=f"<{limit}",
                        message=say("supply.too_old", name=person.name, since=person.since, age=age, limit=limit),
                    )
