"""This module is where the price list of clauses is asked for on a command line, shown as it goes, and told."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.commands.shared import shown, tell
from planner.messages import say
from planner.problem import Problem, ScenarioError
from planner.text import Language, Text, join, plain

if TYPE_CHECKING:
    from planner.clause_prices import PriceList

TOLD = 10
"""Rows shown on a terminal; the files have them all."""

SECONDS_AHEAD = 20.0
"""Seconds a member gets for the years ahead unless told otherwise: there are dozens of members."""


def tell_prices(
    plans: tuple[Path, ...],
    variants: tuple[str, ...],
    *,
    ahead: bool,
    workers: int | None,
    time_limit: float | None,
    out: Path | None,
    language: Language,
) -> None:
    """Price every clause of one scenario, write the list to ``out``, and say what weighs most.

    ``time_limit`` is seconds per member, None for as long as usual. Raises ScenarioError for more than one scenario.
    """
    from planner.clause_prices import price_list
    from planner.report.prices_table import write_prices
    from planner.scenario import load

    if len(plans) != 1 or len(variants) > 1:
        raise ScenarioError([Problem("--prices", 0, "", "", say("sweep.prices_one"))])
    path, variant = plans[0], next(iter(variants), None)
    if path.parent.name == "variants" and path.suffix == ".yaml":
        path, variant = path.parent.parent, path.stem
    loaded = load(path, variant)
    watched = sys.stdout.isatty() and sys.stderr.isatty()

    def told(done: int, members: int) -> None:
        if watched:
            line = say("sweep.prices_progress", done=done, all=members).pick(language)
            click.echo("\r\x1b[K" + (line if done < members else ""), err=True, nl=False)

    seconds = time_limit if time_limit is not None else SECONDS_AHEAD if ahead else 60.0
    prices = price_list(loaded, ahead=ahead, time_limit=seconds, workers=workers, told=told)
    folder = out or Path("reports") / loaded.name / f"prices-{loaded.variant_name}"
    try:
        write_prices(prices, folder, language)
    except OSError as error:
        reason = error.strerror or str(error)
        click.echo(say("sweep.prices_not_written", path=shown(folder), reason=reason).pick(language), err=True)
        sys.exit(1)
    _tell(prices, language)
    tell(say("cli.written", path=shown(folder)), language)


def _tell(prices: "PriceList", language: Language) -> None:
    changed = [p for p in prices.prices if p.changes_something]
    summary = say("sweep.prices_done", all=len(prices.prices), changed=len(changed), unsolved=len(prices.unsolved))
    tell(summary, language)
    name = {m.key: m.label for m in prices.measures}
    for price in changed[:TOLD]:
        effects = [(name[key], d) for key, d in price.differences.items() if d.certain][:4]
        told = join([Text(f"{n.zh} {d}", f"{n.en} {d}") for n, d in effects], "，", ", ")
        click.echo("  " + say("sweep.price_effects", label=price.label, effects=told).pick(language))
    for price in prices.unsolved:
        reason = price.message or plain(price.status.value)
        click.echo("  " + say("sweep.price_effects", label=price.label, effects=reason).pick(language))
