"""Which verdict fits a case, how its rule is said, what is refused, and how far a figure may move unnamed."""

from __future__ import annotations

import re

import pytest
import yaml

from analysis.core import paths
from analysis.core.errors import FactCheckError
from analysis.settings.config import load
from analysis.settings.verdict_rules import Tolerance, VerdictRule


def refused(tmp_path, old: str, new: str) -> FactCheckError:
    """What is said of config.yaml with one text of it replaced."""
    text = paths.CONFIG.read_text(encoding="utf-8")
    assert text.count(old) == 1
    (tmp_path / "config.yaml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(FactCheckError) as failure:
        load(tmp_path / "config.yaml")
    return failure.value


ACCURATE, TRUE = (
    "{decisive: [inside], readings: [all-inside]}",
    "{words: [hold], decisive: [above], readings: [outside, far]}",
)
WRONG = "{words: [fail, open], decisive: [above, below], readings: [far]}"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (f"[{ACCURATE}]", "[]", "the case words: hold, decisive: inside, readings: all-inside has no verdict"),
        (ACCURATE, "{decisive: [inside], readings: [all-inside, some-inside]}", "is claimed by accurate and caveat"),
        (WRONG, "{words: [fail], decisive: [above, below]}", "is claimed by depends and wrong"),
        (ACCURATE, "{decisive: [within]}", "input should be 'inside'"),
        (ACCURATE, "{decisive: [inside], readings: [most]}", "input should be 'all-inside'"),
        (ACCURATE, "{near: [all]}", "unknown key"),
    ],
)
def test_a_hole_or_an_overlap_is_refused_with_its_line(tmp_path, old, new, said):
    text = paths.CONFIG.read_text(encoding="utf-8")
    found = refused(tmp_path, old, new)
    assert said in str(found)
    # a case belongs to the whole scale; a word that is none to its own line
    at = "verdicts:\n" if "case" in str(found) and "words:" in str(found) else old
    assert found.where == f"config.yaml:{text[: text.index(at)].count(chr(10)) + 1}"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "Literally true, but understated\n      rating: 3",
            "Literally true, but understated\n      rating: 2",
            "'true-understated', where words can hold, is rated lower than 'depends', where they can fail",
        ),
        (
            "name: Wrong\n      rating: 1",
            "name: Wrong\n      rating: 3",
            "moves from below to contrary would go from 'overstated' up to 'wrong'",
        ),
        ("name: Accurate\n      rating: 5", "name: Accurate\n      rating: 3", "from 'accurate' up to 'caveat'"),
    ],
)
def test_ratings_out_of_order_are_refused(tmp_path, old, new, said):
    assert said in str(refused(tmp_path, old, new))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  basis: {because:", "  bases: {because:", "left-open: 'bases' is no axis; did you mean 'basis'?"),
        (
            "choices: [any, separate-people]",
            "choices: [any, separate-peopl]",
            "left-open.collaboration: 'separate-peopl' is no choice",
        ),
        ("choices: [any, separate-people], because", "choices: [], because", "at least 1 item"),
        ("counting: {choices: [whole], because: ", "counting: {choices: [whole], why: ", "unknown key"),
    ],
)
def test_what_is_left_open_names_axes_and_choices_that_there_are(tmp_path, old, new, said):
    assert said in str(refused(tmp_path, old, new))


def test_a_claim_s_own_words_go_before_what_every_sentence_leaves_open(settings):
    data = yaml.safe_load(paths.CONFIG.read_text(encoding="utf-8"))
    for name, claim in settings.claims.items():
        left = settings.open_to(claim)
        assert all(said.choices and said.because for said in left.values())
        own = data["claims"][name].get("left-open", {})
        for axis, said in left.items():
            wanted = own.get(axis, data["left-open"].get(axis))
            assert said.choices == (wanted.get("choices") or list(settings.axes()[axis]))
        assert left.keys() == own.keys() | data["left-open"].keys()


@pytest.mark.parametrize(
    ("change", "step", "said"),
    [
        ({}, "wrong", "off by a factor of more than three, or"),
        ({"wrong_factor": 4.0}, "wrong", "off by a factor of more than four, or"),
        ({"wrong_factor": 2.5}, "wrong", "off by a factor of more than 2.5, or"),
    ],
)
def test_the_rule_of_a_verdict_is_said_with_the_numbers_that_hold(settings, change, step, said):
    assert said in settings.verdicts.model_copy(update=change).about(step)


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ("off by more than {wrong-facto}", "{wrong-facto} stands for nothing; known are {wrong-factor}, {near-steps}"),
        ("off by more than {wrong-facto}", "did you mean 'wrong-factor'?"),
        ("off by more than three", "the number 'three' is typed"),
        ("off by more than 3", "the number '3' is typed"),
        ("off by more than {wrong-factor", "a brace stands alone"),
    ],
)
def test_a_rule_that_types_its_number_or_asks_for_one_that_is_not_there_is_refused(about, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        VerdictRule.model_validate({"name": "Wrong", "about": about, "when": []})


@pytest.mark.parametrize(
    ("allowed", "new", "holds"),
    [
        ({"absolute": 0.01}, 0.11, True),
        ({"absolute": 0.01}, 0.1100001, False),
        ({"absolute": 0}, 0.1, True),
        ({"relative": 0.1}, 0.11, True),
        ({"relative": 0.1}, 0.089, False),
    ],
)
def test_a_tolerance_holds_up_to_its_edge_and_no_further(allowed, new, holds):
    assert Tolerance(figures="*", **allowed).holds(0.1, new) is holds


@pytest.mark.parametrize("allowed", [{}, {"absolute": 1, "relative": 1}])
def test_a_tolerance_has_one_distance(allowed):
    with pytest.raises(ValueError, match="one of the two"):
        Tolerance(figures="*", **allowed)
