"""What is said of the network: which village is served by which clinic, what may be shared, what a clinic is."""

from planner.text import Text

MESSAGES: dict[str, Text] = {
    "unknown": Text("（待定）", "(not given yet)"),
    "own": Text("每个行政村设置{count}{public}村卫生室。", "Each village has {count}{public} clinic of its own."),
    "own.exactly": Text("{number}所", "{number}"),
    "own.at_least": Text("至少{number}所", "at least {number}"),
    "own.public": Text("公有产权的", " publicly owned"),
    "not_given": Text(
        "{count}个村都没有填写所属服务点，无从核对；请填写，或用 planner network 提出方案",
        "none of the {count} villages says which site serves it, so nothing can be checked; "
        "fill it in or let planner network propose it",
    ),
    "none": Text(
        "{name}（{town}）没有村卫生室，也不属于可以不设的情形；请设置，或填写合用的服务点、代管方式",
        "{name} ({town}) has no clinic and no clause lets it be without; set one up, or give the site it shares or "
        "how it is served",
    ),
    "number": Text(
        "{name}有{count}所村卫生室（{names}），应为{limit}所", "{name} has {count} clinics ({names}), not {limit}"
    ),
    "private": Text(
        "{name}只有{site}，其房屋不是公有产权", "{name} has only {site}, whose premises are not publicly owned"
    ),
    "shares": Text(
        "{name}（{people}人）由{host}的{site}服务，不符合合用村卫生室的条件",
        "{name} ({people} people) is served by {site} in {host} and does not meet the conditions for sharing a clinic",
    ),
    "waived": Text("{message}（已豁免：{why}）", "{message} (exception on record: {why})"),
    "share": Text(
        "人口少于{people}人{borrowed}{area}{needs}相距不超过{near}公里（直线，{assumed}）的村，可以合用一所村卫生室；{merge}。",
        "A village of fewer than {people} people{borrowed}{area}{needs} within {near} km of another in a straight line "
        "({assumed}) may share one clinic with it; {merge}.",
    ),
    "share.borrowed": Text("（文件未给出，借用{source}）", " (no number in the text, borrowed from {source})"),
    "share.area": Text("或面积不超过{area}平方公里", " or of at most {area} km²"),
    "share.both": Text("、且与邻村", ","),
    "share.either": Text("、或者与邻村", ", or"),
    "share.assumed": Text("数据中没有相邻关系，以此代替，为假定", "an assumption: no table says which villages adjoin"),
    "share.given": Text("由本地给定", "given by the county"),
    "share.optional": Text("是否合用由规划决定", "planning decides whether they do"),
    "share.always": Text("符合条件的一律合用", "all that may do"),
    "alone": Text(
        "{name}（{people}人）可与{host}合用村卫生室，仍单独设置",
        "{name} ({people} people) may share a clinic with {host} and has one alone",
    ),
    "seat.permission": Text(
        "乡镇卫生院（中心）所在的行政村可以不设村卫生室。",
        "The village in which the township hospital or centre stands may be without a clinic.",
    ),
    "seat.none_there": Text(
        "乡镇卫生院（中心）所在的行政村不设村卫生室。",
        "No clinic is set up in the village in which the township hospital or centre stands.",
    ),
    "seat.has_one": Text(
        "{name}是卫生院所在地，按此理解不设村卫生室，现有1所",
        "{name} is where the hospital stands; by this reading it has no clinic, and there is one",
    ),
    "remote": Text(
        "偏远、人口少而确实无法设置村卫生室的村，由{modes}之一提供服务；{when}。",
        "A remote village with few people where a clinic is truly impossible is served in one of these ways: {modes}; "
        "{when}.",
    ),
    "remote.case_by_case": Text("由本地逐村认定", "the county says which villages"),
    "remote.population": Text("常住人口须少于{people}人", "it has fewer than {people} residents"),
    "remote.mode": Text(
        "{name}没有村卫生室，代管方式“{mode}”不是{modes}之一；请填写其一，否则该村无人服务",
        "{name} has no clinic and “{mode}” is none of {modes}; enter one of them, or the village is not covered",
    ),
    "remote.many": Text(
        "{name}有{people}人，不少于{limit}人，不能只靠代管",
        "{name} has {people} people, not fewer than {limit}, and may not go without a clinic",
    ),
    "barred": Text(
        "{where}的村设{clinics}所村卫生室，由{by}服务。", "A village {where} has {clinics} clinics; {by} serves it."
    ),
    "barred.demolition": Text("整体拆迁、城镇化改造", "under whole-village demolition"),
    "barred.urbanised": Text("撤村改居", "turned into an urban community"),
    "barred.institution": Text("社区卫生服务机构", "a community health institution"),
    "barred.station": Text("社区卫生服务站", "a community health station"),
    "barred.has_one": Text(
        "{name}属于{where}，不再设村卫生室；请撤出并改由社区机构服务",
        "{name} is {where} and has no clinic; close it and let a community institution serve the village",
    ),
    "barred.uncovered": Text(
        "{name}属于{where}，应由{by}服务，但没有；请填写服务站",
        "{name} is {where} and should be served by {by}; enter it",
    ),
    "town": Text(
        "每个街道（镇）至少设置{least}个社区卫生服务中心。",
        "Each street or town has at least {least} community health centre(s).",
    ),
    "town.lacks": Text(
        "{town}有{count}个社区卫生服务中心，至少应有{least}个", "{town} has {count} centre(s); at least {least} needed"
    ),
    "station": Text(
        "社区卫生服务站按服务距离可及布局，最远{limit}公里（直线）。",
        "Community health stations lie within reach: at most {limit} km in a straight line.",
    ),
    "station.far": Text(
        "{name}没有村卫生室，最近的服务站在{km}公里外，超过{limit}公里",
        "{name} has no clinic and the nearest station is {km} km away, beyond {limit} km",
    ),
    "covered": Text(
        "村级医疗卫生服务覆盖{share}%的村：自有、合用村卫生室，或由社区机构等代为服务。",
        "{share}% of the villages are covered: by their own clinic, a shared one, or a service in its place.",
    ),
    "covered.not": Text(
        "{name}（{town}，{people}人）没有任何服务；已覆盖{have}/{all}个村",
        "{name} ({town}, {people} people) is served by nobody; {have} of {all} villages are covered",
    ),
    "goals": Text(
        "村卫生室按人口和地理位置优化，依次为：{goals}。",
        "Clinics are laid out by population and location; in rank order: {goals}.",
    ),
    "goals.nearer": Text(
        "{name}由{km}公里外的{site}服务，可以合用的{other}只有{shorter}公里",
        "{name} is served by {site}, {km} km away; {other}, which it may share, is {shorter} km away",
    ),
    "goal.uncovered": Text("无服务的村最少", "fewest villages not covered"),
    "goal.residents": Text("无服务的居民最少", "fewest residents not covered"),
    "goal.apart": Text("应合用而单设的村最少", "fewest villages that should share and do not"),
    "goal.travel": Text("居民路程（分钟×人）最短", "least travel (minutes × residents)"),
    "goal.clinics": Text("村卫生室最少", "fewest clinics"),
    "goal.changes": Text("新设和撤销的村卫生室最少", "fewest clinics to open or close"),
    "counts": Text("村卫生室须为：{asked}。", "A clinic counts only if: {asked}."),
    "counts.public_ownership": Text("产权公有", "its premises are publicly owned"),
    "counts.integrated_management": Text("实行乡村一体化管理", "it is under integrated management"),
    "counts.private": Text(
        "{name}填为一体化，但房屋不是公有产权，不算村卫生室",
        "{name} is entered as integrated, but its premises are not public: it does not count as a clinic",
    ),
    "run_by": Text(
        "{owners}举办的村卫生室逐步转为社区卫生服务中心派出，此后才算一体化。",
        "Clinics run by others ({owners}) become units of the community health centre, and are integrated only then.",
    ),
    "run_by.other": Text(
        "{name}填为一体化，但{day}尚未转为中心派出；请改正一体化日期",
        "{name} is entered as integrated, but the centre does not run it on {day}; correct the date",
    ),
    "kept_out": Text(
        "有下列情形之一的现有村卫生室不纳入一体化管理：{reasons}。",
        "An existing clinic stays out of integration with any of: {reasons}.",
    ),
    "kept_out.no_public_health": Text("不承担基本公共卫生职责", "no public health duties"),
    "kept_out.no_essential_medicines": Text("不执行国家基本药物制度", "no essential-medicines system"),
    "kept_out.demolition_plan": Text("有拆迁计划", "a demolition plan"),
    "kept_out.on_record": Text("{day}记录：{note}", "on record on {day}: {note}"),
    "kept_out.integrated": Text(
        "{name}不应纳入一体化（{why}）；请把是否一体化改为否",
        "{name} should stay out of integration ({why}); set integrated to no",
    ),
    "parent": Text(
        "每所村卫生室是{count}个乡镇卫生院（中心）的派出机构{owner}{head}。",
        "Each clinic is a unit of {count} township hospital or centre{owner}{head}.",
    ),
    "parent.hospital": Text("，产权归其所有", ", which owns its premises"),
    "parent.any": Text("", ""),
    "parent.legal": Text("，法人代表为{head}", "; its legal representative is the hospital's president ({head})"),
    "parent.count": Text(
        "{name}的上级机构有{count}个（{names}），应为{limit}个",
        "{name} has {count} parent institutions ({names}), not {limit}",
    ),
    "parent.private": Text(
        "{name}是一体化村卫生室，房屋却不是公有产权", "{name} is integrated, but its premises are not public"
    ),
    "head": Text("每所村卫生室只设{count}名负责人。", "Each clinic has exactly {count} person in charge."),
    "head.count": Text(
        "{name}有{count}名负责人（{names}），应为{limit}名", "{name} has {count} heads ({names}), not {limit}"
    ),
    "moved": Text(
        "设在医生家中的村卫生室不迟于{day}迁入村集体用房。",
        "Clinics in a doctor's own home move to premises of the village no later than {day}.",
    ),
    "moved.due": Text(
        "{count}所设在家中的村卫生室迁入村集体用房：{names}",
        "{count} clinic(s) in a home move to premises of the village: {names}",
    ),
    "moved.by": Text("镇政府、村委会", "town government and village committee"),
    "moved.not": Text("尚未迁出", "has not moved"),
    "moved.on": Text("{day}才迁出", "moved only on {day}"),
    "moved.late": Text(
        "{name}设在家中，{how}，期限为{deadline}", "{name} was in a home and {how}; it was due by {deadline}"
    ),
    "goal.moved": Text("改变服务点的村最少", "fewest villages served by another site than now"),
    "yes": Text("是", "yes"),
    "no": Text("否", "no"),
    "proven": Text("（已证明最优）", " (proven best)"),
    "bound": Text("（未证明最优，不会小于{bound}）", " (not proven; no less than {bound} is possible)"),
    "how.own": Text("本村卫生室", "own clinic"),
    "how.shared": Text("合用", "shared clinic"),
    "how.instead": Text("代为服务", "served in its place"),
    "how.nobody": Text("无人服务", "nobody"),
    "change.opened": Text("新设", "opened"),
    "change.closed": Text("撤销", "closed"),
    "change.kept": Text("保留", "kept"),
    "told.nothing": Text(
        "{count}个村都已有服务安排，照旧；加 --regroup 可重新划分",
        "all {count} villages have their service entered and keep it; --regroup lays them out anew",
    ),
    "told.no_villages": Text(
        "没有村：请填写表 villages（村、乡镇、常住人口、坐标）",
        "there are no villages: fill in table villages (village, town, residents, coordinates)",
    ),
    "told.clinics": Text(
        "村卫生室 {before} → {after} 所（新设{opened}，撤销{closed}）",
        "clinics {before} → {after} ({opened} opened, {closed} closed)",
    ),
    "told.bare": Text(
        "无人服务的村 {before} → {after} 个（{people}人）", "villages not covered {before} → {after} ({people} people)"
    ),
    "told.travel": Text(
        "居民到服务点平均 {mean_before} → {mean} 分钟，最远 {farthest_before} → {farthest} 分钟",
        "minutes to the site, mean over residents {mean_before} → {mean}, longest {farthest_before} → {farthest}",
    ),
    "told.moved": Text(
        "{changed}个村改变服务点，其中{farther}个村路程变远",
        "{changed} villages change site, {farther} of them travel farther",
    ),
    "told.farther": Text(
        "    {name}（{people}人）：{before} → {after} 分钟，改由{place}服务，依据{clause}",
        "    {name} ({people} people): {before} → {after} min, served by {place} under {clause}",
    ),
    "told.nobody": Text(
        "    {name}（{town}，{people}人）没有合法的服务安排；请新设村卫生室或填写代管方式",
        "    {name} ({town}, {people} people) has no lawful service; open a clinic or enter how it is served",
    ),
    "told.excused": Text(
        "    {name}（{town}，{people}人）已获豁免（{clause}），可以不设村卫生室，目前无人服务",
        "    {name} ({town}, {people} people) is excused from a clinic under {clause}; nobody serves it",
    ),
    "told.no_town": Text(
        "没有填写乡镇，只能由本乡镇的卫生室服务；请补填", "no town entered; only clinics of its town may serve it"
    ),
    "told.unfounded": Text(
        "    {name}（{people}人）仍由{place}服务，但没有条款允许；请核对，或用 --regroup 重新划分",
        "    {name} ({people} people) is still served by {place}, which no clause allows; check it, or use --regroup",
    ),
    "told.empty": Text(
        "{count}个村没有填写常住人口（{names}）：按0人计，视为人口少，路程按1人计；请补填",
        "{count} villages have no residents entered ({names}): taken as 0, so as small, and as one person in travel; "
        "enter them",
    ),
    "told.goal": Text("{goal}：{value}{proven}", "{goal}: {value}{proven}"),
    "told.rule": Text("{clause}：{statement}", "{clause}: {statement}"),
    "told.awaited": Text(
        "{clause} 的 near_km 待定，给定之前没有村算作相近；可用 --near 公里数 给定",
        "near_km of {clause} is not given yet, and until then no villages count as close; give it with --near KM",
    ),
    "told.unknown": Text(
        "{count}个村的路程未知（上门服务或缺坐标），未计入",
        "{count} villages have no known travel (visits, or no coordinates)",
    ),
    "told.within": Text(
        "合用只在本乡镇之内；没有给出的路程按坐标估算。",
        "Sharing stays within a town; times not given are estimated from coordinates.",
    ),
    "no_sharing": Text(
        "没有条款允许合用村卫生室，--merge 和 --near 不起作用",
        "no clause in force lets villages share a clinic; --merge and --near change nothing",
    ),
    "saved": Text(
        "已存为情景 {path}；planner run {scenario} --variant {name} 按此网络安置",
        "saved as {path}; planner run {scenario} --variant {name} plans on this network",
    ),
    "file.head": Text(
        "拟议的村卫生室网络，由程序生成，供试算；是否设撤由卫健委决定。",
        "A proposed network of clinics, generated as a what-if; whether any opens or closes is for people to decide.",
    ),
    "file.posts": Text(
        "没有条款给出岗位数的{count}个新设村卫生室各按1个岗位填写（假设），请核对：{names}",
        "{count} new clinic(s) get one post each, an assumption, as no clause gives a number; check them: {names}",
    ),
    "file.why": Text("提出网络方案时给定", "given when the network was proposed"),
    "file.taken": Text(
        "不能写成这个情景名：已有别的文件、正在使用，或含有字母、数字、-、_ 以外的字符；请换一个名字",
        "not a free name: another file has it, it is the what-if in hand, or it has characters besides letters, digits, "
        "- and _; choose another",
    ),
    "map.title": Text("{title}：村卫生室网络", "{title}: the network of clinics"),
    "map.rule": Text(
        "左为现状，右为拟议；连线由村指向为其服务的卫生室，设撤均为试算",
        "Left as it stands, right as proposed; a line leads from a village to the clinic that serves it; a what-if",
    ),
    "map.before": Text(
        "现状：村卫生室{clinics}所，无人服务{uncovered}村，平均{mean}分钟，最远{farthest}分钟",
        "Now: {clinics} clinics, {uncovered} villages not covered, {mean} min on average, {farthest} at most",
    ),
    "map.after": Text(
        "拟议：村卫生室{clinics}所，无人服务{uncovered}村，平均{mean}分钟，最远{farthest}分钟",
        "Proposed: {clinics} clinics, {uncovered} villages not covered, {mean} min on average, {farthest} at most",
    ),
    "map.missing": Text("；{count}个村没有坐标，未画出", "; {count} villages have no coordinates and are not drawn"),
    "mark.own": Text("服务一村的卫生室", "clinic of one village"),
    "mark.clinic": Text("多村合用的卫生室", "clinic of several"),
    "mark.opened": Text("新设", "opened"),
    "mark.closed": Text("撤销", "closed"),
    "mark.station": Text("服务站", "station"),
    "mark.shared": Text("合用他村卫生室的村", "village that shares one"),
    "mark.instead": Text("由服务站、中心或巡诊服务的村", "village served by a station, centre or visits"),
    "mark.nobody": Text("无人服务的村", "village not covered"),
    "mark.centre": Text("中心", "centre"),
    "mark.moved": Text("改变的服务关系", "changed"),
    "table.villages": Text("改变的村", "Villages"),
    "table.clinics": Text("村卫生室", "Clinics"),
    "table.goals": Text("目标", "Goals"),
    "col.village_id": Text("村编码", "Village code"),
    "col.village": Text("村", "Village"),
    "col.town": Text("乡镇", "Town"),
    "col.population": Text("常住人口", "Residents"),
    "col.how_before": Text("现状方式", "Served now by"),
    "col.site_before": Text("现服务点", "Site now"),
    "col.minutes_before": Text("现路程（分钟）", "Minutes now"),
    "col.how_after": Text("拟议方式", "Proposed"),
    "col.site_after": Text("拟议服务点", "Proposed site"),
    "col.site_id_after": Text("拟议服务点编码", "Proposed site code"),
    "col.minutes_after": Text("拟议路程（分钟）", "Minutes proposed"),
    "col.clause": Text("依据条款", "Clause"),
    "col.site_id": Text("服务点编码", "Site code"),
    "col.site": Text("服务点", "Site"),
    "col.change": Text("变化", "Change"),
    "col.villages_before": Text("现服务村数", "Villages now"),
    "col.villages_after": Text("拟议服务村数", "Villages proposed"),
    "col.residents_before": Text("现服务人口", "Residents now"),
    "col.residents_after": Text("拟议服务人口", "Residents proposed"),
    "col.goal": Text("目标", "Goal"),
    "col.value": Text("结果", "Value"),
    "col.bound": Text("下界", "Bound"),
    "col.proven": Text("已证明最优", "Proven"),
}
