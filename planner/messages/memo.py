"""What the memo says: the paper handed in with a plan, as Word and as PDF."""

from planner.text import Text

FRAME: dict[str, Text] = {
    "blank": Text("〔　　　　　　〕", "〔　　　　　　〕"),
    "title": Text("关于{title}安置方案的报告", "Report on the placement plan:\n{title}"),
    "variant": Text("（情景：{title}）", "(what-if: {title})"),
    "number": Text("发文字号：{blank}", "Reference: {blank}"),
    "addressee": Text("{blank}：", "To: {blank}"),
    "opening": Text(
        "以{day}的空缺为准，按照现行政策条款对定向毕业生的安置作了测算，并经独立核查。现将方案报告如下。",
        "Directed graduates were placed on the vacancies of {day} under the clauses in force, and the plan was audited independently. The plan is as follows.",
    ),
    "closing": Text("特此报告。", "Submitted for decision."),
    "office": Text("{blank}", "Office: {blank}"),
    "date": Text("〔　　　　〕年〔　　〕月〔　　〕日", "Date: {blank}"),
    "enclosed": Text("附件：{number}. {title}", "Annex {number}: {title}"),
    "enclosed.next": Text("　　　{number}. {title}", "Annex {number}: {title}"),
    "annex": Text("附件{number}", "Annex {number}"),
    "page": Text("— {number} —", "— {number} —"),
    "more": Text("另有{count}行，见 plan.xlsx。", "{count} more row(s) are in plan.xlsx."),
    "percent": Text("{rate}（{percent}%）", "{rate} ({percent}%)"),
    "numbered": Text("{number}. {text}", "{number}. {text}"),
    "stop": Text("{text}。", "{text}."),
    "none": Text("无。", "None."),
    "dash": Text("—", "—"),
}

HEADINGS: dict[str, Text] = {
    "asked": Text("任务和依据", "What was asked"),
    "outcome": Text("安置结果", "Outcome"),
    "unplaced": Text("未安置人员及原因", "Graduates not placed, and why"),
    "order": Text("安置次序和各中心变化", "The order of placement and each centre"),
    "placements": Text("安置名单", "Placements"),
    "wishes": Text("未满足第一志愿的情况", "First wishes not met, and why"),
    "clinics": Text("无医生的一体化村卫生室", "Integrated clinics without a doctor"),
    "compliance": Text("合规核查", "Compliance"),
    "ahead": Text("未来各半年的人员安排", "The years ahead"),
    "ahead_goals": Text("各级目标及证明", "Goals and proof"),
    "ahead_risk": Text("将无人服务的村卫生室", "Clinics that will have nobody"),
    "ahead_people": Text("人员进出", "Who arrives and who leaves"),
    "ahead_leave": Text("脱产进修", "Study leave"),
    "budget": Text("经费测算与资金来源", "Budget and funding"),
    "targets": Text("指标", "Targets"),
    "supply_alarm": Text("预警：将没有医生的村卫生室", "Alarm: clinics that will have nobody"),
    "supply_balance": Text("人员供给预测", "The supply of staff"),
    "supply_exits": Text("退出预测", "Exits"),
    "supply_pipeline": Text("在培人员进程（按入学年份）", "The pipeline by year of enrolment"),
    "supply_recruitment": Text("为达到各项指标每年需增加的人数", "To be added each year to reach each target"),
    "awaited": Text("待补的数值", "Values still to be given"),
    "assumed": Text("假定和须知", "Assumptions and notes"),
    "verify": Text("核对办法", "How to verify"),
    "reasons": Text("安置名单及理由", "Every placement with its reason"),
    "steps": Text("名额逐步开出的次序", "The seats, step by step"),
    "goals": Text("安置目标及证明", "Goals of the placement and proof"),
    "map": Text("安置示意图", "Map of the placements"),
    "chart": Text("各中心安置前后空缺率", "Vacancy rates before and after"),
    "years": Text("未来各年村卫生室有无人员示意图", "Map of the clinics in the years ahead"),
}

