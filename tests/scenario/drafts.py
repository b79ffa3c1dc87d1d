"""A tiny valid scenario that a test may spoil, written as CSV or as a workbook, with English or Chinese headings."""

import csv
import io
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from planner.problem import Problem, ScenarioError
from planner.scenario import Scenario
from planner.scenario.reading import read
from planner.scenario.schema import TABLES

Records = list[dict[str, object]]

TINY: dict[str, Records] = {
    "centres": [
        {"centre_id": "C1", "name": "甲镇中心", "town": "甲镇", "lon": "116.10", "lat": "39.94", "core_staff_min": "2"},
        {"centre_id": "C2", "name": "乙镇中心", "town": "乙镇", "lon": "116.00", "lat": "40.00", "core_staff_min": ""},
    ],
    "sites": [
        {
            "site_id": "S1",
            "name": "一村卫生室",
            "centre_id": "C1",
            "kind": "村卫生室",
            "posts": "2",
            "lon": "116.05",
            "lat": "39.95",
        },
        {
            "site_id": "S2",
            "name": "二村卫生室",
            "centre_id": "C1",
            "kind": "clinic",
            "posts": "1",
            "lon": "",
            "lat": "",
        },
        {
            "site_id": "S3",
            "name": "三村卫生室",
            "centre_id": "C2",
            "kind": "clinic",
            "posts": "2",
            "lon": "",
            "lat": "",
        },
        {"site_id": "S4", "name": "四站", "centre_id": "C2", "kind": "服务站", "posts": "1", "lon": "", "lat": ""},
    ],
    "villages": [
        {
            "village_id": "V1",
            "name": "一村",
            "town": "甲镇",
            "population": "900",
            "lon": "116.06",
            "lat": "39.96",
            "site_id": "S2",
        },
        {
            "village_id": "V2",
            "name": "二村",
            "town": "甲镇",
            "population": "400",
            "lon": "116.07",
            "lat": "39.97",
            "site_id": "S2",
        },
        {
            "village_id": "V3",
            "name": "三村",
            "town": "乙镇",
            "population": "700",
            "lon": "116.01",
            "lat": "40.01",
            "site_id": "S3",
        },
    ],
    "people": [
        {
            "person_id": "D1",
            "name": "张一",
            "sex": "女",
            "birth_date": "1975-03-02",
            "role": "乡村医生",
            "credential": "乡村医生证书",
            "employer": "C1",
            "site_id": "S1",
            "since": "2010-01-01",
        },
        {
            "person_id": "D2",
            "name": "李二",
            "sex": "M",
            "birth_date": "1980-05-06",
            "role": "village_doctor",
            "credential": "assistant",
            "employer": "C2",
            "site_id": "S3",
            "since": "2012-01-01",
        },
        {
            "person_id": "G1",
            "name": "王三",
            "sex": "女",
            "birth_date": "1999-01-02",
            "role": "graduate",
            "credential": "rural_assistant",
            "available_from": "2025-06-30",
            "graduated_on": "2022-07-01",
            "home_town": "甲镇",
            "home_village": "二村",
            "score": "91.5",
        },
        {
            "person_id": "G2",
            "name": "赵四",
            "sex": "男",
            "birth_date": "1999-02-03",
            "role": "graduate",
            "credential": "none",
            "available_from": "2025-06-30",
            "graduated_on": "2022-07-01",
            "score": "88",
            "only_centres": "C1；C2",
        },
    ],
    "wishes": [
        {"person_id": "G1", "rank": "1", "centre_id": "C1", "site_id": ""},
        {"person_id": "G1", "rank": "2", "centre_id": "C2", "site_id": ""},
        {"person_id": "G2", "rank": "1", "centre_id": "", "site_id": "S3"},
    ],
    "travel": [{"from_id": "V1", "to_id": "S2", "minutes": "7"}, {"from_id": "C1", "to_id": "S1", "minutes": "12"}],
    "leave": [{"person_id": "D1", "month": "2025-09"}],
    "practice": [{"person_id": "D2", "start": "2026-03-02", "end": "2026-03-06"}],
    "sit_ins": [{"site_id": "S1", "day": "2026-04-01", "person_id": "D2"}, {"site_id": "S1", "day": "2026年10月9日"}],
    "locks": [
        {"person_id": "D2", "site_id": "S3", "centre_id": "", "start": "2025-07-01", "end": "2026-06-30", "why": "已定"}
    ],
    "waivers": [
        {
            "clause": "MTG25-1-a",
            "person_id": "",
            "site_id": "S1",
            "until": "2026-01-01",
            "why": "特例",
            "granted_by": "区卫健委",
        }
    ],
    "pay_scale": [
        {
            "item": "岗位补助",
            "zone": "山区",
            "credential": "",
            "from": "2025-01-01",
            "amount_yuan": "3500.50",
            "assumption": "是",
        }
    ],
}

