"""Wrong use: one sentence that says where, what was perhaps meant, and what to do."""

from __future__ import annotations

import pytest

from tests.conftest import one_sentence


@pytest.mark.parametrize(
    "words",
    [[], ["figurs"], ["papers"], ["papers", "--cohort"], ["figures", "--format", "xml"], ["fetch"], ["--nonsense"]],
)
def test_wrong_use_is_one_sentence_that_says_what_to_do(factcheck, words):
    one_sentence(factcheck(*words), "error: ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "factcheck: no verb is given; choose from fetch, "),
        (["figurs"], "factcheck: there is no verb 'figurs'; did you mean 'figures'?; choose from "),
        (["figures", "--fromat"], "factcheck figures: there is no option '--fromat'; did you mean '--format'?; see "),
        (["figures", "--help-me"], "there is no option '--help-me'; did you mean '--help'?"),
        (["figures", "--format", "tabel"], "--format: 'tabel' is none of its values; did you mean 'table'?; choose "),
        (["diff", "2026.1"], "factcheck diff: NEW is not given; see `factcheck diff --help`"),
        (["papers"], "factcheck papers: --cohort is not given; see `factcheck papers --help`"),
        (["papers", "--cohort"], "factcheck papers: option '--cohort' requires an argument; see "),
        (["check", "--notes=3"], "factcheck check: option '--notes' does not take a value; see "),
        (["figures", "neurips-2024"], "factcheck figures: got unexpected extra argument"),
    ],
)
def test_wrong_use_says_where_and_what_was_perhaps_meant(factcheck, words, said):
    one_sentence(factcheck(*words), said)
