"""This module is where plan.xlsx gets the calendar of duties ready to print: month by month, in Chinese."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from planner.accounting import falls_due
from planner.accounts import Duty
from planner.calendar import add_months
from planner.messages import say
from planner.report.cells import height
from planner.report.views import place_name

if TYPE_CHECKING:
    from xlsxwriter import Workbook

    from planner.result import Result

COLUMNS = (("day", 12), ("what_zh", 66), ("subject_name", 18), ("count", 7), ("by_zh", 34), ("clause", 15))
"""What is shown, and how wide in characters."""

_TOP, _LINE = 2, 16
_FONT = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top"}
_LOOKS: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 14, "font_color": "#12324F"},
    "note": {"font_color": "#5B6875", "text_wrap": True},
    "head": {"bold": True, "bg_color": "#12324F", "font_color": "#FFFFFF"},
    "month": {"bold": True, "bg_color": "#E6EDF4", "font_color": "#12324F"},
    "text": {"text_wrap": True, "bottom": 1, "bottom_color": "#DDE3E9"},
    "number": {"num_format": "0", "align": "center", "bottom": 1, "bottom_color": "#DDE3E9"},
}


def write_duties(book: "Workbook", result: "Result") -> None:
    """Add the sheet: the first twelve months whole, of later years what does not come back every month."""

    instance, looks = result.scenario.instance, {n: book.add_format(_FONT | look) for n, look in _LOOKS.items()}
    sheet = book.add_worksheet(say("report.table_calendar").zh)
    sheet.write_string(0, 0, say("report.table_calendar").zh, looks["title"])
    sheet.merge_range(1, 0, 1, len(COLUMNS) - 1, say("report.calendar_note").zh, looks["note"])
    for at, (name, wide) in enumerate(COLUMNS):
        sheet.write_string(_TOP, at, say(f"report.col_{name}").zh, looks["head"])
        sheet.set_column(at, at, wide)
    row = _TOP
    shown = list(_shown(falls_due(instance, result.scenario.policy, result.plan)))
    for month, duties in groupby(shown, key=lambda duty: f"{duty.day:%Y-%m}"):
        row += 1
        _write(sheet, row, [month, *[""] * (len(COLUMNS) - 1)], looks["month"])
        for duty in duties:
            row += 1
            who = instance.person.get(duty.subject)
            name = place_name(instance, duty.subject) if who is None else who.name
            _write(sheet, row, [duty.day.isoformat(), duty.what.zh, name, "", duty.by.zh, duty.clause], looks["text"])
            if duty.count:
                sheet.write_number(row, 3, duty.count, looks["number"])
            sheet.set_row(row, max(_LINE, height(duty.what.zh, COLUMNS[1][1]), height(duty.by.zh, COLUMNS[4][1])))
    sheet.autofilter(_TOP, 0, row, len(COLUMNS) - 1)
    sheet.freeze_panes(_TOP + 1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_TOP)
    sheet.set_footer("&C&P / &N")
    sheet.hide_gridlines(2)


def _write(sheet: Any, row: int, cells: Sequence[str], look: Any) -> None:
    for at, cell in enumerate(cells):
        sheet.write_string(row, at, cell, look)


def _shown(duties: Sequence[Duty]) -> Iterator[Duty]:
    """Yield the duties of the first twelve months, then those of clauses that had none in some month of them."""
    if not duties:
        return
    end = add_months(duties[0].day.replace(day=1), 12)
    months: dict[str, set[int]] = defaultdict(set)
    for duty in duties:
        if duty.day < end:
            months[duty.clause].add(duty.day.month)
    yield from (duty for duty in duties if duty.day < end or len(months[duty.clause]) < 12)
