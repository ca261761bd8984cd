"""What does a sample say of all papers? The printed classification of a sample carried over to the whole main track.

Reads the classified papers, mentions and the frame of each cohort that has printed affiliations for a sample and
profiles for all. Method: analysis/statistics/double_sampling.py, with the strata of `Frame.cells`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.counting.masks import Flags
from analysis.counting.workbook import Workbook
from analysis.figures.adoption import measure, naming_errors, spot, with_errors
from analysis.figures.factory import FigureFactory, factory
from analysis.figures.figure import Details, Figure, FigureSet
from analysis.settings.config import Config
from analysis.settings.definitions import Definition, parse
from analysis.settings.figure_ids import figure_id
from analysis.settings.groups import Pair
from analysis.statistics.double_sampling import Estimate, ratio, stratified_share, stratified_shares, tipping_rate
from analysis.topics.uncertainty.frame import Frame, cohorts_with, frame


def figures(book: Workbook) -> Iterator[Figure]:
    """Joint papers and papers of each group, of the whole main track, and those of a group that name a term at each level."""
    for name in cohorts_with(book.config, "paper", "profile"):
        # strata tell apart the groups that are asked about, so that each pair has its own
        samples = {pair: frame(book, name, "profile", "paper", pair) for pair in book.config.pairs}
        if samples[book.config.pair].is_sample:
            yield from calibrated(book, name, samples)


def calibrated(book: Workbook, name: str, samples: Mapping[Pair, Frame]) -> Iterator[Figure]:
    """The calibrated figures of one cohort."""
    config = book.config
    make = factory(config, name, parse("paper", config, config.cohorts[name]))
    for pair, sample in samples.items():
        joint = printed_share(book, name, sample)
        label = f"papers that print {config.one_of(pair)} institution"
        about = _About(f"{pair.key}.share", f"{pair.key}.papers", pair.key)
        yield from _share_and_count(make, about, label, sample, joint, joint, sample.read)
    for group, sample in _frames_of(config, samples).items():
        of = sample.where(book.classified(name, make.definition).of(group))
        share = stratified_share(of.astype(float), sample.cells(), sample.read, config.interval_level)
        label = f"papers that print {config.groups[group].one} institution"
        about = _About(f"{group}.share", f"{group}.papers", group)
        yield from _share_and_count(make, about, label, sample, share, share, sample.read)
    yield from _tipping(book, make, samples[config.pair])
    for level in config.levels:
        for naming in config.definitions["naming"]:
            yield from _adoption(book, name, samples, replace(make.definition, level=level, naming=naming))


def _tipping(book: Workbook, make: FigureFactory, sample: Frame) -> Iterator[Figure]:
    """How unlike the rest the sample had to be for the share to be at the edge of the headline claim."""
    config = make.config
    edge = config.asserted(config.claims[config.report.headline_claim]).high
    printed = sample.where(book.classified(make.cohort, make.definition).both())
    if rate := tipping_rate(printed.astype(float), sample.cells(), sample.read, edge):
        label = f"joint papers would have to be for the true share to be {edge:.0%}"
        label = f"times as likely to be read in full that {label}"
        yield make(f"calibrated.{config.pair.key}.tipping", label, "ratio", rate, estimate=True)


def printed_share(book: Workbook, name: str, sample: Frame) -> Estimate:
    """Share of the main track that prints institutions of both groups of the frame's pair, calibrated by profile."""
    config = book.config
    printed = sample.where(book.classified(name, parse("paper", config, config.cohorts[name])).both(sample.pair))
    return stratified_share(printed.astype(float), sample.cells(), sample.read, config.interval_level)


def as_printed(config: Config, name: str, level: str | None = None) -> str:
    """How ids name the printed record of a cohort, at a level; empty where it is the headline one."""
    cohort = config.cohorts[name]
    return parse(f"paper+{level}" if level else "paper", config, cohort).text(config, cohort)


def sampled(config: Config, figures: FigureSet) -> str | None:
    """The cohort whose sample the report shows: one with a calibrated share; None where there is no sample."""
    share = f"calibrated.{config.pair.key}.share"
    return config.shown(n for n in config.having("paper") if figure_id(n, share, as_printed(config, n)) in figures)


