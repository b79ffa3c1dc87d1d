"""The Xixian scenario can be rebuilt, keeps what is real, marks what is not, and shows the scheme of 2021 at work."""

import csv
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from planner import api
from planner.calendar import birthday
from planner.result import Result
from planner.scenario import load

FOLDER = Path(__file__).resolve().parents[1] / "scenarios" / "xixian-2021"
DAY = date(2021, 7, 1)
TABLES = ("centres", "sites", "villages", "people", "waivers", "records")
VARIANTS = ("cap-three", "hired-to-65", "dispatch-as-jiaozuo")
VILLAGES = {"空港新城": 29, "秦汉新城": 42, "泾河新城": 37, "沣西新城": 30, "沣东新城": 46}
Row = dict[str, str]


@cache
def read(name: str, part: str = "data") -> list[Row]:
    with (FOLDER / part / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@cache
def season(variant: str | None = None) -> Result:
    return api.solve(load(FOLDER, variant))


def posts(site: Row, cap: int = 4) -> int:
    """At least one per thousand above 1000 people, four at most; given where the text is silent."""
    return int(site["核定岗位"]) if site["核定岗位"] else min(cap, -(-int(site["服务人口"]) // 1000))


def in_post() -> Counter[str]:
    """Village doctors by clinic on the day: to the 60th birthday, with approval or as re-hired to the 65th."""
    approved = {w["人员编码"] for w in read("waivers") if w["截止日期"] >= DAY.isoformat()}
    staff: Counter[str] = Counter()
    for p in read("people"):
        if p["身份"] in {"乡村医生", "返聘"}:
            kept = p["身份"] == "返聘" or p["人员编码"] in approved
            staff[p["现岗位"]] += birthday(date.fromisoformat(p["出生日期"]), 60) >= DAY or kept
    return staff


def test_the_script_rebuilds_what_is_committed_byte_for_byte(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-B", str(FOLDER / "make_synthetic.py"), str(tmp_path)], check=True)
    committed = {p.name: p.read_bytes() for p in (FOLDER / "data").iterdir()}
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == committed


def test_towns_and_their_number_of_villages_are_those_of_the_official_list() -> None:
    real = {t["town_code"]: t for t in read("towns", "source")}
    assert len(real) == 26
    assert {c["统计用区划代码"]: c["乡镇"] for c in read("centres")} == {
        code: t["town"] for code, t in real.items() if t["new_town_status"] == "directly run" and t["villages"] != "0"
    }
    counts = Counter(v["乡镇"] for v in read("villages"))
    assert counts == {t["town"]: int(t["villages"]) for t in real.values() if counts[t["town"]]}
    assert counts.total() == 184


def test_the_new_city_of_a_town_is_never_told_without_saying_that_it_is_inferred() -> None:
    assert all("推断" in c["新城依据"] and "推断" in c["合成或假设"] for c in read("centres"))
    city = {c["乡镇"]: c["新城"] for c in read("centres")}
    assert Counter(city[v["乡镇"]] for v in read("villages")) == VILLAGES
    listed = {t["new_town"]: int(t["villages_nbs_2023_inferred"]) for t in read("newtowns", "source")}
    assert listed == VILLAGES


@pytest.mark.parametrize("name", TABLES)
def test_every_row_says_what_is_invented_or_assumed(name: str) -> None:
    assert all(row["合成或假设"] for row in read(name))


def test_no_village_has_a_name_that_could_be_real_and_no_point_is_called_one() -> None:
    assert all(re.fullmatch(r"\w+\d{2}号村", v["村名"]) for v in read("villages"))
    for name in ("centres", "sites", "villages"):
        assert {row["坐标来源"] for row in read(name)} == {"合成（示意布局，不是地理位置）"}
    assert {v["人口来源"] for v in read("villages")} == {"合成"}
    assert not (FOLDER / "data" / "boundary.geojson").exists()


def test_no_person_has_a_name_that_could_be_real() -> None:
    people = read("people")
    assert all(re.fullmatch(r"(村医|中心人员|招聘|毕业生)\d{2,3}", p["姓名"]) for p in people)
    assert len({p["人员编码"] for p in people}) == len({p["姓名"] for p in people}) == len(people)


def test_small_villages_share_and_those_to_be_demolished_stay_out_of_integration() -> None:
    people = {v["村编码"]: int(v["常住人口"]) for v in read("villages")}
    hosts = {v["村编码"]: f"V{v['所属服务点'][1:]}" for v in read("villages")}
    joined = {v: host for v, host in hosts.items() if v != host}
    assert len(joined) == 10
    assert all(people[v] < 800 and people[host] < 800 for v, host in joined.items())
    sites = {s["服务点编码"]: s for s in read("sites")}
    for v in read("villages"):
        site = sites[v["所属服务点"]]
        assert site["拟拆迁"] == v["拟拆迁"]
        assert (site["类别"] == "服务站") == (v["撤村改居"] == "是")
        assert (site["是否一体化"] == "否") == ("是" in (v["拟拆迁"], v["撤村改居"]))
    served: Counter[str] = Counter()
    for v in read("villages"):
        served[v["所属服务点"]] += int(v["常住人口"])
    assert {code: int(s["服务人口"]) for code, s in sites.items()} == served


def test_the_edges_of_the_text_are_in_the_data() -> None:
    sizes = [int(s["服务人口"]) for s in read("sites")]
    assert sum(n > 4000 for n in sizes) == 4  # the floor asks for five or six, the cap allows four
    assert all(posts(s) <= 4 for s in read("sites"))
    births = Counter(p["出生日期"] for p in read("people"))
    assert births["1961-07-01"] == births["1961-06-30"] == 1  # 60 on the day, still in post; 60 the day before
    assert len({w["人员编码"] for w in read("waivers")}) == 16
    assert all(in_post()[s["服务点编码"]] <= posts(s) for s in read("sites"))


def test_vacancies_are_what_counting_by_hand_gives() -> None:
    for variant, cap in ((None, 4), ("cap-three", 3)):
        for centre in season(variant).centres_after:
            mine = [s for s in read("sites") if s["中心编码"] == centre.centre_id and s["是否一体化"] == "是"]
            short = sum(max(0, posts(s, cap) - in_post()[s["服务点编码"]]) for s in mine)
            assert (centre.posts, centre.vacant_before) == (sum(posts(s, cap) for s in mine), short)


def test_the_readme_shows_the_vacancies_of_the_season() -> None:
    city = {c["中心编码"]: c["新城"] for c in read("centres")}
    lines = []
    for name, villages in VILLAGES.items():
        codes = {code for code, mine in city.items() if mine == name}
        clinics = sum(s["中心编码"] in codes and s["类别"] == "村卫生室" for s in read("sites"))
        counted = [c for c in season().centres_after if c.centre_id in codes]
        cells = (name, len(codes), villages, clinics, sum(c.posts for c in counted))
        lines.append(f"| {' | '.join(map(str, (*cells, sum(c.vacant_before for c in counted))))} |")
    table = (FOLDER / "README.md").read_text(encoding="utf-8").split("<!-- rates -->")[1].split("<!-- /rates -->")[0]
    assert table.strip().splitlines()[2:] == lines


def test_the_roster_audits_clean_and_pay_follows_the_table_of_the_scheme() -> None:
    assert not [f for f in season().findings if f.status == "violated"]
    money = season().accounts.money
    assert not [a for a in money if a.clause.startswith("MTG25")]
    clinic = next(s["服务点编码"] for s in read("sites") if s["是否一体化"] == "是")
    running = [a for a in money if a.item == "clinic_running" and a.site_id == clinic]
    assert sum(a.total for a in running) == 5 * 5000
    by_funder = Counter[str]()
    for a in money:
        by_funder[a.funder] += a.total
    assert by_funder["new_area"] * 65 == by_funder["new_city"] * 35
    physician = next(
        p["人员编码"] for p in read("people") if p["资格"] == "执业医师" and p["身份"] == "乡村医生" and p["聘用单位"]
    )
    first = [
        a.monthly for a in money if a.person_id == physician and a.item == "credential_allowance" and a.first == DAY
    ]
    assert sum(first) == 600


def test_directed_students_go_to_the_clinic_of_their_home_village_where_it_has_a_vacancy() -> None:
    site_of = {v["村编码"]: v["所属服务点"] for v in read("villages")}
    promised = Counter(p["现岗位"] for p in read("people") if p["身份"] == "招聘")
    sites = {s["服务点编码"]: s for s in read("sites")}
    town = {c["中心编码"]: c["乡镇"] for c in read("centres")}
    placed = season().plan.placement
    homes = {p["人员编码"]: p for p in read("people") if p["身份"] == "定向毕业生"}
    assert placed.keys() == homes.keys()
    at_home = 0
    for code, p in homes.items():
        own = site_of[p["户籍村"]]
        at_home += placed[code].site_id == own
        vacant = posts(sites[own]) > in_post()[own] + promised[own]
        assert (placed[code].site_id == own) == vacant
        assert town[placed[code].centre_id or ""] == p["户籍乡镇"]
    assert (len(homes), at_home) == (8, 6)


def test_of_the_borrowed_text_only_the_count_of_vacancies_is_in_force() -> None:
    here, there = load(FOLDER).policy, load(FOLDER, "dispatch-as-jiaozuo").policy
    kept = "what scenario.yaml borrows (only) and what the README says of it are to agree"
    assert {c for c in here.clause if not c.startswith("XX21-")} == {"MTG25-2.1-b"}, kept
    dispatch = {"JZ22-4.2-f", "JZ22-4.2-g", "JZ22-4.2-h", "JZ22-4.2-i"}
    assert {c for c in there.clause if not c.startswith("XX21-")} == {"MTG25-2.1-b", *dispatch}, kept


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_planner_reads_every_variant(variant: str) -> None:
    scenario = load(FOLDER, variant)
    assert len(scenario.instance.people) == len(read("people"))
    assert {p.stem for p in (FOLDER / "variants").iterdir()} == set(VARIANTS)
