"""This stage is where graduates get their centres, in the statutory order, exactly (MTG25-2.1-a to -d; MTG21-A1.1).

Each round is one season for ``planner.solving.seats``; what it finds is told here as seats, steps and cut-off lines.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from planner.domain import NOBODY, Instance, Placement
from planner.faces.seats import FirstCallRule, Key, MatchingRule, SeatRule, Tally
from planner.policy import Policy
from planner.result import Cutoff, DecidedBy, Seat
from planner.solving.levels import dense_levels
from planner.solving.seats import Allocation, Season, allocate
from planner.stages.season import Round, choices


@dataclass(frozen=True, kw_only=True)
class RoundPlaced:
    """What a round decided: the centre of each person placed in it, its steps and its cut-off lines."""

    round: Round
    tallies: Mapping[str, Tally]
    ranks: Mapping[str, Mapping[str, int]]
    centre_of: Mapping[str, str]
    seats: tuple[Seat, ...]
    cutoffs: tuple[Cutoff, ...]


def seat_rules(policy: Policy) -> tuple[SeatRule, ...]:
    """Return the statutory priorities among centres in force, first priority first."""
    return tuple(sorted(policy.having(SeatRule), key=lambda rule: rule.priority))


def seat_key(rules: tuple[SeatRule, ...], tally: Tally, filled: int) -> Key:
    """Return the whole key of the seat opened after ``filled`` others at a centre."""
    return tuple(part for rule in rules for part in rule.seat_key(tally, filled))


def place(
    turn: Round,
    instance: Instance,
    policy: Policy,
    tallies: Mapping[str, Tally],
    first_step: int,
    given: Mapping[str, int],
    baseline: Mapping[str, Placement] = NOBODY,
) -> RoundPlaced:
    """Place the people of one round; ``given`` counts people whom locks or earlier rounds gave each centre.

    What the law leaves open is settled by fewest differences from the placements of ``baseline``, then by codes.
    """
    rules = seat_rules(policy)
    codes = sorted(tallies)
    keys = [
        [
            seat_key(rules, tallies[c], filled)
            for filled in range(given.get(c, 0), min(tallies[c].room, given.get(c, 0) + len(turn.people)))
        ]
        if tallies[c].of
        else []
        for c in codes
    ]
    levels, n_levels = dense_levels(keys)
    open_centres = {c for c, mine in zip(codes, keys, strict=True) if mine}
    ranks = {
        p.id: {c: r for c, r in choices(p, instance, policy, turn.first_call).items() if c in open_centres}
        for p in turn.people
    }
    index = {c: i for i, c in enumerate(codes)}
    matching = policy.only(MatchingRule)
    season = Season.of(
        levels=levels,
        options=[[(index[c], r) for c, r in ranks[p.id].items()] for p in turn.people],
        code_order=sorted(range(len(turn.people)), key=lambda i: turn.people[i].id),
        matching=matching.matching if matching else "counts_then_preference",
        n_levels=n_levels,
        baseline=[index.get(baseline[p.id].centre_id or "", -1) if p.id in baseline else -1 for p in turn.people],
    )
    allocation = allocate(season)
    centre_of = {p.id: codes[c] for p, c in zip(turn.people, allocation.centre.tolist(), strict=True) if c >= 0}
    board = _Board(
        turn=turn,
        codes=codes,
        keys=keys,
        levels=levels,
        n_levels=n_levels,
        tallies=tallies,
        rules=rules,
        counts=Counter(centre_of.values()),
        given=given,
    )
    return RoundPlaced(
        round=turn,
        tallies=tallies,
        ranks=ranks,
        centre_of=centre_of,
        seats=_steps(board, policy, first_step),
        cutoffs=_cutoffs(board, allocation),
    )


@dataclass(frozen=True, kw_only=True)
class _Board:
    """The seats of a round, laid out by centre."""

    turn: Round
    codes: list[str]
    keys: list[list[Key]]
    levels: tuple[tuple[int, ...], ...]
    n_levels: int
    tallies: Mapping[str, Tally]
    rules: tuple[SeatRule, ...]
    counts: Mapping[str, int]
    given: Mapping[str, int]

    def rate(self, centre: int, filled: int) -> tuple[int, int]:
        """Vacancies and posts behind the rate a seat was opened by: recomputed, or as ranked once."""
        tally = self.tallies[self.codes[centre]]
        once = any(rule.ranked_once for rule in self.rules)
        before = self.given.get(self.codes[centre], 0) + filled
        return (tally.short if once else max(tally.short - before, min(0, tally.vacant - before))), tally.of


def _steps(board: _Board, policy: Policy, first_step: int) -> tuple[Seat, ...]:
    """Tell the filled seats in the order in which the law opens them."""
    filled = [(board.levels[i][j], i, j) for i, c in enumerate(board.codes) for j in range(board.counts.get(c, 0))]
    taken = [0] * len(board.codes)
    seats = []
    for number, (level, i, j) in enumerate(sorted(filled), start=first_step):
        others = [
            (board.levels[k][taken[k]], k)
            for k in range(len(board.codes))
            if k != i and taken[k] < len(board.keys[k]) and board.levels[k][taken[k]] >= level
        ]
        next_best = min(others, default=None)
        decided, clause = _decided(board, policy, (i, j), next_best and (next_best[1], taken[next_best[1]]))
        vacant, posts = board.rate(i, j)
        runner = next_best and next_best[1]
        runner_rate = board.rate(runner, taken[runner]) if runner is not None else (0, 0)
        seats.append(
            Seat(
                step=number,
                round=board.turn.number,
                level=level,
                centre_id=board.codes[i],
                vacant=vacant,
                posts=posts,
                clinics=board.tallies[board.codes[i]].clinics,
                decided_by=decided,
                clause=clause,
                runner_up=board.codes[runner] if runner is not None else None,
                runner_up_vacant=runner_rate[0],
                runner_up_posts=runner_rate[1],
                runner_up_clinics=board.tallies[board.codes[runner]].clinics if runner is not None else 0,
            )
        )
        taken[i] += 1
    return tuple(seats)


def _decided(
    board: _Board, policy: Policy, seat: tuple[int, int], other: tuple[int, int] | None
) -> tuple[DecidedBy, str]:
    """Return what set a seat before the next best one, and under which clause."""
    wish = policy.clause_id(MatchingRule)
    if board.turn.first_call:
        return DecidedBy.HOME, policy.clause_id(FirstCallRule)
    if not board.rules or not any(rule.parts for rule in board.rules):
        return DecidedBy.WISH, wish
    first = next(rule for rule in board.rules if rule.parts)
    if other is None:
        return DecidedBy.ONLY, first.id
    mine, theirs = board.keys[seat[0]][seat[1]], board.keys[other[0]][other[1]]
    names = [(part, rule.id) for rule in board.rules for part in rule.parts]
    for (part, clause), a, b in zip(names, mine, theirs, strict=True):
        if a != b:
            return DecidedBy(part), clause
    level = board.levels[seat[0]][seat[1]]
    at_level = sum(mine.count(level) for mine in board.levels)
    served = sum(board.levels[i][j] == level for i, c in enumerate(board.codes) for j in range(board.counts.get(c, 0)))
    return (DecidedBy.CODE if served == at_level else DecidedBy.WISH), wish


def _cutoffs(board: _Board, allocation: Allocation) -> tuple[Cutoff, ...]:
    """Tell each centre's price as the line down to which it is filled."""
    lines: dict[int, tuple[int, int, int]] = {}
    for i, mine in enumerate(board.levels):
        for j, level in enumerate(mine):
            lines.setdefault(level, (*board.rate(i, j), board.tallies[board.codes[i]].clinics))
    cutoffs = []
    for i, code in enumerate(board.codes):
        if not board.levels[i]:
            continue
        price = int(allocation.price[i])
        own = next((j for j, level in enumerate(board.levels[i]) if level == price), None)
        line = lines.get(price, (0, 0, 0)) if own is None else (*board.rate(i, own), board.tallies[code].clinics)
        cutoffs.append(
            Cutoff(
                round=board.turn.number,
                centre_id=code,
                level=price if price < board.n_levels else None,
                vacant=line[0],
                posts=line[1],
                clinics=line[2],
                full=sum(level < price for level in board.levels[i]),
                free=sum(level == price for level in board.levels[i]),
                filled=board.counts.get(code, 0),
            )
        )
    return tuple(cutoffs)
