"""This stage is where decisions already taken by people enter the outlook: who is pinned where, period by period.

A lock pins each half-year it overlaps; where two share one, the one in force on its first day. For a graduate to be
placed, a lock with no end decides her placement only, and so does one that names a centre: her turns come after it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from planner.calendar import Period
from planner.domain import Instance, Lock, Person
from planner.messages import say
from planner.stages.supply import POOL_ROLES
from planner.text import Text


def pins(
    person: Person, centre_id: str | None, there: Iterable[int], instance: Instance, periods: Sequence[Period]
) -> Mapping[int, str]:
    """Return the site or centre of each period in which a person of a centre (None: of any) is locked somewhere."""
    locks = [k for k in _binding(person, instance) if centre_id in {None, _centre(k, instance)}]
    found: dict[int, str] = {}
    for t in there:
        here = [k for k in locks if _overlaps(k, periods[t])]
        first = next((k for k in here if (k.start or date.min) <= periods[t].start), here[0] if here else None)
        if first is not None:
            found[t] = _place(first)
    return found


def unkept(
    person: Person, centre_id: str | None, there: range, instance: Instance, periods: Sequence[Period]
) -> Iterator[Text]:
    """Yield why decisions about a person cannot be kept as they stand: another centre's, or while she is not there."""
    for lock in _binding(person, instance):
        covered = [t for t, p in enumerate(periods) if _overlaps(lock, p)]
        place = instance.site.get(lock.site_id or "") or instance.centre[_centre(lock, instance)]
        values = {"name": person.name, "id": person.id, "place": place.name, "why": lock.why}
        if covered and centre_id not in {None, _centre(lock, instance)}:
            yield say("outlook.lock_foreign", centre=instance.centre[centre_id or ""].name, **values)
        elif covered and (lock.end is not None or not any(t in there for t in covered)):
            absent = [str(periods[t]) for t in covered if t not in there]
            if absent:
                yield say("outlook.lock_absent", periods="、".join(absent), **values)


def _binding(person: Person, instance: Instance) -> list[Lock]:
    """Return the locks that say where a person stands, and not only where she is placed, the earliest first."""
    locks = instance.locks_of.get(person.id, ())
    if person.role in POOL_ROLES and person.site_id is None:
        return [k for k in locks if k.site_id is not None and k.end is not None]
    return list(locks)


def _overlaps(lock: Lock, period: Period) -> bool:
    return (lock.start or date.min) <= period.end and period.start <= (lock.end or date.max)


def _place(lock: Lock) -> str:
    return lock.site_id or lock.centre_id or ""


def _centre(lock: Lock, instance: Instance) -> str:
    site = instance.site.get(lock.site_id or "")
    return site.centre_id if site is not None else lock.centre_id or ""
