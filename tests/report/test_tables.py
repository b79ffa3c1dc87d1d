"""What stands in each table of a run."""

import csv
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import with_instance

import planner
from planner.domain import COVER_ROLES, Role, SiteKind
from planner.finding import Status
from planner.messages.report import MESSAGES
from planner.report.cells import guarded
from planner.report.outlook_tables import OUTLOOK_TABLES
from planner.report.tables import RATES, TABLES, WORDS, Table, heading, word, write_csv
from planner.report.views import centre_views, clinic_views, key_figures
from planner.result import DecidedBy, Result, SolveStatus
from planner.run import solve


@pytest.fixture(scope="module")
def district() -> Result:
    return solve(planner.load(Path(__file__).parents[2] / "scenarios" / "mentougou-2025"))


def table(name: str) -> Table:
    return next(t for t in TABLES if t.name == name)


def test_seats_follow_the_worked_example(season: Result) -> None:
    assert list(table("seats").rows(season)) == [
        (1, "C", 3, 4, "3/4", 4, "rate", "MTG25-2.1-a", 1, 0, "B"),
        (2, "C", 2, 4, "2/4", 4, "rate", "MTG25-2.1-a", 1, 1, "B"),
        (3, "B", 3, 9, "3/9", 8, "clinics", "MTG25-2.1-a", 1, 2, "A"),
        (4, "A", 2, 6, "2/6", 5, "rate", "MTG25-2.1-a", 1, 3, "C"),
        (5, "C", 1, 4, "1/4", 4, "rate", "MTG25-2.1-a", 1, 4, "B"),
        (6, "B", 2, 9, "2/9", 8, "wish", "MTG25-2.1-a", 1, 5, "D"),
    ]


def test_the_other_tables_follow_the_worked_example(season: Result) -> None:
    assert list(table("cutoffs").rows(season)) == [
        ("A", "2/9", 8, 1, 0, 1, 5, 1), ("B", "2/9", 8, 1, 1, 1, 5, 2), ("C", "", 8, 3, 0, 1, "", 3),
        ("D", "2/9", 8, 0, 1, 1, 5, 0),
    ]  # fmt: skip
    assert list(table("centres_after").rows(season)) == [
        ("A", 6, 2, 1, "2/6", "1/6"), ("B", 9, 3, 1, "3/9", "1/9"), ("C", 4, 3, 0, "3/4", "0/4"),
        ("D", 9, 2, 2, "2/9", "2/9"),
    ]  # fmt: skip
    placements = list(table("placements").rows(season))
    assert placements[0][:6] == ("G1", "A", "A05", 1, "placed", "MTG25-2.1-d")
    assert placements[6] == ("G7", "", "", "", "unplaced", "MTG25-2.1-d", "空缺已用完", "no seat was left")
    clinics = {row[0]: row for row in table("sites_after").rows(season)}
    assert clinics["A05"] == ("A05", "2025H2", 1, 1, "no", 0, 0, 0)
    assert clinics["D08"] == ("D08", "2025H2", 1, 0, "yes", 0, 0, 0)
    assert list(table("goals").rows(season)) == [
        (1, "wish", "MTG25-2.1-d", 7, 7, "yes", "志愿序合计", "sum of wish ranks")
    ]
    assert [row[3] for row in table("compliance").rows(season)] == ["met", "missed", "waived"]


def test_every_row_is_as_wide_as_its_table(season: Result) -> None:
    for t in TABLES:
        assert all(len(row) == len(t.columns) for row in t.rows(season)), t.name


def test_every_column_and_every_fixed_word_can_be_said() -> None:
    for t in TABLES:
        assert t.title.zh and t.title.en
        assert all(heading(c).zh for c in t.columns)
    values = [*DecidedBy, *Status, *Role, *SolveStatus, "placed", "unplaced", "yes", "no"]
    assert all(word(v).en for v in values)
    assert all(f"status_{s}" in MESSAGES for s in SolveStatus)
    assert {c for t in (*TABLES, *OUTLOOK_TABLES) for c in t.columns} >= RATES | WORDS


