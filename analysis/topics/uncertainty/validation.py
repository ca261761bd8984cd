"""The calibrated estimate tried where the truth is known: a cohort that has both the conference's schedule and profiles for nearly all its papers.

The schedule is hidden outside samples of the size that the main cohort has; the estimate must recover the share of all papers, and its interval must hold it as often as it says. Once with samples drawn at
random, once with samples drawn as unevenly as the real one is.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from analysis.counting.workbook import Workbook
from analysis.figures.factory import FigureFactory
from analysis.figures.figure import Figure
from analysis.settings.definitions import parse
from analysis.statistics.double_sampling import stratified_share
from analysis.statistics.random_numbers import Chance
from analysis.topics.uncertainty.sampling import Frame, frame, named_share

TIMES = 1000  # chance moves a coverage by a point and a half at most
TERM_TIMES = 200  # for each term and group
SEED = 20260707


def figures(book: Workbook) -> Iterator[Figure]:
    """Figures of the cohort with schedule and profiles by name that the report shows, against the sample that it shows."""
    config = book.config
    real, known = (
        config.shown(config.having(*bases)) for bases in (("paper", "profile"), ("program", "profile-by-name"))
    )
    if real and known:
        sample, trial = frame(book, real, "profile", "paper"), frame(book, known, "profile-by-name", "program")
        yield from _figures(book, known, sample, trial)


def _figures(book: Workbook, name: str, real: Frame, trial: Frame) -> Iterator[Figure]:
    config = book.config
    definition = parse("program+main", config, config.cohorts[name])
    both = book.classified(name, definition).both
    make = FigureFactory(name, "", definition, config)
    can = trial.read  # papers whose schedule can be classified
    y = np.array([p in both for p in trial.ids], dtype=float)[can]
    strata, truth = trial.cells()[can], float(y.mean())
    yield make(
        "validation.truth",
        "share of joint papers that the trial must recover",
        "share",
        truth,
        numerator=int(y.sum()),
        denominator=len(y),
    )
    chances = {"random": np.full(len(y), real.read.mean()), "uneven": uneven_chances(real, trial)[can]}
    for slug, words in (("random", "samples drawn at random"), ("uneven", "samples drawn as unevenly as the real one")):
        got = trials(y, strata, chances[slug], config.interval_level, exact=slug == "random")
        for who, row in (("calibrated", got[:, :3]), ("plain", got[:, 3:])):
            inside = int(((row[:, 1] <= truth) & (truth <= row[:, 2])).sum())
            label = f"{who} estimate, {TIMES} {words}"
            yield make.share(
                f"validation.{slug}.{who}.coverage", f"intervals that hold the true share, {label}", inside, TIMES
            )
            yield make(
                f"validation.{slug}.{who}.bias",
                f"mean error, {label}",
                "share",
                float(row[:, 0].mean() - truth),
                method="newcombe",
            )
            yield make(
                f"validation.{slug}.{who}.width",
                f"mean width of the interval, {label}",
                "share",
                float((row[:, 2] - row[:, 1]).mean()),
            )

    inside, tried = term_trials(book, name, trial, float(real.read.mean()))
    label = f"calibrated counts of papers that name a term in title or abstract, {TERM_TIMES} samples for each term and country"
    # no interval: the trials of a sample are not independent of each other
    yield make(
        "validation.terms.coverage",
        f"intervals that hold the true count, {label}",
        "share",
        inside / tried,
        numerator=inside,
        denominator=tried,
    )


def term_trials(book: Workbook, name: str, trial: Frame, rate: float) -> tuple[int, int]:
    """Of all trials, those whose interval holds the true number of papers by schedule that name a term, for every term and both countries."""
    config = book.config
    papers = book.classified(name, parse("program+main", config, config.cohorts[name]))
    can, level = trial.read, next(iter(config.levels))
    ids = tuple(p for p, has in zip(trial.ids, can, strict=True) if has)
    known = Frame(ids, trial.known[can], trial.at_hand[can], trial.read[can])
    draw = Chance(SEED)
    size = round(rate * len(ids))
    samples = [smallest(draw.shares(len(ids)), size) for _ in range(TERM_TIMES)]
    inside = tried = 0
    for term in config.terms:
        named = np.array([p in book.naming(name, term, level) for p in ids], dtype=float)
        for group, members in (("us", papers.us), ("china", papers.china)):
            y = named * np.array([p in members for p in ids])
            for sample in samples:
                got = named_share(known, group, named, y, sample, config.interval_level, early_only=True)
                inside += got.low <= y.mean() + 1e-12 and y.mean() - 1e-12 <= got.high
                tried += 1
    return int(inside), tried


def uneven_chances(real: Frame, trial: Frame) -> np.ndarray:
    """Chance of each paper of `trial` to be drawn: how often papers of its cell (by profile and number of authors) are in the sample of `real`."""
    cells = ["joint", "us", "china", "four-to-six", "seven-or-more"]
    rates = real.known.assign(read=real.read).groupby(cells)["read"].mean()
    keys = list(trial.known[cells].itertuples(index=False, name=None))
    return np.array([rates.get(key, real.read.mean()) for key in keys])


def trials(y: np.ndarray, strata: np.ndarray, chances: np.ndarray, level: float, exact: bool) -> np.ndarray:
    """Estimate, low and high of the calibrated and of the plain estimate, shape (TIMES, 6); `exact` draws samples of one size, else each paper by its own chance."""
    draw = Chance(SEED)
    size = round(float(chances.sum()))
    rows = []
    for _ in range(TIMES):
        order = draw.shares(len(y))
        sample = smallest(order, size) if exact else order < chances
        got = stratified_share(y, strata, sample, level)
        plain = stratified_share(
            y, np.zeros(len(y), dtype=int), sample, level
        )  # one stratum: the plain share, for a finite conference too
        rows.append((got.value, got.low, got.high, plain.value, plain.low, plain.high))
    return np.array(rows)


def smallest(order: np.ndarray, size: int) -> np.ndarray:
    """Which of numbers drawn at random are among the `size` smallest: a sample of that size, shape of `order`."""
    return order < np.partition(order, size)[size] if size < len(order) else np.ones(len(order), dtype=bool)
