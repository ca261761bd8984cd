"""A cohort whose printed affiliations are known for a sample: is the sample like the rest, and what does it say of all papers?

Reads the classified papers, their titles and mentions. What is known of every paper of the main track (countries by profile, number of authors, award, title, models named in title
or abstract) is compared between the papers read in full and the others, and sorts them into the strata by which `analysis.statistics.double_sampling` carries the printed classification over to all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

import numpy as np
import pandas as pd

from analysis.core.text import fold
from analysis.counting.workbook import Workbook
from analysis.figures.factory import FigureFactory, factory
from analysis.figures.figure import Figure
from analysis.settings.definitions import parse
from analysis.statistics.double_sampling import Estimate, ratio, stratified_share, tipping_rate
from analysis.statistics.intervals import difference

WORDS = 60  # title words tested
SHORT = 4  # shorter words say nothing of a topic
GROUPS = {"us": "papers that print a US institution", "china": "papers that print a Chinese institution"}


# what differs between the papers read in full and the others, and tells of countries
CALIBRATES = ("joint", "us", "china", "open", "seven-or-more")


@dataclass(frozen=True)
class Frame:
    """All papers of the main track: `known` has a column of 0 and 1 for each feature, `at_hand` and `read` say for which the title block is there and read in full."""

    ids: tuple[str, ...]
    known: pd.DataFrame
    at_hand: np.ndarray
    read: np.ndarray

    def cells(self, *more: np.ndarray) -> np.ndarray:
        """Stratum of each paper by what calibrates, and by further columns of 0 and 1, shape (papers,)."""
        columns = np.column_stack([self.known[list(CALIBRATES)].to_numpy(), *(np.asarray(m, dtype=int) for m in more)])
        return columns @ (2 ** np.arange(columns.shape[1]))


def frame(book: Workbook, name: str, profile: str, costly: str) -> Frame:
    """The main track of a cohort, with the basis `profile` known of all and the basis `costly` of some."""
    config, cohort = book.config, book.config.cohorts[name]
    papers = book.snapshots[name].papers
    papers = papers[papers["track"] == "main"]
    ids = tuple(papers["paper_id"])
    cheap = book.classified(name, parse(f"{profile}+main", config, cohort))
    dear = book.classified(name, parse(f"{costly}+main", config, cohort))
    authors, titles = papers["authors"].to_numpy(), papers["title"].tolist()
    language = re.compile(r"\b(?:language models?|llms?)\b", re.IGNORECASE)
    one_level = next(iter(config.levels))
    named = set().union(*(book.naming(name, term, one_level) for term in config.terms))
    inside = lambda group: np.array([p in group for p in ids])
    joint, us, china = inside(cheap.both), inside(cheap.us), inside(cheap.china)
    known = pd.DataFrame(
        {
            "joint": joint,
            "us": us & ~joint,
            "china": china & ~joint,
            "open": np.array([cheap.countries[p].unknown > 0 for p in ids]),
            "four-to-six": (authors >= 4) & (authors <= 6),
            "seven-or-more": authors >= 7,
            "award": ~papers["award"].isin(["", "poster"]).to_numpy(),
            "language-model": np.array([bool(language.search(t)) for t in titles]),
            "names-model": inside(named),
        }
    ).astype(int)
    return Frame(ids, known, inside(frozenset(dear.at_hand)), inside(dear.readable))


ABOUT = {
    "joint": "joint by profile",
    "us": "US and not Chinese by profile",
    "china": "Chinese and not US by profile",
    "open": "an author's country open by profile",
    "four-to-six": "four to six authors",
    "seven-or-more": "seven authors or more",
    "award": "an award or a spotlight",
    "language-model": "language model in the title",
    "names-model": "a model named in title or abstract",
}


def figures(book: Workbook) -> Iterator[Figure]:
    """Figures of every cohort that has printed affiliations for a sample and profiles for all."""
    for name in book.config.having("paper", "profile"):
        made = frame(book, name, "profile", "paper")
        if made.read.any() and not made.read.all():
            yield from sample_tests(book, name, made)
            yield from calibrated(book, name, made)


def sample_tests(book: Workbook, name: str, made: Frame) -> Iterator[Figure]:
    """Differences between papers inside and outside the sample, for each feature; and how many of the commonest title words differ by more than chance.

    Nothing where all papers are inside.
    """
    config = book.config
    make = FigureFactory(name, "", parse("profile+main", config, config.cohorts[name]), config)
    for slug, label, inside, outside in (
        ("at-hand", "title block at hand against not at hand", made.at_hand, ~made.at_hand),
        ("read", "title block read in full against all others", made.read, ~made.read),
    ):
        if not outside.any():
            continue
        for feature in made.known:
            column = made.known[feature].to_numpy()
            new, old = (int(column[inside].sum()), int(inside.sum())), (int(column[outside].sum()), int(outside.sum()))
            yield make(
                f"sample-test.{slug}.{feature}",
                f"{ABOUT[feature]}, {label}",
                "share",
                new[0] / new[1] - old[0] / old[1],
                interval=difference(new, old, config.interval_level),
                method="newcombe",
            )
        words = title_words(book, name, made.ids)
        p_values = [
            two_sided_p((int(has[inside].sum()), int(inside.sum())), (int(has[outside].sum()), int(outside.sum())))
            for has in words.values()
        ]
        differ = holm(p_values, 1 - config.interval_level)
        yield make(
            f"sample-test.{slug}.title-words",
            f"common title words that differ by more than chance, {label}",
            "words",
            differ,
            numerator=differ,
            denominator=len(words),
        )


def title_words(book: Workbook, name: str, ids: tuple[str, ...]) -> dict[str, np.ndarray]:
    """The commonest words of the titles, each with the papers that have it."""
    titles = book.snapshots[name].papers.set_index("paper_id").loc[list(ids), "title"]
    sets = [{w for w in fold(t).split() if len(w) >= SHORT} for t in titles]
    counts = Counter(w for words in sets for w in words)
    common = sorted(counts, key=lambda w: (-counts[w], w))[:WORDS]
    return {word: np.array([word in words for words in sets]) for word in common}


def two_sided_p(new: tuple[int, int], old: tuple[int, int]) -> float:
    """p-value of the difference of two shares, each given as (found, of), by the pooled normal test."""
    pooled = (new[0] + old[0]) / (new[1] + old[1])
    error = sqrt(pooled * (1 - pooled) * (1 / new[1] + 1 / old[1]))
    return 1.0 if error == 0 else 2 * (1 - NormalDist().cdf(abs(new[0] / new[1] - old[0] / old[1]) / error))


def holm(p_values: list[float], alpha: float) -> int:
    """How many of several tests are significant together (Holm 1979)."""
    for rank, p in enumerate(sorted(p_values)):
        if p > alpha / (len(p_values) - rank):
            return rank
    return len(p_values)


def printed_share(book: Workbook, name: str, made: Frame) -> Estimate:
    """Share of the main track that prints a US and a Chinese institution, calibrated by profile."""
    config = book.config
    printed = book.classified(name, parse("paper", config, config.cohorts[name])).both
    return stratified_share(
        np.array([p in printed for p in made.ids], dtype=float), made.cells(), made.read, config.interval_level
    )


def calibrated(book: Workbook, name: str, made: Frame) -> Iterator[Figure]:
    """The printed classification calibrated for the whole main track: joint papers, and papers of each group that name a term at each level."""
    config, cohort = book.config, book.config.cohorts[name]
    level, total = config.interval_level, len(made.ids)
    words = f"calibrated by profile for all {total:,} papers of the main track"
    usual = parse("paper", config, cohort)
    printed = book.classified(name, usual)
    inside = lambda group: np.array([p in group for p in made.ids], dtype=float)

    def share_and_count(make, slug: str, label: str, share: Estimate, count: Estimate, seen: int) -> Iterator[Figure]:
        more = {"estimate": True, "method": "stratified"}
        label = f"{label}, from {seen:,} papers"
        yield make(
            f"calibrated.{slug}.share",
            f"share of {label}, {words}",
            "share",
            share.value,
            interval=(share.low, share.high),
            **more,
        )
        limits = (count.low * total, count.high * total)
        yield make(
            f"calibrated.{slug}.papers",
            f"{label}, {words}",
            "papers",
            round(count.value * total),
            interval=limits,
            **more,
        )

    make = factory(config, name, usual)
    joint = printed_share(book, name, made)
    yield from share_and_count(
        make, "us-china", "papers that print a US and a Chinese institution", joint, joint, int(made.read.sum())
    )
    _, edge = config.claims[config.report.headline_claim].rule.range
    if rate := tipping_rate(inside(printed.both), made.cells(), made.read, edge):
        label = (
            f"times as likely to be read in full that joint papers would have to be for the true share to be {edge:.0%}"
        )
        yield make("calibrated.us-china.tipping", label, "ratio", rate, estimate=True)
    groups = {group: inside(ids) for group, ids in (("us", printed.us), ("china", printed.china))}
    sizes = {group: stratified_share(of, made.cells(), made.read, level) for group, of in groups.items()}
    early_level = next(iter(config.levels))
    for at in config.levels:
        text = inside(book.with_text(name, at)) > 0
        if not (made.read & text).any():
            continue
        make = factory(config, name, parse(f"paper+{at}", config, cohort))
        for term, about in config.terms.items():
            early, names = inside(book.naming(name, term, early_level)), inside(book.naming(name, term, at))
            for group, of in groups.items():
                count = named_share(
                    made, group, early, names * of, made.read & text, level, early_only=at == early_level
                )
                if sizes[group].low > 0:
                    label = f"{GROUPS[group]} that name {about.name} {config.levels[at].name}"
                    yield from share_and_count(
                        make,
                        f"adoption.{term}.{group}",
                        label,
                        ratio(count, sizes[group]),
                        count,
                        int((made.read & text).sum()),
                    )


def named_share(
    made: Frame, group: str, early: np.ndarray, y: np.ndarray, sample: np.ndarray, level: float, early_only: bool
) -> Estimate:
    """Share of all papers that belong to a group by the costly basis and name a term.

    `early` says which papers name it in title or abstract, and is known of all; with `early_only` no other paper can count, so that only those are left to estimate.
    """
    by_profile = (made.known[group] | made.known["joint"]).to_numpy()
    strata = 2 * by_profile + early.astype(int)
    if not early_only:
        return stratified_share(y, strata, sample, level)
    may = early > 0
    if not (may & sample).any():
        return Estimate(0.0, 0.0, float(may.mean()))
    part = stratified_share(y[may], strata[may], sample[may], level)
    return Estimate(*(edge * float(may.mean()) for edge in (part.value, part.low, part.high)))
