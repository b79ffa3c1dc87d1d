"""This module is where the places of the season are made: real villages and towns, invented clinics and posts."""

import csv
import math
import random
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
SEED = 20250701
DAY = date(2025, 7, 1)  # the placement date
Row = dict[str, str]

# Integrated clinics, their posts and the vacancies among them on the placement date, by centre. Chosen so that rates
# differ, tie as different fractions (斋堂 8/20, 王平 4/10), and tie in full (王平 and 潭柘寺: as many clinics, too).
SEASON = {
    "MTG-C05": (10, 10, 4),
    "MTG-C06": (16, 20, 4),
    "MTG-C07": (12, 15, 3),
    "MTG-C08": (10, 10, 4),
    "MTG-C09": (7, 10, 2),
    "MTG-C10": (15, 16, 8),
    "MTG-C11": (20, 20, 8),
    "MTG-C12": (19, 19, 12),
    "MTG-C13": (12, 14, 6),
}
STATIONS = {
    "MTG-C01": ("向阳东里社区", "滨河西区社区", "葡东社区"),
    "MTG-C02": ("城子大街社区", "西宁路社区"),
    "MTG-C03": ("西山社区", "北涧沟社区"),
    "MTG-C04": ("大台社区",),
    "MTG-C06": ("嘉园社区",),
    "MTG-C07": ("梨园社区",),
}
# Staff who must stay at the centre; elsewhere 2. Where villages are, about four or five of nine to fourteen.
CORE_STAFF = {
    "MTG-C05": 4,
    "MTG-C06": 5,
    "MTG-C07": 4,
    "MTG-C08": 4,
    "MTG-C09": 4,
    "MTG-C10": 5,
    "MTG-C11": 5,
    "MTG-C12": 5,
    "MTG-C13": 4,
}
DEMOLISHED = {"MTG-C06": 4, "MTG-C07": 2}
SHARE_BELOW, SHARE_KM = 150, 2.0  # a village this small may share the clinic of one this close in its town
FAR_MINUTES = 25  # a deep-mountain village at least this far from its centre counts as remote
COORDINATES = {
    "adcode2016": "真实（adcode2016，CC BY 4.0）",
    "geonames": "真实（GeoNames，CC BY 4.0）",
    "gazetteer": "真实（按公开的方位描述落点）",
    "synthetic": "合成",
    "": "缺",
}
SEATS = {
    "adcode2016": "乡镇驻地（adcode2016，CC BY 4.0）",
    "geonames": "乡镇驻地（GeoNames，CC BY 4.0）",
    "derived_mean_of_real_points": "本镇街真实点的均值",
}
ALL_INVENTED = "整行均为合成"


def draw(part: str) -> random.Random:
    """Return the generator of one part, so that a change in one leaves the others as they are."""
    return random.Random(f"{SEED}-{part}")


