"""This module is where it is said what planning and auditing may ask of a clause: its faces, two of each.

Every face has a planning side (what stages ask) and, where a number or a verdict can be derived in two ways, an
auditing side that the planning side never calls. The two are formulated differently on purpose; the agreement
tests hold them together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal, Protocol, TypeGuard, TypeVar, runtime_checkable

from planner.accounts import Duty, Measure, Spell, Stage
from planner.domain import Centre, Instance, Person, Plan, Site, Village, Zone
from planner.money import Amount
from planner.text import Text

OutlookAim = Literal[
    "core",
    "uncovered",
    "residents",
    "short",
    "exceptions",
    "remote",
    "woman",
    "tcm",
    "travel",
    "handover",
    "wish",
    "changes",
]
"""What a staffing outlook may aim at; the pack gives the order."""

NetworkAim = Literal["uncovered", "residents", "travel", "clinics", "changes"]
"""What the network of clinics may aim at; the pack gives the order."""

Matching = Literal["counts_then_preference", "rank_maximal", "serial"]
Reference = Literal["placement_date", "own_finish_date", "graduation_date"]
Key = tuple[Fraction | int, ...]
"""Part of a seat's key: exact numbers, compared left to right, highest first."""

Goal = Literal["uncovered", "residents", "urgency", "unlicensed_alone", "wish", "grade", "woman", "tcm", "travel"]
"""What a centre's clinics may be chosen by; the pack gives the order."""


Face = TypeVar("Face")
_known: dict[tuple[type[object], type[object]], bool] = {}


def has(clause: object, face: type[Face]) -> TypeGuard[Face]:
    """Return whether a clause has a face: a family has it or has it not, so one clause answers for all others.

    It is what ``isinstance`` says of these protocols, which looks their members up anew each time it is asked.
    """
    key = (type(clause), face)
    if key not in _known:
        _known[key] = all(hasattr(clause, member) for member in vars(face) if not member.startswith("_"))
    return _known[key]


@dataclass(frozen=True, kw_only=True)
class Tally:
    """What a centre has to fill on a day: ``short`` of ``of`` is its vacancy rate under the basis in force.

    ``vacant`` counts unfilled posts, ``bare`` clinics without a doctor that can take one, ``room`` how many newcomers
    its clinics can take, ``clinics`` its integrated clinics; all over the clinics in scope (MTG25-2.1-b).
    """

    centre_id: str
    short: int
    of: int
    vacant: int
    posts: int
    bare: int
    clinics: int
    room: int


@runtime_checkable
class PostsRule(Protocol):
    """A staffing standard."""

    def posts_for(self, site: Site) -> int | None:
        """Planning: posts the standard asks for at a site, None where it says nothing."""

    def suffices(self, site: Site, posts: int) -> bool:
        """Auditing: whether so many posts meet the standard at a site."""


@runtime_checkable
class CapRule(Protocol):
    """A limit of doctors per clinic."""

    def capped(self, posts: int) -> int:
        """Planning: the posts left of a standard once the limit is applied."""

    def most(self) -> int:
        """The largest number of doctors a clinic may have."""


@runtime_checkable
class ExitRule(Protocol):
    """An age or other term at which a person leaves a post."""

    @property
    def id(self) -> str:
        """The clause's own id."""

    @property
    def leaves_by(self) -> Literal["age", "record", "contract"]:
        """What the exit follows from: an age, what is on record against her, or a contract not renewed."""

    def why(self, person: Person, instance: Instance) -> Text:
        """Return what leads to the exit of someone who leaves, in words."""

    def exit_date(self, person: Person, instance: Instance) -> date | None:
        """Planning: the first day on which the person is no longer available, None when never."""

    def serving(self, person: Person, day: date, instance: Instance) -> bool:
        """Auditing: whether the rule lets the person serve on a day."""


@runtime_checkable
class EntryRule(Protocol):
    """A condition for entering a post."""

    @property
    def id(self) -> str:
        """The clause's own id."""

    def bar(self, person: Person, day: date, instance: Instance) -> Text | None:
        """Planning: why the person may not enter a post on a day, None when she may."""


