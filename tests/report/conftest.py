"""Seasons built by hand for the tests of the outputs: the worked example of the 2025 rule, and a county of any size."""

import os
import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import cos, pi, sin
from typing import TYPE_CHECKING

import pytest

from planner.clause import Citation, Clause, Kind
from planner.domain import Centre, Instance, Person, Placement, Plan, Role, Sex, Site, Wish
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.policy import Amendment, Displaced, NotModelled, Pack, Policy
from planner.result import CentreAfter, Cutoff, DecidedBy, Goal, Outcome, Result, Seat, SiteAfter, SolveStatus
from planner.scenario import Scenario
from planner.text import Text, plain

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

DAY = date(2025, 7, 1)
SCHEME = Text("门头沟区乡村医生安置方案（2025年版）", "Mentougou placement scheme 2025")
HOSTILE = ('=HYPERLINK("http://x","y")', "<script>alert(1)</script>")
"""Names that must be shown as text wherever they appear."""


class Provision(Clause):
    """A clause that only states itself."""

    family = "provision"
    says: Text

    def statement(self) -> Text:
        return self.says

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        return iter(())


def provision(code: str, zh: str, en: str) -> Provision:
    return Provision(id=code, title=Text(zh, en), citation=Citation(SCHEME, "二(一)2", zh), kind=Kind.PRIORITY,
                     says=Text(zh, en))  # fmt: skip


POLICY = Policy(
    clauses=(
        provision("MTG25-2.1-a", "每安置一人后重新计算空缺率", "rates are recomputed after each placement"),
        provision("MTG25-2.1-b", "空缺率按核定岗位计算，代管不算在岗", "the rate is vacant posts over posts"),
    ),
    displaced=(Displaced(clause=provision("MTG21-A1.1-b", "户籍乡镇优先", "home town first"), by="MTG25-2.1-a",
                         why=Text("2025年版另有规定", "the 2025 text rules otherwise")),),
    not_modelled=(NotModelled(clause="MTG25-2.5-b", title=Text("按月考核", "monthly appraisal"),
                              why=Text("不影响安置", "does not bear on placement")),),
    packs=(Pack(id="mentougou-2025", title=SCHEME, draft=False, version="1"),
           Pack(id="mentougou-reform", title=Text("改革方案", "Reform plan"), draft=True, version="1")),
    amendments=(Amendment(clause="MTG25-2.1-b", parameters={"basis": "posts", "share": Fraction(1, 3)}, why="示例"),),
)  # fmt: skip

CENTRES = {"A": ("甲镇", 6, 2, 5), "B": ("乙镇", 9, 3, 8), "C": ("丙镇", 4, 3, 4), "D": ("丁镇", 9, 2, 8)}
"""Town, posts, vacant, integrated clinics of the worked example."""

PLACED = {"G1": ("A", 1), "G2": ("B", 1), "G3": ("C", 1), "G4": ("C", 2), "G5": ("C", 1), "G6": ("B", 1)}
"""Centre and wish rank of each graduate in the worked example."""

STEPS = (
    ("C", 3, 4, 4, "rate", ("B", 3, 9, 8)), ("C", 2, 4, 4, "rate", ("B", 3, 9, 8)),
    ("B", 3, 9, 8, "clinics", ("A", 2, 6, 5)), ("A", 2, 6, 5, "rate", ("C", 1, 4, 4)),
    ("C", 1, 4, 4, "rate", ("B", 2, 9, 8)), ("B", 2, 9, 8, "wish", ("D", 2, 9, 8)),
)  # fmt: skip


def seats() -> tuple[Seat, ...]:
    return tuple(
        Seat(step=at, round=1, level=at - 1, centre_id=c, vacant=v, posts=p, clinics=n, decided_by=DecidedBy(by),
             clause="MTG25-2.1-a", runner_up=r, runner_up_vacant=rv, runner_up_posts=rp, runner_up_clinics=rn)
        for at, (c, v, p, n, by, (r, rv, rp, rn)) in enumerate(STEPS, start=1)
    )  # fmt: skip


