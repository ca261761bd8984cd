"""Verdicts → what a claim's page says of the grid: the readings nearby, the whole grid as a table that can be filtered, and what would change the verdict."""

from __future__ import annotations

from html import escape

from analysis.claims.judge import Reading, Verdict, papers_to_change, verdict_with
from analysis.core import paths
from analysis.figures.figure import Figure, FigureSet, plain_id
from analysis.looks.markdown import markdown
from analysis.looks.numbers import as_text, between, found_of, whole
from analysis.settings.config import AXES, Config

FIT = {"inside": "yes", "reached": "reaches"} | dict.fromkeys(("above", "below", "far", "contrary", "missing"), "no")
MOST = 3  # flips named; the table holds all


def nearest(config: Config, verdict: Verdict) -> str:
    """The deciding measure under the definitions at most one choice away: those of the deciding record, and the same definition on the other records."""
    near = [r for r in verdict.readings if r.steps <= config.verdicts.near_steps]
    basis = near[0].definition.basis
    flips = verdict.flips
    shown = [r for n, r in enumerate(near) if n == 0 or r.steps == 0 or r.definition.basis == basis or r in flips]
    rows = [
        (
            f"**{_words(r.figure, config)}**" if n == 0 else _words(r.figure, config),
            as_text(r.figure, r.figure.value),
            FIT[r.state],
            found_of(r.figure),
            between(r.figure, r.figure.interval).replace(" points", ""),
        )
        for n, r in enumerate(shown)
    ]
    caption = "The deciding figure (in bold), the same on other records, and with one choice changed; whether the sentence fits: “reaches” marks an estimate whose interval reaches the asserted range, which counts for the deciding figure only"
    if "paper" in config.cohorts[verdict.decisive.cohort].bases:
        caption += (
            ". Print is known for the main track only; other records hold all tracks unless the row says otherwise"
        )
    return markdown(
        ("Definition", "Value", "Fits", "Papers", "95% interval"),
        rows,
        "lrrrr",
        caption,
        f"tbl-{verdict.claim}",
        "[42,14,8,17,19]",
    )


def whole_grid(config: Config, verdict: Verdict) -> str:
    """Every point of the grid as an HTML table with a filter for each choice; a PDF has no room for it."""
    several = len({r.figure.cohort for r in verdict.readings}) > 1
    adoption = ".adoption." in verdict.decisive.id
    axes = [
        a
        for a in (*AXES, "level")
        if len({getattr(r.definition, a) for r in verdict.readings}) > 1 and (a != "level" or adoption)
    ]
    header = [*(["year"] if several else []), *axes]
    titles = {
        "basis": "record",
        "china": "China",
        "policy": "companies",
        "collaboration": "who",
        "level": "where named",
    }
    names = {**config.definitions, "level": config.levels}
    head = "".join(f'<th scope="col" data-filter="{a}">{titles.get(a, a)}</th>' for a in header)
    body = "\n".join(_grid_row(config, r, header, names, n == 0) for n, r in enumerate(verdict.readings))
    script = (paths.THEME / "filter.js").read_text(encoding="utf-8").strip()
    return f"""::: {{.content-visible when-format="html"}}
```{{=html}}
<details class="definitions">
<summary>All {len(verdict.readings)} definitions, with filters</summary>
<div class="table-scroll">
<table class="grid-table">
<thead><tr>{head}<th scope="col">value</th><th scope="col">fits</th><th scope="col">papers</th><th scope="col">interval</th></tr></thead>
<tbody>
{body}
</tbody>
</table>
</div>
</details>
<script>
{script}
</script>
```
:::
"""


def _grid_row(config: Config, reading: Reading, header: list[str], names, deciding: bool) -> str:
    figure, d = reading.figure, reading.definition
    cells = [str(config.cohorts[figure.cohort].year) if a == "year" else names[a][getattr(d, a)].name for a in header]
    values = (as_text(figure, figure.value), FIT[reading.state], found_of(figure), between(figure, figure.interval))
    tag = ' class="deciding"' if deciding else ""
    return (
        f'<tr{tag} title="{escape(figure.id)}">' + "".join(f"<td>{escape(c)}</td>" for c in (*cells, *values)) + "</tr>"
    )


