"""What is said of a staffing outlook."""

from planner.text import Text

MESSAGES: dict[str, Text] = {
    "goal.core": Text("中心留守人数不足", "core staff missing at a centre"),
    "goal.uncovered": Text("村卫生室无人", "clinics with nobody"),
    "goal.residents": Text("无人村卫生室的服务人口", "residents of clinics with nobody"),
    "goal.short": Text("岗位缺人", "posts short"),
    "goal.exceptions": Text("未在院、村两级间交替", "turns that do not alternate between centre and village"),
    "goal.remote": Text("偏远服务最多者的时段数", "remote service of the most burdened"),
    "goal.woman": Text("两人以上而无女医生", "two or more people and no woman"),
    "goal.tcm": Text("无中医技能", "no TCM skill"),
    "goal.travel": Text("通行时间", "travel"),
    "goal.handover": Text("全员同时更换", "everyone new at once"),
    "goal.wish": Text("志愿", "wishes"),
    "goal.changes": Text("与已公布安排的差异", "changes to the published plan"),
    "died": Text(
        "求解{centres}的进程中途终止（可能内存不足，或被人结束），已各用一个进程重新求解一次；"
        "仍没有方案的中心，请减少 --workers 后重新运行",
        "a process that was planning {centres} died (out of memory, or ended from outside); each was planned once more "
        "in a process of its own; where there is still no plan, run again with fewer --workers",
    ),
    "no_since": Text(
        "{people}没有到岗日期，按排班首个时段起算轮转周期",
        "{people} have no date of arrival; their cycle is taken to begin with the outlook",
    ),
    "integration": Text(
        "乡村医生的轮转周期自其卫生室一体化之日起算，没有日期的自安置日起算（假定）",
        "a village doctor's cycle is counted from the integration of her clinic, or from the placement date where that has no date (assumed)",
    ),
    "lock_foreign": Text(
        "{name}（{id}）锁定在{place}（{why}），但其属于{centre}，该锁定未执行；请改锁定或调整其所属中心",
        "{name} ({id}) is locked at {place} ({why}) but belongs to {centre}, so the lock is not carried out; change the lock or her centre",
    ),
    "lock_absent": Text(
        "{name}（{id}）锁定在{place}（{why}），但{periods}不在岗，这些时段未执行；请核对锁定的起止日期",
        "{name} ({id}) is locked at {place} ({why}) but is not in service in {periods}, where the lock has no effect; check its dates",
    ),
    "allotted": Text(
        "{people}（下沉人员）由规划按各中心缺口比例逐时段分配",
        "{people} (seconded) are allotted by the planner, period by period, to the centre with the largest share of its need unmet",
    ),
}
