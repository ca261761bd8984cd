"""All that a site shows but the words of its pages: computed once, whatever the pages say.

A preview keeps it in memory while somebody writes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from typing import Any

from analysis.claims import judge
from analysis.claims.papers import papers_behind
from analysis.core import garbage_collector, git
from analysis.core.progress import Progress, silent
from analysis.counting.workbook import Workbook
from analysis.editions import change_tables, corrections, data_files, edition, release_history
from analysis.editions.edition import Edition
from analysis.editions.release_history import Release
from analysis.figures.figure import FigureSet
from analysis.looks import drawing, theme
from analysis.publish import spreadsheet, up_to_date, variables
from analysis.publish.render import Engine
from analysis.settings import config
from analysis.topics import catalogue, chart_data, kept
from analysis.topics.findings import Findings

ABOUT = "release release-words data-date commit engine libraries article-title level near years".split()


@dataclass(frozen=True)
class Computed:
    """What was computed from one state of config and data; `lists`: claim → the papers behind it, as CSV."""

    settings: config.Config
    book: Workbook
    figures: FigureSet
    verdicts: list[judge.Verdict]
    lists: Mapping[str, str]

    @cached_property
    def edition(self) -> Edition:
        return edition.computed(self.figures, self.verdicts, self.settings, self.lists)


@dataclass(frozen=True)
class Contents:
    """What is generated for the pages of one edition.

    Attributes
    ----------
    about : mapping
        `ABOUT` → what the pages say of this very build.
    parts : mapping
        ``report/_generated/…`` → Markdown that pages include.
    tree : dict
        All variables that a page may ask for.
    """

    about: Mapping[str, str]
    parts: Mapping[str, str]
    tree: dict[str, Any]


@dataclass(frozen=True)
class Files:
    """What stands beside the pages: ``report/_generated/charts/…`` → SVG; data and spreadsheets by file of the site."""

    pictures: Mapping[str, str]
    data: Mapping[str, str]
    chart_data: Mapping[str, str]
    sheets: Mapping[str, bytes]


def compute(progress: Progress = silent, anew: bool = False) -> Computed:
    """Every figure, verdict and list of papers of the working tree; with `anew`, though the figures are kept."""
    with garbage_collector.paused():
        book = Workbook(config.load(), progress)
        if anew:
            progress("computing the figures")
        figures = catalogue.compute(book) if anew else kept.figures(lambda: book, progress)
        verdicts = judge.verdicts(book.config, figures)
        lists = {v.claim: papers_behind(book, v.decisive) for v in verdicts}
        return Computed(book.config, book, figures, verdicts, lists)


def generate(found: Computed, engine: Engine, releases: Sequence[Release]) -> Contents:
    """Everything for the pages that is made of what was computed.

    Parameters
    ----------
    releases : sequence of Release
        All that there are, and behind them the one in the making, if one is.
    """
    said = about(found.settings, found.book.data_date, engine, release_history.name_of(found.edition, releases))
    return Contents(
        said,
        {f"report/_generated/{file}": text for file, text in report_parts(found, releases).items()},
        variables.variables(found.settings, found.figures, found.verdicts, said),
    )


def files(found: Computed, releases: Sequence[Release]) -> Files:
    """Everything beside the pages; other processes draw charts and write spreadsheets. `releases` as for `generate`."""
    settings, figures, verdicts = found.settings, found.figures, found.verdicts
    name = release_history.name_of(found.edition, releases)
    with ThreadPoolExecutor(2) as others:
        data = data_files.files(settings, found.book, figures, verdicts, found.lists, name)
        sheets = others.submit(spreadsheet.workbooks, data, {f.id: f.unit for f in figures})
        drawn = catalogue.charts(Findings(settings, figures, verdicts, found.book))
        wanted = {f"report/_generated/charts/{file}": theme.specification(chart) for file, chart in drawn.items()}
        pictures = others.submit(drawing.to_svgs, wanted)
        rows = chart_data.files(drawn, name)
        return Files(pictures.result(), data, rows, sheets.result())


def report_parts(found: Computed, releases: Sequence[Release]) -> dict[str, str]:
    """Every generated part of the report by file name; `releases` as for `generate`."""
    now, name = found.edition, release_history.name_of(found.edition, releases)
    marks = change_tables.marks(now, release_history.before(name, releases))
    parts = catalogue.tables(Findings(found.settings, found.figures, found.verdicts, found.book, marks))
    parts |= change_tables.pages(now, name, releases, found.settings.tolerances)
    return {**parts, "corrections.md": corrections.table(corrections.read())}


def about(settings: config.Config, data_date: str, engine: Engine, name: str) -> dict[str, str]:
    """Variables that describe this very build, `name` being its release."""
    years = [cohort.year for cohort in settings.cohorts.values()]
    return {
        "release": name,
        "release-words": release_history.words_of(name),
        "data-date": data_date,
        "commit": git.state(),
        "engine": str(engine),
        "libraries": ", ".join(f"{name} {version(name)}" for name in up_to_date.LIBRARIES),
        "article-title": settings.article.title,
        "level": settings.level,
        "near": settings.verdicts.near,
        "years": f"{min(years)} to {max(years)}",
    }
