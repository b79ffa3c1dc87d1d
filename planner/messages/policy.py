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
    "suspended": Text("本方案中暂停适用：{why}", "suspended in this scenario: {why}"),
    "out_of_date": Text("在{day}不在有效期内", "not in force on {day}"),
    "displaced": Text(
        "同一事项已由优先的条款 {winner} 规定", "clause {winner}, which takes precedence, rules the same matter"
    ),
    "awaited": Text(
        "{file} 第{line}行：{clause} 的 {parameter} 以另行通知为准，尚未给出；需要它的计算暂缺。请在 scenario.yaml 的 amend 中写明。",
        "{file} line {line}: {parameter} of {clause} is left to a notice not at hand; what needs it is not computed. "
        "Give it under amend in scenario.yaml.",
    ),
}
