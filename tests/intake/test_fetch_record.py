"""The record of a fetch: it speaks of the bytes that are there, and the snapshot and the day follow from it."""

from __future__ import annotations

import gzip
import hashlib

import pytest
import yaml

from analysis.core.errors import FactCheckError
from analysis.facts import snapshot_file, store
from analysis.intake import fetch_record
from tests.conftest import one_sentence
from tests.intake.conftest import program
from tests.support import web

PROGRAM = program(0, 1)
PATH = "/program.json"


@pytest.fixture
def ingested(server, asking, factcheck):
    """A cohort, fetched and ingested: what its snapshot says of its source."""

    def make(behaviour=None, **more):
        it = asking(server.on(PATH, behaviour or web.answer(PROGRAM, ETag='"1"')), **more)
        it.run()
        assert factcheck("ingest", it.name, "--raw", it.raw).code == 0
        said = yaml.safe_load((it.data / it.name / "snapshot.yaml").read_text(encoding="utf-8"))
        return it, said["sources"][0]

    return make


def test_the_snapshot_says_how_its_files_came_and_when(server, ingested) -> None:
    it, said = ingested()
    assert said["recorded"] == "2026-11-27"
    [file] = said["files"]
    raw = it.target.read_bytes()
    assert file == {
        "name": "neurips/2026_virtual.json.gz",
        "sha256": hashlib.sha256(raw).hexdigest(),
        "fetched": {
            "address": server.base + PATH,
            "time": "2026-11-27T09:30:15Z",
            "bytes": len(raw),
            "etag": '"1"',
        },
    }
    assert store.read(it.name).sources[0]["files"] == [file]


def test_the_same_raw_folder_gives_the_same_bytes(ingested, factcheck) -> None:
    it, _ = ingested()
    before = (it.data / it.name / "snapshot.yaml").read_bytes()
    assert it.run() == ["unchanged"]
    assert factcheck("ingest", it.name, "--raw", it.raw).out == f"{it.name}: unchanged\n"
    assert (it.data / it.name / "snapshot.yaml").read_bytes() == before


def test_a_file_that_somebody_replaced_is_recorded_as_config_says(ingested, factcheck) -> None:
    it, _ = ingested()
    it.held(gzip.compress(program(0, 1, 2)))
    assert factcheck("ingest", it.name, "--raw", it.raw).code == 0
    said = store.read(it.name).sources[0]
    assert said["recorded"] == "2026-01-02"
    assert "fetched" not in said["files"][0]


def test_without_a_record_and_a_typed_day_nobody_knows(ingested, factcheck) -> None:
    it, said = ingested(recorded=None)
    assert said["recorded"] == "2026-11-27"
    it.held(gzip.compress(program(0, 1, 2)))
    one_sentence(factcheck("ingest", it.name, "--raw", it.raw), "nobody says when it was recorded", "fetch it again")


def test_a_pinned_file_is_looked_at_before_it_is_ingested(ingested, factcheck) -> None:
    it, _ = ingested(sha256=hashlib.sha256(PROGRAM).hexdigest())
    it.held(gzip.compress(program(0)))
    one_sentence(factcheck("ingest", it.name, "--raw", it.raw), str(it.target), "is not the file whose `sha256`")
    it.target.unlink()
    one_sentence(factcheck("ingest", it.name, "--raw", it.raw), str(it.target), "cannot be read")


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"address": "x"}', "\udcff"])
def test_a_damaged_record_is_none(ingested, damage) -> None:
    it, _ = ingested()
    record = it.target.with_name(f"{it.target.name}.fetch.json")
    assert fetch_record.of(it.target) is not None
    record.write_bytes(damage.encode("utf-8", "surrogateescape"))
    assert fetch_record.of(it.target) is None
    record.unlink()
    assert fetch_record.of(it.target) is None


def test_a_fingerprint_is_of_the_file_or_of_what_is_in_it() -> None:
    packed = gzip.compress(PROGRAM)
    for raw in (packed, PROGRAM):
        assert fetch_record.is_pinned(hashlib.sha256(raw).hexdigest(), packed)
    assert not fetch_record.is_pinned("0" * 64, packed)
    assert not fetch_record.is_pinned("0" * 64, packed[:-5])


def test_what_is_packed_to_burst_is_refused(monkeypatch) -> None:
    monkeypatch.setattr(fetch_record, "MOST", 2**20)
    with pytest.raises(ValueError, match="more than 1 MB"):
        fetch_record.unpacked(gzip.compress(b"\0" * 2**24))


@pytest.mark.parametrize(
    ("times", "typed", "newest"),
    [
        ((), "2026-07-07", "2026-07-07"),
        (("2026-11-27T09:30:15Z", "2026-12-01T00:00:00Z"), "2026-07-07", "2026-12-01"),
        (("2026-05-27T23:59:59Z",), "2026-07-07", "2026-07-07"),
        (("2026-11-27T09:30:15Z",), None, "2026-11-27"),
    ],
)
def test_the_day_of_the_data_is_that_of_the_newest_file(times, typed, newest) -> None:
    sources = [{"files": [{"name": "a"}, {"name": "b", "fetched": {"time": time}}]} for time in times]
    assert snapshot_file.newest_day(sources, typed) == newest


def test_data_whose_day_nobody_knows_is_told() -> None:
    with pytest.raises(FactCheckError, match="is missing, and nothing was fetched"):
        snapshot_file.newest_day([{"files": [{"name": "a"}]}], None)
