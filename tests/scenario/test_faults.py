"""Each kind of fault alone, named with sheet, row, column and value; and forty of them at once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from planner.problem import ScenarioError
from planner.scenario.reading import read

from .drafts import Draft, Records

Tables = dict[str, Records]
Spoil = Callable[[Tables], object]


def put(table: str, row: int, **values: object) -> Spoil:
    """Return what sets cells of a row, numbered as the spreadsheet shows it."""
    return lambda tables: tables[table][row - 2].update(values)


def more(table: str, **values: object) -> Spoil:
    """Return what adds a row at the end."""
    return lambda tables: tables.setdefault(table, []).append(values)


def without(table: str, column: str) -> Spoil:
    """Return what drops a column."""
    return lambda tables: [record.pop(column, None) for record in tables[table]]


DOCTOR = {"role": "village_doctor", "credential": "certificate", "since": "2011-01-01"}

FAULTS: list[tuple[str, list[Spoil], tuple[str, int, str, str]]] = [
    ("a centre code is repeated", [more("centres", centre_id="C1", name="又一")], ("centres", 4, "centre_id", "C1")),
    ("a site names no centre", [put("sites", 2, centre_id="C7")], ("sites", 2, "centre_id", "C7")),
    ("a person at no known place", [put("people", 2, site_id="S9")], ("people", 2, "site_id", "S9")),
    ("an employer that is no centre", [put("people", 2, employer="S1")], ("people", 2, "employer", "S1")),
    ("limited to a centre unknown", [put("people", 5, only_centres="C1;C9")], ("people", 5, "only_centres", "C1;C9")),
    ("a wish for an unknown centre", [put("wishes", 2, centre_id="C9")], ("wishes", 2, "centre_id", "C9")),
    ("a wish for an unknown site", [put("wishes", 4, site_id="S9")], ("wishes", 4, "site_id", "S9")),
    ("a wish of nobody", [put("wishes", 2, person_id="G9")], ("wishes", 2, "person_id", "G9")),
    ("a wish for a centre and a site", [put("wishes", 2, site_id="S1")], ("wishes", 2, "site_id", "S1")),
    ("a wish for nothing", [put("wishes", 2, centre_id="")], ("wishes", 2, "centre_id", "")),
    ("one centre wished twice", [put("wishes", 3, centre_id="C1")], ("wishes", 3, "centre_id", "C1")),
    ("a rank below 1", [put("wishes", 2, rank="0")], ("wishes", 2, "rank", "0")),
    ("a lock of nobody", [put("locks", 2, person_id="D9")], ("locks", 2, "person_id", "D9")),
    ("a lock nowhere", [put("locks", 2, site_id="")], ("locks", 2, "site_id", "")),
    ("a lock that ends first", [put("locks", 2, end="2025-06-30")], ("locks", 2, "end", "2025-06-30")),
    ("a lock at another centre", [put("locks", 2, centre_id="C1")], ("locks", 2, "centre_id", "C1")),
    (
        "two locks at once",
        [more("locks", person_id="D2", site_id="S4", start="2026-06-30")],
        ("locks", 3, "site_id", "S4"),
    ),
    ("a waiver for nobody", [put("waivers", 2, site_id="")], ("waivers", 2, "person_id", "")),
    ("a waiver for an unknown village", [put("waivers", 2, village_id="V9")], ("waivers", 2, "village_id", "V9")),
    ("a waiver at an unknown site", [put("waivers", 2, site_id="S9")], ("waivers", 2, "site_id", "S9")),
    ("a waiver of no clause", [put("waivers", 2, clause="MTG25-0-zz")], ("waivers", 2, "clause", "MTG25-0-zz")),
    ("leave of nobody", [put("leave", 2, person_id="D9")], ("leave", 2, "person_id", "D9")),
    ("leave twice in a month", [more("leave", person_id="D1", month="2025年9月")], ("leave", 3, "person_id", "D1")),
    ("practice of nobody", [put("practice", 2, person_id="D9")], ("practice", 2, "person_id", "D9")),
    ("practice that ends early", [put("practice", 2, end="2026-03-01")], ("practice", 2, "end", "2026-03-01")),
    ("practice without an end", [put("practice", 2, end="")], ("practice", 2, "end", "")),
    (
        "practice begun twice",
        [more("practice", person_id="D2", start="2026/3/2", end="2026-03-09")],
        ("practice", 3, "person_id", "D2"),
    ),
    ("a sit-in at an unknown site", [put("sit_ins", 2, site_id="S9")], ("sit_ins", 2, "site_id", "S9")),
    ("a sit-in by nobody", [put("sit_ins", 2, person_id="D9")], ("sit_ins", 2, "person_id", "D9")),
    ("a village at no site", [put("villages", 2, site_id="S9")], ("villages", 2, "site_id", "S9")),
    ("travel from nowhere", [put("travel", 2, from_id="V9")], ("travel", 2, "from_id", "V9")),
    ("travel to nowhere", [put("travel", 2, to_id="S9")], ("travel", 2, "to_id", "S9")),
    (
        "born in the future",
        [put("people", 4, birth_date="2025-07-02", graduated_on="")],
        ("people", 4, "birth_date", "2025-07-02"),
    ),
    ("born before 1900", [put("people", 2, birth_date="1899-12-31")], ("people", 2, "birth_date", "1899-12-31")),
    ("serving before 16", [put("people", 2, since="1991-03-01")], ("people", 2, "since", "1991-03-01")),
    ("graduated unborn", [put("people", 4, graduated_on="1999-01-01")], ("people", 4, "graduated_on", "1999-01-01")),
    ("enrolled unborn", [put("people", 4, enrolled_on="1999-01-01")], ("people", 4, "enrolled_on", "1999-01-01")),
    (
        "graduated before enrolled",
        [put("people", 4, enrolled_on="2022-07-02")],
        ("people", 4, "graduated_on", "2022-07-01"),
    ),
    ("an amount below nought", [put("pay_scale", 2, amount_yuan="-1")], ("pay_scale", 2, "amount_yuan", "-1")),
    ("an amount in a unit that nothing reads", [put("pay_scale", 2, unit="元/周")], ("pay_scale", 2, "unit", "元/周")),
    (
        "two amounts for one item and day, under either name",
        [more("pay_scale", item="post_allowance", zone="山区", amount_yuan="3600", **{"from": "2025-01-01"})],
        ("pay_scale", 3, "item", "post_allowance"),
    ),
    ("gone before come", [put("people", 2, leaves_on="2009-12-31")], ("people", 2, "leaves_on", "2009-12-31")),
    ("no such day", [put("people", 2, birth_date="1975-02-29")], ("people", 2, "birth_date", "1975-02-29")),
    (
        "integrated from a day, and not integrated",
        [put("sites", 2, integrated="否", integrated_from="2024-01-01")],
        ("sites", 2, "integrated_from", "2024-01-01"),
    ),
    (
        "one code at two sites",
        [more("people", person_id="D1", name="张一", site_id="S2", **DOCTOR)],
        ("people", 6, "person_id", "D1"),
    ),
    (
        "one name and birth date under two codes at two sites",
        [more("people", person_id="D7", name="张一", birth_date="1975年3月2日", site_id="S2", **DOCTOR)],
        ("people", 6, "name", "张一"),
    ),
    (
        "more doctors than posts",
        [
            more("people", person_id="D7", name="甲", site_id="S2", **DOCTOR),
            more("people", person_id="D8", name="乙", site_id="S2", **DOCTOR),
        ],
        ("sites", 3, "posts", "1"),
    ),
    ("a centre without sites", [more("centres", centre_id="C3", name="丙中心")], ("centres", 4, "centre_id", "C3")),
    ("posts that nothing gives", [put("sites", 2, posts="")], ("sites", 2, "posts", "")),
    ("negative posts", [put("sites", 2, posts="-1")], ("sites", 2, "posts", "-1")),
    ("a longitude out of range", [put("sites", 2, lon="16.05")], ("sites", 2, "lon", "16.05")),
    ("one coordinate alone", [put("sites", 2, lat="")], ("sites", 2, "lat", "")),
    ("a person without a name", [put("people", 2, name=" ")], ("people", 2, "name", "")),
    ("a role unknown", [put("people", 2, role="村长")], ("people", 2, "role", "村长")),
    ("neither yes nor no", [put("people", 2, tcm="也许")], ("people", 2, "tcm", "也许")),
    ("a site with a centre's code", [put("sites", 5, site_id="C2")], ("sites", 5, "site_id", "C2")),
    ("a column required is missing", [without("people", "role")], ("people", 1, "role", "")),
]


@pytest.mark.parametrize(("spoils", "place"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS])
def test_a_fault_is_named_with_sheet_row_column_and_value(
    tiny: Draft, spoils: list[Spoil], place: tuple[str, int, str, str]
) -> None:
    for spoil in spoils:
        spoil(tiny.tables)
    found = [(p.where, p.row, p.column, p.value) for p in tiny.faults()]
    assert found == [(f"data/{place[0]}.csv", *place[1:])], found


def test_the_limits_of_these_faults_pass(tiny: Draft) -> None:
    for spoil in (
        put("people", 2, since="1991-03-02", leaves_on="2025-07-01"),
        put("people", 4, birth_date="2000-01-01", graduated_on="2025-07-01", available_from="2025-07-01"),
        put("locks", 2, end="2025-07-01"),
        more("locks", person_id="D2", site_id="S4", start="2025-07-02"),
        put("wishes", 3, rank="1"),
        put("sites", 2, posts="0"),
        put("people", 5, enrolled_on="2022-07-01"),
        put("pay_scale", 2, unit="元/年"),
        more("pay_scale", item="岗位补助", zone="山区", amount_yuan="3600", **{"from": "2025-01-02"}),
        more("pay_scale", item="岗位补助", zone="农村", amount_yuan="3600", **{"from": "2025-01-01"}),
        more("pay_scale", item="家医签约服务费", unit="元/人次", amount_yuan="7"),
    ):
        spoil(tiny.tables)
    tiny.read()


def test_who_fills_a_post_on_the_day_counts_against_the_posts_and_nobody_else_does(tiny: Draft) -> None:
    """S2 has one post: one doctor in post, beside people who have left, have not come, or only cover."""
    absent = (
        {"role": "village_doctor", "since": "2011-01-01"},
        {"role": "village_doctor", "since": "2011-01-01", "leaves_on": "2025-07-01"},
        {"role": "recruit", "since": "2025-07-02"},
        {"role": "graduate", "available_from": "2025-07-02"},
        {"role": "seconded", "since": "2011-01-01"},
        {"role": "centre_staff", "since": "2011-01-01"},
    )
    for number, record in enumerate(absent):
        more("people", person_id=f"X{number}", name=f"甲{number}", site_id="S2", **record)(tiny.tables)
    tiny.read()
    put("people", 7, leaves_on="2025-07-02")(tiny.tables)
    (fault,) = tiny.faults()
    assert "X0" in fault.message.zh and "X1" in fault.message.zh and "X2" not in fault.message.zh


def test_a_doctor_past_the_exit_age_of_the_policy_in_force_holds_no_post(tiny: Draft) -> None:
    """MTGR-7-e: on the 70th birthday. The same roster is over its posts without that policy."""
    for code, birth in (("X1", "1955-07-01"), ("X2", "1980-01-01")):
        more("people", person_id=code, name=code, birth_date=birth, site_id="S2", **DOCTOR)(tiny.tables)
    assert [p.column for p in tiny.faults()] == ["posts"]
    tiny.settings = tiny.settings.replace("[mentougou-2025]", "[mentougou-2025, mentougou-reform]")
    tiny.read()
    put("people", 6, birth_date="1955-07-02")(tiny.tables)
    assert [p.column for p in tiny.faults()] == ["posts"]


def test_posts_may_be_left_blank_where_the_policy_sets_a_standard(tiny: Draft) -> None:
    without("sites", "posts")(tiny.tables)
    (fault,) = tiny.faults()
    assert (fault.where, fault.row, fault.column) == ("data/sites.csv", 0, "posts")
    tiny.settings = tiny.settings.replace("[mentougou-2025]", "[mentougou-2025, jiaozuo-2022]")
    assert tiny.read().instance.site["S1"].posts is None


def test_namesakes_who_follow_each_other_or_differ_in_sex_are_no_fault(tiny: Draft) -> None:
    put("people", 2, leaves_on="2024-01-01")(tiny.tables)
    more("people", person_id="D7", name="张一", birth_date="1975-03-02", site_id="S2", since="2024-01-01", role="招聘")(
        tiny.tables
    )
    more("people", person_id="D8", name="李二", birth_date="1980-05-06", sex="女", site_id="S1", role="招聘")(
        tiny.tables
    )
    tiny.read()


def test_a_person_in_two_places_is_said_in_those_words(tiny: Draft) -> None:
    more("people", person_id="D1", name="张一", site_id="S2", **DOCTOR)(tiny.tables)
    (fault,) = tiny.faults()
    assert "同一人在两处" in fault.message.zh and "two places" in fault.message.en and "2" in fault.message.en


def test_the_nearest_known_code_is_named(tiny: Draft) -> None:
    put("wishes", 4, site_id="S33")(tiny.tables)
    (fault,) = tiny.faults()
    assert "S3" in fault.message.en
    assert fault.line("zh").startswith("data/wishes.csv 第4行 “site_id”列：")


def test_a_code_damaged_by_excel_is_refused_by_name(tiny: Draft) -> None:
    tiny.tables["people"][1]["person_id"] = 110101198701022345
    with pytest.raises(ScenarioError) as caught:
        read(tiny.write_workbook())
    fault = caught.value.problems[0]
    assert (fault.where, fault.row, fault.column) == ("roster.xlsx · people", 3, "person_id")
    assert "format the column as text" in fault.message.en


def test_tables_missing_doubled_or_without_headings_are_named(tiny: Draft) -> None:
    tiny.write()
    data = tiny.folder / "data"
    (data / "centres.csv").unlink()
    (data / "人员.csv").write_text("person_id,name,role\n", encoding="utf-8")
    (data / "sites.csv").write_text("1,2,3\n4,5,6\n", encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        read(tiny.folder)
    found = {(p.where, p.row): p.message.en for p in caught.value.problems}
    assert "centres" in found["data", 0]
    assert "people.csv" in found["data/人员.csv", 0]
    assert "site_id" in found["data/sites.csv", 1]
    assert len(found) == 3


def test_a_sheet_without_rows_or_headings_twice_is_named(tiny: Draft) -> None:
    tiny.write()
    (tiny.folder / "data" / "sites.csv").write_text("site_id,name,centre_id\n", encoding="utf-8")
    path = tiny.folder / "data" / "centres.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("town", "名称", 1), encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        read(tiny.folder)
    found = {(p.where, p.row, p.column) for p in caught.value.problems}
    assert {("data/sites.csv", 0, ""), ("data/centres.csv", 1, "名称")} <= found


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("roster.xlsx", b"PK\x03\x04 not really"),
        ("roster.xlsx", b"\xd0\xcf\x11\xe0" + b"\0" * 600),
        ("roster.xlsx", b"name,role\n"),
        ("roster.xlsx", b""),
        ("roster.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600),
        ("roster.pdf", b"%PDF"),
    ],
)
def test_a_workbook_that_is_none_is_one_fault(tiny: Draft, name: str, content: bytes) -> None:
    tiny.settings += f"data: {name}\n"
    tiny.write()
    (tiny.folder / name).write_bytes(content)
    with pytest.raises(ScenarioError) as caught:
        read(tiny.folder)
    assert [p.where for p in caught.value.problems] == [name]


def test_an_empty_workbook_and_missing_data_are_one_fault(tiny: Draft, tmp_path: Path) -> None:
    tiny.tables = {"people": [], "Sheet1": []}
    with pytest.raises(ScenarioError) as caught:
        read(tiny.write_workbook())
    assert [p.message.en for p in caught.value.problems] == ["the workbook is empty"]
    (tiny.folder / "roster.xlsx").unlink()
    with pytest.raises(ScenarioError) as caught:
        read(tiny.folder)
    assert [p.where for p in caught.value.problems] == ["roster.xlsx"]


def test_a_file_in_no_known_encoding_is_a_fault(tiny: Draft) -> None:
    tiny.write()
    (tiny.folder / "data" / "people.csv").write_bytes(b"\xff\xfep\x00e\x00")
    with pytest.raises(ScenarioError) as caught:
        read(tiny.folder)
    assert [p.where for p in caught.value.problems] == ["data/people.csv"]


def test_forty_faults_over_many_sheets_are_all_listed(tmp_path: Path) -> None:
    """Every row-wise fault above, planted at once in one workbook with Chinese headings, each in rows of its own."""
    draft = Draft(tmp_path / "forty", english=False)
    doctor = {"role": "village_doctor", "since": "2011-01-01"}
    planted: list[tuple[str, dict[str, object], str]] = [
        ("centres", {"centre_id": "C1", "name": "重"}, "centre_id"),
        ("centres", {"centre_id": "C3", "name": "空"}, "centre_id"),
        ("centres", {"centre_id": "C4", "name": "东", "lon": "39.9", "lat": "39.9"}, "lon"),
        ("centres", {"centre_id": "C5", "name": ""}, "name"),
        ("centres", {"centre_id": "C6", "name": "少", "core_staff_min": "-2"}, "core_staff_min"),
        ("sites", {"site_id": "S5", "name": "五", "centre_id": "C4", "posts": "一"}, "posts"),
        ("sites", {"site_id": "S6", "name": "六", "centre_id": "C77", "posts": "1"}, "centre_id"),
        ("sites", {"site_id": "S7", "name": "七", "centre_id": "C5", "kind": "医院", "posts": "1"}, "kind"),
        ("sites", {"site_id": "S8", "name": "八", "centre_id": "C6", "posts": ""}, "posts"),
        ("sites", {"site_id": "S9", "name": "九", "centre_id": "C6", "posts": "1", "zone": "山"}, "zone"),
        ("sites", {"site_id": "S10", "name": "十", "centre_id": "C6", "posts": "0"}, "posts"),
        ("sites", {"site_id": "S11", "name": "", "centre_id": "C6", "posts": "0"}, "name"),
        ("sites", {"site_id": "S12", "name": "十二", "centre_id": "C6", "posts": "1", "lon": "116.1"}, "lat"),
        ("villages", {"village_id": "V4", "name": "四村", "site_id": "S99"}, "site_id"),
        ("villages", {"village_id": "V5", "name": "五村", "population": "-5"}, "population"),
        ("villages", {"village_id": "V1", "name": "又"}, "village_id"),
        ("people", {"person_id": "D1", "name": "张一", "site_id": "S2", **doctor}, "person_id"),
        ("people", {"person_id": "P1", "name": "甲", "role": "村长"}, "role"),
        ("people", {"person_id": "P2", "name": "乙", "role": "招聘", "birth_date": "1987-13-02"}, "birth_date"),
        ("people", {"person_id": "P3", "name": "丙", "role": "招聘", "birth_date": "2031-01-01"}, "birth_date"),
        ("people", {"person_id": "P4", "name": "丁", "role": "招聘", "employer": "C99"}, "employer"),
        ("people", {"person_id": "P5", "name": "戊", "role": "招聘", "site_id": "S99"}, "site_id"),
        ("people", {"person_id": "P6", "name": "", "role": "招聘"}, "name"),
        ("people", {"person_id": "P7", "name": "庚", "role": "招聘", "sex": "？"}, "sex"),
        ("people", {"person_id": "P8", "name": "辛", "site_id": "S10", **doctor}, ""),
        ("people", {"person_id": 110101198701022345, "name": "壬", "role": "招聘"}, "person_id"),
        ("people", {"person_id": "P9", "name": "癸", "role": "招聘", "score": "优"}, "score"),
        ("people", {"person_id": "P10", "name": "子", "role": "招聘", "only_centres": "C1;C8"}, "only_centres"),
        ("wishes", {"person_id": "G2", "rank": "2", "centre_id": "C88"}, "centre_id"),
        ("wishes", {"person_id": "G2", "rank": "0", "centre_id": "C1"}, "rank"),
        ("wishes", {"person_id": "G2", "rank": "3"}, "centre_id"),
        ("wishes", {"person_id": "G1", "rank": "3", "centre_id": "C1"}, "centre_id"),
        ("wishes", {"person_id": "G1", "rank": "4", "centre_id": "C4", "site_id": "S5"}, "site_id"),
        ("wishes", {"person_id": "G99", "rank": "1", "centre_id": "C1"}, "person_id"),
        ("travel", {"from_id": "V1", "to_id": "S99", "minutes": "5"}, "to_id"),
        ("travel", {"from_id": "V2", "to_id": "S1", "minutes": "五"}, "minutes"),
        ("leave", {"person_id": "D1", "month": "2025-13"}, "month"),
        ("leave", {"person_id": "D99", "month": "2025-10"}, "person_id"),
        ("locks", {"person_id": "D1", "site_id": "S1", "start": "2026-01-01", "end": "2025-01-01"}, "end"),
        ("locks", {"person_id": "D2"}, "site_id"),
        ("waivers", {"clause": "MTG25-0-z", "site_id": "S1"}, "clause"),
    ]
    expected = set()
    for name, record, column in planted:
        draft.tables[name].append(record)
        if column:
            heading = draft.headings(name)[draft.columns(name).index(column)]
            expected.add((f"roster.xlsx · {draft.title(name)}", len(draft.tables[name]) + 1, heading))
    assert len(expected) == 40
    with pytest.raises(ScenarioError) as caught:
        read(draft.write_workbook())
    found = [(p.where, p.row, p.column) for p in caught.value.problems]
    assert set(found) == expected
    assert len(found) == 40
    values = {(p.where, p.row, p.column): p.value for p in caught.value.problems}
    assert values["roster.xlsx · 人员", 8, "出生日期"] == "1987-13-02"
