"""This module is where it is listed which pictures an outlook gets, and drawn in order."""

from pathlib import Path
from typing import TYPE_CHECKING

from planner.report import canvas, moves_chart, outlook_maps, turns_map, workforce_chart
from planner.report.calendar_views import calendar_of
from planner.text import Language, Text

if TYPE_CHECKING:
    from planner.staffing import Outlook


def draw_outlook(outlook: "Outlook", folder: Path, language: Language) -> tuple[Text, ...]:
    """Draw every picture of an outlook into a folder that exists; return notes on lost characters."""
    calendar, title = calendar_of(outlook), outlook.scenario.title
    notes: list[Text] = []
    with canvas.drawing():
        for name, draw in (
            ("outlook-small-multiples", outlook_maps.draw),
            ("outlook-workforce", workforce_chart.draw),
            ("outlook-moves", moves_chart.draw),
            ("outlook-turns", turns_map.draw),
        ):
            with canvas.noting_lost_glyphs(name, notes):
                figure = draw(calendar, title, language)
                if figure is not None:
                    canvas.save(figure, folder, name)
    return tuple(notes)
