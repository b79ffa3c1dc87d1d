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
from synthetic_outlook import more_channels, more_leave, more_staff, outlook_stations, station_travel
from synthetic_people import make_cover, make_doctors, make_leave
from synthetic_pipeline import make_pipeline, pipeline_wishes
from synthetic_places import HERE, Geography, Row, leave_to_policy, make_centres, make_sites, make_villages


def make_travel(geo: Geography) -> Iterator[Row]:
    """Yield minutes from each village and clinic to each centre, all estimated (``source/travel_model.csv``)."""
    for code, minutes in sorted(geo.minutes.items()):
        names = [f"V{code[6:]}"] + ([f"S{code[6:]}"] if geo.host[code] == code else [])
        for name in names:
            for centre in sorted(geo.centre_of.values()):
                yield {"起点": name, "终点": centre, "分钟": minutes[centre], "合成或假设": "估算（直线距离模型）"}


def by_number(row: Row) -> tuple[str, int]:
    """Return the key that puts CS101 after CS66."""
    code = row["人员编码"]
    return code.rstrip("0123456789"), int("".join(c for c in code if c.isdigit()))


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
    wishes = make_wishes(geo, graduates, sites)
    leave = make_leave(doctors)
    leave_to_policy(sites)
    stations = outlook_stations(geo)
    pipeline = make_pipeline(geo)
    staff = more_staff(geo, sites + stations, doctors + cover)
    people = doctors + cover + graduates + staff + more_channels(geo) + pipeline
    write(folder, "centres", centres)
    write(folder, "sites", sorted(sites + stations, key=lambda s: s["服务点编码"]))
    write(folder, "villages", make_villages(geo))
    write(folder, "people", sorted(people, key=by_number))
    write(folder, "wishes", wishes + pipeline_wishes(geo, pipeline))
    write(folder, "travel", [*make_travel(geo), *station_travel(geo, sites + stations)])
    write(folder, "leave", leave + more_leave(doctors, leave))
    for kept in ("boundary.geojson", "pay_scale.csv"):
        shutil.copyfile(HERE / "source" / kept, folder / kept)


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "data")
