"""Why someone is where she is, or not in the season at all."""

from planner.text import Text

_HEAD_ZH = "第{step}步开出{centre}的名额：当时空缺率{rate}，一体化村卫生室{clinics}个，"
_HEAD_EN = "step {step} opened a seat at {centre}: vacancy rate {rate} at that moment, {clinics} integrated clinics, "

MESSAGES: dict[str, Text] = {
    "no_finish_date": Text(
        "{name}的培训结束日期无法确定；请填可上岗日期，或毕业日期和培训类别",
        "the end of {name}'s training is not known; fill in available_from, or graduated_on with a known track",
    ),
    "still_training": Text("{name}要到{day}才完成规定的培训或到岗", "{name} is not ready before {day}"),
    "gone": Text("{name}已于{day}离岗或退出（{why}）", "{name} has left by {day} ({why})"),
    "barred": Text("{why}（依据{clause}）", "{why} (under {clause})"),
    "opened.rate": Text(
        _HEAD_ZH + "高于次优的{runner}（{runner_rate}），依据{clause}",
        _HEAD_EN + "above the next best, {runner} ({runner_rate}), under {clause}",
    ),
    "opened.clinics": Text(
        _HEAD_ZH + "与{runner}（{runner_rate}）空缺率相同，而卫生室多于其{runner_clinics}个，依据{clause}",
        _HEAD_EN
        + "equal in rate to {runner} ({runner_rate}) but with more clinics than its {runner_clinics}, under {clause}",
    ),
    "opened.wish": Text(
        _HEAD_ZH + "与{runner}空缺率、卫生室总数都相同，由志愿决定，依据{clause}",
        _HEAD_EN + "equal to {runner} in rate and clinics, so wishes decided, under {clause}",
    ),
    "opened.code": Text(
        _HEAD_ZH + "与{runner}空缺率、卫生室总数都相同，两处名额都已安置，先后不影响结果",
        _HEAD_EN + "equal to {runner} in rate and clinics; both seats were filled, so their order changes nothing",
    ),
    "opened.only": Text(_HEAD_ZH + "此时只有该中心还可安置", _HEAD_EN + "the only centre that could still be served"),
    "opened.pass": Text(
        _HEAD_ZH + "本轮轮到该中心（次优{runner}），依据{clause}",
        _HEAD_EN + "its turn in this pass (next best {runner}), under {clause}",
    ),
    "opened.scope": Text(
        _HEAD_ZH + "该中心还有无医生的卫生室，先于{runner}，依据{clause}",
        _HEAD_EN + "which still has a clinic without a doctor and so precedes {runner}, under {clause}",
    ),
    "opened.gap": Text(
        _HEAD_ZH + "该中心还有空缺岗位，先于{runner}，依据{clause}",
        _HEAD_EN + "which still has a vacant post and so precedes {runner}, under {clause}",
    ),
    "opened.home": Text(
        "{centre}在户籍所在镇，有岗位需求，优先安置，依据{clause}",
        "{centre} is in the home town and has a declared vacancy, which comes first under {clause}",
    ),
    "locked": Text("已锁定到{centre}：{why}", "locked to {centre} beforehand: {why}"),
    "wish": Text("是本人第{rank}志愿", "it is her wish no. {rank}"),
    "wish.unlisted": Text("本人未填报该中心", "she did not list this centre"),
    "wish.none": Text("本人没有填报志愿", "she listed no wishes"),
    "not.limited": Text(
        "未到{centre}：不在其限定中心之内", "not at {centre}: it is outside the centres she is limited to"
    ),
    "not.home": Text(
        "未到{centre}：户籍所在镇有岗位需求，优先于志愿（{clause}）",
        "not at {centre}: the home town has a declared vacancy, which precedes wishes ({clause})",
    ),
    "not.no_seat": Text("未到{centre}：该中心没有可安置的空缺岗位", "not at {centre}: it has no vacant post to fill"),
    "not.full": Text("未到{centre}：其名额已满", "not at {centre}: all its seats are taken"),
    "not.unopened": Text(
        "未到{centre}：没有开出名额，其空缺率{next}低于安置到的最低一级{line}（一体化村卫生室{clinics}个）",
        "not at {centre}: no seat opened there, its rate {next} ranks below {line} ({clinics} clinics), the line down to which seats were filled",
    ),
    "not.equal": Text(
        "未到{centre}：没有开出名额，其空缺率{next}与安置到的最低一级{line}相同，但一体化村卫生室{own_clinics}个，少于{clinics}个",
        "not at {centre}: no seat opened there, its rate {next} equals {line}, the line down to which seats were filled, but it has {own_clinics} clinics against {clinics}",
    ),
    "not.equal_next": Text(
        "未到{centre}：已安置{filled}人，再安置一人的空缺率{next}与安置到的最低一级{line}相同，但一体化村卫生室{own_clinics}个，少于{clinics}个",
        "not at {centre}: {filled} were placed there, and its next seat at {next} equals {line}, the line down to which seats were filled, but it has {own_clinics} clinics against {clinics}",
    ),
    "not.below": Text(
        "未到{centre}：已安置{filled}人，再安置一人的空缺率{next}低于安置到的最低一级{line}（一体化村卫生室{clinics}个）",
        "not at {centre}: {filled} were placed there, and its next seat at {next} ranks below {line} ({clinics} clinics), the line down to which seats were filled",
    ),
    "not.earlier": Text(
        "未到{centre}：名额给了把它填得更靠前的人", "not at {centre}: its seats went to people who listed it earlier"
    ),
    "not.grade": Text(
        "未到{centre}：名额给了志愿不比其靠后、综合成绩更高的人",
        "not at {centre}: its seats went to people who listed it no later and stand higher",
    ),
    "not.total": Text(
        "未到{centre}：在人数相同的各种安排中，现方案的志愿总体更好（{clause}）",
        "not at {centre}: among all lawful plans the present one meets the wishes better as a whole ({clause})",
    ),
    "unplaced.no_seat": Text("未安置：没有空缺岗位", "not placed: there is no vacant post"),
    "unplaced.no_seat_for_her": Text(
        "未安置：其可去的中心没有空缺岗位（限定中心，或不服从调剂）",
        "not placed: the centres she may go to have no vacant post (limited centres, or no adjustment accepted)",
    ),
    "unplaced.full": Text(
        "未安置：可去中心的空缺岗位都已由综合成绩在前的人补满（本轮{seats}个名额，本人排第{standing}）",
        "not placed: the vacant posts she may take are filled by people who stand higher ({seats} seats in this round, she stands no. {standing})",
    ),
    "clinic.bare": Text(
        "建议到{site}：该室没有医生，服务{population}人",
        "proposed clinic {site}: it has no doctor and serves {population} people",
    ),
    "clinic.short": Text(
        "建议到{site}：岗位{posts}个，现有{staff}人，服务{population}人",
        "proposed clinic {site}: {staff} of {posts} posts filled, {population} people served",
    ),
    "decided.rate": Text("空缺率", "rate"),
    "decided.clinics": Text("一体化卫生室数", "clinics"),
    "decided.wish": Text("志愿", "wish"),
    "decided.code": Text("并列，均已安置", "tie, both filled"),
    "decided.only": Text("仅此一处", "only one left"),
    "decided.pass": Text("轮次", "pass"),
    "decided.scope": Text("无医生的卫生室", "clinic without doctor"),
    "decided.gap": Text("空缺岗位", "vacant post"),
    "decided.home": Text("户籍所在镇", "home town"),
    "decided.lock": Text("锁定", "lock"),
}
