"""Clauses on the clinic inside a centre: who chooses it, from which, and in what order of urgency."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from planner.calendar import Period, period_of
from planner.clause import Clause
from planner.clauses.placement.pool import locked
from planner.domain import Site, SiteKind
from planner.faces.seats import Goal, Key
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.parameter import Range
from planner.text import Text, join


class CentreDeploys(Clause):
    """The commission assigns the centre; the centre decides the clinic, among its own (MTG25-2.1-e).

    ``clinic_goals`` is the order by which the planner proposes clinics to the centre (``faces.Goal``).
    """

    family: ClassVar[str] = "centre_deploys"
    clinic_goals: tuple[Goal, ...]

    @property
    def goals(self) -> tuple[Goal, ...]:
        return self.clinic_goals

    def urgency(self, site: Site, doctors: int) -> Key:
        return (int(doctors == 0), site.population)

    def statement(self) -> Text:
        return say("clauses.centre_deploys", goals=self._goals_stated())

    def _goals_stated(self) -> Text:
        return join([say(f"goals.clinic_{goal}") for goal in self.clinic_goals], "、", ", ")

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        for person, placement in ledger.placed:
            site = ledger.instance.site.get(placement.site_id or "")
            if site is not None and site.centre_id != placement.centre_id:
                centre = ledger.instance.centre.get(placement.centre_id or "")
                yield Finding(
                    clause=self.id,
                    subject=person.id,
                    status=Status.VIOLATED,
                    actual=site.centre_id,
                    limit=placement.centre_id or "",
                    message=say(
                        "clauses.centre_deploys.foreign",
                        name=person.name,
                        site=site.name,
                        centre=centre.name if centre else placement.centre_id,
                    ),
                )


class TownDeploys(CentreDeploys):
    """The town ranks its clinics by how urgent the need is (MTG21-A1.1-d).

    ``ranking`` lists clinic codes, most urgent first, where the town has given one; otherwise a clinic without a
    doctor goes first, then more people per doctor.
    """

    family: ClassVar[str] = "town_deploys"
    ranking: tuple[str, ...]

    @property
    def goals(self) -> tuple[Goal, ...]:
        return ("urgency", *(g for g in self.clinic_goals if g != "urgency"))

    def urgency(self, site: Site, doctors: int) -> Key:
        if site.id in self.ranking:
            return (1, len(self.ranking) - self.ranking.index(site.id), 0)
        return (0, int(doctors == 0), Fraction(site.population, max(1, doctors)))

    def statement(self) -> Text:
        order = "clauses.town_deploys.ranked" if self.ranking else "clauses.town_deploys"
        return say(order, ranking="、".join(self.ranking), goals=self._goals_stated())

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """The last newcomer to a clinic was needed more urgently at another whose post is still open."""
        yield from super().check(ledger)
        bound = locked(ledger)
        for centre_id, sites in ledger.instance.sites_of.items():
            open_sites = [
                s
                for s in sites
                if s.id in ledger.in_scope
                and len(ledger.staff(s)) + len(ledger.reserved.get(s.id, ())) < ledger.posts.get(s.id, 0)
            ]
            for person, placement in ledger.placed:
                taken = ledger.instance.site.get(placement.site_id or "")
                if taken is None or placement.centre_id != centre_id or person.id in bound:
                    continue
                before = len(ledger.staff(taken)) - 1
                for site in open_sites:
                    if self._more_urgent(site, len(ledger.staff(site)), taken, before):
                        yield Finding(
                            clause=self.id,
                            subject=person.id,
                            status=Status.VIOLATED,
                            message=say(
                                "clauses.town_deploys.passed", name=person.name, taken=taken.name, site=site.name
                            ),
                        )
                        break

    def _more_urgent(self, a: Site, doctors_a: int, b: Site, doctors_b: int) -> bool:
        if a.id in self.ranking or b.id in self.ranking:
            order = {site: place for place, site in enumerate(self.ranking)}
            return order.get(a.id, len(order)) < order.get(b.id, len(order))
        if (doctors_a == 0) != (doctors_b == 0):
            return doctors_a == 0
        return a.population * max(1, doctors_b) > b.population * max(1, doctors_a)


class MainSite(Clause):
    """The main place of practice is an integrated clinic in the area of the assigned centre (MTG25-3.1-b).

    ``main``: ``days`` asks for more than ``main_site_min_share_pct`` of the working days of a half-year there, where
    days worked are on record (``quantity``, at a site or a centre); ``registered`` only for the registered main site.
    """

    family: ClassVar[str] = "main_site"
    main_site_min_share_pct: Annotated[int, Range(0, 100, step=10)]
    main: Literal["days", "registered"]

    def statement(self) -> Text:
        return say(f"clauses.main_site.{self.main}", share=self.main_site_min_share_pct)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        for person, placement in ledger.placed:
            site = ledger.instance.site.get(placement.site_id or "")
            if site is not None and (site.kind != SiteKind.CLINIC or not site.integrated_on(ledger.day)):
                yield self._finding(person.id, "not_integrated", name=person.name, site=site.name)
        for (code, period), (there, worked) in sorted(self._worked(ledger).items()):
            if 100 * there <= self.main_site_min_share_pct * worked:
                told = {"name": ledger.instance.person[code].name, "period": period, "there": there, "worked": worked}
                yield replace(
                    self._finding(code, "too_few_days", **told), period=str(period), actual=f"{there}/{worked}"
                )

    def _worked(self, ledger: Ledger) -> dict[tuple[str, Period], tuple[Decimal, Decimal]]:
        """Return days on record at integrated clinics of her centre, and anywhere, by person and half-year."""
        found: dict[tuple[str, Period], tuple[Decimal, Decimal]] = {}
        for record in ledger.instance.records_of.get(self.id, ()) if self.main == "days" else ():
            person = ledger.instance.person.get(record.person_id or "")
            if person is None or not record.quantity:
                continue
            site, key = ledger.instance.site.get(record.site_id or ""), (person.id, period_of(record.day))
            clinic = site is not None and site.kind == SiteKind.CLINIC and site.integrated_on(record.day)
            hers = site is not None and person.employer in {None, site.centre_id}
            there, worked = found.get(key, (Decimal(0), Decimal(0)))
            found[key] = there + (record.quantity if clinic and hers else 0), worked + record.quantity
        return found

    def _finding(self, subject: str, message: str, **values: object) -> Finding:
        return Finding(
            clause=self.id,
            subject=subject,
            status=Status.VIOLATED,
            message=say(f"clauses.main_site.{message}", **values),
        )
