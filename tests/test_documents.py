"""What a stranger reads is true: commands print what the page says, code on the pages works, pins name no index."""

import importlib
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import click
import pytest
import yaml
from click.testing import CliRunner, Result

import planner
from planner import clauses
from planner.cli import main
from planner.messages import clauses as clause_messages
from planner.report.tables import TABLES as RUN_TABLES
from planner.scenario import packs
from planner.scenario.schema import TABLES
from planner.text import Text

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", ROOT / "README.zh.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])
READMES = ("README.md", "README.zh.md")

INSTALL = (
    "python3 -m venv .venv && .venv/bin/pip install -q -c constraints.txt -e '.[test]'"
    " && .venv/bin/planner run scenarios/mentougou-2025"
)
TEST = ".venv/bin/pytest"


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(text: str, language: str) -> list[str]:
    """The fenced blocks of a page in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)


# The commands of the README -------------------------------------------------------------------------------------


class Shown(NamedTuple):
    """A command on a page with the lines it is said to print."""

    page: str
    words: tuple[str, ...]
    lines: tuple[str, ...]


def shown(page: str) -> Iterator[Shown]:
    for block in blocks(read(page), "console"):
        for part in block.split("$ ")[1:]:
            command, *lines = part.strip().splitlines()
            yield Shown(page, tuple(shlex.split(command)), tuple(line for line in lines if line != "…"))


EXAMPLES = [example for page in READMES for example in shown(page)]


@pytest.mark.parametrize("page", READMES)
def test_the_two_commands_stand_in_the_readme(page: str) -> None:
    assert f"{INSTALL}\n{TEST}\n" in blocks(read(page), "sh")[0]


def test_ci_installs_the_pins_and_ends_with_the_command_of_the_readme() -> None:
    ci = read(".ci/run")
    assert ci.startswith("#!/usr/bin/env bash")
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111 or sys.platform == "win32"
    assert "-c constraints.txt -e '.[dev]'" in ci
    assert ci.rstrip().endswith(TEST)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place with what the commands of the README read."""
    folder = tmp_path_factory.mktemp("checkout")
    shutil.copytree(ROOT / "scenarios", folder / "scenarios")
    (folder / "docs").mkdir()
    shutil.copy(ROOT / "docs" / "by-hand.csv", folder / "docs")
    return folder


@pytest.fixture(scope="module")
def invoke(checkout: Path) -> Callable[[tuple[str, ...]], Result]:
    """Run a command as it stands on a page, once; a run leaves out the pictures, which are tested elsewhere."""
    done: dict[tuple[str, ...], Result] = {}

    def once(words: tuple[str, ...]) -> Result:
        if words not in done:
            with pytest.MonkeyPatch.context() as patch:
                patch.chdir(checkout)
                done[words] = CliRunner().invoke(main, words[1:])
        return done[words]

    return once


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e.page}: {' '.join(e.words[1:3])}")
def test_a_command_prints_what_the_readme_shows(
    example: Shown, invoke: Callable[[tuple[str, ...]], Result], checkout: Path
) -> None:
    assert example.words[0] == "planner"
    if example.words[1] == "new":
        shutil.rmtree(checkout / "my-county", ignore_errors=True)
    if example.words[1:3] == ("check", "my-county") and not (checkout / "my-county").exists():
        invoke(("planner", "new", "my-county"))
    if example.words[1] == "explain" and not (checkout / example.words[2]).exists():
        invoke(("planner", "run", "scenarios/mentougou-2025", "--out", example.words[2], "--no-report"))
    printed = invoke(example.words)
    expected = 4 if example.words[1] == "verify" else 0
    assert printed.exit_code == expected, printed.output
    missing = [line for line in example.lines if line not in printed.output.splitlines()]
    assert not missing, f"{example.page} shows lines that the command does not print; it prints:\n{printed.output}"


def test_both_readmes_show_the_same_commands() -> None:
    def words(page: str) -> list[tuple[str, ...]]:
        return [tuple(w for w in e.words if w not in {"--lang", "en"}) for e in EXAMPLES if e.page == page]

    assert words("README.md") == words("README.zh.md")


def test_every_command_is_shown_to_the_reader() -> None:
    known = set(main.list_commands(click.Context(main)))
    for page in READMES:
        shown = {e.words[1] for e in EXAMPLES if e.page == page}
        # An example of replan would need an outlook first, half a minute each time the tests run; it is told in words.
        assert shown == known - {"replan"}
        assert "planner replan" in (ROOT / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_planner_command_on_a_page_is_one_we_have(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for line in "\n".join(blocks(text, r"(?:sh|console|powershell)")).splitlines():
        for words in re.findall(r"(?:^|[\s/\\])planner ((?:run|[a-z]+) .*)$", line):
            command, *arguments = shlex.split(words.replace("\\", "/"))
            found = main.get_command(click.Context(main), command)
            assert found is not None, line
            found.make_context(command, arguments, resilient_parsing=False)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_and_pictures_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)\)", page.read_text(encoding="utf-8")):
        assert "://" in target or (page.parent / target).exists(), target


