"""This package is where any placement is held against the statutory order, step by step and without the optimiser.

It reads nothing but the claims of the centres, the people in standing order and the placement to be judged. A *claim*
is what a centre brings forward for its next seat (vacancy rate, then clinics, MTG25-2.1-a and -c); seats with equal
claims form a *level*. The steps come from augmenting paths, every verdict from a search for one concrete exchange of
people that would serve the rule better: where there is none there is no fault, and where there is one it can be named.
"""

from planner.replay.facts import (
    Applicant,
    Claim,
    Contender,
    Departure,
    Exchange,
    Ineligible,
    Matching,
    Move,
    Opening,
    Overfull,
    PassedOver,
    Season,
    Seating,
    Step,
    Turn,
    Verdict,
    apply_moves,
)
from planner.replay.order import judge, replay

__all__ = [
    "Applicant",
    "Claim",
    "Contender",
    "Departure",
    "Exchange",
    "Ineligible",
    "Matching",
    "Move",
    "Opening",
    "Overfull",
    "PassedOver",
    "Season",
    "Seating",
    "Step",
    "Turn",
    "Verdict",
    "apply_moves",
    "judge",
    "replay",
]
