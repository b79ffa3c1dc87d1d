"""This module is where the doctors and staff of Xiuwu are made: every one of them invented, by a seeded draw."""

import random
from datetime import date, timedelta

from synthetic_places import ALL_INVENTED, CORE_STAFF, DAY, Row, draw, hospitals, integrated, standard, yes

COLUMNS = (
    "人员编码",
    "姓名",
    "性别",
    "出生日期",
    "身份",
    "资格",
    "学历",
    "中医技能",
    "聘用单位",
    "现岗位",
    "到岗日期",
    "可上岗日期",
    "户籍乡镇",
    "综合成绩",
    "毕业日期",
    "取得资格日期",
    "备注",
    "合成或假设",
)
GRADES = ("乡村医生证书", "乡村全科执业助理医师", "执业助理医师", "执业医师")
COHORTS = (  # youngest and oldest day of birth, weight
    (date(1957, 7, 3), date(1962, 6, 30), 30),
    (date(1962, 7, 1), date(1972, 6, 30), 42),
    (date(1972, 7, 1), date(1994, 6, 30), 28),
)
EMPTY_SHARE = {"山区": 0.34, "农村": 0.17}  # clinics without a doctor of their own
SECOND_SHARE = 0.6  # further posts that are filled
PAST_65 = 9  # on the roster past 65; the first five licensed and kept on with approval (JZ22-4.2-m)
APPROVED = 5
KEPT_ON = "已满65周岁，经同意适当延期"
EXPECTED = 5  # certificate holders expected to pass the examination, by year
RECRUITS = (
    "2022-09-01",
    "2022-09-01",
    "2023-09-01",
    "2023-09-01",
    "2023-09-01",
    "2024-09-01",
    "2024-09-01",
    "2025-09-01",
)
COHORTS_READY = (("2022-06-30", 10), ("2023-07-31", 5), ("2024-07-31", 5), ("2025-07-31", 4))  # directed graduates
CONTRACTS_LACKING = 6


def person(code: str, name: str, role: str, **known: str) -> Row:
    """Return one row of people with everything not known left blank."""
    return dict.fromkeys(COLUMNS, "") | {
        "人员编码": code,
        "姓名": name,
        "身份": role,
        "合成或假设": ALL_INVENTED,
        **known,
    }


def between(rng: random.Random, oldest: date, youngest: date) -> date:
    """Return a day between two dates, both included."""
    return oldest + timedelta(days=rng.randint(0, (youngest - oldest).days))


def doctor(rng: random.Random, number: int, site: Row, town: str, birth: date) -> Row:
    """Return a village doctor; credential and first day suit the age, only an integrated clinic has an employer."""
    credential = rng.choices(GRADES, (84, 7, 7, 2) if birth.year < 1972 else (50, 25, 18, 7))[0]
    since = date(min(birth.year + rng.randint(20, 33), 2021), rng.randint(1, 12), 1)
    earliest = 2017 if credential == "乡村全科执业助理医师" else since.year + 1
    return person(
        f"XV{number:03}",
        f"村医{number:03}",
        "乡村医生",
        性别=rng.choices("女男", (42, 58))[0],
        出生日期=birth.isoformat(),
        资格=credential,
        学历="本科" if credential == "执业医师" else rng.choice(("中专", "大专")),
        中医技能=yes(rng.random() < 0.2),
        聘用单位=site["中心编码"] if integrated(site) else "",
        现岗位=site["服务点编码"],
        到岗日期=since.isoformat(),
        户籍乡镇=town,
        取得资格日期="" if credential == GRADES[0] else f"{min(earliest + rng.randint(0, 6), 2021)}-12-01",
    )


def make_doctors(sites: list[Row], town: dict[str, str]) -> list[Row]:
    """Return the village doctors on the roster; a clinic that joins later always has its own."""
    rng = draw("doctors")
    slots = []
    for site in sites:
        if integrated(site) and rng.random() < EMPTY_SHARE[site["地区"]]:
            continue
        slots += [site] * (1 + sum(rng.random() < SECOND_SHARE for _ in range(standard(site) - 1)))
    rows = []
    for number, site in enumerate(slots, start=1):
        oldest, youngest, _ = rng.choices(COHORTS, [weight for *_, weight in COHORTS])[0]
        rows.append(doctor(rng, number, site, town[site["中心编码"]], between(rng, oldest, youngest)))
    _past_65(rng, rows)
    _to_be_licensed(rng, rows)
    return rows


