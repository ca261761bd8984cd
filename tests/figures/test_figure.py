"""A figure and its two published forms; a set of them."""

from __future__ import annotations

import json

import pytest

from analysis.core.errors import FactCheckError
from analysis.figures.figure import TABLE, Figure, FigureSet, plain_id, to_json, to_table

OAK = Figure(
    id="elm-2026.us.share",
    label="share of oaks",
    unit="share",
    value=1 / 3,
    numerator=1,
    denominator=3,
    interval=(0.0614, 0.7923451),
    cohort="elm-2026",
    sources=("a.csv", "b.csv"),
    words="oaks",
    kind="tree",
    order=2,
)
ASH = Figure(id="elm-2026.papers", label="papers", unit="papers", value=3, cohort="elm-2026", sources=())


def test_the_published_form_is_that_of_the_contract() -> None:
    assert OAK.as_json() == {
        "id": "elm-2026.us.share",
        "label": "share of oaks",
        "unit": "share",
        "value": 0.333333,
        "numerator": 1,
        "denominator": 3,
        "interval": {"method": "wilson", "level": 0.95, "low": 0.0614, "high": 0.792345},
        "bounds": None,
        "definition": "headline",
        "cohort": "elm-2026",
        "sources": ["a.csv", "b.csv"],
        "estimate": False,
    }


def test_figures_json_is_sorted_and_names_its_release() -> None:
    made = to_json(FigureSet([OAK, ASH]), "2026.1")
    assert made.endswith("\n")
    assert json.loads(made)["release"] == "2026.1"
    assert [f["id"] for f in json.loads(made)["figures"]] == ["elm-2026.papers", "elm-2026.us.share"]
    assert made == to_json(FigureSet([ASH, OAK]), "2026.1")


def test_the_table_has_a_column_for_each_part() -> None:
    table = to_table([OAK, ASH])
    assert list(table.columns) == TABLE
    assert table.loc[0, ["interval_low", "interval_high", "sources"]].tolist() == [0.0614, 0.792345, "a.csv|b.csv"]
    assert table.loc[1, ["interval_low", "bounds_high"]].isna().all()


def test_negative_zero_is_zero() -> None:
    tiny = Figure(id="x", label="", unit="share", value=-1e-9, cohort="x", sources=())
    assert str(tiny.as_json()["value"]) == "0.0"


@pytest.mark.parametrize(("x", "n", "fraction"), [(1, 3, (1, 3)), (0, 3, (0, 3)), (0, 0, None), (None, 3, None)])
def test_there_is_a_fraction_where_there_is_something_to_divide_by(x, n, fraction) -> None:
    made = Figure(id="x", label="", unit="share", value=None, numerator=x, denominator=n, cohort="x", sources=())
    assert made.fraction == fraction


def test_a_set_remembers_what_was_asked_for() -> None:
    found = FigureSet([OAK, ASH])
    assert OAK.id in found
    assert not found.used
    assert found.use(OAK.id) is OAK
    assert found.find("no.such") is None
    assert found.used == {OAK.id}
    with pytest.raises(KeyError):
        found.use("no.such")
    assert found.used == {OAK.id}


def test_two_figures_with_one_id_are_refused() -> None:
    with pytest.raises(FactCheckError, match=r"elm-2026\.papers is computed twice; give one of them another id"):
        FigureSet([ASH, OAK, ASH])


@pytest.mark.parametrize(
    ("figure_id", "plain"),
    [
        ("elm.calibrated.us.share@body", "elm.us.share@body"),
        ("elm.us.share", "elm.us.share"),
    ],
)
def test_behind_a_calibrated_figure_stands_the_plain_one(figure_id, plain) -> None:
    assert plain_id(figure_id) == plain
