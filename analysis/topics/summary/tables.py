"""Figures, verdicts and snapshots → Markdown tables that the report includes."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.claims.judge import Verdict
from analysis.figures.figure import FigureSet
from analysis.looks.markdown import markdown
from analysis.looks.numbers import as_text, between, percent, whole
from analysis.settings.config import Config
from analysis.topics.claims.tables import chip
from analysis.topics.findings import Findings


def glance(config: Config, verdicts: list[Verdict], source: str, marks: Mapping[str, str]) -> str:
    """The verdicts at a glance: what was said, what we find, the verdict; `marks` has what changed since the last release, by claim."""
    rows = [
        (
            f"[{config.claims[v.claim].title}](report/claims/{v.claim}.qmd)",
            chip(v, config),
            f"{as_text(v.decisive, v.decisive.value)} {marks.get(v.claim, '')}".strip(),
            between(v.decisive, v.decisive.interval),
        )
        for v in verdicts
        if config.claims[v.claim].source == source
    ]
    who = {"retelling": "The retelling's sentences", "original": "The original's counts"}[source]
    return markdown(
        ("Claim", "Verdict", "We find", "95% interval"),
        rows,
        "llrr",
        f"{who} and our verdicts",
        f"tbl-glance-{source}",
        "[43,22,15,20]",
    )


def by_cohort(config: Config, figures: FigureSet) -> str:
    """Papers and collaboration of every cohort under every basis it has."""
    rows = []
    for name, cohort, basis in config.records:
        at = cohort.at(basis)
        share = figures.use(f"{name}.us-china.share{at}")
        classified = figures.use(f"{name}.classified{at}")
        change = f"{name}.us-china.change{at}"
        since = figures.use(change) if change in figures else None
        rows.append(
            (
                f"{config.label(cohort)} **{basis}**" if not at else f"{config.label(cohort)} {basis}",
                whole(figures.use(f"{name}.papers{at}").value),
                as_text(classified, classified.value),
                percent(figures.use(f"{name}.all-known{at}").value),
                whole(share.numerator),
                as_text(share, share.value),
                between(share, share.interval),
                between(share, share.bounds),
                f"{as_text(since, since.value)} ({between(since, since.interval).replace(' points', '')})"
                if since
                else "–",
            )
        )
    header = (
        "Year, basis",
        "Papers",
        "One country",
        "All",
        "Joint",
        "Share",
        "Interval",
        "Bounds",
        "Change since the year before with this source",
    )
    caption = "Papers with a US and a Chinese institution (joint), by year and basis, the headline basis of each year in bold; one country: papers with at least one country known; all: papers with every author's country known"
    return markdown(header, rows, "lrrrrrrrr", caption, "tbl-by-cohort", "[14,9,10,9,8,8,13,13,16]")


def one_country(config: Config, figures: FigureSet) -> str:
    """Papers of one country only, by cohort's headline basis."""
    rows = []
    for name, cohort in config.cohorts.items():
        cells = [
            (figures.use(f"{name}.{slug}.share"), figures.use(f"{name}.{slug}.papers"))
            for slug in ("us", "china", "us-only", "china-only", "one-country")
        ]
        rows.append(
            (
                f"{config.label(cohort)}, {cohort.headline_basis}",
                *(f"{as_text(s, s.value)} ({'≈ ' if n.estimate else ''}{as_text(n, n.value)})" for s, n in cells),
            )
        )
    header = ("Year, basis", "Any US", "Any Chinese", "US only", "China only", "One country")
    caption = (
        "Share and number of papers by the countries of their institutions; ≈ marks a number estimated from a sample"
    )
    return markdown(header, rows, "lrrrrr", caption, "tbl-one-country", "[18,17,17,16,16,16]")


def tables(found: Findings) -> dict[str, str]:
    """Name → Markdown."""
    config, figures = found.config, found.figures
    made = {
        f"glance-{source}": glance(config, found.verdicts, source, found.marks) for source in ("retelling", "original")
    }
    return {**made, "by-cohort": by_cohort(config, figures), "one-country": one_country(config, figures)}