def flip(config: Config, verdict: Verdict, figures: FigureSet) -> str:
    """What would change our mind: the nearest definition under which the sentence fares otherwise, found by search; the papers that would have to be counted otherwise; the unknown; the plain count; our errors."""
    plain = figures.use(plain_id(verdict.decisive.id))
    lines = (
        _by_definition(config, verdict),
        _by_papers(config, verdict, plain),
        _by_unknown(config, verdict, plain),
        _by_other_estimate(config, verdict, figures, "", "The sample", "The plain count of the papers read in full"),
        _by_other_estimate(
            config,
            verdict,
            figures,
            "corrected.",
            "Our errors",
            "Corrected for the errors measured on the gold set, the plain count",
        ),
    )
    return "\n".join(f"- {line}" for line in lines if line) + "\n"


def _by_other_estimate(config: Config, verdict: Verdict, figures: FigureSet, kind: str, title: str, how: str) -> str:
    cohort, _, measure = plain_id(verdict.decisive.id).partition(".")
    other = f"{cohort}.{kind}{measure}"
    if other == verdict.decisive.id or other not in figures or figures.use(other).value is None:
        return ""
    figure = figures.use(other)
    found = verdict_with(verdict, figure, config)
    result = (
        "the verdict is the same"
        if found == verdict.verdict
        else f"the verdict would be “{config.verdicts.scale[found].name.lower()}”"
    )
    return f"**{title}.** {how} gives {as_text(figure, figure.value)} ({between(figure, figure.interval)}): {result}."


def _by_definition(config: Config, verdict: Verdict) -> str:
    flips, asserted = verdict.flips, config.claims[verdict.claim].asserted
    what = "out of" if verdict.holds else "into"
    if verdict.decisive.value is None:
        return ""
    if config.claims[verdict.claim].rule.rises:
        what, asserted = ("away from" if verdict.holds else "to"), "a rise that is more than chance"
    total = len(verdict.readings)
    if not flips:
        return f"**A definition.** Not one of the {whole(total)} definitions brings the answer {what} the asserted range ({asserted})."
    steps = flips[0].steps
    changed = (
        "Another record of the same conference is enough"
        if steps == 0
        else "One changed choice is enough"
        if steps == 1
        else f"{_word(steps)} choices must be changed together"
    )
    named = "; ".join(f"{_words(r.figure, config)}: {as_text(r.figure, r.figure.value)}" for r in flips[:MOST])
    more = f", and {whole(len(flips) - MOST)} more as near" if len(flips) > MOST else ""
    return f"**A definition.** {changed} to bring the answer {what} the asserted range ({asserted}): {named}{more}. Of all {whole(total)} definitions {whole(len(verdict.fitting))} give a value in it."


def _by_papers(config: Config, verdict: Verdict, figure: Figure) -> str:
    count = papers_to_change(figure, config.claims[verdict.claim])
    if count is None or not figure.numerator:
        return ""
    low, high = config.claims[verdict.claim].rule.range
    if verdict.holds and low <= (figure.value or 0) <= high:
        return f"**The counting.** {whole(count)} of the {whole(figure.numerator)} papers counted would have to be counted otherwise to leave the range."
    if (figure.value or 0) > high:
        return f"**The counting.** {whole(count)} of the {whole(figure.numerator)} papers counted would have to be wrong to bring the number itself into the range."
    return f"**The counting.** We would have to have missed {whole(count)} beside the {whole(figure.numerator)} papers counted to bring the number itself into the range."


def _by_unknown(config: Config, verdict: Verdict, figure: Figure) -> str:
    if figure.bounds is None or figure.value is None:
        return ""
    if config.claims[verdict.claim].rule.rises:
        fits = figure.bounds[0] <= 0 <= figure.bounds[1]
    else:
        low, high = config.claims[verdict.claim].rule.range
        fits = (
            figure.bounds[0] <= high and figure.bounds[1] >= low
            if not verdict.holds
            else figure.bounds[0] < low or figure.bounds[1] > high
        )
    could = "could change the answer" if fits else "cannot change the answer"
    return f"**The unknown.** All that is unresolved or missing among the papers at hand, one way or the other, gives {between(figure, figure.bounds)}: it {could}."


def _word(number: int) -> str:
    return {2: "Two", 3: "Three", 4: "Four", 5: "Five", 6: "Six"}.get(number, str(number))


def _words(figure: Figure, config: Config) -> str:
    cohort = config.cohorts[figure.cohort]
    return f"{cohort.year}, {config.words_of(figure.definition, cohort)}{'' if plain_id(figure.id) == figure.id else ', calibrated'}"
