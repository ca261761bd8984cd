"""Model families named in a title, an abstract or a body.

Texts are at hand only while raw files are read, so `factcheck ingest` counts every term of config.yaml in every field
and the counts are what `data/` holds. A change of the terms asks for a new ingest; `terms_key` tells.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.core import multivalued
from analysis.settings.models import Level, Term


def count_terms(text: str, terms: Mapping[str, Term]) -> dict[tuple[str, str], int]:
    """How often each term occurs in `text`; what does not occur is left out.

    Returns
    -------
    dict
        (term, "") → times its word is found; (term, choice of `naming`) → how many more are found under that choice.

    Examples
    --------
    >>> from analysis.settings.config import load
    >>> count_terms("Llama 3 and Vicuna, a TinyLlama; llamas graze", load().terms)
    {('llama', ''): 2, ('llama', 'family'): 1}
    """
    counts: dict[tuple[str, str], int] = {}
    for name, term in terms.items():
        counts[name, ""] = words = sum(1 for _ in term.regex.finditer(text))
        for naming in term.also:
            counts[name, naming] = sum(1 for _ in term.regex_of(naming).finditer(text)) - words
    return {key: count for key, count in counts.items() if count > 0}


def terms_key(terms: Mapping[str, Term]) -> str:
    """Fingerprint of the patterns, kept in each snapshot."""
    patterns = {
        name: [term.patterns, {naming: also.patterns for naming, also in sorted(term.also.items())}]
        for name, term in sorted(terms.items())
    }
    return hashlib.sha256(json.dumps(patterns, sort_keys=True).encode()).hexdigest()[:16]


class Mentions:
    """How often each field of each paper of a cohort names each term.

    Parameters
    ----------
    papers : DataFrame
        Columns ``paper_id, fields``; `fields` joins the texts at hand with ``|``.
    mentions : DataFrame
        Columns ``paper_id, term, naming, field, count``, as `count_terms` counts them.
    """

    def __init__(self, papers: pd.DataFrame, mentions: pd.DataFrame) -> None:
        self._fields = papers["fields"]
        size, paper = len(papers), pd.Index(papers["paper_id"]).get_indexer(pd.Index(mentions["paper_id"]))
        counts, (at, keys) = (
            mentions["count"].to_numpy(),
            pd.factorize(mentions["term"] + " " + mentions["naming"] + " " + mentions["field"]),
        )
        self._counts = {
            key: np.bincount(paper[here], counts[here], size).astype(np.int64)
            for n, key in enumerate(keys)
            for here in [(at == n) & (paper >= 0)]
        }
        self._none = np.zeros(size, dtype=np.int64)

    def naming(self, term: str, level: Level, naming: str = "") -> NDArray[np.bool_]:
        """Which papers name a term at a level, by its word or under a wider choice of `naming`; shape (papers,)."""
        found = [self._of(term, naming, field) for field in level.fields]
        enough: NDArray[np.bool_] = np.sum(found, axis=0) >= level.at_least
        for field in level.or_in:
            enough |= self._of(term, naming, field) > 0
        return enough

    def with_text(self, level: Level) -> NDArray[np.bool_]:
        """Which papers have the text at hand that a level needs, shape (papers,)."""
        has = {text: level.needs in multivalued.split(text) for text in self._fields.unique()}
        return self._fields.map(has).to_numpy(dtype=bool)

    def _of(self, term: str, naming: str, field: str) -> NDArray[np.int64]:
        word = self._counts.get(f"{term}  {field}", self._none)
        return word + self._counts.get(f"{term} {naming} {field}", self._none) if naming else word
