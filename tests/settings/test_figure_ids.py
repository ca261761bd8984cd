"""The id of a figure: put together and taken apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analysis.settings.figure_ids import figure_id, parse

NAMES = st.from_regex(r"[a-z0-9][a-z0-9-]{0,9}", fullmatch=True)


@given(NAMES, st.lists(NAMES, min_size=1, max_size=4), st.lists(NAMES, max_size=3))
def test_an_id_gives_its_parts_back(cohort, measure, definition):
    parts = (cohort, ".".join(measure), "+".join(definition))
    assert parse(figure_id(*parts)) == parts


def test_every_figure_has_the_id_of_its_parts(computed):
    for figure in computed:
        measured = f"{figure.measure}.{figure.slice}" if figure.slice else figure.measure
        assert parse(figure.id)[:2] == (figure.cohort, measured)
