"""Numbers that were typed by hand, where prose must take each from a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.publish.check.prose import FENCED, without

# what may hold digits that are no figure: shortcodes, attributes, code, links, comments, raw HTML
NOT_PROSE = re.compile(
    r"\{\{<.*?>\}\}|\{(?:\{\{<.*?>\}\}|[^{}\n])*\}|`[^`\n]*`|\]\([^)\s]*\)|<!--.*?-->|<https?:[^>]*>|https?://\S+",
    re.DOTALL,
)
FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
LIST_MARK = re.compile(r"^\s*\d+\.\s", re.MULTILINE)
NUMBER = re.compile(r"(?<![\w.])\d[\d,.]*(?:%|\b)")
YEAR = re.compile(r"(?:19|20)\d\d")


def problems(name: str, text: str) -> Iterator[str]:
    """One sentence for each number in the prose of a page that is no year.

    >>> list(problems("a.qmd", "In 2024, `x = 17`.\\n\\nAbout 12% of papers."))
    ["a.qmd:3: the number '12%' is typed by hand; take it from a figure with {{< var … >}}"]
    """
    prose = without(text, FRONT, FENCED, NOT_PROSE, LIST_MARK)
    for number, line in enumerate(prose.split("\n"), 1):
        for hit in NUMBER.finditer(line):
            if not YEAR.fullmatch(hit[0].rstrip(".,")):
                yield (
                    f"{name}:{number}: the number {hit[0]!r} is typed by hand; "
                    "take it from a figure with {{< var … >}}"
                )
