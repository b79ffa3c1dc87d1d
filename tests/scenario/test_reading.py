"""A valid scenario reads the same however it is written: CSV or xlsx, either language, any order, any encoding."""

import random
from pathlib import Path

import pytest

from planner.domain import Travel
from planner.problem import ScenarioError
from planner.scenario import load
from planner.scenario.reading import read
from planner.scenario.schema import TABLES
from planner.scenario.template import write_template
from planner.travel import estimated_minutes

from .drafts import Draft


def test_english_and_chinese_headings_csv_and_workbook_give_equal_instances(tmp_path: Path) -> None:
    drafts = [
        Draft(tmp_path / name, english=name.startswith("en")) for name in ("en_csv", "zh_csv", "en_xlsx", "zh_xlsx")
    ]
    one, *others = [read(d.write() if "csv" in d.folder.name else d.write_workbook()) for d in drafts]
    assert one.instance.site["S2"].population == 1300
    assert all(other.instance == one.instance for other in others)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_is_read_as_utf8_with_or_without_mark_and_as_gb18030(tiny: Draft, encoding: str) -> None:
    tiny.english = False
    assert read(tiny.write(encoding)).instance.person["D1"].name == "张一"


def test_numbers_and_dates_of_a_workbook_are_taken_as_such(tiny: Draft) -> None:
    from datetime import date

    tiny.tables["centres"][0]["centre_id"] = 110109001001
    for site in tiny.tables["sites"][:2]:
        site["centre_id"] = "110109001001"
    for name in ("people", "wishes"):
        for record in tiny.tables[name]:
            for column, value in record.items():
                record[column] = "110109001001" if value == "C1" else value
    tiny.tables["people"][3]["only_centres"] = 110109001001
    tiny.tables["people"][0]["birth_date"] = date(1975, 3, 2)
    tiny.tables["people"][1]["since"] = 40909
    tiny.tables["travel"][1]["from_id"] = "110109001001.0"
    instance = read(tiny.write_workbook()).instance
    assert instance.centres[0].id == "110109001001"
    assert instance.person["G2"].only_centres == {"110109001001"}
    assert instance.person["D1"].birth_date == date(1975, 3, 2)
    assert instance.person["D2"].since == date(2012, 1, 1)


def test_the_order_of_rows_and_columns_never_matters(tiny: Draft, tmp_path: Path) -> None:
    one = tiny.read().instance
    mixed = Draft(tmp_path / "mixed")
    order = random.Random(7)
    for name, records in mixed.tables.items():
        order.shuffle(records)
        columns = mixed.columns(name)
        order.shuffle(columns)
        mixed.tables[name] = [{c: r.get(c, "") for c in columns} for r in records]
    assert mixed.read().instance == one


def test_text_that_looks_like_code_stays_text(tiny: Draft) -> None:
    tiny.tables["villages"][0]["name"] = '=HYPERLINK("http://x","甲")'
    tiny.tables["sites"][0]["name"] = "<script>alert(1)</script>"
    for scenario in (tiny.read(), read(tiny.write_workbook())):
        assert scenario.instance.villages[0].name == '=HYPERLINK("http://x","甲")'
        assert scenario.instance.site["S1"].name == "<script>alert(1)</script>"


def test_a_title_above_the_headings_and_blank_rows_do_not_disturb(tiny: Draft) -> None:
    path = tiny.write() / "data" / "people.csv"
    rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(["某县人员名册", "", rows[0], "", *rows[1:]]), encoding="utf-8")
    assert len(read(tiny.folder).instance.people) == 4


def test_columns_nobody_knows_are_named_in_one_notice_per_table(tiny: Draft) -> None:
    for record in tiny.tables["people"]:
        record |= {"synthetic": "1", "电话": "1", "degre": "大专"}
    notices = [n.en for n in tiny.read().notices if "people" in n.en]
    assert len(notices) == 1
    assert "synthetic" in notices[0] and "degre → degree?" in notices[0]


def test_a_sheet_nobody_knows_is_a_notice_with_the_nearest_name(tiny: Draft) -> None:
    tiny.tables["peopel"] = [{"x": "1"}]
    assert any("peopel" in n.en and "people" in n.en for n in tiny.read().notices)


