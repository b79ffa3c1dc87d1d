"""This module is where the doctors and staff of Xixian are made: every one of them invented, by a seeded draw."""

import random
from datetime import date, timedelta

from synthetic_places import ALL_INVENTED, DAY, Row, draw, standard, yes

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
    "户籍村",
    "综合成绩",
    "取得资格日期",
    "备注",
    "合成或假设",
)
GRADES = ("乡村医生证书", "乡村全科执业助理医师", "执业助理医师", "执业医师")
COHORTS = (  # oldest and youngest day of birth, weight; the first turn 60 in the years ahead
    (date(1961, 7, 3), date(1966, 6, 30), 30),
    (date(1966, 7, 1), date(1976, 6, 30), 40),
    (date(1976, 7, 1), date(1994, 6, 30), 30),
)
EMPTY_SHARE, FURTHER_SHARE = 0.07, 0.7  # clinics without a doctor; further posts that are filled
PAST_60, APPROVED, REHIRED = 22, 16, 5  # past 60; of these re-hired for a year with approval; under re-hire contracts
REAPPROVED = 6  # of the approved, those whose next year is approved already
RECRUITS = (
    "2021-09-01",
    "2021-09-01",
    "2022-03-01",
    "2022-09-01",
    "2022-09-01",
    "2023-09-01",
    "2023-09-01",
    "2024-09-01",
)
GRADUATES = (6, 2)  # directed students whose home clinic has a vacancy; and has none
EXPECTED = 14  # certificate holders expected to pass the examination
BUREAU = "新城教育卫体局（合成）"


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
    credential = rng.choices(GRADES, (74, 10, 12, 4) if birth.year < 1976 else (36, 30, 24, 10))[0]
    since = date(min(birth.year + rng.randint(21, 33), 2020), rng.randint(1, 12), 1)
    earliest = 2017 if credential == "乡村全科执业助理医师" else since.year + 1
    return person(
        f"XXV{number:03}",
        f"村医{number:03}",
        "乡村医生",
        性别=rng.choices("女男", (44, 56))[0],
        出生日期=birth.isoformat(),
        资格=credential,
        学历="本科" if credential == "执业医师" else rng.choice(("中专", "大专")),
        中医技能=yes(rng.random() < 0.22),
        聘用单位=site["中心编码"] if site["是否一体化"] == "是" else "",
        现岗位=site["服务点编码"],
        到岗日期=since.isoformat(),
        户籍乡镇=town,
        取得资格日期="" if credential == GRADES[0] else f"{min(earliest + rng.randint(0, 5), 2020)}-12-01",
    )


def posts(site: Row) -> int:
    """Return the posts of a clinic: given, or by the text."""
    return int(site["核定岗位"]) if site["核定岗位"] else standard(int(site["服务人口"]))


def make_doctors(sites: list[Row], town: dict[str, str]) -> list[Row]:
    """Return the village doctors on the roster, some past 60 with and some without approval."""
    rng = draw("doctors")
    slots = []
    for site in (s for s in sites if s["类别"] == "村卫生室"):
        if rng.random() >= EMPTY_SHARE or site["是否一体化"] == "否":
            slots += [site] * (1 + sum(rng.random() < FURTHER_SHARE for _ in range(posts(site) - 1)))
    rows = []
    for number, site in enumerate(slots, start=1):
        oldest, youngest, _ = rng.choices(COHORTS, [weight for *_, weight in COHORTS])[0]
        rows.append(doctor(rng, number, site, town[site["中心编码"]], between(rng, oldest, youngest)))
    _past_60(rng, rows)
    young = [r for r in rows if r["资格"] == GRADES[0] and r["出生日期"] >= "1976" and not r["备注"]]
    for row in rng.sample(young, min(EXPECTED, len(young))):
        day = f"{rng.choice((2022, 2023, 2024))}-12-01"
        row |= {"资格": "乡村全科执业助理医师", "取得资格日期": day, "备注": "预计考取（取得资格日期为预计）"}
    return rows


