"""This module is where the version stands, once."""

__version__ = "0.1.0"
