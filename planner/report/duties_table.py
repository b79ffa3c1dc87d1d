"""This module is where the calendar of duties and the log of decisions of a run become rows."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from planner.accounting import falls_due
from planner.accounts import Duty
from planner.faces.duties import ResponsibleRule
from planner.report.cells import Row

if TYPE_CHECKING:
    from planner.result import Result

CALENDAR = ("day", "clause", "subject", "what_zh", "what_en", "by_zh", "by_en", "count")
DECISIONS = ("person_id", "centre_id", "rate", "clinics", "wish_rank", "decided_by", "clause", "by_zh", "by_en")


def duties_of(result: "Result") -> tuple[Duty, ...]:
    """Return what falls due over the horizon in order of day, reckoned here where the result comes without."""
    scenario = result.scenario
    return result.accounts.duties or falls_due(scenario.instance, scenario.policy, result.plan)


def calendar_rows(result: "Result") -> "Iterator[Row]":
    """Yield what falls due over the horizon in order of day; a blank subject means all of whom the row speaks."""
    for duty in duties_of(result):
        what, by = duty.what, duty.by
        yield duty.day.isoformat(), duty.clause, duty.subject, what.zh, what.en, by.zh, by.en, duty.count or ""


def decision_rows(result: "Result") -> "Iterator[Row]":
    """Yield a row for each graduate placed: the rate, the clinic total and the wish, and who answers (MTG25-2.1-f).

    Seats of one centre go to its people together; here the first opened stands beside the first in published order.
    """
    rule = result.scenario.policy.only(ResponsibleRule)
    by = ("", "") if rule is None else (rule.responsible.zh, rule.responsible.en)
    person = result.scenario.instance.person
    for centre in result.scenario.instance.centres:
        seats = sorted((s for s in result.seats if s.centre_id == centre.id), key=lambda s: s.step)
        here = [o for o in result.outcomes if o.centre_id == centre.id]
        for seat, who in zip(seats, sorted(here, key=lambda o: person[o.person_id].standing), strict=False):
            wish = "" if who.wish_rank is None else who.wish_rank
            rate = f"{seat.vacant}/{seat.posts}" if seat.posts else ""
            yield who.person_id, centre.id, rate, seat.clinics, wish, seat.decided_by.value, seat.clause, *by
