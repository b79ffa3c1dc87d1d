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
    "nowhere": Text("（原点撤并）", "(a site that closes)"),
}
