"""What is given to leadership with ``--share`` cannot tell who anyone is, whatever people are called."""

import csv
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pypdf
import pytest
from build import centre, clinic, county, doctor, graduate, policy, scenario, wishes
from click.testing import CliRunner
from docx import Document

from planner import domain
from planner.cli import main
from planner.domain import Credential, Instance, Lock, Role, Village, Waiver
from planner.policy import Amendment
from planner.problem import ScenarioError
from planner.report import write_run
from planner.report.calendar_views import calendar_of, workforce
from planner.report.sharing import FREE_TEXT, coded, undated
from planner.result import Result
from planner.run import solve
from planner.scenario import Scenario
from planner.staffing import Outlook, plan_outlook

ROOT = Path(__file__).parents[2]
DISTRICT = ROOT / "scenarios" / "mentougou-2025"

TRICKY = {
    "D1": "王建国",  # also in the name of the clinic he has
    "D2": "清水",  # part of a place's name
    "D3": "芳",  # one character, and part of another name
    "C1": "王芳芳",  # one character more than a name that is there too
    "C2": "王芳",
    "G1": "<赵&钱>",
    "G2": "安置",  # a common word
    "G3": "Li",  # part of common English words
    "G4": "欧阳　\"'=1+1",
}
"""Names that are hard to take out."""

PLAIN = dict(
    zip(TRICKY, ("甲一二", "乙三四", "丙", "丁七八", "戊九十", "己甲乙", "庚丙丁", "Zh-q", "辛戊己"), strict=True)
)
"""Names that nothing else contains; no three letters, which a typeface written in letters may spell."""


def roster(names: dict[str, str]) -> Scenario:
    """A small county in which people have these names, and planners wrote them into whatever holds free text."""
    sites = [replace(clinic("a1", "A"), name=f"{names['D1']}卫生室"), clinic("a2", "A"), clinic("a3", "A", people=90),
             replace(clinic("b1", "B"), name="清水镇卫生室"), clinic("b2", "B"), clinic("b3", "B")]  # fmt: skip
    people = [
        doctor("D1", "a1", employer="A", since=date(2024, 7, 1), born=date(1961, 3, 17)),
        doctor("D2", "a2", credential=Credential.CERTIFICATE, since=date(2000, 1, 1), born=date(1962, 11, 23)),
        doctor("D3", "b1", since=date(2020, 1, 1), leaves_on=date(2027, 2, 9), born=date(1970, 5, 6)),
        doctor("C1", None, role=Role.CENTRE_STAFF, employer="A", since=date(2024, 1, 1), born=date(1980, 8, 8)),
        doctor("C2", None, role=Role.CENTRE_STAFF, employer="B", since=date(2024, 1, 1), born=date(1981, 9, 9)),
        graduate("G1", 90, home_village="v9", birth_date=date(2000, 2, 29)),
        graduate("G2", 80, birth_date=date(2001, 4, 14)),
        graduate("G3", 70, birth_date=date(2001, 6, 15)),
        graduate("G4", 60, birth_date=date(1999, 12, 13)),
    ]
    given = county([centre("A"), replace(centre("B"), name="清水镇卫生院", town="清水镇")], sites,
                   [replace(p, name=names[p.id]) for p in people], wishes(G1="B", G2="A B", G3="A", G4="B"),
                   horizon_years=3)  # fmt: skip
    given = replace(
        given,
        villages=(Village(id="v9", name="绝密村", town="清水镇"),),
        locks=(Lock(person_id="G4", centre_id="B", why=f"{names['G4']}与{names['C1']}、{names['C2']}谈定去清水镇"),),
        waivers=(Waiver(clause="MTGR-7-e", person_id="D1", why=f"留用{names['D1']}", granted_by=names["C2"]),),
    )
    made = scenario(given, policy("mentougou-2025", "mentougou-reform"))
    return replace(
        made,
        hashes={"data/people.csv": "ab" * 32},
        policy=replace(made.policy, amendments=(
            *made.policy.amendments,
            Amendment(clause="MTG25-2.1-a", why=f"{names['D1']} and {names['G3']} asked; Limit"),
        )),
    )  # fmt: skip


def solved(given: Scenario) -> tuple[Result, Outlook]:
    return solve(given), plan_outlook(given, 10, 1)


