"""The registry of figures: every number of the report, by id.

Reads the classified papers of each cohort and the mentions, and gives one `Figure` per measure, slice and definition. An id reads
``<cohort>.<measure>[.<slice>]``, with ``@<definition>`` where it is not the headline one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import fsum

from analysis import accuracy, grid_figures
from analysis.collaboration import Classified
from analysis.config import Config
from analysis.definitions import Definition, headline, parse
from analysis.figure import Figure, FigureSet
from analysis.grid import Tally
from analysis.intervals import difference, wilson
from analysis.memory import no_collection
from analysis.workbook import Workbook, definitions_of


def compute(book: Workbook) -> FigureSet:
    """Every figure of every cohort, sorted by id."""
    with no_collection():
        figures = [f for name in book.config.cohorts for f in cohort_figures(book, name)]
        figures += _changes(book.config, figures)
        figures += grid_figures.of_claims(book, {f.id for f in figures})
        return FigureSet([*figures, *_sample_check(book), *_accuracy(book)])


def cohort_figures(book: Workbook, name: str) -> Iterator[Figure]:
    """Figures of one cohort under all its definitions."""
    config, cohort = book.config, book.config.cohorts[name]
    for definition in definitions_of(config, cohort):
        suffix = definition.text(config, cohort)
        papers = book.classified(name, definition)
        make = _Maker(name, suffix, definition, config)
        yield from _counts(make, papers)
        if definition == headline(config, cohort) or definition == parse(definition.basis, config, cohort):
            for level in config.levels:
                yield from adoption_figures(book, name, replace(definition, level=level), papers)


@dataclass(frozen=True)
class _Maker:
    """Fills in what the figures of one cohort and definition share."""

    cohort: str
    suffix: str
    definition: Definition
    config: Config

    def __call__(self, measure: str, label: str, unit: str, value, **more) -> Figure:
        at = f"@{self.suffix}" if self.suffix else ""
        more.setdefault(
            "sources",
            (f"data/{self.cohort}/{'printed' if self.definition.basis == 'paper' else 'authorships'}.csv", f"data/{self.cohort}/papers.csv"),
        )
        known = {"numerator": None, "denominator": None, "interval": None, "bounds": None, "level": self.config.interval_level}
        return Figure(
            f"{self.cohort}.{measure}{at}",
            f"{label}, {self.words}",
            unit,
            value,
            **{**known, **more},
            definition=self.suffix or "headline",
            cohort=self.cohort,
        )

    @property
    def words(self) -> str:
        cohort = self.config.cohorts[self.cohort]
        return f"{cohort.venue} {cohort.year}, by {self.definition.basis}" + (
            f" ({self.suffix})" if self.suffix not in ("", self.definition.basis) else ""
        )

    def share(self, measure: str, label: str, x: float, n: int, bounds: tuple[float, float] | None = None, **more) -> Figure:
        """A share with its Wilson interval; no value where the denominator is zero."""
        interval = wilson(x, n, self.config.interval_level) if n else None
        return self(measure, label, "share", x / n if n else None, numerator=x, denominator=n, interval=interval, bounds=bounds, **more)

    def count(
        self, measure: str, label: str, x: float, n: int, population: int, sample: bool, bounds: tuple[float, float] | None = None, **more
    ) -> Figure:
        """A count; known for a sample only, it is projected to `population` and called an estimate."""
        low, high = wilson(x, n, self.config.interval_level) if n else (0.0, 1.0)
        if not sample:
            return self(measure, label, "papers", x, numerator=x, denominator=n, interval=(low * n, high * n), bounds=bounds, **more)
        label = f"{label} (estimated from {n:,} papers for {population:,})"
        value = round(population * x / n) if n else None
        return self(
            measure,
            label,
            "papers",
            value,
            numerator=x,
            denominator=n,
            interval=(low * population, high * population),
            bounds=bounds,
            estimate=True,
            **more,
        )


def maker(config: Config, name: str, definition: Definition) -> _Maker:
    """Maker of the figures of a cohort under a definition."""
    return _Maker(name, definition.text(config, config.cohorts[name]), definition, config)


def _counts(make: _Maker, papers: Classified) -> Iterator[Figure]:
    hand, n, population, sample = len(papers.at_hand), len(papers.readable), papers.population, papers.is_sample
    yield make("papers", "papers of the cohort", "papers", population)
    yield make.share("classified", "papers with at least one country known", n, hand)
    yield make.share(
        "all-known", "papers with the country of every author known", sum(papers.countries[p].unknown == 0 for p in papers.readable), hand
    )
    scale = population / hand if hand else 0.0
    whole = make.definition.counting == "whole"
    # fsum: the order of a set must not show in the last digit
    both = len(papers.both) if whole else fsum(papers.weight[p] for p in papers.both)
    yield from joint_figures(make, Tally(both, n, hand, len(papers.certain), len(papers.possible), population))
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


def joint_figures(make: _Maker, tally: Tally) -> Iterator[Figure]:
    """Count and share of the joint papers. Fractional counting has no bounds: an open affiliation also changes how a paper is shared out."""
    sample = tally.population > tally.at_hand
    low, high = (tally.certain / tally.at_hand, tally.possible / tally.at_hand) if tally.at_hand else (0.0, 1.0)
    whole = make.definition.counting == "whole"
    counted, shared = ((low * tally.population, high * tally.population), (low, high)) if whole else (None, None)
    yield make.count("us-china.papers", "papers with a US and a Chinese institution", tally.found, tally.readable, tally.population, sample, counted)
    yield make.share("us-china.share", "share of papers with a US and a Chinese institution", tally.found, tally.readable, shared, estimate=sample)


GROUPS = {"all": "papers", "us": "papers with a US institution", "china": "papers with a Chinese institution", "us-china": "papers with both"}


def adoption_figures(
    book: Workbook, name: str, definition: Definition, papers: Classified, only: set[tuple[str, str]] | None = None
) -> Iterator[Figure]:
    """Count and share of each group's papers that name each term at the definition's level; of the pairs (term, group) in `only` if given."""
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
    make = _Maker(name, definition.text(config, cohort), definition, config)
    sources = (f"data/{name}/mentions.csv", f"data/{name}/{'printed' if definition.basis == 'paper' else 'authorships'}.csv")
    where = config.levels[definition.level].name
    for term, about in config.terms.items():
        naming = book.naming(name, term, definition.level)
        for group, (ids, open_ids) in groups.items():
            if only is not None and (term, group) not in only:
                continue
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


def comparisons(config: Config) -> Iterator[tuple[str, str, str, str, str]]:
    """(measure, cohort, basis, older cohort, its basis): the cohort before and the first of the same venue whose affiliations come from the same kind of source."""
    line: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for name, cohort in sorted(config.cohorts.items(), key=lambda item: item[1].year):
        for basis in cohort.bases:
            earlier = line.setdefault((cohort.venue, config.kind_of_source(cohort, basis)), [])
            for measure, older in (("change", earlier[-1]), ("rise", earlier[0])) if earlier else ():
                yield f"us-china.{measure}", name, basis, *older
            earlier.append((name, basis))


def _changes(config: Config, figures: list[Figure]) -> Iterator[Figure]:
    """Change of the US-China share between the cohorts that can be compared."""
    by_id = {f.id: f for f in figures}

    def share(name: str, basis: str) -> Figure:
        at = "" if basis == config.cohorts[name].headline_basis else f"@{basis}"
        return by_id[f"{name}.us-china.share{at}"]

    for measure, name, basis, old_name, old_basis in comparisons(config):
        now, old = share(name, basis), share(old_name, old_basis)
        if now.denominator and old.denominator:
            make = maker(config, name, parse(basis, config, config.cohorts[name]))
            yield change_figure(make, measure, now, old, config.cohorts[old_name].year)


def change_figure(make: _Maker, measure: str, now: Figure, old: Figure, since: int) -> Figure:
    """Difference of two shares with Newcombe's interval."""
    interval = difference((now.numerator, now.denominator), (old.numerator, old.denominator), make.config.interval_level)
    bounds = (now.bounds[0] - old.bounds[1], now.bounds[1] - old.bounds[0]) if now.bounds and old.bounds else None
    label = f"change of the US-China share since {since}"
    sources = tuple(dict.fromkeys((*now.sources, *old.sources)))
    return make(measure, label, "share", now.value - old.value, interval=interval, bounds=bounds, method="newcombe", sources=sources)


def _sample_check(book: Workbook) -> Iterator[Figure]:
    """Whether papers whose title block is read in full are like the others: their US-China share by profile, and how print and profile agree on them."""
    config = book.config
    for name, cohort in config.cohorts.items():
        if not {"paper", "profile"} <= set(cohort.bases):
            continue
        printed = book.classified(name, parse("paper+main", config, cohort))
        profile = book.classified(name, parse("profile+main", config, cohort))
        make = _Maker(name, "", parse("profile+main", config, cohort), config)
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
