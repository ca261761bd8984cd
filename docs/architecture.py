"""What docs/architecture.md shows of the code: a picture of the rooms, their table, one number from file to page.

``python -m docs.architecture`` (`make docs`) writes them anew; tests/docs/test_architecture.py holds them to the code.
Reads the imports with grimp, and calls the functions of the path themselves.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from html import escape
from importlib import import_module
from inspect import getsourcefile, unwrap
from pathlib import Path
from textwrap import wrap

import grimp

import analysis
from analysis.attribution.resolve import resolve
from analysis.claims import judge, papers
from analysis.core import paths
from analysis.counting import workbook
from analysis.facts import store
from analysis.figures.figure import FigureSet
from analysis.looks import theme
from analysis.looks.numbers import as_text, between, whole
from analysis.publish import variables
from analysis.settings import config
from analysis.topics import catalogue

GUIDE = paths.ROOT / "docs" / "architecture.md"
PICTURE = paths.ROOT / "docs" / "rooms.svg"
MARK = re.compile(r"(<!-- (\w+): made by `make docs` -->\n).*?(<!-- end -->)", re.DOTALL)
FIGURE = "neurips-2024.us-china.share"

# --- the rooms ------------------------------------------------------------------------------------------------------


def rooms() -> dict[str, str]:
    """Room → what it holds, as the map in ``analysis/__init__.py`` has them, in the order of the path."""
    return dict(re.findall(r"^(\w+) {2,}(\S.*)$", analysis.__doc__ or "", re.MULTILINE))


def imports() -> dict[str, set[str]]:
    """Room → the other rooms that its modules import from."""
    graph = grimp.build_graph("analysis", cache_dir=None)
    found: dict[str, set[str]] = {room: set() for room in rooms()}
    for module in graph.modules:
        room = _room(module)
        if room in found:
            found[room] |= {_room(other) for other in graph.find_modules_directly_imported_by(module)} & found.keys()
    return {room: others - {room} for room, others in found.items()}


def _room(module: str) -> str:
    """``analysis.topics.growing.charts`` → ``topics``; nothing for the package itself."""
    return module.split(".")[1] if "." in module else ""


# --- the picture ----------------------------------------------------------------------------------------------------

CELL, ROW, LEFT, TOP = 25, 36, 18, 42  # pixels: width of a column, height of a row, and where the first of each begins
LINE, LETTER = 15, 6.6  # height of a line of text; a letter's width at 13 pixels in the widest of the fonts
WORDS = 52  # letters on a line of what a room holds
DARK = {
    theme.INK: "#e6eaed",
    theme.MUTED: "#a3afb8",
    theme.RULE: "#313b43",
    theme.ACCENT: "#7cc7e3",
    "#ffffff": "#12171b",
}
CLASSES = {"ink": theme.INK, "muted": theme.MUTED, "rule": theme.RULE, "accent": theme.ACCENT, "ground": "#ffffff"}


def picture(held: dict[str, str], used: dict[str, set[str]]) -> str:
    """The rooms from top to bottom in the order of the path, each with the rooms that it imports from as dots, as SVG.

    Text of two rooms never meets: a name stands right of its room's square, where no dot can be, and what the room
    holds stands right of all squares. The colours follow the reader's light or dark ground.
    """
    names = list(held)
    words = LEFT + CELL * len(names) + 62
    width, height = words + int(WORDS * LETTER) + 8, TOP + ROW * len(names) + 8
    parts = [
        _text(LEFT, 20, "muted", "A dot: the room of the row imports from the room whose square stands above the dot."),
    ]
    for at, name in enumerate(names):
        x, y = LEFT + CELL * at + CELL // 2, TOP + ROW * at + ROW // 2
        last = max((n for n, room in enumerate(names) if name in used[room]), default=at)
        if last > at:
            parts.append(_line(x, y, x, TOP + ROW * last + ROW // 2))
        if used[name]:
            parts.append(_line(LEFT + CELL * min(names.index(o) for o in used[name]) + CELL // 2, y, x, y))
    for at, (name, about) in enumerate(held.items()):
        x, y = LEFT + CELL * at + CELL // 2, TOP + ROW * at + ROW // 2
        parts += [
            f'<circle class="accent" cx="{LEFT + CELL * names.index(other) + CELL // 2}" cy="{y}" r="4"/>'
            for other in sorted(used[name], key=names.index)
        ]
        parts.append(f'<rect class="ink" x="{x - 8}" y="{y - 8}" width="16" height="16" rx="3"/>')
        parts.append(_text(x + 15, y + 4, "ink", name, bold=True))
        lines = wrap(about.replace("`", ""), WORDS)
        parts += [
            _text(words, y + 4 - LINE * (len(lines) - 1) // 2 + LINE * n, "muted", line) for n, line in enumerate(lines)
        ]
    style = "".join(f".{name}{{fill:{ink}}}" for name, ink in CLASSES.items())
    night = "".join(f".{name}{{fill:{DARK[ink]}}}" for name, ink in CLASSES.items())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-labelledby="t">\n<title id="t">The rooms of analysis/ and which imports from which</title>\n'
        f"<style>text{{font:13px '{theme.FONT}','Source Sans Pro',system-ui,sans-serif}}.name{{font-weight:600}}{style}"
        f"path{{fill:none;stroke:{theme.RULE}}}"
        f"@media (prefers-color-scheme:dark){{{night}path{{stroke:{DARK[theme.RULE]}}}}}</style>\n"
        f'<rect class="ground" width="{width}" height="{height}"/>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def _text(x: int, y: int, colour: str, said: str, bold: bool = False) -> str:
    return f'<text class="{colour}{" name" if bold else ""}" x="{x}" y="{y}">{escape(said)}</text>'


def _line(x: int, y: int, to_x: int, to_y: int) -> str:
    return f'<path d="M{x},{y}L{to_x},{to_y}"/>'


def table(held: dict[str, str], used: dict[str, set[str]]) -> str:
    """The picture in words: a row a room, for who cannot see it, with a link to the room."""
    rows = [
        f"| {_link(name)} | {about} | {', '.join(o for o in held if o in used[name]) or 'none'} |"
        for name, about in held.items()
    ]
    return "\n".join(["| room | what it holds | imports from |", "|:---|:---|:---|", *rows]) + "\n"


def _link(room: str) -> str:
    return f"[{room}](../analysis/{room if (paths.CODE / room).is_dir() else f'{room}.py'})"


# --- one number -----------------------------------------------------------------------------------------------------


def number(settings: config.Config, book: workbook.Workbook, computed: FigureSet) -> str:
    """The steps of one figure, each with its function and what that gives for the figure's first joint paper."""
    figure = computed.use(FIGURE)
    cohort = settings.cohorts[figure.cohort]
    source = next(s for s in cohort.sources if s.basis == cohort.headline_basis)
    joint = papers.papers(book, figure.cohort, ["US", "CN"], None, None)
    first = joint.iloc[0]
    shot = book.snapshots[figure.cohort]
    recorded = shot.authorships[
        (shot.authorships["paper_id"] == first["paper_id"]) & (shot.authorships["basis"] == cohort.headline_basis)
    ]
    strings = list(dict.fromkeys(recorded["affiliation"]))
    decisions = "; ".join(f"`{text}` → {'+'.join(resolve(text).countries) or 'not known'}" for text in strings)
    verdict = next(v for v in judge.verdicts(settings, computed) if FIGURE in settings.claims[v.claim].figures)
    page = paths.CLAIM_PAGES / f"{verdict.claim}.qmd"
    said = f"{{{{< var {'.'.join(variables.path_of(figure))}.value >}}}}"
    line = next(n for n, text in enumerate(page.read_text(encoding="utf-8").split("\n"), 1) if said in text)
    reader = _reader(source.format)
    return _steps(
        (
            "raw file",
            _function(reader),
            f"`{source.names[0]}`: {whole(shot.sources[cohort.sources.index(source)]['rows-in'])} papers as the "
            f"{source.origin} lists them, each with its authors and their affiliations",
        ),
        (
            "facts",
            _function(store.read),
            f"[data/{figure.cohort}/](../data/{figure.cohort}): paper `{first['paper_id']}` has "
            f"{recorded['author'].nunique()} authors in `authorships.csv`, their names left out",
        ),
        ("attribution", _function(resolve), decisions),
        (
            "counting",
            _function(papers.papers),
            f"the paper has {first['countries'].replace('|', ' and ')}, so it counts as joint; so do "
            f"{whole(len(joint))} of the {whole(figure.denominator)} papers with a country known",
        ),
        (
            "figure",
            _function(catalogue.compute),
            f"`{FIGURE}` = {whole(figure.numerator)} ÷ {whole(figure.denominator)} = {figure.as_json()['value']}, "
            f"{100 * settings.interval_level:g}% interval {between(figure, figure.interval)}",
        ),
        (
            "claim",
            _function(judge.verdicts),
            f"it is a reading of `{verdict.claim}`, which asserts {verdict.asserted.words}: "
            f"{settings.verdicts.scale[verdict.verdict].name.lower()}",
        ),
        (
            "words",
            _function(variables.variables),
            f"`{said}` in [{page.name}](../report/claims/{page.name}), line {line}, is **"
            f"{as_text(figure, figure.value)}**",
        ),
    )


