"""This module is where the tables a staffing outlook adds to a run are defined."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from planner.report.calendar_views import calendar_of
from planner.report.cells import Row
from planner.report.tables import Table

if TYPE_CHECKING:
    from planner.staffing import Outlook


def _assignments(outlook: "Outlook") -> Iterator[Row]:
    for s in calendar_of(outlook).stints:
        yield s.person.id, s.site_id, str(s.start), str(s.end), s.person.role.value, s.why.zh, s.why.en


def _leave(outlook: "Outlook") -> Iterator[Row]:
    for leave in outlook.plan.leave:
        yield leave.person_id, leave.site_id, f"{leave.month:%Y-%m}", leave.covered_by or ""


def _practice(outlook: "Outlook") -> Iterator[Row]:
    for stay in outlook.plan.practice:
        yield stay.person_id, stay.site_id, stay.start.isoformat(), stay.end.isoformat(), stay.covered_by or ""


def _centres(outlook: "Outlook") -> Iterator[Row]:
    for centre, status in sorted(outlook.centres.items()):
        yield centre, status.value


OUTLOOK_TABLES: "tuple[Table[Outlook], ...]" = (
    Table("assignments", ("person_id", "site_id", "start", "end", "role", "why", "why_en"), _assignments),
    Table("leave_plan", ("person_id", "site_id", "month", "covered_by"), _leave),
    Table("practice_plan", ("person_id", "site_id", "start", "end", "covered_by"), _practice),
    Table("outlook_centres", ("centre_id", "status"), _centres),
)
"""Every table of an outlook, in the order a reader wants them."""
