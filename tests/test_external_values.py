"""Every value that a text leaves to a notice not at hand: asked for by name, and once given it is in force."""

from datetime import date
from decimal import Decimal
from importlib import import_module

import pytest

from planner.clause import Clause
from planner.clauses import FAMILIES
from planner.messages import say
from planner.parameter import allowed, fitted
from planner.policy import Amendment, PackChoice, Policy
from planner.scenario.packs import pack_ids, parameter_types
from planner.scenario.precedence import awaited_values, load_policy

DAY = date(2025, 7, 1)
NUMBERS = (7, 37, 2037, date(2023, 4, 5))
"""Values of which each parameter takes one at least: a number, a share, a year, a day; each shows in a sentence."""


def _policy(pack: str, *given: Amendment) -> Policy:
    return load_policy([PackChoice(pack=pack)], given, DAY)


BEFORE = {pack: _policy(pack) for pack in pack_ids()}
AWAITED = [(pack, code, name) for pack, policy in BEFORE.items() for code, name in policy.awaited]


def _lawful(clause: Clause, name: str) -> object:
    for value in NUMBERS:
        try:
            return fitted(parameter_types(type(clause))[name], value)
        except ValueError:
            continue
    raise AssertionError(name)


def test_whatever_a_pack_may_leave_open_has_a_name_that_people_understand():
    named = import_module("planner.messages.awaited").MESSAGES
    found = {
        name
        for family in FAMILIES
        for name, hint in parameter_types(FAMILIES[family]).items()
        if "external" in allowed(hint).split(" | ")
    }
    assert found == set(named)


def test_there_are_values_to_be_given_in_every_text_but_none_is_asked_for_twice():
    assert {pack for pack, _, _ in AWAITED} == set(pack_ids())
    assert len({(code, name) for _, code, name in AWAITED}) == len(AWAITED) == 43


@pytest.mark.parametrize(("pack", "code", "name"), AWAITED, ids=lambda part: str(part))
def test_a_value_given_leaves_the_list_and_stands_in_the_clause_and_its_sentence(pack, code, name):
    before = BEFORE[pack]
    clause = before.clause[code]
    value = _lawful(clause, name)
    after = _policy(pack, Amendment(clause=code, parameters={name: value}, why="a notice"))
    assert set(before.awaited) - set(after.awaited) == {(code, name)}
    assert getattr(after.clause[code], name) == value
    assert not [line for line in awaited_values(after) if f"{name} of {code}" in line.en]
    figure = f"{value:g}" if isinstance(value, Decimal) else str(value)
    told, untold = after.clause[code].statement(), clause.statement()
    assert figure in told.zh
    assert figure in told.en
    assert told.zh != untold.zh
    assert say(f"awaited.{name}").zh
    assert "external" not in untold.zh + untold.en + told.zh + told.en
