"""This module is where the memo tells of money and who bears it, of targets, and of values still to be given."""

from collections.abc import Iterator

from planner.messages import say
from planner.report.accounts_views import (
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
from planner.report.memo_words import Section, day, section
from planner.report.money_tables import Budget, budget, funder_label, money_remarks
from planner.report.supply_views import supply_views
from planner.result import Result
from planner.text import Language, Text, plain


def accounts(result: Result, language: Language) -> Iterator[Section]:
    """Yield the sections on the accounts of a result that have something to say."""
    sums, none = budget(result.accounts), no_budget(result)
    if sums.funders:
        told = [in_all(sums), left_out(result), *(_ended(note) for note in money_remarks(result))]
        heads = _heads("year", "funder", "yuan", "assumed")
        yield section("budget", language, told, heads, list(_budget(sums, result)))
    elif none is not None:
        yield section("budget", language, [none])
    if result.accounts.measures:
        heads = _heads("of", "day", "value", "target", "met", "clause")
        yield section("targets", language, [tally(result), unlisted(result)], heads, list(_targets(result)))
    for view in supply_views(result):
        heads = [f"supply_page.col_{column}" for column in view.columns]
        yield section(f"supply_{view.key}", language, [say(f"supply_page.about_{view.key}")], heads, view.rows)
    if rows := [(one.clause, one.what, one.where) for one in wanted(result)]:
        heads = _heads("clause", "what", "where")
        yield section("awaited", language, [say("memo.awaited.about")], heads, rows)


def _heads(*columns: str) -> list[str]:
    return [f"accounts_page.col_{column}" for column in columns]


def _ended(note: Text) -> Text:
    """Return a remark as a sentence."""
    return say("memo.stop", text=Text(note.zh.rstrip("。"), note.en[:1].upper() + note.en[1:].rstrip(".")))


def _budget(sums: Budget, result: Result) -> Iterator[tuple[object, ...]]:
    """Yield a row for each year and funder, each year's total, and the same over all years."""
    total, all_years = say("accounts_page.total"), say("memo.budget.all_years")
    for year, title in (*years(sums, result.scenario.instance).items(), (None, all_years)):
        for funder in (*sums.funders, None):
            amount = sums.total(year, funder)
            if amount or funder is None:
                assumed = say("accounts_page.assumed") if is_assumed(sums, year, funder) else plain("")
                yield title, total if funder is None else funder_label(funder), yuan(amount), assumed


def _targets(result: Result) -> Iterator[tuple[object, ...]]:
    """Yield how each target stands, with what is needed where it is missed."""
    for m in listed(result):
        said = say(f"accounts_page.{verdict(m)}")
        if m.needed:
            said = say("accounts_page.verdict_needed", verdict=said, needed=needed(m))
        yield m.of, day(m.day), *stands(m), said, m.clause
