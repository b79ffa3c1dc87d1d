"""This package is where optimisation happens: the only importer of OR-Tools, fed with plain numbers."""
