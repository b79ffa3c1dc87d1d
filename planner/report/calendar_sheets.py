"""This module is where plan.xlsx gets the sheets a planner prints: people and clinics by half-year, and the goals."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from planner.domain import Person
from planner.messages import say
from planner.report.calendar_views import Calendar, Cover, Place, Stint, calendar_of, name_of, short_names
from planner.report.cells import width
from planner.report.tables import word
from planner.report.views import short_site

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

    from planner.staffing import Outlook

PLACE_COLOURS = {Place.CENTRE: "#D6E6F5", Place.STATION: "#DDEFD9", Place.CLINIC: "#FFF3D1", Place.REMOTE: "#F6C89F"}
COVER_COLOURS = {Cover.NOBODY: "#E5533D", Cover.SHORT: "#FDEBC8", Cover.FULL: "#FFFFFF"}
SEVERAL = "#DDEFD9"
"""Where a clinic has more people than one."""

_WIDE, _LINE = 13, 14
"""Width of a half-year's column in characters, and points a line of text takes."""

_FONT = {"font_name": "Microsoft YaHei", "font_size": 9, "valign": "vcenter"}
_CELL = _FONT | {"border": 1, "border_color": "#C9D0D7", "text_wrap": True, "align": "center"}

SHEETS = ("sheet_people", "sheet_clinics", "table_outlook_goals")
"""Message names of the sheets, in order."""


def write_calendar(book: "Workbook", outlook: "Outlook") -> None:
    """Add the sheets of an outlook to a workbook, ready to print; text stays text."""
    calendar = calendar_of(outlook)
    looks = _looks(book)
    _people(book, looks, calendar)
    _clinics(book, looks, calendar)
    _goals(book, looks, outlook)


def _looks(book: "Workbook") -> dict[str, Any]:
    looks: dict[str, dict[str, object]] = {
        "head": {"bold": True, "bg_color": "#12324F", "font_color": "#FFFFFF", "align": "center", "border": 1},
        "group": {"bold": True, "bg_color": "#E6EDF4", "font_color": "#12324F"},
        "text": {"align": "left", "text_wrap": True, "border": 1, "border_color": "#C9D0D7"},
        "number": {"num_format": "0", "border": 1, "border_color": "#C9D0D7"},
        "title": {"bold": True, "font_size": 13, "font_color": "#12324F"},
        "note": {"font_color": "#5B6875"},
        "away": _CELL | {"bg_color": "#F0F1F3"},
        "several": _CELL | {"bg_color": SEVERAL},
    }
    for place, colour in PLACE_COLOURS.items():
        looks[place.value] = _CELL | {"bg_color": colour, "font_color": "#5B6875"}
        looks[f"{place.value}_new"] = _CELL | {"bg_color": colour, "bold": True, "left": 2, "left_color": "#1F2A36"}
    for cover, colour in COVER_COLOURS.items():
        looks[f"cover_{cover.value}"] = _CELL | {"bg_color": colour}
    looks["cover_nobody"] |= {"font_color": "#FFFFFF", "bold": True}
    return {name: book.add_format(_FONT | look) for name, look in looks.items()}


def _people(book: "Workbook", looks: dict[str, Any], calendar: Calendar) -> None:
    heads = ["col_name", "col_person_id", "col_role", "col_credential"]
    sheet = _sheet(book, looks, "sheet_people", calendar, heads, [10, 9, 11, 17])
    places = [(p.value, f"report.place_{p}") for p in Place]
    _legend(sheet, looks, [*places, (f"{Place.CLINIC}_new", "report.legend_new"), ("away", "report.legend_away")])
    groups: dict[str, list[tuple[Person, tuple[Stint, ...]]]] = {}
    for person, stints in calendar.careers():
        groups.setdefault(stints[0].centre_id, []).append((person, stints))
    row = _TOP + 1
    for centre, people in groups.items():
        row = _group(sheet, looks, row, calendar, centre, len(heads))
        for person, stints in people:
            facts = (
                person.name,
                person.id,
                word(person.role.value).zh,
                say(f"report.credential_{person.credential}").zh,
            )
            for at, fact in enumerate(facts):
                sheet.write_string(row, at, fact, looks["text"])
            for at, (text, look) in enumerate(_career(calendar, stints), start=len(heads)):
                sheet.write_string(row, at, text, looks[look])
            row += 1
    _finish(sheet, row, len(heads) + len(calendar.periods))


def _career(calendar: Calendar, stints: tuple[Stint, ...]) -> Iterator[tuple[str, str]]:
    """Yield what stands in each half-year of a person's row, and its look."""
    before = ""
    for number, period in enumerate(calendar.periods):
        here = next((s for s in stints if s.start <= period <= s.end), None)
        if here is None:
            before = ""
            yield "", "away"
            continue
        site = calendar.instance.site.get(here.site_id)
        name = short_site(site) if site else say("report.place_centre").zh
        look = calendar.place(here.site_id).value
        yield name, f"{look}_new" if number and here.site_id != before else look
        before = here.site_id


