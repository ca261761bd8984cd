"""Is the sample like the rest? Papers whose title block is read in full against the others.

Reads the classified papers and the frame of each cohort that has printed affiliations for a sample and profiles for
all. Methods: analysis/statistics/intervals.py (Newcombe) and significance.py (pooled test, Holm).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from analysis.core.text import fold
from analysis.counting.masks import Flags
from analysis.counting.workbook import Workbook
from analysis.figures.factory import FigureFactory
from analysis.figures.figure import Figure, FigureSet
from analysis.settings.definitions import parse
from analysis.statistics.intervals import difference
from analysis.statistics.significance import equal_shares, holm
from analysis.topics.uncertainty.frame import TRACK, Frame, cohorts_with, described, features, frame

WORDS = 60  # title words tested
SHORT = 4  # shorter words say nothing of a topic


def figures(book: Workbook) -> Iterator[Figure]:
    """Their shares by profile and by print, and every known feature of them, for each cohort with both bases."""
    config = book.config
    for name in cohorts_with(config, "paper", "profile"):
        make = FigureFactory(name, "", parse(f"profile+{TRACK}", config, config.cohorts[name]), config)
        yield from _shares(book, name, make)
        sample = frame(book, name, "profile", "paper")
        if sample.is_sample:
            titles = book.snapshots[name].papers["title"].to_numpy()[sample.papers]
            yield from sample_tests(make, sample, described(book, name, sample), title_words(titles))


def _shares(book: Workbook, name: str, make: FigureFactory) -> Iterator[Figure]:
    """The joint share by profile of either part, and how print and profile agree on the papers that have both."""
    config, cohort = book.config, book.config.cohorts[name]
    printed = book.classified(name, parse(f"paper+{TRACK}", config, cohort))
    profile, joint = book.classified(name, make.definition), config.name_of(config.pair)
    inside, outside = profile.readable & printed.readable, profile.readable & ~printed.readable
    for slug, label, papers in (
        ("read", "papers whose title block is read in full", inside),
        ("rest", "all other papers of the main track", outside),
    ):
        words, counted = f"{joint} share by profile of {label}", papers & profile.both()
        yield make.share(f"sample-check.{slug}.share", words, int(counted.sum()), int(papers.sum()))
    for slug, label, papers in (
        ("print", "by print", printed.both() & inside),
        ("profile", "by profile", profile.both() & inside),
        ("twice", "by both", printed.both() & profile.both() & inside),
    ):
        words, count = f"{joint} papers {label}, of papers with both", int(papers.sum())
        of = int(inside.sum())
        yield make(f"sample-check.{slug}.papers", words, "papers", count, numerator=count, denominator=of)


def sample_tests(
    make: FigureFactory, sample: Frame, known: Mapping[str, Flags], words: Mapping[str, Flags]
) -> Iterator[Figure]:
    """Differences between papers inside and outside the sample, for each feature; and how many title words differ.

    Nothing where all papers are inside.
    """
    level, about = make.config.interval_level, features(make.config)
    for slug, label, inside in (
        ("at-hand", "title block at hand against not at hand", sample.at_hand),
        ("read", "title block read in full against all others", sample.read),
    ):
        if inside.all():
            continue
        for order, (feature, called) in enumerate(about.items()):
            new, old = _inside_and_outside(known[feature], inside)
            yield make(
                f"sample-test.{slug}",
                f"{called}, {label}",
                "share",
                new[0] / new[1] - old[0] / old[1],
                interval=difference(new, old, level),
                method="newcombe",
                slice=feature,
                kind=called,
                order=order,
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


def _inside_and_outside(has: Flags, inside: Flags) -> tuple[tuple[int, int], tuple[int, int]]:
    """(papers that have it, papers) inside, and outside."""
    found, of = int(has[inside].sum()), int(inside.sum())
    return (found, of), (int(has.sum()) - found, len(has) - of)


def tests_of(figures: FigureSet, name: str, part: str) -> list[Figure]:
    """The differences of one part of a cohort from the rest, a figure for each feature in their order."""
    found = (f for f in figures.of(f"sample-test.{part}", name) if f.kind)
    return [figures.use(f.id) for f in sorted(found, key=lambda f: f.order)]


def title_words(titles: Iterable[str]) -> dict[str, Flags]:
    """The commonest words of the titles, each with the papers that have it, shape (papers,)."""
    words_of = [{word for word in fold(title).split() if len(word) >= SHORT} for title in titles]
    counts = Counter(word for words in words_of for word in words)
    common = sorted(counts, key=lambda word: (-counts[word], word))[:WORDS]
    return {word: np.array([word in words for words in words_of]) for word in common}
