"""The Mentougou scenario can be rebuilt, keeps what is real, marks what is not, and holds the season it promises."""

import csv
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from planner.calendar import add_months, age_on
from planner.scenario import load

FOLDER = Path(__file__).resolve().parents[1] / "scenarios" / "mentougou-2025"
DAY = date(2025, 7, 1)
TABLES = ("centres", "sites", "villages", "people", "wishes", "travel", "leave")
FILLS_A_POST = {"乡村医生", "定向毕业生", "招聘", "返聘"}
Row = dict[str, str]


def read(name: str, part: str = "data") -> list[Row]:
    with (FOLDER / part / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def in_post_on_the_day(person: Row) -> bool:
    left = person["离岗日期"] and date.fromisoformat(person["离岗日期"]) <= DAY
    return not left and age_on(date.fromisoformat(person["出生日期"]), DAY) < 70


def holders(people: list[Row]) -> Counter[str]:
    return Counter(p["现岗位"] for p in people if p["身份"] in FILLS_A_POST and p["现岗位"])


def posts(site: Row) -> int:
    return int(site["核定岗位"] or 1)


def season() -> dict[str, tuple[int, int, int, int, int]]:
    """By centre: clinics, integrated ones, their posts, vacant posts, clinics without a doctor, as the law counts."""
    staff = holders([p for p in read("people") if in_post_on_the_day(p)])
    found = {}
    for centre in read("centres"):
        code = centre["中心编码"]
        clinics = [s for s in read("sites") if s["中心编码"] == code and s["类别"] == "村卫生室"]
        counted = [s for s in clinics if s["是否一体化"] == "是" and s["一体化日期"] <= DAY.isoformat()]
        vacant = sum(max(0, posts(s) - staff[s["服务点编码"]]) for s in counted)
        empty = sum(not staff[s["服务点编码"]] for s in counted)
        found[code] = (len(clinics), len(counted), sum(map(posts, counted)), vacant, empty)
    return found


def pool() -> list[Row]:
    """Graduates without a post whose training is finished by the day (MTG25-2.4.1-d, MTG25-3.1-a)."""
    ready = []
    for p in read("people"):
        if p["身份"] == "定向毕业生" and not p["现岗位"]:
            months = 6 + {"助理全科": 24, "住院医师": 36}[p["培训类别"]]
            given, graduated = p["可上岗日期"], p["毕业日期"]
            free = date.fromisoformat(given) if given else add_months(date.fromisoformat(graduated), months)
            if free <= DAY:
                ready.append(p)
    return ready


def test_the_script_rebuilds_what_is_committed_byte_for_byte(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-B", str(FOLDER / "make_synthetic.py"), str(tmp_path)], check=True)
    committed = {p.name: p.read_bytes() for p in (FOLDER / "data").iterdir()}
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == committed


def test_the_places_are_the_real_ones() -> None:
    towns = {t["town"]: t["common_name"] for t in read("towns", "source")}
    real = [(v["code"], v["village"], towns[v["town"]], v["lon"], v["lat"]) for v in read("villages", "source")]
    ours = [(v["统计用区划代码"], v["村名"], v["乡镇"], v["经度"], v["纬度"]) for v in read("villages")]
    assert ours == real
    assert len(real) == 178
    assert [c["名称"] for c in read("centres")] == [c["centre"] for c in read("health_centres", "source")]
    assert "© OpenStreetMap contributors" in (FOLDER / "data" / "boundary.geojson").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", TABLES)
def test_every_row_says_what_is_invented_or_assumed(name: str) -> None:
    assert all(row["合成或假设"] for row in read(name))


def test_a_synthetic_point_or_count_is_never_called_real() -> None:
    ours = {v["统计用区划代码"]: v for v in read("villages")}
    for v in read("villages", "source"):
        mark = ours[v["code"]]
        assert (v["coord_source"] == "synthetic") == (mark["坐标来源"] == "合成")
        assert (v["pop_source"] == "synthetic") == (mark["人口来源"] == "合成")


def test_no_person_has_a_name_that_could_be_real() -> None:
    placeholder = re.compile(r"(村医|毕业生|往届毕业生|中心人员|招聘|返聘|下沉)\d{2,3}")
    people = read("people")
    assert all(placeholder.fullmatch(p["姓名"]) for p in people)
    assert len({p["人员编码"] for p in people}) == len({p["姓名"] for p in people}) == len(people)


def test_every_village_is_served_in_its_own_town_and_every_clinic_counts_its_villages() -> None:
    town = {c["中心编码"]: c["乡镇"] for c in read("centres")}
    sites = {s["服务点编码"]: s for s in read("sites")}
    served: Counter[str] = Counter()
    for v in read("villages"):
        assert town[sites[v["所属服务点"]]["中心编码"]] == v["乡镇"]
        assert sites[v["所属服务点"]]["类别"] == ("服务站" if v["拟拆迁"] == "是" else "村卫生室")
        served[v["所属服务点"]] += int(v["常住人口"])
    assert {code: int(s["服务人口"] or 0) for code, s in sites.items()} == {code: served[code] for code in sites}
    assert {s["中心编码"] for s in sites.values()} == set(town)


def test_posts_follow_the_residents_and_are_never_exceeded() -> None:
    listed = holders(read("people"))
    for s in read("sites"):
        expected = min(4, -(-int(s["服务人口"]) // 1000)) if s["类别"] == "村卫生室" else 0
        assert posts(s) == expected
        assert listed[s["服务点编码"]] <= posts(s)


def test_cover_stands_where_no_doctor_is_in_post() -> None:
    staff = holders([p for p in read("people") if in_post_on_the_day(p)])
    clinics = {s["服务点编码"] for s in read("sites") if s["类别"] == "村卫生室"}
    cover = [p["现岗位"] for p in read("people") if p["身份"] in {"中心人员", "下沉"} and p["现岗位"] in clinics]
    assert len(cover) > 10
    assert not any(staff[code] for code in cover)


def test_the_edges_of_the_day_are_in_the_roster() -> None:
    doctors = [p for p in read("people") if p["身份"] == "乡村医生"]
    reached = Counter(p["出生日期"] for p in doctors)
    left = Counter(p["离岗日期"] for p in doctors)
    assert reached["1955-07-01"] == reached["1955-07-02"] == 1  # gone that day; still in post for one more
    assert left["2025-07-01"] == left["2025-09-30"] == 1
    assert sum(age_on(date.fromisoformat(p["出生日期"]), DAY) >= 70 for p in doctors) == 8
    assert 105 <= len(doctors) <= 125


def test_thirty_graduates_wait_and_six_are_still_in_training() -> None:
    waiting = pool()
    assert [p["人员编码"] for p in waiting] == [f"G{n:02}" for n in range(1, 31)]
    assert max(Counter(p["综合成绩"] for p in waiting).values()) == 3
    listed = {w["人员编码"] for w in read("wishes")}
    assert [p["人员编码"] for p in waiting if p["人员编码"] not in listed] == ["G12", "G23", "G29"]


def test_rates_tie_as_different_fractions_and_tie_in_full() -> None:
    rate = {code: Fraction(vacant, posts) for code, (_, _, posts, vacant, _) in season().items() if posts}
    clinics = {code: counted for code, (_, counted, _, _, _) in season().items()}
    assert len(rate) == 9
    assert rate["MTG-C11"] == rate["MTG-C05"] == rate["MTG-C08"] == Fraction(2, 5)
    assert clinics["MTG-C11"] > clinics["MTG-C05"] == clinics["MTG-C08"]
    assert sum(vacant for _, _, _, vacant, _ in season().values()) == 51
    assert all(empty for _, _, posts, _, empty in season().values() if posts)


def test_the_thirtieth_seat_falls_on_a_full_tie() -> None:
    seats = []
    for _, counted, posts, vacant, _ in season().values():
        seats += [(Fraction(vacant - filled, posts), counted) for filled in range(vacant)]
    seats.sort(reverse=True)
    assert seats[28] != seats[29] == seats[30]


def test_the_readme_shows_the_rates_of_the_data() -> None:
    lines = []
    for centre in read("centres"):
        clinics, counted, posts, vacant, empty = season()[centre["中心编码"]]
        if posts:
            cells = (centre["中心编码"], centre["乡镇"], clinics, counted, posts, vacant, f"{vacant}/{posts}", empty)
            lines.append(f"| {' | '.join(map(str, cells))} |")
    table = (FOLDER / "README.md").read_text(encoding="utf-8").split("<!-- rates -->")[1].split("<!-- /rates -->")[0]
    assert table.strip().splitlines()[2:] == lines


@pytest.mark.parametrize("variant", [None, "rules-2021", "ranked-once", "ten-fewer"])
def test_the_planner_reads_the_scenario_and_its_variants(variant: str | None) -> None:
    scenario = load(FOLDER, variant)
    assert len(scenario.instance.people) == len(read("people")) - (10 if variant == "ten-fewer" else 0)
    assert len(scenario.instance.villages) == 178
    assert scenario.instance.outline
