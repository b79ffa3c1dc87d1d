"""A what-if departs from its base only by amendments and by changes to rows, each fault at its own line."""

from datetime import date

import pytest

from planner.problem import ScenarioError

from .drafts import Draft

HEAD = "base: ..\ntitle: 少一人\n"


def test_a_variant_changes_removes_and_adds_rows(tiny: Draft) -> None:
    tiny.variants["v"] = HEAD + (
        "placement_date: 2025-08-01\n"
        "change:\n"
        "  - {table: 人员, key: D1, 离岗日期: 2025-07-15, since: 2011-01-01}\n"
        "  - {table: people, key: G2, remove: true}\n"
        "  - {table: wishes, key: G1+2, centre_id: ~, site_id: S3}\n"
        "  - {table: sites, key: [S1, S2], posts: 3}\n"
        "  - table: people\n"
        "    add:\n"
        "      - {person_id: G9, 姓名: 新人, role: 定向毕业生, only_centres: [C1, C2]}\n"
    )
    base, variant = tiny.read(), tiny.read("v")
    instance = variant.instance
    assert instance.placement_date == date(2025, 8, 1)
    assert instance.person["D1"].leaves_on == date(2025, 7, 15)
    assert "G2" not in instance.person and all(w.person_id != "G2" for w in instance.wishes)
    assert [w.site_id for w in instance.wishes] == [None, "S3"]
    assert (instance.site["S1"].posts, instance.site["S2"].posts, instance.site["S3"].posts) == (3, 3, 2)
    assert instance.person["G9"].only_centres == {"C1", "C2"}
    assert variant.variant_name == "v" and variant.title.zh == "少一人" and base.variant_name == "base"
    assert "variants/v.yaml" in variant.hashes and base.variant("v").instance == instance
    assert tiny.read("base").instance == base.instance


def test_amendments_of_the_base_come_before_those_of_the_variant(tiny: Draft) -> None:
    clause = "  - {clause: MTG25-2.1-a, vacancy_update: once_exhaust, why: 试算}\n"
    tiny.settings += "amend:\n" + clause
    tiny.variants["v"] = HEAD + "amend:\n  - {clause: MTG25-2.1-c, suspend: true}\n"
    first, second = tiny.read("v").policy.amendments
    assert (first.clause, first.where, first.lines["vacancy_update"]) == ("MTG25-2.1-a", "scenario.yaml", 5)
    assert (second.clause, second.suspend, second.where) == ("MTG25-2.1-c", True, "variants/v.yaml")


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        (HEAD + "change:\n  - {table: peple, key: D1, name: x}\n", 4, "table"),
        (HEAD + "change:\n  - {table: people, key: D7, name: x}\n", 4, "key"),
        (HEAD + "change:\n  - table: people\n    key: [D1, D7]\n    name: x\n", 5, "key"),
        (HEAD + "change:\n  - table: people\n    key: D1\n    nmae: x\n", 6, "nmae"),
        (HEAD + "change:\n  - table: people\n    key: D1\n    出生日期: 1987-13-02\n", 6, "出生日期"),
        (HEAD + "change:\n  - table: people\n    key: D1\n    site_id: S9\n", 6, "site_id"),
        (HEAD + "change:\n  - table: people\n    key: D1\n    since: 1980-01-01\n", 6, "since"),
        (HEAD + "change:\n  - table: people\n    key: D1\n    remove: yes\n", 6, "remove"),
        (HEAD + "change:\n  - table: people\n    add:\n      - {person_id: X}\n", 6, "姓名"),
        (
            HEAD + "change:\n  - table: people\n    add:\n      - {person_id: D1, name: 又, role: 招聘}\n",
            6,
            "person_id",
        ),
        (HEAD + "change:\n  - {table: people}\n", 4, "change"),
        (HEAD + "chnage: []\n", 3, "chnage"),
        (HEAD + "data: other\n", 3, "data"),
        (HEAD + "amend:\n  - {suspend: true}\n", 4, "amend"),
        (HEAD + "amend:\n  - clause: MTG25-2.1-a\n    suspend: ja\n", 5, "suspend"),
        (HEAD + "amend:\n  - clause: MTG25-9.9-z\n    suspend: true\n", 4, "clause"),
        (HEAD + "policy: [mentougou-1999]\n", 3, "policy"),
        ("base: ../other\n", 1, "base"),
        ("title: x\n", 1, "base"),
    ],
)
def test_a_fault_of_a_variant_stands_at_its_line(tiny: Draft, text: str, line: int, column: str) -> None:
    tiny.variants["v"] = text
    places = [(p.where, p.row, p.column) for p in tiny.faults("v")]
    assert ("variants/v.yaml", line, column) in places
    tiny.read()


def test_an_unknown_variant_names_those_there_are(tiny: Draft) -> None:
    tiny.variants["fewer"] = HEAD
    (fault,) = tiny.faults("fewr")
    assert "fewer" in fault.message.en
    (fault,) = tiny.faults("../scenario")
    assert fault.value == "../scenario"


@pytest.mark.parametrize(
    ("settings", "line", "column"),
    [
        ("placement_date: 2025-02-30\npolicy: [mentougou-2025]\n", 1, "placement_date"),
        ("policy: [mentougou-2025]\n", 1, "placement_date"),
        ("placement_date: 2025-07-01\n", 1, "policy"),
        ("placement_date: 2025-07-01\npolicy: []\n", 2, "policy"),
        ("placement_date: 2025-07-01\npolicy: [mentougou-2025, mentougou-2025]\n", 2, "policy"),
        ("placement_date: 2025-07-01\npolicy: [mentougou-2025]\nhorizon_years: 0\n", 3, "horizon_years"),
        ("placement_date: 2025-07-01\npolicy: [mentougou-2025]\ntitel: x\n", 3, "titel"),
        ("placement_date: 2025-07-01\npolicy: [mentougou-2025]\ntitle: {fr: x}\n", 3, "title"),
        ("placement_date: 2025-07-01\npolicy: [mentougou-2025]\npolicy: [x]\n", 3, "policy"),
    ],
)
def test_a_fault_of_the_settings_stands_at_its_line(tiny: Draft, settings: str, line: int, column: str) -> None:
    tiny.settings = settings
    assert ("scenario.yaml", line, column) in [(p.where, p.row, p.column) for p in tiny.faults()]


@pytest.mark.parametrize("data", ["../elsewhere", "/etc", "data/../.."])
def test_data_outside_the_scenario_folder_is_refused(tiny: Draft, data: str) -> None:
    tiny.settings += f"data: {data}\n"
    assert [(p.column, p.value) for p in tiny.faults()] == [("data", data)]


def test_a_folder_that_is_not_there_is_a_fault(tiny: Draft) -> None:
    from planner.scenario.reading import read

    with pytest.raises(ScenarioError):
        read(tiny.folder / "nowhere")
