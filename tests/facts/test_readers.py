"""Each raw format, in small files with invented papers, and every way a raw file can be bad."""

from __future__ import annotations

import gzip
import json

import pytest

from analysis.core.errors import FactCheckError
from analysis.facts.readers import listings, openreview, program, virtual
from analysis.facts.records import Affiliation, read_rows
from tests.conftest import write_gz


@pytest.fixture
def raw(tmp_path):
    return lambda *rows: write_gz(tmp_path / "raw.jsonl.gz", list(rows))


def texts(paper) -> list[tuple[int, str]]:
    return [(a.author, a.text) for a in paper.affiliations]


# --- program


def test_the_2020_schedule_gives_several_affiliations_an_author(raw):
    path = raw(
        {
            "title": "On Oak",
            "authors": [["Ada Quill", ["Oak University", "Elm &amp; Ash"]], ["Bo Tern", []], ["Cy Marrow", [None, ""]]],
        }
    )
    [paper] = program.read(path)
    assert (paper.title, paper.authors) == ("On Oak", ("Ada Quill", "Bo Tern", "Cy Marrow"))
    assert texts(paper) == [(1, "Oak University"), (1, "Elm & Ash"), (2, ""), (3, ""), (3, "")]


def test_the_2021_schedule_has_the_affiliation_in_brackets_and_a_number_for_a_title(raw):
    [paper] = program.read(
        raw({"title": 7, "authors": ["Ada Quill (Oak University (OU))", "Bo Tern", "Cy (Cyd) Marrow (Elm, Inc.)"]})
    )
    assert paper.title == ""
    assert paper.authors == ("Ada Quill", "Bo Tern", "Cy (Cyd) Marrow")
    assert texts(paper) == [(1, "Oak University (OU)"), (2, ""), (3, "Elm, Inc.")]


@pytest.mark.parametrize(
    ("text", "name", "affiliation"),
    [
        ("Ada Quill (Oak)", "Ada Quill", ["Oak"]),
        ("Ada Quill (Oak (Elm (Ash)))", "Ada Quill", ["Oak (Elm (Ash))"]),
        ("Ada Quill (Oak) (Elm)", "Ada Quill (Oak)", ["Elm"]),
        ("Ada Quill (Oak (Elm)", "Ada Quill (Oak", ["Elm"]),
        ("Ada Quill (Oak) Elm)", "Ada Quill", ["Oak) Elm"]),
        ("Ada Quill ()", "Ada Quill", [""]),
        ("Ada Quill", "Ada Quill", []),
        (")", ")", []),
        ("", "", []),
    ],
)
def test_brackets_inside_brackets_belong_to_the_affiliation(text, name, affiliation):
    assert program.split_name(text) == (name, affiliation)


def test_the_2024_schedule_says_none_in_several_ways(raw):
    authors = [
        {"name": "Ada Quill", "affiliation": "Xi&#x27;an Oak", "no": "1"},
        {"name": "Bo Tern", "affiliation": None},
        {"name": "Cy Marrow"},
        {"name": "Di Ash", "affiliation": "None"},
    ]
    [paper] = program.read(raw({"title": "  On  Oak ", "authors": authors}))
    assert (paper.title, len(paper.authors)) == ("On Oak", 4)
    assert texts(paper) == [(1, "Xi'an Oak"), (2, ""), (3, ""), (4, "None")]


def test_an_author_in_no_known_shape_is_named_with_its_line(raw):
    path = raw({"title": "On Oak", "authors": []}, {"title": "On Elm", "authors": [12]})
    with pytest.raises(FactCheckError, match=r"raw\.jsonl\.gz:2: an author is given as int") as failure:
        list(program.read(path))
    assert failure.value.mend


# --- OpenReview


def test_profiles_follow_the_order_of_or_profile_and_not_of_the_authors(raw):
    path = raw(
        {
            "id": "oakA1",
            "author": "Ada Quill;Bo Tern;Cy Marrow",
            "authorids": "~Ada_Quill1;~Bo_Tern2;~Cy_Marrow1",
            "or_profile": "~Cy_Marrow1;~Ada_Quill1;~Bo_Tern2",
            "aff": "Elm &amp; Co;Oak University;",
            "aff_domain": "ELM.example;oak.example;",
        }
    )
    [paper] = openreview.read_aligned(path)
    assert (paper.id, paper.url) == ("oakA1", "https://openreview.net/forum?id=oakA1")
    assert paper.affiliations == [
        Affiliation(1, "Oak University", domain="oak.example"),
        Affiliation(2, ""),
        Affiliation(3, "Elm & Co", domain="elm.example"),
    ]


