"""A run folder appears whole or not at all, and takes nothing else with it."""

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from planner.problem import ScenarioError
from planner.report import write_run
from planner.result import Result

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def read_manifest(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return found


def assert_whole(folder: Path) -> None:
    files = read_manifest(folder)["files"]
    on_disk = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    assert on_disk == {*files, "manifest.json"}
    for name, digest in files.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest, name


def hidden(parent: Path) -> list[str]:
    return [p.name for p in parent.iterdir() if p.name.startswith(".")]


def test_a_run_without_report_is_tables_and_a_manifest(season: Result, tmp_path: Path) -> None:
    out = write_run(season, tmp_path / "reports" / "base", with_report=False, language="zh")
    assert sorted(p.name for p in out.iterdir()) == ["manifest.json", "tables"]
    assert_whole(out)
    assert hidden(out.parent) == []


def test_a_run_with_report_holds_everything(season: Result, tmp_path: Path) -> None:
    out = write_run(season, tmp_path / "base", with_report=True, language="en")
    papers = ["report.docx", "report.html", "report.pdf"]
    assert sorted(p.name for p in out.iterdir()) == ["manifest.json", "maps", "plan.xlsx", *papers, "tables"]
    pictures = {f"{name}.{kind}" for name in ("placements", "rates", "ladder") for kind in ("png", "svg")}
    assert {p.name for p in (out / "maps").iterdir()} == pictures
    assert_whole(out)


def test_the_manifest_says_what_made_the_run(season: Result, tmp_path: Path) -> None:
    found = read_manifest(write_run(season, tmp_path / "base", with_report=False, language="zh"))
    assert found["scenario"] == "worked" and found["variant"] == "base" and found["status"] == "optimal"
    assert found["placement_date"] == "2025-07-01"
    assert [p["draft"] for p in found["packs"]] == [False, True]
    assert found["amendments"][0]["parameters"] == {"basis": "posts", "share": "1/3"}
    assert found["goals"][0] == {
        "rank": 1, "goal": "wish", "clause": "MTG25-2.1-d", "value": 7, "bound": 7, "proven": True,
    }  # fmt: skip
    assert set(found["inputs"]) == {"data/centres.csv", "data/people.csv"}
    assert found["volatile"]["seconds"] == {"placement": 0.012}


def test_equal_results_give_equal_folders_but_for_what_is_volatile(season: Result, tmp_path: Path) -> None:
    one, two = (read_manifest(write_run(season, tmp_path / n, with_report=True, language="zh")) for n in "ab")
    one.pop("volatile")
    two.pop("volatile")
    assert one == two


def test_without_report_no_heavy_library_is_loaded(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; import conftest; from planner.report import write_run\n"
        "before = set(sys.modules)\n"
        f"write_run(conftest.worked_example(), Path({str(tmp_path)!r}) / 'x', with_report=False, language='zh')\n"
        "heavy = {'pandas', 'numpy', 'matplotlib', 'jinja2', 'xlsxwriter', 'textalloc', 'fontTools', 'docx'}\n"
        "print(sorted((set(sys.modules) - before) & heavy))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment(), check=True)
    assert done.stdout.strip() == "[]"


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(HERE)])}


def test_an_earlier_run_is_replaced(season: Result, tmp_path: Path) -> None:
    write_run(season, tmp_path / "base", with_report=True, language="zh")
    out = write_run(season, tmp_path / "base", with_report=False, language="zh")
    assert sorted(p.name for p in out.iterdir()) == ["manifest.json", "tables"]
    assert hidden(tmp_path) == []


@pytest.mark.parametrize("content", [{"thesis.docx": "x"}, {"manifest.json": "{}"}, {"manifest.json": "no json"}])
def test_a_folder_of_somebody_else_is_refused_and_untouched(
    season: Result, tmp_path: Path, content: dict[str, str]
) -> None:
    (tmp_path / "mine").mkdir()
    for name, text in content.items():
        (tmp_path / "mine" / name).write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError, match=r"not a run of the planner"):
        write_run(season, tmp_path / "mine", with_report=False, language="zh")
    assert {p.name: p.read_text(encoding="utf-8") for p in (tmp_path / "mine").iterdir()} == content
    assert hidden(tmp_path) == []


