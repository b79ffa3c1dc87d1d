"""What a run holds of the years ahead: tables, calendar sheets, pictures, a section of the page, and the command."""

import csv
import json
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from build import centre, clinic, county, doctor, graduate, policy, scenario, wishes
from click.testing import CliRunner
from python_calamine import CalamineWorkbook

from planner.calendar import Period
from planner.cli import main
from planner.commands.ticker import Ticker
from planner.domain import Credential, Instance, Plan, Role, SiteKind
from planner.messages import say
from planner.report import write_run
from planner.report.calendar_views import Cover, Place, calendar_of, joined, short_names, spans, turns, workforce
from planner.report.frames import frames
from planner.report.outlook_tables import OUTLOOK_TABLES
from planner.report.page import page
from planner.report.tables import TABLES, heading
from planner.result import Result, SolveStatus
from planner.run import solve
from planner.staffing import Outlook, plan_outlook

SPOTS = {"A": (115.8, 40.0), "a1": (115.7, 40.05), "a2": (115.85, 39.95), "a3": (115.9, 40.02), "as": (115.81, 40.0)}


def valley() -> Instance:
    """A centre with a station and three clinics over three years; she of ``a2``, certified, leaves after 2026."""
    sites = [clinic("a1", "A"), clinic("a2", "A"), clinic("a3", "A", people=90, remote=True),
             clinic("as", "A", posts=0, kind=SiteKind.STATION)]  # fmt: skip
    town = centre("A")
    people = [
        doctor("D1", "a1", employer="A", since=date(2024, 7, 1)),
        doctor("D2", "a2", credential=Credential.CERTIFICATE, since=date(2000, 1, 1), leaves_on=date(2027, 1, 1)),
        doctor("C1", None, role=Role.CENTRE_STAFF, employer="A", since=date(2024, 1, 1)),
        graduate("G1", 90),
    ]
    return county(
        [replace(town, lon=SPOTS["A"][0], lat=SPOTS["A"][1])],
        [replace(s, lon=SPOTS[s.id][0], lat=SPOTS[s.id][1]) for s in sites],
        people, wishes(G1="A"), horizon_years=3,
    )  # fmt: skip


@pytest.fixture(scope="module")
def ahead() -> tuple[Result, Outlook]:
    """The season of the valley and the years beyond it."""
    town = scenario(valley(), policy("mentougou-2025", "mentougou-reform"))
    return solve(town), plan_outlook(town, 10, 1)


@pytest.fixture(scope="module")
def folder(ahead: tuple[Result, Outlook], tmp_path_factory: pytest.TempPathFactory) -> Path:
    result, outlook = ahead
    return write_run(result, tmp_path_factory.mktemp("runs") / "base", with_report=True, language="zh", outlook=outlook)


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_assignments_hold_every_stint_with_a_reason(ahead: tuple[Result, Outlook], folder: Path) -> None:
    _, outlook = ahead
    found = rows(folder, "assignments")
    assert {(r["person_id"], r["site_id"], r["start"], r["end"]) for r in found} == {
        (a.person_id, a.site_id, str(a.start), str(a.end)) for a in outlook.plan.assignments
    }
    assert all(r["role"] and r["why"] and r["why_en"] for r in found)
    why = {(r["person_id"], r["start"]): r["why_en"] for r in found}
    leaves = "leaves on 2027-01-01 (the leaving date of the roster)"
    assert why["D2", "2025H2"] == f"exempt from rotation (MTGR-9-b); {leaves}"
    assert why["D1", "2025H2"] == "her cycle is not over: 24 months from 2025-07-01 (MTGR-9-a)"
    assert why["G1", "2025H2"] == "placed this season, from 2025-07-01"
    assert any("24 months at 中心A are over" in text for text in why.values())


def test_sites_after_has_one_row_per_site_and_half_year(ahead: tuple[Result, Outlook], folder: Path) -> None:
    _, outlook = ahead
    found = rows(folder, "sites_after")
    keys = [(r["site_id"], r["period"]) for r in found]
    assert len(set(keys)) == len(keys) == 4 * 6
    stood = {(a.site_id, str(p)) for a in outlook.plan.assignments for p in outlook.periods if a.start <= p <= a.end}
    for row in found:
        empty = (row["site_id"], row["period"]) not in stood and row["site_id"] != "as"
        assert row["uncovered"] == ("yes" if empty else "no")