def test_a_semicolon_inside_an_affiliation_does_not_shift_the_others(raw):
    [paper] = openreview.read_aligned(
        raw(
            {
                "id": "x",
                "authorids": "~A_Q1;~B_T1;~C_M1",
                "or_profile": "~A_Q1;~B_T1;~C_M1",
                "aff": ";Oak College; Elm Lab;Ash A&M",
            }
        )
    )
    assert texts(paper) == [(1, ""), (2, "Oak College; Elm Lab"), (3, "Ash A&M")]


def test_two_authors_of_one_name_keep_their_own_affiliations(raw):
    [paper] = openreview.read_aligned(
        raw(
            {
                "id": "x",
                "authorids": "~Ada_Quill1;~Bo_Tern1;~Ada_Quill2",
                "or_profile": "~Ada_Quill2;~Ada_Quill1;~Bo_Tern1",
                "aff": "Ash;Oak;Elm",
            }
        )
    )
    assert texts(paper) == [(1, "Oak"), (2, "Elm"), (3, "Ash")]


def test_a_profile_is_matched_by_its_name_where_its_id_differs(raw):
    [paper] = openreview.read_aligned(
        raw({"id": "x", "authorids": "~Ada_Quill1;~Bo_Tern1", "or_profile": "Bo Tern;~Ada_Quill3", "aff": "Elm;Oak"})
    )
    assert texts(paper) == [(1, "Oak"), (2, "Elm")]


def test_profiles_that_match_nobody_take_the_places_left(raw):
    [paper] = openreview.read_aligned(
        raw(
            {
                "id": "x",
                "authorids": "~Ada_Quill1;~Bo_Tern1;~Cy_Marrow1",
                "or_profile": "~Zo_Pine1;~Bo_Tern1;~Yu_Reed1",
                "aff": "Oak;Elm;Ash",
            }
        )
    )
    assert texts(paper) == [(1, "Oak"), (2, "Elm"), (3, "Ash")]


@pytest.mark.parametrize(
    "row", [{"aff": None}, {"aff": ""}, {"aff": "Oak"}, {"authorids": None, "aff": "Oak;Elm;Ash"}, {}]
)
def test_columns_that_are_short_or_null_leave_the_rest_empty(raw, row):
    [paper] = openreview.read_aligned(raw({"id": "x", "authorids": "~A_Q1;~B_T1", "or_profile": "~A_Q1;~B_T1", **row}))
    assert [a.author for a in paper.affiliations] == [1, 2]


def test_notes_give_id_title_authors_and_abstract(raw):
    full, bare = openreview.read_notes(
        raw(
            {"id": "n1", "title": "On\u00a0Oak", "authors": ["Ada Quill"], "abstract": "We plant."},
            {"id": "n2", "title": "On Elm", "authors": None, "abstract": None},
        )
    )
    assert (full.id, full.title, full.authors, full.texts) == (
        "n1",
        "On Oak",
        ("Ada Quill",),
        {"abstract": "We plant."},
    )
    assert (bare.authors, bare.texts) == ((), {})


@pytest.fixture
def people(raw):
    return openreview.read_people(
        raw(
            {
                "author_id": "~Ada_Quill1",
                "name": "Ada",
                "institution": "Oak University",
                "city": "Oakton",
                "country": "us",
            },
            {
                "author_id": "~Ada_Quill1",
                "name": "Ada",
                "institution": "Oak University",
                "city": "Oakton",
                "country": "US",
            },
            {"author_id": "~Ada_Quill1", "name": "Ada", "institution": "Elm Ltd", "city": None, "country": ""},
            {"author_id": "~Bo_Tern1", "institution": "Ash", "city": "", "country": ""},
            {"author_id": "~Bo_Tern12", "institution": "Yew", "city": "", "country": "CN"},
            {"author_id": "~Zoë_O'Reed1", "institution": "Pine"},
        )
    )


def test_a_name_with_one_candidate_gets_all_affiliations_of_that_person_once(people):
    assert openreview.match_people(("Ada Quill",), people) == [
        Affiliation(1, "Oak University", 0, "Oakton", "US"),
        Affiliation(1, "Elm Ltd"),
    ]


def test_a_name_with_several_candidates_keeps_them_apart(people):
    assert openreview.match_people(("Bo Tern",), people) == [
        Affiliation(1, "Ash", 1),
        Affiliation(1, "Yew", 2, "", "CN"),
    ]


