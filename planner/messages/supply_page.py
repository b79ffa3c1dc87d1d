"""What the page and the memo say of the supply of staff in the years ahead."""

from planner.text import Text

MESSAGES: dict[str, Text] = {
    "alarm": Text("预警：将没有医生的村卫生室", "Alarm: clinics that will have nobody"),
    "about_alarm": Text(
        "按名册、退出规定和本方案（有排班时按排班），哪个村卫生室从何时到何时没有医生，除非在哪天前补充1人；“届时可派”是那天"
        "已可上岗而没有去处的毕业生和招聘人员，为0的须招聘或轮转。",
        "By the roster, the rules of exit and this plan (or the outlook), which clinic has nobody from when to when, unless "
        "someone comes by which day; “ready then”: graduates and recruits ready on that day without a place; with 0, "
        "recruit or rotate.",
    ),
    "balance": Text("各半年人员收支", "Staff by half-year"),
    "about_balance": Text(
        "不再另行招聘时，各半年末的岗位、在岗、离岗、到岗和缺额。",
        "Posts, staff, who leaves and comes, and posts short at the end of each half-year if nobody else is recruited.",
    ),
    "exits": Text("退出预测", "Exits"),
    "about_exits": Text(
        "各年因年龄、合同、考核等离岗的人数和依据条款；逐人的日期见 tables/forecast.csv。",
        "How many leave each year by age, contract, appraisal and so on, and under which clause; days by person are in "
        "tables/forecast.csv.",
    ),
    "pipeline": Text("在培人员进程（按入学年份）", "The pipeline by year of enrolment"),
    "about_pipeline": Text(
        "毕业、岗前培训、规范化培训各自的最后一天，可上岗之日，本方案安置的人数和日期；逐人见 tables/pipeline.csv。",
        "The day of graduation, the last days of pre-service education and training, the day they are ready, how many the "
        "plan places and when; by person in tables/pipeline.csv.",
    ),
    "training_people": Text("培训日历（按人）", "Training by person"),
    "about_training_people": Text(
        "每人在规划期内的各培训阶段、起止日期和依据条款；逐行见 tables/training_plan.csv。",
        "Everyone's stages of training over the horizon, from day to day, with the clause behind each; row by row in "
        "tables/training_plan.csv.",
    ),
    "training_places": Text("培训日历（按基地）", "Training by place"),
    "about_training_places": Text(
        "每月在培人数/名额；没有名额数的只写人数。谁在哪里见 tables/training_places.csv。",
        "People in each month, of so many places where these are given; who is where is in tables/training_places.csv.",
    ),
    "col_person": Text("人员", "Person"),
    "col_at": Text("卫生室", "Clinic"),
    "col_place": Text("培训地点", "Place"),
    "col_chain": Text("各阶段起止和依据", "Stages, from day to day, and clauses"),
    "col_stage": Text("培训阶段", "Stage"),
    "col_months": Text("各月人数（/名额）", "People by month (of places)"),
    "recruitment": Text("为达到各项指标每年需增加的人数", "To be added each year to reach each target"),
    "about_recruitment": Text(
        "“缺额”是没有在培人员时到期还差多少，“在培补足”是其中他们补上的，其余按年均分（每年一算的指标算在当年）。"
        "“招聘”指新增的、各自符合该项要求的人；“补足”指该项指标所数的对象，如村卫生室。没有去处的在培人员按编码补入空岗。",
        "“Short” is what would be lacking on the day without those still to come, “they bring” what they fill of it; the "
        "rest is spread evenly over the years (a yearly target counts in its year). “Recruit”: new people, each with what "
        "the target asks for; “add”: what the target counts, such as clinics. Whoever comes without a place fills the first "
        "vacant post by code.",
    ),
    "placed_of": Text("{count}人：{span}", "{count}: {span}"),
    "ready_but": Text("{span}（{count}人日期不明）", "{span} ({count} without a known day)"),
    "no_year": Text("未填入学日期", "not entered"),
    "col_site": Text("村卫生室", "Clinic"),
    "col_centre": Text("中心", "Centre"),
    "col_residents": Text("服务人口", "Residents"),
    "col_first": Text("自", "From"),
    "col_last": Text("至", "To"),
    "col_unless": Text("除非在此日前补充1人", "Unless someone comes by"),
    "col_spare": Text("届时可派", "Ready then"),
    "col_period": Text("半年", "Half-year"),
    "col_what": Text("收支", "Staff"),
    "col_short": Text("缺额", "Short"),
    "col_year": Text("年份", "Year"),
    "col_by": Text("原因", "Reason"),
    "col_clause": Text("条款", "Clause"),
    "col_count": Text("人数", "People"),
    "col_enrolled": Text("入学年份", "Enrolled"),
    "col_track": Text("培训类别", "Track"),
    "col_graduates": Text("毕业", "Graduate"),
    "col_pre_service": Text("岗前培训至", "Pre-service until"),
    "col_training": Text("规培至", "Training until"),
    "col_ready": Text("可上岗", "Ready"),
    "col_placed": Text("已安置", "Placed"),
    "col_open": Text("尚无去处", "Without a place"),
    "col_of": Text("指标", "Target"),
    "col_due": Text("期限", "By"),
    "col_gap": Text("缺额", "Short"),
    "col_pipeline": Text("在培补足", "They bring"),
    "col_add": Text("当年需增加", "In that year"),
    "col_adding": Text("方式", "How"),
}
