"""Is the sample like the rest? Papers whose title block is read in full against the others.

Reads the classified papers and the frame of each cohort that has printed affiliations for a sample and profiles for
all. Methods: analysis/statistics/intervals.py (Newcombe) and significance.py (pooled test, Holm).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from analysis.core.text import fold
from analysis.counting.workbook import Workbook
from analysis.figures.factory import FigureFactory
from analysis.figures.figure import Figure
from analysis.settings.definitions import parse
from analysis.statistics.intervals import difference
from analysis.statistics.significance import equal_shares, holm
from analysis.topics.uncertainty.frame import FEATURES, Frame, frame

WORDS = 60  # title words tested
SHORT = 4  # shorter words say nothing of a topic


def figures(book: Workbook) -> Iterator[Figure]:
    """Their shares by profile and by print, and every known feature of them, for each cohort with both bases."""
    config = book.config
    for name in config.having("paper", "profile"):
        make = FigureFactory(name, "", parse("profile+main", config, config.cohorts[name]), config)
        yield from _shares(book, name, make)
        sample = frame(book, name, "profile", "paper")
        if sample.read.any() and not sample.read.all():
            yield from sample_tests(make, sample, title_words(book, name, sample.ids))


def _shares(book: Workbook, name: str, make: FigureFactory) -> Iterator[Figure]:
    """The US-China share by profile of either part, and how print and profile agree on the papers that have both."""
    config, cohort = book.config, book.config.cohorts[name]
    printed = book.classified(name, parse("paper+main", config, cohort))
    profile = book.classified(name, make.definition)
    inside, outside = profile.readable & printed.readable, profile.readable - printed.readable
    for slug, label, ids in (
        ("read", "papers whose title block is read in full", inside),
        ("rest", "all other papers of the main track", outside),
    ):
        words = f"US-China share by profile of {label}"
        yield make.share(f"sample-check.{slug}.share", words, len(ids & profile.both), len(ids))
    for slug, label, ids in (
        ("print", "by print", printed.both & inside),
        ("profile", "by profile", profile.both & inside),
        ("twice", "by both", printed.both & profile.both & inside),
    ):
        words, count = f"US-China papers {label}, of papers with both", len(ids)
        yield make(f"sample-check.{slug}.papers", words, "papers", count, numerator=count, denominator=len(inside))


def sample_tests(make: FigureFactory, sample: Frame, words: Mapping[str, NDArray[np.bool_]]) -> Iterator[Figure]:
    """Differences between papers inside and outside the sample, for each feature; and how many title words differ.

    Nothing where all papers are inside.
    """
    level = make.config.interval_level
    for slug, label, inside in (
        ("at-hand", "title block at hand against not at hand", sample.at_hand),
        ("read", "title block read in full against all others", sample.read),
    ):
        if inside.all():
            continue
        for feature, about in FEATURES.items():
            new, old = _inside_and_outside(sample.known[feature].to_numpy(), inside)
            yield make(
                f"sample-test.{slug}.{feature}",
                f"{about}, {label}",
                "share",
                new[0] / new[1] - old[0] / old[1],
                interval=difference(new, old, level),
                method="newcombe",
            )
        differ = holm([equal_shares(*_inside_and_outside(has, inside)) for has in words.values()], 1 - level)
        yield make(
            f"sample-test.{slug}.title-words",
            f"common title words that differ by more than chance, {label}",
            "words",
            differ,
            numerator=differ,
            denominator=len(words),
        )


def _inside_and_outside(
    has: NDArray[np.bool_] | NDArray[np.int64], inside: NDArray[np.bool_]
) -> tuple[tuple[int, int], tuple[int, int]]:
    """(papers that have it, papers) inside, and outside."""
    found, of = int(has[inside].sum()), int(inside.sum())
    return (found, of), (int(has.sum()) - found, len(has) - of)


def title_words(book: Workbook, name: str, ids: tuple[str, ...]) -> dict[str, NDArray[np.bool_]]:
    """The commonest words of the titles, each with the papers that have it, shape (papers,)."""
    titles = book.snapshots[name].papers.set_index("paper_id").loc[list(ids), "title"]
    words_of = [{word for word in fold(title).split() if len(word) >= SHORT} for title in titles]
    counts = Counter(word for words in words_of for word in words)
    common = sorted(counts, key=lambda word: (-counts[word], word))[:WORDS]
    return {word: np.array([word in words for words in words_of]) for word in common}
