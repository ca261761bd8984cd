"""What would change our mind on a claim: another definition, papers counted otherwise, the unknown, errors."""

from __future__ import annotations

from analysis.claims.judge import Verdict, papers_to_change, verdict_with
from analysis.core.number_words import spelt
from analysis.figures.figure import Figure, FigureSet
from analysis.looks.numbers import as_text, between, whole
from analysis.looks.tables import capital
from analysis.settings.config import Config
from analysis.topics.claims.words import definition_words

MOST = 3  # flips named; the table of the grid holds all


def what_would_change_it(config: Config, verdict: Verdict, figures: FigureSet) -> str:
    """A list in Markdown, each point computed.

    The nearest definition under which the sentence fares otherwise, found by search; the papers that would have to be
    counted otherwise; the unknown; the plain count; our errors.
    """
    plain = figures.use(verdict.decisive.plain_id)
    corrected = plain.beside(f"corrected.{plain.measure}")
    sample = (plain.id, "The sample", "The plain count of the papers read in full")
    errors = (corrected, "Our errors", "Corrected for the errors measured on the gold set, the plain count")
    lines = (
        _by_definition(config, verdict),
        _by_papers(verdict, plain),
        _by_unknown(verdict, plain),
        _by_other_estimate(config, verdict, figures, *sample),
        _by_other_estimate(config, verdict, figures, *errors),
    )
    return "\n".join(f"- {line}" for line in lines if line) + "\n"


def _by_definition(config: Config, verdict: Verdict) -> str:
    flips, total = verdict.flips, whole(len(verdict.readings))
    if verdict.decisive.value is None:
        return ""
    if verdict.asserted.rises:
        what, asserted = ("away from" if verdict.holds else "to"), "a rise that is more than chance"
    else:
        what, asserted = ("out of" if verdict.holds else "into"), verdict.asserted.words
    answer = f"the answer {what} the asserted range ({asserted})"
    if not flips:
        return f"**A definition.** Not one of the {total} definitions brings {answer}."
    named = "; ".join(
        f"{definition_words(r.figure, config)}: {as_text(r.figure, r.figure.value)}" for r in flips[:MOST]
    )
    more = f", and {whole(len(flips) - MOST)} more as near" if len(flips) > MOST else ""
    return (
        f"**A definition.** {_changed(flips[0].steps)} to bring {answer}: {named}{more}. "
        f"Of all {total} definitions {whole(len(verdict.fitting))} give a value in it."
    )


def _changed(steps: int) -> str:
    if steps == 0:
        return "Another record of the same conference is enough"
    if steps == 1:
        return "One changed choice is enough"
    return f"{capital(spelt(steps))} choices must be changed together"


def _by_papers(verdict: Verdict, figure: Figure) -> str:
    papers = papers_to_change(figure, verdict.asserted)
    if papers is None or not figure.numerator or figure.value is None:
        return ""
    low, high = verdict.asserted.low, verdict.asserted.high
    count, counted = whole(papers), f"{whole(figure.numerator)} papers counted"
    if verdict.holds and low <= figure.value <= high:
        said = f"{count} of the {counted} would have to be counted otherwise to leave the range."
    elif figure.value > high:
        said = f"{count} of the {counted} would have to be wrong to bring the number itself into the range."
    else:
        said = f"We would have to have missed {count} beside the {counted} to bring the number itself into the range."
    return f"**The counting.** {said}"


def _by_unknown(verdict: Verdict, figure: Figure) -> str:
    if figure.bounds is None or figure.value is None:
        return ""
    least, most = figure.bounds
    low, high = verdict.asserted.low, verdict.asserted.high
    if verdict.asserted.rises:
        changes = least <= 0 <= most
    elif verdict.holds:
        changes = least < low or most > high
    else:
        changes = least <= high and most >= low
    could = "could change the answer" if changes else "cannot change the answer"
    return (
        "**The unknown.** All that is unresolved or missing among the papers at hand, one way or the other, "
        f"gives {between(figure, figure.bounds)}: it {could}."
    )


def _by_other_estimate(config: Config, verdict: Verdict, figures: FigureSet, other: str, title: str, how: str) -> str:
    figure = figures.find(other) if other != verdict.decisive.id else None
    if figure is None or figure.value is None:
        return ""
    found = verdict_with(verdict, figure, config)
    name = config.verdicts.scale[found].name.lower()
    result = "the verdict is the same" if found == verdict.verdict else f"the verdict would be “{name}”"
    return f"**{title}.** {how} gives {as_text(figure, figure.value)} ({between(figure, figure.interval)}): {result}."
