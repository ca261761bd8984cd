"""The JSON of a virtual site, packed or not, with its abstracts beside it, and what is none."""

from __future__ import annotations

import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.core.errors import FactCheckError
from analysis.facts.readers import records
from analysis.facts.readers.virtual import read_source
from analysis.facts.records import LeftOut, Paper
from analysis.settings.models import Source

GROUP = "https://openreview.net/group?id=Elm.cc/2031/"
SOURCE = Source.model_validate(
    {"file": "x", "format": "virtual", "recorded": "2031", "origin": "invented", "licence": "CC0-1.0"}
)


def texts(paper) -> list[tuple[int, str]]:
    return [(a.author, a.text) for a in paper.affiliations]


def result(name: str, *people: tuple[str, str | None], **more) -> dict:
    return {"name": name, "authors": [{"fullname": n, "institution": i} for n, i in people], **more}


def site(*results: dict, **more) -> str:
    return json.dumps({"count": len(results), "next": None, "results": results, **more})


ADA, BO, CY = ("Ada Quill", "Oak University"), ("Bo Tern", None), ("Cy Marrow", "Elm College")


@pytest.mark.parametrize("packed", [True, False])
def test_a_virtual_site_gives_papers_and_leaves_out_what_has_no_authors(read, packed):
    text = site(
        result(
            "On Oak",
            ADA,
            BO,
            abstract="We plant.",
            eventtype="Poster",
            paper_url="https://openreview.net/forum?id=oakA1",
        ),
        result("on oak", ADA, eventtype="Oral"),
        result("Coffee Break"),
        result("", ("Ada Quill", "Oak")),
        result("On Elm", CY, decision="Accept (Datasets and Benchmarks)", virtualsite_url="/poster/2"),
        result("On Ash", ("Di Ash", "Ash"), event_type="Journal Poster"),
    ).encode()
    oak, elm, ash = read("virtual", gzip.compress(text) if packed else text, url="https://elm.example/data/list.json")
    assert (oak.title, oak.id, oak.track, oak.texts) == ("On Oak", "oakA1", "main", {"abstract": "We plant."})
    assert texts(oak) == [(1, "Oak University"), (2, "")]
    assert (elm.track, elm.url, elm.id, ash.track) == (
        "datasets-and-benchmarks",
        "https://elm.example/poster/2",
        "",
        "journal",
    )


