"""How the working tree is called beside the releases."""

from __future__ import annotations

from analysis.editions import release_history
from tests.support.editions import released, state

FIRST, SECOND = state(0.075), state(0.106, "depends")
BOTH = [released("2026.1", FIRST), released("2026.2", SECOND, FIRST)]


def test_the_names_of_states() -> None:
    assert [release_history.name_of(e, BOTH) for e in (SECOND, FIRST)] == ["2026.2", "2026.2+"]
    assert release_history.name_of(state(0.106), BOTH) == "2026.2+", "another verdict is another state"


def test_the_release_before_a_state_is_the_newest_of_another_name() -> None:
    assert release_history.before("2026.2", BOTH) is BOTH[0]
    assert release_history.before("2026.2+", BOTH) is BOTH[1]
    assert release_history.before("unreleased", []) is None


def test_the_feed_is_told_what_each_release_changed() -> None:
    first, second = release_history.notes(BOTH)
    assert (first.summary, first.url) == ("The first release.", "v/2026.1/index.html")
    assert second.summary.endswith("changed.")
