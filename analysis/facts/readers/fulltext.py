"""Full texts: id at OpenReview, body (abstract up to the references)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from analysis.core.text import clean
from analysis.facts.raw_rows import rows_of
from analysis.facts.records import Paper

# headings of what follows a paper's own text: where whoever cut the text knew them by another name, they are left in it
BEHIND = re.compile(
    r"^#{1,6} (?:\d{1,2}\.? |[A-Z]\.? )?"
    r"(?:references?|bibliography|literature cited|works cited|(?:\w{1,20} )?paper checklist)[ .:]{0,3}$",
    re.IGNORECASE | re.MULTILINE,
)


def read(path: Path) -> Iterator[Paper]:
    """Papers with their bodies."""
    for row in rows_of(path):
        yield Paper(id=clean(row.need("id")), texts={"body": own_text(str(row.need("body") or ""))})


def own_text(body: str) -> str:
    """A body without references or a conference's checklist, and without what stands behind them.

    Examples
    --------
    >>> own_text("We name oaks.\\n\\n## Bibliography\\n\\n[1] On elms. 2020.\\n\\n## A Proofs")
    'We name oaks.'
    """
    behind = BEHIND.search(body)
    return body[: behind.start()].rstrip() if behind else body
