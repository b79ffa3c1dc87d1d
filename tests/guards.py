"""What must hold of every clause of a pack, as functions, so that broken clauses can be put to them."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from planner.auditing import audit
from planner.clause import Clause
from planner.domain import Instance, Plan
from planner.finding import Status
from planner.policy import Policy
from planner.scenario.packs import parameter_types


def untested(clause_ids: Iterable[str], modules: Iterable[str]) -> list[str]:
    """Return the ids no test bears: MTGR-7-e needs a ``test_MTGR_7_e_...`` that asserts something."""
    told = [name for source in modules for name in _asserting(source)]
    word = {clause_id: f"test_{re.sub('[-.]', '_', clause_id)}_" for clause_id in clause_ids}
    return [clause_id for clause_id, start in word.items() if not any(name.startswith(start) for name in told)]


def _asserting(source: str) -> Iterator[str]:
    made = {node.name: node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}
    claims = {name for name, node in made.items() if _claims(node)}
    for name, node in made.items():
        called = {c.func.id for c in ast.walk(node) if isinstance(c, ast.Call) and isinstance(c.func, ast.Name)}
        if name in claims or called & claims:
            yield name


def _claims(node: ast.AST) -> bool:
    return any(
        isinstance(part, ast.Assert) or (isinstance(part, ast.Attribute) and part.attr == "raises")
        for part in ast.walk(node)
    )


def toothless(family: str, instance: Instance, rules: Policy, made: Plan) -> list[str]:
    """Return what is wrong with a sample on which a family is to bite: it finds nothing, or says it in one language."""
    named = {c.id for c in rules.clauses if c.family == family}
    rows = [f for f in audit(instance, rules, made) if f.clause in named]
    wrong = [f"{f.clause}: {f.message}" for f in rows if not f.message.zh or f.message.zh == f.message.en]
    wrong += [f"{f.clause}: {f.message}" for f in rows if not f.message.en or f.message.en == f.message.zh]
    if not [f for f in rows if f.status in {Status.VIOLATED, Status.MISSED}]:
        wrong.append(f"{family} finds nothing")
    return wrong


def unstated(clause: Clause) -> list[str]:
    """Return what a statement lacks: one of the languages, a word of the catalogue left unfilled, a number."""
    stated = clause.statement()
    wrong = [] if re.search("[\u4e00-\u9fff]", stated.zh) else ["zh"]
    wrong += [] if re.search("[a-z]{3}", stated.en) else ["en"]
    wrong += re.findall(r"[{}]|clauses\.", stated.zh + stated.en)
    for name in parameter_types(type(clause)):
        for number in _numbers(getattr(clause, name)):
            for language, text in zip(("zh", "en"), stated, strict=True):
                if not re.search(rf"(?<![\d.]){re.escape(str(number))}(?!\d)", text.replace(",", "")):
                    wrong.append(f"{language}: {name} {number}")
    return wrong


def _numbers(value: object) -> Iterator[int | Decimal]:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        yield value
    parts = value.values() if isinstance(value, Mapping) else value if isinstance(value, tuple | list) else ()
    for part in parts:
        yield from _numbers(part)
