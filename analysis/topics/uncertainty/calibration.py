"""What does a sample say of all papers? The printed classification of a sample carried over to the whole main track.

Reads the classified papers, mentions and the frame of each cohort that has printed affiliations for a sample and
profiles for all. Method: analysis/statistics/double_sampling.py, with the strata of `Frame.cells`.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from analysis.counting.workbook import Workbook
from analysis.figures.factory import FigureFactory, factory
from analysis.figures.figure import Figure
from analysis.settings.definitions import parse
from analysis.statistics.double_sampling import Estimate, ratio, stratified_share, tipping_rate
from analysis.topics.uncertainty.frame import Frame, frame

GROUPS = {"us": "papers that print a US institution", "china": "papers that print a Chinese institution"}


def figures(book: Workbook) -> Iterator[Figure]:
    """Joint papers of the whole main track, and papers of each group that name a term at each level."""
    for name in book.config.having("paper", "profile"):
        sample = frame(book, name, "profile", "paper")
        if sample.read.any() and not sample.read.all():
            yield from calibrated(book, name, sample)


def calibrated(book: Workbook, name: str, sample: Frame) -> Iterator[Figure]:
    """The calibrated figures of one cohort."""
    config = book.config
    make = factory(config, name, parse("paper", config, config.cohorts[name]))
    joint = printed_share(book, name, sample)
    label = "papers that print a US and a Chinese institution"
    yield from _share_and_count(make, "us-china", label, sample, joint, joint, sample.read)
    edge = config.asserted(config.claims[config.report.headline_claim]).high
    printed = sample.where(book.classified(name, make.definition).both)
    if rate := tipping_rate(printed.astype(float), sample.cells(), sample.read, edge):
        label = f"joint papers would have to be for the true share to be {edge:.0%}"
        label = f"times as likely to be read in full that {label}"
        yield make("calibrated.us-china.tipping", label, "ratio", rate, estimate=True)
    for level in config.levels:
        yield from _adoption(book, name, sample, level)


def printed_share(book: Workbook, name: str, sample: Frame) -> Estimate:
    """Share of the main track that prints a US and a Chinese institution, calibrated by profile."""
    config = book.config
    printed = sample.where(book.classified(name, parse("paper", config, config.cohorts[name])).both)
    return stratified_share(printed.astype(float), sample.cells(), sample.read, config.interval_level)


def _adoption(book: Workbook, name: str, sample: Frame, level: str) -> Iterator[Figure]:
    """Papers of each group that name each term at a level; none where no paper read in full has the text."""
    config, cohort = book.config, book.config.cohorts[name]
    seen = sample.read & sample.where(book.with_text(name, level))
    if not seen.any():
        return
    make = factory(config, name, parse(f"paper+{level}", config, cohort))
    papers = book.classified(name, parse("paper", config, cohort))
    groups = {"us": sample.where(papers.us), "china": sample.where(papers.china)}
    sizes = {
        group: stratified_share(of.astype(float), sample.cells(), sample.read, config.interval_level)
        for group, of in groups.items()
    }
    first_level = next(iter(config.levels))
    for term, about in config.terms.items():
        early = sample.where(book.naming(name, term, first_level))
        names = sample.where(book.naming(name, term, level))
        for group, of in groups.items():
            if sizes[group].low <= 0:
                continue
            count = named_share(
                sample, group, early, names & of, seen, config.interval_level, early_only=level == first_level
            )
            label = f"{GROUPS[group]} that name {about.name} {config.levels[level].name}"
            share = ratio(count, sizes[group])
            yield from _share_and_count(make, f"adoption.{term}.{group}", label, sample, share, count, seen)


def named_share(
    sample: Frame,
    group: str,
    early: NDArray[np.bool_],
    found: NDArray[np.bool_],
    seen: NDArray[np.bool_],
    level: float,
    early_only: bool,
) -> Estimate:
    """Share of all papers that belong to a group by the costly basis and name a term.

    Parameters
    ----------
    early : ndarray of bool, shape (papers,)
        Which papers name it in title or abstract, known of all.
    found : ndarray of bool, shape (papers,)
        Which papers are of the group and name it; read where `seen` only.
    early_only : bool
        No other paper than an early one can count, so that only those are left to estimate.
    """
    by_profile = (sample.known[group] | sample.known["joint"]).to_numpy(dtype=np.int64)
    y, strata = found.astype(float), 2 * by_profile + early
    if not early_only:
        return stratified_share(y, strata, seen, level)
    share = float(early.mean())
    if not (early & seen).any():
        return Estimate(0.0, 0.0, share)
    part = stratified_share(y[early], strata[early], seen[early], level)
    return Estimate(part.value * share, part.low * share, part.high * share)


def _share_and_count(
    make: FigureFactory, slug: str, label: str, sample: Frame, share: Estimate, count: Estimate, seen: NDArray[np.bool_]
) -> Iterator[Figure]:
    """An estimated share, and an estimated number of papers of the whole main track."""
    total = len(sample.ids)
    label = (
        f"{label}, from {int(seen.sum()):,} papers, calibrated by profile for all {total:,} papers of the main track"
    )
    limits, counts = (share.low, share.high), (count.low * total, count.high * total)
    slug, label_of_share = f"calibrated.{slug}", f"share of {label}"
    yield make(
        f"{slug}.share", label_of_share, "share", share.value, interval=limits, estimate=True, method="stratified"
    )
    value = round(count.value * total)
    yield make(f"{slug}.papers", label, "papers", value, interval=counts, estimate=True, method="stratified")
