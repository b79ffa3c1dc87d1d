"""Cut Noto Sans SC to the characters of the planner's pictures and pages, as one static TrueType file.

    python make_subset.py NotoSansSC-Regular.otf NotoSansSC-subset.ttf [TEXT ...]

Keeps GB2312, Latin, the marks in MARKS, ``extra-characters.txt`` beside this script, and every character found in the
text files named. TrueType outlines, not CFF, so that every PDF writer and matplotlib can embed the face.
"""

import sys
from pathlib import Path
from typing import Any

MARKS = "–—‘’“”…‰′″℃№≤≥≠±×÷→←↑↓■□▲△●○◆◇★☆①②③④⑤⑥⑦⑧⑨⑩·、。，；：？！（）【】《》〈〉「」『』〔〕％＋－＝～￥㎡㎞©⅓½"
"""Punctuation and signs beyond GB2312 rows and Latin blocks."""


def gb2312() -> set[str]:
    """Return every character of GB2312."""
    pairs = (bytes([high, low]) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF))
    return {pair.decode("gb2312", "ignore") for pair in pairs} - {""}


def wanted(texts: list[Path]) -> set[str]:
    """Return the characters to keep, those of the given text files included."""
    chars = {chr(code) for code in range(0x20, 0x250)} | set(MARKS) | gb2312()
    for path in [Path(__file__).with_name("extra-characters.txt"), *texts]:
        chars.update(path.read_text(encoding="utf-8"))
    return {c for c in chars if c.isprintable()}


def cut(source: Path, chars: set[str]) -> Any:
    """Return the font with only ``chars``; fontTools has no types."""
    from fontTools import subset

    options = subset.Options()
    options.layout_features = ["kern"]
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.hinting = False
    options.drop_tables += ["vhea", "vmtx", "VORG"]
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes={ord(c) for c in chars})
    cutter.subset(font)
    return font


def to_truetype(font: Any) -> None:
    """Replace cubic CFF outlines by quadratic TrueType ones, in place; error at most one unit of the em."""
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import newTable

    order, outlines = font.getGlyphOrder(), font.getGlyphSet()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(outlines)
        outlines[name].draw(Cu2QuPen(pen, 1.0, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = table = newTable("glyf")
    table.glyphOrder, table.glyphs = order, glyphs
    del font["CFF "]
    for glyph in glyphs.values():
        glyph.recalcBounds(table)
    limits = font["maxp"]
    limits.tableVersion, limits.maxZones, limits.maxComponentElements = 0x00010000, 1, 0
    for field in ("TwilightPoints", "Storage", "FunctionDefs", "InstructionDefs", "StackElements"):
        setattr(limits, f"max{field}", 0)
    limits.maxSizeOfInstructions = 0
    font["head"].glyphDataFormat = 0
    font["post"].formatType = 3.0
    font.sfntVersion = "\000\001\000\000"
    font.recalcBBoxes, font.recalcTimestamp = True, False


def main(arguments: list[str]) -> None:
    """Write the subset and say what the source font lacked."""
    source, target, *texts = (Path(a) for a in arguments)
    chars = wanted(texts)
    font = cut(source, chars)
    to_truetype(font)
    font.save(str(target))
    missing = "".join(sorted(c for c in chars if ord(c) not in font.getBestCmap()))
    print(f"{target}: {len(chars)} characters, {target.stat().st_size / 1e6:.2f} MB; not in the source: {missing}")


if __name__ == "__main__":
    main(sys.argv[1:])
