"""YAML read strictly, with the line of every key: what `analysis.settings.config` needs to say where a mistake is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from analysis.core.errors import FactCheckError

if TYPE_CHECKING:
    FAST = yaml.SafeLoader
else:
    FAST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # by libyaml, twelve times as fast, where PyYAML has it


class Strict(FAST):
    """The fast loader, but it keeps dates as text and refuses a key given twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "a key is no plain word", key.start_mark)
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key.value!r} is given twice", key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)


Strict.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read(path: Path) -> tuple[yaml.Node, dict[str, Any]]:
    """The file as a tree of nodes with their lines, and as data.

    Raises
    ------
    FactCheckError
        The file cannot be read, is not YAML, or is no mapping.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise FactCheckError(
            f"cannot be read ({error.strerror})", where=path, mend="restore it from the repository"
        ) from error
    except UnicodeDecodeError as error:
        raise FactCheckError("is not UTF-8 text", where=path, mend="save it as UTF-8") from error
    try:
        loader = Strict(text)
        node = loader.get_single_node()
        data = loader.construct_document(node) if node is not None else None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path.name}:{mark.line + 1}" if mark else path.name
        why = " ".join(str(getattr(error, "problem", None) or error).split())
        raise FactCheckError(f"is not YAML ({why})", where=where, mend="mend the line") from error
    if node is None or not isinstance(data, dict):
        raise FactCheckError("is empty or not a mapping", where=path.name, mend="restore it from the repository")
    return node, data


def line_of(node: yaml.Node, keys: list[str]) -> int:
    """Line (from 1) of the deepest part of the path `keys` that exists."""
    line = node.start_mark.line + 1
    for key in keys:
        if isinstance(node, yaml.MappingNode):
            for k, v in node.value:
                if k.value == key:
                    line, node = k.start_mark.line + 1, v
                    break
            else:
                return line
        elif isinstance(node, yaml.SequenceNode) and key.isdigit() and int(key) < len(node.value):
            node = node.value[int(key)]
            line = node.start_mark.line + 1
        else:
            return line
    return line