def test_a_name_without_candidate_gets_an_empty_affiliation(people):
    assert openreview.match_people(("Nobody Else", "zoe oreed"), people) == [Affiliation(1, ""), Affiliation(2, "Pine")]


def test_people_are_read_from_several_files(tmp_path):
    files = [write_gz(tmp_path / f"{n}.gz", [{"author_id": "~Ada_Quill1", "institution": n}]) for n in ("Oak", "Elm")]
    assert openreview.match_people(("Ada Quill",), openreview.read_people(*files)) == [
        Affiliation(1, "Oak"),
        Affiliation(1, "Elm"),
    ]


# --- listings


def test_a_listing_gives_authors_id_and_track_from_its_url(raw):
    forum, proceedings, other = listings.read_listing(
        raw(
            {"title": "On Oak.", "author": "Ada Quill; Bo Tern", "url": "http://openreview.net/forum?id=oakA1&x=1"},
            {
                "title": "On Elm",
                "author": "Ada Quill, Bo Tern",
                "url": "https://papers.example.cc//hash/ab-Abstract-Datasets_and_Benchmarks.html",
            },
            {"title": "On Ash", "author": "", "url": "poster 12"},
        )
    )
    assert (forum.title, forum.id, forum.authors, forum.url) == (
        "On Oak",
        "oakA1",
        ("Ada Quill", "Bo Tern"),
        "https://openreview.net/forum?id=oakA1&x=1",
    )
    assert (proceedings.authors, proceedings.track, proceedings.id) == (
        ("Ada Quill", "Bo Tern"),
        "datasets-and-benchmarks",
        "",
    )
    assert proceedings.url == "https://papers.example.cc/hash/ab-Abstract-Datasets_and_Benchmarks.html"
    assert (other.authors, other.url, other.track) == ((), "", "")


def test_an_abstract_cut_off_by_its_source_is_not_counted_as_one(raw):
    whole, cut, none = listings.read_abstracts(
        raw(
            {"title": "On Oak", "abstract": "We plant.", "truncated": False, "id": "a1"},
            {"title": "On Elm", "abstract": "We pl", "truncated": True},
            {"title": "On Ash", "abstract": None, "track": "datasets and benchmarks"},
        )
    )
    assert (whole.texts, whole.id) == ({"abstract": "We plant."}, "a1")
    assert cut.texts == none.texts == {}
    assert none.track == "datasets-and-benchmarks"


def test_tracks_are_named_alike_whatever_their_spelling(raw):
    rows = [
        {"title": "A", "track": "Main", "award": "Oral"},
        {"title": "B", "track": "Datasets and Benchmarks", "award": None},
        {"title": "C", "track": "Position Papers"},
    ]
    found = list(listings.read_tracks(raw(*rows)))
    assert [(p.track, p.award) for p in found] == [
        ("main", "oral"),
        ("datasets-and-benchmarks", ""),
        ("position-papers", ""),
    ]


def test_headers_and_full_texts_are_joined_by_id_only(raw):
    [header] = listings.read_headers(raw({"id": "oakA1", "header": "## On Oak\n\nAda Quill"}))
    assert (header.id, header.header, header.title) == ("oakA1", "## On Oak\n\nAda Quill", "")
    [body] = listings.read_fulltext(raw({"id": "oakA1", "header": "x", "body": None, "references_found": True}))
    assert (body.id, body.texts, body.header) == ("oakA1", {"body": ""}, "")


# --- virtual site


def result(name: str, *people: tuple[str, str | None], **more) -> dict:
    return {"name": name, "authors": [{"fullname": n, "institution": i} for n, i in people], **more}


@pytest.mark.parametrize("packed", [True, False])
def test_a_virtual_site_gives_papers_and_leaves_out_what_has_no_authors(tmp_path, packed):
    results = [
        result(
            "On Oak",
            ("Ada Quill", "Oak University"),
            ("Bo Tern", None),
            abstract="We plant.",
            eventtype="Poster",
            paper_url="https://openreview.net/forum?id=oakA1",
        ),
        result("on oak", ("Ada Quill", "Oak University"), eventtype="Oral"),
        result("Coffee Break"),
        result("", ("Ada Quill", "Oak")),
        result(
            "On Elm", ("Cy Marrow", "Elm"), decision="Accept (Datasets and Benchmarks)", virtualsite_url="/poster/2"
        ),
        result("On Ash", ("Di Ash", "Ash"), event_type="Journal Poster"),
    ]
    text = json.dumps({"count": 6, "results": results}).encode()
    path = tmp_path / "2026.json.gz"
    path.write_bytes(gzip.compress(text) if packed else text)
    oak, elm, ash = virtual.read(path)
    assert (oak.title, oak.id, oak.track, oak.texts) == ("On Oak", "oakA1", "main", {"abstract": "We plant."})
    assert texts(oak) == [(1, "Oak University"), (2, "")]
    assert (elm.track, elm.url, elm.id, ash.track) == ("datasets-and-benchmarks", "/poster/2", "", "journal")


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
]


