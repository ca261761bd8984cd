"""Quarto's shortcodes ``include`` and ``var``, resolved before pandoc reads the text.

Each line of the result remembers the file and line it came from, so that every later problem can name them. Code stays
as it is, but for ``{{{< … >}}}``, Quarto's way to write a shortcode that shall not be one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.core.errors import FactCheckError

_SHORTCODE = re.compile(r"\{\{<\s*(?P<name>[\w-]+)\s*(?P<argument>.*?)\s*>\}\}")
_ESCAPED = re.compile(r"\{(\{\{<.*?>\}\})\}")
_CODE_OR_ESCAPED = re.compile(r"(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)|\{\{\{<.*?>\}\}\}")
_FENCE = re.compile(r"\s{0,3}(?P<fence>`{3,}|~{3,})(?P<rest>.*)$")
_ATTRIBUTES = re.compile(r"\]\([^)]*\)\{([^{}]*(?:\{\{<.*?>\}\}[^{}]*)*)\}")
_SIZE = re.compile(r"""\b(?:width|height)=["']?[\d.]+([a-zA-Z]+)""")
_TYPST_UNITS = ("cm", "em", "in", "mm", "pt")
VARIABLES = "_variables.yml"


@dataclass(frozen=True)
class Line:
    """A line of expanded text and where it stands in the sources."""

    text: str
    file: str
    number: int

    @property
    def place(self) -> str:
        return f"{self.file}:{self.number}"


def variable(variables: Any, name: str, place: str) -> str:
    """Return the value of a dotted name.

    >>> variable({"neurips-2024": {"us-china": {"share": "3.0%"}}}, "neurips-2024.us-china.share", "index.qmd:1")
    '3.0%'
    """
    value = variables
    for key in name.split("."):
        if not isinstance(value, dict) or key not in value:
            raise FactCheckError(
                f"the variable {name} is not defined in {VARIABLES}",
                where=place,
                mend="correct the name or compute the figure",
            )
        value = value[key]
    if isinstance(value, dict | list) or value in (None, ""):
        kind = "a group of values" if isinstance(value, dict | list) else "empty"
        raise FactCheckError(f"the variable {name} is {kind}, not a value", where=place, mend="name one value")
    return " ".join(str(value).split())


def known_trouble(line: str) -> tuple[str, str] | None:
    """What Quarto is known to choke on in a line of a source, and its mend; None where there is nothing.

    Quarto 1.9 and 1.10 hand an image's ``width=480px`` on to Typst, which knows no pixels as a unit, and read a key of
    a variable that is a number as a place in a list.

    >>> known_trouble("![A](a.svg){width=480px}")
    ("Quarto's Typst does not know the unit 'px' of an image's size", 'write the number alone, which is in pixels')
    >>> known_trouble("{{< var counts.2025.share >}}")
    ("Quarto does not find '2025', a number, as a key of a variable", 'begin the key with a letter')
    >>> known_trouble("![A](a.svg){width=50%} {{< var counts.y2025.share >}} `{width=480px}`")
    """
    line = _CODE_OR_ESCAPED.sub("", line)
    unit = next(
        (u for attributes in _ATTRIBUTES.findall(line) for u in _SIZE.findall(attributes) if u not in _TYPST_UNITS),
        None,
    )
    if unit:
        return (
            f"Quarto's Typst does not know the unit {unit!r} of an image's size",
            "write the number alone, which is in pixels",
        )
    asked = [found["argument"].strip("\"'") for found in _SHORTCODE.finditer(line) if found["name"] == "var"]
    key = next((key for name in asked for key in name.split(".") if key.isdigit()), None)
    return (
        (f"Quarto does not find {key!r}, a number, as a key of a variable", "begin the key with a letter")
        if key
        else None
    )


def _outside_code(text: str, replace: Any) -> str:
    """Apply `replace` to what is neither a code span nor an escaped shortcode."""
    parts, at = [], 0
    for code in _CODE_OR_ESCAPED.finditer(text):
        parts += [replace(text[at : code.start()]), _ESCAPED.sub(r"\1", code.group(0))]
        at = code.end()
    return "".join([*parts, replace(text[at:])])


class Expander:
    """Expands the files of one folder with its variables."""

    def __init__(self, folder: Path, variables: Any) -> None:
        self.folder, self.variables = folder, variables

    def expand(self, file: str) -> list[Line]:
        """Return the lines of a chapter with includes and variables resolved."""
        return self._expand(file, f"{file}:1", ())

    def _expand(self, file: str, place: str, open_files: tuple[str, ...]) -> list[Line]:
        if file in open_files:
            raise FactCheckError(f"the file {file} includes itself", where=place, mend="take the include out")
        try:
            text = (self.folder / file).read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise FactCheckError("the file is not UTF-8", where=file, mend="save it as UTF-8") from error
        except OSError as error:
            raise FactCheckError(
                f"the included file {file} does not exist", where=place, mend="correct the path or write the file"
            ) from error
        lines: list[Line] = []
        fence = ""
        for number, line in enumerate(text.splitlines(), start=1):
            here = Line(line, file, number)
            mark = _FENCE.match(line)
            if fence:
                if mark and mark["fence"].startswith(fence) and not mark["rest"].strip():
                    fence = ""
                lines.append(Line(_ESCAPED.sub(r"\1", line), file, number))
            elif mark and not (mark["fence"][0] == "`" and "`" in mark["rest"]):
                fence = mark["fence"]
                lines.append(here)
            else:
                lines.extend(self._line(here, (*open_files, file)))
        if fence:
            raise FactCheckError(
                f"a code block that begins with {fence} is not closed", where=file, mend="close it with the same marks"
            )
        return lines

    def _line(self, line: Line, open_files: tuple[str, ...]) -> list[Line]:
        if trouble := known_trouble(line.text):
            raise FactCheckError(trouble[0], where=line.place, mend=trouble[1])
        alone = _SHORTCODE.fullmatch(line.text.strip())
        if alone and alone["name"] == "include":
            return self._expand(self._included(alone["argument"], line), line.place, open_files)
        return [
            Line(
                _outside_code(line.text, lambda text: _SHORTCODE.sub(lambda found: self._value(found, line), text)),
                line.file,
                line.number,
            )
        ]

    def _included(self, argument: str, line: Line) -> str:
        path = argument.strip("\"'")
        base = self.folder if path.startswith("/") else (self.folder / line.file).parent
        target = (base / path.lstrip("/")).resolve()
        if not target.is_relative_to(self.folder.resolve()):
            raise FactCheckError(
                f"the include {path} leads out of the project", where=line.place, mend="include a file of the project"
            )
        return target.relative_to(self.folder.resolve()).as_posix()

    def _value(self, found: re.Match[str], line: Line) -> str:
        name, argument = found["name"], found["argument"].strip("\"'")
        if name == "var":
            return variable(self.variables, argument, line.place)
        if name == "include":
            raise FactCheckError(
                "an include shares its line with other text", where=line.place, mend="give it a line of its own"
            )
        raise FactCheckError(
            f"the shortcode {name} is not one that both engines know", where=line.place, mend="use var or include"
        )
