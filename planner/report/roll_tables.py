"""This module is where the ledger of clinics and doctors is made, to be handed in as it is (XX21-5.1-b)."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from planner.domain import COVER_ROLES, Person, SiteKind
from planner.faces.people import ExitRule
from planner.messages import say
from planner.report.cells import Row
from planner.text import Text, plain

if TYPE_CHECKING:
    from planner.result import Result

CLINICS = (
    "site_id", "centre_id", "zone", "population", "villages", "posts", "doctors", "integrated_from", "public_premises",
)  # fmt: skip
DOCTORS = (
    "person_id", "sex", "birth_date", "role", "credential", "licensed_on", "degree", "tcm", "site_id", "centre_id",
    "since", "standing",
)  # fmt: skip


def clinic_rows(result: "Result") -> "Iterator[Row]":
    """Yield the clinics under integrated management on the placement date, with doctors after the season."""
    instance = result.scenario.instance
    villages: dict[str, list[str]] = defaultdict(list)
    for village in instance.villages:
        if village.site_id is not None:
            villages[village.site_id].append(village.name)
    posts = {s.site_id: s.posts for s in result.sites_after}
    doctors = Counter(site for _, site, standing in _doctors(result) if standing != "must_leave")
    for site in instance.sites:
        if site.kind is SiteKind.CLINIC and site.integrated_on(instance.placement_date):
            premises = "" if site.public_premises is None else "yes" if site.public_premises else "no"
            yield (
                site.id, site.centre_id, site.zone.value if site.zone else "", site.population,
                "、".join(villages[site.id]), posts.get(site.id, ""), doctors[site.id], _day(site.integrated_from),
                premises,
            )  # fmt: skip


def doctor_rows(result: "Result") -> "Iterator[Row]":
    """Yield the doctors at clinics and stations: in post on the placement date, then those this plan places.

    Where a code stands for the name, days of birth and licence stay blank too: they would tell who it is.
    """
    site_of = result.scenario.instance.site
    for person, site, standing in _doctors(result):
        named = person.name != person.id
        born, licensed = (_day(day) if named else "" for day in (person.birth_date, person.licensed_on))
        yield (
            person.id, person.sex.value if person.sex else "", born, person.role.value,
            person.credential.value, licensed, person.degree, "yes" if person.tcm else "no", site,
            site_of[site].centre_id, _day(person.since), standing,
        )  # fmt: skip


def _doctors(result: "Result") -> "Iterator[tuple[Person, str, str]]":
    """Yield everyone who fills a post, with the site and ``in_post``, ``must_leave`` or ``placed``.

    Who only covers a clinic fills none; who must leave is still on the roster though a rule lets her serve no longer.
    """
    instance, rules = result.scenario.instance, result.scenario.policy.having(ExitRule)
    day = instance.placement_date
    for person in instance.people:
        begun = all(start is None or start <= day for start in (person.since, person.available_from))
        here = begun and (person.leaves_on is None or day < person.leaves_on)
        if here and person.role not in COVER_ROLES and (site := instance.site.get(person.site_id or "")):
            stays = all(rule.serving(person, day, instance) for rule in rules)
            yield person, site.id, "in_post" if stays else "must_leave"
    for outcome in result.outcomes:
        if outcome.placed and (site := instance.site.get(outcome.site_id or "")):
            yield instance.person[outcome.person_id], site.id, "placed"


def _day(day: object) -> str:
    return "" if day is None else str(day)


def sex_label(value: str) -> Text:
    """Return a sex in both languages, blank where it is not known."""
    return say(f"report.sex_{value}") if value else plain("")


def zone_label(value: str) -> Text:
    """Return a zone in both languages, blank where it is not known."""
    return say(f"pay.lacking.zone_{value}") if value else plain("")


def credential_label(value: str) -> Text:
    """Return a credential in both languages."""
    return say(f"report.credential_{value}")
