"""This module is where the doctors and staff of the season are made: every one of them invented, by a seeded draw."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from synthetic_places import ALL_INVENTED, DAY, SEASON, Row, draw, now_integrated, yes


def open_slots(sites: list[Row], rng: random.Random) -> tuple[list[Row], list[Row]]:
    """Return the sites of filled and of vacant posts on the placement date, once a post; remote ones rather vacant."""
    filled, vacant = [], []
    for centre, (_, _, gap) in SEASON.items():
        clinics = [s for s in sites if s["中心编码"] == centre and s["类别"] == "村卫生室"]
        now = [s for s in clinics if now_integrated(s)]
        slots = [s for s in now for _ in range(int(s["核定岗位"]))]
        weight = {"是": 0.55, "否": 1.0}
        drawn = [rng.random() * weight[s["偏远"]] * (1 + int(s["服务人口"]) / 1500) for s in slots]
        order = sorted(range(len(slots)), key=lambda slot: drawn[slot])
        alone = next(slot for slot in order if slots[slot]["核定岗位"] == "1")  # no centre without an empty clinic
        order = [alone, *(slot for slot in order if slot != alone)]
        vacant += [slots[slot] for slot in order[:gap]]
        filled += [slots[slot] for slot in order[gap:]]
        for s in clinics:
            for _ in range(0 if s in now else int(s["核定岗位"])):
                (vacant if rng.random() < 0.2 else filled).append(s)
    return filled, vacant


def birthday_between(rng: random.Random, oldest: date, youngest: date) -> str:
    """Return a day between two dates, both included."""
    return (oldest + timedelta(days=rng.randint(0, (youngest - oldest).days))).isoformat()


GRADES = ("乡村医生证书", "乡村全科执业助理医师", "执业助理医师", "执业医师")
PEOPLE = (
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
    "离岗日期",
    "户籍乡镇",
    "户籍村",
    "综合成绩",
    "培训类别",
    "入学日期",
    "毕业日期",
    "限定中心",
    "服从调剂",
    "取得资格日期",
    "备注",
    "合成或假设",
)


def person(number: str, name: str, role: str, **known: str) -> Row:
    """Return one row of people with everything not known left blank."""
    row = dict.fromkeys(PEOPLE, "")
    row |= {"人员编码": number, "姓名": name, "身份": role, "合成或假设": ALL_INVENTED, **known}
    return row


def at(site: Row) -> Row:
    """Return the columns that tie a person to a site; only at an integrated clinic is the centre the employer."""
    return {"现岗位": site["服务点编码"], "聘用单位": site["中心编码"] if now_integrated(site) else ""}


def village_doctor(rng: random.Random, number: int, site: Row, town: str, birth: str) -> Row:
    """Return a village doctor whose credential and first day suit the age."""
    year = int(birth[:4])
    if year < 1972:
        credential = rng.choices(GRADES, (86, 9, 5, 0))[0]
        degree = "中专"
    else:
        credential = rng.choices(GRADES, (30, 38, 24, 8))[0]
        degree = "本科" if credential == "执业医师" else rng.choice(("中专", "大专"))
    since = date(min(year + rng.randint(20, 33), 2023), rng.randint(1, 12), 1)
    earliest = 2017 if credential == "乡村全科执业助理医师" else since.year + 1  # that examination is a recent one
    licensed = "" if credential == "乡村医生证书" else f"{min(earliest + rng.randint(0, 7), 2024)}-12-01"
    return person(
        f"VD{number:03}",
        f"村医{number:03}",
        "乡村医生",
        性别=rng.choices("女男", (45, 55))[0],
        出生日期=birth,
        资格=credential,
        学历=degree,
        中医技能=yes(rng.random() < 0.18),
        到岗日期=since.isoformat(),
        户籍乡镇=town,
        取得资格日期=licensed,
        **at(site),
    )


def other_channels(rng: random.Random, slots: Iterator[Row], town: dict[str, str]) -> list[Row]:
    """Return earlier graduates, recruits and re-hired retirees, each filling a post of a clinic."""
    rows = []
    for n in range(1, 11):
        graduated = date(rng.randint(2017, 2020), 7, 1)
        rows.append(
            person(
                f"GE{n:02}",
                f"往届毕业生{n:02}",
                "定向毕业生",
                性别=rng.choices("女男", (80, 20))[0],
                出生日期=birthday_between(rng, date(graduated.year - 22, 1, 1), date(graduated.year - 21, 12, 31)),
                资格=rng.choice(GRADES[1:3]),
                学历="大专",
                中医技能=yes(n % 5 == 0),
                到岗日期=f"{graduated.year + 3}-03-01",
                综合成绩=f"{rng.randint(700, 900) / 10:.1f}",
                户籍乡镇=rng.choice(sorted(town.values())),
                培训类别="助理全科",
                入学日期=f"{graduated.year - 3}-09-01",
                毕业日期=graduated.isoformat(),
                取得资格日期=f"{graduated.year + 2}-12-01",
                **at(next(slots)),
            )
        )
    for n in range(1, 7):
        rows.append(
            person(
                f"RC{n:02}",
                f"招聘{n:02}",
                "招聘",
                性别=rng.choice("女男"),
                出生日期=birthday_between(rng, date(1982, 1, 1), date(1997, 12, 31)),
                资格=rng.choice(("执业医师", "执业助理医师", "执业助理医师")),
                学历=rng.choice(("本科", "大专")),
                中医技能=yes(n == 2),
                到岗日期=f"{rng.choice((2023, 2024))}-09-01",
                取得资格日期="2022-12-01",
                **at(next(slots)),
            )
        )
    for n in range(1, 6):
        rows.append(
            person(
                f"RH{n:02}",
                f"返聘{n:02}",
                "返聘",
                性别=rng.choice("女男"),
                出生日期=birthday_between(rng, date(1960, 1, 1), date(1964, 12, 31)),
                资格="执业医师",
                学历=rng.choice(("本科", "大专")),
                中医技能=yes(n == 4),
                到岗日期="2024-10-01",
                取得资格日期="1999-12-01",
                **at(next(slots)),
            )
        )
    return rows


COHORTS = (
    (date(1955, 7, 3), date(1959, 12, 31)),
    (date(1960, 1, 1), date(1966, 12, 31)),
    (date(1967, 1, 1), date(1989, 12, 31)),
)


def make_doctors(sites: list[Row], town: dict[str, str]) -> list[Row]:
    """Return everyone who holds, or until lately held, a village doctor's post."""
    rng = draw("doctors")
    filled, vacant = open_slots(sites, rng)
    rng.shuffle(filled)
    slots = (s for s in filled if now_integrated(s))
    rows = other_channels(rng, slots, town)
    taken = [r["现岗位"] for r in rows]
    for site in filled:  # whoever is left is a village doctor
        if site["服务点编码"] in taken:
            taken.remove(site["服务点编码"])
            continue
        oldest, youngest = rng.choices(COHORTS, (38, 27, 35))[0]
        number = len(rows) - 20
        rows.append(village_doctor(rng, number, site, town[site["中心编码"]], birthday_between(rng, oldest, youngest)))
    staying = [r for r in rows if r["身份"] == "乡村医生"]
    staying[3] |= {
        "出生日期": "1955-07-02",
        "到岗日期": "1977-03-01",
        "资格": "乡村医生证书",
        "学历": "中专",
        "取得资格日期": "",
    }
    staying[3]["备注"] = "次日满70周岁，当日仍在岗"
    staying[8] |= {"离岗日期": "2025-09-30", "备注": "已申请离岗，当日仍在岗"}
    gone = rng.sample(vacant, 15)
    for index, site in enumerate(gone):
        number = len(staying) + 1 + index
        if index < 8:
            birth = "1955-07-01" if index == 0 else birthday_between(rng, date(1949, 3, 1), date(1955, 5, 31))
            row = village_doctor(rng, number, site, town[site["中心编码"]], birth)
            row["备注"] = "当日满70周岁，按规定退出" if index == 0 else "已满70周岁，按规定退出"
        else:
            birth = birthday_between(rng, date(1957, 1, 1), date(1985, 12, 31))
            row = village_doctor(rng, number, site, town[site["中心编码"]], birth)
            left = DAY if index == 8 else DAY - timedelta(days=rng.randint(20, 300))
            row |= {"离岗日期": left.isoformat(), "备注": "已离岗"}
        rows.append(row)
    return rows