# The pages of docs/ ---------------------------------------------------------------------------------------------


def test_every_table_and_column_is_on_its_page() -> None:
    sections = dict(
        re.findall(r"^### `(\w+)`[^\n]*\n(.*?)(?=^#|\Z)", read("docs/tables.md"), flags=re.MULTILINE | re.DOTALL)
    )
    for table in TABLES:
        rows = dict(re.findall(r"^\| (\**`\w+`\**) \| (\S+) \|", sections[table.name], flags=re.MULTILINE))
        assert rows == {f"**`{c.name}`**" if c.required else f"`{c.name}`": c.heading for c in table.columns}
    for kept in RUN_TABLES:
        assert re.findall(r"^\| `(\w+)` \|", sections[kept.name], flags=re.MULTILINE) == list(kept.columns)


def test_the_worked_clause_does_what_its_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """MTGR-7-c as docs/add-a-clause.md builds it: class, messages, pack entry, amendment, and the page's own tests."""
    page = read("docs/add-a-clause.md")
    family, messages, tests = blocks(page, "python")
    entry, amendment = blocks(page, "yaml")

    said: dict[str, dict[str, Text]] = {}
    exec(messages, {"Text": Text}, said)
    for key, text in said["MESSAGES"].items():
        monkeypatch.setitem(clause_messages.MESSAGES, key, text)

    (tmp_path / "qualification.py").write_text(family, encoding="utf-8")
    (tmp_path / "test_qualification.py").write_text(tests, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    added = importlib.import_module("qualification").EntryQualification
    monkeypatch.setitem(clauses.FAMILIES, added.family, added)

    shutil.copytree(ROOT / "planner" / "policies", tmp_path / "policies")
    path = tmp_path / "policies" / "mentougou-reform.yaml"
    pack = re.sub(r"  - id: MTGR-7-c\n(?:    .*\n)+", "", path.read_text(encoding="utf-8"))
    assert "MTGR-7-c\n" not in pack, "the page adds the clause to a pack without it"
    path.write_text(pack.replace("clauses:\n", f"clauses:\n{entry}", 1), encoding="utf-8")
    monkeypatch.setattr(packs, "PACKS", tmp_path / "policies")

    assert yaml.safe_load(amendment)["amend"][0]["clause"] == "MTGR-7-c"
    policy = importlib.import_module("build").policy("mentougou-2025", "mentougou-reform")
    assert "大专、本科" in policy.clause["MTGR-7-c"].statement().zh
    assert pytest.main(["-q", "-p", "no:cacheprovider", str(tmp_path / "test_qualification.py")]) == 0


# Pins, versions, what must not be in the tree -------------------------------------------------------------------


def test_the_pins_name_no_package_index() -> None:
    assert "://" not in read("constraints.txt")


def test_every_dependency_is_pinned_within_its_bounds() -> None:
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    pins = {canonicalize_name(r.name): r for r in map(Requirement, read("constraints.txt").splitlines())}
    project = tomllib.loads(read("pyproject.toml"))["project"]
    wanted = [*project["dependencies"], *(r for extra in project["optional-dependencies"].values() for r in extra)]
    for requirement in map(Requirement, wanted):
        if requirement.name == "planner":
            continue
        (pin,) = pins[canonicalize_name(requirement.name)].specifier
        assert pin.operator == "=="
        assert requirement.specifier.contains(pin.version), requirement


def test_changelog_and_citation_have_this_version() -> None:
    citation = yaml.safe_load(read("CITATION.cff"))
    assert f"## [{planner.__version__}]" in read("CHANGELOG.md")
    assert str(citation["version"]) == planner.__version__
    assert {"cff-version", "message", "title", "authors", "license"} <= citation.keys()


FOREIGN = re.compile(
    r"(?<![\w.])/(?:home|Users|root|work|tmp|opt|srv|mnt)/[\w.-]+"  # a path of somebody's machine
    r"|[A-Z]:\\Users"
    r"|https?://[^/\s\"')]*(?:pypi|simple|mirror|index|artifactory|nexus)[^/\s\"')]*"
    r"|(?:files\.pythonhosted|pypi\.(?:org|tuna)|mirrors\.[a-z]+)\.[a-z.]+"
)


def tracked() -> list[Path]:
    """Every file that is in the repository or would be with the next commit."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.split("\0") if name]


def test_no_file_names_a_machine_or_a_package_index() -> None:
    found = []
    for path in tracked():
        if path == Path(__file__) or not path.is_file() or path.suffix in {".png", ".ttf", ".xlsx"}:
            continue
        text = path.read_bytes().decode("utf-8", errors="ignore")
        found += [f"{path.relative_to(ROOT)}: {match.group()}" for match in FOREIGN.finditer(text)]
    assert not found


@pytest.mark.parametrize(
    "text",
    ["/home/someone/x", "see /work/notes", r"C:\Users\me", "https://pypi.org/simple", "https://mirrors.example.cn/x"],
)
def test_the_search_would_find_one(text: str) -> None:
    assert FOREIGN.search(text)
