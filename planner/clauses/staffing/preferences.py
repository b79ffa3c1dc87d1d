"""Clauses that prefer one lawful posting to another: a woman, TCM skills, even staffing, remote places; all soft."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from planner.clause import Clause
from planner.domain import Instance, Person, Role, Sex, Site, SiteKind
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.parameter import Range
from planner.text import Text


class WomanWhereSeveral(Clause):
    """A clinic with several doctors has at least one woman (JZ22-4.2-c); ``counts`` reads 以上 with or without it.

    It is what the goals "woman" of the clinic choice and the outlook aim at. A clinic where somebody's sex is not
    given is passed over.
    """

    family: ClassVar[str] = "woman_where_several"
    women_min: Annotated[int, Range(1, 9)]
    doctors: Annotated[int, Range(2, 9)]
    counts: Literal["or_more", "more_than"]

    @property
    def goal_asked(self) -> Literal["woman", "tcm"]:
        return "woman"

    def statement(self) -> Text:
        several = say(f"preferences.woman.{self.counts}", doctors=self.doctors)
        return say("preferences.woman", several=several, women=self.women_min)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        for site in ledger.instance.sites:
            staff = ledger.staff(site)
            several = len(staff) >= self.doctors if self.counts == "or_more" else len(staff) > self.doctors
            if site.kind is not SiteKind.CLINIC or not several or any(p.sex is None for p in staff):
                continue
            women = sum(p.sex is Sex.F for p in staff)
            if women < self.women_min:
                yield Finding(
                    clause=self.id,
                    subject=site.id,
                    status=Status.MISSED,
                    actual=str(women),
                    limit=f">={self.women_min}",
                    message=say(
                        "preferences.woman.missed",
                        site=site.name,
                        doctors=len(staff),
                        women=women,
                        least=self.women_min,
                    ),
                )


class TcmPreferred(Clause):
    """Of candidates who are otherwise equal, the one with TCM skills is placed first (XX21-3.2.1-d).

    The grade decides first; of equal grades the skill does before the code. The check tells when somebody equal in
    everything but the skill was passed over.
    """

    family: ClassVar[str] = "tcm_preferred"
    tcm_preference: Literal["tie_break"]

    @property
    def goal_asked(self) -> Literal["woman", "tcm"]:
        return "tcm"

    def statement(self) -> Text:
        return say("preferences.tcm")

    def goes_first(self, person: Person) -> bool:
        return person.tcm

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        placed = {person.id: placement.centre_id for person, placement in ledger.placed}
        for passed in (p for p in ledger.pool if p.tcm and p.id not in placed):
            for other in (p for p in ledger.pool if not p.tcm and p.id in placed):
                if _alike(passed, other, ledger.instance):
                    message = say("preferences.tcm.missed", name=passed.name, other=other.name)
                    yield Finding(clause=self.id, subject=passed.id, status=Status.MISSED, message=message)
                    break


def _alike(one: Person, other: Person, instance: Instance) -> bool:
    """Whether nothing that decides a placement tells two candidates apart."""
    facts = [
        (p.role, p.score, p.only_centres, p.accepts_adjustment, p.home_town, _wishes(p, instance)) for p in (one, other)
    ]
    return facts[0] == facts[1]


def _wishes(person: Person, instance: Instance) -> tuple[object, ...]:
    return tuple((w.rank, w.centre_id, w.site_id) for w in instance.wishes_of.get(person.id, ()))


class EvenStaffing(Clause):
    """Staff are spread evenly over the service grids: staff by population, clinic by clinic in a centre (QJ-14-b).

    ``evenness`` compares the largest gap or the variance. It is missed where a newcomer could have gone to another
    clinic of the centre with a vacant post and left the centre more even. The clinic choice aims at the largest
    gap; the variance is judged by the audit only.
    """

    family: ClassVar[str] = "even_staffing"
    evenness: Literal["largest_gap", "variance"]

    @property
    def goal_asked(self) -> Literal["even"] | None:
        return "even" if self.evenness == "largest_gap" else None

    def statement(self) -> Text:
        return say("preferences.even", by=say(f"preferences.even.{self.evenness}"))

    def unevenness(self, staff: Mapping[str, int], sites: Iterable[Site]) -> Fraction:
        """Return the largest gap or the variance of staff by population, exactly; sites without people do not count."""
        rates = [Fraction(staff[s.id], s.population) for s in sites if s.population]
        if not rates:
            return Fraction(0)
        if self.evenness == "largest_gap":
            return max(rates) - min(rates)
        mean = sum(rates, Fraction(0)) / len(rates)
        return sum(((rate - mean) ** 2 for rate in rates), Fraction(0)) / len(rates)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        for centre in ledger.instance.centres:
            sites = [s for s in ledger.instance.sites_of[centre.id] if s.id in ledger.in_scope and s.population]
            staff = {s.id: len(ledger.staff(s)) for s in sites}
            now = self.unevenness(staff, sites)
            for at in sites:
                for to in sites:
                    moved = {**staff, at.id: staff[at.id] - 1, to.id: staff[to.id] + 1}
                    vacant = ledger.posts[to.id] > staff[to.id] and to is not at
                    if ledger.newcomers.get(at.id) and vacant and self.unevenness(moved, sites) < now:
                        message = say(
                            "preferences.even.missed", at=at.name, to=to.name, name=ledger.newcomers[at.id][0].name
                        )
                        yield Finding(clause=self.id, subject=at.id, status=Status.MISSED, message=message)
                        break


class RemotePreferred(Clause):
    """Of two equal vacancies of a centre the remote one goes first (QJ-15-b).

    Equal are posts and doctors, and where nobody serves yet the residents, who are no tie. The clinic choice sends
    newcomers to remote clinics where all goals before leave it open.
    """

    family: ClassVar[str] = "remote_preferred"
    remote_preference: Literal["tie_break"]

    @property
    def goal_asked(self) -> Literal["remote_first"]:
        return "remote_first"

    def statement(self) -> Text:
        return say("preferences.remote")

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        for site_id, people in ledger.newcomers.items():
            site = ledger.instance.site[site_id]
            here = _vacancy(site, ledger)
            if site.remote or all(p.role not in {Role.GRADUATE, Role.RECRUIT} for p in people):
                continue
            for other in ledger.instance.sites_of[site.centre_id]:
                if (
                    other.remote
                    and other.id in ledger.in_scope
                    and _vacancy(other, ledger) == here
                    and not ledger.newcomers.get(other.id)
                ):
                    message = say("preferences.remote.missed", site=site.name, remote=other.name)
                    yield Finding(clause=self.id, subject=other.id, status=Status.MISSED, message=message)


def _vacancy(site: Site, ledger: Ledger) -> tuple[int, int, int]:
    """Return what makes two vacancies equal: posts, doctors in post, and the residents nobody serves."""
    doctors = len(ledger.in_post.get(site.id, ()))
    return ledger.posts[site.id], doctors, 0 if doctors else site.population
