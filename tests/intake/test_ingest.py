"""Raw files → facts: names and texts end here, and bad input leaves everything as it was."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import os

import pandas as pd
import pytest
import yaml

from analysis.facts.columns import OF_A_COHORT
from tests.conftest import one_sentence, source, write_gz

# --- a whole cohort

ABSTRACT = "We water Qwen and QwQ beside a transformer, and no llama grazes here; a sentence that must not be kept."
NAMES = ("Ada Quill", "Bo Tern", "Cy Marrow", "Di Ash", "Ed Yew")
HEADER = "## Planting Oak\n\nAda Quill 1 Bo Tern 2\n\n1 Stanford University 2 Tsinghua University\n\nada@stanford.edu"


def raw_files(folder) -> None:
    write_gz(
        folder / "notes.gz",
        [
            {"id": "oakA1", "title": "Planting Oak", "authors": ["Ada Quill", "Bo Tern"], "abstract": ABSTRACT},
            {"id": "elmB2", "title": "Elm Ponds with Llama 3", "authors": ["Cy Marrow"], "abstract": None},
        ],
    )
    write_gz(
        folder / "listing.gz",
        [
            {"title": "planting oak!", "author": "Ada Quill; Bo Tern", "url": "http://openreview.net/forum?id=oakA1"},
            {
                "title": "A Data Set of Ashes",
                "author": "Di Ash",
                "url": "https://x.example/hash/0123456789abcdef0123456789abcdef-Abstract-Datasets_and_Benchmarks_Track.html",
            },
            {"title": "Yews, Undated", "author": "Ed Yew", "url": ""},
            {"title": "Yews, Undated", "author": "Ed Yew", "url": ""},
        ],
    )
    write_gz(
        folder / "abstracts.gz",
        [
            {"title": "Elm Ponds with Llama 3", "abstract": "A llama", "truncated": True},
            {"title": "A Data Set of Ashes", "abstract": "Gemma 2 burns."},
            {"title": "Of Another Year", "abstract": ABSTRACT},
        ],
    )
    write_gz(
        folder / "openreview.gz",
        [
            {
                "id": "oakA1",
                "author": "Ada Quill;Bo Tern",
                "authorids": "~Ada_Quill1;~Bo_Tern1",
                "or_profile": "~Bo_Tern1;~Ada_Quill1",
                "aff": "Tsinghua University;Stanford University, ada.quill@stanford.edu",
                "aff_domain": "tsinghua.edu.cn;stanford.edu",
            },
            {
                "id": "rejected1",
                "author": "Ada Quill;Bo Tern",
                "authorids": "~Ada_Quill1;~Bo_Tern1",
                "or_profile": "~Ada_Quill1;~Bo_Tern1",
                "aff": "MIT;MIT",
                "aff_domain": ";",
            },
        ],
    )
    write_gz(folder / "headers.gz", [{"id": "oakA1", "header": HEADER}, {"id": "unknown", "header": "x"}])
    write_gz(
        folder / "body.gz",
        [{"id": "oakA1", "header": "", "body": "In the body Llama 2 stands with Llama 3. " + ABSTRACT}],
    )


def a_cohort(**more) -> dict:
    sources = [
        source("notes.gz", "notes", spine=True, track="main"),
        source("listing.gz", "listing", spine=True),
        source("abstracts.gz", "abstracts"),
        source("openreview.gz", "openreview", basis="profile"),
        source("headers.gz", "headers", basis="paper"),
        source("body.gz", "fulltext"),
    ]
    return {
        "oak-2026": {
            "venue": "Oak",
            "year": 2026,
            "headline-basis": "profile",
            "sources": sources,
            "limits": ["Every paper is invented."],
            **more,
        }
    }


@pytest.fixture
def oak(project, factcheck):
    """An invented cohort of six sources, ingested by the command."""
    project(a_cohort())
    raw_files(project.raw)
    result = factcheck("ingest", "oak-2026", "--raw", project.raw)
    assert (result.code, result.out) == (0, "oak-2026: written\n")
    assert all(line.startswith("note: oak-2026: ") for line in result.err.splitlines())
    return project


def table(project, name: str) -> pd.DataFrame:
    return pd.read_csv(project.data / "oak-2026" / f"{name}.csv", dtype=str, keep_default_na=False)


def test_each_accepted_paper_stands_once_with_what_its_sources_say(oak):
    papers = table(oak, "papers").set_index("title")
    assert list(papers["paper_id"]) == sorted(papers["paper_id"])
    assert papers.loc["Planting Oak", "paper_id"] == "oakA1"
    assert papers.loc["Planting Oak", ["url", "track", "authors", "fields"]].tolist() == [
        "https://openreview.net/forum?id=oakA1",
        "main",
        "2",
        "title|abstract|body",
    ]
    assert papers.loc["Elm Ponds with Llama 3", "fields"] == "title"  # the abstract that its source cut off is none
    assert papers.loc["A Data Set of Ashes", ["paper_id", "track", "fields"]].tolist() == [
        "0123456789abcdef0123456789abcdef",
        "datasets-and-benchmarks",
        "title|abstract",
    ]
    assert "Of Another Year" not in papers.index


def test_a_paper_listed_twice_gets_two_ids(oak):
    ids = table(oak, "papers").query("title == 'Yews, Undated'")["paper_id"].tolist()
    assert len(ids) == 2
    assert ids[1] == f"{ids[0]}-2"
    assert ids[0].startswith("t-")


def test_a_rejected_paper_leaves_nothing(oak):
    assert set(table(oak, "authorships")["paper_id"]) == {"oakA1"}
    assert not table(oak, "authorships")["affiliation"].str.contains("MIT").any()


def test_affiliations_stand_with_their_own_authors_without_addresses(oak):
    rows = table(oak, "authorships")[["author", "basis", "affiliation", "domain"]].values.tolist()
    assert rows == [
        ["1", "profile", "Stanford University, stanford.edu", "stanford.edu"],
        ["2", "profile", "Tsinghua University", "tsinghua.edu.cn"],
    ]


def test_a_title_block_gives_affiliations_and_mail_hosts_only(oak):
    printed = table(oak, "printed")
    assert printed.query("kind == 'affiliation'")["text"].tolist() == ["Stanford University", "Tsinghua University"]
    assert printed.query("kind == 'domain'")["text"].tolist() == ["stanford.edu"]
    assert table(oak, "papers").set_index("paper_id").loc["oakA1", "block"] == "complete"


def test_mentions_are_counted_per_paper_term_naming_and_field(oak):
    rows = {(*key, int(count)) for *key, count in table(oak, "mentions").itertuples(index=False)}
    assert rows == {
        ("oakA1", "qwen", "", "abstract", 1),
        ("oakA1", "qwen", "family", "abstract", 1),
        ("oakA1", "transformer", "", "abstract", 1),
        ("oakA1", "llama", "", "body", 2),
        ("oakA1", "qwen", "", "body", 1),
        ("oakA1", "qwen", "family", "body", 1),
        ("oakA1", "transformer", "", "body", 1),
        ("elmB2", "llama", "", "title", 1),
        ("0123456789abcdef0123456789abcdef", "gemma", "", "abstract", 1),
    }


def test_no_name_no_address_and_no_text_is_written(oak):
    for path in sorted((oak.data / "oak-2026").iterdir()):
        text = path.read_text(encoding="utf-8")
        for name in NAMES:
            assert name not in text, path
            assert name.replace(" ", "_") not in text, path
        assert "@" not in text, path
        assert "must not be kept" not in text, path
        assert "In the body" not in text, path


def test_the_snapshot_says_where_its_facts_come_from(oak):
    about = yaml.safe_load((oak.data / "oak-2026" / "snapshot.yaml").read_text(encoding="utf-8"))
    sources = {s["format"]: s for s in about["sources"]}
    assert [s["format"] for s in about["sources"]] == [
        "notes",
        "listing",
        "abstracts",
        "openreview",
        "headers",
        "fulltext",
    ]
    for form, file in {"notes": "notes.gz", "openreview": "openreview.gz"}.items():
        assert sources[form]["files"] == [
            {"name": file, "sha256": hashlib.sha256((oak.raw / file).read_bytes()).hexdigest()}
        ]
    assert {k: sources["openreview"][k] for k in ("origin", "recorded", "licence", "basis")} == {
        "origin": "invented openreview",
        "recorded": "2026-01-02",
        "licence": "CC0-1.0",
        "basis": "profile",
    }
    counts = {
        f: (s["rows-in"], s["rows-used"], s["papers-added"], sum(s["dropped"].values())) for f, s in sources.items()
    }
    assert counts == {
        "notes": (2, 2, 2, 0),
        "listing": (4, 4, 3, 0),
        "abstracts": (3, 2, 0, 1),
        "openreview": (2, 1, 0, 1),
        "headers": (2, 1, 0, 1),
        "fulltext": (1, 1, 0, 0),
    }
    assert list(sources["openreview"]["dropped"]) == ["no matching paper"]
    assert about["rows-out"] == {name: len(table(oak, name)) for name in OF_A_COHORT}
    assert about["coverage"]["affiliations-profile"] == {"papers": 1, "authorships": 2, "with-affiliation": 2}
    assert about["coverage"]["papers-with-abstract"] == 2
    assert about["coverage"]["title-blocks"] == {"complete": 1, "incomplete": 0}
    assert about["limits"] == ["Every paper is invented."]
    assert about["sha256"] == {
        f"{n}.csv": hashlib.sha256((oak.data / "oak-2026" / f"{n}.csv").read_bytes()).hexdigest() for n in OF_A_COHORT
    }


def state(folder) -> dict:
    return {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in sorted(folder.iterdir())}


def test_ingesting_twice_changes_neither_bytes_nor_times(oak, factcheck):
    before = state(oak.data / "oak-2026")
    result = factcheck("ingest", "oak-2026", "--raw", oak.raw)
    assert (result.code, result.out) == (0, "oak-2026: unchanged\n")
    assert state(oak.data / "oak-2026") == before


def test_a_failing_write_leaves_the_old_snapshot_whole(oak, factcheck, monkeypatch):
    before = state(oak.data / "oak-2026")
    write_gz(oak.raw / "notes.gz", [{"id": "newC3", "title": "Another", "authors": [], "abstract": None}])

    def refuse(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    one_sentence(
        factcheck("ingest", "oak-2026", "--raw", oak.raw),
        "oak-2026",
        "No space left on device",
        "check its permissions and free space",
    )
    assert state(oak.data / "oak-2026") == before
    assert sorted(p.name for p in oak.data.iterdir()) == ["croissant.json", "datapackage.json", "oak-2026"]


def test_profiles_of_people_are_joined_by_name(project, factcheck):
    people = [
        {"author_id": "~Ada_Quill1", "institution": "Stanford University", "city": "", "country": "US"},
        {"author_id": "~Bo_Tern1", "institution": "Oak", "city": "", "country": "CN"},
        {"author_id": "~Bo_Tern2", "institution": "Elm", "city": "", "country": "CN"},
        {"author_id": "~Zo_Pine1", "institution": "Nobody's", "city": "", "country": "FR"},
    ]
    raw_files(project.raw)
    write_gz(project.raw / "people.gz", people)
    sources = [source("notes.gz", "notes", spine=True, track="main"), source("people.gz", "profiles", basis="profile")]
    project(a_cohort(sources=sources))
    assert factcheck("ingest", "oak-2026", "--raw", project.raw).code == 0
    rows = (
        table(project, "authorships")
        .query("paper_id == 'oakA1'")[["author", "candidate", "affiliation", "country"]]
        .values.tolist()
    )
    assert rows == [["1", "0", "Stanford University", "US"], ["2", "1", "Oak", "CN"], ["2", "2", "Elm", "CN"]]
    assert table(project, "authorships").query("paper_id == 'elmB2'")["affiliation"].tolist() == [
        ""
    ]  # nobody of that name
    about = yaml.safe_load((project.data / "oak-2026" / "snapshot.yaml").read_text(encoding="utf-8"))
    assert {k: about["sources"][1][k] for k in ("rows-in", "rows-used", "dropped")} == {
        "rows-in": 4,
        "rows-used": 3,
        "dropped": {"no author of this name": 1},
    }


# --- bad input, each with exit code 2 and one sentence


def spoil(path, content: bytes | None) -> None:
    path.unlink()
    if content is not None:
        path.write_bytes(content)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, ["notes.gz: raw file is missing; ", "--raw", "factcheck fetch"]),
        (
            gzip.compress(b'{"id": "x", "title": "y"}\n' * 99)[:-9],
            ["notes.gz: is cut short or damaged; restore the file"],
        ),
        (b'{"id": "x"}\n', ["notes.gz: is not a gzip file; "]),
        (b"", ["notes.gz: holds no row; "]),
        (gzip.compress(b'{"id": "x", "title": "y"}\nno json\n'), ["notes.gz:2: the row is not JSON ("]),
        (gzip.compress(b"[]\n"), ["notes.gz:1: the row is not a JSON object; "]),
        (
            gzip.compress(b'{"id": "x", "title": "y"}\n{"id": "z"}\n'),
            ["notes.gz:2: the row has no 'title'; check that `format` in config.yaml fits the file"],
        ),
    ],
    ids=["missing", "cut short", "not gzip", "empty", "not JSON", "no object", "no key"],
)
def test_a_bad_raw_file_is_told_in_one_sentence_and_nothing_is_written(oak, factcheck, content, said):
    before = state(oak.data / "oak-2026")
    spoil(oak.raw / "notes.gz", content)
    one_sentence(factcheck("ingest", "oak-2026", "--raw", oak.raw), str(oak.raw / "notes.gz"), *said)
    assert state(oak.data / "oak-2026") == before


def test_an_unknown_cohort_is_refused_with_a_suggestion(oak, factcheck):
    one_sentence(
        factcheck("ingest", "oak-2025", "--raw", oak.raw),
        "there is no cohort 'oak-2025'",
        "did you mean 'oak-2026'?",
        "choose from oak-2026",
    )


def test_a_mistake_in_the_config_stops_before_anything_is_written(oak, factcheck):
    from analysis.core import paths

    text = paths.CONFIG.read_text(encoding="utf-8").replace("interval-level:", "interval-levl:")
    paths.CONFIG.write_text(text, encoding="utf-8")
    line = next(n for n, entry in enumerate(text.splitlines(), 1) if entry.startswith("interval-levl"))
    one_sentence(
        factcheck("ingest", "oak-2026", "--raw", oak.raw),
        f"config.yaml:{line}: interval-levl: unknown key",
        "did you mean 'interval-level'?",
    )


# --- the conference of next year: one stanza of config and no code

STANZA = """
cohorts:
  neurips-2026:
    venue: NeurIPS
    year: 2026
    headline-basis: program
    sources:
      - {file: neurips/2026_virtual.json.gz, format: virtual, basis: program, spine: true,
         recorded: 2026-11-01, origin: "neurips.cc virtual site", licence: unknown,
         url: "https://neurips.cc/static/virtual/data/neurips-2026-orals-posters.json"}
    limits:
      - Every paper is invented.
