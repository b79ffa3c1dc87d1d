"""This module is where compare.html is made: plans side by side, one file that opens from disk with no network."""

from pathlib import Path

from planner.comparison import Comparison
from planner.report.compare_page_map import pair_map
from planner.report.compare_page_tables import Sides, indicator_blocks
from planner.report.webpage import filled
from planner.text import Language


def write_compare(comparison: Comparison, path: Path, language: Language) -> None:
    """Write the page of a comparison in one language; equal comparisons give equal bytes."""
    path.write_text(compare_page(comparison, language), encoding="utf-8", newline="\n")


def compare_page(comparison: Comparison, language: Language) -> str:
    """Return the page as HTML; it says of people only what the comparison says, every name escaped."""
    sides = Sides(comparison, language)
    return filled(
        "compare.html",
        language,
        ("page.css", "compare.css"),
        ("common.js", "compare.js"),
        comparison=comparison,
        members=comparison.members,
        others=tuple(enumerate(comparison.members))[1:],
        blocks=indicator_blocks(comparison, language),
        tables=tuple(sides.tables()),
        areas=sides.areas(),
        clauses=sides.clauses(),
        map=pair_map(sides),
        notes=tuple(dict.fromkeys(note for m in comparison.members for note in m.notes)),
    )
