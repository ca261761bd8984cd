"""Rendering without Quarto: one call of pandoc for all pages, one for the PDF's source beside it, and Typst.

Shortcodes are resolved here (:mod:`.shortcodes`); numbering, cross references, figures, tables and callouts by
``book.lua`` inside pandoc; layout by ``page.html`` with the book's stylesheet, and by the Typst theme that Quarto uses
too. The same sources give the same bytes: nothing is read but the folder, system fonts are ignored, and the PDF carries
no date.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from analysis.core.errors import FactCheckError
from analysis.core.progress import Progress
from analysis.publish.render.book import CONFIG, Book, chapter_at, read_book, read_yaml
from analysis.publish.render.log import Log
from analysis.publish.render.shortcodes import VARIABLES, Expander, Line

HERE = Path(__file__).parent
TYPST_SOURCE = "render.typ"
PANDOC_SECONDS = 300
FORMATS = ("html", "typst")


def _pandoc() -> str:
    try:
        import pypandoc

        return str(Path(pypandoc.get_pandoc_path()).resolve())
    except (ImportError, OSError) as error:
        raise FactCheckError(
            "pandoc is not installed", where="pypandoc_binary", mend="run `make report`, which sets up the environment"
        ) from error


def _typst() -> Any:
    try:
        import typst
    except ImportError as error:
        raise FactCheckError(
            "Typst is not installed", where="typst", mend="run `make report`, which sets up the environment"
        ) from error
    return typst


def version() -> str:
    """Return the versions of both tools, such as ``pandoc 3.9, typst 0.15.2``."""
    _typst()
    said = subprocess.run(
        [_pandoc(), "--version"], capture_output=True, text=True, encoding="utf-8", timeout=60, check=True
    ).stdout
    return f"pandoc {said.split()[1]}, typst {metadata.version('typst')}"


def render(folder: Path, progress: Progress, log: Log, awaited: Callable[[], None]) -> Path:
    """Render the folder; see :func:`analysis.publish.render.render`."""
    sources = _Sources.read(folder)
    progress(f"{len(sources.lines)} chapters read")
    with ThreadPoolExecutor(len(FORMATS)) as threads:
        running = [threads.submit(_run_pandoc, folder, {**sources.job, "format": name}, log) for name in FORMATS]
        awaited()
        pages, document = (run.result() for run in running)
    sources.refuse(pages, document)
    site = folder / "_site"
    shutil.rmtree(site, ignore_errors=True)
    site.mkdir()
    _copy_files(folder, site, sources.book, [*pages["files"], *document["files"]], sources.lines)
    _write_pages(site, pages)
    progress(f"{len(pages['written'])} pages written")
    _compile(folder, site / f"{sources.book.output_file}.pdf", sources.book, document["written"], log)
    progress(f"{sources.book.output_file}.pdf written")
    return site


def render_pages(folder: Path, log: Log, changed: Sequence[str] | None = None, shared: str = "") -> tuple[Path, str]:
    """The pages alone, without the PDF, as a preview shows them.

    Parameters
    ----------
    changed : sequence of str, optional
        The chapters that changed since the call that gave `shared`; only their pages are written, if nothing changed
        that other pages show of them.

    Returns
    -------
    Path
        ``folder/_site``, with the pages that were written and the files that they need.
    str
        What the pages show of one another, for the next call.
    """
    sources = _Sources.read(folder)
    more = {"format": "html"} | ({} if changed is None else {"changed": list(changed), "shared": shared})
    pages = _run_pandoc(folder, {**sources.job, **more}, log)
    sources.refuse(pages)
    site = folder / "_site"
    site.mkdir()
    _copy_files(folder, site, sources.book, pages["files"], sources.lines)
    _write_pages(site, pages)
    return site, str(pages["shared"])


@dataclass(frozen=True)
class _Sources:
    """The book, its chapters with includes and variables resolved, and what book.lua reads of both."""

    book: Book
    lines: Mapping[str, list[Line]]
    job: Mapping[str, Any]

    @classmethod
    def read(cls, folder: Path) -> _Sources:
        book = read_book(folder)
        variables = read_yaml(folder / VARIABLES, plain=True) if (folder / VARIABLES).exists() else {}
        expander = Expander(folder, variables)
        lines = {chapter.file: expander.expand(chapter.file) for chapter in book.chapters}
        return cls(book, lines, _job(folder, book, lines))

    def refuse(self, *results: Mapping[str, Any]) -> None:
        """Raise the first problem that pandoc was told to find."""
        for problem in (problem for result in results for problem in result["problems"]):
            place = _place(self.lines[problem["file"]], problem["file"], problem.get("token"))
            raise FactCheckError(problem["what"], where=place, mend=problem["mend"])


def _write_pages(site: Path, pages: Mapping[str, Any]) -> None:
    for page in pages["written"]:
        target = site / page["href"]
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page["html"], encoding="utf-8", newline="\n")


def _job(folder: Path, book: Book, lines: dict[str, list[Line]]) -> dict[str, Any]:
    """Return what book.lua reads."""

    def read(names: tuple[str, ...]) -> str:
        return "\n".join((folder / name).read_text(encoding="utf-8") for name in names)

    templates = [folder / name for name in book.typst_partials] or [HERE]
    job = {
        "title": book.title,
        "subtitle": book.subtitle,
        "author": book.author,
        "description": book.description,
        "lang": book.lang,
        "toc": book.toc,
        "toc_depth": book.toc_depth,
        "pdf_toc_depth": book.pdf_toc_depth,
        "number_sections": book.number_sections,
        "css": read(book.css).strip(),
        "filters": list(book.filters),
        "downloads": [{"text": text, "href": href} for text, href in book.downloads],
        "html_template": (HERE / "page.html").read_text(encoding="utf-8"),
        "typst_template": (HERE / "book.typ").read_text(encoding="utf-8"),
        # Partials of a template are looked for beside it, hence this path although the text comes from here.
        "typst_template_path": str(templates[0].parent / "book.typ"),
        "typst_header": read(book.typst_headers),
        "chapters": [
            {
                "file": chapter.file,
                "href": chapter.href,
                "text": "\n".join(line.text for line in lines[chapter.file]) + "\n",
            }
            | ({} if chapter.part is None else {"part": chapter.part})
            for chapter in book.chapters
        ],
    }
    return {key: value for key, value in job.items() if value is not None}


def _run_pandoc(folder: Path, job: Mapping[str, Any], log: Log) -> dict[str, Any]:
    # Pandoc decodes its arguments by the locale; the texts themselves are UTF-8 in any.
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    command = [_pandoc(), "lua", str(HERE / "book.lua")]
    try:
        done = subprocess.run(
            command,
            input=json.dumps(job).encode(),
            cwd=folder,
            capture_output=True,
            timeout=PANDOC_SECONDS,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise FactCheckError(
            f"pandoc did not finish within {PANDOC_SECONDS} seconds",
            where=folder,
            mend="run it again with less else at work",
        ) from error
    said = done.stderr.decode("utf-8", "replace").strip()
    log.add(f"pandoc: {said or 'nothing to report'}")
    if done.returncode != 0:
        named = re.search(r"[\w./-]+\.qmd", said)
        raise FactCheckError(
            f"pandoc stopped: {said.splitlines()[0] if said else 'it gave no reason'}",
            where=named.group(0) if named else CONFIG,
            mend=log.mend,
        )
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def _place(lines: list[Line], file: str, token: str | None) -> str:
    """Return ``file:line`` of the first line that holds the token, or else the file."""
    if token:
        whole = re.compile(re.escape(token) + (r"(?![\w-])" if token[-1].isalnum() else ""))
        for line in lines:
            if whole.search(line.text):
                return line.place
    return file


def _copy_files(
    folder: Path, site: Path, book: Book, files: list[dict[str, str]], lines: Mapping[str, list[Line]]
) -> None:
    made = {f"{book.output_file}.pdf"}
    wanted: set[str] = set()
    for item in files:
        if item["path"] in made:
            continue
        if not (folder / item["path"]).is_file():
            kind = "image" if item["kind"] == "image" else "linked file"
            place = _place(lines[item["file"]], item["file"], item["token"])
            raise FactCheckError(
                f"the {kind} {item['path']} does not exist", where=place, mend="correct the path or make the file"
            )
        wanted.add(item["path"])
    for pattern in book.resources:
        found = [path for path in sorted(folder.glob(pattern)) if path.is_file()]
        if not found:
            raise FactCheckError(
                f"the resource {pattern} does not exist",
                where=CONFIG,
                mend="make the file or take it off the resources",
            )
        wanted.update(path.relative_to(folder).as_posix() for path in found)
    for _, href in book.downloads:
        if href not in made and href not in wanted and "://" not in href:
            raise FactCheckError(
                f"the download {href} is no resource of the book", where=CONFIG, mend="list it under project, resources"
            )
    for name in sorted(wanted):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / name, site / name)


def _compile(folder: Path, target: Path, book: Book, source: str, log: Log) -> None:
    typst = _typst()
    path = folder / TYPST_SOURCE
    path.write_text(source, encoding="utf-8", newline="\n")
    try:
        compiler = typst.Compiler(
            input=str(path),
            root=str(folder),
            font_paths=[str(folder / name) for name in book.font_paths],
            ignore_system_fonts=True,
        )
        pdf, warnings = compiler.compile_with_warnings(format="pdf")
    except typst.TypstError as error:
        diagnostic = str(getattr(error, "diagnostic", "") or error)
        log.add(f"typst: {diagnostic}")
        where = chapter_at(source, TYPST_SOURCE, diagnostic)
        raise FactCheckError(f"Typst stopped: {str(error).splitlines()[0]}", where=where, mend=log.mend) from error
    for warning in warnings:
        log.add(f"typst warning: {getattr(warning, 'diagnostic', None) or warning}")
    target.write_bytes(pdf)
