"""Figures → site: the last steps of the path, and the only place that writes the report.

Everything is made in a staging folder inside the project; the finished site takes the place of the old one in one step,
so that an interrupted build leaves the last good site as it was. A build that would change nothing does nothing
(`analysis.publish.up_to_date`).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from analysis.core import garbage_collector, paths
from analysis.core.errors import unwritable
from analysis.core.files import new_folder, one_writer, swap, write_text
from analysis.core.progress import Progress, silent
from analysis.editions import feed, release_history
from analysis.editions.release_history import Release
from analysis.publish import contents, render, up_to_date, variables
from analysis.publish.render.shortcodes import VARIABLES
from analysis.publish.site import past_versions
from analysis.publish.site.complete import complete
from analysis.settings import config, publication

SOURCES = ("_quarto.yml", "index.qmd")


@one_writer("build")
def build(engine: str = "auto", progress: Progress = silent) -> tuple[Path, bool]:
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
    computed = contents.compute(progress)
    with rendered(computed, chosen, progress) as (site, _):
        add_releases(site, computed.settings, release_history.past())
        (site / ".nojekyll").touch()
        up_to_date.mark(site, made_from)
        if not os.access(paths.SITE.parent, os.W_OK):
            raise PermissionError(13, "Permission denied", str(paths.SITE.parent))
        swap(site, paths.SITE)
    return paths.SITE, True


def add_releases(site: Path, settings: config.Config, releases: Sequence[Release]) -> None:
    """Put every release into a site, and the feed that tells of them."""
    past_versions.add(site, releases)
    if releases:
        report, address = settings.report, publication.site_address(settings)
        told = feed.atom(release_history.notes(releases), address, report.title, report.publisher.name)
        (site / feed.FILE).write_text(told, encoding="utf-8")


def sources() -> list[Path]:
    """The pages of the report as they are written, the front page first."""
    pages = sorted(page for page in paths.REPORT.rglob("*.qmd") if "_generated" not in page.parts)
    return [paths.ROOT / "index.qmd", *pages]


@contextmanager
def rendered(
    computed: contents.Computed, engine: render.Engine, progress: Progress = silent, release: Release | None = None
) -> Iterator[tuple[Path, Mapping[str, str]]]:
    """Render one edition of the site, of what was computed, in a staging folder.

    Yields its folder, which is removed afterwards unless it was moved; and the data files, file name → text. With
    `release`, one in the making, the pages carry its name, tell what it changes, and link to all versions from where a
    release is published.
    """
    progress(f"{len(computed.figures):,} figures, {len(computed.verdicts)} verdicts; drawing charts and tables")
    releases = [*release_history.past(), *([release] if release else [])]
    with garbage_collector.paused(), ThreadPoolExecutor(1) as beside:
        found = contents.generate(computed, engine, releases)
        texts = with_variables(found)
        more = beside.submit(contents.files, computed, releases)
        with staged(texts) as stage:

            def awaited() -> None:
                made = more.result()
                _write_into(stage, {**made.pictures, **made.data, **made.sheets})
                _write_generated({**found.parts, **made.pictures})

            write_text(paths.ROOT / VARIABLES, texts[VARIABLES])
            progress(f"rendering with {engine.name}")
            site = render.render(stage, engine, progress, paths.CACHE / "render.log", awaited)
            made = more.result()
            complete(site, found.about, computed.figures, made.chart_data, in_release=release is not None)
            yield site, made.data


def with_variables(found: contents.Contents) -> dict[str, str]:
    """The generated parts, and the variables that they and the pages, as they are written now, ask for."""
    texts = [page.read_text(encoding="utf-8") for page in sources()]
    asked = variables.asked_for(found.tree, [*texts, *found.parts.values()])
    return {**found.parts, VARIABLES: variables.to_yaml(asked)}


def _write_generated(made: Mapping[str, str]) -> None:
    """Leave the generated parts in the tree too, so that `quarto preview` works after a build."""
    try:
        with new_folder(paths.GENERATED) as fresh:
            _write_into(fresh, {str(Path(name).relative_to("report/_generated")): text for name, text in made.items()})
            swap(fresh, paths.GENERATED)
    except OSError as error:
        raise unwritable(error, error.filename or paths.GENERATED) from error


@contextmanager
def staged(made: Mapping[str, str | bytes]) -> Iterator[Path]:
    """A folder with all sources of the report and what was made for it.

    What cannot be written, here or while it is used, is the user's error.
    """
    try:
        with new_folder(paths.CACHE / "stage") as stage:
            for name in SOURCES:
                shutil.copy2(paths.ROOT / name, stage / name)
            shutil.copytree(paths.REPORT, stage / "report", ignore=shutil.ignore_patterns("_generated", ".*.part"))
            _write_into(stage, made)
            yield stage
    except OSError as error:
        raise unwritable(error, error.filename or paths.SITE) from error


def _write_into(folder: Path, made: Mapping[str, str | bytes]) -> None:
    for name, content in made.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
