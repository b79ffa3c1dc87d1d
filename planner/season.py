"""This module is where the stages of a season run in their order, each on what the earlier ones decided."""

import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date

from planner.domain import NOBODY, Instance, Placement, Plan
from planner.faces.seats import Tally
from planner.policy import Policy
from planner.stages.demand import demand
from planner.stages.placement import RoundPlaced, place
from planner.stages.posting import CentrePosted, post_newcomers
from planner.stages.season import lock_centre, locks_on, rounds
from planner.stages.supply import Pool, Staffing, pool_on, staffing_on
from planner.stages.tally import tallies


@dataclass(frozen=True, kw_only=True)
class SeasonPlan:
    """What the stages decided for a season, with what each of them rested on."""

    instance: Instance
    policy: Policy
    posts: Mapping[str, int]
    staffing: Staffing
    pool: Pool
    rounds: tuple[RoundPlaced, ...]
    posted: tuple[CentrePosted, ...]
    plan: Plan
    seconds: Mapping[str, float] = field(default_factory=dict)


@contextmanager
def _timed(seconds: dict[str, float], stage: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    seconds[stage] = seconds.get(stage, 0.0) + time.perf_counter() - start


def plan_season(
    instance: Instance, policy: Policy, time_limit: float = 60.0, baseline: Plan | None = None
) -> SeasonPlan:
    """Run the stages of a season: demand, supply, placement to centres, posting to clinics.

    ``time_limit`` (seconds) bounds the search for clinics, the only part that may stop unproven; so does Ctrl-C. Among
    equally good plans the one with fewest places unlike the ``baseline`` is taken.
    """
    seconds: dict[str, float] = {}
    before = baseline.placement if baseline else NOBODY
    centres = _place_all(instance, policy, seconds, before)
    with _timed(seconds, "posting"):
        newcomers: dict[str, list[str]] = defaultdict(list)
        for person, centre in centres.centre_of.items():
            newcomers[centre].append(person)
        posted = tuple(_posted(centres, instance, policy, newcomers, time_limit, before))
    site_of = {p: site for centre in posted for p, site in centre.clinic_of.items()}
    plan = Plan(
        placements=tuple(
            Placement(person_id=p, centre_id=centres.centre_of.get(p), site_id=site_of.get(p))
            for p in sorted(centres.pool.ready)
        )
    )
    return SeasonPlan(
        instance=instance,
        policy=policy,
        posts=centres.posts,
        staffing=centres.staffing,
        pool=centres.pool,
        rounds=centres.rounds,
        posted=posted,
        plan=plan,
        seconds=seconds,
    )


def centre_by_person(instance: Instance, policy: Policy) -> Mapping[str, str]:
    """Return the centre of everyone placed, without choosing clinics: enough for a what-if, and ten times faster."""
    return _place_all(instance, policy, {}).centre_of


@dataclass(frozen=True, kw_only=True)
class _Centres:
    """The season up to the choice of centres."""

    posts: Mapping[str, int]
    staffing: Staffing
    pool: Pool
    rounds: tuple[RoundPlaced, ...]
    centre_of: Mapping[str, str]


def _place_all(
    instance: Instance, policy: Policy, seconds: dict[str, float], baseline: Mapping[str, Placement] = NOBODY
) -> _Centres:
    """Run demand, supply and the rounds of placement; locked people come first."""
    day = instance.placement_date
    with _timed(seconds, "demand"):
        posts = demand(instance, policy)
    with _timed(seconds, "supply"):
        staffing, pool = staffing_on(day, instance, policy), pool_on(day, instance, policy)
    bound = {p: lock_centre(lock, instance) for p, lock in locks_on(instance).items() if p in pool.ready}
    centre_of = {p: centre for p, centre in bound.items() if centre is not None}
    done: list[RoundPlaced] = []
    step = 1
    with _timed(seconds, "placement"):
        now = tallies(instance, policy, posts, staffing)
        for turn in rounds(instance, policy, pool):
            counted = now if turn.day == day else _tallies_then(turn.day, now, instance, policy, posts)
            turn = replace(turn, people=tuple(p for p in turn.people if p.id not in centre_of))
            placed = place(turn, instance, policy, counted, step, Counter(centre_of.values()), baseline)
            done.append(placed)
            step += len(placed.seats)
            centre_of |= placed.centre_of
    return _Centres(posts=posts, staffing=staffing, pool=pool, rounds=tuple(done), centre_of=centre_of)


def _tallies_then(
    day: date, now: Mapping[str, Tally], instance: Instance, policy: Policy, posts: Mapping[str, int]
) -> dict[str, Tally]:
    """Count vacancies as of an earlier day; a post filled since then cannot be filled again."""
    staffing = staffing_on(day, instance, policy)
    then = tallies(instance, policy, posts, staffing)
    return {c: replace(t, room=min(t.room, now[c].room)) for c, t in then.items()}


def _posted(
    centres: _Centres,
    instance: Instance,
    policy: Policy,
    newcomers: Mapping[str, list[str]],
    time_limit: float,
    baseline: Mapping[str, Placement],
) -> Iterator[CentrePosted]:
    """Post the newcomers centre by centre, sharing out the time left; after Ctrl-C the rest gets none."""
    end = time.monotonic() + time_limit
    waiting = [c for c in instance.centres if newcomers.get(c.id)]
    for done, centre in enumerate(waiting):
        people = [instance.person[p] for p in sorted(newcomers[centre.id])]
        share = max(0.0, end - time.monotonic()) / (len(waiting) - done) * 2
        given = (centre, people, instance, policy, centres.posts, centres.staffing)
        try:
            yield post_newcomers(*given, share, baseline)
        except KeyboardInterrupt:
            end = time.monotonic()
            yield post_newcomers(*given, 0.0, baseline)
