"""Tables of the trend: slopes by kind of source, and what chance mixing would give."""

from __future__ import annotations

from analysis.figures.figure import FigureSet
from analysis.looks.numbers import as_text, between, found_of, percent
from analysis.looks.tables import number, table, text
from analysis.settings.config import Config
from analysis.topics.findings import Findings
from analysis.topics.growing.recorded_years import TREND, figure_of, kinds


def slopes(config: Config, figures: FigureSet) -> str:
    """The main pair's trend of all kinds of source and of each alone, for all papers and for those all known."""
    columns = (
        text("Kind of source", 42),
        number("Joint papers", 20),
        number("Odds, a year", 12),
        number("Interval", 14),
        number("p-value", 12),
    )
    rows, names = [], kinds()
    for slug, papers in (("", "all papers"), ("all-known.", "every author known")):
        measure, test = (f"{config.pair.key}.{slug}{what}" for what in ("slope", "p"))
        slopes_of, tests = ({f.slice: f for f in figures.of(m, TREND)} for m in (measure, test))
        for kind in dict.fromkeys(("", *names, *slopes_of)):
            if kind not in slopes_of:
                continue
            slope, p = figures.use(slopes_of[kind].id), figures.use(tests[kind].id)
            name, span = names.get(kind, kind) or "**all together**", between(slope, slope.interval)
            rows.append((f"{name}, {papers}", found_of(slope), as_text(slope, slope.value), span, as_text(p, p.value)))
    caption = (
        "Odds of a joint paper, a year against the year before; "
        "the rows of one kind of source hold chance among papers only"
    )
    return table(columns, rows, caption, "tbl-slopes")


def chance(config: Config, figures: FigureSet) -> str:
    """The main pair's observed share, expected shares and ratios by both yardsticks."""
    columns = (
        text("Year, basis", 24),
        number("Observed", 13, percent),
        number("By papers", 14, percent),
        number("Ratio", 23),
        number("By authors", 14, percent),
        number("Ratio", 12),
    )
    rows, key = [], config.pair.key
    for name, cohort, basis in config.records_of_years:
        share, by_papers, met = (
            figure_of(config, figures, name, basis, f"{key}.{m}")
            for m in ("compared", "expected-papers", "affinity-papers")
        )
        if not share or not by_papers or not met:
            continue
        row = (
            f"{config.label(cohort)} {basis}",
            figures.use(share.id).value,
            figures.use(by_papers.id).value,
            f"{as_text(figures.use(met.id), met.value)} ({between(met, met.interval)})",
        )
        by_authors, met = (figure_of(config, figures, name, basis, f"{key}.{m}") for m in ("expected", "affinity"))
        if by_authors and met:
            rows.append((*row, figures.use(by_authors.id).value, as_text(figures.use(met.id), met.value)))
        else:
            rows.append((*row, None, "–"))
    caption = (
        "Share of joint papers observed, and expected if papers met the two countries at random (by papers) "
        "or if authors were dealt out at random (by authors)"
    )
    return table(columns, rows, caption, "tbl-chance")


def tables(found: Findings) -> dict[str, str]:
    """Name → Markdown."""
    return {"slopes": slopes(found.config, found.figures), "chance": chance(found.config, found.figures)}