@runtime_checkable
class ReadinessRule(Protocol):
    """When a graduate enters the pool, and the vacancies of which day count for her."""

    @property
    def reference(self) -> Reference:
        """The day whose vacancies decide."""

    @property
    def at_graduation(self) -> bool:
        """Whether the post is fixed at graduation instead of after training."""


@runtime_checkable
class MonthsRule(Protocol):
    """How long a stage of training lasts."""

    @property
    def id(self) -> str:
        """The clause's own id."""

    @property
    def stage(self) -> Stage:
        """Which stage: pre-service education or training."""

    def months(self, track: str) -> int | None:
        """Months of this stage for a training track, None when the track is unknown."""


@runtime_checkable
class AssumedRule(Protocol):
    """A value the texts leave to a notice that is not at hand."""

    @property
    def id(self) -> str:
        """The clause's own id."""

    @property
    def assumption(self) -> bool:
        """Whether the value is assumed, and must be shown as such."""

    def statement(self) -> Text:
        """The provision with the value in it."""


@runtime_checkable
class StartRule(Protocol):
    """What a placed graduate needs before starting at the clinic."""

    @property
    def licence(self) -> Literal["no", "sole_doctor", "yes"]:
        """Whether a licence is needed to start: never, to be a clinic's only doctor, or always."""

    @property
    def keeps_post(self) -> bool:
        """Whether the post of a graduate without a licence yet is kept for her."""


@runtime_checkable
class MeasureRule(Protocol):
    """How vacancies are counted."""

    def in_scope(self, site: Site, day: date) -> bool:
        """Whether a site's posts are counted on a day."""

    @property
    def basis(self) -> Literal["posts", "unstaffed_clinics"]:
        """What the rate is a rate of."""

    @property
    def cover_fills_post(self) -> bool:
        """Whether rotating and seconded staff on duty fill a post."""

    def declared(self, centre: Centre) -> tuple[str, int] | None:
        """Who declared posts for a centre (its town or itself) and how many; None where all vacant ones count."""


@runtime_checkable
class SeatRule(Protocol):
    """A statutory priority among centres; rules are asked in the order of ``priority``, 0 first."""

    @property
    def id(self) -> str:
        """The clause's own id, under which a step is told."""

    @property
    def ranked_once(self) -> bool:
        """Whether the rate of the first day stands for the whole round, and is the one to show at each step."""

    @property
    def priority(self) -> int:
        """Place in the statutory order."""

    @property
    def parts(self) -> tuple[str, ...]:
        """What each number of the key stands for (values of ``result.DecidedBy``)."""

    def seat_key(self, tally: Tally, filled: int) -> Key:
        """Planning: the claim of the seat opened after ``filled`` others; exact, never increasing in ``filled``."""

    def claim(self, tally: Tally, vacant_now: int, bare_now: int, given: int) -> Key:
        """Auditing: the centre's claim to the next graduate in its running state."""


@runtime_checkable
class AbovePostsRule(Protocol):
    """Whether placement may go above the posts (MTG25-1-a)."""

    @property
    def above_posts(self) -> bool:
        """Whether graduates may be placed where no post is vacant."""


@runtime_checkable
class MatchingRule(Protocol):
    """How people are matched to the seats that the order has opened."""

    @property
    def matching(self) -> Matching:
        """The reading in force."""


@runtime_checkable
class FirstCallRule(Protocol):
    """Centres on which a person has first call, before any other order (MTG21-A1.1-b)."""

    def first_call(self, person: Person, instance: Instance) -> frozenset[str]:
        """Codes of the centres the person is placed at first when they have a seat."""


@runtime_checkable
class HomeClinicRule(Protocol):
    """Clinics at which a graduate is placed by where she is registered (XX21-4.5-a)."""

    def home_clinics(self, person: Person, instance: Instance) -> Sequence[str]:
        """Planning: codes of clinics, her own village's first, then those of her town, the nearest first."""


@runtime_checkable
class QueueRule(Protocol):
    """Who is served before whom when posts are scarce (MTG25-A1.1-a)."""

    def queues(self, people: Iterable[Person]) -> tuple[tuple[Person, ...], ...]:
        """Groups of people, each placed only after the group before it."""


