"""Tables of the page from three to nineteen percent."""

from __future__ import annotations

from analysis.figures.figure import Figure, FigureSet
from analysis.looks.markdown import markdown
from analysis.looks.numbers import as_text, between, percent, signed, whole
from analysis.settings.config import Config
from analysis.topics.between_counts import peers
from analysis.topics.between_counts.reconstruction import (
    RECORDS,
    Trial,
    cohort_of,
    distance,
    id_of,
    is_near,
    shown_trials,
    trials,
)
from analysis.topics.between_counts.waterfall import BRANCHES, DIRECTIONS, REASONS, TOTAL, read_steps
from analysis.topics.findings import Findings


def questions(config: Config, figures: FigureSet, label: str) -> str:
    """Which number answers which question, for the years of the original."""
    original = config.independent[config.reconstructions.original]
    names = {year: cohort_of(config, year) for year in original.counts}
    rows = []
    for question, what, by_year in (
        (
            "What do the papers themselves say?",
            "an institution of each country printed on the paper, any author; calibrated for the main track",
            {2025: "calibrated.us-china.share"},
        ),
        (
            "What did the authors tell the conference?",
            "any author by the conference's schedule, all tracks",
            {2024: "us-china.share"},
        ),
        (
            "Where do the authors' profiles place them?",
            "any author by profile, all tracks, wherever the author has moved since",
            {2024: "us-china.share@profile-by-name", 2025: "us-china.share@profile"},
        ),
        (
            "Do first and last author span both countries?",
            "by schedule (all tracks), and by profile (main track)",
            {2024: "us-china.share@first-last", 2025: "us-china.share@profile+first-last+main"},
        ),
    ):
        cells = []
        for year, name in names.items():
            figure_id = f"{name}.{by_year[year]}" if name and year in by_year else None
            cells.append(percent(figures.use(figure_id).value) if figure_id in figures else "–")
        rows.append((question, *cells, what))
    for key, other in config.independent.items():
        cells = [
            percent(other.counts[year][0] / other.counts[year][1]) if year in other.counts else "–" for year in names
        ]
        verb = (
            "What did the article's original count?"
            if key == config.reconstructions.original
            else f"What does the independent count {other.name} find?"
        )
        rows.append((verb, *cells, other.about))
    header = ("Question", *(str(y) for y in names), "What it counts")
    caption = "Share of papers with a US and a Chinese institution: one number for each question"
    return markdown(header, rows, "l" + "r" * len(names) + "l", caption, label, "[32,10,10,48]")


ENDS = {"print": "what papers print", "program": "what authors told the conference"}


def bridge(config: Config, figures: FigureSet, name: str, branch: str) -> str:
    """The steps of one branch with the running total."""
    rows, now = [], 0
    for step in read_steps(figures, name, branch):
        total = step.kind == TOTAL
        now = step.papers if total else now + step.papers
        rows.append(
            (
                f"**{step.words}**" if total else step.words,
                "" if total else step.kind,
                "" if total else signed(step.papers),
                f"**{now:,}**" if total else f"{now:,}",
            )
        )
    end = config.independent[branch].name if branch in config.independent else ENDS[branch]
    caption = f"From the original's count to {end}, {config.cohorts[name].year}, in papers"
    return markdown(
        ("Step", "Kind", "Change", "Papers"), rows, "llrr", caption, f"tbl-bridge-{name}-{branch}", "[52,18,15,15]"
    )


def reasons(figures: FigureSet, name: str) -> str:
    """Why print and profile disagree, by direction."""
    rows = []
    for reason, why in REASONS.items():
        cells = [figures.use(f"{name}.discordant.{direction}.{reason}") for direction in DIRECTIONS]
        rows.append(
            (
                why[0].upper() + why[1:],
                *(c for f in cells for c in (f"{whole(f.numerator)} ({as_text(f, f.value)})", between(f, f.interval))),
            )
        )
    header = ("Reason", "Profile only", "Interval", "Print only", "Interval")
    caption = "Main reason why a paper is joint by profile and not by print, or by print and not by profile; every such paper among those read in full"
    return markdown(header, rows, "lrrrr", caption, f"tbl-reasons-{name}", "[32,16,18,16,18]")


def reproduced(config: Config, figures: FigureSet, key: str) -> str:
    """One independent analysis under its own rules, step by step, a column for each year."""
    names = [n for n in config.cohorts if f"{n}.peer-{key}.published" in figures]
    rows = []
    for slug, words in {
        **peers.STEPS,
        **{s: f"of the places: {n}" for s, n in peers.NAMES.items()},
        "names": "names of affiliations placed otherwise",
    }.items():
        found = [figures.use(i) if (i := f"{n}.peer-{key}.{slug}") in figures else None for n in names]
        show = signed if slug in peers.NAMES or slug == "remaining" else whole
        if any(found):
            rows.append((words[0].upper() + words[1:], *("–" if f is None else show(f.value) for f in found)))
    shared = (
        "; a dash: the profiles of that year are joined by id, so that no name is shared"
        if any("–" in row for row in rows)
        else ""
    )
    caption = f"US-China papers under the rules of {config.independent[key].name}{shared}"
    widths = [50, *[round(50 / len(names))] * len(names)]
    header = ("Step", *(str(config.cohorts[n].year) for n in names))
    return markdown(header, rows, "l" + "r" * len(names), caption, f"tbl-peer-{key}", f"[{','.join(map(str, widths))}]")


