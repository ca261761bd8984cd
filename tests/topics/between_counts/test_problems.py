"""An analysis that no page shows, and words for what is not there, are named."""

from __future__ import annotations

import pytest

from analysis.figures.figure import FigureSet
from analysis.topics.between_counts import problems
from analysis.topics.between_counts.words import Words, words
from analysis.topics.findings import Findings
from tests.support.invented_book import figure

SHOWN = "![x](_generated/charts/bridge-neurips-2025-ceps.svg){#fig-x}"


def found(settings, *ids: str) -> Findings:
    """The figures of an analysis's steps, and those that the questions ask for."""
    asked = [figure(id, 0.1) for question in words().questions for id in question.figures.values()]
    steps = [figure(f"{id}.original", 1, slice="original") for id in ids]
    return Findings(settings, FigureSet([*asked, *steps]), (), None)


@pytest.mark.parametrize(
    "shown", [SHOWN, "{#tbl-bridge-neurips-2025-ceps}", ': x {#tbl-bridge-neurips-2025-ceps tbl-colwidths="[1]"}']
)
def test_an_analysis_with_a_place_is_all_right(settings, shown) -> None:
    assert list(problems.problems(found(settings, "neurips-2025.bridge.ceps"), shown)) == []


def test_an_analysis_without_a_place_is_named(settings) -> None:
    more = {**settings.independent, "ceps-two": settings.independent["ceps"]}
    config = settings.model_copy(update={"independent": more})
    steps = ("neurips-2025.bridge.ceps", "neurips-2024.bridge.ceps-two", "neurips-2025.bridge.ceps-two")
    assert list(problems.problems(found(config, *steps), SHOWN)) == [
        "config.yaml: independent.ceps-two: no page shows the steps to its count; include "
        "_generated/bridge-charts-neurips-2025.md or _generated/bridges-neurips-2025.md in a page of report/"
    ]
    assert list(problems.problems(found(config, steps[2]), "bridge-neurips-2025-ceps-two ")) == []
    assert len(list(problems.problems(found(config, steps[0]), "bridge-neurips-2025-ceps-two "))) == 1


def test_words_for_what_is_not_there_are_named(settings, monkeypatch) -> None:
    bridge = {"to": "x", "about": "x"}
    question = {"question": "x", "counts": "x", "figures": {2024: "neurips-2024.us-china.shar"}}
    own = {
        "ends": {"prin": "x"},
        "groups": {"us": {}, "chine": {}},
        "bridges": {"cesp": bridge},
        "questions": [question],
    }
    computed = found(settings)
    monkeypatch.setattr(problems, "words", lambda: Words.model_validate(own))
    at = "report/topics/between_counts.yaml"
    assert [sentence.removeprefix(f"{at}: ") for sentence in problems.problems(computed, "")] == [
        "ends.prin: there is no such end of a waterfall; did you mean 'print'?; mend the key or remove the entry",
        "groups.chine: there is no such group in config.yaml; did you mean 'china'?; mend the key or remove the entry",
        "bridges.cesp: there is no such analysis in config.yaml; did you mean 'ceps'?; mend the key or remove the entry",
        "questions.0.figures.2024: there is no figure 'neurips-2024.us-china.shar'; did you mean "
        "'neurips-2024.us-china.share'?",
    ]
