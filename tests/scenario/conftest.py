"""The scenario every test of this folder starts from."""

from pathlib import Path

import pytest

from .drafts import Draft


@pytest.fixture
def tiny(tmp_path: Path) -> Draft:
    """A tiny valid scenario: two centres, four sites, two doctors, two graduates."""
    return Draft(tmp_path / "tiny")
