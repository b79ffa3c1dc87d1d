"""This module is where a comparison is laid out as tables for people: on a terminal, on a sheet, in a notebook."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from planner.comparing import key_text
from planner.comparison import Comparison, Indicator, Member, PersonChange, Place
from planner.messages import say
from planner.text import Text, join, plain

Cell = Text | int
"""What a cell shows: a number as a number, anything else in words."""


@dataclass(frozen=True, kw_only=True)
class View:
    """One table: under which key its sheet goes, its title, headings and rows."""

    sheet: str
    title: Text
    heads: tuple[Text, ...]
    rows: tuple[tuple[Cell, ...], ...]


def views(comparison: Comparison) -> Iterator[View]:
    """Yield the tables of a comparison that have rows, in the order a reader wants them."""
    every = (
        *(_indicators(comparison, part) for part in ("season", "ahead", "target", "money")),
        _steps(comparison),
        *(_people(comparison, place) for place in range(1, len(comparison.members))),
        *(_clinics(comparison, part) for part in ("season", "ahead")),
        _stints(comparison),
    )
    yield from (view for view in every if view.rows)


def share(value: Fraction) -> str:
    """Return an exact share as text with its percentage, rounded to a tenth, such as ``1/3 (33.3%)``."""
    tenths = int(value * 1000 + Fraction(1, 2))
    return f"{value} ({tenths // 10}.{tenths % 10}%)"


def shown_place(place: Place | None, member: Member) -> Text:
    """Return where a plan puts someone: the clinic with its town, or the centre, or in words that it does not."""
    if place is None:
        return say("compare.not_listed")
    if place.centre_id is None:
        return say("compare.unplaced")
    centre, site = member.instance.centre.get(place.centre_id), member.instance.site.get(place.site_id or "")
    if site is None or centre is None:
        return plain(centre.name if centre else place.centre_id)
    return say("compare.place", site=site.name, town=centre.town)


def shown_value(indicator: Indicator, place: int) -> Cell:
    """Return the value of an indicator for a member, with its bound where it is not proven."""
    value, bound = indicator.values[place], indicator.bounds[place]
    if value is None:
        return say("compare.none")
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else plain(share(value) if value < 1 else str(value))
    if isinstance(value, Decimal):
        return plain(f"{value:,.2f}")
    if bound is not None and not indicator.proven[place]:
        known = "compare.unproven_mark" if bound != value else "compare.unproven_value"
        return say(known, value=value, bound=bound)
    return value


def steps_text(change: PersonChange) -> Text:
    """Return under what a person's difference arose, in the order of the steps."""
    return join([key_text(key) for key in change.steps], "、", ", ")


def _named(name: str, code: str) -> Text:
    """A name with its code; once where the code stands for the name."""
    return plain(code if name == code else f"{name} {code}")


def _names(comparison: Comparison) -> tuple[Text, ...]:
    first, *others = (m.name for m in comparison.members)
    return say("compare.col.baseline", name=first), *map(plain, others)


def _indicators(comparison: Comparison, part: str) -> View:
    lines = [i for i in comparison.indicators if i.part == part]
    return View(
        sheet="indicators",
        title=say(f"compare.part.{part}"),
        heads=(say("compare.col.indicator"), *_names(comparison), say("compare.col.clause")),
        rows=tuple(
            (i.label, *(shown_value(i, place) for place in range(len(i.values))), plain(i.clause)) for i in lines
        ),
    )


def _steps(comparison: Comparison) -> View:
    return View(
        sheet="steps",
        title=say("compare.heading.steps"),
        heads=(say("compare.col.plan"), say("compare.col.step"), say("compare.col.moved")),
        rows=tuple((plain(m.name), s.label, s.moved) for m in comparison.members for s in m.path),
    )


def _people(comparison: Comparison, place: int) -> View:
    member = comparison.members[place]
    heads = ("person", "before", "after", "wish", "minutes", "verdict", "steps")
    return View(
        sheet="people",
        title=say("compare.heading.people", name=member.name),
        heads=tuple(say(f"compare.col.{key}") for key in heads),
        rows=tuple(_person(c, comparison) for c in comparison.people if c.member == place),
    )


def _person(change: PersonChange, comparison: Comparison) -> tuple[Cell, ...]:
    def change_of(shown: tuple[Text, Text]) -> Text:
        before, after = shown
        return before if before == after else Text(f"{before.zh} → {after.zh}", f"{before.en} → {after.en}")

    sides = change.before, change.after
    return (
        _named(change.name, change.person_id),
        shown_place(change.before, comparison.baseline),
        shown_place(change.after, comparison.members[change.member]),
        change_of((_wish(sides[0]), _wish(sides[1]))),
        change_of((_minutes(sides[0]), _minutes(sides[1]))),
        say(f"compare.verdict.{change.verdict.value}"),
        steps_text(change),
    )


def _wish(place: Place | None) -> Text:
    if place is None or place.centre_id is None:
        return say("compare.none")
    return say("compare.not_wished") if place.wish_rank is None else plain(str(place.wish_rank))


def _minutes(place: Place | None) -> Text:
    return say("compare.none") if place is None or place.minutes is None else plain(str(place.minutes))


def _clinics(comparison: Comparison, part: str) -> View:
    def told(without: tuple[str, ...] | None) -> Cell:
        if without is None:
            return say("compare.none")
        return len(without) if part == "ahead" else say("compare.no_doctor" if without else "compare.doctor")

    return View(
        sheet="clinics",
        title=say(f"compare.heading.clinics.{part}"),
        heads=(say("compare.col.clinic"), say("compare.col.residents"), *_names(comparison)),
        rows=tuple(
            (_named(c.name, c.site_id), c.population, *(told(w) for w in c.without))
            for c in comparison.clinics
            if c.part == part
        ),
    )


def _stints(comparison: Comparison) -> View:
    return View(
        sheet="stints",
        title=say("compare.heading.stints"),
        heads=(say("compare.col.plan"), say("compare.col.person"), say("compare.col.half_years")),
        rows=tuple(
            (plain(comparison.members[c.member].name), _named(c.name, c.person_id), c.half_years)
            for c in sorted(comparison.stints, key=lambda c: (c.member, -c.half_years, c.person_id))
        ),
    )
