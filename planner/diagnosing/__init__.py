"""This package is where it is said why no outlook exists: what cannot hold together, and who could grant a way out."""

from planner.diagnosing.answer import Diagnosis, Element, Grantor, WayOut
from planner.diagnosing.centre import diagnose
from planner.diagnosing.telling import told

__all__ = ["Diagnosis", "Element", "Grantor", "WayOut", "diagnose", "told"]
