"""JSON read strictly (no key twice, and every number is one) and written canonically (the same bytes on every machine)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from analysis.core.errors import FactCheckError


def canonical_json(data: Any) -> str:
    """JSON with sorted keys and LF, as all published files have it.

    >>> canonical_json({"b": "é", "a": 1})
    '{\\n "a": 1,\\n "b": "é"\\n}\\n'
    """
    return json.dumps(data, sort_keys=True, indent=1, ensure_ascii=False) + "\n"


def read_json(text: str, where: str | Path) -> Any:
    """JSON in which no key stands twice and every number is one.

    Raises
    ------
    FactCheckError
        It is not.
    """

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            twice = next(key for n, (key, _) in enumerate(pairs) if key in [k for k, _ in pairs[:n]])
            raise FactCheckError(f"the key {twice!r} stands there twice", where=where, mend="remove one of the two")
        return found

    def no_number(name: str) -> None:
        raise FactCheckError(f"holds {name}, which is no number", where=where, mend="restore the file")

    try:
        return json.loads(text, object_pairs_hook=once, parse_constant=no_number)
    except json.JSONDecodeError as error:
        raise FactCheckError(
            f"is not JSON ({error.msg})", where=f"{where}:{error.lineno}", mend="restore the file"
        ) from None
