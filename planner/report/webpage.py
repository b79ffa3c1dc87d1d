"""This module is where a page is filled in from its template: one file, every name escaped, all it needs inside."""

from collections.abc import Sequence
from pathlib import Path

from planner.messages import say
from planner.report.webfont import font_face
from planner.text import Language

WEB = Path(__file__).with_name("web")


def filled(template: str, language: Language, styles: Sequence[str], scripts: Sequence[str], **values: object) -> str:
    """Return a template filled in; ``w`` in it says a message of the report, ``pick`` picks the language of a text.

    ``styles`` and ``scripts`` are files beside the template, put into the page in this order.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    from planner.version import __version__

    def words(key: str, **given: object) -> str:
        return say(key if "." in key else f"report.{key}", **given).pick(language)

    def together(names: Sequence[str]) -> Markup:
        return Markup("".join((WEB / name).read_text(encoding="utf-8") for name in names))

    environment = Environment(
        loader=FileSystemLoader(WEB), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    environment.filters["pick"] = lambda text: text.pick(language)
    html = environment.get_template(template).render(
        w=words, language=language, version=__version__, css=together(styles), js=together(scripts), **values
    )
    # The typeface holds only what the page shows, so it is cut last and put where the template left room.
    return html.replace("/*font-face*/", font_face(set(html)), 1)
