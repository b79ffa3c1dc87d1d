"""This package is where every clause in force gets its price: what changes when it goes, gives way, or tightens.

Each entry of the list is one what-if of one clause: the clause suspended, a number one step down or up, each other
reading of a named option. All are solved by the engine of the sweep, and told as exact differences to the baseline.
"""

from planner.clause_prices.pricing import price_list
from planner.clause_prices.values import Difference, Measure, Price, PriceList

__all__ = ["Difference", "Measure", "Price", "PriceList", "price_list"]
