"""This module is where each person's reason is put together from what the stages decided, in Chinese and English.

A reason names centres, rates, steps and ranks, never another person: it can be handed to the one it concerns.
"""

from collections import defaultdict
from collections.abc import Mapping

from planner.domain import Instance, Person
from planner.faces.seats import FirstCallRule, MatchingRule
from planner.messages import say
from planner.result import Cutoff, Outcome, Seat
from planner.season import SeasonPlan
from planner.stages.placement import RoundPlaced
from planner.stages.season import centre_wishes, locks_on
from planner.text import Text, join


def outcomes(season: SeasonPlan) -> tuple[Outcome, ...]:
    """Return what became of everyone in the pool, with the reason, sorted by person code."""
    seat_of = {p: (seat, r) for r in season.rounds for p, seat in seats_of(r, season.instance).items()}
    rows = []
    for placement in season.plan.placements:
        person = season.instance.person[placement.person_id]
        wished = centre_wishes(person, season.instance)
        unmet = None
        if person.id in seat_of:
            seat, turn = seat_of[person.id]
            parts = [_opened(seat, season.instance), _wish(person, seat.centre_id, wished)]
            first = _first_unmet(person, seat.centre_id, wished)
            unmet = why_not(person, first, turn, season) if first else None
            parts += [unmet] if unmet else []
            clause = seat.clause
        elif placement.centre_id is not None:
            lock = locks_on(season.instance)[person.id]
            parts, clause = [say("reasons.locked", centre=_name(season, placement.centre_id), why=lock.why)], ""
        else:
            parts, clause = [_unplaced(person, season)], season.policy.clause_id(MatchingRule)
        if placement.site_id is not None:
            parts.append(_clinic(season, placement.site_id))
        rows.append(
            Outcome(
                person_id=person.id,
                centre_id=placement.centre_id,
                site_id=placement.site_id,
                wish_rank=wished.get(placement.centre_id) if placement.centre_id else None,
                clause=clause,
                reason=join(parts, "；", "; "),
                unmet=unmet,
            )
        )
    return tuple(rows)


def seats_of(turn: RoundPlaced, instance: Instance) -> Mapping[str, Seat]:
    """Return the seat of each person of a round: at one centre, the better standing takes the earlier step."""
    steps: dict[str, list[Seat]] = defaultdict(list)
    for seat in turn.seats:
        steps[seat.centre_id].append(seat)
    seats = {}
    for person in turn.round.people:
        if person.id in turn.centre_of:
            seats[person.id] = steps[turn.centre_of[person.id]].pop(0)
    return seats


def _name(season: SeasonPlan, centre_id: str) -> str:
    return season.instance.centre[centre_id].name


def _opened(seat: Seat, instance: Instance) -> Text:
    values = {
        "step": seat.step,
        "centre": instance.centre[seat.centre_id].name,
        "rate": f"{seat.vacant}/{seat.posts}",
        "clinics": seat.clinics,
        "runner": instance.centre[seat.runner_up].name if seat.runner_up else "",
        "runner_rate": f"{seat.runner_up_vacant}/{seat.runner_up_posts}",
        "runner_clinics": seat.runner_up_clinics,
        "clause": seat.clause,
    }
    return say(f"reasons.opened.{seat.decided_by}", **values)


def _wish(person: Person, centre_id: str, wished: Mapping[str, int]) -> Text:
    if centre_id in wished:
        return say("reasons.wish", rank=wished[centre_id])
    return say("reasons.wish.unlisted" if wished else "reasons.wish.none")


def _first_unmet(person: Person, centre_id: str, wished: Mapping[str, int]) -> str | None:
    """Return the best-ranked centre a person did not get, None when she has none better than hers."""
    mine = wished.get(centre_id)
    better = sorted((r, c) for c, r in wished.items() if c != centre_id and (mine is None or r < mine))
    return better[0][1] if better else None


def why_not(person: Person, centre_id: str, turn: RoundPlaced, season: SeasonPlan) -> Text:
    """Return why a person of a round is not at a centre: no right, no seat, below the line, or others before her."""
    centre = _name(season, centre_id)
    if person.only_centres and centre_id not in person.only_centres:
        return say("reasons.not.limited", centre=centre)
    lines = {c.centre_id: c for c in turn.cutoffs}
    if turn.round.first_call and centre_id not in turn.ranks[person.id]:
        return say("reasons.not.home", centre=centre, clause=season.policy.clause_id(FirstCallRule))
    if centre_id not in lines or centre_id not in turn.ranks[person.id]:
        return say("reasons.not.no_seat", centre=centre)
    theirs, mine = lines[centre_id], lines.get(turn.centre_of.get(person.id, ""))
    if mine is not None and (theirs.level is None or (mine.level is not None and theirs.level > mine.level)):
        return _below(centre, theirs, mine, turn.tallies[centre_id].clinics)
    ranks = turn.ranks
    rank = ranks[person.id][centre_id]
    rivals = [p for p in turn.round.people if turn.centre_of.get(p.id) == centre_id]
    if all(ranks[p.id][centre_id] < rank for p in rivals):
        return say("reasons.not.earlier", centre=centre)
    order = {p.id: n for n, p in enumerate(turn.round.people)}
    if all(ranks[p.id][centre_id] <= rank and order[p.id] < order[person.id] for p in rivals):
        return say("reasons.not.grade", centre=centre)
    return say("reasons.not.total", centre=centre, clause=season.policy.clause_id(MatchingRule))


def _below(centre: str, theirs: Cutoff, mine: Cutoff, clinics: int) -> Text:
    """Why a centre's next seat ranks below the line down to which seats were filled."""
    if theirs.level is None:
        return say("reasons.not.full", centre=centre)
    equal = theirs.vacant * mine.posts == mine.vacant * theirs.posts
    key = ("equal" if equal else "unopened") if theirs.filled == 0 else ("equal_next" if equal else "below")
    return say(
        f"reasons.not.{key}",
        centre=centre,
        next=f"{theirs.vacant}/{theirs.posts}",
        line=f"{mine.vacant}/{mine.posts}",
        filled=theirs.filled,
        clinics=mine.clinics,
        own_clinics=clinics,
    )


def _unplaced(person: Person, season: SeasonPlan) -> Text:
    turns = [r for r in season.rounds if person.id in r.ranks]
    open_to_her = {c for r in turns for c in r.ranks[person.id]}
    if not open_to_her:
        limited = bool(person.only_centres) or not person.accepts_adjustment
        return say("reasons.unplaced.no_seat_for_her" if limited else "reasons.unplaced.no_seat")
    standing = next(n for n, p in enumerate(turns[-1].round.people, start=1) if p.id == person.id)
    return say("reasons.unplaced.full", seats=sum(len(r.seats) for r in turns), standing=standing)


def _clinic(season: SeasonPlan, site_id: str) -> Text:
    site = season.instance.site[site_id]
    before = len(season.staffing.in_post.get(site_id, ()))
    key = "reasons.clinic.bare" if before == 0 else "reasons.clinic.short"
    return say(key, site=site.name, population=site.population, staff=before, posts=season.posts[site_id])
