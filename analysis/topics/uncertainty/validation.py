"""The calibrated estimate tried where the truth is known: a cohort with both the schedule and profiles for nearly all.

The schedule is hidden outside samples of the size that the main cohort has; the estimate must recover the share of all
papers, and its interval must hold it as often as it says. Once with samples drawn at random, once with samples drawn as
unevenly as the real one is. Method: analysis/statistics/coverage.py.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from analysis.counting.workbook import Workbook
from analysis.figures.factory import FigureFactory
from analysis.figures.figure import Figure
from analysis.settings.definitions import parse
from analysis.statistics.coverage import Trials, random_samples, trials, uneven_samples
from analysis.topics.uncertainty.calibration import named_share
from analysis.topics.uncertainty.frame import Frame, frame

TIMES = 1000  # chance moves a coverage by a point and a half at most
TERM_TIMES = 200  # for each term and group
SEED = 20260707


def figures(book: Workbook) -> Iterator[Figure]:
    """Figures of the cohort with schedule and profiles by name that the report shows, against the sample it shows."""
    config = book.config
    real, known = (
        config.shown(config.having(*bases)) for bases in (("paper", "profile"), ("program", "profile-by-name"))
    )
    if real and known:
        make = FigureFactory(known, "", parse("program+main", config, config.cohorts[known]), config)
        sample, trial = frame(book, real, "profile", "paper"), frame(book, known, "profile-by-name", "program")
        yield from _collaboration(book, make, sample, trial)
        yield from _terms(book, make, float(sample.read.mean()), trial)


def _collaboration(book: Workbook, make: FigureFactory, real: Frame, trial: Frame) -> Iterator[Figure]:
    """Coverage, bias and width of the calibrated and of the plain estimate of the share of joint papers."""
    level, label = make.config.interval_level, "share of joint papers that the trial must recover"
    classified = trial.part(trial.read)  # papers whose schedule can be classified
    y = classified.where(book.classified(make.cohort, make.definition).both).astype(float)
    strata, size, truth = classified.cells(), round(real.read.mean() * len(y)), float(y.mean())
    yield make("validation.truth", label, "share", truth, numerator=int(y.sum()), denominator=len(y))
    uneven = uneven_chances(real, classified)
    for slug, words in (("random", "samples drawn at random"), ("uneven", "samples drawn as unevenly as the real one")):
        # one stratum for all: the plain share, for a finite conference too
        for who, by in (("calibrated", strata), ("plain", np.zeros_like(strata))):
            exact = slug == "random"
            samples = random_samples(len(y), size, TIMES, SEED) if exact else uneven_samples(uneven, TIMES, SEED)
            label = f"{who} estimate, {TIMES} {words}"
            yield from _quality(make, f"validation.{slug}.{who}", label, trials(y, by, samples, level), truth)


def _quality(make: FigureFactory, slug: str, label: str, tried: Trials, truth: float) -> Iterator[Figure]:
    held = f"intervals that hold the true share, {label}"
    yield make.share(f"{slug}.coverage", held, tried.held(truth), len(tried.estimates))
    yield make(f"{slug}.bias", f"mean error, {label}", "share", tried.bias(truth), method="newcombe")
    yield make(f"{slug}.width", f"mean width of the interval, {label}", "share", tried.width)


def _terms(book: Workbook, make: FigureFactory, rate: float, trial: Frame) -> Iterator[Figure]:
    """Coverage of the calibrated counts of terms; no interval: the trials of a sample depend on each other."""
    held, tried = term_trials(book, make, rate, trial)
    words = "calibrated counts of papers that name a term in title or abstract"
    label = f"intervals that hold the true count, {words}, {TERM_TIMES} samples for each term and country"
    yield make("validation.terms.coverage", label, "share", held / tried, numerator=held, denominator=tried)


def term_trials(book: Workbook, make: FigureFactory, rate: float, trial: Frame) -> tuple[int, int]:
    """(those that hold the true number of papers by schedule, all) of the trials of every term and both countries."""
    config, papers = make.config, book.classified(make.cohort, make.definition)
    known, first_level = trial.part(trial.read), next(iter(config.levels))
    groups = {"us": known.where(papers.us), "china": known.where(papers.china)}
    samples = list(random_samples(len(known.ids), round(rate * len(known.ids)), TERM_TIMES, SEED))
    held = 0
    for term in config.terms:
        named = known.where(book.naming(make.cohort, term, first_level))
        for group, of in groups.items():
            found = named & of
            truth = float(found.mean())
            for sample in samples:
                got = named_share(known, group, named, found, sample, config.interval_level, early_only=True)
                held += got.low <= truth + 1e-12 and truth - 1e-12 <= got.high
    return int(held), len(config.terms) * len(groups) * len(samples)


def uneven_chances(real: Frame, trial: Frame) -> NDArray[np.float64]:
    """Chance of each paper of `trial` to be drawn: how often papers like it are in the sample of `real`.

    Like it: of the same cell by profile and number of authors. Shape (papers of `trial`,).
    """
    cells = ["joint", "us", "china", "four-to-six", "seven-or-more"]
    rates = real.known.assign(read=real.read).groupby(cells)["read"].mean().to_dict()
    everywhere = float(real.read.mean())
    return np.array([rates.get(cell, everywhere) for cell in trial.known[cells].itertuples(index=False, name=None)])
