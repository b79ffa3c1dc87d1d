"""This module is where plan.xlsx is written: a sheet that explains, then every table with Chinese headings."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.calendar import period_of
from planner.domain import Lock
from planner.listing import borrowed
from planner.messages import say
from planner.report.cells import LINE, Cell, Row, height, height_of, width
from planner.report.duties_sheet import write_duties
from planner.report.tables import RATES, TABLES, Source, Table, heading, shown
from planner.report.views import place_name
from planner.result import Result
from planner.scenario.cells import YES_NO
from planner.scenario.reading import BASE
from planner.text import Text

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

    from planner.staffing import Outlook

NAMES_OF = {"person_id": "name", "centre_id": "centre_name", "site_id": "site_name",
            "runner_up": "runner_up_name", "subject": "subject_name", "covered_by": "covered_by_name",
            "base": "base_name", "place": "place_name"}  # fmt: skip
"""Columns of codes, and the column of names put after each on a sheet."""

STATUS_COLOURS = {"met": "#DDEFD9", "waived": "#E4E7EB", "unchecked": "#E4E7EB", "missed": "#FDEBC8",
                  "violated": "#F8CFC6", "placed": "#DDEFD9", "unplaced": "#FDEBC8", "optimal": "#DDEFD9",
                  "feasible": "#FDEBC8", "infeasible": "#F8CFC6", "unknown": "#F8CFC6"}  # fmt: skip

OUTLOOK_GUIDE = ("sheet_people", "sheet_clinics", "outlook_goals", "assignments", "leave_plan", "practice_plan",
                 "outlook_centres")  # fmt: skip
"""What the guide tells of an outlook."""

LOCKABLE, MARKS = ("placements", "assignments"), ("locked", "locked_why")
"""Sheets whose rows a planner may mark to be kept, and the columns for it; the CSV tables do not have them."""

_WIDEST = 60
_FONT = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top"}


def write_workbook(result: Result, notes: Iterable[Text], path: Path, outlook: "Outlook | None" = None) -> None:
    """Write every table of a run as one workbook; text stays text, and equal runs give equal bytes.

    With an outlook its calendar comes first, and its tables last.
    """
    from xlsxwriter import Workbook

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(str(path), options) as book:
        day = result.scenario.instance.placement_date
        book.set_properties({
            "title": result.scenario.title.zh, "created": datetime.combine(day, time(), UTC).replace(tzinfo=None),
        })  # fmt: skip
        styles = _styles(book)
        _guide(book, styles, result, notes, outlook is not None)
        if outlook is None:
            for table in TABLES:
                _sheet(book, styles, table, result)
            return
        from planner.report.calendar_sheets import write_calendar
        from planner.report.calendar_views import joined
        from planner.report.outlook_tables import OUTLOOK_TABLES

        write_calendar(book, outlook)
        for table in TABLES:
            _sheet(book, styles, table, joined(result, outlook))
        for added in OUTLOOK_TABLES:
            _sheet(book, styles, added, outlook)


def _styles(book: "Workbook") -> dict[str, Any]:
    looks: dict[str, dict[str, object]] = {
        "title": {"bold": True, "font_size": 15, "font_color": "#12324F"},
        "head": {"bold": True, "bg_color": "#12324F", "font_color": "#FFFFFF", "text_wrap": True, "valign": "vcenter"},
        "section": {"bold": True, "bg_color": "#E6EDF4", "font_color": "#12324F"},
        "text": {"text_wrap": True, "valign": "top"},
        "number": {"num_format": "0"},
        "money": {"num_format": "#,##0.00"},
        "percent": {"num_format": "0.0%", "align": "right"},
        "code": {"num_format": "@"},
    }
    looks |= {status: {"bg_color": colour} for status, colour in STATUS_COLOURS.items()}
    return {name: book.add_format(_FONT | look) for name, look in looks.items()}


def named(table: Table[Source], source: Source) -> tuple[list[str], Iterator[Row]]:
    """Return a table's columns and rows with a column of names after each column of codes."""
    instance = source.scenario.instance

    def name(column: str, code: str) -> str:
        if column in ("person_id", "subject", "covered_by") and code in instance.person:
            return instance.person[code].name
        return place_name(instance, code)

    columns = [c for column in table.columns for c in (column, *filter(None, [NAMES_OF.get(column)]))]

    def widened(row: Row) -> Iterator[Cell]:
        for column, cell in zip(table.columns, row, strict=True):
            yield cell
            if column in NAMES_OF:
                yield name(column, str(cell))

    return columns, (tuple(widened(row)) for row in table.rows(source))


