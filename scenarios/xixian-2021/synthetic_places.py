"""This module is where the places of Xixian are made: real towns, villages known only by their number, invented sites.

No list of village names and no point of any town was at hand. Villages carry numbers for names, and every coordinate
is a sketch: five new cities set apart on a plane, their towns around them, their villages around the towns.
"""

import csv
import math
import random
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
SEED = 20210701
DAY = date(2021, 7, 1)  # the placement date
Row = dict[str, str]

# A sketch on a plane of kilometres round an arbitrary point, not a map: where each new city is drawn.
ORIGIN = (108.8, 34.4)
DRAWN_AT = {"空港": (-7.0, 9.0), "秦汉": (5.0, 2.0), "泾河": (17.0, 13.0), "沣西": (-10.0, -11.0), "沣东": (7.0, -12.0)}
TOWN_KM, VILLAGE_KM, APART_KM = 5.2, 2.6, 0.55  # towns round their new city, villages round their town, at least apart
JOINT_PAIRS, SMALL, JOINT_KM = 10, 800, 2.5  # villages under 800 people, this near, that share a clinic (XX21-3.1.1-b)
DEMOLISHED = {
    "沣西": 4,
    "空港": 3,
}  # villages drawn for demolition: their clinics stay out of integration (XX21-3.1.1-d)
URBANISED = {"沣东": 2}  # villages turned into communities: a station instead of a clinic (XX21-4.1-c)
NOT_PUBLIC = 0.12  # of clinics, whose premises are not yet public
SKETCH = "合成（示意布局，不是地理位置）"
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


