"""This module is where YAML is read strictly: nothing guessed, nothing silently overwritten, every line known."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import yaml

from planner.messages import say
from planner.problem import Problem, ScenarioError
from planner.text import Text

Place = tuple[str | int, ...]

DEEPEST = 30
"""Levels of nesting allowed; no scenario needs more, and a parser must not be drowned by brackets."""

_TEXT_TAG = "tag:yaml.org,2002:str"


@dataclass(frozen=True)
class Document:
    """A YAML file as plain values (dict, list, str, int, Decimal, bool, date, None) and the line of each.

    ``lines`` maps a path such as ``("amend", 0, "clause")`` to the line of its key or list item, counted from 1.
    """

    data: object
    where: str
    lines: Mapping[Place, int]

    def line_of(self, path: Sequence[str | int]) -> int:
        """Return the line of a path, or of the nearest enclosing value that stands in the file."""
        known = tuple(path)
        while known and known not in self.lines:
            known = known[:-1]
        return self.lines.get(known, 1)

    def problem(self, path: Sequence[str | int], message: Text) -> Problem:
        """Return a fault at a path; the last name on the path is the column."""
        column = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
        found = self.data
        for step in path:
            found = _inside(found, step)
        return Problem(self.where, self.line_of(path), column, shown(found), message)


def read_yaml(path: Path, where: str) -> Document:
    """Read a YAML file strictly; ``where`` is its name in messages.

    Raises ScenarioError with every fault of the file: unreadable, not UTF-8, syntax, duplicate keys, tags, anchors.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise ScenarioError([Problem(where, 0, "", "", say("reading.no_file"))]) from None
    except OSError as error:
        raise ScenarioError([Problem(where, 0, "", "", say("reading.unreadable", reason=error.strerror))]) from None
    return parse_yaml(content, where)


def parse_yaml(content: bytes, where: str) -> Document:
    """Parse the bytes of a YAML file strictly; raises ScenarioError as ``read_yaml`` does.

    Only ``true`` and ``false`` are yes/no, only plain decimals are numbers (``012`` is text), only real ISO days are
    dates; fractions of a number become Decimal, never float.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ScenarioError([Problem(where, 0, "", "", say("reading.not_utf8"))]) from None
    builder = _Builder(where)
    try:
        data = builder.document(yaml.parse(text, getattr(yaml, "CBaseLoader", yaml.BaseLoader)))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        builder.faults.append(Problem(where, line, "", "", say("reading.yaml_syntax", reason=error.problem or "")))
    except yaml.YAMLError as error:
        builder.faults.append(Problem(where, 0, "", "", say("reading.yaml_syntax", reason=str(error).splitlines()[0])))
    except _TooDeep as deep:
        builder.faults.append(Problem(where, deep.line, "", "", say("reading.yaml_deep", levels=DEEPEST)))
    if builder.faults:
        raise ScenarioError(builder.faults)
    return Document(data, where, builder.lines)


def shown(value: object) -> str:
    """Return a value as a user would have written it, for messages; lists and mappings are not repeated."""
    if value is None or isinstance(value, dict | list):
        return ""
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def _inside(value: object, step: str | int) -> object:
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None


class _TooDeep(Exception):
    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line


class _Builder:
    """Builds plain values from parser events; the parser itself keeps no stack of ours that brackets could exhaust."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.lines: dict[Place, int] = {}
        self.faults: list[Problem] = []

    def document(self, events: Iterator[yaml.Event]) -> object:
        value: object = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._fault(event, "", "reading.yaml_second")
                    break
                value = self._value(events, next(events), ())
        return value

    def _value(self, events: Iterator[yaml.Event], event: yaml.Event, path: Place) -> object:
        self.lines.setdefault(path, _line(event))
        if len(path) > DEEPEST:
            raise _TooDeep(_line(event))
        if isinstance(event, yaml.AliasEvent):
            self._fault(event, f"*{event.anchor}", "reading.yaml_alias")
            return None
        tag = getattr(event, "tag", None)
        if tag not in (None, "!", _TEXT_TAG):
            self._fault(event, tag, "reading.yaml_tag")
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[object] = []
            while not isinstance(event := next(events), yaml.SequenceEndEvent):
                items.append(self._value(events, event, (*path, len(items))))
            return items
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, path)
        assert isinstance(event, yaml.ScalarEvent)
        return _scalar(event.value) if event.implicit[0] else event.value

    def _mapping(self, events: Iterator[yaml.Event], path: Place) -> dict[str, object]:
        values: dict[str, object] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            line = _line(event)
            if isinstance(event, yaml.ScalarEvent):
                key = event.value
            else:
                self._fault(event, "", "reading.yaml_key")
                self._value(events, event, (*path, "?"))
                key = "?"
            here = (*path, key)
            if key in values:
                message = say("reading.yaml_duplicate", name=key, first=self.lines[here], second=line)
                self.faults.append(Problem(self.where, line, key, "", message))
                self._value(events, next(events), (*path, key, "?"))
            else:
                self.lines[here] = line
                values[key] = self._value(events, next(events), here)
        return values

    def _fault(self, event: yaml.Event, found: object, key: str) -> None:
        self.faults.append(Problem(self.where, _line(event), "", str(found), say(key)))


def _line(event: yaml.Event) -> int:
    mark = event.start_mark
    return 1 if mark is None else mark.line + 1


def _day(text: str) -> object:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


_PLAIN: tuple[tuple[re.Pattern[str], Callable[[str], object]], ...] = (
    (re.compile(r"|~|null"), lambda _: None),
    (re.compile(r"true|false"), lambda text: text == "true"),
    (re.compile(r"[-+]?(0|[1-9][0-9]*)"), int),
    (re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+"), Decimal),
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), _day),
)


def _scalar(text: str) -> object:
    for pattern, make in _PLAIN:
        if pattern.fullmatch(text):
            return make(text)
    return text
