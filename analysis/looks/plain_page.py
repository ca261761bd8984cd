"""A page that no engine renders, in the report's look and with no other file: the diff and some lists."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from analysis.core import paths

FILTER = """<p><label>Show rows with <input id="filter" type="search"></label></p>
<script>
document.getElementById("filter").addEventListener("input", function () {
  const word = this.value.toLowerCase();
  for (const row of document.querySelectorAll("tbody tr")) row.hidden = !row.textContent.toLowerCase().includes(word);
});
</script>"""


def table(header: Sequence[str], rows: Iterable[Sequence[str]], align: str, ids: Sequence[str] = ()) -> str:
    """A table of plain text; `align` has one letter a column, ``l`` or ``r``; `ids` gives each row an address."""
    style = [' style="text-align: right"' if side == "r" else "" for side in align]
    head = "".join(f"<th{s}>{html.escape(h)}</th>" for h, s in zip(header, style, strict=True))
    lines = []
    for at, row in enumerate(rows):
        mark = f' id="{html.escape(ids[at])}"' if ids else ""
        lines.append(
            f"<tr{mark}>" + "".join(f"<td{s}>{html.escape(c)}</td>" for c, s in zip(row, style, strict=True)) + "</tr>"
        )
    return '<div class="table-scroll"><table><thead><tr>{}</tr></thead><tbody>\n{}\n</tbody></table></div>'.format(
        head, "\n".join(lines)
    )


def page(title: str, parts: Iterable[str]) -> str:
    """The whole page; `title` is plain text, the parts are HTML."""
    css = (paths.THEME / "theme.css").read_text(encoding="utf-8").strip()
    body = "\n".join(parts)
    return f"""<!DOCTYPE html>
<html lang="en" class="fc">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{html.escape(title)}</title>
<style>
{css}
</style>
</head>
<body>
<main class="plain-page">
{body}
</main>
</body>
</html>
"""