def _clinics(book: "Workbook", looks: dict[str, Any], calendar: Calendar) -> None:
    heads = ["page_col_clinic", "col_site_id", "col_posts", "col_population"]
    sheet = _sheet(book, looks, "sheet_clinics", calendar, heads, [20, 10, 8, 8])
    colours = [(f"cover_{c.value}", f"report.cover_{c}") for c in Cover]
    _legend(sheet, looks, [*colours, ("several", "report.cover_several")])
    names = short_names(calendar)
    row, centre = _TOP + 1, ""
    for code in calendar.clinics():
        site = calendar.instance.site[code]
        if site.centre_id != centre:
            centre = site.centre_id
            row = _group(sheet, looks, row, calendar, centre, len(heads))
        sheet.write_string(row, 0, site.name, looks["text"])
        sheet.write_string(row, 1, code, looks["text"])
        sheet.write_number(row, 2, calendar.sites[code, str(calendar.periods[0])].posts, looks["number"])
        sheet.write_number(row, 3, site.population, looks["number"])
        lines = 1
        for at, period in enumerate(calendar.periods, start=len(heads)):
            cover, who = calendar.cover(code, period), calendar.who.get((code, period), ())
            text = "、".join(names[c] for c in who) if who else say("report.cover_nobody").zh
            look = "several" if cover is Cover.FULL and len(who) > 1 else f"cover_{cover.value}"
            sheet.write_string(row, at, text, looks[look])
            lines = max(lines, -(-width(text) // (_WIDE - 1)))
        # Said outright, since not every program fits rows to wrapped names on opening.
        sheet.set_row(row, _LINE * lines)
        row += 1
    _finish(sheet, row, len(heads) + len(calendar.periods))


def _goals(book: "Workbook", looks: dict[str, Any], outlook: "Outlook") -> None:
    sheet = book.add_worksheet(say("report.table_outlook_goals").zh)
    for at, (head, wide) in enumerate(
        (("col_rank", 8), ("page_col_goal", 34), ("col_value", 12), ("col_bound", 12), ("col_proven", 14))
    ):
        sheet.write_string(0, at, say(f"report.{head}").zh, looks["head"])
        sheet.set_column(at, at, wide)
    for row, goal in enumerate(outlook.goals, start=1):
        put: Callable[..., object] = sheet.write_number
        put(row, 0, goal.rank, looks["number"])
        sheet.write_string(row, 1, goal.label.zh, looks["text"])
        put(row, 2, goal.value, looks["number"])
        put(row, 3, goal.bound, looks["number"])
        sheet.write_string(row, 4, word("yes" if goal.proven else "no").zh, looks["text"])
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


_TOP = 2
"""The row of headings; a title and a legend stand above it."""


def _sheet(
    book: "Workbook", looks: dict[str, Any], name: str, calendar: Calendar, heads: list[str], widths: list[int]
) -> "Worksheet":
    sheet = book.add_worksheet(say(f"report.{name}").zh)
    sheet.write_string(0, 0, say(f"report.{name}").zh, looks["title"])
    for at, (head, wide) in enumerate(zip(heads, widths, strict=True)):
        sheet.write_string(_TOP, at, say(f"report.{head}").zh, looks["head"])
        sheet.set_column(at, at, wide)
    for at, period in enumerate(calendar.periods, start=len(heads)):
        sheet.write_string(_TOP, at, str(period), looks["head"])
    sheet.set_column(len(heads), len(heads) + len(calendar.periods) - 1, _WIDE)
    sheet.freeze_panes(_TOP + 1, 2)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.set_margins(0.4, 0.4, 0.5, 0.5)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_TOP)
    sheet.set_footer("&C&P / &N")
    sheet.hide_gridlines(2)
    return sheet


def _legend(sheet: "Worksheet", looks: dict[str, Any], entries: list[tuple[str, str]]) -> None:
    for at, (look, message) in enumerate(entries):
        sheet.write_string(1, 4 + at, say(message).zh, looks[look])
    sheet.set_row(1, 26)


def _group(sheet: "Worksheet", looks: dict[str, Any], row: int, calendar: Calendar, centre: str, heads: int) -> int:
    """Write the line that heads a centre's rows and return the next row."""
    for at in range(heads + len(calendar.periods)):
        sheet.write_blank(row, at, None, looks["group"])
    sheet.write_string(row, 0, name_of(calendar.instance, centre), looks["group"])
    return row + 1


def _finish(sheet: "Worksheet", rows: int, columns: int) -> None:
    sheet.autofilter(_TOP, 0, max(rows - 1, _TOP), columns - 1)
    sheet.print_area(0, 0, max(rows - 1, _TOP), columns - 1)
