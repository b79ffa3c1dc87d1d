"""This package is where plans are compared: what differs, for whom, and under which clause the difference arose."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from planner.comparing.attribution import Way, attribute
from planner.comparing.differences import clinic_changes, moved, person_changes, stint_changes
from planner.comparing.indicators import indicators
from planner.comparing.members import Effort, member
from planner.comparing.reckoned import books, left_out
from planner.comparing.sources import Given, Source, check_same, sources, told_as
from planner.comparison import Comparison, Member, PersonChange, Step, StepKind, Verdict
from planner.messages import say
from planner.result import SolveStatus
from planner.scenario import Scenario
from planner.text import Text, join, plain

__all__ = ["Effort", "Given", "compare", "key_text"]


def compare(
    given: Sequence[Given],
    effort: Effort | None = None,
    anyway: bool = False,
    told: Callable[[Scenario], Scenario] | None = None,
) -> Comparison:
    """Compare plans with the first of them, the baseline; what is not a plan yet is solved.

    A scenario solved here stays as close to the baseline as the law allows, so that equal plans compare as equal; a
    published plan is what was published. Raises ScenarioError for fewer than two plans, for faulty input, and for plans
    of different scenarios or of different input; ``anyway`` compares these too and marks them. ``told`` makes of each
    scenario what may be told of it (codes in place of names, say).
    """
    effort = effort or Effort()
    opened = sources(given)
    opened = tuple(told_as(source, told) for source in opened) if told else opened
    marks = tuple(check_same(opened, anyway))
    first = member(opened[0], None, effort)
    close_to = first.plan if first.planned else None
    ways = {source.name: Way(steps=(), behind={}) for source in opened}
    members = [first]
    for source in opened[1:]:
        found = member(source, close_to, effort)
        if first.planned and found.planned:
            ways[source.name] = _way((opened[0], first), (source, found), effort.time_limit)
        members.append(replace(found, path=ways[source.name].steps))
    people = tuple(
        change
        for place, m in enumerate(members)
        if place and first.planned and m.planned
        for change in person_changes(first, m, place, ways[m.name].behind)
    )
    accounts = books(members)
    return Comparison(
        members=tuple(members),
        indicators=tuple(indicators(members, accounts)),
        people=people,
        clinics=tuple(clinic_changes(members)),
        stints=tuple(c for place, m in enumerate(members) if place for c in stint_changes(first, m, place)),
        summary=tuple(
            _summary(m, [c for c in people if c.member == place]) for place, m in enumerate(members) if place
        ),
        notices=(*marks, *_notices(opened, members), *left_out(members, accounts)),
    )


def _way(before: tuple[Source, Member], after: tuple[Source, Member], time_limit: float) -> Way:
    """Return the way between two plans; where files changed since one was published, no clause can be named."""
    (source, baseline), (other, found) = before, after
    if any(s.published is not None and s.published.changed for s in (source, other)):
        gone = moved(baseline, found)
        step = Step(key="input", kind=StepKind.INPUT, label=say("compare.step.input"), moved=len(gone))
        return Way(steps=(step,), behind=dict.fromkeys(gone, ("input",)))
    return attribute((source.scenario, baseline.plan), (other.scenario, found.plan), time_limit)


def key_text(key: str) -> Text:
    """Return how a step's key is told: a clause by its id, anything else in words."""
    known = {kind.value for kind in StepKind} | {"hand_after"}
    return say(f"compare.key.{key}") if key in known else plain(key.replace("+", " + "))


def _summary(m: Member, people: Sequence[PersonChange]) -> Text:
    """Return one sentence on a member: how many gain and lose, and through what."""
    if m.failure is not None and not m.planned:
        return say("compare.summary", name=m.name, told=say("compare.failed", why=m.failure))
    counts = Counter(c.verdict for c in people)
    parts = [say(f"compare.count.{v.value}", count=counts[v]) for v in Verdict if counts[v]]
    steps = Counter(key for c in people for key in c.steps)
    facts = {s.key: s.label for s in m.path if s.kind is StepKind.FACTS}
    if len(steps) == 1:
        key = next(iter(steps))
        parts.append(say("compare.all_through", key=facts.get(key) or key_text(key)))
    elif steps:
        through = [say("compare.through", key=key_text(key), count=n) for key, n in steps.most_common()]
        told = join(through, "、", ", ")
        twice = say("compare.some_twice") if any(len(c.steps) > 1 for c in people) else plain("")
        parts.append(Text(told.zh + twice.zh, told.en + twice.en))
    return say("compare.summary", name=m.name, told=join(parts, "，", ", ") if parts else say("compare.nobody"))


def _notices(opened: Sequence[Source], members: Sequence[Member]) -> Iterator[Text]:
    for source, m in zip(opened, members, strict=True):
        run = source.published
        if run is not None and run.changed:
            yield say("compare.input_changed", name=m.name, files="、".join(run.changed))
        if run is not None and run.edited:
            yield say("compare.edited", name=m.name, files="、".join(run.edited))
        elif m.status is SolveStatus.FEASIBLE:
            yield say("compare.unproven", name=m.name)
        if m.failure is not None and m.planned:
            yield say("compare.summary", name=m.name, told=m.failure)
        facts = next((s for s in m.path if s.kind is StepKind.FACTS), None)
        if facts is not None:
            yield say("compare.summary", name=m.name, told=facts.label)
    if any(m.path for m in members):
        yield say("compare.verdict")
    if any(m.instance.travel.estimated for m in members):
        yield say("compare.estimated")
    if any(len(m.path) > 1 for m in members):
        yield say("compare.path")
