"""What is said where no outlook exists: the conflict, and the ways out."""

from planner.text import Text

MESSAGES: dict[str, Text] = {
    # summaries
    "title": Text("{centre}（{id}）：{summary}", "{centre} ({id}): {summary}"),
    "numbers": Text(
        "{first} 人数不够：{needed}处村卫生室都须有人，可用的只有{heads}人，至少空着{short}处",
        "too few people in {first}: {needed} clinics each need someone, {heads} people are there, at least {short} stay empty",
    ),
    "tied": Text(
        "{span} 排不开：下列要求和事实不能同时成立", "no plan for {span}: the following cannot all hold at once"
    ),
    "tied_need": Text(
        "{span} 排不开：{sites}须有人，而中心里能去的人都脱不开身",
        "no plan for {span}: {sites} needs someone, and everybody of the centre is tied elsewhere",
    ),
    "nobody": Text(
        "{first} 没有人可用：{needed}处村卫生室都须有人，而中心这时一个人也没有",
        "nobody left in {first}: {needed} clinic(s) need someone, and the centre has no one at all",
    ),
    "span": Text("{first}至{last}", "{first} to {last}"),
    # one element
    "need": Text("{site}在{span}须有人", "{site} needs someone in {span}"),
    "need_short": Text("{site}在{span}的{posts}个岗位须配齐", "{site} needs its {posts} post(s) filled in {span}"),
    "need_woman": Text("{site}两人以上时须有女医生", "{site} needs a woman where two or more serve"),
    "need_tcm": Text("{site}须有人具备中医技能", "{site} needs someone with TCM skill"),
    "need_handover": Text("{site}不得全员同时更换", "at {site} not everyone may change at once"),
    "core": Text("{centre}须留守{count}人", "{centre} must keep {count} people at the centre"),
    "alternation": Text(
        "每次轮转都须在院、村两级之间交替", "every turn must alternate between centre and village level"
    ),
    "turns": Text("{name}只在轮转时点（{turns}）换地点", "{name} moves at her turns only ({turns})"),
    "turns_at": Text("{name}到{last}在{site}，下次轮转{turns}", "{name} is at {site} up to {last}; her turns: {turns}"),
    "no_turn": Text("规划期内没有", "none in the horizon"),
    "stays": Text("{name}固定在{site}", "{name} stays at {site}"),
    "places": Text("{name}只能到一体化村卫生室", "{name} may only serve at integrated clinics"),
    "cap": Text("{site}最多{count}人", "{site} holds {count} at most"),
    "lock": Text("{name}已被锁定：{why}", "{name} is locked: {why}"),
    "arrival": Text("{name}{day}才到岗", "{name} starts only on {day}"),
    "exit": Text("{name}{day}离岗", "{name} leaves on {day}"),
    "member": Text("{name}属本中心，必须有去处", "{name} belongs to the centre and must stand somewhere"),
    # lines of a conflict
    "line": Text("  · {label}（{source}）：{who}", "  - {label} ({source}): {who}"),
    "line.need": Text("{span} 须有人的村卫生室", "clinics that need someone in {span}"),
    "line.need_other": Text("{span} 须达到要求的服务点", "sites where the requirement must hold in {span}"),
    "line.core": Text("中心留守", "core staff"),
    "line.alternation": Text("院、村交替", "alternation"),
    "line.turns": Text("要守轮转时点，此时不能另派", "bound by their turns, cannot be sent now"),
    "line.stays_certificate": Text("持乡村医生证书，不轮转", "hold the village doctor certificate and do not rotate"),
    "line.stays_unemployed": Text("不是中心聘用，不参加轮转", "not employed by the centre, so do not rotate"),
    "line.stays_graduate": Text("服务期内不轮转", "do not rotate while bound by their agreement"),
    "line.stays_posted": Text("招聘、返聘或下沉，固定在现岗位", "recruited, re-hired or seconded, stay where posted"),
    "line.places": Text("只能到一体化村卫生室", "only at integrated clinics"),
    "line.cap": Text("人数上限", "caps"),
    "line.lock": Text("已有决定", "decisions already taken"),
    "line.arrival": Text("这时还没到岗", "not there yet"),
    "line.exit": Text("到这时已离岗", "gone by then"),
    "line.member": Text("必须有去处的人", "people who must stand somewhere"),
    "line.heads": Text("  · 可用的人：{who}", "  - there are: {who}"),
    "person": Text("{name}（{id}）", "{name} ({id})"),
    "person_day": Text("{name}（{id}，{day}）", "{name} ({id}, {day})"),
    "and_more": Text("{named}等{count}{unit}", "{named} and others, {count} in all"),
    "unit.people": Text("人", ""),
    "unit.sites": Text("处", ""),
    "required": Text("方案列为必须", "required by the scenario"),
    "why": Text("  {goal}：{why}", "  {goal}: {why}"),
    "minimal": Text(
        "  核实：以上{count}条逐一去掉再求解，每次都排得开，所以一条也不多余",
        "  checked: leaving out any one of these {count} and solving again gives a plan each time, so none is superfluous",
    ),
    "not_minimal": Text(
        "  以上{count}条确实不能同时成立；没有来得及逐一核实是否每条都少不了",
        "  these {count} cannot all hold; time ran out before each was checked to be needed",
    ),
    # where it is said
    "source.people.leaves_on": Text("人员表“离岗日期”", "table people, leaves_on"),
    "source.people.start": Text("到岗日期或安置时间", "date of arrival or placement"),
    "source.people.site_id": Text("人员表“现岗位”", "table people, site_id"),
    "source.people.employer": Text("人员表“聘用单位”", "table people, employer"),
    "source.centres.core_staff_min": Text("中心表“中心留守人数下限”", "table centres, core_staff_min"),
    "source.sites.posts": Text("核定岗位", "posts"),
    "source.locks": Text("锁定表", "table locks"),
    "source.scenario.require": Text("方案的 require", "require of the scenario"),
    # ways out
    "ways": Text(
        "  出路（每条都已按整个规划期重新求解，排得开）：",
        "  Ways out (each solved again over the whole horizon, and there is a plan):",
    ),
    "no_ways": Text("  没有找到单独一类措施就够的出路", "  no single kind of change was found to be enough"),
    "way": Text("  {number}. 【{grantor}】{message}", "  {number}. [{grantor}] {message}"),
    "grantor.planner": Text("规划人员", "planner"),
    "grantor.county": Text("区县", "county"),
    "grantor.city": Text("市", "city"),
    "excused": Text(
        "记录理由，准许{people}超过一个周期不换岗（须有{clause}豁免）：{doing}",
        "with a recorded reason, let {people} stay beyond the cycle (needs an exception from {clause}): {doing}",
    ),
    "early": Text(
        "让{people}不等轮转时点就换岗（每处都不超过一个周期，不违反{clause}，记录理由即可）：{doing}",
        "move {people} before the turn is due (nobody stays beyond the cycle, so {clause} holds; record the reason): {doing}",
    ),
    "stand_in": Text(
        "记录理由，请固定在岗的{people}到别处顶班（{clause}豁免）：{doing}",
        "with a recorded reason, let {people}, who would stay put, stand in elsewhere (exception from {clause}): {doing}",
    ),
    "unlocked": Text("重新考虑对{people}的锁定", "reconsider the locks on {people}"),
    "doing": Text("{span} 在{place}", "{span} at {place}"),
    "doing_of": Text("{name} {spells}", "{name} {spells}"),
    "dispatched": Text(
        "补岗位或派驻有执业资格的医生，同时最多{count}人（共{size}人·半年）：{spells}",
        "fill posts or dispatch licensed doctors, {count} at most at once ({size} person-half-years in all): {spells}",
    ),
    "dispatched_one": Text(
        "{span} 补一个岗位或派驻一名有执业资格的医生（{size}个半年）",
        "fill one post or dispatch one licensed doctor in {span} ({size} half-year(s))",
    ),
    "spell": Text("{span} {count}人", "{count} in {span}"),
    "skilled": Text("，须{skills}", ", who must be {skills}"),
    "skill.woman": Text("为女性", "a woman"),
    "skill.tcm": Text("有中医技能", "skilled in TCM"),
    "shared": Text(
        "{count}处村卫生室与最近的一处共用一人（{clause} shared_staff）：{pairs}",
        "{count} clinic(s) share a doctor with the nearest one ({clause} shared_staff): {pairs}",
    ),
    "pair": Text("{site}与{next}（{minutes}分钟）", "{site} with {next} ({minutes} min)"),
    "pair_unknown": Text("{site}与邻近一处", "{site} with a neighbour"),
    "longer": Text(
        "轮转周期由{now}个月延长到{months}个月（{clause} rotation_cycle_months）",
        "lengthen the rotation cycle from {now} to {months} months ({clause} rotation_cycle_months)",
    ),
    "suspended": Text(
        "本规划期内暂停适用轮转规定（{clauses}）", "suspend the rules on rotation for the horizon ({clauses})"
    ),
    "transferred": Text("把{people}调往别的中心", "transfer {people} to another centre"),
    "uncapped": Text("放宽{sites}的人数上限（{clause}）", "raise the cap of {sites} ({clause})"),
    "not_fewest": Text("（是否最少未证明）", " (not proven to be the fewest)"),
    # what is not enough
    "useless": Text("  已证明单独不够的：{what}", "  Proven not to be enough alone: {what}"),
    "not.excused": Text(
        "准许所有人不按周期轮转、固定在岗者也可顶班", "letting everybody move off the cycle and stand in anywhere"
    ),
    "not.dispatched": Text("派驻或补岗位", "dispatching or filling posts"),
    "not.shared": Text("相邻村卫生室共用一人", "sharing between neighbouring clinics"),
    "not.longer": Text("延长轮转周期（至多{months}个月）", "a longer rotation cycle (up to {months} months)"),
    "not.suspended": Text("暂停适用轮转规定", "suspending the rules on rotation"),
    "not.transferred": Text("调走人员", "transferring people"),
    "not.uncapped": Text("放宽人数上限", "raising caps"),
    "unfinished": Text(
        "  时间用完，有的出路没有试完；请加大 --time-limit",
        "  time ran out before every way out was tried; raise --time-limit",
    ),
    # the whole
    "none": Text(
        "排不出：{count}个中心做不到方案列为必须的“{goals}”。因此没有写出排班。",
        "No outlook exists: {count} centre(s) cannot meet what the scenario requires ({goals}). No outlook was written.",
    ),
    "none_hard": Text(
        "排不出：{count}个中心的人数上限和轮转规定互相冲突。",
        "No outlook exists: in {count} centre(s) caps and rotation conflict.",
    ),
    "more": Text("另有{count}个中心：{centres}", "{count} further centre(s): {centres}"),
    "unknown": Text(
        "{count}个中心（{centres}）在给定时间内既没有排出，也没有证明排不出；请加大 --time-limit。没有写出排班。",
        "for {count} centre(s) ({centres}) neither a plan nor a proof that none exists was found in the time given; raise --time-limit. No outlook was written.",
    ),
}