def make_cover(sites: list[Row], doctors: list[Row], centres: list[Row]) -> list[Row]:
    """Return the centres' rotating staff and seconded doctors; some cover clinics that have no doctor of their own."""
    rng = draw("cover")
    held = {d["现岗位"] for d in doctors}
    empty = [s for s in sites if s["类别"] == "村卫生室" and s["服务点编码"] not in held]
    rows: list[Row] = []
    for centre in centres:
        code = centre["中心编码"]
        free = [s for s in empty if s["中心编码"] == code]
        away = [s["服务点编码"] for s in rng.sample(free, min(len(free), 2))]
        stations = [s["服务点编码"] for s in sites if s["中心编码"] == code and s["类别"] == "服务站"]
        for post in [code] * 3 + stations + away:
            n = len(rows) + 1
            rows.append(
                person(
                    f"CS{n:02}",
                    f"中心人员{n:02}",
                    "中心人员",
                    性别=rng.choices("女男", (65, 35))[0],
                    出生日期=birthday_between(rng, date(1968, 1, 1), date(1996, 12, 31)),
                    资格=rng.choice(("执业医师", "执业医师", "执业助理医师")),
                    学历=rng.choice(("本科", "大专")),
                    中医技能=yes(rng.random() < 0.2),
                    聘用单位=code,
                    现岗位=post,
                    到岗日期=rng.choice(("2023-09-01", "2024-01-01", "2024-07-01", "2025-01-01")),
                    取得资格日期="2020-12-01",
                    备注="轮转下派，不占乡村医生岗位" if post in away else "",
                )
            )
    covered = {r["现岗位"] for r in rows}
    for n, site in enumerate(rng.sample([s for s in empty if s["服务点编码"] not in covered], 4), start=1):
        rows.append(
            person(
                f"SX{n:02}",
                f"下沉{n:02}",
                "下沉",
                性别=rng.choice("女男"),
                出生日期=birthday_between(rng, date(1975, 1, 1), date(1992, 12, 31)),
                资格="执业医师",
                学历="本科",
                中医技能=yes(n == 1),
                现岗位=site["服务点编码"],
                到岗日期="2025-04-01",
                离岗日期="2025-10-01",
                取得资格日期="2018-12-01",
                备注="区级医院派驻半年，不占乡村医生岗位",
            )
        )
    return rows


def make_leave(doctors: list[Row]) -> list[Row]:
    """Return study leave already fixed for two certificate holders who are in post."""
    holders = [d for d in doctors if d["资格"] == "乡村医生证书" and not d["备注"] and d["聘用单位"]]
    return [
        {"人员编码": d["人员编码"], "月份": month, "合成或假设": ALL_INVENTED}
        for d, month in zip(holders[:2], ("2025-09-01", "2025-11-01"), strict=True)
    ]
