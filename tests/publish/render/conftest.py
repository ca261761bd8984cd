"""What the tests of both engines share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.sample_book import stage


@pytest.fixture
def book(tmp_path) -> Path:
    return stage(tmp_path / "book")
