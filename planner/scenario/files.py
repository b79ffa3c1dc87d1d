"""This module is where files are opened: each is read once, hashed, and cut into sheets of plain cells."""

import csv
import hashlib
import io
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from planner.messages import say
from planner.problem import Problem
from planner.scenario.cells import Cell, is_blank

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


class RawSheet(NamedTuple):
    """One sheet as it stands: ``where`` names it in messages, ``title`` is its own name, the first row is row 1."""

    where: str
    title: str
    rows: list[list[Cell]]


class Files:
    """The files of one scenario folder: read once each, with their SHA-256 by name relative to the folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.hashes: dict[str, str] = {}

    def name(self, path: Path) -> str:
        """Return a file's name in messages, relative to the scenario folder."""
        return str(PurePosixPath(path.relative_to(self.folder)))

    def read(self, path: Path, problems: list[Problem]) -> bytes | None:
        """Return the bytes of a file, or None with a problem when it cannot be read."""
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            problems.append(Problem(self.name(path), 0, "", "", say("reading.no_file")))
        except OSError as error:
            problems.append(Problem(self.name(path), 0, "", "", say("reading.unreadable", reason=error.strerror)))
        else:
            self.hashes[self.name(path)] = hashlib.sha256(content).hexdigest()
            return content
        return None

    def sheets(self, data: Path, problems: list[Problem]) -> list[RawSheet]:
        """Return every sheet of the data: a folder of CSV files and workbooks, or one workbook."""
        if data.is_dir():
            paths = sorted(p for p in data.iterdir() if not p.name.startswith((".", "~$")))
        elif data.exists():
            paths = [data]
        else:
            problems.append(Problem(self.name(data), 0, "", "", say("reading.no_data")))
            return []
        return [sheet for path in paths for sheet in self._file(path, problems, alone=data is path)]

    def _file(self, path: Path, problems: list[Problem], alone: bool) -> Iterator[RawSheet]:
        suffix = path.suffix.lower()
        if suffix == ".csv":
            yield from self._csv(path, problems)
        elif suffix in (".xlsx", ".xlsm"):
            yield from self._workbook(path, problems)
        elif suffix in (".xls", ".et", ".ods", ".numbers") or alone:
            problems.append(Problem(self.name(path), 0, "", "", say("reading.not_xlsx")))

    def _csv(self, path: Path, problems: list[Problem]) -> Iterator[RawSheet]:
        content = self.read(path, problems)
        if content is None:
            return
        # UTF-8 first: read the other way round, much of it would pass as GB18030 and come out as rubbish.
        for encoding in ("utf-8-sig", "gb18030"):
            try:
                text = content.decode(encoding)
                rows: list[list[Cell]] = [list(row) for row in csv.reader(io.StringIO(text, newline=""))]
            except UnicodeDecodeError:
                continue
            except csv.Error as error:
                problems.append(Problem(self.name(path), 0, "", "", say("reading.bad_csv", reason=error)))
            else:
                yield RawSheet(self.name(path), path.stem, rows)
            return
        problems.append(Problem(self.name(path), 0, "", "", say("reading.bad_encoding")))

    def _workbook(self, path: Path, problems: list[Problem]) -> Iterator[RawSheet]:
        from python_calamine import CalamineError, CalamineWorkbook

        content = self.read(path, problems)
        if content is None:
            return
        where = self.name(path)
        if content.startswith(_OLE):
            problems.append(Problem(where, 0, "", "", say("reading.encrypted")))
            return
        if not content.startswith(_ZIP):
            problems.append(Problem(where, 0, "", "", say("reading.not_xlsx")))
            return
        try:
            book = CalamineWorkbook.from_filelike(io.BytesIO(content))
            sheets = [
                # skip_empty_area would cut blank rows at the top, and every row number in a message would be wrong.
                RawSheet(
                    f"{where} · {title}", title, _plain(book.get_sheet_by_name(title).to_python(skip_empty_area=False))
                )
                for title in book.sheet_names
            ]
        except CalamineError as error:
            problems.append(Problem(where, 0, "", "", say("reading.broken_workbook", reason=error)))
            return
        if all(is_blank(cell) for sheet in sheets for row in sheet.rows for cell in row):
            problems.append(Problem(where, 0, "", "", say("reading.empty_workbook")))
            return
        yield from sheets


def _plain(rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """Write true and false as words, so that they are never taken for the numbers 1 and 0."""
    return [[("true" if cell else "false") if isinstance(cell, bool) else cell for cell in row] for row in rows]