def _past_60(rng: random.Random, rows: list[Row]) -> None:
    """Make some past 60, re-hired for a year or not; one turns 60 on the day, one the day before."""
    chosen = rng.sample([r for r in rows if r["聘用单位"]], PAST_60 + REHIRED + 2)
    for n, row in enumerate(chosen):
        birth = between(rng, date(1957, 3, 1), date(1961, 5, 31))
        row |= {"出生日期": birth.isoformat(), "到岗日期": f"{birth.year + 22}-03-01"}
        if row["取得资格日期"]:
            row["取得资格日期"] = "2010-12-01" if row["资格"] != "乡村全科执业助理医师" else "2018-12-01"
        if n < APPROVED:
            row["备注"] = "超过60周岁，经同意一年一聘"
        elif n < PAST_60:
            row["备注"] = "超过60周岁，未续聘"
        elif n < PAST_60 + REHIRED:
            row |= {"身份": "返聘", "备注": "到龄返聘"}
    chosen[-2] |= {"出生日期": "1961-07-01", "备注": "当日满60周岁，当日仍在岗，次日起须经同意"}
    chosen[-1] |= {"出生日期": "1961-06-30", "备注": "前一日满60周岁，未续聘"}


def make_waivers(doctors: list[Row]) -> list[Row]:
    """Return the approvals of re-hiring, a year each (XX21-3.2.6-b)."""
    approved = [d for d in doctors if d["备注"] == "超过60周岁，经同意一年一聘"]
    years = [(d, "2022-06-30") for d in approved]
    years += [(d, "2023-06-30") for d in approved[:REAPPROVED] if d["出生日期"] > "1958-07-01"]
    return [
        {
            "条款": "XX21-3.2.6-b",
            "人员编码": d["人员编码"],
            "服务点编码": "",
            "截止日期": until,
            "理由": "岗位需要，一年一聘",
            "批准": BUREAU,
            "合成或假设": ALL_INVENTED,
        }
        for d, until in years
    ]


def in_post(doctor: Row) -> bool:
    """Return whether a doctor still serves on the day: up to the 60th birthday, or re-hired."""
    return doctor["出生日期"] >= "1961-07-01" or doctor["身份"] == "返聘" or "经同意一年一聘" in doctor["备注"]


def make_staff(centres: list[Row], sites: list[Row], doctors: list[Row]) -> list[Row]:
    """Return staff of each hospital: three who stay, and some who could be sent out or stand at a station."""
    rng = draw("staff")
    stations = {s["中心编码"]: s["服务点编码"] for s in sites if s["类别"] == "服务站"}
    held = {d["现岗位"] for d in doctors if in_post(d)}
    rows: list[Row] = []
    for centre in centres:
        code = centre["中心编码"]
        bare = [s for s in sites if s["中心编码"] == code and s["类别"] == "村卫生室" and s["服务点编码"] not in held]
        here = [code] * (4 + len(bare)) + ([stations[code]] if code in stations else [])
        for place in here:
            n = len(rows) + 1
            grade = rng.choices(GRADES[1:], (15, 40, 45))[0]
            rows.append(
                person(
                    f"XXS{n:03}",
                    f"中心人员{n:03}",
                    "中心人员",
                    性别=rng.choices("女男", (66, 34))[0],
                    出生日期=between(rng, date(1970, 1, 1), date(1997, 12, 31)).isoformat(),
                    资格=grade,
                    学历="本科" if grade == "执业医师" else "大专",
                    中医技能=yes(rng.random() < 0.2),
                    聘用单位=code,
                    现岗位=place,
                    到岗日期="2020-01-01",
                    户籍乡镇=centre["乡镇"],
                    取得资格日期="2019-12-01",
                )
            )
    return rows


