"""The papers behind a figure, as a table that anyone can check by hand."""

from __future__ import annotations

import pandas as pd

from analysis.attribution.places import lexicon
from analysis.core import multivalued
from analysis.core.errors import FactCheckError, did_you_mean
from analysis.core.text import fold
from analysis.counting.workbook import Workbook
from analysis.figures.figure import Figure, plain_id
from analysis.settings.definitions import can_carry, parse

COLUMNS = ["paper_id", "title", "url", "basis", "countries", "institutions", "terms"]
COUNTRIES = {
    "us": "US",
    "china": "CN",
    "us-china": "US,CN",
    "all": "",
}  # group in a figure's id → what `--countries` says


def country_codes() -> set[str]:
    """ISO codes of all countries that an affiliation can name."""
    return {code for codes, kind in lexicon().values() if kind == "country" for code in codes}


def _meant(word: str) -> str:
    """A suggestion for what is given in place of a code: the code of that name or abbreviation, else one spelt alike."""
    codes, _ = lexicon().get(fold(word)) or lexicon().get(f"^{word}") or ((), "")
    return f"; did you mean {min(codes)!r}?" if len(codes) == 1 else did_you_mean(word, sorted(country_codes()))


def papers_query(figure: Figure, where: str = "factcheck papers") -> dict[str, str]:
    """Arguments of `factcheck papers` that list the papers counted in a figure's numerator.

    Raises
    ------
    FactCheckError
        No list holds them: the figure is neither of a group of papers nor of those that name a term.
    """
    keys = plain_id(figure.id).partition("@")[0].split(".")
    term, group = (keys[2], keys[3]) if keys[1] == "adoption" else ("", keys[1])
    if group not in COUNTRIES:
        raise FactCheckError(
            f"no list of papers stands behind {figure.id!r}",
            where=where,
            mend="name a figure of us, china, us-china or adoption first",
        )
    definition = "" if figure.definition == "headline" else figure.definition
    return {"cohort": figure.cohort, "countries": COUNTRIES[group], "term": term, "definition": definition}


def papers(book: Workbook, cohort: str, countries: list[str], term: str | None, definition: str | None) -> pd.DataFrame:
    """Papers of a cohort that a definition can classify, or those of them with institutions in all `countries` that name `term`.

    Parameters
    ----------
    countries : list of str
        ISO codes. ``CN`` stands for China as the definition has it; ``US`` and ``CN`` together ask for the definition's collaboration.

    Returns
    -------
    DataFrame
        The columns of `COLUMNS`, sorted by paper id.
    """
    config = book.config
    chosen = parse(definition, config, config.cohorts[cohort])
    if not can_carry(chosen, config.cohorts[cohort]):
        bases = ", ".join(config.cohorts[cohort].bases)
        raise FactCheckError(
            f"{cohort} cannot answer under {definition!r}",
            where="--definition",
            mend=f"it has the bases {bases}, and title blocks are not aligned with authors",
        )
    if term and term not in config.terms:
        raise FactCheckError(
            f"there is no term {term!r}{did_you_mean(term, config.terms)}",
            where="--term",
            mend=f"choose from {', '.join(config.terms)}",
        )
    for code in countries:
        if code not in country_codes():
            raise FactCheckError(
                f"{code!r} is no country code{_meant(code)}",
                where="--countries",
                mend="give ISO 3166-1 alpha-2 codes such as US,CN",
            )
    classified = book.classified(cohort, chosen)
    _, china = chosen.groups(config)
    ids = set(classified.readable)
    if set(countries) == {"US", "CN"}:
        ids = set(classified.both)
    else:
        for code in countries:
            group = china if code == "CN" else frozenset({code})
            ids = {p for p in ids if classified.countries[p].known & group}
    if term:
        ids &= book.naming(cohort, term, chosen.level) & book.with_text(cohort, chosen.level)
    table = book.snapshots[cohort].papers
    table = table[table["paper_id"].isin(ids)].sort_values("paper_id")
    named = {t: book.naming(cohort, t, chosen.level) for t in config.terms}
    return pd.DataFrame(
        {
            "paper_id": table["paper_id"],
            "title": table["title"],
            "url": table["url"],
            "basis": chosen.basis,
            "countries": [multivalued.join(sorted(classified.countries[p].known)) for p in table["paper_id"]],
            "institutions": [multivalued.join(classified.countries[p].institutions) for p in table["paper_id"]],
            "terms": [multivalued.join(t for t, ids in named.items() if p in ids) for p in table["paper_id"]],
        },
        columns=COLUMNS,
    )