"""


def virtual_site() -> dict:
    def poster(name: str, abstract: str, *people: tuple[str, str], **more) -> dict:
        return {
            "id": 1,
            "name": name,
            "authors": [{"id": 9, "fullname": n, "institution": i} for n, i in people],
            "abstract": abstract,
            "eventtype": "Poster",
            "decision": "Accept (poster)",
            **more,
        }

    both = (("Ada Quill", "Stanford University"), ("Bo Tern", "Tsinghua University"))
    return {
        "count": 5,
        "next": None,
        "results": [
            poster(
                "Planting Oak with Qwen3", "We water Qwen.", *both, paper_url="https://openreview.net/forum?id=oakA1"
            ),
            poster("Planting Oak with Qwen3", "We water Qwen.", *both, eventtype="Oral"),
            poster(
                "Elm Ponds",
                "A transformer.",
                ("Cy Marrow", "University of Oxford"),
                ("Di Ash", "Tsinghua University; Google"),
            ),
            poster(
                "Ash Tables",
                "No model.",
                ("Ed Yew", "Massachusetts Institute of Technology"),
                decision="Accept (Datasets and Benchmarks Track)",
            ),
            poster("Yews", "No model.", ("Ed Yew", "None")),
            {"id": 2, "name": "Coffee Break", "authors": [], "eventtype": "Break"},
        ],
    }


def test_the_next_conference_needs_one_stanza_of_config_and_no_code(project, factcheck):
    project(yaml.safe_load(STANZA.replace("2026-11-01", "'2026-11-01'"))["cohorts"])
    path = project.raw / "neurips" / "2026_virtual.json.gz"
    path.parent.mkdir()
    path.write_bytes(gzip.compress(json.dumps(virtual_site()).encode()))
    assert factcheck("ingest", "--raw", project.raw, "neurips-2026").out == "neurips-2026: written\n"

    listed = factcheck("papers", "--cohort", "neurips-2026", "--countries", "US,CN")
    assert (listed.code, listed.err) == (0, "")
    rows = list(csv.DictReader(io.StringIO(listed.out)))
    assert [(r["paper_id"], r["basis"], r["countries"], r["terms"]) for r in rows if r["paper_id"] == "oakA1"] == [
        ("oakA1", "program", "CN|US", "qwen")
    ]
    assert sorted(r["title"] for r in rows) == [
        "Elm Ponds",
        "Planting Oak with Qwen3",
    ]  # Google names no place and counts at its headquarters

    figures = {
        f["id"]: f
        for f in json.loads(factcheck("figures", "--cohort", "neurips-2026", "--format", "json").out)["figures"]
    }
    assert figures["neurips-2026.papers"]["value"] == 4
    share = figures["neurips-2026.us-china.share"]
    assert (share["numerator"], share["denominator"]) == (2, 3)  # of one paper no country is known
    assert figures["neurips-2026.us-china.papers@main"]["numerator"] == 2
    assert figures["neurips-2026.adoption.qwen.all.papers"]["numerator"] == 1
    assert factcheck("ingest", "--raw", project.raw, "neurips-2026").out == "neurips-2026: unchanged\n"


def test_facts_counted_with_other_terms_ask_for_a_new_ingest(oak, factcheck):
    from analysis.core import paths

    text = paths.CONFIG.read_text(encoding="utf-8").replace("[Qq][Ww][Ee][Nn]", "[Qq][Ww][Ee][Nn](?!x)")
    paths.CONFIG.write_text(text, encoding="utf-8")
    one_sentence(
        factcheck("figures"), "data/oak-2026", "was made with other terms than config.yaml now has", "factcheck ingest"
    )


# --- the guard: what is a person's name is no affiliation


def test_no_source_may_hand_an_author_s_name_to_the_facts(project, factcheck):
    """Schedule, profiles, profiles by name, title block: each with a name where an institution should stand."""
    authors = ["Ada Quill", "Bo Tern"]
    write_gz(
        project.raw / "program.gz",
        [
            {
                "title": "Planting Oak",
                "authors": [["Ada Quill", ["A. Quill (Stanford University)"]], ["Bo Tern", ["Tern"]]],
            }
        ],
    )
    write_gz(project.raw / "notes.gz", [{"id": "oakA1", "title": "Planting Oak", "authors": authors}])
    write_gz(
        project.raw / "openreview.gz",
        [
            {
                "id": "oakA1",
                "author": ";".join(authors),
                "authorids": "~Ada_Quill1;~Bo_Tern1",
                "or_profile": "~Ada_Quill1;~Bo_Tern1",
                "aff": "Quill Ada;Independent (B. Tern)",
                "aff_domain": "adaquill.com;tern-lab.org",
            },
        ],
    )
    write_gz(
        project.raw / "people.gz",
        [
            {"author_id": "~Ada_Quill1", "institution": "Ada Quill and Bo Tern", "city": "Ada Quill", "country": "US"},
            {"author_id": "~Bo_Tern1", "institution": "Tern University", "city": "Ternville", "country": "US"},
        ],
    )
    write_gz(
        project.raw / "headers.gz",
        [
            {
                "id": "oakA1",
                "header": "## Planting Oak\n\nAdelaide Q. Quill 1 Bo Tern 2\n\n1 Stanford University 2 MIT\n\n"
                "x@boternlab.com",
            }
        ],
    )
    sources = [
        source("program.gz", "program", spine=True, basis="program"),
        source("notes.gz", "notes"),
        source("openreview.gz", "openreview", basis="profile"),
        source("people.gz", "profiles", basis="profile-by-name"),
        source("headers.gz", "headers", basis="paper"),
    ]
    project(a_cohort(sources=sources))
    assert factcheck("ingest", "oak-2026", "--raw", project.raw).code == 0
    rows = table(project, "authorships")[["basis", "author", "affiliation", "city", "domain"]].values.tolist()
    assert rows == [
        ["profile", "1", "", "", ""],
        ["profile", "2", "Independent", "", ""],
        ["profile-by-name", "1", "", "", ""],
        ["profile-by-name", "2", "Tern University", "Ternville", ""],
        ["program", "1", "Stanford University", "", ""],
        ["program", "2", "", "", ""],
    ]
    assert table(project, "printed")["text"].tolist() == ["Stanford University", "MIT"]
