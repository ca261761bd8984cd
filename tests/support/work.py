"""How much work a call does, as a count that is the same on any machine: lines and calls of the project's own code.

Time is measured in `make bench`; a test only shows that work grows in proportion.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

OURS = str(Path(__file__).parents[2] / "analysis")


def steps(call: Callable[..., object], *args: object) -> int:
    """Lines of `analysis` that run while `call` does."""
    count = 0

    def local(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal count
        count += event == "line"
        return local

    def entered(frame: FrameType, event: str, arg: Any) -> Any:
        return local if frame.f_code.co_filename.startswith(OURS) else None

    before = sys.gettrace()
    sys.settrace(entered)
    try:
        call(*args)
    finally:
        sys.settrace(before)
    return count