def test_the_season_keeps_its_row_where_the_outlook_begins_later(ahead: tuple[Result, Outlook]) -> None:
    result, outlook = ahead
    late = replace(outlook, sites=tuple(s for s in outlook.sites if s.period != "2025H2"))
    kept = joined(result, late).sites_after
    assert [s for s in kept if s.period == "2025H2"] == list(result.sites_after)


def test_goals_go_on_in_rank_and_the_checks_are_those_of_the_outlook(
    ahead: tuple[Result, Outlook], folder: Path
) -> None:
    result, outlook = ahead
    found = rows(folder, "goals")
    assert [int(r["rank"]) for r in found] == list(range(1, len(result.goals) + len(outlook.goals) + 1))
    assert [r["goal"] for r in found] == [g.goal for g in (*result.goals, *outlook.goals)]
    assert len(rows(folder, "compliance")) == len(outlook.findings)
    assert rows(folder, "outlook_centres") == [{"centre_id": "A", "status": "optimal"}]


def test_the_manifest_tells_of_the_outlook_only_where_there_is_one(
    ahead: tuple[Result, Outlook], folder: Path, tmp_path: Path
) -> None:
    result, outlook = ahead
    told = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert told["outlook"]["status"] == "optimal" and told["outlook"]["centres"] == {"A": "optimal"}
    assert told["outlook"]["periods"] == ["2025H2", "2026H1", "2026H2", "2027H1", "2027H2", "2028H1"]
    assert [g["goal"] for g in told["outlook"]["goals"]] == [g.goal for g in outlook.goals]
    assert {f"maps/outlook-{n}.{k}" for n in ("small-multiples", "workforce", "moves") for k in ("png", "svg")} <= {
        *told["files"]
    }
    alone = write_run(result, tmp_path / "base", with_report=False, language="zh")
    assert "outlook" not in json.loads((alone / "manifest.json").read_text(encoding="utf-8"))
    assert {p.stem for p in (alone / "tables").iterdir()} == {t.name for t in TABLES}


def test_equal_outlooks_give_equal_folders(ahead: tuple[Result, Outlook], folder: Path, tmp_path: Path) -> None:
    result, outlook = ahead
    again = write_run(result, tmp_path / "base", with_report=True, language="zh", outlook=outlook)
    one, two = (json.loads((f / "manifest.json").read_text(encoding="utf-8"))["files"] for f in (folder, again))
    assert one == two


def sheet(folder: Path, name: str) -> list[list[Any]]:
    return (
        CalamineWorkbook.from_path(str(folder / "plan.xlsx")).get_sheet_by_name(name).to_python(skip_empty_area=False)
    )


def test_the_people_sheet_says_where_everyone_is_in_each_half_year(ahead: tuple[Result, Outlook], folder: Path) -> None:
    _, outlook = ahead
    grid = sheet(folder, "人员排班")
    head = grid[2]
    assert head[4:] == [str(p) for p in outlook.periods]
    by_code = {row[1]: row for row in grid[3:] if row[1]}
    assert set(by_code) == {a.person_id for a in outlook.plan.assignments}
    for a in outlook.plan.assignments:
        place = "中心" if a.site_id == "A" else outlook.scenario.instance.site[a.site_id].name.removesuffix("卫生室")
        assert by_code[a.person_id][head.index(str(a.start))] == by_code[a.person_id][head.index(str(a.end))] == place
    assert by_code["D2"][head.index("2027H1")] == "", "she has left"
    assert [row[0] for row in grid[3:] if row[0] and not row[1]] == ["中心A"], "a line heads each centre"


def test_the_clinic_sheet_says_who_is_there_and_where_nobody_is(ahead: tuple[Result, Outlook], folder: Path) -> None:
    calendar = calendar_of(ahead[1])
    grid, names = sheet(folder, "卫生室排班"), short_names(calendar)
    by_code = {row[1]: row for row in grid[3:] if row[1]}
    assert list(by_code) == ["a1", "a2", "a3"], "stations are no clinics"
    for code, row in by_code.items():
        for at, period in enumerate(calendar.periods, start=4):
            who = calendar.who.get((code, period), ())
            assert row[at] == ("、".join(names[c] for c in who) or "无人")
    assert len(sheet(folder, "排班目标")) == 1 + len(ahead[1].goals)


