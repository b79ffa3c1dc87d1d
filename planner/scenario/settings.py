"""This module is where scenario.yaml and a variant are read: the season, the packs, the amendments, the data."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from planner.messages import say
from planner.policy import Amendment, PackChoice
from planner.problem import Problem
from planner.scenario.cells import DAY, Cell, CellFault, did_you_mean
from planner.scenario.changes import Change, read_changes
from planner.scenario.requiring import Requirement, read_requirements
from planner.scenario.strict_yaml import Document, Place
from planner.text import Text, join, plain

BASE_KEYS = ("title", "placement_date", "horizon_years", "policy", "data", "amend", "require")
VARIANT_KEYS = ("base", "title", "placement_date", "horizon_years", "policy", "amend", "require", "change")
CHOICE_KEYS = ("pack", "only", "why")
LONGEST_HORIZON = 50


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What a scenario, or a variant on top of it, says besides the tables.

    ``placement_date`` is None when it is faulty; ``base_title`` is the title of the base, under a variant.
    """

    title: Text
    base_title: Text | None = None
    placement_date: date | None = None
    horizon_years: int = 6
    policy: tuple[PackChoice, ...] = ()
    data: str = "data"
    amendments: tuple[Amendment, ...] = ()
    changes: tuple[Change, ...] = ()
    requirements: tuple[Requirement, ...] = ()


def read_settings(document: Document, name: str, problems: list[Problem]) -> Settings:
    """Return what scenario.yaml says; ``name`` is the title where it gives none."""
    data = _known(document, BASE_KEYS, problems)
    for key in ("placement_date", "policy"):
        if key not in data:
            problems.append(document.problem((key,), say("reading.key_missing", name=key)))
    settings = _over(Settings(title=plain(name)), document, data, problems)
    if "data" in data:
        given = data["data"]
        if isinstance(given, str) and given:
            settings = replace(settings, data=given)
        else:
            problems.append(document.problem(("data",), say("reading.bad_data")))
    return settings


def read_variant(document: Document, base: Settings, problems: list[Problem]) -> Settings:
    """Return the base's settings with what a variant says on top; its amendments come after the base's."""
    data = _known(document, VARIANT_KEYS, problems)
    if data.get("base") != "..":
        problems.append(document.problem(("base",), say("reading.bad_base")))
    return replace(_over(base, document, data, problems), changes=read_changes(document, problems))


def _known(document: Document, keys: tuple[str, ...], problems: list[Problem]) -> Mapping[str, object]:
    if not isinstance(document.data, dict):
        problems.append(document.problem((), say("reading.not_mapping", keys="、".join(keys))))
        return {}
    for key in document.data:
        if key not in keys:
            allowed = Text("、".join(keys), ", ".join(keys))
            message = say("reading.unknown_key", hint=did_you_mean(key, keys), allowed=allowed)
            problems.append(document.problem((key,), message))
    return document.data


def _over(settings: Settings, document: Document, data: Mapping[str, object], problems: list[Problem]) -> Settings:
    """Return settings with the keys that scenario.yaml and a variant share laid over them."""
    if "title" in data:
        settings = replace(settings, title=_title(document, settings.title, problems))
    if "placement_date" in data:
        settings = replace(settings, placement_date=_placement_date(document, problems))
    if "horizon_years" in data:
        years = data["horizon_years"]
        if isinstance(years, int) and not isinstance(years, bool) and 1 <= years <= LONGEST_HORIZON:
            settings = replace(settings, horizon_years=years)
        else:
            problems.append(document.problem(("horizon_years",), say("reading.bad_horizon", most=LONGEST_HORIZON)))
    if "policy" in data:
        settings = replace(settings, policy=_packs(document, problems))
    return replace(
        settings,
        amendments=(*settings.amendments, *_amendments(document, problems)),
        requirements=read_requirements(document, settings.requirements, problems),
    )


def _title(document: Document, otherwise: Text, problems: list[Problem]) -> Text:
    title = document.data["title"] if isinstance(document.data, dict) else None
    if isinstance(title, str) and title:
        return plain(title)
    if (
        isinstance(title, dict)
        and title
        and set(title) <= {"zh", "en"}
        and all(isinstance(t, str) for t in title.values())
    ):
        return Text(title.get("zh") or title["en"], title.get("en") or title["zh"])
    problems.append(document.problem(("title",), say("reading.bad_title")))
    return otherwise


