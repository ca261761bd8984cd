"""The calibrated estimate tried where the truth is known: a cohort with both the schedule and profiles for nearly all.

The schedule is hidden outside samples of the size that the main cohort has; the estimate must recover the share of all
papers, and its interval must hold it as often as it says. Once with samples drawn at random, once with samples drawn as
unevenly as the real one is. Method: analysis/statistics/coverage.py.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from analysis.counting.masks import Flags
from analysis.counting.workbook import Workbook
from analysis.figures.factory import FigureFactory
from analysis.figures.figure import Figure
from analysis.settings.definitions import parse
from analysis.statistics.coverage import Trials, random_samples, uneven_samples
from analysis.statistics.double_sampling import stratified_shares
from analysis.topics.uncertainty.calibration import named_shares
from analysis.topics.uncertainty.frame import TRACK, Frame, cohorts_with, frame

TIMES = 1000  # chance moves a coverage by a point and a half at most
TERM_TIMES = 200  # for each term and group
SEED = 20260707


def figures(book: Workbook) -> Iterator[Figure]:
    """Figures of the cohort with schedule and profiles by name that the report shows, against the sample it shows."""
    config = book.config
    real, known = (
        config.shown(cohorts_with(config, *bases)) for bases in (("paper", "profile"), ("program", "profile-by-name"))
    )
    if real and known:
        make = FigureFactory(known, "", parse(f"program+{TRACK}", config, config.cohorts[known]), config)
        sample, trial = frame(book, real, "profile", "paper"), frame(book, known, "profile-by-name", "program")
        classified = trial.part(trial.read)  # papers whose schedule can be classified
        if len(sample.read) and (size := round(sample.read.mean() * len(classified.papers))):
            samples = random_samples(len(classified.papers), size, TIMES, SEED)
            yield from _collaboration(book, make, classified, samples, uneven_chances(sample, classified))
            yield from _terms(book, make, classified, samples[:TERM_TIMES])


def _collaboration(
    book: Workbook, make: FigureFactory, classified: Frame, random: Flags, uneven: NDArray[np.float64]
) -> Iterator[Figure]:
    """Coverage, bias and width of the calibrated and of the plain estimate of the share of joint papers."""
    level, label = make.config.interval_level, "share of joint papers that the trial must recover"
    y = classified.where(book.classified(make.cohort, make.definition).both()).astype(float)
    strata, truth = classified.cells(), float(y.mean())
    yield make("validation.truth", label, "share", truth, numerator=int(y.sum()), denominator=len(y))
    for slug, words, samples in (
        ("random", "samples drawn at random", random),
        ("uneven", "samples drawn as unevenly as the real one", uneven_samples(uneven, TIMES, SEED)),
    ):
        if not samples.any(axis=1).all():
            continue  # so few papers that a sample may hold none
        # one stratum for all: the plain share, for a finite conference too
        for who, by in (("calibrated", strata), ("plain", np.zeros_like(strata))):
            tried = Trials(stratified_shares(y, by, samples, level))
            yield from _quality(make, f"validation.{slug}.{who}", f"{who} estimate, {TIMES} {words}", tried, truth)


def _quality(make: FigureFactory, slug: str, label: str, tried: Trials, truth: float) -> Iterator[Figure]:
    held = f"intervals that hold the true share, {label}"
    yield make.share(f"{slug}.coverage", held, tried.held(truth), len(tried.estimates))
    yield make(f"{slug}.bias", f"mean error, {label}", "share", tried.bias(truth), method="newcombe")
    yield make(f"{slug}.width", f"mean width of the interval, {label}", "share", tried.width)


def _terms(book: Workbook, make: FigureFactory, classified: Frame, samples: Flags) -> Iterator[Figure]:
    """Coverage of the calibrated counts of terms; no interval: the trials of a sample depend on each other."""
    held, tried = term_trials(book, make, classified, samples)
    words = "calibrated counts of papers that name a term in title or abstract"
    label = f"intervals that hold the true count, {words}, {TERM_TIMES} samples for each term and country"
    if tried:
        yield make("validation.terms.coverage", label, "share", held / tried, numerator=held, denominator=tried)


def term_trials(book: Workbook, make: FigureFactory, classified: Frame, samples: Flags) -> tuple[int, int]:
    """(those that hold the true number of papers by schedule, all) of the trials of every term and both groups.

    Parameters
    ----------
    samples : ndarray of bool, shape (samples, papers of `classified`)
    """
    config, papers = make.config, book.classified(make.cohort, make.definition)
    held = 0
    for term in config.terms:
        named = classified.where(book.naming(make.cohort, term, make.definition))
        for group in config.pair:
            found = named & classified.where(papers.of(group))
            got = named_shares(classified, group, named, found, samples, config.interval_level, early_only=True)
            held += Trials(got).held(float(found.mean()))
    return held, len(config.terms) * len(config.pair) * len(samples)


def uneven_chances(real: Frame, trial: Frame) -> NDArray[np.float64]:
    """Chance of each paper of `trial` to be drawn: how often papers like it are in the sample of `real`.

    Like it: of the same cell by profile and number of authors. Shape (papers of `trial`,).
    """
    like, trial_like = (which.cells(("four-to-six", "seven-or-more")) for which in (real, trial))
    papers, read = np.bincount(like), np.bincount(like[real.read], minlength=int(like.max()) + 1)
    rates = {cell: read[cell] / papers[cell] for cell in np.flatnonzero(papers).tolist()}
    everywhere = float(real.read.mean())
    return np.array([rates.get(cell, everywhere) for cell in trial_like.tolist()])
