"""A table is kept as JSON where a reader that guesses types would change a cell, and only there."""

from __future__ import annotations

import io
import json

import pandas as pd
import pytest

from analysis.facts import json_tables
from analysis.facts.schema import Column, Table


@pytest.mark.parametrize(
    ("cells", "guessed"),
    [
        (["NA", "GB"], True),
        (["None", ""], True),
        (["033003e23"], True),
        (["007", "12"], True),
        (["TRUE", "false"], True),
        (["Infinity"], True),
        (["007", "x"], False),
        (["GB", ""], False),
        (["Na", "none of these"], False),
        (["", ""], False),
        ([], False),
    ],
)
def test_what_a_guess_would_change(tmp_path, cells, guessed):
    (tmp_path / "x.csv").write_text("a,n\n" + "".join(f"{cell},1\n" for cell in cells))
    made = json_tables.text_of(tmp_path / "x.csv", Table("x", "x", (Column("a", "x"), Column("n", "x", "integer"))))
    assert (made is not None) == guessed
    assert made is None or json.loads(made) == [[cell or None, 1] for cell in cells]
    text = pd.read_csv(io.StringIO("a,n\n" + "".join(f"{cell},1\n" for cell in cells)))["a"]
    assert guessed == any(cell and str(read) != cell for cell, read in zip(cells, text, strict=True))
