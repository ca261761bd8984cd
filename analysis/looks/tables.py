"""A table as columns and rows → Markdown that both engines read alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

MARKS = {"left": ":---", "right": "---:"}


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column: its name, the side its cells stand on, its share of the table's width in percent, and how a cell is said."""

    name: str
    align: Literal["left", "right"] = "left"
    width: int | None = None
    format: Callable[[Any], str] = str


def number(name: str, width: int | None = None, format: Callable[[Any], str] = str) -> Column:
    """A column of numbers."""
    return Column(name=name, align="right", width=width, format=format)


def text(name: str, width: int | None = None, format: Callable[[Any], str] = str) -> Column:
    """A column of words."""
    return Column(name=name, width=width, format=format)


def table(columns: Sequence[Column], rows: Iterable[Sequence[Any]], caption: str = "", label: str = "") -> str:
    """A pipe table with one cell a column in every row.

    Parameters
    ----------
    label : str
        What the text refers to it by, ``tbl-…``.

    Raises
    ------
    ValueError
        A row has more or fewer cells than there are columns.

    Examples
    --------
    >>> print(table([text("year"), number("papers", format="{:,}".format)], [("2024", 4541)]), end="")
    | year | papers |
    |:---|---:|
    | 2024 | 4,541 |
    """
    lines = [_line(c.name for c in columns), "|" + "|".join(MARKS[c.align] for c in columns) + "|"]
    lines += [_line(_cell(c.format(cell)) for c, cell in zip(columns, row, strict=True)) for row in rows]
    if caption:
        widths = [str(c.width) for c in columns if c.width is not None]
        attributes = [f"#{label}" if label else "", f'tbl-colwidths="[{",".join(widths)}]"' if widths else ""]
        lines += ["", f": {caption} {{{' '.join(filter(None, attributes))}}}"]
    return "\n".join(lines) + "\n"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(said: str) -> str:
    return said.replace("|", "\\|").replace("\n", " ")
