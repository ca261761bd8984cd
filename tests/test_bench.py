"""The benchmark's table, its measuring of one process, and the fuzzy baseline on a few strings."""

from __future__ import annotations

import json

import pytest

from benchmarks import bench, fuzzy, stages
from benchmarks.bench import Row
from benchmarks.stages import Stage

ROWS = [
    Row("registry", "3 names", 1.234, 321.5, "≤ 5 s, ≤ 500 MB", True),
    Row("build, cold", "12 files", 1234.5, 99.6, "≤ 120 s", False),
    Row("ingest", "no raw files here"),
]


def test_table_is_aligned_and_says_what_was_missed():
    lines = bench.table(ROWS).splitlines()
    assert lines[0].split() == ["stage", "what", "seconds", "peak", "MB", "target", "met"]
    assert set(lines[1]) == {"-"}
    assert lines[2].split()[-1] == "yes"
    assert lines[3].split()[-1] == "NO"
    assert "1,234.50" in lines[3]
    assert lines[4].endswith("no raw files here")
    end = lines[0].index("seconds") + len("seconds")
    assert [line[:end].rstrip().endswith(n) for line, n in zip(lines[2:4], ("1.23", "1,234.50"), strict=True)] == [
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("seconds", "peak", "met"),
    [(4, 400, True), (6, 400, False), (4, 600, False)],
)
def test_a_measurement_beside_its_targets(seconds, peak, met):
    row = bench.judged(Stage("x", stages.registry, 5, 500), "y", seconds, peak)
    assert (row.target, row.met) == ("≤ 5 s, ≤ 500 MB", met)
    assert bench.judged(Stage("x", stages.registry), "y", seconds, peak).met is None


def test_one_stage_in_a_process_of_its_own():
    row = bench.run_stage(next(s for s in bench.STAGES if s.name == "registry"), bench.ROOT, None)
    assert row.what.endswith(" names")
    assert row.seconds > 0
    assert row.peak_mb > 50  # no upper bound here: a child starts with the peak of the test runner that forked it


def test_a_stage_that_fails_says_why(tmp_path):
    with pytest.raises(RuntimeError, match="registry failed"):
        bench.run_stage(next(s for s in bench.STAGES if s.name == "registry"), tmp_path, None)


@pytest.mark.parametrize(("rows", "code"), [(ROWS, 1), (ROWS[::2], 0)])
def test_main_prints_the_table_and_writes_json(monkeypatch, capsys, tmp_path, rows, code):
    monkeypatch.setattr(bench, "measure", lambda raw, progress: rows)
    assert bench.main(["--json", str(tmp_path / "bench.json")]) == code
    assert capsys.readouterr().out == bench.table(rows) + "\n"
    assert [r["stage"] for r in json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))] == [
        r.stage for r in rows
    ]


def test_fuzzy_baseline_on_five_strings():
    texts = ["Stanford University", "Tsinghua University, Beijing", "ETH Zürich", "Google", "zzzz"]
    rows = [
        {"affiliation": t, "stated": c, "draws": "1"}
        for t, c in zip(texts, ["US", "CN", "CH", "US", "FR"], strict=True)
    ]
    found = fuzzy.compare(texts, "token_set_ratio", rows)
    assert found.strings == 5
    assert found.ours_right == 0.8
    assert found.ours_wrong == 0
    assert 0 < found.right <= 1
    assert found.factor > 0


def test_the_sample_is_the_same_each_time():
    first = fuzzy.sample(5)
    assert first == fuzzy.sample(5)
    assert len(set(first)) == 5
