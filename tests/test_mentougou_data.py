"""The Mentougou scenario can be rebuilt, keeps what is real, marks what is not, and holds the season it promises."""

import csv
import re
import shutil
import subprocess
import sys
from collections import Counter
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from planner import api
from planner.calendar import add_months, age_on
from planner.scenario import load
from planner.stages.supply import pool_on, ready_day

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


def numbered(code: str) -> int:
    return int("".join(c for c in code if c.isdigit()))


def for_the_outlook(person: Row) -> bool:
    """Whether a person was added to the season's roster for the outlook."""
    last = {"G": 36, "CS": 66, "RH": 5, "RC": 6, "SX": 4}
    code = person["人员编码"]
    return numbered(code) > last.get(code.rstrip("0123456789"), 1000)


def staff_of(centre: str) -> list[Row]:
    return [p for p in read("people") if p["身份"] == "中心人员" and p["聘用单位"] == centre]


def test_the_readme_shows_the_staff_of_the_data() -> None:
    lines = []
    for centre in read("centres"):
        code, town, core = centre["中心编码"], centre["乡镇"], centre["中心留守人数下限"]
        kinds = Counter(s["类别"] for s in read("sites") if s["中心编码"] == code)
        staff = staff_of(code)
        if kinds["村卫生室"]:
            here = sum(p["现岗位"] == code for p in staff)
            cells = (code, town, len(staff), here, core, kinds["村卫生室"], kinds["服务站"])
            lines.append(f"| {' | '.join(map(str, cells))} |")
            assert 8 <= len(staff) <= 14
            assert 0 < int(core) < len(staff) / 2  # some can rotate, not all
            assert int(core) <= here
    table = (FOLDER / "README.md").read_text(encoding="utf-8").split("<!-- staff -->")[1].split("<!-- /staff -->")[0]
    assert table.strip().splitlines()[2:] == lines


def test_the_numbers_in_the_readme_are_those_of_the_roster() -> None:
    added = [p for p in read("people") if for_the_outlook(p)]
    roles = Counter(p["身份"] for p in added)
    assert roles == {"中心人员": 56, "定向毕业生": 48, "下沉": 10, "返聘": 4, "招聘": 3}
    assert sum(roles.values()) == 121
    staff = [p for p in added if p["身份"] == "中心人员"]
    assert [p["人员编码"] for p in staff if not p["到岗日期"]] == ["CS109", "CS131"]
    turns = sorted({p["到岗日期"] for p in staff if p["到岗日期"]})
    assert len(turns) > 20  # staggered, each on her own cycle
    assert turns[0] >= "2023-07-01"
    assert turns[-1] <= "2025-06-30"
    retiring = [p for p in staff if p["离岗日期"]]
    assert len(retiring) == 18
    for p in retiring:
        assert age_on(date.fromisoformat(p["出生日期"]), date.fromisoformat(p["离岗日期"])) == 60
    assert sum(p["身份"] == "定向毕业生" and p["资格"] == "无" for p in added) == 7


def test_everyone_in_a_place_has_the_day_she_came_but_for_two_and_those_yet_to_come() -> None:
    undated = [p["人员编码"] for p in read("people") if p["现岗位"] and not (p["到岗日期"] or p["可上岗日期"])]
    assert undated == ["CS109", "CS131"]


def test_the_later_cohorts_are_of_the_size_the_readme_says_and_enter_no_season_of_this_year() -> None:
    later = [p for p in read("people") if p["身份"] == "定向毕业生" and for_the_outlook(p)]
    assert Counter(p["备注"][:4] for p in later) == {
        "2023": 5,
        "2024": 6,
        "2025": 8,
        "2026": 8,
        "2027": 7,
        "2028": 8,
        "2029": 6,
    }
    assert not any(p["毕业日期"] and p["毕业日期"] <= DAY.isoformat() for p in later)
    wishing = {w["人员编码"] for w in read("wishes")} & {p["人员编码"] for p in later}
    assert 10 <= len(wishing) < 19
    for variant in (None, "rules-2021", "ranked-once"):
        scenario = load(FOLDER, variant)
        ready = pool_on(DAY, scenario.instance, scenario.policy).ready
        assert sorted(ready) == [f"G{n:02}" for n in range(1, 37 if variant == "rules-2021" else 31)]


