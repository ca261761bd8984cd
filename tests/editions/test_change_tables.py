"""What the report says of its own past, on editions made by hand."""

from __future__ import annotations

from analysis.editions.change_tables import changes, headline_history, marks
from analysis.settings.verdict_rules import Tolerance
from tests.support.editions import edition, figure, released, state

FIRST, SECOND = state(0.075), state(0.106, "depends")
BOTH = [released("2026.1", FIRST), released("2026.2", SECOND, FIRST)]


def test_a_number_is_marked_where_what_is_printed_changed() -> None:
    assert marks(state(0.106), BOTH[0]) == {"c": "[changed since 2026.1 (was 7.5%)]{.changed}"}
    assert marks(SECOND, BOTH[0]) == {"c": "[changed since 2026.1 (was 7.5%, Wrong)]{.changed}"}
    assert marks(state(0.075, "caveat"), BOTH[0]) == {"c": "[changed since 2026.1 (was Wrong)]{.changed}"}
    assert marks(SECOND, BOTH[1]) == {}
    assert marks(SECOND, None) == {}
    assert marks(state(0.07501), BOTH[0]) == {}, "below what is printed"
    assert marks(edition(figure("a.share", 0.2), verdicts={"new": "wrong"}), BOTH[0]) == {}, "a new claim has no past"


def test_changes_tell_each_release_the_newest_first_with_cause() -> None:
    text = changes(SECOND, "2026.2", BOTH)
    assert text.index("## Release 2026.2") < text.index("## Release 2026.1")
    assert "Made on 2026-07-01 from data of 2026-06-30, at commit `0123456789`." in text
    assert "| `a.share` | 7.5% | 10.6% | +3.1 points | data |" in text
    assert "| c | Wrong → Depends | data |" in text
    assert "The first release: there is nothing to compare it with." in text


def test_what_is_not_released_yet_stands_first_and_without_cause() -> None:
    text = changes(state(0.2), "2026.2+", BOTH)
    assert text.startswith("## Since 2026.2, not released {.unnumbered}\n")
    assert "| `a.share` | 10.6% | 20.0% | +9.4 points | – |" in text


def test_what_a_tolerance_covers_is_not_told() -> None:
    text = changes(state(0.107, "depends"), "2026.2+", BOTH, [Tolerance(figures="a.*", absolute=0.01)])
    assert "**2026\\.2 → x: nothing changed.**" in text.partition("## Release")[0]


def test_without_a_release_the_pages_say_so() -> None:
    assert changes(FIRST, "unreleased", []).startswith("There is no release yet.")
    assert "| Claim | now |" in headline_history(FIRST, "unreleased", [])


def test_the_history_is_a_row_a_claim_and_a_column_a_release_bold_where_it_changed() -> None:
    lines = headline_history(state(0.3), "2026.2+", BOTH).splitlines()
    assert lines[0] == "| Claim | 2026.1 | 2026.2 | now |"
    assert lines[2] == "| c | 7.5% | **10.6%** | **30.0%** |"
    assert headline_history(SECOND, "2026.2", BOTH).splitlines()[2] == "| c | 7.5% | **10.6%** |"
    many = [released(f"2026.{n}", FIRST) for n in range(1, 10)]
    assert (
        headline_history(FIRST, "2026.9", many).splitlines()[0]
        == "| Claim | 2026.4 | 2026.5 | 2026.6 | 2026.7 | 2026.8 | 2026.9 |"
    )


def test_a_claim_that_a_release_did_not_have_is_a_dash() -> None:
    now = edition(figure("a.share", 0.2), verdicts={"c": "wrong", "new": "wrong"})
    assert "| new | – | – | **20.0%** |" in headline_history(now, "2026.2+", BOTH)
