"""This module is where the memo tells of a season: what was asked, the outcome, the order, reasons, checks."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import groupby

from planner.domain import Instance
from planner.faces.seats import FirstCallRule
from planner.finding import Finding, Status
from planner.listing import borrowed
from planner.messages import say
from planner.policy import Amendment
from planner.report.ladder_chart import why
from planner.report.memo_words import Section, day, percent, runs, section
from planner.report.tables import rate, word
from planner.report.views import (
    CentreView,
    ClinicState,
    centre_views,
    clinic_views,
    key_figures,
    person_label,
    place_name,
    short_centre,
)
from planner.result import Outcome, Result
from planner.stages.season import centre_wishes
from planner.text import Language, Text, join, plain

_GRAVITY = [Status.VIOLATED, Status.MISSED, Status.WAIVED]

MOST_NAMED = 5
"""Names in a row on several findings."""


class SeasonWriter:
    """The sections on a season in one language."""

    def __init__(self, result: Result, language: Language) -> None:
        self.result, self.language = result, language
        self.instance: Instance = result.scenario.instance
        self.centres, self.places = centre_views(result), clinic_views(result)
        self.figures = key_figures(result, self.centres, self.places)
        # Where graduates go home first, no centre is filled down to a rate.
        self.by_rate = not result.scenario.policy.having(FirstCallRule)

    def sections(self, notes: tuple[Text, ...], pictures: frozenset[str]) -> Iterator[Section]:
        """Yield every section that has something to say; pictures that were not drawn are left out."""
        yield self.asked()
        yield self.outcome()
        if any(not o.placed for o in self.result.outcomes):
            yield self.unplaced()
        if self.centres:
            yield self.order()
        if self.figures.placed:
            yield self.placements()
            yield self.reasons()
        if self.figures.with_wishes:
            yield self.wishes()
        yield self.clinics()
        yield self.compliance()
        yield self.assumed(notes)
        yield self.verify()
        if self.result.seats:
            yield self.steps()
        if self.result.goals and (self.by_rate or sum(bool(g.clause) for g in self.result.goals) > 1):
            yield self.goals()
        for key, picture in (("map", "placements"), ("chart", "rates"), ("years", "outlook-small-multiples")):
            if picture in pictures:
                yield section(key, self.language, (), picture=picture)

    def centre(self, code: str | None) -> str:
        """Return a centre's name, short; the code where it has none."""
        found = self.instance.centre.get(code or "")
        return short_centre(found) if found else code or ""

    def asked(self) -> Section:
        policy = self.result.scenario.policy
        packs = []
        for pack in policy.packs:
            titled = say("memo.asked.pack", title=pack.title)
            mark = say("memo.asked.draft")
            # A title that says draft itself need not be told twice.
            told = not pack.draft or "征求意见稿" in pack.title.zh
            packs.append(titled if told else Text(titled.zh + mark.zh, titled.en + mark.en))
        return section("asked", self.language, [
            say("memo.asked.pool", day=day(self.instance.placement_date), pool=self.figures.pool,
                centres=len(self.centres), posts=self.figures.posts, vacant=self.figures.vacant[0]),
            say("memo.asked.policy", packs=join(packs, "、", ", ")) if packs else None,
            *(say("memo.asked.borrowed", title=p.title, what=what) for p in policy.packs if (what := borrowed(p))),
            *self._departures(),
        ])  # fmt: skip

    def _departures(self) -> Iterator[Text]:
        """Yield a sentence for each amendment; clauses suspended for one and the same reason share theirs."""
        for (suspended, told), rows in groupby(self.result.scenario.policy.amendments, lambda a: (a.suspend, a.why)):
            same = list(rows)
            if suspended and told and len(same) > 1:
                codes = join([plain(a.clause) for a in same], "、", ", ")
                reason = say("memo.stop", text=_sentence(plain(told)))
                yield say("memo.asked.suspended_all", count=len(same), clauses=codes, why=reason)
            else:
                yield from (self._amended(amendment) for amendment in same)

    def _amended(self, amendment: Amendment) -> Text:
        policy = self.result.scenario.policy
        reason = plain(amendment.why) if amendment.why else say("memo.asked.why_missing")
        ended = say("memo.stop", text=_sentence(reason))
        clause = policy.clause.get(amendment.clause)
        if clause is None:
            title = next((d.clause.title for d in policy.displaced if d.clause.id == amendment.clause), plain(""))
            return say("memo.asked.suspended", clause=amendment.clause, title=title, why=ended)
        values = ", ".join(f"{name} = {value}" for name, value in amendment.parameters.items())
        return say("memo.asked.amended", clause=clause.id, values=values, statement=clause.statement(), why=ended)

    def outcome(self) -> Section:
        told, (first, last) = self.figures, self.figures.highest
        return section("outcome", self.language, [
            say("memo.outcome.placed", pool=told.pool, placed=told.placed, unplaced=told.pool - told.placed,
                status=say(f"report.status_{self.result.status.value}")),
            say("memo.outcome.vacant", before=told.vacant[0], after=told.vacant[1],
                worst_before=rate(first.before, first.posts), where_before=short_centre(first.centre),
                worst_after=rate(last.after, last.posts), where_after=short_centre(last.centre))
            if first and last else None,
            say("memo.outcome.clinics", clinics=told.clinics, before=told.unstaffed[0], after=told.unstaffed[1],
                new=told.newly_covered, residents=told.newly_covered_residents),
            say("memo.outcome.wishes", asked=told.with_wishes, met=told.first_wish) if told.with_wishes else None,
        ])  # fmt: skip

    def unplaced(self) -> Section:
        rows = [(person_label(self.instance, o.person_id), o.reason) for o in self.result.outcomes if not o.placed]
        return section("unplaced", self.language, (), ("report.page_col_person", "memo.col_why"), rows)

    def order(self) -> Section:
        lines = {c.centre_id: c for c in self.result.cutoffs}
        steps: dict[str, list[int]] = defaultdict(list)
        for seat in self.result.seats:
            steps[seat.centre_id].append(seat.step)

        def row(view: CentreView) -> tuple[object, ...]:
            line = lines.get(view.centre.id)
            told = self.by_rate and line is not None and line.level is not None
            lowest = plain(rate(line.vacant, line.posts)) if told and line else say("memo.dash")
            return (short_centre(view.centre), view.posts, view.clinics, percent(view.before, view.posts),
                    percent(view.after, view.posts), view.before - view.after,
                    runs(steps[view.centre.id]), lowest)  # fmt: skip

        clauses = sorted({s.clause for s in self.result.seats if s.clause})
        told = [
            say("memo.order.rule", seats=len(self.result.seats), clauses=join([plain(c) for c in clauses], "、", ", ")),
            say("memo.order.lines") if self.by_rate else None,
        ]
        columns = ("report.page_col_centre", "memo.col_posts", "memo.col_clinics", "memo.col_before", "memo.col_after",
                   "memo.col_placed", "memo.col_steps", "report.page_col_cutoff")  # fmt: skip
        rows = [row(v) for v in self.centres]
        return section("order", self.language, told if self.result.seats else (), columns, rows)

    def _wish(self, outcome: Outcome) -> object:
        if outcome.wish_rank is not None:
            return outcome.wish_rank
        return say("report.page_not_wished") if outcome.placed else ""

    def placements(self) -> Section:
        rows = [
            (number, person_label(self.instance, o.person_id), self.centre(o.centre_id),
             place_name(self.instance, o.site_id or "") or say("memo.dash"), self._wish(o))
            for number, o in enumerate((o for o in self.result.outcomes if o.placed), start=1)
        ]  # fmt: skip
        columns = ("memo.col_number", "report.page_col_person", "report.page_col_centre", "report.page_col_clinic",
                   "memo.col_wish")  # fmt: skip
        return section("placements", self.language, [say("memo.placements.about", number=1)], columns, rows)

    def wishes(self) -> Section:
        rows = []
        for o in self.result.outcomes:
            wished = centre_wishes(self.instance.person[o.person_id], self.instance)
            best = min(wished.values(), default=0)
            if wished and wished.get(o.centre_id or "") != best:
                first = join([plain(self.centre(c)) for c in sorted(wished) if wished[c] == best], "、", ", ")
                at = plain(self.centre(o.centre_id)) if o.placed else say("report.is_unplaced")
                rows.append((person_label(self.instance, o.person_id), first, at, o.unmet or o.reason))
        about = say("memo.wishes.some", count=len(rows)) if rows else say("memo.wishes.none")
        columns = ("report.page_col_person", "memo.col_first_wish", "memo.col_placed_at", "memo.col_why")
        return section("wishes", self.language, [about], columns, rows)

    def clinics(self) -> Section:
        bare = [v for v in self.places if v.state is not ClinicState.OUTSIDE and not v.before]
        bare.sort(key=lambda v: (v.site.centre_id, -v.site.population, v.site.id))
        left = [v for v in bare if not v.after]
        rows = [
            (v.site.name, self.centre(v.site.centre_id), v.site.population, say(f"report.state_{v.state}"))
            for v in left
        ]  # fmt: skip
        covered = sum(bool(v.cover) for v in left)
        cover = say("memo.clinics.cover", count=covered) if covered else ""
        about = say("memo.clinics.about", before=len(bare), after=len(left), cover=cover)
        columns = ("report.page_col_clinic", "report.page_col_centre", "report.page_col_residents", "report.col_status")
        return section("clinics", self.language, [about], columns, rows)

    def compliance(self) -> Section:
        counts = Counter(f.status for f in self.result.findings)
        grave: dict[tuple[Status, str], list[Finding]] = defaultdict(list)
        for finding in self.result.findings:
            if finding.status in _GRAVITY:
                grave[finding.status, finding.clause].append(finding)
        rows = [row for key in sorted(grave, key=lambda k: _GRAVITY.index(k[0])) for row in self._grave(grave[key])]
        told = {status.value: counts[status] for status in Status}
        columns = ("report.col_status", "report.col_clause", "report.col_count", "report.col_subject_name",
                   "report.page_col_message")  # fmt: skip
        return section("compliance", self.language, [
            say("memo.compliance.counts", all=len(self.result.findings), **told),
            say("memo.compliance.standing") if counts[Status.VIOLATED] else None,
            say("memo.compliance.grouped") if any(len(found) > 1 for found in grave.values()) else None,
        ], columns, rows)  # fmt: skip

    def _grave(self, found: list[Finding]) -> Iterator[tuple[object, ...]]:
        """Yield what is violated each by itself, and one row for all else that one clause found."""
        first = found[0]
        if first.status is Status.VIOLATED or len(found) == 1:
            for f in found:
                yield word(f.status.value), f.clause, 1, self._subject(f.subject), f.message
            return
        clause = self.result.scenario.policy.clause.get(first.clause)
        message = first.message
        if clause is not None:
            message = say("memo.compliance.example", title=clause.title, message=message)
        named = list(dict.fromkeys(filter(None, (self._subject(f.subject) for f in found))))
        subjects = plain("、".join(named[:MOST_NAMED]))
        if len(named) > MOST_NAMED:
            subjects = say("memo.compliance.subjects", names=subjects)
        yield word(first.status.value), first.clause, len(found), subjects, message

    def _subject(self, code: str) -> str:
        if code in self.instance.person:
            return person_label(self.instance, code)
        return place_name(self.instance, code) or code

    def assumed(self, notes: tuple[Text, ...]) -> Section:
        told = [
            say("memo.numbered", number=n, text=say("memo.stop", text=_sentence(t)))
            for n, t in enumerate(dict.fromkeys(notes), start=1)
        ]
        return section("assumed", self.language, told or [say("memo.none")])

    def verify(self) -> Section:
        scenario = self.result.scenario
        variant = "" if scenario.variant_name == "base" else f" --variant {scenario.variant_name}"
        return section("verify", self.language, [
            say("memo.verify.lines") if self.by_rate and self.result.seats else None,
            say("memo.verify.command", scenario=scenario.name, variant=variant),
            say("memo.verify.hash"),
        ])  # fmt: skip

    def reasons(self) -> Section:
        rows = []
        for o in self.result.outcomes:
            if o.placed:
                site = place_name(self.instance, o.site_id or "")
                where = Text(*(f"{self.centre(o.centre_id)}{mark}{site}" if site else self.centre(o.centre_id)
                               for mark in ("，", ", ")))  # fmt: skip
                rows.append((person_label(self.instance, o.person_id), where, o.reason))
        columns = ("report.page_col_person", "memo.col_placed_at", "report.page_col_reason")
        return section("reasons", self.language, (), columns, rows, most=len(rows))

    def steps(self) -> Section:
        rows = [
            (s.step, self.centre(s.centre_id), rate(s.vacant, s.posts), s.clinics, why(s, self.instance))
            for s in self.result.seats
        ]
        columns = ("report.col_step", "report.page_col_centre", "report.col_rate", "memo.col_clinics",
                   "report.page_col_why")  # fmt: skip
        return section("steps", self.language, (), columns, rows, most=len(rows))

    def goals(self) -> Section:
        rows = [
            (g.rank, g.label, g.value, g.bound, word("yes" if g.proven else "no"), g.clause) for g in self.result.goals
        ]
        columns = ("report.col_rank", "report.page_col_goal", "report.col_value", "report.col_bound",
                   "report.col_proven", "report.col_clause")  # fmt: skip
        return section("goals", self.language, [say("report.about_goals")], columns, rows)


def _sentence(text: Text) -> Text:
    """Return a text as a sentence without its full stop, with a capital in English."""
    zh, en = text.zh.rstrip("。."), text.en.rstrip("。.")
    # A file is called what it is called.
    return Text(zh, en if ".csv" in en.split(" ")[0] or ".xlsx" in en.split(" ")[0] else en[:1].upper() + en[1:])
