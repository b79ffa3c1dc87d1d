"""What is said of repairs after an event."""

from planner.text import Text

MESSAGES: dict[str, Text] = {
    "event.resigns": Text("{who}自{day}离职", "{who} resigns on {day}"),
    "event.ill": Text("{who}自{day}至{until}病休", "{who} is ill from {day} to {until}"),
    "event.late": Text("{who}推迟到{until}到岗", "{who} arrives only on {until}"),
    "event.closes": Text("{who}自{day}撤并", "{who} closes on {day}"),
    "untouched": Text("不影响今后的排班", "this touches nobody's plan"),
    "nobody": Text("不动任何人：{goals}", "moving nobody: {goals}"),
    "moved": Text("调动{count}人：{goals}{proven}", "moving {count}: {goals}{proven}"),
    "not_proven": Text("（未证明最优）", " (not proven best)"),
    "goal": Text("{label}{value}", "{label} {value}"),
    "move": Text(
        "    {name}：自{start}起由{planned}改到{instead}", "    {name}: from {start} at {instead} instead of {planned}"
    ),
    "stranded": Text(
        "    {name}的服务点撤并，不由排班调动，请另行确定去向",
        "    {name}: the site closes, and it is not for this plan to move her; please decide where she goes",
    ),
    "nowhere": Text("（原点撤并）", "(a site that closes)"),
    "builds_on": Text(
        "（以下以{centre}上一个半年事件的最后一步补救为基础）",
        "(what follows starts from the last repair at {centre} before)",
    ),
    "written": Text("补救表在 {path}", "the repairs are in {path}"),
    "table_repairs": Text("补救方案", "Repairs"),
    "table_inform": Text("通知名单", "People to inform"),
    "table_assignments": Text("补救后排班", "The plan after the last repair"),
    "col_answer": Text("事件组", "Group of events"),
    "col_events": Text("事件", "Events"),
    "col_step": Text("步", "Step"),
    "col_moved": Text("调动人数", "People moved"),
    "col_proven": Text("已证明最优", "Proven best"),
    "col_centre_id": Text("中心编码", "Centre code"),
    "col_centre_name": Text("中心", "Centre"),
    "col_person_id": Text("人员编码", "Person code"),
    "col_name": Text("姓名", "Name"),
    "col_start": Text("起", "From"),
    "col_end": Text("止", "To"),
    "col_planned": Text("原安排", "Planned"),
    "col_planned_name": Text("原安排地点", "Planned place"),
    "col_instead": Text("改为", "Instead"),
    "col_instead_name": Text("改为地点", "New place"),
    "col_site_id": Text("服务点编码", "Site code"),
    "col_site_name": Text("服务点名称", "Site"),
    "yes": Text("是", "yes"),
    "no": Text("否", "no"),
}
