"""This module is where policy packs are read: YAML of the package or the user, into clauses in force on a day."""

import typing
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from planner.clause import Citation, Clause, Kind
from planner.clauses import FAMILIES
from planner.messages import say
from planner.parameter import allowed, fitted
from planner.policy import Amendment, Displaced, NotModelled, PackInfo, Policy
from planner.problem import Problem, ScenarioError
from planner.scenario.strict_yaml import Document, read_yaml
from planner.text import Text, plain

PACKS = Path(__file__).parent.parent / "policies"
COMMON = frozenset(f.name for f in fields(Clause))
ENTRY_KEYS = frozenset(
    {"id", "family", "kind", "section", "quote", "title", "in_principle", "since", "until", "conflicts", "parameters"}
)
PACK_KEYS = frozenset({"pack", "version", "title", "document", "draft", "clauses", "not_modelled"})


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A clause as a pack gives it, with the clauses that cannot be in force beside it."""

    clause: Clause
    conflicts: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Pack:
    """One policy text: its clauses in the order of the text, and what is not modelled."""

    info: PackInfo
    entries: tuple[Entry, ...]
    not_modelled: tuple[NotModelled, ...]


def pack_ids() -> tuple[str, ...]:
    """Return the ids of the packs shipped with the planner."""
    return tuple(sorted(p.stem for p in PACKS.glob("*.yaml")))


@cache
def _types(family_name: str) -> Mapping[str, object]:
    family = FAMILIES[family_name]
    hints = typing.get_type_hints(family, include_extras=True)
    return {f.name: hints[f.name] for f in fields(family) if f.name not in COMMON}


def parameter_types(family: type[Clause]) -> Mapping[str, object]:
    """Return the parameters of a family with the type each must fit."""
    return _types(family.family)


def _nearest(word: str, words: Sequence[str]) -> str:
    near = get_close_matches(word, words, n=1, cutoff=0.4)
    return near[0] if near else "、".join(words[:12])


def _parameters(
    family: type[Clause], given: Mapping[str, object], where: str, lines: Mapping[str, int]
) -> tuple[dict[str, object], list[Problem]]:
    """Check parameters against a family; return the good ones and a problem for each other."""
    types, good, problems = parameter_types(family), {}, []
    for name, value in given.items():
        if name not in types:
            near = _nearest(name, sorted(types))
            problems.append(
                Problem(where, lines.get(name, 0), name, str(value), say("policy.unknown_parameter", near=near))
            )
            continue
        try:
            good[name] = fitted(types[name], value)
        except ValueError:
            message = say("policy.bad_parameter", allowed=allowed(types[name]))
            problems.append(Problem(where, lines.get(name, 0), name, str(value), message))
    return good, problems


def _text(value: object) -> Text:
    if isinstance(value, dict):
        return Text(str(value.get("zh", value.get("en", ""))), str(value.get("en", value.get("zh", ""))))
    return plain(str(value))


def _entry(
    raw: Mapping[str, object], document: Text, where: str, line: int, source: Document, at: int
) -> Entry | list[Problem]:
    """Build one clause of a pack, or return every problem of its entry."""
    problems = [
        Problem(
            where,
            source.line_of(("clauses", at, key)),
            key,
            "",
            say("policy.unknown_key", near=_nearest(key, sorted(ENTRY_KEYS))),
        )
        for key in raw
        if key not in ENTRY_KEYS
    ]
    identity, name = str(raw.get("id", "")), str(raw.get("family", ""))
    if not identity:
        problems.append(Problem(where, line, "id", "", say("policy.missing_key", key="id")))
    if name not in FAMILIES:
        near = _nearest(name, sorted(FAMILIES))
        return [*problems, Problem(where, line, "family", name, say("policy.unknown_family", near=near))]
    family = FAMILIES[name]
    given = raw.get("parameters") or {}
    assert isinstance(given, dict)
    lines = {key: source.line_of(("clauses", at, "parameters", key)) for key in given}
    parameters, faults = _parameters(family, given, where, lines)
    problems += faults
    for missing in sorted(parameter_types(family).keys() - given.keys()):
        problems.append(Problem(where, line, missing, "", say("policy.missing_parameter", clause=identity)))
    dates: dict[str, date | None] = {}
    for key in ("since", "until"):
        try:
            dates[key] = None if raw.get(key) is None else date.fromisoformat(str(raw[key]))
        except ValueError:
            problems.append(Problem(where, line, key, str(raw[key]), say("policy.bad_parameter", allowed="2025-07-01")))
    if str(raw.get("kind")) not in set(Kind):
        problems.append(
            Problem(where, line, "kind", str(raw.get("kind")), say("policy.bad_parameter", allowed=" | ".join(Kind)))
        )
    if problems:
        return problems
    clause = family(
        id=identity,
        title=_text(raw.get("title", identity)),
        citation=Citation(document, str(raw.get("section", "")), str(raw.get("quote", ""))),
        kind=Kind(str(raw["kind"])),
        in_principle=bool(raw.get("in_principle", False)),
        since=dates["since"],
        until=dates["until"],
        **parameters,
    )
    conflicts = raw.get("conflicts") or []
    assert isinstance(conflicts, list)
    return Entry(clause=clause, conflicts=frozenset(str(c) for c in conflicts))


@cache
def read_pack(path: Path) -> Pack:
    """Read one pack file strictly; raises ScenarioError with every fault and its line."""
    source = read_yaml(path, path.name)
    raw, problems = source.data, []
    if not isinstance(raw, dict):
        raise ScenarioError([Problem(path.name, 1, "", "", say("policy.missing_key", key="pack"))])
    for key in sorted(raw.keys() - PACK_KEYS):
        near = _nearest(str(key), sorted(PACK_KEYS))
        problems.append(Problem(path.name, source.line_of((key,)), str(key), "", say("policy.unknown_key", near=near)))
    for key in sorted({"pack", "title", "document", "clauses"} - raw.keys()):
        problems.append(Problem(path.name, 1, key, "", say("policy.missing_key", key=key)))
    document = _text(raw.get("document", ""))
    info = PackInfo(
        id=str(raw.get("pack", "")),
        title=_text(raw.get("title", "")),
        draft=bool(raw.get("draft", False)),
        version=str(raw.get("version", "")),
    )
    entries: list[Entry] = []
    for at, item in enumerate(raw.get("clauses") or []):
        made = _entry(item, document, path.name, source.line_of(("clauses", at)), source, at)
        if isinstance(made, Entry):
            entries.append(made)
        else:
            problems += made
    seen: set[str] = set()
    for at, entry in enumerate(entries):
        if entry.clause.id in seen:
            line = source.line_of(("clauses", at))
            problems.append(Problem(path.name, line, "id", entry.clause.id, say("policy.twice")))
        seen.add(entry.clause.id)
    for at, item in enumerate(raw.get("not_modelled") or []):
        line = source.line_of(("not_modelled", at))
        missing = sorted({"clause", "title", "why"} - item.keys())
        problems += [Problem(path.name, line, key, "", say("policy.missing_key", key=key)) for key in missing]
    if problems:
        raise ScenarioError(problems)
    not_modelled = tuple(
        NotModelled(clause=str(item["clause"]), title=_text(item["title"]), why=_text(item["why"]))
        for item in raw.get("not_modelled") or []
    )
    return Pack(info=info, entries=tuple(entries), not_modelled=not_modelled)


def _amended(clause: Clause, amendments: Sequence[Amendment], problems: list[Problem]) -> Clause:
    """Return a clause with the parameters that amendments change; faults are appended to ``problems``."""
    from dataclasses import replace

    for amendment in amendments:
        if amendment.clause == clause.id and amendment.parameters:
            good, faults = _parameters(type(clause), amendment.parameters, amendment.where, amendment.lines)
            problems += faults
            clause = replace(clause, **good)  # type: ignore[arg-type]  # validated against the family's own field types
    return clause


def assemble(packs: Sequence[Pack], amendments: Sequence[Amendment], day: date) -> Policy:
    """Put packs in force on a day: the first pack wins where clauses conflict, amendments apply before that.

    Raises ScenarioError for an amendment of an unknown clause, or with a parameter that its family does not allow.
    """
    problems: list[Problem] = []
    known = sorted(entry.clause.id for pack in packs for entry in pack.entries)
    suspended = {a.clause: a for a in amendments if a.suspend}
    for a in amendments:
        if a.clause not in known:
            message = say("policy.unknown_clause", near=_nearest(a.clause, known))
            problems.append(Problem(a.where, a.lines.get("clause", 0), "clause", a.clause, message))
    in_force: list[tuple[str, Entry]] = []
    displaced: list[Displaced] = []
    for pack in packs:
        for entry in pack.entries:
            clause = _amended(entry.clause, amendments, problems)
            winner = next(
                (
                    other.clause.id
                    for origin, other in in_force
                    if origin != pack.info.id and (other.clause.id in entry.conflicts or clause.id in other.conflicts)
                ),
                None,
            )
            if clause.id in suspended:
                displaced.append(Displaced(clause=clause, why=say("policy.suspended", why=suspended[clause.id].why)))
            elif (clause.since and day < clause.since) or (clause.until and day > clause.until):
                displaced.append(Displaced(clause=clause, why=say("policy.out_of_date", day=day)))
            elif winner:
                displaced.append(Displaced(clause=clause, why=say("policy.displaced", winner=winner), by=winner))
            else:
                in_force.append((pack.info.id, Entry(clause=clause, conflicts=entry.conflicts)))
    if problems:
        raise ScenarioError(problems)
    return Policy(
        clauses=tuple(entry.clause for _, entry in in_force),
        displaced=tuple(displaced),
        not_modelled=tuple(n for pack in packs for n in pack.not_modelled),
        packs=tuple(pack.info for pack in packs),
        amendments=tuple(amendments),
    )


def load_policy(
    ids: Sequence[str], amendments: Sequence[Amendment], day: date, where: str, lines: Sequence[int]
) -> Policy:
    """Read the named packs and put them in force on a day; raises ScenarioError with every problem at once."""
    problems: list[Problem] = []
    packs: list[Pack] = []
    for name, line in zip(ids, lines, strict=True):
        if name not in pack_ids():
            problems.append(
                Problem(where, line, "policy", name, say("policy.unknown_pack", packs="、".join(pack_ids())))
            )
            continue
        try:
            packs.append(read_pack(PACKS / f"{name}.yaml"))
        except ScenarioError as error:
            problems += error.problems
    if problems:
        raise ScenarioError(problems)
    return assemble(packs, amendments, day)


def awaited_values(policy: Policy) -> Iterator[Text]:
    """Yield a line for each value that the texts leave to a notice not at hand: in which file, on which line, what."""
    wanted = set(policy.awaited)
    for info in policy.packs:
        source = read_yaml(PACKS / f"{info.id}.yaml", f"{info.id}.yaml")
        entries = source.data["clauses"] if isinstance(source.data, dict) else []
        assert isinstance(entries, list)
        for at, entry in enumerate(entries):
            for name in entry.get("parameters") or {}:
                if (entry["id"], name) in wanted:
                    line = source.line_of(("clauses", at, "parameters", name))
                    yield say("policy.awaited", file=source.where, line=line, clause=entry["id"], parameter=name)


def every_pack() -> list[Policy]:
    """Return each pack of the package by itself, as if it alone were in force today and always."""
    packs = [read_pack(PACKS / f"{name}.yaml") for name in pack_ids()]
    return [assemble([pack], (), date.max) for pack in packs]


def rivals(policy: Policy) -> dict[str, frozenset[str]]:
    """Return for each clause of a policy's packs the clauses that cannot be in force beside it, either way round."""
    found: dict[str, set[str]] = {}
    for pack in policy.packs:
        for entry in read_pack(PACKS / f"{pack.id}.yaml").entries:
            for other in entry.conflicts:
                found.setdefault(entry.clause.id, set()).add(other)
                found.setdefault(other, set()).add(entry.clause.id)
    return {clause: frozenset(others) for clause, others in found.items()}