def _reader(form: str) -> Callable[..., object]:
    """The function that reads a raw format: `read` in the module of its name."""
    read: Callable[..., object] = import_module(f"analysis.facts.readers.{form}").read
    return read


def _function(function: Callable[..., object]) -> str:
    """A function by its name, with a link to its file."""
    file = Path(getsourcefile(unwrap(function)) or "").resolve().relative_to(paths.CODE.parent).as_posix()
    return f"[`{function.__name__}`](../{file}) in {file.removeprefix('analysis/')}"


def _steps(*steps: tuple[str, str, str]) -> str:
    rows = [f"| {n} | {name} | {function} | {cell} |" for n, (name, function, cell) in enumerate(steps, 1)]
    return "\n".join(["| | step | function | what it gives |", "|---:|:---|:---|:---|", *rows]) + "\n"


# --- the guide ------------------------------------------------------------------------------------------------------


def filled(text: str, made: dict[str, str]) -> str:
    """The guide with its marked parts replaced."""
    return MARK.sub(lambda m: f"{m[1]}{made[m[2]]}{m[3]}", text)


def parts(settings: config.Config, book: workbook.Workbook, computed: FigureSet) -> dict[str, str]:
    """Marked part of the guide → its text."""
    return {"rooms": table(rooms(), imports()), "number": number(settings, book, computed)}


def main() -> None:
    """Write the guide's made parts and its picture anew."""
    settings = config.load()
    book = workbook.Workbook(settings)
    made = parts(settings, book, catalogue.compute(book))
    GUIDE.write_text(filled(GUIDE.read_text(encoding="utf-8"), made), encoding="utf-8", newline="\n")
    PICTURE.write_text(picture(rooms(), imports()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    from analysis.core.terminal import told

    sys.exit(told(main))
