"""This module is where the price list of clauses is written: as CSV, as a workbook and as a picture."""

import csv
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from planner.messages import say
from planner.report import canvas, prices_chart
from planner.report.cells import guarded
from planner.text import Language, Text

if TYPE_CHECKING:
    from planner.clause_prices import PriceList

NAME = "prices"
CHARTS = {"uncovered": NAME, "outlook_uncovered": f"{NAME}_outlook"}
"""Measures that get a picture, and its name: clinics without a doctor this season, and over the years ahead."""

_FONT = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top"}


def write_prices(prices: "PriceList", folder: Path, language: Language) -> tuple[Text, ...]:
    """Write ``prices.csv``, ``prices.xlsx`` and the pictures (PNG, SVG) into a folder, made where it is missing.

    Returns notes on characters that no typeface had.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _write_csv(prices, folder / f"{NAME}.csv")
    _write_workbook(prices, folder / f"{NAME}.xlsx", language)
    notes: list[Text] = []
    with canvas.drawing(), canvas.noting_lost_glyphs(NAME, notes):
        for key, name in CHARTS.items():
            measure = next((m for m in prices.measures if m.key == key), None)
            if measure is not None:
                canvas.save(prices_chart.draw(prices, measure, language), folder, name)
    return tuple(notes)


def _write_csv(prices: "PriceList", path: Path) -> None:
    records = list(prices.records())
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(records[0]) if records else ["clause"], lineterminator="\n")
        writer.writeheader()
        measures = {m.key for m in prices.measures}  # signed numbers of our own, which no guard need make text
        writer.writerows({n: c if n in measures else guarded(c) for n, c in record.items()} for record in records)


def _write_workbook(prices: "PriceList", path: Path, language: Language) -> None:
    """Write the list as one sheet: a row per what-if, a column per measure."""
    from xlsxwriter import Workbook

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(str(path), options) as book:
        day = prices.scenario.instance.placement_date
        title = prices.scenario.title.pick(language)
        book.set_properties({"title": title, "created": datetime.combine(day, time(), UTC).replace(tzinfo=None)})
        text = book.add_format(_FONT | {"text_wrap": True})
        look = {"bold": True, "bg_color": "#12324F", "font_color": "#FFFFFF", "text_wrap": True, "valign": "vcenter"}
        head = book.add_format(_FONT | look)
        number = book.add_format(_FONT | {"num_format": "+0;-0;0", "align": "right"})
        rate = book.add_format(_FONT | {"align": "right"})
        sheet = book.add_worksheet(say("sweep.prices_sheet").pick(language))
        columns = [say(f"sweep.prices_{c}").pick(language) for c in ("clause", "title", "change", "status")]
        labels = [m.label.pick(language) for m in prices.measures]
        heads = [*columns, *labels, say("sweep.prices_message").pick(language)]
        sheet.set_row(0, 66)
        sheet.write_row(0, 0, heads, head)
        base = say("sweep.prices_base").pick(language)
        values = (m.value if isinstance(m.value, int) else str(m.value) for m in prices.measures)
        sheet.write_row(1, 0, ["", base, "", "", *values], rate)
        for line, price in enumerate(prices.prices, start=2):
            cells = (price.clause, price.title, price.change, say(f"sweep.status_{price.status}"))
            for column, cell in enumerate(cells):
                sheet.write_string(line, column, cell.pick(language) if isinstance(cell, Text) else cell, text)
            for column, measure in enumerate(prices.measures, start=len(cells)):
                found = price.differences.get(measure.key)
                if found is not None and found.proven and isinstance(found.value, int):
                    sheet.write_number(line, column, found.value, number)
                elif found is not None:
                    sheet.write_string(line, column, str(found), rate)
            sheet.write_string(line, len(heads) - 1, price.message.pick(language) if price.message else "", text)
        for column, wide in enumerate([16, 30, 42, 12, *[12] * len(labels), 40]):
            sheet.set_column(column, column, wide)
        sheet.freeze_panes(2, 3)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0, 1)
        sheet.autofilter(0, 0, 1 + len(prices.prices), len(heads) - 1)
