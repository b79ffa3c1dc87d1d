"""This module is where the sentences about a scenario's files are kept: faults, remarks, and what a cell may hold."""

from planner.text import Text

MESSAGES: dict[str, Text] = {
    # files
    "no_folder": Text("没有这个方案文件夹，请检查路径", "there is no such scenario folder; check the path"),
    "no_file": Text("没有这个文件", "there is no such file"),
    "unreadable": Text(
        "文件读不出来（{reason}），请检查权限或是否被占用", "the file cannot be read ({reason}); check permissions"
    ),
    "no_data": Text(
        "没有这个数据文件夹或工作簿，请检查 data 一项", "there is no such data folder or workbook; check data"
    ),
    "data_outside": Text("data 必须在方案文件夹之内", "data must lie inside the scenario folder"),
    "not_xlsx": Text(
        "不是 xlsx 或 CSV 文件，请在 Excel 或 WPS 中另存为 .xlsx", "not an xlsx or CSV file; save it as .xlsx"
    ),
    "encrypted": Text(
        "工作簿加了密码，或其实是旧的 .xls 格式；请去掉密码并另存为 .xlsx",
        "the workbook is protected by a password, or is really an old .xls; remove the password and save as .xlsx",
    ),
    "broken_workbook": Text(
        "工作簿损坏，打不开（{reason}）；请在 Excel 中打开后另存为 .xlsx",
        "the workbook is damaged ({reason}); open it in Excel and save it again as .xlsx",
    ),
    "empty_workbook": Text("工作簿是空的，没有任何内容", "the workbook is empty"),
    "bad_csv": Text("CSV 读不出来（{reason}），请重新导出", "the CSV file cannot be read ({reason}); export it again"),
    "bad_encoding": Text(
        "文字编码既不是 UTF-8 也不是 GB18030，请另存为“CSV UTF-8”", "neither UTF-8 nor GB18030; save it as “CSV UTF-8”"
    ),
    "bad_geojson": Text("不是有效的 GeoJSON 边界文件", "not a valid GeoJSON outline"),
    # YAML
    "not_utf8": Text("请用 UTF-8 编码保存这个文件", "save this file as UTF-8"),
    "yaml_syntax": Text(
        "YAML 写法有误（{reason}）；请检查缩进、冒号后的空格和引号",
        "YAML syntax ({reason}); check indents, colons and quotes",
    ),
    "yaml_deep": Text("嵌套超过 {levels} 层", "nested more than {levels} levels deep"),
    "yaml_second": Text(
        "一个文件只能有一份内容，请删去 --- 之后的部分", "one document per file; delete what follows ---"
    ),
    "yaml_alias": Text(
        "不支持 & 和 * 引用，请直接写出内容", "anchors and aliases are not supported; write the value out"
    ),
    "yaml_tag": Text("不支持 ! 标签，请直接写值", "tags are not supported; write the plain value"),
    "yaml_key": Text("键必须是一个词", "a key must be one word"),
    "yaml_duplicate": Text(
        "“{name}”写了两次：第 {first} 行和第 {second} 行，请只留一处",
        "{name} is given twice, on lines {first} and {second}; keep one",
    ),
    # scenario.yaml and variants
    "not_mapping": Text("应写成“键: 值”，可用的键：{keys}", "write it as “key: value”; keys: {keys}"),
    "unknown_key": Text("没有这个键{hint}；可用：{allowed}", "unknown key{hint}; allowed: {allowed}"),
    "key_missing": Text("缺少 {name}", "{name} is missing"),
    "not_list": Text("应是一个列表，每项以“- ”开头", "must be a list, each item starting with “- ”"),
    "bad_title": Text("标题应是一句话，或 {{zh: …, en: …}}", "a title is one text, or {{zh: …, en: …}}"),
    "bad_horizon": Text("应是 1 到 {most} 的整数（年）", "must be a whole number of years from 1 to {most}"),
    "bad_policy": Text(
        "应列出政策包，例如 [mentougou-2025]；只借用几条时写 {{pack: mentougou-2025, only: [MTG25-2.1-b]}}",
        "list the policy packs, as in [mentougou-2025]; to borrow a few clauses: "
        "{{pack: mentougou-2025, only: [MTG25-2.1-b]}}",
    ),
    "no_birth_date": Text(
        "{all}人中{count}人没有出生日期，对他们不能按年龄计算，下列条款因此不起作用：{clauses}；其余照常计算",
        "{count} of {all} people have no birth date, so nothing is computed by age for them and these clauses are silent: "
        "{clauses}; all else is computed",
    ),
    "no_credential": Text(
        "{all}人中{count}人的“资格”空白，一律按“无”计：执业比例、资格条件、按资格发放的待遇以此为准，请补填",
        "the credential of {count} of {all} people is blank and counts as none: the licensed share, qualifications and pay "
        "by credential rest on that; please fill it in",
    ),
    "no_graduation": Text(
        "{count}名定向毕业生既没有毕业日期，也没有可上岗日期，不知何时可以安置，因此不安置；请填写其中之一",
        "{count} directed graduates have neither a day of graduation nor one from which they can serve, so they are not "
        "placed; fill in one of the two",
    ),
    "bad_only": Text("应列出借用的条款编号，例如 [MTG25-2.1-b]", "list the clauses borrowed, as in [MTG25-2.1-b]"),
    "pack_twice": Text("同一个政策包写了两次", "the same pack is listed twice"),
    "bad_data": Text(
        "应是方案文件夹内的文件夹或工作簿，例如 data", "must be a folder or workbook inside the scenario, as data"
    ),
    "bad_base": Text("变体必须写 base: ..（即上一级的方案）", "a variant must say base: .. (the scenario above it)"),
    "bad_amend": Text("每项修订要有 clause: 条款编号", "each amendment needs clause: and a clause id"),
    "bad_suspend": Text("只能是 true 或 false", "must be true or false"),
    "bad_why": Text("应是一句话", "must be one text"),
    "suspend_and_change": Text(
        "条款已中止，不能同时改参数（{keys}），请二选一",
        "the clause is suspended, so {keys} cannot be changed too; choose one",
    ),
    "amends_nothing": Text("这项修订没有改任何参数", "this amendment changes nothing"),
    "no_variant": Text("没有这个变体{hint}；现有：{known}", "no such variant{hint}; there are: {known}"),
    # require
    "bad_require": Text(
        "每项要求要写 goal，可加 why，例如 {{goal: uncovered, why: 一个村卫生室也不能空}}",
        "each requirement gives goal, and may give why, as in {{goal: uncovered, why: no clinic may be empty}}",
    ),
    "unknown_goal": Text("没有这个目标{hint}；可列为必须：{allowed}", "no such goal{hint}; may be required: {allowed}"),
    "goal_twice": Text("同一目标已经列为必须", "this goal is required already"),
    # changes
    "bad_change": Text(
        "每项改动要写 table，再写 key 加新的值、key 加 remove: true，或 add 加若干行",
        "a change gives table, then key and new values, or key and remove: true, or add and a list of rows",
    ),
    "bad_add": Text("add 应是若干行的列表，且不与 key 同写", "add is a list of rows, and stands without key"),
    "bad_remove": Text("删除行写 remove: true，不能同时改值", "to remove rows write remove: true and nothing else"),
    "unknown_table": Text("没有这张表{hint}", "there is no such table{hint}"),
    "unknown_field": Text("{table}表没有这一列{hint}", "table {table} has no such column{hint}"),
    "no_row": Text("{table}表里没有这一行{hint}", "table {table} has no such row{hint}"),
    "not_one_value": Text("只能写一个值", "only one value can stand here"),
    # sheets and headings
    "no_table": Text("缺少{table}表（工作表或 CSV 文件）", "the table {table} is missing (a sheet or a CSV file)"),
    "no_rows": Text("{table}表一行也没有", "the table {table} has no rows"),
    "table_twice": Text(
        "{table}表已在 {first} 给出，请只留一处", "the table {table} is already given by {first}; keep one"
    ),
    "no_headings": Text("找不到标题行；至少要有：{columns}", "no row of headings found; it needs at least: {columns}"),
    "no_column": Text("缺少必需的列 {column}{hint}", "the required column {column} is missing{hint}"),
    "column_twice": Text(
        "与“{first}”列是同一项 {column}，请只留一列", "the same as column “{first}”: {column}; keep one"
    ),
    "unknown_sheet": Text("{where}：不认识这张表，未使用{hint}", "{where}: not a table we know, not used{hint}"),
    "columns_unused": Text("{where}：未使用的列：{columns}{hint}", "{where}: columns not used: {columns}{hint}"),
    "and_more": Text("{named} 等 {number} 列", "{named} and others, {number} in all"),
    "hint": Text("（是不是“{near}”？）", " (did you mean “{near}”?)"),
    # cells
    "required": Text("不能为空；应填{allowed}", "must not be blank; expected: {allowed}"),
    "damaged": Text(
        "超过 15 位的编码被 Excel 当作数字，末几位已经丢失；请把该列设为“文本”格式后重新填写",
        "a code of more than 15 digits was kept by Excel as a number and has lost its last digits; format the column "
        "as text and enter it again",
    ),
    "not_count": Text("应为不小于 0 的整数", "must be a whole number, 0 or more"),
    "not_rank": Text("志愿序应为整数，1 为第一志愿", "a rank is a whole number, 1 for the first wish"),
    "not_quantity": Text("应为不小于 0 的数", "must be a number, 0 or more"),
    "not_longitude": Text(
        "经度应在 73 到 136 之间（十进制度）", "a longitude lies between 73 and 136 (decimal degrees)"
    ),
    "not_latitude": Text("纬度应在 3 到 54 之间（十进制度）", "a latitude lies between 3 and 54 (decimal degrees)"),
    "not_yes_no": Text("只能填 是 或 否", "must be yes or no (是, 否)"),
    "not_day": Text(
        "不是日期；请写成 2025-07-01、2025/7/1 或 2025年7月1日",
        "not a date; write 2025-07-01, 2025/7/1 or 2025年7月1日",
    ),
    "no_such_day": Text("日历上没有这一天", "there is no such day in the calendar"),
    "day_out_of_range": Text("日期应在 1900 年至 2100 年之间", "a date must lie between 1900 and 2100"),
    "not_month": Text("不是月份；请写成 2025-07 或 2025年7月", "not a month; write 2025-07 or 2025年7月"),
    "not_choice": Text("不在可选项之内{hint}；可选：{allowed}", "not one of the choices{hint}: {allowed}"),
    "allowed_text": Text("文字", "text"),
    "allowed_code": Text("编码（文本）", "a code (as text)"),
    "allowed_codes": Text("一个或几个编码，用分号隔开", "one or more codes, separated by semicolons"),
    "allowed_count": Text("不小于 0 的整数", "a whole number, 0 or more"),
    "allowed_rank": Text(
        "整数，1 为第一志愿，可以并列", "a whole number, 1 for the first wish; equal ranks are allowed"
    ),
    "allowed_quantity": Text("不小于 0 的数", "a number, 0 or more"),
    "allowed_longitude": Text("经度，十进制度，如 116.10", "longitude in decimal degrees, as 116.10"),
    "allowed_latitude": Text("纬度，十进制度，如 39.94", "latitude in decimal degrees, as 39.94"),
    "allowed_yes_no": Text("是 或 否", "yes or no"),
    "allowed_day": Text("日期，如 2025-07-01", "a date, as 2025-07-01"),
    "allowed_month": Text("月份，如 2025-07", "a month, as 2025-07"),
    # between rows
    "key_twice": Text("“{code}”重复，首次出现在第 {row} 行", "{code} is repeated; it first stands in row {row}"),
    "person_twice": Text(
        "同一人在两处：{name}在第 {row} 行为 {there}，此处为 {here}，请只留一行",
        "the same person at two places: {name} is at {there} in row {row} and at {here} here; keep one row",
    ),
    "namesake_twice": Text(
        "同一人在两处：姓名和出生日期与第 {row} 行的 {other} 相同，{other} 在 {there}，{code} 在 {here}；"
        "如确为两人，请在姓名中区分（如“{name}甲”）",
        "the same person at two places: name and birth date are those of {other} in row {row}; {other} is at {there}, "
        "{code} at {here}; if they are two people, tell their names apart",
    ),
    "site_is_centre": Text("编码与一个中心相同，请换一个", "the code is also that of a centre; choose another"),
    "dangling": Text("{kind}表里没有编码 {code}{hint}", "there is no {code} in {kind}{hint}"),
    "centre_without_site": Text(
        "{name}没有任何服务点；请在服务点表中补上，或删去该中心",
        "{name} has no site; add its sites or remove the centre",
    ),
    "unit_unknown": Text(
        "没有这种单位；请写“元/月”或“元/年”，空白为元/月，其他单位请先折算",
        "no such unit; write yuan/month (元/月) or yuan/year (元/年), blank means a month; convert anything else first",
    ),
    "amount_twice": Text(
        "同一项目、地区、资格和起始日期的金额在第 {row} 行已经给过，请只留一行",
        "row {row} already gives an amount for this item, zone, credential and first day; keep one",
    ),
    "no_such_item": Text(
        "{where} 第{row}行：没有条款用到项目“{item}”{hint}，这一行不参与计算；可用的项目见表格说明 docs/tables.md",
        "{where} row {row}: no clause looks up item {item}{hint}, so the row is not used; the items are listed in docs/tables.md",
    ),
    "town_without_centre": Text(
        "有{count}行的“乡镇”“户籍乡镇”不是任何中心所在的乡镇：{towns}；外县的无妨，写错的请改正，否则就近和户籍优先不起作用",
        "in {count} rows the town or home town is that of no centre: {towns}; correct slips, as neither nearness nor home "
        "counts then; towns of other counties may stay",
    ),
    "waivers_over": Text(
        "{count}项豁免在安置日期（{day}）之前已到期，不再起作用：{clauses}；仍需要的，请改“截止日期”",
        "{count} waiver(s) ended before the placement date ({day}) and have no effect: {clauses}; "
        "where one is still needed, change its last day",
    ),
    "records_ahead": Text(
        "{count}条履行记录的日期在规划期末（{end}）之后，规划期内不起作用；请核对年份",
        "{count} record(s) dated after the end of the horizon ({end}) have no effect in it; check the year",
    ),
    "arrives_after": Text(
        "{count}人的“到岗日期”在规划期末（{end}）之后，规划期内不计在岗：{names}；请核对年份",
        "{count} people are in post only from after the end of the horizon ({end}) and count nowhere in it: {names}; "
        "check the year",
    ),
    "unknown_clause": Text("所用政策里没有这一条款{hint}", "no pack of this scenario has such a clause{hint}"),
    # within rows
    "days_reversed": Text("早于“{other}”（{day}）", "earlier than “{other}” ({day})"),
    "born_later": Text("出生日期晚于安置日 {day}", "born after the placement date, {day}"),
    "too_young": Text("到岗时不满 {age} 周岁（{birth} 出生）", "not yet {age} years old when starting (born {birth})"),
    "not_integrated": Text(
        "“{other}”填的是否，却有一体化日期；请改其一",
        "“{other}” says no, yet a date of integration is given; correct one",
    ),
    "half_coordinate": Text("经度和纬度要么都填，要么都空", "give both longitude and latitude, or neither"),
    "wish_for_both": Text(
        "一个志愿只能填中心或服务点之一，这里两个都有（{centre}、{site}）",
        "a wish names a centre or a site, and here are both ({centre}, {site})",
    ),
    "wish_for_nothing": Text("志愿没有填中心或服务点", "the wish names neither a centre nor a site"),
    "wish_twice": Text(
        "{person} 在第 {row} 行已填过这一志愿，请只留一行", "{person} already has this wish in row {row}; keep one row"
    ),
    "waiver_for_nobody": Text("豁免要写明人员、服务点或村", "a waiver must name a person, a site or a village"),
    "lock_nowhere": Text("锁定要写明服务点或中心", "a lock must name a site or a centre"),
    "lock_elsewhere": Text("服务点 {site} 属于中心 {centre}", "site {site} belongs to centre {centre}"),
    "lock_two_places": Text(
        "同一人在两处：第 {row} 行在重叠的时间里锁定在 {place}",
        "the same person at two places: row {row} locks her at {place} for part of the same time",
    ),
    # roster against posts
    "above_posts": Text(
        "核定岗位 {posts} 个，{day} 在岗 {staff} 人：{named}；请更正岗位数、离岗日期或现岗位",
        "{posts} posts, but {staff} doctors in post on {day}: {named}; correct the posts, a leaving date or a place of "
        "work",
    ),
    "no_posts": Text(
        "没有填核定岗位，所用政策也没有配备标准；请填写，或加用有标准的政策包",
        "no posts are given and no clause in force sets a standard; enter them, or add a pack that has one",
    ),
    "no_posts_at_all": Text(
        "整张表没有核定岗位，所用政策也没有配备标准；请补上这一列，或加用有标准的政策包",
        "the sheet gives no posts and no clause in force sets a standard; add the column, or a pack that has one",
    ),
    # the workbook to fill in
    "not_empty": Text(
        "文件夹里已有内容；请换一个新的或空的文件夹", "the folder is not empty; name a new or an empty one"
    ),
    "unwritable": Text("写不进这个文件夹（{reason}）", "the folder cannot be written ({reason})"),
    "note_required": Text("{name}：必填。{allowed}", "{name}: required. {allowed}"),
    "note_optional": Text("{name}：可不填。{allowed}", "{name}: may be blank. {allowed}"),
    "note_sites_posts": Text("空着：按所用政策的配备标准计算。", "Blank: by the standard of the policy in force."),
    "note_sites_population": Text("空着：按所属行政村常住人口合计。", "Blank: the residents of its villages."),
    "note_sites_integrated": Text("空着：是。", "Blank: yes."),
    "note_people_site_id": Text("现在所在的服务点或中心的编码。", "The code of the site or centre where she serves."),
    "note_people_employer": Text("中心编码。", "The code of a centre."),
    "note_people_available_from": Text(
        "培训结束、可以上岗的日期；空着：按毕业日期和培训类别推算。",
        "When training ends; blank: from the day of graduation and the track.",
    ),
    "note_people_accepts_adjustment": Text("空着：是。", "Blank: yes."),
    "note_wishes_centre_id": Text("中心与服务点二选一。", "Either a centre or a site."),
    "note_wishes_site_id": Text("中心与服务点二选一。", "Either a centre or a site."),
    "drop_down_title": Text("不在可选项之内", "Not one of the choices"),
    "drop_down": Text("请从下拉列表中选择。", "Choose from the list."),
    # remarks
    "population_summed": Text(
        "{number} 个服务点未填服务人口，按所属行政村常住人口合计",
        "{number} sites give no population; the residents of their villages were added up",
    ),
    "travel_estimated": Text(
        "未给通行时间，按坐标估算（假定）：直线公里 × {factor} ÷ 时速 {speed} 公里，加 {access} 分钟",
        "no travel times are given; estimated from coordinates (an assumption): straight km × {factor} at {speed} "
        "km/h, plus {access} minutes",
    ),
    # plans
    "plan_twice": Text("同一人员在名单中出现两次，请只保留一行", "this person is listed twice; keep one row"),
    "plan_unknown": Text("方案中没有这个编码或名称{hint}", "the scenario has no such code or name{hint}"),
    "plan_name": Text(
        "名称与同一行的编码不一致（该编码对应“{name}”）：请改编码",
        "the name does not fit the code in its row (that is “{name}”): change the code",
    ),
    "plan_sheet": Text("没有名单工作表：{sheet}", "there is no sheet of placements: {sheet}"),
    # rows of a plan that are to be kept
    "keep_nothing": Text(
        "没有标出要保留的行：请在“安置结果”或“排班明细”表的“锁定”列填“是”",
        "no row is marked to be kept: write yes in column locked of sheet placements or assignments",
    ),
    "keep_not_placed": Text(
        "{name}不在本季待安置人员中，不能锁定安置；请清空本行的“锁定”",
        "{name} is not among the people to be placed this season, so no placement can be kept; clear the mark",
    ),
    "keep_nowhere": Text(
        "没有写明中心或服务点，无从保留；请填写或清空“锁定”",
        "no centre or site is named, so there is nothing to keep; name one or clear the mark",
    ),
    "keep_beyond": Text("超出排班期 {first} 至 {last}", "beyond the half-years of the outlook, {first} to {last}"),
    "keep_backwards": Text("“止”早于“起”（{start}）", "it ends before it begins ({start})"),
    "keep_twice": Text(
        "与第 {row} 行矛盾：同一人同一时间已锁定在 {place}",
        "contradicts row {row}, which locks the same person at {place} for the same time",
    ),
    "keep_gone": Text(
        "当时锁定的人员或地点已不在方案中", "somebody or a place locked in this run is no longer in the scenario"
    ),
    "keep_other_lock": Text(
        "与方案已有的锁定矛盾：同一时间已锁定在 {place}（见 locks 表）",
        "contradicts a lock the scenario has: at {place} for the same time (see table locks)",
    ),
    # events
    "event_who": Text(
        "这类事件须写明人员（撤并须写明服务点）", "such an event must name the person (a closure, the site)"
    ),
    "event_not_planned": Text(
        "此人不在已公布的排班中，没有可补救的安排",
        "this person is not in the published outlook; there is nothing to repair",
    ),
    "event_outside": Text(
        "日期须在排班期{first}至{last}之内", "the day must lie within the half-years of the outlook, {first} to {last}"
    ),
    "event_backwards": Text("“至”早于事件日期", "it ends before it begins"),
    "event_until": Text("病休、推迟到岗须写明“至”哪一天", "illness and a late start need the day they last until"),
    "no_outlook": Text(
        "这个结果没有排班；请先用 planner run --outlook 生成",
        "this run has no outlook; make one with planner run --outlook first",
    ),
    "not_period": Text("不是半年时段", "not a half-year"),
    "allowed_period": Text("如 2025H1、2025H2", "such as 2025H1, 2025H2"),
}
