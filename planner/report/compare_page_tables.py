"""This module is where the tables of plans side by side are laid out for the page, with exact sort keys."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from planner.comparing import key_text
from planner.comparison import ClinicChange, Comparison, Indicator, PersonChange, Place, Value
from planner.domain import Centre, Site
from planner.messages import say
from planner.report.compare_views import share, shown_place, shown_value
from planner.report.page_tables import PageCell, PageRow, PageTable, find_in, number
from planner.text import Language, Text

_UNKNOWN = 10**6


@dataclass(frozen=True)
class Figure:
    """One cell side by side: the value, how far it is proven, the difference to the baseline and its direction.

    ``tone`` is ``better``, ``worse`` or blank.
    """

    value: str
    remark: str = ""
    change: str = ""
    arrow: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Line:
    """One indicator, a figure by member; ``changed`` tells whether any member differs from the baseline."""

    key: str
    label: str
    clause: str
    figures: tuple[Figure, ...]
    changed: bool


def label(name: str, code: str) -> str:
    """Return a name with its code, the code alone where it stands for the name."""
    return f"{name} ({code})" if name not in ("", code) else code


def indicator_blocks(comparison: Comparison, language: Language) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """Return the indicators by part (this season, the years ahead, targets), each with its heading."""
    parts = dict.fromkeys(i.part for i in comparison.indicators)
    return tuple(
        (
            say(f"compare.part.{part}").pick(language),
            tuple(_line(i, language) for i in comparison.indicators if i.part == part),
        )
        for part in parts
    )


def _line(indicator: Indicator, language: Language) -> Line:
    figures = tuple(_figure(indicator, place, language) for place in range(len(indicator.values)))
    return Line(
        key=indicator.key,
        label=indicator.label.pick(language),
        clause=indicator.clause,
        figures=figures,
        changed=len(set(indicator.values)) > 1,
    )


def _figure(indicator: Indicator, place: int, language: Language) -> Figure:
    base, value = indicator.values[0], indicator.values[place]
    shown = shown_value(indicator, place)
    text = shown.pick(language) if isinstance(shown, Text) else f"{shown:,}"
    remark = ""
    if value is not None and not indicator.proven[place] and indicator.bounds[place] is None:
        remark = say("compare_page.unproven").pick(language)
    change = _difference(base, value)
    if not change:
        return Figure(text, remark)
    if isinstance(change, Fraction):
        # A percentage is of shares only; other exact numbers are shown as they are.
        shares = base is not None and base <= 1 and value is not None and value <= 1
        size = share(abs(change)) if shares else str(abs(change))
    else:
        size = f"{abs(change):,.2f}" if isinstance(change, Decimal) else f"{abs(change):,}"
    wanted = {"less": change < 0, "more": change > 0}.get(indicator.better or "")
    tone = "" if wanted is None else "better" if wanted else "worse"
    word = say(f"compare_page.{tone}").pick(language) if tone else ""
    return Figure(text, remark, f"{size} {word}".rstrip(), "▲" if change > 0 else "▼", tone)


def _difference(base: Value, value: Value) -> Value:
    """Return by how much a value exceeds the baseline's, None where they cannot be set against each other."""
    if isinstance(base, Decimal) and isinstance(value, Decimal):
        return value - base
    if isinstance(base, int | Fraction) and isinstance(value, int | Fraction):
        return value - base
    return None


