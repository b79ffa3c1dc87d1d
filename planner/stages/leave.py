"""This stage is where study leave is planned month by month, with who stands in (MTGR-9-c).

Postings come first; leave is laid over them, centre by centre, and changes none.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from planner.calendar import Period
from planner.domain import LICENSED, Assignment, Instance, Leave, Person
from planner.faces.training import LeavePlacesRule, StudyLeaveRule
from planner.policy import Policy
from planner.solving.leave import CentreLeave, Chosen, Duty, choose_months
from planner.stages.standing import core_staff
from planner.stages.supply import first_day_gone

Where = Mapping[str, Mapping[int, str]]
"""The site of each person in each month of the horizon, months numbered on from year 0."""


def plan_leave(
    instance: Instance, policy: Policy, assignments: Sequence[Assignment], horizon: Sequence[Period]
) -> tuple[Leave, ...]:
    """Return the study leave of everyone who owes it in the horizon, leave already fixed included, sorted by person.

    Everyone gets hers, in months that she serves to the end; then come the fewest clinics left empty with nobody at
    the centre to stand in, the fewest core staff missing there meanwhile, the fewest clinics that need someone to
    stand in, and the most even spread over the months of a centre; among equals the earliest month for the first
    person. All this is exact for fixed windows with one month due, or with months that may be split. Longer blocks
    and rolling windows always give everyone hers, but are improved one person at a time only.

    Where the places for study leave are limited (MTGR-9-d), centres choose one after another within what is left; this
    is not exact, and a month is overbooked only where somebody has no other left.

    Whoever is at the centre of a clinic in a month, and not on leave, may stand in at one clinic: the licensed first,
    then who has done so least; the clinic with most residents is served first. Empty without a clause on leave.
    """
    rule = policy.only(StudyLeaveRule)
    if rule is None:
        return ()
    where = {
        code: _until(code, months, instance, policy) for code, months in _where(instance, assignments, horizon).items()
    }
    fixed = _fixed(instance)
    staff = Counter((site, month) for months in where.values() for month, site in months.items())
    owed: dict[str, list[tuple[str, Duty]]] = defaultdict(list)
    for code in sorted(where):
        for month in sorted(fixed[code] & where[code].keys()):
            site = where[code][month]
            owed[_centre(site, instance)].append((code, Duty(place={month: site}, choices=((month,),))))
        if rule.goes_on_leave(instance.person[code]):
            for duty in _duties(rule, where[code], fixed[code]):
                at = Counter(_centre(site, instance) for site in duty.place.values())
                owed[min(at, key=lambda c: (-at[c], c))].append((code, duty))
    away: dict[int, dict[str, str]] = defaultdict(dict)
    limit, full = policy.only(LeavePlacesRule), Counter[int]()
    places = None if limit is None else limit.leave_places
    for centre, pairs in sorted(owed.items()):
        duties = tuple(_at_centre(duty, centre, instance) for _, duty in pairs)
        core = core_staff(instance.centre[centre], policy) if centre in instance.centre else 0
        chosen = _within(places, full, CentreLeave(centre=centre, core=core, staff=staff, duties=duties))
        full.update(month for months in chosen for month in months)
        for (code, _), months in zip(pairs, chosen, strict=True):
            for month in months:
                away[month][code] = where[code][month]
    cover = _stand_ins(instance, where, away)
    return tuple(
        Leave(person_id=code, site_id=site, month=_day(month), covered_by=cover.get((site, month)))
        for code, month, site in sorted((c, m, s) for m, gone in away.items() for c, s in gone.items())
    )


def _within(places: int | None, full: Mapping[int, int], problem: CentreLeave) -> Chosen:
    """Choose the months of a centre; from one with more than its places, the last to come choose again elsewhere."""
    while True:
        chosen = choose_months(problem)
        if places is None:
            return chosen
        load, duties = Counter(full), list(problem.duties)
        for n, months in enumerate(chosen):
            load.update(months)
            over = {month for month in months if load[month] > places}
            left = tuple(c for c in duties[n].choices if not over.intersection(c))
            if over and len(left) >= duties[n].take:
                duties[n] = replace(duties[n], choices=left)
                load.subtract(months)
        if duties == list(problem.duties):
            return chosen
        problem = replace(problem, duties=tuple(duties))


def left_empty(
    instance: Instance, assignments: Sequence[Assignment], leave: Sequence[Leave], horizon: Sequence[Period]
) -> tuple[Leave, ...]:
    """Return the leave during which a clinic or station has nobody, since nobody at the centre can stand in."""
    where = _where(instance, assignments, horizon)
    staff = Counter((site, month) for months in where.values() for month, site in months.items())
    away = Counter((row.site_id, row.month) for row in leave)
    return tuple(
        row
        for row in leave
        if row.covered_by is None
        and row.site_id in instance.site
        and away[row.site_id, row.month] == staff[row.site_id, _number(row.month)]
    )


def _where(instance: Instance, assignments: Sequence[Assignment], horizon: Sequence[Period]) -> Where:
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for stint in assignments:
        if stint.person_id in instance.person:
            for period in horizon:
                if stint.start <= period <= stint.end:
                    first = _number(period.start)
                    found[stint.person_id].update(dict.fromkeys(range(first, first + 6), stint.site_id))
    return found


def _until(code: str, months: Mapping[int, str], instance: Instance, policy: Policy) -> Mapping[int, str]:
    """Return the months someone serves to their last day: a half-year may go on after she has left."""
    gone = first_day_gone(instance.person[code], instance, policy)
    return months if gone is None else {month: site for month, site in months.items() if _day(month + 1) <= gone}


def _fixed(instance: Instance) -> Mapping[str, frozenset[int]]:
    """Months of leave fixed beforehand, by person, those before the horizon too."""
    by: dict[str, frozenset[int]] = defaultdict(frozenset)
    for row in instance.leave:
        by[row.person_id] |= {_number(row.month)}
    return by


def _duties(rule: StudyLeaveRule, served: Mapping[int, str], fixed: frozenset[int]) -> Iterator[Duty]:
    """Yield what someone still owes: one duty a fixed window, or one for each run of service under rolling windows."""
    if rule.first_window is None:
        for run in _runs(served):
            if len(run) >= rule.leave_cycle:
                yield from _duty(served, _rolling(rule, run, fixed))
        return
    origin = _number(rule.first_window)
    for window in sorted({(month - origin) // rule.leave_cycle for month in served if month >= origin}):
        first = origin + window * rule.leave_cycle
        months = range(first, first + rule.leave_cycle)
        if 2 * sum(month in served for month in months) < rule.leave_cycle:
            continue
        given = fixed & set(months)
        if not rule.in_one_block:
            free = [(month,) for month in months if month in served and month not in given]
            yield from _duty(served, free, rule.leave_months - len(given))
            continue
        blocks = [range(m, m + rule.leave_months) for m in months if m + rule.leave_months <= months.stop]
        if not any(given.issuperset(block) for block in blocks):
            able = (b for b in blocks if all(m in served or m in given for m in b))
            yield from _duty(served, [tuple(m for m in b if m not in given) for b in able])


def _rolling(rule: StudyLeaveRule, run: range, fixed: frozenset[int]) -> list[tuple[int, ...]]:
    """Return ways to meet every window of a run: the first leave at will, each later one as late as it may be."""
    ways = []
    for offset in range(rule.leave_cycle - rule.leave_months + 1):
        taken, lead = set(fixed), offset
        for first in run[: len(run) - rule.leave_cycle + 1]:
            last = first + rule.leave_cycle - rule.leave_months
            blocks = [range(m, m + rule.leave_months) for m in range(first, last + 1)]
            if not any(taken.issuperset(block) for block in blocks):
                taken |= set(blocks[lead])
                lead = rule.leave_cycle - rule.leave_months
        ways.append(tuple(sorted(taken - fixed)))
    return ways


def _duty(served: Mapping[int, str], choices: Sequence[tuple[int, ...]], take: int = 1) -> Iterator[Duty]:
    """Yield a duty where something is owed and can be given; what cannot is left for the audit to tell."""
    distinct = tuple(dict.fromkeys(c for c in choices if c))
    if distinct and take > 0:
        months = {month for choice in distinct for month in choice}
        yield Duty(place={m: served[m] for m in sorted(months)}, choices=distinct, take=min(take, len(distinct)))


def _at_centre(duty: Duty, centre: str, instance: Instance) -> Duty:
    """Return a duty with the choices that fall wholly into service under one centre, all where there are too few."""
    inside = tuple(c for c in duty.choices if all(_centre(duty.place[m], instance) == centre for m in c))
    return Duty(place=duty.place, choices=inside, take=duty.take) if len(inside) >= duty.take else duty


def _runs(months: Mapping[int, str]) -> Iterator[range]:
    """Yield the runs of months that follow one another."""
    for first in sorted(m for m in months if m - 1 not in months):
        after = first
        while after in months:
            after += 1
        yield range(first, after)


def _stand_ins(
    instance: Instance, where: Where, away: Mapping[int, Mapping[str, str]]
) -> Mapping[tuple[str, int], str]:
    """Name who stands in at each site that leave would empty, as far as there is anyone at its centre."""
    home: dict[tuple[str, int], list[str]] = defaultdict(list)
    left = Counter((site, month) for months in where.values() for month, site in months.items())
    for code, months in where.items():
        for month, site in months.items():
            if site in instance.centre and code not in away.get(month, {}):
                home[site, month].append(code)
    named: dict[tuple[str, int], str] = {}
    turns: Counter[str] = Counter()
    for month, gone in sorted(away.items()):
        left.subtract((site, month) for site in gone.values())
        empty = sorted({s for s in gone.values() if s in instance.site and left[s, month] == 0})
        for site in sorted(empty, key=lambda s: (-instance.site[s].population, s)):
            free = home[_centre(site, instance), month]
            if free:
                best = min(free, key=lambda p: (not _licensed(instance.person[p], _day(month)), turns[p], p))
                free.remove(best)
                turns[best] += 1
                named[site, month] = best
    return named


def _licensed(person: Person, day: date) -> bool:
    return person.credential in LICENSED and (person.licensed_on is None or person.licensed_on <= day)


def _centre(site: str, instance: Instance) -> str:
    return instance.site[site].centre_id if site in instance.site else site


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)
