"""Training before and during service: bases, tracks, study leave, practice at the township hospital."""
