"""This module is where the words of a run's outputs are kept: headings, labels, legends and remarks."""

from planner.text import Text

TABLE_WORDS: dict[str, Text] = {
    "table_placements": Text("安置结果", "Placements"),
    "table_seats": Text("名额顺序", "Seats step by step"),
    "table_cutoffs": Text("截止线", "Cut-off lines"),
    "table_centres_after": Text("中心前后对比", "Centres before and after"),
    "table_sites_after": Text("服务点现状", "Clinics after the season"),
    "table_compliance": Text("合规检查", "Compliance"),
    "table_goals": Text("目标", "Goals"),
    "about_placements": Text(
        "每名毕业生去向一行：中心、服务点、满足第几志愿、所依条款和理由。",
        "One row per graduate: centre, clinic, which wish was met, the clause and the reason.",
    ),
    "about_seats": Text(
        "按政策次序逐个开出的名额：当时的空缺率（空缺/岗位，精确分数）、一体化卫生室总数、由什么决定、次高的中心。",
        "The seats in the order the policy opens them: the rate then (vacant/posts, exact), clinics, what decided, next best.",
    ),
    "about_cutoffs": Text(
        "每个中心安置到哪一档为止：线以上的名额全部用满，压线的名额可用可不用，线以下不用。不用求解器即可核对。",
        "How far down each centre is filled: seats above the line are full, at the line free, below it empty; no solver needed.",
    ),
    "about_centres_after": Text(
        "各中心安置前后的空缺岗位数和空缺率。", "Vacancies and vacancy rates of each centre before and after."
    ),
    "about_sites_after": Text(
        "各服务点安置后的在岗人数；代管人员不占岗位，单独列出。",
        "Staff at each clinic after the season; people who only cover it are listed apart.",
    ),
    "about_compliance": Text(
        "逐条核查：符合、已豁免、未达到（软性要求）或违反，附实际值和限值。",
        "Each check: met, waived, missed (soft) or violated, with the actual value and the limit.",
    ),
    "about_goals": Text(
        "各级目标的取值和已证明的界；两者相等即为最优。",
        "Each goal with its value and proven bound; equal means optimal.",
    ),
}

COLUMNS: dict[str, Text] = {
    "col_person_id": Text("人员编码", "Person code"),
    "col_name": Text("姓名", "Name"),
    "col_centre_id": Text("中心编码", "Centre code"),
    "col_centre_name": Text("中心名称", "Centre"),
    "col_site_id": Text("服务点编码", "Clinic code"),
    "col_site_name": Text("服务点名称", "Clinic"),
    "col_wish_rank": Text("志愿序", "Wish"),
    "col_status": Text("状态", "Status"),
    "col_clause": Text("条款", "Clause"),
    "col_reason_zh": Text("理由", "Reason (Chinese)"),
    "col_reason_en": Text("理由（英文）", "Reason (English)"),
    "col_step": Text("步骤", "Step"),
    "col_vacant": Text("空缺岗位数", "Vacant"),
    "col_posts": Text("核定岗位", "Posts"),
    "col_rate": Text("空缺率", "Vacancy rate"),
    "col_rate_percent": Text("空缺率（%）", "Vacancy rate (%)"),
    "col_clinics": Text("一体化卫生室数", "Integrated clinics"),
    "col_decided_by": Text("决定因素", "Decided by"),
    "col_round": Text("轮次", "Round"),
    "col_level": Text("档次", "Level"),
    "col_runner_up": Text("次高中心编码", "Next best centre code"),
    "col_runner_up_name": Text("次高中心", "Next best centre"),
    "col_full": Text("线上名额", "Seats above the line"),
    "col_free": Text("压线名额", "Seats at the line"),
    "col_filled": Text("已用名额", "Seats taken"),
    "col_vacant_before": Text("安置前空缺", "Vacant before"),
    "col_vacant_after": Text("安置后空缺", "Vacant after"),
    "col_rate_before": Text("安置前空缺率", "Rate before"),
    "col_rate_after": Text("安置后空缺率", "Rate after"),
    "col_rate_before_percent": Text("安置前空缺率（%）", "Rate before (%)"),
    "col_rate_after_percent": Text("安置后空缺率（%）", "Rate after (%)"),
    "col_period": Text("时段", "Period"),
    "col_staff": Text("在岗人数", "Staff"),
    "col_staff_before": Text("安置前在岗", "Staff before"),
    "col_cover": Text("代管人数", "Cover"),
    "col_uncovered": Text("无人服务", "Nobody there"),
    "col_over_cap": Text("超限人数", "Over the cap"),
    "col_subject": Text("对象编码", "Subject code"),
    "col_subject_name": Text("对象", "Subject"),
    "col_actual": Text("实际", "Actual"),
    "col_limit": Text("限值", "Limit"),
    "col_message_zh": Text("说明", "Message (Chinese)"),
    "col_message_en": Text("说明（英文）", "Message (English)"),
    "col_rank": Text("次序", "Rank"),
    "col_goal": Text("目标代号", "Goal"),
    "col_label_zh": Text("目标", "Goal (Chinese)"),
    "col_label_en": Text("目标（英文）", "Goal (English)"),
    "col_value": Text("取值", "Value"),
    "col_bound": Text("界", "Bound"),
    "col_proven": Text("已证明最优", "Proven optimal"),
}

