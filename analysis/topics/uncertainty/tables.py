"""Tables of sampling, calibration and correction: how far each headline figure could be off, and why."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.figures.adoption import measure
from analysis.figures.figure import Figure, FigureSet
from analysis.looks.numbers import as_text, between, percent
from analysis.looks.tables import capital, number, table, text
from analysis.settings.config import Config
from analysis.settings.figure_ids import figure_id
from analysis.topics.findings import Findings
from analysis.topics.uncertainty.calibration import as_printed, sampled
from analysis.topics.uncertainty.sample_like_rest import tests_of

NONE = "–"


def three_kinds(config: Config, figures: FigureSet) -> str:
    """Each cohort's headline share with its interval, its bounds, and the estimate corrected for our errors."""
    columns = (
        text("Year, record", 21),
        number("Share", 11),
        number("Chance", 18),
        number("The unknown", 18),
        number("Corrected", 13),
        number("Our errors", 19),
    )
    rows, joint = [], f"{config.pair.key}.share"
    for name, cohort in config.years.items():
        share = figures.use(figure_id(name, joint))
        row = (
            f"{config.label(cohort)}, {config.definitions['basis'][cohort.headline_basis].name}",
            as_text(share, share.value),
            between(share, share.interval),
            between(share, share.bounds),
        )
        if right := figures.find(figure_id(name, f"corrected.{joint}")):
            rows.append((*row, as_text(right, right.value), between(right, right.interval)))
        else:
            rows.append((*row, NONE, NONE))
    caption = (
        "The headline share of each year, and three answers to “how sure?”: the interval of chance, "
        "the bounds of the unknown, and the share corrected for our errors with its interval"
    )
    return table(columns, rows, caption, "tbl-three-kinds")


def sample_like_rest(config: Config, figures: FigureSet, name: str) -> str:
    """Differences between papers inside and outside the sample; without the blocks at hand where that is all."""
    heads = {"at-hand": "Block at hand, or not", "read": "Block read in full, or not"}
    tests = {part: found for part in heads if (found := tests_of(figures, name, part))}
    columns = (text("Papers with", 40), *(number(heads[part], 30) for part in tests))
    rows = [(capital(same[0].kind), *map(_marked, same)) for same in zip(*tests.values(), strict=True)]
    differ = [figures.use(figure_id(name, f"sample-test.{part}.title-words")) for part in tests]
    rows.append((f"Of the {differ[0].denominator} commonest words of titles, differ", *(str(f.value) for f in differ)))
    caption = (
        f"Is the sample like the rest? Share of papers inside minus share outside, with {config.level} intervals; "
        "● marks a difference that chance alone would seldom give"
    )
    return table(columns, rows, caption, "tbl-sample")


def _marked(figure: Figure) -> str:
    """A difference with its interval, and a mark where that leaves zero out."""
    low, high = figure.interval or (0.0, 0.0)
    span = between(figure, figure.interval).replace(" points", "")
    return f"{as_text(figure, figure.value)} ({span}){'' if low <= 0 <= high else ' ●'}"


def trial(config: Config, figures: FigureSet, name: str) -> str:
    """How the calibrated and the plain estimate did where the truth is known."""
    columns = (
        text("Samples", 36),
        text("Estimate", 16),
        number("Interval holds", 28, lambda held: f"{percent(held.value)} ({between(held, held.interval)})"),
        number("Error", 10),
        number("Width", 10),
    )
    truth = figures.use(f"{name}.validation.truth")
    caption = (
        f"The estimates tried on {config.cohorts[name].year}, where the schedule gives {percent(truth.value)}: "
        "how often the interval holds the true number, mean error and width in points"
    )
    return table(columns, _trials(figures, f"{name}.validation"), caption, "tbl-trial")


def _trials(figures: FigureSet, slug: str) -> Iterator[tuple[str, str, Figure, str, str]]:
    for samples, words in (("random", "Drawn at random"), ("uneven", "Drawn as unevenly as the real one")):
        for who in ("calibrated", "plain"):
            found = [figures.find(f"{slug}.{samples}.{who}.{m}") for m in ("coverage", "bias", "width")]
            if all(found):
                held, bias, width = (figure for figure in found if figure)
                error = as_text(bias, bias.value).replace("points", "").strip()
                yield words, who, held, error, as_text(width, width.value).rstrip("%")
    if terms := figures.find(f"{slug}.terms.coverage"):
        yield "At random, terms in title or abstract", "calibrated", terms, NONE, NONE


def calibrated(config: Config, figures: FigureSet, name: str) -> str:
    """Plain and calibrated numbers side by side, for collaboration and for the terms of the claims."""
    columns = (text("Papers", 39), number("Plain", 11), number("Calibrated share", 27), number("Calibrated count", 23))
    both = " and ".join(config.groups[group].adjective for group in config.pair)
    rows = [_plain_and_calibrated(figures, name, config.pair.key, as_printed(config, name), f"{both} institution")]
    claimed = [figures.use(f) for claim in config.claims.values() for f in claim.figures if f in figures]
    asked = {(f.term, f.group) for f in claimed if f.cohort == name and f.term and f.group in config.groups}
    for term, group in sorted(asked):
        who = f"{capital(config.terms[term].name)}, {config.groups[group].adjective} papers"
        for level, about in config.levels.items():
            at = as_printed(config, name, level)
            if figure_id(name, measure(term, group, "share"), at) in figures:
                label = f"{who}, {about.name}"
                rows.append(_plain_and_calibrated(figures, name, f"adoption.{term}.{group}", at, label))
    caption = (
        "The plain numbers of the papers read in full, "
        "and the same calibrated by the profiles for all papers of the main track"
    )
    return table(columns, rows, caption, "tbl-calibrated")


def _plain_and_calibrated(figures: FigureSet, name: str, about: str, at: str, label: str) -> tuple[str, ...]:
    share = figures.use(figure_id(name, f"{about}.share", at))
    better = [figures.find(figure_id(name, f"calibrated.{about}.{unit}", at)) for unit in ("share", "papers")]
    said = (f"{as_text(f, f.value)} ({between(f, f.interval)})" if f else NONE for f in better)
    return label, as_text(share, share.value), *said


def tables(found: Findings) -> dict[str, str]:
    """Name → Markdown; tables of a sample only where a cohort has one."""
    config, figures = found.config, found.figures
    made = {"three-kinds": three_kinds(config, figures)}
    if name := sampled(config, figures):
        made |= {"sample": sample_like_rest(config, figures, name), "calibrated": calibrated(config, figures, name)}
    if tried := config.shown(n for n in config.cohorts if figure_id(n, "validation.truth") in figures):
        made["trial"] = trial(config, figures, tried)
    return made
