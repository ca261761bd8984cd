"""The site and the PDF from a folder of Quarto sources: by Quarto where it works, by our own small engine elsewhere.

The last step of the path: prose, charts, tables and variables → HTML and PDF. Both engines read the same sources and
the same ``_quarto.yml``; which one ran stands in the colophon, since the caller writes :attr:`Engine.name` into the
variables.

>>> choose("fallback").name
'fallback'
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from analysis.core.errors import FactCheckError
from analysis.core.progress import Progress, silent
from analysis.publish.render import fallback, quarto
from analysis.publish.render.log import Log

CHOICES = ("auto", "quarto", "fallback")


@dataclass(frozen=True)
class Engine:
    """Who renders: ``quarto`` or ``fallback``, and in which version."""

    name: str
    version: str

    def __str__(self) -> str:
        return f"Quarto {self.version}" if self.name == "quarto" else f"fallback ({self.version})"


def choose(engine: str = "auto") -> Engine:
    """Find the engine to render with.

    Parameters
    ----------
    engine : {'auto', 'quarto', 'fallback'}
        'auto' takes Quarto where it answers, and the fallback otherwise. A Quarto that fails, hangs or cannot yet make
        a Typst book counts as absent.

    Raises
    ------
    FactCheckError
        For an unknown name, and for 'quarto' without a usable Quarto.
    """
    if engine not in CHOICES:
        raise FactCheckError(
            f"there is no engine {engine!r}", where="--engine", mend=f"choose one of {', '.join(CHOICES)}"
        )
    if engine in ("auto", "quarto"):
        version, trouble = quarto.probe()
        if version is not None:
            return Engine("quarto", version)
        if engine == "quarto":
            raise FactCheckError(
                trouble,
                where="--engine quarto",
                mend="install Quarto 1.9 or later, or leave the choice to --engine auto",
            )
    return Engine("fallback", fallback.version())


def render(
    book: Path,
    engine: Engine,
    progress: Progress = silent,
    log: Path | None = None,
    awaited: Callable[[], None] = lambda: None,
) -> Path:
    """Render a folder of sources into its own ``_site``.

    Parameters
    ----------
    book : Path
        A staging folder with the complete sources: ``_quarto.yml``, ``_variables.yml``, ``index.qmd`` and ``report/``.
    engine : Engine
        As found by :func:`choose`.
    progress : callable, optional
        Called with a short sentence at each step.
    log : Path, optional
        Where to write what pandoc, Typst or Quarto said, by default ``book/render.log``; an error names it.
    awaited : callable, optional
        Called before the pictures and downloads in the folder are read; returns when they are there, so that they may
        be made while the chapters are rendered.

    Returns
    -------
    Path
        ``book/_site``, with ``index.html``, one page per chapter and the PDF.

    Raises
    ------
    FactCheckError
        Names the source file, with its line where that is known.
    """
    book = Path(book).resolve()
    if not (book / "_quarto.yml").is_file():
        raise FactCheckError(
            "there is no such file",
            where=book / "_quarto.yml",
            mend="render a folder with the complete sources of the book",
        )
    run = quarto.render if engine.name == "quarto" else fallback.render
    return run(book, progress, Log(log or book / "render.log"), awaited)
