"""The registry of figures: every number of the report, by id.

Reads the classified papers of each cohort and the mentions, and gives one `Figure` per measure, slice and definition. An id reads
``<cohort>.<measure>[.<slice>]``, with ``@<definition>`` where it is not the headline one.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import replace
from math import fsum

from analysis import accuracy, growth, mixing, questions
from analysis.collaboration import Classified
from analysis.definitions import Definition, headline, parse
from analysis.figure import Figure, FigureSet
from analysis.intervals import difference, wilson
from analysis.maker import Maker
from analysis.workbook import Workbook, definitions_of


def compute(book: Workbook) -> FigureSet:
    """Every figure of every cohort, sorted by id."""
    collecting = gc.isenabled()
    gc.disable()  # millions of small objects that all stay: looking for dead ones among them costs a third of the time
    try:
        figures = [f for name in book.config.cohorts for f in cohort_figures(book, name)]
        more = [
            *growth.figures(book),
            *mixing.trend(book),
            *(f for name in book.config.cohorts for part in (mixing, questions) for f in part.figures(book, name)),
        ]
        return FigureSet([*figures, *_changes(book, figures), *_sample_check(book), *_accuracy(book), *more])
    finally:
        if collecting:
            gc.enable()


def cohort_figures(book: Workbook, name: str) -> Iterator[Figure]:
    """Figures of one cohort under all its definitions."""
    config, cohort = book.config, book.config.cohorts[name]
    for definition in definitions_of(config, cohort):
        suffix = definition.text(config, cohort)
        papers = book.classified(name, definition)
        make = Maker(name, suffix, definition, config)
        yield from _counts(make, papers)
        if definition == headline(config, cohort) or definition == parse(definition.basis, config, cohort):
            for level in config.levels:
                yield from _adoption(book, name, replace(definition, level=level), papers)


def _counts(make: Maker, papers: Classified) -> Iterator[Figure]:
    hand, n, population, sample = len(papers.at_hand), len(papers.readable), papers.population, papers.is_sample
    yield make("papers", "papers of the cohort", "papers", population)
    yield make.share("classified", "papers with at least one country known", n, hand)
    yield make.share(
        "all-known", "papers with the country of every author known", sum(papers.countries[p].unknown == 0 for p in papers.readable), hand
    )
    scale = population / hand if hand else 0.0
    low, high = len(papers.certain) / hand if hand else 0.0, len(papers.possible) / hand if hand else 1.0
    whole = make.definition.counting == "whole"
    # fsum: the order of a set must not show in the last digit
    both = len(papers.both) if whole else fsum(papers.weight[p] for p in papers.both)
    counted, shared = ((low * hand * scale, high * hand * scale), (low, high)) if whole else (None, None)
    yield make.count("us-china.papers", "papers with a US and a Chinese institution", both, n, population, sample, counted)
    yield make.share("us-china.share", "share of papers with a US and a Chinese institution", both, n, shared, estimate=sample)
    if not whole:
        return
    us, china = make.definition.groups(make.config)
    for slug, label, ids, (low, high) in (
        ("us", "papers with a US institution", papers.us, papers.bounds(us)),
        ("china", "papers with a Chinese institution", papers.china, papers.bounds(china)),
        ("us-only", "papers of US institutions only", papers.us_only, papers.bounds(us, only=True)),
        ("china-only", "papers of Chinese institutions only", papers.china_only, papers.bounds(china, only=True)),
        ("one-country", "papers of one country only", papers.one_country, papers.bounds(None)),
    ):
        yield make.count(f"{slug}.papers", label, len(ids), n, population, sample, (low * scale, high * scale))
        yield make.share(f"{slug}.share", f"share of {label}", len(ids), n, (low / hand, high / hand) if hand else None, estimate=sample)


GROUPS = {"all": "papers", "us": "papers with a US institution", "china": "papers with a Chinese institution", "us-china": "papers with both"}


def _adoption(book: Workbook, name: str, definition: Definition, papers: Classified) -> Iterator[Figure]:
    config, cohort = book.config, book.config.cohorts[name]
    text = book.with_text(name, definition.level)
    us, china = definition.groups(config)
    unread = frozenset(papers.at_hand) - papers.readable
    groups = {
        "all": (papers.readable, unread),
        "us": (papers.us, papers.may_belong(us)),
        "china": (papers.china, papers.may_belong(china)),
        "us-china": (papers.both, papers.possible - papers.both),
    }
    if not text & papers.readable:
        return
    make = Maker(name, definition.text(config, cohort), definition, config)
    sources = (f"data/{name}/mentions.csv", f"data/{name}/{'printed' if definition.basis == 'paper' else 'authorships'}.csv")
    where = config.levels[definition.level].name
    for term, about in config.terms.items():
        naming = book.naming(name, term, definition.level)
        for group, (ids, open_ids) in groups.items():
            have = ids & text
            x, n = len(have & naming), len(have)
            may, may_not = len(open_ids & text & naming), len((open_ids & text) - naming)
            sample = papers.is_sample or len(papers.readable & text) < len(papers.readable)
            label = f"{GROUPS[group]} that name {about.name} {where}"
            # a count is projected over all papers that can be read, so that the size of the group is part of what is uncertain
            read, hand = len(papers.readable & text), len(frozenset(papers.at_hand) & text)
            scale = papers.population / hand if sample else 1.0
            yield make.count(
                f"adoption.{term}.{group}.papers",
                label,
                x,
                read,
                papers.population if sample else read,
                sample,
                (x * scale, (x + may) * scale),
                sources=sources,
            )
            bounds = (x / (n + may_not) if x else 0.0, (x + may) / (n + may) if n + may else 1.0)
            yield make.share(f"adoption.{term}.{group}.share", f"share of {label}", x, n, bounds, estimate=sample, sources=sources)


def _changes(book: Workbook, figures: list[Figure]) -> Iterator[Figure]:
    """Change of the collaboration share against the cohort before, and against the first, of the same venue with the same basis from the same kind of source."""
    config = book.config
    by_id = {f.id: f for f in figures}
    line: dict[tuple[str, str], list[tuple[str, Figure]]] = {}
    for name, cohort in sorted(config.cohorts.items(), key=lambda item: item[1].year):
        for basis in cohort.bases:
            definition = parse(basis, config, cohort)
            suffix = definition.text(config, cohort)
            now = by_id[f"{name}.us-china.share" + (f"@{suffix}" if suffix else "")]
            earlier = line.setdefault((cohort.venue, config.kind_of_source(cohort, basis)), [])
            make = Maker(name, suffix, definition, config)
            for measure, (old_name, old) in {"change": earlier[-1], "rise": earlier[0]}.items() if earlier else ():
                if now.denominator and old.denominator:
                    interval = difference((now.numerator, now.denominator), (old.numerator, old.denominator), config.interval_level)
                    label = f"change of the US-China share since {config.cohorts[old_name].year}"
                    bounds = (now.bounds[0] - old.bounds[1], now.bounds[1] - old.bounds[0])
                    yield make(
                        f"us-china.{measure}",
                        label,
                        "share",
                        now.value - old.value,
                        interval=interval,
                        bounds=bounds,
                        method="newcombe",
                        sources=(*now.sources, *old.sources),
                    )
            earlier.append((name, now))


def _sample_check(book: Workbook) -> Iterator[Figure]:
    """Whether papers whose title block is read in full are like the others: their US-China share by profile, and how print and profile agree on them."""
    config = book.config
    for name, cohort in config.cohorts.items():
        if not {"paper", "profile"} <= set(cohort.bases):
            continue
        printed = book.classified(name, parse("paper+main", config, cohort))
        profile = book.classified(name, parse("profile+main", config, cohort))
        make = Maker(name, "", parse("profile+main", config, cohort), config)
        inside, outside = profile.readable & printed.readable, profile.readable - printed.readable
        for slug, label, ids in (
            ("read", "papers whose title block is read in full", inside),
            ("rest", "all other papers of the main track", outside),
        ):
            yield make.share(f"sample-check.{slug}.share", f"US-China share by profile of {label}", len(ids & profile.both), len(ids))
        for slug, label, ids in (
            ("print", "by print", printed.both & inside),
            ("profile", "by profile", profile.both & inside),
            ("twice", "by both", printed.both & profile.both & inside),
        ):
            yield make(
                f"sample-check.{slug}.papers",
                f"US-China papers {label}, of papers with both",
                "papers",
                len(ids),
                numerator=len(ids),
                denominator=len(inside),
            )


def _accuracy(book: Workbook) -> Iterator[Figure]:
    """The attribution's measured accuracy on the hand-labelled gold sets, as figures of a cohort called ``gold``."""
    sources = tuple(f"tests/gold/{name}" for name in ("affiliations.csv", "title_blocks.csv"))
    level = book.config.interval_level
    for half in ("test", "development"):
        for score in [*accuracy.score_strings(book, half), *accuracy.score_blocks(book, half)]:
            at = "" if half == "test" else ".development"
            # a string drawn several times is one piece of evidence
            interval = wilson(score.right / score.of * score.distinct, score.distinct, level) if score.of else None
            yield Figure(
                f"gold.{score.measure}{at}", f"{score.label}, {half} half of the gold set", "share", score.right / score.of if score.of else None, score.right, score.of,
                interval, None, "headline", "gold", sources, level=level,
            )  # fmt: skip
