"""A table that anyone can make: one line for each affiliation."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.core.errors import FactCheckError
from analysis.facts.readers.plain_csv import read_source
from analysis.facts.records import LeftOut
from analysis.settings.models import Source

TABLE = """title,author,affiliation,track,decision,url
On Oak,Ada Quill,"Elm College, Elmton",main,accept,https://openreview.net/forum?id=oakA1
On Oak,Ada Quill,Oak Lab,,,
On Oak,Bo Tern,,,,
On Elm,Cy Marrow,Elm College,Workshop,reject,
"""
SOURCE = Source.model_validate(
    {"file": "x", "format": "plain_csv", "recorded": "2031", "origin": "invented", "licence": "CC0-1.0"}
)


def test_lines_of_one_paper_are_its_authors_and_their_affiliations(read):
    oak, elm = read("plain_csv", TABLE)
    assert (oak.title, oak.id, oak.track, oak.authors) == ("On Oak", "oakA1", "main", ("Ada Quill", "Bo Tern"))
    assert [(a.author, a.text) for a in oak.affiliations] == [(1, "Elm College, Elmton"), (1, "Oak Lab"), (2, "")]
    assert elm == LeftOut("decision 'reject'")


def test_tracks_that_config_does_not_name_are_left_out(read):
    _, elm = read("plain_csv", TABLE.replace("reject", "accept"), tracks={"main": "main"})
    assert elm == LeftOut("of a track that `tracks` does not name")


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("title,author\nOn Oak,Ada Quill\n", "has no column 'affiliation'"),
        ("title;author;affiliation\nOn Oak;Ada;Elm\n", "has its cells separated by semicolons"),
        ("title,author,affiliation\n", "holds no line below its header"),
        ("title,author,affiliation\n,Ada Quill,Elm\n", "a line has no title"),
        (TABLE + "On Oak,Di Ash,Ash\n".replace("\n", ",,,\n"), "the paper 'on oak' stands in two places"),
        ("title,author,affiliation\nOn Oak,Ada Quill,Elm, Elmton\n", "has not as many fields as the header"),
        ('title,author,affiliation\nOn Oak,Ada Quill,"Elm\n', "is not CSV"),
        (b"title,author,affiliation\nOn Oak,Ada Quill,\xe9\n", "is not UTF-8 text in line 2"),
    ],
)
def test_what_is_no_such_table_is_refused_with_its_place(read, table, said):
    with pytest.raises(FactCheckError, match=said):
        read("plain_csv", table)


WORDS = st.text("abc ,;\"'é", min_size=1, max_size=8).map(lambda text: f"x{' '.join(text.split())}x")


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(WORDS, st.lists(WORDS, min_size=1, max_size=3)), min_size=1, max_size=4, unique_by=lambda p: p[0]
    )
)
def test_a_table_gives_back_the_affiliations_it_was_made_of(tmp_path_factory, people):
    stream = io.StringIO()
    csv.writer(stream).writerows(
        [("title", "author", "affiliation"), *(("On Oak", who, at) for who, places in people for at in places)]
    )
    file = tmp_path_factory.mktemp("table") / "table.csv"
    file.write_text(stream.getvalue(), encoding="utf-8", newline="")
    (paper,) = read_source([file], SOURCE, None)
    assert [(paper.authors[a.author - 1], a.text) for a in paper.affiliations] == [
        (w, at) for w, places in people for at in places
    ]
