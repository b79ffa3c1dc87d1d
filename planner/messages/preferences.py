"""What is said of preferences among lawful postings."""

from planner.text import Text

MESSAGES: dict[str, Text] = {
    "woman": Text(
        "{several}的村卫生室，鼓励至少有{women}名女性。", "A clinic with {several} should have at least {women} woman."
    ),
    "woman.or_more": Text("有{doctors}名及以上乡村医生", "{doctors} or more doctors"),
    "woman.more_than": Text("乡村医生多于{doctors}名", "more than {doctors} doctors"),
    "woman.missed": Text(
        "{site}有{doctors}名乡村医生，其中女性{women}名，少于{least}名",
        "{site} has {doctors} doctors, {women} of them women, fewer than {least}",
    ),
    "tcm": Text(
        "其他条件相同时，优先配备有中医技能的人员。",
        "Of candidates equal in everything else, the one with TCM skills comes first.",
    ),
    "tcm.missed": Text(
        "{name}有中医技能而未安置，其他条件相同的{other}却已安置；可以对调",
        "{name} has TCM skills and is not placed while {other}, equal in everything else, is; exchange the two",
    ),
    "even": Text(
        "医务人员按服务网格均衡配备，比较每千人的人员数（{by}）。",
        "Medical staff are spread evenly over the service grids, compared by staff per population ({by}).",
    ),
    "even.largest_gap": Text("最大差距越小越好", "the smaller the largest gap the better"),
    "even.variance": Text("方差越小越好", "the smaller the variance the better"),
    "even.missed": Text(
        "{name}到{at}后人员不均衡，改到{to}（尚有空缺）更均衡",
        "with {name} at {at} staffing is less even than with her at {to}, which has a vacant post",
    ),
    "remote": Text(
        "其他条件相同的空缺，优先补充偏远地区。",
        "Of vacancies that are otherwise equal, the one in a remote place is filled first.",
    ),
    "remote.missed": Text(
        "{remote}（偏远）与{site}的空缺相同，却只补充了{site}",
        "{remote}, which is remote, has the same vacancy as {site}, and only {site} was filled",
    ),
}