def shared_run(names: dict[str, str], out: Path) -> Path:
    result, outlook = undated(*solved(coded(roster(names))))
    return write_run(result, out, with_report=True, language="zh", outlook=outlook)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The shared run of people with tricky names, and that of the same people with plain ones."""
    place = tmp_path_factory.mktemp("runs")
    return shared_run(TRICKY, place / "tricky"), shared_run(PLAIN, place / "plain")


def everything(folder: Path) -> Iterator[tuple[str, str]]:
    """Every text a run folder holds: each file as it is, each part of a packed one, each stream of a PDF unpacked."""
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        raw = path.read_bytes()
        yield path.name, raw.decode("utf-8", "ignore") + raw.decode("utf-16-be", "ignore")
        if path.suffix in {".docx", ".xlsx"}:
            with zipfile.ZipFile(path) as parts:
                for name in parts.namelist():
                    yield f"{path.name}/{name}", name + parts.read(name).decode("utf-8", "ignore")
        if path.suffix == ".pdf":
            reader = pypdf.PdfReader(path)
            yield f"{path.name} text", "".join(page.extract_text() for page in reader.pages)
            yield f"{path.name} metadata", f"{reader.metadata} {reader.outline}"
            for number in range(1, len(reader.xref[0]) + 1):
                found: Any = reader.get_object(number)
                if hasattr(found, "get_data") and found.get("/Subtype") != "/Image":
                    data = found.get_data()
                    yield f"{path.name} {number}", data.decode("utf-8", "ignore") + data.decode("utf-16-be", "ignore")


def written(name: str) -> set[str]:
    """A name as texts of several formats write it."""
    markup = name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return {name, markup, markup.replace('"', "&#34;").replace("'", "&#39;"), json.dumps(name)[1:-1],
            json.dumps(name, ensure_ascii=False)[1:-1]}  # fmt: skip


def test_the_shared_run_is_the_same_whatever_people_are_called(folders: tuple[Path, Path]) -> None:
    """The strongest form: if no byte depends on a name, no byte can tell one, not even by its length."""
    one, two = folders
    assert {p.relative_to(one) for p in one.rglob("*")} == {p.relative_to(two) for p in two.rglob("*")}
    for path in sorted(p for p in one.rglob("*") if p.is_file() and p.name != "manifest.json"):
        assert path.read_bytes() == (two / path.relative_to(one)).read_bytes(), path.name
    told, other = (json.loads((f / "manifest.json").read_text(encoding="utf-8")) for f in folders)
    del told["volatile"], other["volatile"]
    assert told == other


def test_no_name_is_left_in_any_byte(folders: tuple[Path, Path]) -> None:
    for folder, names in zip(folders, (TRICKY, PLAIN), strict=True):
        # A name of a place, a common word and a single character are in every text; the test above is theirs.
        told = {w for n in names.values() if n not in {"清水", "安置", "芳", "丙", "Li"} for w in written(n)}
        found = [(where, name) for where, text in everything(folder) for name in told if name in text]
        assert found == []
    # The search is able to find a name where there is one.
    open_run, given = folders[1].with_name("open"), roster(PLAIN)
    write_run(solve(given), open_run, with_report=True, language="zh")
    hits = {where.split("/")[0] for where, text in everything(open_run) if PLAIN["G1"] in text}
    assert {"report.html", "report.docx", "report.pdf text", "plan.xlsx"} <= hits


def test_places_keep_their_names_and_what_planners_wrote_stays_readable(folders: tuple[Path, Path]) -> None:
    page = (folders[0] / "report.html").read_text(encoding="utf-8")
    assert "清水镇卫生室" in page and "清水镇卫生院" in page
    assert "D1卫生室" in page
    assert "G4与C1、C2谈定去清水镇" in page
    assert "D1 and G3 asked; Limit" in page


def test_birth_dates_and_home_villages_are_not_told(folders: tuple[Path, Path]) -> None:
    days = [p.birth_date for p in roster(TRICKY).instance.people if p.birth_date]
    marks = {d.isoformat() for d in days} | {f"{d:%Y%m%d}" for d in days}
    # Who leaves at 65 leaves on a birthday; a leaving date of the roster is told to the half-year too.
    marks |= {f"{d.year + age}-{d:%m-%d}" for d in days for age in (60, 65) if (d.month, d.day) != (2, 29)}
    marks |= {"2027-02-09", "绝密村"}
    assert [(w, m) for w, text in everything(folders[0]) for m in marks if m in text] == []
    with (folders[0] / "tables" / "assignments.csv").open(encoding="utf-8", newline="") as file:
        why = [row["why"] for row in csv.DictReader(file) if row["person_id"] == "D3"]
    assert "2027-07-01离岗" in why[-1]


def test_the_plan_is_the_one_made_without_sharing() -> None:
    """Sharing changes what is shown, never what is decided."""
    result, outlook = solved(roster(TRICKY))
    hidden, ahead = undated(*solved(coded(roster(TRICKY))))
    assert ahead is not None
    assert hidden.plan == result.plan and hidden.seats == result.seats
    assert ahead.plan == outlook.plan
    assert workforce(calendar_of(ahead)) == workforce(calendar_of(outlook)), "ages by half-year are what they were"
    assert [(f.clause, f.subject, f.status) for f in hidden.findings] == [
        (f.clause, f.subject, f.status) for f in result.findings
    ]


def test_the_hashes_are_those_of_the_real_files(folders: tuple[Path, Path]) -> None:
    told = json.loads((folders[0] / "manifest.json").read_text(encoding="utf-8"))
    assert told["inputs"] == {"data/people.csv": "ab" * 32}
    assert any("以人员编码代替姓名" in note["zh"] for note in told["notes"])


def test_the_properties_of_the_papers_name_nobody(folders: tuple[Path, Path]) -> None:
    about = Document(str(folders[0] / "report.docx")).core_properties
    assert (about.author, about.last_modified_by, about.comments, about.keywords) == ("", "", "", "")
    with zipfile.ZipFile(folders[0] / "plan.xlsx") as parts:
        core = parts.read("docProps/core.xml").decode()
    assert re.search(r"<dc:creator>(.*?)</dc:creator>", core) is None or "<dc:creator></dc:creator>" in core


def test_every_field_of_free_text_is_known_to_sharing() -> None:
    """A table that gains a field is seen here: is it free text (then it is scrubbed), or is it none?"""
    facts = [thing for thing in vars(domain).values() if is_dataclass(thing) and isinstance(thing, type)]
    texts = {f.name for fact in facts for f in fields(fact) if "str" in str(f.type)}
    no_free_text = {"id", "name", "town", "home_town", "home_village", "degree", "track", "employer", "remote_mode",
                    "only_centres", "clause", "item", "unit", "covered_by", "person_id", "site_id", "centre_id",
                    "minutes", "school", "funded_under", "village_id"}  # fmt: skip
    assert texts - no_free_text == FREE_TEXT


@pytest.mark.parametrize("code", ["110109196001011234", "11010919600101123X", "110109600101123", "李小明-1"])
def test_a_code_that_tells_who_it_is_cannot_be_shared(code: str) -> None:
    given = county([centre("A")], [clinic("a1", "A")], [replace(graduate(code, 90), name="李小明")], horizon_years=3)
    with pytest.raises(ScenarioError) as caught:
        coded(scenario(given, policy("mentougou-2025")))
    assert caught.value.problems[0].column == "person_id"


def test_people_of_the_same_name_are_both_named_by_code() -> None:
    pair = [replace(graduate(c, 90), name="张三") for c in ("G1", "G2")]
    given: Instance = county([centre("A")], [clinic("a1", "A")], pair, horizon_years=3)
    given = replace(given, locks=(Lock(person_id="G1", centre_id="A", why="张三已同意"),))
    assert coded(scenario(given, policy("mentougou-2025"))).instance.locks[0].why == "G1/G2已同意"


def test_the_command_shares_the_district_without_a_name(tmp_path: Path) -> None:
    """Every person of the district gets a name found nowhere else; none of them leaves the house."""
    folder = tmp_path / "district"
    shutil.copytree(DISTRICT, folder, ignore=shutil.ignore_patterns("source", "__pycache__"))
    people = folder / "data" / "people.csv"
    with people.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for number, row in enumerate(rows):
        row["姓名"] = f"祎{chr(0x5000 + number)}昪"
    with people.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    answer = CliRunner().invoke(main, ["run", str(folder), "--share", "--out", str(tmp_path / "run")])
    assert answer.exit_code == 0, answer.output
    births = {row["出生日期"] for row in rows if row["出生日期"]}
    telling = re.compile("祎.昪|" + "|".join(sorted(births)))
    assert len(births) > 100
    assert [(where, found) for where, text in everything(tmp_path / "run") for found in telling.findall(text)] == []
    assert "祎" not in answer.output
