"""This module is where a proposed network is handed in: maps, tables, a workbook and the what-if, in one folder."""

import json
from collections.abc import Sequence
from pathlib import Path

from planner.messages import say
from planner.policy import Amendment
from planner.problem import Problem, ScenarioError
from planner.report import canvas
from planner.report.cells import Cell
from planner.report.network_map import draw
from planner.report.network_tables import tables
from planner.report.network_variant import HEADER, variant_text
from planner.report.plain_tables import PlainTable, Sheet, write_book, write_csv
from planner.report.whole import appearing
from planner.scenario import Scenario
from planner.stages.network import Proposal
from planner.text import Language, Text

FORMAT = "placement-planner network"
"""What the key ``format`` of the manifest says; a folder without it is never replaced."""


def write_network(
    proposal: Proposal, scenario: Scenario, amendments: Sequence[Amendment], out: Path, language: Language
) -> Path:
    """Write the maps before and after, the tables and ``variant.yaml``; return the folder.

    ``tables/*.csv`` have canonical names, ``network.xlsx`` headings in ``language``. Raises ScenarioError where ``out``
    is something else than a network of ours.
    """
    made = tables(proposal, language)
    with appearing(out, FORMAT) as (fresh, place):
        (fresh / "tables").mkdir()
        for table in made:
            write_csv(table, fresh / "tables")
        write_book([_sheet(table, language) for table in made], fresh / "network.xlsx")
        text = variant_text(proposal, scenario, amendments)
        (fresh / "variant.yaml").write_text(text, encoding="utf-8", newline="\n")
        notes: list[Text] = []
        with canvas.drawing(), canvas.noting_lost_glyphs("network", notes):
            figure = draw(proposal, say("network.map.title", title=scenario.title), language)
            if figure is not None:
                canvas.save(figure, fresh, "network")
        told = {
            "format": FORMAT,
            "files": sorted(p.relative_to(fresh).as_posix() for p in fresh.rglob("*.*")),
            "inputs": dict(scenario.hashes),
            "notes": [note.pick(language) for note in notes],
        }
        manifest = json.dumps(told, ensure_ascii=False, indent=1)
        (fresh / "manifest.json").write_text(manifest + "\n", encoding="utf-8", newline="\n")
    return place


def save_variant(proposal: Proposal, scenario: Scenario, amendments: Sequence[Amendment], name: str) -> Path:
    """Write the what-if into the scenario's own ``variants``; return its path.

    Raises ScenarioError where a file of that name was not written by this function, or is the variant in hand.
    """
    path = (scenario.folder or Path()) / "variants" / f"{name}.yaml"
    foreign = path.exists() and not path.read_text(encoding="utf-8").startswith(HEADER)
    if foreign or name == scenario.variant_name or not name.replace("-", "").replace("_", "").isalnum():
        raise ScenarioError([Problem("variants", 0, "", name, say("network.file.taken"))])
    path.parent.mkdir(exist_ok=True)
    path.write_text(variant_text(proposal, scenario, amendments), encoding="utf-8", newline="\n")
    return path


def _sheet(table: PlainTable, language: Language) -> Sheet:
    return Sheet(
        title=say(f"network.table.{table.name}").pick(language),
        headings=tuple(say(f"network.col.{column}").pick(language) for column in table.columns),
        rows=tuple(
            tuple(_shown(c, cell, language) for c, cell in zip(table.columns, row, strict=True)) for row in table.rows
        ),
    )


def _shown(column: str, cell: Cell, language: Language) -> Cell:
    return say(f"network.goal.{cell}").pick(language) if column == "goal" else cell