def _past_65(rng: random.Random, rows: list[Row]) -> None:
    """Make nine of them past 65, one on the very day, and one due the next day."""
    hired = [r for r in rows if r["聘用单位"]]
    chosen = rng.sample(hired, PAST_65 + 1)
    for n, row in enumerate(chosen[:PAST_65]):
        birth = between(rng, date(1952, 1, 1), date(1957, 5, 31))
        row |= {"出生日期": birth.isoformat(), "到岗日期": f"{birth.year + 22}-03-01", "学历": "中专"}
        if n < APPROVED:
            row |= {"资格": "执业助理医师", "取得资格日期": "2004-12-01", "备注": KEPT_ON}
        else:
            row |= {"资格": GRADES[0], "取得资格日期": "", "备注": "已满65周岁，未延期"}
    edge = {"到岗日期": "1979-03-01", "资格": GRADES[0], "学历": "中专", "取得资格日期": ""}
    chosen[PAST_65 - 1] |= {"出生日期": "1957-07-01", "备注": "当日满65周岁"}
    chosen[PAST_65] |= {"出生日期": "1957-07-02", "备注": "次日满65周岁，当日仍在岗", **edge}


def _to_be_licensed(rng: random.Random, rows: list[Row]) -> None:
    """Let some certificate holders pass the examination in the years to come: a forecast, and said so."""
    young = [r for r in rows if r["资格"] == GRADES[0] and r["出生日期"] >= "1972" and not r["备注"]]
    for row in rng.sample(young, min(EXPECTED, len(young))):
        row |= {
            "资格": "乡村全科执业助理医师",
            "取得资格日期": f"{rng.choice((2023, 2024, 2025))}-12-01",
            "备注": "预计考取（取得资格日期为预计）",
        }


def make_waivers(doctors: list[Row]) -> list[Row]:
    """Return the approvals that keep licensed doctors past 65; the longest extension is in a notice not at hand."""
    rng = draw("waivers")
    kept = [d for d in doctors if d["备注"] == KEPT_ON]
    return [
        {
            "条款": "JZ22-4.2-l",
            "人员编码": d["人员编码"],
            "服务点编码": "",
            "截止日期": rng.choice(("2023-06-30", "2023-12-31", "2024-06-30")),
            "理由": "有执业助理医师资格，能胜任，适当延期（期限为合成）",
            "批准": "县级卫生健康行政部门（合成）",
            "合成或假设": ALL_INVENTED,
        }
        for d in kept
    ]


def in_post(doctor: Row) -> bool:
    """Return whether a doctor still serves on the day: under 65, or kept on with approval."""
    return doctor["出生日期"] > "1957-07-01" or doctor["备注"] == KEPT_ON


def vacant_clinics(sites: list[Row], doctors: list[Row]) -> list[Row]:
    """Return the clinics without a doctor of their own on the day."""
    held = {d["现岗位"] for d in doctors if in_post(d)}
    return [s for s in sites if s["服务点编码"] not in held]