SETTINGS = "title: {zh: 小县, en: Tiny}\nplacement_date: 2025-07-01\npolicy: [mentougou-2025]\n"


@dataclass
class Draft:
    """A scenario being written: tables to spoil, settings, variants; ``english`` headings or Chinese ones."""

    folder: Path
    tables: dict[str, Records] = field(default_factory=lambda: deepcopy(TINY))
    settings: str = SETTINGS
    variants: dict[str, str] = field(default_factory=dict)
    english: bool = True

    def write(self, encoding: str = "utf-8") -> Path:
        """Write the folder with one CSV per table; row 1 holds the headings."""
        data = self.folder / "data"
        data.mkdir(parents=True, exist_ok=True)
        for name, records in self.tables.items():
            out = io.StringIO(newline="")
            rows = [self.headings(name), *([r.get(c, "") for c in self.columns(name)] for r in records)]
            csv.writer(out).writerows(rows)
            (data / f"{self.title(name)}.csv").write_bytes(out.getvalue().encode(encoding))
        return self._settings()

    def write_workbook(self) -> Path:
        """Write the folder with one roster.xlsx; numbers given as numbers stay numbers, dates dates."""
        import xlsxwriter

        self.folder.mkdir(parents=True, exist_ok=True)
        self.settings += "data: roster.xlsx\n"
        book = xlsxwriter.Workbook(
            self.folder / "roster.xlsx", {"strings_to_formulas": False, "default_date_format": "yyyy-mm-dd"}
        )
        for name, records in self.tables.items():
            sheet = book.add_worksheet(self.title(name))
            for column, heading in enumerate(self.headings(name)):
                sheet.write(0, column, heading)
            for number, record in enumerate(records, 1):
                for column, key in enumerate(self.columns(name)):
                    if record.get(key, "") != "":
                        sheet.write(number, column, record[key])
        book.close()
        return self._settings()

    def columns(self, name: str) -> list[str]:
        """Return the columns of a table, in the order they first appear."""
        return list(dict.fromkeys(key for record in self.tables[name] for key in record))

    def headings(self, name: str) -> list[str]:
        """Return a table's headings in the language chosen."""
        table = next((t for t in TABLES if t.name == name), None)
        known = table.column if table else {}
        return [known[c].heading if c in known and not self.english else c for c in self.columns(name)]

    def title(self, name: str) -> str:
        """Return a table's own name in the language chosen."""
        table = next((t for t in TABLES if t.name == name), None)
        return name if table is None or self.english else table.sheet

    def _settings(self) -> Path:
        (self.folder / "scenario.yaml").write_text(self.settings, encoding="utf-8")
        for name, text in self.variants.items():
            (self.folder / "variants").mkdir(exist_ok=True)
            (self.folder / "variants" / f"{name}.yaml").write_text(text, encoding="utf-8")
        return self.folder

    def read(self, variant: str | None = None) -> Scenario:
        """Write as CSV and read."""
        return read(self.write(), variant)

    def faults(self, variant: str | None = None) -> tuple[Problem, ...]:
        """Write as CSV, read, and return what is wrong with it."""
        with pytest.raises(ScenarioError) as caught:
            self.read(variant)
        return caught.value.problems
