"""An answer is a resolution as text."""

from __future__ import annotations

from analysis.attribution.answer import answer
from analysis.attribution.resolution import Attribution, Resolution


def test_an_answer_is_the_resolution_as_text() -> None:
    given = (
        Attribution("Oak", "01", ("CN", "US"), ("US",), "registry", "ROR 01"),
        Attribution.to_place({"FR"}, "place", "x"),
    )
    found = answer(Resolution("x", "resolved", given, ("a note",)))

    assert (found.stated, found.headquarters, found.units) == ("CN|FR|US", "FR|US", "01 CN+US Oak")
    assert found.evidence == "ROR 01; x; a note"
