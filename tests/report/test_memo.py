"""The memo: Word and PDF say the same, agree with the tables, and an office may bring its own template."""

import csv
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
from build import centre, clinic, county, doctor, graduate, policy, scenario, wishes
from click.testing import CliRunner
from docx.oxml.ns import qn

import planner
from planner.cli import main
from planner.domain import Credential, Role
from planner.finding import Status
from planner.problem import ScenarioError
from planner.report import memo_fonts, write_run
from planner.report.memo import ANNEXES, WIDTHS, Memo, memo
from planner.report.memo_docx import TEMPLATE, check_template, write_docx
from planner.report.memo_pdf import write_pdf
from planner.report.memo_words import Section, percent, runs
from planner.report.office import make_template
from planner.result import Result
from planner.run import solve
from planner.scenario import load
from planner.staffing import plan_outlook
from planner.text import Language, Text

ROOT = Path(__file__).parents[2]
DISTRICT = ROOT / "scenarios" / "mentougou-2025"


def bare(text: str) -> str:
    """A text without white space, and without the number that a page break may put in its middle."""
    return re.sub(r"—\d+—", "", "".join(text.split()))


def word_text(path: Path) -> str:
    paper = docx.Document(str(path))
    lines = [p.text for p in paper.paragraphs]
    lines += [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return bare("\n".join(lines))


def pdf_text(path: Path) -> str:
    return bare("\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages))


def sayings(paper: Memo) -> list[str]:
    lines = [paper.title, paper.subtitle, paper.number, paper.addressee, paper.opening, paper.closing, paper.date]
    for section in paper.sections:
        lines += [section.heading, *section.paragraphs, *section.columns, *(c for row in section.rows for c in row)]
    return [*lines, *paper.enclosed]


def district(variant: str | None = None) -> Result:
    return solve(planner.load(DISTRICT, variant))


@pytest.fixture(scope="module")
def base() -> Result:
    return district()


@pytest.fixture(scope="module")
def folder(base: Result, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_run(base, tmp_path_factory.mktemp("runs") / "base", with_report=True, language="zh")


def table(path: Path, head: str) -> list[list[str]]:
    """The rows of the first table of a Word file that has a heading, heads first."""
    tables = ([[c.text for c in row.cells] for row in t.rows] for t in docx.Document(str(path)).tables)
    return next(t for t in tables if head in t[0])


@pytest.mark.parametrize(("variant", "language"), [(None, "zh"), (None, "en"), ("rules-2021", "zh")])
def test_word_and_pdf_say_all_that_the_memo_says(
    variant: str | None, language: Language, tmp_path: Path, base: Result
) -> None:
    result = district(variant) if variant else base
    paper = memo(result, result.notes, language)
    assert write_docx(paper, tmp_path, tmp_path / "report.docx") == ()
    assert write_pdf(paper, tmp_path, tmp_path / "report.pdf") == ()
    for text in (word_text(tmp_path / "report.docx"), pdf_text(tmp_path / "report.pdf")):
        assert [s for s in sayings(paper) if bare(s) not in text] == []


def test_its_numbers_are_those_of_the_tables(base: Result, folder: Path) -> None:
    def rows(name: str) -> list[dict[str, str]]:
        with (folder / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    placed = [r for r in rows("placements") if r["status"] == "placed"]
    told = table(folder / "report.docx", "序号")[1:]
    assert len(told) == len(placed) == 30
    sites = base.scenario.instance.site
    for mine, row in zip(told, placed, strict=True):
        assert row["person_id"] in mine[1] and mine[3] == sites[row["site_id"]].name
        assert mine[4] == (row["wish_rank"] or "未填报")
    changes = {r["rate_before"]: r["rate_after"] for r in rows("centres_after")}
    for line in table(folder / "report.docx", "截止线")[1:]:
        assert line[4].startswith(f"{changes[line[3].split('（')[0]]}（") or line[3] != line[4]
    before = sum(int(r["vacant_before"]) for r in rows("centres_after"))
    after = sum(int(r["vacant_after"]) for r in rows("centres_after"))
    for text in (word_text(folder / "report.docx"), pdf_text(folder / "report.pdf")):
        assert f"空缺岗位由{before}个减少到{after}个" in text and "应安置30名，安置30名，未安置0名" in text
    reasons = {r["person_id"]: r["reason_zh"] for r in placed}
    for label, _, reason in table(folder / "report.docx", "理由")[1:]:
        assert reason == reasons[label.split("(")[1].rstrip(")")]


def test_every_unmet_first_wish_is_told_with_its_reason(base: Result) -> None:
    section = next(s for s in memo(base, (), "zh").sections if s.key == "wishes")
    missed = [o for o in base.outcomes if o.person_id in base.scenario.instance.wishes_of and o.wish_rank != 1]
    assert [row[0].split("(")[1] for row in section.rows] == [f"{o.person_id})" for o in missed]
    assert all(o.unmet is not None and row[3] == o.unmet.zh for o, row in zip(missed, section.rows, strict=True))


def test_fields_of_the_office_are_blank_and_drafts_and_amendments_are_marked(tmp_path: Path) -> None:
    paper = memo(district("rules-2021"), (), "zh")
    assert all("〔　" in field for field in (paper.number, paper.addressee, paper.office, paper.date))
    assert paper.subtitle == "（人员为合成数据）\n（情景：按 2021 年方案安置）"
    asked = "".join(next(s for s in paper.sections if s.key == "asked").paragraphs)
    assert "征求意见稿" in asked
    assert "暂停执行MTG25-3.1-b" in asked and "2021 年原文没有把主要执业地点限定为一体化村卫生室" in asked


def test_a_parameter_changed_is_told_with_the_statement_it_makes(base: Result) -> None:
    asked = next(s for s in memo(district("ranked-once"), (), "en").sections if s.key == "asked")
    assert "amends MTG25-2.1-a (vacancy_update = once_exhaust)" in "".join(asked.paragraphs)


def test_sections_are_numbered_as_official_papers_are(season: Result) -> None:
    paper = memo(season, season.notes, "zh", pictures=frozenset({"placements", "rates"}))
    heads = [s.heading for s in paper.body]
    assert heads[:3] == ["一、任务和依据", "二、安置结果", "（一）未安置人员及原因"]
    assert heads[-1] == "十、核对办法"
    assert paper.enclosed[0] == "附件：1. 安置名单及理由" and paper.enclosed[-1].strip() == "5. 各中心安置前后空缺率"
    english = [s.heading for s in memo(season, season.notes, "en").body]
    assert english[1:3] == ["2. Outcome", "(1) Graduates not placed, and why"]


def test_the_years_ahead_are_told_where_there_is_an_outlook(tmp_path: Path) -> None:
    people = [
        doctor("D1", "a1", employer="A", since=date(2024, 7, 1)),
        doctor("D2", "a2", credential=Credential.CERTIFICATE, since=date(2000, 1, 1), leaves_on=date(2026, 9, 1)),
        doctor("C1", None, role=Role.CENTRE_STAFF, employer="A", since=date(2024, 1, 1)),
        graduate("G1", 90),
    ]
    sites = [clinic("a1", "A"), clinic("a2", "A"), clinic("a3", "A", people=90)]
    town = scenario(county([centre("A")], sites, people, wishes(G1="A"), horizon_years=3),
                    policy("mentougou-2025", "mentougou-reform"))  # fmt: skip
    result, outlook = solve(town), plan_outlook(town, 10, 1)
    paper = memo(result, outlook.notes, "zh", outlook)
    found = {s.key: s for s in paper.sections}
    assert [r[2:4] for r in found["ahead_goals"].rows] == [(str(g.value), str(g.bound)) for g in outlook.goals]
    empty = [s for s in outlook.sites if s.uncovered]
    assert sum(int(row[3]) for row in found["ahead_risk"].rows) == len(empty) > 0
    years = {row[0]: row[1:] for row in found["ahead_people"].rows}
    assert years["2027"][1] == "1", "D2 leaves in 2026H2 and is missed from 2027H1 on"
    assert sum(int(row[2]) for row in found["ahead_leave"].rows) == len(outlook.plan.leave)
    write_docx(paper, tmp_path, tmp_path / "report.docx")
    write_pdf(paper, tmp_path, tmp_path / "report.pdf")
    for text in (word_text(tmp_path / "report.docx"), pdf_text(tmp_path / "report.pdf")):
        assert [s for s in sayings(paper) if bare(s) not in text] == []


def test_markup_characters_in_names_stay_what_they_are(hostile: Result, tmp_path: Path) -> None:
    paper = memo(hostile, [Text("a <b> & {{ c }}", "a <b> & {{ c }}")], "zh")
    write_docx(paper, tmp_path, tmp_path / "report.docx")
    write_pdf(paper, tmp_path, tmp_path / "report.pdf")
    for text in (word_text(tmp_path / "report.docx"), pdf_text(tmp_path / "report.pdf")):
        assert "<script>alert(1)</script>" in text and "a<b>&{{c}}" in text


def test_the_paper_is_set_as_official_papers_are(folder: Path) -> None:
    paper = docx.Document(str(folder / "report.docx"))
    page = paper.sections[0]
    assert [round(side.mm) for side in (page.page_width, page.page_height, page.top_margin, page.left_margin)
            if side is not None] == [210, 297, 37, 28]  # fmt: skip
    for name, face in (("Title", "方正小标宋简体"), ("Body Text", "仿宋_GB2312"), ("Heading 1", "黑体")):
        fonts = paper.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == face and fonts.get(qn("w:ascii")) == "Times New Roman"
        assert not [key for key in fonts.attrib if "Theme" in key]
    assert paper.styles["Title"].font.size.pt == 22 and paper.styles["Body Text"].font.size.pt == 16
    assert "PAGE" in page.footer._element.xml and "PAGE" in page.even_page_footer._element.xml
    heads = [t.rows[0]._tr.xml for t in paper.tables]
    assert all("w:tblHeader" in head for head in heads)


def test_map_and_chart_are_in_both(folder: Path) -> None:
    with zipfile.ZipFile(folder / "report.docx") as parts:
        pictures = [parts.read(name) for name in parts.namelist() if name.startswith("word/media/")]
    assert sorted(pictures) == sorted((folder / "maps" / f"{n}.png").read_bytes() for n in ("placements", "rates"))
    assert sum(len(page.images) for page in pypdf.PdfReader(folder / "report.pdf").pages) == 2


def test_a_season_with_nobody_to_place_is_a_short_paper(season: Result, tmp_path: Path) -> None:
    nothing = replace(
        season, outcomes=(), seats=(), cutoffs=(), centres_after=(), sites_after=(), findings=(), goals=()
    )
    paper = memo(nothing, (), "zh")
    ahead = ["supply_balance", "supply_pipeline"]
    assert [s.key for s in paper.sections] == ["asked", "outcome", "clinics", "compliance", *ahead, "assumed", "verify"]
    assert paper.enclosed == ()
    write_docx(paper, tmp_path, tmp_path / "report.docx")
    write_pdf(paper, tmp_path, tmp_path / "report.pdf")


def test_a_county_without_coordinates_has_no_map(season: Result) -> None:
    assert [s.key for s in memo(season, (), "zh").annexes] == ["reasons", "steps", "goals"]


def test_no_author_and_no_hour_is_in_either(folder: Path) -> None:
    about = docx.Document(str(folder / "report.docx")).core_properties
    assert (about.author, about.last_modified_by, about.comments) == ("", "", "")
    assert about.title == "关于门头沟区 2025 年安置季安置方案的报告"
    told = pypdf.PdfReader(folder / "report.pdf").metadata
    assert told is not None and told.title == about.title and not told.author


def test_equal_runs_give_equal_bytes(base: Result, folder: Path, tmp_path: Path) -> None:
    drawn = frozenset({"placements", "rates"})
    for name, write in (("report.docx", write_docx), ("report.pdf", write_pdf)):
        one, two = tmp_path / f"1{name}", tmp_path / f"2{name}"
        for path in (one, two):
            write(memo(base, base.notes, "zh", None, drawn), folder / "maps", path)
        assert one.read_bytes() == two.read_bytes(), name


def test_the_template_is_what_its_script_makes(tmp_path: Path) -> None:
    make_template.make(tmp_path / "memo.docx")
    assert (tmp_path / "memo.docx").read_bytes() == TEMPLATE.read_bytes()


def test_the_guide_to_the_template_names_every_mark() -> None:
    guide = (TEMPLATE.parent / "README.md").read_text(encoding="utf-8")
    assert [key for key in WIDTHS if f"`{key}`" not in guide] == []


def own_template(path: Path, *lines: str) -> Path:
    paper = docx.Document()
    for line in lines:
        paper.add_paragraph(line)
    paper.save(str(path))
    return path


def test_an_office_may_bring_its_own_template(season: Result, tmp_path: Path) -> None:
    own = own_template(tmp_path / "own.docx", "某某文件", "{{ title }}", "{%p for r in order.rows %}", "{{ r[0] }}",
                       "{%p endfor %}", "{%p if ahead %}", "x{{ ahead.heading }}", "{%p endif %}")  # fmt: skip
    check_template(own)
    assert write_docx(memo(season, (), "zh"), tmp_path, tmp_path / "report.docx", own) == ()
    lines = [p.text for p in docx.Document(str(tmp_path / "report.docx")).paragraphs]
    assert lines == ["某某文件", "关于示例县2025年安置季安置方案的报告", "丙镇", "乙镇", "甲镇", "丁镇"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{{ titel }}", "title"),
        ("{{ order.heding }}", "heding"),
        ("{{ order.rows[0][99] }}", "99"),
        ("{% if order %}", "template"),
        ("{{ title", "template"),
        ("{{ title.__class__.__mro__ }}", "unsafe"),
    ],
)
def test_a_slip_in_a_template_is_told_before_anything_is_solved(line: str, told: str, tmp_path: Path) -> None:
    own = own_template(tmp_path / "own.docx", line)
    answer = CliRunner().invoke(
        main, ["run", str(DISTRICT), "--template", str(own), "--out", str(tmp_path / "run"), "--lang", "en"]
    )
    assert answer.exit_code == 2, answer.output
    assert told in answer.output and "own.docx" in answer.output
    assert not (tmp_path / "run").exists()


def test_a_file_that_is_no_word_document_is_refused(tmp_path: Path) -> None:
    text, archive = tmp_path / "a.docx", tmp_path / "b.docx"
    text.write_text("not a document", encoding="utf-8")
    with zipfile.ZipFile(archive, "w") as other:
        other.writestr("hello.txt", "hello")
    for path in (tmp_path / "none.docx", text, archive, DISTRICT):
        with pytest.raises(ScenarioError) as caught:
            check_template(path)
        assert caught.value.problems[0].where == str(path)


def test_a_template_that_fails_on_this_content_costs_no_run(season: Result, tmp_path: Path) -> None:
    own = own_template(tmp_path / "own.docx", "{{ 1 // (order.rows | length - 4) }}")
    check_template(own)
    paper = memo(season, (), "zh")
    remarks = write_docx(paper, tmp_path, tmp_path / "report.docx", own)
    assert len(remarks) == 1 and "随程序附带的模板" in remarks[0].zh
    assert bare(paper.title) in word_text(tmp_path / "report.docx")


RARE = "𠮷"


def rare(season: Result) -> Memo:
    people = season.scenario.instance.people
    named = replace(season.scenario.instance, people=(replace(people[0], name=f"赵{RARE}"), *people[1:]))
    return memo(replace(season, scenario=replace(season.scenario, instance=named)), (), "zh")


def test_a_character_no_typeface_has_is_named_never_a_silent_box(
    season: Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memo_fonts, "_others", lambda: ())
    (remark,) = write_pdf(rare(season), tmp_path, tmp_path / "report.pdf")
    assert f"{RARE}（U+20BB7）" in remark.zh
    assert "赵〓(G1)" in pdf_text(tmp_path / "report.pdf")


def test_a_rare_character_comes_from_a_typeface_of_this_machine(
    season: Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Of the typefaces that come with matplotlib, DejaVu stands in for one of this machine; ℵ is not in ours.
    import matplotlib

    face = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
    monkeypatch.setattr("matplotlib.font_manager.findSystemFonts", lambda: [str(face), str(tmp_path / "none.ttf")])
    monkeypatch.setattr(memo_fonts, "_WITH_RARE", ("dejavu", "none"))
    memo_fonts._others.cache_clear()
    paper = memo(season, [Text("记号ℵ在此", "x")], "zh")
    assert write_pdf(paper, tmp_path, tmp_path / "report.pdf") == ()
    memo_fonts._others.cache_clear()
    assert "记号ℵ在此" in pdf_text(tmp_path / "report.pdf")


def test_control_characters_stop_nothing(season: Result, tmp_path: Path) -> None:
    paper = memo(season, [Text("甲\x0b\x00乙", "x")], "zh")
    write_docx(paper, tmp_path, tmp_path / "report.docx")
    assert "甲乙" in word_text(tmp_path / "report.docx")


def test_a_long_table_is_cut_in_the_body_and_whole_in_the_annex(season: Result) -> None:
    from conftest import county as large

    found = {s.key: s for s in memo(large(400, 90), (), "zh").sections}
    assert len(found["placements"].rows) == 60 and found["placements"].paragraphs[-1].startswith("另有30行")
    assert len(found["reasons"].rows) == 90


def test_what_is_missed_is_put_together_by_clause_and_what_is_violated_stands_by_itself(base: Result) -> None:
    missed = [f for f in base.findings if f.status is Status.MISSED]
    broken = [replace(f, status=Status.VIOLATED) for f in missed[:2]]
    rows = {s.key: s for s in memo(replace(base, findings=(*missed[2:], *broken)), (), "zh").sections}[
        "compliance"
    ].rows
    assert [row[0] for row in rows[:2]] == ["违反", "违反"]
    assert len({row[1] for row in rows[2:]}) == len(rows) - 2 < len(missed) - 2
    assert sum(int(row[2]) for row in rows) == len(missed)


def test_the_memo_lists_clinics_without_a_doctor_and_no_column_that_is_not_read(base: Result) -> None:
    paper = {s.key: s for s in memo(base, (*base.scenario.notices, *base.notes), "zh").sections}
    assert len(paper["clinics"].rows) == 17
    assert base.scenario.unused
    assert "未使用的列" not in "".join(paper["assumed"].paragraphs)


def test_where_graduates_go_home_first_no_cut_off_is_told(base: Result) -> None:
    home = memo(solve(load(ROOT / "scenarios" / "xixian-2021")), (), "zh")
    assert "截止线" not in "".join("".join(s.paragraphs) for s in home.sections)
    for paper, told in ((home, False), (memo(base, (), "zh"), True)):
        lines = {row[-1] for row in {s.key: s for s in paper.sections}["order"].rows}
        assert (lines != {"—"}) == told


def test_rates_are_exact_with_a_rounded_percentage() -> None:
    assert percent(1, 3).zh == "1/3（33%）" and percent(2, 3).en == "2/3 (67%)" and percent(1, 8).en == "1/8 (13%)"
    assert percent(0, 0) == Text("", "")
    assert runs([7, 1, 2, 3]) == "1–3, 7" and runs([]) == ""


def test_every_section_has_its_place_and_width() -> None:
    assert all(sum(widths) in (0, 100) for widths in WIDTHS.values())
    assert set(ANNEXES) <= WIDTHS.keys()
    assert Section(key="x", heading="x").rows == ()


def test_the_command_line_starts_without_the_libraries_of_the_memo() -> None:
    code = "import sys, planner.cli; print(sorted({'docx', 'docxtpl', 'reportlab', 'lxml'} & set(sys.modules)))"
    done: Any = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"
