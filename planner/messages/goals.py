"""The names of the goals."""

from planner.text import Text

MESSAGES: dict[str, Text] = {
    "placed": Text("安置人数", "graduates placed"),
    "order": Text("不合法定顺序的名额", "seats filled against the statutory order"),
    "wish_total": Text("志愿总序数", "sum of wish ranks"),
    "clinic_uncovered": Text("接收中心内仍无医生的卫生室", "clinics left without a doctor at receiving centres"),
    "clinic_residents": Text("仍无医生的卫生室服务人口", "residents of clinics left without a doctor"),
    "clinic_urgency": Text("未按缓急补上的岗位", "urgent posts passed over"),
    "clinic_unlicensed_alone": Text("只有未取得资格者的卫生室", "clinics with only an unlicensed doctor"),
    "clinic_wish": Text("村卫生室志愿总序数", "sum of wish ranks for clinics"),
    "clinic_grade": Text("按成绩排列的卫生室志愿", "clinic wishes in the order of grades"),
    "clinic_woman": Text("两人以上而无女医生的卫生室", "clinics of two or more without a woman"),
    "clinic_tcm": Text("有医生而无中医技能的卫生室", "clinics with doctors but no TCM skill"),
    "clinic_even": Text("各卫生室人均医生数的最大差距（每百万人）", "largest gap in doctors per million residents"),
    "clinic_remote_first": Text("安排在非偏远卫生室的人数", "newcomers at clinics that are not remote"),
    "clinic_travel": Text("通行时间（分钟）", "minutes of travel"),
}