SENTENCES: dict[str, Text] = {
    "asked.pool": Text(
        "安置日为{day}，应安置定向毕业生{pool}名；纳入计算的中心{centres}个，核定岗位{posts}个，其中空缺{vacant}个。",
        "The placement date is {day}. {pool} graduates were to be placed at {centres} centres with {posts} posts, {vacant} of them vacant.",
    ),
    "asked.policy": Text("依据的政策文件：{packs}。", "Policy texts applied, in order of precedence: {packs}."),
    "asked.borrowed": Text("《{title}》{what}。", "Of “{title}”, {what}."),
    "asked.pack": Text("《{title}》", "“{title}”"),
    "asked.draft": Text("（征求意见稿，尚未生效）", " (consultation draft, not in force)"),
    "asked.amended": Text(
        "本方案对{clause}作了调整（{values}），执行为：{statement}理由：{why}",
        "This scenario amends {clause} ({values}); as applied: {statement} Reason: {why}",
    ),
    "asked.suspended": Text(
        "本方案暂停执行{clause}（{title}）。理由：{why}",
        "This scenario suspends {clause} ({title}). Reason: {why}",
    ),
    "asked.suspended_all": Text(
        "本方案暂停执行以下{count}条：{clauses}。理由：{why}",
        "This scenario suspends these {count} clauses: {clauses}. Reason: {why}",
    ),
    "asked.why_missing": Text("未说明", "none given"),
    "outcome.placed": Text(
        "应安置{pool}名，安置{placed}名，未安置{unplaced}名；{status}。",
        "{placed} of {pool} graduates are placed, {unplaced} are not; the plan is {status}.",
    ),
    "outcome.vacant": Text(
        "空缺岗位由{before}个减少到{after}个；最高空缺率由{worst_before}（{where_before}）变为{worst_after}（{where_after}）。",
        "Vacant posts fall from {before} to {after}; the highest vacancy rate goes from {worst_before} ({where_before}) to {worst_after} ({where_after}).",
    ),
    "outcome.clinics": Text(
        "一体化村卫生室{clinics}个，其中无医生的由{before}个减少到{after}个；{new}个村卫生室迎来第一名医生，服务居民{residents}人。",
        "Of {clinics} integrated clinics, those without a doctor fall from {before} to {after}; {new} clinics get their first doctor, for {residents} residents.",
    ),
    "outcome.wishes": Text(
        "填报志愿的{asked}名毕业生中，满足第一志愿的{met}名。",
        "Of {asked} graduates who listed wishes, {met} have their first wish.",
    ),
    "order.rule": Text(
        "名额按政策规定的次序逐个开出，共{seats}个（{clauses}）。下表按安置前空缺率由高到低排列；“步骤”是该中心名额开出的次序。",
        "Seats open one by one in the order of the policy, {seats} in all ({clauses}). The table runs from the highest rate before; “steps” are when the centre's seats opened.",
    ),
    "order.lines": Text(
        "“截止线”是该中心安置到哪一档空缺率为止。",
        "“Cut-off” is the vacancy rate down to which the centre is filled.",
    ),
    "placements.about": Text("理由见附件{number}。", "Reasons are in annex {number}."),
    "wishes.none": Text("填报志愿的毕业生均满足第一志愿。", "Everyone who listed wishes has her first wish."),
    "wishes.some": Text(
        "{count}名毕业生未满足第一志愿，原因如下。",
        "{count} graduates do not have their first wish, for these reasons.",
    ),
    "budget.all_years": Text("各年", "all years"),
    "awaited.about": Text(
        "原文把这些数值留给另行通知，或者当地标准未附，本方案没有代为假定；补上之前，与之有关的内容不作计算。每项的参数名和补法见 report.html 的同名一节。",
        "The texts leave these to notices or local standards not at hand; none was made up, and what needs them is not computed. The part of the same name in report.html says how to give each.",
    ),
    "clinics.about": Text(
        "安置前无医生的{before}个，安置后仍无医生的{after}个{cover}。",
        "{before} had no doctor before; {after} still have none{cover}.",
    ),
    "clinics.cover": Text("，其中{count}个由他人代管", ", {count} of them covered by others"),
    "compliance.counts": Text(
        "共核查{all}项：符合{met}项，缺少事实未能核对{unchecked}项，已豁免{waived}项，未达到（软性要求）{missed}项，违反{violated}项。",
        "{all} checks: {met} met, {unchecked} not checked for want of facts, {waived} waived, {missed} missed (soft clauses), {violated} violated.",
    ),
    "compliance.grouped": Text(
        "未达到和已豁免的按条款归并，“例”是其中一项；逐项见 plan.xlsx。",
        "What is missed or waived is put together by clause, with one example; every row is in plan.xlsx.",
    ),
    "compliance.subjects": Text("{names}等", "{names} and others"),
    "compliance.example": Text("{title}。例：{message}", "{title}. Example: {message}"),
    "compliance.standing": Text(
        "列为“违反”的，是安置前就已存在的情况，不是本方案造成的。",
        "What is listed as violated was so before anyone was placed; the plan did not cause it.",
    ),
    "ahead.status": Text("总体{status}。", "Overall: {status}."),
    "ahead.range": Text("本节安排 {range}。", "This section covers {range}."),
    "ahead_people.about": Text(
        "按每个半年初在岗人员与前一个半年比较；首个半年不计进出。“在岗”为该年末一个半年的人数。",
        "Who is present at each half-year against the half-year before; the first is not counted. “Present” is the last half-year of the year.",
    ),
    "ahead_leave.about": Text(
        "进修期间由本中心人员代班，或同点另有人员；“无人”是两者都没有的月数。",
        "Staff of the centre stand in, or colleagues remain; “nobody” counts months with neither.",
    ),
    "ahead_leave.none": Text("规划期内没有脱产进修安排。", "No study leave is planned."),
    "verify.lines": Text(
        "不用求解器即可核对：每名毕业生所到中心的截止线，应是其可去各中心中最先轮到的一档；线以上名额全部用满，线以下一个不用（tables/cutoffs.csv）。",
        "No solver is needed: the cut-off of each graduate's centre must be the first in order among the centres open to her; seats above a line are all taken, below it none (tables/cutoffs.csv).",
    ),
    "verify.command": Text(
        "复核或手工改动名单后重新核查，可运行：planner verify {scenario}{variant} --plan plan.xlsx。",
        "To check the plan, or one changed by hand, run: planner verify {scenario}{variant} --plan plan.xlsx.",
    ),
    "verify.hash": Text(
        "所用数据文件和政策文本的版本记在 manifest.json，可据以确认本报告出自哪一份数据。",
        "manifest.json records the versions of data and policy that this report was made from.",
    ),
}