VALUES: dict[str, Text] = {
    "is_placed": Text("已安置", "placed"),
    "is_unplaced": Text("未安置", "not placed"),
    "is_met": Text("符合", "met"),
    "is_waived": Text("已豁免", "waived"),
    "is_missed": Text("未达到", "missed"),
    "is_violated": Text("违反", "violated"),
    "is_only": Text("仅此一处", "no other centre"),
    "is_lock": Text("已有决定", "decision already taken"),
    "is_home": Text("户籍地", "home town"),
    "is_gap": Text("有空缺者先", "a vacancy left"),
    "is_scope": Text("无医生的卫生室优先", "clinics without a doctor first"),
    "is_pass": Text("按轮次", "the pass"),
    "is_rate": Text("空缺率", "vacancy rate"),
    "is_clinics": Text("卫生室总数", "number of clinics"),
    "is_wish": Text("志愿", "wishes"),
    "is_code": Text("编码", "code"),
    "is_yes": Text("是", "yes"),
    "is_no": Text("否", "no"),
    "status_optimal": Text("已证明最优", "proven optimal"),
    "status_feasible": Text("可行，未证明最优", "feasible, not proven optimal"),
    "status_infeasible": Text("无可行方案", "no plan exists"),
    "status_unknown": Text("未得出结论", "no conclusion reached"),
    "state_new": Text("新派医生，填补空白", "first doctor arrives"),
    "state_more": Text("有医生，再增派", "has doctors, one more"),
    "state_kept": Text("有医生，无变化", "has a doctor, unchanged"),
    "state_cover": Text("无医生，由他人代管", "no doctor, covered by others"),
    "state_empty": Text("仍无医生", "still no doctor"),
    "state_outside": Text("不计入（未一体化或服务站）", "not counted: not integrated, or a station"),
}

WORKBOOK: dict[str, Text] = {
    "guide_sheet": Text("说明", "Read me"),
    "guide_date": Text("安置日期", "Placement date"),
    "guide_variant": Text("方案", "Variant"),
    "guide_status": Text("求解状态", "Status"),
    "guide_policy": Text("执行的政策条款", "Policy in force"),
    "guide_notes": Text("须知（假设、估算、虚构数据）", "Notes (assumptions, estimates, synthetic data)"),
    "guide_reading": Text("各表说明", "How to read the sheets"),
    "draft_mark": Text("【草案，未生效】", " [draft, not in force]"),
    "amended": Text("本方案对该条作了调整。理由：{why}", "Amended in this scenario. Why: {why}"),
    "suspended": Text("本方案暂停执行该条。理由：{why}", "Suspended in this scenario. Why: {why}"),
}

