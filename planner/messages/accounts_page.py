"""What the page and the memo say of money, targets, duties, and of values that are still to be given."""

from planner.text import Text

PARTS: dict[str, Text] = {
    "budget": Text("经费测算与资金来源", "Budget and funding"),
    "items": Text("经费用途", "What the money is for"),
    "about_items": Text(
        "全部规划期合计，按资金来源和项目列出，单位：元；个人缴费从待遇中扣除，记为负数。",
        "Over all the years planned, by funder and item, in yuan; what people contribute is taken off pay and negative.",
    ),
    "targets": Text("指标", "Targets"),
    "about_targets": Text(
        "各条款规定的指标在其期限时能否达到，按精确分数判断；“只报告”是原文没有给出数值的指标。",
        "Whether each target of the texts is reached on its day, judged on exact fractions; “reported only”: the text gives no number.",
    ),
    "awaited": Text("待补的数值", "Values still to be given"),
    "about_awaited": Text(
        "原文把这些数值留给另行通知，本方案没有代为假定；补上之前，与之有关的内容不作计算。补法：参数写在 scenario.yaml 的 amend 之下（clause、参数名、why 写明依据），待遇金额填入表 pay_scale。",
        "The texts leave these to notices not at hand; none was made up, and what needs them is not computed. To give one: a parameter goes under amend in scenario.yaml (clause, its name, why for the basis), an amount of pay into table pay_scale.",
    ),
    "calendar": Text("今后12个月的工作日历", "Duties of the next 12 months"),
    "about_calendar": Text(
        "{first}至{last}到期的事项；全部年份见 tables/calendar.csv。",
        "What falls due from {first} to {last}; all years are in tables/calendar.csv.",
    ),
}

MONEY: dict[str, Text] = {
    "about_budget": Text(
        "单位：元，精确到分；不含从待遇中扣除的个人部分。",
        "In yuan, exact to the fen; without what is taken off people's pay.",
    ),
    "part_year": Text("{year}（{months}个月）", "{year} ({months} months)"),
    "total": Text("合计", "Total"),
    "borne": Text("另：个人缴费（从待遇中扣除）", "Beside it: people's own contributions (taken off pay)"),
    "assumed": Text("假定", "assumed"),
    "figure": Text("逐年经费，按资金来源叠加（万元）", "Money by year, stacked by funder (10,000 yuan)"),
    "tip": Text("{year}，{funder}：{yuan}元", "{year}, {funder}: {yuan} yuan"),
    "none": Text(
        "未作经费测算：待遇标准表 pay_scale 中没有{items}的金额（{clauses}）。填入各项金额（元/月）后即可测算。",
        "No budget is computed: table pay_scale has no amount for {items} ({clauses}). Enter the amounts (yuan/month) and run again.",
    ),
    "left_out": Text(
        "{items}没有金额，未计入；补法见“待补的数值”。",
        "No amount is given for {items}, so they are left out; how to give one: see “Values still to be given”.",
    ),
    "whole": Text(
        "{first}年至{last}年共需资金{yuan}元，其中{parts}。",
        "From {first} to {last}, {yuan} yuan are needed: {parts}.",
    ),
    "whole_part": Text("{funder}{yuan}元", "{funder} {yuan} yuan"),
}

TARGETS: dict[str, Text] = {
    "count": Text(
        "共{all}项：达到{met}项，未达到{missed}项，缺少数据不能判断{unknown}项，只报告{reported}项。",
        "{all} in all: {met} met, {missed} not met, {unknown} cannot be told for want of data, {reported} reported only.",
    ),
    "met": Text("达到", "met"),
    "missed": Text("未达到", "not met"),
    "unknown": Text("不能判断", "cannot be told"),
    "reported": Text("只报告", "reported only"),
    "needed": Text("还差{count}", "{count} more"),
    "needed_gap": Text("{needed}（{gap}{unit}）", "{needed} ({gap} {unit})"),
    "unlisted": Text(
        "其中{count}项只报告的数值（{clauses}）见 tables/targets.csv。",
        "{count} of them, only reported ({clauses}), are in tables/targets.csv.",
    ),
    "verdict_needed": Text("{verdict}，{needed}", "{verdict}, {needed}"),
}

AWAITED: dict[str, Text] = {
    "in_zone": Text("{what}（{zone}）", "{what} ({zone})"),
    "lacks": Text("{title}：{item}", "{title}: {item}"),
    "stands_in": Text("{section}：{quote}", "{section}: {quote}"),
    "amend": Text(
        "amend：clause: {clause}，{name}: （可填 {given}）", "amend: clause: {clause}, {name}: (one of {given})"
    ),
    "pay_scale": Text(
        "表 pay_scale：项目“{item}”，金额（元/月），自{month}起",
        "table pay_scale: item {item}, its amount (yuan/month), from {month}",
    ),
    "in_document": Text("{document}{where}", "{document} {where}"),
    "place": Text(
        "加排未来各半年（--outlook），或填 sites 的地区", "plan the years ahead (--outlook), or fill in sites.zone"
    ),
}

COLUMNS: dict[str, Text] = {
    "col_year": Text("年份", "Year"),
    "col_funder": Text("资金来源", "Funder"),
    "col_item": Text("项目", "Item"),
    "col_yuan": Text("金额（元）", "Yuan"),
    "col_assumed": Text("假定金额", "Assumed amounts"),
    "col_clause": Text("条款", "Clause"),
    "col_of": Text("指标", "Target"),
    "col_day": Text("期限", "By"),
    "col_value": Text("数值", "Value"),
    "col_target": Text("要求", "Asked for"),
    "col_met": Text("结论", "Verdict"),
    "col_needed": Text("尚需", "Needed"),
    "col_what": Text("缺什么", "What is wanted"),
    "col_where": Text("应见于", "Where it should stand"),
    "col_how": Text("怎样补", "How to give it"),
    "col_due": Text("最迟", "By"),
    "col_duty": Text("事项", "Duty"),
    "for": Text("{what}（{subject}）", "{what} ({subject})"),
    "col_count": Text("涉及", "On how many"),
    "col_by": Text("由谁", "By whom"),
}

MESSAGES: dict[str, Text] = PARTS | MONEY | TARGETS | AWAITED | COLUMNS
