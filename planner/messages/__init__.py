"""This package is where every sentence the planner says to a user is kept, in Chinese and in English.

A key is ``area.name``; each area is one module with a ``MESSAGES`` table, loaded when first needed.
"""

from functools import cache
from importlib import import_module

from planner.text import Text


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
    return Text(message.zh.format(**zh), message.en.format(**en))
