"""This module is where a scenario folder is read: settings, tables, changes, policy, and every check, in one pass."""

from dataclasses import replace
from pathlib import Path, PurePosixPath

from planner.messages import say
from planner.policy import Policy
from planner.problem import Problem, ScenarioError
from planner.scenario import Scenario
from planner.scenario.building import build
from planner.scenario.cells import did_you_mean
from planner.scenario.changes import apply_changes
from planner.scenario.files import Files
from planner.scenario.lacking import lacking
from planner.scenario.outline import Ring, read_outline
from planner.scenario.plausibility import check_plausibility
from planner.scenario.posts import check_posts
from planner.scenario.references import check_clause_ids, check_references
from planner.scenario.rows import Tables, read_tables
from planner.scenario.schema import TABLES, table_named
from planner.scenario.settings import Settings, read_settings, read_variant
from planner.scenario.strict_yaml import Document, parse_yaml
from planner.text import Text

BASE = "base"
"""The name of a scenario without any what-if."""


def read(folder: Path, variant: str | None = None) -> Scenario:
    """Read a scenario folder, or one of its variants; nothing in it is executed and nothing is written.

    Raises ScenarioError with every fault of every file at once.
    """
    problems: list[Problem] = []
    notices: list[Text] = []
    folder = folder.resolve()
    if not folder.is_dir():
        raise ScenarioError([Problem(str(folder), 0, "", "", say("reading.no_folder"))])
    files = Files(folder)
    settings = _settings(files, variant, problems)
    policy = _policy(files, settings, problems)
    tables = _tables(files, settings, problems, notices)
    unused = tuple(notices)
    outline = _outline(files, settings, problems)

    problems += check_references(tables)
    problems += check_plausibility(tables, settings.placement_date)
    if policy is not None:
        problems += check_clause_ids(tables, _clause_ids(policy))
    if settings.placement_date is not None:
        instance = build(tables, settings.placement_date, settings.horizon_years, outline, notices)
        if policy is not None:
            problems += check_posts(tables, instance, policy)
            notices += lacking(tables, instance, policy)
    if problems or policy is None or settings.placement_date is None:
        raise ScenarioError(_in_order(problems))
    return Scenario(
        name=folder.name,
        title=settings.title,
        base_title=settings.base_title,
        instance=instance,
        policy=policy,
        variant_name=variant or BASE,
        folder=folder,
        hashes=dict(sorted(files.hashes.items())),
        notices=tuple(notices),
        unused=unused,
        require=settings.requirements,
    )


def _settings(files: Files, variant: str | None, problems: list[Problem]) -> Settings:
    document = _document(files, files.folder / "scenario.yaml", problems)
    settings = (
        Settings(title=Text("", "")) if document is None else read_settings(document, files.folder.name, problems)
    )
    if variant in (None, BASE):
        return settings
    path = files.folder / "variants" / f"{variant}.yaml"
    known = sorted(p.stem for p in path.parent.glob("*.yaml")) if path.parent.is_dir() else []
    if variant not in known:
        hint = did_you_mean(str(variant), known)
        message = say("reading.no_variant", known=Text("、".join(known) or "无", ", ".join(known) or "none"), hint=hint)
        problems.append(Problem("variants", 0, "", str(variant), message))
        return settings
    changed = _document(files, path, problems)
    if changed is None:
        return settings
    return replace(read_variant(changed, settings, problems), base_title=settings.title)


def _document(files: Files, path: Path, problems: list[Problem]) -> Document | None:
    content = files.read(path, problems)
    try:
        return None if content is None else parse_yaml(content, files.name(path))
    except ScenarioError as error:
        problems.extend(error.problems)
        return None


def _policy(files: Files, settings: Settings, problems: list[Problem]) -> Policy | None:
    from planner.scenario.precedence import load_policy

    if settings.placement_date is None or not settings.policy:
        return None
    try:
        return load_policy(settings.policy, settings.amendments, settings.placement_date, files)
    except ScenarioError as error:
        problems.extend(error.problems)
        return None


def _clause_ids(policy: Policy) -> set[str]:
    """Return every clause id the packs know: in force, displaced, or not modelled."""
    known = {clause.id for clause in policy.clauses} | {displaced.clause.id for displaced in policy.displaced}
    return known | {clause.clause for clause in policy.not_modelled}


def _data(files: Files, settings: Settings) -> Path | None:
    """Return the path of the data, or None when it leaves the scenario folder."""
    path = (files.folder / settings.data).resolve()
    inside = path.is_relative_to(files.folder) and not PurePosixPath(settings.data).is_absolute()
    return path if inside else None


def _tables(files: Files, settings: Settings, problems: list[Problem], notices: list[Text]) -> Tables:
    data = _data(files, settings)
    if data is None:
        problems.append(Problem("scenario.yaml", 0, "data", settings.data, say("reading.data_outside")))
        return {}
    faults: list[Problem] = []
    sheets = files.sheets(data, faults)
    tables = read_tables(sheets, problems, notices)
    given = {table_named(sheet.title) for sheet in sheets} | {table_named(PurePosixPath(p.where).stem) for p in faults}
    # A workbook that cannot be opened (no table's name) may have held any of them: then nothing is called missing.
    for table in TABLES if None not in {table_named(PurePosixPath(p.where).stem) for p in faults} else ():
        if table.required and table not in given:
            faults.append(Problem(files.name(data), 0, "", "", say("reading.no_table", table=table.label)))
    problems += faults
    return apply_changes(tables, settings.changes, problems)


def _outline(files: Files, settings: Settings, problems: list[Problem]) -> tuple[Ring, ...]:
    data = _data(files, settings)
    path = None if data is None else (data if data.is_dir() else data.parent) / "boundary.geojson"
    if path is None or not path.is_file():
        return ()
    content = files.read(path, problems)
    return () if content is None else read_outline(content, files.name(path), problems)


def _in_order(problems: list[Problem]) -> list[Problem]:
    """Return the faults file by file, as first met, and by row within a file."""
    met: dict[str, int] = {}
    for problem in problems:
        met.setdefault(problem.where, len(met))
    return sorted(problems, key=lambda p: (met[p.where], p.row))
