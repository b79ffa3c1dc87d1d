"""This module is where the outlook of a centre is written as a linear model in integers: a choice per stint and place.

Stints are known intervals, so a plan is one place per stint; all else is a quantity that goals push down and choices
push up. Such a quantity is the least number its conditions allow, so any plan gives all values at once.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from planner.solving._rotation_linear import Condition, Linear, Row, Terms
from planner.solving.outlook import CentreOutlook, OutlookGoal, Place, PlaceKind, constants

Choices = list[list[dict[str, int]]]
"""Per rotator, per stint: the variable of each place she may be sent to."""


class Burden(NamedTuple):
    """What one rotator has served, and may yet serve stint by stint, below the quantity ``most`` that all share.

    With stints of four periods, nobody serves five to seven; a linear relaxation would.
    """

    most: int
    past: int
    terms: list[tuple[int, int]]
    stints: list[int]

    def ceiling(self, limit: int) -> Row:
        """Return the row that says what whole stints may add up to under a limit."""
        return Row(self.terms, None, self._reach(limit))

    def _reach(self, limit: int) -> int:
        """Return the most periods that whole stints add up to under a limit that counts the past."""
        sums = {0}
        for length in self.stints:
            sums |= {have + length for have in sums}
        return max((have for have in sums if have <= limit - self.past), default=0)


class Written(NamedTuple):
    """The model of an outlook: its choices, and the linear form of each goal in rank order."""

    linear: Linear
    choices: Choices
    names: Sequence[OutlookGoal]
    goals: list[Terms]
    burdens: Sequence[Burden]

    def ceilings(self, terms: Terms, most: int) -> list[Row]:
        """Return rows that hold for every plan in which the form does not exceed ``most``, and round its burdens."""
        return [b.ceiling(most) for b in self.burdens if b.terms and [(b.most, 1)] == list(terms)]

    def levelled(self, terms: Terms) -> bool:
        """Return whether the form is a limit under which everyone's burden is to stay."""
        return any([(b.most, 1)] == list(terms) for b in self.burdens)

    def reach(self, terms: Terms) -> tuple[int, int]:
        """Return two numbers between which the form lies in any plan that the bounds of variables allow."""
        weights: dict[int, int] = {}
        for v, k in terms:
            weights[v] = weights.get(v, 0) + k
        low = high = 0
        for stints in self.choices:
            for may in stints:
                open_ones = [weights.pop(v, 0) for v in may.values() if self.linear.upper[v]]
                low, high = low + min(open_ones), high + max(open_ones)
        for v, k in weights.items():
            ends = k * self.linear.lower[v], k * self.linear.upper[v]
            low, high = low + min(ends), high + max(ends)
        return low, high

    def places(self, values: Sequence[int]) -> list[list[str]]:
        """Return the place of every stint in a plan."""
        return [[next(p for p, v in may.items() if values[v]) for may in stints] for stints in self.choices]

    def values(self, places: Sequence[Sequence[str]]) -> list[int]:
        """Return the values of all variables under a plan."""
        values = [0] * len(self.linear.lower)
        for stints, went in zip(self.choices, places, strict=True):
            for may, at in zip(stints, went, strict=True):
                values[may[at]] = 1
        return self.linear.complete(values)


def write(outlook: CentreOutlook) -> Written:
    """Write an outlook whose places and rotators are sorted by code."""
    writer = _Writer(outlook)
    writer.hard_rules()
    goals: list[Terms] = [list(writer.goal(goal)) for goal in outlook.goals]
    return Written(writer.linear, writer.choices, outlook.goals, goals, writer.burdens)


