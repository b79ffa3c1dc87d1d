"""This module is where each table of a run is defined: its columns, and how a result becomes its rows."""

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Generic, TypeVar

from planner.messages import say
from planner.report.cells import Cell, Row, guarded
from planner.report.duties_table import CALENDAR, DECISIONS, calendar_rows, decision_rows
from planner.report.forecast_table import (
    FORECAST,
    PIPELINE,
    RECRUITMENT,
    adding_label,
    flow_label,
    forecast_rows,
    pipeline_rows,
    recruitment_rows,
    way_label,
)
from planner.report.money_tables import BUDGET, MONEY, budget_rows, funder_label, item_label, money_rows
from planner.report.roll_tables import (
    CLINICS,
    DOCTORS,
    clinic_rows,
    credential_label,
    doctor_rows,
    sex_label,
    zone_label,
)
from planner.report.targets_table import TARGETS, target_rows
from planner.report.training_table import PLACES, TRAINING, place_rows, stage_label, training_rows
from planner.result import Result
from planner.text import Text

if TYPE_CHECKING:
    from planner.staffing import Outlook

Source = TypeVar("Source", bound="Result | Outlook")
"""What a table is made from."""

RATES = frozenset({"rate", "rate_before", "rate_after"})
"""Columns that hold an exact rate, unreduced, such as ``3/9``."""

WORDS = frozenset(
    {"status", "decided_by", "uncovered", "proven", "role", "assumption", "met", "tcm"}
    | {"public_premises", "standing"}
)
"""Columns whose values are words of a fixed list, shown in the reader's language outside the CSV files."""

NAMED: Mapping[str, Callable[[str], Text]] = MappingProxyType(
    {
        "item": item_label,
        "funder": funder_label,
        "flow": flow_label,
        "channel": way_label,
        "adding": adding_label,
        "stage": stage_label,
        "credential": credential_label,
        "sex": sex_label,
        "zone": zone_label,
    }
)
"""Columns of codes that outside the CSV files are shown as what they are called."""


@dataclass(frozen=True)
class Table(Generic[Source]):
    """One table of a run: canonical column names, and a function from a result or an outlook to its rows."""

    name: str
    columns: tuple[str, ...]
    rows: Callable[[Source], Iterator[Row]]

    @property
    def title(self) -> Text:
        """What the table is called on a sheet or a page."""
        return say(f"report.table_{self.name}")


def heading(column: str) -> Text:
    """Return a column's heading for people; the Chinese one is the alias the reader of scenarios accepts."""
    return say(f"report.col_{column}")


def shown(column: str, value: Cell) -> Text | None:
    """Return a value as people read it, None where it is shown as it is."""
    if column in NAMED:
        return NAMED[column](str(value))
    return word(value) if column in WORDS and value != "" else None


@cache
def word(value: Cell) -> Text:
    """Return a value of a ``WORDS`` column in both languages."""
    return say(f"report.is_{value}")


def rate(vacant: int, posts: int) -> str:
    """Return an exact rate as text, unreduced; blank where there are no posts."""
    return f"{vacant}/{posts}" if posts else ""


def _yes(flag: bool) -> str:
    return "yes" if flag else "no"


def _seats(result: Result) -> Iterator[Row]:
    for s in result.seats:
        yield (
            s.step, s.centre_id, s.vacant, s.posts, rate(s.vacant, s.posts), s.clinics, s.decided_by.value, s.clause,
            s.round, s.level, s.runner_up or "",
        )  # fmt: skip


def _cutoffs(result: Result) -> Iterator[Row]:
    for c in result.cutoffs:
        line = "" if c.level is None else rate(c.vacant, c.posts)
        level = "" if c.level is None else c.level
        yield c.centre_id, line, c.clinics, c.full, c.free, c.round, level, c.filled


def _placements(result: Result) -> Iterator[Row]:
    for o in result.outcomes:
        rank = "" if o.wish_rank is None else o.wish_rank
        status = "placed" if o.placed else "unplaced"
        where = (o.centre_id or "", o.site_id or "")
        yield o.person_id, *where, rank, status, o.clause, o.reason.zh, o.reason.en


def _centres_after(result: Result) -> Iterator[Row]:
    for c in result.centres_after:
        rates = rate(c.vacant_before, c.posts), rate(c.vacant_after, c.posts)
        yield c.centre_id, c.posts, c.vacant_before, c.vacant_after, *rates


def _sites_after(result: Result) -> Iterator[Row]:
    for s in result.sites_after:
        yield s.site_id, s.period, s.posts, s.staff, _yes(s.uncovered), s.over_cap, s.staff_before, s.cover


def _compliance(result: Result) -> Iterator[Row]:
    for f in result.findings:
        yield f.clause, f.subject, f.period, f.status.value, f.actual, f.limit, f.message.zh, f.message.en


def _goals(result: Result) -> Iterator[Row]:
    for g in result.goals:
        yield g.rank, g.goal, g.clause, g.value, g.bound, _yes(g.proven), g.label.zh, g.label.en


TABLES: tuple[Table[Result], ...] = (
    Table("placements", ("person_id", "centre_id", "site_id", "wish_rank", "status", "clause",
                         "reason_zh", "reason_en"), _placements),
    Table("seats", ("step", "centre_id", "vacant", "posts", "rate", "clinics", "decided_by", "clause",
                    "round", "level", "runner_up"), _seats),
    Table("cutoffs", ("centre_id", "rate", "clinics", "full", "free", "round", "level", "filled"), _cutoffs),
    Table("centres_after", ("centre_id", "posts", "vacant_before", "vacant_after", "rate_before", "rate_after"),
          _centres_after),
    Table("sites_after", ("site_id", "period", "posts", "staff", "uncovered", "over_cap", "staff_before", "cover"),
          _sites_after),
    Table("compliance", ("clause", "subject", "period", "status", "actual", "limit", "message_zh", "message_en"),
          _compliance),
    Table("goals", ("rank", "goal", "clause", "value", "bound", "proven", "label_zh", "label_en"), _goals),
    Table("targets", TARGETS, target_rows),
    Table("forecast", FORECAST, forecast_rows),
    Table("pipeline", PIPELINE, pipeline_rows),
    Table("recruitment", RECRUITMENT, recruitment_rows),
    Table("decisions", DECISIONS, decision_rows),
    Table("calendar", CALENDAR, calendar_rows),
    Table("training_plan", TRAINING, training_rows),
    Table("training_places", PLACES, place_rows),
    Table("money", MONEY, money_rows),
    Table("budget", BUDGET, budget_rows),
    Table("clinic_roll", CLINICS, clinic_rows),
    Table("doctor_roll", DOCTORS, doctor_rows),
)  # fmt: skip
"""Every table of a run, in the order a reader wants them."""


def write_csv(table: Table[Source], source: Source, path: Path) -> None:
    """Write one table as UTF-8 CSV with canonical column names; the same source gives the same bytes."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(table.columns)
        writer.writerows([guarded(cell) for cell in row] for row in table.rows(source))
