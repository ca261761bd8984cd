"""Which papers name which model, as Markdown tables."""

from __future__ import annotations

from analysis.counting.classified import ALL
from analysis.figures.adoption import cohort_with_bodies, measure
from analysis.figures.figure import Figure, FigureSet
from analysis.looks.numbers import as_text, whole
from analysis.looks.tables import capital, even, number, table, text
from analysis.settings.config import Config
from analysis.topics.findings import Findings


def _groups(config: Config) -> dict[str, str]:
    """Whose papers have a column: every group, every pair, all; with what stands above it."""
    each = {key: group.adjective for key, group in config.groups.items()}
    both = {pair.key: "Both" if len(config.pairs) == 1 else config.name_of(pair) for pair in config.pairs}
    return {**each, **both, ALL: "All"}


def adoption(config: Config, figures: FigureSet, cohort: str, level: str) -> str:
    """Share of papers of each group that name each term."""
    at = "" if level == next(iter(config.levels)) else f"@{level}"
    groups = _groups(config)
    rows, sizes = [], [0] * len(groups)
    for term, about in config.terms.items():
        ids = [f"{cohort}.{measure(term, group, 'share')}{at}" for group in groups]
        cells = [figure for figure_id in ids if (figure := figures.find(figure_id)) is not None]
        if len(cells) == len(groups):
            rows.append((about.name, *cells))
            sizes = [figure.denominator or 0 for figure in cells]
    names = [f"{who} ({whole(size)})" for who, size in zip(groups.values(), sizes, strict=True)]
    widths = even(76, len(groups))
    columns = (text("Model", 24, capital), *(number(*column, _share) for column in zip(names, widths, strict=True)))
    year, where = config.cohorts[cohort].year, config.levels[level].name
    caption = f"Papers of {year} that name a model {where}; numbers of papers in brackets"
    return table(columns, rows, caption, f"tbl-adoption-{level}")


def _share(figure: Figure) -> str:
    return f"{as_text(figure, figure.value)} ({whole(figure.numerator)})"


def tables(found: Findings) -> dict[str, str]:
    """Name → Markdown, for each level; none where no texts are at hand."""
    config, shown = found.config, cohort_with_bodies(found.config, found.figures)
    return {f"adoption-{level}": adoption(config, found.figures, shown, level) for level in config.levels if shown}
