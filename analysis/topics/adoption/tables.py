"""Which papers name which model, as Markdown tables."""

from __future__ import annotations

from analysis.counting.classified import ALL
from analysis.figures.adoption import cohort_with_bodies, measure
from analysis.figures.figure import Figure, FigureSet
from analysis.looks.numbers import as_text, between, whole
from analysis.looks.tables import capital, even, number, table, text
from analysis.settings.config import Config
from analysis.topics.adoption.figures import measure as score
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


def naming(config: Config, figures: FigureSet, cohort: str) -> str:
    """What each term counts by each naming, and how many papers name it so anywhere that the widest level looks."""
    widest = list(config.levels)[-1]
    columns = (text("Model", 13, capital), text("Named", 13), text("What counts", 54), number("Papers", 20, _share))
    rows = []
    for term, about in config.terms.items():
        named = {key: about.also.get(key, about) for key in config.definitions["naming"]}
        first = next(iter(named))
        for key, names in named.items():
            at = "+".join(part for part in (key if key != first else "", _at(config, widest)) if part)
            figure = figures.find(f"{cohort}.{measure(term, ALL, 'share')}{at and f'@{at}'}")
            if figure is not None and (key == first or key in about.also):
                choice = config.definitions["naming"][key].name
                rows.append((about.name if key == first else "", choice, names.about, figure))
    caption = (
        f"What counts as naming a model, and the papers of {config.cohorts[cohort].year} read in full that name it so"
        f" {config.levels[widest].name}"
    )
    return table(columns, rows, caption, "tbl-naming")


def _at(config: Config, level: str) -> str:
    return "" if level == next(iter(config.levels)) else level


def found_well(config: Config, figures: FigureSet) -> str:
    """How well each term is found, by each naming that was labelled; nothing where none was."""
    rows = []
    for term, about in config.terms.items():
        for n, (key, choice) in enumerate(config.definitions["naming"].items()):
            ids = (f"gold.{score(term, what)}{f'.{key}' if n else ''}" for what in ("precision", "missed", "recall"))
            scores = [figures.find(figure_id) for figure_id in ids]
            if scores[0] is not None:
                rows.append(("" if n else about.name, choice.name, *scores))
    columns = (
        text("Model", 16, capital),
        text("Named", 16),
        *(number(name, 22, _score) for name in ("Precision", "Near-misses that name it", "Recall")),
    )
    caption = f"How well names are found: labels of papers drawn at random, with {config.level} intervals"
    return table(columns, rows, caption, "tbl-found-well") if rows else ""


def _score(figure: Figure | None) -> str:
    return "–" if figure is None else f"{as_text(figure, figure.value)} ({between(figure, figure.interval)})"


def tables(found: Findings) -> dict[str, str]:
    """Name → Markdown: for each level, how models are named, and how well that is found; none without texts."""
    config, shown = found.config, cohort_with_bodies(found.config, found.figures)
    if not shown:
        return {}
    return {
        **{f"adoption-{level}": adoption(config, found.figures, shown, level) for level in config.levels},
        "naming": naming(config, found.figures, shown),
        "found-well": found_well(config, found.figures),
    }
