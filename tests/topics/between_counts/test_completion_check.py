"""The test of the completion: open authorships filled in by hand, and on the conference."""

from __future__ import annotations

import pytest

from analysis.topics.between_counts import completion_check
from tests.support.papers import CN, US, classified, paper


def test_open_authorships_are_filled_from_the_other_record() -> None:
    papers = classified({"a": paper("US", "", unknown=1), "b": paper("US", "CN"), "c": paper("US", "", unknown=1)})
    # c: authors numbered otherwise
    other = {"a": paper("US", "CN"), "b": paper("DE", "CN"), "c": paper("US", "CN", "DE")}
    found = completion_check.checked(papers, other, (US, CN), 0.95)
    assert (found.found, found.filled) == (1, 2)
    assert found.authorships == {
        ("known", "us"): 1,
        ("open", "china"): 1,
        ("known", "other"): 1,
        ("known", "china"): 1,
    }
    assert completion_check.open_rate(found.authorships) == 0.25
    assert completion_check.open_rate(found.authorships, "china") == 0.5
    assert completion_check.open_rate(found.authorships, "both", 0.3) == 0.3
    assert found.even == pytest.approx(1 / 0.75**2)
    assert found.by_country == pytest.approx(1 / 0.5)  # no US authorship is open, half of the Chinese ones are


def test_on_the_conference_the_method_comes_near_the_second_record(book) -> None:
    found = {f.id: f for f in completion_check.figures(book)}
    at = "@profile-by-name"
    filled = found[f"neurips-2024.knockout-test.filled.papers{at}"].value
    even = found[f"neurips-2024.knockout-test.even.papers{at}"]
    assert found[f"neurips-2024.knockout-test.found.papers{at}"].value < filled
    assert even.value == pytest.approx(filled, rel=0.05)
    assert even.estimate