COLUMNS: dict[str, Text] = {
    "col_number": Text("序号", "No."),
    "col_steps": Text("步骤", "Steps"),
    "col_before": Text("安置前", "Before"),
    "col_after": Text("安置后", "After"),
    "col_clinics": Text("卫生室", "Clinics"),
    "col_posts": Text("岗位", "Posts"),
    "col_placed": Text("安置", "Placed"),
    "col_wish": Text("志愿", "Wish"),
    "col_first_wish": Text("第一志愿", "First wish"),
    "col_placed_at": Text("安置到", "Placed at"),
    "col_why": Text("原因", "Why"),
    "col_year": Text("年份", "Year"),
    "col_came": Text("到岗", "Arrive"),
    "col_left": Text("离岗", "Leave"),
    "col_present": Text("在岗", "Present"),
    "col_people": Text("人数", "People"),
    "col_months": Text("月数", "Months"),
    "col_stand_in": Text("有人代班", "Stand-in"),
    "col_nobody": Text("无人", "Nobody"),
}

TEMPLATE: dict[str, Text] = {
    "template.missing": Text("找不到该模板文件", "there is no such template file"),
    "template.broken": Text(
        "不是可用的 Word 文档（须为 .docx）：{why}", "this is no usable Word document (it must be .docx): {why}"
    ),
    "template.syntax": Text(
        "模板中的标记写得不完整：{why}。请对照随程序附带的模板修改",
        "a mark of the template is not well formed: {why}. Compare it with the template shipped with the planner",
    ),
    "template.unknown": Text(
        "模板中有未知的标记“{name}”{hint}。可用的标记：{known}",
        "the template has an unknown mark “{name}”{hint}. Marks that can be used: {known}",
    ),
    "template.field": Text(
        "模板中有未知的标记：{why}。每一节可用 heading、paragraphs、columns、rows、picture，rows 的列号从 0 起",
        "the template has an unknown mark: {why}. A section has heading, paragraphs, columns, rows, picture; columns of rows count from 0",
    ),
    "template.near": Text("，是否应为“{name}”", ", perhaps “{name}” was meant"),
    "template.fell_back": Text(
        "所给模板遇到本次内容时出错（{why}），report.docx 改用随程序附带的模板。",
        "the template given failed on this content ({why}); report.docx uses the template shipped with the planner.",
    ),
}

REMARKS: dict[str, Text] = {
    "glyphs": Text(
        "本机没有含这些字的字体，report.pdf 中以“〓”代替：{characters}",
        "no typeface on this machine has these characters; report.pdf shows “〓” for them: {characters}",
    ),
    "shared": Text(
        "本件供传阅：以人员编码代替姓名，不含出生日期和户籍村；离岗日期只精确到半年。",
        "edition for circulation: codes stand for names; birth dates and home villages are left out, and dates of leaving are given to the half-year.",
    ),
    "telling_code": Text(
        "人员编码含有本人姓名或是身份证号，用编码代替姓名起不到保护作用；请改用其他编码后再用 --share",
        "the code contains the person's name or is a citizen's number, so it cannot stand for her; use other codes with --share",
    ),
}

MESSAGES: dict[str, Text] = FRAME | HEADINGS | SENTENCES | COLUMNS | TEMPLATE | REMARKS
