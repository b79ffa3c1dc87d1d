"""This module is where a long solve shows on a terminal how far it is."""

import click

from planner.messages import say
from planner.text import Language


class Ticker:
    """One line on a terminal, rewritten: centres done, and value and bound of the goal the last news was of."""

    def __init__(self, centres: int, last: str, language: Language) -> None:
        self._centres, self._last, self._language = centres, last, language
        self._told: dict[str, dict[str, tuple[int, int]]] = {}
        self._done: set[str] = set()

    def tell(self, centre: str, goal: str, value: int, bound: int) -> None:
        """Take the news of one centre and rewrite the line."""
        mine = self._told.setdefault(goal, {})
        mine[centre] = (value, bound)
        if goal == self._last and value == bound:
            self._done.add(centre)
        total = max if goal == "remote" else sum
        line = say(
            "cli.outlook_progress",
            done=len(self._done),
            all=self._centres,
            goal=say(f"outlook.goal.{goal}"),
            best=total(v for v, _ in mine.values()),
            bound=total(b for _, b in mine.values()),
        )
        click.echo("\r\x1b[K" + line.pick(self._language), err=True, nl=False)

    def clear(self) -> None:
        """Leave the line empty."""
        click.echo("\r\x1b[K", err=True, nl=False)