def _frames_of(config: Config, samples: Mapping[Pair, Frame]) -> dict[str, Frame]:
    """Group → the frame of the first pair that holds it; of the main pair where that does."""
    return {group: samples[next(pair for pair in config.pairs if group in pair)] for group in config.groups}


def _adoption(book: Workbook, name: str, samples: Mapping[Pair, Frame], definition: Definition) -> Iterator[Figure]:
    """Papers of each group that name each term at a level; none where no paper read in full has the text."""
    config, cohort = book.config, book.config.cohorts[name]
    text = book.with_text(name, definition.level)
    make = factory(config, name, definition)
    papers = book.classified(name, parse("paper", config, cohort))
    first_level = next(iter(config.levels))
    at_first, where = replace(definition, level=first_level), spot(config, definition)
    for group, sample in _frames_of(config, samples).items():
        seen, of = sample.read & sample.where(text), sample.where(papers.of(group))
        size = stratified_share(of.astype(float), sample.cells(), sample.read, config.interval_level)
        if not seen.any() or size.low <= 0:
            continue
        for term in (term for term in config.terms if definition.has_names(config, term)):
            early = sample.where(book.naming(name, term, at_first))
            found = sample.where(book.naming(name, term, definition)) & of
            early_only = definition.level == first_level
            row = named_shares(sample, group, early, found, seen[np.newaxis], config.interval_level, early_only)[0]
            count = Estimate(*row.tolist())
            label = f"papers that print {config.groups[group].one} institution"
            label = f"{label} that name {config.terms[term].name} {where}"
            plain = _About(measure(term, group, "share"), measure(term, group, "papers"), group, term)
            share, total = ratio(count, size), len(sample.papers)
            below, above = naming_errors(book, term, definition, share.value, 1)
            for figure, value, times in zip(
                _share_and_count(make, plain, label, sample, share, count, seen),
                (share.value, count.value * total),
                (1, size.value * total),
                strict=True,
            ):
                yield with_errors(figure, value, below * times, above * times)


def named_shares(
    sample: Frame,
    group: str,
    early: Flags,
    found: Flags,
    seen: Flags,
    level: float,
    early_only: bool,
) -> NDArray[np.float64]:
    """Share of all papers that belong to a group by the costly basis and name a term, from each of several samples.

    Parameters
    ----------
    early : ndarray of bool, shape (papers,)
        Which papers name it in title or abstract, known of all.
    found : ndarray of bool, shape (papers,)
        Which papers are of the group and name it; read where `seen` only.
    seen : ndarray of bool, shape (samples, papers)
    early_only : bool
        No other paper than an early one can count, so that only those are left to estimate.

    Returns
    -------
    ndarray, shape (samples, 3)
        Value, low and high of each.
    """
    y, strata = found.astype(float), 2 * sample.of_group(group).astype(np.int64) + early
    if not early_only:
        return stratified_shares(y, strata, seen, level)
    share, part = float(early.mean()), seen[:, early]
    known = part.any(axis=1)
    made = np.tile([0.0, 0.0, share], (len(seen), 1))
    if known.any():
        made[known] = stratified_shares(y[early], strata[early], part[known], level) * share
    return made


class _About(NamedTuple):
    """The plain measures behind an estimated share and count, and whose papers they count."""

    share: str
    papers: str
    group: str
    term: str = ""


def _share_and_count(
    make: FigureFactory, about: _About, label: str, sample: Frame, share: Estimate, count: Estimate, seen: Flags
) -> Iterator[Figure]:
    """An estimated share, and an estimated number of papers of the whole main track."""
    total = len(sample.papers)
    label = (
        f"{label}, from {int(seen.sum()):,} papers, calibrated by profile for all {total:,} papers of the main track"
    )
    for plain, words, unit, value, limits in (
        (about.share, f"share of {label}", "share", share.value, (share.low, share.high)),
        (about.papers, label, "papers", round(count.value * total), (count.low * total, count.high * total)),
    ):
        details: Details = {"interval": limits, "estimate": True, "method": "stratified"}
        details |= {"plain": plain, "group": about.group, "term": about.term}
        yield make(f"calibrated.{plain}", words, unit, value, **details)
