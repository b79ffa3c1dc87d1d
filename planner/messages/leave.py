"""What is said of study leave."""

from planner.text import Text

MESSAGES: dict[str, Text] = {
    "statement": Text(
        "持乡村医生证书人员每{cycle}个月脱产进修不少于{months}个月（{window}；{split}）；进修期间由本中心在院人员代班。",
        "Certificate holders go on full-time study leave of at least {months} month(s) in every {cycle} months ({window}; {split}); staff at their centre stand in for them.",
    ),
    "window.fixed": Text(
        "自{year}年1月起逐段计算，一段内在岗满一半的，该段应当进修",
        "windows follow one another from January {year}; leave is due in a window served for at least half of it",
    ),
    "window.rolling": Text("任意连续月份", "any run of months of that length"),
    "split.one_block": Text("应当连续", "in one block"),
    "split.may_split": Text("可以分次", "may be split"),
    "due": Text(
        "{name}在{first}至{last}应脱产进修{months}个月，方案只安排了{taken}个月{broken}{why}",
        "{name} is owed {months} month(s) of study leave between {first} and {last}; the plan has {taken}{broken}{why}",
    ),
    "broken": Text("且不连续", ", and not in one block"),
    "not_there": Text(
        "{name}被安排{month}从{site}进修，但该月不在{site}",
        "{name} is to go on leave from {site} in {month} but does not serve there then",
    ),
    "bad_cover": Text(
        "{month}由{cover}到{site}代班，但{cover}{why}", "{cover} is to stand in at {site} in {month} but {why}"
    ),
    "bad_cover.unknown": Text("不在人员名单中", "is not on the roster"),
    "bad_cover.elsewhere": Text("该月不在{centre}", "is not at {centre} in that month"),
    "bad_cover.away": Text("该月自己也在进修", "is on leave in that month too"),
    "bad_cover.twice": Text("该月还在别处代班", "stands in somewhere else as well"),
    "empty": Text(
        "{name}{month}进修，{site}无人，而{cover}可以代班",
        "{site} stands empty while {name} is on leave in {month}, though {cover} could stand in",
    ),
    "not_covered": Text(
        "进修期间无人可代班的有{count}个月次：{rows}",
        "nobody at the centre can stand in for {count} month(s) of study leave: {rows}",
    ),
    "row": Text("{name}（{site}，{month}）", "{name} ({site}, {month})"),
}
