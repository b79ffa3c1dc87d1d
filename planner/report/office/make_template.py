"""Make memo.docx, the template of the memo: the layout of GB/T 9704 with a mark wherever the planner writes.

    python planner/report/office/make_template.py [memo.docx]

The same script gives the same bytes. What a section is called and how wide its columns are comes from the memo itself.
"""

import sys
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from planner.report.memo import ANNEXES, NESTED, WIDTHS
from planner.report.memo_docx import anonymous, same_bytes

SONG, FANG, HEI, KAI = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
"""The typefaces of official papers; ALSO names what stands in for each on a machine that lacks it."""

ALSO = {SONG: "华文中宋,宋体", FANG: "仿宋,华文仿宋,宋体", HEI: "微软雅黑,Noto Sans CJK SC", KAI: "楷体,华文楷体,宋体"}

TEXT_MM = 156
PICTURES = ("map", "chart", "years")


def style(document: Any, name: str, font: str, size: float, line: float, **looks: Any) -> None:
    """Set a paragraph style: East Asian and Latin typeface, size and line height in points, alignment and indents."""
    made = document.styles[name] if name in [s.name for s in document.styles] else document.styles.add_style(name, 1)
    made.base_style = None if name == "Normal" else document.styles["Normal"]
    made.font.name, made.font.size, made.font.bold, made.font.italic = "Times New Roman", Pt(size), False, False
    made.font.color.rgb = RGBColor(0, 0, 0)
    fonts = made.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in ("w:asciiTheme", "w:eastAsiaTheme", "w:hAnsiTheme", "w:cstheme"):
        fonts.attrib.pop(qn(attribute), None)
    fonts.set(qn("w:eastAsia"), font)
    shape = made.paragraph_format
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line)
    shape.space_before, shape.space_after = Pt(looks.get("before", 0)), Pt(looks.get("after", 0))
    shape.alignment = looks.get("align")
    shape.first_line_indent = Pt(looks.get("indent", 0))
    shape.left_indent, shape.right_indent = Pt(looks.get("left", 0)), Pt(looks.get("right", 0))
    shape.keep_with_next = looks.get("keep", False)
    shape.page_break_before = looks.get("fresh", False)
    for border in made.element.findall(".//" + qn("w:pBdr")):
        border.getparent().remove(border)


def styles(document: Any) -> None:
    """Set every style of the paper."""
    centre, right = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
    style(document, "Normal", FANG, 16, 29)
    style(document, "Body Text", FANG, 16, 29, indent=32, align=WD_ALIGN_PARAGRAPH.JUSTIFY)
    style(document, "Title", SONG, 22, 33, align=centre)
    style(document, "Subtitle", KAI, 16, 29, align=centre, after=14)
    style(document, "Heading 1", HEI, 16, 29, indent=32, before=8, keep=True)
    style(document, "Heading 2", KAI, 16, 29, indent=32, before=4, keep=True)
    style(document, "Document Number", FANG, 16, 29, align=centre, after=29)
    style(document, "Addressee", FANG, 16, 29, before=14)
    style(document, "Enclosed", FANG, 16, 29, left=32, keep=True)
    style(document, "Closing", FANG, 16, 29, indent=32, keep=True)
    style(document, "Signature", FANG, 16, 29, align=right, right=64, keep=True)
    style(document, "Annex Mark", HEI, 16, 29, fresh=True, keep=True)
    style(document, "Annex Title", SONG, 22, 33, align=centre, after=14, keep=True)
    style(document, "Table Text", FANG, 10.5, 15)
    style(document, "Table Head", HEI, 10.5, 15, align=centre)
    style(document, "Picture", FANG, 16, 29, align=centre)
    # A picture needs a line as high as itself.
    document.styles["Picture"].paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    style(document, "Footer", "宋体", 14, 20)


