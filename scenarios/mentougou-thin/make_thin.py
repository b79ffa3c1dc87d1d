"""This script is where thin Mentougou is derived: ``../mentougou-2025/data`` in, ``data/`` out, always the same bytes.

Run ``python scenarios/mentougou-thin/make_thin.py [FOLDER]``. It only leaves rows out and writes leaving dates later
than the placement date, so the season of 2025 stays what it is and only the years after it get hard.
"""

import csv
import shutil
import sys
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
FROM = HERE.parent / "mentougou-2025" / "data"
WEST = {"MTG-C11": 9, "MTG-C12": 10}  # staff left at each, of 14 and 13; five must stay at the centre
CALLED_AWAY = ("2027-01-01", "2027-07-01", "2028-01-01", "2028-07-01", "2029-07-01")  # one of them goes, at each
DAY = date(2025, 7, 1)
EARLY = 65  # village doctors of the two towns leave at this age, and the older ones one after the other
LATEST = 70
Row = dict[str, str]


def read(name: str) -> tuple[list[str], list[Row]]:
    """Return the headings and rows of a table of the base scenario."""
    with (FROM / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        return list(reader.fieldnames or ()), list(reader)


def write(folder: Path, name: str, headings: list[str], rows: list[Row]) -> None:
    """Write one table as CSV that Excel opens with its Chinese headings intact."""
    with (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, headings, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def number(person: Row) -> int:
    """Return the number in a person's code."""
    return int("".join(c for c in person["人员编码"] if c.isdigit()))


def waiting(person: Row) -> bool:
    """Whether a graduate without a post belongs to cohorts after those of the season (G01-G36)."""
    return person["身份"] == "定向毕业生" and not person["现岗位"] and number(person) > 36


def in_plan(person: Row) -> bool:
    """Whether the person is only planned to come: a later secondment, or a recruit who has not begun."""
    return person["身份"] in {"下沉", "招聘"} and person["可上岗日期"] > DAY.isoformat()


def thinned(people: list[Row]) -> list[Row]:
    """Return the people without pipeline and planned arrivals, and with few staff of the two western centres."""
    left = dict(WEST)
    rows = []
    for person in people:
        centre = person["聘用单位"]
        if waiting(person) or in_plan(person) or (person["身份"] == "返聘" and person["现岗位"] == centre):
            continue
        if person["身份"] == "中心人员" and centre in left:
            if not left[centre]:
                continue
            left[centre] -= 1
        rows.append(person)
    return rows


def retire(people: list[Row], centre_of: dict[str, str]) -> None:
    """Write the day on which older village doctors of the two western towns leave, never before 2027."""
    turn = 0
    for person in people:
        if person["身份"] != "乡村医生" or person["离岗日期"] or centre_of.get(person["现岗位"]) not in WEST:
            continue
        birth = date.fromisoformat(person["出生日期"])
        if birth.year + EARLY < 2027:
            leaves = date(2027 + turn // 2, (1, 7)[turn % 2], 1)
            turn += 1
        elif birth.year + EARLY <= 2031:
            leaves = date(birth.year + EARLY + birth.month // 12, birth.month % 12 + 1, 1)
        else:
            continue
        if (leaves.year - LATEST, leaves.month, leaves.day) >= (birth.year, birth.month, birth.day):
            continue  # gone by age before that (MTGR-7-e)
        leave_on(person, leaves.isoformat(), "已申请离岗（假设，合成）")


def call_away(people: list[Row]) -> None:
    """Write the day on which five of the staff left at each western centre are called to a hospital in town."""
    for centre in WEST:
        staff = [p for p in people if p["身份"] == "中心人员" and p["聘用单位"] == centre and not p["离岗日期"]]
        for person, day in zip(staff[-len(CALLED_AWAY) :], CALLED_AWAY, strict=True):
            leave_on(person, day, "将调往城区医院（假设，合成）")


def leave_on(person: Row, day: str, note: str) -> None:
    """Write a leaving date and why it is there."""
    person["离岗日期"] = day
    person["备注"] = "；".join(filter(None, (person["备注"], note)))


def build(folder: Path) -> None:
    """Write every table of the scenario into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    headings, people = read("people")
    centre_of = {site["服务点编码"]: site["中心编码"] for site in read("sites")[1]}
    people = thinned(people)
    retire(people, centre_of)
    call_away(people)
    write(folder, "people", headings, people)
    listed = {p["人员编码"] for p in people}
    for name in ("wishes", "leave"):
        headings, rows = read(name)
        write(folder, name, headings, [row for row in rows if row["人员编码"] in listed])
    for name in ("centres.csv", "sites.csv", "villages.csv", "travel.csv", "boundary.geojson"):
        shutil.copyfile(FROM / name, folder / name)


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "data")
