"""Every notebook runs from top to bottom, shows tables and a figure, and leaves no warning behind."""

from pathlib import Path

import jupytext
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.py"))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs(path: Path) -> None:
    notebook = jupytext.read(path)
    client = NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}
    )
    client.execute()
    outputs = [o for cell in notebook.cells if cell.cell_type == "code" for o in cell.outputs]
    shown = {kind for output in outputs for kind in output.get("data", {})}
    assert {"text/html", "image/png"} <= shown
    assert [o.text for o in outputs if o.output_type == "stream" and o.name == "stderr"] == []


def test_there_are_notebooks_on_a_season_on_what_if_and_on_prices() -> None:
    assert {"01-a-season", "02-what-if", "03-price-of-a-rule"} <= {path.stem for path in NOTEBOOKS}
