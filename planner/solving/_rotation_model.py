"""This module is where the outlook of a centre is written as a linear model in integers: a choice per stint and place.

Stints are known intervals, so a plan is one place per stint; all else is a quantity that goals push down and choices
push up. Such a quantity is the least number its conditions allow, so any plan gives all values at once.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import NamedTuple

from planner.solving.outlook import CentreOutlook, OutlookGoal, Place, PlaceKind, constants

Terms = Sequence[tuple[int, int]]
"""A linear form over the variables: (variable, coefficient) pairs."""


class Row(NamedTuple):
    """A linear form that must reach ``least`` and not exceed ``most``; None where there is no limit."""

    terms: Terms
    least: int | None
    most: int | None


class Condition(NamedTuple):
    """The quantity must be at least ``need`` minus the form, over ``step`` rounded up."""

    terms: Terms
    need: int
    step: int = 1


@dataclass
class Linear:
    """A linear model over bounded integers; variables and rows are only ever added, and bounds only tightened."""

    lower: list[int] = field(default_factory=list)
    upper: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    _quantities: list[tuple[int, list[Condition]]] = field(default_factory=list)

    def choice(self) -> int:
        """Add a 0/1 variable that a plan decides and return its index."""
        return self._variable(0, 1)

    def quantity(self, conditions: Sequence[Condition], most: int | None = None) -> int:
        """Add the least integer from 0 that meets the conditions, which speak of variables added before.

        ``most`` is a limit that the hard rules already hold it to.
        """
        ceiling = max((self._most(c) for c in conditions), default=0)
        index = self._variable(0, max(0, ceiling if most is None else min(ceiling, most)))
        for c in conditions:
            if self._most(c) > 0:
                self.rows.append(Row([*c.terms, (index, c.step)], c.need, None))
        self._quantities.append((index, list(conditions)))
        return index

    def complete(self, values: Sequence[int]) -> list[int]:
        """Return the values with every quantity set to the least its conditions allow."""
        out = list(values)
        out.extend([0] * (len(self.lower) - len(out)))
        for index, conditions in self._quantities:
            out[index] = max(0, max((-(-(c.need - total(c.terms, out)) // c.step) for c in conditions), default=0))
        return out

    def _most(self, c: Condition) -> int:
        least = sum(k * (self.lower[v] if k > 0 else self.upper[v]) for v, k in c.terms)
        return -(-(c.need - least) // c.step)

    def _variable(self, lower: int, upper: int) -> int:
        self.lower.append(lower)
        self.upper.append(upper)
        return len(self.lower) - 1


def total(terms: Terms, values: Sequence[int]) -> int:
    """Return the value of a linear form."""
    return sum(k * values[v] for v, k in terms)


Choices = list[list[dict[str, int]]]
"""Per rotator, per stint: the variable of each place she may be sent to."""


class Written(NamedTuple):
    """The model of an outlook: its choices, and the linear form of each goal in rank order."""

    linear: Linear
    choices: Choices
    goals: list[Terms]

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
    return Written(writer.linear, writer.choices, [list(writer.goal(goal)) for goal in outlook.goals])


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
        yield (
            self.linear.quantity(
                [
                    Condition(
                        [
                            (v, -stint.periods)
                            for stint, may in zip(rotator.stints, stints, strict=True)
                            for p, v in may.items()
                            if p in away
                        ],
                        rotator.past_remote,
                    )
                    for rotator, stints in zip(self.outlook.rotators, self.choices, strict=True)
                ]
            ),
            1,
        )

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


def by_code(places: Mapping[str, Sequence[str]], outlook: CentreOutlook) -> list[list[str]]:
    """Return a plan by rotator code as rows in the order of the outlook."""
    return [list(places[rotator.id]) for rotator in outlook.rotators]
