"""What stands behind a figure: its definition in words, who computed it from what, the papers that it counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analysis.claims.papers_query import papers_command
from analysis.figures.figure import Figure
from analysis.looks.numbers import as_text, between
from analysis.settings.config import Config


def explained(figure: Figure, config: Config) -> Iterator[tuple[str, str]]:
    """What to say of a figure, as (about, text)."""
    cohort = config.cohorts.get(figure.cohort)
    yield "id", figure.id
    yield "label", figure.label
    yield "value", as_text(figure, figure.value) + (", an estimate" if figure.estimate else "")
    if figure.denominator is not None:
        yield "counted", f"{figure.numerator:,g} of {figure.denominator:,}"
    if figure.interval:
        yield "interval", f"{between(figure, figure.interval)} ({figure.method}, {figure.level:.0%})"
    if figure.bounds:
        yield "bounds", f"{between(figure, figure.bounds)} (what is unknown could add)"
    if cohort:
        words = config.words_of(figure.definition, cohort)
        yield "definition", f"{figure.definition}: {words}"
    if figure.plain:
        yield "plain count", figure.plain_id
    yield "computed by", f"{figure.function}, for {figure.part}"
    yield "from", ", ".join(figure.sources)
    yield "papers", papers_command(figure, config) or "no list of papers stands behind it"


def search(figures: Iterable[Figure], words: str) -> list[Figure]:
    """Figures whose id or label holds every word, whatever its case."""
    wanted = words.casefold().split()
    return [f for f in figures if all(word in f"{f.id} {f.label}".casefold() for word in wanted)]
