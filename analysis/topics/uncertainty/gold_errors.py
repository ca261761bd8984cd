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
import pandas as pd

from analysis.counting import accuracy
from analysis.counting.classified import Classified
from analysis.counting.masks import Numbers
from analysis.counting.workbook import Workbook
from analysis.figures.factory import FigureFactory
from analysis.figures.figure import Figure
from analysis.settings.definitions import headline
from analysis.settings.groups import Pair
from analysis.statistics.misclassification import effect_of_wrong_labels, quantile, rogan_gladen, without_wrong_labels

SEED = 20260707
DRAWS = 4000
SOURCES = ("tests/gold/affiliations.csv", "tests/gold/title_blocks.csv")


def figures(book: Workbook) -> Iterator[Figure]:
    """The corrected share of each cohort's headline definition; none where the gold set says nothing of its errors."""
    config, wrong = book.config, _wrong_countries(book)
    for name, cohort in config.cohorts.items():
        make = FigureFactory(name, "", headline(config, cohort), config)
        papers = book.classified(name, make.definition)
        if papers.readable.any():
            for pair in config.pairs:
                if draws := _draws(book, papers, pair, wrong):
                    yield _corrected(make, pair, draws)


def _corrected(make: FigureFactory, pair: Pair, draws: list[float]) -> Figure:
    """The median of the draws, and the interval that leaves out as many on either side."""
    config, tail = make.config, (1 - make.config.interval_level) / 2
    label = "corrected for the errors measured on the gold set"
    return make(
        f"corrected.{pair.key}.share",
        f"share of papers with {config.one_of(pair)} institution, {label}",
        "share",
        quantile(draws, 0.5),
        interval=(quantile(draws, tail), quantile(draws, 1 - tail)),
        method="monte-carlo",
        estimate=True,
        sources=(*SOURCES, f"data/{make.cohort}/papers.csv"),
    )


def _wrong_countries(book: Workbook) -> accuracy.Score:
    """How often an affiliation gets a wrong country."""
    return next(s for s in accuracy.score_strings(book, "test") if s.measure == "strings.wrong.authorship")


def _draws(book: Workbook, papers: Classified, pair: Pair, score: accuracy.Score) -> list[float]:
    """Draws of the true share; none where the gold set says nothing."""
    if papers.definition.basis == "paper":
        found, false, missed, clear = accuracy.confusion(book, "test", pair)
        if not (found + missed and false + clear):
            return []
        share = int(papers.both(pair).sum()) / int(papers.readable.sum())
        return rogan_gladen(share, (found, false, missed, clear), DRAWS, SEED)
    if not score.of:
        return []
    wrong = score.right / score.of * score.distinct
    return without_wrong_labels(*effect_of_errors(papers, pair), wrong, score.distinct, DRAWS, SEED)


def effect_of_errors(papers: Classified, pair: Pair) -> tuple[float, float]:
    """The share of joint papers, and its change for each unit of the share of authorships with wrong countries.

    Of authorships with a known country, since the gold set's rate of wrong countries is of resolved affiliations.
    """
    authors, (first, second) = papers.record.authors, papers.sides(pair).on
    counted = authors.known & papers.readable[authors.paper]
    place: Numbers = np.cumsum(papers.readable) - 1  # among the readable papers
    same = pd.DataFrame(authors.masks[counted]).groupby(list(range(authors.codes.words)))
    label: Numbers = np.asarray(same.ngroup(), dtype=np.int64)
    parts = place[authors.paper[counted]], label, first[counted], second[counted]
    return effect_of_wrong_labels(int(papers.readable.sum()), *parts, SEED)
