"""This module is where the roster is held against the posts: more doctors than posts, or posts that nothing gives."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from planner.domain import COVER_ROLES, Instance, Person, Site, SiteKind
from planner.faces.people import ExitRule
from planner.faces.seats import MeasureRule, PostsRule
from planner.messages import say
from planner.policy import Policy
from planner.problem import Problem
from planner.scenario.rows import Row, Tables
from planner.text import join, plain


def check_posts(tables: Tables, instance: Instance, policy: Policy) -> Iterator[Problem]:
    """Yield sites with more doctors in post on the placement date than posts, and clinics in scope without any number.

    A doctor counts who fills a post (not rotating or seconded staff, MTG25-2.1-b), has arrived, has not left and is
    not past an exit age of the policy in force.
    """
    rows = {row.values.get("site_id"): row for row in tables.get("sites", ())}
    standards = policy.having(PostsRule)
    in_post = _in_post(instance, policy)
    unknown: list[Row] = []
    for site in instance.sites:
        row = rows[site.id]
        if site.posts is None:
            if _counted(site, instance, policy) and all(s.posts_for(site) is None for s in standards):
                unknown.append(row)
        elif len(staff := in_post.get(site.id, [])) > site.posts:
            named = join([plain(f"{p.id} {p.name}") for p in staff], "、", ", ")
            day = instance.placement_date
            yield row.problem(
                "posts", say("reading.above_posts", posts=site.posts, day=day, staff=len(staff), named=named)
            )
    if unknown and not any("posts" in row.values for row in tables["sites"]):
        yield unknown[0]._replace(number=0).problem("posts", say("reading.no_posts_at_all"))
    else:
        for row in unknown:
            yield row.problem("posts", say("reading.no_posts"))


def _counted(site: Site, instance: Instance, policy: Policy) -> bool:
    """Whether the posts of a site count on the placement date (MTG25-2.1-b); a blank station simply has none."""
    measure = policy.only(MeasureRule)
    if measure is not None:
        return measure.in_scope(site, instance.placement_date)
    return site.kind is SiteKind.CLINIC and site.integrated_on(instance.placement_date)


def _in_post(instance: Instance, policy: Policy) -> dict[str, list[Person]]:
    """Return who fills a post at each site on the placement date, by site code."""
    rules = policy.having(ExitRule)
    day = instance.placement_date
    staff: dict[str, list[Person]] = defaultdict(list)
    for person in instance.people:
        if person.site_id is None or person.role in COVER_ROLES or not _present(person, day):
            continue
        exits = [rule.exit_date(person, instance) for rule in rules]
        if all(leaving is None or leaving > day for leaving in exits):
            staff[person.site_id].append(person)
    return staff


def _present(person: Person, day: date) -> bool:
    arrived = all(start is None or start <= day for start in (person.since, person.available_from))
    return arrived and (person.leaves_on is None or person.leaves_on > day)
