"""This package is the law: one module per family of clauses, and FAMILIES, the explicit table of them.

To add a clause: a class in a family module, one line here, one entry in a pack of ``planner/policies``, its tests.
"""

from planner.clause import Clause
from planner.clauses.ages import EntryAge, ExitAge, HeadshipAge, HiringAge, YearlyRehire
from planner.clauses.dispatch import DispatchCover, DispatchTerm, DispatchTurns
from planner.clauses.home_town import AnyTownInNeed, HomeTownFirst
from planner.clauses.leave import StudyLeaveCycle
from planner.clauses.pool import (
    GraduatesFirst,
    LicensedStart,
    PlacementMoment,
    PreService,
    TrainedFirst,
    TrainingLength,
)
from planner.clauses.posting import CentreDeploys, MainSite, TownDeploys
from planner.clauses.practice import ClinicalPractice, SitIn
from planner.clauses.rotation import CertificateExempt, RotationCycle
from planner.clauses.seat_order import ClinicTotalFirst, RateFirst
from planner.clauses.staffing import ClinicCap, FloorPerThousand, OnePerClinic, PostsPerThousand, SmallClinicMinimum
from planner.clauses.vacancy import GapsFirst, TownDeclaration, VacancyMeasure
from planner.clauses.wish import GradeDecides, WishDecides

FAMILIES: dict[str, type[Clause]] = {
    family.family: family
    for family in (
        PostsPerThousand,
        FloorPerThousand,
        SmallClinicMinimum,
        ClinicCap,
        OnePerClinic,
        EntryAge,
        ExitAge,
        HeadshipAge,
        HiringAge,
        YearlyRehire,
        PreService,
        TrainingLength,
        PlacementMoment,
        TrainedFirst,
        LicensedStart,
        GraduatesFirst,
        VacancyMeasure,
        TownDeclaration,
        GapsFirst,
        RateFirst,
        ClinicTotalFirst,
        WishDecides,
        GradeDecides,
        HomeTownFirst,
        AnyTownInNeed,
        CentreDeploys,
        TownDeploys,
        MainSite,
        RotationCycle,
        CertificateExempt,
        DispatchCover,
        DispatchTurns,
        DispatchTerm,
        StudyLeaveCycle,
        ClinicalPractice,
        SitIn,
    )
}
