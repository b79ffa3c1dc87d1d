"""This module is where it is found what is to be compared, and whether it can be: the same scenario, the same input."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from planner.messages import say
from planner.problem import Problem, ScenarioError
from planner.result import Result
from planner.scenario import Scenario, load
from planner.scenario.run_folder import Published, is_run, read_run
from planner.text import Text

Given = Scenario | Result | Published | str | Path
"""What may be compared: a scenario, solved for it; a result; a run read back; or where one of these lies."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """One plan to be compared: from where it comes, and its short name in the comparison.

    ``result`` is None where it is still to be solved; ``published`` is a run folder's.
    """

    name: str
    scenario: Scenario
    where: str
    result: Result | None = None
    published: Published | None = None

    @property
    def inputs(self) -> Mapping[str, str]:
        """Hashes of the files every variant shares: the tables and the settings of the base."""
        hashes = self.published.inputs if self.published else self.scenario.hashes
        return {file: digest for file, digest in hashes.items() if not file.startswith("variants/")}


def told_as(source: Source, told: Callable[[Scenario], Scenario]) -> Source:
    """Return a source whose scenario is told otherwise; what a run published in words is left out then."""
    result = source.result
    if source.published is not None and result is not None:
        result = replace(result, outcomes=(), notes=())
        published = replace(source.published, result=result)
        return replace(source, scenario=told(source.scenario), result=result, published=published)
    return replace(source, scenario=told(source.scenario))


def sources(given: Sequence[Given]) -> tuple[Source, ...]:
    """Open everything that is to be compared, each under a name of its own.

    Raises ScenarioError with every fault of all of them, and where there are fewer than two.
    """
    opened, problems = [], list[Problem]()
    for one in given:
        try:
            opened.append(_opened(one))
        except ScenarioError as error:
            problems += error.problems
    if not problems and len(opened) < 2:
        problems.append(Problem("compare", 0, "", "", say("compare.one_plan")))
    if problems:
        raise ScenarioError(problems)
    return tuple(_named(opened))


def _opened(given: Given) -> Source:
    if isinstance(given, str | Path):
        return _at(Path(given))
    if isinstance(given, Published):
        return _published(given, "")
    result = given if isinstance(given, Result) else None
    scenario = given.scenario if isinstance(given, Result) else given
    return Source(name=scenario.variant_name, scenario=scenario, where=scenario.name, result=result)


def _at(path: Path) -> Source:
    """Open what lies at a path: a run, a scenario, or a variant's own file."""
    if path.parent.name == "variants" and path.suffix in {".yaml", ".yml"}:
        return replace(_opened(load(path.parent.parent, path.stem)), where=str(path))
    if is_run(path):
        return _published(read_run(path), str(path))
    if path.is_dir() and not (path / "scenario.yaml").exists():
        raise ScenarioError([Problem(str(path), 0, "", "", say("compare.not_a_plan"))])
    return replace(_opened(load(path)), where=str(path))


def _published(run: Published, where: str) -> Source:
    scenario = run.result.scenario
    return Source(name=scenario.variant_name, scenario=scenario, where=where, result=run.result, published=run)


def _named(opened: Sequence[Source]) -> Iterator[Source]:
    """Give each a name of its own: its variant's, else its folder's; with the scenario's where there are several."""
    mixed = len({s.scenario.name for s in opened}) > 1
    names = [f"{s.scenario.name}/{s.name}" if mixed else s.name for s in opened]
    shared = {name for name, count in Counter(names).items() if count > 1}
    names = [Path(s.where).name if n in shared and s.published else n for n, s in zip(names, opened, strict=True)]
    met: Counter[str] = Counter()
    for name, source in zip(names, opened, strict=True):
        met[name] += 1
        yield replace(source, name=name if met[name] == 1 else f"{name}#{met[name]}")


def check_same(members: Sequence[Source], anyway: bool) -> Iterator[Text]:
    """Raise ScenarioError for what cannot be compared with the first; ``anyway`` yields the marks to show instead."""
    baseline, problems = members[0], []
    for source in members[1:]:
        if source.scenario.name != baseline.scenario.name:
            names = {"mine": source.scenario.name, "theirs": baseline.scenario.name}
            problems.append(Problem(source.where, 0, "", "", say("compare.other_scenario", **names)))
            yield say("compare.anyway_scenario", name=source.name, **names)
            continue
        mine, theirs = source.inputs, baseline.inputs
        differ = sorted(f for f in mine.keys() | theirs.keys() if mine.get(f) != theirs.get(f))
        if differ:
            files = Text("、".join(differ), ", ".join(differ))
            problems.append(Problem(source.where, 0, "", "", say("compare.other_input", files=files)))
            yield say("compare.anyway_input", name=source.name, files=files)
    if problems and not anyway:
        raise ScenarioError(problems)