@pytest.mark.parametrize("content", NO_SITES)
def test_what_is_no_virtual_site_is_refused_with_its_file(tmp_path, content):
    path = tmp_path / "site.json.gz"
    path.write_bytes(content)
    with pytest.raises(FactCheckError) as failure:
        list(virtual.read(path))
    assert str(failure.value).startswith(f"{path}: is not the JSON of a virtual site (")
    assert failure.value.mend == "fetch it again"


def test_a_virtual_site_that_is_missing_is_refused(tmp_path):
    with pytest.raises(FactCheckError, match="raw file is missing"):
        list(virtual.read(tmp_path / "none.json.gz"))


# --- bad raw files

WHOLE = gzip.compress(b'{"title": "On Oak", "authors": []}\n' * 500)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, ": raw file is missing; "),
        (WHOLE[:-20], ": is cut short or damaged; "),
        (WHOLE[:30] + b"\0\0\0\0" + WHOLE[34:], ": is cut short or damaged; "),
        (b'{"title": "On Oak"}\n', ": is not a gzip file; "),
        (b"", ": holds no row; "),
        (gzip.compress(b"\n \n"), ": holds no row; "),
        (gzip.compress(b'{"title": "On Oak"}\n{"title": \n'), ":2: the row is not JSON ("),
        (gzip.compress(b'{"a": 1}\n\n[1, 2]\n'), ":3: the row is not a JSON object; "),
        (gzip.compress(b'{"a": "\xff"}\n'), ": is not UTF-8 text; "),
        (gzip.compress(b"[" * 100_000), ":1: the row is not JSON ("),
    ],
    ids=[
        "missing",
        "cut short",
        "damaged",
        "not gzip",
        "empty",
        "blank",
        "not JSON",
        "no object",
        "not UTF-8",
        "too deep",
    ],
)
def test_a_bad_raw_file_is_named_with_what_is_wrong_and_what_to_do(tmp_path, content, said):
    path = tmp_path / "raw.jsonl.gz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(FactCheckError) as failure:
        list(read_rows(path))
    assert str(failure.value).startswith(f"{path}{said.rstrip('; ')}" if said.endswith("; ") else f"{path}{said}")
    assert "factcheck fetch" in failure.value.mend


def test_a_folder_in_place_of_a_file_is_refused(tmp_path):
    with pytest.raises(FactCheckError, match="cannot be read"):
        list(read_rows(tmp_path))


@pytest.mark.parametrize(
    ("read", "row", "key"),
    [
        (program.read, {"authors": []}, "title"),
        (program.read, {"title": "x"}, "authors"),
        (listings.read_listing, {"title": "x", "url": ""}, "author"),
        (listings.read_abstracts, {"url": ""}, "title"),
        (listings.read_tracks, {"title": "x"}, "track"),
        (listings.read_headers, {"id": "x"}, "header"),
        (listings.read_fulltext, {"body": "x"}, "id"),
        (openreview.read_notes, {"title": "x"}, "id"),
        (openreview.read_aligned, {"id": "x"}, "or_profile"),
        (openreview.read_people, {"name": "x"}, "author_id"),
    ],
)
def test_a_row_without_a_key_is_named_with_file_line_and_key(raw, read, row, key):
    path = raw(row)
    with pytest.raises(FactCheckError) as failure:
        list(read(path))
    assert str(failure.value) == f"{path}:1: the row has no {key!r}; check that `format` in config.yaml fits the file"


@pytest.mark.parametrize(
    ("read", "row"),
    [
        (program.read, {"title": "x", "authors": "Ada"}),
        (listings.read_listing, {"title": "x", "author": ["Ada"], "url": ""}),
        (openreview.read_notes, {"id": "x", "title": "x", "authors": "Ada"}),
    ],
)
def test_a_value_of_the_wrong_kind_is_named_with_file_and_line(raw, read, row):
    path = raw(row)
    with pytest.raises(FactCheckError) as failure:
        list(read(path))
    assert str(failure.value).startswith(f"{path}:1: ")
    assert "should be a" in failure.value.what
