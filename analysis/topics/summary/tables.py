"""The verdicts at a glance, and the share over the years, as Markdown tables."""

from __future__ import annotations

from analysis.figures.figure import Figure, FigureSet
from analysis.looks.numbers import as_text, between, percent, whole
from analysis.looks.tables import even, number, table, text
from analysis.looks.verdicts import HOLD, chip
from analysis.settings.config import Config
from analysis.topics.findings import Findings

SOURCES = {"retelling": "The retelling's sentences", "original": "The original's counts"}


def glance(found: Findings, source: str) -> str:
    """What one source said, our verdict, what we find, and a mark where that changed since the last release."""
    config = found.config
    columns = (
        text("Claim", 36),
        text("Verdict", 24),
        text("The words", 10, HOLD.__getitem__),
        number("We find", 13),
        number(f"{config.level} interval", 17),
    )
    rows = [
        (
            f"[{config.claims[v.claim].title}](report/claims/{v.claim}.qmd)",
            f"{chip(config, v.verdict)}{'' if v.robust else ' fragile'}",
            v.case.words,
            f"{as_text(v.decisive, v.decisive.value)} {found.marks.get(v.claim, '')}".strip(),
            between(v.decisive, v.decisive.interval),
        )
        for v in found.verdicts
        if config.claims[v.claim].source == source
    ]
    caption = (
        f"{SOURCES[source]} and our verdicts; whether the words hold of what we find; fragile: the verdict turns if a "
        "constant of our rules is a little other"
    )
    return table(columns, rows, caption, f"tbl-glance-{source}")


def by_cohort(config: Config, figures: FigureSet) -> str:
    """Papers of every cohort under every basis it has, and those of the main pair."""
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
    rows, key = [], config.pair.key
    for name, cohort, basis in config.records_of_years:
        at = cohort.at(basis)
        ids = [f"{name}.{measure}{at}" for measure in ("papers", "classified", "all-known", f"{key}.share")]
        if any(figure_id not in figures for figure_id in ids):
            continue
        papers, classified, all_known, share = map(figures.use, ids)
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
                figures.find(f"{name}.{key}.change{at}"),
            )
        )
    caption = (
        f"Papers with {config.one_of(config.pair)} institution (joint), by year and basis, the headline basis of each year in "
        "bold; one country: papers with at least one country known; all: papers with every author's country known"
    )
    return table(columns, rows, caption, "tbl-by-cohort")


def _change(figure: Figure | None) -> str:
    if figure is None:
        return "–"
    return f"{as_text(figure, figure.value)} ({between(figure, figure.interval).replace(' points', '')})"


def one_country(config: Config, figures: FigureSet) -> str:
    """Papers of one country only, by cohort's headline basis."""
    kinds = {
        **{key: f"Any {group.adjective}" for key, group in config.groups.items()},
        **{f"{key}-only": f"{group.short} only" for key, group in config.groups.items()},
        "one-country": "One country",
    }
    widths = even(82, len(kinds))
    columns = (text("Year, basis", 18), *map(number, kinds.values(), widths))
    rows = []
    for name, cohort in config.years.items():
        ids = [(f"{name}.{slug}.share", f"{name}.{slug}.papers") for slug in kinds]
        if any(figure_id not in figures for both in ids for figure_id in both):
            continue
        cells = [(figures.use(share), figures.use(papers)) for share, papers in ids]
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
