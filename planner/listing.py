"""This module is where the law in force is listed: statement, citation, strength, parameters, and what is missing."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Literal, get_args, get_origin

from planner.clause import Clause
from planner.messages import say
from planner.parameter import allowed
from planner.policy import Pack, Policy
from planner.scenario.packs import parameter_types
from planner.text import Text, join, plain

_COMMON = frozenset(f.name for f in fields(Clause))


def parameters(clause: Clause) -> dict[str, str]:
    """Return a clause's own parameters as text, by name."""
    return {f.name: _shown(getattr(clause, f.name)) for f in fields(clause) if f.name not in _COMMON}


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(map(str, value)) + "]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{k}: {v}" for k, v in value.items()) + "}"
    return {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def options(clause: Clause) -> dict[str, str]:
    """Return the named options of a clause: parameters that hold one word of several."""
    types = parameter_types(type(clause))
    return {
        name: allowed(hint) for name, hint in types.items() if len(get_args(hint)) > 1 and get_origin(hint) is Literal
    }


def borrowed(pack: Pack) -> Text | None:
    """Return which clauses of a text a scenario borrows, how many others it leaves, and why; None for a whole text."""
    if pack.only is None:
        return None
    named = [e.clause.id for e in pack.entries if not pack.leaves_out(e.clause.id)]
    why = say("policy.borrowed_why", why=pack.why) if pack.why else plain("")
    clauses = join([plain(code) for code in named], "、", ", ")
    return say("policy.borrowed", count=len(named), clauses=clauses, others=len(pack.entries) - len(named), why=why)


def policy_lines(policy: Policy) -> Iterator[Text]:
    """Yield the listing of a policy line by line: texts, clauses in force, those displaced, those not modelled."""
    for pack in policy.packs:
        draft = say("cli.is_draft") if pack.draft else Text("", "")
        yield say("cli.pack", title=pack.title, id=pack.id, draft=draft)
        if only := borrowed(pack):
            yield Text(f"    {only.zh}", f"    {only.en}")
    yield plain("")
    yield _heading(say("cli.in_force"), len(policy.clauses))
    for clause in policy.clauses:
        strength = say("clauses.strength.in_principle" if clause.in_principle else f"clauses.strength.{clause.kind}")
        own = ", ".join(f"{name}={value}" for name, value in parameters(clause).items())
        said = clause.statement()
        yield Text(f"{clause.id}［{strength.zh}］{said.zh}", f"{clause.id} [{strength.en}] {said.en}")
        cited = clause.citation
        yield Text(f"    {cited}  “{cited.quote}”", f"    {cited.document.en}, {cited.section}")
        yield plain(f"    {clause.family} ({type(clause).__module__.replace('.', '/')}.py)")
        if own:
            yield plain(f"    {own}")
        for name, choices in options(clause).items():
            yield say("cli.options", name=name, choices=choices)
        if beaten := [gone.clause.id for gone in policy.displaced if gone.by == clause.id]:
            over = say("policy.over", clauses=join([plain(code) for code in beaten], "、", ", "))
            yield Text(f"    {over.zh}", f"    {over.en}")
    left = {e.clause.id for pack in policy.packs for e in pack.entries if pack.leaves_out(e.clause.id)}
    displaced = [gone for gone in policy.displaced if gone.clause.id not in left]
    if displaced:
        yield plain("")
        yield _heading(say("cli.not_in_force"), len(displaced))
    for gone in displaced:
        said = gone.clause.statement()
        yield Text(f"{gone.clause.id} {said.zh} —— {gone.why.zh}", f"{gone.clause.id} {said.en} — {gone.why.en}")
    yield plain("")
    yield _heading(say("cli.not_modelled"), len(policy.not_modelled))
    for item in policy.not_modelled:
        yield Text(f"{item.clause} {item.title.zh} —— {item.why.zh}", f"{item.clause} {item.title.en} — {item.why.en}")


def _heading(text: Text, count: int) -> Text:
    return Text(f"== {text.zh}（{count}）", f"== {text.en} ({count})")
