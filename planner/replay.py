"""This module is where any placement is held against the statutory order, step by step and without the optimiser.

It reads nothing but the claims of the centres, the people in standing order and the placement to be judged. A *claim*
is what a centre brings forward for its next seat (vacancy rate, then clinics, MTG25-2.1-a and -c); seats with equal
claims form a *level*. The steps come from augmenting paths, every verdict from a search for one concrete exchange of
people that would serve the rule better: where there is none there is no fault, and where there is one it can be named.
"""

from collections import Counter, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Literal

Claim = tuple[Fraction | int, ...]
Seating = Mapping[str, str | None]
Matching = Literal["counts_then_preference", "rank_maximal", "serial"]
Measure = Literal["total", "profile", "standing"]
Came = dict[str | None, tuple[str, str] | None]
"""How a search came to each place: by which person, who would go to which centre; None at its start."""
Node = str | int
"""A place in the exchange graph: a centre by its code, or a level by its number."""


@dataclass(frozen=True, kw_only=True)
class Contender:
    """A centre that takes part: ``claims[j]`` is its claim when j seats are filled; their number is its capacity."""

    centre_id: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, kw_only=True)
class Applicant:
    """A person of the pool; ``ranks`` gives her wish rank (1 is first) at each centre she may go to, and no other."""

    person_id: str
    ranks: Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class Season:
    """What a placement is judged by: contenders, and applicants from the best standing down.

    Raises ValueError when codes repeat, a claim grows as a centre fills, or a rank is below 1.
    """

    contenders: tuple[Contender, ...]
    applicants: tuple[Applicant, ...]
    matching: Matching = "counts_then_preference"

    def __post_init__(self) -> None:
        centres, people = {c.centre_id for c in self.contenders}, {a.person_id for a in self.applicants}
        if len(centres) < len(self.contenders) or len(people) < len(self.applicants):
            raise ValueError("a centre or a person appears twice in the season")
        if any(later > earlier for c in self.contenders for earlier, later in pairwise(c.claims)):
            raise ValueError("the claim of a centre grows as it fills")
        if any(rank < 1 for a in self.applicants for rank in a.ranks.values()):
            raise ValueError("a wish rank is below 1")

    @cached_property
    def claims(self) -> Mapping[str, tuple[Claim, ...]]:
        """Claims by centre code, codes ascending."""
        return {c.centre_id: c.claims for c in sorted(self.contenders, key=lambda c: c.centre_id)}

    @cached_property
    def levels(self) -> Mapping[str, tuple[int, ...]]:
        """The level of each seat by centre code; 0 is the highest claim of the season."""
        distinct = sorted({claim for claims in self.claims.values() for claim in claims}, reverse=True)
        number = {claim: level for level, claim in enumerate(distinct)}
        return {centre: tuple(number[claim] for claim in claims) for centre, claims in self.claims.items()}

    @cached_property
    def ranks(self) -> Mapping[str, Mapping[str, int]]:
        """Wish ranks by person code, in standing order."""
        return {a.person_id: a.ranks for a in self.applicants}

    @cached_property
    def candidates(self) -> Mapping[str, tuple[str, ...]]:
        """The people who may go to each centre, in standing order, by centre code."""
        return {c: tuple(p for p, ranks in self.ranks.items() if c in ranks) for c in self.claims}


@dataclass(frozen=True, kw_only=True)
class Move:
    """One person's part in an exchange; ``origin`` or ``target`` is None for someone not placed."""

    person_id: str
    origin: str | None
    target: str | None


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of the statutory order: the seat filled, and the best other centre that could still have been served.

    ``decided`` is the index of the first component in which the two claims differ, "tie" when they are equal in all,
    None when no other centre could be served.
    """

    number: int
    centre_id: str
    claim: Claim
    runner_up: str | None
    runner_up_claim: Claim | None
    decided: int | Literal["tie"] | None


@dataclass(frozen=True, kw_only=True)
class Ineligible:
    """A person placed at a centre she may not go to."""

    person_id: str
    centre_id: str


@dataclass(frozen=True, kw_only=True)
class Overfull:
    """A centre with more people placed than it has seats."""

    centre_id: str
    placed: int
    capacity: int


@dataclass(frozen=True, kw_only=True)
class Opening:
    """An open seat with a claim that had to be served, and the moves that would fill it.

    ``worse`` is the centre that would give up its last seat, of the lower ``worse_claim``; None when the moves would
    place someone who was left out.
    """

    centre_id: str
    claim: Claim
    moves: tuple[Move, ...]
    worse: str | None
    worse_claim: Claim | None


@dataclass(frozen=True, kw_only=True)
class Departure:
    """The first step of the statutory order that a placement does not take (MTG25-2.1-a, -c), with proof.

    ``openings`` names every centre whose open seat has the claim of that step and could be filled; the first is the
    step's own centre.
    """

    step: Step
    openings: tuple[Opening, ...]


@dataclass(frozen=True, kw_only=True)
class PassedOver:
    """Someone left out though she stands before someone placed, and the moves that would put it right."""

    left_out: str
    placed: str
    moves: tuple[Move, ...]


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """Moves among the people placed, lawful in every step, that serve their wishes better (MTG25-2.1-d).

    ``measure`` says by what: the "total" of ranks, the "profile" (all ranks, sorted) or the ranks read by "standing";
    ``before`` and ``after`` are that measure, smaller is better; ``person_id`` is the first by standing to gain.
    """

    measure: Measure
    moves: tuple[Move, ...]
    before: tuple[int, ...]
    after: tuple[int, ...]
    person_id: str


@dataclass(frozen=True, kw_only=True)
class Turn:
    """Under ``serial``: someone who did not get the best seat open in her turn, and the moves that would do it."""

    person_id: str
    taken: str
    taken_claim: Claim
    better: str
    better_claim: Claim
    moves: tuple[Move, ...]


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What is wrong with a placement, or nothing; a later field is judged only when all before it are clean.

    ``steps`` is the statutory order, taking the placement's own side in full ties; ties that only codes could settle
    are never a fault.
    """

    steps: tuple[Step, ...]
    breaches: tuple[Ineligible | Overfull, ...] = ()
    departure: Departure | None = None
    passed_over: PassedOver | None = None
    wishes: Exchange | Turn | None = None

    @property
    def lawful(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.breaches or self.departure or self.passed_over or self.wishes)


