"""A finding written by hand holds as long as its figures bear it out, and is named where they do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.figures.figure import FigureSet
from analysis.publish.check.held import problems
from tests.support.invented_book import figure

FIGURES = FigureSet(
    [
        figure("elm-2020.us-china.share", 0.10, interval=(0.08, 0.12)),
        figure("elm-2021.us-china.share", 0.15, interval=(0.13, 0.17)),
        figure("elm-2021.us-china.share@profile+main", None),
    ]
)


def found(*conditions: str) -> list[str]:
    return list(problems("report/a.qmd", f"# A\n\nIt rises.\n<!-- holds: {'; '.join(conditions)} -->\n", FIGURES))


@pytest.mark.parametrize(
    "condition",
    [
        "elm-2021.us-china.share > elm-2020.us-china.share",
        "elm-2021.us-china.share:low > elm-2020.us-china.share:high",
        "elm-2020.us-china.share >= 10%",
        "0.1 <= elm-2020.us-china.share",
    ],
)
def test_what_the_figures_bear_out_is_no_problem(condition):
    assert found(condition) == []


def test_what_no_longer_holds_is_named_with_line_and_both_numbers():
    [problem] = found("elm-2020.us-china.share < 12%", "elm-2021.us-china.share < elm-2020.us-china.share")
    assert problem.startswith("report/a.qmd:4: the finding here rests on 'elm-2021.us-china.share <")
    assert "(0.15 and 0.1)" in problem


def test_a_figure_without_a_value_bears_nothing_out():
    [problem] = found("elm-2021.us-china.share@profile+main > 0")
    assert "(nothing and 0)" in problem


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("elm-2021.us-chin.share > 0", "did you mean"),
        ("elm-2021.us-china.share:middle > 0", "asks for 'middle'"),
        ("elm-2021.us-china.share is large", "is no condition"),
        ("elm-2021.us-china.share", "is no condition"),
    ],
)
def test_what_cannot_be_asked_is_told(condition, said):
    [problem] = found(condition)
    assert said in problem


@given(st.floats(-1, 1, allow_nan=False), st.floats(-1, 1, allow_nan=False))
def test_of_two_numbers_one_order_holds_and_the_other_does_not(one, other):
    figures = FigureSet([figure("elm-2020.us-china.share", one), figure("elm-2021.us-china.share", other)])
    sides = "elm-2020.us-china.share", "elm-2021.us-china.share"
    wrong = [
        bool(list(problems("a", f"<!-- holds: {sides[0]} {sign} {sides[1]} -->", figures))) for sign in ("<", ">=")
    ]
    assert sorted(wrong) == [False, True]
