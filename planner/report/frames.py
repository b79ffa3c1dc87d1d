"""This module is where the tables of a result become pandas frames, for analysts."""

from typing import TYPE_CHECKING

from planner.report.tables import TABLES
from planner.result import Result

if TYPE_CHECKING:
    import pandas as pd


def frames(result: Result) -> "dict[str, pd.DataFrame]":
    """Return every table of a run by name, with the canonical columns; rates stay exact text such as ``3/9``."""
    import pandas as pd

    return {t.name: pd.DataFrame(list(t.rows(result)), columns=list(t.columns)) for t in TABLES}
