"""This package is the law: one module per family of clauses, and FAMILIES, the explicit table of them.

To add a clause: a class in a family module, one line here, one entry in a pack of ``planner/policies``, its tests.
"""

from planner.clause import Clause
from planner.clauses.after_exit import PayEnds, SubsidyOnPension
from planner.clauses.ages import EntryAge, ExitAge, HeadshipAge, HiringAge, YearlyRehire
from planner.clauses.appraisal import Appraiser, LeaveInAppraisal, RecordComponents, ResultsDecide
from planner.clauses.clinic_costs import BudgetHead, LiabilityCover, SiteCostBearer
from planner.clauses.clinic_funding import AdvanceAndSettle, FundingShares, RunningCost
from planner.clauses.contracts import Contract, EachHasOne
from planner.clauses.deadlines import Filing, Phase, PlanDeadline
from planner.clauses.dispatch import DispatchCover, DispatchTerm, DispatchTurns
from planner.clauses.duties import PeriodicDuty
from planner.clauses.eligibility import (
    CertificateTraining,
    HealthRecord,
    LicenceUrged,
    PerformingOnly,
    Qualification,
    RuleScope,
)
from planner.clauses.exit_grounds import (
    ExitOnAbsence,
    ExitOnFailures,
    ExitOnGrounds,
    KeptIfEffective,
    LicensedExtension,
    YearlyExit,
)
from planner.clauses.governance import (
    EditionDiff,
    Overrides,
    Responsible,
    Restated,
    SwitchTogether,
    UnifiedManagement,
)
from planner.clauses.home_town import AnyTownInNeed, HomeClinicFirst, HomeTownFirst
from planner.clauses.insurance_pay import InsuranceShares, MinimumSubsidy, ShortContributions
from planner.clauses.insurance_roll import InsuranceAction, RequiredInsurances, ResidentsPension
from planner.clauses.kept_allowance import AllowanceSplit, ExistingStandard
from planner.clauses.leave import StudyLeaveCycle
from planner.clauses.living_subsidy import CutOffGroup, InsuredExcluded, LivingSubsidy, SubsidyLater
from planner.clauses.network import MayShare, NoClinic, RemoteCare, SeatExempt, VillageClinic
from planner.clauses.paid_on_record import AwardOnce, PaidByCount, PaidPerSite, PerformancePay, Reimbursement
from planner.clauses.pay_allowance import (
    CertifiedAllowance,
    CredentialAllowance,
    GrowingAllowance,
    RehiredPay,
    StaffAllowance,
)
from planner.clauses.pay_band import AboutAddition, PayBand
from planner.clauses.pay_floor import AssessedPayFloor, PayFloor
from planner.clauses.pay_funding import AllowanceFunding, PayBodies, PayGuarantee
from planner.clauses.pay_insurance import ContributionsDeducted, ContributionSubsidy, EmployerShare
from planner.clauses.pay_limits import GradeStep, KeyStaff, PayCompared, TiedIncome
from planner.clauses.pay_post import MonthlyPay, PaidStages, PostAllowance, PostPayFormula
from planner.clauses.pay_rural import RuralAllowance, RuralFunding, RuralStart, ServiceMoney
from planner.clauses.pay_shares import AllowanceUses, AppraisedShare
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
from planner.clauses.preferences import EvenStaffing, RemotePreferred, TcmPreferred, WomanWhereSeveral
from planner.clauses.premises import CountsAsClinic, HomeClinicMoved, KeptOut, OneHead, OneParent, RunByCentre
from planner.clauses.reach import CentrePerTown, FullCoverage, NetworkGoals, StationReach
from planner.clauses.recurring import AppraisalAndPay, AreaInspection, ProgressReport, SampledRecheck
from planner.clauses.repeats import ChangedSince, Repeats
from planner.clauses.rotation import CertificateExempt, RotationCycle
from planner.clauses.seat_order import ClinicTotalFirst, RateFirst
from planner.clauses.service_record import LongService, PromotionCredit, Roll, TargetWatch
from planner.clauses.staffing import ClinicCap, FloorPerThousand, OnePerClinic, PostsPerThousand, SmallClinicMinimum
from planner.clauses.supply import GradualClosure, VacancyForecast, YearlyDemand
from planner.clauses.supply_channels import HeadcountBound, LicenceExam, RetireeEntry, SupplyChannels
from planner.clauses.supply_duty import AllocationByNeed, DutyHours
from planner.clauses.supply_graduates import ServiceObligation, TraineeHeadcount, VeteranDegree
from planner.clauses.supply_hiring import AssessedHiring, GraduateFocus, HirePriority, TestWaived, WrittenScore
from planner.clauses.supply_posts import (
    EstablishedRecruit,
    FillVacantPosts,
    NoEstablishedPosts,
    PostPool,
    PurchasedService,
)
from planner.clauses.support import (
    FiledSites,
    FilingExempt,
    LeaveCover,
    MovesKeepEmployer,
    Pairing,
    PromotionService,
)
from planner.clauses.targets import HiredShare, LicensedRise, LicensedShare
from planner.clauses.targets_clinics import IntegratedShare, NetworkChain, PublicShare, VillagePremises
from planner.clauses.targets_intake import NewPractitioners, TotalIntake, YearlyIntake
from planner.clauses.targets_recorded import Mechanism, RecordedCount, RecordedShare
from planner.clauses.targets_staff import StaffGrowth, StaffRatio, WorkforceTrend
from planner.clauses.training_rules import LeaveSites, SeniorRotation, TrackByDegree, TrainingBases, TrainingSequence
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
        Qualification,
        CertificateTraining,
        HealthRecord,
        PerformingOnly,
        LicenceUrged,
        RuleScope,
        ExitOnFailures,
        ExitOnAbsence,
        ExitOnGrounds,
        YearlyExit,
        KeptIfEffective,
        LicensedExtension,
        WomanWhereSeveral,
        TcmPreferred,
        EvenStaffing,
        RemotePreferred,
        FiledSites,
        FilingExempt,
        LeaveCover,
        Pairing,
        PromotionService,
        MovesKeepEmployer,
        TrainingBases,
        TrainingSequence,
        TrackByDegree,
        SeniorRotation,
        LeaveSites,
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
        HomeClinicFirst,
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
        PaidStages,
        PostPayFormula,
        PostAllowance,
        MonthlyPay,
        PayFloor,
        AssessedPayFloor,
        ContributionsDeducted,
        EmployerShare,
        ContributionSubsidy,
        RuralAllowance,
        RuralFunding,
        RuralStart,
        ServiceMoney,
        AllowanceFunding,
        PayGuarantee,
        PayBodies,
        AllowanceUses,
        AppraisedShare,
        Repeats,
        ChangedSince,
        PeriodicDuty,
        AppraisalAndPay,
        SampledRecheck,
        AreaInspection,
        ProgressReport,
        Phase,
        PlanDeadline,
        Filing,
        RecordComponents,
        Appraiser,
        LeaveInAppraisal,
        ResultsDecide,
        EachHasOne,
        Contract,
        LongService,
        PromotionCredit,
        Roll,
        TargetWatch,
        Overrides,
        EditionDiff,
        Restated,
        SwitchTogether,
        Responsible,
        UnifiedManagement,
        CredentialAllowance,
        RehiredPay,
        ExistingStandard,
        AllowanceSplit,
        StaffAllowance,
        CertifiedAllowance,
        GrowingAllowance,
        RunningCost,
        FundingShares,
        AdvanceAndSettle,
        SiteCostBearer,
        LiabilityCover,
        BudgetHead,
        InsuranceShares,
        RequiredInsurances,
        InsuranceAction,
        ShortContributions,
        MinimumSubsidy,
        ResidentsPension,
        LivingSubsidy,
        SubsidyLater,
        CutOffGroup,
        InsuredExcluded,
        SubsidyOnPension,
        PayEnds,
        AwardOnce,
        Reimbursement,
        PaidByCount,
        PaidPerSite,
        PerformancePay,
        PayBand,
        AboutAddition,
        PayCompared,
        TiedIncome,
        GradeStep,
        KeyStaff,
        LicensedShare,
        HiredShare,
        IntegratedShare,
        PublicShare,
        VillagePremises,
        NetworkChain,
        LicensedRise,
        RecordedShare,
        RecordedCount,
        Mechanism,
        StaffRatio,
        StaffGrowth,
        YearlyIntake,
        NewPractitioners,
        TotalIntake,
        WorkforceTrend,
        VillageClinic,
        MayShare,
        SeatExempt,
        RemoteCare,
        NoClinic,
        CentrePerTown,
        StationReach,
        FullCoverage,
        NetworkGoals,
        CountsAsClinic,
        RunByCentre,
        KeptOut,
        OneParent,
        OneHead,
        HomeClinicMoved,
        GradualClosure,
        HeadcountBound,
        LicenceExam,
        RetireeEntry,
        ServiceObligation,
        SupplyChannels,
        TraineeHeadcount,
        VacancyForecast,
        VeteranDegree,
        YearlyDemand,
        AllocationByNeed,
        AssessedHiring,
        DutyHours,
        EstablishedRecruit,
        FillVacantPosts,
        HirePriority,
        GraduateFocus,
        NoEstablishedPosts,
        PostPool,
        PurchasedService,
        TestWaived,
        WrittenScore,
    )
}
