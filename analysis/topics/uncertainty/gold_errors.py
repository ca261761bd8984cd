"""Headline shares corrected for the attribution's measured errors, with the uncertainty of the gold set itself.

By print, the gold set says how often a joint paper is found, and how often one is found that is not. By schedule and
profile it says how often one affiliation gets a wrong country. Method: analysis/statistics/misclassification.py.

Affiliations that stay open are not errors: the bounds tell of those. The interval holds no chance of sampling: the
Wilson interval tells of that. Where the gold set shows no error at all, as now, the shift is what errors too rare for
its size could still do.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from analysis.counting import accuracy
from analysis.counting.collaboration import Classified
from analysis.counting.workbook import Workbook
from analysis.figures.factory import FigureFactory
from analysis.figures.figure import Figure
from analysis.settings.definitions import headline
from analysis.statistics.misclassification import effect_of_wrong_labels, quantile, rogan_gladen, without_wrong_labels

SEED = 20260707
DRAWS = 4000
SOURCES = ("tests/gold/affiliations.csv", "tests/gold/title_blocks.csv")


def figures(book: Workbook) -> Iterator[Figure]:
    """The corrected share of each cohort's headline definition; none where the gold set says nothing of its errors."""
    config = book.config
    for name, cohort in config.cohorts.items():
        make = FigureFactory(name, "", headline(config, cohort), config)
        papers = book.classified(name, make.definition)
        if papers.readable and (draws := _draws(book, make, papers)):
            tail = (1 - config.interval_level) / 2
            label = "corrected for the errors measured on the gold set"
            yield make(
                "corrected.us-china.share",
                f"share of papers with a US and a Chinese institution, {label}",
                "share",
                quantile(draws, 0.5),
                interval=(quantile(draws, tail), quantile(draws, 1 - tail)),
                method="monte-carlo",
                estimate=True,
                sources=(*SOURCES, f"data/{name}/papers.csv"),
            )


def _draws(book: Workbook, make: FigureFactory, papers: Classified) -> list[float]:
    """Draws of the true share; none where the gold set says nothing."""
    if make.definition.basis == "paper":
        found, false, missed, clear = accuracy.confusion(book, "test")
        if not (found + missed and false + clear):
            return []
        share = len(papers.both) / len(papers.readable)
        return rogan_gladen(share, (found, false, missed, clear), DRAWS, SEED)
    score = next(s for s in accuracy.score_strings(book, "test") if s.measure == "strings.wrong.authorship")
    if not score.of:
        return []
    wrong = score.right / score.of * score.distinct
    effect = effect_of_errors(papers, *make.definition.groups(make.config))
    return without_wrong_labels(*effect, wrong, score.distinct, DRAWS, SEED)


def effect_of_errors(papers: Classified, us: frozenset[str], china: frozenset[str]) -> tuple[float, float]:
    """The share of joint papers, and its change for each unit of the share of authorships with wrong countries.

    Of authorships with a known country, since the gold set's rate of wrong countries is of resolved affiliations.
    """
    known = [
        (at, codes)
        for at, p in enumerate(sorted(papers.readable))
        for _, codes in sorted(papers.countries[p].by_author.items())
        if codes
    ]
    numbers: dict[frozenset[str], int] = {}
    return effect_of_wrong_labels(
        len(papers.readable),
        np.array([at for at, _ in known]),
        np.array([numbers.setdefault(codes, len(numbers)) for _, codes in known]),
        np.array([bool(codes & us) for _, codes in known]),
        np.array([bool(codes & china) for _, codes in known]),
        SEED,
    )
