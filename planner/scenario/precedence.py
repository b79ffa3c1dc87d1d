"""This module is where packs come into force on a day: whose text wins, what is amended, what contradicts."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path

from planner.clause import Clause, Kind
from planner.faces import has
from planner.faces.sole import SOLE
from planner.messages import say
from planner.policy import Amendment, Displaced, Entry, Pack, PackChoice, Policy
from planner.problem import Problem, ScenarioError
from planner.scenario.files import Files
from planner.scenario.packs import PACKS, fitting, nearest, pack_ids, pack_of, parameter_types, read_pack
from planner.scenario.strict_yaml import parse_yaml
from planner.text import Text

BASE_FILE = "scenario.yaml"


def load_policy(
    choices: Sequence[PackChoice], amendments: Sequence[Amendment], day: date, files: Files | None = None
) -> Policy:
    """Read the packs chosen and put them in force on a day; raises ScenarioError with every problem at once.

    A pack named as a file (``./our-county.yaml``) is read from the scenario folder that ``files`` opens.
    """
    problems: list[Problem] = []
    packs: list[Pack] = []
    for choice in choices:
        try:
            packs.append(_chosen(choice, files, problems))
        except ScenarioError as error:
            problems += error.problems
    problems += _unknown_rivals(packs)
    if problems:
        raise ScenarioError(problems)
    policy = assemble(packs, amendments, day)
    if problems := list(_without_effect(choices, amendments, policy.displaced)):
        raise ScenarioError(problems)
    return policy


def _chosen(choice: PackChoice, files: Files | None, problems: list[Problem]) -> Pack:
    if files is not None and (choice.pack.endswith(".yaml") or "/" in choice.pack):
        path = (files.folder / choice.pack).resolve()
        if not path.is_relative_to(files.folder) or Path(choice.pack).is_absolute():
            raise ScenarioError([_at(choice, say("policy.pack_outside"))])
        faults: list[Problem] = []
        content = files.read(path, faults)
        if content is None:
            raise ScenarioError([_at(choice, fault.message) for fault in faults])
        pack = pack_of(parse_yaml(content, files.name(path)))
    elif choice.pack in pack_ids():
        pack = read_pack(PACKS / f"{choice.pack}.yaml")
    else:
        raise ScenarioError([_at(choice, say("policy.unknown_pack", packs="、".join(pack_ids())))])
    if choice.only is None:
        return pack
    known = sorted(entry.clause.id for entry in pack.entries)
    for clause, line in zip(choice.only, choice.lines, strict=True):
        if clause not in known:
            message = say("policy.unknown_borrowed", pack=pack.id, near=nearest(clause, known))
            problems.append(Problem(choice.where, line, "only", clause, message))
    return replace(pack, only=frozenset(choice.only), why=choice.why)


def _at(choice: PackChoice, message: Text) -> Problem:
    return Problem(choice.where, choice.line, "policy", choice.pack, message)


def _unknown_rivals(packs: Sequence[Pack]) -> Iterator[Problem]:
    """Yield a problem for each conflict of a county's own pack that names no clause at all: a slip of the pen."""
    own = [pack for pack in packs if pack.id not in pack_ids()]
    if any(entry.conflicts for pack in own for entry in pack.entries):
        shipped = [read_pack(PACKS / f"{name}.yaml") for name in pack_ids()]
        known = sorted({entry.clause.id for pack in (*packs, *shipped) for entry in pack.entries})
        for pack in own:
            for entry in pack.entries:
                for code in sorted(entry.conflicts.difference(known)):
                    message = say("policy.unknown_rival", near=nearest(code, known))
                    yield Problem(pack.file, entry.line, "conflicts", code, message)


def assemble(packs: Sequence[Pack], amendments: Sequence[Amendment], day: date) -> Policy:
    """Put packs in force on a day: the first pack wins where clauses conflict, amendments apply before that.

    Raises ScenarioError for an amendment of an unknown clause or with a parameter that its family does not allow, and
    for clauses that contradict each other without the order of the packs settling it.
    """
    problems = [*_same_id(packs), *_unknown(packs, amendments)]
    suspended = {a.clause: a for a in amendments if a.suspend}
    in_force: list[tuple[Pack, Entry]] = []
    displaced: list[Displaced] = []
    for pack in packs:
        for written in pack.entries:
            entry = replace(written, clause=_amended(written.clause, amendments, problems))
            clause = entry.clause
            winner = next((e.clause.id for p, e in in_force if p is not pack and _apart(e, entry)), "")
            if pack.leaves_out(clause.id):
                displaced.append(Displaced(clause=clause, why=say("policy.not_borrowed", pack=pack.id)))
            elif clause.id in suspended:
                displaced.append(Displaced(clause=clause, why=say("policy.suspended", why=suspended[clause.id].why)))
            elif (clause.since and day < clause.since) or (clause.until and day > clause.until):
                displaced.append(Displaced(clause=clause, why=say("policy.out_of_date", day=day)))
            elif winner:
                displaced.append(Displaced(clause=clause, why=say("policy.displaced", winner=winner), by=winner))
            else:
                in_force.append((pack, entry))
    problems += _contradictions(packs, in_force)
    if problems:
        raise ScenarioError(problems)
    return Policy(
        clauses=tuple(entry.clause for _, entry in in_force),
        displaced=tuple(displaced),
        not_modelled=tuple(n for pack in packs if pack.only is None for n in pack.not_modelled),
        packs=tuple(packs),
        amendments=tuple(amendments),
    )


