"""A table as columns and rows → Markdown that both engines read alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

MARKS = {"left": ":---", "right": "---:"}


def capital(words: str) -> str:
    """Words as a sentence begins; the format of a column whose cells are clauses.

    >>> capital("joint by US print")
    'Joint by US print'
    """
    return words[:1].upper() + words[1:]


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column: its name, the side its cells stand on, its share of the width in percent, how a cell is said."""

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


def even(total: int, columns: int) -> list[int]:
    """Widths of columns that share a width, those that are a percent wider first.

    >>> even(84, 5)
    [17, 17, 17, 17, 16]
    """
    width, wider = divmod(total, columns)
    return [width + 1] * wider + [width] * (columns - wider)


def table(columns: Sequence[Column], rows: Iterable[Sequence[Any]], caption: str = "", label: str = "") -> str:
    """A pipe table with one cell a column in every row.

    Parameters
    ----------
    rows : iterable
        The cells of each row as values; each column says its own.
    caption, label : str
        What stands below the table, and what the text refers to it by, ``tbl-…``. Widths hold with a caption only.

    Raises
    ------
    ValueError
        A row has more or fewer cells than there are columns, or some of the columns have a width and others none.

    Examples
    --------
    >>> print(table([text("year"), number("papers", format="{:,}".format)], [("2024", 4541)]), end="")
    | year | papers |
    |:---|---:|
    | 2024 | 4,541 |
    """
    lines = [_line(c.name for c in columns), "|" + "|".join(MARKS[c.align] for c in columns) + "|"]
    lines += [_line(_cell(c.format(cell)) for c, cell in zip(columns, row, strict=True)) for row in rows]
    widths = [str(c.width) for c in columns if c.width is not None]
    if len(widths) not in (0, len(columns)):
        raise ValueError(f"the table {label or caption!r} has {len(columns)} columns and {len(widths)} widths")
    if caption:
        attributes = [f"#{label}" if label else "", f'tbl-colwidths="[{",".join(widths)}]"' if widths else ""]
        lines += ["", f": {caption} {{{' '.join(filter(None, attributes))}}}"]
    return "\n".join(lines) + "\n"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(said: str) -> str:
    return said.replace("|", "\\|").replace("\n", " ")