@runtime_checkable
class RotationRule(Protocol):
    """How long a person may stay at one site, and what a staffing outlook should achieve in which order."""

    @property
    def cycle_months(self) -> int:
        """Months of a stint at most (exactly, under that reading)."""

    @property
    def graduates_rotate(self) -> Literal["within_centre_clinics", "include_centre", "exempt_until_obligation_ends"]:
        """Where directed graduates rotate, if they do."""

    @property
    def outlook_goals(self) -> tuple[OutlookAim, ...]:
        """Goals of the outlook in rank order."""


@runtime_checkable
class OutlookAimsRule(Protocol):
    """What a staffing outlook should achieve in which order; the first text in force that says so decides."""

    @property
    def outlook_goals(self) -> tuple[OutlookAim, ...]:
        """Goals of the outlook in rank order."""


@runtime_checkable
class DispatchRule(Protocol):
    """Who may be sent to a clinic that has no doctor of its own (JZ22-4.2-f)."""

    def may_be_sent(self, person: Person, day: date) -> bool:
        """Planning: whether a person of the centre holds what is asked for on a day."""

    def sendable_from(self, person: Person) -> date | None:
        """Auditing: the first day from which she holds it, None when she never will."""


@runtime_checkable
class DispatchTermRule(Protocol):
    """How long a dispatch lasts at the least (JZ22-4.2-h)."""

    @property
    def least_months(self) -> int:
        """Months of a dispatch at the least."""


@runtime_checkable
class ExemptRule(Protocol):
    """Who does not rotate (MTGR-9-b)."""

    def exempt(self, person: Person) -> bool:
        """Whether a person stays where she is."""


@runtime_checkable
class StudyLeaveRule(Protocol):
    """Who goes on full-time study leave, how often and for how long (MTGR-9-c); months are whole."""

    @property
    def leave_cycle(self) -> int:
        """Months of a window, in each of which leave is due."""

    @property
    def leave_months(self) -> int:
        """Months of leave due in a window."""

    @property
    def in_one_block(self) -> bool:
        """Whether the months of a window must follow one another."""

    @property
    def first_window(self) -> date | None:
        """The day from which fixed windows are counted, None where every run of months of that length is one."""

    def goes_on_leave(self, person: Person) -> bool:
        """Whether a person is owed study leave."""


@runtime_checkable
class AskedGoalRule(Protocol):
    """A preference that a goal of the clinic choice and of the outlook serves, whichever text lists the goal."""

    @property
    def id(self) -> str:
        """The clause's own id, under which the goal is told."""

    @property
    def goal_asked(self) -> Literal["woman", "tcm"]:
        """The goal."""


@runtime_checkable
class LeavePlacesRule(Protocol):
    """How many may be on study leave at a time where it takes place (MTGR-9-d)."""

    @property
    def leave_places(self) -> int | None:
        """People at a time, None where it is not given."""


@runtime_checkable
class TrainingBasesRule(Protocol):
    """Where pre-service education takes place, and how graduates are split over the bases (MTG25-2.2-b)."""

    @property
    def id(self) -> str:
        """The clause's own id."""

    @property
    def split_evenly(self) -> bool:
        """Whether the numbers are to be as even as can be before the way there counts."""

    def bases(self, instance: Instance) -> tuple[Centre, ...]:
        """Planning: the centres that are designated bases."""


@runtime_checkable
class SeniorRotationRule(Protocol):
    """Who rotates at a teaching base before a senior post, and when (QJ-6-b)."""

    @property
    def id(self) -> str:
        """The clause's own id."""

    def rotations(self, instance: Instance) -> Iterable[tuple[str, date, date]]:
        """Planning: person code, first and last day of each rotation, done or still to be done."""


@runtime_checkable
class PracticeRule(Protocol):
    """Who practises at the township hospital, how often in a year and for how long (JZ22-4.6.3-b); weeks are whole."""

    @property
    def practice_times(self) -> int:
        """Stays due in a calendar year."""

    @property
    def practice_weeks(self) -> int:
        """Weeks of a stay, each of five working days."""

    @property
    def one_suffices(self) -> bool:
        """Whether nobody owes practice in a year in which staff of the centre sit in regularly at her clinic."""

    def practises(self, person: Person) -> bool:
        """Whether a person owes practice in a year she spends at a clinic."""


