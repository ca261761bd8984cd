"""What print says of a year of which a sample alone was read, drawn unevenly by who is joint by two other records.

Reads the classified papers, and the countries that the sample's readers saw (tests/gold/drawn_blocks.csv). The share of
each stratum counts as often as the stratum occurs in the tracks that the sample is from; a stratum without any joint
paper keeps the width that so few papers leave it. Method: analysis/statistics/double_sampling.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.counting import gold
from analysis.counting.masks import Flags
from analysis.counting.workbook import Workbook
from analysis.figures.factory import FigureFactory, factory
from analysis.figures.figure import Details, Figure, Origin
from analysis.settings.config import Config
from analysis.settings.definitions import Definition, parse
from analysis.settings.groups import Pair
from analysis.statistics.double_sampling import Estimate, stratified_share, tipping_rate
from analysis.topics.uncertainty.frame import TRACK

FILE = "drawn_blocks.csv"
STRATUM = "drawn"  # in the ids of figures


class Readers(NamedTuple):
    """What the sample's readers say of each paper: joint or not, and whether it is the same set as ours; (papers,)."""

    joint: Flags
    same: Flags


@dataclass(frozen=True, eq=False)
class DrawnSample:
    """The papers of the main track that a sample stands for.

    Attributes
    ----------
    papers : ndarray of int, shape (papers,)
        Their rows in papers.csv.
    strata : ndarray of int, shape (papers,)
        One bit for each record by which the sample was drawn, the first the lowest: whether the paper is joint by it.
    at_hand, read, joint : ndarray of bool, shape (papers,)
        It is in the sample; its title block is read in full; that prints both groups by our own rules.
    """

    papers: NDArray[np.int64]
    strata: NDArray[np.int64]
    at_hand: Flags
    read: Flags
    joint: Flags

    def share(self, joint: Flags, seen: Flags, level: float) -> Estimate:
        """Estimated share of joint papers among all, from those that are seen."""
        return stratified_share(joint.astype(float), self.strata, seen, level)


def samples(config: Config) -> list[tuple[str, str]]:
    """(cohort, basis) of every sample that was drawn; none where there is no main track that it could stand for."""
    tracks = config.definitions["track"]
    return [(name, basis) for name, c in config.cohorts.items() for basis in c.drawn if TRACK in tracks]


def definition_of(config: Config, name: str, basis: str) -> Definition:
    """The definition that a sample answers under: its basis, on the main track."""
    return parse(f"{basis}+{TRACK}", config, config.cohorts[name])


def drawn_sample(book: Workbook, name: str, basis: str, pair: Pair) -> DrawnSample:
    """The sample of a cohort, as our own rules read it."""
    config, cohort = book.config, book.config.cohorts[name]
    at = np.flatnonzero(book.snapshots[name].papers["track"] == TRACK)
    dear = book.classified(name, definition_of(config, name, basis))
    cheap = [book.classified(name, parse(record, config, cohort)).certain(pair)[at] for record in cohort.drawn[basis]]
    strata = np.column_stack(cheap) @ (2 ** np.arange(len(cheap)))
    return DrawnSample(at, strata, dear.at_hand[at], dear.readable[at], dear.both(pair)[at])


def figures(book: Workbook) -> Iterator[Figure]:
    """The estimate by strata, each stratum, what the sample's faults could do, and how readers and rules agree."""
    config = book.config
    for name, basis in samples(config):
        make = factory(config, name, definition_of(config, name, basis))
        for pair in config.pairs:
            sample = drawn_sample(book, name, basis, pair)
            if sample.read.any():
                yield from _estimate(make, pair, sample)
                yield from _strata(make, pair, basis, sample)
                yield from _faults(book, make, pair, sample)


def _estimate(make: FigureFactory, pair: Pair, sample: DrawnSample) -> Iterator[Figure]:
    """The estimated share and number of joint papers; their bounds let what was not read in full fall either way."""
    level, size, read = make.config.interval_level, len(sample.papers), int(sample.read.sum())
    found = sample.share(sample.joint & sample.read, sample.read, level)
    lost = sample.at_hand & ~sample.read
    low, high = (
        sample.share((sample.joint & sample.read) | extra, sample.at_hand, level).value
        for extra in (np.zeros_like(lost), lost)
    )
    label = f"papers that print {make.config.one_of(pair)} institution"
    label = f"{label}, estimated by strata from {read:,} papers for all {size:,} papers of the main track"
    details: Details = {"estimate": True, "method": "stratified", "group": pair.key, "sources": _sources(make)}
    for what, words, unit, value, scale in (
        ("share", f"share of {label}", "share", found.value, 1),
        ("papers", label, "papers", round(found.value * size), size),
    ):
        details |= {"interval": (found.low * scale, found.high * scale), "bounds": (low * scale, high * scale)}
        yield make(f"calibrated.{pair.key}.{what}", words, unit, value, **details)


