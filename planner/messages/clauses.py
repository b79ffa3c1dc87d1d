"""What the clauses say: their statements, and what their checks find."""

from planner.text import Text

MESSAGES: dict[str, Text] = {
    "assumed": Text("（假定值，应以市级文件为准）", " (assumed; the municipal notice decides)"),
    "short": Text(
        "{name}服务{population}人，应有{limit}名乡村医生，安置后{staff}名（岗位{posts}个）",
        "{name} serves {population} people and should have {limit} doctors; it has {staff} ({posts} posts)",
    ),
    "strength.hard": Text("刚性", "hard"),
    "strength.soft": Text("倡导", "soft"),
    "strength.priority": Text("优先次序", "priority"),
    "strength.parameter": Text("计算口径", "parameter"),
    "strength.calendar": Text("时点", "calendar"),
    "strength.report": Text("登记报告", "report"),
    "strength.budget": Text("经费", "budget"),
    "strength.target": Text("指标", "target"),
    "strength.forecast": Text("预测", "forecast"),
    "strength.in_principle": Text("原则上", "in principle"),
    # ages
    "entry_age": Text(
        "新进入乡村医生岗位的人员，进入当日应小于{age}周岁。",
        "A person newly entering a village-doctor post is under {age} on that day.",
    ),
    "entry_age.bar": Text(
        "{name}在{day}已满{age}周岁，不能新进入", "{name} has reached {age} by {day} and may not enter"
    ),
    "exit_age": Text(
        "在岗乡村医生满{age}周岁当日起退出，不延期。",
        "A doctor in post leaves on the day she turns {age}; there is no extension.",
    ),
    "exit_age.past": Text(
        "{name}在{day}已满{age}周岁，不应在岗", "{name} has reached {age} by {day} and may not be in post"
    ),
    "headship_age": Text(
        "年满{age}周岁一般不再担任村卫生室负责人；{option}；按{extension}批准延期的除外。",
        "From {age} on a doctor generally no longer heads a clinic; {option}; extensions under {extension} aside.",
    ),
    "headship_age.headship": Text("只限负责人职务", "only the headship ends"),
    "headship_age.forecast": Text(
        "职务终止，预测中按退出计算", "the headship ends, and forecasts count the person out"
    ),
    "headship_age.exit": Text("同时退出岗位", "service ends too"),
    "headship_age.no": Text("不计入退出", "it does not count as an exit"),
    "hiring_age": Text(
        "超过{age}周岁（{over}）原则上不再聘用；按{rehire}批准的可续至{most}周岁。",
        "Over {age}, {over}, nobody is hired in principle; with approval under {rehire} up to {most}.",
    ),
    "hiring_age.day_after": Text("自生日次日起", "from the day after that birthday"),
    "hiring_age.next_birthday": Text("自下一个生日起", "from the birthday after it"),
    "hiring_age.bar": Text(
        "{name}在{day}已超过{age}周岁，且没有批准；岗位需要的，经批准（按{rehire}登记例外）可返聘到{most}周岁",
        "{name} is over {age} on {day} and has no approval; where the post needs it, one on record under {rehire} "
        "lets her be hired up to {most}",
    ),
    "yearly_rehire": Text(
        "岗位需要并经同意的，一聘{months}个月，最高不超过{age}周岁；{past}。",
        "Where needed and approved, re-hired for {months} months at a time, to {age} at most; {past}.",
    ),
    "yearly_rehire.too_long": Text(
        "{name}自{start}起的返聘合同记到{end}，最多只能签到{most}；请改签",
        "the re-hiring contract of {name} from {start} is on record to {end}, but may run to {most} at most; sign it anew",
    ),
    "yearly_rehire.too_old": Text(
        "{name}在{start}已满{age}周岁，不能再签返聘合同", "{name} is {age} by {start} and may not be re-hired"
    ),
    "yearly_rehire.no": Text("合同不得跨过该生日", "no contract runs past that birthday"),
    "yearly_rehire.run_out": Text("此前签订的合同可履行期满", "a contract begun before it may run out"),
    # staffing
    "posts_per_thousand": Text(
        "原则上每千服务人口{posts}名乡村医生，{rounding}。",
        "In principle {posts} village doctor for each thousand people served, {rounding}.",
    ),
    "floor_per_thousand": Text(
        "服务人口超过{above}人的，每千人不少于{posts}名，{rounding}。",
        "Above {above} people served, at least {posts} doctor per thousand, {rounding}.",
    ),
    "rounding.ceil": Text("不足一千按一千计", "every started thousand counts"),
    "rounding.half_up": Text("四舍五入，至少1名", "rounded to the nearest, at least one"),
    "rounding.floor_min1": Text("只计满千，至少1名", "full thousands only, at least one"),
    "small_clinic_minimum": Text(
        "服务人口不足{below}人的，按{posts}名配备。", "A clinic serving fewer than {below} people has {posts} doctor."
    ),
    "clinic_cap": Text("每个村卫生室最多{cap}名；{conflict}。", "At most {cap} doctors per clinic; {conflict}."),
    "cap_conflict.cap": Text(
        "与人口标准冲突时以上限为准，缺额列出", "against a floor above it the limit wins and the shortfall is shown"
    ),
    "cap_conflict.floor_wins": Text("与人口标准冲突时以标准为准", "against a floor above it the floor wins"),
    "cap_conflict.split_clinic": Text("超过部分应另设卫生室", "what is above it calls for a second clinic"),
    "clinic_cap.over": Text(
        "{name}有{staff}名，超过上限{cap}名", "{name} has {staff} doctors, above the limit of {cap}"
    ),
    "clinic_cap.over_then": Text(
        "{name}在{span}有{staff}名（{people}），超过上限{cap}名",
        "{name} has {staff} people in {span} ({people}), above the limit of {cap}",
    ),
    "short_then": Text(
        "{name}（服务{population}人）在{span}只有{staff}人，按标准应有{limit}人",
        "{name} (serving {population}) has {staff} people in {span}; the standard asks for {limit}",
    ),
    "one_per_clinic": Text(
        "每个村卫生室至少{least}人（一室一人）；{scope}；{shared}。",
        "Every clinic has at least {least} person; {scope}; {shared}.",
    ),
    "one_per_clinic.within_centre": Text(
        "空缺率定中心，中心内先补无医生的卫生室",
        "the vacancy rate picks the centre, which fills clinics without a doctor first",
    ),
    "one_per_clinic.across_centres": Text("全区无医生的卫生室先补", "clinics without a doctor anywhere come first"),
    "one_per_clinic.sharing.no": Text("一人不兼两室", "nobody serves two clinics"),
    "one_per_clinic.sharing.yes": Text(
        "同一中心内可一人按时间表兼顾两室", "one person may serve two clinics of a centre by timetable"
    ),
    "one_per_clinic.bare": Text("{site}（服务{population}人）没有医生", "{site} (serving {population}) has no doctor"),
    "one_per_clinic.covered": Text(
        "{site}没有本岗医生，由{name}覆盖", "{site} has no doctor of its own; {name} covers it"
    ),
    "one_per_clinic.shared": Text(
        "{site}由{name}按时间表兼顾（一人两室）", "{site} is shared by {name} by timetable (one person, two clinics)"
    ),
    "one_per_clinic.uncovered": Text(
        "{site}（服务{population}人）在{span}无人在岗", "{site} (serving {population}) has nobody in post in {span}"
    ),
    "one_per_clinic.few": Text(
        "{site}（服务{population}人）在{span}只有{staff}人在岗",
        "{site} (serving {population}) has only {staff} in post in {span}",
    ),
    "one_per_clinic.shared_then": Text(
        "{site}在{span}由{name}按时间表兼顾（一人两室）",
        "{site} is shared by {name} by timetable in {span} (one person, two clinics)",
    ),
    "one_per_clinic.passed_over": Text(
        "{site}没有医生，同一中心的新人却到了已有医生的{name}",
        "{site} has no doctor, while a newcomer of the same centre went to {name}, which has one",
    ),
    # rotation
    "rotation_cycle": Text(
        "原则上院、村两级人员每{months}个月轮转一次；{mode}；{graduates}；排班依次考虑：{goals}。",
        "In principle staff of centre and villages rotate every {months} months; {mode}; {graduates}; the outlook aims, in order, at: {goals}.",
    ),
    "rotation_mode.at_most_24": Text("同一地点不超过一个周期", "nobody stays longer than a cycle at one site"),
    "rotation_mode.exactly_24": Text("每满一个周期即轮转，不提前", "everybody moves when a cycle is over, not before"),
    "rotation_mode.soft": Text("只作倡导", "as a wish only"),
    "graduate_rotation.within_centre_clinics": Text(
        "定向毕业生只在本中心的一体化村卫生室间轮转",
        "directed graduates rotate only among integrated clinics of their centre",
    ),
    "graduate_rotation.include_centre": Text(
        "定向毕业生也可轮转到中心", "directed graduates may rotate to the centre too"
    ),
    "graduate_rotation.exempt_until_obligation_ends": Text(
        "定向毕业生服务期内不轮转", "directed graduates do not rotate while bound by their agreement"
    ),
    "rotation_cycle.stay": Text(
        "{name}自{began}至{ended}在{site}，与{months}个月的轮转周期不符{why}",
        "{name} is at {site} from {began} to {ended}, which does not fit the cycle of {months} months{why}",
    ),
    "rotation_cycle.nowhere": Text(
        "{name}自{began}至{ended}在{site}，已超过{months}个月，但本中心没有其他可轮转的地点",
        "{name} is at {site} from {began} to {ended}, over {months} months, but the centre has no other place she may rotate to",
    ),
    "rotation_cycle.graduate_place": Text(
        "定向毕业生{name}自{began}至{ended}被派到{site}，不在其轮转范围内",
        "{name}, a directed graduate, is sent to {site} from {began} to {ended}, outside the places she rotates among",
    ),
    "rotation_cycle.bound": Text(
        "定向毕业生{name}服务期内不轮转，却被派到{site}（{began}至{ended}）",
        "{name}, a directed graduate bound by her agreement, does not rotate but is sent to {site} from {began} to {ended}",
    ),
    "dispatch_cover": Text(
        "没有本室乡村医生的村卫生室由乡镇卫生院派驻人员服务，{licence}；{every}；没有其他规定时，排班依次考虑：{goals}。",
        "A clinic without a doctor of its own is served by staff sent by the township hospital, {licence}; {every}; where no other text says so, the outlook aims, in order, at: {goals}.",
    ),
    "dispatch_cover.physician_or_assistant": Text(
        "派驻人员须有执业（助理）医师资格", "who hold a physician's or assistant's licence"
    ),
    "dispatch_cover.any_health_licence": Text(
        "派驻人员有执业资格即可，含乡村医生证书", "who hold any health licence, the village doctor certificate included"
    ),
    "dispatch_cover.no": Text("派驻人员不要求资格", "for which no licence is asked"),
    "dispatch_cover.every.yes": Text("任何时段都不得无人", "no clinic stands empty in any half-year"),
    "dispatch_cover.every.no": Text("无人的时段另行处理", "half-years with nobody are left to other clauses"),
    "dispatch_cover.nobody": Text(
        "{site}（服务{population}人）在{span}既没有乡村医生，也没有派驻人员，需派驻有资格的人员",
        "{site} (serving {population}) has neither a doctor of its own nor anyone dispatched in {span}; somebody licensed has to be sent",
    ),
    "dispatch_cover.unlicensed": Text(
        "{name}没有所要求的执业资格，{span}却在没有乡村医生的{site}{why}，应改派有资格的人员",
        "{name} lacks the licence asked for but serves {site}, which has no doctor of its own, in {span}{why}; send somebody licensed",
    ),
    "dispatch_turns.yes": Text(
        "派驻人员可以轮换，前后两人之间空档不超过{days}天。",
        "Dispatched staff may take turns, with at most {days} days between one and the next.",
    ),
    "dispatch_turns.no": Text(
        "派驻人员不得轮换，空档不超过{days}天。",
        "Dispatched staff do not take turns; a clinic stands without them for at most {days} days.",
    ),
    "dispatch_turns.gap": Text(
        "{site}的派驻人员{before}到{ended}为止，{after}自{began}起，中间空档{days}天",
        "at {site} the dispatched {before} serves up to {ended} and {after} from {began}, which leaves a gap of {days} days",
    ),
    "dispatch_turns.relief": Text(
        "{site}的派驻人员{before}（到{ended}为止）被{after}接替（自{began}起），而派驻人员不得轮换",
        "at {site} the dispatched {before} (up to {ended}) is relieved by {after} (from {began}), though dispatched staff do not take turns",
    ),
    "dispatch_term": Text(
        "派驻人员原则上至少服务满{months}个月，{term}。",
        "In principle whoever is dispatched serves at least {months} months, {term}.",
    ),
    "dispatch_term.consecutive_same_clinic": Text("在同一村卫生室连续计算", "counted at one clinic without a break"),
    "dispatch_term.total_over_clinics": Text("各村卫生室合计", "counted over all clinics together"),
    "dispatch_term.short.consecutive_same_clinic": Text(
        "{name}派驻{site}，自{began}至{ended}，不满{months}个月{why}",
        "{name} is dispatched to {site} from {began} to {ended}, less than {months} months{why}",
    ),
    "dispatch_term.short.total_over_clinics": Text(
        "{name}各次派驻合计不满{months}个月，最后一次在{site}，自{began}至{ended}{why}",
        "{name}'s dispatches add up to less than {months} months; the last is at {site} from {began} to {ended}{why}",
    ),
    "certificate_exempt.exempt": Text(
        "持乡村医生证书的人员不轮转。", "Holders of the village doctor certificate do not rotate."
    ),
    "certificate_exempt.rotates": Text(
        "只持乡村医生证书的人员不轮转，另有执业资格的参加轮转。",
        "Those who hold only the village doctor certificate do not rotate; with a licence besides they do.",
    ),
    "certificate_exempt.moved": Text(
        "{name}持乡村医生证书，不应轮转，却先后在{sites}{why}",
        "{name} holds the village doctor certificate and should not be moved, but is at {sites} in turn{why}",
    ),
    # pool
    "pre_service": Text(
        "新毕业生先接受约{months}个月入职前教育。",
        "A new graduate first has about {months} months of pre-service education.",
    ),
    "training_length": Text("规范化培训时间：{lengths}{assumed}。", "Standardised training lasts: {lengths}{assumed}."),
    "trained_first": Text(
        "毕业生完成助理全科或住院医师规范化培训后，到指定中心；{licence}。",
        "A graduate goes to the designated centre once assistant-GP or residency training is done; {licence}.",
    ),
    "licence.no": Text("不以执业资格为条件", "no licence is asked for"),
    "licence.sole_doctor": Text("单独执业的须有执业资格", "a licence is needed to be a clinic's only doctor"),
    "licence.yes": Text("须有执业资格", "a licence is needed"),
    "licence.missing": Text(
        "{name}尚无执业资格，将是{site}仅有的医生：取得资格前应有执业医师带教或覆盖",
        "{name} has no licence yet and would be the only doctor of {site}: a licensed doctor should cover until then",
    ),
    "pool.not_candidate": Text("{name}不是待安置人员", "{name} is not waiting for a placement"),
    "pool.placed_though": Text("{name}不应在本季安置：{why}", "{name} should not be placed this season: {why}"),
    "licensed_start": Text(
        "规培结束并考取执业助理医师（含乡村全科）资格后，回到已安置的村卫生室；{unlicensed}。",
        "Once trained and licensed, a graduate returns to the clinic already assigned; {unlicensed}.",
    ),
    "licensed_start.waits": Text("未取得资格的，岗位保留", "the post of one not licensed is kept"),
    "licensed_start.loses_post": Text("未取得资格的，岗位不保留", "the post of one not licensed is opened again"),
    "licensed_start.early": Text("{name}未取得资格即在岗", "{name} is in post without a licence"),
    "placement_moment.training_end": Text(
        "规范化培训结束后确定安置方向，{reference}。",
        "The destination is fixed after standardised training, {reference}.",
    ),
    "placement_moment.graduation": Text(
        "毕业时明确就业岗位，{reference}。", "The post is fixed at graduation, {reference}."
    ),
    "placement_moment.training_end.round": Text(
        "安置培训结束的{count}名定向毕业生，{reference}",
        "place the {count} graduate(s) whose training is over, {reference}",
    ),
    "placement_moment.graduation.round": Text(
        "安置毕业的{count}名定向毕业生，{reference}",
        "place the {count} graduate(s) who finish school, {reference}",
    ),
    "placement_moment.training_end.early": Text(
        "{name}到{given}才结束规范化培训，{day}不能确定安置去向",
        "{name}'s training ends on {given}; no destination may be fixed on {day}",
    ),
    "placement_moment.graduation.early": Text(
        "{name}到{given}才毕业，{day}不能确定就业岗位", "{name} graduates on {given}; no post may be fixed on {day}"
    ),
    "reference.placement_date": Text("以安置日的空缺为准", "by the vacancies of the placement date"),
    "reference.own_finish_date": Text("以本人结束培训之日的空缺为准", "by the vacancies of the day each one finishes"),
    "reference.graduation_date": Text("以毕业之日的空缺为准", "by the vacancies of the day of graduation"),
    "graduates_first.yes": Text(
        "一体化岗位不足时，定向毕业生先于其他新进人员。",
        "When integrated posts are scarce, directed graduates precede other new recruits.",
    ),
    "graduates_first.no": Text(
        "定向毕业生与其他新进人员同等对待。", "Directed graduates and other new recruits are treated alike."
    ),
    "graduates_first.passed": Text(
        "{name}（非定向毕业生）占用了岗位，定向毕业生{graduate}却未安置",
        "{name}, a recruit, holds a post while the directed graduate {graduate} is left out",
    ),
    # vacancies
    "vacancy_measure": Text(
        "空缺率按{scope}计算：{basis}；{cover}。", "The vacancy rate is counted over {scope}: {basis}; {cover}."
    ),
    "scope.integrated_clinics": Text("一体化村卫生室", "integrated clinics"),
    "scope.all_clinics": Text("全部村卫生室", "all clinics"),
    "basis.posts": Text("空缺岗位数÷核定岗位数", "vacant posts over posts"),
    "basis.unstaffed_clinics": Text("无医生的卫生室数÷卫生室数", "clinics without a doctor over clinics"),
    "cover.no": Text("轮岗、下沉人员不算补岗", "rotating and seconded staff do not fill a post"),
    "cover.yes": Text("在岗的轮岗、下沉人员算补岗", "rotating and seconded staff on duty fill a post"),
    "vacancy_measure.out": Text(
        "{name}被安置到{site}，该点不在计算范围内", "{name} is placed at {site}, which is outside the count"
    ),
    "town_declaration": Text(
        "只能安置到属地镇政府申报的岗位（{given}）。{measure}",
        "Only posts declared by the town governments can be filled ({given}). {measure}",
    ),
    "town_declaration.none": Text(
        "未提供申报数，假定空缺全部申报", "no declarations given; all vacancies are assumed declared"
    ),
    "town_declaration.over": Text(
        "{centre}安置{sent}人，申报{declared}个岗位",
        "{sent} people are sent to {centre}, which declared {declared} posts",
    ),
    "gaps_first.no": Text(
        "定向补缺：不在空缺岗位之外安置，多出的毕业生列明未安置。",
        "Gaps are filled, nobody is placed above the posts; a surplus of graduates is listed as not placed.",
    ),
    "gaps_first.yes": Text(
        "定向补缺：补满空缺后，可在上限内超岗位安置。",
        "Gaps are filled first; then placement above the posts is allowed up to the cap.",
    ),
    "gaps_first.over": Text(
        "{site}岗位{posts}个，安置后{staff}人，超出岗位：{name}{why}",
        "{site} has {posts} posts and would have {staff} people: {name}{why}",
    ),
    # order
    "rate_first": Text(
        "第{priority}顺序：乡医空缺率高的社区卫生服务中心优先安置；{update}，{arithmetic}。",
        "Criterion {priority}: the centre with the higher vacancy rate is served first; {update}, {arithmetic}.",
    ),
    "update.after_each": Text("每安置一人重算一次", "the rate is recomputed after each placement"),
    "update.once_exhaust": Text("只排一次序，先补满前面的中心", "ranked once, the top centre filled first"),
    "update.once_round": Text("只排一次序，每轮每中心一人", "ranked once, one per centre in each pass"),
    "arithmetic.exact_fraction": Text("按分数精确比较", "compared as exact fractions"),
    "arithmetic.whole_percent": Text(
        "按整数百分比比较（复核纸质排序用）", "compared as whole percent, to replay a paper ranking"
    ),
    "clinic_total_first": Text(
        "第{priority}顺序：空缺率相同的，一体化村卫生室总数多的中心优先。",
        "Criterion {priority}: at equal rates the centre with more integrated clinics goes first.",
    ),
    "wish_decides": Text(
        "其他条件均相同的，按毕业生个人意愿；{matching}。",
        "All else equal, the graduate's own wish decides; {matching}.",
    ),
    "matching.counts_then_preference": Text(
        "先定各中心人数，再使志愿总序数最小，仍相同的看综合成绩",
        "counts are fixed first, then the sum of wish ranks is least, then grades decide",
    ),
    "matching.rank_maximal": Text(
        "先定各中心人数，再使第一志愿最多，其次第二志愿，依此类推",
        "counts are fixed first, then most first wishes, then most second, and so on",
    ),
    "matching.serial": Text(
        "按综合成绩逐人安置，并列时看本人意愿", "one by one in the order of grades, the wish deciding ties"
    ),
    "grade_decides": Text(
        "各方面相同且都愿到同一村卫生室的，毕业时综合成绩优者优先。",
        "Alike in every respect and wanting the same clinic, the better overall result goes first.",
    ),
    "grade_decides.passed": Text(
        "{name}与{other}都愿到{site}，{name}综合成绩更好却未得到",
        "{name} and {other} both want {site}; {name} has the better result and did not get it",
    ),
    "home_town_first": Text(
        "户籍所在镇有乡村医生岗位需求的，优先安置到户籍所在镇。",
        "A graduate whose home town has a declared vacancy is placed there first.",
    ),
    "home_town_first.usurped": Text(
        "{name}的户籍镇{town}的岗位给了外镇的{other}",
        "a post in {name}'s home town {town} went to {other} from another town",
    ),
    "any_town_in_need": Text(
        "户籍所在镇没有岗位需求的，由区卫生健康委分配到有需求的镇，考虑本人意愿。",
        "Without a vacancy at home, the commission assigns a town that has one, the wish counting.",
    ),
    # clinics
    "centre_deploys": Text(
        "毕业生安置到中心，由中心在本辖区村卫生室内统一调配；建议依次考虑：{goals}。",
        "The commission assigns the centre; the centre deploys among its own clinics. Proposals weigh, in this order: {goals}.",
    ),
    "centre_deploys.foreign": Text(
        "{name}安置在{centre}，{site}却不属于该中心", "{name} is placed at {centre}, but {site} does not belong to it"
    ),
    "town_deploys": Text(
        "属地政府按需求缓急安排：先无医生的卫生室，再医生人均服务人口多的；依次考虑：{goals}。",
        "The town orders its clinics by urgency: those without a doctor, then more people per doctor. Weighed in this order: {goals}.",
    ),
    "town_deploys.ranked": Text(
        "属地政府按其报送的需求缓急顺序（{ranking}）安排村卫生室；依次考虑：{goals}。",
        "The town's own order of urgency ({ranking}) decides the clinic. Weighed in this order: {goals}.",
    ),
    "town_deploys.passed": Text(
        "{name}到了{taken}，需求更急的{site}仍空缺",
        "{name} went to {taken} while the more urgent {site} is still short",
    ),
    "main_site.registered": Text(
        "主要执业地点（以注册地点为准）为中心辖区内的一体化村卫生室。",
        "The main place of practice, as registered, is an integrated clinic of the centre.",
    ),
    "main_site.days": Text(
        "主要执业地点为中心辖区内的一体化村卫生室（工作日的{share}%以上）。",
        "The main place of practice is an integrated clinic of the centre (more than {share} % of working days).",
    ),
    "main_site.too_few_days": Text(
        "{name}在{period}记录的{worked}个工作日中，只有{there}个在所属中心辖区内的一体化村卫生室；请调整排班",
        "of {worked} working days on record for {name} in {period} only {there} were at an integrated clinic of the "
        "centre; change the schedule",
    ),
    "main_site.not_integrated": Text(
        "{name}的主要执业地点{site}不是一体化村卫生室", "{site}, the main site of {name}, is not an integrated clinic"
    ),
}
