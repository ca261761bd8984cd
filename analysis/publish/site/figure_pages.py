"""Every figure with an address of its own: a page a cohort, since one of all would be heavy, and a list of them."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.figures.figure import Figure
from analysis.looks import templates
from analysis.looks.numbers import as_text, between
from analysis.looks.tables import number, text

FOLDER = "figures"
COLUMNS = (text("Figure"), number("Value"), number("Interval"), text("What it is"))


def address(figure: Figure) -> str:
    """Where a figure stands in the site."""
    return f"{FOLDER}/{figure.cohort}.html#{figure.id}"


def pages(figures: Sequence[Figure]) -> dict[str, str]:
    """File name → page: ``figures/<cohort>.html`` for each cohort, and ``figures.html``."""
    cohorts: dict[str, list[Figure]] = {}
    for figure in figures:
        cohorts.setdefault(figure.cohort, []).append(figure)
    made = {
        f"{FOLDER}/{cohort}.html": templates.page(
            "publish/site/figures_of_cohort.html.jinja",
            title=f"All figures of {cohort}",
            columns=COLUMNS,
            rows=[(f.id, as_text(f, f.value), between(f, f.interval), f.label) for f in found],
            ids=[f.id for f in found],
        )
        for cohort, found in cohorts.items()
    }
    listed = [(f"{FOLDER}/{cohort}.html", cohort, len(found)) for cohort, found in cohorts.items()]
    example = address(next((f for f in figures if f.unit == "share"), figures[0])) if figures else ""
    page = templates.page("publish/site/figures.html.jinja", cohorts=listed, example=example)
    return {**made, f"{FOLDER}.html": page}
