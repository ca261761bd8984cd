"""What a source says became of a paper, in the words that conferences use."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.facts.decisions import accepted, track_in

TAKEN = (
    *("Accept (poster)", "Accept (oral)", "accept (Spotlight)", "ACCEPT", "Conditional Accept", "notable-top-5%"),
    *("Poster", "Oral", "spotlightposter", "Highlight", "Award Candidate", "Best Paper", "regular", ""),
)
REFUSED = (
    *("Reject", "Rejected", "Desk Reject", "Withdraw", "Withdrawn", "Active", "Under review", "Retracted"),
    *("Not accepted", "Invite to Workshop Track", "Submitted"),
)


@pytest.mark.parametrize("word", TAKEN)
def test_words_that_take_a_paper(word):
    assert accepted(word)


@pytest.mark.parametrize("word", REFUSED)
def test_words_that_do_not(word):
    assert not accepted(word)
    assert accepted(word, [word.upper()]), "config.yaml has the last word"


@given(st.text(max_size=12), st.lists(st.sampled_from(["Long", "Short"]), min_size=1))
def test_words_of_config_are_the_only_ones(word, wanted):
    assert accepted(word, wanted) == (word.strip().casefold() in {w.casefold() for w in wanted})


@pytest.mark.parametrize(
    ("group", "track"),
    [
        ("Elm.cc/2031/Conference", "main"),
        ("main", "main"),
        ("Main Conference", "main"),
        ("", "main"),
        ("Elm.cc/2031/Position_Paper_Track", "position-paper"),
        ("Elm.cc/2031/Datasets_and_Benchmarks", "datasets-and-benchmarks"),
    ],
)
def test_a_group_is_called_by_its_end(group, track):
    assert track_in(group, {}) == track


def test_a_track_is_named_by_its_whole_group_or_its_end_and_no_less():
    tracks = {"Conference": "main", "Elm.cc/2031/Track": "x"}
    assert track_in("Elm.cc/2031/Conference", tracks) == "main"
    assert track_in("Elm.cc/2031/Track", tracks) == "x"
    assert track_in("Elm.cc/2031/Main_Conference", tracks) is None
    assert track_in("Oak.cc/2031/Track", tracks) is None