@pytest.mark.parametrize("text", ["=1+1", "+1-1", "-A1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "-3/9"])
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("cell", [-3, "-3", "+2.5", "3/9", "甲村", "", "a=b"])
def test_numbers_and_plain_text_stay_as_they_are(cell: str | int) -> None:
    assert guarded(cell) == cell


def test_csv_is_utf8_with_unix_lines_and_the_same_every_time(hostile: Result, tmp_path: Path) -> None:
    for t in TABLES:
        write_csv(t, hostile, tmp_path / "one.csv")
        write_csv(t, hostile, tmp_path / "two.csv")
        raw = (tmp_path / "one.csv").read_bytes()
        assert raw == (tmp_path / "two.csv").read_bytes()
        assert b"\r" not in raw and not raw.startswith(b"\xef\xbb\xbf")
    write_csv(table("compliance"), hostile, tmp_path / "c.csv")
    with (tmp_path / "c.csv").open(encoding="utf-8", newline="") as file:
        last = list(csv.DictReader(file))[-1]
    assert (last["actual"], last["limit"], last["message_zh"]) == ("-3", "'@SUM(A1)", "'=1+1")


def test_key_figures_count_what_the_tables_say(season: Result) -> None:
    centres, clinics = centre_views(season), clinic_views(season)
    figures = key_figures(season, centres, clinics)
    assert (figures.placed, figures.pool, figures.vacant, figures.posts) == (6, 7, (10, 4), 28)
    assert (figures.clinics, figures.unstaffed, figures.newly_covered) == (25, (10, 4), 6)
    assert (figures.first_wish, figures.with_wishes) == (5, 6)
    assert [v.centre.id for v in centres] == ["C", "B", "A", "D"], "3/9 and 2/6 tie, and B has more clinics"
    assert figures.highest[1] is not None and figures.highest[1].centre.id == "D"


def test_the_ledger_lists_each_clinic_and_each_doctor_once_with_what_the_roster_says(district: Result) -> None:
    instance = district.scenario.instance
    clinics, doctors = (
        [dict(zip(table(name).columns, row, strict=True)) for row in table(name).rows(district)]
        for name in ("clinic_roll", "doctor_roll")
    )
    integrated = [
        s.id for s in instance.sites if s.kind is SiteKind.CLINIC and s.integrated_on(instance.placement_date)
    ]
    assert [c["site_id"] for c in clinics] == integrated
    codes = [d["person_id"] for d in doctors]
    assert len(set(codes)) == len(codes)
    assert sum(d["standing"] == "placed" for d in doctors) == 30
    assert not [c for c in codes if instance.person[c].role in COVER_ROLES]
    here = Counter(d["site_id"] for d in doctors if d["standing"] != "must_leave")
    assert {c["site_id"]: c["doctors"] for c in clinics} == {
        s.site_id: s.staff for s in district.sites_after if s.site_id in integrated
    }
    assert all(c["doctors"] == here[c["site_id"]] for c in clinics)
    late = {f.subject for f in district.findings if f.clause == "MTGR-7-e" and f.status is Status.MISSED}
    assert {d["person_id"] for d in doctors if d["standing"] == "must_leave"} == late
    one = next(d for d in doctors if d["standing"] == "in_post")
    person = instance.person[str(one["person_id"])]
    assert (one["birth_date"], one["credential"], one["since"]) == (
        str(person.birth_date),
        person.credential,
        str(person.since),
    )


def test_the_ledger_of_an_edition_with_codes_for_names_tells_no_day_of_birth(district: Result) -> None:
    people = tuple(replace(p, name=p.id) for p in district.scenario.instance.people)
    shared = with_instance(district, people=people)
    assert {row[2] for row in table("doctor_roll").rows(shared)} == {""}
