"""What the page of plans side by side says beside its tables."""

from planner.text import Text

MESSAGES: dict[str, Text] = {
    # What is compared
    "plans": Text("对照的方案", "Plans compared"),
    "baseline": Text("基准", "baseline"),
    "date": Text("安置日期 {day}", "placement date {day}"),
    "summary": Text("与基准相比", "Against the baseline"),
    # Indicators
    "indicators": Text("逐项对照", "Side by side"),
    "about_indicators": Text(
        "▲▼是与基准的差；“向好”“变差”按该项指标越大越好还是越小越好判断，没有标出的不分好坏。比率按分数精确计算，括号内取整。",
        "▲▼ is the difference to the baseline; better or worse goes by whether more or less is wanted of this figure, and where neither is said neither is meant. Rates are exact fractions, rounded in brackets.",
    ),
    "better": Text("向好", "better"),
    "worse": Text("变差", "worse"),
    "unproven": Text("未证明最优", "not proven optimal"),
    "failed": Text("没有方案：{why}", "no plan: {why}"),
    # The filter
    "filter": Text("筛选", "Filter"),
    "member": Text("方案", "Plan"),
    "clause": Text("出自", "Through"),
    "changed": Text("只看有差异的", "Differing only"),
    "totals": Text("筛选后合计，与基准相比", "Totals of what is shown, against the baseline"),
    "total_gains": Text("得益", "gain"),
    "total_loses": Text("受损", "lose"),
    "total_other": Text("其他变动", "others"),
    "total_covered": Text("多覆盖卫生室", "clinics covered"),
    "total_uncovered": Text("少覆盖卫生室", "no longer covered"),
    "total_residents": Text("居民 {plus} / {minus}", "residents {plus} / {minus}"),
    # The maps
    "maps": Text("两张联动的地图", "Two maps, linked"),
    "about_maps": Text(
        "移动或缩放一张，另一张随之而动。两个方案中情况不同的卫生室画得大而带深色边；箭头从左图方案的去向指向右图方案的去向，虚圈是只在一个方案中得到安置的人。点卫生室，或点下面表中的一行，两张图同时标出。键盘：方向键移动，＋－缩放，0 回到全图，Esc 取消选择。",
        "Moving or zooming one moves the other. Clinics that fare differently in the two plans are drawn large with a dark edge; arrows lead from someone's place in the plan on the left to hers in the plan on the right, and a dashed ring is someone placed in only one of the two. Press a clinic, or a row of the tables below, and both maps show it. Keyboard: arrow keys move, + and - zoom, 0 shows all, Esc deselects.",
    ),
    "left": Text("左图方案", "Plan on the left"),
    "right": Text("右图方案", "Plan on the right"),
    "map_of": Text("地图：{name}", "Map of {name}"),
    "legend_differs": Text("两个方案中情况不同", "fares differently in the two plans"),
    "legend_arrow": Text("从左图方案的去向到右图方案的去向", "from her place on the left to that on the right"),
    "legend_lone": Text("只在这个方案中得到安置", "placed in this plan only"),
    "legend_centre": Text("中心；灰块为安置后的空缺率", "centre; grey: vacancy rate afterwards"),
    "tip_clinic": Text("{name}（{centre}），服务人口 {residents}", "{name} ({centre}), {residents} residents"),
    "tip_centre": Text("{name}，岗位 {posts}", "{name}, {posts} posts"),
    "rate": Text("安置后空缺 {rate}", "vacant afterwards {rate}"),
    "absent": Text("这个方案中没有", "not in this plan"),
    "picked": Text("选中的卫生室或人员", "The clinic or person chosen"),
    "pick_hint": Text(
        "点一个卫生室或表中的一行，这里列出它在两个方案中的情况。",
        "Press a clinic or a row: how it fares in both plans is told here.",
    ),
    "show_rows": Text("在表中只看它", "Show only this"),
    # The tables
    "people": Text("去向不同的人", "People whose place differs"),
    "about_people": Text(
        "每人一行，逐个方案与基准对照；没有列出的人去向与基准相同。路程增减为负是省下的分钟数。按回车或空格在图上标出。",
        "One row for each person and plan, told against the baseline; whoever is not listed is placed as in the baseline. Minus minutes are saved. Enter or space shows the row on the maps.",
    ),
    "clinics": Text("只在部分方案中没有乡村医生的卫生室", "Clinics without a village doctor in some plans only"),
    "about_clinics": Text(
        "安置之后的情况；没有列出的卫生室在各方案中一样。",
        "As they stand after the placement; clinics not listed fare alike in all plans.",
    ),
    "clinics_ahead": Text(
        "今后几年只在部分方案中无人的卫生室", "Clinics with nobody in some plans only, in the years ahead"
    ),
    "about_clinics_ahead": Text(
        "无人（连代管也没有）的半年。", "Half-years in which nobody is there, covering staff included."
    ),
    "stints": Text("今后几年排班不同的人", "People who serve elsewhere in the years ahead"),
    "about_stints": Text(
        "与基准的排班相比，在别处服务的半年数。条款只能说明本次安置的差异，不细分到今后几年。",
        "Half-years served elsewhere than in the baseline's outlook. Clauses are named for this season's differences only.",
    ),
    "steps": Text("差异的依据：从基准到各方案的每一步", "Why: each step from the baseline to a plan"),
    "about_steps": Text("筛选不影响这张表。", "The filter does not reach this table."),
    "no_rows": Text(
        "没有符合筛选条件的行；不在表中的人和卫生室，各方案中没有差异。",
        "No row matches the filter; people and clinics not in the table fare alike in all plans.",
    ),
    "col_plan": Text("方案", "Plan"),
    "col_extra": Text("路程增减（分钟）", "Minutes more or less"),
    "periods": Text("{count}（{periods}）", "{count} ({periods})"),
    "notes": Text("须知", "Notes"),
    "made": Text(
        "由 placement-planner {version} 生成；本页可离线打开，不访问网络。",
        "Made by placement-planner {version}; this page opens offline and fetches nothing.",
    ),
}
