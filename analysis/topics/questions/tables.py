"""Tables of the readers' questions."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.counting.workbook import Workbook
from analysis.figures.figure import Figure, FigureSet
from analysis.looks.markdown import plain
from analysis.looks.numbers import as_text, percent, whole
from analysis.looks.tables import capital, even, number, table, text
from analysis.settings.config import Config
from analysis.topics.findings import Findings
from analysis.topics.questions.apart import FREQUENT
from analysis.topics.questions.leads import leads
from analysis.topics.questions.pairs import TOP, newest, pairs_of


def _rows(config: Config, figures: FigureSet, *measures: str) -> Iterator[tuple[str, *tuple[Figure, ...]]]:
    """Year and basis, and the figures of measures, for every cohort and basis that has them."""
    for name, cohort, basis in config.records_of_years:
        at = cohort.at(basis)
        if all(f"{name}.{measure}{at}" in figures for measure in measures):
            label = f"{config.label(cohort)} {config.definitions['basis'][basis].name}"
            yield label, *(figures.use(f"{name}.{m}{at}") for m in measures)


def _share(figure: Figure) -> str:
    return percent(figure.value)


def _share_of(figure: Figure) -> str:
    return f"{percent(figure.value)} of {whole(figure.denominator)}"


def _share_between(figure: Figure) -> str:
    """A share with its interval, or with its bounds where it has no chance in it."""
    low, high = figure.interval or figure.bounds or (None, None)
    return f"{percent(figure.value)} ({percent(low).rstrip('%')} to {percent(high)})"


def _either(config: Config) -> str:
    """What goes before the institutions of either group: ``US or Chinese``."""
    return " or ".join(config.groups[group].adjective for group in config.pair)


def institutions(config: Config, figures: FigureSet) -> str:
    """Institutions on no joint paper, by year and basis."""
    either = _either(config)
    names = {
        "": either,
        **{f"-{group}": config.groups[group].adjective for group in config.pair},
        "-frequent": f"{FREQUENT} or more",
        "-anywhere": "Any country",
    }
    numbers = zip(names.values(), even(84, len(names)), strict=True)
    columns = (text("Year, basis", 16), *(number(name, width, _share_of) for name, width in numbers))
    caption = (
        f"Institutions that take part in no {config.name_of(config.pair)} paper, of those with a paper in the year; "
        f"{FREQUENT} or more: {either} ones with that many papers"
    )
    rows = _rows(config, figures, *(f"apart.institutions{slug}" for slug in names))
    return table(columns, rows, caption, "tbl-institutions-apart")


def authorships(config: Config, figures: FigureSet) -> str:
    """Authorships on no joint paper, by year and basis."""
    names = {"": "All", **{f"-{group}": config.groups[group].adjective for group in config.pair}}
    columns = (text("Year, basis", 19), *(number(name, 27, _share_between) for name in names.values()))
    caption = (
        "Authorships on papers that are not joint, of those with a known country; "
        "in brackets what open authorships could change"
    )
    rows = _rows(config, figures, *(f"apart.authorships{slug}" for slug in names))
    return table(columns, rows, caption, "tbl-authorships-apart")


def pair_numbers(config: Config, figures: FigureSet) -> str:
    """How many pairs there are, and how often they meet."""
    columns = (
        text("Year, basis", 22),
        number("Pairs", 10, lambda pairs: as_text(pairs, pairs.value)),
        number("Meet once", 14, _share),
        number(f"Joint papers of the top {TOP}", 27, _share_of),
        number("One company in both", 27, _share_of),
    )
    caption = (
        f"Pairs of {config.one_of(config.pair)} institution that share a paper; "
        "the last two columns are shares of the joint papers"
    )
    rows = _rows(config, figures, "pairs.all", "pairs.once", "pairs.top", "pairs.own")
    return table(columns, rows, caption, "tbl-pair-numbers")


def pairs(config: Config, book: Workbook, name: str, basis: str) -> str:
    """The pairs that share most papers."""
    sides = (text(capital(config.groups[group].inside), 44, plain) for group in config.pair)
    columns = (*sides, number("Papers", 12, whole))
    found = list(pairs_of(book, name, basis).items())[:TOP]
    caption = f"The pairs of institutions that share most papers, {config.cohorts[name].year}, {basis}"
    return table(columns, [(a.name, b.name, len(ids)) for (a, b), ids in found], caption, f"tbl-pairs-{basis}")


def dual(config: Config, figures: FigureSet) -> str:
    """Joint papers by one person with two affiliations."""
    columns = (
        text("Year, basis", 20),
        number("An author holds both", 31, _share_between),
        number("Not joint without", 31, _share_between),
        number("Authorships with several countries", 18, _share),
    )
    caption = f"Joint papers with an author who holds {config.one_of(config.pair)} affiliation, with intervals"
    return table(columns, _rows(config, figures, "dual.any", "dual.only", "dual.authorships"), caption, "tbl-dual")


def tables(found: Findings) -> dict[str, str]:
    """Name → Markdown; pairs of the newest schedule and profiles."""
    config, figures, book = found.config, found.figures, found.book
    made = {
        "institutions-apart": institutions,
        "authorships-apart": authorships,
        "pair-numbers": pair_numbers,
        "dual": dual,
        "leads": leads,
    }
    return {name: make(config, figures) for name, make in made.items()} | {
        f"pairs-{basis}": pairs(config, book, name, basis) for name, basis in newest(config)
    }
