"""This module is where the forecast of exits, arrivals and demand becomes rows, and clinics left empty raise alarm."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from planner.calendar import Period
from planner.forecast import Flow, Forecast, forecast
from planner.ledger import spans
from planner.messages import say
from planner.report.cells import Row
from planner.text import Text

if TYPE_CHECKING:
    from planner.result import Result

FORECAST = ("period", "flow", "channel", "count", "day", "person_id", "site_id", "clause", "what_zh", "what_en")


def flow_label(flow: str) -> Text:
    """Return what a kind of row is called."""
    return say(f"supply.flow.{flow}")


def way_label(way: str) -> Text:
    """Return what a channel, or the reason of an exit, is called."""
    return say(f"supply.by.{way}")


def forecast_rows(result: "Result") -> "Iterator[Row]":
    """Yield the forecast of a result, then a row for each run of half-years in which the outlook has nobody."""
    scenario = result.scenario
    for row in (*forecast(scenario.instance, scenario.policy, result.plan), *_alarms(result)):
        yield (
            str(row.period), row.flow.value, row.by, row.count, row.day.isoformat(), row.person_id, row.site_id,
            row.clause, row.what.zh, row.what.en,
        )  # fmt: skip


def _alarms(result: "Result") -> Iterator[Forecast]:
    """Yield the clinics that the plan of the years ahead leaves without anyone, run by run."""
    empty: dict[str, list[Period]] = {}
    for row in result.sites_after if result.plan.assignments else ():
        if row.uncovered:
            year, _, half = row.period.partition("H")
            empty.setdefault(row.site_id, []).append(Period(int(year), int(half)))
    for site_id, periods in sorted(empty.items()):
        name = result.scenario.instance.site[site_id].name
        for first, last in spans(sorted(periods)):
            what = say("supply.uncovered", site=name, first=first, last=last, day=first.start)
            yield Forecast(
                period=first, flow=Flow.UNCOVERED, by="outlook", count=1, day=first.start, what=what, site_id=site_id
            )