def test_a_file_in_the_way_is_refused(season: Result, tmp_path: Path) -> None:
    (tmp_path / "base").write_text("a letter", encoding="utf-8")
    with pytest.raises(ScenarioError, match="already there"):
        write_run(season, tmp_path / "base", with_report=False, language="zh")
    assert (tmp_path / "base").read_text(encoding="utf-8") == "a letter"


def test_a_symbolic_link_is_never_followed(season: Result, tmp_path: Path) -> None:
    target = write_run(season, tmp_path / "elsewhere", with_report=False, language="zh")
    before = read_manifest(target)
    (tmp_path / "base").symlink_to(target)
    with pytest.raises(ScenarioError, match="symbolic link"):
        write_run(replace(season, notes=()), tmp_path / "base", with_report=False, language="zh")
    assert read_manifest(target) == before


def test_an_empty_folder_may_be_used(season: Result, tmp_path: Path) -> None:
    (tmp_path / "base").mkdir()
    assert_whole(write_run(season, tmp_path / "base", with_report=False, language="zh"))


def test_an_error_in_the_middle_leaves_the_old_run(
    season: Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = write_run(season, tmp_path / "base", with_report=False, language="zh")
    before = read_manifest(out)

    def full(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("planner.report.folder.manifest", full)
    with pytest.raises(OSError, match="no space"):
        write_run(season, tmp_path / "base", with_report=False, language="zh")
    assert read_manifest(out) == before
    assert hidden(tmp_path) == []


KILLED = """
import json, os, signal, sys
from dataclasses import replace
from pathlib import Path
import conftest
from planner.report import write_run
import planner.report.manifest, csv, hashlib

out, with_old = Path(sys.argv[1]), sys.argv[2] == "old"
season = conftest.worked_example()
old = replace(season, scenario=replace(season.scenario, variant_name="old"))
seen = []
for moment in range(1, 500):
    if with_old:
        write_run(old, out, with_report=False, language="zh")
    elif out.exists():
        import shutil
        shutil.rmtree(out)
    child = os.fork()
    if child == 0:
        count = 0
        def hook(event, arguments):
            global count
            if event in ("open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.scandir"):
                count += 1
                if count == moment:
                    os.kill(os.getpid(), signal.SIGKILL)
        sys.addaudithook(hook)
        write_run(season, out, with_report=False, language="zh")
        os._exit(0)
    _, status = os.waitpid(child, 0)
    state = "none"
    for place in (out, out.with_name(f".{out.name}.old")):
        if state == "none" and (place / "manifest.json").exists():
            found = json.loads((place / "manifest.json").read_text(encoding="utf-8"))
            whole = all(hashlib.sha256((place / n).read_bytes()).hexdigest() == d for n, d in found["files"].items())
            state = found["variant"] if whole else "BROKEN"
    if out.exists() and state == "none":
        state = "HALF"
    seen.append(state)
    if not os.WIFSIGNALED(status):
        break
print(json.dumps({"seen": seen, "ended": os.WEXITSTATUS(status)}))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kill -9 exists where fork does")
@pytest.mark.parametrize("before", ["old", "new"])
def test_kill_minus_nine_at_any_moment_leaves_the_old_run_or_the_new_one(before: str, tmp_path: Path) -> None:
    out = tmp_path / "base"
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(out), before], capture_output=True, text=True, env=environment(), check=True
    )
    report = json.loads(done.stdout)
    assert report["ended"] == 0 and len(report["seen"]) > 15, "the last child must have lived to the end"
    assert set(report["seen"]) <= ({"old", "base"} if before == "old" else {"none", "base"})
    assert report["seen"][0] != "base" and report["seen"][-1] == "base"
    assert_whole(out)
    assert hidden(tmp_path) == [], "what dead runs left is cleared by the next"