def test_the_page_has_a_section_on_the_years_ahead_only_with_an_outlook(ahead: tuple[Result, Outlook]) -> None:
    result, outlook = ahead
    html = page(result, (), "zh", outlook)
    assert 'id="ahead"' in html and 'id="part-outlook_goals"' in html
    for name in ("outlook_uncovered", "assignments"):
        assert f'<table id="{name}" data-filtered>' in html
    assert "2025H2 至 2028H1，共 6 个半年" in html
    assert 'id="ahead"' not in page(result, (), "zh") and 'id="assignments"' not in page(result, (), "zh")


def test_the_map_of_the_page_knows_every_half_year_of_every_clinic(ahead: tuple[Result, Outlook]) -> None:
    result, outlook = ahead
    calendar, html = calendar_of(outlook), page(result, (), "zh", outlook)
    for code in calendar.clinics():
        letters = "".join(calendar.cover(code, p).value[0] for p in outlook.periods)
        assert f'data-ahead="{letters}" data-id="{code}"' in html
    assert 'max="6"' in html


def test_study_leave_is_a_table_by_month(ahead: tuple[Result, Outlook], folder: Path) -> None:
    found = rows(folder, "leave_plan")
    assert [(r["person_id"], r["site_id"], r["month"], r["covered_by"]) for r in found] == [
        (x.person_id, x.site_id, x.month.isoformat()[:7], x.covered_by or "") for x in ahead[1].plan.leave
    ]
    assert found, "the certificate holder is owed a month"


def test_a_centre_that_is_not_proven_is_named_on_the_page(ahead: tuple[Result, Outlook]) -> None:
    result, outlook = ahead
    open_end = replace(outlook, status=SolveStatus.FEASIBLE, centres={"A": SolveStatus.FEASIBLE})
    html = page(result, (), "en", open_end)
    assert "Not proven, or without a plan: 中心A" in html and "feasible, not proven optimal" in html


def test_a_law_without_goals_over_the_years_gets_no_empty_table(ahead: tuple[Result, Outlook]) -> None:
    result, outlook = ahead
    title = say("report.table_outlook_goals").en
    assert title in page(result, (), "en", outlook)
    assert title not in page(result, (), "en", replace(outlook, goals=()))


def test_names_in_an_outlook_stay_text(ahead: tuple[Result, Outlook], tmp_path: Path) -> None:
    result, outlook = ahead
    spoilt = replace(
        outlook.scenario.instance,
        people=tuple(replace(p, name="<script>alert(1)</script>") for p in outlook.scenario.instance.people),
        sites=tuple(replace(s, name="=1+1") for s in outlook.scenario.instance.sites),
    )
    bad = replace(outlook, scenario=replace(outlook.scenario, instance=spoilt))
    out = write_run(
        replace(result, scenario=bad.scenario), tmp_path / "bad", with_report=True, language="zh", outlook=bad
    )
    assert "<script>alert(1)" not in (out / "report.html").read_text(encoding="utf-8")
    assert any("=1+1" in row for row in sheet(out, "人员排班"))


def test_frames_of_an_outlook(ahead: tuple[Result, Outlook]) -> None:
    found = frames(ahead[1])
    assert set(found) == {*(t.name for t in OUTLOOK_TABLES), "sites_after", "compliance", "goals", "money", "budget"}
    assert len(found["assignments"]) == len(ahead[1].plan.assignments)
    assert list(found["goals"]["rank"]) == list(range(1, len(ahead[1].goals) + 1))
    assert set(frames(ahead[0])) == {t.name for t in TABLES}


def test_every_column_of_an_outlook_can_be_said() -> None:
    for table in OUTLOOK_TABLES:
        assert table.title.zh and table.title.en
        assert all(heading(c).zh for c in table.columns)


def test_the_workforce_and_the_turns_add_up(ahead: tuple[Result, Outlook]) -> None:
    calendar = calendar_of(ahead[1])
    told = workforce(calendar)
    for before, now in pairwise(told):
        assert sum(now.ages.values()) == sum(before.ages.values()) + now.came - now.left
        assert sum(now.ages.values()) == sum(now.credentials.values())
    for turn, now in zip(turns(calendar), told[1:], strict=True):
        assert sum(turn.came.values()) == now.came and sum(turn.left.values()) == now.left
        there = sum(turn.moved.values()) + sum(turn.stayed.values()) + sum(turn.came.values())
        assert there == sum(now.ages.values())


