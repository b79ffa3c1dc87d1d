"""This module is where a policy pack is read: YAML of the package or of a county, strictly, into clauses."""

import typing
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from planner.clause import Citation, Clause, Kind
from planner.clauses import FAMILIES
from planner.messages import say
from planner.parameter import allowed, fitted
from planner.policy import Entry, NotModelled, Pack
from planner.problem import Problem, ScenarioError
from planner.scenario.strict_yaml import Document, Place, read_yaml
from planner.text import Text, plain

PACKS = Path(__file__).parent.parent / "policies"
COMMON = frozenset(f.name for f in fields(Clause))
ENTRY_KEYS = frozenset(
    {"id", "family", "kind", "section", "quote", "title", "in_principle", "since", "until", "conflicts", "parameters"}
)
PACK_KEYS = frozenset({"pack", "version", "title", "document", "draft", "clauses", "not_modelled"})
NOT_MODELLED_KEYS = frozenset({"clause", "title", "why"})


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


def nearest(word: str, words: Sequence[str]) -> str:
    """Return the word most like the one given, or some of those there are where none is."""
    near = get_close_matches(word, words, n=1, cutoff=0.4)
    return near[0] if near else "、".join(words[:12])


def fitting(
    family: type[Clause], given: Mapping[str, object], where: str, lines: Mapping[str, int]
) -> tuple[dict[str, object], list[Problem]]:
    """Check parameters against a family; return the good ones and a problem for each other."""
    types, good, problems = parameter_types(family), {}, []
    for name, value in given.items():
        if name not in types:
            near = nearest(name, sorted(types))
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


@cache
def read_pack(path: Path) -> Pack:
    """Read one pack file of the package strictly; raises ScenarioError with every fault and its line."""
    return pack_of(read_yaml(path, path.name))


def pack_of(source: Document) -> Pack:
    """Return the pack that a document holds; raises ScenarioError with every fault and its line."""
    reader = _Reader(source, [])
    pack = reader.pack()
    if pack is None or reader.problems:
        raise ScenarioError(reader.problems)
    return pack


