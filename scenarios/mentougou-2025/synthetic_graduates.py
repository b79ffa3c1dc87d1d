"""This module is where the graduates of the season and their wishes are made: all invented, by a seeded draw."""

from datetime import date

from synthetic_people import GRADES, birthday_between, person
from synthetic_places import ALL_INVENTED, Geography, Row, draw, now_integrated, yes

IN_TRAINING = {
    "G31": "2023-07-01",
    "G32": "2023-07-01",
    "G33": "2024-07-01",
    "G34": "2024-07-01",
    "G35": "2022-07-01",
    "G36": "2022-07-01",
}
RESIDENTS = {"G02", "G07", "G13", "G19", "G25", "G30", "G35"}
READY = {"G04": "2025-07-01", "G11": "2025-03-31", "G20": "2025-06-30", "G36": "2025-07-02"}  # given, not derived
UNDATED = {"G11", "G20"}  # only the day they are free is known
UNLICENSED = {"G06", "G15", "G21", "G27", "G28", "G31", "G33", "G34"}
ONLY = {"G10": "MTG-C11;MTG-C12", "G22": "MTG-C10"}
NO_ADJUSTMENT = {"G08", "G26"}
SAME_SCORE = {"G09": "G05", "G16": "G14", "G24": "G14"}


def make_graduates(geo: Geography) -> list[Row]:
    """Return the season's graduates: G01-G30 in the pool, G31-G36 still in training."""
    rng = draw("graduates")
    rows: list[Row] = []
    scores: dict[str, str] = {}
    for n in range(1, 37):
        code = f"G{n:02}"
        resident = code in RESIDENTS
        graduated = IN_TRAINING.get(code, "2021-07-01" if resident else "2022-07-01")
        if code == "G17":
            graduated = "2023-01-01"  # 6 + 24 months: ready on the day itself
        born = int(graduated[:4]) - (23 if resident else 21)
        home = rng.choice(geo.villages)
        town, village = geo.town[home["town_code"]], home["village"]
        if n % 9 == 0:
            town, village = rng.choice(("大峪街道", "城子街道", "大台街道")), ""
        credential = "执业医师" if resident else rng.choice(GRADES[1:3])
        if code in UNLICENSED:
            credential = "无"
        licensed = "" if credential == "无" else f"{int(graduated[:4]) + 2}-12-01"
        scores[code] = scores.get(SAME_SCORE.get(code, ""), f"{rng.randint(680, 930) / 10:.1f}")
        rows.append(
            person(
                code,
                f"毕业生{n:02}",
                "定向毕业生",
                性别="男" if n in {4, 9, 13, 21, 27, 33} else "女",
                出生日期=birthday_between(rng, date(born - 1, 9, 1), date(born, 8, 31)),
                资格=credential,
                学历="本科" if resident else "大专",
                中医技能=yes(n % 7 == 3),
                可上岗日期=READY.get(code, ""),
                户籍乡镇=town,
                户籍村=village,
                综合成绩=scores[code],
                培训类别="住院医师" if resident else "助理全科",
                入学日期=f"{int(graduated[:4]) - (5 if resident else 3)}-09-01",
                毕业日期="" if code in UNDATED else graduated,
                限定中心=ONLY.get(code, ""),
                服从调剂=yes(code not in NO_ADJUSTMENT),
                取得资格日期=min(licensed, "2024-12-01"),
                备注="培训未结束" if n > 30 else "",
            )
        )
    return rows


NO_WISHES = {"G12", "G23", "G29"}
EQUAL_RANKS = {"G05", "G14", "G19"}  # their second and third wish are worth the same to them
CLINIC_WISH = {"G03", "G18"}  # their first wish is a clinic
POPULAR = {
    "MTG-C09": 10,
    "MTG-C07": 9,
    "MTG-C06": 9,
    "MTG-C13": 7,
    "MTG-C08": 6,
    "MTG-C05": 6,
    "MTG-C11": 4,
    "MTG-C10": 2,
    "MTG-C12": 1,
}


def make_wishes(geo: Geography, graduates: list[Row], sites: list[Row]) -> list[Row]:
    """Return three to five wishes for most of G01-G30, drawn by popularity and home town."""
    rng = draw("wishes")
    centre_of = {geo.town[code]: centre for code, centre in geo.centre_of.items()}
    rows = []
    for g in graduates[:30]:
        code, limit = g["人员编码"], g["限定中心"].split(";") if g["限定中心"] else list(POPULAR)
        if code in NO_WISHES:
            continue
        weight = {c: POPULAR[c] + (8 if centre_of[g["户籍乡镇"]] == c else 0) for c in limit}
        listed: list[str] = []
        for _ in range(min(len(limit), rng.randint(3, 5))):
            rest = [c for c in limit if c not in listed]
            listed.append(rng.choices(rest, [weight[c] for c in rest])[0])
        for index, centre in enumerate(listed):
            rank = index if code in EQUAL_RANKS and index >= 2 else index + 1
            clinic = ""
            if index == 0 and code in CLINIC_WISH:
                near = [s for s in sites if s["中心编码"] == centre and now_integrated(s)]
                clinic = rng.choice(near)["服务点编码"]
            rows.append(
                {
                    "人员编码": code,
                    "志愿序": str(rank),
                    "中心编码": "" if clinic else centre,
                    "服务点编码": clinic,
                    "合成或假设": ALL_INVENTED,
                }
            )
    return rows
