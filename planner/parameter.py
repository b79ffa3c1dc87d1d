"""This module is where it is said what a clause's parameter may hold, and where a value from a pack is held to it.

Only a handful of shapes occur (a number in a range, a word of a list, a list, a table), so they are checked here: a
validation library would cost more at every start of the program than all the rest of reading a scenario.
"""

import types
import typing
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Annotated, Any, Literal, NamedTuple


class Range(NamedTuple):
    """Least and largest number allowed, both included; used as ``Annotated[int, Range(1, 9)]``.

    ``step`` is the smallest change that means something to people, by which a what-if loosens or tightens it.
    """

    least: int
    most: int = 1_000_000
    step: int = 1


External = Literal["external"]
"""A value the text leaves to a notice not at hand; ``External | Annotated[int, Range(1)]`` waits for the user's."""


def fitted(hint: Any, value: object) -> object:
    """Return a value as a parameter of this type holds it; raises ValueError when it does not fit."""
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in {typing.Union, types.UnionType}:
        return _first_fitting(args, value)
    if hint is Decimal:
        return _yuan(value)
    if origin is Annotated:
        bounds = args[1]
        number = fitted(args[0], value)
        if not isinstance(bounds, Range) or not isinstance(number, int) or not bounds.least <= number <= bounds.most:
            raise ValueError
        return number
    if origin is Literal:
        if not isinstance(value, str) or value not in args:
            raise ValueError
        return value
    if origin is tuple:
        if not isinstance(value, list | tuple):
            raise ValueError
        return tuple(fitted(args[0], item) for item in value)
    if origin is Mapping:
        if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
            raise ValueError
        return MappingProxyType({key: fitted(args[1], item) for key, item in value.items()})
    if type(value) is not hint:
        raise ValueError
    return value


def allowed(hint: Any) -> str:
    """Return in words what a parameter of this type may hold."""
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in {typing.Union, types.UnionType}:
        return " | ".join(allowed(arm) for arm in args)
    if origin is Annotated:
        return f"{args[1].least}–{args[1].most}"
    if origin is Literal:
        return " | ".join(args)
    if origin is tuple:
        return f"[{allowed(args[0])}, …]"
    if origin is Mapping:
        return f"{{…: {allowed(args[1])}}}"
    plain = {bool: "true | false", str: "text", int: "0, 1, 2, …", Decimal: "600, 2540.50, …", date: "2025-07-01"}
    return plain.get(hint, str(hint))


def _first_fitting(arms: tuple[Any, ...], value: object) -> object:
    for arm in arms:
        try:
            return fitted(arm, value)
        except ValueError:
            continue
    raise ValueError


def _yuan(value: object) -> Decimal:
    """Money is never a float: a whole number, or a decimal one with fen at most."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or value < 0:
        raise ValueError
    amount = Decimal(value)
    if amount != amount.quantize(Decimal("0.01")):
        raise ValueError
    return amount