class _Writer:
    """The parts of the model that several goals share, each written once, when the first goal asks for it."""

    def __init__(self, outlook: CentreOutlook) -> None:
        self.outlook = outlook
        self.linear = Linear()
        self.fixed = constants(outlook)
        self.kind = {place.id: place.kind for place in outlook.places}
        self.choices: Choices = [
            [{p: self.linear.choice() for p in sorted(stint.places)} for stint in rotator.stints]
            for rotator in outlook.rotators
        ]
        self.guests: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
        """Per place and period: (rotator, variable) of everyone who may be there."""
        for i, rotator in enumerate(outlook.rotators):
            for stint, may in zip(rotator.stints, self.choices[i], strict=True):
                for t in range(stint.first, stint.last + 1):
                    for p, v in may.items():
                        self.guests[p, t].append((i, v))
        self.spans = {place.id: self._spans(place) for place in outlook.places}
        self.burdens: list[Burden] = []
        self._empty: dict[tuple[str, int], int] = {}

    def hard_rules(self) -> None:
        rows = self.linear.rows
        for rotator, stints in zip(self.outlook.rotators, self.choices, strict=True):
            rows.extend(Row([(v, 1) for v in may.values()], 1, 1) for may in stints)
            for (before, after), stint in zip(pairwise(stints), rotator.stints[1:], strict=True):
                if not stint.may_stay:
                    rows.extend(Row([(v, 1), (after[p], 1)], None, 1) for p, v in before.items() if p in after)
        for place in self.outlook.places:
            for t, _ in self.spans[place.id]:
                guests = self.guests[place.id, t]
                if self._room(place, t) < len(guests):
                    rows.append(Row([(v, 1) for _, v in guests], None, self._room(place, t)))

    def goal(self, goal: OutlookGoal) -> Iterator[tuple[int, int]]:
        """Yield the terms of a goal."""
        if goal is OutlookGoal.CORE:
            yield from self._core()
        elif goal in (OutlookGoal.UNCOVERED, OutlookGoal.RESIDENTS):
            for place in self._at(PlaceKind.CLINIC):
                weight = place.residents if goal is OutlookGoal.RESIDENTS else 1
                for t, periods in self.spans[place.id]:
                    if not self.fixed[place.id, t][0] and weight:
                        yield self._empty_at(place, t), weight * periods
        elif goal is OutlookGoal.SHORT:
            for place in (*self._at(PlaceKind.CLINIC), *self._at(PlaceKind.STATION)):
                for t, periods in self.spans[place.id]:
                    missing = Condition(self._count(place, t), place.posts - self.fixed[place.id, t][0])
                    if missing.need > 0:
                        yield self.linear.quantity([missing]), periods
        elif goal is OutlookGoal.EXCEPTIONS:
            if self.outlook.alternation:
                yield from self._exceptions()
        elif goal is OutlookGoal.REMOTE:
            yield from self._remote()
        elif goal in (OutlookGoal.WOMAN, OutlookGoal.TCM):
            skill = self._no_woman if goal is OutlookGoal.WOMAN else self._no_tcm
            for place in self._at(PlaceKind.CLINIC):
                for t, periods in self.spans[place.id]:
                    for v in skill(place, t):
                        yield v, periods
        elif goal is OutlookGoal.HANDOVER:
            for place in self._at(PlaceKind.CLINIC):
                yield from self._handovers(place)
        else:
            yield from self._by_stint(goal)

    def _by_stint(self, goal: OutlookGoal) -> Iterator[tuple[int, int]]:
        for rotator, stints in zip(self.outlook.rotators, self.choices, strict=True):
            for stint, may in zip(rotator.stints, stints, strict=True):
                for p, v in may.items():
                    if goal is OutlookGoal.TRAVEL:
                        weight = stint.periods * stint.minutes.get(p, 0)
                    elif goal is OutlookGoal.WISH:
                        weight = stint.wish.get(p, 0)
                    else:
                        weight = stint.periods * (stint.baseline not in (None, p))
                    if weight:
                        yield v, weight

    def _core(self) -> Iterator[tuple[int, int]]:
        centres = self._at(PlaceKind.CENTRE)
        for t in range(self.outlook.periods):
            guests = [term for place in centres for term in self._count(place, t)]
            missing = Condition(guests, self.outlook.core_min - sum(self.fixed[p.id, t][0] for p in centres))
            if missing.need > 0:
                yield self.linear.quantity([missing]), 1

    def _exceptions(self) -> Iterator[tuple[int, int]]:
        for stints in self.choices:
            central = [[(v, 1) for p, v in may.items() if self.kind[p] is PlaceKind.CENTRE] for may in stints]
            for before, after in pairwise(central):
                both = [*before, *after]
                yield self.linear.quantity([Condition(both, 1)]), 1
                if before and after:
                    yield self.linear.quantity([Condition([(v, -k) for v, k in both], -1)]), 2

    def _remote(self) -> Iterator[tuple[int, int]]:
        away = {place.id for place in self.outlook.places if place.remote}
        served: list[tuple[int, list[tuple[int, int]], list[int]]] = []
        for rotator, stints in zip(self.outlook.rotators, self.choices, strict=True):
            remote = [
                [(v, s.periods) for p, v in may.items() if p in away]
                for s, may in zip(rotator.stints, stints, strict=True)
            ]
            terms = [term for stint in remote for term in stint]
            served.append((rotator.past_remote, terms, [stint[0][1] for stint in remote if stint]))
        most = self.linear.quantity([Condition([(v, -k) for v, k in terms], past) for past, terms, _ in served])
        self.burdens = [Burden(most, *one) for one in served]
        yield most, 1

    def _no_woman(self, place: Place, t: int) -> Iterator[int]:
        staff, women, _ = self.fixed[place.id, t]
        most = min(self._room(place, t), len(self.guests[place.id, t]))
        if women or staff + most < 2:
            return
        men = [(v, -1) for i, v in self.guests[place.id, t] if not self.outlook.rotators[i].woman]
        has = [(v, 1) for i, v in self.guests[place.id, t] if self.outlook.rotators[i].woman]
        # Two or more men need a woman beside them; she takes one of the rooms, so at most all others are theirs.
        step = max(1, staff + most - 1)
        relief = max(1, staff + most - 2)
        yield self.linear.quantity([Condition([*men, *((v, relief) for v, _ in has)], staff - 1, step)], most=1)

    def _no_tcm(self, place: Place, t: int) -> Iterator[int]:
        staff, _, tcm = self.fixed[place.id, t]
        if tcm or (not staff and not self.guests[place.id, t]):
            return
        skilled = [(v, 1) for i, v in self.guests[place.id, t] if self.outlook.rotators[i].tcm]
        empty = [] if staff else [(self._empty_at(place, t), 1)]
        yield self.linear.quantity([Condition([*skilled, *empty], 1)])

    def _handovers(self, place: Place) -> Iterator[tuple[int, int]]:
        for t in range(1, self.outlook.periods):
            here = {v for _, v in self.guests[place.id, t]}
            before = {v for _, v in self.guests[place.id, t - 1]}
            staff, known = self.fixed[place.id, t][0], self.fixed[place.id, t - 1][0]
            if (staff and known) or not (staff or here - before):
                continue
            stays = [(v, 1) for v in sorted(here & before)]
            constant = 0
            earlier = {i: v for i, v in self.guests[place.id, t - 1] if v not in here}
            for i, v in self.guests[place.id, t]:
                if i in earlier and self._may_stay(i, t):
                    # The quantity is 1 unless she is here both before and after the turn.
                    left = self.linear.quantity([Condition([(earlier[i], 1)], 1), Condition([(v, 1)], 1)])
                    stays.append((left, -1))
                    constant += 1
            empty = [] if staff else [(self._empty_at(place, t), 1)]
            yield self.linear.quantity([Condition([*stays, *empty], 1 - constant)]), 1

    def _may_stay(self, rotator: int, t: int) -> bool:
        return any(stint.first == t and stint.may_stay for stint in self.outlook.rotators[rotator].stints)

    def _empty_at(self, place: Place, t: int) -> int:
        """Return the variable that is 1 when a clinic without constant staff is empty in a span, and 0 when not."""
        first = next(start for start, periods in self.spans[place.id] if start <= t < start + periods)
        if (place.id, first) not in self._empty:
            count = self._count(place, first)
            v = self.linear.quantity([Condition(count, 1)])
            most = min(self._room(place, first), len(count))
            if most:
                self.linear.rows.append(Row([*count, (v, most)], None, most))
            self._empty[place.id, first] = v
        return self._empty[place.id, first]

    def _spans(self, place: Place) -> list[tuple[int, int]]:
        """Return the runs of periods in which the same stints and constants meet at a place: (first, how many)."""
        runs = groupby(range(self.outlook.periods), key=lambda t: (self.guests[place.id, t], self.fixed[place.id, t]))
        return [(run[0], len(run)) for _, group in runs for run in [list(group)]]

    def _count(self, place: Place, t: int) -> list[tuple[int, int]]:
        return [(v, 1) for _, v in self.guests[place.id, t]]

    def _room(self, place: Place, t: int) -> int:
        return max(0, place.cap - self.fixed[place.id, t][0])

    def _at(self, kind: PlaceKind) -> list[Place]:
        return [place for place in self.outlook.places if place.kind is kind]
