"""This module is where a solved member is read as a handful of exact numbers, the same in every table and picture."""

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from planner.domain import Instance, Plan, SiteKind
from planner.result import Result

if TYPE_CHECKING:
    from planner.staffing import Outlook

Figure = int | str
"""A number, or an exact rate as text, unreduced, such as ``3/9``; blank where there is none."""

SEASON = ("placed", "unplaced", "uncovered", "uncovered_residents", "highest_rate", "first_wishes", "wish_total")
"""Key indicators of a season, in the order of the tables."""

MOVES = "outlook_moves"
"""How often someone changes place in the years ahead."""


def figures_of(result: Result) -> dict[str, Figure]:
    """Return the key indicators of a season.

    placed, unplaced: people; uncovered: clinics with no doctor in post, whether or not the law in force gives them a
    post (a rule that takes the post away must not look as if it sent a doctor), uncovered_residents: whom they serve;
    highest_rate: of any centre afterwards; first_wishes: people at a centre they listed first; wish_total: sum of the
    ranks of those placed, a centre not listed counting one more than the last.
    """
    placed = sum(o.placed for o in result.outcomes)
    sites = result.scenario.instance.site
    empty = [s.site_id for s in result.sites_after if s.staff == 0 and sites[s.site_id].kind is SiteKind.CLINIC]
    rates = [
        (Fraction(c.vacant_after, c.posts), f"{c.vacant_after}/{c.posts}") for c in result.centres_after if c.posts
    ]
    return {
        "placed": placed,
        "unplaced": len(result.outcomes) - placed,
        "uncovered": len(empty),
        "uncovered_residents": sum(sites[s].population for s in empty),
        "highest_rate": max(rates, key=lambda r: r[0], default=(Fraction(0), ""))[1],
        "first_wishes": sum(o.wish_rank == 1 for o in result.outcomes),
        "wish_total": next((g.value for g in result.goals if g.goal == "wish_total"), 0),
    }


def figures_ahead(outlook: "Outlook") -> dict[str, Figure]:
    """Return the goals of the years ahead by name, ``outlook_core`` and so on, and how often someone changes place."""
    values: dict[str, Figure] = {f"outlook_{g.goal}": g.value for g in outlook.goals}
    return values | {MOVES: moves(outlook.scenario.instance, outlook.plan)}


def moves(instance: Instance, plan: Plan) -> int:
    """Return how often someone goes from one place to another over the years; who only arrives does not move."""
    count = 0
    for code, stints in plan.career.items():
        place = instance.person[code].site_id
        count += place is not None and stints[0].site_id != place
        count += sum(a.site_id != b.site_id for a, b in pairwise(stints))
    return count
