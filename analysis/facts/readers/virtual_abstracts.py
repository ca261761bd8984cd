"""The abstracts that a virtual site serves beside its program: ``{"117": "We plant …", …}``, by the entry's number."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from analysis.core.errors import FactCheckError
from analysis.facts import raw_files
from analysis.facts.records import Paper


def read(path: Path) -> Iterator[Paper]:
    """Abstracts, each with the number of the entry that it belongs to.

    Raises
    ------
    FactCheckError
        The file is missing or damaged, or is of another form.
    """
    texts = raw_files.document(path)
    if (
        not isinstance(texts, dict)
        or not texts
        or not all(key.isdecimal() and isinstance(text, str | None) for key, text in texts.items())
    ):
        raise FactCheckError("is no JSON object of abstracts by number", where=path, mend=raw_files.FITS)
    for number, text in texts.items():
        if text:
            yield Paper(entry=number, texts={"abstract": text})
