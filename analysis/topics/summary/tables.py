"""The verdicts at a glance, and the share over the years, as Markdown tables."""

from __future__ import annotations

from analysis.figures.figure import Figure, FigureSet
from analysis.looks.numbers import as_text, between, percent, whole
from analysis.looks.tables import number, table, text
from analysis.looks.verdicts import chip
from analysis.settings.config import Config
from analysis.topics.findings import Findings

SOURCES = {"retelling": "The retelling's sentences", "original": "The original's counts"}


def glance(found: Findings, source: str) -> str:
    """What one source said, our verdict, what we find, and a mark where that changed since the last release."""
    config = found.config
    columns = (text("Claim", 43), text("Verdict", 22), number("We find", 15), number("95% interval", 20))
    rows = [
        (
            f"[{config.claims[v.claim].title}](report/claims/{v.claim}.qmd)",
            chip(config, v.verdict),
            f"{as_text(v.decisive, v.decisive.value)} {found.marks.get(v.claim, '')}".strip(),
            between(v.decisive, v.decisive.interval),
        )
        for v in found.verdicts
        if config.claims[v.claim].source == source
    ]
    return table(columns, rows, f"{SOURCES[source]} and our verdicts", f"tbl-glance-{source}")


def by_cohort(config: Config, figures: FigureSet) -> str:
    """Papers and collaboration of every cohort under every basis it has."""
    columns = (
        text("Year, basis", 14),
        number("Papers", 9, whole),
        number("One country", 10, percent),
        number("All", 9, percent),
        number("Joint", 8, whole),
        number("Share", 8, percent),
        number("Interval", 13),
        number("Bounds", 13),
        number("Change since the year before with this source", 16, _change),
    )
    rows = []
    for name, cohort, basis in config.records:
        at = cohort.at(basis)
        papers, classified, all_known, share = (
            figures.use(f"{name}.{measure}{at}") for measure in ("papers", "classified", "all-known", "us-china.share")
        )
        rows.append(
            (
                f"{config.label(cohort)} {basis if at else f'**{basis}**'}",
                papers.value,
                classified.value,
                all_known.value,
                share.numerator,
                share.value,
                between(share, share.interval),
                between(share, share.bounds),
                figures.find(f"{name}.us-china.change{at}"),
            )
        )
    caption = (
        "Papers with a US and a Chinese institution (joint), by year and basis, the headline basis of each year in "
        "bold; one country: papers with at least one country known; all: papers with every author's country known"
    )
    return table(columns, rows, caption, "tbl-by-cohort")


def _change(figure: Figure | None) -> str:
    if figure is None:
        return "–"
    return f"{as_text(figure, figure.value)} ({between(figure, figure.interval).replace(' points', '')})"


def one_country(config: Config, figures: FigureSet) -> str:
    """Papers of one country only, by cohort's headline basis."""
    groups = {
        "us": ("Any US", 17),
        "china": ("Any Chinese", 17),
        "us-only": ("US only", 16),
        "china-only": ("China only", 16),
        "one-country": ("One country", 16),
    }
    columns = (text("Year, basis", 18), *(number(name, width) for name, width in groups.values()))
    rows = []
    for name, cohort in config.cohorts.items():
        cells = [(figures.use(f"{name}.{slug}.share"), figures.use(f"{name}.{slug}.papers")) for slug in groups]
        said = (f"{as_text(s, s.value)} ({'≈ ' if n.estimate else ''}{as_text(n, n.value)})" for s, n in cells)
        rows.append((f"{config.label(cohort)}, {cohort.headline_basis}", *said))
    caption = (
        "Share and number of papers by the countries of their institutions; ≈ marks a number estimated from a sample"
    )
    return table(columns, rows, caption, "tbl-one-country")


def tables(found: Findings) -> dict[str, str]:
    """Name → Markdown."""
    return {
        **{f"glance-{source}": glance(found, source) for source in SOURCES},
        "by-cohort": by_cohort(found.config, found.figures),
        "one-country": one_country(found.config, found.figures),
    }
