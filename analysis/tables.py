"""Figures, verdicts and snapshots → Markdown tables that the report includes."""

from __future__ import annotations

from collections.abc import Mapping

from analysis import claimreview, config_tables, data_tables, grid_tables, tables_bridge, tables_growth, tables_questions, tables_sure
from analysis.claims import Verdict
from analysis.config import Config
from analysis.figure import FigureSet
from analysis.markdown import markdown
from analysis.measures import cohort_with_bodies
from analysis.papers import papers_query
from analysis.variables import as_text, between, is_change, percent, whole
from analysis.workbook import Workbook


def chip(verdict: Verdict, config: Config) -> str:
    """A verdict as a coloured chip."""
    return f"[{config.verdicts.scale[verdict.verdict].name}]{{.verdict .verdict-{verdict.verdict}}}"


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
    return markdown(("Claim", "Verdict", "We find", "95% interval"), rows, "llrr", f"{who} and our verdicts", f"tbl-glance-{source}", "[43,22,15,20]")


def verdict_line(config: Config, verdict: Verdict, mark: str = "") -> str:
    """The verdict of a claim with its rule, in one sentence, and a mark where the number changed since the last release."""
    about = config.verdicts.scale[verdict.verdict].about
    return f"{chip(verdict, config)} {about[0].upper()}{about[1:]}. {mark}".rstrip() + "\n"


def behind(verdict: Verdict) -> str:
    """How to get the list of papers behind a claim's deciding figure."""
    figure = verdict.decisive
    command = " ".join(["factcheck papers", *(f"--{name} {value}" for name, value in papers_query(figure).items() if value)])
    what = "papers counted in the later year" if is_change(figure) else "papers counted"
    return f"""The figure's id is `{figure.id}`. The command `{command}` lists the {what}, each with its address, countries and institutions.

::: {{.content-visible when-format="html"}}
[Download the list of papers](../../papers/{verdict.claim}.csv), or [the same for a spreadsheet](../../papers/{verdict.claim}.xlsx).
:::
"""


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
            (f"{config.label(cohort)} **{basis}**" if not at else f"{config.label(cohort)} {basis}", whole(figures.use(f"{name}.papers{at}").value), as_text(classified, classified.value), percent(figures.use(f"{name}.all-known{at}").value),
             whole(share.numerator), as_text(share, share.value), between(share, share.interval), between(share, share.bounds),
             f"{as_text(since, since.value)} ({between(since, since.interval).replace(' points', '')})" if since else "–")
        )  # fmt: skip
    header = ("Year, basis", "Papers", "One country", "All", "Joint", "Share", "Interval", "Bounds", "Change since the year before with this source")
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
    caption = "Share and number of papers by the countries of their institutions; ≈ marks a number estimated from a sample"
    return markdown(header, rows, "lrrrrr", caption, "tbl-one-country", "[18,17,17,16,16,16]")


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
        rows.append((about.name[0].upper() + about.name[1:], *(f"{as_text(f, f.value)} ({whole(f.numerator)})" for f in cells)))
    sizes = [figures.use(f"{cohort}.adoption.{next(iter(config.terms))}.{g}.share{at}").denominator for g in ("us", "china", "us-china", "all")]
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


def all_tables(config: Config, book: Workbook, figures: FigureSet, verdicts: list[Verdict], marks: Mapping[str, str] | None = None) -> dict[str, str]:
    """File name → Markdown of every table of the report, and what machines read of each claim; `marks`: claim → what changed since the last release."""
    marks = marks or {}
    found = {
        "glance-retelling": glance(config, verdicts, "retelling", marks), "glance-original": glance(config, verdicts, "original", marks), "by-cohort": by_cohort(config, figures),
        "one-country": one_country(config, figures), "coverage": data_tables.coverage(book), "sources": data_tables.sources(book), "files": data_tables.files(config), "resolution": data_tables.resolution(book), "methods": data_tables.methods(book), "accuracy": data_tables.accuracy(figures),
        "unresolved": data_tables.unresolved(book), "not-checkable": config_tables.not_checkable(config), "scale": config_tables.scale(config), "definitions": config_tables.definitions(config), "terms": config_tables.terms(config), "limits": config_tables.limits(config),
    }  # fmt: skip
    found |= tables_sure.all_tables(config, figures) | tables_bridge.all_tables(config, figures) | tables_growth.all_tables(config, figures)
    found |= tables_questions.all_tables(config, figures, book)
    if named := cohort_with_bodies(config, figures):
        found |= {f"adoption-{level}": adoption(config, figures, named, level) for level in config.levels}
    for v in verdicts:
        found |= {
            f"claim-{v.claim}": grid_tables.nearest(config, v),
            f"grid-{v.claim}": grid_tables.whole_grid(config, v),
            f"flip-{v.claim}": grid_tables.flip(config, v, figures),
            f"verdict-{v.claim}": verdict_line(config, v, marks.get(v.claim, "")),
            f"behind-{v.claim}": behind(v),
        }
    found |= claimreview.scripts(config, verdicts)
    return {f"{name}.md": text for name, text in found.items()}
