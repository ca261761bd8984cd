"""Headline shares corrected for the attribution's measured errors, with an interval that carries the gold set's own uncertainty.

By print, the gold set says how often a joint paper is found and how often one is found that is not (Rogan and Gladen 1978); both are drawn from their posteriors (Jeffreys).
By schedule and profile the gold set says how often one affiliation gets a wrong country; what that does to a share is measured by adding such errors at random and taking the
change back (simulation-extrapolation; Cook and Stefanski 1994). Affiliations that stay open are not errors: the bounds tell of those. The interval holds no chance of sampling: the Wilson interval tells of that. Where the
gold set shows no error at all, as now, the shift is what errors too rare for its size could still do.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from math import floor

import numpy as np

from analysis.counting import accuracy
from analysis.counting.workbook import Workbook
from analysis.figures.factory import FigureFactory
from analysis.figures.figure import Figure
from analysis.settings.definitions import headline
from analysis.statistics.random_numbers import Chance

SEED = 20260707
DRAWS = 4000
TIMES = 40  # how often errors are added
ADDED = 0.02  # share of authorships that get the countries of another; the effect is proportional for small shares


def figures(book: Workbook) -> Iterator[Figure]:
    """The corrected share of each cohort's headline definition; none where the gold set says nothing of its errors."""
    for name, cohort in book.config.cohorts.items():
        definition = headline(book.config, cohort)
        papers = book.classified(name, definition)
        if not papers.readable:
            continue
        if definition.basis == "paper":
            confusion = accuracy.confusion(book, "test")
            if not (confusion[0] + confusion[2] and confusion[1] + confusion[3]):
                continue
            draws = corrected_blocks(len(papers.both), len(papers.readable), confusion)
        else:
            wrong = next(s for s in accuracy.score_strings(book, "test") if s.measure == "strings.wrong.authorship")
            if not wrong.of:
                continue
            rate = wrong.right / wrong.of
            draws = corrected_strings(book, name, rate * wrong.distinct, wrong.distinct)
        yield corrected_figure(book, name, draws)


def corrected_figure(book: Workbook, name: str, draws: list[float]) -> Figure:
    """Median and interval of the draws as a figure."""
    config = book.config
    definition = headline(config, config.cohorts[name])
    make = FigureFactory(name, "", definition, config)
    tail = (1 - config.interval_level) / 2
    label = "share of papers with a US and a Chinese institution, corrected for the errors measured on the gold set"
    sources = ("tests/gold/affiliations.csv", "tests/gold/title_blocks.csv", f"data/{name}/papers.csv")
    limits = (quantile(draws, tail), quantile(draws, 1 - tail))
    return make(
        "corrected.us-china.share",
        label,
        "share",
        quantile(draws, 0.5),
        interval=limits,
        method="monte-carlo",
        estimate=True,
        sources=sources,
    )


def quantile(draws: list[float], share: float) -> float:
    """The value below which `share` of the draws lie."""
    ordered = sorted(draws)
    return ordered[min(len(ordered) - 1, floor(share * len(ordered)))]


def corrected_blocks(joint: int, of: int, confusion: tuple[int, int, int, int]) -> list[float]:
    """Draws of the true share, from `joint` papers found of `of`, and (true found, false found, missed, rightly not found) of the gold set."""
    found, false, missed, clear = confusion
    draw = random.Random(SEED)
    shares = []
    for _ in range(DRAWS):
        sensitivity = draw.betavariate(found + 0.5, missed + 0.5)
        specificity = draw.betavariate(clear + 0.5, false + 0.5)
        shares.append(min(1.0, max(0.0, (joint / of + specificity - 1) / (sensitivity + specificity - 1))))
    return shares


def corrected_strings(book: Workbook, name: str, wrong: float, of: int) -> list[float]:
    """Draws of the true share, where `wrong` of `of` distinct affiliations of the gold set had a wrong country."""
    share, slope = effect_of_errors(book, name)
    draw = random.Random(SEED)
    return [min(1.0, max(0.0, share - slope * draw.betavariate(wrong + 0.5, of - wrong + 0.5))) for _ in range(DRAWS)]


def effect_of_errors(book: Workbook, name: str) -> tuple[float, float]:
    """The headline share, and how much it changes for each unit of the share of authorships that get other countries than they have, as another drawn at random has.

    Of authorships with a known country, since the gold set's rate of wrong countries is of resolved affiliations. A draw that gives the same countries is no error and counts for none.
    """
    config = book.config
    definition = headline(config, config.cohorts[name])
    papers = book.classified(name, definition)
    us, china = definition.groups(config)
    known = [
        (at, c)
        for at, p in enumerate(sorted(papers.readable))
        for _, c in sorted(papers.countries[p].by_author.items())
        if c
    ]
    numbers: dict[frozenset[str], int] = {}
    rows = [(at, bool(c & us), bool(c & china), numbers.setdefault(c, len(numbers))) for at, c in known]
    paper, in_us, in_china, countries = (np.array(column) for column in zip(*rows, strict=True))
    draw = Chance(SEED)

    def joint(us_flags: np.ndarray, china_flags: np.ndarray) -> float:
        some = lambda flags: np.bincount(paper, weights=flags, minlength=len(papers.readable)) > 0
        return float((some(us_flags) & some(china_flags)).mean())

    share = joint(in_us, in_china)
    changed = wrong = 0.0
    for _ in range(TIMES):
        source = np.where(draw.shares(len(paper)) < ADDED, draw.below(len(paper), len(paper)), np.arange(len(paper)))
        changed += joint(in_us[source], in_china[source]) - share
        wrong += float((countries[source] != countries).mean())
    return share, changed / wrong if wrong else 0.0
