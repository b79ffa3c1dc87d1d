"""Figures to be reached by a day."""
