"""What is said of sweeps and of the price list of clauses."""

from planner.text import Text

MESSAGES: dict[str, Text] = {
    "why": Text("假设分析", "what-if"),
    "graduates": Text("本季毕业生人数", "graduates of the season"),
    "synthetic": Text(
        "其中{count}名毕业生并不存在，是为假设分析按现有毕业生依次复制的（{first} 至 {last}），成绩排在最后",
        "{count} of the graduates do not exist: they repeat the present ones for a what-if ({first} to {last}), with scores below the last",
    ),
    # What is wrong with --vary
    "not_an_axis": Text(
        "应写成“名称=取值”，例如 graduates=10:60:10 或 MTGR-9-a.rotation_cycle_months=12,24,36",
        "write NAME=values, for example graduates=10:60:10 or MTGR-9-a.rotation_cycle_months=12,24,36",
    ),
    "axis_twice": Text("同一项出现两次；请把取值写在一起", "this is varied twice; write its values together"),
    "nothing_varied": Text("请用 --vary 说明要变动什么", "say with --vary what is to be varied"),
    "too_many": Text(
        "组合共{members}个，最多{most}个；请减少取值", "{members} combinations, at most {most}; use fewer values"
    ),
    "unknown_clause": Text(
        "没有这一条款，也不是 graduates；最接近的是 {near}",
        "no such clause, nor is it graduates; the nearest is {near}",
    ),
    "not_in_force": Text(
        "条款 {clause} 未在适用，改它没有作用：{why}",
        "clause {clause} is not in force, so changing it does nothing: {why}",
    ),
    "unknown_parameter": Text(
        "条款 {clause} 没有这个参数；最接近的是 {near}", "clause {clause} has no such parameter; the nearest is {near}"
    ),
    "no_parameter": Text(
        "条款 {clause} 没有参数，只能写 {clause}=on,off",
        "clause {clause} has no parameter; only {clause}=on,off is possible",
    ),
    "not_one_value": Text(
        "这个参数是一张表，不能在命令行逐个取值；请写成 variants 中的情景",
        "this parameter is a table, which no list of values can give; write a variant instead",
    ),
    "bad_value": Text("取值不允许；允许：{allowed}{near}", "this value is not allowed; allowed: {allowed}{near}"),
    "nearest": Text("；最接近的是 {near}", "; the nearest is {near}"),
    "value_twice": Text("同一取值出现两次", "this value stands twice"),
    "bad_span": Text(
        "范围应为 最小:最大:步长，最小不大于最大，步长至少为 1，最多{most}个值",
        "a span is least:most:step, with least not above most, a step of 1 or more, and at most {most} values",
    ),
    "nobody_to_repeat": Text(
        "本季没有毕业生可作样本，不能假设更多毕业生；只能取 0",
        "the season has no graduate to repeat, so there cannot be more; only 0 is possible",
    ),
    # What became of a member
    "unproven": Text("{seconds}秒内未证明最优", "not proven optimal within {seconds} s"),
    "infeasible": Text("不存在符合条款的安排", "no plan meets the clauses"),
    "unknown": Text("{seconds}秒内没有找到任何安排", "no plan was found within {seconds} s"),
    "contradiction": Text(
        "按此设定求出的方案有{count}处通不过其他在用条款的审计，因此不列结果（若两条本不矛盾，请告诉开发者）：{findings}",
        "under this setting the plan breaks other clauses in force at {count} place(s), so nothing is shown (if the clauses do not contradict each other, please report it): {findings}",
    ),
    "broke": Text("内部错误，请告诉开发者：{error}", "internal error, please report this: {error}"),
    "process_died": Text(
        "求解它的进程两次中途终止（可能内存不足）", "the process that solved it died twice (out of memory, perhaps)"
    ),
    "worker_died": Text(
        "集群没有给出结果（求解它的机器屡次终止，或与集群的连接中断）：{error}",
        "the cluster gave no answer (its workers died again and again, or the connection broke): {error}",
    ),
    "other_version": Text(
        "集群上的 planner 版本是 {here}，这里是 {there}；请装成一致",
        "the cluster has planner {here} and this machine {there}; install the same",
    ),
    # The cluster
    "no_cluster_extra": Text(
        "没有安装 Dask；请运行 pip install 'planner[cluster]'",
        "Dask is not installed; run pip install 'planner[cluster]'",
    ),
    "no_scheduler": Text(
        "这个地址没有 Dask 调度器应答；地址写成 tcp://主机:端口",
        "no Dask scheduler answers at this address, written tcp://host:port",
    ),
    "no_worker": Text("调度器上没有可用的 worker", "the scheduler has no worker"),
    "worker_lacks_planner": Text(
        "集群的 worker 上没有安装 planner；请装上同一版本",
        "the workers of the cluster lack the planner; install the same version",
    ),
    "cluster_lost": Text(
        "与集群的连接中断（{reason}）。已完成的{kept}个组合保留；再运行同一命令，会从这里继续。",
        "the connection to the cluster broke ({reason}). The {kept} members finished are kept; the same command goes on from here.",
    ),
    # The commands
    "progress": Text(
        "已完成 {done}/{all}，其中未得出结果 {bad}：{member}", "{done}/{all} done, {bad} without a plan: {member}"
    ),
    "done": Text(
        "共{all}个组合：{solved}个得出方案，其中{proven}个已证明最优。",
        "{all} members: {solved} with a plan, {proven} of them proven optimal.",
    ),
    "kept": Text("其中{kept}个沿用以前的结果。", "{kept} of them were kept from before."),
    "unsolved": Text("没有方案的组合：", "Members without a plan:"),
    "stopped": Text(
        "无法写入 {path}：{reason}。已完成的{kept}个组合保留；排除问题后再运行同一命令，会从这里继续。",
        "cannot write {path}: {reason}. The {kept} members finished are kept; once that is mended, the same command goes on from here.",
    ),
    "interrupted": Text(
        "已中断。已完成的{kept}个组合保留；再运行同一命令，会从这里继续。",
        "stopped. The {kept} members finished are kept; the same command goes on from here.",
    ),
    "note_synthetic": Text(
        "超过本季实有毕业生（{present}人）的组合，其多出的毕业生（编码 WHATIF-…，姓名“假设人员”）并不存在：按成绩顺序依次复制现有毕业生的志愿、培训类别、日期和限定中心，成绩排在最后。不得作为真实人员使用。",
        "Where a member has more graduates than the season's {present}, the others (codes WHATIF-…, named what-if person) do not exist: they repeat the present ones in the order of standing, with their wishes, track, dates and limits, and scores below the last. They are not to be taken for people.",
    ),
    "note_fewer": Text(
        "少于实有人数的组合，保留成绩排在前面的毕业生。",
        "Where a member has fewer, those of the best published standing remain.",
    ),
    "note_rate": Text(
        "highest_rate 是安置后空缺率最高的中心的空缺数/岗位数，未约分。",
        "highest_rate is vacancies/posts of the centre with the highest rate afterwards, unreduced.",
    ),
    # The picture
    "chart_title": Text("{title}：各种假设下的结果", "{title}: what each setting brings"),
    "chart_rule": Text(
        "每个点是一个求解过的组合，共{members}个；空心点尚未证明最优，叉号没有方案。",
        "Each mark is one what-if solved, {members} in all; hollow marks are not proven optimal, crosses have no plan.",
    ),
    "chart_many": Text(
        "组合系列共{series}组，图中不分别标出，见 sweep.csv。",
        " The {series} series are not told apart here; see sweep.csv.",
    ),
    "chart_grey": Text("各组合系列，逐项数字见 sweep.csv", "all series; the numbers are in sweep.csv"),
    "chart_synthetic": Text("超过{present}人的部分为假设人员", "beyond {present}: people who do not exist"),
    "figure_unplaced": Text("未安置人数", "graduates not placed"),
    "figure_uncovered": Text("没有医生的村卫生室（个）", "village clinics without a doctor"),
    "figure_uncovered_residents": Text("没有医生的村卫生室服务人口", "residents of clinics without a doctor"),
    "figure_highest_rate": Text("空缺率最高的中心（空缺/岗位）", "highest vacancy rate of a centre"),
    "figure_first_wishes": Text("第一志愿得到满足的人数", "graduates at their first wish"),
    "figure_outlook_uncovered": Text(
        "未来各半年无人的村卫生室（个×半年）", "clinics with nobody in the years ahead, half-years"
    ),
    "figure_outlook_moves": Text("未来各半年调动次数", "moves in the years ahead"),
    # The price list
    "price_label": Text("{clause} {title}：{change}", "{clause} {title}: {change}"),
    "price_effects": Text("{label} → {effects}", "{label} → {effects}"),
    "price_suspend": Text("暂停适用", "suspended"),
    "price_down": Text("{parameter} {before} 减为 {after}", "{parameter} {before} down to {after}"),
    "price_up": Text("{parameter} {before} 增为 {after}", "{parameter} {before} up to {after}"),
    "price_option": Text("{parameter} {before} 改为 {after}", "{parameter} {after} instead of {before}"),
    "prices_sheet": Text("条款价目", "Price of clauses"),
    "prices_clause": Text("条款", "clause"),
    "prices_title": Text("内容", "title"),
    "prices_change": Text("变动", "change"),
    "prices_status": Text("状态", "status"),
    "prices_message": Text("说明", "remark"),
    "prices_base": Text(
        "按方案所用规定的数值（以下各行为与此相差）", "value under the scenario's rules (rows below: difference to it)"
    ),
    "status_optimal": Text("已证明最优", "optimal"),
    "status_feasible": Text("未证明最优", "not proven"),
    "status_infeasible": Text("无方案", "no plan exists"),
    "status_unknown": Text("超时", "out of time"),
    "status_refused": Text("条款相互矛盾", "refused"),
    "status_failed": Text("出错", "failed"),
    "prices_title_uncovered": Text(
        "{title}：哪一条规定让多少村卫生室没有医生",
        "{title}: which rule leaves how many village clinics without a doctor",
    ),
    "prices_title_outlook_uncovered": Text(
        "{title}：未来各半年，哪一条规定让多少村卫生室无人",
        "{title}: which rule leaves how many village clinics with nobody, half-year by half-year",
    ),
    "prices_rule": Text(
        "每条是只改一条规定后重新求解，与方案所用规定下的 {value} 相差多少；橙色为更多卫生室没有医生，蓝色为更少。",
        "Each bar: the plan made again with one rule changed, as the difference to {value} under the scenario's rules; orange means more clinics without a doctor, blue fewer.",
    ),
    "prices_key": Text(
        "空心条是现有方案之差，尚未证明；灰线是实际差值所在的范围。",
        "A hollow bar is the difference of the plans in hand, not proven; the grey line is where the true one lies.",
    ),
    "prices_still": Text(
        "其余：共{all}种变动中有{still}种不改变这一数字。", "Of {all} changes, {still} leave this number as it is."
    ),
    "prices_cut": Text("另有{hidden}种见 prices.csv。", " {hidden} more are in prices.csv."),
    "prices_unsolved": Text(
        "没有得出方案的{count}种：{listed}（原因见表）。", "{count} without a plan: {listed} (the table says why)."
    ),
    "prices_one": Text(
        "条款价目每次只算一个方案（可加一个 --variant）",
        "a price list is of one scenario at a time (with one --variant, if any)",
    ),
    "prices_not_written": Text("无法写入 {path}：{reason}", "cannot write {path}: {reason}"),
    "prices_progress": Text("条款价目：{done}/{all}", "price list: {done}/{all}"),
    "prices_done": Text(
        "{all}种变动，{changed}种改变结果，{unsolved}种没有方案。影响最大的：",
        "{all} changes: {changed} change the outcome, {unsolved} without a plan. The largest effects:",
    ),
}
