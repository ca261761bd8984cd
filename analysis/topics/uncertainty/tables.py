"""Tables of sampling, calibration and correction: how far each headline figure could be off, and why."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.figures.adoption import measure
from analysis.figures.figure import Figure, FigureSet
from analysis.looks.numbers import as_text, between, percent, whole
from analysis.looks.tables import capital, number, table, text
from analysis.settings.config import Config
from analysis.settings.figure_ids import figure_id
from analysis.topics.findings import Findings
from analysis.topics.uncertainty.calibration import as_printed, sampled
from analysis.topics.uncertainty.drawn_sample import STRATUM as DRAWN
from analysis.topics.uncertainty.record_pairs import BOTH, HEADLINE, KAPPA, OTHER, SAME, compared
from analysis.topics.uncertainty.record_pairs import measure as measure_of_records
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


def record_pairs(config: Config, figures: FigureSet) -> str:
    """How far the headline record of each year and its other records agree on the main pair; nothing without two."""
    columns = (
        text("Year, records", 34),
        number("Papers", 10, whole),
        number("Joint by both", 12, whole),
        number("By the first only", 12, whole),
        number("By the second only", 12, whole),
        number("Same answer", 12),
        number("Kappa", 8),
    )
    rows, named = [], {key: basis.name for key, basis in config.definitions["basis"].items()}
    for name, basis in compared(config):
        cohort = config.cohorts[name]
        slices = {f.slice: f for f in figures.of(measure_of_records(config.pair, basis), name)}
        if not slices:
            continue
        counts = [figures.use(slices[slug].id).value for slug in (BOTH, HEADLINE, OTHER)]
        same, kappa = figures.use(slices[SAME].id), figures.use(slices[KAPPA].id)
        label = f"{config.label(cohort)}, {named[cohort.headline_basis]} and {named[basis]}"
        beyond = NONE if kappa.value is None else f"{kappa.value:.2f}"
        rows.append((label, same.denominator, *counts, as_text(same, same.value), beyond))
    caption = (
        "What each record is worth: papers that two records of a year both tell in full, "
        f"and whether each calls them {config.name_of(config.pair)} papers; kappa is the agreement beyond chance"
    )
    return table(columns, rows, caption, "tbl-records") if rows else ""


def drawn(config: Config, figures: FigureSet, name: str) -> str:
    """What a drawn sample says of each stratum, and of all papers of the main track."""
    columns = (
        text("Papers of the main track", 40),
        number("Papers", 10, whole),
        number("Read in full", 12, whole),
        number("Print both", 12, whole),
        number("Share", 10),
        number("Interval", 16),
    )
    at = f"{config.pair.key}.{DRAWN}"
    sizes, shares = ({f.slice: f for f in figures.of(f"{at}-{what}", name)} for what in ("papers", "share"))
    rows = []
    for slug in sorted(sizes, key=lambda slug: sizes[slug].order):
        size, share = figures.use(sizes[slug].id), figures.use(shares[slug].id)
        said = (as_text(share, share.value), between(share, share.interval))
        rows.append((capital(size.kind), size.value, share.denominator, share.numerator, *said))
    found = figures.use(figures.of(f"calibrated.{config.pair.key}.share", name)[0].id)
    total = sum(f.value or 0 for f in sizes.values())
    said = (as_text(found, found.value), between(found, found.interval))
    of = (sum(f.denominator or 0 for f in shares.values()), sum(f.numerator or 0 for f in shares.values()))
    rows.append(("**All, each stratum as often as it occurs**", total, *of, *said))
    caption = (
        f"{config.label(config.cohorts[name])}: title blocks of a sample, drawn by what two other records say, "
        "and what they say of all papers"
    )
    return table(columns, rows, caption, "tbl-drawn")


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
    made = {"three-kinds": three_kinds(config, figures), "records": record_pairs(config, figures)}
    at = f"{config.pair.key}.{DRAWN}-share"
    if name := config.shown(name for name in config.cohorts if figures.of(at, name)):
        made["drawn"] = drawn(config, figures, name)
    if name := sampled(config, figures):
        made |= {"sample": sample_like_rest(config, figures, name), "calibrated": calibrated(config, figures, name)}
    if tried := config.shown(n for n in config.cohorts if figure_id(n, "validation.truth") in figures):
        made["trial"] = trial(config, figures, tried)
    return made