@runtime_checkable
class SitInRule(Protocol):
    """How often staff of the centre sit in at a clinic for it to be regular (JZ22-4.6.3-c)."""

    def stands_for_practice(self, days: Sequence[date], year: int) -> bool:
        """Planning: whether these days, in order, are enough in a calendar year."""

    def regular(self, days: Iterable[date], year: int) -> bool:
        """Auditing: whether these days are enough in a calendar year."""


@runtime_checkable
class CoverFirstRule(Protocol):
    """Whether a centre must fill clinics without a doctor before any other (MTGR-8-a)."""

    @property
    def covers_bare_clinics_first(self) -> bool:
        """Whether it must."""


@runtime_checkable
class ClinicRule(Protocol):
    """Who chooses the clinic inside a centre, and by what order."""

    @property
    def goals(self) -> tuple[Goal, ...]:
        """Goals in rank order."""

    def urgency(self, site: Site, doctors: int) -> Key:
        """How urgently a clinic without enough doctors needs one; highest first."""


@runtime_checkable
class PayRule(Protocol):
    """What a person is paid, or has deducted, in a spell of her working life, and who funds it."""

    @property
    def pay_step(self) -> int:
        """When it is computed: 0 gross items, 1 deductions, 2 additions, 3 floors that look at what came before."""

    def amounts(self, spell: Spell, before: tuple[Amount, ...], instance: Instance) -> Iterable[Amount]:
        """Planning: the amounts of a spell, given those of earlier steps for the same spell."""


@runtime_checkable
class ScaleRule(Protocol):
    """What of the pay scale a rule needs, so that an amount nobody gave can be named."""

    @property
    def id(self) -> str:
        """The clause's own id."""

    @property
    def notice(self) -> str | Text:
        """The notice that sets the amounts, as the text cites it, or what it would be."""

    def wanted(self, spell: Spell, instance: Instance) -> Iterable[tuple[str, Zone | None]]:
        """Planning: items of the pay scale needed for a spell, each with its zone, None where no zone matters."""


@runtime_checkable
class SiteScaleRule(Protocol):
    """What of the pay scale a rule needs for a site, so that an amount nobody gave can be named."""

    @property
    def id(self) -> str:
        """The clause's own id."""

    @property
    def notice(self) -> str | Text:
        """What sets the amounts."""

    def wanted_at(self, site: Site, day: date, instance: Instance) -> Iterable[tuple[str, Zone | None]]:
        """Planning: items needed for a site from a day on that the pay scale does not give, each with its zone."""


@runtime_checkable
class ApportionRule(Protocol):
    """Who bears an amount that another clause gives rise to, in which parts, and whether it is due already."""

    def apportioned(self, amount: Amount, spell: Spell, instance: Instance) -> Iterable[Amount]:
        """Planning: what becomes of an amount of a spell; itself where the rule says nothing of it."""


@runtime_checkable
class PayBodiesRule(Protocol):
    """Which bodies answer for the pay (MTG25-2.4.4-b)."""

    @property
    def responsible_bodies(self) -> tuple[str, ...]:
        """Their names."""


@runtime_checkable
class SiteCostRule(Protocol):
    """What a site costs by itself, and who funds it."""

    def costs(self, site: Site, first: date, months: int, instance: Instance) -> Iterable[Amount]:
        """Planning: the amounts of a site over whole months."""


@runtime_checkable
class RevisionRule(Protocol):
    """What becomes of an amount that another clause computed: shared out, split, begun later, or withdrawn."""

    def revised(self, amount: Amount, instance: Instance) -> tuple[Amount, ...]:
        """Planning: what stands in its place: the amount itself where the clause does not touch it, or nothing."""


@runtime_checkable
class TargetRule(Protocol):
    """A target with a day by which it is to be reached."""

    def measures(self, instance: Instance, plan: Plan, first: date, last: date) -> Iterable[Measure]:
        """Planning: how the target stands on its days up to ``last``; the roster is as the plan leaves it."""


@runtime_checkable
class TraineeRule(Protocol):
    """From when a trainee counts as supply (MTG25-2.3-c)."""

    @property
    def id(self) -> str:
        """The clause's own id."""

    @property
    def trainees_count(self) -> bool:
        """Whether someone counts from graduation on, instead of from the end of training."""


