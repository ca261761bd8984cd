"""Markdown that both engines read alike."""

from __future__ import annotations

from collections.abc import Iterable


def markdown(
    header: Iterable[str],
    rows: Iterable[Iterable[str]],
    align: str,
    caption: str = "",
    label: str = "",
    widths: str = "",
) -> str:
    """A pipe table; `align` has one letter a column, ``l`` or ``r``."""
    marks = {"l": ":---", "r": "---:"}
    lines = ["| " + " | ".join(header) + " |", "|" + "|".join(marks[a] for a in align) + "|"]
    lines += [
        "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in row) + " |" for row in rows
    ]
    if caption:
        attributes = " ".join(
            filter(None, [f"#{label}" if label else "", f'tbl-colwidths="{widths}"' if widths else ""])
        )
        lines += ["", f": {caption} {{{attributes}}}"]
    return "\n".join(lines) + "\n"


def plain(text: str) -> str:
    """Text with Markdown's marks taken literally."""
    return "".join("\\" + c if c in "\\`*_{}[]<>()#+-.!|$@^~'\"" else c for c in text[:120])