def test_only_centres_sites_and_people_are_needed_and_people_may_be_none(tiny: Draft) -> None:
    for name in set(tiny.tables) - {"centres", "sites", "people"}:
        del tiny.tables[name]
    assert tiny.read().instance.wishes == ()
    (tiny.folder / "data" / "people.csv").write_text("person_id,name,role\n", encoding="utf-8")
    assert read(tiny.folder).instance.people == ()


def test_a_site_takes_place_and_people_from_its_villages(tiny: Draft) -> None:
    site = tiny.read().instance.site["S2"]
    assert (site.lon, site.lat, site.population) == (116.06, 39.96, 1300)


def test_travel_is_given_or_by_road_or_estimated_or_unknown(tiny: Draft) -> None:
    assert tiny.read().instance.travel.between("S2", "V1") == 7

    tiny.tables["roads"] = [
        {"a": "C1", "b": "cross", "minutes": "5"},
        {"a": "cross", "b": "S1", "minutes": "30"},
        {"a": "S1", "b": "cross", "minutes": "4"},
        {"a": "cross", "b": "V2", "minutes": "6"},
    ]
    by_road = tiny.read().instance.travel
    assert by_road.between("C1", "S1") == 12  # the pair given wins over the road
    assert by_road.between("V2", "S1") == 10  # home of G1, over the quicker of two roads

    del tiny.tables["roads"], tiny.tables["travel"]
    for name in ("roads", "travel"):
        (tiny.folder / "data" / f"{name}.csv").unlink()
    scenario = tiny.read()
    assert scenario.instance.travel.estimated and any("30 km/h" in n.en for n in scenario.notices)
    assert scenario.instance.travel.between("C1", "S1") == estimated_minutes((116.10, 39.94), (116.05, 39.95))
    assert scenario.instance.travel.between("C1", "S4") is None  # S4 has no coordinates

    for name in ("centres", "sites", "villages"):
        for record in tiny.tables[name]:
            record |= {"lon": "", "lat": ""}
    assert tiny.read().instance.travel == Travel()


def test_the_outline_is_read_from_any_geojson(tiny: Draft) -> None:
    tiny.write()
    ring = "[[116,39.9],[116.1,39.9],[116,40],[116,39.9]]"
    path = tiny.folder / "data" / "boundary.geojson"
    path.write_text(
        f'{{"type":"FeatureCollection","features":[{{"type":"Feature","geometry":'
        f'{{"type":"MultiPolygon","coordinates":[[{ring}],[{ring}]]}}}}]}}',
        encoding="utf-8",
    )
    scenario = read(tiny.folder)
    assert len(scenario.instance.outline) == 2 and scenario.instance.outline[0][1] == (116.1, 39.9)
    assert "data/boundary.geojson" in scenario.hashes
    path.write_text('{"type":"Polygon","coordinates":[[1,2]]}', encoding="utf-8")
    with pytest.raises(ScenarioError, match="GeoJSON"):
        read(tiny.folder)


def test_every_file_read_is_hashed_by_its_relative_name(tiny: Draft) -> None:
    hashes = tiny.read().hashes
    assert set(hashes) == {"scenario.yaml", *(f"data/{t.name}.csv" for t in TABLES if t.name in tiny.tables)}
    assert all(len(digest) == 64 for digest in hashes.values())


def test_a_new_scenario_passes_and_a_filled_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "county"
    write_template(folder)
    scenario = load(folder)
    assert all("示例" in fact.name for fact in (*scenario.instance.people, *scenario.instance.sites))
    assert not any("unknown" in n.en or "not used" in n.en for n in scenario.notices)
    with pytest.raises(ScenarioError, match="not empty"):
        write_template(folder)


