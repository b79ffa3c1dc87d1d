"""This module is where the roster is completed for the staffing outlook: more staff, stations, seconded and re-hired.

Nothing here takes part in the season: staff and seconded people cover without filling a post, and re-hired doctors and
recruits stand at a centre, not at a clinic. Rows of the season are read, never changed.
"""

import random
from collections.abc import Iterator
from datetime import date

from synthetic_people import birthday_between, person
from synthetic_places import ALL_INVENTED, COORDINATES, DAY, Geography, Row, draw, km, yes

# Staff added at each centre with villages. With those of the season they are 9 to 14, of whom core_staff_min must stay.
ADDED_STAFF = {
    "MTG-C05": 5,
    "MTG-C06": 6,
    "MTG-C07": 5,
    "MTG-C08": 4,
    "MTG-C09": 5,
    "MTG-C10": 8,
    "MTG-C11": 9,
    "MTG-C12": 8,
    "MTG-C13": 6,
}
ADDED_STATIONS = {"MTG-C09": "北四社区", "MTG-C10": "雁翅社区"}
LAST_TURNS = tuple(
    date(y, m, 1) for y in (2023, 2024, 2025) for m in range(1, 13) if "2023-07" <= f"{y}-{m:02}" <= "2025-06"
)
NO_LAST_TURN = {9, 31}  # the day of their last rotation is not on file
RETIRING = 60
LAST_YEAR = 2033
REHIRED = (("MTG-C06", "2027-01-01"), ("MTG-C11", "2027-07-01"), ("MTG-C12", "2028-01-01"), ("MTG-C10", "2026-07-01"))
RECRUITED = (("MTG-C12", "2026-09-01"), ("MTG-C11", "2027-09-01"), ("MTG-C05", "2028-09-01"))
SECONDED = (  # first day, first day gone, centre that has asked for her (blank: wherever she is needed)
    ("2025-10-01", "2026-07-01", "MTG-C12"),
    ("2026-01-01", "2027-01-01", ""),
    ("2026-01-01", "2026-07-01", "MTG-C11"),
    ("2026-07-01", "2027-07-01", ""),
    ("2027-01-01", "2027-07-01", "MTG-C10"),
    ("2027-07-01", "2028-07-01", ""),
    ("2028-01-01", "2029-01-01", "MTG-C12"),
    ("2028-07-01", "2029-07-01", ""),
    ("2029-07-01", "2030-07-01", "MTG-C11"),
    ("2030-01-01", "2031-01-01", ""),
)
LEAVE_MONTHS = ("2026-03-01", "2026-05-01", "2026-09-01", "2027-04-01")


def outlook_stations(geo: Geography) -> list[Row]:
    """Return a station in two towns with villages; it has no post and is not integrated, so no season counts it."""
    rows = []
    for centre, name in ADDED_STATIONS.items():
        place = next(c for c in geo.communities if c["community"] == name and geo.centre_of[c["town_code"]] == centre)
        rows.append(
            {
                "服务点编码": f"S{place['code'][6:]}",
                "名称": f"{name}卫生服务站",
                "中心编码": centre,
                "类别": "服务站",
                "服务人口": "",
                "核定岗位": "0",
                "是否一体化": "否",
                "一体化日期": "",
                "公有产权": "是",
                "拟拆迁": "否",
                "地区": "农村" if centre == "MTG-C09" else "山区",
                "偏远": "否",
                "经度": place["lon"],
                "纬度": place["lat"],
                "真实": "所在社区名称",
                "合成或假设": "服务站是否存在为假设；其余为合成；服务站由中心人员值守，不设乡村医生岗位",
                "坐标来源": f"取社区点：{COORDINATES[place['coord_source']]}",
                "人口来源": "缺：未找到社区人口",
            }
        )
    return rows


def station_travel(geo: Geography, sites: list[Row]) -> Iterator[Row]:
    """Yield minutes from each station of a centre with villages to each centre: those of the village nearest to it."""
    for station in (s for s in sites if s["类别"] == "服务站" and s["中心编码"] in ADDED_STAFF):
        point = {"lon": station["经度"], "lat": station["纬度"]}
        here = [v for v in geo.villages if geo.centre(v) == station["中心编码"]]
        near = min(here, key=lambda v: (km(v, point), v["code"]))
        for centre in sorted(geo.centre_of.values()):
            yield {
                "起点": station["服务点编码"],
                "终点": centre,
                "分钟": geo.minutes[near["code"]][centre],
                "合成或假设": f"估算（取最近的{near['village']}）",
            }


def home(rng: random.Random, geo: Geography, centre: str) -> dict[str, str]:
    """Return a home town, oftener the centre's own, and for some the village."""
    own = rng.random() < 0.6
    village = rng.choice([v for v in geo.villages if not own or geo.centre(v) == centre])
    known = rng.random() < 0.4
    return {"户籍乡镇": geo.town[village["town_code"]], "户籍村": village["village"] if known else ""}


