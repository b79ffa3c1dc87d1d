"""This module is where the places of Xiuwu are made: real towns and villages, assumed hospitals, invented clinics."""

import csv
import math
import random
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
SEED = 20220601
DAY = date(2022, 7, 1)  # the placement date
START, LATER = "2022-06-01", "2022-10-01"  # township hiring begins (JZ22-2-a); a few clinics join later
Row = dict[str, str]

# Staff who must stay at the hospital, by town code; the zone industrial area 小营 has one village.
CORE_STAFF = {
    "410821100": 5,
    "410821101": 5,
    "410821102": 5,
    "410821103": 4,
    "410821104": 3,
    "410821202": 4,
    "410821204": 4,
    "410821206": 5,
    "410821400": 2,
}
LATER_SHARE = 0.06  # of clinics; their doctors are not yet hired by the township (JZ22-3-b)
TRUSTEES, TRUSTEE_KM = 4, 4.0  # smallest mountain villages looked after by a clinic nearby (JZ22-4.1-c)
COORDINATES = {"adcode2016": "真实（adcode2016，CC BY 4.0）", "synthetic": "合成"}
ALL_INVENTED = "整行均为合成"


def draw(part: str) -> random.Random:
    """Return the generator of one part, so that a change in one leaves the others as they are."""
    return random.Random(f"{SEED}-{part}")


def source(name: str) -> list[Row]:
    """Return the rows of a source table."""
    with (HERE / "source" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def yes(value: bool) -> str:
    """Return 是 or 否."""
    return "是" if value else "否"


def km(a: Row, b: Row) -> float:
    """Return kilometres in a straight line, near enough inside one county."""
    east = (float(a["lon"]) - float(b["lon"])) * 90.9
    return math.hypot(east, (float(a["lat"]) - float(b["lat"])) * 110.9)


def standard(site: Row) -> int:
    """Return the posts the text gives a clinic: one for each started thousand people (JZ22-4.2-a, -b)."""
    return max(1, -(-int(site["服务人口"]) // 1000))


def integrated(site: Row) -> bool:
    """Return whether a clinic is under integrated management on the day."""
    return site["一体化日期"] <= DAY.isoformat()


def hospitals() -> dict[str, str]:
    """Return the code of each town's hospital by town code."""
    return {t["town_code"]: f"XW-C{n:02}" for n, t in enumerate(source("towns"), start=1)}


def make_centres() -> list[Row]:
    """Return the nine township hospitals: assumed one a town, at the seat of the town."""
    return [
        {
            "中心编码": hospitals()[t["town_code"]],
            "名称": t["health_centre"],
            "乡镇": t["town"],
            "经度": t["lon"],
            "纬度": t["lat"],
            "中心留守人数下限": str(CORE_STAFF[t["town_code"]]),
            "岗前培训名额": "",
            "真实": "乡镇",
            "合成或假设": "名称与设置为假设（每个乡镇一所）；留守人数下限为合成",
            "坐标来源": "合成"
            if t["seat_source"] == "synthetic"
            else f"代表点，非机构本址：乡镇驻地（{t['seat_source']}，CC BY 4.0）",
        }
        for t in source("towns")
    ]


def hosts(villages: list[Row]) -> dict[str, str]:
    """Return the code of the village whose clinic serves each village: its own, but for a few small mountain ones."""
    host = {v["code"]: v["code"] for v in villages}
    hosting: set[str] = set()
    small = sorted((v for v in villages if v["zone"] == "mountain"), key=lambda v: (int(v["population"]), v["code"]))
    for v in small:
        near = [
            (km(v, w), w["code"])
            for w in villages
            if w["town_code"] == v["town_code"] and w is not v and host[w["code"]] == w["code"]
        ]
        away = sum(host[code] != code for code in host)
        if away < TRUSTEES and v["code"] not in hosting and min(near)[0] <= TRUSTEE_KM:
            host[v["code"]] = min(near)[1]
            hosting.add(min(near)[1])
    return host


def make_villages() -> list[Row]:
    """Return the 187 real villages with the clinic that serves each (invented)."""
    villages = source("villages")
    host = hosts(villages)
    return [
        {
            "村编码": f"V{v['code'][6:]}",
            "村名": v["village"],
            "乡镇": v["town"],
            "常住人口": v["population"],
            "经度": v["lon"],
            "纬度": v["lat"],
            "所属服务点": f"S{host[v['code']][6:]}",
            "代管方式": "" if host[v["code"]] == v["code"] else "就近托管",
            "统计用区划代码": v["code"],
            "真实": "村名、乡镇、区划代码（国家统计局2023）",
            "合成或假设": "所属服务点、代管方式为合成；常住人口为合成",
            "坐标来源": COORDINATES[v["coord_source"]],
            "人口来源": "合成",
        }
        for v in villages
    ]


def make_sites() -> list[Row]:
    """Return one invented clinic a village; posts are left to the text, a few join integration later."""
    rng = draw("sites")
    villages = source("villages")
    host = hosts(villages)
    rows = []
    for v in villages:
        if host[v["code"]] != v["code"]:
            continue
        served = sum(int(w["population"]) for w in villages if host[w["code"]] == v["code"])
        joins = START if rng.random() >= LATER_SHARE else LATER
        rows.append(
            {
                "服务点编码": f"S{v['code'][6:]}",
                "名称": f"{v['village']}村卫生室".replace("村村", "村"),
                "中心编码": hospitals()[v["town_code"]],
                "类别": "村卫生室",
                "服务人口": str(served),
                "核定岗位": "",
                "是否一体化": "是",
                "一体化日期": joins,
                "公有产权": "是",
                "地区": "山区" if v["zone"] == "mountain" else "农村",
                "偏远": yes(v["zone"] == "mountain" and rng.random() < 0.25),
                "经度": v["lon"],
                "纬度": v["lat"],
                "真实": "所在村村名",
                "合成或假设": "卫生室是否存在、产权、一体化、偏远为合成；地区为假设；岗位由政策推算",
                "坐标来源": f"取村点：{COORDINATES[v['coord_source']]}",
                "人口来源": "所服务各村之和，村级数字为合成",
            }
        )
    return rows
