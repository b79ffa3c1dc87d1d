"""This module is where the memo becomes report.docx: a template that an office may replace, filled in."""

import zipfile
from dataclasses import asdict
from difflib import get_close_matches
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.messages import say
from planner.problem import Problem, ScenarioError
from planner.report.memo import ANNEXES, WIDTHS, Memo
from planner.report.memo_words import Section, fitted
from planner.text import Text, plain

if TYPE_CHECKING:
    from docx.opc.coreprops import CoreProperties
    from docxtpl import DocxTemplate

TEMPLATE = Path(__file__).with_name("office") / "memo.docx"
"""The template shipped with the planner; its README lists the marks a template may use."""

WIDTH_MM, HEIGHT_MM = 156, 200
"""The room a picture has between the margins of GB/T 9704, under its heading."""

FIELDS = ("title", "subtitle", "number", "addressee", "opening", "closing", "office", "date")
"""Marks of one line each."""

BROKEN = (zipfile.BadZipFile, KeyError, ValueError, SyntaxError, OSError, AttributeError)
"""What the Word libraries raise on a file that is no Word document, XML errors (SyntaxError) included."""


def write_docx(memo: Memo, folder: Path, path: Path, template: Path | None = None) -> tuple[Text, ...]:
    """Write the memo as Word with pictures of ``folder``; equal runs give equal bytes.

    Returns remarks: a template that was checked and yet fails on this content is replaced by ours, and it is said so.
    """
    if template is not None:
        try:
            path.write_bytes(_rendered(memo, template, folder))
            return ()
        except Exception as error:  # the office's marks may compute, and so fail in any way; the run must not be lost
            remark = say("memo.template.fell_back", why=error)
    path.write_bytes(_rendered(memo, TEMPLATE, folder))
    return () if template is None else (remark,)


def check_template(template: Path) -> None:
    """Raise ScenarioError where a file cannot serve as the template of a memo; to be asked before solving."""
    from jinja2 import TemplateSyntaxError

    def refused(message: Text) -> ScenarioError:
        return ScenarioError([Problem(str(template), 0, "", "", message)])

    if not template.is_file():
        raise refused(say("memo.template.missing"))
    from docx.opc.exceptions import PackageNotFoundError

    known = {*FIELDS, "enclosed", *WIDTHS}
    try:
        unknown = sorted(_opened(template).get_undeclared_template_variables(_environment()) - known)
        if unknown:
            near = get_close_matches(unknown[0], known, 1)
            hint = say("memo.template.near", name=near[0]) if near else plain("")
            listed = ", ".join([*FIELDS, "enclosed", *WIDTHS])
            raise refused(say("memo.template.unknown", name=unknown[0], hint=hint, known=listed))
    except TemplateSyntaxError as error:
        raise refused(say("memo.template.syntax", why=error.message)) from None
    except (PackageNotFoundError, *BROKEN) as error:
        raise refused(say("memo.template.broken", why=error)) from None
    try:
        _rendered(_sample(), template, None)
    except Exception as error:  # marks may compute, and so fail in any way
        raise refused(say("memo.template.field", why=error)) from None


def _sample() -> Memo:
    """Return a memo with something in every place, so that each mark of a template is tried."""
    sections = tuple(
        Section(key=key, heading=key, paragraphs=(key,), columns=(key,) * len(widths), rows=((key,) * len(widths),))
        for key, widths in WIDTHS.items()
    )
    return Memo(language="zh", sections=sections, **dict.fromkeys(FIELDS, "x"))


def _opened(template: Path) -> "DocxTemplate":
    from docxtpl import DocxTemplate

    opened = DocxTemplate(str(template))
    opened.init_docx()
    return opened


def _environment() -> Any:
    """Return how marks are filled in: a slip in a name is an error, text stays text, a template can run nothing."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    return SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)


def _rendered(memo: Memo, template: Path, pictures: Path | None) -> bytes:
    from docx.shared import Mm
    from docxtpl import InlineImage

    opened = _opened(template)
    context: dict[str, Any] = {field: getattr(memo, field) for field in FIELDS}
    context |= dict.fromkeys(WIDTHS) | {"enclosed": memo.enclosed}
    marks = {s.key: n for n, s in enumerate(memo.annexes, start=1)}
    for section in memo.sections:
        told = asdict(section)
        if section.key in ANNEXES:
            told["mark"] = say("memo.annex", number=marks[section.key]).pick(memo.language)
        if section.picture and pictures is not None:
            file = pictures / f"{section.picture}.png"
            wide, high = fitted(file, WIDTH_MM, HEIGHT_MM)
            told["picture"] = InlineImage(opened, str(file), width=Mm(wide), height=Mm(high))
        context[section.key] = told
    opened.render(context, _environment(), autoescape=True)
    anonymous(opened.docx.core_properties, memo.title)
    packed = BytesIO()
    opened.save(packed)
    return same_bytes(packed.getvalue())


def anonymous(properties: "CoreProperties", title: str) -> None:
    """Say in the properties of a document what it is, and nothing of who made template or memo, or when."""
    from datetime import UTC, datetime

    properties.title = title.replace("\n", "")
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.created = properties.modified = datetime(2025, 1, 1, tzinfo=UTC)
    properties.revision = 1


def same_bytes(packed: bytes) -> bytes:
    """Return a zip file without the times at which its parts were packed."""
    fresh = BytesIO()
    with zipfile.ZipFile(BytesIO(packed)) as old, zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            info = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
            info.create_system = 0
            # A picture is packed already.
            kind = zipfile.ZIP_STORED if entry.filename.endswith(".png") else zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(entry), kind)
    return fresh.getvalue()
