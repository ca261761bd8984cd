"""The book as ``_quarto.yml`` describes it: the one list of chapters, for both engines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from analysis.core.errors import FactCheckError

CONFIG = "_quarto.yml"


@dataclass(frozen=True)
class Chapter:
    """One source file: its path in the folder, and the part it belongs to."""

    file: str
    part: str | None = None

    @property
    def href(self) -> str:
        return self.file.removesuffix(".qmd") + ".html"


@dataclass(frozen=True)
class Book:
    """What the fallback needs of ``_quarto.yml``. Paths are relative to the folder."""

    title: str
    chapters: tuple[Chapter, ...]
    output_file: str
    subtitle: str | None = None
    author: str | None = None
    description: str = ""
    lang: str = "en"
    css: tuple[str, ...] = ()
    toc: bool = True
    toc_depth: int = 3
    pdf_toc_depth: int = 2
    number_sections: bool = True
    filters: tuple[str, ...] = ()
    typst_headers: tuple[str, ...] = ()
    typst_partials: tuple[str, ...] = ()
    font_paths: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()
    downloads: tuple[tuple[str, str], ...] = field(default=())


def _list(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _paths(value: Any) -> tuple[str, ...]:
    """Return the file names of an option that may be a name, a mapping with a name, or a list of both."""
    found = [item.get("path") or item.get("file") if isinstance(item, dict) else item for item in _list(value)]
    return tuple(str(item).lstrip("/") for item in found if item and item != "quarto")


def read_yaml(path: Path, *, plain: bool = False) -> Any:
    """Read a YAML file; with `plain`, every value stays the text that stands in the file."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader if plain else yaml.SafeLoader)
    except (OSError, UnicodeDecodeError) as error:
        raise FactCheckError(
            f"the file cannot be read ({error})", where=path.name, mend="it belongs to the sources of the report"
        ) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{path.name}:{mark.line + 1}" if mark else path.name
        raise FactCheckError(
            f"this is not YAML ({getattr(error, 'problem', None) or error})", where=place, mend="correct the line"
        ) from error


def _chapters(folder: Path, listed: list[Any]) -> tuple[Chapter, ...]:
    found: list[Chapter] = []
    for item in listed:
        if isinstance(item, dict) and "part" in item:
            found.extend(Chapter(str(name), str(item["part"])) for name in _list(item.get("chapters")))
        elif isinstance(item, dict):
            found.append(Chapter(str(item.get("file") or item.get("href"))))
        else:
            found.append(Chapter(str(item)))
    for chapter in found:
        if not (folder / chapter.file).is_file():
            raise FactCheckError(
                f"the chapter {chapter.file} does not exist",
                where=CONFIG,
                mend="write it or take it off the list of chapters",
            )
    names = [chapter.file for chapter in found]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise FactCheckError(
            f"the chapter {twice} is listed twice", where=CONFIG, mend="take one of the two off the list of chapters"
        )
    if not names or names[0] != "index.qmd":
        raise FactCheckError(
            "the first chapter is not index.qmd", where=CONFIG, mend="a Quarto book begins with index.qmd"
        )
    return tuple(found)


def _downloads(book: dict[str, Any], output_file: str) -> tuple[tuple[str, str], ...]:
    names = {"pdf": "PDF", "epub": "EPUB", "docx": "Word"}
    files = [(names.get(kind, kind), f"{output_file}.{kind}") for kind in _list(book.get("downloads"))]
    sidebar = book.get("sidebar")
    tools = _list(sidebar.get("tools")) if isinstance(sidebar, dict) else []
    return tuple(
        files + [(tool["text"], tool["href"].lstrip("/")) for tool in tools if "text" in tool and "href" in tool]
    )


def chapter_at(source: str, name: str, diagnostic: str) -> str:
    """The chapter in which a diagnostic of Typst's stands, or ``_quarto.yml``.

    Parameters
    ----------
    source : str
        The document that Typst read; a comment ``// chapter: FILE`` stands before each chapter.
    name : str
        The document's name in the diagnostic, which says ``NAME:LINE:COLUMN``.
    """
    lines = source.splitlines()
    for number in re.findall(rf"{re.escape(name)}:(\d+)", diagnostic):
        for line in reversed(lines[: int(number)]):
            if line.startswith("// chapter: "):
                return line.removeprefix("// chapter: ")
    return CONFIG


def read_book(folder: Path) -> Book:
    """Read ``_quarto.yml`` of a folder.

    Raises
    ------
    FactCheckError
        Where the file is missing or no book, and where a chapter, filter or include it lists does not exist.
    """
    config = read_yaml(folder / CONFIG)
    book = config.get("book") if isinstance(config, dict) else None
    if not isinstance(book, dict) or not book.get("title") or not book.get("chapters"):
        raise FactCheckError(
            "the file describes no book with a title and chapters",
            where=CONFIG,
            mend="give it the keys book, title and chapters",
        )
    formats = config.get("format") or {}
    html, typst = (
        {**config, **(formats.get(name) or {})} if isinstance(formats.get(name), dict) else config
        for name in ("html", "typst")
    )
    output_file = str(book.get("output-file") or "book")
    authors = ", ".join(str(item.get("name") if isinstance(item, dict) else item) for item in _list(book.get("author")))
    found = Book(
        title=str(book["title"]),
        chapters=_chapters(folder, _list(book["chapters"])),
        output_file=output_file,
        subtitle=book.get("subtitle"),
        author=authors or None,
        description=str(book.get("description") or book.get("subtitle") or book["title"]),
        lang=str(config.get("lang") or "en"),
        css=_paths(html.get("css")),
        toc=bool(html.get("toc", True)),
        toc_depth=int(html.get("toc-depth", 3)),
        pdf_toc_depth=int(typst.get("toc-depth", 2)),
        number_sections=bool(html.get("number-sections", True)),
        filters=_paths(config.get("filters")),
        typst_headers=_paths(typst.get("include-in-header")),
        typst_partials=_paths(typst.get("template-partials")),
        font_paths=_paths(typst.get("font-paths")),
        resources=_paths((config.get("project") or {}).get("resources")),
        downloads=_downloads(book, output_file),
    )
    for name in found.css + found.filters + found.typst_headers + found.typst_partials + found.font_paths:
        if not (folder / name).exists():
            raise FactCheckError(
                f"the file {name} does not exist", where=CONFIG, mend="write it or take it out of the options"
            )
    return found
