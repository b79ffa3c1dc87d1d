"""This module is where a proposed network is put into tables and figures: villages that change, clinics, goals."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from planner.domain import Site, SiteKind
from planner.messages import say
from planner.report.cells import Cell
from planner.report.network_variant import residents
from planner.report.plain_tables import PlainTable
from planner.stages.network import Proposal, Service
from planner.text import Language


@dataclass(frozen=True, kw_only=True)
class NetworkFigures:
    """A network in numbers; ``mean`` minutes a resident, None where none are known, ``farthest`` the longest."""

    clinics: int
    uncovered: int
    residents: int
    mean: Fraction | None
    farthest: int


def figures(proposal: Proposal, after: bool) -> NetworkFigures:
    """Return the numbers of a network before or after; services that come to the village take no travel."""
    services = proposal.after if after else proposal.before
    clinics = sum(s.kind is SiteKind.CLINIC for s in proposal.instance.sites)
    bare = [v for v in proposal.instance.villages if services[v.id].how == "nobody"]
    times = [(m, v.population) for v in proposal.instance.villages if (m := services[v.id].minutes) is not None]
    people = sum(count for _, count in times)
    return NetworkFigures(
        clinics=clinics + len(proposal.opened) - len(proposal.closed) if after else clinics,
        uncovered=len(bare),
        residents=sum(v.population for v in bare),
        mean=Fraction(sum(m * count for m, count in times), people) if people else None,
        farthest=max((m for m, _ in times), default=0),
    )


def tenths(number: Fraction | None) -> str:
    """Return a number with one decimal, halves up; a dash where there is none."""
    if number is None:
        return "–"
    whole = int(number * 10 + Fraction(1, 2))
    return f"{whole // 10}.{whole % 10}"


def tables(proposal: Proposal, language: Language) -> tuple[PlainTable, ...]:
    """Return the tables: villages served otherwise than before, clinics that change, goals in rank order."""
    return (
        PlainTable(
            "villages",
            (
                "village_id", "village", "town", "population", "how_before", "site_before", "minutes_before",
                "how_after", "site_after", "site_id_after", "minutes_after", "clause",
            ),
            tuple(_villages(proposal, language)),
        ),
        PlainTable(
            "clinics",
            ("site_id", "site", "change", "villages_before", "villages_after", "residents_before", "residents_after"),
            tuple(_clinics(proposal, language)),
        ),
        PlainTable(
            "goals",
            ("goal", "value", "bound", "proven"),
            tuple(
                (s.goal, s.value, s.bound, say("network.yes" if s.proven else "network.no").pick(language))
                for s in proposal.scores
            ),
        ),
    )  # fmt: skip


def place_name(service: Service, proposal: Proposal) -> str:
    """Return the name of the site that serves a village, blank where there is none."""
    opened = {s.id: s for s in proposal.opened}
    site = proposal.instance.site.get(service.site_id or "") or opened.get(service.site_id or "")
    return site.name if site else ""


def _villages(proposal: Proposal, language: Language) -> Iterator[tuple[Cell, ...]]:
    for v in proposal.changed:
        old, new = proposal.before[v.id], proposal.after[v.id]
        yield (
            v.id,
            v.name,
            v.town,
            v.population,
            say(f"network.how.{old.how}").pick(language),
            place_name(old, proposal),
            "" if old.minutes is None else old.minutes,
            say(f"network.how.{new.how}").pick(language),
            place_name(new, proposal),
            new.site_id or "",
            "" if new.minutes is None else new.minutes,
            new.clause,
        )


def _clinics(proposal: Proposal, language: Language) -> Iterator[tuple[Cell, ...]]:
    for site in (*proposal.instance.sites, *proposal.opened):
        counts = tuple(
            sum(services[v.id].site_id == site.id for v in proposal.instance.villages)
            for services in (proposal.before, proposal.after)
        )
        people = tuple(residents(site.id, proposal, after) for after in (False, True))
        change = _change(site, proposal)
        if change != "kept" or counts[0] != counts[1] or people[0] != people[1]:
            yield (site.id, site.name, say(f"network.change.{change}").pick(language), *counts, *people)


def _change(site: Site, proposal: Proposal) -> str:
    if site in proposal.opened:
        return "opened"
    return "closed" if site.id in proposal.closed else "kept"
