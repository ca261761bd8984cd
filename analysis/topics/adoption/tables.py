"""Which papers name which model, as Markdown tables."""

from __future__ import annotations

from analysis.figures.adoption import cohort_with_bodies
from analysis.figures.figure import Figure, FigureSet
from analysis.looks.numbers import as_text, whole
from analysis.looks.tables import capital, number, table, text
from analysis.settings.config import Config
from analysis.topics.findings import Findings

GROUPS = {"us": "US", "china": "Chinese", "us-china": "Both", "all": "All"}


def adoption(config: Config, figures: FigureSet, cohort: str, level: str) -> str:
    """Share of papers of each group that name each term."""
    at = "" if level == next(iter(config.levels)) else f"@{level}"
    rows, sizes = [], dict.fromkeys(GROUPS, 0)
    for term, about in config.terms.items():
        cells = [f for g in GROUPS if (f := figures.find(f"{cohort}.adoption.{term}.{g}.share{at}")) is not None]
        if len(cells) == len(GROUPS):
            rows.append((about.name, *cells))
            sizes = {group: f.denominator or 0 for group, f in zip(GROUPS, cells, strict=True)}
    columns = (
        text("Model", 24, capital),
        *(number(f"{who} ({whole(sizes[group])})", 19, _share) for group, who in GROUPS.items()),
    )
    year, where = config.cohorts[cohort].year, config.levels[level].name
    caption = f"Papers of {year} that name a model {where}; numbers of papers in brackets"
    return table(columns, rows, caption, f"tbl-adoption-{level}")


def _share(figure: Figure) -> str:
    return f"{as_text(figure, figure.value)} ({whole(figure.numerator)})"


def tables(found: Findings) -> dict[str, str]:
    """Name → Markdown, for each level; none where no texts are at hand."""
    config, shown = found.config, cohort_with_bodies(found.config, found.figures)
    return {f"adoption-{level}": adoption(config, found.figures, shown, level) for level in config.levels if shown}
