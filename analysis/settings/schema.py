"""The JSON Schema of config.yaml, for editors: ``python -m analysis.settings.schema`` writes it, a test compares it.

It is made from the models, with a description of every key. What it cannot say (which names exist, what fits together)
is said by `factcheck check`.
"""

from __future__ import annotations

import sys
from typing import Any

from analysis.core import paths, terminal
from analysis.core.files import write_text
from analysis.core.strict_json import canonical_json
from analysis.settings.config import Config

FILE = paths.ROOT / "docs" / "config.schema.json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]


def schema() -> Schema:
    """The schema, as JSON Schema 2020-12; keys of mappings are names or years, and nothing else."""
    made = Config.model_json_schema(by_alias=True, mode="validation")
    _close(made)
    return {**made, "$schema": DIALECT, "title": "config.yaml of a fact-check"}


def _close(part: Any) -> None:
    """Let keys that have a pattern be the only ones, and take away titles, which repeat the keys."""
    if isinstance(part, dict):
        if isinstance(part.get("title"), str):
            del part["title"]
        if "patternProperties" in part:
            part["additionalProperties"] = False
    for item in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        _close(item)


def main() -> None:
    """Write the schema."""
    write_text(FILE, canonical_json(schema()))


if __name__ == "__main__":
    sys.exit(terminal.told(main))
