"""This module is where it is counted how much of the policy texts the planner computes, by text and by capability."""

from collections import Counter
from collections.abc import Iterator

from planner.messages import say
from planner.scenario.packs import PACKS, pack_ids, read_pack
from planner.scenario.register import register
from planner.text import Text


def coverage_lines() -> Iterator[Text]:
    """Yield the count of clauses that work: in all, by text, by capability; the numbers come from the packs."""
    rows = [row for row in register() if row.in_scope]
    title = {name: read_pack(PACKS / f"{name}.yaml").title for name in pack_ids()}
    yield say(
        "cli.coverage",
        modelled=sum(row.modelled for row in rows),
        scope=len(rows),
        all=len(register()),
        others=len(register()) - len(rows),
    )
    for key, name in (("pack", title.__getitem__), ("capability", lambda code: say(f"cli.capability.{code}"))):
        yield say(f"cli.coverage_by_{key}")
        scope = Counter(getattr(row, key) for row in rows)
        modelled = Counter(getattr(row, key) for row in rows if row.modelled)
        for code in scope:
            yield say("cli.coverage_row", modelled=modelled[code], scope=scope[code], name=name(code))
