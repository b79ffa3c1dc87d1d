"""This package is where a result becomes a run folder: tables, workbook, pictures and a page for leadership."""

from planner.report.folder import write_run

__all__ = ["write_run"]
