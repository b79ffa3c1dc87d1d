"""This stage is where seconded staff without a centre are allotted: period by period to the centre most in need.

A centre's need is a count: clinics that want a doctor and core staff, less the people it has. The next seconded person
goes to the centre with the largest share of its need unmet, compared as fractions; then to where she was before, then
by code. Need is concave in people, so giving one after another is the best allotment of a period, worst centre first.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from planner.calendar import Period
from planner.domain import Instance, Role, Sex
from planner.policy import Policy
from planner.solving.outlook import CentreOutlook, PlaceKind, Rotator, Stint
from planner.stages.outlook import Laid, Post, present


def allot(laid: Sequence[Laid], instance: Instance, policy: Policy, periods: Sequence[Period]) -> tuple[Laid, ...]:
    """Return the outlooks with every seconded person of the county at the centre she is allotted to in each period."""
    heads = {part.outlook.id: _heads(part.outlook) for part in laid}
    wanted = {part.outlook.id: _wanted(part.outlook) for part in laid}
    at: dict[str, dict[int, str]] = defaultdict(dict)
    free = {}
    for person in instance.people:
        if person.role is Role.SECONDED and person.site_id is None and person.employer is None:
            start = person.available_from or person.since or periods[0].start
            free[person.id] = present(
                Post(person=person, centre_id="", site_id="", since=None, start=start), instance, policy, periods
            )
    open_centres = sorted(c for c in wanted if wanted[c] and _clinics(laid, c))
    for t in range(len(periods)):
        for code in sorted(c for c, there in free.items() if t in there):
            if not open_centres:
                break
            neediest = min(
                open_centres, key=lambda c: (-Fraction(wanted[c] - heads[c][t], wanted[c]), c != at[code].get(t - 1), c)
            )
            at[code][t] = neediest
            heads[neediest][t] += 1
    return tuple(_with_seconded(part, at, instance) for part in laid)


def _heads(outlook: CentreOutlook) -> Counter[int]:
    """People a centre has in each period, wherever they stand."""
    heads = Counter[int]()
    for row in outlook.presence:
        heads[row.period] += row.staff
    for rotator in outlook.rotators:
        for stint in rotator.stints:
            heads.update(range(stint.first, stint.last + 1))
    return heads


def _wanted(outlook: CentreOutlook) -> int:
    """People a centre wants at the least: one for each clinic that has posts, and its core staff."""
    return outlook.core_min + sum(p.kind is PlaceKind.CLINIC and p.posts > 0 for p in outlook.places)


def _clinics(laid: Sequence[Laid], centre_id: str) -> tuple[str, ...]:
    part = next(part for part in laid if part.outlook.id == centre_id)
    return tuple(p.id for p in part.outlook.places if p.kind is PlaceKind.CLINIC and p.posts > 0)


def _with_seconded(part: Laid, at: dict[str, dict[int, str]], instance: Instance) -> Laid:
    """Add the seconded to a centre: a stint for each unbroken run of periods there, at any clinic with posts."""
    clinics = _clinics((part,), part.outlook.id)
    added = []
    for code, where in sorted(at.items()):
        mine = [t for t, centre in sorted(where.items()) if centre == part.outlook.id]
        runs: list[list[int]] = []
        for t in mine:
            if runs and runs[-1][-1] == t - 1:
                runs[-1].append(t)
            else:
                runs.append([t])
        stints = tuple(
            Stint(first=run[0], last=run[-1], places=clinics, minutes={}, wish={}, may_stay=True) for run in runs
        )
        if stints:
            person = instance.person[code]
            added.append(Rotator(id=code, stints=stints, woman=person.sex is Sex.F, tcm=person.tcm))
    return replace(part, outlook=replace(part.outlook, rotators=(*part.outlook.rotators, *added)))
