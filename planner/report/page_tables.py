"""This module is where each table of the page is laid out for reading: names instead of codes, exact sort keys."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from planner.domain import Instance
from planner.finding import Status
from planner.messages import say
from planner.report.ladder_chart import why
from planner.report.placement_map import LABEL_ORDER
from planner.report.tables import rate, word
from planner.report.views import CentreView, ClinicState, ClinicView, person_label, place_name
from planner.result import Goal, Result
from planner.text import Language


@dataclass(frozen=True)
class PageCell:
    """One cell: what is shown, and, where reading order differs from it, the whole number to sort by.

    ``look`` is a CSS class; ``select`` the code of the place a click shows; ``bar`` two lengths of 0 to 100 to draw.
    """

    text: str
    sort: int | None = None
    look: str = ""
    select: str = ""
    bar: tuple[float, float] | None = None


@dataclass(frozen=True)
class PageRow:
    """One row; ``find`` are the words a search looks in, ``counts`` what it adds to the totals, by data attribute.

    ``clauses`` are those under which it stands here, ``members`` the plans it tells of; for the filter, which also
    takes several centres and towns, one a line.
    """

    cells: tuple[PageCell, ...]
    id: str = ""
    centre: str = ""
    town: str = ""
    site: str = ""
    find: str = ""
    changed: bool = True
    clauses: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class PageTable:
    """One table; ``filtered`` tells whether the filter reaches it."""

    id: str
    title: str
    about: str
    columns: tuple[str, ...]
    rows: tuple[PageRow, ...]
    filtered: bool = True


def page_tables(
    result: Result, centres: tuple[CentreView, ...], clinics: tuple[ClinicView, ...], language: Language
) -> tuple[PageTable, ...]:
    """Return the tables of the page, in reading order."""
    layout = Layout(result, language)
    return (
        layout.placements(),
        layout.centres(centres),
        layout.steps(),
        layout.clinics(clinics),
        layout.compliance(),
        layout.goals(result.goals),
    )


def number(value: int) -> PageCell:
    """Return a whole number as a cell."""
    return PageCell(str(value), value, "n")


def find_in(*words: str) -> str:
    """Return the words a search looks in."""
    return " ".join(w for w in words if w).lower()


class Layout:
    """The rows of each table in one language."""

    def __init__(self, result: Result, language: Language) -> None:
        self.result, self.language = result, language
        self.instance: Instance = result.scenario.instance
        self._bearing: dict[str, set[str]] = defaultdict(set)
        for o in result.outcomes:
            for place in (o.centre_id, o.site_id):
                self._bearing[place or ""].add(o.clause)
        for s in result.seats:
            self._bearing[s.centre_id].add(s.clause)
        for f in result.findings:
            self._bearing[f.subject].add(f.clause)

    def say(self, key: str, **values: object) -> str:
        """Return a message of the report."""
        return say(f"report.{key}", **values).pick(self.language)

    def word(self, value: str) -> str:
        """Return a word of a fixed list."""
        return word(value).pick(self.language)

    def table(self, name: str, columns: Iterable[str], rows: Iterable[PageRow], filtered: bool = True) -> PageTable:
        """Return a table of rows under headings; its name gives title and remark."""
        heads = tuple(self.say(c) for c in columns)
        return PageTable(name, self.say(f"table_{name}"), self.say(f"about_{name}"), heads, tuple(rows), filtered)

    def bearing_on(self, place: str) -> tuple[str, ...]:
        """Return the clauses under which someone came to a place, a seat of it was filled, or something was found."""
        return tuple(sorted(self._bearing.get(place, set()) - {""}))

    def centre(self, code: str | None) -> tuple[str, str]:
        """Return a centre's name and town."""
        found = self.instance.centre.get(code or "")
        return (found.name, found.town) if found else (code or "", "")

    def placements(self) -> PageTable:
        rows = []
        for o in self.result.outcomes:
            name, town = self.centre(o.centre_id)
            site = place_name(self.instance, o.site_id or "") or o.site_id or ""
            person = person_label(self.instance, o.person_id)
            status = "placed" if o.placed else "unplaced"
            rank = str(o.wish_rank) if o.wish_rank is not None else self.say("page_not_wished") if o.placed else ""
            cells = (
                PageCell(person),
                PageCell(name, select=o.centre_id or ""),
                PageCell(site, select=o.site_id or ""),
                PageCell(rank, o.wish_rank if o.wish_rank is not None else 10**6, "n"),
                PageCell(self.word(status), look=f"b {status}"),
                PageCell(o.reason.pick(self.language), look="w"),
                PageCell(o.clause, look="c"),
            )
            rows.append(PageRow(
                cells, o.person_id, o.centre_id or "", town, o.site_id or "", changed=o.placed,
                clauses=(o.clause,) if o.clause else (),
                find=find_in(person, name, o.centre_id or "", site, o.site_id or "", town),
                counts={"people": 1, "placed": int(o.placed)},
            ))  # fmt: skip
        columns = ("page_col_person", "page_col_centre", "page_col_clinic", "col_wish_rank", "col_status",
                   "page_col_reason", "col_clause")  # fmt: skip
        return self.table("placements", columns, rows)

    def centres(self, centres: tuple[CentreView, ...]) -> PageTable:
        cutoffs = {c.centre_id: c for c in self.result.cutoffs}
        order = {r: n for n, r in enumerate(sorted({x for v in centres for x in v.rates}))}
        most = max((v.rates[0] for v in centres), default=Fraction(1))
        rows = []
        for v in centres:
            line = cutoffs.get(v.centre.id)
            lowest, seats = "", ""
            if line is not None:
                lowest = self.say("page_cutoff_all") if line.level is None else rate(line.vacant, line.posts)
                seats = self.say("page_cutoff_seats", full=line.full, free=line.free, filled=line.filled)
            cells = (
                PageCell(v.centre.name, select=v.centre.id),
                number(v.posts),
                number(v.clinics),
                PageCell(rate(v.before, v.posts), order[v.rates[0]], "n"),
                PageCell(rate(v.after, v.posts), order[v.rates[1]], "n"),
                PageCell("", order[v.rates[0]], bar=(_length(v.rates[0], most), _length(v.rates[1], most))),
                number(v.before - v.after),
                PageCell(lowest, look="n"),
                PageCell(seats),
            )
            rows.append(PageRow(
                cells, v.centre.id, v.centre.id, v.centre.town, find=find_in(v.centre.name, v.centre.id, v.centre.town),
                changed=v.before != v.after, clauses=self.bearing_on(v.centre.id),
                counts={"before": v.before, "after": v.after, "posts": v.posts},
            ))  # fmt: skip
        columns = ("page_col_centre", "col_posts", "col_clinics", "col_rate_before", "col_rate_after",
                   "page_col_change", "page_col_placed", "page_col_cutoff", "page_col_cutoff_seats")  # fmt: skip
        return self.table("centres_after", columns, rows)

    def steps(self) -> PageTable:
        order = {r: n for n, r in enumerate(sorted({s.rate for s in self.result.seats}))}
        rows = []
        for s in self.result.seats:
            name, town = self.centre(s.centre_id)
            cells = (
                number(s.step),
                PageCell(name, select=s.centre_id),
                PageCell(rate(s.vacant, s.posts), order[s.rate], "n"),
                number(s.clinics),
                PageCell(self.word(s.decided_by.value)),
                PageCell(why(s, self.instance).pick(self.language), look="w"),
                PageCell(s.clause, look="c"),
            )
            find = find_in(name, s.centre_id, town)
            rows.append(PageRow(cells, centre=s.centre_id, town=town, find=find, clauses=(s.clause,)))
        columns = (
            "col_step",
            "page_col_centre",
            "col_rate",
            "col_clinics",
            "col_decided_by",
            "page_col_why",
            "col_clause",
        )
        return self.table("seats", columns, rows)

    def clinics(self, clinics: tuple[ClinicView, ...]) -> PageTable:
        rows = []
        for v in sorted(clinics, key=lambda v: (LABEL_ORDER.index(v.state), v.site.centre_id, v.site.id)):
            name, town = self.centre(v.site.centre_id)
            people = [person_label(self.instance, p) for p in v.newcomers]
            inside = v.state is not ClinicState.OUTSIDE
            cells = (
                PageCell(v.site.name, select=v.site.id),
                PageCell(name, select=v.site.centre_id),
                number(v.site.population),
                number(v.posts) if inside else PageCell("", -1, "n"),
                number(v.before) if inside else PageCell("", -1, "n"),
                number(v.after) if inside else PageCell("", -1, "n"),
                number(v.cover) if inside else PageCell("", -1, "n"),
                PageCell(self.say(f"state_{v.state}"), LABEL_ORDER.index(v.state), f"s {v.state}"),
                PageCell("、".join(people) if self.language == "zh" else ", ".join(people)),
            )
            rows.append(PageRow(
                cells, v.site.id, v.site.centre_id, town,
                find=find_in(v.site.name, v.site.id, name, v.site.centre_id, town, *people),
                changed=v.before != v.after, clauses=self.bearing_on(v.site.id),
                counts={"empty-before": int(inside and not v.before), "empty-after": int(inside and not v.after),
                        "residents": v.site.population if v.state is ClinicState.NEW else 0},
            ))  # fmt: skip
        columns = ("page_col_clinic", "page_col_centre", "page_col_residents", "col_posts", "page_col_before",
                   "page_col_after", "col_cover", "col_status", "page_col_person")  # fmt: skip
        return self.table("sites_after", columns, rows)

    def compliance(self) -> PageTable:
        gravity = [Status.VIOLATED, Status.MISSED, Status.WAIVED, Status.UNCHECKED, Status.MET]
        rows = []
        for f in sorted(self.result.findings, key=lambda f: gravity.index(f.status)):
            centre, subject = self._home(f.subject)
            cells = (
                PageCell(self.word(f.status.value), gravity.index(f.status), f"b {f.status.value}"),
                PageCell(f.clause, look="c"),
                PageCell(subject),
                PageCell(f.message.pick(self.language), look="w"),
                PageCell(f.actual, look="n"),
                PageCell(f.limit, look="n"),
            )
            town = self.centre(centre)[1]
            find = find_in(f.clause, f.subject, subject, f.message.pick(self.language))
            rows.append(PageRow(cells, centre=centre, town=town, find=find, clauses=(f.clause,)))
        columns = ("col_status", "col_clause", "col_subject_name", "page_col_message", "col_actual", "col_limit")
        return self.table("compliance", columns, rows)

    def _home(self, subject: str) -> tuple[str, str]:
        """Return the centre a finding's subject belongs to, and the subject's name."""
        if subject in self.instance.person:
            placed = self.result.plan.placement.get(subject)
            return (placed.centre_id or "" if placed else ""), person_label(self.instance, subject)
        site = self.instance.site.get(subject)
        name = place_name(self.instance, subject) or subject
        return (site.centre_id if site else subject if subject in self.instance.centre else ""), name

    def goals(self, goals: Iterable[Goal], name: str = "goals") -> PageTable:
        """Return goals in rank order, with value, bound and whether they meet."""
        rows = [
            PageRow((
                number(g.rank), PageCell(g.label.pick(self.language)), number(g.value), number(g.bound),
                PageCell(self.word("yes" if g.proven else "no")), PageCell(g.clause, look="c"),
            ))
            for g in goals
        ]  # fmt: skip
        columns = ("col_rank", "page_col_goal", "col_value", "col_bound", "col_proven", "col_clause")
        return self.table(name, columns, rows, filtered=False)


def _length(share: Fraction, most: Fraction) -> float:
    """Return a rate as a length for drawing, 100 being the highest rate."""
    return round(float(share / most) * 100, 1) if most else 0.0
