"""Figures of sampling, calibration and correction → Markdown tables: how sure we are of each headline figure, and whether the sample is like the rest."""

from __future__ import annotations

from analysis.figures.figure import FigureSet
from analysis.looks.markdown import markdown
from analysis.looks.numbers import as_text, between, percent
from analysis.settings.config import Config
from analysis.topics.findings import Findings
from analysis.topics.uncertainty.sampling import ABOUT


def three_kinds(config: Config, figures: FigureSet) -> str:
    """Each cohort's headline share with its interval, its bounds, and the estimate corrected for the attribution's errors."""
    rows = []
    for name, cohort in config.cohorts.items():
        share = figures.use(f"{name}.us-china.share")
        corrected = f"{name}.corrected.us-china.share"
        right = figures.use(corrected) if corrected in figures else None
        cells = (as_text(right, right.value), between(right, right.interval)) if right else ("–", "–")
        record = f"{config.label(cohort)}, {config.definitions['basis'][cohort.headline_basis].name}"
        rows.append(
            (record, as_text(share, share.value), between(share, share.interval), between(share, share.bounds), *cells)
        )
    caption = "The headline share of each year, and three answers to “how sure?”: the interval of chance, the bounds of the unknown, and the share corrected for our errors with its interval"
    header = ("Year, record", "Share", "Chance", "The unknown", "Corrected", "Our errors")
    return markdown(header, rows, "lrrrrr", caption, "tbl-three-kinds", "[21,11,18,18,13,19]")


def sample_like_rest(figures: FigureSet, name: str) -> str:
    """Differences between papers inside and outside the sample, by feature; without the blocks at hand where that is all."""
    heads = {"at-hand": "Block at hand, or not", "read": "Block read in full, or not"}
    parts = [part for part in heads if f"{name}.sample-test.{part}.title-words" in figures]
    rows = []
    for feature, words in ABOUT.items():
        cells = [figures.use(f"{name}.sample-test.{part}.{feature}") for part in parts]
        marks = ["" if f.interval[0] <= 0 <= f.interval[1] else " ●" for f in cells]
        rows.append(
            (
                words[0].upper() + words[1:],
                *(
                    f"{as_text(f, f.value)} ({between(f, f.interval).replace(' points', '')}){m}"
                    for f, m in zip(cells, marks, strict=True)
                ),
            )
        )
    words = [figures.use(f"{name}.sample-test.{part}.title-words") for part in parts]
    rows.append((f"Of the {words[0].denominator} commonest words of titles, differ", *(str(f.value) for f in words)))
    caption = "Is the sample like the rest? Share of papers inside minus share outside, with 95% intervals; ● marks a difference that chance alone would seldom give"
    widths = f"[40{',30' * len(parts)}]"
    return markdown(
        ("Papers with", *(heads[part] for part in parts)), rows, "l" + "r" * len(parts), caption, "tbl-sample", widths
    )


def trial(config: Config, figures: FigureSet, name: str) -> str:
    """How the calibrated and the plain estimate did where the truth is known."""
    rows = []
    for slug, words in (("random", "drawn at random"), ("uneven", "drawn as unevenly as the real one")):
        for who in ("calibrated", "plain"):
            held, bias, width = (
                figures.use(f"{name}.validation.{slug}.{who}.{m}") for m in ("coverage", "bias", "width")
            )
            rows.append(
                (
                    words[0].upper() + words[1:],
                    who,
                    f"{percent(held.value)} ({between(held, held.interval)})",
                    as_text(bias, bias.value).replace("points", "").strip(),
                    as_text(width, width.value).rstrip("%"),
                )
            )
    held = figures.use(f"{name}.validation.terms.coverage")
    rows.append(
        (
            "At random, terms in title or abstract",
            "calibrated",
            f"{percent(held.value)} ({between(held, held.interval)})",
            "–",
            "–",
        )
    )
    truth = figures.use(f"{name}.validation.truth")
    caption = f"The estimates tried on {config.cohorts[name].year}, where the schedule gives {percent(truth.value)}: how often the interval holds the true number, mean error and width in points"
    return markdown(
        ("Samples", "Estimate", "Interval holds", "Error", "Width"),
        rows,
        "llrrr",
        caption,
        "tbl-trial",
        "[36,16,28,10,10]",
    )


def calibrated(config: Config, figures: FigureSet, name: str) -> str:
    """Plain and calibrated numbers side by side, for collaboration and for the terms of the claims."""
    asked = {
        tuple(f.partition("@")[0].split(".")[2:4])
        for c in config.claims.values()
        for f in c.figures
        if f.startswith(f"{name}.adoption.")
    }
    rows = [_pair(figures, name, "us-china", "", "US and Chinese institution")]
    for term, group in sorted(asked):
        who = {"china": "Chinese", "us": "US"}[group]
        for level, about in config.levels.items():
            at = "" if level == next(iter(config.levels)) else f"@{level}"
            rows.append(
                _pair(
                    figures,
                    name,
                    f"adoption.{term}.{group}",
                    at,
                    f"{config.terms[term].name[0].upper()}{config.terms[term].name[1:]}, {who} papers, {about.name}",
                )
            )
    caption = "The plain numbers of the papers read in full, and the same calibrated by the profiles for all papers of the main track"
    return markdown(
        ("Papers", "Plain", "Calibrated share", "Calibrated count"),
        rows,
        "lrrr",
        caption,
        "tbl-calibrated",
        "[39,11,27,23]",
    )


def _pair(figures: FigureSet, name: str, measure: str, at: str, label: str) -> tuple[str, ...]:
    share = figures.use(f"{name}.{measure}.share{at}")
    if f"{name}.calibrated.{measure}.share{at}" not in figures:
        return (label, as_text(share, share.value), "–", "–")
    better, count = (figures.use(f"{name}.calibrated.{measure}.{unit}{at}") for unit in ("share", "papers"))
    with_interval = (f"{as_text(f, f.value)} ({between(f, f.interval)})" for f in (better, count))
    return (label, as_text(share, share.value), *with_interval)


def tables(found: Findings) -> dict[str, str]:
    """Name → Markdown; tables of a sample only where a cohort has one."""
    config, figures = found.config, found.figures
    made = {"three-kinds": three_kinds(config, figures)}
    if sampled := config.shown(n for n in config.cohorts if f"{n}.calibrated.us-china.share" in figures):
        made |= {"sample": sample_like_rest(figures, sampled), "calibrated": calibrated(config, figures, sampled)}
    if tried := config.shown(n for n in config.cohorts if f"{n}.validation.truth" in figures):
        made["trial"] = trial(config, figures, tried)
    return made
