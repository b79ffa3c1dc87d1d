"""This module is where it is found what one person alone can do for a plan while everybody else stays: no solver."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from planner.solving.outlook import CentreOutlook, OutlookGoal, PlaceKind, Rotator, constants

Gain = Callable[[str, int], tuple[int, ...]]
"""What it does to each goal in rank order that one more person is at a place in a period."""


def alone(base: CentreOutlook, places: Mapping[str, Sequence[str]], code: str) -> tuple[str, ...] | None:
    """Return the places of one rotator's stints that are best for the goals in rank order; None where she fits nowhere.

    Exact for the goals core, uncovered, residents, short and changes, which add up over places and periods; others are
    passed over. Of equal ways the one of smallest codes.
    """
    rotator = next(r for r in base.rotators if r.id == code)
    there = Counter({key: staff for key, (staff, _, _) in constants(base).items()})
    for other in base.rotators:
        if other.id != code:
            for stint, at in zip(other.stints, places[other.id], strict=True):
                there.update((at, t) for t in range(stint.first, stint.last + 1))
    cap = {place.id: place.cap for place in base.places}
    gain = _gain(base, there)
    ways: dict[str, tuple[tuple[int, ...], tuple[str, ...]]] = {"": ((0,) * len(base.goals), ())}
    for number, stint in enumerate(rotator.stints):
        periods = range(stint.first, stint.last + 1)
        after = {}
        for at in stint.places:
            if any(there[at, t] >= cap[at] for t in periods):
                continue
            before = [way for last, way in ways.items() if not number or stint.may_stay or last != at]
            if before:
                cost, went = min(before)
                added = [cost, *(gain(at, t) for t in periods), _change(base, rotator, number, at)]
                after[at] = (tuple(map(sum, zip(*added, strict=True))), (*went, at))
        ways = after
    return min(ways.values())[1] if ways else None


def _gain(base: CentreOutlook, there: Mapping[tuple[str, int], int]) -> Gain:
    place_of = {place.id: place for place in base.places}
    central = [place.id for place in base.places if place.kind is PlaceKind.CENTRE]

    def gain(at: str, t: int) -> tuple[int, ...]:
        place, staff = place_of[at], there[at, t]
        first = place.kind is PlaceKind.CLINIC and staff == 0
        lifted = {
            OutlookGoal.CORE: at in central and sum(there[c, t] for c in central) < base.core_min,
            OutlookGoal.UNCOVERED: first,
            OutlookGoal.RESIDENTS: first * place.residents,
            OutlookGoal.SHORT: place.kind is not PlaceKind.CENTRE and staff < place.posts,
        }
        return tuple(-int(lifted.get(goal, 0)) for goal in base.goals)

    return gain


def _change(base: CentreOutlook, rotator: Rotator, number: int, at: str) -> tuple[int, ...]:
    stint = rotator.stints[number]
    changed = stint.periods * (stint.baseline not in (None, at))
    return tuple(changed if goal is OutlookGoal.CHANGES else 0 for goal in base.goals)
