"""What pages refer to: variables, files, charts, pages and labels; and what renders here and stops Quarto elsewhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from analysis.core import paths
from analysis.publish.check.prose import FENCED, SHORTCODE, without
from analysis.publish.render.shortcodes import known_trouble

REFERENCE = re.compile(r"(?<![\w@.])@((?:fig|tbl|sec)-[\w-]+)")
LABEL = re.compile(r"#((?:fig|tbl|sec)-[\w-]+)")
PICTURE = re.compile(r"!\[[^\]]*\]\(([^)\s]+)\)")
PAGE = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s#]+\.qmd)")


def problems(
    texts: Mapping[str, str], tree: Mapping[str, Any], made: Mapping[str, str], drawn: Collection[str]
) -> Iterator[str]:
    """One sentence for each reference that leads nowhere, and for each construct that stops Quarto.

    Parameters
    ----------
    texts : mapping
        Page, named from the project's root → its source.
    tree : mapping
        All variables, nested.
    made, drawn : mapping and collection
        The generated parts, file name → text, and the file names of the charts.
    """
    labels = {label for text in (*texts.values(), *made.values()) for label in LABEL.findall(text)}
    for name, text in texts.items():
        yield from _dead(name, text, tree, made, drawn, labels)
        yield from _quarto_trouble(name, text)
    for file, text in made.items():
        yield from _quarto_trouble(f"report/_generated/{file}", text)


def shown(texts: Mapping[str, str], made: Mapping[str, str]) -> str:
    """The sources of all pages, with the generated parts that they include."""
    named = [
        Path(argument).name
        for text in texts.values()
        for kind, argument in SHORTCODE.findall(text)
        if kind == "include"
    ]
    return "\n".join([*texts.values(), *(made[name] for name in named if name in made)])


def _dead(
    name: str,
    text: str,
    tree: Mapping[str, Any],
    made: Mapping[str, str],
    drawn: Collection[str],
    labels: Collection[str],
) -> Iterator[str]:
    for number, line in enumerate(text.split("\n"), 1):
        where = f"{name}:{number}"
        for kind, argument in SHORTCODE.findall(line):
            # one mistake, one sentence: what Quarto stumbles over is told below
            if kind == "var" and not known_trouble(line) and not _is_value(tree, argument):
                yield (
                    f"{where}: there is no variable {argument!r}; its path is a figure's id (`factcheck figures` lists "
                    "them), with -at- and -and- for @ and +, and .value, .interval, .bounds, .count or .of"
                )
            if kind == "include" and not _exists(argument, name, made):
                yield f"{where}: the file {argument!r} to include does not exist"
        yield from (f"{where}: @{ref} refers to nothing" for ref in REFERENCE.findall(line) if ref not in labels)
        for target in PICTURE.findall(line):
            if Path(target).name not in drawn and not _exists(target, name, made):
                yield f"{where}: the picture {target!r} does not exist"
        yield from (
            f"{where}: the page {target!r} does not exist" for target in PAGE.findall(line) if not _file(target, name)
        )


def _quarto_trouble(name: str, text: str) -> Iterator[str]:
    for number, line in enumerate(without(text, FENCED).split("\n"), 1):
        if trouble := known_trouble(line):
            yield f"{name}:{number}: {'; '.join(trouble)}"


def _exists(target: str, page: str, made: Mapping[str, str]) -> bool:
    return Path(target).name in made or _file(target, page)


def _file(target: str, page: str) -> bool:
    """Whether there is a file of this name, seen from the page or from the project's root."""
    beside = (paths.ROOT / page).parent
    return (beside / target).is_file() or (paths.ROOT / target.lstrip("/")).is_file()


def _is_value(tree: Mapping[str, Any], argument: str) -> bool:
    node: Any = tree
    for key in argument.split("."):
        node = node.get(key) if isinstance(node, Mapping) else None
    return isinstance(node, str)
