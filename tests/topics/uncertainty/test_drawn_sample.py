"""A sample drawn unevenly by other records: an estimate worked by hand, and what it refuses."""

from __future__ import annotations

import pytest

from analysis.settings.models import Cohort
from analysis.topics.uncertainty import drawn_sample, tables

AT = "neurips-2024.us-china"
DEFINITION = "@paper+main"


def test_each_stratum_counts_as_often_as_it_occurs(computed):
    by_hand = total = 0.0
    for stratum in range(4):
        size = computed.use(f"{AT}.drawn-papers.s{stratum}{DEFINITION}").value
        share = computed.use(f"{AT}.drawn-share.s{stratum}{DEFINITION}")
        by_hand, total = by_hand + size * share.numerator / share.denominator, total + size
    estimate = computed.use(f"neurips-2024.calibrated.us-china.share{DEFINITION}")
    assert estimate.value == pytest.approx(by_hand / total)
    low, high = estimate.interval
    assert low < estimate.value < high
    papers = computed.use(f"neurips-2024.calibrated.us-china.papers{DEFINITION}")
    assert papers.value == round(by_hand)


def test_a_stratum_without_a_joint_paper_still_widens_the_interval(computed):
    none = computed.use(f"{AT}.drawn-share.s0{DEFINITION}")
    assert none.value == 0
    size = computed.use(f"{AT}.drawn-papers.s0{DEFINITION}").value
    total = sum(computed.use(f"{AT}.drawn-papers.s{s}{DEFINITION}").value for s in range(4))
    estimate = computed.use(f"neurips-2024.calibrated.us-china.share{DEFINITION}")
    reach = estimate.interval[1] - estimate.value
    assert reach > 0.9 * none.interval[1] * size / total


def test_what_was_not_read_in_full_may_fall_either_way(computed):
    estimate = computed.use(f"neurips-2024.calibrated.us-china.share{DEFINITION}")
    low, high = estimate.bounds
    assert low < estimate.value < high


def test_the_sample_alone_is_never_called_a_share_of_the_conference(computed):
    plain = [f.id for f in computed if f.cohort == "neurips-2024" and f.measure == "us-china.share" and "paper" in f.id]
    assert plain == []


def test_readers_and_rules_are_held_against_each_other_on_what_was_read(computed):
    same, answer = (computed.use(f"{AT}.drawn.same-{what}{DEFINITION}") for what in ("set", "answer"))
    read = sum(computed.use(f"{AT}.drawn-share.s{s}{DEFINITION}").denominator for s in range(4))
    assert same.denominator == answer.denominator == read
    assert same.numerator <= answer.numerator <= read


def test_the_table_has_every_stratum_and_ends_in_the_estimate(settings, computed):
    lines = [line for line in tables.drawn(settings, computed, "neurips-2024").split("\n") if line.startswith("|")][2:]
    assert len(lines) == 5
    assert lines[0].startswith("| Joint by program and by profile by name")
    assert lines[-1].startswith("| **All")


def source(**more) -> dict:
    known = {"recorded": "2026", "origin": "invented", "licence": "unknown", "file": "x.csv", "format": "read_blocks"}
    return {**known, **more}


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        ([source(basis="program"), source(basis="paper", drawn=["profile"])], "drawn by 'profile'"),
        ([source(basis="paper"), source(basis="paper", drawn=["paper"])], "one that was drawn|was drawn and one"),
    ],
)
def test_a_sample_is_drawn_by_records_that_the_cohort_has_and_stands_alone(sources, said):
    told = {"venue": "Oak", "year": 2026, "headline-basis": sources[0]["basis"], "sources": sources}
    with pytest.raises(ValueError, match=said):
        Cohort.model_validate(told)


def test_without_a_main_track_no_sample_stands_for_anything(settings):
    tracks = {**settings.definitions, "track": {"all": settings.definitions["track"]["all"]}}
    assert drawn_sample.samples(settings)
    assert drawn_sample.samples(settings.model_copy(update={"definitions": tracks})) == []
