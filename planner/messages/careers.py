"""What is said of careers and clinics over the years."""

from planner.text import Text

MESSAGES: dict[str, Text] = {
    "stint": Text("{span} 在{place}：{begins}，{ends}", "{span} at {place}: {begins}, {ends}"),
    "there": Text("排班开始时已在此处", "there when the outlook begins, or from her first day"),
    "turn": Text("轮转到此", "by rotation"),
    "cycle": Text(
        "满{months}个月即轮转（{clause}；自{began}起算，期限{due}）",
        "until the cycle of {months} months is over ({clause}; counted from {began}, due {due})",
    ),
    "leaves": Text("至{day}离岗（{why}）", "until she leaves on {day} ({why})"),
    "left": Text("{name}（{day}，{why}）", "{name} ({day}, {why})"),
    "horizon": Text("到规划期末", "to the end of the horizon"),
    "ends": Text("此后没有排班", "not scheduled after that"),
    "at_site": Text("{span}：{name}（{id}）", "{span}: {name} ({id})"),
    "at_risk": Text(
        "{span}无人（服务{population}人）",
        "nobody in {span} (serving {population})",
    ),
    "at_risk_after": Text(
        "{span}无人（服务{population}人），此前在此的{why}离开",
        "nobody in {span} (serving {population}) after {why}",
    ),
    "nobody": Text("规划期内没有人员安排", "nobody is scheduled in the horizon"),
    "ahead": Text("今后排班：", "The years ahead:"),
    "leave_head": Text(
        "最早何时可以离开（每个半年都去掉本人重新求解，比较中心留守、无人卫生室及其人口、岗位缺人）：",
        "The earliest she can leave (each half-year solved again without her, for core staff, clinics with nobody, their residents and posts short):",
    ),
    "leave_from": Text(
        "  自{start}起离开，以上各项都不比现排班差{moved}", "  from {start} on nothing gets worse{moved}"
    ),
    "leave_moved": Text("，须另有{count}人换岗", ", if {count} other(s) change places"),
    "leave_nobody": Text("，不必动其他人", ", and nobody else has to move"),
    "leave_costs": Text(
        "  若在{span}离开：{goal}多{more}{unit}{where}{proven}",
        "  leaving in {span}: {goal} +{more} {unit}{where}{proven}",
    ),
    "leave_proven": Text("，本中心其他人怎样调换都避免不了", "; nobody else of the centre can make up for it"),
    "leave_unproven": Text("（未证明不可避免）", " (not proven unavoidable)"),
    "leave_never": Text("  规划期内没有不受影响的离开时间", "  in the horizon there is no half-year without a loss"),
    "leave_until": Text(
        "  已逐一核实到{last}，都有影响；之后的半年因时间所限没有核实",
        "  checked up to {last}, each with a loss; later half-years were not checked for lack of time",
    ),
    "nowhere": Text("其余人员无处可排", "the others cannot all be placed:"),
    "unit.core": Text("人·半年", "person-half-years"),
    "unit.uncovered": Text("个半年", "clinic-half-years"),
    "unit.residents": Text("人·半年", "resident-half-years"),
    "unit.short": Text("个岗位·半年", "post-half-years"),
    "unit.nowhere": Text("", ""),
    "where": Text("{place}{span}", "{place} {span}"),
    "where_all": Text("（{listed}）", " ({listed})"),
    "where_more": Text("（{listed}等，另{rest}处）", " ({listed} and {rest} more)"),
    "relief_whole": Text(
        "  {span} 在{place}：整段都可改在本中心别处服务，以上各项不变差{moved}",
        "  {span} at {place}: she could serve elsewhere in the centre all that time and nothing gets worse{moved}",
    ),
    "relief": Text(
        "  {span} 在{place}：最早自{from_}起可改到本中心别处，以上各项不变差{moved}",
        "  {span} at {place}: from {from_} she could be elsewhere in the centre and nothing gets worse{moved}",
    ),
    "relief_none": Text(
        "  {span} 在{place}：本段内无论何时改到别处，{goal}都会变差",
        "  {span} at {place}: whenever she goes elsewhere, this gets worse: {goal}",
    ),
    "relief_unknown": Text(
        "  {span} 在{place}：到{last}为止改到别处都会使{goal}变差；之后没有核实",
        "  {span} at {place}: elsewhere by {last}, this gets worse: {goal}; later was not checked",
    ),
    "cure_head": Text(
        "{span}怎样才能有人（以下各项都已在现排班上重新核实，其他目标不变差）：",
        "What would cover {span} (each tried on the plan, nothing else gets worse):",
    ),
    "cure_exhausted": Text(
        "  本中心现有人员怎样调换都做不到更好（已证明）",
        "  changing places within the centre cannot do better (proven)",
    ),
    "cure": Text("  （{number}）{what}", "  ({number}) {what}"),
    "cure_turn": Text("提前或改变轮转：{moves}", "turn earlier or elsewhere: {moves}"),
    "cure_core": Text("{centre}少留守1人，并且{moves}", "one fewer core staff at {centre}, and {moves}"),
    "cure_move": Text(
        "{name}（{id}）自{start}由{planned}改到{instead}",
        "{name} ({id}) from {start} at {instead} instead of {planned}",
    ),
    "cure_stays": Text(
        "{name}（{id}）继续在{site}服务{span}（须续聘或批准）",
        "{name} ({id}) stays at {site} in {span} (needs a contract or a waiver)",
    ),
    "cure_dispatch": Text("派1名持证医生到{site}（{span}）", "dispatch one licensed doctor to {site} ({span})"),
}