def worked_example() -> Result:
    """The worked example of the 2025 rule: six graduates placed, and a seventh for whom no seat was left."""
    corner = {"A": (115.60, 39.95), "B": (115.80, 40.02), "C": (115.95, 39.90), "D": (115.75, 39.86)}
    centres = tuple(Centre(id=c, name=f"{town}社区卫生服务中心", town=town, lon=corner[c][0], lat=corner[c][1])
                    for c, (town, *_) in CENTRES.items())  # fmt: skip
    sites, after = [], []
    open_sites: dict[str, list[str]] = {}
    for c, (_, posts, vacant, clinics) in CENTRES.items():
        for n in range(1, clinics + 1):
            angle = 2 * pi * n / clinics
            code = f"{c}{n:02d}"
            sites.append(Site(id=code, name=f"{CENTRES[c][0][0]}{'东西南北上下前后'[n - 1]}村卫生室", centre_id=c,
                              population=150 * n, lon=corner[c][0] + 0.06 * cos(angle),
                              lat=corner[c][1] + 0.04 * sin(angle)))  # fmt: skip
            own = 2 if n == 1 and posts > clinics else 1
            empty = n > clinics - vacant
            open_sites.setdefault(c, []).extend([code] if empty else [])
            after.append(SiteAfter(site_id=code, period="2025H2", posts=own, staff_before=0 if empty else own,
                                   staff=0 if empty else own, cover=0, uncovered=empty, over_cap=0))  # fmt: skip
    sites.append(
        Site(id="D99", name="丁外村卫生室", centre_id="D", population=90, integrated=False, lon=115.7, lat=39.8)
    )
    seated: dict[str, str] = {}
    outcomes = []
    for person, (c, rank) in PLACED.items():
        site = open_sites[c].pop()
        seated[site] = person
        outcomes.append(Outcome(
            person_id=person, centre_id=c, site_id=site, wish_rank=rank, clause="MTG25-2.1-d",
            reason=Text(f"第{rank}志愿；{CENTRES[c][0]}空缺率最高", f"wish {rank}; {c} had the highest rate"),
        ))  # fmt: skip
    outcomes.append(Outcome(person_id="G7", centre_id=None, site_id=None, wish_rank=None, clause="MTG25-2.1-d",
                            reason=Text("空缺已用完", "no seat was left")))  # fmt: skip
    names = ("赵一", "钱二", "孙三", "李四", "周五", "吴六", "郑七")
    people = tuple(Person(id=f"G{n}", name=name, role=Role.GRADUATE, sex=Sex.F, score=Decimal(100 - n))
                   for n, name in enumerate(names, start=1))  # fmt: skip
    instance = Instance(
        placement_date=DAY, centres=centres, sites=tuple(sites), people=people,
        wishes=tuple(Wish(person_id=p, rank=r, centre_id=c) for p, (c, r) in PLACED.items()),
        outline=(((115.45, 39.78), (116.05, 39.78), (116.08, 39.98), (115.9, 40.1), (115.5, 40.05)),),
    )  # fmt: skip
    final = tuple(replace(s, staff=s.staff + 1, uncovered=False) if s.site_id in seated else s for s in after)
    gone = {c: sum(x == c for x, _ in PLACED.values()) for c in CENTRES}
    return Result(
        scenario=Scenario(name="worked", title=Text("示例县2025年安置季", "Worked example 2025"), instance=instance,
                          policy=POLICY, hashes={"data/people.csv": "ab" * 32, "data/centres.csv": "cd" * 32}),
        status=SolveStatus.OPTIMAL,
        plan=Plan(placements=tuple(Placement(person_id=o.person_id, centre_id=o.centre_id, site_id=o.site_id)
                                   for o in outcomes)),
        seats=seats(),
        cutoffs=tuple(Cutoff(round=1, centre_id=c, level=None if c == "C" else 5, vacant=2, posts=9,
                             clinics=8,
                             full={"A": 1, "B": 1, "C": 3, "D": 0}[c], free={"B": 1, "D": 1}.get(c, 0), filled=gone[c])
                      for c in CENTRES),
        outcomes=tuple(outcomes),
        centres_after=tuple(CentreAfter(centre_id=c, posts=p, vacant_before=v, vacant_after=v - gone[c])
                            for c, (_, p, v, _) in CENTRES.items()),
        sites_after=final,
        findings=(
            Finding(clause="MTG25-2.1-a", subject="", status=Status.MET, message=Text("次序相符", "the order is kept")),
            Finding(clause="JZ22-4.2-c", subject="C04", status=Status.MISSED, actual="0", limit="1",
                    message=Text("两名以上医生中没有女性", "no woman among two or more")),
            Finding(clause="MTGR-8-a", subject="D08", status=Status.WAIVED, actual="-1",
                    message=Text("已豁免", "waived")),
        ),
        goals=(Goal(rank=1, goal="wish", clause="MTG25-2.1-d", label=Text("志愿序合计", "sum of wish ranks"), value=7,
                    bound=7, proven=True),),
        notes=(Text("本示例人员均为虚构", "all people are invented"),),
        seconds={"placement": 0.0123},
    )  # fmt: skip


