"""This package is where many what-ifs of one scenario are solved: a grid, here or on a cluster, resumable."""
