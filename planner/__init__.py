"""A placement planner for county health commissions: law as code, exact priorities, a reason for each person.

The public verbs: ``load`` a scenario folder, ``solve`` it, ``audit`` a plan, ``explain`` a result, ``outlook`` the
years ahead, ``diagnose`` why there are none, ``replan`` after an event, ``compare`` plans, ``sweep`` many
what-ifs, ``prices`` of every clause, ``network`` of clinics proposed, ``tables`` for pandas.
"""

from planner.api import audit, compare, diagnose, explain, load, network, outlook, prices, replan, solve, sweep, tables
from planner.version import __version__

__all__ = [
    "__version__",
    "audit",
    "compare",
    "diagnose",
    "explain",
    "load",
    "network",
    "outlook",
    "prices",
    "replan",
    "solve",
    "sweep",
    "tables",
]
