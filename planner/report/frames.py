"""This module is where the tables of a result become pandas frames, for analysts."""

from typing import TYPE_CHECKING, Any

from planner.report.tables import TABLES, Table
from planner.result import Result

if TYPE_CHECKING:
    import pandas as pd

    from planner.staffing import Outlook


def frames(source: "Result | Outlook") -> "dict[str, pd.DataFrame]":
    """Return every table of a season or of an outlook by name, with the canonical columns; rates stay exact text.

    An outlook has its stints and the status of its centres, and its own rows of sites, compliance, goals and money.
    """
    if isinstance(source, Result):
        return {t.name: _frame(t, source) for t in TABLES}
    from planner.report.calendar_views import joined
    from planner.report.outlook_tables import OUTLOOK_TABLES

    own = {t.name: _frame(t, source) for t in OUTLOOK_TABLES}
    alone = joined(Result(scenario=source.scenario, status=source.status, plan=source.plan), source)
    ahead = {"sites_after", "compliance", "goals", "money", "budget"}
    return own | {t.name: _frame(t, alone) for t in TABLES if t.name in ahead}


def _frame(table: Table[Any], source: object) -> "pd.DataFrame":
    import pandas as pd

    return pd.DataFrame(list(table.rows(source)), columns=list(table.columns))
