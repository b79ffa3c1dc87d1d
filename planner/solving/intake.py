"""This module is where the clinics and newcomers of one centre are described, and how good a proposal for them is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple

NOTHING: Mapping[str, int] = MappingProxyType({})


class ClinicGoal(StrEnum):
    """What a proposal should achieve; the policy pack gives the order, first most important, and may leave some out.

    uncovered: clinics with room, without a doctor, that get nobody. residents: the populations of those, most populous
    first, compared like words. urgency: newcomers missing from clinics that need them most. unlicensed_alone: clinics
    whose only doctors would be newcomers without a licence. wish: sum of wish ranks. grade: wish ranks from the best
    standing down, compared like words. woman: clinics with two or more doctors and no woman. tcm: clinics with doctors
    and no TCM skill. even: the largest gap in doctors by population between two clinics with residents, exactly.
    remote_first: newcomers at clinics that are not remote. travel: minutes. disruption: newcomers elsewhere than in the
    baseline. Less is better in each.
    """

    UNCOVERED = "uncovered"
    RESIDENTS = "residents"
    URGENCY = "urgency"
    UNLICENSED_ALONE = "unlicensed_alone"
    WISH = "wish"
    GRADE = "grade"
    WOMAN = "woman"
    TCM = "tcm"
    EVEN = "even"
    REMOTE_FIRST = "remote_first"
    TRAVEL = "travel"
    DISRUPTION = "disruption"


@dataclass(frozen=True, kw_only=True)
class Clinic:
    """A clinic: how many newcomers it may take, and its doctors in post with the women and TCM-skilled among them.

    ``need`` is how many newcomers it must get for the most urgent vacancies to be filled first, at most ``room``.
    """

    id: str
    room: int
    need: int = 0
    doctors: int = 0
    women: int = 0
    tcm: int = 0
    population: int = 0
    remote: bool = False


@dataclass(frozen=True, kw_only=True)
class Newcomer:
    """A person to be posted: ``wish`` gives ranks, ``minutes`` travel, by clinic code; ``only`` the clinics of a lock.

    A clinic she did not list counts one more than her last listed rank; without a list every clinic counts 0. Minutes
    not given count 0. Ranks and minutes are never negative. ``standing`` is her place by grade, 0 the best;
    ``baseline`` her clinic in the plan to stay close to, if it gives her one here.
    """

    id: str
    standing: int = 0
    woman: bool = False
    tcm: bool = False
    licensed: bool = True
    wish: Mapping[str, int] = field(default_factory=lambda: NOTHING)
    minutes: Mapping[str, int] = field(default_factory=lambda: NOTHING)
    only: frozenset[str] | None = None
    baseline: str | None = None

    def elsewhere(self, clinic_id: str) -> int:
        """Return 1 for a clinic other than the baseline's, 0 for that one, and where the baseline gives none."""
        return int(self.baseline is not None and clinic_id != self.baseline)

    def rank(self, clinic_id: str) -> int:
        """Return what a clinic counts by her wishes."""
        return self.wish.get(clinic_id, max(self.wish.values(), default=-1) + 1)


@dataclass(frozen=True, kw_only=True)
class Intake:
    """The clinics and newcomers of one centre and the goals in rank order; codes differ, their order is free."""

    clinics: tuple[Clinic, ...]
    newcomers: tuple[Newcomer, ...]
    goals: tuple[ClinicGoal, ...] = tuple(ClinicGoal)


@dataclass(frozen=True, kw_only=True)
class Score:
    """How a goal came out, and the bound that no proposal as good on the goals before it can beat.

    Both are tuples compared like words: one number, for ``residents`` the populations left without a doctor, most
    populous first, for ``grade`` the ranks from the best standing down; for ``even`` whole doctors per million
    residents. ``proven``: value and bound meet, here and in every goal before.
    """

    goal: ClinicGoal
    value: tuple[int, ...]
    bound: tuple[int, ...]
    proven: bool


@dataclass(frozen=True, kw_only=True)
class Posting:
    """The clinic of each newcomer, by code, with the score of each goal in rank order.

    ``proven``: all goals are, and the codes have settled what the goals left open, so no other proposal is as good.
    Where nobody can be posted lawfully, ``clinic_of`` is empty and ``stuck`` names newcomers who may only go to
    clinics that have fewer rooms than they are.
    """

    clinic_of: Mapping[str, str]
    scores: tuple[Score, ...] = ()
    proven: bool = True
    stuck: tuple[str, ...] = ()

    @property
    def feasible(self) -> bool:
        """Whether every newcomer has a clinic."""
        return not self.stuck