PICTURES: dict[str, Text] = {
    "figure_placed": Text("已安置 / 应安置毕业生", "Graduates placed / in the pool"),
    "figure_vacant": Text("空缺岗位数", "Vacant posts"),
    "figure_unstaffed": Text("无医生的一体化卫生室", "Integrated clinics without a doctor"),
    "figure_highest": Text("最高空缺率", "Highest vacancy rate"),
    "figure_first_wish": Text("满足第一志愿", "First wishes met"),
    "figure_residents": Text("新覆盖居民", "Residents newly covered"),
    "legend_centre": Text(
        "中心：外框为安置前空缺率，\n灰块为安置后空缺率", "Centre: frame = vacancy rate\nbefore, filled = after"
    ),
    "legend_arrow": Text("毕业生由中心派往卫生室", "graduate, from centre to clinic"),
    "legend_state": Text("{state}（{count}）", "{state} ({count})"),
    "legend_residents": Text("{count} 人", "{count} residents"),
    "north": Text("北", "N"),
    "map_subtitle": Text("安置日期 {date}　{status}", "Placement date {date} · {status}"),
    "source_outline": Text(
        "边界 © OpenStreetMap contributors（ODbL），示意图，非测绘成果。人员和点位中的虚构部分见说明。",
        "Outline © OpenStreetMap contributors (ODbL); a sketch, not a survey. For synthetic people and places see the notes.",
    ),
    "source_plain": Text(
        "示意图，非测绘成果。人员和点位中的虚构部分见说明。",
        "A sketch, not a survey. For synthetic people and places see the notes.",
    ),
    "rates_title": Text("{title}：各中心安置前后的空缺率", "{title}: vacancy rates before and after"),
    "rates_order": Text(
        "按政策次序排列：安置前空缺率由高到低，相同时一体化卫生室多者在前。",
        "In the order of the policy: highest rate before first, then the centre with more integrated clinics.",
    ),
    "rates_axis": Text("空缺率 = 空缺岗位数 / 核定岗位", "vacancy rate = vacant / posts"),
    "rates_before": Text("安置前", "before"),
    "rates_after": Text("安置后", "after"),
    "rates_filled": Text("安置 {count} 人", "{count} placed"),
    "ladder_title": Text("{title}：逐步安置次序", "{title}: who is served next"),
    "ladder_rule": Text(
        "自上而下逐个开出名额；条形为开出名额时该中心的空缺率，右侧为理由。",
        "Seats open from top to bottom; the bar is the centre's vacancy rate when the seat opens, the reason is on the right.",
    ),
    "ladder_rate": Text("空缺率最高", "highest rate"),
    "ladder_clinics": Text("空缺率相同，卫生室多者先", "equal rate, more clinics"),
    "ladder_wish": Text("完全相同，按志愿", "full tie, wishes"),
    "ladder_code": Text("完全相同，按编码", "full tie, code"),
    "ladder_only": Text("没有其他中心可安置", "no other centre"),
    "ladder_lock": Text("已有决定", "decision already taken"),
    "ladder_home": Text("户籍地优先", "home town first"),
    "ladder_gap": Text("有空缺者先于超岗", "vacancies before places above posts"),
    "ladder_scope": Text("无医生的卫生室优先", "clinics without a doctor first"),
    "ladder_pass": Text("按轮次", "the pass"),
    "ladder_next": Text("次高中心的空缺率", "rate of the next best centre"),
    "step_rate": Text("高于{other} {other_rate}", "above {other} {other_rate}"),
    "step_clinics": Text(
        "与{other} {other_rate} 相等，卫生室 {clinics} 个多于 {other_clinics} 个",
        "equals {other} {other_rate}; {clinics} clinics against {other_clinics}",
    ),
    "step_wish": Text(
        "与{other} {other_rate} 完全相同，由志愿决定", "full tie with {other} {other_rate}: the wishes decide"
    ),
    "step_code": Text(
        "与{other} {other_rate} 完全相同，由编码决定", "full tie with {other} {other_rate}: the code decides"
    ),
    "step_scope": Text(
        "尚有无医生的卫生室，先于{other} {other_rate}", "has clinics without a doctor; before {other} {other_rate}"
    ),
    "step_pass": Text(
        "本轮尚未安置，先于{other} {other_rate}", "not yet served in this pass; before {other} {other_rate}"
    ),
    "step_lock": Text("此前已作出的决定", "decided beforehand"),
    "step_home": Text("毕业生回户籍地", "the graduate returns to her home town"),
    "step_gap": Text("尚有空缺，{other}已无空缺", "has a vacancy left, {other} has none"),
    "step_only": Text("没有其他可安置的中心", "no other centre could be served"),
    "step_alone": Text("没有其他可安置的中心", "no other centre could be served"),
    "chart_cut": Text(
        "图中为前 {shown} 项，共 {all} 项，其余见表。", " The first {shown} of {all}; the rest are in the tables."
    ),
}

REMARKS: dict[str, Text] = {
    "no_map": Text(
        "中心和服务点都没有经纬度，因此没有地图。", "Centres and clinics have no coordinates, so there is no map."
    ),
    "not_on_map": Text(
        "{count} 个服务点没有经纬度，未画在地图上。", "{count} clinics have no coordinates and are not on the map."
    ),
    "labels_left_out": Text(
        "地图上有 {count} 个名称因位置不够未标出，见表和网页。",
        "{count} names found no room on the map; see the tables and the page.",
    ),
    "glyphs_missing": Text(
        "字库中没有这些字，图 {picture} 中显示为方框：{characters}",
        "The typeface lacks these characters, shown as boxes in picture {picture}: {characters}",
    ),
    "out_is_link": Text(
        "输出位置是符号链接，不会写入；请改用真实文件夹。",
        "The output place is a symbolic link and is not written to; name a real folder.",
    ),
    "out_is_file": Text(
        "输出位置已有同名文件；请改用其他名称。", "A file of this name is already there; choose another name."
    ),
    "out_is_foreign": Text(
        "该文件夹不是本程序生成的运行结果（没有 manifest.json），为免误删不予覆盖；请改用其他文件夹或自行清空。",
        "This folder is not a run of the planner (no manifest.json of ours), so it is not replaced; "
        "choose another folder or empty it yourself.",
    ),
}

