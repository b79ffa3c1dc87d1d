"""This script is where the synthetic roster of Xiuwu is rebuilt: ``source/`` in, ``data/`` out, always the same bytes.

Run ``python scenarios/xiuwu-2022/make_synthetic.py [FOLDER]``. Names and codes of towns and villages are real and only
passed on; hospitals are assumed, every clinic, person, post and date is invented by a seeded draw. README.md says
which column is which.
"""

import csv
import shutil
import sys
from pathlib import Path

from synthetic_people import (
    make_contracts,
    make_doctors,
    make_graduates,
    make_practice,
    make_recruits,
    make_sit_ins,
    make_staff,
    make_waivers,
    make_wishes,
)
from synthetic_places import HERE, Row, make_centres, make_sites, make_villages


def write(folder: Path, name: str, rows: list[Row]) -> None:
    """Write one table as CSV that Excel opens with its Chinese headings intact."""
    with (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def build(folder: Path) -> None:
    """Write every table of the scenario into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    centres, sites = make_centres(), make_sites()
    town = {c["中心编码"]: c["乡镇"] for c in centres}
    doctors, graduates = make_doctors(sites, town), make_graduates(town)
    write(folder, "centres", centres)
    write(folder, "sites", sites)
    write(folder, "villages", make_villages())
    write(folder, "people", doctors + make_staff(sites, doctors, centres) + make_recruits() + graduates)
    write(folder, "wishes", make_wishes(graduates, town))
    write(folder, "waivers", make_waivers(doctors))
    write(folder, "sit_ins", make_sit_ins(sites, doctors))
    write(folder, "practice", make_practice(doctors))
    write(folder, "records", make_contracts(doctors))
    shutil.copyfile(HERE / "source" / "boundary.geojson", folder / "boundary.geojson")


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "data")