def make_recruits(sites: list[Row], doctors: list[Row]) -> list[Row]:
    """Return recruits of the new cities who have their clinic already and come later (XX21-3.2.2-a)."""
    rng = draw("recruits")
    serving = [d["现岗位"] for d in doctors if in_post(d)]
    short = [s for s in sites if s["是否一体化"] == "是" and serving.count(s["服务点编码"]) < posts(s)]
    return [
        person(
            f"XXR{n:02}",
            f"招聘{n:02}",
            "招聘",
            性别=rng.choice("女男"),
            出生日期=between(rng, date(1988, 1, 1), date(1999, 6, 30)).isoformat(),
            资格=rng.choice(GRADES[1:3]),
            学历="大专",
            中医技能=yes(n % 3 == 0),
            聘用单位=site["中心编码"],
            现岗位=site["服务点编码"],
            到岗日期=day,
            可上岗日期=day,
            取得资格日期="2020-12-01",
            备注="新城招聘，尚未到岗",
        )
        for n, (day, site) in enumerate(zip(RECRUITS, rng.sample(short, len(RECRUITS)), strict=True), start=1)
    ]


def make_graduates(sites: list[Row], doctors: list[Row], villages: list[Row]) -> list[Row]:
    """Return directed students ready on the day (XX21-4.5-a): most with a vacancy at the home clinic, two without."""
    rng = draw("graduates")
    serving = [d["现岗位"] for d in doctors if d["身份"] == "招聘" or in_post(d)]
    open_at = {s["服务点编码"] for s in sites if s["是否一体化"] == "是" and serving.count(s["服务点编码"]) < posts(s)}
    full = {s["服务点编码"] for s in sites if s["是否一体化"] == "是"} - open_at
    homes = rng.sample([v for v in villages if v["所属服务点"] in open_at], GRADUATES[0])
    homes += rng.sample([v for v in villages if v["所属服务点"] in full], GRADUATES[1])
    return [
        person(
            f"XXG{n:02}",
            f"毕业生{n:02}",
            "定向毕业生",
            性别=rng.choices("女男", (75, 25))[0],
            出生日期=between(rng, date(1996, 9, 1), date(1998, 8, 31)).isoformat(),
            资格="执业助理医师",
            学历="大专",
            中医技能=yes(n % 4 == 0),
            可上岗日期=DAY.isoformat(),
            户籍乡镇=home["乡镇"],
            户籍村=home["村编码"],
            综合成绩=f"{rng.randint(660, 930) / 10:.1f}",
            取得资格日期="2020-12-01",
            备注="免费定向培养，待安置",
        )
        for n, home in enumerate(homes, start=1)
    ]


def make_contracts(doctors: list[Row]) -> list[Row]:
    """Return the contracts of a year signed at the start (XX21-3.2.3-a); four doctors have none yet."""
    hired = [d for d in doctors if d["聘用单位"] and in_post(d)]
    lacking = {d["人员编码"] for d in draw("contracts").sample(hired, 4)}
    return [
        {
            "条款": "XX21-3.2.3-a",
            "日期": DAY.isoformat(),
            "人员编码": d["人员编码"],
            "结果": "已办",
            "数量": "12",
            "备注": "",
            "合成或假设": ALL_INVENTED,
        }
        for d in hired
        if d["人员编码"] not in lacking
    ]


def make_base_share(doctors: list[Row]) -> list[Row]:
    """Return the share of licensed doctors in 2021, in percent, from which the rise is counted (XX21-2-c)."""
    serving = [d for d in doctors if in_post(d)]
    day = DAY.isoformat()
    licensed = sum(d["资格"] != GRADES[0] and d["取得资格日期"] <= day for d in serving)
    tenths = licensed * 1000 // len(serving)
    return [
        {
            "条款": "XX21-2-c",
            "日期": day,
            "人员编码": "",
            "结果": "已办",
            "数量": f"{tenths // 10}.{tenths % 10}",
            "备注": "2021年执业（助理）医师占比（%），由合成名册算出",
            "合成或假设": ALL_INVENTED,
        }
    ]
