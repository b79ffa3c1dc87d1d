"""Thin Mentougou is derived from the season's scenario, keeps its season, and has too few hands in later years."""

import csv
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from planner import api
from planner.calendar import age_on
from planner.scenario import load

SCENARIOS = Path(__file__).resolve().parents[1] / "scenarios"
FOLDER, BASE = SCENARIOS / "mentougou-thin", SCENARIOS / "mentougou-2025"
WEST = ("MTG-C11", "MTG-C12")
HALVES = [date(2025 + (half + 1) // 2, (7, 1)[half % 2], 1) for half in range(12)]
Row = dict[str, str]


def read(name: str, folder: Path = FOLDER) -> list[Row]:
    with (folder / "data" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def placed() -> dict[str, str]:
    """Centre by person, as the season places them."""
    return {p.person_id: p.centre_id for p in api.solve(load(FOLDER)).plan.placements if p.centre_id}


def clinics(centre: str) -> list[Row]:
    return [s for s in read("sites") if s["中心编码"] == centre and s["类别"] == "村卫生室"]


def core(centre: str) -> int:
    return next(int(c["中心留守人数下限"]) for c in read("centres") if c["中心编码"] == centre)


def present(centre: str, day: date, placed: dict[str, str]) -> list[Row]:
    """People employed by a centre, standing at one of its clinics or placed there, and in service on a day."""
    here = {s["服务点编码"] for s in clinics(centre)}
    found = []
    for p in read("people"):
        mine = placed.get(p["人员编码"], p["聘用单位"]) == centre or p["现岗位"] in here
        came = p["人员编码"] in placed or max(p["到岗日期"], p["可上岗日期"]) <= day.isoformat()
        left = p["离岗日期"] and p["离岗日期"] <= day.isoformat()
        if mine and came and not left and age_on(date.fromisoformat(p["出生日期"]), day) < 70:
            found.append(p)
    return found


def test_the_script_rebuilds_what_is_committed_byte_for_byte(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-B", str(FOLDER / "make_thin.py"), str(tmp_path)], check=True)
    committed = {p.name: p.read_bytes() for p in (FOLDER / "data").iterdir()}
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == committed


def test_rows_are_only_left_out_and_leaving_dates_only_added() -> None:
    before = {p["人员编码"]: p for p in read("people", BASE)}
    dated = 0
    for p in read("people"):
        was = before[p["人员编码"]]
        changed = {column for column in p if p[column] != was[column]}
        assert changed <= {"离岗日期", "备注"}
        if changed:
            dated += 1
            assert not was["离岗日期"]
            assert p["离岗日期"] >= "2027-01-01"
            assert "假设，合成" in p["备注"]
    assert dated == 5 + 5 + 7
    assert len(before) - len(read("people")) == 48 + 10 + 3 + 4 + 5 + 3


def test_the_season_is_that_of_the_base() -> None:
    thin, base = api.solve(load(FOLDER)), api.solve(load(BASE))
    assert thin.plan.placements == base.plan.placements
    assert len([p for p in thin.plan.placements if p.centre_id]) == 30


def test_the_first_three_half_years_can_be_covered_and_none_after_them(placed: dict[str, str]) -> None:
    for centre in WEST:
        short = [len(clinics(centre)) + core(centre) - len(present(centre, day, placed)) for day in HALVES]
        assert max(short[:3]) <= 0
        assert min(short[3:]) > 0


def test_later_even_an_empty_centre_would_not_do(placed: dict[str, str]) -> None:
    since = {}
    for centre in WEST:
        bare = [day for day in HALVES if len(present(centre, day, placed)) < len(clinics(centre))]
        since[centre] = bare[0]
        assert bare == HALVES[HALVES.index(bare[0]) :]
    assert since == {"MTG-C11": date(2029, 7, 1), "MTG-C12": date(2028, 7, 1)}


def test_counting_only_integrated_clinics_and_the_centres_own_people_does_not_help(placed: dict[str, str]) -> None:
    for centre in WEST:
        for day in HALVES[HALVES.index(date(2029, 7, 1)) :]:
            counted = [s for s in clinics(centre) if s["是否一体化"] == "是" and s["一体化日期"] <= day.isoformat()]
            own = [p for p in present(centre, day, placed) if p["聘用单位"] == centre or p["人员编码"] in placed]
            assert len(own) < len(counted)


def test_the_readme_shows_the_heads_of_the_data(placed: dict[str, str]) -> None:
    lines = []
    for day in HALVES[::2]:
        cells = [day.year]
        for centre in WEST:
            have, need = len(present(centre, day, placed)), len(clinics(centre)) + core(centre)
            cells += [have, need, max(0, need - have)]
        lines.append(f"| {' | '.join(map(str, cells))} |")
    table = (FOLDER / "README.md").read_text(encoding="utf-8").split("<!-- heads -->")[1].split("<!-- /heads -->")[0]
    assert table.strip().splitlines()[2:] == lines
