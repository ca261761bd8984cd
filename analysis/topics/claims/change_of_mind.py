"""What would change our mind on a claim: another definition, papers counted otherwise, the unknown, errors."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.claims.judge import Verdict, papers_to_change, verdict_with
from analysis.claims.readings import Reading
from analysis.core.number_words import spelt
from analysis.figures.figure import Figure, FigureSet
from analysis.looks.numbers import as_text, between, whole
from analysis.looks.tables import capital
from analysis.settings.config import Config
from analysis.topics.claims.judgement import counted, where_they_lie
from analysis.topics.claims.words import definition_words

MOST = 3  # definitions named; the table of the grid holds all


def what_would_change_it(config: Config, verdict: Verdict, figures: FigureSet) -> str:
    """A list in Markdown, each point computed.

    The nearest definitions under which the sentence fares otherwise, found by search, those that the words allow apart
    from those that nobody hears in them; the papers that would have to be counted otherwise; the unknown; the plain
    count; our errors.
    """
    plain = figures.use(verdict.decisive.plain_id)
    corrected = plain.beside(f"corrected.{plain.measure}")
    sample = (plain.id, "The sample", "The plain count of the papers read in full")
    errors = (corrected, "Our errors", "Corrected for the errors measured on the gold set, the plain count")
    lines = (
        _by_reading(config, verdict),
        _by_more_choices(config, verdict),
        _by_reconstruction(config, verdict),
        _by_papers(verdict, plain),
        _by_unknown(verdict, plain),
        _by_other_estimate(config, verdict, figures, *sample),
        _by_other_estimate(config, verdict, figures, *errors),
    )
    return "\n".join(f"- {line}" for line in lines if line) + "\n"


def _by_reading(config: Config, verdict: Verdict) -> str:
    """What the words allow: the nearest reading under which the sentence fares otherwise."""
    if verdict.decisive.value is None:
        return ""
    said = f"**A reading.** {where_they_lie(verdict)}"
    flips = verdict.otherwise(verdict.allowed)
    return said + (f" {_changed(flips[0].steps)} to {_does(verdict, flips)}: {_named(config, flips)}." if flips else "")


def _by_more_choices(config: Config, verdict: Verdict) -> str:
    combined = verdict.combined
    if verdict.decisive.value is None or not combined:
        return ""
    flips = verdict.otherwise(combined)
    several = f"**More choices at once.** Of {whole(len(combined))} definitions that change more than"
    several += f" {config.verdicts.near}, all left open by the words: {counted(verdict, combined)}."
    return several + (f" The nearest that {_does(verdict, flips, 's')}: {_named(config, flips)}." if flips else "")


def _by_reconstruction(config: Config, verdict: Verdict) -> str:
    """What nobody hears in the words is told, and saves nothing."""
    closed = verdict.reconstructions
    if verdict.decisive.value is None or not closed:
        return ""
    flips = verdict.otherwise(closed)
    said = f"**A reconstruction.** {whole(len(closed))} definitions are not heard in the words:"
    said += f" {counted(verdict, closed)}."
    if flips:
        said += f" The nearest that {_does(verdict, flips, 's')}: {_named(config, flips)}."
        said += " That may explain where a number comes from; it changes no verdict."
    return said


def _does(verdict: Verdict, flips: Sequence[Reading], s: str = "") -> str:
    """What definitions do to the answer: bring it into the asserted range, over it, or out of it."""
    if verdict.asserted.rises:
        return f"bring{s} the answer {'away from' if verdict.holds else 'to'} a rise that is more than chance"
    if verdict.holds:
        return f"bring{s} the answer out of the asserted range"
    if all(r.fits for r in flips):
        return f"bring{s} the answer into the asserted range"
    return f"bring{s} the answer {'into or ' if any(r.fits for r in flips) else ''}over the asserted range"


def _named(config: Config, flips: Sequence[Reading]) -> str:
    named = "; ".join(
        f"{definition_words(r.figure, config)}: {as_text(r.figure, r.figure.value)}" for r in flips[:MOST]
    )
    return named + (f", and {whole(len(flips) - MOST)} more as near" if len(flips) > MOST else "")


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
    count, there = whole(papers), f"{whole(figure.numerator)} papers counted"
    if verdict.holds and verdict.asserted.holds(figure.value):
        said = f"{count} of the {there} would have to be counted otherwise to leave the range."
    elif figure.value >= verdict.asserted.high:
        said = f"{count} of the {there} would have to be wrong to bring the number itself into the range."
    else:
        said = f"We would have to have missed {count} beside the {there} to bring the number itself into the range."
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
