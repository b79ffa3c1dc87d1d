"""English texts hold no Chinese but names that the user gives, and words to be typed as they stand, in quotes."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

import planner.messages
from planner.api import load
from planner.domain import Instance
from planner.messages import say
from planner.report.tables import TABLES
from planner.run import solve
from planner.scenario.packs import PACKS, pack_ids, read_pack

SCENARIOS = Path(__file__).parent.parent / "scenarios"
HAN = re.compile("[\u4e00-\u9fff]")
BASES = ("斋堂医院", "军庄镇社区卫生服务中心", "永定镇社区卫生服务中心")
"""Places that a text names: proper names."""

TO_BE_TYPED = re.compile("“[^”]*”")


def chinese(said: str) -> bool:
    return HAN.search(TO_BE_TYPED.sub("", said)) is not None


def test_the_catalogue_is_english_where_it_says_so():
    """What is read from a table may be given in Chinese; only there may a text show how."""
    for module in pkgutil.iter_modules(planner.messages.__path__):
        texts = getattr(importlib.import_module(f"planner.messages.{module.name}"), "MESSAGES", {})
        wrong = [name for name, text in texts.items() if chinese(text.en) and module.name != "reading"]
        assert not wrong, module.name


@pytest.mark.parametrize("name", pack_ids())
def test_what_a_pack_says_is_english_where_it_says_so(name):
    pack = read_pack(PACKS / f"{name}.yaml")
    for clause in (entry.clause for entry in pack.entries):
        said = " ".join((clause.statement().en, clause.title.en, clause.citation.document.en))
        assert not HAN.search(re.sub("|".join(BASES), "", said)), clause.id
    for item in pack.not_modelled:
        assert not HAN.search(item.why.en), item.clause


def given(instance: Instance) -> Iterator[str]:
    """Every text the user gives: names, towns, notes, grounds."""
    for column in fields(instance):
        rows = getattr(instance, column.name)
        for row in rows if isinstance(rows, tuple) else ():
            for cell in fields(row) if is_dataclass(row) else ():
                value = getattr(row, cell.name)
                if isinstance(value, str) and HAN.search(value):
                    yield value.replace("、", ", ")


@pytest.mark.parametrize("name", ["mentougou-2025", "xiuwu-2022", "xixian-2021"])
def test_the_english_columns_of_the_tables_hold_no_chinese_but_names(name):
    result = solve(load(SCENARIOS / name))
    names = sorted(set(given(result.scenario.instance)), key=len, reverse=True)
    known = re.compile("|".join(map(re.escape, names)))
    for table in TABLES:
        english = [at for at, column in enumerate(table.columns) if column.endswith("_en")]
        for row in table.rows(result) if english else ():
            left = [known.sub("", str(row[at])) for at in english]
            assert not [text for text in left if chinese(text)], (table.name, row)


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("村卫生室", "the village clinic"),
        ("甲村卫生室", "甲村卫生室"),
        ("乡镇卫生院、甲村卫生室", "the township hospital, 甲村卫生室"),
        ("“考核”", "“考核”"),
    ],
)
def test_words_of_the_texts_are_put_into_english_whole_and_names_are_left_alone(name, english):
    assert say("duties.who.one", name=name) == (name, english)
