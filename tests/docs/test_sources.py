"""Every stanza of docs/sources.md reads the files that it names, small and invented, and no format lacks a section."""

from __future__ import annotations

import gzip
import json
import re

import pytest

from analysis.facts import store
from analysis.settings import strict_yaml, values
from analysis.settings.models import Source
from tests.docs import guides

PAGE = guides.text_of("docs/sources.md")
STANZAS = {
    name: cohort
    for kind, block in guides.FENCE.findall(PAGE)
    if kind == "yaml"
    for name, cohort in strict_yaml.parse(block, "docs/sources.md")[1]["cohorts"].items()
}
FORUM = "https://openreview.net/forum?id=oakA1"
ELM, OAK = "Stanford University", "Tsinghua University"


def lines(*rows: dict) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def program(group: str) -> str:
    people = [{"fullname": "Ada Quill", "institution": ELM}, {"fullname": "Bo Tern", "institution": OAK}]
    poster = {"id": 7, "name": "On oak", "authors": people, "decision": "Accept (poster)", "paper_url": FORUM}
    more = {"sourceid": 3, "sourceurl": f"https://openreview.net/group?id=Elm.cc/{group}/Conference"}
    oral = {"id": 8, "name": "Oral: On oak", "authors": people, "eventtype": "Oral"}
    return json.dumps({"count": 2, "results": [{**poster, **more}, oral]})


def note(year: int, **more: str) -> dict:
    told = {"title": "On oak", "authors": ["Ada Quill", "Bo Tern"], "authorids": ["~Ada_Quill1", "~Bo_Tern1"], **more}
    content = {**told, "venueid": f"Elm.cc/{year}/Conference"}
    return {"id": "oakA1", "content": {key: {"value": value} for key, value in content.items()}}


def profile(person: str, name: str) -> dict:
    return {"id": person, "content": {"history": [{"start": 2020, "end": None, "institution": {"name": name}}]}}


JOINED = {"author": "Ada Quill;Bo Tern", "authorids": "~Ada_Quill1;~Bo_Tern1", "or_profile": "~Ada_Quill1;~Bo_Tern1"}
LISTED = {"title": "On oak", "status": "Poster", "track": "main", "site": FORUM, **JOINED, "aff": f"{ELM};{OAK}"}
AUTHOR = "<author><first>{}</first><last>{}</last><affiliation>{}</affiliation></author>"
FILES = {
    "elm/2030_notes.jsonl.gz": lines({"id": "oakA1", "title": "On oak", "authors": ["Ada Quill", "Bo Tern"]}),
    "elm/2029_notes.jsonl.gz": lines({"id": "oakA1", "title": "On oak", "authors": ["Ada Quill", "Bo Tern"]}),
    "elm/2029_program.jsonl.gz": lines({"title": "On oak", "authors": [["Ada Quill", ELM], ["Bo Tern", OAK]]}),
    "elm/2029_blocks.csv": f"paper_id,affiliations,domains,complete\noakA1,{ELM} | {OAK},,yes\n",
    "elm/2030_proceedings.jsonl.gz": lines({"title": "On oak", "authors": [["Ada Quill", ELM], ["Bo Tern", OAK]]}),
    "elm/2030_program.jsonl.gz": lines({"title": "On oak", "authors": [f"Ada Quill ({ELM})", f"Bo Tern ({OAK})"]}),
    "elm/2030_papers.jsonl.gz": lines({"title": "On oak", "author": "Ada Quill, Bo Tern", "url": FORUM}),
    "elm/2030_abstracts.jsonl.gz": lines({"title": "On oak", "abstract": "We plant Qwen."}),
    "elm/2030_tracks.jsonl.gz": lines({"title": "On oak", "track": "Main", "award": "Oral"}),
    "elm/2030_openreview.jsonl.gz": lines({"id": "oakA1", **JOINED, "aff": f"{ELM};{OAK}"}),
    "elm/2030_people.jsonl.gz": lines(
        {"author_id": "~Ada_Quill1", "institution": ELM}, {"author_id": "~Bo_Tern1", "institution": OAK}
    ),
    "elm/2030_headers.jsonl.gz": lines({"id": "oakA1", "header": f"On oak\nAda Quill\n{ELM}\nBo Tern\n{OAK}"}),
    "elm/2030_fulltext.jsonl.gz": lines({"id": "oakA1", "body": "We plant Qwen and Qwen."}),
    "elm/2031_program.json.gz": program("2031"),
    "elm/2032_program.json.gz": program("2032"),
    "elm/2032_abstracts.json.gz": json.dumps({"7": "We plant Qwen.", "99": "A talk."}),
    "elm/2033_notes.jsonl.gz": lines({"notes": [note(2033, abstract="We plant Qwen.")], "count": 1}),
    "elm/2033_profiles.jsonl.gz": lines({"profiles": [profile("~Ada_Quill1", ELM), profile("~Bo_Tern1", OAK)]}),
    "elm/2034_papercopilot.json.gz": json.dumps(
        [LISTED, {**LISTED, "title": "A paper of a journal", "site": ""}, {**LISTED, "status": "Reject"}]
    ),
    "elm/2035.elm.xml": '<collection id="2035.elm"><volume id="long"><paper id="1"><title>On oak</title>'
    f"{AUTHOR.format('Ada', 'Quill', ELM)}{AUTHOR.format('Bo', 'Tern', OAK)}</paper></volume>"
    '<volume id="demo"><paper id="1"><title>On elm</title></paper></volume></collection>',
    "elm/2036.csv": f"title,author,affiliation\nOn oak,Ada Quill,{ELM}\nOn oak,Bo Tern,{OAK}\n",
}
WITH_ABSTRACT = {"elm-2030", "elm-2032", "elm-2033"}


@pytest.mark.parametrize("name", sorted(STANZAS))
def test_a_stanza_of_the_page_brings_its_papers_in_as_it_stands(name, project, factcheck):
    settings = project({name: STANZAS[name]})
    assert list(settings.awaited) == [name]
    for file in [file for source in settings.stanzas[name].sources for file in source.names]:
        (project.raw / file).parent.mkdir(parents=True, exist_ok=True)
        packed = file.endswith(".gz")
        (project.raw / file).write_bytes(gzip.compress(FILES[file].encode()) if packed else FILES[file].encode())

    done = factcheck("ingest", name, "--raw", project.raw)

    assert (done.code, done.out) == (0, f"{name}: written\n"), done.err
    shot = store.read(name)
    assert shot.papers["title"].tolist() == ["On oak"]
    assert shot.papers["track"].tolist() == ["main"]
    assert ("abstract" in shot.papers["fields"].iloc[0]) == (name in WITH_ABSTRACT)
    for _, given in shot.authorships.groupby("basis"):
        assert sorted(given["affiliation"]) == [ELM, OAK]
    known = settings.stanzas[name]
    assert {*known.bases, *known.drawn} == {*shot.authorships["basis"], *(["paper"] if len(shot.printed) else [])}


def test_every_format_has_a_stanza_and_every_stanza_a_format():
    used = {source["format"] for cohort in STANZAS.values() for source in cohort["sources"]}
    assert used == {file.stem for file in values.READERS.glob("[a-z]*.py")}


def test_every_key_of_a_source_is_told():
    keys = {field.replace("_", "-") for field in Source.model_fields}
    assert {key for key in keys if not re.search(rf"`{key}`", PAGE)} == set()
