"""How files are written: whole or not at all, and JSON with the same bytes on every machine."""

from __future__ import annotations

import json
import os
import shutil
import time
from pathlib import Path
from typing import Any

from analysis.errors import unwritable

LEFT = 3600  # seconds after which no run that made a temporary folder is still at work


def canonical_json(data: Any) -> str:
    """JSON with sorted keys and LF, as all published files have it.

    >>> canonical_json({"b": "é", "a": 1})
    '{\\n "a": 1,\\n "b": "é"\\n}\\n'
    """
    return json.dumps(data, sort_keys=True, indent=1, ensure_ascii=False) + "\n"


def write_text(path: Path, text: str) -> bool:
    """Write a file under a temporary name and rename it; True where anything changed.

    Raises
    ------
    FactCheckError
        It cannot be written; what was there stays.
    """
    if path.is_file() and path.read_bytes() == text.encode():
        return False
    fresh = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(text, encoding="utf-8", newline="\n")
        os.replace(fresh, path)
    except OSError as error:
        raise unwritable(error, path) from error
    return True


def remove_left(folder: Path, pattern: str) -> None:
    """Remove the temporary folders that killed runs left."""
    for left in folder.glob(pattern):
        if time.time() - left.stat().st_mtime > LEFT:
            shutil.rmtree(left, ignore_errors=True)
