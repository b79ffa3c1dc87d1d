"""This stage is where more people than a cap allows, whom the roster or locks hold at one site, are taken as given."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from planner.domain import Instance
from planner.solving.outlook import Rotator, Stint
from planner.stages.stints import Held, Piece


def making_room(
    movers: Sequence[tuple[Rotator, Sequence[Piece]]], rows: Sequence[Held], caps: Mapping[str, int], instance: Instance
) -> tuple[tuple[Rotator, ...], tuple[Held, ...]]:
    """Return the rotators without stints that crowd a site above its cap by themselves, and these as people held there.

    ``rows`` are those who stay. The cap stays what it is, so nobody else is sent there meanwhile. A turn out of a stint
    taken as given is not counted as an exception to alternation; the remote periods in it are.
    """
    load = Counter((row.place, t) for row in rows for t in row.there)
    load.update((p.place, t) for _, pieces in movers for p in pieces if p.place for t in range(p.first, p.after))
    crowded = {(place, t) for (place, t), n in load.items() if place in caps and n > caps[place]}
    rotators: list[Rotator] = []
    held: list[Held] = []
    for rotator, pieces in movers:
        given = [p.place is not None and any((p.place, t) in crowded for t in range(p.first, p.after)) for p in pieces]
        for piece, crowds in zip(pieces, given, strict=True):
            if crowds and piece.place is not None:
                there = range(piece.first, piece.after)
                held.append(Held(person=instance.person[rotator.id], place=piece.place, there=there))
        stints = [_beside(rotator, i, given) for i, crowds in enumerate(given) if not crowds]
        remote = {s.id for s in instance.sites if s.remote}
        away = sum(
            s.periods for s, crowds in zip(rotator.stints, given, strict=True) if crowds and s.places[0] in remote
        )
        if stints:
            rotators.append(replace(rotator, stints=tuple(stints), past_remote=rotator.past_remote + away))
    return tuple(rotators), tuple(held)


def _beside(rotator: Rotator, number: int, given: Sequence[bool]) -> Stint:
    """Return a stint that does not repeat the place of one beside it that is taken as given."""
    stint, stints = rotator.stints[number], rotator.stints
    taken = set()
    if number and given[number - 1] and not stint.may_stay:
        taken |= set(stints[number - 1].places)
    if number + 1 < len(given) and given[number + 1] and not stints[number + 1].may_stay:
        taken |= set(stints[number + 1].places)
    return replace(stint, places=tuple(p for p in stint.places if p not in taken) or stint.places)
