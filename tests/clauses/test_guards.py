"""The guards over all clauses notice what they are there for: a clause without test, without teeth, without words."""

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

import pytest
from build import DAY, centre, clinic, county, doctor, plan, policy
from guards import toothless, unstated, untested

from planner.clause import Citation, Clause, Kind
from planner.clauses import FAMILIES
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.text import Text, plain


class Trial(Clause):
    """Every clinic keeps so many beds; what it says and finds is laid in the test's hands."""

    family: ClassVar[str] = "trial"
    beds: int
    hours: tuple[int, ...]
    says: Text
    finds: tuple[tuple[Status, Text], ...] = ()

    def statement(self) -> Text:
        return self.says

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        for status, message in self.finds:
            yield Finding(clause=self.id, subject="a", status=status, message=message)


GOOD = Text("每个卫生室至少 3 张床，8 至 20 时开放", "at least 3 beds a clinic, open from 8 to 20")
TRIAL = Trial(
    id="T-1",
    title=plain("床"),
    citation=Citation(plain("试"), "一", "床"),
    kind=Kind.HARD,
    beds=3,
    hours=(8, 20),
    says=GOOD,
)


@pytest.fixture(autouse=True)
def _a_family_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FAMILIES, "trial", Trial)


def test_a_statement_with_all_its_numbers_in_both_languages_passes():
    assert unstated(TRIAL) == []


@pytest.mark.parametrize(
    ("says", "lacks"),
    [
        (Text("", GOOD.en), "zh"),
        (Text(GOOD.zh, ""), "en"),
        (Text(GOOD.en, GOOD.en), "zh"),
        (Text(GOOD.zh, GOOD.zh), "en"),
        (Text(GOOD.zh.replace("3", "三"), GOOD.en), "zh: beds 3"),
        (Text(GOOD.zh, GOOD.en.replace("3", "30")), "en: beds 3"),
        (Text(GOOD.zh, GOOD.en.replace("3", "0.3")), "en: beds 3"),
        (Text(GOOD.zh, GOOD.en.replace("20", "late")), "en: hours 20"),
        (Text(f"{GOOD.zh}{{beds}}", GOOD.en), "{"),
        (Text(GOOD.zh, f"{GOOD.en} clauses.trial"), "clauses."),
    ],
)
def test_a_statement_that_lacks_a_language_or_a_number_is_named(says: Text, lacks: str):
    assert lacks in unstated(replace(TRIAL, says=says))


FOUND = Text("床位不足", "too few beds")


@pytest.mark.parametrize(
    ("finds", "passes"),
    [
        ((), False),
        (((Status.MET, FOUND),), False),
        (((Status.WAIVED, FOUND),), False),
        (((Status.MISSED, FOUND),), True),
        (((Status.VIOLATED, FOUND),), True),
        (((Status.VIOLATED, plain("床")),), False),
        (((Status.VIOLATED, Text("", "too few beds")),), False),
        (((Status.VIOLATED, Text("床位不足", "")),), False),
    ],
)
def test_a_check_that_finds_nothing_or_says_it_in_one_language_is_named(finds, passes: bool):
    law = policy("mentougou-2025")
    law = replace(law, clauses=(*law.clauses, replace(TRIAL, finds=finds)))
    here = county([centre("A")], [clinic("a", "A")], [doctor("D", "a")], day=DAY)
    assert (toothless("trial", here, law, plan()) == []) is passes


HELPED = "def bites(x):\n    assert x\n\n\n"


@pytest.mark.parametrize(
    ("module", "lacks"),
    [
        ("def test_T_1_a_bed_is_there():\n    assert 1 == 1\n", []),
        (f"{HELPED}def test_T_1_a_bed_is_there():\n    bites(1)\n", []),
        ("def test_T_1_a_bed_is_there():\n    with pytest.raises(ValueError):\n        f()\n", []),
        ("def test_a_bed_is_there():\n    assert 1 == 1\n", ["T-1"]),
        ("def test_T_11_a_bed_is_there():\n    assert 1 == 1\n", ["T-1"]),
        ("def test_T_1_a_bed_is_there():\n    print(1)\n", ["T-1"]),
        (f"{HELPED}def test_T_1_a_bed_is_there():\n    print(1)\n", ["T-1"]),
        ("# def test_T_1_a_bed_is_there():\n", ["T-1"]),
    ],
)
def test_a_clause_without_an_acceptance_test_that_claims_something_is_named(module: str, lacks: list[str]):
    assert untested(["T-1"], ["", module]) == lacks
