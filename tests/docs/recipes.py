"""Recipes of CONTRIBUTING.md: what each tells one to write and to run, and the carrying out of it.

A block of code is an instruction by the line before it, which is what a person reads:

- ``New file `F`:``
- ``At the end of `F`:``
- ``In `F`, at the end of `KEY`:``, a key that stands at the left edge of a YAML file
- ``In `F`, before the line `L`:``
- ``In `F`, in alphabetical order:``, a table with a head
- a block of shell with no such line is run
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from tests.docs import guides

BLOCK = re.compile(r"(?:^(?P<order>[^\n]+:)\n\n)?^```(?P<kind>\w*)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
PLACE = re.compile(
    r"(?:New file|At the end of|In) `(?P<file>[^`]+)`"
    r"(?:, (?:at the end of `(?P<key>[^`]+)`|before the line `(?P<line>[^`]+)`|(?P<sorted>in alphabetical order)))?:"
)


def recipes() -> dict[str, str]:
    """Heading → text of every recipe."""
    told = guides.text_of("CONTRIBUTING.md").partition("\n## Recipes\n")[2]
    return {head: text for head, text in re.findall(r"^### (.+?)\n(.*?)(?=^### |\Z)", told, re.DOTALL | re.MULTILINE)}


def carry_out(recipe: str, project: Path, say_instead: Mapping[str, str] = MappingProxyType({})) -> str:
    """Do what a recipe says, block by block; gives all that its commands printed.

    Parameters
    ----------
    say_instead : mapping
        Texts of the recipe that a test must replace, such as an address that it may not ask.

    Raises
    ------
    AssertionError
        A command fails, or a block tells no place where it belongs.
    """
    return follow(recipes()[recipe], project, say_instead)


def follow(guide: str, project: Path, say_instead: Mapping[str, str] = MappingProxyType({})) -> str:
    """Do what a text says, as `carry_out` does what a recipe says."""
    printed = []
    for block in BLOCK.finditer(guide):
        text = block["text"]
        for old, new in say_instead.items():
            text = text.replace(old, new)
        place = PLACE.fullmatch(block["order"] or "")
        if place:
            write(project / place["file"], text, place)
        else:
            assert block["kind"] == "sh", f"no place is told for the block\n{text}"
            printed.append(shell(text, project))
    return "".join(printed)


def shell(script: str, project: Path) -> str:
    """Run lines of shell in the project; gives what they printed."""
    elsewhere = [p for p in os.environ["PATH"].split(os.pathsep) if not (Path(p) / "quarto").exists()]
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("FACTCHECK_", "PYTEST_", "MAKE"))}
    done = subprocess.run(
        ["sh", "-e", "-c", script],
        cwd=project,
        env={**kept, "PATH": os.pathsep.join(elsewhere)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, f"{script}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done.stdout


def write(file: Path, text: str, place: re.Match[str]) -> None:
    """Put the text of a block where its line says."""
    if place[0].startswith("New file"):
        assert not file.exists(), f"{file} is there already"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    new = text.splitlines(keepends=True)
    at, indent = place_in(lines, place)
    lines[at:at] = [indent + line for line in new]
    if place["sorted"]:
        lines[1:] = sorted(lines[1:], key=lambda line: line.strip('"').casefold())
    file.write_text("".join(lines), encoding="utf-8")


def place_in(lines: list[str], place: re.Match[str]) -> tuple[int, str]:
    """Before which line of a file a block belongs, and how far from the left edge."""
    if place["key"]:
        return _end_of(place["key"], lines), ""
    if place["line"]:
        (at,) = (n for n, line in enumerate(lines) if line.strip() == place["line"])
        return at, lines[at][: len(lines[at]) - len(lines[at].lstrip())]
    return len(lines), ""


def _end_of(key: str, lines: list[str]) -> int:
    """Where the last entry of a key at the left edge ends, before the blank lines and comments of the next."""
    start = lines.index(f"{key}:\n")
    own = [n for n, line in enumerate(lines[start + 1 :], start + 1) if line.strip() and not line.startswith("#")]
    last = start
    for n in own:
        if not lines[n].startswith(" "):
            break
        last = n
    return last + 1
