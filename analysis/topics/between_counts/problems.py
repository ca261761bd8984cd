"""What is wrong with the topic's pages and its own file: an analysis without a place, and words for what is not there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analysis.core.errors import did_you_mean
from analysis.topics.between_counts.waterfall import ENDS
from analysis.topics.between_counts.words import words
from analysis.topics.findings import Findings

OWN = "report/topics/between_counts.yaml"


def problems(found: Findings, shown: str) -> Iterator[str]:
    """One sentence each.

    Parameters
    ----------
    shown : str
        The sources of all pages, with the generated parts that they include.
    """
    yield from _without_a_place(found, shown)
    config, own = found.config, words()
    yield from _not_there("ends", own.ends, ENDS, "no such end of a waterfall")
    yield from _not_there("groups", own.groups, config.groups, "no such group in config.yaml")
    yield from _not_there("bridges", own.bridges, config.independent, "no such analysis in config.yaml")
    for at, question in enumerate(own.questions):
        for year, figure in question.figures.items():
            if figure not in found.figures:
                known = did_you_mean(figure, found.figures.ids())
                yield f"{OWN}: questions.{at}.figures.{year}: there is no figure {figure!r}{known}"


def _without_a_place(found: Findings, shown: str) -> Iterator[str]:
    """Analyses whose count we come near by steps that no page shows."""
    for key in found.config.independent:
        cohorts = [name for name in found.config.cohorts if found.figures.of(f"bridge.{key}", name)]
        places = [f"bridge-{name}-{key}" for name in cohorts]
        if places and not any(f"{place}{end}" in shown for place in places for end in (".svg)", " ", "}")):
            yield (
                f"config.yaml: independent.{key}: no page shows the steps to its count; include "
                f"_generated/bridge-charts-{cohorts[-1]}.md or _generated/bridges-{cohorts[-1]}.md in a page of report/"
            )


def _not_there(where: str, named: Iterable[str], known: Iterable[str], what: str) -> Iterator[str]:
    """Keys of the topic's file that speak of nothing."""
    known = list(known)
    for key in named:
        if key not in known:
            yield f"{OWN}: {where}.{key}: there is {what}{did_you_mean(key, known)}; mend the key or remove the entry"
