"""This module is where the statutory order is replayed with augmenting paths, and a placement judged against it."""

from collections import Counter, deque
from collections.abc import Iterator, Mapping
from typing import Literal

from planner.replay.facts import (
    Came,
    Claim,
    Departure,
    Ineligible,
    Move,
    Opening,
    Overfull,
    PassedOver,
    Season,
    Seating,
    Step,
    Verdict,
    counts,
)
from planner.replay.wishes import exchange, first_turn


def replay(season: Season, follow: Seating | None = None) -> tuple[Step, ...]:
    """Return the statutory order (MTG25-2.1-a, -c): each next graduate to the highest claim that can be served.

    A centre can be served when somebody not yet placed can be brought there, others changing seats if need be. Full
    ties go to a centre where the placement ``follow`` has a further seat, then to the lower code.
    """
    wanted = Counter(follow.values()) if follow else Counter()
    filled: Counter[str] = Counter()
    seated: dict[str, str | None] = dict.fromkeys(season.ranks)
    live = [centre for centre, claims in season.claims.items() if claims]
    steps: list[Step] = []
    while True:
        live.sort(key=lambda c: (season.levels[c][filled[c]], wanted[c] <= filled[c], c))
        chains: list[tuple[str, tuple[Move, ...]]] = []
        for centre in tuple(live):
            came: Came = {}
            if all(_origins(season, seated, centre, came)):  # nobody unplaced was met, nor will be: the seated stay so
                live.remove(centre)
                continue
            chains.append((centre, _chain(came, None)))
            if len(chains) == 2:
                break
        if not chains:
            return tuple(steps)
        (centre, moves), other = chains[0], chains[1][0] if len(chains) == 2 else None
        claim = season.claims[centre][filled[centre]]
        other_claim = season.claims[other][filled[other]] if other else None
        steps.append(
            Step(
                number=len(steps) + 1,
                centre_id=centre,
                claim=claim,
                runner_up=other,
                runner_up_claim=other_claim,
                decided=_first_difference(claim, other_claim) if other_claim is not None else None,
            )
        )
        seated.update((move.person_id, move.target) for move in moves)
        filled[centre] += 1
        if filled[centre] == len(season.claims[centre]):
            live.remove(centre)


def judge(season: Season, placement: Seating) -> Verdict:
    """Return what is wrong with a placement (person code to centre code, None or absent for not placed), with proof.

    Order of judgement: feasibility, the statutory order, who is placed, the wishes. Raises ValueError when the
    placement names a person who is not of the season.
    """
    if unknown := sorted(set(placement) - set(season.ranks)):
        raise ValueError(f"people who are not of the season: {', '.join(unknown)}")
    seated = {person: placement.get(person) for person in season.ranks}
    steps = replay(season, seated)
    if breaches := _breaches(season, seated):
        return Verdict(steps=steps, breaches=breaches)
    if departure := _departure(season, seated, steps):
        return Verdict(steps=steps, departure=departure)
    if passed_over := _passed_over(season, seated):
        return Verdict(steps=steps, passed_over=passed_over)
    wishes = first_turn(season, seated) if season.matching == "serial" else exchange(season, seated)
    return Verdict(steps=steps, wishes=wishes)


def _first_difference(claim: Claim, other: Claim) -> int | Literal["tie"]:
    return next((i for i, (a, b) in enumerate(zip(claim, other, strict=True)) if a != b), "tie")


def _origins(season: Season, seated: Seating, centre: str, came: Came) -> Iterator[str | None]:
    """Yield the centres, nearest first, that could give up someone so that one more comes to ``centre``.

    None stands for the people not placed. ``came`` keeps the way; what is in it already is not met again.
    """
    came[centre] = None
    queue = deque([centre])
    while queue:
        target = queue.popleft()
        for person in season.candidates[target]:
            origin = seated[person]
            if origin not in came:
                came[origin] = person, target
                yield origin
                if origin is not None:
                    queue.append(origin)


def _chain(came: Came, origin: str | None) -> tuple[Move, ...]:
    moves = []
    while step := came[origin]:
        moves.append(Move(person_id=step[0], origin=origin, target=step[1]))
        origin = step[1]
    return tuple(reversed(moves))


def _breaches(season: Season, seated: Seating) -> tuple[Ineligible | Overfull, ...]:
    held = Counter(centre for centre in seated.values() if centre is not None)
    room = {centre: len(season.claims.get(centre, ())) for centre in held}
    return (
        *(Ineligible(person_id=p, centre_id=c) for p, c in seated.items() if c and c not in season.ranks[p]),
        *(Overfull(centre_id=c, placed=held[c], capacity=room[c]) for c in sorted(held) if held[c] > room[c]),
    )


