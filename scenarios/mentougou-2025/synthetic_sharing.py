"""This script is where the what-if ``variants/small-villages-share.yaml`` is made: small clinics share one close by.

Run ``python scenarios/mentougou-2025/synthetic_sharing.py [FILE]``. Nothing is drawn: from the smallest clinic up, one
whose villages have fewer than 800 residents together is closed if a clinic that stays open lies within 15 minutes; its
villages and everybody who works there go to the nearest. Both must belong to one centre and be integrated by the
placement date; a clinic that takes villages over stays open, with one post per started thousand residents, or as many
as it has doctors. 800 is the number of XX21-3.1.1-b, borrowed because MTGR-4-b names none; the 15 minutes are an
assumption, and minutes are estimated (side roads of ``source/travel_model.csv``).
"""

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from synthetic_places import DAY, HERE, Row, km, now_integrated, source

SMALL, NEAR_MINUTES = 800, 15
PER_POST, MOST_POSTS = 1000, 4  # one post per started thousand, as in make_sites
TODAY = DAY.isoformat()
LAST_BIRTH_TOO_OLD = DAY.replace(year=DAY.year - 70).isoformat()  # MTGR-7-e
FILLS_A_POST = {"乡村医生", "定向毕业生", "招聘", "返聘"}
TITLE = """\
base: ..
title:
  zh: 不足 800 人的村合用 15 分钟内的卫生室（假设情形，服务点与人员为合成）
  en: Villages under 800 people share a clinic within 15 minutes (what-if, clinics and people synthetic)
change:
"""


def data(name: str) -> list[Row]:
    """Return the rows of a table the planner reads."""
    with (HERE / "data" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def minutes(a: Row, b: Row) -> float:
    """Return minutes between the villages of two clinics, estimated over side roads; the slower zone counts."""
    models = {m["zone"]: m for m in source("travel_model")}

    def one(zone: str) -> float:
        model = models[zone]
        speed = float(model["side_speed_kmh"]) / 60
        return float(model["access_min"]) + km(a, b) * float(model["side_detour_factor"]) / speed

    return max(one(a["zone"]), one(b["zone"]))


def shared(sites: list[Row]) -> dict[str, str]:
    """Return the clinics that close, each with the one that takes over its villages."""
    village = {f"S{v['code'][6:]}": v for v in source("villages")}
    clinics = [s for s in sites if s["类别"] == "村卫生室" and now_integrated(s)]
    host: dict[str, str] = {}
    hosting: set[str] = set()
    for site in sorted(clinics, key=lambda s: (int(s["服务人口"]), s["服务点编码"])):
        code = site["服务点编码"]
        if int(site["服务人口"]) >= SMALL or code in hosting:
            continue
        same = (s["服务点编码"] for s in clinics if s["中心编码"] == site["中心编码"] and s is not site)
        open_ones = ((minutes(village[code], village[other]), other) for other in same if other not in host)
        near = min(open_ones, default=(NEAR_MINUTES + 1.0, ""))
        if near[0] <= NEAR_MINUTES:
            host[code] = near[1]
            hosting.add(near[1])
    return host


def in_post(people: list[Row], host: dict[str, str]) -> Counter[str]:
    """Return who fills a post at each clinic on the placement date, after the move."""
    found: Counter[str] = Counter()
    for p in people:
        if p["身份"] not in FILLS_A_POST or (p["离岗日期"] and p["离岗日期"] <= TODAY):
            continue
        if max(p["到岗日期"], p["可上岗日期"]) <= TODAY and p["出生日期"] > LAST_BIRTH_TOO_OLD:
            found[host.get(p["现岗位"], p["现岗位"])] += 1
    return found


def entry(table: str, key: list[str], **fields: object) -> Iterator[str]:
    """Yield the lines of one change."""
    yield f"  - table: {table}"
    yield f"    key: [{', '.join(key)}]"
    yield from (f"    {name}: {value}" for name, value in fields.items())


def lines() -> Iterator[str]:
    """Yield the changes: who and what goes to a shared clinic, its residents and posts; then the closures."""
    sites, people = data("sites"), data("people")
    host = shared(sites)
    residents = {s["服务点编码"]: int(s["服务人口"] or 0) for s in sites}
    doctors = in_post(people, host)
    joined = defaultdict(list)
    for closed, to in sorted(host.items()):
        joined[to].append(closed)
    for to, closed in sorted(joined.items()):
        yield from entry("villages", [v["村编码"] for v in data("villages") if v["所属服务点"] in closed], site_id=to)
        if movers := [p["人员编码"] for p in people if p["现岗位"] in closed]:
            yield from entry("people", movers, site_id=to)
        for wish in (w for w in data("wishes") if w["服务点编码"] in closed):
            yield from entry("wishes", [f"{wish['人员编码']}+{wish['志愿序']}"], site_id=to)
        served = residents[to] + sum(residents[c] for c in closed)
        posts = max(min(MOST_POSTS, -(-served // PER_POST)), doctors[to])
        yield from entry("sites", [to], population=served, posts=posts)
    yield from entry("sites", sorted(host), remove="true")


def write(path: Path) -> None:
    """Write the variant; the same tables give the same bytes."""
    head = "# 由 synthetic_sharing.py 生成，规则见其开头；情形为假设，不表示任何一处真要撤并。\n"
    head += "# Made by synthetic_sharing.py, which states the rule; a what-if: no real clinic is said to close.\n"
    path.write_text(head + TITLE + "\n".join(lines()) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "variants" / "small-villages-share.yaml")
