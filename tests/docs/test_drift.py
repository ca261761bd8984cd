"""The guide to what may come in lists every limit as the code has it."""

from __future__ import annotations

from analysis.settings.drift import Drift
from docs import drift

TEXT = drift.GUIDE.read_text(encoding="utf-8")


def test_the_table_of_limits_is_that_of_the_code():
    assert drift.page(TEXT) == TEXT, "run `make docs`"
    assert all(f"| `{name}` |" in TEXT for name, _ in Drift().limits())
