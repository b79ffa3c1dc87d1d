"""The questions that only one clause in force can answer."""

from planner.faces.duties import DemandRule, ResponsibleRule
from planner.faces.money import PayBodiesRule
from planner.faces.moves import CoreStaffRule, DispatchRule, RotationRule
from planner.faces.network import NetworkGoalsRule
from planner.faces.people import ReadinessRule, StartRule, TraineeRule
from planner.faces.seats import AbovePostsRule, ClinicRule, CoverFirstRule, HomeClinicRule, MatchingRule, MeasureRule
from planner.faces.training import LeavePlacesRule, PracticeRule, SitInRule, StudyLeaveRule, TrainingBasesRule

SOLE: tuple[type, ...] = (
    AbovePostsRule,
    ClinicRule,
    CoreStaffRule,
    CoverFirstRule,
    DemandRule,
    DispatchRule,
    HomeClinicRule,
    LeavePlacesRule,
    MatchingRule,
    MeasureRule,
    NetworkGoalsRule,
    PayBodiesRule,
    PracticeRule,
    ReadinessRule,
    ResponsibleRule,
    RotationRule,
    SitInRule,
    StartRule,
    StudyLeaveRule,
    TraineeRule,
    TrainingBasesRule,
)
"""Questions that one clause alone answers: of two clauses with such a face only one can be in force."""
