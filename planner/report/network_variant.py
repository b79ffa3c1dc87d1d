"""This module is where a proposed network is written as a what-if of its scenario, for ``planner run --variant``."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

from planner.domain import COVER_ROLES, Instance, Site, SiteKind
from planner.faces.seats import PostsRule
from planner.messages import say
from planner.policy import Amendment, Policy
from planner.scenario import Scenario
from planner.scenario.strict_yaml import read_yaml
from planner.stages.network import Proposal
from planner.text import Text

HEADER = "# planner network: "
"""How a file of ours begins; another is never replaced."""

Row = Mapping[str, object]


def variant_text(proposal: Proposal, scenario: Scenario, amendments: Sequence[Amendment]) -> str:
    """Return the variant: all that the scenario's own variant says, what was amended here, and the new network.

    People, posts and wishes of a clinic that closes go where the village it stood in is served.
    """
    own = _own(scenario)
    title = scenario.title
    named = Text(f"拟议的村卫生室网络（{title.zh}）", f"Proposed network of clinics ({title.en})")
    lines = [
        HEADER + say("network.file.head").zh,
        "# " + say("network.file.head").en,
        "base: ..",
        "title: " + _flow({"zh": named.zh, "en": named.en}),
    ]
    for key, value in own.items():
        if key not in ("base", "title", "amend", "change"):
            lines.append(f"{key}: {_flow(value)}")
    why = say("network.file.why").zh
    amended = [*_entries(own, "amend"), *({"clause": a.clause, **a.parameters, "why": why} for a in amendments)]
    if amended:
        lines += ["amend:", *(f"  - {_flow(entry)}" for entry in amended)]
    assumed = posts_assumed(proposal, scenario.policy)
    if assumed:
        told = posts_told(assumed)
        lines += ["# " + told.zh, "# " + told.en]
    changes = (*_entries(own, "change"), *_changes(proposal, {site.id for site in assumed}))
    lines += ["change:", *(f"  - {_flow(entry)}" for entry in changes)]
    return "\n".join(lines) + "\n"


def posts_assumed(proposal: Proposal, policy: Policy) -> tuple[Site, ...]:
    """Return the new clinics to which no clause in force gives posts: the what-if gives each one, as an assumption."""
    standards = policy.having(PostsRule)
    peopled = ((s, replace(s, population=residents(s.id, proposal, after=True))) for s in proposal.opened)
    return tuple(s for s, served in peopled if all(rule.posts_for(served) is None for rule in standards))


def posts_told(assumed: Sequence[Site]) -> Text:
    """Return the sentence that names the clinics with a post assumed."""
    return say("network.file.posts", count=len(assumed), names="、".join(s.name for s in assumed))


def _own(scenario: Scenario) -> Mapping[str, object]:
    """What the scenario's own variant says; nothing for the scenario itself."""
    path = scenario.folder / "variants" / f"{scenario.variant_name}.yaml" if scenario.folder else None
    if path is None or not path.is_file():
        return {}
    data = read_yaml(path, path.name).data
    return data if isinstance(data, dict) else {}