@pytest.mark.parametrize(
    "oral",
    [
        result("Oral: On Oak", ADA, eventtype="Oral"),
        result("On Oak Oral", ADA, eventtype="Oral"),
        result("On Oak", ADA, eventtype="Oral", paper_url="https://openreview.net/forum?id=2031-Oral--12"),
        result("On Oaks, by a new title", ADA, eventtype="Oral", sourceid=-10, sourceurl=f"{GROUP}Conference"),
        result("On Oaks, by a new title", ADA, id=3, eventtype="Oral"),
        result("On Oaks", ADA, eventtype="Oral", paper_url="https://openreview.net/forum?id=oakA1"),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_an_oral_beside_its_poster_counts_once_and_the_poster_names_it(read, oral, first):
    poster = result(
        "On Oak",
        ADA,
        id=2,
        eventtype="Poster",
        sourceid=10,
        sourceurl=f"{GROUP}Conference",
        related_events_ids=[3],
        paper_url="https://openreview.net/forum?id=oakA1",
    )
    (paper,) = read("virtual", site(*((oral, poster) if first else (poster, oral))))
    assert (paper.title, paper.id) == ("On Oak", "oakA1")


def test_an_oral_without_a_poster_is_a_paper_by_its_own_name(read):
    (paper,) = read("virtual", site(result("Oral: On Oak", ADA, eventtype="Oral")))
    assert paper.title == "On Oak"


def test_two_papers_of_one_title_by_others_are_two(read):
    found = read("virtual", site(result("On Oak", ADA), result("On Oak", CY)))
    assert len(found) == 2
    forum = "https://openreview.net/forum?id="
    found = read(
        "virtual", site(result("On Oak", ADA, paper_url=f"{forum}a1"), result("On Oak", ADA, paper_url=f"{forum}b2"))
    )
    assert [paper.id for paper in found] == ["a1", "b2"]


def test_what_is_rejected_or_not_visible_is_left_out_and_counted(read):
    found = read(
        "virtual",
        site(
            result("On Oak", ADA, decision="Accept (poster)", visible=True),
            result("On Elm", ADA, decision="Reject"),
            result("On Ash", ADA, decision="Accept (oral)", visible=False),
            result("On Yew", ADA, decision="Withdrawn"),
        ),
    )
    assert [record.title for record in found if isinstance(record, Paper)] == ["On Oak"]
    assert sorted(record.reason for record in found if isinstance(record, LeftOut)) == [
        "decision 'Reject'",
        "decision 'Withdrawn'",
        "not visible on the site",
    ]


TRACKS = ("Conference", "Datasets_and_Benchmarks_Track", "Position_Paper_Track")


def test_tracks_are_told_apart_by_the_group_of_each_entry(read):
    entries = [result(f"On {name}", ADA, sourceurl=GROUP + name) for name in TRACKS]
    journal = result("On moss", ADA, sourceurl="https://openreview.net/group?id=Moss")
    found = read("virtual", site(*entries, journal))
    assert [paper.track for paper in found] == ["main", "datasets-and-benchmarks", "position-paper", "journal"]


def test_tracks_that_config_does_not_name_are_left_out(read):
    entries = [result(f"On {name}", ADA, sourceurl=GROUP + name) for name in TRACKS]
    journal = result("On moss", ADA, sourceurl="https://openreview.net/group?id=Moss")
    found = read("virtual", site(*entries, journal), tracks={"Conference": "main", "Position_Paper_Track": "positions"})
    assert [record.track for record in found if isinstance(record, Paper)] == ["main", "positions"]
    assert [record.reason for record in found if isinstance(record, LeftOut)] == [
        "of a track that `tracks` does not name"
    ] * 2


def test_abstracts_come_from_the_file_beside_by_the_id_of_the_entry(read):
    oak, elm = read("virtual", site(result("On Oak", ADA, id=7), result("On Elm", CY, id=8, abstract="Its own.")))
    one, other = read("virtual_abstracts", json.dumps({"7": "We plant.", "8": "Another.", "9": None}))
    assert (oak.entry, oak.texts, elm.texts) == ("7", {}, {"abstract": "Its own."})
    assert [(paper.entry, paper.texts) for paper in (one, other)] == [
        ("7", {"abstract": "We plant."}),
        ("8", {"abstract": "Another."}),
    ]


@pytest.mark.parametrize("content", ["[]", "{}", '{"x": "y"}', '{"7": 3}', "<html>", '{"results": []}'])
def test_what_is_no_file_of_abstracts_is_refused(read, content):
    with pytest.raises(FactCheckError, match=r"is not JSON|is no JSON object of abstracts by number"):
        read("virtual_abstracts", content)


def test_a_site_that_lists_less_than_it_says_is_refused(read):
    with pytest.raises(FactCheckError, match="lists 2 of the 4,613 entries that its `count` says"):
        read("virtual", site(result("On Oak", ADA), result("On Elm", CY), count=4613))
    assert len(read("virtual", site(result("On Oak", ADA), count=2), site(result("On Elm", CY), count=2))) == 2


@given(
    st.lists(
        st.tuples(st.sampled_from(["Oak", "Elm", "Oral: Oak", "Elm Oral", "Ash: on yews"]), st.booleans()), max_size=6
    )
)
def test_no_order_of_the_entries_changes_which_papers_there_are(tmp_path_factory, entries):
    results = [result(name, ADA, eventtype="Oral" if oral or "Oral" in name else "Poster") for name, oral in entries]
    if not results:
        return
    found = []
    for ordered in (results, results[::-1]):
        file = tmp_path_factory.mktemp("site") / "list.json"
        file.write_text(site(*ordered), encoding="utf-8")
        found.append({paper.title for paper in read_source([file], SOURCE, None)})
    assert found[0] == found[1] == {name.removeprefix("Oral: ").removesuffix(" Oral") for name, _ in entries}


NO_SITES = [
    b"",
    b"{}",
    b"[]",
    b"not json",
    b'{"results": 3}',
    b'{"results": [1]}',
    b'{"results": [{"name": "x", "authors": ["y"]}]}',
    b'{"results": []}',
    b"\x1f\x8b\x08cut",
    b'{"results": "\xff"}',
    b'{"error": "not found"}',
]


@pytest.mark.parametrize("content", NO_SITES)
def test_what_is_no_virtual_site_is_refused_with_its_file(tmp_path, content):
    path = tmp_path / "site.json.gz"
    path.write_bytes(content)
    with pytest.raises(FactCheckError) as failure:
        list(records(SOURCE, [path]))
    assert str(failure.value).startswith(f"{path}: is not the JSON of a virtual site (")
    assert failure.value.mend == "fetch it again"


def test_a_virtual_site_that_is_missing_is_refused(tmp_path):
    with pytest.raises(FactCheckError, match="raw file is missing"):
        list(records(SOURCE, [tmp_path / "none.json.gz"]))
