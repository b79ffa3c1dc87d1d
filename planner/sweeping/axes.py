"""This module is where it is read what a sweep varies, and where the grid of its members is laid out.

An axis is ``CLAUSE.parameter``, ``CLAUSE`` alone (values ``on`` and ``off``: suspended), or ``graduates``: how many of
them this season's pool has. Everything wrong with any of them is told at once, before anything is solved.
"""

import hashlib
import re
import typing
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import product
from math import prod
from typing import Annotated

from planner.clause import Clause
from planner.messages import say
from planner.parameter import Range, allowed, fitted
from planner.policy import Amendment
from planner.problem import Problem, ScenarioError
from planner.scenario import Scenario
from planner.sweeping.cohort import graduates_of
from planner.sweeping.members import Variation
from planner.text import Text, plain

GRADUATES, ON, OFF = "graduates", "on", "off"
WHERE = "--vary"
MOST_MEMBERS = 10_000
HOWEVER_MANY = Annotated[int, Range(0, 100_000)]
NOBODY = Annotated[int, Range(0, 0)]
"""How many graduates a season may be given, and where there is nobody whom the added ones could repeat."""

_SPAN = re.compile(r"(-?\d+):(-?\d+)(?::(-?\d+))?")
_LONGEST_NAME = 100


@dataclass(frozen=True, kw_only=True)
class Axis:
    """One thing that is varied: ``values`` as (word shown, value); ``label`` is what it is called on a picture.

    ``clause`` is empty for the number of graduates, ``parameter`` where a clause is suspended.
    """

    key: str
    label: Text
    values: tuple[tuple[str, object], ...]
    clause: str = ""
    parameter: str = ""

    @property
    def numeric(self) -> bool:
        """Whether its values are numbers, which have distances."""
        return all(isinstance(value, int) and not isinstance(value, bool) for _, value in self.values)


Vary = Mapping[str, str | Iterable[object]] | Sequence[str]
"""What is varied: values by axis, as text such as ``12,24`` or ``10:60:10`` or as Python values; or the texts of
``--vary``."""


class _Fault(Exception):
    """What is wrong with an axis or with one of its values."""

    def __init__(self, message: Text, value: str = "") -> None:
        self.message, self.value = message, value


def read_axes(vary: Vary, scenario: Scenario) -> tuple[Axis, ...]:
    """Return the axes of a sweep.

    Raises ScenarioError with every problem at once: unknown names with the nearest known one, values not allowed.
    """
    problems: list[Problem] = []
    axes: list[Axis] = []
    named = vary if isinstance(vary, Mapping) else _options(vary, problems)
    for key, given in named.items():
        words = given.split(",") if isinstance(given, str) else [_word(value) for value in given] or [""]
        try:
            axis, hint = _named(key.strip(), scenario)
        except _Fault as fault:
            problems.append(Problem(WHERE, 0, "", key, fault.message))
            continue
        values: dict[str, object] = {}
        for word in words:
            try:
                for value in _values(word.strip(), hint, axis):
                    if _word(value) in values:
                        raise _Fault(say("sweep.value_twice"), _word(value))
                    values[_word(value)] = value
            except _Fault as fault:
                problems.append(Problem(WHERE, 0, "", f"{key}={fault.value or word}", fault.message))
        axes.append(Axis(key=axis.key, label=axis.label, clause=axis.clause, parameter=axis.parameter,
                         values=tuple(values.items())))  # fmt: skip
    if not vary:
        problems.append(Problem(WHERE, 0, "", "", say("sweep.nothing_varied")))
    members = prod(len(axis.values) for axis in axes)
    if members > MOST_MEMBERS:
        problems.append(Problem(WHERE, 0, "", "", say("sweep.too_many", members=members, most=MOST_MEMBERS)))
    if problems:
        raise ScenarioError(problems)
    return tuple(axes)


def _options(options: Sequence[str], problems: list[Problem]) -> dict[str, str]:
    """Return the texts ``AXIS=values`` of a command line by axis."""
    vary: dict[str, str] = {}
    for option in options:
        key, sign, values = option.partition("=")
        key = key.strip()
        if not sign or not key:
            problems.append(Problem(WHERE, 0, "", option, say("sweep.not_an_axis")))
        elif key in vary:
            problems.append(Problem(WHERE, 0, "", option, say("sweep.axis_twice")))
        else:
            vary[key] = values
    return vary


def grid(axes: Sequence[Axis]) -> Iterator[Variation]:
    """Yield every combination of values, the last axis running fastest."""
    for combination in product(*(axis.values for axis in axes)):
        settings = tuple((axis.key, word) for axis, (word, _) in zip(axes, combination, strict=True))
        amendments = []
        graduates = None
        for axis, (_, value) in zip(axes, combination, strict=True):
            if axis.key == GRADUATES:
                graduates = typing.cast(int, value)
            elif axis.parameter:
                amendments.append(change(axis.clause, {axis.parameter: value}))
            elif value == OFF:
                amendments.append(suspension(axis.clause))
        yield Variation(id=_folder_name(settings), settings=settings, amendments=tuple(amendments), graduates=graduates)


