"""What tests of the readers share: a raw file of a few rows."""

from __future__ import annotations

import pytest

from tests.conftest import write_gz


@pytest.fixture
def raw(tmp_path):
    return lambda *rows: write_gz(tmp_path / "raw.jsonl.gz", list(rows))