def source(name: str) -> list[Row]:
    """Return the rows of a source table."""
    with (HERE / "source" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def now_integrated(site: Row) -> bool:
    """Return whether a site is an integrated clinic on the placement date."""
    return site["是否一体化"] == "是" and site["一体化日期"] <= DAY.isoformat()


def yes(value: bool) -> str:
    """Return 是 or 否."""
    return "是" if value else "否"


def km(a: Row, b: Row) -> float:
    """Return kilometres in a straight line, near enough inside one district."""
    east = (float(a["lon"]) - float(b["lon"])) * 85.2
    return math.hypot(east, (float(a["lat"]) - float(b["lat"])) * 111.2)


def make_centres() -> list[Row]:
    """Return the thirteen centres; staffing floors and training places are invented."""
    common = {t["town_code"]: t["common_name"] for t in source("towns")}
    rows = []
    for centre in source("health_centres"):
        base = centre["training_base"] == "1"
        given = centre["coord_source"].removeprefix("town seat ").strip("()")
        seat = SEATS.get(given, "雁翅村，据镇情介绍卫生院在该村（adcode2016，CC BY 4.0）")
        rows.append(
            {
                "中心编码": centre["centre_id"],
                "名称": centre["centre"],
                "乡镇": common[centre["town_code"]],
                "经度": centre["lon"],
                "纬度": centre["lat"],
                "中心留守人数下限": str(CORE_STAFF.get(centre["centre_id"], 2)),
                "岗前培训名额": "6" if base else "",
                "真实": "乡镇；名称（2025年方案所列培训基地）" if base else "乡镇",
                "合成或假设": "留守人数下限、岗前培训名额为合成" if base else "名称与设置为假设；留守人数下限为合成",
                "坐标来源": f"代表点，非机构本址：{seat}",
            }
        )
    return rows


class Geography:
    """Which centre, clinic and zone each village belongs to, worked out once from the sources."""

    def __init__(self) -> None:
        self.villages = source("villages")
        self.communities = source("communities")
        self.centre_of = {c["town_code"]: c["centre_id"] for c in source("health_centres")}
        self.minutes = {row["code"]: row for row in source("travel_minutes")}
        self.town = {t["town_code"]: t["common_name"] for t in source("towns")}
        self.seats = self._seats()
        self.stations = self._stations()
        self.demolished = self._demolished()
        self.host = self._hosts()

    def centre(self, village: Row) -> str:
        """Return the centre of a village's town."""
        return self.centre_of[village["town_code"]]

    def _seats(self) -> set[str]:
        """Seat village: of the town's villages classed as town core in 2016, the one nearest to the seat's point."""
        found = set()
        for town in source("towns"):
            here = [v for v in self.villages if v["town_code"] == town["town_code"]]
            core = [v for v in here if v["ur_code_2016"] in {"111", "121"}]
            if town["zone"] != "plain" and core:
                found.add(min(core, key=lambda v: (km(v, town), v["code"]))["code"])
        return found

    def _stations(self) -> dict[str, list[Row]]:
        rows: dict[str, list[Row]] = {}
        for centre, names in STATIONS.items():
            here = [c for c in self.communities if self.centre_of[c["town_code"]] == centre]
            rows[centre] = [next(c for c in here if c["community"] == name) for name in names]
        return rows

    def _demolished(self) -> set[str]:
        rng = draw("demolition")
        codes: set[str] = set()
        for centre, count in DEMOLISHED.items():
            urban = [v["code"] for v in self.villages if self.centre(v) == centre and v["urban_class"] == "1"]
            codes |= set(rng.sample(urban, count))
        return codes

    def _hosts(self) -> dict[str, str]:
        """Village code to the code of the village (or community) whose site serves it."""
        host = {v["code"]: v["code"] for v in self.villages}
        hosting: set[str] = set()
        for village in sorted(self.villages, key=lambda v: (int(v["population"]), v["code"])):
            code, centre = village["code"], self.centre(village)
            if code in self.demolished:
                host[code] = self.stations[centre][0]["code"]
            elif int(village["population"]) < SHARE_BELOW and code not in self.seats and code not in hosting:
                same_town = [v for v in self.villages if v["town_code"] == village["town_code"] and v is not village]
                near = [(km(village, v), v["code"]) for v in same_town if host[v["code"]] == v["code"]]
                if near and min(near)[0] <= SHARE_KM:
                    host[code] = min(near)[1]
                    hosting.add(min(near)[1])
        return host

    def served(self, code: str) -> int:
        """Return residents of the villages served at one village or community."""
        return sum(int(v["population"]) for v in self.villages if self.host[v["code"]] == code)

    def zone(self, village: Row) -> str:
        """Return the pay zone we assume: 城区, 农村 or 山区."""
        if village["zone"] != "plain":
            return "农村" if village["town"] == "军庄镇" else "山区"
        return "城区" if village["urban_class"] == "1" else "农村"

    def remote(self, village: Row) -> bool:
        """Return whether a village counts as remote, by our assumption."""
        minutes = int(self.minutes[village["code"]][self.centre(village)])
        return village["zone"] == "deep_mountain" and minutes >= FAR_MINUTES


def make_villages(geo: Geography) -> list[Row]:
    """Return the 178 real villages with the site that serves each (invented)."""
    return [
        {
            "村编码": f"V{v['code'][6:]}",
            "村名": v["village"],
            "乡镇": geo.town[v["town_code"]],
            "常住人口": v["population"],
            "经度": v["lon"],
            "纬度": v["lat"],
            "所属服务点": f"S{geo.host[v['code']][6:]}",
            "乡镇驻地": yes(v["code"] in geo.seats),
            "拟拆迁": yes(v["code"] in geo.demolished),
            "统计用区划代码": v["code"],
            "真实": "村名、乡镇、区划代码（国家统计局2023）",
            "合成或假设": "所属服务点、拟拆迁为合成；乡镇驻地为假设",
            "坐标来源": COORDINATES[v["coord_source"]],
            "人口来源": "公开数字（出处见 source/villages.csv）" if v["pop_source"] == "published" else "合成",
        }
        for v in geo.villages
    ]


def integrated(centre: str, clinics: list[Row], rng: random.Random) -> set[str]:
    """Return a seeded choice of integrated clinics with the number of clinics and of posts of SEASON."""
    count, posts, _ = SEASON[centre]
    for _attempt in range(100_000):
        chosen = rng.sample(clinics, count)
        if sum(int(c["核定岗位"]) for c in chosen) == posts:
            return {c["服务点编码"] for c in chosen}
    raise RuntimeError(f"{centre}: no {count} clinics have {posts} posts together")


def make_sites(geo: Geography) -> list[Row]:
    """Return clinics and stations; posts are filled in for all here, see ``leave_to_policy``."""
    rng = draw("sites")
    rows = []
    for v in geo.villages:
        if geo.host[v["code"]] != v["code"]:
            continue
        population = geo.served(v["code"])
        rows.append(
            {
                "服务点编码": f"S{v['code'][6:]}",
                "名称": f"{v['village']}村卫生室".replace("村村", "村"),
                "中心编码": geo.centre(v),
                "类别": "村卫生室",
                "服务人口": str(population),
                "核定岗位": str(min(4, -(-population // 1000))),
                "是否一体化": "",
                "一体化日期": "",
                "公有产权": yes(rng.random() < 0.85),
                "拟拆迁": "否",
                "地区": geo.zone(v),
                "偏远": yes(geo.remote(v)),
                "经度": v["lon"],
                "纬度": v["lat"],
                "真实": "所在村村名",
                "合成或假设": "卫生室是否存在、岗位、一体化、产权、拆迁为合成；地区与偏远为假设",
                "坐标来源": f"取村点：{COORDINATES[v['coord_source']]}",
                "人口来源": "所服务各村之和，村级数字多为合成",
            }
        )
    for centre in SEASON:
        clinics = [r for r in rows if r["中心编码"] == centre]
        chosen = integrated(centre, clinics, rng)
        waiting = [r for r in clinics if r["服务点编码"] not in chosen]
        for row in clinics:
            row["是否一体化"] = yes(row["服务点编码"] in chosen)
            if row["服务点编码"] in chosen:
                row["一体化日期"] = rng.choice(("2023-07-01", "2024-01-01", "2024-07-01", "2024-12-31", "2025-04-01"))
        waiting[0]["是否一体化"], waiting[0]["一体化日期"] = "是", "2025-10-01"  # signed, but not yet so on the day
    next(r for r in rows if r["一体化日期"] == "2025-04-01")["一体化日期"] = DAY.isoformat()
    for centre, communities in geo.stations.items():
        for c in communities:
            served = geo.served(c["code"])
            rows.append(
                {
                    "服务点编码": f"S{c['code'][6:]}",
                    "名称": f"{c['community']}卫生服务站",
                    "中心编码": centre,
                    "类别": "服务站",
                    "服务人口": str(served) if served else "",
                    "核定岗位": "0",
                    "是否一体化": "否",
                    "一体化日期": "",
                    "公有产权": "是",
                    "拟拆迁": "否",
                    "地区": "山区" if centre == "MTG-C04" else "城区",
                    "偏远": "否",
                    "经度": c["lon"],
                    "纬度": c["lat"],
                    "真实": "所在社区名称",
                    "合成或假设": "服务站是否存在为假设；其余为合成；服务站由中心人员值守，不设乡村医生岗位",
                    "坐标来源": f"取社区点：{COORDINATES[c['coord_source']]}",
                    "人口来源": "转由服务站服务的拟拆迁村之和（合成）" if served else "缺：未找到社区人口",
                }
            )
    return sorted(rows, key=lambda r: r["服务点编码"])


def leave_to_policy(sites: list[Row]) -> None:
    """Blank the posts of some one-post clinics: 一室一人 (MTGR-8-a) gives the same number."""
    rng = draw("blank posts")
    for row in sites:
        if row["类别"] == "村卫生室" and row["核定岗位"] == "1" and rng.random() < 0.15:
            row["核定岗位"] = ""