def make_staff(sites: list[Row], doctors: list[Row], centres: list[Row]) -> list[Row]:
    """Return the staff of each hospital who may be dispatched: as many as stay, and as clinics that have nobody."""
    rng = draw("staff")
    core = {hospitals()[code]: count for code, count in CORE_STAFF.items()}
    vacant = vacant_clinics(sites, doctors)
    rows: list[Row] = []
    for centre in centres:
        code = centre["中心编码"]
        empty = [s["服务点编码"] for s in vacant if s["中心编码"] == code]
        out = rng.sample(empty, len(empty) // 2)
        for place in [code] * (core[code] + len(empty) - len(out)) + out:
            n = len(rows) + 1
            grade = rng.choice(GRADES[1:]) if place != code else rng.choices(GRADES, (12, 18, 34, 36))[0]
            birth = between(rng, date(1968, 1, 1), date(1998, 12, 31))
            rows.append(
                person(
                    f"XS{n:03}",
                    f"中心人员{n:03}",
                    "中心人员",
                    性别=rng.choices("女男", (64, 36))[0],
                    出生日期=birth.isoformat(),
                    资格=grade,
                    学历="本科" if grade == "执业医师" else "大专",
                    中医技能=yes(rng.random() < 0.2),
                    聘用单位=code,
                    现岗位=place,
                    到岗日期=rng.choice(("2022-01-01", "2022-03-01")) if place != code else "2020-01-01",
                    户籍乡镇=centre["乡镇"],
                    取得资格日期="" if grade == GRADES[0] else "2020-12-01",
                    备注="已派驻，不占乡村医生岗位" if place != code else "",
                )
            )
    return rows


def make_recruits() -> list[Row]:
    """Return recruits who are expected in the years to come, from colleges and from society by turns (JZ22-4.2-k)."""
    rng = draw("recruits")
    return [
        person(
            f"XR{n:02}",
            f"招聘{n:02}",
            "招聘",
            性别=rng.choice("女男"),
            出生日期=between(rng, date(1990, 1, 1), date(1996, 6, 30)).isoformat(),
            资格="执业助理医师",
            学历="大专",
            中医技能="否",
            可上岗日期=day,
            毕业日期=f"{day[:4]}-07-01" if n % 2 else "",
            取得资格日期="2021-12-01",
            备注=("大中专院校招聘" if n % 2 else "社会招聘") + "，尚未到岗",
        )
        for n, day in enumerate(RECRUITS, start=1)
    ]


def make_graduates(town: dict[str, str]) -> list[Row]:
    """Return directed graduates without a clinic yet: ten ready on the day, the others in the years to come."""
    rng = draw("graduates")
    rows: list[Row] = []
    for ready, count in COHORTS_READY:
        year = int(ready[:4])
        for _ in range(count):
            n = len(rows) + 1
            rows.append(
                person(
                    f"XG{n:02}",
                    f"毕业生{n:02}",
                    "定向毕业生",
                    性别=rng.choices("女男", (75, 25))[0],
                    出生日期=between(rng, date(year - 25, 9, 1), date(year - 24, 8, 31)).isoformat(),
                    资格="乡村全科执业助理医师",
                    学历="大专",
                    中医技能=yes(n % 6 == 0),
                    可上岗日期=ready,
                    户籍乡镇=rng.choice(sorted(town.values())),
                    综合成绩=f"{rng.randint(660, 930) / 10:.1f}",
                    取得资格日期=f"{year - 1}-12-01",
                    备注="订单定向培养，待安置" if year == DAY.year else "订单定向培养，尚未结业；资格为预计",
                )
            )
    return rows


def make_wishes(graduates: list[Row], town: dict[str, str]) -> list[Row]:
    """Return three wishes of everyone ready on the day, the home town oftener than others."""
    rng = draw("wishes")
    rows = []
    for g in (g for g in graduates if g["可上岗日期"] <= DAY.isoformat()):
        weight = {c: 1 + 3 * (name == g["户籍乡镇"]) for c, name in town.items()}
        for rank in (1, 2, 3):
            centre = rng.choices(list(weight), list(weight.values()))[0]
            weight.pop(centre)
            rows.append(
                {"人员编码": g["人员编码"], "志愿序": str(rank), "中心编码": centre, "合成或假设": ALL_INVENTED}
            )
    return rows


def make_sit_ins(sites: list[Row], doctors: list[Row]) -> list[Row]:
    """Return days on which staff of the hospital sit in at some clinics, twice a year (JZ22-4.6.3-c)."""
    rng = draw("sit-ins")
    staffed = {d["现岗位"] for d in doctors if d["聘用单位"]}
    visited = rng.sample([s["服务点编码"] for s in sites if s["服务点编码"] in staffed], 30)
    days = [date(y, m, d) for y in (2023, 2024, 2025) for m, d in ((4, 12), (10, 18))]
    return [
        {"服务点编码": s, "日期": (day + timedelta(days=n % 5)).isoformat(), "人员编码": "", "合成或假设": ALL_INVENTED}
        for n, s in enumerate(sorted(visited))
        for day in days
    ]


def make_practice(doctors: list[Row]) -> list[Row]:
    """Return stays of practice already fixed for three doctors, a week each."""
    going = [d for d in doctors if d["聘用单位"] and not d["备注"]][:3]
    return [
        {
            "人员编码": d["人员编码"],
            "开始日期": f"2023-03-{n:02}",
            "结束日期": f"2023-03-{n + 4:02}",
            "合成或假设": ALL_INVENTED,
        }
        for n, d in zip((6, 13, 20), going, strict=True)
    ]


def make_contracts(doctors: list[Row]) -> list[Row]:
    """Return the labour contracts signed by the day; a few doctors in scope have none yet (JZ22-4.3-a)."""
    rng = draw("contracts")
    hired = [d for d in doctors if d["聘用单位"] and in_post(d)]
    lacking = {d["人员编码"] for d in rng.sample(hired, CONTRACTS_LACKING)}
    return [
        {
            "条款": "JZ22-4.3-a",
            "日期": DAY.replace(month=6).isoformat(),
            "人员编码": d["人员编码"],
            "结果": "同意",
            "备注": "",
            "合成或假设": ALL_INVENTED,
        }
        for d in hired
        if d["人员编码"] not in lacking
    ]