def _strata(make: FigureFactory, pair: Pair, basis: str, sample: DrawnSample) -> Iterator[Figure]:
    """For each stratum: the papers in it, and the share of joint ones among those read."""
    config = make.config
    records = [config.definitions["basis"][r].name for r in config.cohorts[make.cohort].drawn[basis]]
    for stratum in range(2 ** len(records) - 1, -1, -1):
        by = [name for at, name in enumerate(records) if stratum >> at & 1]
        where = f"joint by {' and by '.join(by)}" if by else f"joint neither by {' nor by '.join(records)}"
        where += " alone" if len(by) == 1 else ""
        inside = sample.strata == stratum
        told: Origin = {"slice": f"s{stratum}", "kind": where, "order": -stratum, "sources": _sources(make)}
        at, read = f"{pair.key}.{STRATUM}", inside & sample.read
        yield make(f"{at}-papers", f"papers {where}", "papers", int(inside.sum()), **told)
        label = f"share of papers that print both, of those read that are {where}"
        of = int((read & sample.joint).sum()), int(read.sum())
        yield make.share(f"{at}-share", label, *of, **told)


def _faults(book: Workbook, make: FigureFactory, pair: Pair, sample: DrawnSample) -> Iterator[Figure]:
    """The estimate by the readers' own countries, how they and our rules agree, and what an uneven draw would take."""
    config, sources = make.config, _sources(make)
    readers, at = _readers(book, make, pair, sample), f"{pair.key}.{STRATUM}"
    found = sample.share(readers.joint & sample.read, sample.read, config.interval_level)
    label = f"share of papers that print {config.one_of(pair)} institution, estimated by strata"
    details: Details = {"interval": (found.low, found.high), "method": "stratified", "estimate": True}
    details |= {"sources": sources}
    words = "by the countries that the readers saw"
    yield make(f"{at}.by-readers", f"{label} {words}", "share", found.value, **details)
    edge = config.asserted(config.claims[config.report.headline_claim]).high
    if rate := tipping_rate((sample.joint & sample.read).astype(float), sample.strata, sample.read, edge):
        label = "times as likely to be in the sample that papers that print both would have to be"
        label = f"{label} for the true share to be {edge:.0%}"
        yield make(f"{at}.tipping", label, "ratio", rate, sources=sources, estimate=True)
    n = int(sample.read.sum())
    for slug, words, same in (
        ("same-set", "the same countries", readers.same),
        ("same-answer", "the same answer, joint or not", readers.joint == sample.joint),
    ):
        label = f"papers of the sample of which our rules and the readers give {words}"
        yield make.share(f"{at}.{slug}", label, int((same & sample.read).sum()), n, sources=sources)


def _readers(book: Workbook, make: FigureFactory, pair: Pair, sample: DrawnSample) -> Readers:
    """What the readers saw, held against our own countries."""
    papers = book.classified(make.cohort, make.definition)
    ids, codes, masks = papers.ids[sample.papers], papers.record.authors.codes, papers.record.authors.countries
    seen = {row["paper_id"]: frozenset(row["countries"].split("|")) - set(gold.NO_COUNTRY) for row in gold.rows(FILE)}
    sides = [papers.countries(group) for group in pair]
    joint = np.array([all(seen.get(p, frozenset()) & side for side in sides) for p in ids], dtype=bool)
    ours = (frozenset(codes.of(masks[at])) for at in sample.papers)
    return Readers(joint, np.array([p in seen and seen[p] == of for p, of in zip(ids, ours, strict=True)], dtype=bool))


def _sources(make: FigureFactory) -> tuple[str, ...]:
    return (f"data/{make.cohort}/printed.csv", f"data/{make.cohort}/authorships.csv", f"tests/gold/{FILE}")
