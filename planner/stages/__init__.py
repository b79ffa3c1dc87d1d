"""This package is the way of the data: each stage is a function of frozen values and decides one part of the plan."""
