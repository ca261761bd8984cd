"""Rendering by Quarto, where there is one.

Quarto exits with 0 although a variable or a cross reference is unknown; those warnings are errors here, so that both
engines accept and refuse the same sources.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from analysis.core.errors import FactCheckError
from analysis.core.progress import finish_line
from analysis.publish.render.book import CONFIG, chapter_at, read_book
from analysis.publish.render.log import Log

logger = logging.getLogger(__name__)
PROBE_SECONDS = 20
RENDER_SECONDS = 900
# The first release whose books have a Typst format.
OLDEST = (1, 9)
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_FATAL_WARNINGS = re.compile(
    r"Unable to resolve (?:crossref|link|include)|Unknown var|\?var:|\?meta:|Could not fetch resource", re.IGNORECASE
)
_INCLUDE = re.compile(r"(?m)^(\s*\{\{<\s*include\s+)[\"']?([^/\"'\s][^\"'\s]*)[\"']?(\s*>\}\}\s*)$")
_PDF_FORMAT = re.compile(r"((?:when|unless)-format=[\"']?)pdf\b([\"']?)")
_SOURCE = re.compile(r"[\w./-]+\.qmd(?::\d+)?")
_ERROR = re.compile(r"(?:ERROR|error)\b:?\s*(?:error:\s*)?")
_MARK = re.compile(r"^(?:WARNING|WARN)?:?\s*(?:\([^)]*\):?\s*)?")
_PDF_BEGINS = "output-file: index.typ"
_TYPST_FAILED = "ERROR: Typst compilation failed"
_BOOK_TITLE = re.compile(r'<h1( class="title")>(.*?)</h1>', re.DOTALL)
_FOLDER = re.compile(r'(<a[^>]*\bhref=")((?:\./|(?:\.\./)+))"')
TYPST_DOCUMENT = "index.typ"


def _run(command: list[str], seconds: float, folder: Path | None = None) -> tuple[int, str]:
    """Return the exit code and all output, or raise TimeoutExpired.

    Quarto is a script that starts other programs. They get a process group and a file to write to, so that at the time
    limit none of them lives on and none holds a pipe open that we would wait for.
    """
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
        )
        try:
            code = process.wait(seconds)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise
        output.seek(0)
        return code, output.read().decode("utf-8", "replace")


def probe(seconds: float | None = None) -> tuple[str | None, str]:
    """Return Quarto's version, or None and why it cannot be used.

    Parameters
    ----------
    seconds : float, optional
        How long ``quarto --version`` may take, by default `PROBE_SECONDS`.
    """
    seconds = PROBE_SECONDS if seconds is None else seconds
    path = shutil.which("quarto")
    if path is None:
        return None, "Quarto is not installed"
    try:
        code, said = _run([path, "--version"], seconds)
    except subprocess.TimeoutExpired:
        return None, f"`quarto --version` did not answer within {seconds:g} seconds"
    except OSError as error:
        return None, f"Quarto cannot be run ({error.strerror})"
    if code != 0:
        return None, f"`quarto --version` failed with exit code {code}"
    lines = [line for line in said.splitlines() if line.strip()]
    version = lines[-1].strip() if lines else "unknown"
    number = re.match(r"(\d+)\.(\d+)", version)
    if number and tuple(map(int, number.groups())) < OLDEST:
        return None, f"Quarto {version} is too old to make a PDF of a book with Typst"
    return version, ""


def _condensed(text: str, book: Path) -> tuple[str, str]:
    """Return the sentence of a log that says what is wrong, and the source at fault."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    marked = [line for line in lines if _ERROR.match(line) and line != _TYPST_FAILED]
    marked = marked or [line for line in lines if _FATAL_WARNINGS.search(line)]
    sentence = marked[0] if marked else (lines[-1] if lines else "it said nothing")
    at = lines.index(sentence) if lines else 0
    plain = _MARK.sub("", _ERROR.sub("", sentence)).replace(f"{book}/", "").rstrip(".") or "it gave no reason"
    return plain, _source(plain, lines, at, book)


