"""Which records are of one paper: known by id, title, authors, or nearly the same title; one to one."""

from __future__ import annotations

import pytest

from analysis.facts.records import Affiliation, Paper, Person
from analysis.intake.join import Joined, Tally, join, join_people, match
from analysis.settings.models import Source


def paper(title: str = "", *authors: str, id: str = "") -> Paper:
    return Paper(title=title, authors=authors, id=id)


def joined(known: list[Paper], records: list[Paper]) -> dict[int, int]:
    return match([[p] for p in known], records)


OAK = paper("Planting Oak Forests with Gradient Shovels", "Ada Quill", "Bo Tern", "Cy Marrow")
ELM = paper("Elm Leaves Considered Harmful to Convex Ponds", "Di Ash", "Ed Yew")


def test_an_id_decides_before_a_title():
    known = [paper("Old Name", "Ada Quill", id="x1"), paper("New Name", "Bo Tern", id="x2")]
    assert joined(known, [paper("New Name", id="x1")]) == {0: 0}


@pytest.mark.parametrize(
    "title",
    [
        "planting oak forests with gradient shovels",
        "Planting Oak Forests, with Gradient-Shovels!",
        r"Planting \emph{Oak} Forests with $\mathcal{G}$radient Shovels",
        "Planting  Oak Forests\u00a0with Gradient Shovels.",
        "PLANTING OAK FORESTS WITH GRÁDIENT SHOVELS",
    ],
)
def test_a_title_is_known_despite_latex_case_and_punctuation(title):
    assert joined([ELM, OAK], [paper(title)]) == {0: 1}


def test_a_record_without_title_is_known_by_its_authors_in_any_order_and_spelling():
    assert joined([ELM, OAK], [paper("", "Cy Marrow", "ADA QUILL", "Bo-Tern")]) == {0: 1}


def test_a_title_that_changed_is_known_by_the_authors():
    assert joined([ELM, OAK], [paper("Shovels Are All You Need", *OAK.authors)]) == {0: 1}


def test_given_names_that_are_spelt_out_are_known_by_family_names_and_title():
    assert joined(
        [ELM, OAK], [paper("Planting Oak Forests by Gradient", "Adelaide Quill", "Bo Tern", "C. Marrow")]
    ) == {0: 1}


def test_nearly_the_same_title_is_known_without_authors():
    assert joined([ELM, OAK], [paper("Planting Oak Forests with Stochastic Gradient Shovels")]) == {0: 1}


def test_another_title_by_one_common_author_is_another_paper():
    known = paper("Alone in the Pond", "Ada Quill")
    assert joined([known], [paper("Ferns of the Northern Coast", "Ada Quill")]) == {}


def test_family_names_alone_are_too_common():
    assert (
        joined([paper("", "Ada Quill", "Bo Tern", "Cy Marrow")], [paper("", "Gus Quill", "Hal Tern", "Ivo Marrow")])
        == {}
    )


def test_what_is_not_alike_is_not_joined():
    assert joined([OAK], [ELM]) == {}
    assert joined([OAK], [paper()]) == {}
    assert joined([], [OAK]) == {}


def test_an_id_that_differs_parts_papers_that_look_alike():
    assert (
        joined([paper(OAK.title + " I", *OAK.authors, id="x1")], [paper(OAK.title + " II", *OAK.authors, id="x2")])
        == {}
    )


def test_a_record_with_an_unknown_id_and_no_title_belongs_to_no_paper():
    assert joined([paper(OAK.title, *OAK.authors, id="x1")], [paper("", *OAK.authors, id="rejected")]) == {}


def test_each_record_gets_one_paper_and_each_paper_one_record():
    twins = [paper("On Oak", "Ada Quill"), paper("On Oak", "Ada Quill")]
    assert joined(twins, [paper("On Oak"), paper("On Oak"), paper("On Oak")]) == {0: 0, 1: 1}


def test_the_likest_pair_is_joined_first():
    known = [paper("", "Ada Quill", "Bo Tern", "Cy Marrow", "Di Ash")]
    assert joined(known, [paper("", "Ada Quill", "Bo Tern", "Cy Marrow"), paper("", *known[0].authors)]) == {1: 0}


def test_any_title_that_a_paper_had_in_some_source_is_known():
    assert match([[paper("Draft Name"), paper("Camera-Ready Name")]], [paper("camera ready name")]) == {0: 0}


# --- what becomes of the records


def of(**more: object) -> Source:
    about = {"file": "x.gz", "format": "notes", "recorded": "2026-01-02", "origin": "invented", "licence": "CC0-1.0"}
    return Source.model_validate({**about, **more})


def test_a_spine_adds_papers_and_another_source_drops_what_it_does_not_find():
    papers: list[Joined] = []
    assert join(papers, [OAK], of(spine=True)) == Tally(1, 1, 1)
    assert join(papers, [OAK, ELM], of()) == Tally(2, 1, 0, {"no matching paper": 1})
    assert [p.paper.title for p in papers] == [OAK.title]


def test_the_first_source_to_say_a_thing_is_believed_and_a_later_one_fills_what_it_left_open():
    joined = Joined()
    joined.add(Paper(title="On Oak", texts={"abstract": "first"}), of(track="main"))
    joined.add(Paper(title="Oak", id="x1", track="journal", texts={"abstract": "second", "body": "b"}), of())
    paper = joined.paper
    assert (paper.title, paper.id, paper.track) == ("On Oak", "x1", "main")
    assert paper.texts == {"abstract": "first", "body": "b"}


def test_affiliations_stand_under_the_basis_of_their_source():
    joined = Joined()
    joined.add(Paper(affiliations=[Affiliation(1, "Oak")]), of(basis="profile"))
    joined.add(Paper(affiliations=[Affiliation(1, "Elm")]), of())
    assert joined.affiliations == {"profile": [Affiliation(1, "Oak")]}


def test_people_are_counted_by_their_affiliations_and_those_who_wrote_nothing_are_dropped():
    joined = Joined(Paper(authors=("Ada Quill", "Bo Tern")))
    people = [Person("~Ada_Quill1", "Ada Quill", Affiliation(0, text)) for text in ("Oak", "Elm", "Oak")]
    nobody = Person("~Zo_Pine1", "Zo Pine", Affiliation(0, "Pine"))
    assert join_people([joined], [*people, nobody], "profile") == Tally(3, 2, 0, {"no author of this name": 1})
    assert [(a.author, a.text) for a in joined.affiliations["profile"]] == [(1, "Oak"), (1, "Elm"), (2, "")]