@runtime_checkable
class DeferRule(Protocol):
    """Who studies on and is available later (MTG25-3.2-b)."""

    def deferred(self, day: date, person_id: str, instance: Instance) -> date:
        """Planning: a day of a person's course as it stands with the deferral, the same day where there is none."""


@runtime_checkable
class DemandRule(Protocol):
    """How often recruitment demand is verified (QJ-3-a)."""

    @property
    def id(self) -> str:
        """The clause's own id."""

    @property
    def demand_interval_months(self) -> int:
        """Months from one demand to the next."""


@runtime_checkable
class ClosureRule(Protocol):
    """Which clinics close when (XX21-3.1.1-e)."""

    @property
    def id(self) -> str:
        """The clause's own id."""

    def closings(self, instance: Instance) -> Sequence[tuple[Site, date]]:
        """Planning: clinics that close, each with its day, in order."""


@runtime_checkable
class DutyRule(Protocol):
    """Something to be done on fixed days or at intervals."""

    def duties(self, instance: Instance, first: date, last: date) -> Iterable[Duty]:
        """Planning: what falls due between two days, both included; the roster is as the plan leaves it."""


@runtime_checkable
class WatchRule(Protocol):
    """The watch on every target, item by item (QJ-24-a)."""

    def watch(self, measures: Sequence[Measure]) -> Iterable[Duty]:
        """Planning: what is to be looked at on the day of each target, and how it stands."""


@runtime_checkable
class ResponsibleRule(Protocol):
    """Who answers for which centre a graduate goes to (MTG25-2.1-f)."""

    @property
    def id(self) -> str:
        """The clause's own id."""

    @property
    def responsible(self) -> Text:
        """The body that answers."""


@runtime_checkable
class ShareRule(Protocol):
    """Which villages may share a clinic that stands in another (XX21-3.1.1-b, MTGR-4-b)."""

    @property
    def id(self) -> str:
        """The clause's own id."""

    @property
    def merge(self) -> Literal["optional", "always"]:
        """Whether planning may choose, or every village that may share a clinic does."""

    def may_share(self, village: Village, host: Village) -> bool:
        """Planning: whether a village may go without a clinic of its own and use that of a host."""

    def shares_lawfully(self, village: Village, host: Village) -> bool | None:
        """Auditing: whether a village may use the clinic of a host, None where a fact or a number is missing."""


@runtime_checkable
class WithoutClinicRule(Protocol):
    """Which villages may, or must, be without a clinic of their own (JZ22-4.1-b, MTGR-4-e, XX21-4.1-c)."""

    @property
    def id(self) -> str:
        """The clause's own id."""

    def lacks(self, village: Village) -> Literal["no", "may", "must"]:
        """Planning: whether the clause speaks of a village, and how strictly."""

    def serves_instead(self, village: Village, instance: Instance) -> bool:
        """Auditing: whether the clause speaks of a village, and what it asks for in place of a clinic is there."""


@runtime_checkable
class OwnClinicRule(Protocol):
    """How many clinics of its own a village has (JZ22-4.1-a, MTGR-4-a, XX21-3.1.1-a)."""

    @property
    def id(self) -> str:
        """The clause's own id."""

    @property
    def clinics_per_village(self) -> int:
        """The number."""


@runtime_checkable
class NetworkGoalsRule(Protocol):
    """What the network of clinics should achieve in which order (MTGR-4-d)."""

    @property
    def network_goals(self) -> tuple[NetworkAim, ...]:
        """Goals of the network in rank order."""


SOLE: tuple[type, ...] = (
    AbovePostsRule,
    ClinicRule,
    CoverFirstRule,
    DemandRule,
    DispatchRule,
    HomeClinicRule,
    LeavePlacesRule,
    MatchingRule,
    MeasureRule,
    NetworkGoalsRule,
    PayBodiesRule,
    PracticeRule,
    ReadinessRule,
    ResponsibleRule,
    RotationRule,
    SitInRule,
    StartRule,
    StudyLeaveRule,
    TraineeRule,
    TrainingBasesRule,
)
"""Questions that one clause alone answers: of two clauses with such a face only one can be in force."""