def test_the_template_has_every_column_with_a_note_and_drop_downs(tmp_path: Path) -> None:
    from zipfile import ZipFile

    write_template(tmp_path / "new")
    with ZipFile(tmp_path / "new" / "roster.xlsx") as book:
        notes = "".join(book.read(name).decode() for name in book.namelist() if "comments" in name)
        people = book.read("xl/worksheets/sheet4.xml").decode()
    assert all(notes.count(f"{column.name}：") for table in TABLES for column in table.columns)
    assert people.count('type="list"') == 5 and "定向毕业生,乡村医生" in people


def test_a_workbook_inside_the_data_folder_is_read_too(tiny: Draft, tmp_path: Path) -> None:
    folder = tiny.write_workbook()
    (folder / "data").mkdir()
    (folder / "roster.xlsx").rename(folder / "data" / "roster.xlsx")
    (folder / "data" / "~$roster.xlsx").write_bytes(b"lock file of Excel")
    (folder / "scenario.yaml").write_text(tiny.settings.replace("roster.xlsx", "data"), encoding="utf-8")
    assert read(folder).instance == Draft(tmp_path / "csv").read().instance


def test_estimated_travel_survives_being_sent_to_another_process(tiny: Draft) -> None:
    import pickle

    del tiny.tables["travel"]
    instance = tiny.read().instance
    assert pickle.loads(pickle.dumps(instance)) == instance


def test_what_a_roster_lacks_is_told_once_with_the_clauses_that_are_silent_for_it(tiny: Draft) -> None:
    tiny.settings = tiny.settings.replace("[mentougou-2025]", "[mentougou-2025, mentougou-reform]")
    assert not [n for n in tiny.read().notices if "people" in n.en or "graduates" in n.en]
    for row in tiny.tables["people"]:
        row |= {"birth_date": "", "credential": "", "available_from": "", "graduated_on": ""}
    scenario = tiny.read()
    births, credentials, dates = [n.en for n in scenario.notices if "of 4 people" in n.en or "graduates" in n.en]
    assert births.startswith("4 of 4 people have no birth date") and "MTGR-7-a, MTGR-7-e" in births
    assert credentials.startswith("the credential of 4 of 4 people is blank and counts as none")
    assert dates.startswith("2 directed graduates have neither")


def test_one_person_without_a_birth_date_is_one_and_without_rules_of_age_nothing_is_said(tiny: Draft) -> None:
    tiny.tables["people"][0]["birth_date"] = ""
    assert not [n for n in tiny.read().notices if "birth date" in n.en]
    tiny.settings = tiny.settings.replace("[mentougou-2025]", "[mentougou-2025, jiaozuo-2022]")
    (note,) = [n.en for n in tiny.read().notices if "birth date" in n.en]
    assert note.startswith("1 of 4 people") and "JZ22-4.2-l" in note


def test_an_amount_under_a_name_that_nothing_looks_up_is_told_with_its_row_and_the_nearest_name(tiny: Draft) -> None:
    tiny.tables["pay_scale"] += [
        {"item": "最低工资", "amount_yuan": "2420"},
        {"item": "minimum_wage", "amount_yuan": "1"},
    ]
    (note,) = [n.en for n in tiny.read().notices if "no clause looks up" in n.en]
    assert note.startswith("data/pay_scale.csv row 3: ") and "最低工资标准" in note


def test_who_is_in_post_only_after_the_horizon_is_told_by_name(tiny: Draft) -> None:
    tiny.settings += "horizon_years: 3\n"
    tiny.tables["people"][0]["since"] = "2028-06-30"
    assert not [n for n in tiny.read().notices if "after the end of the horizon" in n.en]
    tiny.tables["people"][0]["since"] = "2028-07-01"
    (note,) = [n.en for n in tiny.read().notices if "after the end of the horizon" in n.en]
    assert note.startswith("1 people") and "(2028-06-30)" in note and "张一" in note


def test_a_town_that_no_centre_lies_in_is_told(tiny: Draft) -> None:
    assert not [n for n in tiny.read().notices if "that of no centre" in n.en]
    tiny.tables["villages"][0]["town"] = "甲真"
    tiny.tables["people"][2]["home_town"] = "甲真"
    (note,) = [n for n in tiny.read().notices if "that of no centre" in n.en]
    assert note.en.startswith("in 2 rows ") and "甲真" in note.zh