def change(clause: str, parameters: Mapping[str, object]) -> Amendment:
    """Return the amendment of a what-if that changes parameters."""
    return Amendment(clause=clause, parameters=dict(parameters), why=say("sweep.why").zh, where=WHERE)


def suspension(clause: str) -> Amendment:
    """Return the amendment of a what-if that suspends a clause."""
    return Amendment(clause=clause, suspend=True, why=say("sweep.why").zh, where=WHERE)


def _folder_name(settings: Sequence[tuple[str, str]]) -> str:
    """Return the settings as the name of a folder on any system: shortened, with a digest, where it must be."""
    whole = "+".join(f"{key}={word}" for key, word in settings)
    name = re.sub(r"[^\w.=+\-]", "_", whole)
    if name == whole and len(name) <= _LONGEST_NAME:
        return name
    return f"{name[: _LONGEST_NAME - 9]}-{hashlib.sha256(whole.encode()).hexdigest()[:8]}"


def _named(key: str, scenario: Scenario) -> tuple[Axis, object]:
    """Return what a name stands for, yet without values, and the type of its values."""
    from planner.scenario.packs import parameter_types

    policy = scenario.policy
    if key == GRADUATES:
        anybody = graduates_of(scenario.instance, policy)
        return Axis(key=key, label=say("sweep.graduates"), values=()), HOWEVER_MANY if anybody else NOBODY
    known = set(policy.clause) | {d.clause.id for d in policy.displaced}
    clause_id, _, parameter = (key, "", "") if key in known else key.rpartition(".")
    if clause_id not in known:
        # The dot may belong to the clause id as well as stand before a parameter: the nearer reading is meant.
        words = sorted({GRADUATES, *known})
        near = get_close_matches(key, words, n=1, cutoff=0.4) + get_close_matches(clause_id, words, n=1, cutoff=0.4)
        hint = near[-1] if near else "、".join(sorted(policy.clause)[:12])
        raise _Fault(say("sweep.unknown_clause", near=hint))
    if clause_id not in policy.clause:
        why = next(d.why for d in policy.displaced if d.clause.id == clause_id)
        raise _Fault(say("sweep.not_in_force", clause=clause_id, why=why))
    clause = policy.clause[clause_id]
    if not parameter:
        return Axis(key=key, label=_label(clause, ""), clause=clause_id, values=()), bool
    types = parameter_types(type(clause))
    if parameter not in types:
        near = get_close_matches(parameter, types, n=1, cutoff=0.4)
        hint = near[0] if near else "、".join(types)
        raise _Fault(say("sweep.unknown_parameter" if types else "sweep.no_parameter", clause=clause_id, near=hint))
    if typing.get_origin(types[parameter]) is Mapping:
        raise _Fault(say("sweep.not_one_value"))
    return Axis(key=key, label=_label(clause, parameter), clause=clause_id, parameter=parameter, values=()), types[
        parameter
    ]


def _label(clause: Clause, parameter: str) -> Text:
    name = f"{clause.id}.{parameter}" if parameter else clause.id
    return Text(f"{name} {clause.title.zh}", f"{name} {clause.title.en}")


def _values(word: str, hint: object, axis: Axis) -> Iterator[object]:
    """Yield the values a word gives: one, or all of a span ``least:most:step``."""
    if not axis.parameter and axis.clause:
        if word not in {ON, OFF}:
            raise _Fault(say("sweep.bad_value", allowed=f"{ON} | {OFF}", near=plain("")), word)
        yield word
        return
    span = _SPAN.fullmatch(word) if _base(hint) is int else None
    if span is None:
        yield _value(word, hint)
        return
    least, most, step = (int(n) if n else 1 for n in span.groups())
    if step < 1 or most < least or (most - least) // step >= MOST_MEMBERS:
        raise _Fault(say("sweep.bad_span", most=MOST_MEMBERS))
    for number in range(least, most + 1, step):
        yield _value(str(number), hint)


def _value(word: str, hint: object) -> object:
    """Return a word as a value its parameter allows; raises _Fault where it does not."""
    try:
        return fitted(hint, _read(word, hint))
    except ValueError:
        if hint is NOBODY:
            raise _Fault(say("sweep.nobody_to_repeat"), word) from None
        near = get_close_matches(word, typing.get_args(hint) if typing.get_origin(hint) is typing.Literal else (), n=1)
        nearest = say("sweep.nearest", near=near[0]) if near else plain("")
        raise _Fault(say("sweep.bad_value", allowed=allowed(hint), near=nearest), word) from None


def _read(word: str, hint: object) -> object:
    """Return a word of a command line in the shape of a parameter's type; raises ValueError where it has another."""
    base = _base(hint)
    if base is int:
        return int(word)
    if base is bool:
        return {"true": True, "yes": True, "false": False, "no": False}.get(word, word)
    if base is tuple:
        return [_read(part.strip(), typing.get_args(hint)[0]) for part in word.split(";")]
    return word


def _base(hint: object) -> object:
    origin = typing.get_origin(hint)
    return _base(typing.get_args(hint)[0]) if origin is typing.Annotated else origin or hint


def _word(value: object) -> str:
    """Return a value as it is written on a command line and shown in a table."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return ";".join(_word(item) for item in value)
    return str(value)