def _entries(own: Mapping[str, object], key: str) -> list[Row]:
    found = own.get(key) or []
    return [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []


def _flow(value: object) -> str:
    """Return a value as YAML in one line; text is quoted, so that a code of digits stays a code."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    if value is None or isinstance(value, str | bool):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _changes(proposal: Proposal, assumed: Set[str]) -> Iterator[Row]:
    if proposal.opened:
        yield {"table": "sites", "add": [_opened(site, proposal, assumed) for site in proposal.opened]}
        if rows := list(_travel(proposal)):
            yield {"table": "travel", "add": rows}
    served: dict[str | None, list[str]] = defaultdict(list)
    for village in proposal.changed:
        served[proposal.after[village.id].site_id].append(village.id)
    for site_id, villages in sorted(served.items(), key=lambda one: one[0] or ""):
        yield {"table": "villages", "key": villages, "site_id": site_id}
    taker = {code: _taker(code, proposal) for code in proposal.closed}
    movers: dict[str, list[str]] = defaultdict(list)
    for person in proposal.instance.people:
        if person.site_id in taker:
            movers[taker[person.site_id]].append(person.id)
    for place, people in sorted(movers.items()):
        yield {"table": "people", "key": people, "site_id": place}
    yield from _wishes(proposal, taker)
    yield from _residents(proposal, taker)
    if proposal.closed:
        yield {"table": "sites", "key": list(proposal.closed), "remove": True}


def _opened(site: Site, proposal: Proposal, assumed: Set[str]) -> Row:
    given = {
        "site_id": site.id,
        "name": site.name,
        "centre_id": site.centre_id,
        "kind": SiteKind.CLINIC.value,
        "population": residents(site.id, proposal, after=True),
        "posts": 1 if site.id in assumed else None,
        "zone": site.zone.value if site.zone else None,
        "lon": site.lon,
        "lat": site.lat,
    }
    return {name: value for name, value in given.items() if value is not None}


def _travel(proposal: Proposal) -> Iterator[Row]:
    """Times to the centres from a new clinic are those from its village, where times are given and not estimated."""
    instance = proposal.instance
    for village in instance.villages if not instance.travel.estimated else ():
        service = proposal.after[village.id]
        if service.how == "own" and service.site_id not in instance.site:
            for centre in instance.centres:
                if (minutes := instance.travel.between(village.id, centre.id)) is not None:
                    yield {"from_id": service.site_id, "to_id": centre.id, "minutes": minutes}


def _taker(code: str, proposal: Proposal) -> str:
    """Where people of a clinic that closes go: to what serves its village now, or to the centre."""
    home = proposal.host.get(code, "")
    service = proposal.after.get(home)
    site_id = service.site_id if service else None
    return site_id or proposal.instance.site[code].centre_id


def _wishes(proposal: Proposal, taker: Mapping[str, str]) -> Iterator[Row]:
    """Rewrite every wish of a rank at which somebody named a clinic that closes; equal ranks share a key."""
    wishes = proposal.instance.wishes
    keys = {(w.person_id, w.rank) for w in wishes if w.site_id in taker}
    if not keys:
        return
    yield {"table": "wishes", "key": [f"{person}+{rank}" for person, rank in sorted(keys)], "remove": True}
    rows: list[Row] = []
    for wish in wishes:
        if (wish.person_id, wish.rank) in keys:
            site_id = taker.get(wish.site_id or "", wish.site_id)
            to_centre = wish.centre_id or (site_id if site_id in proposal.instance.centre else None)
            place = {"centre_id": to_centre} if to_centre else {"site_id": site_id}
            rows.append({"person_id": wish.person_id, "rank": wish.rank, **place})
    yield {"table": "wishes", "add": rows}


def _residents(proposal: Proposal, taker: Mapping[str, str]) -> Iterator[Row]:
    """Residents of each clinic whose villages change, and the posts that come with those it takes over."""
    instance = proposal.instance
    for site in instance.sites:
        if site.id in taker or site.kind is not SiteKind.CLINIC:
            continue
        entry: dict[str, object] = {"table": "sites", "key": [site.id]}
        if (now := residents(site.id, proposal, after=True)) != residents(site.id, proposal, after=False):
            entry["population"] = now
        joined = [instance.site[code] for code, place in taker.items() if place == site.id]
        if site.posts is not None and joined:
            posts = site.posts + sum(closed.posts or 0 for closed in joined)
            entry["posts"] = max(posts, _doctors({site.id, *(closed.id for closed in joined)}, instance))
        if len(entry) > 2:
            yield entry


def _doctors(sites: Set[str], instance: Instance) -> int:
    """Return how many fill a post at some sites; a clinic that takes people over has no fewer posts than they are."""
    day = instance.placement_date
    here = (p for p in instance.people if p.site_id in sites and p.role not in COVER_ROLES)
    return sum(p.leaves_on is None or p.leaves_on > day for p in here)


def residents(site_id: str, proposal: Proposal, after: bool) -> int:
    """Return the residents of the villages a site serves, before or after."""
    services = proposal.after if after else proposal.before
    return sum(v.population for v in proposal.instance.villages if services[v.id].site_id == site_id)
