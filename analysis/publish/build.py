"""Figures → site: the last steps of the path, and the only place that writes the report.

Everything is made in a staging folder inside the project; the finished site takes the place of the old one in one step,
so that an interrupted build leaves the last good site as it was. A build that would change nothing does nothing
(`analysis.publish.up_to_date`).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from analysis.claims import judge
from analysis.core import git, paths
from analysis.core.errors import unwritable
from analysis.core.files import new_folder, one_writer, swap, write_text
from analysis.core.progress import counted
from analysis.counting import workbook
from analysis.editions import (
    change_tables,
    corrections,
    data_files,
    edition,
    feed,
    release_history,
)
from analysis.figures.figure import FigureSet
from analysis.looks import theme
from analysis.publish import render, spreadsheet, up_to_date, variables
from analysis.publish.site import past_versions
from analysis.publish.site.complete import complete
from analysis.settings import config, publication
from analysis.topics import catalogue, chart_data
from analysis.topics.findings import Findings

SOURCES = ("_quarto.yml", "index.qmd")
ABOUT = (
    "release",
    "release-words",
    "data-date",
    "commit",
    "engine",
    "libraries",
    "article-title",
    "level",
    "near",
    "years",
)


@one_writer("build")
def build(engine: str = "auto", progress: Callable[[str], None] = lambda _: None) -> tuple[Path, bool]:
    """Build the whole site with every release in it; gives its folder, and whether anything had to be done.

    Raises
    ------
    FactCheckError
        Bad config or data, an engine that fails, or a damaged release; the last good site stays.
    """
    chosen = render.choose(engine)
    made_from = up_to_date.inputs(chosen)
    if up_to_date.holds(paths.SITE, made_from):
        return paths.SITE, False
    with rendered(chosen, progress) as (site, _, _):
        releases = release_history.past()
        past_versions.add(site, releases)
        if releases:
            settings = config.load()
            report, address = settings.report, publication.site_address(settings)
            told = feed.atom(release_history.notes(releases), address, report.title, report.publisher.name)
            (site / feed.FILE).write_text(told, encoding="utf-8")
        (site / ".nojekyll").touch()
        up_to_date.mark(site, made_from)
        if not os.access(paths.SITE.parent, os.W_OK):
            raise PermissionError(13, "Permission denied", str(paths.SITE.parent))
        swap(site, paths.SITE)
    return paths.SITE, True


def sources() -> list[Path]:
    """The pages of the report as they are written, the front page first."""
    pages = sorted(page for page in paths.REPORT.rglob("*.qmd") if "_generated" not in page.parts)
    return [paths.ROOT / "index.qmd", *pages]


@contextmanager
def rendered(
    engine: render.Engine,
    progress: Callable[[str], None] = lambda _: None,
    release: release_history.Release | None = None,
) -> Iterator[tuple[Path, dict[str, str], edition.Edition]]:
    """Compute everything and render one edition of the site in a staging folder.

    Yields its folder, which is removed afterwards unless it was moved; what was made, file name → text; and the
    edition. With `release`, one in the making, the pages carry its name, tell what it changes, and link to all versions
    from where a release is published.
    """
    settings = config.load()
    book = workbook.Workbook(settings, progress)
    progress("computing the figures")
    computed = catalogue.compute(book)
    verdicts = judge.verdicts(settings, computed)
    progress(f"{len(computed):,} figures, {len(verdicts)} verdicts; drawing charts and tables")
    lists = {v.claim: edition.papers_behind(book, v) for v in verdicts}
    now, name, parts = report_parts(settings, book, computed, verdicts, lists, release)
    drawn = catalogue.charts(Findings(settings, computed, verdicts, book))
    made = {f"report/_generated/{file}": text for file, text in parts.items()}
    made |= {
        f"report/_generated/charts/{file}": theme.to_svg(chart) for file, chart in counted(drawn.items(), progress)
    }
    said = about(settings, engine, name)
    tree = variables.variables(settings, computed, verdicts, said)
    texts = [page.read_text(encoding="utf-8") for page in sources()]
    made["_variables.yml"] = variables.to_yaml(variables.asked_for(tree, [*texts, *made.values()]))
    made |= data_files.files(settings, book, computed, verdicts, lists, name)
    _write_generated({name: text for name, text in made.items() if name.startswith("report/_generated/")})
    write_text(paths.ROOT / "_variables.yml", made["_variables.yml"])
    data = chart_data.files(drawn, name)
    books = spreadsheet.workbooks(made, {f.id: f.unit for f in computed})
    with _staged(made | books) as stage:
        progress(f"rendering with {engine.name}")
        site = render.render(stage, engine, progress, paths.CACHE / "render.log")
        complete(site, said, computed, data, in_release=release is not None)
        yield site, made, now


def report_parts(
    settings: config.Config,
    book: workbook.Workbook,
    computed: FigureSet,
    verdicts: list[judge.Verdict],
    lists: dict[str, str] | None = None,
    release: release_history.Release | None = None,
) -> tuple[edition.Edition, str, dict[str, str]]:
    """The edition of what was computed, its name, and every generated part of the report by file name.

    The name is that beside the releases, among them `release`, one in the making.
    """
    releases = [*release_history.past(), *([release] if release else [])]
    now = edition.computed(computed, verdicts, settings, lists or {})
    name = release_history.name_of(now, releases)
    marks = change_tables.marks(now, release_history.before(name, releases))
    parts = catalogue.tables(Findings(settings, computed, verdicts, book, marks))
    parts |= change_tables.pages(now, name, releases, settings.tolerances)
    return now, name, {**parts, "corrections.md": corrections.table(corrections.read())}


def about(settings: config.Config, engine: render.Engine, name: str) -> dict[str, str]:
    """Variables that describe this very build, `name` being its release."""
    report = settings.report
    years = [cohort.year for cohort in settings.cohorts.values()]
    return {
        "release": name,
        "release-words": release_history.words_of(name),
        "data-date": report.data_date,
        "commit": git.state(),
        "engine": str(engine),
        "libraries": ", ".join(f"{name} {version(name)}" for name in up_to_date.LIBRARIES),
        "article-title": settings.article.title,
        "level": f"{100 * settings.interval_level:g}%",
        "near": settings.verdicts.near,
        "years": f"{min(years)} to {max(years)}",
    }


def _write_generated(made: dict[str, str]) -> None:
    """Leave the generated parts in the tree too, so that `quarto preview` works after a build."""
    try:
        with new_folder(paths.GENERATED) as fresh:
            for name, text in made.items():
                target = fresh / Path(name).relative_to("report/_generated")
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, encoding="utf-8", newline="\n")
            swap(fresh, paths.GENERATED)
    except OSError as error:
        raise unwritable(error, error.filename or paths.GENERATED) from error


@contextmanager
def _staged(made: dict[str, str | bytes]) -> Iterator[Path]:
    """A folder with all sources of the report and what was made for it.

    What cannot be written, here or while it is used, is the user's error.
    """
    try:
        with new_folder(paths.CACHE / "stage") as stage:
            for name in SOURCES:
                shutil.copy2(paths.ROOT / name, stage / name)
            shutil.copytree(paths.REPORT, stage / "report", ignore=shutil.ignore_patterns("_generated", ".*.part"))
            for name, content in made.items():
                (stage / name).parent.mkdir(parents=True, exist_ok=True)
                (stage / name).write_bytes(content.encode() if isinstance(content, str) else content)
            yield stage
    except OSError as error:
        raise unwritable(error, error.filename or paths.SITE) from error