def _placement_date(document: Document, problems: list[Problem]) -> date | None:
    given = document.data["placement_date"] if isinstance(document.data, dict) else None
    try:
        if given is None or isinstance(given, list | dict):
            raise CellFault("not_day")
        return cast(date, DAY.read(cast(Cell, given)))
    except CellFault as fault:
        problems.append(document.problem(("placement_date",), fault.text))
        return None


def _packs(document: Document, problems: list[Problem]) -> tuple[PackChoice, ...]:
    given = document.data["policy"] if isinstance(document.data, dict) else None
    entries = given if isinstance(given, list) else [given]
    if not entries:
        problems.append(document.problem(("policy",), say("reading.bad_policy")))
    read = [_choice(document, ("policy", i), entry, problems) for i, entry in enumerate(entries)]
    chosen = [choice for choice in read if choice is not None]
    for i, choice in enumerate(chosen):
        if choice.pack in [before.pack for before in chosen[:i]]:
            problems.append(Problem(document.where, choice.line, "policy", choice.pack, say("reading.pack_twice")))
    return tuple(chosen)


def _choice(document: Document, path: Place, entry: object, problems: list[Problem]) -> PackChoice | None:
    if isinstance(entry, str) and entry:
        return PackChoice(pack=entry, where=document.where, line=document.line_of(path))
    pack = entry.get("pack") if isinstance(entry, dict) else None
    if not isinstance(entry, dict) or not isinstance(pack, str) or not pack:
        problems.append(document.problem(path, say("reading.bad_policy")))
        return None
    for key in sorted(entry.keys() - set(CHOICE_KEYS)):
        hint = did_you_mean(key, CHOICE_KEYS)
        allowed = Text("、".join(CHOICE_KEYS), ", ".join(CHOICE_KEYS))
        problems.append(document.problem((*path, key), say("reading.unknown_key", hint=hint, allowed=allowed)))
    only, why = entry.get("only"), entry.get("why", "")
    if not isinstance(why, str | int):
        problems.append(document.problem((*path, "why"), say("reading.bad_why")))
    if "only" in entry and not (isinstance(only, list) and only and all(isinstance(c, str) for c in only)):
        problems.append(document.problem((*path, "only"), say("reading.bad_only")))
        only = None
    return PackChoice(
        pack=pack,
        only=None if only is None else tuple(only),
        why=str(why),
        where=document.where,
        line=document.line_of(path),
        lines=tuple(document.line_of((*path, "only", i)) for i in range(len(only or ()))),
    )


def _amendments(document: Document, problems: list[Problem]) -> tuple[Amendment, ...]:
    entries = document.data.get("amend") if isinstance(document.data, dict) else None
    if entries is None:
        return ()
    if not isinstance(entries, list):
        problems.append(document.problem(("amend",), say("reading.not_list")))
        return ()
    read = (_amendment(document, ("amend", i), entry, problems) for i, entry in enumerate(entries))
    return tuple(amendment for amendment in read if amendment is not None)


def _amendment(document: Document, path: Place, entry: object, problems: list[Problem]) -> Amendment | None:
    clause = entry.get("clause") if isinstance(entry, dict) else None
    if not isinstance(entry, dict) or not isinstance(clause, str) or not clause:
        problems.append(document.problem(path, say("reading.bad_amend")))
        return None
    suspend, why = entry.get("suspend", False), entry.get("why", "")
    parameters = {key: value for key, value in entry.items() if key not in ("clause", "suspend", "why")}
    if not isinstance(suspend, bool):
        problems.append(document.problem((*path, "suspend"), say("reading.bad_suspend")))
    if not isinstance(why, str | int):
        problems.append(document.problem((*path, "why"), say("reading.bad_why")))
    if suspend is True and parameters:
        named = join([plain(key) for key in parameters], "、", ", ")
        problems.append(document.problem((*path, "suspend"), say("reading.suspend_and_change", keys=named)))
    if suspend is False and not parameters:
        problems.append(document.problem(path, say("reading.amends_nothing")))
    lines = {key: document.line_of((*path, key)) for key in entry}
    return Amendment(
        clause=clause,
        suspend=suspend is True,
        parameters=parameters,
        why=str(why),
        where=document.where,
        lines=lines,
    )
