"""This script is where the synthetic Mentougou season is rebuilt: ``source/`` in, ``data/`` out, always the same bytes.

Run ``python scenarios/mentougou-2025/make_synthetic.py [FOLDER]``. What is real is read from ``source/`` and
only passed on; every person, post, clinic and date is invented by a seeded draw. README.md says which column is which.
"""

import csv
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from synthetic_graduates import make_graduates, make_wishes
from synthetic_people import make_cover, make_doctors, make_leave
from synthetic_places import HERE, Geography, Row, leave_to_policy, make_centres, make_sites, make_villages


def make_travel(geo: Geography) -> Iterator[Row]:
    """Yield minutes from each village and clinic to each centre, all estimated (``source/travel_model.csv``)."""
    for code, minutes in sorted(geo.minutes.items()):
        names = [f"V{code[6:]}"] + ([f"S{code[6:]}"] if geo.host[code] == code else [])
        for name in names:
            for centre in sorted(geo.centre_of.values()):
                yield {"起点": name, "终点": centre, "分钟": minutes[centre], "合成或假设": "估算（直线距离模型）"}


def write(folder: Path, name: str, rows: Iterable[Row]) -> None:
    """Write one table as CSV that Excel opens with its Chinese headings intact."""
    table = list(rows)
    with (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(table[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)


def build(folder: Path) -> None:
    """Write every table of the scenario into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    geo = Geography()
    centres = make_centres()
    sites = make_sites(geo)
    doctors = make_doctors(sites, {centre: geo.town[code] for code, centre in geo.centre_of.items()})
    graduates = make_graduates(geo)
    cover = make_cover(sites, doctors, centres)
    leave_to_policy(sites)
    write(folder, "centres", centres)
    write(folder, "sites", sites)
    write(folder, "villages", make_villages(geo))
    write(folder, "people", sorted(doctors + cover + graduates, key=lambda p: p["人员编码"]))
    write(folder, "wishes", make_wishes(geo, graduates, sites))
    write(folder, "travel", make_travel(geo))
    write(folder, "leave", make_leave(doctors))
    shutil.copyfile(HERE / "source" / "boundary.geojson", folder / "boundary.geojson")


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "data")