def test_places_and_covers_are_told_apart(ahead: tuple[Result, Outlook]) -> None:
    calendar = calendar_of(ahead[1])
    assert [calendar.place(c) for c in ("A", "as", "a1", "a3")] == list(Place)
    first = calendar.periods[0]
    rows = {**calendar.sites, ("a1", str(first)): replace(calendar.sites["a1", str(first)], posts=9, staff=1)}
    assert replace(calendar, sites=rows).cover("a1", first) is Cover.SHORT


def test_runs_of_half_years_are_written_short() -> None:
    years = [Period(2027, 1), Period(2027, 2), Period(2028, 1), Period(2029, 1)]
    assert spans(years) == "2027H1–2028H1、2029H1"
    assert spans([]) == ""


def test_progress_is_one_line_that_is_rewritten(capsys: pytest.CaptureFixture[str]) -> None:
    ticker = Ticker(2, "changes", "en")
    ticker.tell("A", "uncovered", 3, 1)
    ticker.tell("B", "uncovered", 2, 2)
    ticker.tell("A", "changes", 0, 0)
    ticker.clear()
    said = capsys.readouterr().err
    assert "\n" not in said
    lines = said.replace("\x1b[K", "").split("\r")
    assert lines[2] == "outlook: 0/2 centres done | clinics with nobody: best 5, bound 3"
    assert lines[3].startswith("outlook: 1/2 centres done") and lines[-1] == ""


def invoke(monkeypatch: pytest.MonkeyPatch, outlook: Any, out: Path) -> Any:
    town = scenario(valley(), policy("mentougou-2025", "mentougou-reform"))
    monkeypatch.setattr("planner.scenario.load", lambda path, variant: town)
    monkeypatch.setattr("planner.staffing.plan_outlook", outlook)
    words = ["run", "x", "--outlook", "--workers", "1", "--no-report", "--out", str(out), "--lang", "en"]
    return CliRunner().invoke(main, words, catch_exceptions=False)


def test_the_command_writes_the_outlook_into_the_run_and_is_silent_when_piped(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    done = invoke(monkeypatch, plan_outlook, tmp_path / "run")
    assert done.exit_code == 0
    assert "outlook 2025H2 to 2028H1" in done.output and "proven optimal and audited" in done.output
    assert "\x1b" not in done.output + done.stderr
    assert (tmp_path / "run" / "tables" / "assignments.csv").exists()


def test_what_is_not_proven_is_not_called_proven(
    ahead: tuple[Result, Outlook], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = replace(ahead[1], status=SolveStatus.FEASIBLE, centres={"A": SolveStatus.FEASIBLE})
    done = invoke(monkeypatch, lambda *_: made, tmp_path / "run")
    assert done.exit_code == 0
    assert "not proven optimal for 1 centre(s)" in done.output


def test_where_no_outlook_exists_only_the_season_is_written(
    ahead: tuple[Result, Outlook], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = replace(ahead[1], status=SolveStatus.INFEASIBLE, centres={"A": SolveStatus.INFEASIBLE})
    done = invoke(monkeypatch, lambda *_: made, tmp_path / "run")
    assert done.exit_code == 3
    assert (tmp_path / "run" / "tables" / "placements.csv").exists()
    assert not (tmp_path / "run" / "tables" / "assignments.csv").exists()


def test_ctrl_c_before_there_is_an_outlook_still_writes_the_season(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def stopped(*_: object) -> Outlook:
        raise KeyboardInterrupt

    done = invoke(monkeypatch, stopped, tmp_path / "run")
    assert done.exit_code == 0 and "only the placement is written" in done.stderr
    assert (tmp_path / "run" / "tables" / "placements.csv").exists()
    assert not (tmp_path / "run" / "tables" / "assignments.csv").exists()


def test_an_outlook_without_a_plan_is_written_without_pictures_of_people(
    ahead: tuple[Result, Outlook], tmp_path: Path
) -> None:
    result, outlook = ahead
    nothing = replace(
        outlook,
        status=SolveStatus.UNKNOWN,
        centres={"A": SolveStatus.UNKNOWN},
        plan=Plan(),
        periods=outlook.periods[:1],
    )
    out = write_run(result, tmp_path / "base", with_report=True, language="en", outlook=nothing)
    assert rows(out, "assignments") == []
    assert {p.stem for p in (out / "maps").glob("outlook-*.png")} == {"outlook-small-multiples"}
    assert "no conclusion reached" in (out / "report.html").read_text(encoding="utf-8")