def _sheet(book: "Workbook", styles: dict[str, Any], table: Table[Source], source: Source) -> None:
    if table.name == "calendar" and isinstance(source, Result):
        write_duties(book, source)
        return
    sheet = book.add_worksheet(table.title.zh)
    columns, rows = named(table, source)
    shares = [c for c in columns if c in RATES]
    heads = [heading(c).zh for c in columns] + [heading(f"{c}_percent").zh for c in shares]
    widths = [width(h) + 4 for h in heads]
    last = 0
    for last, row in enumerate(rows, start=1):
        broadest = 0
        for at, (column, cell) in enumerate(zip(columns, row, strict=True)):
            said = shown(column, cell)
            text = cell if said is None else said.zh
            put = sheet.write_string if isinstance(text, str) else sheet.write_number
            put(last, at, text, _style(styles, column, cell))
            wide = width(str(cell))
            broadest = max(broadest, wide)
            widths[at] = max(widths[at], (wide if said is None else width(said.zh)) + 2)
        tallest = height_of(broadest, _WIDEST)
        if tallest > LINE:
            sheet.set_row(last, tallest)
        for at, column in enumerate(shares, start=len(columns)):
            vacant, _, posts = str(row[columns.index(column)]).partition("/")
            if posts:
                sheet.write_number(last, at, int(vacant) / int(posts), styles["percent"])
    if table.name in LOCKABLE:
        _marks(sheet, styles, table, source, len(heads))
        heads += [heading(c).zh for c in MARKS]
        widths += [width(heads[-2]) + 4, 30]
    for at, head in enumerate(heads):
        sheet.write_string(0, at, head, styles["head"])
        sheet.set_column(at, at, min(widths[at], _WIDEST))
    sheet.set_row(0, 22)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(heads) - 1)
    for at in range(len(columns), len(columns) + len(shares)):
        sheet.conditional_format(1, at, max(last, 1), at, {
            "type": "data_bar", "bar_color": "#E08A3C", "bar_solid": True, "min_type": "num", "min_value": 0,
            "max_type": "num", "max_value": 1,
        })  # fmt: skip
    _page_setup(sheet)


def _marks(sheet: "Worksheet", styles: dict[str, Any], table: Table[Source], source: Source, at: int) -> None:
    """Let a planner choose yes or no beside each row: whether it is kept when the rest is planned anew.

    A row that was kept in this plan has its mark, so that a workbook edited again keeps it again.
    """
    locks, last = source.scenario.instance.locks_of, 1
    for last, row in enumerate(table.rows(source), start=1):
        cells = dict(zip(table.columns, row, strict=True))
        kept = next((k for k in locks.get(str(cells["person_id"]), ()) if _keeps(k, cells)), None)
        if kept is not None:
            sheet.write_string(last, at, YES_NO.words[0], styles["text"])
            sheet.write_string(last, at + 1, kept.why, styles["text"])
    sheet.data_validation(1, at, last, at, {"validate": "list", "source": list(YES_NO.words)})


def _keeps(lock: Lock, cells: Mapping[str, Cell]) -> bool:
    """Whether a lock says exactly what a row of placements or of assignments says."""
    here = cells["site_id"] == (lock.site_id or lock.centre_id)
    if "start" not in cells:
        placed = here or (lock.site_id is None and cells["centre_id"] == lock.centre_id)
        return placed and lock.start is None and lock.end is None
    if lock.start is None or lock.end is None:
        return False
    first, end = period_of(lock.start), period_of(lock.end)
    whole = (first.start, end.end) == (lock.start, lock.end)
    return here and whole and (cells["start"], cells["end"]) == (str(first), str(end))


def _style(styles: dict[str, Any], column: str, cell: Cell) -> Any:
    if column == "status":
        return styles[str(cell)]
    if isinstance(cell, int):
        return styles["number"]
    if isinstance(cell, Decimal):
        return styles["money"]
    return styles["code" if column in NAMES_OF else "text"]


def _page_setup(sheet: "Worksheet") -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def guide_lines(result: Result, notes: Iterable[Text], planned: bool) -> Iterator[tuple[str, str, str]]:
    """Yield what the first sheet says, as (style, left cell, right cell), in Chinese."""
    scenario, policy = result.scenario, result.scenario.policy
    variant = say("report.base_variant").zh if scenario.variant_name == BASE else scenario.variant_name
    yield "title", scenario.title.zh, ""
    yield "text", say("report.guide_date").zh, scenario.instance.placement_date.isoformat()
    yield "text", say("report.guide_variant").zh, variant
    yield "text", say("report.guide_status").zh, say(f"report.status_{result.status.value}").zh
    yield "section", say("report.guide_policy").zh, ""
    for pack in policy.packs:
        mark = say("report.draft_mark").zh if pack.draft else ""
        yield "text", pack.id, f"{pack.title.zh}{mark}（{pack.version}）"
        if only := borrowed(pack):
            yield "text", "", only.zh
    for clause in policy.clauses:
        yield "text", clause.id, f"{clause.statement().zh}（{clause.citation}）"
    for amendment in policy.amendments:
        yield "text", amendment.clause, say("report.amended", why=amendment.why or "—").zh
    yield "section", say("report.guide_notes").zh, ""
    for note in notes:
        yield "text", "", note.zh
    yield "section", say("report.guide_reading").zh, ""
    for table in TABLES:
        yield "text", table.title.zh, say(f"report.about_{table.name}").zh
    for name in OUTLOOK_GUIDE if planned else ():
        key = name if name.startswith("sheet_") else f"table_{name}"
        yield "text", say(f"report.{key}").zh, say(f"report.about_{name}").zh
    yield "text", say("report.guide_lock").zh, say("report.about_lock").zh


def _guide(book: "Workbook", styles: dict[str, Any], result: Result, notes: Iterable[Text], planned: bool) -> None:
    sheet = book.add_worksheet(say("report.guide_sheet").zh)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 100)
    sheet.hide_gridlines(2)
    for row, (style, left, right) in enumerate(guide_lines(result, notes, planned)):
        sheet.write_string(row, 0, left, styles[style])
        sheet.set_row(row, 24 if style == "title" else height(right, 100))
        if style == "text" or right:
            sheet.write_string(row, 1, right, styles[style])
        elif style == "section":
            sheet.write_blank(row, 1, None, styles[style])
    _page_setup(sheet)
    sheet.repeat_rows(0, 0)
