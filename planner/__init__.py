"""A placement planner for county health commissions: law as code, exact priorities, a reason for each person.

The public verbs: ``load`` a scenario folder, ``solve`` it, ``audit`` a plan, ``explain`` a result, ``outlook`` the
years ahead, ``replan`` after an event, ``tables`` for pandas.
"""

from planner.api import audit, explain, load, outlook, replan, solve, tables
from planner.version import __version__

__all__ = ["__version__", "audit", "explain", "load", "outlook", "replan", "solve", "tables"]
