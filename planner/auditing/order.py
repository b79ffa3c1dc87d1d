"""This module is where a plan is held against the statutory order, turn by turn, and departures are told in words."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from planner.auditing.count import Count
from planner.clause import Clause
from planner.domain import Instance, Lock, Person
from planner.faces.seats import AbovePostsRule, FirstCallRule, Key, MatchingRule, QueueRule, SeatRule, Tally, TieRule
from planner.finding import Finding, Status
from planner.messages import say
from planner.policy import Policy
from planner.replay import (
    Applicant,
    Contender,
    Departure,
    Ineligible,
    Move,
    Overfull,
    PassedOver,
    Season,
    Seating,
    Turn,
    Verdict,
    judge,
)
from planner.text import Text, join


@dataclass(frozen=True, kw_only=True)
class JudgedTurn:
    """One turn of the season as the auditor sees it, with the verdict on it."""

    day: date
    first_call: bool
    season: Season
    seated: Seating
    verdict: Verdict


def claims(policy: Policy, tally: Tally, given: int, most: int) -> tuple[Key, ...]:
    """Walk a centre's vacancies one by one and return what it can claim at each, ``given`` being filled already."""
    rules = sorted(policy.having(SeatRule), key=lambda rule: rule.priority)
    vacant, bare = tally.vacant, tally.bare
    walked: list[Key] = []
    for seat in range(tally.room):
        if len(walked) == most:
            break
        if seat >= given:
            walked.append(tuple(part for rule in rules for part in rule.claim(tally, vacant, bare, seat)))
        vacant, bare = vacant - 1, max(0, bare - 1)
    return tuple(walked)


def judged_turns(counted: Count, policy: Policy) -> tuple[JudgedTurn, ...]:
    """Judge each turn of a season: each day's people, graduates before recruits, first calls before the rest."""
    instance = counted.instance
    destination = {p.person_id: p.centre_id for p in counted.plan.placements if p.person_id in counted.finished}
    bound = set(locked(instance)) & counted.finished.keys()
    given = Counter(destination[p] for p in bound if destination.get(p) is not None)
    heads_today = counted.on(instance.placement_date)
    today = counted.tallies(heads_today)
    turns = []
    for day, people, first_call in _turns(counted, policy, bound):
        waiting = [p for p in people if p.id not in bound]
        ranks = {p.id: _ranks(p, instance, policy, first_call) for p in waiting}
        then = counted.tallies(counted.on(day))
        contenders = []
        for centre in instance.centres:
            tally = then[centre.id]
            if tally.room > today[centre.id].room:  # posts filled since that day are gone
                tally = replace(tally, room=today[centre.id].room)
            seats = claims(policy, tally, given[centre.id], len(waiting)) if tally.of else ()
            contenders.append(Contender(centre_id=centre.id, claims=seats))
        open_centres = {c.centre_id for c in contenders if c.claims}
        seated = {
            p.id: destination.get(p.id) if not first_call or destination.get(p.id) in ranks[p.id] else None
            for p in waiting
        }
        matching = policy.only(MatchingRule)
        season = Season(
            contenders=tuple(contenders),
            applicants=tuple(
                Applicant(person_id=p.id, ranks={c: r for c, r in ranks[p.id].items() if c in open_centres})
                for p in sorted(waiting, key=lambda p: _before_others(p, policy))
            ),
            matching=matching.matching if matching else "counts_then_preference",
        )
        turns.append(
            JudgedTurn(day=day, first_call=first_call, season=season, seated=seated, verdict=judge(season, seated))
        )
        bound |= {p for p, centre in seated.items() if centre is not None}
        given += Counter(c for c in seated.values() if c is not None)
    return tuple(turns)


def _before_others(person: Person, policy: Policy) -> tuple[Decimal, tuple[bool, ...], str]:
    """Grade, then for each clause on ties whether it passes a person over, then code; the smallest is first."""
    grade, code = person.standing
    return grade, tuple(not rule.goes_first(person) for rule in policy.having(TieRule)), code


def locked(instance: Instance) -> dict[str, Lock]:
    """Return the decisions already taken by people that bind on the placement date, by person code."""
    day = instance.placement_date
    return {k.person_id: k for k in instance.locks if (k.start or day) <= day <= (k.end or day)}


def _turns(counted: Count, policy: Policy, bound: set[str]) -> Iterator[tuple[date, tuple[Person, ...], bool]]:
    by_day: dict[date, list[Person]] = defaultdict(list)
    for code in sorted(counted.finished.keys() - bound):
        by_day[counted.finished[code]].append(counted.instance.person[code])
    for day in sorted(by_day):
        for people in _in_turn(tuple(by_day[day]), policy.having(QueueRule)):
            if policy.having(FirstCallRule):
                yield day, people, True
            yield day, people, False


def _in_turn(people: tuple[Person, ...], rules: tuple[QueueRule, ...]) -> Iterator[tuple[Person, ...]]:
    """Who is served before whom: by the first rule in force, then among those alike to it by the next."""
    if not rules:
        yield people
        return
    for alike in rules[0].queues(people):
        yield from _in_turn(alike, rules[1:])


def _ranks(person: Person, instance: Instance, policy: Policy, first_call: bool) -> dict[str, int]:
    """Where a person may go and at what rank, read from her list line by line."""
    listed: dict[str, int] = {}
    last = 0
    for wish in instance.wishes_of.get(person.id, ()):
        last = wish.rank if wish.rank > last else last
        centre = instance.site[wish.site_id].centre_id if wish.centre_id is None and wish.site_id else wish.centre_id
        if centre is not None and wish.rank < listed.get(centre, wish.rank + 1):
            listed[centre] = wish.rank
    called = {c for rule in policy.having(FirstCallRule) for c in rule.first_call(person, instance)}
    ranks = {}
    for centre in instance.centre:
        refused = not person.accepts_adjustment and centre not in listed
        elsewhere = bool(person.only_centres) and centre not in person.only_centres
        if not refused and not elsewhere and (not first_call or centre in called):
            ranks[centre] = listed.get(centre, last + 1)
    return ranks