def page(document: Any) -> None:
    """Set A4 with the margins of GB/T 9704 and the page number outside, odd pages right, even pages left."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = (
        Mm(37),
        Mm(35),
        Mm(28),
        Mm(26),
    )
    section.footer_distance = Mm(22)
    document.settings.odd_and_even_pages_header_footer = True
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        footer.is_linked_to_previous = False
        line = footer.paragraphs[0]
        line.style, line.alignment = document.styles["Footer"], side
        line.paragraph_format.left_indent = line.paragraph_format.right_indent = Pt(14)
        line.add_run("— ")
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        line._p.append(field)
        number = line.add_run("1")  # shown until the program counts pages
        field.append(number._r)
        line.add_run(" —")


def table(document: Any, key: str, widths: tuple[int, ...]) -> None:
    """Add the table of a section: a head that is repeated on every page, then a row for each of ``rows``."""
    made = document.add_table(4, len(widths), style="Table Grid")
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    texts = [
        [f"{{{{ {key}.columns[{at}] }}}}" for at in range(len(widths))],
        [f"{{%tr for row in {key}.rows %}}"],
        [f"{{{{ row[{at}] }}}}" for at in range(len(widths))],
        ["{%tr endfor %}"],
    ]
    for number, (row, cells) in enumerate(zip(made.rows, texts, strict=True)):
        flags = row._tr.get_or_add_trPr()
        flags.append(OxmlElement("w:cantSplit"))
        if number == 0:
            flags.append(OxmlElement("w:tblHeader"))
        for at, (cell, share) in enumerate(zip(row.cells, widths, strict=True)):
            cell.width = Mm(TEXT_MM * share / 100)
            cell.paragraphs[0].style = document.styles["Table Head" if number == 0 else "Table Text"]
            cell.paragraphs[0].add_run(cells[at] if at < len(cells) else "")
    for at, share in enumerate(widths):
        made.columns[at].width = Mm(TEXT_MM * share / 100)


def section(document: Any, key: str, widths: tuple[int, ...]) -> None:
    """Add one section, shown only where the memo has it."""

    def line(text: str, look: str = "Body Text") -> None:
        document.add_paragraph(text, style=look)

    line(f"{{%p if {key} %}}")
    if key in ANNEXES:
        line(f"{{{{ {key}.mark }}}}", "Annex Mark")
        line(f"{{{{ {key}.heading }}}}", "Annex Title")
    else:
        line(f"{{{{ {key}.heading }}}}", "Heading 2" if key in NESTED else "Heading 1")
    line(f"{{%p for line in {key}.paragraphs %}}")
    line("{{ line }}")
    line("{%p endfor %}")
    if widths:
        line(f"{{%p if {key}.rows %}}")
        table(document, key, widths)
        line("{%p endif %}")
    if key in PICTURES:
        line(f"{{{{ {key}.picture }}}}", "Picture")
    line("{%p endif %}")


def other_names(document: Any) -> None:
    """Name in the font table what may stand in for each typeface."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{also}"/><w:charset w:val="86"/></w:font>'
        for name, also in ALSO.items()
    )
    for part in document.part.package.iter_parts():
        if part.partname == "/word/fontTable.xml":
            part._blob = f'<?xml version="1.0" encoding="UTF-8"?><w:fonts {space}>{fonts}</w:fonts>'.encode()


def make(path: Path) -> None:
    """Write the template."""
    document = Document()
    styles(document)
    page(document)
    for text, look in (
        ("{{ number }}", "Document Number"),
        ("{{ title }}", "Title"),
        ("{%p if subtitle %}", "Subtitle"),
        ("{{ subtitle }}", "Subtitle"),
        ("{%p endif %}", "Subtitle"),
        ("{{ addressee }}", "Addressee"),
        ("{{ opening }}", "Body Text"),
    ):
        document.add_paragraph(text, style=look)
    for key, widths in WIDTHS.items():
        if key == ANNEXES[0]:
            document.add_paragraph("{{ closing }}", style="Closing")
            document.add_paragraph("", style="Enclosed")
            document.add_paragraph("{%p for line in enclosed %}", style="Enclosed")
            document.add_paragraph("{{ line }}", style="Enclosed")
            document.add_paragraph("{%p endfor %}", style="Enclosed")
            document.add_paragraph("", style="Enclosed")
            document.add_paragraph("{{ office }}", style="Signature")
            document.add_paragraph("{{ date }}", style="Signature")
        section(document, key, widths)
    other_names(document)
    for key, relation in list(document.part.package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):  # a picture of some other paper
            del document.part.package.rels[key]
    save(document, path)


def save(document: Any, path: Path) -> None:
    """Save without anything that says who made it, or when."""
    anonymous(document.core_properties, "")
    packed = BytesIO()
    document.save(packed)
    path.write_bytes(same_bytes(packed.getvalue()))


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("memo.docx"))
