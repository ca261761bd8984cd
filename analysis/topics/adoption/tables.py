"""Which papers name which model, as Markdown tables."""

from __future__ import annotations

from analysis.figures.counts import cohort_with_bodies
from analysis.figures.figure import FigureSet
from analysis.looks.markdown import markdown
from analysis.looks.numbers import as_text, whole
from analysis.settings.config import Config
from analysis.topics.findings import Findings


def adoption(config: Config, figures: FigureSet, cohort: str, level: str) -> str:
    """Share of papers of each group that name each term."""
    at = "" if level == next(iter(config.levels)) else f"@{level}"
    rows = []
    for term, about in config.terms.items():
        cells = [
            (figures.use(i) if (i := f"{cohort}.adoption.{term}.{group}.share{at}") in figures else None)
            for group in ("us", "china", "us-china", "all")
        ]
        if any(c is None for c in cells):
            continue
        rows.append(
            (about.name[0].upper() + about.name[1:], *(f"{as_text(f, f.value)} ({whole(f.numerator)})" for f in cells))
        )
    sizes = [
        figures.use(f"{cohort}.adoption.{next(iter(config.terms))}.{g}.share{at}").denominator
        for g in ("us", "china", "us-china", "all")
    ]
    header = ("Model", *(f"{who} ({whole(n)})" for who, n in zip(("US", "Chinese", "Both", "All"), sizes, strict=True)))
    year = config.cohorts[cohort].year
    return markdown(
        header,
        rows,
        "lrrrr",
        f"Papers of {year} that name a model {config.levels[level].name}; numbers of papers in brackets",
        f"tbl-adoption-{level}",
        "[24,19,19,19,19]",
    )


def tables(found: Findings) -> dict[str, str]:
    """Name → Markdown, for each level; none where no texts are at hand."""
    shown = cohort_with_bodies(found.config, found.figures)
    return (
        {f"adoption-{level}": adoption(found.config, found.figures, shown, level) for level in found.config.levels}
        if shown
        else {}
    )
