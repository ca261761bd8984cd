"""data/: written whole or not at all, read only if it is what was written, and what is committed holds facts only."""

from __future__ import annotations

import csv
import hashlib
import os
import re
from pathlib import Path

import pytest
import yaml

from analysis.core import paths
from analysis.core.errors import FactCheckError
from analysis.facts import store
from analysis.facts.columns import OF_A_COHORT
from analysis.facts.mentions import terms_key
from analysis.facts.store import Snapshot

SOURCE = {
    "format": "program",
    "origin": "invented",
    "recorded": "2026-01-02",
    "licence": "CC0-1.0",
    "rows-in": 2,
    "rows-used": 2,
    "papers-added": 2,
    "dropped": {},
    "files": [],
}


def made(title: str = "On Oak") -> Snapshot:
    return Snapshot(
        cohort="oak-2026",
        papers=OF_A_COHORT["papers"].frame(
            [
                ("b", title, "", "main", "", 2, "title|abstract", "complete", ""),
                ("a", 'On "Elm", again', "", "main", "", 1, "title", "", ""),
            ]
        ),
        authorships=OF_A_COHORT["authorships"].frame(
            [
                ("b", "program", 1, 0, "Oak", "", "", ""),
                ("b", "program", 2, 0, "", "", "", ""),
                ("a", "program", 1, 0, "NA", "", "", ""),
            ]
        ),
        printed=OF_A_COHORT["printed"].frame([("b", 1, "affiliation", "Oak\nCollege")]),
        mentions=OF_A_COHORT["mentions"].frame([("b", "qwen", "", "title", 2)]),
        sources=[SOURCE],
        limits=["invented"],
        terms="0123",
    )


def state(folder) -> dict:
    return {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in sorted(folder.iterdir())}


def test_a_snapshot_comes_back_as_it_was_written_and_sorted(tmp_path):
    assert store.write(made(), tmp_path)
    back = store.read("oak-2026", tmp_path)
    assert list(back.papers["paper_id"]) == ["a", "b"]
    assert list(back.papers["title"]) == ['On "Elm", again', "On Oak"]
    assert back.authorships["affiliation"].tolist() == ["NA", "Oak", ""]  # 'NA' stays a text
    assert back.printed["text"].tolist() == ["Oak\nCollege"]
    assert back.mentions["count"].tolist() == [2]
    assert (back.sources, back.limits, back.terms) == ([SOURCE], ["invented"], "0123")
    assert back.coverage == made().coverage


def test_coverage_counts_authorships_and_texts():
    assert made().coverage == {
        "affiliations-program": {"papers": 2, "authorships": 3, "with-affiliation": 2},
        "papers-with-abstract": 1,
        "papers-with-body": 0,
        "title-blocks": {"complete": 1, "incomplete": 0},
    }


def test_writing_the_same_again_changes_neither_bytes_nor_times(tmp_path):
    store.write(made(), tmp_path)
    before = state(tmp_path / "oak-2026")
    assert not store.write(made(), tmp_path)
    assert state(tmp_path / "oak-2026") == before
    assert [p.name for p in tmp_path.iterdir()] == ["oak-2026"]  # nothing temporary is left


def test_a_file_with_other_line_ends_is_written_anew(tmp_path):
    store.write(made(), tmp_path)
    path = tmp_path / "oak-2026" / "mentions.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert store.write(made(), tmp_path)
    assert b"\r" not in path.read_bytes()


def test_a_file_that_is_no_text_is_written_anew(tmp_path):
    store.write(made(), tmp_path)
    (tmp_path / "oak-2026" / "papers.csv").write_bytes(b"\xff\xfe")
    assert store.write(made(), tmp_path)
    assert store.read("oak-2026", tmp_path).papers["title"].tolist() == ['On "Elm", again', "On Oak"]


