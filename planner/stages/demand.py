"""This stage is where the posts of each clinic are set: as the roster gives them, or by the standards in force."""

from collections.abc import Mapping
from types import MappingProxyType

from planner.domain import Instance, Site, SiteKind
from planner.faces.seats import CapRule, PostsRule
from planner.policy import Policy


def posts_wanted(site: Site, policy: Policy) -> int:
    """Return the posts of a site before any cap: given, or the largest that a standard asks for; 0 for a station."""
    if site.posts is not None:
        return site.posts
    if site.kind != SiteKind.CLINIC:
        return 0
    asked = [n for rule in policy.having(PostsRule) if (n := rule.posts_for(site)) is not None]
    return max(asked, default=0)


def demand(instance: Instance, policy: Policy) -> Mapping[str, int]:
    """Return the posts of every site by code, within the caps in force (JZ22-4.2-a, XX21-3.2.1-b and -c, MTGR-8-a)."""
    posts = {}
    for site in instance.sites:
        wanted = posts_wanted(site, policy)
        for cap in policy.having(CapRule):
            wanted = cap.capped(wanted)
        posts[site.id] = wanted
    return MappingProxyType(posts)
