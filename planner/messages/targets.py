"""What targets say: what is counted, how it stands, what is lacking."""

from planner.text import Text

MESSAGES = {
    "share": Text("到{deadline}，{what}不低于{percent}%。", "By {deadline} the {what} is at least {percent}%."),
    "share_all": Text("到{deadline}，{what}达到{percent}%。", "By {deadline} the {what} is {percent}%."),
    "licensed": Text(
        "乡村医生中具有执业（助理）医师资格的占比（{among}）",
        "share of village doctors ({among}) who are licensed physicians or assistants",
    ),
    "among.public_clinics": Text("公有产权村卫生室的", "at publicly owned clinics"),
    "among.all": Text("全部", "all"),
    "among.without_demolition": Text("不含拟拆迁的", "those not to be demolished"),
    "hired": Text("由乡镇卫生院（中心）聘用的乡村医生占比", "share of village doctors hired by the township hospital"),
    "integrated": Text("已一体化管理的村卫生室占比", "share of village clinics under integrated management"),
    "public": Text("公有产权村卫生室占比（{among}）", "share of village clinics ({among}) that are publicly owned"),
    "village_premises": Text(
        "有公有产权村卫生室的村占比（不含{side}有拆迁计划的村）",
        "share of villages (those with no demolition planned in {side}) with publicly owned clinic premises",
    ),
    "side.coming": Text("今后{years}年内", "the coming {years} years"),
    "side.past": Text("过去{years}年内", "the past {years} years"),
    "late": Text("；期限{deadline}已过，按测算日计", "; the deadline {deadline} is past, told as of this day"),
    "above": Text("；高于要求的范围", "; above the range asked for"),
    "lacking": Text("；缺少：{what}", "; lacking: {what}"),
    "nothing": Text("没有可计数的对象", "nobody and nothing to count"),
    "beyond": Text("期限在规划年限之后", "the day lies beyond the years planned"),
    "no_premises": Text("服务点表“公有产权”列有空白", "blanks in column public_premises of table sites"),
    "no_villages": Text("行政村表", "table villages"),
    "no_record": Text("履行记录中没有{clause}的记录", "no row of {clause} in table records"),
    "no_record_of": Text(
        "履行记录中没有{clause}的记录（备注写“{thing}”）",
        "no row of {clause} in table records, its note with “{thing}”",
    ),
    "two_records": Text(
        "履行记录中{clause}的两个数量：备注写“总数”的一行和分项一行",
        "two quantities of {clause} in table records: one with “总数” in its note, one without",
    ),
    "no_population": Text("服务人口", "the population served"),
    "no_births": Text("有人缺少出生日期", "someone has no date of birth"),
    "no_base": Text("履行记录中{clause}在{year}年的占比", "the share of {year} under {clause} in table records"),
    "no_year": Text(
        "履行记录中{clause}在{year}年的年末人数", "the staff at the end of {year} under {clause} in table records"
    ),
    "no_years": Text("履行记录中{clause}在{years}年的人数", "the numbers of {years} under {clause} in table records"),
    "short": Text(
        "{deadline}前{what}应不低于{percent}%，实际为{part}/{whole}，还差{more}个",
        "by {deadline} the {what} should be at least {percent}%; it is {part} of {whole}, {more} more are needed",
    ),
    "chain": Text(
        "到{deadline}，每个村卫生室有上级中心，每个中心有医联体核心医院；沟域片区服务站：{station}。",
        "By {deadline} every clinic has a parent centre and every centre a core hospital; valley stations: {station}.",
    ),
    "station.where_valley": Text("有沟域的地方设置", "only where there is a valley area"),
    "station.mandatory": Text("每个中心都要设置", "under every centre"),
    "link.centre": Text("有上级中心的村卫生室占比", "share of clinics with a parent centre"),
    "link.hospital": Text("有医联体核心医院的中心占比", "share of centres with a core hospital"),
    "link.station": Text("有沟域片区服务站的中心占比", "share of centres with a valley station"),
    "no_parent": Text("{name}到{deadline}仍没有上级中心", "{name} still has no parent centre by {deadline}"),
    "no_hospital": Text("{name}到{deadline}仍没有核心医院", "{name} still has no core hospital by {deadline}"),
    "no_station": Text("{name}到{deadline}仍没有片区服务站", "{name} still has no valley station by {deadline}"),
    "rise": Text(
        "到{deadline}，具有执业助理医师及以上资格的乡村医生比例比{base}年大幅提高{asked}。",
        "By {deadline} the share of licensed village doctors is considerably higher than in {base}{asked}.",
    ),
    "rise_asked": Text("，不低于{percent}%", ", at least {percent}%"),
    "rise_open": Text("（原文没有数值，只报告变化）", " (the text gives no number: the change is reported)"),
    "rise_of": Text(
        "乡村医生执业（助理）医师占比比{base}年的变化（百分点）",
        "change of the share of licensed village doctors since {base} (percentage points)",
    ),
    "not_risen": Text(
        "到{deadline}，{staff}名乡村医生中{held}人有执业（助理）医师资格，没有达到比{base}年提高的要求",
        "by {deadline} {held} of {staff} village doctors are licensed, which is not the rise since {base} asked for",
    ),
    "recorded_share": Text("{what}达到{percent}%以上。", "The {what} is at least {percent}%."),
    "part.key_staff": Text("骨干人才占基层专业人员的比例", "share of key staff among primary care professionals"),
    "part.senior_posts": Text("基层机构高级专业技术岗位的比例", "share of senior posts at grassroots institutions"),
    "part.grassroots_visits": Text("参保患者在基层就诊的比例", "share of insured patients' visits at the grassroots"),
    "share_low": Text(
        "{what}应达到{percent}%，记录为{part}/{whole}", "{what}: {percent}% asked for, {part} of {whole} on record"
    ),
    "recorded_count": Text("{things}。", "There are {things}."),
    "thing.省级基层卫生骨干人才": Text("省级基层卫生骨干人才", "provincial key grassroots staff"),
    "thing.区域性医疗卫生中心": Text("区域性医疗卫生中心", "regional medical centres"),
    "thing.社区医院": Text("社区医院", "community hospitals"),
    "thing.基层卫生人员实训基地": Text("基层卫生人员实训基地", "training bases for grassroots staff"),
    "thing.聘用": Text("聘用", "hiring"),
    "thing.待遇保障": Text("待遇保障", "pay"),
    "thing.考核": Text("考核", "appraisal"),
    "too_few": Text(
        "{what}应不少于{least}，记录为{value}，还差{more}", "{what}: {least} asked for, {value} on record, {more} short"
    ),
    "mechanism": Text(
        "到{deadline}，乡村医生{parts}的长效机制基本建立。", "By {deadline} lasting rules are in place for {parts}."
    ),
    "mechanism_of": Text("已建立的长效机制项数", "parts of the lasting rules in place"),
    "part_missing": Text(
        "到{deadline}，“{part}”的长效机制没有建立的记录", "no record of lasting rules for {part} by {deadline}"
    ),
    "ratio": Text(
        "{years}年内基本达到每10000服务人口配备{number}名基层卫生人员{base}。",
        "Within {years} years there are {number} grassroots health workers per 10000 people served{base}.",
    ),
    "base": Text("（自{year}年起）", ", counted from {year}"),
    "base_open": Text("（原文没有起始年份，待填）", " (the text names no first year; to be given)"),
    "ratio_of": Text("每万服务人口基层卫生人员数", "grassroots health workers per 10,000 people served"),
    "ratio_low": Text(
        "服务人口{people}，应每万人配备{number}名，实有{staff}名",
        "{people} people are served and {number} per 10,000 asked for; there are {staff} staff",
    ),
    "growth": Text(
        "基层医务人员数量每年上升{percent}%左右（上下{tolerance}个百分点），{growth}。",
        "The number of grassroots staff rises by about {percent}% a year (give or take {tolerance} points), {growth}.",
    ),
    "growth.compound": Text("以上一年为基数", "counted from the year before"),
    "growth.of_baseline": Text("以起始年为基数", "counted from the first year"),
    "growth_of": Text("基层医务人员数量年增长", "growth of grassroots staff in the year"),
    "growth_off": Text(
        "{year}年基层医务人员增长{value}%，不在{percent}%上下{tolerance}个百分点之内",
        "in {year} grassroots staff grew by {value}%, not within {tolerance} points of {percent}%",
    ),
    "intake": Text(
        "每年{who}不少于{least}名，不超过{most}名。", "Each year at least {least} and at most {most}: {who}."
    ),
    "intake_of": Text("{who}（{least}至{most}名）", "{who} ({least} to {most})"),
    "who.recruits": Text("为基层招聘的人员", "people recruited for the grassroots"),
    "who.all_newcomers": Text(
        "基层新进人员（含定向毕业生和返聘）", "newcomers to the grassroots, graduates and re-hired included"
    ),
    "practitioners": Text("新培养的全科医生（{tracks}）", "newly trained general practitioners ({tracks})"),
    "practitioners_least": Text("每年{who}不少于{least}名。", "Each year at least {least}: {who}."),
    "intake_low": Text("{year}年{who}{number}名，少于{limit}名", "{year}: {number} {who}, fewer than {limit}"),
    "intake_high": Text("{year}年{who}{number}名，多于{limit}名", "{year}: {number} {who}, more than {limit}"),
    "total": Text(
        "到{deadline}累计招聘{total}名左右（自{first}年计起，允许少{tolerance}%）。",
        "By {deadline} about {total} people have been recruited (counted from {first}, up to {tolerance}% fewer allowed).",
    ),
    "total_of": Text("自{first}年起累计招聘人数", "people recruited since {first}"),
    "total_low": Text(
        "到{deadline}累计招聘{total}名，未达到{asked}名左右", "{total} recruited by {deadline}, not about {asked}"
    ),
    "trend": Text(
        "到{deadline}，队伍比测算之日更好：{indicators}。",
        "By {deadline} the staff is better than today: {indicators}.",
    ),
    "indicator.licensed_share": Text("执业（助理）医师占比上升", "the licensed share rises"),
    "indicator.mean_age": Text("平均年龄下降", "the mean age falls"),
    "indicator.turnover": Text("年离岗率下降", "the yearly turnover falls"),
    "trend_of.licensed_share": Text(
        "执业（助理）医师占比，应高于{start}", "licensed share, to be above that of {start}"
    ),
    "trend_of.mean_age": Text("平均年龄，应低于{start}", "mean age, to be below that of {start}"),
    "trend_of.turnover": Text(
        "全年离岗率，应低于{start}起的一年", "turnover of the year, to be below that of the year from {start}"
    ),
    "unit.%": Text("%", "%"),
    "unit.pp": Text("个百分点", "percentage points"),
    "unit.count": Text("个", ""),
    "unit.people": Text("人", "people"),
    "unit.yuan": Text("元", "yuan"),
    "unit.years": Text("岁", "years"),
    "unit.per_10000": Text("人/万人", "per 10,000"),
}