@pytest.mark.parametrize("failing", [1, 2], ids=["the old folder cannot be moved", "the new folder cannot be moved"])
def test_a_failing_exchange_leaves_the_old_snapshot_whole(tmp_path, monkeypatch, failing):
    store.write(made(), tmp_path)
    before = state(tmp_path / "oak-2026")
    real, calls = os.replace, []

    def replace(old, new):
        calls.append(old)
        if len(calls) == failing:
            raise OSError(28, "No space left on device")
        return real(old, new)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(FactCheckError, match="No space left on device") as failure:
        store.write(made("On Ash"), tmp_path)
    assert failure.value.mend
    assert state(tmp_path / "oak-2026") == before
    assert [p.name for p in tmp_path.iterdir()] == ["oak-2026"]


def test_an_interrupt_between_the_two_moves_brings_the_old_snapshot_back(tmp_path, monkeypatch):
    store.write(made(), tmp_path)
    before = state(tmp_path / "oak-2026")
    real, calls = os.replace, []

    def replace(old, new):
        calls.append(old)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(old, new)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(KeyboardInterrupt):
        store.write(made("On Ash"), tmp_path)
    assert state(tmp_path / "oak-2026") == before


def test_a_snapshot_that_a_kill_moved_aside_is_read_again(tmp_path):
    store.write(made(), tmp_path)
    before = state(tmp_path / "oak-2026")
    (tmp_path / "oak-2026").rename(tmp_path / ".oak-2026.old.part")
    (tmp_path / ".oak-2026.0123abcd.part").mkdir()
    assert list(store.read("oak-2026", tmp_path).papers["paper_id"]) == ["a", "b"]
    assert state(tmp_path / "oak-2026") == before
    assert [p.name for p in tmp_path.iterdir()] == ["oak-2026"]


def test_a_folder_that_cannot_be_written_leaves_the_old_snapshot_whole(tmp_path, monkeypatch):
    store.write(made(), tmp_path)
    before = state(tmp_path / "oak-2026")

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)  # tests may run as root, whom no permission stops
    with pytest.raises(FactCheckError, match="cannot be written"):
        store.write(made("On Ash"), tmp_path)
    assert state(tmp_path / "oak-2026") == before


def test_a_file_in_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "data").write_text("a file")
    with pytest.raises(FactCheckError, match="cannot be written"):
        store.write(made(), tmp_path / "data")


def test_a_file_changed_by_hand_is_refused_by_name(tmp_path):
    store.write(made(), tmp_path)
    path = tmp_path / "oak-2026" / "papers.csv"
    path.write_text(path.read_text().replace("Oak", "Elm"))
    with pytest.raises(FactCheckError) as failure:
        store.read("oak-2026", tmp_path)
    assert (
        str(failure.value)
        == f"{path}: differs from what snapshot.yaml recorded; restore it, or run `factcheck ingest oak-2026`"
    )


@pytest.mark.parametrize("content", ["", "- 1\n", "a: [\n", "sha256: {}\n", "sha256: 3\n"])
def test_a_damaged_snapshot_yaml_is_refused_in_one_sentence(tmp_path, content):
    store.write(made(), tmp_path)
    (tmp_path / "oak-2026" / "snapshot.yaml").write_text(content)
    with pytest.raises(FactCheckError) as failure:
        store.read("oak-2026", tmp_path)
    assert "\n" not in str(failure.value)
    assert re.search(r"snapshot\.yaml(:\d+)?: is damaged \(", str(failure.value))


