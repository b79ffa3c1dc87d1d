"""What is said of appraisal: components, appraisers, results."""

from planner.text import Text

MESSAGES: dict[str, Text] = {
    "components": Text("{about}应载明：{parts}{number}{posted}。", "{about} names: {parts}{number}{posted}."),
    "about.appraisal": Text("考核记录", "An appraisal record"),
    "about.posting": Text("每一对口支援关系的派驻", "Each posting of a pair"),
    "with_number": Text("，各附数目", ", each with its number"),
    "posted": Text("；结果在{places}公示，并记公示日期", "; the result is posted at {places}, with the day"),
    "incomplete": Text(
        "{who}{day}的记录不完整，备注中缺：{parts}",
        "the record of {who} on {day} is incomplete; its note lacks: {parts}",
    ),
    "appraiser": Text(
        "{clinics}由{who}考核，{part}可参与（记录：{records}）。",
        "Appraisal of {clinics} is by {who}; {part} may take part (records: {records}).",
    ),
    "clinics.integrated": Text("已实现全面一体化管理的村卫生室", "clinics under integrated management"),
    "clinics.not_integrated": Text("未实现全面一体化管理的村卫生室", "clinics not yet integrated"),
    "by.centre": Text("社区卫生服务中心", "the community health centre"),
    "by.town": Text("属地镇政府", "the town government"),
    "part.village_committee": Text("村委会", "the village committee"),
    "part.centre": Text("社区卫生服务机构", "the community health institution"),
    "wrong": Text(
        "{who}{day}的考核主体不符：{clinics}应由{right}考核",
        "{who} on {day} was appraised by the wrong body: {clinics} are appraised by {right}",
    ),
    "leave": Text(
        "每{months}个月（自{year}年1月起）的脱产进修情况纳入绩效考核。",
        "Whether study leave was taken in every {months} months (from January {year}) enters the appraisal.",
    ),
    "leave_due": Text(
        "核对{start}至{end}的脱产进修并计入绩效考核：持乡村医生证书人员{count}名",
        "study leave of {start} to {end} enters the appraisal: {count} certificate holder(s)",
    ),
    "leave_not_done": Text(
        "{name}在{period}没有脱产进修，考核“培训”一项记为未完成",
        "{name} took no study leave in {period}: item “training” of the appraisal is not done",
    ),
    "results": Text(
        "考核结果用于{uses}；年度考核（记录：{results}）不合格的，{by}次年不再续聘（合同：{contracts}）。",
        "Results of appraisal are used for {uses}; after a failed yearly result (records: {results}) {by} gives no contract for the next year (contracts: {contracts}).",
    ),
    "use.funding": Text("资金拨付", "funding"),
    "use.renewal": Text("聘用", "renewal"),
    "not_renewed": Text(
        "{name}年度考核不合格，{year}年不得续聘", "{name} failed the yearly appraisal: no contract for {year}"
    ),
    "renewed": Text(
        "{name}于{failed}年度考核不合格，却在{day}续签了合同",
        "{name} failed the yearly appraisal of {failed} but had a contract from {day}",
    ),
}
