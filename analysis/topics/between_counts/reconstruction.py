"""The search for the way to count that gives an original's number: never a finding about how it was made.

A rule of config.yaml (`reconstructions`) says which affiliations count (`reconstruction_affiliations`) and which papers
are joint by them (`reconstruction_papers`). Each is counted in the records it names for the years of the original, and
held against its counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import fsum

from analysis.counting.workbook import Workbook
from analysis.figures.factory import maker
from analysis.figures.figure import Figure, FigureSet
from analysis.settings.config import Config
from analysis.settings.definitions import Definition, parse
from analysis.topics.between_counts.namesakes import agreed, people, that_could_be_joint
from analysis.topics.between_counts.reconstruction_affiliations import counted
from analysis.topics.between_counts.reconstruction_papers import PAPERS, Authors

RECORDS = {"profile": "profiles", "declared": "program and print", "mixed": "program and profiles", "mail": "addresses"}


@dataclass(frozen=True, slots=True)
class Trial:
    """One way to count: a rule in a record, with a choice of track and China group.

    `track`: `original`, as the original's, or `main`.
    """

    rule: str
    record: str
    track: str
    china: str

    @property
    def key(self) -> str:
        return f"{self.rule}-by-{self.record}"


def trials(config: Config) -> list[Trial]:
    """All ways to count that are tried, in the order of config.yaml."""
    groups = [g for g in config.definitions["china"] if g in ("cn", "cn-hk-mo")]
    return [
        Trial(key, record, track, group)
        for key, rule in config.reconstructions.rules.items()
        for record in rule.records
        for track in ("original", "main")
        for group in groups
    ]


def counts_of(config: Config) -> dict[int, int]:
    """Year → joint papers that the original counted."""
    return {year: papers for year, (papers, _) in config.independent[config.reconstructions.original].counts.items()}


def cohort_of(config: Config, year: int) -> str | None:
    """The cohort that the original counted in a year."""
    return next((name for name, c in config.cohorts.items() if c.year == year and c.venue == config.main.venue), None)


def definition_of(config: Config, trial: Trial, year: int) -> tuple[str, Definition] | None:
    """Cohort and definition of a trial in a year; nothing where the cohort lacks the record."""
    name, basis = cohort_of(config, year), config.reconstructions.records[trial.record].get(year)
    if name is None or basis not in config.cohorts[name].bases:
        return None
    track = config.reconstructions.tracks[year] if trial.track == "original" else "main"
    return name, replace(parse(basis, config, config.cohorts[name]), track=track, china=trial.china)


def ids_of(config: Config, trial: Trial, measure: str = "papers") -> dict[int, str]:
    """Year → id of a trial's figure, for the years of the original in which there is one."""
    ids = {}
    for year in counts_of(config):
        if (found := definition_of(config, trial, year)) is not None:
            name, definition = found
            text = definition.text(config, config.cohorts[name])
            ids[year] = f"{name}.reconstruction.{trial.key}.{measure}{f'@{text}' if text else ''}"
    return ids


def figures(book: Workbook) -> Iterator[Figure]:
    """Count and share of every trial in every year of the original, and how many ways were tried and come near."""
    config = book.config
    made: dict[str, Figure] = {}
    known: dict[tuple[str, str, str], dict[str, Authors]] = {}
    for trial in trials(config):
        affiliations = config.reconstructions.rules[trial.rule].affiliations
        for year, figure_id in ids_of(config, trial).items():
            found = definition_of(config, trial, year)
            if found is not None and figure_id not in made:
                name, definition = found
                view = (name, definition.basis, affiliations)
                if view not in known:
                    known[view] = _authors(book, *view)
                made |= {f.id: f for f in _trial(book, name, definition, trial, known[view])}
    yield from made.values()
    original = config.reconstructions.original
    near = {(t.rule, t.record) for t in trials(config) if is_near(config, made, t)}
    for slug, label, value in (
        ("tried", "ways to count that were tried", len({t.rule for t in trials(config)})),
        ("near", "ways to count that come near the original in all years", len({rule for rule, _ in near})),
    ):
        figure_id = f"{original}.reconstruction.{slug}"
        yield Figure(
            id=figure_id, label=label, unit="ways", value=value, cohort=original, sources=("config.yaml",), words=label
        )


def is_near(config: Config, made: Mapping[str, Figure], trial: Trial) -> bool:
    """Whether a trial comes near the original's count in each of its years."""
    ids, near = ids_of(config, trial), config.reconstructions.near
    return all(
        year in ids and (value := made[ids[year]].value) is not None and abs(value - count) <= near * count
        for year, count in counts_of(config).items()
    )


def distance(config: Config, figures: FigureSet, trial: Trial) -> float | None:
    """How far a trial lies off in the year in which it lies farthest, as a share of the original's count.

    None where a year has no count.
    """
    ids, counts = ids_of(config, trial), counts_of(config)
    values = {year: figures.use(figure_id).value for year, figure_id in ids.items()}
    off = [abs(value - counts[year]) / counts[year] for year, value in values.items() if value is not None]
    return max(off) if len(off) == len(counts) else None


def shown_trials(config: Config, figures: FigureSet) -> list[Trial]:
    """The trials on the original's tracks with mainland China, the nearest first."""
    usual = next(iter(config.definitions["china"]))
    found = [
        (d, t)
        for t in trials(config)
        if t.track == "original" and t.china == usual and (d := distance(config, figures, t)) is not None
    ]
    return [t for _, t in sorted(found, key=lambda pair: (pair[0], pair[1].key))]


def _authors(book: Workbook, name: str, basis: str, affiliations: str) -> dict[str, Authors]:
    """Paper → countries of each author, by what counts; only papers that anything can make joint."""
    rows = book.attributed[name]
    rows = rows[rows["basis"] == basis]
    if basis == "paper":  # mail domains stand below zero
        rows = rows[(rows["author"] < 0) == (affiliations == "mail")]
    rows = rows.assign(codes=counted(rows, affiliations, book.config.reconstructions.best_known))
    widest = frozenset(c for choice in book.config.definitions["china"].values() for c in choice.countries)
    found = people(that_could_be_joint(rows, "codes", frozenset(book.config.groups["us"].countries), widest), "codes")
    return {paper: [agreed(authors[a]) for a in sorted(authors)] for paper, authors in found.items()}


def _trial(
    book: Workbook, name: str, definition: Definition, trial: Trial, authors: Mapping[str, Authors]
) -> Iterator[Figure]:
    rule = book.config.reconstructions.rules[trial.rule]
    us, china = definition.groups(book.config)
    papers = book.classified(name, definition)
    weights = [PAPERS[rule.papers](authors.get(p, ()), us, china) for p in sorted(papers.readable)]
    x = fsum(weights) if rule.papers == "fractional" else int(sum(weights))
    # the original has all its papers under the line, so a record of all papers is held against all of them
    n = len(papers.readable) if papers.is_sample else len(papers.at_hand)
    make = maker(book.config, name, definition)
    measure, label = f"reconstruction.{trial.key}", f"US-China papers by {rule.name}"
    count = make.count(f"{measure}.papers", label, x, n, papers.population, papers.is_sample)
    yield count if papers.is_sample else replace(count, value=round(x))
    yield make.share(f"{measure}.share", f"share of {label}", x, n, estimate=papers.is_sample)