def measure(intake: Intake, clinic_of: Mapping[str, str]) -> tuple[tuple[int, ...], ...]:
    """Return the value of each goal in rank order for any complete proposal, also one made by hand."""
    guests: dict[str, list[Newcomer]] = {clinic.id: [] for clinic in intake.clinics}
    for person in intake.newcomers:
        guests[clinic_of[person.id]].append(person)
    bare: list[int] = []
    alone = no_woman = no_tcm = missing = 0
    for clinic in intake.clinics:
        new = guests[clinic.id]
        doctors = clinic.doctors + len(new)
        missing += max(0, clinic.need - len(new))
        if doctors == 0 and clinic.room > 0:
            bare.append(clinic.population)
        alone += clinic.doctors == 0 < doctors and not any(p.licensed for p in new)
        no_woman += doctors >= 2 and clinic.women == 0 and not any(p.woman for p in new)
        no_tcm += doctors >= 1 and clinic.tcm == 0 and not any(p.tcm for p in new)
    found = {
        ClinicGoal.UNCOVERED: (len(bare),),
        ClinicGoal.RESIDENTS: tuple(sorted(bare, reverse=True)),
        ClinicGoal.URGENCY: (missing,),
        ClinicGoal.UNLICENSED_ALONE: (alone,),
        ClinicGoal.WISH: (sum(p.rank(clinic_of[p.id]) for p in intake.newcomers),),
        ClinicGoal.GRADE: tuple(p.rank(clinic_of[p.id]) for p in by_grade(intake)),
        ClinicGoal.WOMAN: (no_woman,),
        ClinicGoal.TCM: (no_tcm,),
        ClinicGoal.EVEN: (per_million(gap([doctors_by(clinic, len(guests[clinic.id])) for clinic in intake.clinics])),),
        ClinicGoal.REMOTE_FIRST: (sum(len(guests[clinic.id]) for clinic in intake.clinics if not clinic.remote),),
        ClinicGoal.TRAVEL: (sum(p.minutes.get(clinic_of[p.id], 0) for p in intake.newcomers),),
        ClinicGoal.DISRUPTION: (sum(p.elsewhere(clinic_of[p.id]) for p in intake.newcomers),),
    }
    return tuple(found[goal] for goal in intake.goals)


OWN = (ClinicGoal.WISH, ClinicGoal.REMOTE_FIRST, ClinicGoal.TRAVEL, ClinicGoal.DISRUPTION)
"""Goals that are a sum over newcomers of what each costs at her clinic."""


def own_cost(goal: ClinicGoal, person: Newcomer, clinic: Clinic) -> int:
    """Return what a newcomer costs at a clinic in a goal of ``OWN``, a sum over newcomers."""
    if goal is ClinicGoal.WISH:
        return person.rank(clinic.id)
    if goal is ClinicGoal.REMOTE_FIRST:
        return int(not clinic.remote)
    return person.minutes.get(clinic.id, 0) if goal is ClinicGoal.TRAVEL else person.elsewhere(clinic.id)


def by_grade(intake: Intake) -> list[Newcomer]:
    """Return the newcomers from the best standing down, codes settling equal ones."""
    return sorted(intake.newcomers, key=lambda p: (p.standing, p.id))


def allowed(intake: Intake) -> list[list[int]]:
    """Return per newcomer the clinics that may take her, as places in ``intake.clinics``."""
    return [
        [c for c, clinic in enumerate(intake.clinics) if clinic.room > 0 and (p.only is None or clinic.id in p.only)]
        for p in intake.newcomers
    ]


def levels(intake: Intake) -> list[list[int]]:
    """Return the clinics that have room and no doctor, most populous first, equal populations together."""
    bare = [c for c, clinic in enumerate(intake.clinics) if clinic.room > 0 and clinic.doctors == 0]
    bare.sort(key=lambda c: -intake.clinics[c].population)
    return [list(level) for _, level in groupby(bare, key=lambda c: intake.clinics[c].population)]


def doctors_by(clinic: Clinic, more: int) -> Fraction | None:
    """Return a clinic's doctors by population with so many newcomers, exactly; None where nobody lives."""
    return Fraction(clinic.doctors + more, clinic.population) if clinic.population else None


def gap(rates: Iterable[Fraction | None]) -> Fraction:
    """Return the largest gap between two rates that are known, 0 where there are none."""
    known = [rate for rate in rates if rate is not None]
    return max(known) - min(known) if known else Fraction(0)


def per_million(rate: Fraction) -> int:
    """Return a rate by population as whole doctors per million residents, rounded down."""
    return rate.numerator * 1_000_000 // rate.denominator


class Window(NamedTuple):
    """A lowest and a highest rate of doctors by population within which all clinics of a centre may lie."""

    least: Fraction
    most: Fraction

    @property
    def gap(self) -> Fraction:
        """The gap it allows."""
        return self.most - self.least


def windows(intake: Intake) -> list[Window]:
    """Return the windows that could hold all clinics with residents, from the smallest gap up; none for one clinic.

    Their ends are rates that a clinic can have, so the least gap of any proposal is that of a window.
    """
    people = len(intake.newcomers)
    reach = [
        [rate for k in range(min(c.room, people) + 1) if (rate := doctors_by(c, k)) is not None] for c in intake.clinics
    ]
    reach = [rates for rates in reach if rates]
    if len(reach) < 2 or not people:
        return []
    ends = sorted({rate for rates in reach for rate in rates})
    highest_floor, lowest_top = min(rates[-1] for rates in reach), max(rates[0] for rates in reach)
    found = (Window(a, b) for a in ends if a <= highest_floor for b in ends if b >= lowest_top and b >= a)
    return sorted(found, key=lambda w: (w.gap, w.least))
