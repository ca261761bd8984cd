"""Tables of the trend: slopes by kind of source, and what chance mixing would give."""

from __future__ import annotations

from analysis.figures.figure import FigureSet
from analysis.looks.numbers import as_text, between, found_of, percent
from analysis.looks.tables import number, table, text
from analysis.settings.config import Config
from analysis.topics.findings import Findings
from analysis.topics.growing.recorded_years import NAMES


def slopes(figures: FigureSet) -> str:
    """The trend of all kinds of source and of each alone, for all papers and for those whose every author is known."""
    columns = (
        text("Kind of source", 42),
        number("Joint papers", 20),
        number("Odds, a year", 12),
        number("Interval", 14),
        number("p-value", 12),
    )
    rows = []
    for slug, papers in (("", "all papers"), ("all-known.", "every author known")):
        for kind, name in {"": "**all together**", **{f".{kind}": name for kind, name in NAMES.items()}}.items():
            if not (slope := figures.find(f"trend.us-china.{slug}slope{kind}")):
                continue
            p = figures.use(f"trend.us-china.{slug}p{kind}")
            span = between(slope, slope.interval)
            rows.append((f"{name}, {papers}", found_of(slope), as_text(slope, slope.value), span, as_text(p, p.value)))
    caption = (
        "Odds of a joint paper, a year against the year before; "
        "the rows of one kind of source hold chance among papers only"
    )
    return table(columns, rows, caption, "tbl-slopes")


def chance(config: Config, figures: FigureSet) -> str:
    """Observed share, expected shares and ratios by both yardsticks."""
    columns = (
        text("Year, basis", 24),
        number("Observed", 13, percent),
        number("By papers", 14, percent),
        number("Ratio", 23),
        number("By authors", 14, percent),
        number("Ratio", 12),
    )
    rows = []
    for name, cohort, basis in config.records:
        at = cohort.at(basis)
        if f"{name}.us-china.expected-papers{at}" not in figures:
            continue
        share, by_papers, met = (
            figures.use(f"{name}.us-china.{m}{at}") for m in ("share", "expected-papers", "affinity-papers")
        )
        row = (
            f"{config.label(cohort)} {basis}",
            share.value,
            by_papers.value,
            f"{as_text(met, met.value)} ({between(met, met.interval)})",
        )
        if f"{name}.us-china.expected{at}" in figures:
            by_authors, met = (figures.use(f"{name}.us-china.{m}{at}") for m in ("expected", "affinity"))
            rows.append((*row, by_authors.value, as_text(met, met.value)))
        else:
            rows.append((*row, None, "–"))
    caption = (
        "Share of joint papers observed, and expected if papers met the two countries at random (by papers) "
        "or if authors were dealt out at random (by authors)"
    )
    return table(columns, rows, caption, "tbl-chance")


def tables(found: Findings) -> dict[str, str]:
    """Name → Markdown."""
    return {"slopes": slopes(found.figures), "chance": chance(found.config, found.figures)}
