"""Which modules of the project a module rests on: a change of any of them may change what it says.

Read from the text of the imports, which is quicker than a parser and holds for code that `make lint` has formatted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from analysis.core import paths

IMPORT = re.compile(r"^[ \t]*from (analysis(?:\.\w+)*) import (\([^)]*\)|[^\n]*)", re.MULTILINE)


def ours() -> dict[str, Path]:
    """Every module of the code that runs, by its path from the root: ``analysis/core/paths.py``."""
    return {file.relative_to(paths.CODE.parent).as_posix(): file for file in paths.CODE.rglob("*.py")}


def reached(roots: Iterable[str], files: Mapping[str, Path]) -> set[str]:
    """The `roots` among `files`, and all that is imported from there; an import by name at run time is not seen."""
    found: set[str] = set()
    ahead = list(roots)
    while ahead:
        name = ahead.pop()
        if name in files and name not in found:
            found.add(name)
            ahead += imported(files[name].read_text(encoding="utf-8"))
    return found


def imported(code: str) -> Iterator[str]:
    """Files that the imports in a module's text may mean: a module, a package, a module of a package.

    >>> list(imported("from analysis.core import paths"))
    ['analysis/core.py', 'analysis/core/__init__.py', 'analysis/core/paths.py']
    """
    for module, names in IMPORT.findall(code):
        base = module.replace(".", "/")
        yield f"{base}.py"
        yield f"{base}/__init__.py"
        yield from (f"{base}/{name}.py" for name in re.findall(r"\w+", names))