def test_a_snapshot_yaml_without_its_last_keys_is_refused(tmp_path):
    store.write(made(), tmp_path)
    path = tmp_path / "oak-2026" / "snapshot.yaml"
    about = yaml.safe_load(path.read_text())
    path.write_text(yaml.safe_dump({k: v for k, v in about.items() if k != "limits"}))
    with pytest.raises(FactCheckError, match="is damaged"):
        store.read("oak-2026", tmp_path)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("sources", 3, "snapshot.yaml:3: is damaged (sources: input should be a valid list)"),
        ("cohort", "elm-2026", "snapshot.yaml:1: is damaged (cohort is of elm-2026, and should be of oak-2026)"),
        ("limits", [7], "(limits.0: input should be a valid string)"),
        ("more", 1, "(more: extra inputs are not permitted)"),
        ("rows-out", {"papers": 2}, "(rows-out is of papers, and should be of authorships, mentions, papers, printed)"),
    ],
)
def test_a_snapshot_yaml_that_says_what_it_cannot_is_told_with_its_line(tmp_path, key, value, said):
    store.write(made(), tmp_path)
    path = tmp_path / "oak-2026" / "snapshot.yaml"
    about = {**yaml.safe_load(path.read_text()), key: value}
    path.write_text(yaml.safe_dump(about, sort_keys=False))
    with pytest.raises(FactCheckError) as failure:
        store.read("oak-2026", tmp_path)
    assert said in str(failure.value)


def test_tables_found_sound_are_read_the_same_and_faster_again(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "CACHE", tmp_path / "cache")
    plain = made()
    plain.printed["text"] = ["Oak"]
    store.write(plain, tmp_path)
    first = store.read("oak-2026", tmp_path)
    monkeypatch.setattr(store.frames, "by_column", None)
    again = store.read("oak-2026", tmp_path)
    for name in OF_A_COHORT:
        assert getattr(first, name).equals(getattr(again, name))
        assert (getattr(first, name).dtypes == getattr(again, name).dtypes).all()


def test_a_row_less_than_was_written_is_told(tmp_path):
    store.write(made(), tmp_path)
    path, about = tmp_path / "oak-2026" / "mentions.csv", tmp_path / "oak-2026" / "snapshot.yaml"
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    path.write_text("paper_id,term,naming,field,count\n")
    about.write_text(about.read_text().replace(before, hashlib.sha256(path.read_bytes()).hexdigest()))
    with pytest.raises(FactCheckError, match=r"mentions\.csv: has 0 rows, and snapshot\.yaml says 1"):
        store.read("oak-2026", tmp_path)


@pytest.mark.parametrize(
    ("terms", "bases", "said"),
    [
        (["llama"], ["program"], "mentions.csv:2: term cannot be 'qwen', which the cohort has not in config.yaml"),
        (["qwen"], ["profile"], "authorships.csv:2: basis cannot be 'program'"),
        (["qwen"], ["program", "profile"], "authorships.csv: holds no affiliation of the basis 'profile'"),
    ],
)
def test_facts_and_config_name_the_same_terms_and_bases(terms, bases, said):
    with pytest.raises(FactCheckError) as failure:
        store.check_names(made(), terms, ["family"], bases)
    assert said in str(failure.value)


def test_facts_name_no_naming_that_config_has_not():
    odd = made()
    odd.mentions.loc[0, "naming"] = "kin"
    with pytest.raises(FactCheckError, match="naming cannot be 'kin'") as failure:
        store.check_names(odd, ["qwen"], ["word", "family"], ["program"])
    assert "choose from word, family" in str(failure.value)


def test_a_cohort_that_was_never_ingested_is_refused_with_what_to_do(tmp_path):
    with pytest.raises(FactCheckError, match="no such folder") as failure:
        store.read("oak-2026", tmp_path)
    assert failure.value.mend == "run `factcheck ingest oak-2026`"


# --- what is committed

COHORTS = sorted(p.parent.name for p in paths.DATA.glob("*/snapshot.yaml"))
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\}\s?@[\w-]+\.")


def test_every_cohort_of_the_config_is_committed_and_nothing_else(settings):
    assert sorted(settings.cohorts) == COHORTS


