"""What is said of the texts themselves and of who answers for what."""

from planner.text import Text

MESSAGES: dict[str, Text] = {
    "overrides": Text(
        "本版发布后，与{scheme}（{month}）不同之处以本版为准，相同之处沿用；{transition}（发布日：{released}）。新旧条款：{pairs}。",
        "From its release this edition governs wherever it differs from {scheme} ({month}); the rest carries over; {transition} (released: {released}). New and old: {pairs}.",
    ),
    "transition.unplaced_at_release": Text(
        "发布时尚未确定安置的毕业生适用本版", "graduates not yet placed at its release fall under it"
    ),
    "transition.finishing_after_release": Text(
        "发布后毕业的毕业生适用本版", "only graduates who finish school after its release fall under it"
    ),
    "unreleased": Text("文件未载明，待填", "not in the text, yet to be given"),
    "old_in_force": Text(
        "以下条款按旧版适用，应以新版（括号内）为准：{clauses}；作情景比较时可以保留",
        "these clauses of the old edition are in force in place of the new ones (in brackets): {clauses}; keep them only as a what-if",
    ),
    "earlier": Text(
        "{name}于{day}毕业，早于新版发布（{released}），按此理解应适用旧版",
        "{name} finished on {day}, before the release on {released}; by this reading the old edition applies",
    ),
    "diff.tasks": Text(
        "旧版工作任务共{total}项，调整第{changed}项{rest}（旧版{old}*，新版{new}*）。",
        "Of the {total} tasks of the old edition, {changed} are changed{rest} (old {old}*, new {new}*).",
    ),
    "diff.requirements": Text(
        "旧版工作要求共{total}项，调整第{changed}项{rest}（旧版{old}*，新版{new}*）。",
        "Of the {total} requirements of the old edition, {changed} are changed{rest} (old {old}*, new {new}*).",
    ),
    "diff.same": Text("，第{same}项不变", " and {same} stay as they were"),
    "differs.changed": Text(
        "与旧版比对，有变动的为第{found}项，附件所列为第{said}项",
        "compared with the old edition, {found} differ; the annex lists {said}",
    ),
    "differs.total": Text(
        "新版中有第{found}项，附件所列共为第{said}项", "the new edition has items {found}; the annex counts {said}"
    ),
    "restated": Text("{title}；与之一致的应为：{zh}。", "{title}; what is in force must agree: {en}."),
    "not_in_force": Text(
        "附件重申的{clause}未适用（被停用或让位）",
        "{clause}, which the annex says again, is suspended or has given way",
    ),
    "otherwise": Text(
        "{clause}的{name}为{actual}，附件所述为{limit}", "{name} of {clause} is {actual}; the annex says {limit}"
    ),
    "together": Text(
        "{title}；{group}应同时适用或同时不适用。", "{title}; {group} are in force together or not at all."
    ),
    "torn": Text(
        "{on}已适用而{off}未适用；这些规定应一并切换", "{on} in force but {off} not; these provisions switch together"
    ),
    "responsible": Text(
        "安置到中心的责任单位为{body}，安置记录逐人列明空缺率、一体化村卫生室总数和志愿。",
        "Placement to centres is answered for by {body}; the record shows for each graduate the rate, the clinic total and the wish.",
    ),
    "placement": Text(
        "确定毕业生安置的中心，逐人登记空缺率、一体化村卫生室总数和志愿",
        "place the graduates at centres and record for each the rate, the clinic total and the wish",
    ),
    "unnamed": Text(
        "{name}{day}的安置记录没有写明责任单位{body}", "the placement record of {name} on {day} does not name {body}"
    ),
    "unified": Text(
        "新进入乡村医生岗位的人员实行统一管理，须归属一个中心及其村卫生室。",
        "New entrants are managed uniformly: each belongs to a centre and to a clinic under it.",
    ),
    "no_centre": Text(
        "{name}被安排到{site}，但没有所属中心；请填写中心",
        "{name} is posted to {site} without a centre; give the centre",
    ),
}
