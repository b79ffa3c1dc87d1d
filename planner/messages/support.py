"""What is said of filings, cover for leave, pairing with hospitals, service before promotion, and moves."""

from planner.text import Text

MESSAGES: dict[str, Text] = {
    "exempt": Text(
        "县级公共卫生机构（{bodies}）派驻的专业人员，无需办理多机构备案。",
        "Staff posted by a county public health institution ({bodies}) need no filing for several places.",
    ),
    "filed": Text(
        "每名医师有{main}个主执业机构，备案后可在其他机构执业。",
        "A doctor has {main} main institution and may work at others after filing.",
    ),
    "filed.missing": Text(
        "{name}到{place}执业没有备案；请先备案并记入履行记录",
        "{name} has no filing for {place}; file it first and enter it in the records",
    ),
    "cover": Text(
        "周末、节假日离开的须请假，由{by}指定值班人员。",
        "Whoever leaves at a weekend or on a holiday asks for leave, and {by} names who is on duty.",
    ),
    "cover.missing": Text(
        "{name}{day}请假没有指定值班人员；请由{by}指定并写入备注",
        "the leave of {name} on {day} names nobody on duty; have {by} name someone and write it in the note",
    ),
    "mode.one_to_one": Text("一对一", "one to one"),
    "mode.one_to_many": Text("一对多", "one to many"),
    "mode.many_to_one": Text("多对一", "many to one"),
    "pairing": Text(
        "{level}级以上医院与社区卫生服务中心结对子（{modes}），分区包片，按需要安排。",
        "Hospitals of level {level} or above are paired with centres ({modes}), by zones and by need.",
    ),
    "pairing.alone": Text(
        "{centre}没有结对医院（空缺{need}个岗位）；{could}",
        "{centre} is paired with no hospital ({need} posts vacant); {could}",
    ),
    "pairing.idle": Text("{hospital}没有结对的中心；{could}", "{hospital} is paired with no centre; {could}"),
    "pairing.could": Text("按需要可与{whom}结对", "by need it could be paired with {whom}"),
    "pairing.cannot": Text(
        "按允许的结对形式和级别，现有结对不变时无从安排；请调整结对或增列医院（中心留空）",
        "with the pairs as they are, the modes and the level leave nothing open: change the pairs, or list another hospital (centre left blank)",
    ),
    "pairing.mode": Text(
        "{centre}与{hospitals}的结对形式不在允许之列；请调整",
        "the way {centre} is paired with {hospitals} is not allowed; change it",
    ),
    "pairing.level": Text(
        "{centre}的结对医院（{hospitals}）级别不够；请更换",
        "{centre} is paired with a hospital of too low a level ({hospitals}); change it",
    ),
    "promotion": Text(
        "城市医生{before}须到基层服务{months}，计为临时支援力量。",
        "City doctors serve at the grassroots {months} {before}; it counts as temporary cover.",
    ),
    "promotion.any_title": Text("晋升职称前", "before a promotion in title"),
    "promotion.associate_senior": Text("晋升副高职称前", "before associate senior level"),
    "promotion.months": Text("{months}个月", "for {months} months"),
    "promotion.external": Text("（期限另有规定，待定）", "for a time set elsewhere, not yet given,"),
    "promotion.supply": Text(
        "{doctors}名派驻医生可提供的支援（人月）", "cover that {doctors} seconded doctors give (person-months)"
    ),
    "promotion.short": Text(
        "{name}{day}晋升前到基层服务{served}个月，不足{months}个月",
        "{name} was promoted on {day} after {served} months at the grassroots, fewer than {months}",
    ),
    "moves": Text(
        "区、镇机构人员双向流动，人事关系不变。",
        "Staff move between district and town in both directions; the employer stays the same.",
    ),
    "moves.changed": Text(
        "{name}{day}流动时人事关系发生了变动；请恢复",
        "the employer of {name} changed with the move on {day}; restore it",
    ),
}
