"""Completed counts against hand-computed chances and against a simulation."""

from __future__ import annotations

import random

import pytest

from analysis.counting.collaboration import Classified, PaperCountries
from analysis.settings.definitions import parse
from analysis.topics.between_counts import completion

US, CN = frozenset({"US"}), frozenset({"CN"})
NONE: frozenset[str] = frozenset()


def paper(*authors: str, unknown: int = 0) -> PaperCountries:
    """A paper by the countries of its authors: `paper("US", "CN|DE", "")`."""
    codes = {n: frozenset(filter(None, a.split("|"))) for n, a in enumerate(authors, 1)}
    known = frozenset().union(*codes.values())
    return PaperCountries(known, codes, unknown, bool(known), ())


def classified(papers: dict[str, PaperCountries]) -> Classified:
    both = frozenset(i for i, p in papers.items() if p.known & US and p.known & CN)
    ids = frozenset(papers)
    return Classified(
        tuple(papers), ids, ids, ids, both, NONE, NONE, NONE, both, ids, dict.fromkeys(both, 1.0), papers, len(papers)
    )


@pytest.mark.parametrize(
    ("authors", "chance", "expected"),
    [
        (("US", "CN"), 0.5, 0.25),
        (("US|CN",), 0.5, 0.5),  # one person with both: hidden once
        (("US", "US", "CN"), 0.5, 0.375),  # 3/4 of the US side, 1/2 of the Chinese
        (("US", "CN", "DE", ""), 0.1, 0.81),  # others change nothing
        (("US", "CN"), 0.0, 1.0),
        (("US", "CN"), 1.0, 0.0),
    ],
)
def test_the_chance_to_stay_joint(authors, chance, expected) -> None:
    assert completion.stays(paper(*authors), US, CN, lambda _: chance) == pytest.approx(expected)


def test_the_expectation_is_what_a_simulation_gives() -> None:
    papers = [paper("US", "CN"), paper("US|CN", "US"), paper("CN", "CN", "US|DE", "DE"), paper("US", "US|CN", "CN")]
    exact = completion.kept_share(papers, US, CN, lambda _: 0.3)
    draw, kept, times = random.Random(7), 0, 20_000
    for _ in range(times):
        for one in papers:
            left = frozenset().union(*(codes for codes in one.by_author.values() if draw.random() >= 0.3), NONE)
            kept += bool(left & US and left & CN)
    assert exact == pytest.approx(kept / times / len(papers), abs=0.005)


def test_a_chance_by_country() -> None:
    assert completion.stays(paper("US", "CN"), US, CN, lambda codes: 0.5 if codes == US else 0.2) == pytest.approx(
        0.5 * 0.8
    )


def test_completed_by_hand() -> None:
    papers = classified(
        {
            "a": paper("US", "CN"),
            "b": paper("US", "CN"),
            "c": paper("US", "", unknown=1),
            "d": paper("DE", "", unknown=1),
        }
    )
    done = completion.completed(papers, US, CN, 0.95)
    assert completion.open_share(papers) == (2, 8)
    assert done.found == 2
    assert done.kept == pytest.approx(0.75**2)
    assert done.papers == pytest.approx(2 / 0.5625)
    assert done.interval[0] < done.papers < done.interval[1]
    assert done.spread == pytest.approx((2 * 0.5625 * 0.4375) ** 0.5 / 0.5625**2)


def test_nothing_joint_and_nothing_left_have_no_completion() -> None:
    assert completion.kept_share([], US, CN, lambda _: 0.1) is None
    assert completion.completed(classified({"a": paper("US")}), US, CN, 0.95).papers is None
    assert completion.completed(classified({"a": paper("US", "CN")}), US, CN, 0.95, lambda _: 1.0).papers is None


def test_open_authorships_are_filled_from_the_other_record() -> None:
    papers = classified({"a": paper("US", "", unknown=1), "b": paper("US", "CN"), "c": paper("US", "", unknown=1)})
    other = {
        "a": paper("US", "CN"),
        "b": paper("DE", "CN"),
        "c": paper("US", "CN", "DE"),
    }  # c: authors numbered otherwise
    found = completion.checked(papers, other, US, CN, 0.95)
    assert (found.found, found.filled) == (1, 2)
    assert found.counts == {("known", "us"): 1, ("open", "china"): 1, ("known", "other"): 1, ("known", "china"): 1}
    assert completion.counts_share(found.counts) == 0.25
    assert found.even == pytest.approx(1 / 0.75**2)


def test_on_the_conference_the_method_comes_near_the_second_record(book, settings) -> None:
    found = {f.id: f for f in completion.figures(book)}
    at = "@profile-by-name"
    filled = found[f"neurips-2024.knockout-test.filled.papers{at}"].value
    even = found[f"neurips-2024.knockout-test.even.papers{at}"]
    assert found[f"neurips-2024.knockout-test.found.papers{at}"].value < filled
    assert even.value == pytest.approx(filled, rel=0.05)
    assert even.estimate
    definition = parse("profile-by-name", settings, settings.cohorts["neurips-2024"])
    assert found[f"neurips-2024.knockout.kept.share{at}"].denominator == len(
        book.classified("neurips-2024", definition).both
    )
