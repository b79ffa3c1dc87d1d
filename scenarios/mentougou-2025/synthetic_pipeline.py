"""This module is where the next cohorts of graduates are made: seven years of them, all invented, by a seeded draw.

None may enter the pool of 2025-07-01, not even under the rules of 2021, where graduation is enough: of those who have
graduated by that day only the day they will be free is given, and the others graduate later.
"""

from datetime import date

from synthetic_graduates import POPULAR
from synthetic_people import GRADES, birthday_between, person
from synthetic_places import ALL_INVENTED, Geography, Row, draw, yes

FIRST = 37  # G01-G36 belong to the season
COHORTS = {2023: 5, 2024: 6, 2025: 8, 2026: 8, 2027: 7, 2028: 8, 2029: 6}
IN_TRAINING = 2025  # last year of graduation of those now in training


def make_pipeline(geo: Geography) -> list[Row]:
    """Return the graduates to come, in order of their year; each fifth takes the residency track."""
    rng = draw("pipeline")
    rows: list[Row] = []
    for year, count in COHORTS.items():
        for place in range(count):
            n = FIRST + len(rows)
            resident = place == 4
            born = year - (23 if resident else 21)
            village = rng.choice(geo.villages)
            started = year <= IN_TRAINING
            free = date(year + (4 if resident else 3), 1, 1)  # 6 + 24 or 36 months after 1 July
            grade = "执业医师" if resident else rng.choice(GRADES[1:3])
            passed = rng.random() < 0.85  # the others are forecast to finish without a licence
            score = f"{rng.randint(680, 930) / 10:.1f}"
            rows.append(
                person(
                    f"G{n}",
                    f"毕业生{n}",
                    "定向毕业生",
                    性别=rng.choices("女男", (80, 20))[0],
                    出生日期=birthday_between(rng, date(born - 1, 9, 1), date(born, 8, 31)),
                    资格=grade if passed else "无",
                    学历="本科" if resident else "大专",
                    中医技能=yes(n % 6 == 1),
                    可上岗日期=free.isoformat() if started else "",
                    户籍乡镇=geo.town[village["town_code"]],
                    户籍村=village["village"],
                    综合成绩=score if started else "",
                    培训类别="住院医师" if resident else "助理全科",
                    入学日期=f"{year - (5 if resident else 3)}-09-01",
                    毕业日期="" if started else f"{year}-07-01",
                    服从调剂="是",
                    取得资格日期=f"{year + 2}-12-01" if passed else "",
                    备注=f"{year}届，{'培训未结束' if started else '尚未毕业'}；资格及日期为预计",
                )
            )
    return rows


def pipeline_wishes(geo: Geography, graduates: list[Row]) -> list[Row]:
    """Return three wishes for most of those in training; who has not graduated has none yet."""
    rng = draw("pipeline wishes")
    centre_of = {geo.town[code]: centre for code, centre in geo.centre_of.items()}
    rows = []
    for g in graduates:
        if not g["可上岗日期"] or rng.random() < 0.25:
            continue
        weight = {c: w + (8 if centre_of[g["户籍乡镇"]] == c else 0) for c, w in POPULAR.items()}
        listed: list[str] = []
        while len(listed) < 3:
            rest = [c for c in POPULAR if c not in listed]
            listed.append(rng.choices(rest, [weight[c] for c in rest])[0])
        rows += [
            {
                "人员编码": g["人员编码"],
                "志愿序": str(rank),
                "中心编码": centre,
                "服务点编码": "",
                "合成或假设": ALL_INVENTED,
            }
            for rank, centre in enumerate(listed, start=1)
        ]
    return rows
