"""This module is where the register is read: every clause of the five policy texts, modelled or not, by capability."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from planner.scenario.packs import PACKS, pack_ids, read_pack

OUT_OF_SCOPE = "out-of-scope"


@dataclass(frozen=True, kw_only=True)
class Registered:
    """A clause of the register: the pack its text is in, what it is about, and whether a planner can compute it."""

    clause: str
    pack: str
    capability: str
    in_scope: bool
    modelled: bool


@cache
def register() -> tuple[Registered, ...]:
    """Return every clause of the register in the order of the texts; what is modelled is asked of the packs."""
    modelled: dict[str, bool] = {}
    pack_of: dict[str, str] = {}
    for name in pack_ids():
        pack = read_pack(PACKS / f"{name}.yaml")
        modelled |= {entry.clause.id: True for entry in pack.entries}
        pack_of |= dict.fromkeys((*(e.clause.id for e in pack.entries), *(n.clause for n in pack.not_modelled)), name)
    with (PACKS / "register.csv").open(encoding="utf-8", newline="") as file:
        rows: list[Mapping[str, str]] = list(csv.DictReader(file))
    return tuple(
        Registered(
            clause=row["clause"],
            pack=pack_of[row["clause"]],
            capability=row["capability"],
            in_scope=row["kind"] != OUT_OF_SCOPE,
            modelled=modelled.get(row["clause"], False),
        )
        for row in rows
    )
