"""This stage is where weeks of practice at the township hospital are planned, with who stands in (JZ22-4.6.3-b).

Postings and study leave come first; practice is laid over them, centre by centre, and changes none.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache, partial

from planner.calendar import Period, day_after, day_before, working_days
from planner.domain import Assignment, Instance, Leave, Plan, Practice
from planner.faces.training import PracticeRule, SitInRule
from planner.messages import say
from planner.policy import Policy
from planner.solving.practice import Trainee, choose_slots
from planner.stages.practice_roster import Roster, Span
from planner.stages.supply import first_day_gone
from planner.text import Text

HOLIDAYS = ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3))
"""Month and day of the public holidays with a fixed date (全国年节及纪念日放假办法); others move."""

SPRING = ((1, 20), (2, 27))
"""First and last day on which the Spring Festival holiday can fall; weeks inside are taken last."""


def plan_practice(
    instance: Instance,
    policy: Policy,
    assignments: Sequence[Assignment],
    leave: Sequence[Leave],
    horizon: Sequence[Period],
) -> tuple[Practice, ...]:
    """Return the practice of all who owe it in the years of the horizon, stays already fixed included, by person.

    A year is cut into as many parts as stays are due, and everyone goes once in each, from Monday to Friday, while no
    colleague of her clinic is away if that can be helped. In each part of a year and at each centre the fewest clinics
    go uncovered, and those who need someone to stand in are spread as evenly over the weeks as can be; so are, by
    themselves, those whose colleagues stay. Both are exact among the weeks of the part; who finds none there, for
    leave or for too many colleagues, goes in the week of the year in which fewest of these are away. Weeks with a
    public holiday of fixed date are left out, those around the Spring Festival taken last.

    Who leaves within a year, by the roster or by a clause, owes none for it: it is no whole year of service.

    Whoever is at the centre of a clinic, not on leave and not standing in elsewhere, may stand in: the licensed first,
    then who has done so least; the clinic with most residents is served first. Empty without a clause on practice.
    """
    rule = policy.only(PracticeRule)
    if rule is None:
        return ()
    roster = Roster(instance, assignments, leave)
    for stay in instance.practice:
        roster.fix(stay.person_id, Span(stay.start, stay.end))
    roster.name_covers()
    for year in sorted({p.year for p in horizon if p.half == 1} & {p.year for p in horizon if p.half == 2}):
        visited = _visited(year, instance, policy) if rule.one_suffices else frozenset()
        owing: dict[str, list[str]] = defaultdict(list)
        for code in sorted(roster.posts):
            gone = first_day_gone(instance.person[code], instance, policy)
            stays_on = gone is None or gone.year > year
            if stays_on and rule.practises(instance.person[code]) and roster.all_year(code, year):
                sites = {roster.posts[code][Period(year, half)] for half in (1, 2)}
                if not sites <= visited:
                    owing[roster.centre(min(sites))].append(code)
        for centre, people in sorted(owing.items()):
            _give(rule, year, centre, people, roster)
    return roster.rows


def practice_notes(instance: Instance, plan: Plan) -> Iterator[Text]:
    """Yield what must stand beside a plan of practice: what weeks rest on, and where nobody can stand in."""
    if not plan.practice:
        return
    yield say("practice.weeks")
    roster = Roster(instance, plan.assignments, plan.leave)
    for row in plan.practice:
        roster.send(row.person_id, Span(row.start, row.end))
    empty = [
        row
        for row in plan.practice
        if row.covered_by is None and not roster.colleague_stays(row.person_id, Span(row.start, row.end))
    ]
    if empty:
        by = Counter(roster.centre(row.site_id) for row in empty)
        told = [say("practice.at", centre=instance.centre[c].name, count=n) for c, n in sorted(by.items())]
        listed = Text("、".join(t.zh for t in told), ", ".join(t.en for t in told))
        yield say("practice.not_covered", count=len(empty), listed=listed)


def _visited(year: int, instance: Instance, policy: Policy) -> frozenset[str]:
    """Return the sites at which staff of the centre sit in regularly, by the first clause that says what that is."""
    regular = policy.only(SitInRule)
    if regular is None:
        return frozenset()
    days: dict[str, set[date]] = defaultdict(set)
    for visit in instance.sit_ins:
        days[visit.site_id].add(visit.day)
    return frozenset(site for site, found in days.items() if regular.stands_for_practice(sorted(found), year))


def _give(rule: PracticeRule, year: int, centre: str, people: Sequence[str], roster: Roster) -> None:
    """Choose a slot for everyone in each part of the year in which she still owes a stay."""
    weeks = rule.practice_weeks
    parts = _parts(year, rule.practice_times, weeks)
    owed = {code: _open_parts(rule, year, parts, roster.stays_near(code, year)) for code in people}
    for number, part in enumerate(parts):
        alone: dict[str, Trainee] = {}
        others: dict[str, Trainee] = {}
        for code in people:
            if number in owed[code]:
                able = roster.able(code, centre, part)
                calm = roster.calm(code, able)
                place = {slot.first.toordinal(): roster.at(code, slot.first) for slot in calm or able}
                (others if calm else alone)[code] = Trainee(place=place)
        used = sorted({start for trainee in alone.values() for start in trainee.place})
        covers = {start: len(roster.free(centre, _slot(start, weeks))) for start in used}
        left = _send(alone, covers, weeks, roster)
        touched = {site for trainee in alone.values() for site in trainee.place.values()}
        for code, trainee in others.items():
            if not touched.isdisjoint(trainee.place.values()):
                others[code] = _without(roster, code, trainee, weeks)
        left += _send(others, {start: len(others) for t in others.values() for start in t.place}, weeks, roster)
        for code in left:
            able = roster.able(code, centre, _slots(year, weeks, step=1))
            if able:
                roster.send(code, min(able, key=partial(roster.colleagues_away, code)))
        roster.name_covers()


def _send(trainees: Mapping[str, Trainee], covers: Mapping[int, int], weeks: int, roster: Roster) -> list[str]:
    """Send everyone in the slot chosen for her; return those for whom there was none."""
    chosen = dict(zip(trainees, choose_slots(list(trainees.values()), covers), strict=True))
    for code, start in chosen.items():
        if start is not None:
            roster.send(code, _slot(start, weeks))
    roster.name_covers()
    return [code for code, start in chosen.items() if start is None]


def _without(roster: Roster, code: str, trainee: Trainee, weeks: int) -> Trainee:
    """Return a trainee without the slots in which those sent meanwhile leave nobody, if any others are left."""
    calm = roster.calm(code, [_slot(start, weeks) for start in trainee.place])
    kept = {slot.first.toordinal() for slot in calm} or trainee.place.keys()
    return Trainee(place={start: site for start, site in trainee.place.items() if start in kept})


@cache
def _parts(year: int, times: int, weeks: int) -> tuple[tuple[Span, ...], ...]:
    """Cut the slots of a year into parts, each with the weeks around the Spring Festival last.

    A part ends a slot early, so that two stays never run into one another.
    """
    spring = Span(*(date(year, *day) for day in SPRING))
    slots = _slots(year, weeks, step=weeks)
    cuts = [k * len(slots) // times for k in range(times + 1)]
    parts = (slots[cuts[k] : cuts[k + 1] - 1] for k in range(times))
    return tuple(tuple(sorted(part, key=spring.meets)) for part in parts)


@cache
def _slots(year: int, weeks: int, step: int) -> tuple[Span, ...]:
    """Return the runs of so many weeks inside each half of a year, a step of weeks apart, without fixed holidays."""
    found = []
    for half in (Period(year, 1), Period(year, 2)):
        start = half.start.toordinal() + (-half.start.weekday()) % 7
        while (slot := _slot(start, weeks)).last <= half.end:
            if not any(slot.first <= date(year, *day) <= slot.last for day in HOLIDAYS):
                found.append(slot)
            start += 7 * step
    return tuple(found)


def _slot(start: int, weeks: int) -> Span:
    """Return so many weeks from Monday to Friday, from the Monday with this number on."""
    return Span(date.fromordinal(start), date.fromordinal(start + 7 * weeks - 3))


def _open_parts(rule: PracticeRule, year: int, parts: Sequence[Sequence[Span]], stays: Sequence[Span]) -> set[int]:
    """Return the parts in which she still has to go: those without a stay that counts, as many as are owed."""
    counted: list[Span] = []
    for stay in stays:
        if counted and working_days(day_after(counted[-1].last), day_before(stay.first)) == 0:
            counted[-1] = Span(counted[-1].first, max(counted[-1].last, stay.last))
        else:
            counted.append(stay)
    good = [s for s in counted if s.first.year == year and working_days(*s) >= 5 * rule.practice_weeks]
    ends = [max(slot.last for slot in part) for part in parts]
    held = {sum(stay.first > end for end in ends[:-1]) for stay in good}
    return set([k for k in range(len(parts)) if k not in held][: max(0, rule.practice_times - len(good))])
