"""Readers are found by their names; each tells a bad row with its file, line and key; one more is one more file."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
import yaml

from analysis.core.errors import FactCheckError
from analysis.facts.readers import reader
from tests.conftest import one_sentence, source, write_gz
from tests.support import tiny


@pytest.mark.parametrize(
    ("form", "row", "key"),
    [
        ("program", {"authors": []}, "title"),
        ("program", {"title": "x"}, "authors"),
        ("listing", {"title": "x", "url": ""}, "author"),
        ("abstracts", {"url": ""}, "title"),
        ("tracks", {"title": "x"}, "track"),
        ("headers", {"id": "x"}, "header"),
        ("fulltext", {"body": "x"}, "id"),
        ("notes", {"title": "x"}, "id"),
        ("openreview", {"id": "x"}, "or_profile"),
        ("profiles", {"name": "x"}, "author_id"),
    ],
)
def test_a_row_without_a_key_is_named_with_file_line_and_key(raw, form, row, key):
    path = raw(row)
    with pytest.raises(FactCheckError) as failure:
        list(reader(form)(path))
    assert str(failure.value) == f"{path}:1: the row has no {key!r}; check that `format` in config.yaml fits the file"


@pytest.mark.parametrize(
    ("form", "row"),
    [
        ("program", {"title": "x", "authors": "Ada"}),
        ("listing", {"title": "x", "author": ["Ada"], "url": ""}),
        ("notes", {"id": "x", "title": "x", "authors": "Ada"}),
    ],
)
def test_a_value_of_the_wrong_kind_is_named_with_file_and_line(raw, form, row):
    path = raw(row)
    with pytest.raises(FactCheckError) as failure:
        list(reader(form)(path))
    assert str(failure.value).startswith(f"{path}:1: ")
    assert "should be a" in failure.value.what


READER = """
from analysis.core.text import clean
from analysis.facts.records import Affiliation, Paper


def read(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        title, *said = line.split(";")
        yield Paper(title=title, authors=("A",), affiliations=[Affiliation(1, clean(text)) for text in said])
"""


def test_a_new_format_is_one_file_and_its_name_in_config(tmp_path):
    """On a copy of the code: a reader that nobody has written is used where config.yaml names it."""
    tiny.make(tmp_path)
    (tmp_path / "analysis" / "facts" / "readers" / "oak.py").write_text(READER, encoding="utf-8")
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "oak.txt").write_text("On Oak;Tsinghua University\n", encoding="utf-8")
    told = {"basis": "program", "spine": True}
    cohort = {
        "venue": "Oak",
        "year": 2026,
        "headline-basis": "program",
        "sources": [source("oak.txt", "oak", **told)],
    }
    config = yaml.safe_load((tmp_path / "config.yaml").read_text(encoding="utf-8"))
    tiny.write_config(tmp_path, cohorts={**config["cohorts"], "oak-2026": cohort})

    done = subprocess.run(
        [sys.executable, "-m", "analysis", "ingest", "oak-2026"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path), "FACTCHECK_ROOT": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (0, "oak-2026: written\n"), done.stderr
    rows = (tmp_path / "data" / "oak-2026" / "authorships.csv").read_text(encoding="utf-8").splitlines()
    assert rows[1].endswith(",program,1,0,Tsinghua University,,,")


def test_a_format_that_nobody_reads_is_one_sentence_with_a_suggestion(project, factcheck):
    sources = [source("notes.gz", "nots", basis="program")]
    cohort = {"venue": "Oak", "year": 2026, "headline-basis": "program", "sources": sources}
    project.raw.mkdir(exist_ok=True)
    write_gz(project.raw / "notes.gz", [{"id": "x", "title": "y"}])
    with pytest.raises(
        FactCheckError, match=r"config\.yaml:\d+: .*sources\.0\.format: no format .* did you mean 'notes'"
    ):
        project({"oak-2026": cohort})
    one_sentence(factcheck("ingest", "oak-2026", "--raw", project.raw), "sources.0.format", "did you mean 'notes'")
