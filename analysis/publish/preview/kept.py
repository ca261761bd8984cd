"""What the preview holds in memory: all that was computed and generated, for as long as only words of pages change."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from analysis.core import paths
from analysis.core.files import remove, write_bytes
from analysis.core.progress import Progress
from analysis.editions import release_history
from analysis.publish import build, contents
from analysis.publish.render import Engine, fallback, quarto
from analysis.publish.render.book import read_book
from analysis.publish.render.log import Log
from analysis.publish.site.complete import complete, complete_pages


@dataclass(frozen=True)
class InMemory:
    """What does not depend on the words of pages."""

    computed: contents.Computed
    pages: contents.Contents
    beside: contents.Files


class Kept:
    """What is in memory, and what pages show of one another."""

    def __init__(self, engine: Engine, progress: Progress) -> None:
        self.engine, self.progress = engine, progress
        self.kept: InMemory | None = None
        self.shared: str | None = None

    def make(self, folder: Path, changed: Collection[str] | None) -> list[str]:
        """Make in a folder what depends on the files that changed, or everything; gives the pages that were made.

        With Quarto these are sources, from which it renders the pages.

        Raises
        ------
        FactCheckError
            Something is wrong with the sources; the folder is as it was.
        """
        kept = self.kept = self.kept or self._computed()
        self.progress("rendering")
        texts = build.with_variables(kept.pages)
        more = kept.beside
        with build.staged({**texts, **more.pictures, **more.data, **more.sheets}) as stage:
            if self.engine.name == "quarto":
                quarto.adapt(stage)
                return updated(stage, folder, (".qmd", ".yml"))
            return self._pages(stage, folder, changed, kept)

    def _computed(self) -> InMemory:
        computed = contents.compute(self.progress)
        self.progress(f"{len(computed.figures):,} figures; drawing charts and tables")
        releases = release_history.past()
        made = contents.generate(computed, self.engine, releases)
        return InMemory(computed, made, contents.files(computed, releases))

    def _pages(self, stage: Path, folder: Path, changed: Collection[str] | None, kept: InMemory) -> list[str]:
        """Pages by the fallback: those of the chapters that changed, or all where other files or shared words did."""
        log, about, rows = Log(paths.CACHE / "preview.log"), kept.pages.about, kept.beside.chart_data
        figures = kept.computed.figures
        chapters = {chapter.file for chapter in read_book(stage).chapters}
        if self.shared is not None and changed and chapters.issuperset(changed):
            site, shared = fallback.render_pages(stage, log, list(changed), self.shared)
            complete_pages(site, about, figures, rows, in_release=False)
        else:
            site, shared = fallback.render_pages(stage, log)
            complete(site, about, figures, rows, in_release=False)
        if self.shared is None:
            build.add_releases(site, kept.computed.settings, release_history.past())
            for file in _files(folder) - _files(site):
                remove(folder / file)
        pages = updated(site, folder, (".html",))
        self.shared = shared
        return pages


def updated(fresh: Path, folder: Path, kinds: tuple[str, ...]) -> list[str]:
    """Bring every file of one folder that is new or changed into another, each whole; gives those of some kinds.

    Raises
    ------
    FactCheckError
        One cannot be written.
    """
    moved = [name for name in sorted(_files(fresh)) if write_bytes(folder / name, (fresh / name).read_bytes())]
    return [name for name in moved if name.endswith(kinds)]


def _files(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