def apply_moves(placement: Seating, moves: tuple[Move, ...]) -> dict[str, str | None]:
    """Return the placement after the moves of an exchange."""
    return {**placement, **{move.person_id: move.target for move in moves}}


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
    wishes = _turn(season, seated) if season.matching == "serial" else _exchange(season, seated)
    return Verdict(steps=steps, wishes=wishes)


def _first_difference(claim: Claim, other: Claim) -> int | Literal["tie"]:
    return next((i for i, (a, b) in enumerate(zip(claim, other, strict=True)) if a != b), "tie")


def _counts(season: Season, seated: Seating) -> Mapping[str, int]:
    held = Counter(seated.values())
    return {centre: held[centre] for centre in season.claims}


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
    held = _counts(season, seated)
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


def _level_arcs(season: Season, seated: Seating) -> list[tuple[Node, Node]]:
    """Arcs by which one centre's open seat may stand in for another's last seat of the same level."""
    arcs: list[tuple[Node, Node]] = []
    for centre, n in _counts(season, seated).items():
        levels = season.levels[centre]
        arcs += [(centre, level) for level in levels[n : n + 1]]
        arcs += [(level, centre) for level in levels[:n][-1:]]
    return arcs


def _wish_costs(season: Season) -> Mapping[int, int]:
    """The cost of a seat by wish rank: the rank itself, or a weight that one better wish outdoes all worse ones by."""
    distinct = sorted({rank for ranks in season.ranks.values() for rank in ranks.values()}, reverse=True)
    if season.matching == "rank_maximal":
        return {rank: -((len(season.ranks) + 1) ** i) for i, rank in enumerate(distinct)}
    return {rank: rank for rank in distinct}


def _exchange(season: Season, seated: Seating) -> Exchange | None:
    """Search a cycle of lawful moves that lowers the cost of wishes, then one of no cost that serves standing."""
    cost = _wish_costs(season)
    cheapest: dict[tuple[Node, Node], tuple[int, str]] = {}
    for person, here in seated.items():
        if here is None:
            continue
        ranks = season.ranks[person]
        base = cost[ranks[here]]
        for there, rank in ranks.items():
            if there != here and there in season.claims:
                price = cost[rank] - base
                if (here, there) not in cheapest or price < cheapest[here, there][0]:
                    cheapest[here, there] = price, person
    arcs: list[tuple[Node, Node, int, str | None]] = [(a, b, *offer) for (a, b), offer in cheapest.items()]
    neutral = _level_arcs(season, seated)
    arcs += [(a, b, 0, None) for a, b in neutral]
    potential, cycle = _bellman_ford(arcs)
    if cycle:
        measure: Measure = "profile" if season.matching == "rank_maximal" else "total"
        return _measured(season, seated, measure, cycle)
    if cycle := _kinder_cycle(season, seated, cost, potential, neutral):
        return _measured(season, seated, "standing", cycle)
    return None


def _bellman_ford(
    arcs: list[tuple[Node, Node, int, str | None]],
) -> tuple[Mapping[Node, int], tuple[Move, ...]]:
    """Return potentials that prove no cycle of arcs costs less than nothing, or the moves of one that does."""
    potential: dict[Node, int] = {node: 0 for a, b, _, _ in arcs for node in (a, b)}
    came: dict[Node, tuple[Node, str | None]] = {}
    last: Node | None = None
    for _ in range(len(potential)):
        last = None
        for a, b, price, person in arcs:
            if (offer := potential[a] + price) < potential[b]:
                potential[b] = offer
                came[b] = a, person
                last = b
        if last is None:
            return potential, ()
    if last is None:
        return potential, ()
    for _ in range(len(potential)):  # steps back far enough to stand on the cycle
        last = came[last][0]
    moves, place = [], last
    while True:
        before, person = came[place]
        if person is not None:
            moves.append(Move(person_id=person, origin=str(before), target=str(place)))
        place = before
        if place == last:
            return potential, tuple(reversed(moves))


