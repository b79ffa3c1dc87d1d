"""What is said of contracts and of papers that each must have."""

from planner.text import Text

MESSAGES: dict[str, Text] = {
    "each": Text("{by}为每个{whose}建立{paper}。", "Each of the {whose} has a {paper}, by {by}."),
    "whose.doctors": Text("乡村医生", "village doctors"),
    "whose.graduates": Text("定向毕业生", "directed graduates"),
    "whose.clinics": Text("村卫生室", "clinics"),
    "paper.responsibility_letter": Text("目标责任书（量化指标）", "responsibility letter with quantified indicators"),
    "paper.induction_assessment": Text("入职前教育考核记录", "record of assessment of induction"),
    "none": Text("{who}没有{paper}（已有{have}/{all}）", "{who} has no {paper} ({have} of {all} have one)"),
    "contract": Text(
        "{whose}与{employer}签订{contract}，{length}{consent}{by}；到期不同意续签的退出。",
        "The {whose} sign a {contract} with {employer}, {length}{consent}{by}; "
        "whoever is refused another leaves when it has run out.",
    ),
    "not_renewed": Text("合同到期不再续签", "the contract is not renewed"),
    "kind.labour": Text("劳动合同", "labour contract"),
    "kind.hire": Text("聘用合同", "contract of hire"),
    "kind.dispatch": Text("劳动协议（劳务派遣）", "labour-dispatch agreement"),
    "months": Text("期限{months}个月", "for {months} months"),
    "external": Text("期限待定", "for a term yet to be given"),
    "unlimited": Text("未定期限", "without a term"),
    "consent": Text("，须经县级卫生健康行政部门同意", ", with the consent of the county"),
    "by_induction": Text("，不迟于入职前教育开始之日", ", no later than the day induction begins"),
    "employer": Text("用人单位：{employer}", "employer: {employer}"),
    "renew": Text("{count}人的合同到期，办理续聘：{names}", "{count} contract(s) to be renewed: {names}"),
    "sign": Text(
        "{count}名毕业生开始入职前教育，与{employer}签订协议：{names}",
        "{count} graduate(s) begin induction and sign with {employer}: {names}",
    ),
    "lacking": Text("{name}没有与{employer}签订的合同记录", "{name} has no contract with {employer} on record"),
    "late": Text(
        "{name}于{day}才签订协议，入职前教育{start}已开始", "{name} signed on {day}, after induction began on {start}"
    ),
    "ended": Text(
        "{name}的合同已于{day}到期，仍在岗", "the contract of {name} ended on {day} and she is still in post"
    ),
    "long": Text(
        "{name}的合同为{months}个月，应为{most}个月", "the contract of {name} runs {months} months; it should be {most}"
    ),
}
