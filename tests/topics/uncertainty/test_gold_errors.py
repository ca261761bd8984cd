"""Shares corrected for what the gold set shows: invented papers and scores, and the committed facts."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from analysis.counting import accuracy, gold
from analysis.settings.definitions import headline
from analysis.settings.groups import Pair
from analysis.topics.uncertainty import gold_errors
from analysis.topics.uncertainty.gold_errors import effect_of_errors
from tests.support.invented_book import Book, by_id, papers, three_groups

PAIR = Pair("us", "china")
JOINT = papers(20, 200)
MANY = 10**8


@pytest.fixture
def scores(monkeypatch):
    """Let the gold set say: (joint and found, found only, missed, neither), and of affiliations (wrong, resolved)."""

    def say(blocks: tuple[int, int, int, int], wrong: int, of: int) -> None:
        score = SimpleNamespace(measure="strings.wrong.authorship", right=wrong, of=of, distinct=of)
        monkeypatch.setattr(accuracy, "confusion", lambda book, half, pair: blocks)
        monkeypatch.setattr(accuracy, "score_strings", lambda book, half: iter([score]))

    return say


def corrected(settings, basis: str) -> dict:
    found = by_id(gold_errors.figures(Book(settings, {"elm-2020": {basis: JOINT}})))
    return {i.removeprefix("elm-2020."): f for i, f in found.items()}


def classified(settings, *given: tuple[str, ...]):
    book = Book(settings, {"elm-2020": {"program": {f"p{at}": authors for at, authors in enumerate(given)}}})
    return book.classified("elm-2020", headline(book.config, book.config.cohorts["elm-2020"]))


def test_by_print_the_share_is_worked_back_from_joint_papers_found_and_missed(settings, scores):
    scores((int(0.8 * MANY), 0, int(0.2 * MANY), MANY), 0, 0)
    figure = corrected(settings, "paper")["corrected.us-china.share"]
    assert figure.value == pytest.approx(0.1 / 0.8, abs=1e-4)
    assert figure.interval == pytest.approx((0.125, 0.125), abs=1e-3)
    assert (figure.denominator, figure.method, figure.estimate) == (None, "monte-carlo", True)


def test_by_schedule_the_share_falls_by_the_effect_of_wrong_countries(settings, scores):
    scores((0, 0, 0, 0), int(0.01 * MANY), MANY)
    book = Book(settings, {"elm-2020": {"program": JOINT}})
    definition = headline(book.config, book.config.cohorts["elm-2020"])
    share, effect = effect_of_errors(book.classified("elm-2020", definition), PAIR)
    figure = corrected(settings, "program")["corrected.us-china.share"]
    assert share == 0.1
    assert figure.value == pytest.approx(0.1 - 0.01 * effect, abs=1e-4)


def test_a_gold_set_without_an_error_leaves_what_its_size_cannot_rule_out(settings, scores):
    scores((15, 0, 0, 123), 0, 300)
    for basis in ("paper", "program"):
        low, high = corrected(settings, basis)["corrected.us-china.share"].interval
        assert low < 0.1005
        assert high > 0.0995
        assert 0 < high - low < 0.1


def test_errors_make_a_joint_paper_of_every_paper_they_hit(settings):
    # two authors of one country each: one wrong author makes the paper joint, so the share rises by two papers for two
    share, effect = effect_of_errors(classified(settings, *[("US", "US"), ("CN", "CN")] * 1000), PAIR)
    assert share == 0
    assert effect == pytest.approx(2, abs=0.05)


def test_authors_without_a_country_are_neither_hit_nor_drawn(settings):
    whole = classified(settings, *[("US", "US"), ("CN", "CN")] * 200)
    holed = classified(settings, *[("US", "US", ""), ("", "CN", "CN")] * 200)
    assert effect_of_errors(holed, PAIR) == effect_of_errors(whole, PAIR)


@pytest.mark.parametrize(
    ("basis", "blocks", "of"),
    [("paper", (0, 0, 0, 50), 300), ("paper", (5, 0, 0, 0), 300), ("program", (5, 0, 0, 50), 0)],
)
def test_a_gold_set_that_says_nothing_corrects_nothing(settings, scores, basis, blocks, of):
    scores(blocks, 0, of)
    assert corrected(settings, basis) == {}


def test_a_cohort_that_cannot_be_classified_has_none(settings, scores):
    scores((15, 0, 0, 123), 0, 300)
    assert list(gold_errors.figures(Book(settings, {"elm-2020": {"program": {"p": ("", "")}}}))) == []


def test_an_empty_gold_set_corrects_nothing_of_the_committed_facts(part, settings, monkeypatch):
    monkeypatch.setattr(gold, "rows", lambda name: [])
    assert list(gold_errors.figures(part(*settings.cohorts))) == []


def test_every_committed_cohort_has_a_corrected_share_near_its_own(book, settings, computed):
    for name, cohort in settings.cohorts.items():
        figure, papers = (
            computed.use(f"{name}.corrected.us-china.share"),
            book.classified(name, headline(settings, cohort)),
        )
        share = papers.both().sum() / papers.readable.sum()
        assert 0 < figure.interval[0] < figure.value < figure.interval[1] < 1
        assert figure.interval[0] < share
        assert figure.value == pytest.approx(share, abs=0.01, rel=0.1)


def test_every_pair_of_three_groups_is_corrected(settings, scores):
    scores((15, 0, 0, 123), 0, 300)
    printed = {f"p{at}": ("SE", "FR") if at < 20 else ("DE", "FI") for at in range(200)}
    config = three_groups(settings)
    for basis in ("paper", "program"):
        figures = by_id(gold_errors.figures(Book(config, {"elm-2020": {basis: printed}})))
        assert set(figures) == {f"elm-2020.corrected.{pair.key}.share" for pair in config.pairs}
        assert figures["elm-2020.corrected.north-gaul.share"].value == pytest.approx(0.1, abs=0.01)
        assert figures["elm-2020.corrected.north-rhine.share"].value == pytest.approx(0, abs=0.01)
        assert (
            "with a Northern and an ancient Gaulish institution" in figures["elm-2020.corrected.north-gaul.share"].label
        )
