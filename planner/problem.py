"""This module is where faults in what the user gave are described: all at once, each with its place."""

from collections.abc import Iterable
from typing import NamedTuple

from planner.text import Language, Text


class Problem(NamedTuple):
    """One fault of the input: where it stands, what was found there and what is allowed.

    ``where`` is a file, or a file and a sheet; ``row`` is the row as the spreadsheet shows it (for YAML the
    line); ``column`` is the heading as the user wrote it. ``row`` is 0 and ``column`` empty where neither applies.
    """

    where: str
    row: int
    column: str
    value: str
    message: Text

    def line(self, language: Language) -> str:
        """Return the fault as one line of text."""
        zh = language == "zh"
        place = self.where
        if self.row:
            place += f" 第{self.row}行" if zh else f", row {self.row}"
        if self.column:
            place += f" “{self.column}”列" if zh else f', column "{self.column}"'
        found = (f"（填写为：{self.value}）" if zh else f" (found: {self.value})") if self.value else ""
        return f"{place}{'：' if zh else ': '}{self.message.pick(language)}{found}"


class ScenarioError(Exception):
    """Everything that is wrong with a scenario; nothing is solved and nothing written while one problem stands."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(p.line("en") for p in self.problems))