def standard(population: int) -> int:
    """Return the posts of a clinic: one for each started thousand above 1000, four at most (XX21-3.2.1-b, -c)."""
    return min(4, -(-population // 1000))


def towns() -> list[Row]:
    """Return the towns with villages that are taken as run by the new area itself, an inference from public texts."""
    return [t for t in source("towns") if t["new_town_status"] == "directly run" and t["villages"] != "0"]


def hospitals() -> dict[str, str]:
    """Return the code of each town's hospital by town code, numbered by new city."""
    ordered = sorted(towns(), key=lambda t: (list(DRAWN_AT).index(t["new_town"]), t["town_code"]))
    return {t["town_code"]: f"XX-C{n:02}" for n, t in enumerate(ordered, start=1)}


def point(x: float, y: float) -> tuple[str, str]:
    """Return longitude and latitude of a point of the sketch, in kilometres from its origin."""
    lon = ORIGIN[0] + x / (111.3 * math.cos(math.radians(ORIGIN[1])))
    return f"{lon:.3f}", f"{ORIGIN[1] + y / 111.0:.3f}"


def seats() -> dict[str, tuple[float, float]]:
    """Return where each town is drawn: on a ring round its new city, in the order of codes."""
    found = {}
    for city, (x, y) in DRAWN_AT.items():
        here = [t["town_code"] for t in towns() if t["new_town"] == city]
        for n, code in enumerate(here):
            angle = 2 * math.pi * n / len(here) + math.pi / 5
            found[code] = (x + TOWN_KM * math.cos(angle), y + TOWN_KM * math.sin(angle))
    return found


def _nearest(found: tuple[float, Row]) -> tuple[float, str]:
    return found[0], found[1]["code"]


class Villages:
    """The villages of the directly run towns: real by number, invented in everything else."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.at: dict[str, tuple[float, float]] = {}
        rng, middle = draw("villages"), seats()
        for town in sorted(towns(), key=lambda t: hospitals()[t["town_code"]]):
            short = town["town"].removesuffix("街道").removesuffix("镇")
            for n in range(1, int(town["villages"]) + 1):
                code = f"{hospitals()[town['town_code']][3:]}{n:02}"
                self.at[code] = self._free(rng, *middle[town["town_code"]])
                people = min(5200, max(180, round(rng.lognormvariate(math.log(1150), 0.62))))
                self.rows.append(
                    {
                        "code": code,
                        "name": f"{short}{n:02}号村",
                        "town": town["town"],
                        "town_code": town["town_code"],
                        "city": town["new_town"],
                        "population": str(people),
                    }
                )
        self.demolished = self._drawn("demolition", DEMOLISHED)
        self.urbanised = self._drawn("urbanised", URBANISED)
        self.host = self._hosts()

    def _free(self, rng: random.Random, x: float, y: float) -> tuple[float, float]:
        """Return a point near a town's, apart from every other village."""
        while True:
            spot = (rng.gauss(x, VILLAGE_KM / 1.6), rng.gauss(y, VILLAGE_KM / 1.6))
            if all(math.dist(spot, other) >= APART_KM for other in self.at.values()):
                return spot

    def _drawn(self, part: str, counts: dict[str, int]) -> set[str]:
        rng = draw(part)
        return {
            code
            for city, count in counts.items()
            for code in rng.sample([v["code"] for v in self.rows if v["city"] == city], count)
        }

    def _hosts(self) -> dict[str, str]:
        """Village code to the code of the village whose clinic serves it: its own but for the small ones that join."""
        host = {v["code"]: v["code"] for v in self.rows}
        apart = self.demolished | self.urbanised
        small = [v for v in self.rows if int(v["population"]) < SMALL and v["code"] not in apart]
        joined: set[str] = set()
        for v in small:
            near = [w for w in small if w["town_code"] == v["town_code"] and w is not v and w["code"] not in joined]
            if len(joined) < 2 * JOINT_PAIRS and v["code"] not in joined and near:
                far, other = min(((math.dist(self.at[v["code"]], self.at[w["code"]]), w) for w in near), key=_nearest)
                if far > JOINT_KM:
                    continue
                smaller, larger = sorted((v, other), key=lambda w: (int(w["population"]), w["code"]))
                host[smaller["code"]] = larger["code"]
                joined |= {v["code"], other["code"]}
        return host

    def served(self, code: str) -> int:
        """Return residents of the villages that one village's clinic serves."""
        return sum(int(v["population"]) for v in self.rows if self.host[v["code"]] == code)


def make_centres() -> list[Row]:
    """Return one assumed hospital for each town run by the new area; the new city of a town is inferred."""
    rows = []
    by_code = {t["town_code"]: t for t in towns()}
    for code, hospital in sorted(hospitals().items(), key=lambda pair: pair[1]):
        town, (x, y) = by_code[code], seats()[code]
        lon, lat = point(x, y)
        rows.append(
            {
                "中心编码": hospital,
                "名称": f"{town['town']}卫生院",
                "乡镇": town["town"],
                "经度": lon,
                "纬度": lat,
                "中心留守人数下限": "3",
                "新城": f"{town['new_town']}新城",
                "新城依据": "推断：据公开文字中的地名归入，使用前须核实",
                "统计用区划代码": code,
                "真实": "乡镇名称、区划代码（国家统计局2023）",
                "合成或假设": "机构名称与设置为假设（每个镇街一所）；所属新城为推断；留守人数下限为合成",
                "坐标来源": SKETCH,
            }
        )
    return rows


def make_villages(villages: Villages) -> list[Row]:
    """Return the villages: as many a town as the list of 2023 has, under numbers for names."""
    rows = []
    for v in villages.rows:
        lon, lat = point(*villages.at[v["code"]])
        rows.append(
            {
                "村编码": f"V{v['code']}",
                "村名": v["name"],
                "乡镇": v["town"],
                "常住人口": v["population"],
                "经度": lon,
                "纬度": lat,
                "所属服务点": f"S{villages.host[v['code']]}",
                "拟拆迁": yes(v["code"] in villages.demolished),
                "撤村改居": yes(v["code"] in villages.urbanised),
                "真实": "所在乡镇；该乡镇村委会的个数（国家统计局2023）",
                "合成或假设": "村名为占位编号；人口、所属服务点、拟拆迁、撤村改居均为合成",
                "坐标来源": SKETCH,
                "人口来源": "合成",
            }
        )
    return rows


def make_sites(villages: Villages) -> list[Row]:
    """Return clinics and two stations; where the text is silent (up to 1000 people) one post is filled in."""
    rng = draw("sites")
    rows = []
    for v in villages.rows:
        code = v["code"]
        if villages.host[code] != code:
            continue
        station, gone = code in villages.urbanised, code in villages.demolished
        people, (lon, lat) = villages.served(code), point(*villages.at[code])
        integrated = not station and not gone
        rows.append(
            {
                "服务点编码": f"S{code}",
                "名称": f"{v['name']}{'社区卫生服务站' if station else '卫生室'}",
                "中心编码": hospitals()[v["town_code"]],
                "类别": "服务站" if station else "村卫生室",
                "服务人口": str(people),
                "核定岗位": "0" if station else "1" if people <= 1000 else "",
                "是否一体化": yes(integrated),
                "一体化日期": DAY.isoformat() if integrated else "",
                "公有产权": yes(rng.random() >= NOT_PUBLIC and not gone),
                "拟拆迁": yes(gone),
                "地区": "农村",
                "经度": lon,
                "纬度": lat,
                "真实": "所在乡镇",
                "合成或假设": "整行均为合成；1000人及以下文件没有规定，按1个岗位填写",
                "坐标来源": SKETCH,
                "人口来源": "合成",
            }
        )
    return rows