def _source(sentence: str, lines: list[str], at: int, book: Path) -> str:
    """The source that a sentence in line `at` of the log is about.

    Quarto announces each file before it renders it as a page, so the last one named is at fault; all files are then set
    as one document for the PDF, whose lines :func:`chapter_at` traces.
    """
    if named := _SOURCE.search(sentence):
        return named.group(0)
    if any(_PDF_BEGINS in line for line in lines[:at]):
        document = book / TYPST_DOCUMENT
        return (
            chapter_at(document.read_text(encoding="utf-8"), document.name, "\n".join(lines[at:]))
            if document.is_file()
            else CONFIG
        )
    return next((found.group(0) for line in reversed(lines[:at]) if (found := _SOURCE.search(line))), CONFIG)


def _warnings(text: str) -> list[str]:
    """What Quarto warns of, each once, in its order."""
    found = [_MARK.sub("", line.strip()) for line in text.splitlines() if line.strip().startswith("WARN")]
    return list(dict.fromkeys(found))


def adapt(book: Path) -> None:
    """Say in the staged copy what Quarto understands otherwise than our sources mean it.

    Quarto takes the path of an include inside an included file from the folder of the main file, not of the file it
    stands in: such paths are written from the root. To Quarto ``pdf`` is LaTeX's PDF alone; the book's only PDF is
    Typst's.
    """
    for path in sorted(path for kind in ("*.qmd", "*.md") for path in book.rglob(kind)):
        folder, text = path.parent, path.read_text(encoding="utf-8")

        def rooted(found: re.Match[str], folder: Path = folder) -> str:
            target = Path(os.path.normpath(folder / found[2]))
            return (
                f"{found[1]}/{target.relative_to(book).as_posix()}{found[3]}"
                if target.is_relative_to(book)
                else found[0]
            )

        changed = _PDF_FORMAT.sub(r"\1typst\2", _INCLUDE.sub(rooted, text))
        if changed != text:
            path.write_text(changed, encoding="utf-8", newline="\n")


def _finish(site: Path) -> None:
    """Mend in the pages what no option of Quarto's does."""
    # written although the book is told to have no search
    (site / "search.json").unlink(missing_ok=True)
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        if page == site / "index.html":
            # the home page has the book's title and its own heading, both of level one
            text = _BOOK_TITLE.sub(r"<p\1>\2</p>", text, count=1)
        # a link to a folder leads to its page only where a server says so
        page.write_text(_FOLDER.sub(r'\1\2index.html"', text), encoding="utf-8", newline="\n")


def render(book: Path, progress: Callable[[str], None], log: Log, awaited: Callable[[], None]) -> Path:
    """Run ``quarto render`` on the folder; see :func:`analysis.publish.render.render`."""
    awaited()
    sources = read_book(book)
    site = book / "_site"
    shutil.rmtree(site, ignore_errors=True)
    adapt(book)
    progress(f"Quarto renders {len(sources.chapters)} chapters, in a few minutes")
    command = [shutil.which("quarto") or "quarto", "render", "."]
    try:
        code, said = _run(command, RENDER_SECONDS, book)
    except subprocess.TimeoutExpired as error:
        raise FactCheckError(
            f"Quarto did not finish within {RENDER_SECONDS} seconds", where=book, mend="try --engine fallback"
        ) from error
    output = _ANSI.sub("", said)
    log.add(output)
    if code != 0 or _FATAL_WARNINGS.search(output):
        sentence, source = _condensed(output, book)
        raise FactCheckError(f"Quarto stopped: {sentence}", where=source, mend=log.mend)
    for warning in _warnings(output):
        finish_line(progress)
        logger.warning("Quarto warns: %s", warning)
    for wanted in ("index.html", f"{sources.output_file}.pdf"):
        if not (site / wanted).is_file():
            raise FactCheckError(
                f"Quarto wrote no {wanted}", where=CONFIG, mend=f"{log.mend}; or use --engine fallback"
            )
    _finish(site)
    progress("Quarto wrote the site and the PDF")
    return site
