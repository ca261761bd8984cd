"""Tables of the page from three to nineteen percent."""

from __future__ import annotations

from analysis.figures.figure import Figure, FigureSet
from analysis.looks.numbers import as_text, between, percent, signed, whole
from analysis.looks.tables import capital, number, table, text
from analysis.settings.config import Config
from analysis.topics.between_counts import independent, reconstruction_tables
from analysis.topics.between_counts.discordant import DIRECTIONS, REASONS
from analysis.topics.between_counts.reconstruction import cohort_of, counts_of
from analysis.topics.between_counts.waterfall import TOTAL, branches, steps_of
from analysis.topics.findings import Findings

# question, what its number counts, year → measure
QUESTIONS: tuple[tuple[str, str, dict[int, str]], ...] = (
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
)
ENDS = {"print": "what papers print", "program": "what authors told the conference"}
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


def questions(config: Config, figures: FigureSet, label: str) -> str:
    """Which number answers which question, for the years of the original."""
    years = list(counts_of(config))
    columns = (
        text("Question", 32),
        *(number(str(year), 10, percent) for year in years),
        text("What it counts", 48),
    )
    rows = []
    for question, what, measures in QUESTIONS:
        found = [figures.find(f"{cohort_of(config, year)}.{measures.get(year)}") for year in years]
        rows.append((question, *(f and f.value for f in found), what))
    for key, other in config.independent.items():
        shares = [other.counts[year][0] / other.counts[year][1] if year in other.counts else None for year in years]
        question = (
            "What did the article's original count?"
            if key == config.reconstructions.original
            else f"What does the independent count {other.name} find?"
        )
        rows.append((question, *shares, other.about))
    caption = "Share of papers with a US and a Chinese institution: one number for each question"
    return table(columns, rows, caption, label)


def waterfall(config: Config, figures: FigureSet, name: str, branch: str) -> str:
    """The steps of one branch with the running total; nothing where it has none."""
    rows, now = [], 0
    for step in steps_of(figures, name, branch):
        if step.kind == TOTAL:
            now = step.papers
            rows.append((f"**{step.words}**", "", "", f"**{now:,}**"))
        else:
            now += step.papers
            rows.append((step.words, step.kind, signed(step.papers), f"{now:,}"))
    if not rows:
        return ""
    columns = (text("Step", 52), text("Kind", 18), number("Change", 15), number("Papers", 15))
    end = config.independent[branch].name if branch in config.independent else ENDS[branch]
    caption = f"From the original's count to {end}, {config.cohorts[name].year}, in papers"
    return table(columns, rows, caption, f"tbl-bridge-{name}-{branch}")


def reasons(figures: FigureSet, name: str) -> str:
    """Why print and profile disagree, by direction."""
    columns = (
        text("Reason", 32, capital),
        number("Profile only", 16, _share),
        number("Interval", 18, _interval),
        number("Print only", 16, _share),
        number("Interval", 18, _interval),
    )
    rows = []
    for reason, why in REASONS.items():
        one, other = (figures.use(f"{name}.discordant.{direction}.{reason}") for direction in DIRECTIONS)
        rows.append((why, one, one, other, other))
    caption = (
        "Main reason why a paper is joint by profile and not by print, or by print and not by profile; "
        "every such paper among those read in full"
    )
    return table(columns, rows, caption, f"tbl-reasons-{name}")


def _share(figure: Figure) -> str:
    return f"{whole(figure.numerator)} ({as_text(figure, figure.value)})"


def _interval(figure: Figure) -> str:
    return between(figure, figure.interval)


def reproduced(config: Config, figures: FigureSet, key: str) -> str:
    """One independent analysis under its own rules, step by step, a column for each year; nothing without years."""
    names = [name for name in config.cohorts if f"{name}.peer-{key}.published" in figures]
    if not names:
        return ""
    places = {slug: f"of the places: {name}" for slug, name in independent.NAMES.items()}
    rows = []
    for slug, words in {**independent.STEPS, **places, "names": "names of affiliations placed otherwise"}.items():
        found = [figures.find(f"{name}.peer-{key}.{slug}") for name in names]
        say = signed if slug in places or slug == "remaining" else whole
        if any(found):
            rows.append((words, *("–" if f is None or f.value is None else say(f.value) for f in found)))
    shared = "; a dash: the profiles of that year are joined by id, so that no name is shared"
    dash = any("–" in row for row in rows)
    columns = [number(str(config.cohorts[name].year), round(50 / len(names))) for name in names]
    caption = f"US-China papers under the rules of {config.independent[key].name}{shared if dash else ''}"
    return table([text("Step", 50, capital), *columns], rows, caption, f"tbl-peer-{key}")


def completed(config: Config, figures: FigureSet) -> str:
    """Completed counts by cohort and definition."""
    columns = (
        text("Year, definition", 34),
        number("Found", 10, whole),
        number("Open", 10, percent),
        number("Kept", 10, percent),
        number("Completed", 12, whole),
        number("95% interval", 15, _interval),
        number("Spread", 9, whole),
    )
    rows = []
    for figure in figures:
        if ".knockout.completed." in figure.id:
            completed, share_open, kept, spread = (
                figures.use(figure.id.replace("completed.papers", measure))
                for measure in ("completed.papers", "open.share", "kept.share", "spread.papers")
            )
            cohort = config.cohorts[figure.cohort]
            words = f"{config.label(cohort)}, {config.words_of(figure.definition, cohort)}"
            values = (share_open.value, kept.value, completed.value)
            rows.append((words, completed.numerator, *values, completed, spread.value))
    caption = (
        "Open: authorships whose country is open; kept: joint papers that stay joint when as many again are hidden; "
        "spread: standard deviation from one hiding to the next"
    )
    return table(columns, rows, caption, "tbl-knockout")


def tested(figures: FigureSet) -> str:
    """The test of the completed counts against a second record."""
    columns = (text("What", 64), number("Value", 14), number("95% interval", 22, _interval))
    found = [figures.use(f.id) for test in TESTS for f in figures if f".knockout-test.{test}@" in f.id]
    rows = [(f.words, as_text(f, f.value), f) for f in found]
    caption = "The completion put to the test: the program says what the authorships are that profiles leave open"
    return table(columns, rows, caption, "tbl-knockout-test")


def tables(found: Findings) -> dict[str, str]:
    """Name → Markdown of every table of the page."""
    config, figures = found.config, found.figures
    made = {
        "questions": questions(config, figures, "tbl-questions"),
        "questions-index": questions(config, figures, "tbl-which"),
        "knockout": completed(config, figures),
        "knockout-test": tested(figures),
        "reconstruction": reconstruction_tables.ways(config, figures),
        "ways": reconstruction_tables.rules(config),
    }
    made |= {f"peer-{key}": reproduced(config, figures, key) for key in config.independent}
    for name in config.cohorts:
        made |= {f"bridge-{name}-{b}": waterfall(config, figures, name, b) for b in branches(config)}
        if f"{name}.discordant.agreement" in figures:
            made[f"reasons-{name}"] = reasons(figures, name)
    return {name: text for name, text in made.items() if text}
