"""Model families named in a title, an abstract or a body.

Texts are at hand only while raw files are read, so `factcheck ingest` counts every term of config.yaml in every field
and the counts are what `data/` holds. A change of the terms asks for a new ingest; `terms_key` tells.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

import pandas as pd

from analysis.core import multivalued
from analysis.settings.models import Level, Term


def count_terms(text: str, terms: Mapping[str, Term]) -> dict[str, int]:
    """How often each term occurs in `text`; terms that do not occur are left out.

    Examples
    --------
    >>> from analysis.settings.config import load
    >>> count_terms("Llama 3 and TinyLlama; llamas graze", load().terms)
    {'llama': 2}
    """
    counts = {name: sum(1 for _ in term.regex.finditer(text)) for name, term in terms.items()}
    return {name: count for name, count in counts.items() if count}


def terms_key(terms: Mapping[str, Term]) -> str:
    """Fingerprint of the patterns, kept in each snapshot."""
    patterns = {name: term.patterns for name, term in sorted(terms.items())}
    return hashlib.sha256(json.dumps(patterns, sort_keys=True).encode()).hexdigest()[:16]


def papers_naming(mentions: pd.DataFrame, term: str, level: Level) -> set[str]:
    """Ids of papers that name `term` at `level`.

    Parameters
    ----------
    mentions : DataFrame
        Columns ``paper_id, term, field, count``.
    """
    of_term = mentions[mentions["term"] == term]
    counts = of_term[of_term["field"].isin(level.fields)].groupby("paper_id")["count"].sum()
    return set(counts.index[counts >= level.at_least]) | set(
        of_term.loc[of_term["field"].isin(level.or_in), "paper_id"]
    )


def papers_with_text(papers: pd.DataFrame, level: Level) -> set[str]:
    """Ids of papers whose text is at hand for `level`.

    Parameters
    ----------
    papers : DataFrame
        Columns ``paper_id, fields``; `fields` joins the texts at hand with ``|``.
    """
    has = papers["fields"].map(multivalued.split).map(lambda fields: level.needs in fields)
    return set(papers.loc[has, "paper_id"])
