"""What is said of the pay and funding of directed graduates, and of the accounts of a plan."""

from planner.text import Text

MESSAGES: dict[str, Text] = {
    # items
    "item_minimum_wage": Text("最低工资标准", "minimum wage"),
    "item_post_allowance": Text("岗位补助", "post allowance"),
    "item_floor_top_up": Text("最低工资补足", "raise to the minimum wage"),
    "item_employee_insurance": Text("社会保险个人缴费", "employee's social insurance"),
    "item_employee_housing_fund": Text("住房公积金个人缴存", "employee's housing fund"),
    "item_employer_insurance": Text("社会保险单位缴费", "employer's social insurance"),
    "item_employer_housing_fund": Text("住房公积金单位缴存", "employer's housing fund"),
    "item_employer_share_deducted": Text("从补助中扣除的单位缴费", "employer's share taken off the allowance"),
    "item_insurance_subsidy": Text("社会保险缴费补助", "contribution subsidy"),
    "item_rural_allowance": Text("农村补", "rural allowance"),
    "item_dispatch_fee": Text("劳务派遣服务费", "dispatch fee"),
    "item_assessment_deduction": Text("考核扣减", "taken off by assessment"),
    "item_contract_fee": Text("家医签约服务费", "family-doctor contract fee"),
    "item_public_health_subsidy": Text("基本公卫补助", "public-health subsidy"),
    "item_flexible_minimum": Text("灵活就业最低缴费", "lowest contribution in flexible employment"),
    "item_public_health": Text("公共卫生服务部分", "for public health work"),
    "item_basic_medical": Text("基本医疗部分", "for basic care"),
    "item_monthly": Text("按月发放", "paid monthly"),
    "item_appraised": Text("考核合格后发放", "paid after appraisal"),
    # funders
    "funder_city": Text("市财政", "city treasury"),
    "funder_district": Text("区财政", "district treasury"),
    "funder_county": Text("县级财政", "county treasury"),
    "funder_new_area": Text("新区财政", "new-area treasury"),
    "funder_new_city": Text("新城财政", "new-city treasury"),
    "funder_town": Text("乡镇财政", "town treasury"),
    "funder_centre": Text("中心（卫生院）", "the centre"),
    "funder_commission": Text("卫生健康委", "health commission"),
    "funder_public": Text("财政（未明确级次）", "public finance (level not named)"),
    "funder_person": Text("个人（从待遇中扣除）", "the person (taken off pay)"),
    "funder_unspecified": Text("文件未明确", "not named by the text"),
    # stages, tiers, readings
    "stage_pre_service": Text("入职前教育阶段", "pre-service education"),
    "stage_training": Text("规范化培训阶段", "standardised training"),
    "stage_waiting": Text("培训结束待安置期间", "waiting for a place after training"),
    "stage_service": Text("正式成为乡村医生后", "service as a village doctor"),
    "tier_urban": Text("门头沟城区档", "the tier of the district's town"),
    "tier_by_site": Text("所在（或已确定的）服务点所在地区档", "the tier of the clinic served or assigned"),
    "tier_by_centre": Text("所属中心所在地区档", "the tier of the assigned centre"),
    "compared_net_with_rural_allowance": Text(
        "扣除个人缴费后的岗位待遇，含农村补", "post pay after the employee's contributions, rural allowance included"
    ),
    "compared_net_without_rural_allowance": Text(
        "扣除个人缴费后的岗位待遇，不含农村补", "post pay after the employee's contributions, rural allowance left out"
    ),
    "compared_gross_allowance": Text("扣除前的岗位补助", "the allowance before anything is taken off"),
    "deducted_employee_share": Text("个人缴费部分", "the employee's share"),
    "deducted_both_shares": Text("单位和个人缴费两部分", "both the employer's and the employee's share"),
    "subsidy_actual_contribution": Text("实际缴费额", "what was contributed"),
    "subsidy_flexible_minimum": Text("本市灵活就业人员最低缴费标准", "the lowest contribution in flexible employment"),
    "subsidy_smaller_of_both": Text(
        "实际缴费额与灵活就业最低缴费标准中的较低者",
        "the smaller of what was contributed and the lowest contribution in flexible employment",
    ),
    "since_enrolled": Text("入学", "enrolled"),
    "since_graduated": Text("毕业", "graduated"),
    "certificate_graduation": Text("毕业证书", "graduation certificate"),
    "certificate_training": Text("规范化培训合格证书", "standardised-training certificate"),
    "certificate_licence": Text("医师执业资格证书", "physician's licence (the rural GP assistant licence counts)"),
    "rural_mountain_seats_and_rural_villages": Text(
        "山区镇区和农村地区村内", "mountain township seats and villages of rural areas"
    ),
    "rural_mountain_only": Text("山区的镇区和村内", "seats and villages of mountain areas"),
    "start_month_of_qualification": Text("最后一项证书取得的当月", "the month in which the last certificate is issued"),
    "start_following_month": Text("最后一项证书取得的次月", "the month after the last certificate is issued"),
    "failed_lost": Text("不合格季度的该部分不再发放", "the share of a failed quarter is lost"),
    "failed_paid_after_reappraisal": Text(
        "不合格季度的该部分在复核合格后补发", "the share of a failed quarter is paid once a later appraisal is passed"
    ),
    "earmarked_yes": Text("专款专用", "earmarked"),
    "earmarked_no": Text("未要求专款专用", "not earmarked"),
    "parameter_earmarked": Text("资金使用", "use of the money"),
    # statements and findings
    "paid_stages": Text(
        "定向毕业生在下列阶段均享受岗位待遇，中间不断月：{stages}；{fund}。",
        "A directed graduate is paid in each of these stages, with no month in between unpaid: {stages}; {fund}.",
    ),
    "paid_stages.fund_yes": Text("住房公积金另按规定", "the housing fund is as ruled elsewhere"),
    "paid_stages.fund_no": Text("不含住房公积金", "there is no housing fund"),
    "paid_stages.gap": Text(
        "{name}在{first}至{last}没有岗位补助，前后各月都有；请核对该时段的待遇行",
        "{name} has no post allowance from {first} to {last} though she has before and after; check the rows of that time",
    ),
    "paid_stages.fund": Text(
        "{name}{month}列有住房公积金，而所用文件没有这一项",
        "{name} has housing fund in {month}, which the text in force does not know",
    ),
    "post_pay_formula": Text("每月岗位待遇 = {adds} - {takes}。", "Monthly post pay = {adds} - {takes}."),
    "post_pay_formula.wrong": Text(
        "{name}{month}的“{item}”为{yuan}元，与岗位待遇公式不符",
        "{name} has {yuan} yuan of {item} in {month}, which the pay formula does not allow",
    ),
    "post_allowance_tier": Text(
        "岗位补助：{stages}按{tier}发放，标准见{notice}。",
        "Post allowance in {stages}: {tier}, by the amounts of {notice}.",
    ),
    "post_allowance_tier.wrong": Text(
        "{name}{month}的岗位补助为{yuan}元，按{tier}应为{due}元",
        "{name} has a post allowance of {yuan} yuan in {month}; by {tier} it is {due}",
    ),
    "monthly_pay": Text(
        "入职前教育和规范化培训期间，由{payer}每{months}个月按该阶段表现发放岗位待遇。",
        "During pre-service education and training, {payer} pays every {months} month(s) by how the person did.",
    ),
    "monthly_pay.what": Text(
        "向入职前教育、规范化培训阶段的{count}名定向毕业生发放岗位待遇",
        "pay {count} directed graduate(s) in pre-service education and training",
    ),
    "monthly_pay.gap": Text(
        "{name}在{month}没有发放记录，前后都有；请补发或补登",
        "no payment to {name} is on record in {month} though there is before and after; pay it or record it",
    ),
    "pay_floor": Text(
        "各阶段岗位待遇不低于{floor}（比较的是{compared}）；不足时调高岗位补助。",
        "Post pay in every stage is not below {floor}, comparing {compared}; a gap is closed by raising the allowance.",
    ),
    "assessed_pay_floor": Text(
        "考核后的岗位待遇可以减少，但不低于{floor}。",
        "An assessment may reduce post pay, but not below {floor}.",
    ),
    "below_floor": Text(
        "{name}{month}的岗位待遇为{yuan}元，低于最低工资标准{floor}元",
        "{name} is paid {yuan} yuan in {month}, below the minimum wage of {floor}",
    ),
    "contributions_deducted": Text(
        "定向毕业生参加{kind}，从岗位补助中扣除{deducted}；{fund}（{notice}）。",
        "A directed graduate is in {kind}; {deducted} is taken off the allowance; {fund} ({notice}).",
    ),
    "contributions_deducted.fund_yes": Text(
        "同时缴存住房公积金，扣除个人部分", "she is in the housing fund, and her share of it is taken off too"
    ),
    "contributions_deducted.fund_no": Text("不含住房公积金", "there is no housing fund"),
    "contributions_deducted.wrong": Text(
        "{name}{month}扣除“{item}”{yuan}元，应为{due}元",
        "{yuan} yuan of {item} is taken off {name}'s pay in {month}; {due} is due",
    ),
    "employer_share": Text(
        "社会保险单位缴费由{insurance}承担，住房公积金单位缴存由{fund}承担（{notice}）。",
        "The employer's share of social insurance is borne by: {insurance}; that of the housing fund by: {fund} ({notice}).",
    ),
    "employer_share.wrong": Text(
        "{name}{month}的“{item}”（{yuan}元）由{funder}承担，应由财政资金承担",
        "{item} of {name} in {month} ({yuan} yuan) is borne by: {funder}; it is for public finance to bear",
    ),
    "contribution_subsidy": Text(
        "按{base}的{pct}%给予社会保险缴费补助，由{payer}承担（{notice}）。",
        "A contribution subsidy of {pct}% of {base} is paid by: {payer} ({notice}).",
    ),
    "contribution_subsidy.wrong": Text(
        "{name}{month}的缴费补助为{yuan}元，不等于{of}元的{pct}%",
        "{name} has a contribution subsidy of {yuan} yuan in {month}, which is not {pct}% of {of}",
    ),
    "rural_allowance": Text(
        "{year}年以来{counts}的{school}定向免费培养毕业生，取得{held}的，享受农村补（{notice}）。",
        "Directed graduates of {school} who {counts} in {year} or later and hold the {held} receive the rural allowance ({notice}).",
    ),
    "rural_allowance.wrong": Text(
        "{name}{month}的农村补为{yuan}元，按条件应为{due}元",
        "{name} has a rural allowance of {yuan} yuan in {month}; by the conditions it is {due}",
    ),
    "rural_funding": Text(
        "{where}岗位的农村补由{named}承担，其他岗位由{other}承担。",
        "The rural allowance is borne, in {where}, by: {named}; everywhere else by: {other}.",
    ),
    "wrong_funder": Text(
        "{name}{month}的“{item}”由{funder}承担，应由{due}承担",
        "{item} of {name} in {month} is borne by: {funder}; it should be: {due}",
    ),
    "rural_start": Text(
        "暂不符合条件的，自{start}起发放农村补，以前各月不补发。",
        "Who qualifies late is paid the rural allowance from {start}; nothing is paid for months before.",
    ),
    "rural_start.wrong": Text(
        "{name}的农村补在{month}发放，应自{due}起发放",
        "{name} has the rural allowance in {month}; it is due from {due}",
    ),
    "service_money": Text(
        "提供签约服务或基本公共卫生服务的，按考核结果另发{items}。",
        "Graduates who serve contracted residents or do public health work are also paid by assessment: {items}.",
    ),
    "service_money.wrong": Text(
        "{name}{month}的“{item}”为{yuan}元，登记人数{heads}、每人{each}元，不相符",
        "{name} has {yuan} yuan of {item} in {month}; {heads} residents on record at {each} yuan give another sum",
    ),
    "allowance_funding": Text(
        "岗位补助纳入政府预算，由{allowance}承担；劳务派遣服务费（{notice}）由{fee}承担，不从待遇中扣除。",
        "Post allowances are in the government budget, borne by: {allowance}; the dispatch fee ({notice}) is borne by: {fee}, and is not taken off pay.",
    ),
    "pay_guarantee": Text(
        "{payer}保障定向培养乡村医生的待遇，资金及时拨付到位（{earmarked}）。",
        "The pay of directed village doctors is guaranteed, and transferred on time, by: {payer} ({earmarked}).",
    ),
    "pay_guarantee.short": Text(
        "{month}需要{need}元，已拨付{sent}元，差{short}元",
        "{month} needs {need} yuan, {sent} were transferred: {short} short",
    ),
    "pay_guarantee.misspent": Text(
        "{day}登记有{yuan}元用于其他用途（{note}），不符合专款专用",
        "{yuan} yuan are on record on {day} as spent on something else ({note}), though the money is earmarked",
    ),
    "pay_bodies": Text("岗位待遇的责任单位：{bodies}。", "These bodies answer for the post pay together: {bodies}."),
    "allowance_uses": Text(
        "岗位补助的{public_health}%用于承担公共卫生服务，{care}%用于承担基本医疗和使用基本药物。",
        "{public_health}% of the allowance is for public health work, {care}% for basic care and the use of essential medicines.",
    ),
    "allowance_uses.wrong": Text(
        "{name}{month}的岗位补助分为公共卫生{health}元、基本医疗{care}元，不合规定比例",
        "{name}'s allowance in {month} is {health} yuan for public health and {care} for basic care: not the shares laid down",
    ),
    "appraised_share": Text(
        "岗位补助的{monthly}%按月发放，{after}%经考核（{appraisal}）合格后发放；{failed}。",
        "{monthly}% of the allowance is paid monthly and {after}% after a passed appraisal ({appraisal}); {failed}.",
    ),
    "appraised_share.wrong": Text(
        "{name}{month}按月发放{rest}元、考核后发放{part}元：{how}",
        "{name} is paid {rest} yuan monthly and {part} after appraisal in {month}: {how}",
    ),
    "appraised_share.lost": Text(
        "该季度考核不合格，不应发放考核部分", "the quarter was failed and that share is not paid"
    ),
    "appraised_share.due": Text("不合规定比例", "not the shares laid down"),
    "repeats": Text(
        "附件重述{same_as}的内容，与正文一致{says}{basis}。", "The annex repeats {same_as} of the body{says}{basis}."
    ),
    "repeats.says": Text("（{says}）", " ({says})"),
    "repeats.basis": Text("，依据为{notice}", " and names its basis ({notice})"),
    "repeats.not_in_force": Text(
        "{clause}重述{other}，而{other}在本方案中未施行", "{clause} repeats {other}, which is not in force here"
    ),
    "repeats.differs": Text(
        "{clause}所述{other}的 {name} 为 {value}，而本方案中为 {there}",
        "{clause} says {name} of {other} is {value}; here it is {there}",
    ),
    "changed_since": Text(
        "与{earlier}相比，{clause}的{parameter}由“{before}”改为“{now}”。",
        "Compared with {earlier}, the {parameter} in {clause} changes from “{before}” to “{now}”.",
    ),
    # notes on the accounts
    "amiss": Text(
        "{name} {month}的“{item}”为{yuan}元/月，按待遇标准应为{due}元/月；请改正",
        "{name}, {month}: {item} is {yuan} yuan a month, by the pay scale it is {due}; please correct it",
    ),
    "lacking": Text(
        "未计算“{item}”（{clause}，{zone}，自{month}起，涉及{count}）：金额依“{notice}”，待遇标准表中没有。"
        "请在表 pay_scale（待遇标准）中填写该项目及金额",
        "{item} is not computed ({clause}, {zone}, from {month}, {count}): its amount is set elsewhere ({notice}) and not in "
        "the pay scale. Enter the item and its amount in table pay_scale",
    ),
    "lacking_place": Text(
        "有{count}的“{item}”自{month}起有些月份未计算（{clause}）：去向未定，或所在地区不明，无法确定{notice}中的档；"
        "请加排未来各半年（--outlook），或在 sites（服务点）中填写“地区”",
        "{item} of {count} is not computed for some months from {month} ({clause}): where they will be, or its zone, is "
        "not known, so no tier of {notice} applies. Plan the years ahead too (--outlook), or fill in sites.zone",
    ),
    "lacking.people": Text("{count}人", "{count} people"),
    "lacking.sites": Text("{count}个村卫生室", "{count} clinics"),
    "lacking.zone_mountain": Text("山区", "mountain"),
    "lacking.zone_rural": Text("农村", "rural"),
    "lacking.zone_urban": Text("城区", "urban"),
    "lacking.zone_none": Text("不分地区或地区不明", "any zone, or zone not known"),
    "assumed": Text(
        "费用中下列项目用的是假定金额，仅供演示，不能作为预算依据：{items}",
        "the costs of these items rest on assumed amounts, for demonstration only and not for a budget: {items}",
    ),
    "carried": Text(
        "待遇标准按表中已有的最近一次标准一直沿用到期末；今后调整的，请在 pay_scale 中加一行",
        "amounts of the pay scale are carried on to the end from the last line given; add a line to pay_scale for a later change",
    ),
    "no_graduation": Text(
        "{count}名在培定向毕业生没有毕业日期，其培训期间的待遇未计算；请在人员表填写“毕业日期”",
        "{count} directed graduates in training have no day of graduation, so their pay while in training is not computed; fill in people.graduated_on",
    ),
    "no_enrolment": Text(
        "{count}名定向毕业生没有入学日期，未计算农村补；请在人员表填写“入学日期”",
        "{count} directed graduates have no day of enrolment, so no rural allowance is computed; fill in people.enrolled_on",
    ),
    # tables, sheets, picture
    "sheet_bodies": Text("责任单位：{bodies}", "Answerable: {bodies}"),
    "total": Text("合计", "Total"),
    "all_funders": Text("财政等资金合计（不含个人）", "Total without what people bear"),
    "chart_title": Text("逐年经费：谁出资 — {title}", "Money by year and who pays — {title}"),
    "chart_rule": Text(
        "万元；按资金来源叠加，不含从待遇中扣除的个人部分{assumed}",
        "10,000 yuan; stacked by who pays, without what is taken off pay{assumed}",
    ),
    "chart_assumed": Text("；含假定金额，仅供演示", "; includes assumed amounts, for demonstration only"),
    "chart_part_year": Text("{year}\n（{months}个月）", "{year}\n({months} months)"),
}
