"""What an audit says of a plan."""

from planner.text import Text

MESSAGES: dict[str, Text] = {
    "awaited": Text(
        "未能核对：{title}（{names} 以另行通知为准，尚未给出）；其余未发现问题",
        "not checked: {title} ({names}: left to a notice not at hand); nothing was found otherwise",
    ),
    "undated": Text(
        "未能核对：{title}（{count}人没有出生日期）；其余人未发现问题",
        "not checked: {title} ({count} people have no birth date); nothing was found among the others",
    ),
    "no_record": Text(
        "未能核对：{title}（履行记录中没有{clause}的记录）",
        "not checked: {title} (no row of {clause} in table records)",
    ),
    "met": Text("符合：{title}", "met: {title}"),
    "over_age": Text("{name}在安置日已须退出（{why}）", "{name} is gone by the placement date ({why})"),
    "months_short": Text(
        "{name}自{start}毕业起，培训须满{needed}个月，安置日尚未满",
        "{name}'s training takes {needed} months from {start} and is not over",
    ),
    "turn": Text(
        "轮到{name}时，{better}的名额更优先，却去了{taken}；可改为：{chain}",
        "in {name}'s turn the seat at {better} stood first, but she went to {taken}; it could be: {chain}",
    ),
    "wishes.total": Text(
        "各中心人数不变，志愿总序数可由{before}降到{after}：{chain}",
        "with the same number at each centre, the sum of wish ranks could fall from {before} to {after}: {chain}",
    ),
    "wishes.profile": Text(
        "各中心人数不变，可以满足更多靠前的志愿：{chain}",
        "with the same number at each centre, more early wishes could be met: {chain}",
    ),
    "wishes.standing": Text(
        "志愿总序数不变，综合成绩在前的{name}可以得到更靠前的志愿：{chain}",
        "with the same sum of wish ranks, {name}, who stands higher, could have an earlier wish: {chain}",
    ),
    "overfull": Text(
        "{centre}安置{placed}人，可安置名额只有{capacity}个",
        "{placed} people are placed at {centre}, which has {capacity} seats",
    ),
    "no_seat": Text(
        "{name}被安置到{centre}，该中心没有可安置的空缺岗位",
        "{name} is placed at {centre}, which has no vacant post to fill",
    ),
    "ineligible": Text(
        "{name}不能去{centre}：超出限定中心，或本人不服从调剂且未填报该中心",
        "{name} may not go to {centre}: it is outside the centres she is limited to, or she accepts no adjustment and did not list it",
    ),
    "order": Text(
        "第{step}步应先安置{centre}（{claim}），却安置了{worse}（{worse_claim}）；可改为：{chain}",
        "step {step} belongs to {centre} ({claim}), but {worse} ({worse_claim}) was served; it could be: {chain}",
    ),
    "order.left_out": Text(
        "第{step}步应安置{centre}（{claim}），名额空着，却有人未安置；可改为：{chain}",
        "step {step} belongs to {centre} ({claim}); its seat is empty while someone is left out; it could be: {chain}",
    ),
    "passed_over": Text(
        "{name}综合成绩在前却未安置，排在其后的{placed}已安置；可改为：{chain}",
        "{name} stands before {placed}, who is placed, but is left out; it could be: {chain}",
    ),
    "move": Text("{name}由{origin}改到{target}", "{name} from {origin} to {target}"),
    "nowhere": Text("未安置", "not placed"),
    "part.gap": Text("有空缺岗位：{value}", "a vacant post: {value}"),
    "part.scope": Text("有无医生的卫生室：{value}", "a clinic without a doctor: {value}"),
    "part.pass": Text("轮次：{value}", "pass: {value}"),
    "part.rate": Text("空缺率{value}", "vacancy rate {value}"),
    "part.clinics": Text("一体化村卫生室{value}个", "{value} integrated clinics"),
    "unknown.placements": Text(
        "名单中{subject}一行的编码{code}在数据表中没有",
        "the plan's row of {subject} has the code {code}, which no table has",
    ),
    "unknown.leave": Text(
        "脱产进修安排中{subject}一行的编码{code}在数据表中没有",
        "the study leave row of {subject} has the code {code}, which no table has",
    ),
    "unknown.practice": Text(
        "临床实践安排中{subject}一行的编码{code}在数据表中没有",
        "the practice row of {subject} has the code {code}, which no table has",
    ),
    "unknown.money": Text(
        "经费明细中{subject}一行的编码{code}在数据表中没有",
        "the money row of {subject} has the code {code}, which no table has",
    ),
    "career.unknown": Text(
        "任务安排中{person}一行的编码{code}在数据表中没有",
        "the assignments' row of {person} has the code {code}, which no table has",
    ),
    "career.reversed": Text(
        "{name}在{site}的一行，结束时段{end}早于开始时段{start}",
        "the row of {name} at {site} ends in {end}, before it starts in {start}",
    ),
    "career.twice": Text(
        "{name}在{span}同时安排在{site}和{other}，应删去其一",
        "{name} is at {site} and at {other} in {span}; one of the two must go",
    ),
    "career.early": Text(
        "{name}自{day}起才能到岗，却从{start}起安排在{site}",
        "{name} can start on {day} but is at {site} from {start} on",
    ),
    "career.not_placed": Text(
        "{name}本季未安置，却从{start}起安排在{site}",
        "{name} is not placed this season but is at {site} from {start} on",
    ),
    "career.not_ready": Text(
        "{name}不能从{start}起安排在{site}：{why}", "{name} cannot be at {site} from {start} on: {why}"
    ),
    "career.gone": Text(
        "{name}到{start}已离岗（{why}），却在{span}安排在{site}",
        "{name} is gone by {start} ({why}) but is at {site} in {span}",
    ),
    "career.gone.leaves": Text("{day}离开", "leaves on {day}"),
    "career.foreign": Text(
        "{name}属于{centre}，却在{span}安排在{site}（属于{other}）",
        "{name} belongs to {centre} but is at {site} of {other} in {span}",
    ),
    "require": Text(
        "本方案要求{goal}为零，{centre}为{value}（理由：{why}）",
        "the scenario requires {goal} to be nought, and at {centre} it is {value} (why: {why})",
    ),
    "lock_broken": Text(
        "{name}已锁定在{place}（{why}），名单却不同", "{name} is locked at {place} ({why}), but the plan says otherwise"
    ),
    "lock.broken": Text(
        "{name}已锁定在{place}（{why}），{span}的排班却不同，应按锁定安排或先改锁定",
        "{name} is locked at {place} ({why}), but the plan has it otherwise in {span}; keep to the lock or change it first",
    ),
    "lock.absent": Text(
        "{name}锁定在{place}（{why}），但{span}不在岗，锁定无法执行",
        "{name} is locked at {place} ({why}) but is not in service in {span}, so the lock cannot be kept",
    ),
    "lock.foreign": Text(
        "{name}锁定在{place}（{why}），{span}却属于另一中心，锁定无法执行",
        "{name} is locked at {place} ({why}) but belongs to another centre in {span}, so the lock cannot be kept",
    ),
    "lock.two": Text(
        "{name}锁定在{place}（{why}），{span}同时还锁定在另一处，两者只能执行其一",
        "{name} is locked at {place} ({why}) and elsewhere at the same time in {span}; only one of the two can be kept",
    ),
    "locked": Text("{message}（按锁定保留：{why}）", "{message} (kept as locked: {why})"),
    "certificate": Text("截止线与名单不一致：{detail}", "the cut-off lines do not fit the placements: {detail}"),
    "certificate.missing": Text("缺少中心{centre}的截止线", "the line of centre {centre} is missing"),
    "certificate.passed_over": Text("中心{centre}的线上还有空名额", "centre {centre} has an empty seat above its line"),
    "certificate.too_soon": Text("中心{centre}的线下名额已被占用", "centre {centre} has a filled seat below its line"),
    "certificate.not_eligible": Text("{person}不能去中心{centre}", "{person} may not go to centre {centre}"),
    "certificate.dearer": Text(
        "{person}可去的中心中有线更靠前的，却在中心{centre}",
        "{person} is at centre {centre} while another she may go to has a line that comes first",
    ),
    "certificate.left_out": Text(
        "{person}未安置，可去的中心却未满", "{person} is left out while a centre she may go to is not full"
    ),
    "certificate.miscounted": Text("中心{centre}的人数超过名额", "centre {centre} holds more people than it has seats"),
    "certificate.ok": Text("截止线（不依赖求解器）核验通过", "the cut-off lines hold (checked without a solver)"),
}