@pytest.mark.parametrize("cohort", COHORTS)
def test_a_committed_snapshot_is_whole_sorted_and_without_repeats(cohort, settings):
    shot = store.read(cohort)  # also verifies each sha256
    about = yaml.safe_load((paths.DATA / cohort / "snapshot.yaml").read_text(encoding="utf-8"))
    assert about["rows-out"] == {name: len(getattr(shot, name)) for name in OF_A_COHORT}
    assert about["coverage"] == shot.coverage
    assert shot.terms == terms_key(settings.terms)
    for name, columns in OF_A_COHORT.items():
        table, keys = getattr(shot, name), list(columns.order or columns.key or columns.names)
        assert not table.duplicated(keys).any(), name
        assert table[keys].equals(table.sort_values(keys, kind="stable")[keys].reset_index(drop=True)), name
    ids = set(shot.papers["paper_id"])
    for name in ("authorships", "printed", "mentions"):
        assert set(getattr(shot, name)["paper_id"]) <= ids, name


@pytest.mark.parametrize("cohort", COHORTS)
def test_committed_facts_are_plausible(cohort, settings):
    shot = store.read(cohort)
    papers, authorships = shot.papers, shot.authorships
    assert len(papers) > 0
    assert papers["title"].str.len().between(3, 300).all()
    assert (papers["authors"] >= 0).all()
    assert papers["authors"].mean() == pytest.approx(5, abs=2)
    assert papers["url"].str.match(r"(?:https://|$)").all()
    assert set(papers["block"]) <= {"", "complete", "incomplete"}
    assert ((papers["block_reason"] != "") == (papers["block"] == "incomplete")).all()
    held = set(authorships["basis"]) | ({"paper"} if len(shot.printed) else set())
    assert held == {*settings.cohorts[cohort].bases, *settings.cohorts[cohort].drawn}
    assert (authorships["author"] >= 1).all()
    assert authorships["country"].str.fullmatch(r"(?:[A-Z]{2})?").all()
    assert set(shot.mentions["term"]) <= set(settings.terms)
    assert (shot.mentions["count"] >= 1).all()
    for about in shot.sources:
        assert about["rows-used"] + sum(about["dropped"].values()) == about["rows-in"]
        assert all(re.fullmatch("[0-9a-f]{64}", file["sha256"]) for file in about["files"])
        assert about["origin"] and about["recorded"] and about["licence"]


@pytest.mark.parametrize("path", sorted(paths.DATA.rglob("*.*")), ids=lambda p: str(p.relative_to(paths.DATA)))
def test_no_committed_file_holds_an_address_or_an_abstract(path):
    text = path.read_text(encoding="utf-8")
    found = [m[0] for m in MAIL.finditer(text) if not m[0].startswith(("IC@dom", "PLAS@PAR", "CNRS@CREATE"))]
    assert not found, f"{len(found)} e-mail addresses in {path}; run `factcheck ingest`, which takes them out"
    if path.suffix == ".csv" and path.parent != paths.REFERENCE:
        csv.field_size_limit(10**7)
        with path.open(encoding="utf-8", newline="") as stream:
            longest = max((len(field) for row in csv.reader(stream) for field in row), default=0)
        assert longest < 700, "no affiliation, title or reason is as long as an abstract"


def test_no_committed_column_is_made_for_a_name():
    for cohort in COHORTS:
        for name in OF_A_COHORT:
            with (paths.DATA / cohort / f"{name}.csv").open(encoding="utf-8") as stream:
                assert not {"name", "names", "email", "abstract", "body", "header", "author_id"} & set(
                    stream.readline().strip().split(",")
                )


def test_committed_files_end_lines_as_they_were_hashed():
    for cohort in COHORTS:
        about = yaml.safe_load((paths.DATA / cohort / "snapshot.yaml").read_text(encoding="utf-8"))
        for name, digest in about["sha256"].items():
            raw = (paths.DATA / cohort / name).read_bytes()
            assert b"\r\n" not in raw
            assert hashlib.sha256(raw).hexdigest() == digest
