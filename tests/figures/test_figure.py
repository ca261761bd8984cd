"""A figure and its two published forms; a set of them."""

from __future__ import annotations

import json

import pytest

from analysis.core.errors import FactCheckError
from analysis.figures.figure import Figure, FigureSet, figure_id, to_json
from analysis.figures.figure_table import TABLE, to_table

OAK = Figure(
    id="elm-2026.us.share",
    measure="us.share",
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
ASH = Figure(
    id="elm-2026.papers", measure="papers", label="papers", unit="papers", value=3, cohort="elm-2026", sources=()
)


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
    tiny = Figure(id="x", measure="x", label="", unit="share", value=-1e-9, cohort="x", sources=())
    assert str(tiny.as_json()["value"]) == "0.0"


@pytest.mark.parametrize(("x", "n", "fraction"), [(1, 3, (1, 3)), (0, 3, (0, 3)), (0, 0, None), (None, 3, None)])
def test_there_is_a_fraction_where_there_is_something_to_divide_by(x, n, fraction) -> None:
    made = Figure(
        id="x", measure="x", label="", unit="share", value=None, numerator=x, denominator=n, cohort="x", sources=()
    )
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


def test_behind_an_estimate_stands_the_plain_count() -> None:
    made = Figure(
        id="elm.calibrated.us.share@body",
        measure="calibrated.us.share",
        plain="us.share",
        definition="body",
        label="",
        unit="share",
        value=0.5,
        cohort="elm",
        sources=(),
    )
    assert made.plain_id == "elm.us.share@body"
    assert made.beside("corrected.us.share") == "elm.corrected.us.share@body"
    assert OAK.plain_id == OAK.id


def test_an_id_names_a_definition_that_is_not_the_headline_one() -> None:
    assert figure_id("elm", "us.share") == "elm.us.share"
    assert figure_id("elm", "us.share", "profile") == "elm.us.share@profile"


def test_figures_of_a_measure_are_found_without_reading_ids() -> None:
    slices = [
        Figure(
            id=f"elm-2026.leaves.{n}", measure="leaves", slice=n, label="", unit="x", value=1, cohort=cohort, sources=()
        )
        for n, cohort in (("red", "elm-2026"), ("green", "elm-2025"))
    ]
    found = FigureSet([OAK, *slices])
    assert [f.slice for f in found.of("leaves")] == ["green", "red"]
    assert [f.slice for f in found.of("leaves", "elm-2026")] == ["red"]
    assert found.of("us.share") == [OAK]
    assert not found.used


def test_a_figure_knows_which_function_made_it() -> None:
    def grow() -> Figure:
        return Figure(id="x", measure="x", label="", unit="x", value=1, cohort="x", sources=())

    assert grow().function.endswith("test_a_figure_knows_which_function_made_it.<locals>.grow")
