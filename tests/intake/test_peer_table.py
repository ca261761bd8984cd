"""An independent analysis's table, kept only where it can change a count."""

from __future__ import annotations

import gzip

import pytest

from analysis.core.errors import FactCheckError
from analysis.facts.columns import SHARED
from analysis.facts.store import shared_rows
from analysis.intake import peer_table


@pytest.mark.parametrize(
    ("affiliation", "country", "kept"),
    [
        ("Northeastern University", "China", True),  # we: several of this name, so open
        ("Stanford University", "United States", False),
        ("Tsinghua University", "Unknown", True),  # they do not know it
        ("ETH Zurich", "Unknown", False),  # neither side, whoever is right
        ("Google DeepMind", "United Kingdom", True),
        ("The University of Hong Kong", "China", False),  # China in the wide sense on both sides
    ],
)
def test_what_is_kept(affiliation, country, kept) -> None:
    assert bool(peer_table.differing([(affiliation, country)])) is kept


def test_one_line_for_spellings_that_fold_alike() -> None:
    assert peer_table.differing([("Tsinghua University", "Unknown"), ("tsinghua university", "Unknown")]) == [
        ("Tsinghua University", "Unknown", "CN")
    ]


def test_written_once_and_sorted(tmp_path) -> None:
    raw = tmp_path / "raw" / peer_table.RAW
    raw.parent.mkdir(parents=True)
    raw.write_bytes(
        gzip.compress(
            b"year,affiliation,country\n2025,Tsinghua University,Unknown\n2024,Northeastern University,China\n", mtime=0
        )
    )
    assert peer_table.write_peers(tmp_path / "raw", tmp_path)
    lines = (tmp_path / "peers.csv").read_text(encoding="utf-8").splitlines()
    assert lines == ["affiliation,country,ours", "Northeastern University,China,", "Tsinghua University,Unknown,CN"]
    assert not peer_table.write_peers(tmp_path / "raw", tmp_path)


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"no gzip", "is damaged"), (gzip.compress(b"a,b\n1,2\n", mtime=0), "is damaged"), (None, "is missing")],
)
def test_a_bad_raw_file(tmp_path, content, said) -> None:
    raw = tmp_path / peer_table.RAW
    raw.parent.mkdir(parents=True)
    if content is not None:
        raw.write_bytes(content)
    with pytest.raises(FactCheckError, match=said):
        peer_table.write_peers(tmp_path, tmp_path)
    assert not (tmp_path / "peers.csv").exists()


def test_the_committed_table_is_what_still_differs() -> None:
    rows = [row for _, row in shared_rows("reference/peers")]
    assert len(rows) > 100
    assert peer_table.differing((r["affiliation"], r["country"]) for r in rows) == [
        tuple(r[c] for c in SHARED["reference/peers"].names) for r in rows
    ]
    codes = peer_table.their_codes()
    assert codes["northeastern university"] == "CN"
    assert codes["google deepmind"] == ""
