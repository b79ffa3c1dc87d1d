"""This package is where every sentence the planner says to a user is kept, in Chinese and in English.

A key is ``area.name``; each area is one module with a ``MESSAGES`` table, loaded when first needed.
"""

import re
from functools import cache
from importlib import import_module

from planner.text import Text

VERBATIM = frozenset({"cli", "policy", "reading"})
"""Areas that quote what a user has typed or is to type."""

_WORD = re.compile("(?<!“)([^\\s、；：“”（）()=|,.;:/]+)([、；：]?)|、")
_MARKS = {"": "", "、": ", ", "；": "; ", "：": ": "}


@cache
def _area(name: str) -> dict[str, Text]:
    table: dict[str, Text] = import_module(f"planner.messages.{name}").MESSAGES
    return table


def say(key: str, /, **values: object) -> Text:
    """Return the message ``area.name`` with its values filled in; a Text value is filled in per language."""
    area, _, name = key.partition(".")
    message = _area(area)[name]
    zh = {k: v.zh if isinstance(v, Text) else v for k, v in values.items()}
    en = {k: v.en if isinstance(v, Text) else v for k, v in values.items()}
    said = message.en.format(**en)
    return Text(message.zh.format(**zh), said if said.isascii() or area in VERBATIM else _english(said))


def _english(said: str) -> str:
    """Put the words of the policy texts, with the marks after them, into English; other names stay as they are."""
    from planner.messages.terms import ENGLISH

    def put(found: re.Match[str]) -> str:
        word, mark = found[1] or "", found[2] or ""
        return ENGLISH[word] + _MARKS[mark] if word in ENGLISH else found[0].replace("、", ", ")

    return _WORD.sub(put, said)
