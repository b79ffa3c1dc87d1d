"""This module is where the options that commands share are, and how they say things."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.text import Language, Text

if TYPE_CHECKING:
    from planner.finding import Finding

NOT_KNOWN, BAD_INPUT, NO_PLAN, VIOLATIONS = 1, 2, 3, 4
"""Exit statuses: neither a plan nor a proof that none exists, bad input, no plan exists, a plan breaks a clause."""

language = click.option(
    "--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="语言 language"
)
variant = click.option("--variant", help="情景名（variants 中的文件名） name of a what-if")
scenario = click.argument("scenario", type=click.Path(path_type=Path))


def tell(text: Text, language: Language) -> None:
    """Print a text in the language asked for."""
    click.echo(text.pick(language))


def shown(path: Path) -> str:
    """Return a path as short as it can be said from here."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_absolute() and path.is_relative_to(here) else str(path)


def tell_findings(findings: "Iterable[Finding]", language: Language, err: bool = False) -> None:
    """Print findings, one a line: clause, subject, sentence."""
    for f in findings:
        subject = f" {f.subject}" if f.subject else ""
        click.echo(f"{f.clause}{subject}: {f.message.pick(language)}", err=err)
