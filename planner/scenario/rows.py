"""This module is where a sheet becomes checked rows: headings matched, every cell read, every bad cell reported."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from planner.messages import say
from planner.problem import Problem
from planner.scenario.cells import Cell, CellFault, did_you_mean, is_blank, nearest, shown
from planner.scenario.files import RawSheet
from planner.scenario.schema import Column, Table, folded, table_named, titles
from planner.text import Text, plain

HEADING_ROWS = 5
"""The heading row is looked for among the first rows that are not blank, as many sheets carry a title above it."""

LISTED = 6
"""Names shown in a notice on columns that are not used."""


class Row(NamedTuple):
    """One row: canonical values (None where blank or faulty) and where it stands.

    ``sound`` is False when a cell is faulty or a required one blank; ``moved`` gives the place of each value that
    came from a variant instead of the sheet, as file, line and key.
    """

    where: str
    number: int
    values: dict[str, object]
    headings: Mapping[str, str]
    sound: bool = True
    moved: Mapping[str, tuple[str, int, str]] = {}

    def problem(self, field: str, message: Text) -> Problem:
        """Return a fault of this row at a column."""
        where, number, heading = self.moved.get(field, (self.where, self.number, self.headings.get(field, field)))
        return Problem(where, number, heading, written(self.values.get(field)), message)

    def text(self, field: str) -> str:
        """Return a value as text; empty where nothing stands."""
        return written(self.values.get(field))


Tables = dict[str, list[Row]]
"""Rows by the table's canonical name; a table that was not given is absent."""


def written(value: object) -> str:
    """Return a parsed value as text for messages and keys."""
    if isinstance(value, frozenset):
        return ";".join(sorted(value))
    if value is True or value is False:
        return "是" if value else "否"
    return shown(value)


def key_of(table: Table, row: Row) -> str:
    """Return what names a row: its key columns, joined by ``+``; a month counts as 2025-07."""
    parts = [row.text(field)[:7] if field == "month" else row.text(field) for field in table.key]
    return "+".join(parts) if all(parts) else ""


def read_tables(sheets: Iterable[RawSheet], problems: list[Problem], notices: list[Text]) -> Tables:
    """Read every sheet that is a table; report unknown sheets, a table given twice, and all faults of all rows.

    A sheet without its headings is reported and counts as not given, so that nothing else is blamed for it.
    """
    tables: Tables = {}
    first: dict[str, str] = {}
    for sheet in sheets:
        table = table_named(sheet.title)
        empty = all(is_blank(cell) for row in sheet.rows for cell in row)
        if table is None:
            if not empty:
                hint = did_you_mean(sheet.title, titles())
                notices.append(say("reading.unknown_sheet", where=sheet.where, hint=hint))
        elif table.name in first:
            message = say("reading.table_twice", table=table.label, first=first[table.name])
            problems.append(Problem(sheet.where, 0, "", "", message))
        else:
            first[table.name] = sheet.where
            rows = read_sheet(sheet, table, problems, notices) if not empty or table.required else None
            if rows is not None:
                tables[table.name] = rows
    return tables


def read_sheet(sheet: RawSheet, table: Table, problems: list[Problem], notices: list[Text]) -> list[Row] | None:
    """Return the rows of one sheet, None without headings; faults go to ``problems``, remarks to ``notices``."""
    top = _heading_row(sheet, table)
    if top is None:
        expected = Text("、".join(_required(table, "zh")), ", ".join(_required(table, "en")))
        problems.append(Problem(sheet.where, 1, "", "", say("reading.no_headings", columns=expected)))
        return None
    columns = _match_headings(sheet, table, top, problems, notices)
    body = [(number, row) for number, row in enumerate(sheet.rows[top + 1 :], top + 2)]
    positions = list(columns.values())
    used = [(number, row) for number, row in body if not all(is_blank(row[p]) for p in positions if p < len(row))]
    numbers = [number for number, _ in used]
    headings = _absent(sheet, table, top) | {name: shown(sheet.rows[top][p]) for name, p in columns.items()}
    values: dict[str, list[object]] = {}
    unsound: set[int] = set()
    for name, position in columns.items():
        cells = [row[position] if position < len(row) else None for _, row in used]
        values[name], faults = read_cells(cells, table.column[name])
        unsound.update(i for i, _ in faults)
        problems.extend(Problem(sheet.where, numbers[i], headings[name], shown(cells[i]), fault) for i, fault in faults)
    if any(c.required and c.name not in columns for c in table.columns):
        unsound.update(range(len(used)))
    if table.filled and not used:
        problems.append(Problem(sheet.where, 0, "", "", say("reading.no_rows", table=table.label)))
    names = list(values)
    return [
        Row(sheet.where, numbers[i], dict(zip(names, row, strict=True)), headings, i not in unsound)
        for i, row in enumerate(zip(*values.values(), strict=True))
    ]


