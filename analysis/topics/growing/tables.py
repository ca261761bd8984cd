"""Tables of the trend: slopes by kind of source, and what chance mixing would give."""

from __future__ import annotations

from analysis.figures.figure import FigureSet
from analysis.looks.markdown import markdown
from analysis.looks.numbers import as_text, between, found_of, percent
from analysis.settings.config import Config
from analysis.topics.findings import Findings
from analysis.topics.growing.trend import NAMES


def slopes(figures: FigureSet) -> str:
    """The trend of all kinds of source together and of each alone, for all papers and for those whose every author is known."""
    rows = []
    for slug, who in (("", "all papers"), ("all-known.", "every author known")):
        for kind in ("", *(f".{k}" for k in NAMES)):
            if (slope_id := f"trend.us-china.{slug}slope{kind}") not in figures:
                continue
            slope, p = figures.use(slope_id), figures.use(f"trend.us-china.{slug}p{kind}")
            name = NAMES.get(kind.removeprefix("."), "all together")
            of = found_of(slope)
            rows.append(
                (
                    f"{name}, {who}" if kind else f"**{name}**, {who}",
                    of,
                    as_text(slope, slope.value),
                    between(slope, slope.interval),
                    as_text(p, p.value),
                )
            )
    caption = "Odds of a joint paper, a year against the year before; the rows of one kind of source hold chance among papers only"
    return markdown(
        ("Kind of source", "Joint papers", "Odds, a year", "Interval", "p-value"),
        rows,
        "lrrrr",
        caption,
        "tbl-slopes",
        "[42,20,12,14,12]",
    )


def chance(config: Config, figures: FigureSet) -> str:
    """Observed share, expected shares and ratios by both yardsticks."""
    rows = []
    for name, cohort, basis in config.records:
        at = cohort.at(basis)
        if f"{name}.us-china.expected-papers{at}" not in figures:
            continue
        cells = [
            figures.use(f"{name}.us-china.share{at}").value,
            figures.use(f"{name}.us-china.expected-papers{at}").value,
        ]
        ratio = figures.use(f"{name}.us-china.affinity-papers{at}")
        row = [
            f"{config.label(cohort)} {basis}",
            *map(percent, cells),
            f"{as_text(ratio, ratio.value)} ({between(ratio, ratio.interval)})",
            "–",
            "–",
        ]
        if f"{name}.us-china.expected{at}" in figures:
            ratio = figures.use(f"{name}.us-china.affinity{at}")
            row[4:] = [percent(figures.use(f"{name}.us-china.expected{at}").value), as_text(ratio, ratio.value)]
        rows.append(row)
    caption = "Share of joint papers observed, and expected if papers met the two countries at random (by papers) or if authors were dealt out at random (by authors)"
    header = ("Year, basis", "Observed", "By papers", "Ratio", "By authors", "Ratio")
    return markdown(header, rows, "lrrrrr", caption, "tbl-chance", "[24,13,14,23,14,12]")


def tables(found: Findings) -> dict[str, str]:
    """Name → Markdown."""
    return {"slopes": slopes(found.figures), "chance": chance(found.config, found.figures)}