def test_secondments_are_of_licensed_doctors_for_six_months_at_least() -> None:
    windows = [p for p in read("people") if p["身份"] == "下沉" and for_the_outlook(p)]
    assert sum(not p["聘用单位"] for p in windows) == 5
    for p in windows:
        assert p["资格"] in {"执业医师", "执业助理医师"}
        start, end = date.fromisoformat(p["可上岗日期"]), date.fromisoformat(p["离岗日期"])
        assert add_months(start, 6) <= end <= add_months(start, 12)


def test_fixed_study_leave_is_one_month_for_certificate_holders() -> None:
    people = {p["人员编码"]: p for p in read("people")}
    months = Counter(row["人员编码"] for row in read("leave"))
    assert len(months) == 6
    assert set(months.values()) == {1}
    assert all(people[code]["资格"] == "乡村医生证书" for code in months)


@pytest.mark.parametrize("variant", [None, "rules-2021"])
def test_what_was_added_for_the_outlook_changes_nothing_in_the_season(variant: str | None, tmp_path: Path) -> None:
    season_only = tmp_path / "season"
    shutil.copytree(FOLDER, season_only, ignore=shutil.ignore_patterns("source", "*.py", "__pycache__"))
    gone = {p["人员编码"] for p in read("people") if for_the_outlook(p)}
    for name in ("people", "wishes", "leave"):
        rows = [row for row in read(name) if row["人员编码"] not in gone]
        with (season_only / "data" / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    whole, alone = api.solve(load(FOLDER, variant)), api.solve(load(season_only, variant))
    assert len(alone.scenario.instance.people) == 234
    assert whole.plan.placements == alone.plan.placements


def heads(centre: str, day: date, placed: dict[str, str]) -> int:
    """People of a centre on a day: employed there or at one of its sites, or placed there in the season."""
    sites = {s["服务点编码"] for s in read("sites") if s["中心编码"] == centre}
    count = 0
    for p in read("people"):
        mine = placed.get(p["人员编码"], p["聘用单位"]) == centre or p["现岗位"] in sites
        came = p["人员编码"] in placed or max(p["到岗日期"], p["可上岗日期"]) <= day.isoformat()
        left = p["离岗日期"] and p["离岗日期"] <= day.isoformat()
        count += mine and came and not left and age_on(date.fromisoformat(p["出生日期"]), day) < 70
    return count


def test_counting_heads_the_later_graduates_make_up_for_what_the_centres_will_lack() -> None:
    scenario = load(FOLDER)
    placed = {p.person_id: p.centre_id for p in api.solve(scenario).plan.placements if p.centre_id}
    later = [p for p in scenario.instance.people if numbered(p.id) > 36 and p.id.startswith("G") and not p.site_id]
    clinics = Counter(s["中心编码"] for s in read("sites") if s["类别"] == "村卫生室")
    core = {c["中心编码"]: int(c["中心留守人数下限"]) for c in read("centres")}
    lacking = []
    for half in range(12):
        day = date(2025 + (half + 1) // 2, (7, 1)[half % 2], 1)
        short = sum(max(0, clinics[c] + core[c] - heads(c, day, placed)) for c in clinics)
        free = sum((p.available_from or ready_day(p, scenario.policy) or date.max) <= day for p in later)
        assert short <= free
        lacking.append(short)
    assert lacking[0] == 0
    assert lacking[-1] > 0  # without them the last years would be short


@pytest.mark.parametrize("variant", [None, "rules-2021", "ranked-once", "ten-fewer"])
def test_the_planner_reads_the_scenario_and_its_variants(variant: str | None) -> None:
    scenario = load(FOLDER, variant)
    assert len(scenario.instance.people) == len(read("people")) - (10 if variant == "ten-fewer" else 0)
    assert len(scenario.instance.villages) == 178
    assert scenario.instance.outline
