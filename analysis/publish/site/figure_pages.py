"""Every figure with an address of its own: two pages a cohort, since one of all would be heavy, and a list of them.

One page has what was asked by itself, the other the points of the grid at which claims are tried.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from analysis.figures.figure import Figure
from analysis.looks import templates
from analysis.looks.numbers import as_text, between
from analysis.looks.tables import number, text

FOLDER, GRID = "figures", "grid"
COLUMNS = (text("Figure"), number("Value"), number("Interval"), text("What it is"))


def address(figure: Figure) -> str:
    """Where a figure stands in the site."""
    return f"{_page(figure)}#{figure.id}"


def _page(figure: Figure) -> str:
    return f"{FOLDER}/{figure.cohort}{'-grid' if figure.part == GRID else ''}.html"


def pages(figures: Sequence[Figure]) -> dict[str, str]:
    """File name → page: ``figures/<cohort>.html`` and ``figures/<cohort>-grid.html``, and ``figures.html``."""
    of_page: dict[str, list[Figure]] = {}
    for figure in figures:
        of_page.setdefault(_page(figure), []).append(figure)
    names = {page: _name(found[0]) for page, found in of_page.items()}
    made = {
        page: templates.page(
            "publish/site/figures_of_cohort.html.jinja",
            title=f"All figures of {names[page]}",
            beside=[(other.removeprefix(f"{FOLDER}/"), names[other]) for other in _beside(page, of_page)],
            columns=COLUMNS,
            rows=[(f.id, as_text(f, f.value), between(f, f.interval), f.words or f.label) for f in found],
            ids=[f.id for f in found],
        )
        for page, found in of_page.items()
    }
    listed = [(page, names[page], len(found)) for page, found in of_page.items()]
    example = address(next((f for f in figures if f.unit == "share"), figures[0])) if figures else ""
    page = templates.page("publish/site/figures.html.jinja", cohorts=listed, example=example)
    return {**made, f"{FOLDER}.html": page}


def _name(figure: Figure) -> str:
    return f"{figure.cohort}, the grid of its claims" if figure.part == GRID else figure.cohort


def _beside(page: str, pages: Collection[str]) -> list[str]:
    """The other page of a cohort, if it has one."""
    cohort = page.removesuffix(".html").removesuffix(f"-{GRID}")
    return [name for name in (f"{cohort}.html", f"{cohort}-{GRID}.html") if name in pages and name != page]
