"""The map of each turn: an arrow for each way people move, no more and no fewer than the plan says."""

from dataclasses import replace

from build import centre, clinic, county, doctor, half, served

from planner.report import canvas, turns_map
from planner.report.calendar_views import Calendar, Stint
from planner.text import plain


def calendar(located: bool = True) -> Calendar:
    at = {"lon": 116.0, "lat": 40.0} if located else {}
    places = [clinic("a1", "A", **at), clinic("a2", "A", **(at and {"lon": 116.1, "lat": 40.1}))]
    instance = county(
        [replace(centre("A"), **at)], places, [doctor("D1", "a1"), doctor("D2", "a1"), doctor("D3", "a2")]
    )
    plan = served(D1="a1 2025H2, a2 2026H1", D2="a1 2025H2, a2 2026H1", D3="a2 2026H1")
    stints = tuple(
        Stint(
            person=instance.person[a.person_id],
            centre_id="A",
            site_id=a.site_id,
            start=a.start,
            end=a.end,
            why=plain(""),
        )
        for a in plan
    )
    return Calendar(instance=instance, periods=(half("2025H2"), half("2026H1")), stints=stints, who={}, sites={})


def test_two_who_go_the_same_way_are_one_arrow_and_a_newcomer_is_none():
    from matplotlib.patches import FancyArrowPatch

    with canvas.drawing():
        figure = turns_map.draw(calendar(), plain("x"), "zh")
    assert figure is not None
    arrows = [patch for axes in figure.axes for patch in axes.patches if isinstance(patch, FancyArrowPatch)]
    assert len(arrows) == 1
    assert arrows[0].get_linewidth() > 1
    assert any("换岗 2 人" in text.get_text() for text in figure.texts)


def test_where_nothing_has_coordinates_there_is_no_map():
    assert turns_map.draw(calendar(located=False), plain("x"), "zh") is None
