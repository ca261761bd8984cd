"""Tables of the page from three to nineteen percent."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.figures.figure import Figure, FigureSet
from analysis.looks.numbers import as_text, between, percent, signed, whole
from analysis.looks.tables import capital, number, table, text
from analysis.settings.config import Config
from analysis.topics.between_counts import independent, reconstruction_tables
from analysis.topics.between_counts.completion_check import KIND as TEST
from analysis.topics.between_counts.discordant import DIRECTIONS
from analysis.topics.between_counts.reconstruction import counts_of
from analysis.topics.between_counts.waterfall import ENDS, TOTAL, steps_of
from analysis.topics.between_counts.words import words
from analysis.topics.findings import Findings


def questions(config: Config, figures: FigureSet, label: str) -> str:
    """Which number answers which question, for the years of the original, or of the questions where there is none."""
    asked = words().questions
    years = list(counts_of(config)) or sorted({year for question in asked for year in question.figures})
    columns = (
        text("Question", 32),
        *(number(str(year), 10, percent) for year in years),
        text("What it counts", 48),
    )
    rows = []
    for question in asked:
        found = [figures.find(question.figures.get(year, "")) for year in years]
        rows.append((question.question, *(f and f.value for f in found), question.counts))
    for key, other in config.independent.items():
        shares = [other.counts[year][0] / other.counts[year][1] if year in other.counts else None for year in years]
        said = (
            "What did the article's original count?"
            if key == config.original
            else f"What does the independent count {other.name} find?"
        )
        rows.append((said, *shares, other.about))
    caption = f"Share of papers with {config.one_of(config.pair)} institution: one number for each question"
    return table(columns, rows, caption, label) if rows else ""


def bridge_chart(config: Config, figures: FigureSet, name: str, key: str) -> str:
    """The chart that leads to an independent analysis, with its caption and what it shows; nothing without steps."""
    steps, year = steps_of(figures, name, key), config.cohorts[name].year
    if not steps:
        return ""
    bridge, called = words().bridges.get(key), config.independent[key].name
    to = bridge.to if bridge else f"that of {called}"
    label = bridge.label if bridge and bridge.label else key
    about = bridge.about if bridge else f"the count of {called}. Steps: {'; '.join(step.words for step in steps)}."
    caption = f"From the original's count to {to}, {year}, in papers."
    shown = f"Waterfall from the original's count over all authors by profile to {about}".replace('"', "'")
    return f'![{caption}](_generated/charts/bridge-{name}-{key}.svg){{#fig-bridge-{label} fig-alt="{shown}"}}\n'


def in_order(config: Config) -> list[str]:
    """The independent analyses in the order of the page."""
    first = [key for key in words().bridges if key in config.independent]
    return [*first, *(key for key in config.independent if key not in first)]


def _one_after_another(parts: Iterable[str]) -> str:
    """Parts of a page with a blank line between them; those that say nothing are left out."""
    return "\n".join(part for part in parts if part)


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
    other = config.independent.get(branch)
    end = other.name if other else words().ends.get(branch, branch)
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
    for reason, why in words().reasons.items():
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
    made = {name: {f.slice: f for f in figures.of(f"peer-{key}", name)} for name in config.cohorts}
    made = {name: found for name, found in made.items() if found}
    if not made:
        return ""
    other, rules = config.independent[key], independent.rules_of(config, next(iter(made)), key)
    faults = other.places.faults.items() if other.places else ()
    places = {slug: f"of the places: {fault.name}" for slug, fault in faults}
    steps = {**independent.words_of_steps(config, rules), **places, "names": "names of affiliations placed otherwise"}
    rows = []
    for slug, said in steps.items():
        found = [figures.use(of[slug].id) if slug in of else None for of in made.values()]
        say = signed if slug in places or slug == "remaining" else whole
        if any(found):
            rows.append((said, *("–" if f is None or f.value is None else say(f.value) for f in found)))
    shared = "; a dash: the profiles of that year are joined by id, so that no name is shared"
    dash = any("–" in row for row in rows)
    columns = [number(str(config.cohorts[name].year), round(50 / len(made))) for name in made]
    joint = f"{config.name_of(config.pair)} papers"
    caption = f"{joint} under the rules of {other.name}{shared if dash else ''}"
    return table([text("Step", 50, capital), *columns], rows, caption, f"tbl-peer-{key}")


def completed(config: Config, figures: FigureSet) -> str:
    """Completed counts by cohort and definition."""
    columns = (
        text("Year, definition", 34),
        number("Found", 10, whole),
        number("Open", 10, percent),
        number("Kept", 10, percent),
        number("Completed", 12, whole),
        number(f"{config.level} interval", 15, _interval),
        number("Spread", 9, whole),
    )
    rows = []
    for completed in figures.of("knockout.completed.papers"):
        figures.use(completed.id)
        share_open, kept, spread = (
            figures.use(completed.beside(f"knockout.{measure}"))
            for measure in ("open.share", "kept.share", "spread.papers")
        )
        cohort = config.cohorts[completed.cohort]
        said = f"{config.label(cohort)}, {config.words_of(completed.definition, cohort)}"
        values = (share_open.value, kept.value, completed.value)
        rows.append((said, completed.numerator, *values, completed, spread.value))
    caption = (
        "Open: authorships whose country is open; kept: joint papers that stay joint when as many again are hidden; "
        "spread: standard deviation from one hiding to the next"
    )
    return table(columns, rows, caption, "tbl-knockout") if rows else ""


def tested(config: Config, figures: FigureSet) -> str:
    """The test of the completed counts against a second record."""
    columns = (text("What", 64), number("Value", 14), number(f"{config.level} interval", 22, _interval))
    found = sorted((f for f in figures if f.kind == TEST), key=lambda f: f.order)
    rows = [(f.words, as_text(f, f.value), f) for f in (figures.use(f.id) for f in found)]
    caption = "The completion put to the test: the program says what the authorships are that profiles leave open"
    return table(columns, rows, caption, "tbl-knockout-test") if rows else ""


def tables(found: Findings) -> dict[str, str]:
    """Name → Markdown of every table of the page, and of its bridges."""
    config, figures = found.config, found.figures
    made = {
        "questions": questions(config, figures, "tbl-questions"),
        "questions-index": questions(config, figures, "tbl-which"),
        "knockout": completed(config, figures),
        "knockout-test": tested(config, figures),
        "reconstruction": reconstruction_tables.ways(config, figures),
        "ways": reconstruction_tables.rules(config),
        "peers": _one_after_another(reproduced(config, figures, key) for key in in_order(config)),
    }
    for name in config.cohorts:
        made |= {f"bridge-{name}-{end}": waterfall(config, figures, name, end) for end in ENDS}
        made[f"bridges-{name}"] = _one_after_another(waterfall(config, figures, name, key) for key in in_order(config))
        made[f"bridge-charts-{name}"] = _one_after_another(
            bridge_chart(config, figures, name, k) for k in in_order(config)
        )
        if f"{name}.discordant.agreement" in figures:
            made[f"reasons-{name}"] = reasons(figures, name)
    return {name: text for name, text in made.items() if text}