def more_staff(geo: Geography, sites: list[Row], roster: list[Row]) -> list[Row]:
    """Return further rotating staff of the centres with villages, now at the centre, a station or an empty clinic."""
    rng = draw("outlook staff")
    taken = {p["现岗位"] for p in roster}
    rows: list[Row] = []
    for centre, count in ADDED_STAFF.items():
        open_here = [s for s in sites if s["中心编码"] == centre and s["服务点编码"] not in taken]
        stations = [s["服务点编码"] for s in open_here if s["类别"] == "服务站"]
        empty = [s["服务点编码"] for s in open_here if s["类别"] == "村卫生室"]
        posted = stations + rng.sample(empty, min(len(empty), count // 3))
        for place in posted + [centre] * (count - len(posted)):
            n = len(rows) + 1
            birth = birthday_between(rng, date(1965, 8, 1), date(1999, 6, 30))
            year = int(birth[:4])
            grade = rng.choices(("执业医师", "执业助理医师", "乡村全科执业助理医师"), (45, 35, 20))[0]
            retires = f"{year + RETIRING + (birth[5:7] == '12')}-{int(birth[5:7]) % 12 + 1:02}-01"
            notice = year + RETIRING < LAST_YEAR
            last = rng.choice(LAST_TURNS)
            rows.append(
                person(
                    f"CS{n + 100}",
                    f"中心人员{n + 100}",
                    "中心人员",
                    性别=rng.choices("女男", (65, 35))[0],
                    出生日期=birth,
                    资格=grade,
                    学历="本科" if grade == "执业医师" else "大专",
                    中医技能=yes(rng.random() < 0.2),
                    聘用单位=centre,
                    现岗位=place,
                    到岗日期="" if n in NO_LAST_TURN else last.isoformat(),
                    离岗日期=retires if notice else "",
                    取得资格日期=f"{max(min(year + rng.randint(24, 30), 2024), 2017 if '乡村' in grade else 0)}-12-01",
                    备注="；".join(
                        note
                        for note, holds in (
                            ("轮转下派，不占乡村医生岗位", place in empty),
                            ("已排定退休离岗", notice),
                            ("上次轮转日期缺", n in NO_LAST_TURN),
                        )
                        if holds
                    ),
                    **home(rng, geo, centre),
                )
            )
    return rows


def more_channels(geo: Geography) -> list[Row]:
    """Return re-hired doctors and coming recruits at their centre, and seconded doctors with their windows."""
    rng = draw("outlook channels")
    rows = []
    for n, (centre, leaves) in enumerate(REHIRED, start=6):
        rows.append(
            person(
                f"RH{n:02}",
                f"返聘{n:02}",
                "返聘",
                性别=rng.choice("女男"),
                出生日期=birthday_between(rng, date(1959, 9, 1), date(1964, 6, 30)),
                资格=rng.choice(("执业医师", "执业助理医师")),
                学历="大专",
                中医技能=yes(n == 7),
                聘用单位=centre,
                现岗位=centre,
                到岗日期=rng.choice(("2024-09-01", "2025-03-01")),
                离岗日期=leaves,
                取得资格日期="1999-12-01",
                备注="返聘协议到期离岗；在中心，不占乡村医生岗位",
                **home(rng, geo, centre),
            )
        )
    for n, (centre, begins) in enumerate(RECRUITED, start=7):
        rows.append(
            person(
                f"RC{n:02}",
                f"招聘{n:02}",
                "招聘",
                性别=rng.choice("女男"),
                出生日期=birthday_between(rng, date(1990, 1, 1), date(2000, 12, 31)),
                资格="执业助理医师",
                学历="大专",
                中医技能=yes(n == 8),
                聘用单位=centre,
                现岗位=centre,
                可上岗日期=begins,
                取得资格日期="2024-12-01",
                备注="计划内招聘，尚未到岗",
                **home(rng, geo, centre),
            )
        )
    for n, (begins, leaves, centre) in enumerate(SECONDED, start=5):
        rows.append(
            person(
                f"SX{n:02}",
                f"下沉{n:02}",
                "下沉",
                性别=rng.choice("女男"),
                出生日期=birthday_between(rng, date(1975, 1, 1), date(1994, 12, 31)),
                资格=rng.choice(("执业医师", "执业医师", "执业助理医师")),
                学历="本科",
                中医技能=yes(n % 4 == 3),
                聘用单位=centre,
                可上岗日期=begins,
                离岗日期=leaves,
                取得资格日期="2019-12-01",
                备注="派驻计划，不占乡村医生岗位",
            )
        )
    return rows


def more_leave(doctors: list[Row], fixed: list[Row]) -> list[Row]:
    """Return study leave already fixed for four more certificate holders, one month each."""
    away = {row["人员编码"] for row in fixed}
    young = [
        d
        for d in doctors
        if d["资格"] == "乡村医生证书" and d["聘用单位"] and not d["备注"] and int(d["出生日期"][:4]) > DAY.year - 65
    ]
    free = [d["人员编码"] for d in young if d["人员编码"] not in away]
    return [
        {"人员编码": code, "月份": month, "合成或假设": ALL_INVENTED}
        for code, month in zip(free, LEAVE_MONTHS, strict=False)
    ]
