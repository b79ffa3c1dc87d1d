"""The layers of the house and the fences round third-party libraries: they hold, and they would notice a breach."""

import os
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import grimp
import networkx as nx
import pytest

ROOT = Path(__file__).parents[1]

HEAVY = ("pandas", "matplotlib", "jinja2", "xlsxwriter", "networkx", "fontTools", "ortools.sat.python.cp_model")
"""What the plan of a county must not wait for."""


def _lint(tree: Path) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as c; c()",
        "--no-cache",
        "--no-logo",
    ]
    return subprocess.run(
        command, cwd=tree, env=os.environ | {"PYTHONPATH": str(tree)}, capture_output=True, text=True, encoding="utf-8"
    )


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the house that a test may damage."""
    shutil.copytree(ROOT / "planner", tmp_path / "planner", ignore=shutil.ignore_patterns("__pycache__", "*.ttf"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_contract_is_kept() -> None:
    done = _lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("domain.py", "import planner.season", "Imports point downward"),
        ("stages/demand.py", "import planner.auditing", "Imports point downward"),
        ("auditing/count.py", "import planner.solving.seats", "The audit shares nothing with the optimiser"),
        ("replay/order.py", "import planner.stages.tally", "The audit shares nothing with the optimiser"),
        ("scenario/files.py", "import planner.stages.supply", "Reading decides nothing"),
        ("stages/supply.py", "import planner.clauses.eligibility.ages", "The law is asked through its faces"),
        ("stages/demand.py", "import ortools", "Every third-party library has its place"),
        ("domain.py", "import pandas", "Every third-party library has its place"),
        ("scenario/cells.py", "import matplotlib", "Every third-party library has its place"),
    ],
)
def test_a_breach_is_noticed(tree: Path, module: str, line: str, contract: str) -> None:
    path = tree / "planner" / module
    path.write_text(path.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    done = _lint(tree)
    assert done.returncode == 1
    assert f"{contract}" in done.stdout.partition("Broken contracts")[2]


def test_a_new_module_needs_a_place(tree: Path) -> None:
    (tree / "planner" / "utilities.py").write_text('"""Nowhere."""\n', encoding="utf-8")
    done = _lint(tree)
    assert done.returncode == 1
    assert "planner.utilities" in done.stdout


def test_no_module_imports_itself_by_a_detour() -> None:
    """Contracts look at packages and leave out what only a type checker imports; here every import counts."""
    graph = grimp.build_graph("planner", cache_dir=None)
    arrows = nx.DiGraph((m, n) for m in graph.modules for n in graph.find_modules_directly_imported_by(m))
    # scenario.variant("name") reads a folder: the value calls its reader, when asked to.
    arrows.remove_edge("planner.scenario", "planner.scenario.reading")
    assert [sorted(part) for part in nx.strongly_connected_components(arrows) if len(part) > 1] == []


def test_a_season_is_solved_without_waiting_for_heavy_libraries() -> None:
    code = (
        "import sys, planner, planner.cli\n"
        "from planner.report import write_run\n"
        f"planner.solve(planner.load({str(ROOT / 'scenarios' / 'mentougou-2025')!r}))\n"
        f"print(*[m for m in {HEAVY!r} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_having_a_face_is_what_isinstance_says_of_every_family_and_face() -> None:
    from planner import faces
    from planner.scenario.precedence import every_pack

    modules = [import_module(f"planner.faces.{m.name}") for m in iter_modules(faces.__path__)]
    rules = {face for module in modules for name, face in vars(module).items() if name.endswith("Rule")}
    clauses = {type(clause): clause for pack in every_pack() for clause in pack.clauses}.values()
    assert len(rules) > 40
    assert len(clauses) > 100
    for clause in clauses:
        for face in rules:
            assert faces.has(clause, face) == isinstance(clause, face), (clause.id, face.__name__)
