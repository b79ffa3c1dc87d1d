"""This module is where simple tables become files: CSV with canonical names, a workbook with a sheet for each."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from planner.report.cells import Cell, guarded, width


@dataclass(frozen=True)
class PlainTable:
    """A table to be handed in: its name, canonical columns, and rows."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A sheet as people read it: its title, a heading for each column, and the rows below them."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def write_csv(table: PlainTable, folder: Path) -> None:
    """Write a table into a folder under its name; what a spreadsheet would run as a formula is written as text."""
    with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(table.columns)
        writer.writerows([guarded(cell) for cell in row] for row in table.rows)


def write_book(sheets: Sequence[Sheet], path: Path) -> None:
    """Write a workbook, every sheet filtered, its headings frozen and repeated in print, as wide as one page."""
    from xlsxwriter import Workbook

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(str(path), options) as book:
        look = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top", "text_wrap": True}
        head = book.add_format({**look, "bold": True, "bg_color": "#12324F", "font_color": "#FFFFFF"})
        plain = book.add_format(look)
        for sheet in sheets:
            page = book.add_worksheet(sheet.title)
            for column, title in enumerate(sheet.headings):
                widest = max([8, *(width(str(row[column])) for row in sheet.rows)])
                # A heading wraps: beside short values a long one would make the printed page too small to read.
                page.set_column(column, column, min(40, max(widest, min(width(title), 12)) + 2), plain)
            page.set_row(0, 48)
            page.write_row(0, 0, sheet.headings, head)
            for number, row in enumerate(sheet.rows, start=1):
                page.write_row(number, 0, row, plain)
            page.freeze_panes(1, 0)
            page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.headings) - 1)
            page.set_landscape()
            page.fit_to_pages(1, 0)
            page.repeat_rows(0)
