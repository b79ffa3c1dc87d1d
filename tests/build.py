"""Small counties for tests, said in few words: centres, clinics, doctors, graduates, and the policy they live under."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from planner.auditing import audit
from planner.calendar import Period
from planner.domain import (
    Assignment,
    Centre,
    Credential,
    Instance,
    Lock,
    Person,
    Placement,
    Plan,
    Role,
    Sex,
    Site,
    SiteKind,
    Waiver,
    Wish,
)  # fmt: skip
from planner.finding import Finding, Status
from planner.policy import Amendment, Pack, Policy
from planner.scenario import Scenario, packs
from planner.scenario.packs import read_pack
from planner.scenario.precedence import assemble
from planner.text import plain

DAY = date(2025, 7, 1)


@cache
def _read(path: Path) -> Pack:
    return read_pack(path)


def _pack(name: str) -> Pack:
    return _read(packs.PACKS / f"{name}.yaml")  # asked each time: a test may put other packs in their place


def policy(*names: str, day: date = DAY, suspend: Sequence[str] = (), **amend: Mapping[str, object]) -> Policy:
    """Packs in force; ``amend`` maps a clause id, with ``-`` and ``.`` written ``_``, to parameters."""
    changes = [Amendment(clause=clause_id(names, k), parameters=v) for k, v in amend.items()]
    changes += [Amendment(clause=c, suspend=True, why="test") for c in suspend]
    return assemble([_pack(name) for name in names], changes, day)


def clause_id(names: Sequence[str], word: str) -> str:
    known = [entry.clause.id for name in names for entry in _pack(name).entries]
    return next(c for c in known if c.replace("-", "_").replace(".", "_") == word)


def centre(code: str, town: str = "") -> Centre:
    return Centre(id=code, name=f"中心{code}", town=town or f"{code}镇")


def clinic(code: str, at: str, posts: int | None = 1, people: int = 500, **more: object) -> Site:
    return Site(id=code, name=f"{code}村卫生室", centre_id=at, posts=posts, population=people, **more)  # type: ignore[arg-type]


def doctor(code: str, site: str | None, born: date = date(1980, 1, 1), **more: object) -> Person:
    facts = {"role": Role.VILLAGE_DOCTOR, "sex": Sex.F, "credential": Credential.ASSISTANT, **more}
    return Person(id=code, name=f"村医{code}", site_id=site, birth_date=born, **facts)  # type: ignore[arg-type]


def graduate(code: str, score: int | str = 80, **more: object) -> Person:
    facts = {
        "role": Role.GRADUATE, "sex": Sex.F, "birth_date": date(2000, 1, 1), "available_from": date(2025, 1, 1),
        "credential": Credential.ASSISTANT, **more,
    }  # fmt: skip
    return Person(id=code, name=f"毕业生{code}", score=Decimal(score), **facts)  # type: ignore[arg-type]


def wishes(**lists: str) -> tuple[Wish, ...]:
    """``wishes(G1="A C B")``: centres in order of choice."""
    return tuple(
        Wish(person_id=person, rank=rank, centre_id=c)
        for person, listed in lists.items()
        for rank, c in enumerate(listed.split(), start=1)
    )


def county(
    centres: Sequence[Centre],
    sites: Sequence[Site],
    people: Sequence[Person] = (),
    listed: Sequence[Wish] = (),
    day: date = DAY,
    **more: object,
) -> Instance:
    """An instance as the reader builds it: every tuple sorted by code."""
    return Instance(
        placement_date=day,
        centres=tuple(sorted(centres, key=lambda c: c.id)),
        sites=tuple(sorted(sites, key=lambda s: s.id)),
        people=tuple(sorted(people, key=lambda p: p.id)),
        wishes=tuple(sorted(listed, key=lambda w: (w.person_id, w.rank, w.centre_id or "", w.site_id or ""))),
        **more,  # type: ignore[arg-type]
    )


def staffed(code: str, at: str, posts: int, vacant: int, people: int = 500) -> tuple[Site, list[Person]]:
    """A clinic with so many posts of which so many are vacant."""
    site = clinic(code, at, posts, people)
    return site, [doctor(f"{code}-{n}", code) for n in range(posts - vacant)]


def scenario(instance: Instance, rules: Policy, name: str = "test") -> Scenario:
    return Scenario(name=name, title=plain(name), instance=instance, policy=rules)


def four_centres() -> Instance:
    """The worked example: A 2/6 with 5 clinics, B 3/9 with 8, C 3/4 with 4, D 2/9 with 8; six graduates."""
    plan = {"A": (5, 6, 2), "B": (8, 9, 3), "C": (4, 4, 3), "D": (8, 9, 2)}
    sites: list[Site] = []
    people: list[Person] = []
    for code, (clinics, posts, vacant) in plan.items():
        for n in range(1, clinics + 1):
            held = 1 + (n == clinics) * (posts - clinics)
            site, doctors = staffed(f"{code}{n}", code, held, held if held == 1 and n <= vacant else 0, 400 + n)
            sites.append(site)
            people += doctors
    people += [graduate(f"G{n}", 100 - n) for n in range(1, 7)]
    listed = wishes(G1="A C B D", G2="B A D C", G3="C B A D", G4="D C B A", G5="C D A B", G6="B D C A")
    return county([centre(c) for c in plan], sites, people, listed)


def random_county(
    chance: random.Random, most_centres: int = 3, most_people: int = 4, grants: Sequence[str] = ()
) -> Instance:
    """A small county full of ties, limits, refusals, covers, latecomers, locks and exceptions on record.

    ``grants`` names the clauses to which exceptions may be recorded.
    """
    codes = "ABC"[: chance.randint(1, most_centres)]
    towns = {c: chance.choice(["东镇", "西镇", f"{c}镇"]) for c in codes}
    sites = [_random_site(chance, f"{c}{n}", c) for c in codes for n in range(chance.randint(1, 3))]
    people = [_random_doctor(chance, f"D{n}", chance.choice(sites).id) for n in range(chance.randint(0, 5))]
    people += [
        graduate(
            f"G{n}",
            chance.choice([70, 80, 90]),
            role=chance.choices([Role.GRADUATE, Role.RECRUIT], [5, 1])[0],
            sex=chance.choice(list(Sex)),
            birth_date=date(chance.choice([1955, 1960, 1965, 2000, 2000, 2000]), 7, chance.choice([1, 2])),
            credential=chance.choice([Credential.ASSISTANT, Credential.NONE]),
            available_from=chance.choice(
                [date(2025, 1, 1), date(2025, 1, 1), date(2025, 3, 1), date(2025, 8, 1), None]
            ),
            graduated_on=chance.choice([date(2022, 7, 1), date(2023, 1, 1), date(2024, 7, 1)]),
            track=chance.choice(["助理全科", "住院医师", ""]),
            home_town=chance.choice(["", *towns.values()]),
            only_centres=frozenset(chance.sample(codes, 1)) if chance.random() < 0.2 else frozenset(),
            accepts_adjustment=chance.random() < 0.8,
        )
        for n in range(chance.randint(0, most_people))
    ]
    people = [replace(p, graduated_on=None) if p.role is Role.RECRUIT else p for p in people]
    pool = [p.id for p in people if p.id.startswith("G")]
    return county(
        [centre(c, towns[c]) for c in codes],
        sites,
        people,
        [w for p in pool for w in _random_wishes(chance, p, codes, [s.id for s in sites])],
        waivers=tuple(
            Waiver(clause=c, person_id=p.id, until=chance.choice([None, DAY, date(2025, 6, 30)]), why="特批")
            for c in grants
            for p in people
            if chance.random() < 0.2
        ),
        locks=tuple(_random_lock(chance, p, codes, sites) for p in pool if chance.random() < 0.15),
    )


def _random_lock(chance: random.Random, person: str, codes: str, sites: Sequence[Site]) -> Lock:
    at = chance.choice([s for s in sites if s.kind is SiteKind.CLINIC] or sites)
    where = {"site_id": at.id} if chance.random() < 0.5 else {"centre_id": chance.choice(codes)}
    return Lock(person_id=person, end=chance.choice([None, DAY, date(2025, 6, 30)]), why="已定", **where)


def _random_site(chance: random.Random, code: str, at: str) -> Site:
    return clinic(
        code,
        at,
        posts=chance.choice([0, 1, 1, 2, None]),
        people=chance.choice([0, 400, 400, 1000, 1001, 4200]),
        kind=chance.choices(list(SiteKind), [9, 1])[0],
        integrated=chance.random() < 0.9,
        integrated_from=chance.choice([None, None, None, DAY, date(2025, 7, 2)]),
    )


def _random_doctor(chance: random.Random, code: str, site: str) -> Person:
    return doctor(
        code,
        site,
        born=date(chance.choice([1955, 1960, 1965, 1980]), chance.choice([6, 7]), chance.choice([1, 2, 30])),
        role=chance.choice([Role.VILLAGE_DOCTOR, Role.VILLAGE_DOCTOR, *Role]),
        credential=chance.choice([Credential.ASSISTANT, Credential.CERTIFICATE, Credential.NONE]),
        available_from=chance.choice([None, None, DAY, date(2025, 7, 2)]),
        leaves_on=chance.choice([None, None, None, DAY, date(2025, 7, 2)]),
        licensed_on=chance.choice([None, None, DAY, date(2025, 7, 2)]),
    )


def _random_wishes(chance: random.Random, person: str, codes: str, sites: Sequence[str]) -> list[Wish]:
    places = [*codes, *sites]
    listed = chance.sample(places, min(len(places), chance.randint(0, 3)))
    return [
        Wish(
            person_id=person, rank=chance.choice([n, n, max(1, n - 1)]), **{"centre_id" if c in codes else "site_id": c}
        )
        for n, c in enumerate(listed, start=1)
    ]


def service(code: str, clinics: int, posts: int, vacant: int) -> tuple[list[Site], list[Person]]:
    """A centre's clinics, one post each and the rest at the last, of which so many are vacant, from the first on."""
    sites: list[Site] = []
    people: list[Person] = []
    for n in range(1, clinics + 1):
        held = 1 if n < clinics else posts - clinics + 1
        gone = min(held, vacant)
        vacant -= gone
        site, doctors = staffed(f"{code}{n}", code, held, gone)
        sites.append(site)
        people += doctors
    return sites, people