def knocked_out(config: Config, figures: FigureSet) -> str:
    """Completed counts by cohort and definition."""
    rows = []
    for f in figures:
        if ".knockout.completed.papers" not in f.id:
            continue
        at = f.id.partition("@")[2]
        others = {
            m: figures.use(f"{f.cohort}.knockout.{m}" + (f"@{at}" if at else ""))
            for m in ("open.share", "kept.share", "spread.papers")
        }
        cohort = config.cohorts[f.cohort]
        figures.use(f.id)
        rows.append(
            (
                f"{config.label(cohort)}, {config.words_of(f.definition, cohort)}",
                whole(f.numerator),
                percent(others["open.share"].value),
                percent(others["kept.share"].value),
                whole(f.value),
                between(f, f.interval),
                whole(others["spread.papers"].value),
            )
        )
    header = ("Year, definition", "Found", "Open", "Kept", "Completed", "95% interval", "Spread")
    caption = "Open: authorships whose country is open; kept: joint papers that stay joint when as many again are hidden; spread: standard deviation from one hiding to the next"
    return markdown(header, rows, "lrrrrrr", caption, "tbl-knockout", "[34,10,10,10,12,15,9]")


TESTS = (
    "found.papers",
    "filled.papers",
    "even.papers",
    "by-country.papers",
    "known-us.share",
    "open-us.share",
    "known-china.share",
    "open-china.share",
)


def tested(figures: FigureSet) -> str:
    """The test of the completed counts against a second record."""
    found = [f for slug in TESTS for f in figures if f".knockout-test.{slug}@" in f.id]
    rows = [
        (f.label.partition(", NeurIPS")[0], as_text(f, figures.use(f.id).value), between(f, f.interval)) for f in found
    ]
    caption = "The completion put to the test: the program says what the authorships are that profiles leave open"
    return markdown(("What", "Value", "95% interval"), rows, "lrr", caption, "tbl-knockout-test", "[64,14,22]")


def ways(config: Config, figures: FigureSet) -> str:
    """Every way to count on the original's tracks with mainland China, and all others that come near in every year; the nearest first."""
    shown = shown_trials(config, figures)
    made = {f.id: f for f in figures}
    ids = {tuple(_ids(config, t)) for t in shown}
    more = [t for t in trials(config) if tuple(_ids(config, t)) not in ids and is_near(config, made, t)]
    years = config.independent[config.reconstructions.original].counts
    rows = []
    for trial in sorted([*shown, *more], key=lambda t: (distance(config, figures, t), t.key, t.track, t.china)):
        cells: list[str] = []
        for year, (count, _) in years.items():
            figure, share = (figures.use(id_of(config, trial, year, m)) for m in ("papers", "share"))
            cells += [
                f"{'≈ ' if figure.estimate else ''}{whole(figure.value)} ({percent(share.value)})",
                _off(figure, count),
            ]
        near = is_near(config, made, trial)
        words = f"{config.reconstructions.rules[trial.rule].name}, {_where(config, trial)}"
        rows.append((f"**{words}**" if near else words, *cells, "yes" if near else "no"))
    header = ("Way to count", *(c for year in years for c in (str(year), "off by")), "Near")
    caption = (
        f"Ways to count against the original's {' and '.join(f'{count} ({year})' for year, (count, _) in years.items())}; near: within {percent(config.reconstructions.near, 0)} in every year. "
        "Mainland China and the original's tracks unless said otherwise; ≈ marks an estimate from a sample"
    )
    return markdown(header, rows, "l" + "rr" * len(years) + "r", caption, "tbl-reconstruction", "[38,17,11,17,11,6]")


def _ids(config: Config, trial: Trial) -> list[str | None]:
    return [id_of(config, trial, year) for year in config.independent[config.reconstructions.original].counts]


def _off(figure: Figure, count: int) -> str:
    return "–" if figure.value is None else f"{100 * (figure.value - count) / count:+.0f}%".replace("-", "−")


def _where(config: Config, trial: Trial) -> str:
    words = [RECORDS.get(trial.record, trial.record)]
    if trial.track != "original":
        words.append(config.definitions["track"][trial.track].name)
    if trial.china != next(iter(config.definitions["china"])):
        words.append(config.definitions["china"][trial.china].name)
    return ", ".join(words)


def rules(config: Config) -> str:
    """What each way to count is."""
    rows = [(rule.name[0].upper() + rule.name[1:], rule.about) for rule in config.reconstructions.rules.values()]
    return markdown(
        ("Way to count", "What it counts"), rows, "ll", "The ways to count that were tried", "tbl-ways", "[30,70]"
    )


def tables(found: Findings) -> dict[str, str]:
    """Name → Markdown of every table of the page."""
    config, figures = found.config, found.figures
    made = {
        "questions": questions(config, figures, "tbl-questions"),
        "questions-index": questions(config, figures, "tbl-which"),
        "knockout": knocked_out(config, figures),
        "knockout-test": tested(figures),
        "reconstruction": ways(config, figures),
        "ways": rules(config),
    }
    made |= {
        f"peer-{key}": reproduced(config, figures, key)
        for key in config.independent
        if any(f".peer-{key}." in f.id for f in figures)
    }
    for name in config.cohorts:
        made |= {
            f"bridge-{name}-{b}": bridge(config, figures, name, b)
            for b in BRANCHES
            if any(f.id.startswith(f"{name}.bridge.{b}.") for f in figures)
        }
        if f"{name}.discordant.agreement" in figures:
            made[f"reasons-{name}"] = reasons(figures, name)
    return made
