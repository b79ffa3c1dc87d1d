"""Bad days of the law and the roster, from the shell: named before anything is solved, or computed as far as can be."""

import csv
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from planner.cli import main

SCENARIOS = Path(__file__).parent.parent / "scenarios"
OURS = """\
pack: our-county
title: {zh: 本县规定, en: Rules of our county}
document: {zh: 某县办法（试拟）, en: Rules of a county (trial)}
clauses:
  - id: OUR-1
    family: exit_age
    kind: hard
    parameters: {exit_age_years: 63, extension_allowed: "no"}
"""


def command(*words: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(main, [str(w) for w in (*words, "--lang", "en")], catch_exceptions=False)
    return done.exit_code, done.output + (done.stderr if done.stderr_bytes else "")


@pytest.fixture
def copied(tmp_path: Path) -> Callable[[str], Path]:
    def copy(name: str) -> Path:
        ignored = shutil.ignore_patterns("source", "__pycache__")
        return Path(shutil.copytree(SCENARIOS / name, tmp_path / name, ignore=ignored))

    return copy


def blank(folder: Path, table: str, *columns: str) -> None:
    path = folder / "data" / f"{table}.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows and set(columns) <= rows[0].keys()
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(row | dict.fromkeys(columns, "") for row in rows)


def notes(run: Path) -> list[str]:
    return [note["en"] for note in json.loads((run / "manifest.json").read_text(encoding="utf-8"))["notes"]]


def column(run: Path, table: str, name: str) -> list[str]:
    with (run / "tables" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return [row[name] for row in csv.DictReader(file)]


@pytest.mark.parametrize(
    ("pack", "line", "said"),
    [
        (OURS.replace("    kind: hard\n", "    kid: hard\n"), 7, "kind"),
        (OURS.replace("kind: hard\n", "kind: hard\n    kind: soft\n"), 8, "第 7 行"),
        (OURS.replace("63", "630"), 8, "16–120"),
        (OURS.replace("63", "young"), 8, "16–120"),
        (OURS.replace('"no"', "perhaps"), 8, "no"),
        (OURS.replace("exit_age\n", "exit_ages\n"), 6, "exit_age"),
        (OURS, 5, "MTGR-7-e（mentougou-reform.yaml 第"),
    ],
)
def test_a_faulty_or_contradicting_pack_ends_with_2_and_its_line_before_anything_is_solved(
    copied: Callable[[str], Path], tmp_path: Path, pack: str, line: int, said: str
) -> None:
    folder = copied("mentougou-2025")
    (folder / "ours.yaml").write_text(pack, encoding="utf-8")
    settings = folder / "scenario.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("-reform]", "-reform, ./ours.yaml]"), "utf-8")
    for words in (("check", folder), ("run", folder, "--out", tmp_path / "run")):
        code, told = command(*words)
        assert code == 2
        assert re.search(rf"ours\.yaml 第{line}行.*{re.escape(said)}", told), told
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize(
    ("name", "silent"),
    [
        ("mentougou-2025", "MTGR-7-a, MTGR-7-e, MTGR-22-a, MTGR-14-b"),
        ("xiuwu-2022", "JZ22-4.2-l, JZ22-4.5-c, JZ22-4.5-d, JZ22-4.5-e, JZ22-4.2-m"),
        ("xixian-2021", "XX21-3.2.6-a, XX21-3.2.6-b, XX21-4.2-f"),
    ],
)
def test_a_roster_without_birth_dates_is_planned_and_what_goes_by_age_is_listed_once(
    copied: Callable[[str], Path], tmp_path: Path, name: str, silent: str
) -> None:
    folder, run = copied(name), tmp_path / "run"
    blank(folder, "people", "出生日期")
    assert silent in command("check", folder)[1]
    code, told = command("run", folder, "--no-report", "--out", run)
    assert code == 0, told
    assert [note.count(silent) for note in notes(run) if "birth date" in note] == [1]
    assert column(run, "placements", "status")
    stand = zip(column(run, "compliance", "clause"), column(run, "compliance", "status"), strict=True)
    assert {status for clause, status in stand if clause in silent.split(", ")} == {"unchecked"}


def test_the_whole_report_and_the_years_ahead_are_there_without_any_birth_date(
    copied: Callable[[str], Path], tmp_path: Path
) -> None:
    folder, run = copied("xixian-2021"), tmp_path / "run"
    blank(folder, "people", "出生日期")
    code, told = command("run", folder, "--outlook", "--time-limit", "20", "--out", run)
    assert code == 0, told
    assert {"report.html", "report.docx", "plan.xlsx", "manifest.json"} <= {p.name for p in run.iterdir()}
    assert (run / "report.html").read_text(encoding="utf-8").count("367 of 367 people have no birth date") >= 1
    assert {"balance"} <= set(column(run, "forecast", "flow"))


@pytest.mark.parametrize(
    ("table", "columns", "said"),
    [
        ("people", ("资格", "取得资格日期"), "the credential of 355 of 355 people is blank and counts as none"),
        ("people", ("毕业日期", "可上岗日期"), "directed graduates have neither a day of graduation nor one"),
        ("people", ("入学日期",), "no day of enrolment, so no rural allowance is computed"),
        ("sites", ("地区",), "its zone, is not known"),
        ("pay_scale", (), "post allowance is not computed (MTG25-2.4.1-b, mountain"),
    ],
)
def test_what_is_lacking_is_named_and_the_rest_is_computed(
    copied: Callable[[str], Path], tmp_path: Path, table: str, columns: tuple[str, ...], said: str
) -> None:
    folder, run = copied("mentougou-2025"), tmp_path / "run"
    if columns:
        blank(folder, table, *columns)
    else:
        (folder / "data" / f"{table}.csv").unlink()
    code, told = command("run", folder, "--no-report", "--out", run)
    assert code == 0, told
    named = [note for note in notes(run) if said in note]
    assert named, notes(run)
    assert len(named) == len(set(named))
    if not columns:
        assert not column(run, "money", "amount_yuan")


def test_a_waiver_that_is_over_and_a_record_of_a_far_year_are_told(copied: Callable[[str], Path]) -> None:
    folder = copied("mentougou-2025")
    (folder / "data" / "waivers.csv").write_text(
        "clause,person_id,until,why\nMTGR-7-e,VD093,2025-06-30,over\nMTGR-7-e,VD094,2025-07-01,of the day\n", "utf-8"
    )
    (folder / "data" / "records.csv").write_text(
        "clause,day,person_id,result\nMTGR-7-f,2031-06-30,VD001,granted\nMTGR-7-f,2033-07-01,VD001,granted\n", "utf-8"
    )
    status, said = command("check", folder)
    assert status == 0, said
    assert "1 waiver(s) ended before the placement date (2025-07-01) and have no effect: MTGR-7-e" in said
    assert "1 record(s) dated after the end of the horizon (2031-06-30)" in said
