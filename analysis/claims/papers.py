"""The papers behind a figure, as a table that anyone can check by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.claims.papers_query import papers_query
from analysis.core import multivalued
from analysis.core.errors import FactCheckError, did_you_mean
from analysis.counting.collaboration import joint
from analysis.counting.workbook import Workbook
from analysis.figures.figure import Figure
from analysis.settings.config import Config
from analysis.settings.country_codes import country_code
from analysis.settings.definitions import Definition, can_carry, parse

COLUMNS = ["paper_id", "title", "url", "basis", "countries", "institutions", "terms"]


def papers(book: Workbook, cohort: str, countries: list[str], term: str | None, definition: str | None) -> pd.DataFrame:
    """Papers of a cohort that a definition can classify: those with institutions in all `countries` that name `term`.

    Parameters
    ----------
    countries : list of str
        ISO codes, each for itself, and keys of groups, which stand for their countries under the definition. Of two the
        definition's rule of collaboration is asked.

    Returns
    -------
    DataFrame
        The columns of `COLUMNS`, sorted by paper id.
    """
    config = book.config
    chosen = parse(definition, config, config.cohorts[cohort])
    _refuse(config, cohort, countries, term, chosen, definition)
    classified = book.classified(cohort, chosen)
    sides = [classified.countries(word) if word in config.groups else frozenset({word}) for word in countries]
    record, kept = classified.record, classified.readable
    if len(sides) == 2:
        kept = kept & joint(record.sides(*sides), chosen.collaboration)
    for side in sides:
        kept = kept & record.has(side)
    if term:
        kept = kept & book.naming(cohort, term, chosen) & book.with_text(cohort, chosen.level)
    listed = sorted(np.flatnonzero(kept).tolist(), key=lambda at: str(classified.ids[at]))
    table, codes = book.snapshots[cohort].papers.iloc[listed], record.authors.codes
    named = {t: book.naming(cohort, t, chosen) for t in config.terms}
    institutions = _institutions(book, cohort, chosen.basis, set(table["paper_id"]))
    return pd.DataFrame(
        {
            "paper_id": table["paper_id"],
            "title": table["title"],
            "url": table["url"],
            "basis": chosen.basis,
            "countries": [multivalued.join(sorted(codes.of(record.authors.countries[at]))) for at in listed],
            "institutions": [multivalued.join(institutions.get(p, ())) for p in table["paper_id"]],
            "terms": [multivalued.join(t for t, flags in named.items() if flags[at]) for at in listed],
        },
        columns=COLUMNS,
    )


def papers_behind(book: Workbook, figure: Figure) -> str:
    """The papers counted in a figure, as CSV.

    Raises
    ------
    FactCheckError
        No list of papers stands behind it.
    """
    query = papers_query(figure, book.config)
    countries = [key for key in query["countries"].split(",") if key]
    found = papers(book, query["cohort"], countries, query["term"] or None, query["definition"] or None)
    return found.to_csv(index=False, lineterminator="\n")


def _institutions(book: Workbook, cohort: str, basis: str, ids: set[str]) -> dict[str, list[str]]:
    """Paper → names behind its countries, in the order of its affiliations.

    What a mail domain tells stands where a title block is not complete.
    """
    rows, papers = book.attributed[cohort], book.snapshots[cohort].papers
    complete = set(papers.loc[papers["block"] == "complete", "paper_id"])
    rows = rows[(rows["basis"] == basis) & rows["paper_id"].isin(ids) & (rows["institutions"] != "")]
    found: dict[str, dict[str, None]] = {}
    for paper, author, names in zip(*(rows[c].tolist() for c in ("paper_id", "author", "institutions")), strict=True):
        if author >= 0 or paper not in complete:
            found.setdefault(paper, {}).update(dict.fromkeys(multivalued.split(names)))
    return {paper: list(names) for paper, names in found.items()}


def _refuse(
    config: Config, cohort: str, countries: list[str], term: str | None, chosen: Definition, definition: str | None
) -> None:
    """Say what nobody can list, and what was meant."""
    of = config.cohorts[cohort]
    if not can_carry(chosen, of) and not (chosen.basis in of.drawn and chosen.collaboration == "any"):
        has = [*of.bases, *of.drawn]
        bases = f"{'the basis' if len(has) == 1 else 'the bases'} {', '.join(has)}"
        raise FactCheckError(
            f"{cohort} cannot answer under {definition!r}",
            where="--definition",
            mend=f"it has {bases}, and title blocks are not aligned with authors",
        )
    if term and term not in config.terms:
        raise FactCheckError(
            f"there is no term {term!r}{did_you_mean(term, config.terms)}",
            where="--term",
            mend=f"choose from {', '.join(config.terms)}",
        )
    for word in countries:
        if word not in config.groups:
            _refuse_code(word, config)


def _refuse_code(word: str, config: Config) -> None:
    """Say what is neither a country nor a group, and what was meant."""
    try:
        country_code(word)
    except ValueError as error:
        groups = ", ".join(config.groups)
        raise FactCheckError(
            f"{error}", where="--countries", mend=f"give codes such as FR,DE, or groups: {groups}"
        ) from None
