"""What is said of pay, subsidies and costs: statements of the clauses, and what their checks find."""

from planner.text import Text

MESSAGES: dict[str, Text] = {
    "external": Text("待定（以另行通知为准）", "yet to be given, by a notice not at hand"),
    "hospital": Text("乡镇卫生院（中心）", "the township hospital (centre)"),
    "county": Text("县级财政", "county finance"),
    "herself": Text("本人", "the doctor herself"),
    "row": Text(
        "{name}{month}起的“{item}”列为每月{yuan}元：{what}",
        "{name}, {item} from {month} at {yuan} yuan a month: {what}",
    ),
    "due": Text("按本条应为{due}元，请更正", "by this clause it is {due} yuan, please correct it"),
    "notice.insurance": Text("当地社会保险缴费标准", "the local rates of social insurance"),
    "notice.allowance": Text("原有补助标准", "the allowance as it stood before"),
    "notice.costs": Text("当地费用标准", "local prices"),
    "notice.premium": Text("保险公司报价或当地标准", "the insurer's premium"),
    "unpaid": Text(
        "按本条应当支付，方案中没有这一笔；请补上",
        "due by this clause, and the plan has no row of it; please add it",
    ),
    "bearer": Text(
        "列由{funder}承担，应由{payer}承担，请更正", "{funder} is to bear it, but it is for {payer}: please correct it"
    ),
    # who bears an amount
    "funder.city": Text("市级财政", "the city"),
    "funder.district": Text("区级财政", "the district"),
    "funder.county": Text("县级财政", "the county"),
    "funder.new_area": Text("新区", "the new area"),
    "funder.new_city": Text("新城", "the new city"),
    "funder.town": Text("镇政府（村委会）", "the town government (village committee)"),
    "funder.centre": Text("乡镇卫生院（中心）", "the township hospital (centre)"),
    "funder.commission": Text("区卫生健康委", "the health commission"),
    "funder.public": Text("财政", "public funds"),
    "funder.person": Text("个人", "the doctor herself"),
    "funder.unspecified": Text("原文未写明的一方", "a party the text does not name"),
    # items
    "item.credential_allowance": Text("定额补助", "fixed allowance"),
    "item.agreed_allowance": Text("协商补助", "agreed allowance"),
    "item.village_doctor_allowance": Text("乡村医生补助", "village doctor allowance"),
    "item.previous_allowance": Text("原政策补助", "allowance of the previous policy"),
    "item.public_health": Text("公共卫生", "public health"),
    "item.basic_medical": Text("基本医疗和基本药物", "basic care and medicines"),
    "item.staff_allowance": Text("社区卫生人员岗位补助", "post allowance of community staff"),
    "item.rural_allowance": Text("农村补", "rural allowance"),
    "item.fixed_allowance": Text("乡村医生定额补助", "fixed allowance of village doctors"),
    "item.clinic_running": Text("村卫生室运行经费", "running costs of the clinic"),
    "item.premises_rent": Text("用房租金", "rent of premises"),
    "item.repairs": Text("日常修缮", "daily repairs"),
    "item.equipment": Text("设施设备", "equipment"),
    "item.network": Text("网络", "network"),
    "item.utilities": Text("水电暖", "water, electricity and heating"),
    "item.liability_premium": Text("医疗责任险保费", "premium of liability insurance"),
    "item.accident_premium": Text("意外伤害险保费", "premium of accident insurance"),
    "item.employer_pension": Text("养老保险（单位部分）", "pension insurance, employer's share"),
    "item.employer_medical": Text("医疗保险（单位部分）", "medical insurance, employer's share"),
    "item.employer_maternity": Text("生育保险（单位部分）", "maternity insurance, employer's share"),
    "item.employer_unemployment": Text("失业保险（单位部分）", "unemployment insurance, employer's share"),
    "item.employer_injury": Text("工伤保险（单位部分）", "work-injury insurance, employer's share"),
    "item.employer_insurance": Text("社会保险（单位部分）", "social insurance, employer's share"),
    "item.employee_insurance": Text("社会保险（个人部分）", "social insurance, employee's share"),
    "item.minimum_subsidy": Text("社会保险缴费补助", "subsidy to contributions"),
    "item.residents_pension_subsidy": Text("城乡居民养老保险增加补助", "higher subsidy to the residents' pension"),
    "item.living_subsidy": Text("老年乡村医生生活补助", "living subsidy of old village doctors"),
    "item.seniority_subsidy": Text("工龄补助", "seniority subsidy"),
    "item.old_age_supplement": Text("老年乡村医生养老生活补助", "old-age supplement"),
    "item.degree_bonus": Text("学历提升奖励", "bonus for a degree"),
    "item.tuition": Text("学费", "tuition"),
    "item.gp_training": Text("全科医生培训费用", "training costs of general practitioners"),
    "item.course_fee": Text("培训进修费用", "course fees"),
    "item.round_visits": Text("巡诊报酬", "pay for rounds"),
    "item.family_contracts": Text("家医签约报酬", "pay for family-doctor contracts"),
    "item.special_support": Text("专项帮扶经费", "special support"),
    "item.clinic_building": Text("标准化建设专项资金", "special fund for standardising clinics"),
    "item.performance_public_health_subsidy": Text("绩效工资（公共卫生补助）", "performance pay from public health"),
    "item.performance_essential_medicine_subsidy": Text(
        "绩效工资（基本药物补助）", "performance pay from essential medicines"
    ),
    "item.performance_clinic_surplus": Text("绩效工资（收入结余）", "performance pay from the clinic's surplus"),
    "item.key_staff_subsidy": Text("骨干人才补助", "key staff subsidy"),
    "credential.all": Text("各类人员", "staff of every credential"),
    "credential.physician": Text("执业医师", "physicians"),
    "credential.assistant": Text("执业助理医师", "assistant physicians"),
    "credential.rural_assistant": Text("乡村全科执业助理医师", "rural assistant physicians"),
    "credential.certificate": Text("乡村医生证书持有人", "certificate holders"),
    "credential.none": Text("无资格人员", "staff without credential"),
    # monthly allowances
    "credential_allowance": Text(
        "纳入一体化管理的乡村医生定额补助每月：执业医师{physician}元，执业助理医师（含乡村全科）{assistant}元，乡村医生{doctor}元。",
        "The fixed allowance of doctors in integrated management is {physician} yuan a month for a physician, {assistant} for an assistant physician (rural ones included) and {doctor} for a village doctor.",
    ),
    "rehired_pay": Text(
        "超过{age}周岁到龄返聘的乡村医生，定额补助和养老保险单位缴纳部分{how}。",
        "For doctors re-hired past {age}, the fixed allowance and the employer's pension share are {how}.",
    ),
    "rehired_pay.negotiated": Text(
        "由卫生院和本人协商解决，财政不承担",
        "settled between hospital and doctor, with no insurance or allowance at public cost",
    ),
    "rehired_pay.usual": Text("除另有约定外照常发放", "paid as usual unless agreed otherwise"),
    "existing_standard.retained": Text(
        "留用的乡村医生继续享受原乡村医生补助标准（按待遇标准表“乡村医生补助”）。",
        "Retained village doctors go on receiving the village doctor allowance as it stood (item “village_doctor_allowance” of the pay scale).",
    ),
    "existing_standard.not_integrated": Text(
        "未纳入一体化管理的乡村医生按原政策执行，不进入新的补助标准（按待遇标准表“原政策补助”）。",
        "Village doctors outside integrated management are paid under the previous policy and stay off the new table (item “previous_allowance” of the pay scale).",
    ),
    "allowance_split": Text(
        "乡村医生补助的{health}%为承担公共卫生服务、{care}%为承担基本医疗和实施基本药物制度的补助；{who}。",
        "Of the village doctor allowance {health}% is for public health and {care}% for basic care and essential medicines; {who}.",
    ),
    "allowance_split.retained": Text("适用于留用的乡村医生", "this is for retained village doctors"),
    "allowance_split.everyone": Text(
        "也适用于定向毕业生的岗位补助", "the post allowance of directed graduates is split too"
    ),
    "staff_allowance.centre_staff": Text(
        "社区卫生人员享受区社区卫生人员岗位补助，每人每月：{yuan}。",
        "Community health staff receive the district's post allowance, yuan a head and month: {yuan}.",
    ),
    "staff_allowance.seconded": Text(
        "二、三级医疗机构对口挂职、常驻支援人员参照社区卫生人员标准享受补助，每人每月：{yuan}。",
        "Staff seconded by hospitals of level 2 and 3 to live there receive it by the same standard, yuan a head and month: {yuan}.",
    ),
    "certified_allowance": Text(
        "取得毕业证书、规范化培训合格证书和执业资格（{licence}）的乡医定向生由中心统一管理，按地区享受农村地区社区卫生人员岗位补助，不限入学年份。",
        "Directed graduates with a degree, a certificate of standardised training and a licence ({licence}) are managed by the centre and receive the rural allowance of their area, whatever the year of enrolment.",
    ),
    "certified_allowance.physician_or_assistant": Text("执业医师或执业助理医师", "physician or assistant physician"),
    "certified_allowance.physician": Text("只指执业医师", "physician alone"),
    "growing_allowance": Text(
        "乡村医生定额补助每人每月（元）：{yuan}；每年增长：{growth}；推进医疗责任险和工伤保险。",
        "The fixed allowance of village doctors, yuan a month: {yuan}; growth each year: {growth}; liability and work-injury insurance are promoted.",
    ),
    # clinics
    "clinic_running_cost": Text(
        "每所纳入一体化管理的村卫生室每年补助运行经费{yuan}元；年中纳入的{mid}。",
        "Each clinic in integrated management receives {yuan} yuan a year for running costs; a clinic integrated within the year is paid {mid}.",
    ),
    "clinic_running_cost.by_month": Text("按月计算", "by the month"),
    "clinic_running_cost.full_year": Text("按全年计算", "for the full year"),
    "funding_shares": Text(
        "村卫生室运行经费、定额补助和社会保险由新区和新城按{area}%和{city}%分担；{odd}。",
        "Running costs, fixed allowances and social insurance are shared, {area}% by the new area and {city}% by the new city; {odd}.",
    ),
    "funding_shares.new_area_down": Text(
        "新区部分舍到分，余数归新城，两部分之和恒等于总额",
        "the new area's part is rounded down to the fen and the new city takes the rest, so that they always add up",
    ),
    "funding_shares.new_city_down": Text(
        "新城部分舍到分，余数归新区，两部分之和恒等于总额",
        "the new city's part is rounded down to the fen and the new area takes the rest, so that they always add up",
    ),
    "funding_shares.unshared": Text("尚未在新区和新城之间分担", "it is not shared between new area and new city"),
    "funding_shares.wrong": Text(
        "新区{area}元、新城{city}元，不合{pct}%和{rest}%的比例，请更正",
        "{area} yuan from the new area and {city} from the new city are not {pct}% and {rest}%: please correct it",
    ),
    "advance_and_settle": Text(
        "经费按达标的村卫生室和聘用的乡村医生数量{settled}预拨，按考核结果核算，未得部分结转。",
        "Funds are advanced {settled} by the number of clinics and hired doctors and settled by appraisal; what is not earned is carried over.",
    ),
    "advance_and_settle.yearly": Text("每年", "each year"),
    "advance_and_settle.half_yearly": Text("每半年", "each half-year"),
    "advance_and_settle.do": Text(
        "向{name}预拨经费：达标村卫生室{clinics}所、聘用乡村医生{doctors}人，考核后核算",
        "advance funds to {name} for {clinics} clinic(s) and {doctors} doctor(s), settled after appraisal",
    ),
    "advance_and_settle.advance": Text("预拨{name}", "advance to {name}"),
    "advance_and_settle.carried": Text("{name}考核后结转", "carried over for {name} after appraisal"),
    "advance_and_settle.over": Text(
        "{name}{year}年考核应得{earned}元，多于预拨的{advanced}元；请核对考核记录或补拨",
        "{name} earned {earned} yuan in {year} by appraisal, more than the {advanced} advanced: check the record, or top it up",
    ),
    "site_cost_bearer": Text(
        "村卫生室的{items}：一体化管理的由{payer}承担，其他的由{other}承担。",
        "A clinic's {items}: borne by {payer} where it is in integrated management, otherwise by {other}.",
    ),
    "site_cost_bearer.all": Text("村卫生室的{items}由{payer}承担。", "A clinic's {items}: borne by {payer}."),
    "site_cost_bearer.charged": Text(
        "{name}{day}被收取{yuan}元（{items}），应由{payer}承担；请退还",
        "{name} was charged {yuan} yuan on {day} ({items}), which {payer} is to bear: refund it",
    ),
    "liability_cover": Text(
        "{covers}：一体化管理的村卫生室由{payer}统一投保，其他的由{other}投保。",
        "Cover of clinics' doctors ({covers}) is taken out by {payer} in integrated management, otherwise by {other}.",
    ),
    "liability_cover.all": Text(
        "村卫生室人员的{covers}由{payer}投保。", "Cover of clinics' doctors ({covers}) is taken out by {payer}."
    ),
    "cover.liability_premium": Text("医疗责任保险", "medical liability insurance"),
    "cover.accident_premium": Text("意外伤害保险", "accident insurance"),
    "budget_head.operating": Text(
        "基层医疗卫生机构的{items}列入年度预算，结合核定任务给予定额补助。",
        "Of grassroots institutions, {items} are in the yearly budget as fixed subsidies linked to verified tasks.",
    ),
    "budget_head.capital": Text(
        "基层医疗卫生机构的{items}由专项补助解决，不列入运行经费。",
        "Of grassroots institutions, {items} are funded by a special subsidy and stay outside the operating budget.",
    ),
    "budget_head.operating.sum": Text("{name}年度预算的运行经费", "operating budget of {name}"),
    "budget_head.capital.sum": Text("{name}专项补助", "special subsidy of {name}"),
    "budget_head.operating.stray": Text(
        "{name}把“{item}”列入运行经费，只应列{items}；请改列专项补助",
        "{name} has “{item}” in the operating budget, which holds only {items}: move it to the special subsidy",
    ),
    "budget_head.capital.stray": Text(
        "{name}把“{item}”列入专项补助，只应列{items}；请改列年度预算",
        "{name} has “{item}” under the special subsidy, which holds only {items}: move it to the yearly budget",
    ),
    "budget_item.staff": Text("人员经费", "staff costs"),
    "budget_item.retirees": Text("离退休人员费用", "costs of retirees"),
    "budget_item.training": Text("培训", "training"),
    "budget_item.recruitment": Text("招聘", "recruitment"),
    "budget_item.construction": Text("基本建设", "building"),
    "budget_item.equipment": Text("设备购置", "equipment"),
    # insurance
    "insurance.pension": Text("养老保险", "pension"),
    "insurance.medical": Text("医疗保险", "medical"),
    "insurance.maternity": Text("生育保险", "maternity"),
    "insurance.unemployment": Text("失业保险", "unemployment"),
    "insurance.injury": Text("工伤保险", "work injury"),
    "insurance_shares": Text(
        "聘用的乡村医生参加企业职工社会保险（{names}）；单位缴纳部分由{payer}承担：{covered}；个人缴纳部分由本人承担。",
        "Hired doctors are in employee insurance ({names}); the employer's share is borne by {payer}: {covered}; the employee's share is the doctor's.",
    ),
    "insurance_shares.pension_only": Text(
        "只含养老保险，其余单位部分由卫生院承担", "for the pension alone, other shares stay with the hospital"
    ),
    "insurance_shares.all": Text("含全部险种", "for all of these insurances"),
    "required_insurances": Text(
        "聘用的乡村医生应参加：{names}。", "Hired doctors take part in these insurances: {names}."
    ),
    "required_insurances.lacking": Text(
        "{name}没有参加{names}；请办理参保", "{name} lacks insurance: {names}; enrol her"
    ),
    "insurance_action.continue": Text(
        "聘用前已自行购买养老保险的，由卫生院从聘用之月起继续为其购买，不得中断。",
        "Hired doctors who had taken out pension insurance themselves have it continued by the hospital from the month of hiring, without a break.",
    ),
    "insurance_action.continue.do": Text(
        "从{day}起继续为{name}购买养老保险", "go on paying the pension insurance of {name} from {day}"
    ),
    "insurance_action.continue.open": Text(
        "{name}的养老保险自{day}起中断；请补缴续保",
        "the pension insurance of {name} is broken off since {day}: resume it",
    ),
    "insurance_action.enrol": Text(
        "没有购买社会保险的聘用乡村医生，由卫生院统一组织参保。",
        "Hired doctors without social insurance are enrolled collectively by the hospital.",
    ),
    "insurance_action.enrol.do": Text("为{name}统一办理社会保险（{day}）", "enrol {name} in social insurance ({day})"),
    "insurance_action.enrol.open": Text(
        "{name}{day}登记为没有社会保险，至今未参保；请统一办理",
        "{name} was found without social insurance on {day} and is not enrolled: enrol her",
    ),
    "short_contributions": Text(
        "到退休年龄时缴费不足{years}年的，由个人选择继续参加企业职工养老保险（单位部分也由个人承担）或转入城乡居民养老保险。",
        "Who reaches retirement age with under {years} years of contributions chooses to go on in the employee scheme, paying the employer's share too, or to move to the residents' scheme.",
    ),
    "short_contributions.choose": Text(
        "{name}已缴费{years}年，还差{more}年：选择自费续缴（财政不承担），或转入城乡居民养老保险",
        "{name} has {years} years of contributions and lacks {more}: go on at her own cost, with none to public funds, or move to the residents' scheme",
    ),
    "short_contributions.public": Text(
        "{name}{day}退休时缴费年限不足，此后财政不再承担单位部分；请更正",
        "{name} retired on {day} with too few years of contributions: public funds bear no share after that, please correct it",
    ),
    "minimum_subsidy": Text(
        "参加职工保险的乡村医生，参照上一年度灵活就业人员缴费最低标准给予缴费补助，补助比例：{pct}。",
        "Village doctors in employee insurance receive a subsidy by last year's lowest contribution of flexible employment; share of it: {pct}.",
    ),
    "residents_pension": Text(
        "未参加职工保险的本市户籍乡村医生可参加城乡居民养老保险，补助适当提高，每月增加（元）：{yuan}。",
        "Village doctors outside employee insurance with local registration may join the residents' pension with a higher subsidy; more a month, in yuan: {yuan}.",
    ),
    "residents_pension.none": Text(
        "{name}未参加职工保险，又无本市户籍，两种养老保险都不能参加；请另行研究",
        "{name} is outside employee insurance and not registered locally, so neither scheme is open: look for another way",
    ),
    # after leaving
    "living_subsidy": Text(
        "连续从事村医工作{years}年以上、{age}周岁到龄离岗（延期依{clause}的备案）且不再从事卫生工作的，{interval}发放老年乡村医生生活补助，每月（元）：{yuan}。",
        "Who was a village doctor for {years} or more consecutive years, leaves at the age of {age} (later by an exception on record to {clause}) and does no further health work receives a living subsidy {interval}, yuan a month: {yuan}.",
    ),
    "living_subsidy.monthly": Text("按月", "monthly"),
    "living_subsidy.quarterly": Text("按季", "quarterly"),
    "living_subsidy.begin": Text(
        "{name}未落实社会保险、也未经申请另行发放的，自{month}起发放老年乡村医生生活补助",
        "{name} is entitled to the living subsidy from {month}, unless social insurance is secured or it is paid on application",
    ),
    "living_subsidy_later": Text(
        "{age}周岁到龄后确因工作需要继续留用的（含依{clause}备案延期的），{start}发放生活补助。",
        "Who is kept past {age} because the work needs it (also by an exception on record to {clause}) receives the living subsidy {start}.",
    ),
    "living_subsidy_later.year_after_stopping": Text("从停止工作的下一年度起", "from the calendar year after stopping"),
    "living_subsidy_later.month_after_stopping": Text("从停止工作的次月起", "from the month after stopping"),
    "living_subsidy_later.early": Text(
        "到龄后留用至{stop}，应从{year}年1月起发放", "kept past the age until {stop}, to be paid from January {year}"
    ),
    "living_subsidy_cut_off": Text(
        "{year}年{month}月{day}日未满{age}周岁（含当日）、已纳入一体化管理，不领取养老金也不愿续缴的，可自愿申请，年满{later}周岁且离岗（延期依{clause}的备案）的下一年度起按月发放生活补助，每月（元）：{yuan}。",
        "Who was under {age} on {year}-{month}-{day} (that day included) and already in integrated management, draws no pension and will not go on contributing, may apply, and is paid monthly from the year after being {later} and out of the clinic (later by an exception on record to {clause}), yuan a month: {yuan}.",
    ),
    "living_subsidy_cut_off.begin": Text(
        "{name}经申请批准，自{month}起按月发放生活补助",
        "{name}, whose application was granted, receives the living subsidy from {month}",
    ),
    "living_subsidy_insured": Text(
        "已落实社会保险的乡村医生，不再享受养老生活补助。",
        "A doctor for whom social insurance has been secured does not receive the living subsidy.",
    ),
    "living_subsidy_insured.paid": Text("已落实社会保险，不应发放", "social insurance is secured, so it is not due"),
    "subsidy_on_pension.residents_pension": Text(
        "享受城乡居民养老保险待遇的，离岗后（{age}周岁，返聘依{clause}）另享受乡村医生工龄补助，每月（元）：{yuan}；享受其他养老待遇的不享受。",
        "Only those drawing the residents' pension also receive the seniority subsidy after leaving (at {age}, later by {clause}), yuan a month: {yuan}; other pensions exclude it.",
    ),
    "subsidy_on_pension.former_scheme": Text(
        "参加原乡村医生养老保险的，离岗后（{age}周岁，依{clause}）增加老年乡村医生养老生活补助，每月（元）：{yuan}。",
        "Those in the former village doctor pension scheme receive an added living subsidy after leaving (at {age}, by {clause}), yuan a month: {yuan}.",
    ),
    "pay_ends": Text(
        "退出的，解除劳动合同并终止各项财政补助：退出当月之后不再发放。",
        "On exit the contract ends and every subsidy stops: nothing is paid after the month of the exit.",
    ),
    "pay_ends.after": Text(
        "已于{day}退出，该月之后不应再发放", "the exit was on {day}: nothing is due after that month"
    ),
    # paid for something on record
    "award_once": Text(
        "大专以下学历（还没有{degrees}学历）的在岗乡村医生，取得本市院校{majors}专业学历的，一次性奖励{yuan}元。",
        "An in-post doctor below college level (none of {degrees} yet) who completes {majors} at a college of the city receives {yuan} yuan once.",
    ),
    "major.clinical_medicine": Text("临床医学", "clinical medicine"),
    "major.rural_medicine": Text("农村医学", "rural medicine"),
    "reimbursement.tuition": Text(
        "凭毕业证书报销学费，比例：{pct}，由{payer}承担；中途退学的不报销。",
        "Tuition is refunded on the degree certificate by {payer}, share: {pct}; who drops out gets nothing.",
    ),
    "reimbursement.gp_training": Text(
        "在岗全科医生参加培训的费用适当补助，比例：{pct}，由{payer}承担。",
        "Training costs of in-post general practitioners are subsidised by {payer}, share: {pct}.",
    ),
    "reimbursement.course_fee": Text(
        "乡村医生参加岗位培训和进修免费：费用的{pct}由{payer}承担。",
        "Village doctors attend training and study leave without charge: {pct} of the cost is borne by {payer}.",
    ),
    "reimbursement.wrong": Text(
        "{name}{month}的“{item}”列由他方承担{yuan}元，按本条应为{due}元；请更正",
        "{name}, {item} of {month}: {yuan} yuan borne by others, by this clause it is {due}; please correct it",
    ),
    "paid_by_count": Text(
        "乡村医生承担家医签约和医疗服务空白村巡诊的，给予相应报酬：巡诊每次（元）：{visit}；签约每份（元）：{contract}。",
        "Doctors are paid for rounds in villages without service, yuan a visit: {visit}; and for family-doctor contracts, yuan each: {contract}.",
    ),
    "paid_per_site.special_support": Text(
        "区属二级以上公立医院的专项帮扶按全市统一标准保障，每次（元）：{yuan}，由{payer}承担。",
        "Special support by public district hospitals of level 2 or above is funded at the city-wide standard, yuan a visit: {yuan}, by {payer}.",
    ),
    "paid_per_site.clinic_building": Text(
        "{payer}每年安排专项资金用于村卫生室标准化建设，每所（元）：{yuan}。",
        "Special funds are set aside every year by {payer} for standardising clinics, yuan a clinic: {yuan}.",
    ),
    "performance_pay": Text(
        "绩效工资由{sources}组成，综合考核后按月发放；每一来源乘以当月考核系数。",
        "Performance pay consists of {sources}, paid monthly after appraisal; each source is multiplied by the month's factor.",
    ),
    "source.public_health_subsidy": Text("基本公共卫生服务补助", "the public health subsidy"),
    "source.essential_medicine_subsidy": Text("基本药物补助资金", "the essential-medicines subsidy"),
    "source.clinic_surplus": Text("基本医疗收入结余", "the clinic's surplus"),
    # limits of pay
    "pay_band.statement.total": Text(
        "绩效工资总量按其他事业单位绩效工资基准线的{least}%—{most}%核定。",
        "The performance-pay total is held at {least}% to {most}% of the baseline of other public institutions.",
    ),
    "pay_band.statement.overtime": Text(
        "延时加班、值班、夜班可按基准线的{least}%—{most}%增核绩效工资。",
        "For overtime, duty and night work {least}% to {most}% of the baseline may be added.",
    ),
    "pay_band.statement.head": Text(
        "主要负责人年绩效工资原则上为本单位人均的{least}%—{most}%，不计入总量。",
        "The head's yearly performance pay is in principle {least}% to {most}% of the unit's mean and is not counted in the total.",
    ),
    "pay_addition_about": Text(
        "可按基准线的{pct}%左右增核绩效工资总量，主要用于全科医生；“左右”按上下{points}个百分点计（假定）。",
        "About {pct}% of the baseline may be added, mainly for general practitioners; “about” is taken as within {points} points (assumed).",
    ),
    "pay_band.total": Text("绩效工资总量", "the performance-pay total"),
    "pay_band.overtime": Text("加班增核", "the addition for overtime"),
    "pay_band.head": Text("主要负责人绩效工资", "the head's performance pay"),
    "pay_band.gp": Text("全科医生增核", "the addition for general practitioners"),
    "pay_band.outside": Text(
        "{name}{day}的{matter}为{actual}%，应在{least}%至{most}%之间{yuan}；请调整",
        "{name}, {day}: {matter} is {actual}%, outside {least}% to {most}%{yuan}; please adjust it",
    ),
    "pay_band.yuan": Text("（即{low}元至{high}元）", " (that is {low} to {high} yuan)"),
    "pay_compared.equal": Text(
        "备案管理人员与编内人员同工同酬，并按同样办法建立职业年金。",
        "Filed staff are paid like established staff and get an annuity by the same rules.",
    ),
    "pay_compared.above": Text(
        "派驻乡镇人员的收入应高于县级医疗卫生机构同类人员。",
        "Staff posted to township institutions earn more than their peers at the county institution.",
    ),
    "pay_compared.equal.short": Text(
        "{who}：备案人员{mine}元，编内人员{theirs}元，相差{gap}元；请补足",
        "{who}: filed staff {mine} yuan, established staff {theirs}, a gap of {gap}; make it up",
    ),
    "pay_compared.above.short": Text(
        "{who}：派驻人员{mine}元，县级同类人员{theirs}元，没有高于后者（相差{gap}元）；请提高",
        "{who}: posted staff {mine} yuan, peers in the county {theirs}, not more (a gap of {gap}); raise it",
    ),
    "tied_income": Text(
        "村卫生室人员收入与服务质量、数量和群众满意度的考核结果挂钩：同等资格的，考核低者绩效低。",
        "The income of clinic staff depends on appraised quality, quantity and public satisfaction: of the same credential, the lower appraised earns less.",
    ),
    "tied_income.wrong": Text(
        "{month}{name}考核{score}分低于{other}的{higher}分，绩效{yuan}元却不低于后者的{theirs}元；请按考核结果调整",
        "in {month} {name} scored {score}, below the {higher} of {other}, yet earned {yuan} yuan, not less than {theirs}: follow the appraisal",
    ),
    "grade_step": Text(
        "中专以上医学毕业生到{where}工作的，提前转正定级，高定{steps}级。",
        "Medical graduates of secondary college level or above working {where} are confirmed early and {steps} grade(s) higher.",
    ),
    "grade_step.township_and_below": Text("乡镇及以下", "in a township or below"),
    "grade_step.below_only": Text("乡镇以下（不含乡镇）", "below township level only"),
    "grade_step.do": Text("为{name}提前转正定级，高定{steps}级", "confirm {name} early and {steps} grade(s) higher"),
    "grade_step.low": Text(
        "{name}定为{grade}级，应为{due}级；请更正",
        "{name} was confirmed in grade {grade} and should be in {due}: please correct it",
    ),
    "key_staff": Text(
        "遴选的骨干人才享受财政补助，每人每年（元）：{yuan}；实行协议工资制的，{total}。",
        "Selected key staff receive a public subsidy, yuan a year: {yuan}; agreed salaries {total}.",
    ),
    "key_staff.no": Text("不计入绩效工资总量", "are outside the performance-pay total"),
    "key_staff.yes": Text("计入绩效工资总量", "count in the performance-pay total"),
    "key_staff.outside": Text(
        "实行协议工资，不在绩效工资范围内；请撤销该项", "an agreed salary stands outside performance pay: take it out"
    ),
}
