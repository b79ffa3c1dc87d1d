"""What the commands say."""

from planner.text import Text

MESSAGES: dict[str, Text] = {
    "problems": Text("共{count}处问题，没有写出任何文件。", "{count} problem(s); nothing was written."),
    "ran": Text(
        "已安置{placed}人，未安置{unplaced}人；{proven}。", "{placed} placed, {unplaced} not placed; {proven}."
    ),
    "proven": Text("方案已证明最优，并通过审计", "the plan is proven optimal and audited"),
    "unproven": Text(
        "方案已通过审计，但尚未证明最优（见 goals 表）", "the plan is audited but not proven optimal (see table goals)"
    ),
    "outlook": Text(
        "排班 {first} 至 {last}：{clinics}个卫生室共{count}个半年无人；{proven}。",
        "outlook {first} to {last}: {clinics} clinics have nobody, {count} half-years in all; {proven}.",
    ),
    "outlook_proven": Text("已证明最优，并通过审计", "proven optimal and audited"),
    "outlook_unproven": Text(
        "已通过审计，但{count}个中心尚未证明最优（见 outlook_centres 和 goals 表）",
        "audited, but not proven optimal for {count} centre(s) (see tables outlook_centres and goals)",
    ),
    "outlook_stopped": Text(
        "排班在得出方案之前被中断，只写出安置结果。",
        "the outlook was stopped before there was a plan; only the placement is written.",
    ),
    "outlook_progress": Text(
        "排班：{done}/{all} 个中心完成 | {goal}：现有 {best}，界 {bound}",
        "outlook: {done}/{all} centres done | {goal}: best {best}, bound {bound}",
    ),
    "written": Text("结果在 {path}", "results are in {path}"),
    "checked": Text(
        "检查通过：中心{centres}个，服务点{sites}个，人员{people}人，在用条款{clauses}条。",
        "The input is fine: {centres} centres, {sites} sites, {people} people, {clauses} clauses in force.",
    ),
    "verified": Text(
        "名单安置{placed}人；违反{bad}处，另有{missed}处未达到或已豁免。",
        "{placed} people placed; {bad} violation(s), {missed} further row(s) missed or waived.",
    ),
    "require_not_judged": Text(
        "名单中没有今后各半年的排班，scenario.yaml 的 require 无从核对。",
        "the plan has no assignments of the years ahead, so what scenario.yaml requires (require) cannot be judged.",
    ),
    "changed": Text(
        "注意：以下输入文件在出结果之后有改动，按现在的内容解释：{files}",
        "note: these inputs changed after the run and are explained as they are now: {files}",
    ),
    "no_run": Text("这里没有结果文件夹（缺 manifest.json）", "this is not a run folder (no manifest.json)"),
    "no_scenario": Text(
        "结果所用的方案文件夹已不在 {path}", "the scenario this run was made from is no longer at {path}"
    ),
    "new": Text(
        "已建立 {path}：先填 roster.xlsx，再运行 planner check",
        "{path} is ready: fill in roster.xlsx, then run planner check",
    ),
    "options": Text("    可选读法 {name}：{choices}", "    readings of {name}: {choices}"),
    "audit_failed": Text(
        "内部错误：求出的方案没有通过自身审计，因此没有写出结果。请把以下内容告诉开发者：",
        "internal error: the plan did not pass its own audit, so nothing was written. Please report this:",
    ),
    "locks_break": Text(
        "锁定的行不能原样保留，没有写出结果：照此安排会违反以下条款。请改动或取消这些锁定，或在 waivers 表登记豁免：",
        "the locked rows cannot be kept as they are, so nothing was written: they break the clauses below. Change or "
        "clear those marks, or record a waiver in table waivers:",
    ),
    "in_force": Text("在用条款", "In force"),
    "not_in_force": Text("所选政策中未适用的条款", "Of the selected texts, not in force"),
    "not_modelled": Text("未模型化的条款", "Not modelled"),
    "pack": Text("政策：{title}（{id}）{draft}", "Policy: {title} ({id}){draft}"),
    "is_draft": Text("【征求意见稿】", " [consultation draft]"),
    "coverage": Text(
        "五个政策文本共{all}条，其中{others}条不属于可以计算的事项；其余{scope}条中已计算{modelled}条。",
        "The five policy texts have {all} clauses, {others} of them nothing a planner can compute; of the other {scope}, "
        "{modelled} are computed.",
    ),
    "coverage_by_pack": Text("按文本：", "By text:"),
    "coverage_by_capability": Text("按事项：", "By capability:"),
    "coverage_row": Text("  {modelled}/{scope}  {name}", "  {modelled}/{scope}  {name}"),
    "capability.appraisal": Text("考核", "appraisal"),
    "capability.budget": Text("经费", "budget"),
    "capability.demand": Text("岗位需求", "demand"),
    "capability.eligibility": Text("准入与退出", "eligibility and exit"),
    "capability.governance": Text("管理与责任", "governance"),
    "capability.network": Text("服务网络", "network"),
    "capability.pay": Text("待遇", "pay"),
    "capability.placement": Text("安置", "placement"),
    "capability.rotation": Text("轮岗", "rotation"),
    "capability.supply": Text("人员供给", "supply"),
    "capability.targets": Text("指标", "targets"),
    "capability.training": Text("培训", "training"),
}