PAGE: dict[str, Text] = {
    "page_date": Text("安置日期", "Placement date"),
    "page_variant": Text("方案", "Variant"),
    "page_filter": Text("筛选", "Filter"),
    "page_search": Text("姓名、卫生室、中心或编码", "Person, clinic, centre or code"),
    "page_area": Text("乡镇或中心", "Town or centre"),
    "page_everywhere": Text("全部", "All"),
    "page_towns": Text("乡镇", "Towns"),
    "page_centres": Text("中心", "Centres"),
    "page_changed": Text("只看有变化的", "Changed only"),
    "page_reset": Text("清除筛选", "Clear"),
    "page_totals": Text("筛选后合计", "Totals of what is shown"),
    "page_total_people": Text("毕业生（已安置/显示）", "Graduates (placed/shown)"),
    "page_total_vacant": Text("空缺岗位数", "Vacant posts"),
    "page_total_unstaffed": Text("无医生的一体化卫生室", "Integrated clinics without a doctor"),
    "page_total_residents": Text("新覆盖居民", "Residents newly covered"),
    "page_map": Text("地图", "Map"),
    "page_map_hint": Text(
        "滚轮或按钮缩放，拖动平移；点击卫生室或中心查看详情。键盘：方向键平移，加减号缩放。",
        "Zoom by wheel or buttons, drag to move; click a clinic or centre for details. Keys: arrows move, plus and minus zoom.",
    ),
    "page_zoom_in": Text("放大", "Zoom in"),
    "page_zoom_out": Text("缩小", "Zoom out"),
    "page_zoom_all": Text("全图", "Whole map"),
    "page_show_rows": Text("在表中只看它", "Show only this"),
    "page_col_person": Text("毕业生", "Graduate"),
    "page_col_centre": Text("中心", "Centre"),
    "page_col_clinic": Text("卫生室", "Clinic"),
    "page_col_reason": Text("理由", "Reason"),
    "page_col_residents": Text("服务人口", "Residents"),
    "page_col_before": Text("安置前", "Before"),
    "page_col_after": Text("安置后", "After"),
    "page_col_change": Text("变化", "Change"),
    "page_col_cutoff": Text("截止线", "Cut-off"),
    "page_col_cutoff_seats": Text("已用名额", "Seats taken"),
    "page_col_why": Text("为什么是它", "Why this centre"),
    "page_col_message": Text("说明", "Message"),
    "page_col_statement": Text("内容", "Statement"),
    "page_col_citation": Text("出处", "Source"),
    "page_col_placed": Text("安置人数", "Placed"),
    "page_col_goal": Text("目标", "Goal"),
    "page_cutoff_all": Text("全部名额已用，无线", "all seats taken"),
    "page_cutoff_seats": Text(
        "线上 {full}，压线 {free}，已用 {filled}", "{full} above, {free} at the line, {filled} taken"
    ),
    "page_policy": Text("执行的政策", "Policy in force"),
    "page_packs": Text("政策文件", "Policy texts"),
    "page_clauses": Text("在用条款", "Clauses in force"),
    "page_amendments": Text("本方案的调整", "Amendments of this scenario"),
    "page_displaced": Text("未执行的条款及原因", "Clauses set aside, and why"),
    "page_not_modelled": Text("未计算的条款及原因", "Clauses not computed, and why"),
    "page_draft": Text("征求意见稿", "draft"),
    "page_in_principle": Text("原则上", "in principle"),
    "page_notes": Text("须知", "Notes"),
    "page_none": Text("无", "None"),
    "page_empty": Text("没有符合筛选条件的行。", "No row matches the filter."),
    "page_not_wished": Text("未填报", "not wished"),
    "page_rows": Text("行", "rows"),
    "page_jump": Text("本页内容", "On this page"),
    "page_made": Text(
        "由 placement planner {version} 生成；本文件不连接网络。",
        "Made by placement planner {version}; this file uses no network.",
    ),
    "page_colon": Text("：", ": "),
    "page_unplaced": Text("本次未安置的毕业生：{count} 名", "Graduates not placed this season: {count}"),
    "card_posts": Text("核定岗位 {count} 个", "of {count} posts"),
    "card_clinics": Text("共 {count} 个", "of {count}"),
    "card_new": Text("{count} 个卫生室迎来医生", "{count} clinics get their first doctor"),
    "tip_centre": Text(
        "{name}\n空缺率 {change}，一体化卫生室 {clinics} 个",
        "{name}\nvacancy rate {change}, {clinics} integrated clinics",
    ),
    "tip_clinic": Text(
        "{name}\n{state}\n服务人口 {residents}；在岗 {before} → {after}",
        "{name}\n{state}\n{residents} residents; staff {before} → {after}",
    ),
    "page_instead": Text("由 {by} 取代：{why}", "Replaced by {by}: {why}"),
}

MESSAGES: dict[str, Text] = TABLE_WORDS | COLUMNS | VALUES | WORKBOOK | PICTURES | REMARKS | PAGE
