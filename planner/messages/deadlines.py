"""What is said of phases and days by which something is due."""

from planner.text import Text

MESSAGES: dict[str, Text] = {
    "phase": Text("{phase}：{start}起{end}（{by}）。", "{phase}: from {start}{end} ({by})."),
    "until": Text("，至{day}", " to {day}"),
    "open": Text("，未定终止日", ", without a last day"),
    "phase.mode": Text("“乡聘村用”模式", "hiring by the township for use in the village"),
    "phase.preparation": Text("准备（摸底）阶段", "preparation"),
    "phase.implementation": Text("组织实施阶段", "implementation"),
    "phase.verification": Text("核验阶段", "verification"),
    "phase.review": Text("总结提升阶段", "review"),
    "begins": Text("{phase}开始", "{phase} begins"),
    "ends": Text("{phase}结束", "{phase} ends"),
    "early": Text(
        "{day}时{phase}尚未开始（{start}起）；请核对安置日期",
        "on {day} {phase} has not begun (from {start}); check the placement date",
    ),
    "plan": Text(
        "{by}在印发之日（{issued}）起{days}日内制定工作方案；{survey}前完成摸底。",
        "A working plan by {by} within {days} days of issue ({issued}); the survey is done by {survey}.",
    ),
    "undated": Text("文件未载明，待填", "not in the text, yet to be given"),
    "due.plan": Text("制定工作方案", "the working plan is due"),
    "due.survey": Text("完成摸底", "the survey is due"),
    "late": Text("{what}：应在{day}前，实际{done}", "{what} by {day}; done: {done}"),
    "filing": Text(
        "{whose}制定具体实施方案，报{bureaus}备案。",
        "A plan of its own is made, and filed with {bureaus}, by: {whose}.",
    ),
    "each_county": Text("各县（市、区）", "each county"),
    "unfiled": Text(
        "{county}的实施方案尚未报{bureaus}备案", "the plan of {county} is not on record as filed with {bureaus}"
    ),
}