def plan(**where: str) -> Plan:
    """``plan(G1="A", G2="B/b1", G3="")``: a centre, a centre and a clinic of it, or nowhere."""
    parts = {person: to.partition("/") for person, to in where.items()}
    return Plan(
        placements=tuple(
            Placement(person_id=person, centre_id=to or None, site_id=site or None)
            for person, (to, _, site) in sorted(parts.items())
        )
    )


def half(word: str) -> Period:
    """``half("2025H2")``."""
    year, _, number = word.partition("H")
    return Period(int(year), int(number))


def served(**careers: str) -> tuple[Assignment, ...]:
    """``served(D1="a 2025H2-2027H1, b 2027H2")``: where someone is, from the first period to the last."""
    rows = []
    for person, career in careers.items():
        for stint in career.split(", "):
            at, _, span = stint.partition(" ")
            first, _, last = span.partition("-")
            rows.append(Assignment(person_id=person, site_id=at, start=half(first), end=half(last or first)))
    return tuple(rows)


def outlook(made: Plan | None = None, **careers: str) -> Plan:
    """A plan of the years ahead, beside a season's placements if there are any."""
    return replace(made or Plan(), assignments=served(**careers))


def random_outlook(chance: random.Random) -> Instance:
    """A small county of the kind ``random_county`` makes, some of whose staff rotate, over three to five years.

    Nobody is locked and no waiver is given: what the plan breaks is the plan's own doing.
    """
    base = random_county(chance)
    at = {s.id: s.centre_id for s in base.sites}
    people = []
    for person in base.people:
        if person.site_id is not None:
            person = replace(
                person,
                employer=chance.choice([None, at[person.site_id], at[person.site_id]]),
                since=chance.choice([None, date(2010, 1, 1), date(2024, 3, 15), date(2025, 1, 1), date(2026, 2, 1)]),
            )
        people.append(person)
    for n in range(chance.randint(0, 3)):
        home = chance.choice(base.centres).id
        since = chance.choice([None, date(2023, 7, 1), date(2024, 10, 1)])
        people.append(doctor(f"C{n}", None, role=Role.CENTRE_STAFF, employer=home, since=since))
    return replace(base, people=tuple(sorted(people, key=lambda p: p.id)), locks=(), horizon_years=chance.randint(3, 5))


def findings(
    instance: Instance, rules: Policy, made: Plan, status: Status = Status.VIOLATED
) -> dict[str, list[Finding]]:
    """What the audit finds of one status, by clause."""
    found: dict[str, list[Finding]] = {}
    for row in audit(instance, rules, made):
        if row.status is status:
            found.setdefault(row.clause, []).append(row)
    return found
