"""This module is where the memo becomes report.pdf: the same content, set without any office program."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from planner.messages import say
from planner.report.memo import NESTED, WIDTHS, Memo
from planner.report.memo_fonts import NAME, Faces
from planner.report.memo_words import Section, fitted
from planner.text import Text

MM = 72 / 25.4
WIDTH, HEIGHT = 156 * MM, 195 * MM
"""Points between the margins of GB/T 9704; the height a picture may take under its heading."""

NEVER_FIRST = "，：；？！》〉”’"
"""Marks that no line of Chinese starts with, beyond those reportlab knows from Japanese."""


def write_pdf(memo: Memo, folder: Path, path: Path) -> tuple[Text, ...]:
    """Write the memo as PDF with pictures of ``folder``; text can be searched, and equal runs give equal bytes.

    Returns a remark naming the characters no typeface of this machine has.
    """
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    _set_up()
    faces = Faces(_characters(memo))
    document: Any = BaseDocTemplate(
        str(path), pagesize=(210 * MM, 297 * MM), invariant=1, title=memo.title.replace("\n", ""), author="",
        subject="", creator="", lang="zh-CN" if memo.language == "zh" else "en",
    )  # fmt: skip
    frame = Frame(28 * MM, 32 * MM, WIDTH, 230 * MM, 0, 0, 0, 0, id="text")
    document.addPageTemplates(PageTemplate("page", [frame], onPage=lambda canvas, _: _page_number(canvas, memo)))
    document.afterFlowable = lambda flowable: _bookmark(document, flowable)
    document.build(list(_Setter(memo, faces, folder).paper()))
    if not faces.lost:
        return ()
    told = "、".join(f"{c}（U+{ord(c):04X}）" for c in faces.lost)
    return (say("memo.glyphs", characters=told),)


def _set_up() -> None:
    """Teach the library what it lacks, once: marks no Chinese line starts with, and streams that need no armour."""
    from reportlab import rl_config
    from reportlab.lib import textsplit
    from reportlab.platypus import paragraph

    rl_config.useA85 = 0  # a PDF is binary anyway; as text it takes longer to write and more room
    if NEVER_FIRST not in textsplit.ALL_CANNOT_START:
        textsplit.ALL_CANNOT_START += NEVER_FIRST
        paragraph.ALL_CANNOT_START = textsplit.ALL_CANNOT_START


def _characters(memo: Memo) -> set[str]:
    lines = [memo.title, memo.subtitle, memo.number, memo.addressee, memo.opening, memo.closing, memo.office, memo.date]
    for s in memo.sections:
        lines += [s.heading, *s.paragraphs, *s.columns, *(cell for row in s.rows for cell in row)]
    return set("".join((*lines, *memo.enclosed, say("memo.annex", number=0).pick(memo.language))))


def _page_number(canvas: Any, memo: Memo) -> None:
    """Write the page number outside: odd pages right, even pages left."""
    number = canvas.getPageNumber()
    canvas.setFont(NAME, 12)
    text = say("memo.page", number=number).pick(memo.language)
    if number % 2:
        canvas.drawRightString(28 * MM + WIDTH - 12, 22 * MM, text)
    else:
        canvas.drawString(28 * MM + 12, 22 * MM, text)


def _bookmark(document: Any, flowable: Any) -> None:
    """Give each heading an entry in the outline of the file."""
    level = getattr(getattr(flowable, "style", None), "outline", None)
    if level is not None:
        key = f"h{document.seq.nextf('heading')}"
        document.canv.bookmarkPage(key)
        document.canv.addOutlineEntry(flowable.getPlainText(), key, level)


class _Setter:
    """The flowables of a paper, in order."""

    def __init__(self, memo: Memo, faces: Faces, folder: Path) -> None:
        self.memo, self.faces, self.folder = memo, faces, folder
        self.styles: dict[str, Any] = dict(_styles(memo.language))

    def line(self, text: str, style: str) -> Any:
        from reportlab.platypus import Paragraph

        return Paragraph(self.faces.markup(text), self.styles[style])

    def paper(self) -> Iterator[Any]:
        from reportlab.platypus import PageBreakIfNotEmpty

        memo = self.memo
        yield self.line(memo.number, "number")
        yield self.line(memo.title, "title")
        if memo.subtitle:
            yield self.line(memo.subtitle, "subtitle")
        yield self.line(memo.addressee, "addressee")
        yield self.line(memo.opening, "body")
        for section in memo.body:
            yield self.line(section.heading, "inner" if section.key in NESTED else "outer")
            yield from self.content(section)
        yield from self.signature()
        for number, section in enumerate(memo.annexes, start=1):
            yield PageBreakIfNotEmpty()
            yield self.line(say("memo.annex", number=number).pick(memo.language), "mark")
            yield self.line(section.heading, "annex")
            yield from self.content(section)

    def signature(self) -> Iterator[Any]:
        from reportlab.platypus import KeepTogether, Spacer

        lines = [
            self.line(self.memo.closing, "body"),
            Spacer(1, 14),
            *(self.line(text, "enclosed") for text in self.memo.enclosed),
            Spacer(1, 28),
        ]
        yield KeepTogether([*lines, self.line(self.memo.office, "signature"), self.line(self.memo.date, "signature")])

    def content(self, section: Section) -> Iterator[Any]:
        from PIL import Image as Picture
        from reportlab.platypus import Image, Spacer

        for text in section.paragraphs:
            yield self.line(text, "body")
        if section.rows:
            yield self.table(section)
            yield Spacer(1, 8)
        if section.picture:
            file = self.folder / f"{section.picture}.png"
            # Without its transparency, through which white paper shows nothing, a picture is set twice as fast.
            flat = BytesIO()
            Picture.open(file).convert("RGB").save(flat, "PPM")
            yield Image(flat, *fitted(file, WIDTH, HEIGHT))

    def table(self, section: Section) -> Any:
        from reportlab.lib.colors import HexColor
        from reportlab.platypus import LongTable

        rows = [[self.line(c, "head") for c in section.columns]]
        rows += [[self.line(cell, "cell") for cell in row] for row in section.rows]
        return LongTable(
            rows, colWidths=[WIDTH * share / 100 for share in WIDTHS[section.key]], repeatRows=1, spaceBefore=4,
            style=[
                ("GRID", (0, 0), (-1, -1), 0.5, HexColor("#555555")),
                ("BACKGROUND", (0, 0), (-1, 0), HexColor("#EEF1F4")),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("LEFTPADDING", (0, 0), (-1, -1), 4), ("RIGHTPADDING", (0, 0), (-1, -1), 4),
                ("TOPPADDING", (0, 0), (-1, -1), 2.5), ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
            ],
        )  # fmt: skip


def _styles(language: str) -> Iterator[tuple[str, Any]]:
    """Yield the looks of paragraphs: name, size and line height in points, and what else differs."""
    from reportlab.lib.enums import TA_CENTER, TA_RIGHT
    from reportlab.lib.styles import ParagraphStyle

    chinese = language == "zh"
    size, leading = (14, 25) if chinese else (12, 19)
    indent = 2 * size if chinese else 0
    looks: dict[str, dict[str, Any]] = {
        "body": {"firstLineIndent": indent, "spaceAfter": 0 if chinese else 5},
        "number": {"alignment": TA_CENTER, "spaceAfter": 22},
        "title": {"fontSize": 20, "leading": 30, "alignment": TA_CENTER},
        "subtitle": {"alignment": TA_CENTER, "spaceAfter": 8},
        "addressee": {"spaceBefore": 12},
        "outer": {"fontSize": size + 1, "firstLineIndent": indent, "spaceBefore": 8, "keepWithNext": 1, "outline": 0},
        "inner": {"firstLineIndent": indent, "spaceBefore": 4, "keepWithNext": 1, "outline": 1},
        "enclosed": {"leftIndent": indent},
        "signature": {"alignment": TA_RIGHT, "rightIndent": 4 * size},
        "mark": {"keepWithNext": 1},
        "annex": {"fontSize": 18, "leading": 28, "alignment": TA_CENTER, "spaceAfter": 10, "keepWithNext": 1,
                  "outline": 0},
        "head": {"fontSize": 9, "leading": 13, "alignment": TA_CENTER},
        "cell": {"fontSize": 9, "leading": 13},
    }  # fmt: skip
    for name, look in looks.items():
        base = {"fontName": NAME, "fontSize": size, "leading": leading, "wordWrap": "CJK" if chinese else None}
        yield name, ParagraphStyle(name, **(base | look))
