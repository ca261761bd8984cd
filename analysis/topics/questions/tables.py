"""Tables of the readers' questions."""

from __future__ import annotations

from analysis.counting.workbook import Workbook
from analysis.figures.figure import FigureSet
from analysis.looks.markdown import markdown, plain
from analysis.looks.numbers import as_text, percent, whole
from analysis.settings.config import Config
from analysis.topics.findings import Findings
from analysis.topics.questions.answers import FREQUENT, TOP, newest, pairs_of


def _rows(config: Config, figures: FigureSet, measures: list[str]) -> list[list]:
    """Year and basis, and the figures of measures, for every cohort and basis that has the first of them."""
    rows = []
    for name, cohort, basis in config.records:
        at = cohort.at(basis)
        if f"{name}.{measures[0]}{at}" in figures:
            label = f"{config.label(cohort)} {config.definitions['basis'][basis].name}"
            rows.append([label, *(figures.use(f"{name}.{m}{at}") for m in measures)])
    return rows


def _share(figure) -> str:
    return f"{percent(figure.value)} of {whole(figure.denominator)}"


def _span(pair: tuple[float, float]) -> str:
    return f"{percent(pair[0])[:-1]} to {percent(pair[1])}"


def institutions(config: Config, figures: FigureSet) -> str:
    """Institutions on no joint paper, by year and basis."""
    found = _rows(config, figures, [f"apart.institutions{s}" for s in ("", "-us", "-china", "-frequent", "-anywhere")])
    rows = [(label, *map(_share, cells)) for label, *cells in found]
    header = ("Year, basis", "US or Chinese", "US", "Chinese", f"{FREQUENT} or more", "Any country")
    caption = f"Institutions that take part in no US-China paper, of those with a paper in the year; {FREQUENT} or more: US or Chinese ones with that many papers"
    return markdown(header, rows, "lrrrrr", caption, "tbl-institutions-apart", "[16,17,17,17,17,16]")


def authorships(config: Config, figures: FigureSet) -> str:
    """Authorships on no joint paper, by year and basis."""
    found = _rows(config, figures, [f"apart.authorships{s}" for s in ("", "-us", "-china")])
    rows = [(label, *(f"{percent(f.value)} ({_span(f.bounds)})" for f in cells)) for label, *cells in found]
    caption = "Authorships on papers that are not joint, of those with a known country; in brackets what open authorships could change"
    return markdown(
        ("Year, basis", "All", "US", "Chinese"), rows, "lrrr", caption, "tbl-authorships-apart", "[19,27,27,27]"
    )


def pair_numbers(config: Config, figures: FigureSet) -> str:
    """How many pairs there are, and how often they meet."""
    found = _rows(config, figures, ["pairs.all", "pairs.once", "pairs.top", "pairs.own"])
    rows = [
        (label, as_text(n, n.value), percent(once.value), _share(top), _share(own))
        for label, n, once, top, own in found
    ]
    header = ("Year, basis", "Pairs", "Meet once", f"Joint papers of the top {TOP}", "One company in both")
    caption = "Pairs of a US and a Chinese institution that share a paper; the last two columns are shares of the joint papers"
    return markdown(header, rows, "lrrrr", caption, "tbl-pair-numbers", "[22,10,14,27,27]")


def pairs(config: Config, book: Workbook, name: str, basis: str) -> str:
    """The pairs that share most papers."""
    found = list(pairs_of(book, name, basis).items())[:TOP]
    rows = [(plain(a.name), plain(b.name), whole(len(ids))) for (a, b), ids in found]
    caption = f"The pairs of institutions that share most papers, {config.cohorts[name].year}, {basis}"
    return markdown(
        ("In the United States", "In China", "Papers"), rows, "llr", caption, f"tbl-pairs-{basis}", "[44,44,12]"
    )


def dual(config: Config, figures: FigureSet) -> str:
    """Joint papers by one person with two affiliations."""
    found = _rows(config, figures, ["dual.any", "dual.only", "dual.authorships"])
    rows = [
        (label, *(f"{percent(f.value)} ({_span(f.interval)})" for f in (some, only)), percent(held.value))
        for label, some, only, held in found
    ]
    header = ("Year, basis", "An author holds both", "Not joint without", "Authorships with several countries")
    return markdown(
        header,
        rows,
        "lrrr",
        "Joint papers with an author who holds a US and a Chinese affiliation, with intervals",
        "tbl-dual",
        "[20,31,31,18]",
    )


def tables(found: Findings) -> dict[str, str]:
    """Name → Markdown; pairs of the newest schedule and profiles."""
    config, figures, book = found.config, found.figures, found.book
    made = {
        "institutions-apart": institutions,
        "authorships-apart": authorships,
        "pair-numbers": pair_numbers,
        "dual": dual,
    }
    return {name: make(config, figures) for name, make in made.items()} | {
        f"pairs-{basis}": pairs(config, book, name, basis) for name, basis in newest(config)
    }
