"""Tests of scenario reading: what is read, what is refused, and where each fault is said to stand."""