@dataclass(frozen=True)
class _Reader:
    """Reads one document part by part; whatever is wrong is added to ``problems`` and the reading goes on."""

    source: Document
    problems: list[Problem]

    def pack(self) -> Pack | None:
        raw = self.source.data
        if not isinstance(raw, dict):
            self._fault((), "missing_key", key="pack")
            return None
        self._keys((), raw, PACK_KEYS)
        for key in ("clauses", "document", "pack", "title"):
            if key not in raw:
                self._fault((key,), "missing_key", key=key)
        document = self._said((), raw, "document")
        entries = [self._entry(("clauses", at), item, document) for at, item in self._items(raw, "clauses")]
        self._twice(entries)
        others = [self._silent(("not_modelled", at), item) for at, item in self._items(raw, "not_modelled")]
        return Pack(
            id=self._word((), raw, "pack"),
            title=self._said((), raw, "title"),
            draft=self._flag((), raw, "draft"),
            version=str(raw.get("version", "")),
            file=self.source.where,
            entries=tuple(entry for entry in entries if entry),
            not_modelled=tuple(others),
        )

    def _entry(self, here: Place, raw: dict[str, object], document: Text) -> Entry | None:
        """Build one clause of a pack; None, with every problem of its entry told, where it has any."""
        met = len(self.problems)
        self._keys(here, raw, ENTRY_KEYS)
        identity, name = self._word(here, raw, "id"), str(raw.get("family", ""))
        if name not in FAMILIES:
            self._fault((*here, "family"), "unknown_family", near=nearest(name, sorted(FAMILIES)))
            return None
        family, given = FAMILIES[name], raw.get("parameters") or {}
        if not isinstance(given, dict):
            self._fault((*here, "parameters"), "bad_parameter", allowed="name: value")
            return None
        lines = {key: self.source.line_of((*here, "parameters", key)) for key in given}
        parameters, faults = fitting(family, given, self.source.where, lines)
        self.problems.extend(faults)
        for missing in sorted(parameter_types(family).keys() - given.keys()):
            message = say("policy.missing_parameter", clause=identity)
            self.problems.append(Problem(self.source.where, self.source.line_of(here), missing, "", message))
        dates = {key: self._day(here, raw, key) for key in ("since", "until")}
        if raw.get("kind") not in list(Kind):
            self._fault((*here, "kind"), "bad_parameter", allowed=" | ".join(Kind))
        title = self._said(here, raw, "title") if "title" in raw else plain(identity)
        in_principle = self._flag(here, raw, "in_principle")
        conflicts = self._words(here, raw, "conflicts")
        if len(self.problems) > met:
            return None
        clause = family(
            id=identity,
            title=title,
            citation=Citation(document, str(raw.get("section", "")), str(raw.get("quote", ""))),
            kind=Kind(str(raw["kind"])),
            in_principle=in_principle,
            since=dates["since"],
            until=dates["until"],
            **parameters,
        )
        return Entry(clause=clause, conflicts=conflicts, line=self.source.line_of(here), lines=lines)

    def _twice(self, entries: Sequence[Entry | None]) -> None:
        seen: set[str] = set()
        for entry in (e for e in entries if e):
            if entry.clause.id in seen:
                message = say("policy.twice")
                self.problems.append(Problem(self.source.where, entry.line, "id", entry.clause.id, message))
            seen.add(entry.clause.id)

    def _silent(self, here: Place, raw: dict[str, object]) -> NotModelled:
        self._keys(here, raw, NOT_MODELLED_KEYS)
        for key in sorted(NOT_MODELLED_KEYS - raw.keys()):
            self._fault((*here, key), "missing_key", key=key)
        clause = self._word(here, raw, "clause") if "clause" in raw else ""
        return NotModelled(clause=clause, title=self._said(here, raw, "title"), why=self._said(here, raw, "why"))

    def _items(self, raw: Mapping[str, object], key: str) -> list[tuple[int, dict[str, object]]]:
        """Return the entries of a list with their places; whatever is no entry is told."""
        given = raw.get(key) or []
        if not isinstance(given, list):
            self._fault((key,), "not_entries")
            return []
        for at, item in enumerate(given):
            if not isinstance(item, dict):
                self._fault((key, at), "not_entries")
        return [(at, item) for at, item in enumerate(given) if isinstance(item, dict)]

    def _keys(self, here: Place, raw: Mapping[str, object], known: frozenset[str]) -> None:
        for key in raw:
            if key not in known:
                self._fault((*here, key), "unknown_key", near=nearest(key, sorted(known)))

    def _word(self, here: Place, raw: Mapping[str, object], key: str) -> str:
        word = raw.get(key)
        if (key in raw or here) and (not isinstance(word, str) or not word):
            self._fault((*here, key), "missing_key", key=key)
        return str(word)

    def _words(self, here: Place, raw: Mapping[str, object], key: str) -> frozenset[str]:
        given = raw.get(key) or []
        if not isinstance(given, list) or not all(isinstance(word, str) for word in given):
            self._fault((*here, key), "bad_parameter", allowed="[MTG25-2.1-a, …]")
            return frozenset()
        return frozenset(given)

    def _said(self, here: Place, raw: Mapping[str, object], key: str) -> Text:
        given = raw.get(key, "")
        if isinstance(given, dict) and given and set(given) <= {"zh", "en"}:
            zh, en = given.get("zh", given.get("en")), given.get("en", given.get("zh"))
            if isinstance(zh, str) and isinstance(en, str):
                return Text(zh, en)
        if not isinstance(given, str | int):
            self._fault((*here, key), "bad_parameter", allowed="{zh: 文字, en: text}")
        return plain(str(given))

    def _flag(self, here: Place, raw: Mapping[str, object], key: str) -> bool:
        given = raw.get(key, False)
        if not isinstance(given, bool):
            self._fault((*here, key), "bad_parameter", allowed="true | false")
        return given is True

    def _day(self, here: Place, raw: Mapping[str, object], key: str) -> date | None:
        given = raw.get(key)
        if given is not None and not isinstance(given, date):
            self._fault((*here, key), "bad_parameter", allowed="2025-07-01")
        return given if isinstance(given, date) else None

    def _fault(self, here: Place, message: str, **said: object) -> None:
        self.problems.append(self.source.problem(here, say(f"policy.{message}", **said)))
