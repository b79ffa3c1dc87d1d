"""YAML is read strictly: what is ambiguous is refused, and every fault has its line."""

from datetime import date
from decimal import Decimal

import pytest

from planner.problem import Problem, ScenarioError
from planner.scenario.strict_yaml import parse_yaml


def faults(text: str) -> tuple[Problem, ...]:
    with pytest.raises(ScenarioError) as caught:
        parse_yaml(text.encode(), "s.yaml")
    return caught.value.problems


def test_words_that_look_like_numbers_or_booleans_stay_text() -> None:
    text = "a: 012\nb: yes\nc: true\nd: 2026-07-01\ne: 1.50\nf: 60s\ng: '7'\nh: 110109001001\ni: ~\nj:\nk: 2026-13-01\n"
    assert parse_yaml(text.encode(), "s.yaml").data == {
        "a": "012",
        "b": "yes",
        "c": True,
        "d": date(2026, 7, 1),
        "e": Decimal("1.50"),
        "f": "60s",
        "g": "7",
        "h": 110109001001,
        "i": None,
        "j": None,
        "k": "2026-13-01",
    }


def test_every_path_has_its_line_and_a_missing_one_that_of_its_parent() -> None:
    document = parse_yaml(b"a: 1\nlist:\n  - x: 1\n    y: 2\n  - z\n", "s.yaml")
    assert document.line_of(("list", 0, "y")) == 4
    assert document.line_of(("list", 1)) == 5
    assert document.line_of(("list", 0, "nothing")) == 3


def test_a_byte_order_mark_and_an_empty_file_are_no_faults() -> None:
    assert parse_yaml("a: 1\n".encode("utf-8-sig"), "s.yaml").data == {"a": 1}
    assert parse_yaml(b"# nothing\n", "s.yaml").data is None


def test_every_duplicate_key_is_reported_with_both_lines() -> None:
    first, second = faults("a: 1\nb: {c: 1, c: 2}\na: 3\n")
    assert (first.row, first.column, second.row, second.column) == (2, "c", 3, "a")
    assert "1" in second.message.en and "3" in second.message.en


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: !foo 2\n", 2),
        ("a: !!python/object/apply:os.system ['true']\n", 1),
        ("a: &x 1\nb: *x\n", 2),
        ("a: 1\n\tb: 2\n", 2),
        ("a: 1\n---\nb: 2\n", 2),
        ("? [1, 2]\n: 3\n", 1),
        ("[" * 60000, 1),
        ("a: " + "[" * 5000 + "]" * 5000, 1),
        ("a: 'open\n", 2),
    ],
)
def test_tags_anchors_second_documents_and_bad_syntax_are_refused_with_their_line(text: str, line: int) -> None:
    assert faults(text)[0].row == line


def test_a_file_that_is_not_utf8_is_refused() -> None:
    with pytest.raises(ScenarioError):
        parse_yaml("标题: 甲".encode("gb18030"), "s.yaml")
