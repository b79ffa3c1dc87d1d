"""Maps and charts: their files, their bytes, their typeface, and what they say when something is missing."""

import struct
from dataclasses import replace
from pathlib import Path

from conftest import county, with_instance

from planner.report.canvas import FONT
from planner.report.geography import scale_km, sheet_over
from planner.report.ladder_chart import why
from planner.report.page import page
from planner.report.pictures import draw_pictures
from planner.result import Result


def without_coordinates(result: Result) -> Result:
    instance = result.scenario.instance
    return with_instance(
        result,
        centres=tuple(replace(c, lon=None, lat=None) for c in instance.centres),
        sites=tuple(replace(s, lon=None, lat=None) for s in instance.sites),
        outline=(),
    )


def test_pictures_are_the_same_bytes_every_time_and_big_enough_to_print(season: Result, tmp_path: Path) -> None:
    for name in "ab":
        assert draw_pictures(season, tmp_path / name, "zh") == ()
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes(), path.name
        if path.suffix == ".png":
            wide, _ = struct.unpack(">II", path.read_bytes()[16:24])
            assert wide >= 1200, path.name


def test_names_are_text_in_a_picture(hostile: Result, tmp_path: Path) -> None:
    draw_pictures(hostile, tmp_path / "maps", "zh")
    for path in (tmp_path / "maps").glob("*.svg"):
        assert "<script" not in path.read_text(encoding="utf-8"), path.name


def test_no_coordinates_no_map_and_one_quiet_note(season: Result, tmp_path: Path) -> None:
    notes = draw_pictures(without_coordinates(season), tmp_path / "maps", "zh")
    assert [n.en for n in notes] == ["Centres and clinics have no coordinates, so there is no map."]
    assert {p.stem for p in (tmp_path / "maps").iterdir()} == {"rates", "ladder"}


def test_a_map_without_an_outline_is_a_sketch_with_no_scale_and_no_north(season: Result, tmp_path: Path) -> None:
    for result, tied in ((season, True), (with_instance(season, outline=()), False)):
        draw_pictures(result, tmp_path / str(tied), "en")
        drawn = (tmp_path / str(tied) / "placements.svg").read_text(encoding="utf-8")
        assert (" km -->" in drawn, "<!-- N -->" in drawn, "not to measure by" in drawn) == (tied, tied, not tied)
        assert ('class="scale"' in page(result, (), "en")) == tied


def test_nothing_to_draw_draws_nothing(season: Result, tmp_path: Path) -> None:
    empty = replace(without_coordinates(season), seats=(), centres_after=(), sites_after=(), outcomes=())
    draw_pictures(empty, tmp_path / "maps", "en")
    assert list((tmp_path / "maps").iterdir()) == []


def test_a_clinic_without_coordinates_is_counted_in_a_note(season: Result, tmp_path: Path) -> None:
    first, *rest = season.scenario.instance.sites
    notes = draw_pictures(with_instance(season, sites=(replace(first, lon=None), *rest)), tmp_path / "m", "en")
    assert any(n.en.startswith("1 clinics have no coordinates") for n in notes)


def test_a_character_no_typeface_has_is_a_note_not_a_crash(season: Result, tmp_path: Path) -> None:
    first, *rest = season.scenario.instance.centres
    strange = with_instance(season, centres=(replace(first, name="\U00030edd镇"), *rest))
    notes = draw_pictures(strange, tmp_path / "m", "en")
    assert any("\U00030edd" in n.en for n in notes)


def test_the_typeface_has_ordinary_chinese_and_the_marks_we_use() -> None:
    from fontTools.ttLib import TTFont

    has = set(TTFont(FONT).getBestCmap())
    text = "门头沟区斋堂镇爨底下村涧沟色树坟禅房岢罗坨堃喆：→·（）％Aa09"
    assert [c for c in text if ord(c) not in has] == []
    gb2312 = {bytes([a, b]).decode("gb2312", "ignore") for a in range(0xB0, 0xF8) for b in range(0xA1, 0xFF)} - {""}
    assert [c for c in sorted(gb2312) if ord(c) not in has] == []
    assert FONT.with_name("OFL.txt").is_file()


def test_long_lists_are_cut_and_say_so(tmp_path: Path) -> None:
    many = county(900, 60)
    draw_pictures(many, tmp_path / "m", "zh")
    assert "前 45 项，共 60 项" in (tmp_path / "m" / "ladder.svg").read_text(encoding="utf-8")
    assert "前 40 项，共 45 项" in (tmp_path / "m" / "rates.svg").read_text(encoding="utf-8")


def test_the_ladder_says_what_decided_each_step(season: Result) -> None:
    instance = season.scenario.instance
    said = [why(s, instance).en for s in season.seats]
    assert said[2] == "equals 甲镇 2/6; 8 clinics against 5"
    assert said[5] == "full tie with 丁镇 2/9: the wishes decide"
    assert why(replace(season.seats[0], runner_up=None), instance).en == "no other centre could be served"


def test_a_sheet_keeps_distances(season: Result) -> None:
    sheet = sheet_over(season.scenario.instance, ())
    assert sheet is not None
    (x0, y0), (x1, y1) = sheet.at(115.8, 39.9), sheet.at(115.9, 40.0)
    assert abs((y1 - y0) - 11.13) < 0.02 and abs((x1 - x0) - 8.54) < 0.03
    assert [scale_km(w) for w in (2, 9, 60, 300)] == [1, 2, 10, 50]
