"""A mistake that pydantic finds in config.yaml, as one sentence with its line, its key and the mend."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from analysis.core.errors import FactCheckError, did_you_mean
from analysis.settings import older
from analysis.settings.models import Model
from analysis.settings.strict_yaml import Node, line_of

MAPPING = re.compile(r"(?i)dictionary( or instance of \w+)?")  # pydantic's words for what YAML calls a mapping
LONGEST = 400  # characters of a sentence that may quote what stands in the file


def told(error: ValidationError, node: Node, name: str, data: Mapping[Any, Any]) -> FactCheckError:
    """The first mistake that pydantic found; `node` and `data` are the file as a tree and as data."""
    found = error.errors(include_url=False)
    # a misspelt key is missing as well as unknown: its own line says more
    first = next((e for e in found if e["type"] == "extra_forbidden"), found[0])
    keys = [str(key) for key in first["loc"] if key != "[key]"]
    if first["type"] == "extra_forbidden":
        if mend := older.mend(keys):
            what = "is a key of an older version"
        else:
            what = "unknown key"
            mend = f"remove it or mend its spelling{did_you_mean(keys[-1], _known_keys())}"
    elif first["type"] == "missing":
        what, mend = "is missing", "add it"
    else:
        what = MAPPING.sub("mapping", first["msg"]).removeprefix("Value error, ")
        if not keys and (stated := what.partition(":")[0].split("."))[0] in data:
            # a check of the whole file says where by itself
            keys, what = stated, what.partition(": ")[2]
        what = what[:1].lower() + what[1:]
        mend = _mend(first)
    dotted = ".".join(keys) or "the file"
    return FactCheckError(f"{dotted}: {what}"[:LONGEST], where=f"{name}:{line_of(node, keys)}", mend=mend[:LONGEST])


def _mend(first: ErrorDetails) -> str:
    value = first["input"]
    if isinstance(value, (dict, Model)):
        return "mend what stands there"
    if first["type"] == "string_type" and isinstance(value, (bool, int, float)):
        return f"it now reads {value!r}; put it in quotes where text is meant"
    return f"it now reads {value!r}"[:160]


def _known_keys() -> list[str]:
    """All keys that any model knows, for a suggestion."""
    models, known = [Model], set()
    while models:
        models += (model := models.pop()).__subclasses__()
        known |= {field.alias or name for name, field in model.model_fields.items()}
    return sorted(known)
