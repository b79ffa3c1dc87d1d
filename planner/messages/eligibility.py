"""What is said of who may enter a post, and of who has to leave one."""

from planner.text import Text

MESSAGES: dict[str, Text] = {
    "whom.recruits": Text("新招聘人员", "New recruits"),
    "whom.everyone": Text("新进入人员（含定向毕业生）", "New entrants, directed graduates included,"),
    "combine.and": Text("并具有", "and also"),
    "combine.or": Text("或者具有", "or else"),
    "certificate.yes": Text("；取得乡村医生资格证书的亦可", "; the village doctor certificate will do as well"),
    "certificate.no": Text("；只有乡村医生资格证书的不可", "; the village doctor certificate alone will not do"),
    "licence.physician": Text("执业医师", "physician"),
    "licence.assistant": Text("执业助理医师", "assistant physician"),
    "licence.rural_assistant": Text("乡村全科执业助理医师", "rural assistant physician"),
    "licence.certificate": Text("乡村医生证书", "village doctor certificate"),
    "licence.none": Text("无资格", "no licence"),
    "qualification": Text(
        "{who}应具有医学学历（{degrees}），{combine}资格（{licences}）{certificate}。",
        "{who} hold a medical degree ({degrees}), {combine} a licence ({licences}){certificate}.",
    ),
    "qualification.bar": Text(
        "{name}在{day}不具备所要求的学历或资格（现有：{held}），不能进入；如另有证明，请记入履行记录",
        "{name} does not hold what is asked for on {day} (has: {held}) and may not enter; "
        "other proof goes into the table of records",
    ),
    "qualification.unknown": Text(
        "没有{name}的学历，无法判断是否符合条件；请补填学历",
        "the degree of {name} is not given, so that the condition cannot be judged; fill it in",
    ),
    "held": Text("{degree}，{licence}", "{degree}, {licence}"),
    "degree.unknown": Text("学历未填", "no degree given"),
    "training": Text(
        "没有执业资格、也没有医学学历（{degrees}）的乡村医生证书持有者，须经县级培训合格。",
        "Who has the village doctor certificate but neither a licence nor a degree ({degrees}) "
        "has passed county training.",
    ),
    "training.bar": Text(
        "{name}只有乡村医生证书，到{day}没有县级培训合格的记录，不能进入；合格后请记入履行记录（{clause}）",
        "{name} has only the certificate and no record of passing county training by {day}, and may not enter; "
        "once passed, enter it in the records ({clause})",
    ),
    "health": Text("新进入人员应身体健康，有健康证明{asked}。", "New entrants are in good health, with proof{asked}."),
    "health.once_kept": Text("（登记了任何一份证明后起查）", " (asked for once any proof is on record)"),
    "health.always": Text("（一律核查）", " (always asked for)"),
    "health.bar": Text(
        "到{day}没有{name}的健康证明，补交前不能进入；请记入履行记录（{clause}）",
        "there is no proof of health of {name} by {day}, who may not enter until it is supplied; "
        "enter it in the records ({clause})",
    ),
    "performing": Text(
        "只安置正在履行培养协议的定向毕业生；违约或已解除协议的不安置，另行列出。",
        "Only graduates who are performing their agreement are placed; those in breach or released are left out and listed.",
    ),
    "performing.failed": Text("违约", "in breach"),
    "performing.refused": Text("已解除协议", "released"),
    "performing.bar": Text(
        "{name}自{day}起不再履行培养协议（{why}），不能安置；恢复履行的，请补记一条履行记录",
        "{name} has not been performing the agreement since {day} ({why}) and may not be placed; "
        "if the agreement is performed again, enter that in the records",
    ),
    "urged": Text(
        "督促定向毕业生尽早取得资格（{licences}），并统计已取得的比例。",
        "Graduates are urged to become licensed early ({licences}); the share that is gets counted.",
    ),
    "urged.of": Text(
        "培训结束的毕业生中已取得资格的占比（尚未取得：{names}）",
        "share of the graduates whose training is over who are licensed (outstanding: {names})",
    ),
    "urged.missing": Text(
        "完成培训的毕业生中{held}已取得资格，请督促：{names}",
        "{held} of the trained graduates are licensed; urge: {names}",
    ),
    "scope": Text(
        "本规定适用于符合以下条件的乡村医生：{requires}。", "The rules are for village doctors with: {requires}."
    ),
    "scope.county_approval": Text("经县级卫生健康部门同意", "approval of the county"),
    "scope.public_clinic": Text("注册在公有产权村卫生室", "registration at a publicly owned clinic"),
    "scope.private": Text(
        "{name}所在的{site}不是公有产权，不在实施范围内",
        "{name} is outside the scope: {site} is not publicly owned",
    ),
    "scope.unapproved": Text(
        "{name}（{site}）{day}未获县级同意，不在实施范围内",
        "{name} ({site}) was not approved by the county on {day} and is outside the scope",
    ),
    "exit.gone": Text(
        "{name}自{day}起应退出：{why}；不能再安排", "{name} has to leave from {day}: {why}; may not be placed"
    ),
    "exit.still": Text(
        "{name}自{day}起应退出：{why}；其岗位按空缺计算，请办理退出并更新名册",
        "{name} has to leave from {day}: {why}; the post counts as vacant, so end the employment and update the roster",
    ),
    "exit.waived": Text(
        "{name}应退出（{why}），但已获准继续：{reason}（批准：{granted_by}）",
        "{name} would have to leave ({why}) but may stay: {reason} (granted by {granted_by})",
    ),
    "age.reached": Text("年满{age}周岁", "has reached {age}"),
    "age.over": Text("超过{age}周岁", "is over {age}"),
    "left.rule": Text("{why}，依据{clause}", "{why}, under {clause}"),
    "left.roster": Text("名册所定离开日期", "the leaving date of the roster"),
    "failures": Text(
        "{window}内{failures}次绩效考核不合格（依据{clauses}的记录），退出岗位。",
        "{failures} failed appraisals within {window} (on record under {clauses}) lead to exit.",
    ),
    "failures.why": Text("{window}内{failures}次考核不合格", "{failures} failed appraisals within {window}"),
    "window.calendar_year": Text("一个自然年度", "a calendar year"),
    "window.rolling_12_months": Text("连续12个月", "any 12 months"),
    "absence": Text(
        "{window}内擅自离岗累计达{days}天，退出岗位。",
        "Absence without leave of {days} days within {window} leads to exit.",
    ),
    "absence.why": Text("{window}内擅自离岗达{days}天", "absent without leave for {days} days within {window}"),
    "grounds": Text("有下列情形之一的，退出岗位：{grounds}。", "Each of these leads to exit: {grounds}."),
    "ground.refusal": Text("不服从一体化管理", "refusal of integrated management"),
    "ground.neglect": Text("不履行职责", "neglect of duty"),
    "ground.grave_consequences": Text("造成严重后果", "grave consequences"),
    "ground.serious_accident": Text("重大责任事故", "a serious accident for which the doctor is responsible"),
    "ground.criminal_penalty": Text("刑事处罚", "a criminal penalty"),
    "ground.licence_revoked": Text("吊销执业证书", "loss of the licence"),
    "ground.other_legal_bar": Text("其他法定情形", "another legal bar"),
    "ground.unnamed": Text(
        "{name}{day}的退出记录没有写明事由，不能据此退出；请在备注中写明其一：{grounds}",
        "the record of {name} on {day} names no ground, so that nobody leaves by it; write one of these in the note: {grounds}",
    ),
    "yearly": Text(
        "年度考核不合格（{by}）或有下列情形之一的，解除劳动合同并停发补助：{grounds}。",
        "A failed yearly appraisal ({by}), or one of these, ends the contract and all subsidies: {grounds}.",
    ),
    "yearly.mean": Text(
        "{clause}各月得分的平均数低于{mark}分", "the mean of the monthly scores under {clause} is below {mark}"
    ),
    "yearly.mean_external": Text(
        "{clause}各月得分的平均数低于合格线，合格线待定",
        "the mean of the monthly scores under {clause} is below the pass mark, which is not set yet",
    ),
    "yearly.recorded": Text(
        "以年度考核的记录为准，不看{clause}的月度得分（合格线：{mark}）",
        "by the yearly record alone, not the monthly scores under {clause} (pass mark: {mark})",
    ),
    "yearly.not_set": Text("待定", "not set"),
    "yearly.why": Text("{year}年度考核不合格", "failed the yearly appraisal of {year}"),
    "kept": Text(
        "未满{age}周岁的乡村医生，经{assessors}考核（{decided}）有效开展服务的继续留用，否则退出。",
        "A doctor under {age} is kept if an assessment by {assessors} ({decided}) finds effective service, and else leaves.",
    ),
    "kept.joint": Text("一次联合考核", "one joint decision"),
    "kept.all_must_agree": Text("须一致同意", "all must agree"),
    "kept.majority": Text("过半数同意", "a majority decides"),
    "kept.why": Text("留用考核未认定有效开展服务", "the assessment did not find effective service"),
    "assessor.town": Text("镇政府", "the town government"),
    "assessor.centre": Text("社区卫生服务中心", "the health centre"),
    "assessor.village_committee": Text("村委会", "the village committee"),
    "extension": Text(
        "具有执业医师、执业助理医师资格且能胜任的，经县级批准可延期（{of}），最长{years}；年龄按{base}周岁起算。",
        "Those with a licence who can do the work may be extended ({of}) with county approval, by {years} "
        "counted from the age of {base}.",
    ),
    "extension.of.service": Text("延长任职和服务", "of service"),
    "extension.of.headship": Text("只延长负责人职务", "of the headship only"),
    "extension.years": Text("{years}年", "{years} years at most"),
    "extension.external": Text("年限另有规定（待定）", "a length set elsewhere, not yet given"),
    "extension.unlicensed": Text(
        "没有执业（助理）医师资格，批准的延期不生效", "approved for an extension without a licence, which has no effect"
    ),
    "extension.over": Text("延期已满{years}年", "the extension has run its {years} years"),
}
