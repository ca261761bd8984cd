"""What labels tell of how terms are found, on a gold set made by hand; and the committed one."""

from __future__ import annotations

import pytest

from analysis.core import paths
from analysis.counting import gold
from analysis.counting.naming_accuracy import FILE, labels
from analysis.statistics.misclassification import Stratum

HEAD = "cohort,paper_id,term,stratum,named,certain,half,of"
ROWS = """
word word 3 100
word none 1 100
family family 2 20
family word 1 20
none family 1 10
none none 4 10
"""


@pytest.fixture
def told(settings, tmp_path, monkeypatch):
    """(term, naming) → labels, from rows of cohort and term."""

    def of(cohort: str = next(iter(settings.cohorts)), term: str = "llama"):
        lines, n = [HEAD], 0
        for stratum, named, times, size in (row.split() for row in ROWS.split("\n") if row):
            for _ in range(int(times)):
                n += 1
                lines.append(f"{cohort},p{n},{term},{stratum},{named},yes,test,{size}")
        (tmp_path / FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")
        monkeypatch.setattr(paths, "GOLD", tmp_path)
        return labels(settings)

    return of


def test_the_word_is_found_in_its_own_stratum_and_missed_in_the_others(told):
    word = told()["llama", "word"]
    assert word.found == (Stratum(3, 4, 100),)
    assert word.others == (Stratum(1, 3, 20), Stratum(0, 5, 10))
    assert word.precision == pytest.approx(0.75)
    assert word.recall == pytest.approx(75 / (75 + 20 / 3))


def test_a_family_holds_the_word_and_each_stratum_counts_by_its_size(told):
    family = told()["llama", "family"]
    assert family.found == (Stratum(3, 4, 100), Stratum(3, 3, 20))
    assert family.others == (Stratum(1, 5, 10),)
    assert family.precision == pytest.approx((75 + 20) / 120)
    assert family.recall == pytest.approx(95 / (95 + 2))


def test_a_term_without_a_family_has_labels_of_its_word_alone(told):
    assert list(told(term="gemma")) == [("gemma", "word")]


@pytest.mark.parametrize("of", [{"cohort": "elm-2020"}, {"term": "maple"}])
def test_labels_of_what_config_does_not_have_tell_nothing(told, of):
    assert told(**of) == {}


def test_without_a_gold_set_nothing_is_told(settings, tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "GOLD", tmp_path)
    assert labels(settings) == {}


def test_the_committed_labels_are_of_papers_and_terms_that_there_are(settings, book):
    rows = gold.rows(FILE)
    assert {row["term"] for row in rows} == set(settings.terms)
    for name in {row["cohort"] for row in rows}:
        ids = set(book.snapshots[name].papers["paper_id"])
        assert {row["paper_id"] for row in rows if row["cohort"] == name} <= ids
    known = {*settings.definitions["naming"], "none"}
    assert {row[column] for row in rows for column in ("stratum", "named")} <= known
