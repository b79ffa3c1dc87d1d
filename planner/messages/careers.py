"""What is said of careers and clinics over the years."""

from planner.text import Text

MESSAGES: dict[str, Text] = {
    "stint": Text("{start}–{end} 在{place}：{begins}，{ends}", "{start}–{end} at {place}: {begins}, {ends}"),
    "there": Text("排班开始时已在此处", "there when the outlook begins, or from her first day"),
    "turn": Text("轮转到此", "by rotation"),
    "cycle": Text(
        "满{months}个月即轮转（{clause}；自本段起算的期限{due}）",
        "until the cycle of {months} months is over ({clause}; counted from this stint, {due})",
    ),
    "leaves": Text("至{day}离岗（{why}）", "until she leaves on {day} ({why})"),
    "horizon": Text("到规划期末", "to the end of the horizon"),
    "ends": Text("此后没有排班", "not scheduled after that"),
    "at_site": Text("{start}–{end}：{name}（{id}）", "{start}–{end}: {name} ({id})"),
    "at_risk": Text(
        "{first}至{last}无人（服务{population}人），除非增派、派驻或共用一人",
        "nobody from {first} to {last} (serving {population}), unless someone is added, dispatched or shared",
    ),
    "at_risk_after": Text(
        "{first}至{last}无人（服务{population}人），此前在此的{why}离开；除非其留任、增派、派驻或共用一人",
        "nobody from {first} to {last} (serving {population}) after {why}; unless they stay, or someone is added, dispatched or shared",
    ),
    "nobody": Text("规划期内没有人员安排", "nobody is scheduled in the horizon"),
    "ahead": Text("今后排班：", "The years ahead:"),
}