def _departure(season: Season, seated: Seating, steps: tuple[Step, ...]) -> Departure | None:
    """Compare the levels filled with those of the steps, and search for an exchange that fills a better seat.

    The two must agree, as bases of a matroid: a placement is lawful iff no single exchange improves it.
    """
    held = counts(season, seated)
    filled: Counter[str] = Counter()
    law: list[int] = []
    for step in steps:
        law.append(season.levels[step.centre_id][filled[step.centre_id]])
        filled[step.centre_id] += 1
    mine = sorted(level for centre, n in held.items() for level in season.levels[centre][:n])
    proof = _best_opening(season, seated, held)
    if mine == law and proof is None:
        return None
    at = next((i for i, (a, b) in enumerate(zip(law, mine, strict=False)) if a != b), len(mine))
    if at == len(law) or proof is None or proof != steps[at].claim:
        raise RuntimeError("the replay and the search for an exchange disagree about the statutory order")
    own = steps[at].centre_id
    tied = sorted(
        (c for c, n in held.items() if season.levels[c][n : n + 1] == (law[at],)), key=lambda c: (c != own, c)
    )
    found = [_opening(season, seated, held, filled, centre) for centre in tied]
    return Departure(step=steps[at], openings=tuple(opening for opening in found if opening))


def _best_opening(season: Season, seated: Seating, held: Mapping[str, int]) -> Claim | None:
    """Return the best claim of an open seat that an exchange would fill at the cost of a worse seat or of none.

    Seats are tried from the best claim down; what a better one met in vain is not met again.
    """
    came: Came = {}
    vacant = [c for c, n in held.items() if n < len(season.claims[c])]
    for centre in sorted(vacant, key=lambda c: (season.levels[c][held[c]], c)):
        level = season.levels[centre][held[centre]]
        if centre not in came and any(
            origin is None or season.levels[origin][held[origin] - 1] > level
            for origin in _origins(season, seated, centre, came)
        ):
            return season.claims[centre][held[centre]]
    return None


def _opening(
    season: Season, seated: Seating, held: Mapping[str, int], law: Mapping[str, int], centre: str
) -> Opening | None:
    """Return how a centre's open seat could be filled: by someone not placed, or from a seat that the law leaves empty.

    Such a seat always is within reach of the centre of the step (basis exchange); failing that, from any worse seat.
    """
    claims, levels, came = season.claims, season.levels, Came()
    found: list[tuple[bool, bool, int, int, str | None]] = []
    for nearness, origin in enumerate(_origins(season, seated, centre, came)):
        if origin is None:
            found.append((False, False, 0, nearness, None))
        elif (level := levels[origin][held[origin] - 1]) > levels[centre][held[centre]]:
            found.append((True, held[origin] <= law[origin], -level, nearness, origin))
    if not found:
        return None
    worse = min(found)[-1]
    return Opening(
        centre_id=centre,
        claim=claims[centre][held[centre]],
        moves=_chain(came, worse),
        worse=worse,
        worse_claim=claims[worse][held[worse] - 1] if worse else None,
    )


def _passed_over(season: Season, seated: Seating) -> PassedOver | None:
    """Search, for each person left out, the chains of seats that end with someone of lower standing, the lowest first.

    Chains need no open seat (the order is lawful, so none can be reached), and a centre searched in vain for someone
    of better standing is searched in vain for the next.
    """
    order = {person: i for i, person in enumerate(season.ranks)}
    at: dict[str, list[str]] = {centre: [] for centre in season.claims}
    for person, centre in seated.items():
        if centre is not None:
            at[centre].append(person)
    came: dict[str, str] = {}
    for outsider in (person for person, centre in seated.items() if centre is None):
        queue, lowest = deque([outsider]), outsider
        while queue:
            person = queue.popleft()
            for centre in sorted(season.ranks[person], key=lambda c: (season.ranks[person][c], c)):
                if centre not in came and at.get(centre):
                    came[centre] = person
                    queue.extend(at[centre])
                    lowest = max(lowest, at[centre][-1], key=lambda p: order[p])
        if lowest != outsider:
            place = seated[lowest]
            moves = [Move(person_id=lowest, origin=place, target=None)]
            while place is not None:
                mover = came[place]
                moves.append(Move(person_id=mover, origin=seated[mover], target=place))
                place = seated[mover]
            return PassedOver(left_out=outsider, placed=lowest, moves=tuple(reversed(moves)))
    return None
