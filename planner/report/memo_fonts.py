"""This module is where the PDF gets its typefaces: ours, then one of this machine for rare characters, then a mark."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from planner.report.canvas import FONT

NAME = "PlanSC"
_SPACES = {"\u3000": "\u00a0\u00a0", "\u00a0": "\u00a0"}
"""Spaces by what stands for them; the ideographic one is no glyph of ours."""

LOST = "〓"
"""What printers set for a character they lack; never a silent box."""

_WITH_RARE = ("simsunb", "simsun", "msyh", "deng", "plangothic", "jigmo", "hanazono", "babelstone", "cjk", "sourcehan",
              "wqy", "uming", "ukai", "fallback", "songti", "stsong", "stheiti", "arialuni")  # fmt: skip
"""Parts of the names of font files that hold rare Chinese characters, the fullest first."""


class Faces:
    """Typefaces for the characters of one document; ``lost`` are those that no typeface of this machine has."""

    def __init__(self, characters: Iterable[str]) -> None:
        own = _registered(NAME, FONT)
        wanted = {c for c in characters if c >= " "} - _SPACES.keys()
        self._elsewhere: dict[str, str] = {}
        missing = {c for c in wanted if ord(c) not in own}
        if missing:
            for name, glyphs in _others():
                found = {c for c in missing if ord(c) in glyphs}
                self._elsewhere |= dict.fromkeys(found, name)
                missing -= found
                if not missing:
                    break
        self.lost = "".join(sorted(missing))
        self._missing = frozenset(missing)

    def markup(self, text: str) -> str:
        """Return a text as the markup of a paragraph: rare characters in the typeface that has them."""
        return "".join(self._one(char) for char in text)

    def _one(self, char: str) -> str:
        if char == "\n":
            return "<br/>"
        if char in _SPACES:
            return _SPACES[char]
        if char in self._missing:
            return LOST
        name = self._elsewhere.get(char)
        return f'<font name="{name}">{escape(char)}</font>' if name else escape(char)


def _registered(name: str, path: Path) -> Mapping[int, int]:
    """Register a typeface and return its glyphs by code point; raises where it has no TrueType outlines."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, str(path)))
    face: Any = pdfmetrics.getFont(name).face
    glyphs: Mapping[int, int] = face.charToGlyph
    return glyphs


@cache
def _others() -> tuple[tuple[str, Mapping[int, int]], ...]:
    """Return the typefaces of this machine that may hold rare characters, by name, with their glyphs."""
    from matplotlib.font_manager import findSystemFonts
    from reportlab.pdfbase.ttfonts import TTFError

    def order(path: str) -> int:
        file = Path(path).name.lower()
        return next((n for n, part in enumerate(_WITH_RARE) if part in file), len(_WITH_RARE))

    found: list[tuple[str, Mapping[int, int]]] = []
    for path in sorted(findSystemFonts(), key=lambda p: (order(p), p)):
        if order(path) == len(_WITH_RARE):
            break
        try:
            name = f"Other{len(found)}"
            found.append((name, _registered(name, Path(path))))
        except (TTFError, OSError, ValueError):  # cubic outlines, or a file that is no font
            continue
    return tuple(found)
