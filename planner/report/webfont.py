"""This module is where our typeface is cut to the characters of one page, so that the page carries its own."""

from base64 import b64encode
from io import BytesIO

from planner.report.canvas import FONT


def font_face(characters: set[str]) -> str:
    """Return a CSS rule that embeds just these characters; others fall back to the reader's machine."""
    from fontTools import subset

    options = subset.Options()
    options.flavor = "woff"
    options.layout_features = []
    options.hinting = False
    options.name_IDs = []
    options.notdef_outline = True
    font = subset.load_font(str(FONT), options, dontLoadGlyphNames=True)
    font.recalcTimestamp = False
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(sorted(characters)))
    cutter.subset(font)
    packed = BytesIO()
    subset.save_font(font, packed, options)
    data = b64encode(packed.getvalue()).decode("ascii")
    return f"@font-face{{font-family:PlanSC;src:url(data:font/woff;base64,{data}) format('woff')}}"
