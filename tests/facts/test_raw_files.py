"""Raw files of one document: whole or refused, with the file and the place that is wrong."""

from __future__ import annotations

import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.core.errors import FactCheckError
from analysis.facts import raw_files

JSON = st.dictionaries(st.text(max_size=5), st.none() | st.integers() | st.text(max_size=5), max_size=3)


@given(st.lists(JSON, min_size=1, max_size=4), st.booleans(), st.sampled_from(["array", "lines", "answers"]))
def test_objects_come_as_they_went_in(tmp_path_factory, rows, packed, layout):
    text = {
        "array": json.dumps(rows),
        "lines": "\n".join(map(json.dumps, rows)),
        "answers": json.dumps({"notes": rows, "count": len(rows)}),
    }[layout].encode()
    file = tmp_path_factory.mktemp("raw") / "x"
    file.write_bytes(gzip.compress(text) if packed else text)
    if any("notes" in row for row in rows):
        return
    assert list(raw_files.objects(file, "notes")) == rows


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "holds no object"),
        (b"[]", "holds no object"),
        (b'{"notes": []}', "holds no object"),
        (b"{}\n3", "object 2: is no JSON object"),
        (b"{}\n{", ":2: is not JSON"),
        (b"\x1f\x8b\x08\x00cut", "is cut short or damaged"),
        (b"\xff\xfe{}", "is not UTF-8 text"),
        (b"[" * 100_000, "is not JSON"),
    ],
)
def test_what_holds_no_objects_is_refused(tmp_path, content, said):
    file = tmp_path / "raw.json"
    file.write_bytes(content)
    with pytest.raises(FactCheckError) as failure:
        list(raw_files.objects(file, "notes"))
    assert said in str(failure.value) and str(file) in str(failure.value)


def test_a_file_that_is_missing_or_a_folder_is_refused(tmp_path):
    with pytest.raises(FactCheckError, match="raw file is missing"):
        raw_files.content(tmp_path / "none")
    with pytest.raises(FactCheckError, match="cannot be read"):
        raw_files.content(tmp_path)
