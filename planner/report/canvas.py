"""This module is where every picture gets its typeface, its colours and its files."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.messages import say
from planner.text import Text

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FONT = Path(__file__).with_name("fonts") / "NotoSansSC-subset.ttf"
"""The typeface shipped with the planner."""

INK, SOFT, FAINT, LAND, PAPER = "#1F2A36", "#5B6875", "#C9D0D7", "#F4F1E9", "#FFFFFF"
BLUE, PALE, ORANGE, SAND = "#0B4F8A", "#8FBBDD", "#D95F02", "#F6C89F"
"""Colours told apart by colour-blind readers and, by their lightness, in a grey print."""

DPI = 150


@contextmanager
def drawing() -> Iterator[None]:
    """Set matplotlib up for our pictures while they are drawn, and leave the caller's settings as they were."""
    import matplotlib
    from matplotlib import font_manager

    font_manager.fontManager.addfont(str(FONT))
    family = font_manager.FontProperties(fname=str(FONT)).get_name()
    settings: Any = {
        "font.family": [family, "DejaVu Sans"],
        "axes.unicode_minus": False,
        "text.color": INK,
        "text.parse_math": False,
        "svg.hashsalt": "placement-planner",
        "svg.fonttype": "path",
        "hatch.linewidth": 0.6,
    }
    with matplotlib.rc_context(settings):
        yield


def new_figure(width: float, height: float) -> "Figure":
    """Return a blank figure, inches; it belongs to no window and no notebook."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), dpi=DPI, facecolor=PAPER)
    FigureCanvasAgg(figure)
    return figure


def head(figure: "Figure", title: str, rule: str) -> None:
    """Write a picture's title and the line that says how to read it, from the top left corner."""
    width, height = figure.get_size_inches()
    figure.text(0.25 / width, 1 - 0.34 / height, title, fontsize=14, va="center")
    figure.text(0.25 / width, 1 - 0.64 / height, rule, fontsize=8.5, color=SOFT, va="center")


def inches(text: str, size: float) -> float:
    """Return about how wide a text is, inches, at a size in points; a Chinese character is as wide as high."""
    return sum(1.0 if ord(char) > 0x2E7F else 0.56 for char in text) * size / 72


@contextmanager
def noting_lost_glyphs(name: str, notes: list[Text]) -> Iterator[None]:
    """Add to ``notes`` the characters no typeface had for a picture; they show as boxes and stop nothing."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield
    words = [str(warning.message).split() for warning in caught]
    lost = {chr(int(w[1])) for w in words if w[0] == "Glyph" and w[1].isdigit()}
    if lost:
        notes.append(say("report.glyphs_missing", characters="".join(sorted(lost)), picture=name))


def save(figure: "Figure", folder: Path, name: str) -> None:
    """Save a figure as PNG and SVG, the same bytes for the same picture."""
    figure.savefig(folder / f"{name}.png", metadata={"Software": None}, pil_kwargs={"compress_level": 4})
    figure.savefig(folder / f"{name}.svg", metadata={"Date": None, "Creator": None})
