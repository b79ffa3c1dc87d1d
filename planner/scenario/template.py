"""This module is where an empty scenario is written: a workbook to fill in, its settings, and how to go on."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from planner.messages import say
from planner.problem import Problem, ScenarioError
from planner.scenario.cells import CODE, CODES, DAY, MONTH, CellType
from planner.scenario.schema import TABLES, Column, Table

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

BLANK = Path(__file__).parent / "blank"
ROWS = 5000
"""Rows below the heading that get drop-downs."""

NOTED = frozenset(
    {
        ("sites", "posts"),
        ("sites", "population"),
        ("sites", "integrated"),
        ("people", "site_id"),
        ("people", "employer"),
        ("people", "available_from"),
        ("people", "accepts_adjustment"),
        ("wishes", "centre_id"),
        ("wishes", "site_id"),
    }
)
"""Columns whose heading says more than what a cell may hold; the sentence is ``reading.note_<table>_<column>``."""

EXAMPLE: Mapping[str, tuple[Mapping[str, object], ...]] = {
    "centres": ({"centre_id": "C01", "name": "示例中心", "town": "示例镇", "lon": 116.10, "lat": 39.94},),
    "sites": (
        {
            "site_id": "S01",
            "name": "示例村卫生室",
            "centre_id": "C01",
            "kind": "村卫生室",
            "population": 1200,
            "posts": 2,
            "integrated": "是",
            "zone": "山区",
            "lon": 116.05,
            "lat": 39.95,
        },
    ),
    "people": (
        {
            "person_id": "D01",
            "name": "示例村医",
            "sex": "女",
            "birth_date": date(1975, 3, 2),
            "role": "乡村医生",
            "credential": "乡村医生证书",
            "employer": "C01",
            "site_id": "S01",
            "since": date(2010, 1, 1),
        },
        {
            "person_id": "G01",
            "name": "示例毕业生",
            "sex": "男",
            "birth_date": date(1999, 5, 6),
            "role": "定向毕业生",
            "credential": "乡村全科执业助理医师",
            "degree": "大专",
            "available_from": date(2025, 7, 1),
            "home_town": "示例镇",
            "score": Decimal("88.5"),
            "graduated_on": date(2022, 7, 1),
            "accepts_adjustment": "是",
        },
    ),
    "wishes": ({"person_id": "G01", "rank": 1, "centre_id": "C01"},),
}
"""Rows that together are a valid scenario, named so that nobody takes them for real."""


def write_template(folder: Path) -> None:
    """Write an empty scenario: scenario.yaml, roster.xlsx and README.md; ``planner check`` on it passes.

    Raises ScenarioError when the folder already holds something or cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        occupied = any(folder.iterdir())
    except OSError as error:
        fault = say("reading.unwritable", reason=error.strerror)
        raise ScenarioError([Problem(str(folder), 0, "", "", fault)]) from None
    if occupied:
        raise ScenarioError([Problem(str(folder), 0, "", "", say("reading.not_empty"))])
    for name in ("scenario.yaml", "README.md"):
        (folder / name).write_text((BLANK / name).read_text(encoding="utf-8"), encoding="utf-8")
    _write_workbook(folder / "roster.xlsx")


def _write_workbook(path: Path) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False})
    formats = {name: book.add_format({"num_format": form}) for name, form in (("text", "@"), ("day", "yyyy-mm-dd"))}
    for table in TABLES:
        _write_sheet(book, book.add_worksheet(table.sheet), table, formats)
    book.close()


def _write_sheet(book: "Workbook", sheet: "Worksheet", table: Table, formats: Mapping[str, "Format"]) -> None:
    heading = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "vcenter"}
    required = book.add_format({**heading, "bg_color": "#1F4E78", "font_color": "#FFFFFF"})
    optional = book.add_format({**heading, "bg_color": "#DDEBF7"})
    sheet.freeze_panes(1, 0)
    sheet.set_row(0, 30)
    for position, column in enumerate(table.columns):
        cell_format = _format(column.type, formats)
        sheet.set_column(position, position, 8 + 2 * len(column.heading), cell_format)
        sheet.write_string(0, position, column.heading, required if column.required else optional)
        sheet.write_comment(0, position, _note(table, column), {"x_scale": 1.6, "y_scale": 1.2})
        if column.type.words:
            sheet.data_validation(1, position, ROWS, position, _drop_down(column.type))
        for number, record in enumerate(EXAMPLE.get(table.name, ()), 1):
            value = record.get(column.name)
            if isinstance(value, date):
                sheet.write_datetime(number, position, datetime(value.year, value.month, value.day), cell_format)  # noqa: DTZ001 (a day in a sheet has no zone)
            elif isinstance(value, str):
                sheet.write_string(number, position, value, cell_format)
            elif value is not None:
                sheet.write_number(number, position, value, cell_format)


def _format(kind: CellType, formats: Mapping[str, "Format"]) -> "Format | None":
    if kind in (CODE, CODES, MONTH):
        return formats["text"]
    return formats["day"] if kind is DAY else None


def _note(table: Table, column: Column) -> str:
    """Return the comment on a heading: its English name, whether it is required, and what is allowed."""
    key = "reading.note_required" if column.required else "reading.note_optional"
    note = say(key, name=column.name, allowed=column.type.allowed).zh
    if (table.name, column.name) in NOTED:
        note += "\n" + say(f"reading.note_{table.name}_{column.name}").zh
    return note


def _drop_down(kind: CellType) -> dict[str, object]:
    return {
        "validate": "list",
        "source": list(kind.words),
        "error_title": say("reading.drop_down_title").zh,
        "error_message": say("reading.drop_down").zh,
    }
