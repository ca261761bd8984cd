"""A volume file of the ACL Anthology: papers, tracks by volume, and XML that is refused unread."""

from __future__ import annotations

import pytest

from analysis.core.errors import FactCheckError
from analysis.facts.records import LeftOut, Paper

AUTHOR = "<author><first>Ada</first><last>Quill</last><affiliation>Elm &amp; Oak College</affiliation></author>"
PAPER = f"<title>On <fixed-case>O</fixed-case>ak <tex-math>x^2</tex-math></title>{AUTHOR}"


def volumes(*papers: str, name: str = "long") -> str:
    return f'<volume id="{name}"><meta><booktitle>B</booktitle></meta><frontmatter/>{"".join(papers)}</volume>'


def collection(*parts: str) -> str:
    return f"<?xml version='1.0' encoding='UTF-8'?>\n<collection id=\"2031.elm\">{''.join(parts)}</collection>"


def paper(number: int, inside: str = PAPER) -> str:
    return f'<paper id="{number}"><!-- a comment -->{inside}</paper>'


def test_a_paper_has_its_id_title_authors_and_affiliations(read):
    more = "<author><last>Tern</last></author><abstract>We <b>plant</b>.</abstract>"
    (found,) = read("acl_anthology", collection(volumes(paper(1, PAPER + more))))
    assert (found.id, found.url) == ("2031.elm-long.1", "https://aclanthology.org/2031.elm-long.1/")
    assert (found.title, found.authors, found.track) == ("On Oak x^2", ("Ada Quill", "Tern"), "main")
    assert [(a.author, a.text) for a in found.affiliations] == [(1, "Elm & Oak College"), (2, "")]
    assert found.texts == {"abstract": "We plant."}


def test_volumes_are_tracks_and_those_not_named_are_left_out(read):
    text = collection(volumes(paper(1)), volumes(paper(1), name="short"), volumes(paper(1), name="demo"))
    first, second, third = read("acl_anthology", text, tracks={"2031.elm-long": "main", "2031.elm-short": "short"})
    assert (first.track, second.track, third) == ("main", "short", LeftOut("of a track that `tracks` does not name"))


@pytest.mark.parametrize("tag", ["retracted", "removed"])
def test_what_was_taken_back_is_left_out(read, tag):
    found = read("acl_anthology", collection(volumes(paper(1), paper(2, f'{PAPER}<{tag} date="2031-01-01"/>'))))
    assert [type(record) for record in found] == [Paper, LeftOut]


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><collection id="x">&b;</collection>'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (BOMB, "declares a document type or entities"),
        (BOMB.replace("<!DOCTYPE", "<!doctype"), "declares a document type or entities"),
        (BOMB.encode("utf-16"), "is not UTF-8 text"),
        ("<collection", "is not XML"),
        ("<html></html>", "is no collection of the Anthology"),
        (collection(), "holds no paper"),
        ("", "is not XML"),
    ],
)
def test_what_is_no_such_file_is_refused(read, text, said):
    with pytest.raises(FactCheckError, match=said):
        read("acl_anthology", text)