def _kinder_cycle(
    season: Season,
    seated: Seating,
    cost: Mapping[int, int],
    potential: Mapping[Node, int],
    neutral: list[tuple[Node, Node]],
) -> tuple[Move, ...]:
    """Return moves of no cost that better someone's rank and leave the rank of everyone of better standing, or none.

    A cycle costs nothing iff each of its arcs is tight under the potentials.
    """
    arcs: dict[Node, list[tuple[Node, int, bool, str | None]]] = {node: [] for node in potential}
    for a, b in neutral:
        if potential[a] == potential[b]:
            arcs[a].append((b, -1, False, None))
    better: list[tuple[int, str, str, str]] = []
    for i, (person, here) in enumerate(seated.items()):
        if here is None:
            continue
        ranks = season.ranks[person]
        for there, rank in ranks.items():
            if there == here or there not in season.claims:
                continue
            if potential[here] + cost[rank] - cost[ranks[here]] == potential[there]:
                arcs[here].append((there, i, rank != ranks[here], person))
                if rank < ranks[here]:
                    better.append((i, person, here, there))
    for i, person, here, there in better:
        came: dict[Node, tuple[Node, str | None]] = {}
        queue: deque[Node] = deque([there])
        while queue and here not in came:
            place = queue.popleft()
            for onward, who, changes, mover in arcs[place]:
                if onward not in came and onward != there and (who > i or not changes):
                    came[onward] = place, mover
                    queue.append(onward)
        if here in came:
            return (Move(person_id=person, origin=here, target=there), *_path(came, there, here))
    return ()


def _path(came: Mapping[Node, tuple[Node, str | None]], start: Node, end: Node) -> tuple[Move, ...]:
    moves, place = [], end
    while place != start:
        before, person = came[place]
        if person is not None:
            moves.append(Move(person_id=person, origin=str(before), target=str(place)))
        place = before
    return tuple(reversed(moves))


def _measured(season: Season, seated: Seating, measure: Measure, moves: tuple[Move, ...]) -> Exchange:
    after = apply_moves(seated, moves)
    ranks = [(p, season.ranks[p][c], season.ranks[p][after[p] or c]) for p, c in seated.items() if c is not None]
    old, new = tuple(r for _, r, _ in ranks), tuple(r for _, _, r in ranks)
    if measure == "total":
        old, new = (sum(old),), (sum(new),)
    elif measure == "profile":
        old, new = tuple(sorted(old)), tuple(sorted(new))
    return Exchange(
        measure=measure,
        moves=moves,
        before=old,
        after=new,
        person_id=next(person for person, was, becomes in ranks if becomes < was),
    )


def _turn(season: Season, seated: Seating) -> Turn | None:
    """Give each in standing order the best claim that leaves the rest a lawful placement, ties by her own wish.

    Read backwards: until someone departs, everyone before her sits as judged, so only those after her may still move,
    and the last departure met is the first by standing.
    """
    running = dict(_counts(season, seated))
    into: dict[Node, dict[Node, str | None]] = {}
    for a, b in _level_arcs(season, seated):
        into.setdefault(b, {})[a] = None
    first: Turn | None = None
    for person, here in reversed(list(seated.items())):
        if here is None:
            continue
        running[here] -= 1
        onward: dict[Node, tuple[Node, str | None]] = {}
        queue: deque[Node] = deque([here])
        while queue:
            place = queue.popleft()
            for origin, mover in into.get(place, {}).items():
                if origin not in onward and origin != here:
                    onward[origin] = place, mover
                    queue.append(origin)
        ranks = season.ranks[person]
        open_to_her = {c: (season.levels[c][running[c]], ranks[c], c) for c in ranks if c == here or c in onward}
        better = min(open_to_her, key=lambda c: open_to_her[c])
        if open_to_her[better][:2] < open_to_her[here][:2]:
            moves = [Move(person_id=person, origin=here, target=better)]
            place = better
            while place != here:
                target, mover = onward[place]
                if mover is not None:
                    moves.append(Move(person_id=mover, origin=str(place), target=str(target)))
                place = target
            first = Turn(
                person_id=person,
                taken=here,
                taken_claim=season.claims[here][running[here]],
                better=better,
                better_claim=season.claims[better][running[better]],
                moves=tuple(moves),
            )
        for there in ranks:
            if there != here and there in season.claims:
                into.setdefault(there, {}).setdefault(here, person)
    return first
