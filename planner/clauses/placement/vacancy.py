"""Clauses on vacancies: what is counted as a gap, and that gaps are filled before anything else."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, ClassVar, Literal

from planner.clause import Clause
from planner.clauses.placement.pool import locked
from planner.domain import Centre, Site, SiteKind
from planner.faces.seats import Key, Tally
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.parameter import Range
from planner.text import Text

Basis = Literal["posts", "unstaffed_clinics"]


class VacancyMeasure(Clause):
    """The rate is counted over the village-doctor posts of integrated clinics (MTG25-2.1-b).

    ``vacancy_basis``: ``posts`` is vacant posts of posts, ``unstaffed_clinics`` clinics without a doctor of clinics;
    ``cover_staff_fill_posts=yes`` lets rotating and seconded staff on duty fill a post.
    """

    family: ClassVar[str] = "vacancy_measure"
    vacancy_scope: Literal["integrated_clinics", "all_clinics"]
    vacancy_basis: Basis
    cover_staff_fill_posts: Literal["no", "yes"]

    @property
    def basis(self) -> Basis:
        return self.vacancy_basis

    @property
    def cover_fills_post(self) -> bool:
        return self.cover_staff_fill_posts == "yes"

    def in_scope(self, site: Site, day: date) -> bool:
        if site.kind != SiteKind.CLINIC:
            return False
        return self.vacancy_scope == "all_clinics" or site.integrated_on(day)

    def declared(self, centre: Centre) -> tuple[str, int] | None:
        return None

    def statement(self) -> Text:
        return say(
            "clauses.vacancy_measure",
            scope=say(f"clauses.scope.{self.vacancy_scope}"),
            basis=say(f"clauses.basis.{self.vacancy_basis}"),
            cover=say(f"clauses.cover.{self.cover_staff_fill_posts}"),
        )

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Nobody is placed at a clinic outside the scope of the count."""
        for person, placement in ledger.placed:
            site = ledger.instance.site.get(placement.site_id or "")
            if site is not None and site.id not in ledger.in_scope:
                yield Finding(
                    clause=self.id,
                    subject=person.id,
                    status=Status.VIOLATED,
                    message=say("clauses.vacancy_measure.out", name=person.name, site=site.name),
                )


class TownDeclaration(VacancyMeasure):
    """In the 2021 scheme towns declare their vacancies, and only declared posts can be filled (MTG21-A1.1-a).

    ``declared_posts`` maps a town's name or a centre's code to a number; a town not listed is taken to have
    declared all its vacancies, which is an assumption. Centres of one town share its number, codes first.
    """

    family: ClassVar[str] = "town_declaration"
    declared_posts: Mapping[str, Annotated[int, Range(0)]]

    def declared(self, centre: Centre) -> tuple[str, int] | None:
        who = next((w for w in (centre.id, centre.town) if w in self.declared_posts), None)
        return None if who is None else (who, self.declared_posts[who])

    def statement(self) -> Text:
        zh = "、".join(f"{town}{n}个" for town, n in self.declared_posts.items())
        en = ", ".join(f"{town} {n}" for town, n in self.declared_posts.items())
        given = Text(zh, en) if self.declared_posts else say("clauses.town_declaration.none")
        return say("clauses.town_declaration", given=given, measure=super().statement())

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        yield from super().check(ledger)
        for who, number in self.declared_posts.items():
            centres = [c for c in ledger.instance.centres if self.declared(c) == (who, number)]
            codes = {c.id for c in centres}
            sent = sum(placement.centre_id in codes for _, placement in ledger.placed)
            bound = sum(p.id in locked(ledger) and to.centre_id in codes for p, to in ledger.placed)
            if sent > number:
                yield Finding(
                    clause=self.id,
                    subject=centres[0].id,
                    status=Status.VIOLATED if sent > bound else Status.WAIVED,
                    actual=str(sent),
                    limit=f"<={number}",
                    message=say(
                        "clauses.town_declaration.over",
                        centre="、".join(c.name for c in centres),
                        sent=sent,
                        declared=number,
                    ),
                )


class GapsFirst(Clause):
    """Directed filling of gaps: nobody goes above the posts while a gap is open elsewhere (MTG25-1-a).

    ``allow_placement_above_posts=no`` leaves a surplus of graduates unplaced and reports it; ``yes`` places it where
    the cap permits, after every gap is filled.
    """

    family: ClassVar[str] = "gaps_first"
    allow_placement_above_posts: Literal["no", "yes"]

    @property
    def above_posts(self) -> bool:
        return self.allow_placement_above_posts == "yes"

    @property
    def ranked_once(self) -> bool:
        return False

    @property
    def priority(self) -> int:
        return 0

    @property
    def parts(self) -> tuple[str, ...]:
        return ("gap",) if self.above_posts else ()

    def seat_key(self, tally: Tally, filled: int) -> Key:
        return (int(filled < tally.vacant),) if self.above_posts else ()

    def claim(self, tally: Tally, vacant_now: int, bare_now: int, given: int) -> Key:
        return (1 if vacant_now > 0 else 0,) if self.allow_placement_above_posts == "yes" else ()

    def statement(self) -> Text:
        return say(f"clauses.gaps_first.{self.allow_placement_above_posts}")

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        yield from ledger.departures.get(self.id, ())
        for site_id, newcomers in sorted(ledger.newcomers.items()):
            site = ledger.instance.site[site_id]
            promised = len(ledger.reserved.get(site_id, ()))
            posts, staff = ledger.posts.get(site_id, 0), len(ledger.staff(site)) + promised
            if staff <= posts or self.above_posts:
                continue
            bound = {p: lock for p, lock in locked(ledger).items() if lock.site_id in {None, site_id}}
            waiver = ledger.instance.waiver(self.id, ledger.day, site_id=site_id)
            why = waiver.why if waiver else "；".join(bound[p.id].why for p in newcomers if p.id in bound)
            excused = waiver is not None or all(p.id in bound for p in newcomers)
            yield Finding(
                clause=self.id,
                subject=site_id,
                status=Status.WAIVED if excused else Status.VIOLATED,
                actual=str(staff),
                limit=f"<={posts}",
                message=say(
                    "clauses.gaps_first.over",
                    site=site.name,
                    staff=staff,
                    posts=posts,
                    name="、".join(p.name for p in newcomers),
                    why=f"（{why}）" if excused and why else "",
                ),
            )