def _apart(one: Entry, other: Entry) -> bool:
    """Return whether two clauses cannot be in force together: a text says so, or only one answer can be heard."""
    named = one.clause.id in other.conflicts or other.clause.id in one.conflicts
    return named or not _sole(one.clause).isdisjoint(_sole(other.clause))


_answering: dict[type[Clause], frozenset[type[object]]] = {}


def _sole(clause: Clause) -> frozenset[type[object]]:
    """Return the faces of a clause that only one may answer to; the same for all clauses of a family."""
    if type(clause) not in _answering:
        _answering[type(clause)] = frozenset(face for face in SOLE if has(clause, face))
    return _answering[type(clause)]


def _same_id(packs: Sequence[Pack]) -> Iterator[Problem]:
    met: dict[str, tuple[Pack, Entry]] = {}
    for pack in packs:
        for entry in pack.entries:
            first, there = met.setdefault(entry.clause.id, (pack, entry))
            if first is not pack:
                message = say("policy.same_id", file=first.file, line=there.line)
                yield Problem(pack.file, entry.line, "id", entry.clause.id, message)


def _unknown(packs: Sequence[Pack], amendments: Sequence[Amendment]) -> Iterator[Problem]:
    known = sorted(entry.clause.id for pack in packs for entry in pack.entries)
    for a in amendments:
        if a.clause not in known:
            message = say("policy.unknown_clause", near=nearest(a.clause, known))
            yield Problem(a.where, a.lines.get("clause", 0), "clause", a.clause, message)


def _amended(clause: Clause, amendments: Sequence[Amendment], problems: list[Problem]) -> Clause:
    """Return a clause with the parameters that amendments change; faults are appended to ``problems``."""
    for amendment in amendments:
        if amendment.clause == clause.id and amendment.parameters:
            good, faults = fitting(type(clause), amendment.parameters, amendment.where, amendment.lines)
            problems += faults
            clause = replace(clause, **good)  # type: ignore[arg-type]  # validated against the family's own field types
    return clause


def _contradictions(packs: Sequence[Pack], in_force: Sequence[tuple[Pack, Entry]]) -> Iterator[Problem]:
    """Yield a problem for two clauses in force that rule the same matter differently, with nothing to say which wins.

    Hard clauses of two texts with one family and other numbers are taken to rule the same matter, unless one of these
    texts uses the family more than once: then it speaks of several. In one text no order can settle a conflict.
    """
    uses = {id(pack): Counter(entry.clause.family for entry in pack.entries) for pack in packs}
    for (here, one), (there, other) in combinations(in_force, 2):
        a, b = one.clause, other.clause
        if here is there:
            contradict = _apart(one, other)
        else:
            several = max(uses[id(pack)][a.family] for pack in (here, there)) > 1
            contradict = a.family == b.family and a.kind == b.kind == Kind.HARD and not several and _differs(a, b)
        if contradict:
            message = say("policy.contradiction", clause=a.id, file=here.file, line=one.line, said=a.statement())
            yield Problem(there.file, other.line, "id", b.id, message)


def _differs(one: Clause, other: Clause) -> bool:
    return any(getattr(one, name) != getattr(other, name) for name in parameter_types(type(one)))


def _without_effect(
    choices: Sequence[PackChoice], amendments: Sequence[Amendment], displaced: Sequence[Displaced]
) -> Iterator[Problem]:
    """Yield a problem for each change of a clause that is not in force: it would do nothing, and nobody would know.

    What a variant says later, by its own packs or by a suspension, overtakes the base's amendments without a word.
    """
    gone = {d.clause.id: d.why for d in displaced}
    for at, a in enumerate(amendments):
        if not a.parameters or a.clause not in gone:
            continue
        suspended = [i for i, b in enumerate(amendments) if b.suspend and b.clause == a.clause]
        overtaken = a.where == BASE_FILE and choices[0].where != BASE_FILE
        if (suspended[0] < at) if suspended else not overtaken:
            message = say("policy.without_effect", why=gone[a.clause])
            yield Problem(a.where, a.lines.get("clause", 0), "clause", a.clause, message)


def awaited_values(policy: Policy) -> Iterator[Text]:
    """Yield a line for each value that the texts leave to a notice not at hand: in which file, on which line, what."""
    wanted = set(policy.awaited)
    for pack in policy.packs:
        for entry in pack.entries:
            for name, line in entry.lines.items():
                if (entry.clause.id, name) in wanted:
                    yield say("policy.awaited", file=pack.file, line=line, clause=entry.clause.id, parameter=name)


def every_pack() -> list[Policy]:
    """Return each pack of the package by itself, as if it alone were in force today and always."""
    return [assemble([read_pack(PACKS / f"{name}.yaml")], (), date.max) for name in pack_ids()]


def rivals(policy: Policy) -> dict[str, frozenset[str]]:
    """Return for each clause of a policy's packs the clauses that cannot be in force beside it, either way round."""
    found: dict[str, set[str]] = {}
    entries = [(pack, entry) for pack in policy.packs for entry in pack.entries]
    for (here, one), (there, other) in combinations(entries, 2):
        if here is not there and _apart(one, other):
            found.setdefault(one.clause.id, set()).add(other.clause.id)
            found.setdefault(other.clause.id, set()).add(one.clause.id)
    return {clause: frozenset(others) for clause, others in found.items()}