class Sides:
    """The rows of each table in one language."""

    def __init__(self, comparison: Comparison, language: Language) -> None:
        self.comparison, self.language = comparison, language
        self.members = comparison.members
        # Where members differ in their facts, a place is told of as the baseline has it.
        self.centres: Mapping[str, Centre] = {c.id: c for m in reversed(self.members) for c in m.instance.centres}
        self.sites: Mapping[str, Site] = {s.id: s for m in reversed(self.members) for s in m.instance.sites}
        self._behind: dict[str, set[str]] = defaultdict(set)
        for change in comparison.people:
            for place in (change.before, change.after):
                if place is not None and place.site_id is not None:
                    self._behind[place.site_id].update(change.steps)

    def tables(self) -> Iterator[PageTable]:
        """Yield the tables that have rows; the table of people always."""
        yield self.people()
        for table in (self.clinics("season"), self.clinics("ahead"), self.stints(), self.steps()):
            if table.rows:
                yield table

    def _pick(self, text: Text) -> str:
        return text.pick(self.language)

    def _table(self, name: str, heads: Iterable[Text], rows: Iterable[PageRow], filtered: bool = True) -> PageTable:
        title, about = (self._pick(say(f"compare_page.{key}")) for key in (name, f"about_{name}"))
        return PageTable(f"compare_{name}", title, about, tuple(map(self._pick, heads)), tuple(rows), filtered)

    def clauses(self) -> tuple[tuple[str, str], ...]:
        """Return what differences arose under, to choose from: key and words."""
        keys = sorted({key for change in self.comparison.people for key in change.steps})
        return tuple((key, self._pick(key_text(key))) for key in keys)

    def areas(self) -> dict[str, list[tuple[str, str]]]:
        """Return what can be chosen as an area: centres, and towns where a town is more than one centre."""
        centres = sorted(self.centres.values(), key=lambda c: c.id)
        towns = sorted({c.town for c in centres if c.town})
        return {
            "page_centres": [(f"c:{c.id}", c.name) for c in centres],
            "page_towns": [(f"t:{town}", town) for town in towns] if len(towns) < len(centres) else [],
        }

    def _around(self, codes: Iterable[str | None]) -> tuple[str, str]:
        """Return centres and their towns, one a line, as the filter wants them."""
        known = [self.centres[c] for c in dict.fromkeys(codes) if c is not None and c in self.centres]
        return "\n".join(c.id for c in known), "\n".join(dict.fromkeys(c.town for c in known))

    def people(self) -> PageTable:
        placed = [m.plan.placement for m in self.members]
        rows = []
        for c in self.comparison.people:
            member, who = self.members[c.member], label(c.name, c.person_id)
            before = self._pick(shown_place(c.before, self.comparison.baseline))
            after = self._pick(shown_place(c.after, member))
            steps = "、".join(self._pick(key_text(k)) for k in c.steps)
            cells = (
                PageCell(member.name, c.member),
                PageCell(who),
                PageCell(before),
                PageCell(after),
                self._wish(c),
                self._minutes(c),
                _extra(c),
                PageCell(self._pick(say(f"compare.verdict.{c.verdict.value}")), look=f"b {c.verdict.value}"),
                PageCell(steps if self.language == "zh" else steps.replace("、", ", "), look="c w"),
            )
            centres, towns = self._around(p.centre_id for p in (c.before, c.after) if p is not None)
            at = [p.get(c.person_id) for p in placed]
            places = "\n".join((p.site_id or p.centre_id or "") if p else "" for p in at)
            rows.append(PageRow(
                cells, c.person_id, centres, towns, places, clauses=c.steps, members=(str(c.member),),
                find=find_in(who, before, after, centres, towns, *(p.site_id or "" for p in (c.before, c.after) if p)),
                counts={c.verdict.value: 1},
            ))  # fmt: skip
        heads = (
            say("compare_page.col_plan"),
            *(say(f"compare.col.{key}") for key in ("person", "before", "after", "wish", "minutes")),
            say("compare_page.col_extra"),
            *(say(f"compare.col.{key}") for key in ("verdict", "steps")),
        )
        return self._table("people", heads, rows)

    def _wish(self, c: PersonChange) -> PageCell:
        def told(place: Place | None) -> str:
            if place is None or place.centre_id is None:
                return self._pick(say("compare.none"))
            return str(place.wish_rank) if place.wish_rank is not None else self._pick(say("compare.not_wished"))

        ranks = [p.wish_rank if p and p.wish_rank is not None else 999 for p in (c.after, c.before)]
        return PageCell(_arrow(told(c.before), told(c.after)), ranks[0] * 1000 + ranks[1], "n")

    def _minutes(self, c: PersonChange) -> PageCell:
        none = self._pick(say("compare.none"))
        told = [none if p is None or p.minutes is None else str(p.minutes) for p in (c.before, c.after)]
        known = [p.minutes for p in (c.after, c.before) if p is not None and p.minutes is not None]
        return PageCell(_arrow(*told), known[0] if known else _UNKNOWN, "n")

    def clinics(self, part: str) -> PageTable:
        first, *others = (m.name for m in self.members)
        heads = (
            say("compare.col.clinic"),
            say("report.page_col_centre"),
            say("compare.col.residents"),
            say("compare.col.baseline", name=first),
            *(Text(name, name) for name in others),
        )
        rows = [self._clinic(c) for c in self.comparison.clinics if c.part == part]
        return self._table("clinics" if part == "season" else "clinics_ahead", heads, rows)

    def _clinic(self, c: ClinicChange) -> PageRow:
        site = self.sites[c.site_id]
        centres, towns = self._around((site.centre_id,))
        centre = self.centres[site.centre_id].name if site.centre_id in self.centres else site.centre_id
        base, counts, differing = c.without[0], {}, []
        for place, without in enumerate(c.without[1:], start=1):
            if (
                base is None
                or without is None
                or base == without
                or (c.part == "season" and bool(base) == bool(without))
            ):
                continue
            differing.append(str(place))
            if c.part == "season":
                counts[f"d{place}"] = 1 if base else -1
        cells = (
            PageCell(label(c.name, c.site_id)),
            PageCell(centre),
            number(c.population),
            *(self._without(c.part, without) for without in c.without),
        )
        return PageRow(
            cells, c.site_id, centres, towns, find=find_in(c.name, c.site_id, centre, site.centre_id, towns),
            clauses=tuple(sorted(self._behind.get(c.site_id, ()))),
            members=tuple(differing), counts=counts | {"residents": c.population},
        )  # fmt: skip

    def _without(self, part: str, without: Sequence[str] | None) -> PageCell:
        if without is None:
            return PageCell(self._pick(say("compare.none")), _UNKNOWN)
        if part == "ahead":
            told = say("compare_page.periods", count=len(without), periods=" ".join(without)) if without else None
            return PageCell(self._pick(told) if told else "0", len(without), "w")
        key = "no_doctor" if without else "doctor"
        return PageCell(self._pick(say(f"compare.{key}")), len(without), f"s {'empty' if without else 'kept'}")

    def stints(self) -> PageTable:
        rows = []
        served: list[dict[str, list[str]]] = [defaultdict(list) for _ in self.members]
        for known, m in zip(served, self.members, strict=True):
            for a in m.plan.assignments:
                known[a.person_id].append(a.site_id)
        for c in sorted(self.comparison.stints, key=lambda c: (c.member, -c.half_years, c.person_id)):
            who = label(c.name, c.person_id)
            there = [s for at in (0, c.member) for s in served[at].get(c.person_id, ())]
            centres, towns = self._around(self.sites[s].centre_id if s in self.sites else s for s in there)
            rows.append(PageRow(
                (PageCell(self.members[c.member].name, c.member), PageCell(who), number(c.half_years)),
                c.person_id, centres, towns, find=find_in(who, centres, towns), members=(str(c.member),),
            ))  # fmt: skip
        heads = (say("compare_page.col_plan"), say("compare.col.person"), say("compare.col.half_years"))
        return self._table("stints", heads, rows)

    def steps(self) -> PageTable:
        rows = [
            PageRow((PageCell(m.name, at), PageCell(self._pick(s.label), look="w"), number(s.moved)))
            for at, m in enumerate(self.members)
            for s in m.path
        ]
        heads = (say("compare_page.col_plan"), say("compare.col.step"), say("compare.col.moved"))
        return self._table("steps", heads, rows, filtered=False)


def _arrow(before: str, after: str) -> str:
    return before if before == after else f"{before} → {after}"


def _extra(c: PersonChange) -> PageCell:
    """Return the minutes she gains (less than none) or loses."""
    if c.before is None or c.after is None or c.before.minutes is None or c.after.minutes is None:
        return PageCell("", _UNKNOWN, "n")
    extra = c.after.minutes - c.before.minutes
    return PageCell(f"{extra:+d}".replace("-", "−") if extra else "0", extra, "n")
