"""This script is where the synthetic roster of Xixian is rebuilt: ``source/`` in, ``data/`` out, always the same bytes.

Run ``python scenarios/xixian-2021/make_synthetic.py [FOLDER]``. Names and codes of towns and the number of villages of
each are real; the new city of a town is inferred; every village name, point, clinic, person and date is invented by a
seeded draw. README.md says which column is which.
"""

import csv
import sys
from pathlib import Path

from synthetic_people import (
    make_base_share,
    make_contracts,
    make_doctors,
    make_graduates,
    make_recruits,
    make_staff,
    make_waivers,
)
from synthetic_places import HERE, Row, Villages, make_centres, make_sites, make_villages


def write(folder: Path, name: str, rows: list[Row]) -> None:
    """Write one table as CSV that Excel opens with its Chinese headings intact."""
    with (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def build(folder: Path) -> None:
    """Write every table of the scenario into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    villages, centres = Villages(), make_centres()
    sites = make_sites(villages)
    doctors = make_doctors(sites, {c["中心编码"]: c["乡镇"] for c in centres})
    write(folder, "centres", centres)
    write(folder, "sites", sites)
    listed = make_villages(villages)
    recruits = make_recruits(sites, doctors)
    newcomers = recruits + make_graduates(sites, doctors + recruits, listed)
    write(folder, "villages", listed)
    write(folder, "people", doctors + make_staff(centres, sites, doctors) + newcomers)
    write(folder, "waivers", make_waivers(doctors))
    write(folder, "records", make_contracts(doctors) + make_base_share(doctors))


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "data")
