"""Answers to why, and to what would have to differ."""

from planner.text import Text

MESSAGES: dict[str, Text] = {
    "unknown": Text("没有这个编码；最接近的是 {near}", "there is no such code; the nearest is {near}"),
    "head": Text("{name}（{id}）", "{name} ({id})"),
    "not_in_pool": Text("{name}不在本季待安置人员之列", "{name} is not among those to be placed this season"),
    "placed": Text("安置到{centre}，建议村卫生室：{site}", "placed at {centre}; proposed clinic: {site}"),
    "unplaced": Text("本季未安置", "not placed this season"),
    "already": Text("已经安置在{centre}", "already placed at {centre}"),
    "would": Text(
        "若要到{centre}，至少须有{size}处不同（已重新求解核实，共试{tried}种）：",
        "to be at {centre}, at least {size} thing(s) would have to differ (verified by solving again, {tried} tried):",
    ),
    "would_more": Text(
        "若要到{centre}：任意{excluded}处以内的变动都不够（已全部重新求解，共试{tried}种），以下变动可以：",
        "to be at {centre}: no change of up to {excluded} things would do (all solved again, {tried} tried), but this would:",
    ),
    "option": Text("  （{number}）{what}", "  ({number}) {what}"),
    "nothing": Text(
        "空缺、毕业生、志愿中任意{excluded}处以内的变动，以及在{centre}多至十二个空缺岗位，都不能使其到{centre}（已逐一重新求解，共试{tried}种）",
        "no change of up to {excluded} vacancies, graduates or wishes, nor up to twelve more vacancies at {centre}, would put her there (all solved again, {tried} tried)",
    ),
    "change.more": Text("{centre}多{count}个空缺岗位", "{count} more vacant post(s) at {centre}"),
    "change.fewer": Text("{centre}少一个空缺岗位（{site}）", "one vacant post fewer at {centre} ({site})"),
    "change.withdraws": Text("{name}（{id}）退出本季安置", "{name} ({id}) withdraws from the season"),
    "change.own_wish": Text("本人把{centre}列为第一志愿", "she lists {centre} first"),
    "change.their_wish": Text("{name}（{id}）不填报{centre}", "{name} ({id}) does not list {centre}"),
    "change.limit": Text("解除其限定中心", "her limit to certain centres is lifted"),
    "centre": Text(
        "第{round}轮：空缺率{short}/{of}，一体化村卫生室{clinics}个，可安置{room}人",
        "round {round}: vacancy rate {short}/{of}, {clinics} integrated clinics, room for {room}",
    ),
    "step": Text(
        "第{step}步安置一人，当时空缺率{rate}（{clause}）", "step {step} placed one here at rate {rate} ({clause})"
    ),
    "line": Text(
        "截止线：安置到空缺率{line}；线上名额{full}个，线上可选名额{free}个，实际安置{filled}人",
        "cut-off: filled down to {line}; {full} seats above the line, {free} at it, {filled} filled",
    ),
    "line.full": Text("截止线：名额全部补满，共{filled}人", "cut-off: every seat is filled, {filled} in all"),
    "came": Text("本季安置：{name}（{id}）", "placed this season: {name} ({id})"),
    "site": Text(
        "服务{population}人，岗位{posts}个，安置前在岗{staff}人",
        "serves {population} people, {posts} posts, {staff} in post before",
    ),
    "site.bare": Text(
        "仍无医生：{centre}本季安置{came}人，先补了服务人口更多的无医生卫生室，或没有名额",
        "still without a doctor: {centre} received {came}, who went to clinics without a doctor that serve more people, or no seat opened",
    ),
    "site.outside": Text(
        "不是一体化村卫生室，本季安置不计其岗位", "not an integrated clinic, so its posts do not count this season"
    ),
}
