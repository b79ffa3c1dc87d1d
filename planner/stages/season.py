"""This module is where a season is divided into rounds: whose turn it is, on which day's vacancies, at which centres.

One round is the rule; more arise where vacancies of several days count (MTG25-2.4.1-d), where the home town has first
call (MTG21-A1.1-b), where recruits follow graduates (MTG25-A1.1-a), and where people have locked a decision already.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from planner.domain import Instance, Lock, Person
from planner.faces.seats import FirstCallRule, QueueRule, TieRule
from planner.policy import Policy
from planner.stages.supply import Pool


@dataclass(frozen=True, kw_only=True)
class Round:
    """One turn of a season: people in the order of their standing, and whether only first-call centres are open."""

    number: int
    day: date
    people: tuple[Person, ...]
    first_call: bool = False


def locks_on(instance: Instance) -> dict[str, Lock]:
    """Return the decisions already taken that hold on the placement date, by person code."""
    day = instance.placement_date
    return {
        lock.person_id: lock
        for lock in instance.locks
        if (lock.start is None or lock.start <= day) and (lock.end is None or day <= lock.end)
    }


def lock_centre(lock: Lock, instance: Instance) -> str | None:
    """Return the centre a lock binds a person to."""
    site = instance.site.get(lock.site_id or "")
    return site.centre_id if site is not None else lock.centre_id


def rounds(instance: Instance, policy: Policy, pool: Pool) -> tuple[Round, ...]:
    """Return the rounds of a season in their order; people with a lock take part in none."""
    locked = locks_on(instance)
    free = [p for p in instance.people if p.id in pool.ready and p.id not in locked]
    calls = bool(policy.having(FirstCallRule))
    plan: list[tuple[date, tuple[Person, ...], bool]] = []
    for day in sorted({pool.ready[p.id] for p in free}):
        ready = [p for p in free if pool.ready[p.id] == day]
        groups = [tuple(ready)]
        for rule in policy.having(QueueRule):  # each splits further what those before it left together
            groups = [queue for group in groups for queue in rule.queues(group)]
        for group in groups:
            standing = in_standing(group, policy)
            plan += [(day, standing, True)] if calls else []
            plan.append((day, standing, False))
    return tuple(Round(number=n, day=d, people=g, first_call=c) for n, (d, g, c) in enumerate(plan, start=1))


def in_standing(people: Iterable[Person], policy: Policy) -> tuple[Person, ...]:
    """Return people from the best standing down: by grade, among equals as a clause in force says, then by code."""
    rules, standing = policy.having(TieRule), sorted(people, key=lambda p: p.standing)
    return tuple(sorted(standing, key=lambda p: (p.standing[0], *(not rule.goes_first(p) for rule in rules))))


def centre_wishes(person: Person, instance: Instance) -> dict[str, int]:
    """Return a person's rank of each centre she listed; wishing for a clinic is wishing for its centre."""
    ranks: dict[str, int] = {}
    for wish in instance.wishes_of.get(person.id, ()):
        centre = wish.centre_id or (instance.site[wish.site_id].centre_id if wish.site_id else None)
        if centre is not None:
            ranks[centre] = min(wish.rank, ranks.get(centre, wish.rank))
    return ranks


def choices(person: Person, instance: Instance, policy: Policy, first_call: bool) -> dict[str, int]:
    """Return the centres a person may go to with her rank of each.

    A centre she did not list ranks one after her last; without adjustment (服从调剂=否) only listed centres count.
    """
    ranks = centre_wishes(person, instance)
    last = max((w.rank for w in instance.wishes_of.get(person.id, ())), default=0)
    eligible = set(person.only_centres) if person.only_centres else set(instance.centre)
    if not person.accepts_adjustment:
        eligible &= ranks.keys()
    if first_call:
        eligible &= frozenset().union(*(r.first_call(person, instance) for r in policy.having(FirstCallRule)))
    return {centre: ranks.get(centre, last + 1) for centre in sorted(eligible)}