def departures(turns: Sequence[JudgedTurn], counted: Count, policy: Policy) -> dict[str, tuple[Finding, ...]]:
    """Return what the replay finds against a plan, by the clause it stands under."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for turn in turns:
        for finding in _findings(turn, counted, policy):
            found[finding.clause].append(finding)
    return {clause: tuple(rows) for clause, rows in found.items()}


def _findings(turn: JudgedTurn, counted: Count, policy: Policy) -> Iterator[Finding]:
    verdict, instance = turn.verdict, counted.instance
    gaps = policy.clause_id(AbovePostsRule) or policy.clause_id(SeatRule)
    wishes = policy.clause_id(MatchingRule)
    for breach in verdict.breaches:
        if isinstance(breach, Overfull):
            yield _over(breach, gaps, instance)
        else:
            yield _barred(breach, turn, gaps, wishes, instance)
    if verdict.departure is not None:
        yield _departure(verdict.departure, turn, policy, gaps, instance)
    if verdict.passed_over is not None:
        yield _passed_over(verdict.passed_over, wishes, instance)
    if isinstance(verdict.wishes, Turn):
        better = verdict.wishes
        yield _violated(
            wishes,
            better.person_id,
            say(
                "audit.turn",
                name=_name(instance, better.person_id),
                taken=_centre(instance, better.taken),
                better=_centre(instance, better.better),
                chain=_chain(better.moves, instance),
            ),
        )
    elif verdict.wishes is not None:
        gain = verdict.wishes
        before, after = (sum(gain.before), sum(gain.after)) if gain.measure == "total" else (gain.before, gain.after)
        yield _violated(
            wishes,
            gain.person_id,
            say(
                f"audit.wishes.{gain.measure}",
                chain=_chain(gain.moves, instance),
                name=_name(instance, gain.person_id),
                before=before,
                after=after,
            ),
        )


def _violated(clause: str, subject: str, message: Text, actual: str = "", limit: str = "") -> Finding:
    return Finding(clause=clause, subject=subject, status=Status.VIOLATED, message=message, actual=actual, limit=limit)


def _over(breach: Overfull, gaps: str, instance: Instance) -> Finding:
    message = say(
        "audit.overfull", centre=_centre(instance, breach.centre_id), placed=breach.placed, capacity=breach.capacity
    )
    return _violated(gaps, breach.centre_id, message, str(breach.placed), f"<={breach.capacity}")


def _barred(breach: Ineligible, turn: JudgedTurn, gaps: str, wishes: str, instance: Instance) -> Finding:
    no_seat = not turn.season.claims.get(breach.centre_id)
    message = say(
        "audit.no_seat" if no_seat else "audit.ineligible",
        name=_name(instance, breach.person_id),
        centre=_centre(instance, breach.centre_id),
    )
    return _violated(gaps if no_seat else wishes, breach.person_id, message)


def _departure(departure: Departure, turn: JudgedTurn, policy: Policy, gaps: str, instance: Instance) -> Finding:
    opening = departure.openings[0]
    rules = sorted(policy.having(SeatRule), key=lambda rule: rule.priority)
    parts = [(part, rule) for rule in rules for part in rule.parts]
    clause = policy.clause_id(FirstCallRule) if turn.first_call else gaps
    place, chain = _centre(instance, opening.centre_id), _chain(opening.moves, instance)
    if opening.worse is None or opening.worse_claim is None:
        if not turn.first_call and policy.having(FirstCallRule):
            clause = next((c.id for c in policy.clauses if c.family == "any_town_in_need"), gaps)
        message = say(
            "audit.order.left_out",
            step=departure.step.number,
            centre=place,
            claim=_claim(opening.claim, parts),
            chain=chain,
        )
        return _violated(clause, opening.centre_id, message)
    for (_, rule), mine, theirs in zip(parts, opening.claim, opening.worse_claim, strict=True):
        if mine != theirs:
            clause = rule.id if isinstance(rule, Clause) else clause
            break
    message = say(
        "audit.order",
        step=departure.step.number,
        centre=place,
        claim=_claim(opening.claim, parts),
        worse=_centre(instance, opening.worse),
        worse_claim=_claim(opening.worse_claim, parts),
        chain=chain,
    )
    return _violated(clause, opening.centre_id, message)


def _passed_over(found: PassedOver, wishes: str, instance: Instance) -> Finding:
    message = say(
        "audit.passed_over",
        name=_name(instance, found.left_out),
        placed=_name(instance, found.placed),
        chain=_chain(found.moves, instance),
    )
    return _violated(wishes, found.left_out, message)


def _claim(claim: Key, parts: list[tuple[str, SeatRule]]) -> Text:
    shown = [say(f"audit.part.{part}", value=value) for (part, _), value in zip(parts, claim, strict=True)]
    return join(shown, "，", ", ")


def _chain(moves: tuple[Move, ...], instance: Instance) -> Text:
    nowhere = say("audit.nowhere")
    return join(
        [
            say(
                "audit.move",
                name=_name(instance, m.person_id),
                origin=_centre(instance, m.origin) if m.origin else nowhere,
                target=_centre(instance, m.target) if m.target else nowhere,
            )
            for m in moves
        ],
        "，",
        ", ",
    )


def _name(instance: Instance, person_id: str) -> str:
    return f"{instance.person[person_id].name}（{person_id}）"


def _centre(instance: Instance, centre_id: str) -> str:
    return instance.centre[centre_id].name
