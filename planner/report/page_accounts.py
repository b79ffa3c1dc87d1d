"""This module is where the page's part on money, targets, missing values and duties is laid out; only sums go in."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from planner.accounts import Duty
from planner.calendar import add_months, day_before
from planner.messages import say
from planner.money import Funder
from planner.report.accounts_views import (
    MONTHS,
    Wanted,
    by_item,
    coming,
    in_all,
    is_assumed,
    left_out,
    listed,
    needed,
    no_budget,
    stands,
    tally,
    unlisted,
    verdict,
    wanted,
    years,
    yuan,
)
from planner.report.money_tables import Budget, budget, funder_label, item_label, money_remarks
from planner.report.page_tables import PageCell, PageRow, PageTable
from planner.report.supply_views import Value, supply_views
from planner.report.training_views import training_views
from planner.report.views import person_label, place_name
from planner.result import Result
from planner.text import Language, Text, join, plain

WIDTH, HEIGHT, HEAD, FOOT = 760, 230, 18, 22
"""Size of the drawing, and the room above and below its columns."""

SHADES = 6
"""Colours of funders in page.css, used in turn."""

GRAVITY = ("missed", "unknown", "met", "reported")
"""Verdicts in the order in which a reader wants them."""


@dataclass(frozen=True)
class Sum:
    """Yuan as shown, and whether any of it is assumed."""

    yuan: str
    assumed: bool


@dataclass(frozen=True)
class Line:
    """One line of the budget: what it is headed, its sums by funder, in all, and what people bear beside them."""

    head: str
    sums: tuple[Sum, ...]


@dataclass(frozen=True)
class Block:
    """One part of a column of the drawing: where, in which colour, its figure where there is room, what it tells."""

    x: float
    y: float
    width: float
    height: float
    shade: int
    figure: str
    tip: str


@dataclass(frozen=True)
class Drawing:
    """Columns by year stacked by funder; ``heads`` and ``tops`` are texts with their places."""

    blocks: tuple[Block, ...]
    heads: tuple[tuple[float, str], ...]
    tops: tuple[tuple[float, float, str], ...]
    key: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Money:
    """The budget: ``columns`` head the sums, ``foot`` is the line of all years."""

    whole: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    foot: Line
    drawing: Drawing
    remarks: tuple[str, ...]
    assumed: bool


@dataclass(frozen=True)
class Part:
    """What the template shows: the money or why there is none, tables, and duties by month."""

    money: Money | None
    no_money: str
    tables: tuple[PageTable, ...]
    span: str
    columns: tuple[str, ...]
    months: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]

    @property
    def shown(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.money or self.no_money or self.tables or self.months)


def accounts_part(result: Result, language: Language) -> Part:
    """Return the part on the accounts of a result, joined with its outlook where there is one."""
    layout = _Layout(result, language)
    sums, lacking = budget(result.accounts), no_budget(result)
    first = result.scenario.instance.placement_date.replace(day=1)
    span = say("accounts_page.about_calendar", first=first, last=day_before(add_months(first, MONTHS)))
    tables = (layout.items(sums), layout.targets(), *layout.supply(), layout.awaited())
    return Part(
        money=layout.money(sums) if sums.funders else None,
        no_money=lacking.pick(language) if lacking else "",
        tables=tuple(table for table in tables if table.rows),
        span=span.pick(language),
        columns=layout.heads("due", "duty", "count", "by", "clause"),
        months=tuple(layout.months()),
    )


def _cell(value: Value, language: Language) -> PageCell:
    if isinstance(value, int):
        return PageCell(str(value), value, "n")
    return PageCell(value.pick(language), look="w") if isinstance(value, Text) else PageCell(value)


class _Layout:
    """The parts in one language."""

    def __init__(self, result: Result, language: Language) -> None:
        self.result, self.language, self.instance = result, language, result.scenario.instance

    def say(self, key: str, **values: object) -> str:
        return say(f"accounts_page.{key}", **values).pick(self.language)

    def heads(self, *columns: str) -> tuple[str, ...]:
        return tuple(self.say(f"col_{column}") for column in columns)

    def table(self, name: str, columns: Iterable[str], rows: Iterable[PageRow]) -> PageTable:
        heads = self.heads(*columns)
        return PageTable(name, self.say(name), self.say(f"about_{name}"), heads, tuple(rows), filtered=False)

    def money(self, sums: Budget) -> Money:
        titles = years(sums, self.instance)
        borne = (Funder.PERSON,) if sums.total(funder=Funder.PERSON) else ()

        def line(head: str, year: int | None) -> Line:
            told = [(sums.total(year, f), is_assumed(sums, year, f)) for f in (*sums.funders, None, *borne)]
            return Line(head, tuple(Sum(yuan(amount), guessed) for amount, guessed in told))

        columns = [funder_label(f).pick(self.language) for f in sums.funders]
        return Money(
            whole=in_all(sums).pick(self.language),
            columns=(self.say("col_year"), *columns, self.say("total"), *(self.say("borne") for _ in borne)),
            lines=tuple(line(title.pick(self.language), year) for year, title in titles.items()),
            foot=line(self.say("total"), None),
            drawing=self.drawing(sums),
            remarks=tuple(
                note.pick(self.language) for note in (left_out(self.result), *money_remarks(self.result)) if note
            ),
            assumed=bool(sums.assumed),
        )

    def drawing(self, sums: Budget) -> Drawing:
        """Return columns by year; lengths are rounded, figures in 10,000 yuan, what a pointer shows is exact."""
        titles = years(sums, self.instance)
        step, room = WIDTH / len(titles), HEIGHT - HEAD - FOOT
        wide = round(min(step * 0.7, 90), 1)
        most = max((sums.total(year) for year in titles), default=Decimal(0)) or Decimal(1)
        blocks, heads, tops = [], [], []
        for at, (year, title) in enumerate(titles.items()):
            x, y = round(step * (at + 0.5) - wide / 2, 1), float(HEIGHT - FOOT)
            for shade, funder in enumerate(sums.funders):
                amount = sums.total(year, funder)
                high = float(max(amount, Decimal(0)) / most) * room
                y -= high
                tip = self.say("tip", year=year, funder=funder_label(funder), yuan=yuan(amount))
                figure = f"{amount / 10_000:,.1f}" if high > 15 else ""
                blocks.append(Block(x, round(y, 1), wide, round(high, 1), shade % SHADES, figure, tip))
            heads.append((round(x + wide / 2, 1), title.pick(self.language)))
            tops.append((round(x + wide / 2, 1), round(y - 5, 1), f"{sums.total(year) / 10_000:,.1f}"))
        key = tuple((n % SHADES, funder_label(f).pick(self.language)) for n, f in enumerate(sums.funders))
        return Drawing(tuple(blocks), tuple(heads), tuple(tops), key)

    def items(self, sums: Budget) -> PageTable:
        rows = (
            PageRow((
                PageCell(funder_label(funder).pick(self.language), list(Funder).index(funder)),
                PageCell(item_label(item).pick(self.language)),
                PageCell(yuan(amount), int(amount * 100), "n"),
                PageCell(self.say("assumed") if guessed else "", look="b missed" if guessed else ""),
            ))
            for (funder, item), (amount, guessed) in by_item(sums).items()
        )  # fmt: skip
        return self.table("items", ("funder", "item", "yuan", "assumed"), rows)

    def targets(self) -> PageTable:
        rows = []
        for m in listed(self.result):
            value, target = stands(m)
            told = verdict(m)
            rows.append(PageRow((
                PageCell(self.say(told), GRAVITY.index(told), f"b {told}"),
                PageCell(m.of.pick(self.language), look="w"),
                PageCell(m.day.isoformat(), m.day.toordinal(), "n"),
                PageCell(value.pick(self.language), -1 if m.value is None else int(m.value * 10_000), "n"),
                PageCell(target.pick(self.language), -1 if m.target is None else int(m.target * 10_000), "n"),
                PageCell(needed(m).pick(self.language), m.needed or 0, "n"),
                PageCell(m.clause, look="c"),
            )))  # fmt: skip
        made = self.table("targets", ("met", "of", "day", "value", "target", "needed", "clause"), rows)
        said = [tally(self.result), plain(made.about), unlisted(self.result)]
        return replace(made, about=join([text for text in said if text], "", " ").pick(self.language))

    def supply(self) -> Iterable[PageTable]:
        """Yield the tables on the supply of staff and on training; whole numbers stand right and sort as numbers."""
        for view in (*supply_views(self.result), *training_views(self.result)):
            rows = (PageRow(tuple(_cell(value, self.language) for value in row)) for row in view.rows)
            title, about = (say(f"supply_page.{key}").pick(self.language) for key in (view.key, f"about_{view.key}"))
            heads = tuple(say(f"supply_page.col_{column}").pick(self.language) for column in view.columns)
            yield PageTable(f"supply-{view.key}", title, about, heads, tuple(rows), filtered=False)

    def awaited(self) -> PageTable:
        rows = (
            PageRow((
                PageCell(one.clause, look="c"),
                PageCell(one.what.pick(self.language), look="w"),
                PageCell(self.where(one), look="w"),
                PageCell(one.how.pick(self.language), look="w"),
            ))
            for one in wanted(self.result)
        )  # fmt: skip
        return self.table("awaited", ("clause", "what", "where", "how"), rows)

    def where(self, one: Wanted) -> str:
        """Return the document and the place in it, or the notice alone."""
        place = one.where.pick(self.language)
        return self.say("in_document", document=one.document, where=one.where) if one.document.zh else place

    def months(self) -> Iterable[tuple[str, tuple[tuple[str, ...], ...]]]:
        """Yield each month with the duties that fall due in it."""
        for month, duties in groupby(coming(self.result), key=lambda duty: f"{duty.day:%Y-%m}"):
            yield (
                month,
                tuple(
                    (
                        duty.day.isoformat(),
                        self.duty(duty),
                        str(duty.count or ""),
                        duty.by.pick(self.language),
                        duty.clause,
                    )
                    for duty in duties
                ),
            )

    def duty(self, duty: Duty) -> str:
        """Return what is to be done, and for whom where the words do not say it: a person or a place by name."""
        code, what = duty.subject, duty.what.pick(self.language)
        person = self.instance.person.get(code)
        name = person.name if person else place_name(self.instance, code) or code
        if name in what:
            return what
        return self.say("for", what=what, subject=person_label(self.instance, code) if person else name)
