"""The Xiuwu scenario can be rebuilt, keeps what is real, marks what is not, and shows the Jiaozuo rules at work."""

import csv
import hashlib
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from planner import api
from planner.calendar import age_on
from planner.result import Result
from planner.scenario import load

FOLDER = Path(__file__).resolve().parents[1] / "scenarios" / "xiuwu-2022"
DAY = date(2022, 7, 1)
TABLES = ("centres", "sites", "villages", "people", "wishes", "sit_ins", "practice", "waivers", "records")
VARIANTS = ("no-practice-alternative", "headship-only", "round-half-up")
BORROWED = {"1-a", "2.1-a", "2.1-b", "2.1-c", "2.1-d", "2.1-e", "2.4.1-d", "3.1-a"}
NAMES = "1f5889a082f2d61d"
Row = dict[str, str]


@cache
def read(name: str, part: str = "data") -> list[Row]:
    with (FOLDER / part / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@cache
def season() -> Result:
    return api.solve(load(FOLDER))


def posts(site: Row) -> int:
    return max(1, -(-int(site["服务人口"]) // 1000))


def in_post() -> Counter[str]:
    """Village doctors by clinic on the day: under 65, or kept on by an approval that still runs."""
    kept = {w["人员编码"] for w in read("waivers") if w["截止日期"] >= DAY.isoformat()}
    doctors = [p for p in read("people") if p["身份"] == "乡村医生"]
    young = (age_on(date.fromisoformat(p["出生日期"]), DAY) < 65 for p in doctors)
    return Counter(p["现岗位"] for p, ok in zip(doctors, young, strict=True) if ok or p["人员编码"] in kept)


def test_the_script_rebuilds_what_is_committed_byte_for_byte(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-B", str(FOLDER / "make_synthetic.py"), str(tmp_path)], check=True)
    committed = {p.name: p.read_bytes() for p in (FOLDER / "data").iterdir()}
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == committed


def test_the_names_and_codes_are_those_of_the_official_list() -> None:
    """A digest of code and name of all 187, taken when the list was fetched: nobody has edited a real name since."""
    told = "\n".join(f"{v['code']} {v['village']} {v['town']}" for v in read("villages", "source"))
    assert hashlib.sha256(told.encode()).hexdigest()[:16] == NAMES
    ours = [(v["统计用区划代码"], v["村名"], v["乡镇"], v["经度"], v["纬度"]) for v in read("villages")]
    assert ours == [(v["code"], v["village"], v["town"], v["lon"], v["lat"]) for v in read("villages", "source")]
    assert len(ours) == 187
    counts = Counter(v["乡镇"] for v in read("villages"))
    assert counts == {t["town"]: int(t["villages"]) for t in read("towns", "source")}
    assert len(counts) == 9
    assert "© OpenStreetMap contributors" in (FOLDER / "data" / "boundary.geojson").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", TABLES)
def test_every_row_says_what_is_invented_or_assumed(name: str) -> None:
    assert all(row["合成或假设"] for row in read(name))


def test_a_synthetic_point_or_count_is_never_called_real() -> None:
    source = {v["code"]: v["coord_source"] for v in read("villages", "source")}
    for v in read("villages"):
        assert (v["坐标来源"] == "合成") == (source[v["统计用区划代码"]] == "synthetic")
        assert v["人口来源"] == "合成"
    assert [v["村名"] for v in read("villages") if v["坐标来源"] != "合成"] == ["大位村"]
    seats = {t["town"]: t["seat_source"] for t in read("towns", "source")}
    assert all((c["坐标来源"] == "合成") == (seats[c["乡镇"]] == "synthetic") for c in read("centres"))
    assert sum(c["坐标来源"] == "合成" for c in read("centres")) == 3


def test_no_person_has_a_name_that_could_be_real() -> None:
    people = read("people")
    assert all(re.fullmatch(r"(村医|中心人员|招聘|毕业生)\d{2,3}", p["姓名"]) for p in people)
    assert len({p["人员编码"] for p in people}) == len({p["姓名"] for p in people}) == len(people)


def test_every_village_is_served_in_its_own_town_and_every_clinic_counts_its_villages() -> None:
    town = {c["中心编码"]: c["乡镇"] for c in read("centres")}
    sites = {s["服务点编码"]: s for s in read("sites")}
    served: Counter[str] = Counter()
    for v in read("villages"):
        assert town[sites[v["所属服务点"]]["中心编码"]] == v["乡镇"]
        assert (v["代管方式"] == "就近托管") == (v["所属服务点"][1:] != v["村编码"][1:])
        served[v["所属服务点"]] += int(v["常住人口"])
    assert {code: int(s["服务人口"]) for code, s in sites.items()} == served
    assert len(sites) == 183


def test_residents_and_staff_are_of_a_plausible_size() -> None:
    sizes = [int(v["常住人口"]) for v in read("villages")]
    assert sum(sizes) == 127_750  # half of the residents of the county at the end of 2018: an assumption
    assert 50 < min(sizes) < max(sizes) < 3000
    listed = Counter(p["现岗位"] for p in read("people") if p["身份"] == "乡村医生")
    assert all(listed[s["服务点编码"]] <= posts(s) for s in read("sites"))
    reached = Counter(p["出生日期"] for p in read("people"))
    assert reached["1957-07-01"] == reached["1957-07-02"] == 1  # 65 on the day, and on the next
    assert sum(age_on(date.fromisoformat(p["出生日期"]), DAY) >= 65 for p in read("people")) == 9


def test_dispatched_staff_stand_where_no_doctor_is_and_hold_a_licence() -> None:
    sent = [p for p in read("people") if p["备注"].startswith("已派驻")]
    assert len(sent) == 15
    assert not any(in_post()[p["现岗位"]] for p in sent)
    assert all(p["资格"] != "乡村医生证书" for p in sent)


def test_vacancies_are_what_counting_by_hand_gives() -> None:
    staff = in_post()
    for centre in season().centres_after:
        clinics = [s for s in read("sites") if s["中心编码"] == centre.centre_id and s["一体化日期"] <= DAY.isoformat()]
        short = sum(max(0, posts(s) - staff[s["服务点编码"]]) for s in clinics)
        assert (centre.posts, centre.vacant_before) == (sum(map(posts, clinics)), short)


def test_the_readme_shows_the_vacancies_of_the_season() -> None:
    town = {c["中心编码"]: c["乡镇"] for c in read("centres")}
    lines = []
    for c in season().centres_after:
        clinics = sum(s["中心编码"] == c.centre_id for s in read("sites"))
        cells = (c.centre_id, town[c.centre_id], clinics, c.posts, c.vacant_before, c.vacant_after)
        lines.append(f"| {' | '.join(map(str, cells))} |")
    table = (FOLDER / "README.md").read_text(encoding="utf-8").split("<!-- rates -->")[1].split("<!-- /rates -->")[0]
    assert table.strip().splitlines()[2:] == lines


def test_the_season_plans_clean_and_places_all_who_wait() -> None:
    assert len(season().outcomes) == 10
    assert all(o.placed for o in season().outcomes)
    assert not [f for f in season().findings if f.status == "violated"]
    waived = [f.subject for f in season().findings if f.clause == "JZ22-4.2-l" and f.status == "waived"]
    assert len(waived) == len(read("waivers")) == 5


def test_of_the_borrowed_text_the_order_of_placing_is_in_force_and_nothing_else() -> None:
    policy = load(FOLDER).policy
    in_force = {c.removeprefix("MTG25-") for c in policy.clause if c.startswith("MTG25-")}
    assert in_force == BORROWED, "what scenario.yaml borrows (only) and what the README says of it are to agree"
    assert not [a for a in season().accounts.money if a.clause.startswith("MTG25")]


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_planner_reads_every_variant(variant: str) -> None:
    scenario = load(FOLDER, variant)
    assert len(scenario.instance.people) == len(read("people"))
    assert {p.stem for p in (FOLDER / "variants").iterdir()} == set(VARIANTS)
