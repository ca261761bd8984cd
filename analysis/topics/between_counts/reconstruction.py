"""The search for the way to count that gives an original's number: a reconstruction, never a finding about how it was made.

A rule of config.yaml (`reconstructions`) says which affiliations count and which papers are joint by them (`analysis.topics.between_counts.reconstruction_rules`). Each is counted in the
records it names for the years of the original, and held against its counts.
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
from analysis.topics.between_counts.peers import agreed, people, that_could_be_joint
from analysis.topics.between_counts.reconstruction_rules import PAPERS, Authors, counted

RECORDS = {"profile": "profiles", "declared": "program and print", "mixed": "program and profiles", "mail": "addresses"}


@dataclass(frozen=True, slots=True)
class Trial:
    """One way to count: a rule in a record, with a choice of track (`original`: as the original's, or `main`) and China group."""

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


def id_of(config: Config, trial: Trial, year: int, measure: str = "papers") -> str | None:
    """Id of a trial's figure in a year."""
    found = definition_of(config, trial, year)
    if found is None:
        return None
    text = found[1].text(config, config.cohorts[found[0]])
    return f"{found[0]}.reconstruction.{trial.key}.{measure}" + (f"@{text}" if text else "")


def figures(book: Workbook) -> Iterator[Figure]:
    """Count and share of every trial in every year of the original, the number of ways tried, and of those near in all years."""
    config = book.config
    years = sorted(config.independent[config.reconstructions.original].counts)
    made: dict[str, Figure] = {}
    known: dict[tuple[str, str, str], dict[str, Authors]] = {}
    for trial in trials(config):
        rule = config.reconstructions.rules[trial.rule]
        for year in years:
            found = definition_of(config, trial, year)
            if found is None or id_of(config, trial, year) in made:
                continue
            name, definition = found
            view = (name, definition.basis, rule.affiliations)
            if view not in known:
                known[view] = _authors(book, *view)
            made |= {f.id: f for f in _trial(book, name, definition, trial, known[view])}
    yield from made.values()
    near = [t for t in trials(config) if is_near(config, made, t)]
    rules = {(t.rule, t.record) for t in near}
    for slug, label, value in (
        ("tried", "ways to count that were tried", len({t.rule for t in trials(config)})),
        ("near", "ways to count that come near the original in all years", len({rule for rule, _ in rules})),
    ):
        yield Figure(
            f"{config.reconstructions.original}.reconstruction.{slug}",
            label,
            "ways",
            value,
            None,
            None,
            None,
            None,
            "headline",
            config.reconstructions.original,
            ("config.yaml",),
        )


def is_near(config: Config, made: Mapping[str, Figure], trial: Trial) -> bool:
    """Whether a trial comes near the original's count in each of its years."""
    return all(
        (i := id_of(config, trial, year)) is not None
        and made[i].value is not None
        and abs(made[i].value - x) <= config.reconstructions.near * x
        for year, (x, _) in config.independent[config.reconstructions.original].counts.items()
    )


def distance(config: Config, figures: FigureSet, trial: Trial) -> float | None:
    """How far a trial lies off in the year in which it lies farthest, as a share of the original's count; nothing where a year has no count."""
    found = []
    for year, (count, _) in config.independent[config.reconstructions.original].counts.items():
        figure_id = id_of(config, trial, year)
        value = figures.use(figure_id).value if figure_id else None
        found.append(None if value is None else abs(value - count) / count)
    return None if None in found else max(found)


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
    config = book.config
    rule = config.reconstructions.rules[trial.rule]
    us, china = definition.groups(config)
    papers = book.classified(name, definition)
    judge = PAPERS[rule.papers]
    weights = [judge(authors.get(p, ()), us, china) for p in sorted(papers.readable)]
    x = fsum(weights) if rule.papers == "fractional" else int(sum(weights))
    # the original has its papers without exception under the line, so a record of all papers is held against all of them
    n = len(papers.readable) if papers.is_sample else len(papers.at_hand)
    make = maker(config, name, definition)
    measure, label = f"reconstruction.{trial.key}", f"US-China papers by {rule.name}"
    if papers.is_sample or rule.papers != "fractional":
        yield make.count(f"{measure}.papers", label, x, n, papers.population, papers.is_sample)
    else:
        yield replace(make.count(f"{measure}.papers", label, x, n, papers.population, False), value=round(x))
    yield make.share(f"{measure}.share", f"share of {label}", x, n, estimate=papers.is_sample)
