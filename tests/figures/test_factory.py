"""What the figures of one cohort and definition share is filled in."""

from __future__ import annotations

import pytest

from analysis.figures.factory import Maker, maker
from analysis.settings.definitions import parse
from analysis.statistics.intervals import wilson

NAME = "neurips-2025"


@pytest.fixture
def make(settings):
    def of(text: str) -> Maker:
        return maker(settings, NAME, parse(text, settings, settings.cohorts[NAME]))

    return of


def test_the_headline_definition_is_not_named(make) -> None:
    found = make("")("elms", "elms", "trees", 3)
    assert (found.id, found.definition) == ("neurips-2025.elms", "headline")
    assert (found.label, found.words) == ("elms, NeurIPS 2025, by paper", "elms")
    assert found.sources == ("data/neurips-2025/printed.csv", "data/neurips-2025/papers.csv")


def test_any_other_definition_stands_in_id_and_label(make) -> None:
    found = make("profile+cn-hk")("elms", "elms", "trees", 3)
    assert (found.id, found.definition) == ("neurips-2025.elms@profile+cn-hk", "profile+cn-hk")
    assert found.label == "elms, NeurIPS 2025, by profile (profile+cn-hk)"
    assert found.sources[0] == "data/neurips-2025/authorships.csv"
    assert make("profile")("elms", "elms", "trees", 3).label == "elms, NeurIPS 2025, by profile"


def test_a_share_has_its_wilson_interval(make) -> None:
    found = make("").share("elms", "elms", 3, 10, (0.2, 0.5), sources=("x.csv",))
    assert (found.value, found.numerator, found.denominator) == (0.3, 3, 10)
    assert found.interval == wilson(3, 10, 0.95)
    assert (found.bounds, found.sources) == ((0.2, 0.5), ("x.csv",))


def test_a_share_of_nothing_has_no_value(make) -> None:
    found = make("").share("elms", "elms", 0, 0)
    assert (found.value, found.interval) == (None, None)


def test_a_count_is_what_was_counted(make) -> None:
    found = make("").count("elms", "elms", 3, 10, 10, False)
    low, high = wilson(3, 10, 0.95)
    assert (found.value, found.estimate, found.interval) == (3, False, (low * 10, high * 10))


def test_a_count_of_a_sample_is_projected_and_says_so(make) -> None:
    found = make("").count("elms", "elms", 3, 10, 1000, True)
    assert (found.value, found.estimate, found.numerator, found.denominator) == (300, True, 3, 10)
    assert found.words == "elms (estimated from 10 papers for 1,000)"
    assert found.interval == tuple(limit * 1000 for limit in wilson(3, 10, 0.95))
    assert make("").count("elms", "elms", 0, 0, 1000, True).value is None
