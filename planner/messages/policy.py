"""What is said of packs and amendments."""

from planner.text import Text

MESSAGES: dict[str, Text] = {
    "unknown_pack": Text("没有这个政策包；可用的有：{packs}", "there is no such policy pack; the packs are: {packs}"),
    "unknown_clause": Text(
        "所选政策包中没有这一条款；最接近的是 {near}", "the selected packs have no such clause; the nearest is {near}"
    ),
    "unknown_parameter": Text(
        "该条款没有这个参数；最接近的是 {near}", "the clause has no such parameter; the nearest is {near}"
    ),
    "bad_parameter": Text("参数取值不允许；允许：{allowed}", "this value is not allowed; allowed: {allowed}"),
    "missing_parameter": Text("条款 {clause} 缺少这个参数", "clause {clause} lacks this parameter"),
    "unknown_key": Text("不认识的键；最接近的是 {near}", "unknown key; the nearest is {near}"),
    "missing_key": Text("缺少必填的键 {key}", "the required key {key} is missing"),
    "unknown_family": Text(
        "没有这个条款类别；最接近的是 {near}", "there is no such clause family; the nearest is {near}"
    ),
    "twice": Text("同一条款在本政策包中出现两次", "the clause stands twice in this pack"),
    "same_id": Text(
        "{file} 第{line}行已有同一编号的条款；请给自己的条款另起编号",
        "{file} line {line} has a clause with the same id; give your own clause another id",
    ),
    "not_entries": Text("应是条目的列表，每个条目写成 键: 值", "must be a list of entries, each of them key: value"),
    "pack_outside": Text("政策包文件必须在方案文件夹之内", "the file of a pack must lie inside the scenario folder"),
    "unknown_borrowed": Text(
        "政策包 {pack} 没有这一条款，无法借用；最接近的是 {near}",
        "the pack {pack} has no such clause to borrow; the nearest is {near}",
    ),
    "unknown_rival": Text(
        "conflicts 中没有这一条款；最接近的是 {near}", "conflicts names no known clause; the nearest is {near}"
    ),
    "contradiction": Text(
        "与 {clause}（{file} 第{line}行）就同一事项作出不同规定，而次序不能定其先后。{clause}：{said}请二者择一："
        "分属两个政策包时在其中一条的 conflicts 中写明另一条（排在前面的政策包优先），或用 only 不借用其一，或在 amend 中暂停其一。",
        "rules the same matter differently from {clause} ({file} line {line}), and no order settles which wins. {clause}: {said} "
        "Choose one: name the other under conflicts where they stand in two packs (the first pack wins), leave one out by "
        "only, or suspend one under amend.",
    ),
    "without_effect": Text(
        "这一条款不适用，修改它不起作用：{why}", "this clause is not in force, so changing it would do nothing: {why}"
    ),
    "suspended": Text("本方案中暂停适用：{why}", "suspended in this scenario: {why}"),
    "out_of_date": Text("在{day}不在有效期内", "not in force on {day}"),
    "borrowed": Text(
        "只借用{count}条：{clauses}；其余{others}条未借用{why}",
        "borrowed are {clauses} alone; the other {others} are not{why}",
    ),
    "borrowed_why": Text("（{why}）", " ({why})"),
    "over": Text("优先于 {clauses}", "takes precedence over {clauses}"),
    "not_borrowed": Text(
        "本方案未借用政策包 {pack} 的这一条款", "this scenario does not borrow it from the pack {pack}"
    ),
    "displaced": Text(
        "同一事项已由优先的条款 {winner} 规定", "clause {winner}, which takes precedence, rules the same matter"
    ),
    "awaited": Text(
        "{file} 第{line}行：{clause} 的 {parameter} 以另行通知为准，尚未给出；需要它的计算暂缺。请在 scenario.yaml 的 amend 中写明。",
        "{file} line {line}: {parameter} of {clause} is left to a notice not at hand; what needs it is not computed. "
        "Give it under amend in scenario.yaml.",
    ),
}