def read_cells(cells: Sequence[Cell], column: Column) -> tuple[list[object], list[tuple[int, Text]]]:
    """Read the cells of one column; return the values, None where blank or faulty, and the faults by position."""
    read, required = column.type.read, column.required
    # A column repeats itself: the same words, days and codes are read once. Blanks are the commonest of all.
    known: dict[Cell, object] = {} if required else {None: None, "": None}
    told: dict[Cell, Text] = {}
    values: list[object] = []
    faults: list[tuple[int, Text]] = []
    for i, cell in enumerate(cells):
        if cell in known:
            values.append(known[cell])
            continue
        value: object = None
        if cell not in told:
            try:
                if not is_blank(cell):
                    value = known[cell] = read(cell)
                elif required:
                    told[cell] = say("reading.required", allowed=column.type.allowed)
            except CellFault as fault:
                told[cell] = fault.text
        if cell in told:
            faults.append((i, told[cell]))
        values.append(value)
    return values, faults


def _heading_row(sheet: RawSheet, table: Table) -> int | None:
    """Return the index of the row, among the first that are not blank, with most known headings; None without any."""
    best, most, seen = None, 0, 0
    for index, row in enumerate(sheet.rows):
        if all(is_blank(cell) for cell in row):
            continue
        known = sum(not is_blank(cell) and table.find(cell) is not None for cell in row)
        if known > most:
            best, most = index, known
        seen += 1
        if seen == HEADING_ROWS:
            break
    return best


def _match_headings(
    sheet: RawSheet, table: Table, top: int, problems: list[Problem], notices: list[Text]
) -> dict[str, int]:
    """Return the position of each known column; report required columns missing, columns twice and columns unknown."""
    columns: dict[str, int] = {}
    extra: list[str] = []
    for position, cell in enumerate(sheet.rows[top]):
        if is_blank(cell):
            continue
        column = table.find(cell)
        if column is None:
            extra.append(shown(cell))
        elif column.name in columns:
            first = shown(sheet.rows[top][columns[column.name]])
            problems.append(
                Problem(
                    sheet.where, top + 1, shown(cell), "", say("reading.column_twice", column=column.both, first=first)
                )
            )
        else:
            columns[column.name] = position
    missing = [c for c in table.columns if c.name not in columns]
    absent = _absent(sheet, table, top)
    for column in missing:
        if column.required:
            near = did_you_mean(nearest(column.heading, extra) or nearest(column.name, extra), extra)
            problems.append(
                Problem(
                    sheet.where,
                    top + 1,
                    absent[column.name],
                    "",
                    say("reading.no_column", column=column.both, hint=near),
                )
            )
    if extra:
        notices.append(_unused(sheet.where, extra, missing))
    return columns


def _unused(where: str, extra: list[str], missing: list[Column]) -> Text:
    """Return the one notice on a sheet's columns that are not used, naming those that look like a slip of the pen."""
    unused = {word: column for column in missing for word in (column.heading, column.name)}
    slips = [f"{word} → {near}?" for word in extra if len(word) > 1 and (near := nearest(word, unused))]
    named = Text("、".join(extra[:LISTED]), ", ".join(extra[:LISTED]))
    if len(extra) > LISTED:
        named = say("reading.and_more", named=named, number=len(extra))
    hint = plain(f" ({'; '.join(slips)})") if slips else plain("")
    return say("reading.columns_unused", where=where, columns=named, hint=hint)


def _absent(sheet: RawSheet, table: Table, top: int) -> dict[str, str]:
    """Return what to call each column the sheet lacks: in the language of the headings it has."""
    english = any(folded(heading) in table.column for heading in sheet.rows[top])
    return {c.name: c.name if english else c.heading for c in table.columns}


def _required(table: Table, language: str) -> list[str]:
    return [c.heading if language == "zh" else c.name for c in table.columns if c.required]
