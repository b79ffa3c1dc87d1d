"""Sentences that must stand beside a plan."""

from planner.text import Text

MESSAGES: dict[str, Text] = {
    "draft": Text(
        "所用政策“{title}”是征求意见稿，尚未生效", "the policy text “{title}” is a consultation draft and not in force"
    ),
    "assumption": Text("假定值（{clause}）：{statement}", "assumed value ({clause}): {statement}"),
    "locked": Text(
        "以下人员按锁定安置，不参加排序，志愿总序数也不含他们：{people}",
        "these people are placed as locked: they take no part in the order, and the sum of wish ranks leaves them out: "
        "{people}",
    ),
    "kept": Text(
        "以下{count}行按名单锁定，其余重新安排：{rows}",
        "{count} row(s) were locked in an edited plan and kept, the rest planned anew: {rows}",
    ),
    "kept_placement": Text("{name}（{id}）安置在{place}", "{name} ({id}) placed at {place}"),
    "kept_stint": Text("{name}（{id}）{start} 至 {end} 在{place}", "{name} ({id}) at {place}, {start} to {end}"),
    "kept_why": Text("{told}（理由：{why}）", "{told} (why: {why})"),
    "no_adjustment": Text(
        "有人不服从调剂，只在其填报的中心内安置；政策文本并未规定这一权利",
        "some people accept no adjustment and are placed only at centres they listed; the text gives no such right",
    ),
}
