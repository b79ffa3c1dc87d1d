"""docs/api.md does what it says: its examples run in order and print what stands there."""

import doctest
from pathlib import Path

import pytest

import planner

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "api.md"


def test_the_examples_of_the_page_print_what_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    found = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8", optionflags=doctest.FAIL_FAST)
    assert found.attempted > 30
    assert found.failed == 0


def test_every_verb_is_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for verb in set(planner.__all__) - {"__version__"}:
        assert f"| `{verb}(" in page, verb
        assert f"planner.{verb}(" in page, verb
