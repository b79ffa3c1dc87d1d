"""This module is where plans are told in numbers side by side: key figures, then every goal in rank order."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from planner.comparing.differences import half_years, moved, wish_rank
from planner.comparing.reckoned import Books, reckoned
from planner.comparison import Indicator, Member, Value
from planner.messages import say
from planner.result import Goal, SolveStatus


def indicators(members: Sequence[Member], accounts: Books) -> Iterator[Indicator]:
    """Yield the lines of the table side by side: of the season, of the years ahead, targets, money."""
    goals = _goals(members, "season", [m.goals for m in members])
    first = {"placed", "wish_total"}
    more = "more" if _same(members, lambda m: {p.person_id for p in m.plan.placements if p.centre_id}) else None
    yield from (g for g in goals if g.key == "placed")
    yield _figure(members, "unplaced", "less", lambda m: sum(not p.centre_id for p in m.plan.placements))
    yield _figure(
        members, "first_wishes", more, lambda m: sum(wish_rank(p, m.instance) == 1 for p in m.plan.placements)
    )
    yield from (g for g in goals if g.key == "wish_total")
    yield _figure(members, "vacant", "less", lambda m: sum(c.vacant_after for c in m.centres))
    yield _figure(members, "highest_rate", "less", _highest_rate)
    yield _figure(members, "unstaffed", "less", lambda m: sum(s.uncovered for s in m.sites))
    yield _figure(members, "unstaffed_residents", "less", _residents)
    yield _figure(members, "moved", None, lambda m: len(moved(members[0], m)))
    # That no seat is filled against the statutory order holds for every plan there is.
    yield from (g for g in goals if g.key not in first | {"order"})
    yield from _goals(members, "ahead", [m.ahead for m in members])
    if any(m.sites_ahead for m in members):
        yield _figure(members, "half_years", None, lambda m: sum(half_years(members[0], m).values()), "ahead")
    yield from reckoned(members, accounts)


def _same(members: Sequence[Member], of: Callable[[Member], object]) -> bool:
    """Whether something is the same under every member that has a plan."""
    found = [of(m) for m in members if m.planned]
    return all(one == found[0] for one in found)


def _better(members: Sequence[Member], part: str, key: str) -> str | None:
    """Which way a goal is better; sums over other people, or over the clinics of other centres, cannot be told."""
    if key == "placed":
        return "more"
    if part == "ahead":
        return "less"
    place = "centre_id" if key.startswith("clinic_") else "person_id"
    same = _same(members, lambda m: {(p.person_id, getattr(p, place)) for p in m.plan.placements if p.centre_id})
    return "less" if same else None


def _figure(
    members: Sequence[Member], key: str, better: str | None, of: Callable[[Member], Value], part: str = "season"
) -> Indicator:
    """Return a figure that follows from the plan, as far as that is proven."""

    def known(m: Member) -> bool:
        return bool(m.sites_ahead and members[0].sites_ahead) if part == "ahead" else m.planned

    values = tuple(of(m) if known(m) else None for m in members)
    return Indicator(
        key=key,
        part=part,
        label=say(f"compare.figure.{key}"),
        clause="",
        values=values,
        bounds=(None,) * len(values),
        proven=tuple(_proven(m, part) for m in members),
        better=better,
    )


def _proven(m: Member, part: str) -> bool:
    if part == "season" and m.goals:
        return all(g.proven for g in m.goals)
    return m.status is SolveStatus.OPTIMAL


def _highest_rate(m: Member) -> Value:
    return max((Fraction(c.vacant_after, c.posts) for c in m.centres if c.posts), default=None)


def _residents(m: Member) -> Value:
    return sum(m.instance.site[s.site_id].population for s in m.sites if s.uncovered and s.site_id in m.instance.site)


def _goals(members: Sequence[Member], part: str, goals: Sequence[Sequence[Goal]]) -> list[Indicator]:
    """Return a line per goal that any member has, in the order in which they are first met."""
    by_member = [{g.goal: g for g in mine} for mine in goals]
    met: dict[str, Goal] = {}
    for mine in by_member:
        for key, goal in mine.items():
            met.setdefault(key, goal)
    lines = []
    for key, goal in met.items():
        found = [mine.get(key) for mine in by_member]
        lines.append(
            Indicator(
                key=key,
                part=part,
                label=goal.label,
                clause=" / ".join(dict.fromkeys(g.clause for g in found if g and g.clause)),
                values=tuple(g.value if g else None for g in found),
                bounds=tuple(g.bound if g else None for g in found),
                proven=tuple(bool(g and g.proven) for g in found),
                better=_better(members, part, key),
            )
        )
    return lines
