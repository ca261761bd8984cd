"""Rendering by Quarto, where there is one.

Quarto exits with 0 although a variable or a cross reference is unknown; those warnings are errors here, so that both engines
accept and refuse the same sources.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from ..errors import FactCheckError
from .book import read_book

PROBE_SECONDS = 20
RENDER_SECONDS = 900
# The first release whose books have a Typst format.
OLDEST = (1, 9)
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_FATAL_WARNINGS = re.compile(r"Unable to resolve (?:crossref|link|include)|Unknown var|\?var:|\?meta:|Could not fetch resource", re.IGNORECASE)
_INCLUDE = re.compile(r"(?m)^(\s*\{\{<\s*include\s+)[\"']?([^/\"'\s][^\"'\s]*)[\"']?(\s*>\}\}\s*)$")
_PDF_FORMAT = re.compile(r"((?:when|unless)-format=[\"']?)pdf\b([\"']?)")
_SOURCE = re.compile(r"[\w./-]+\.qmd(?::\d+)?")


def _run(command: list[str], seconds: float, folder: Path | None = None) -> tuple[int, str]:
    """Return the exit code and all output, or raise TimeoutExpired.

    Quarto is a script that starts other programs. They get a process group and a file to write to, so that at the time limit none of
    them lives on and none holds a pipe open that we would wait for.
    """
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True)
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
    """Return the sentence of a log that says what is wrong, and the source file it names."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    marked = [line for line in lines if re.match(r"(ERROR|error)\b", line)] or [line for line in lines if _FATAL_WARNINGS.search(line)]
    sentence = marked[0] if marked else (lines[-1] if lines else "it said nothing")
    sentence = re.sub(r"^(ERROR|error|WARNING|WARN)[:\s]*(\([^)]*\)[:\s]*)?", "", sentence).replace(str(book) + "/", "")
    at = lines.index(marked[0]) if marked else len(lines) - 1
    # Quarto announces each file before it renders it, so the last name before the error is the one at fault.
    named = _SOURCE.search(sentence) or next((found for line in reversed(lines[:at]) if (found := _SOURCE.search(line))), None)
    return sentence.rstrip(".") or "it gave no reason", named.group(0) if named else "_quarto.yml"


def _adapt(book: Path) -> None:
    """Say in the staged copy what Quarto understands otherwise than our sources mean it.

    Quarto takes the path of an include inside an included file from the folder of the main file, not of the file it stands in: such
    paths are written from the root. To Quarto ``pdf`` is LaTeX's PDF alone; the book's only PDF is Typst's.
    """
    for path in sorted(path for kind in ("*.qmd", "*.md") for path in book.rglob(kind)):
        folder, text = path.parent, path.read_text(encoding="utf-8")

        def rooted(found: re.Match[str], folder: Path = folder) -> str:
            target = Path(os.path.normpath(folder / found[2]))
            return f"{found[1]}/{target.relative_to(book).as_posix()}{found[3]}" if target.is_relative_to(book) else found[0]

        changed = _PDF_FORMAT.sub(r"\1typst\2", _INCLUDE.sub(rooted, text))
        if changed != text:
            path.write_text(changed, encoding="utf-8", newline="\n")


def render(book: Path, progress: Callable[[str], None]) -> Path:
    """Run ``quarto render`` on the folder; see :func:`analysis.render.render`."""
    sources = read_book(book)
    site, log = book / "_site", book / "render.log"
    shutil.rmtree(site, ignore_errors=True)
    _adapt(book)
    progress(f"Quarto renders {len(sources.chapters)} chapters")
    command = [shutil.which("quarto") or "quarto", "render", "."]
    try:
        code, said = _run(command, RENDER_SECONDS, book)
    except subprocess.TimeoutExpired as error:
        raise FactCheckError(f"Quarto did not finish within {RENDER_SECONDS} seconds", where=book, mend="try --engine fallback") from error
    output = _ANSI.sub("", said)
    log.write_text(output, encoding="utf-8")
    if code != 0 or _FATAL_WARNINGS.search(output):
        sentence, source = _condensed(output, book)
        raise FactCheckError(f"Quarto stopped: {sentence}", where=source, mend=f"the details are in {log.name}")
    for wanted in ("index.html", f"{sources.output_file}.pdf"):
        if not (site / wanted).is_file():
            raise FactCheckError(f"Quarto wrote no {wanted}", where="_quarto.yml", mend=f"the details are in {log.name}; or use --engine fallback")
    progress("Quarto wrote the site and the PDF")
    return site
