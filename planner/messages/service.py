"""What is said of honours, credit for service, the roll and the watch on targets."""

from planner.text import Text

MESSAGES: dict[str, Text] = {
    "honour": Text(
        "在基层工作满{years}年的优秀人员获颁荣誉证书。",
        "Outstanding staff with {years} full years at the grassroots receive a certificate.",
    ),
    "honour_due": Text(
        "{name}在基层工作满{years}年（{since}起），列入荣誉证书名单",
        "{name} has served {years} years at the grassroots (since {since}): on the list for the certificate",
    ),
    "left_out": Text(
        "{name}于{day}已满{years}年，证书记录中没有",
        "{name} had served {years} years on {day} but has no certificate on record",
    ),
    "too_early": Text(
        "{name}的证书早于满{years}年之日（{day}）", "{name} had the certificate before {years} years were full ({day})"
    ),
    "credit.dispatch": Text(
        "派驻村卫生室服务的时间在晋升聘用时优先考虑，按人列出月数。",
        "Months served as dispatched staff give priority in promotion and appointment; they are listed by person.",
    ),
    "credit.practice": Text(
        "在基层执业的时间计为晋升前的基层服务经历，按人列出月数。",
        "Months of practice at the grassroots count as the service needed for promotion; they are listed by person.",
    ),
    "has": Text(
        "{name}可计入晋升的基层服务{months}个月", "{name} has {months} month(s) of service that count for promotion"
    ),
    "no_credit": Text(
        "{name}于{day}按基层服务经历晋升，但没有服务月数记录",
        "{name} was promoted on {day} for service at the grassroots, but no months are on record",
    ),
    "roll": Text(
        "建立一体化村卫生室和乡村医生台账，载明{facts}。",
        "A roll lists integrated clinics and village doctors with {facts}.",
    ),
    "fact.name": Text("名称", "name"),
    "fact.centre_id": Text("所属中心", "centre"),
    "fact.population": Text("服务人口", "people served"),
    "fact.zone": Text("地区", "zone"),
    "fact.sex": Text("性别", "sex"),
    "fact.birth_date": Text("出生日期", "birth date"),
    "fact.credential": Text("资格", "credential"),
    "fact.degree": Text("学历", "degree"),
    "fact.since": Text("到岗日期", "first day in post"),
    "blank": Text(
        "台账中{count}条缺{fact}：{codes}；请在人员或服务点表中补填",
        "{count} entries of the roll lack {fact}: {codes}; fill in the tables of people or sites",
    ),
    "whole": Text("台账共{count}条，必填项齐全", "the roll has {count} entries and none lacks a required fact"),
    "watch": Text(
        "对各项指标逐项监测评价，指出进展滞后的{third}。",
        "Each target is checked item by item and those that lag are named{third}.",
    ),
    "third_party": Text("，可委托第三方考核", "; a third party may assess"),
    "watcher": Text("主管部门（可委托第三方）", "the authority in charge, or a third party"),
    "item": Text("逐项监测 {clause}：{of}，{state}", "Target {clause}: {of}: {state}"),
    "state.met": Text("按现有方案可达到", "met under this plan"),
    "state.lags": Text("进展滞后", "lags"),
    "state.unknown": Text("缺少数据或标准", "facts or target lacking"),
    "lagging": Text("{day}监测：进展滞后（{note}）", "watch of {day}: lags ({note})"),
}
