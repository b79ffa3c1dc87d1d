"""A placement planner for county health commissions: law as code, exact priorities, a reason for each person.

The public verbs: ``load`` a scenario folder, ``solve`` it, ``audit`` a plan, ``explain`` a result.
"""

from planner.api import audit, explain, load, solve

__all__ = ["__version__", "audit", "explain", "load", "solve"]
__version__ = "0.1.0"