def county(clinics: int, graduates: int, seed: int = 7) -> Result:
    """A county of made-up clinics along a few valleys, filled step by step by the highest rate."""
    draw = random.Random(seed)
    count = max(clinics // 20, 1)
    centres = tuple(
        Centre(id=f"C{n:03d}", name=f"第{n}镇社区卫生服务中心", town=f"第{n}镇", lon=115.4 + 0.8 * draw.random(),
               lat=39.8 + 0.3 * draw.random()) for n in range(1, count + 1)
    )  # fmt: skip
    sites, before = [], {}
    for n in range(1, clinics + 1):
        home = centres[n % count]
        assert home.lon is not None and home.lat is not None
        sites.append(Site(id=f"S{n:05d}", name=f"{'东西南北上下大小'[n % 8]}{'庄沟台岭河坡'[n % 6]}{n}村卫生室",
                          centre_id=home.id, population=int(draw.lognormvariate(6, 0.7)),
                          lon=home.lon + draw.gauss(0, 0.05), lat=home.lat + draw.gauss(0, 0.03)))  # fmt: skip
        before[f"S{n:05d}"] = int(draw.random() < 0.7)
    vacant = {c.id: sum(1 - before[s.id] for s in sites if s.centre_id == c.id) for c in centres}
    posts = {c.id: sum(s.centre_id == c.id for s in sites) for c in centres}
    left, steps, outcomes, staffed = dict(vacant), [], [], set()
    people = tuple(Person(id=f"G{n:03d}", name=f"毕业生{n}", role=Role.GRADUATE) for n in range(1, graduates + 1))
    for at, person in enumerate(people, start=1):
        order = sorted((c for c in left if left[c]), key=lambda c: (-Fraction(left[c], posts[c]), -posts[c], c))
        best, other = order[0], order[1] if len(order) > 1 else None
        site = next(s.id for s in sites if s.centre_id == best and not before[s.id] and s.id not in staffed)
        steps.append(Seat(step=at, round=1, level=at - 1, centre_id=best, vacant=left[best], posts=posts[best],
                          clinics=posts[best], decided_by=DecidedBy.RATE, clause="MTG25-2.1-a", runner_up=other,
                          runner_up_vacant=left[other] if other else 0, runner_up_posts=posts[other] if other else 0,
                          runner_up_clinics=posts[other] if other else 0))  # fmt: skip
        outcomes.append(Outcome(person_id=person.id, centre_id=best, site_id=site, wish_rank=1 + at % 3,
                                clause="MTG25-2.1-d", reason=plain("reason")))  # fmt: skip
        staffed.add(site)
        left[best] -= 1
    instance = Instance(placement_date=DAY, centres=centres, sites=tuple(sites), people=people)
    return replace(
        worked_example(),
        scenario=replace(worked_example().scenario, name="county", instance=instance),
        seats=tuple(steps), outcomes=tuple(outcomes), cutoffs=(), findings=(),
        centres_after=tuple(CentreAfter(centre_id=c.id, posts=posts[c.id], vacant_before=vacant[c.id],
                                        vacant_after=left[c.id]) for c in centres),
        sites_after=tuple(SiteAfter(site_id=s.id, period="2025H2", posts=1, staff_before=before[s.id], cover=0,
                                    staff=before[s.id] + (s.id in staffed), over_cap=0,
                                    uncovered=not before[s.id] and s.id not in staffed) for s in sites),
    )  # fmt: skip


def with_instance(result: Result, **changes: object) -> Result:
    """The same result over an instance with some facts replaced."""
    instance = replace(result.scenario.instance, **changes)  # type: ignore[arg-type]  # fields of Instance by name
    return replace(result, scenario=replace(result.scenario, instance=instance))


@pytest.fixture
def season() -> Result:
    return worked_example()


@pytest.fixture
def hostile(season: Result) -> Result:
    """The worked example with a clinic, a centre and a graduate named by an attacker."""
    instance = season.scenario.instance
    sites = tuple(replace(s, name=HOSTILE[n]) if n < 2 else s for n, s in enumerate(instance.sites))
    sites = tuple(replace(s, name=HOSTILE[1]) if s.id == "C04" else s for s in sites)
    centres = (replace(instance.centres[0], name=HOSTILE[0], town="</script><b>$x$"), *instance.centres[1:])
    people = (replace(instance.people[0], name=HOSTILE[1]), *instance.people[1:])
    finding = Finding(
        clause="X-1", subject="A01", status=Status.MET, message=plain("=1+1"), actual="-3", limit="@SUM(A1)"
    )
    changed = with_instance(season, sites=sites, centres=centres, people=people)
    return replace(changed, findings=(*season.findings, finding))


@pytest.fixture(scope="session")
def browser() -> Iterator["Chrome"]:
    """A real browser without a window, for every page."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
    driver = shutil.which("chromedriver")
    if program is None or driver is None:
        message = "no Chromium with chromedriver on this machine: the page was not opened in a browser"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    os.environ["SE_OFFLINE"] = "true"
    from selenium.webdriver import Chrome, ChromeOptions
    from selenium.webdriver.chrome.service import Service

    options = ChromeOptions()
    options.binary_location = program
    for argument in (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--window-size=1300,1000",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    chrome = Chrome(options=options, service=Service(driver))
    yield chrome
    chrome.quit()
