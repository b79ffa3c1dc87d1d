"""What is said of practice at the township hospital, and of staff who sit in at clinics."""

from planner.text import Text

MESSAGES: dict[str, Text] = {
    "statement": Text(
        "乡村医生每年到乡镇卫生院临床实践不少于{times}次，每次不少于{weeks}周（{days}个工作日，周一至周五）{alternatives}；"
        "只计全年在村级岗位的年份，脱产进修的月份不算临床实践，也不排临床实践；期间由本中心在院人员代班。",
        "A village doctor practises at the township hospital at least {times} time(s) a year, each at least {weeks} week(s) "
        "({days} working days, Monday to Friday){alternatives}; owed in years spent wholly in the villages; a month of "
        "study leave is no practice and none falls into it; staff at the centre stand in.",
    ),
    "alternatives.either": Text(
        "，当年卫生院定期派人到该卫生室坐诊的可不安排",
        ", unless hospital staff sit in regularly at her clinic that year",
    ),
    "alternatives.both": Text(
        "，同时卫生院当年应定期派人到该卫生室坐诊",
        ", and hospital staff also sit in regularly at her clinic that year",
    ),
    "due": Text(
        "{name}{year}年应到卫生院临床实践{times}次、每次不少于{days}个工作日，{had}{none}；请补足或登记坐诊{why}",
        "{name} owes {times} stay(s) of at least {days} working days at the hospital in {year}; {had}{none}: add what is missing, or record sit-ins{why}",
    ),
    "had": Text("只有{count}次（工作日数：{days}）", "there are {count} (working days: {days})"),
    "none": Text("一次也没有", "there is none"),
    "unvisited": Text(
        "{site}{year}年没有定期坐诊；请在坐诊表中安排",
        "nobody sits in regularly at {site} in {year}: enter visits in the table of sit-ins",
    ),
    "not_there": Text(
        "{name}被安排{start}至{end}从{site}去临床实践，但当时不在{site}",
        "{name} is to practise from {site} between {start} and {end} but does not serve there then",
    ),
    "on_leave": Text(
        "{name}被安排{start}至{end}临床实践，但当月正在脱产进修；请改期",
        "{name} is to practise between {start} and {end} but is on study leave in that month: choose another week",
    ),
    "bad_cover": Text(
        "{start}至{end}由{cover}到{site}代班，但{cover}{why}",
        "{cover} is to stand in at {site} between {start} and {end} but {why}",
    ),
    "bad_cover.unknown": Text("不在人员名单中", "is not on the roster"),
    "bad_cover.elsewhere": Text("当时不在{centre}", "is not at {centre} then"),
    "bad_cover.away": Text("当时自己也不在岗（进修或临床实践）", "is away too (study leave or practice)"),
    "bad_cover.twice": Text("当时还在别处代班", "stands in somewhere else as well"),
    "empty": Text(
        "{name}{start}至{end}临床实践，{site}无人，而{cover}可以代班",
        "{site} stands empty while {name} practises between {start} and {end}, though {cover} could stand in",
    ),
    "weeks": Text(
        "临床实践按周一至周五排，避开元旦、劳动节和国庆节，春节可能所在的几周放在最后；其他节假日和调休每年公布后，请相应改期。",
        "Weeks of practice run from Monday to Friday and avoid New Year, Labour Day and National Day; weeks in which the "
        "Spring Festival may fall are taken last. Move a week where another holiday announced for that year falls on it.",
    ),
    "not_covered": Text(
        "临床实践期间卫生室无人、也无人可代班的有{count}次：{listed}；可登记坐诊代替，或向中心增派人员。",
        "{count} stay(s) of practice leave a clinic with nobody, since nobody at the centre can stand in: {listed}; "
        "record sit-ins instead, or bring staff to the centre.",
    ),
    "at": Text("{centre}{count}次", "{centre} {count}"),
    "sit_in": Text(
        "乡镇卫生院定期选派业务骨干到村卫生室坐诊、临床带教；原文未写次数，{reading}。",
        "The township hospital regularly sends key staff to consult and teach at the clinic; the text gives no number: {reading}.",
    ),
    "sit_in.twice_a_year": Text(
        "按每年不少于{times}次计（假定，与临床实践次数相同；也可由用户给定间隔月数）",
        "at least {times} visits a year are assumed, as many as the stays they may replace; the user may give an interval in months instead",
    ),
    "sit_in.interval": Text(
        "按用户给定的间隔计：每年自1月1日起，两次相隔不超过{months}个月",
        "by the interval the user gives, never more than {months} month(s) without a visit, in each year from 1 January on",
    ),
    "irregular.twice_a_year": Text(
        "{site}{year}年只坐诊{count}次，不足{times}次，不能代替临床实践",
        "hospital staff sit in at {site} only {count} time(s) in {year}, fewer than {times}: no substitute for practice",
    ),
    "irregular.interval": Text(
        "{site}{year}年坐诊{count}次，其间有超过{months}个月无人坐诊，不能代替临床实践",
        "hospital staff sit in at {site} {count} time(s) in {year}, with more than {months} month(s) between: no substitute for practice",
    ),
}
