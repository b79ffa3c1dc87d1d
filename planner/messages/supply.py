"""What clauses on supply and hiring say, and the forecast: who comes, who goes, what is to be done about it."""

from planner.text import Text

MESSAGES = {
    "trainees.no": Text(
        "规范化培训期间按学员管理，培训结束后才计为人员供给。",
        "In standardised training a person is a trainee, and supply from the end of training only.",
    ),
    "trainees.yes": Text(
        "规范化培训期间的人员自毕业起即计为人员供给。", "A person in training counts as supply from graduation on."
    ),
    "trainee_serves": Text(
        "{name}规培到{ready}才结束，却从{period}起排在岗位上；请推后",
        "{name} is in training until {ready} but serves from {period}; move it later",
    ),
    "vacancies": Text(
        "对即将空缺的岗位提前储备人员{lead}。", "Reserves are prepared in advance for posts about to fall vacant{lead}."
    ),
    "lead": Text("，提前{months}个月", ", {months} months ahead"),
    "lead_open": Text("（提前多久原文未定，待填）", " (how long ahead the text leaves open; to be given)"),
    "prepare": Text("为{site}储备人员：{name}{day}离岗", "prepare a successor at {site}: {name} leaves on {day}"),
    "too_few_reserves": Text(
        "到{until}将有{going}名医生离岗（{names}等），而待安置和在培的只有{coming}人；请提前招录",
        "{going} doctors leave by {until} ({names} …) and only {coming} wait or train; recruit in time",
    ),
    "demand": Text(
        "每{months}个月核定一次招聘需求，统一发布。",
        "Recruitment demand is verified every {months} months and announced together.",
    ),
    "announce": Text("核定并统一发布招聘需求", "verify and announce recruitment demand"),
    "not_announced": Text(
        "{before}之后到{after}超过{months}个月没有发布招聘需求",
        "no demand was announced within {months} months of {before}, until {after}",
    ),
    "obligation.elsewhere": Text(
        "服务期限和违约按定向培养协议执行，{months}。",
        "Length of service and breach are those of the training agreement, {months}.",
    ),
    "obligation.none": Text(
        "服务期限和违约按定向培养协议执行，{months}；对入伍退役后升学没有规定。",
        "Length of service and breach are those of the training agreement, {months}; no rule for veterans who study on.",
    ),
    "months": Text("为{months}个月", "{months} months"),
    "months_open": Text("期限见协议，待填", "its length to be given"),
    "may_leave": Text(
        "{name}的协议服务期于{day}届满，可能离岗", "{name}'s service obligation ends on {day}; she may leave"
    ),
    "leaves_early": Text(
        "{name}将于{leaves}离岗，早于协议服务期届满的{day}",
        "{name} leaves on {leaves}, before her obligation ends on {day}",
    ),
    "no_veteran_rule": Text(
        "{name}入伍退役后升学：本文件没有规定，请决定是否推迟可上岗日期",
        "{name} studies on after the army: this text has no rule; decide whether her availability moves",
    ),
    "veteran": Text(
        "入伍退役后复学并免试升本的毕业生，报齐{papers}后推迟可上岗日期{extension}。",
        "A graduate back from the army who goes on to a degree hands in {papers}; then her availability moves{extension}.",
    ),
    "extension": Text("{months}个月", " by {months} months"),
    "extension_open": Text("（推迟多久待填）", " (by how long is to be given)"),
    "papers": Text(
        "{name}退役后升本，还缺{papers}：日期不变，请补齐",
        "{name} goes on to a degree; {papers} missing: her dates stay; hand them in",
    ),
    "veteran_studies": Text(
        "{name}退役后升本，{day}起才可上岗", "{name} studies on after the army and is available from {day}"
    ),
    "veteran_undated": Text(
        "{name}退役后升本，请填写可上岗日期（升本之前的）",
        "{name} studies on after the army; enter available_from as it was before",
    ),
    "home.hukou_village": Text(
        "定向生安置到户籍所在地村卫生室；没有空缺的，安置到本镇最近的村卫生室。",
        "Directed students go to the clinic of their home village; without a vacancy there, to the nearest of the town.",
    ),
    "home.hukou_town": Text(
        "定向生安置到户籍所在乡镇的村卫生室。",
        "Directed students go to a clinic of the town where they are registered.",
    ),
    "home_missed": Text(
        "{name}没有安置到户籍村的{site}，那里有空缺可给；请改到该处",
        "{name} is not at {site} of her home village, which had a vacancy for her; move her there",
    ),
    "channels": Text(
        "{who}来自{count}个渠道：{channels}{health}。", "{who} come from {count} channels: {channels}{health}."
    ),
    "who.serving": Text("在岗人员", "Staff serving"),
    "who.coming": Text("储备人员", "Reserves"),
    "health.asked": Text("；返聘人员须身体健康", "; the re-hired must be healthy"),
    "health.not_asked": Text("", ""),
    "channel.retained": Text("原有乡医保留", "retained village doctors"),
    "channel.recruitment": Text("公开招聘", "open recruitment"),
    "channel.directed": Text("订单定向培养", "directed training"),
    "channel.rehired": Text("退休返聘", "re-hired retirees"),
    "channel.rotating": Text("中心轮转", "rotating centre staff"),
    "channel.sent_down": Text("上级下沉", "staff sent down"),
    "channel.college": Text("院校招聘", "recruitment at colleges"),
    "channel.society": Text("社会招聘", "recruitment in society"),
    "channel.retired_specialist": Text("上级医院退休专家", "retired specialists of higher hospitals"),
    "channel.flexible": Text("柔性引进", "flexibly engaged experts"),
    "channel_of": Text("{who}来源：{channel}", "{who} by channel: {channel}"),
    "unfit": Text("{name}体检不合格，仍在返聘岗位上", "{name} failed the health check and still serves as re-hired"),
    "exam": Text(
        "鼓励持乡村医生证书人员考取执业助理医师资格{rate}。",
        "Certificate holders are encouraged to obtain the assistant's licence{rate}.",
    ),
    "rate": Text("，每年通过率按{percent}%预测", "; a yearly pass rate of {percent}% is forecast"),
    "rate_open": Text(
        "（通过率待填，未填按无人通过预测）", " (pass rate to be given; until then nobody is forecast to pass)"
    ),
    "passed_of": Text(
        "现有{holders}名持证人员中预计累计取得资格的人数{open}",
        "of {holders} certificate holders, expected to be licensed by then{open}",
    ),
    "headcount": Text(
        "社区机构在保证正常运转的前提下轮转，{least}。", "Staff rotate while each centre keeps running, {least}."
    ),
    "least": Text("每个中心至少留{number}人", "at least {number} remain at each centre"),
    "least_own": Text("每个中心留守人数按中心表的下限", "as many remain as table centres says for each"),
    "too_many_out": Text(
        "{name}在{period}有{out}人外派，只留{here}人，应留{least}人",
        "{name} has {out} of its staff out in {period} and {here} at the centre; {least} should remain",
    ),
    "retirees.entry_limit": Text(
        "引导退休医务人员到农村机构工作，按新进入人员的年龄条件（{clause}{age}）。",
        "Retired medical staff are drawn in, under the age of new entrants ({clause}{age}).",
    ),
    "retirees.exit_only": Text(
        "引导退休医务人员到农村机构工作，只受退出年龄限制（不适用{clause}{age}）。",
        "Retired medical staff are drawn in, bound by the exit age only (not by {clause}{age}).",
    ),
    "retiree_age": Text("；另定为{age}岁以下", "; set to under {age}"),
    "retiree_age_open": Text("", ""),
    "too_old": Text(
        "{name}{since}返聘时已{age}岁，应在{limit}岁以下",
        "{name} was {age} when re-hired on {since}; the limit is under {limit}",
    ),
    "closure": Text(
        "未纳入一体化的村卫生室逐步注销{period}，其医生退出供给。",
        "Clinics left out are closed step by step{period}; their doctors leave the supply.",
    ),
    "closing": Text("，在{months}个月内均匀完成", ", evenly within {months} months"),
    "closing_open": Text("（期限待填）", " (the period is to be given)"),
    "close": Text("注销{site}，{doctors}名医生退出供给", "close {site}; {doctors} doctor(s) leave the supply"),
    "closed": Text(
        "{site}应于{day}注销，{period}仍有人在岗", "{site} is to close on {day} and still has staff in {period}"
    ),
    "priority": Text(
        "招聘时同时具备{qualities}的优先{years}；其中{then}。",
        "When hiring, whoever has all of {qualities} comes first{years}; among them {then}.",
    ),
    "quality.licence": Text("执业助理医师以上资格", "a licence"),
    "quality.long_service": Text("较长工作年限", "long service"),
    "quality.skill": Text("较高技术", "skill"),
    "quality.reputation": Text("良好信誉", "good reputation"),
    "quality.public_health_ability": Text("公共卫生服务能力", "ability for public health work"),
    "quality.obeys_assignment": Text("服从调剂", "obedience to assignments"),
    "focus": Text("以{who}为招聘重点{tuition}。", "{who} are the main target of recruitment{tuition}."),
    "focus.this_year": Text("当年毕业的高校毕业生", "college graduates of the year"),
    "focus.ever": Text("高校毕业生", "college graduates"),
    "tuition.exploratory": Text("，探索学费代偿", "; tuition compensation may be tried"),
    "tuition.no": Text("", ""),
    "years": Text("（工作满{years}年为较长）", " (long service: {years} full years)"),
    "years_open": Text("（较长的年限原文未定，待填）", " (the text does not say how long; to be given)"),
    "then.service": Text("工作年限长者在前", "the longest service first"),
    "then.appraisal": Text("考核成绩高者在前", "the best appraisal first"),
    "passed_over": Text(
        "{day}聘用了{hired}，而应优先的{other}未被聘用",
        "{hired} was hired on {day}, and {other}, who comes first, was not",
    ),
    "established": Text(
        "在村卫生室工作满{years}年{licence}的，可定向招聘入编。",
        "Doctors with {years} full years at clinics{licence} may be recruited to established posts.",
    ),
    "established_licence.yes": Text("并有执业（助理）医师资格", " and a licence"),
    "established_licence.no": Text("", ""),
    "eligible_of": Text(
        "在岗乡村医生中可定向招聘入编的人数", "village doctors who may be recruited to established posts"
    ),
    "not_eligible": Text(
        "{name}{day}入编时不符合条件：须满{years}年并有资格",
        "{name} was given an established post on {day} without {years} years and a licence",
    ),
    "no_posts": Text("乡村医生不占用乡镇卫生院编制。", "Village doctors take up no established posts of the hospital."),
    "takes_post": Text(
        "{name}{day}占用了卫生院编制；请退出编制", "{name} took up an established post on {day}; free it"
    ),
    "pool.district": Text(
        "基层机构编制由区里统筹使用。", "Established posts of the institutions form one pool of the district."
    ),
    "pool.centre": Text("基层机构编制由各中心自用。", "Established posts are used by each centre itself."),
    "pool_of": Text("统筹范围内空余编制", "free established posts"),
    "pool_unknown": Text(
        "空余编制；缺少：履行记录中{clause}各中心的编制数和在用数",
        "established posts; lacking: posts and those in use (“在用”) of centres under {clause} in table records",
    ),
    "pool_over": Text(
        "编制在用{used}，多于核定的{posts}", "{used} established posts are in use, more than the {posts} there are"
    ),
    "fill": Text(
        "空缺编制原则上及时补充（编制数见{clause}的记录）。",
        "Vacant established posts are filled in principle (posts on record under {clause}).",
    ),
    "fill_of": Text("空缺编制（即招聘需求）", "vacant established posts, to be recruited for"),
    "post_vacant": Text(
        "{name}空缺编制{count}个，应当补充", "{count} established posts of {name} are vacant and should be filled"
    ),
    "purchase": Text(
        "编制不足时由政府购买服务（编制数见{clause}的记录）。",
        "Where posts fall short services are purchased (posts on record under {clause}).",
    ),
    "purchase_of": Text("政府购买服务人数", "people by purchased service"),
    "purchase_unknown": Text(
        "政府购买服务人数；缺少：履行记录中{clause}的需求数或编制数",
        "people by purchased service; lacking: the need under {clause}, or the posts, in table records",
    ),
    "not_purchased": Text(
        "编制缺口{gap}人，购买服务只有{bought}人", "posts fall short by {gap}, and services of {bought} are purchased"
    ),
    "written": Text(
        "招聘{ratio}；笔试成绩{months}个月内有效。",
        "Recruitment {ratio}; a written score is valid for {months} months.",
    ),
    "no_ratio": Text("不设开考比例", "asks for no minimum ratio of applicants"),
    "ratio": Text("开考比例不低于{ratio}:1", "asks for {ratio} applicants per post"),
    "score_old": Text(
        "{name}{since}到岗时，{day}的笔试成绩已失效", "{name}'s written score of {day} was no longer valid on {since}"
    ),
    "test.yes": Text(
        "紧缺专业（{fields}）可不经笔试。", "Shortage specialties ({fields}) may be recruited without a written test."
    ),
    "test.no": Text("紧缺专业（{fields}）也须笔试。", "Shortage specialties ({fields}) too sit the written test."),
    "no_test": Text(
        "{name}（{track}）{since}到岗，没有笔试合格的记录",
        "{name} ({track}) began on {since} without a written test on record",
    ),
    "assessed": Text(
        "新进人员由{recruiter}招录，考核合格后由乡镇卫生院聘用。",
        "New staff are recruited by {recruiter} and hired by the township hospital once they pass.",
    ),
    "recruiter.new_city": Text("新城", "the new city"),
    "recruiter.hospital_on_behalf": Text("乡镇卫生院受委托", "the township hospital on its behalf"),
    "hired_unpassed": Text(
        "{name}考核不合格，却由卫生院聘用", "{name} failed the assessment and is hired by a hospital"
    ),
    "passed_unhired": Text(
        "{name}考核合格在岗，没有聘用单位", "{name} passed and serves without a hospital that hired her"
    ),
    "hours": Text("每周{days}天、每天{hours}小时在岗。", "On duty {hours} hours on {days} days a week."),
    "hours_short": Text(
        "{name}每周有医生在岗{hours}小时，应为{least}小时",
        "{name} has a doctor for {hours} hours a week; {least} are asked for",
    ),
    "allocation": Text(
        "按服务人口配备，其余需求在相同时比较。",
        "Doctors are allocated by the population served; other needs decide ties.",
    ),
    "larger_passed": Text(
        "缺额相同，{served}（{few}人）得到了医生，服务人口更多的{passed}（{many}人）没有",
        "both lacked as many: {served} ({few} people) got a doctor, {passed} ({many} people) did not",
    ),
    "ready_then": Text(
        "届时另有{count}名毕业生或招聘人员可上岗而没有去处",
        "{count} of those still to come are ready by then and have no place",
    ),
    "none_ready": Text("届时没有可派的储备人员，须招聘或轮转", "nobody else is ready by then: recruit or rotate"),
    "flow.exit": Text("离岗", "leaves"),
    "flow.arrival": Text("到岗", "comes"),
    "flow.balance": Text("缺额", "posts short"),
    "flow.demand": Text("招聘需求", "to be recruited"),
    "flow.uncovered": Text("没有医生", "nobody there"),
    "by.age": Text("到龄退出", "age"),
    "by.record": Text("考核、缺勤等退出", "appraisal, absence or another ground on record"),
    "by.contract": Text("合同不再续签", "contract not renewed"),
    "by.roster": Text("名册所定", "as the roster says"),
    "by.closure": Text("卫生室注销", "clinic closed"),
    "by.placed": Text("本季安置", "placed this season"),
    "by.waiting": Text("待安置", "waiting for a place"),
    "by.training": Text("在培", "in training"),
    "by.assigned": Text("已定岗位", "place already fixed"),
    "by.posts": Text("按核定岗位", "against the posts"),
    "by.outlook": Text("按排班", "by the outlook"),
    "adding.people": Text("招聘", "recruit"),
    "adding.items": Text("补足", "add"),
    "exit": Text("{name}于{day}离开{site}（{why}）", "{name} leaves {site} on {day} ({why})"),
    "arrival": Text("{name}自{day}可上岗（{channel}）", "{name} is available from {day} ({channel})"),
    "balance": Text(
        "期末岗位{posts}个，在岗{staff}人（离{left}、到{came}）",
        "{posts} posts and {staff} in post at the end ({left} leave, {came} come)",
    ),
    "to_recruit": Text(
        "{first}起的一期：岗位{posts}个，已有{staff}人，将离{left}人，将到{came}人，应招{count}人（前期已招的计入）",
        "from {first}: {posts} posts, {staff} in post, {left} leave, {came} come: recruit {count} (earlier demand counted as filled)",
    ),
    "uncovered": Text(
        "{site}自{first}到{last}没有医生，除非在{day}前补充1人（{ready}）",
        "{site} has nobody from {first} to {last}, unless someone comes by {day} ({ready})",
    ),
}
