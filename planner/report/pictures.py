"""This module is where it is listed which pictures a run gets, and drawn in order."""

from pathlib import Path

from planner.messages import say
from planner.report import canvas, ladder_chart, placement_map, rates_chart
from planner.report.views import centre_views, clinic_views
from planner.result import Result
from planner.text import Language, Text


def draw_pictures(result: Result, folder: Path, language: Language) -> tuple[Text, ...]:
    """Draw the map, the rates and the ladder of steps into a folder; return notes on what could not be shown."""
    folder.mkdir()
    centres, clinics = centre_views(result), clinic_views(result)
    notes: list[Text] = []
    with canvas.drawing():
        if placement_map.drawable(centres, clinics):
            with canvas.noting_lost_glyphs("placements", notes):
                figure, left_out = placement_map.draw(result, centres, clinics, language)
                canvas.save(figure, folder, "placements")
            notes += left_out
        else:
            notes.append(say("report.no_map"))
        if centres:
            with canvas.noting_lost_glyphs("rates", notes):
                canvas.save(rates_chart.draw(result, centres, language), folder, "rates")
        if result.seats:
            with canvas.noting_lost_glyphs("ladder", notes):
                canvas.save(ladder_chart.draw(result, language), folder, "ladder")
    return tuple(notes)
