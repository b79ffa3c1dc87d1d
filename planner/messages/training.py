"""What is said of training: bases, order, tracks, rotation before a senior post, places for study leave."""

from planner.text import Text

MESSAGES: dict[str, Text] = {
    "bases": Text(
        "岗前培训在{bases}进行，各基地不超过其名额，{split}。",
        "Pre-service education is at {bases}, at each no more than its places, {split}.",
    ),
    "split.evenly": Text("人数尽量平均", "as evenly as can be"),
    "split.nearest": Text("就近安排", "at the nearest"),
    "bases.foreign": Text(
        "{name}的岗前培训记在{centre}，不是指定基地；请改到指定基地",
        "the pre-service education of {name} is on record at {centre}, which is no designated base; move it to one",
    ),
    "bases.full": Text(
        "{centre}在{period}的岗前培训人数超过名额{places}个",
        "{centre} has more people in pre-service education in {period} than its {places} places",
    ),
    "bases.due": Text("{name}到{base}参加岗前培训{end}", "pre-service education of {name} at {base}{end}"),
    "bases.none": Text(
        "{name}没有岗前培训名额；文件没有规定可以等下一批，以后各阶段的日期照原推算；"
        "请增加基地名额，确需推迟的，在人员表填写可上岗日期",
        "{name} has no place in pre-service education; no text lets anyone wait for the next intake, so her later dates "
        "stand; add places, or where she is put off enter in table people from when she is available",
    ),
    "bases.until": Text("（至{end}）", " (to {end})"),
    "sequence": Text(
        "岗前培训（{after}）结束后，方可开始助理全科医生规范化培训。",
        "Assistant-GP training begins only after pre-service education ({after}) has ended.",
    ),
    "sequence.early": Text(
        "{name}{day}开始规范化培训，而岗前培训到{ended}才结束",
        "{name} began training on {day}, before pre-service education ended on {ended}",
    ),
    "track": Text(
        "新招聘毕业生按学历参加规范化培训（{tracks}）。", "New graduates enter training by degree ({tracks})."
    ),
    "track.other": Text(
        "{name}（{degree}）的培训类别是{actual}，应为{track}",
        "{name} ({degree}) is on the track {actual} and should be on {track}",
    ),
    "senior": Text(
        "全科医生聘任副高岗位前，应在教学基地轮训满{months}个月。",
        "A general practitioner rotates {months} months at a teaching base before associate senior level.",
    ),
    "senior.short": Text(
        "{name}{day}聘任副高岗位前只轮训{done}个月，不足{months}个月",
        "{name} was appointed on {day} after {done} months of rotation, fewer than {months}",
    ),
    "senior.due": Text(
        "{name}拟于{day}聘任副高岗位，须在{start}至{end}到教学基地轮训，其间安排顶岗",
        "{name} is to be appointed on {day}; rotation at a teaching base from {start} to {end}, with a stand-in",
    ),
    "stage.pre_service": Text("岗前培训", "pre-service education"),
    "stage.training": Text("规范化培训", "standardised training"),
    "stage.practice": Text("临床实践", "practice at the township hospital"),
    "stage.study_leave": Text("脱产进修", "study leave"),
    "stage.senior_rotation": Text("聘任副高前轮训", "rotation before a senior post"),
    "stint": Text("{start}至{end}", "{start} to {end}"),
    "stint.open": Text("{start}起", "from {start}"),
    "at": Text("（{place}）", " ({place})"),
    "elsewhere": Text("进修单位", "where study leave takes place"),
    "no_place": Text("（没有名额，待安排）", " (no place left, waits)"),
    "chain": Text("{stage}{track}：{stints}（依据{clause}）", "{stage}{track}: {stints} (under {clause})"),
    "track_of": Text("（{track}）", " ({track})"),
    "leave": Text("脱产进修安排在{sites}，{places}。", "Study leave is at {sites}, {places}."),
    "leave.places": Text("同时不超过{places}人", "no more than {places} at a time"),
    "leave.external": Text("可同时接收的人数待定", "with a number of places that is not given yet"),
    "leave.full": Text(
        "{period}有{people}人同时进修，超过可接收的{places}人；请错开",
        "{people} are on study leave in {period}, more than the {places} places; spread them",
    ),
}
