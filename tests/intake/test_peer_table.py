"""An independent analysis's table, kept only where it can change a count."""

from __future__ import annotations

import gzip

import pytest

from analysis.core.errors import FactCheckError
from analysis.facts.columns import SHARED
from analysis.facts.store import shared_rows
from analysis.intake import peer_table
from analysis.settings.others import PlacesTable
from tests.support.other_groups import of_trees


@pytest.fixture(scope="module")
def table(settings) -> PlacesTable:
    """The table of the independent analysis that published one."""
    return peer_table.table_of(settings)


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
def test_what_is_kept(settings, table, affiliation, country, kept) -> None:
    assert bool(peer_table.differing(settings, table, [(affiliation, country)])) is kept


def test_one_line_for_spellings_that_fold_alike(settings, table) -> None:
    rows = [("Tsinghua University", "Unknown"), ("tsinghua university", "Unknown")]
    assert peer_table.differing(settings, table, rows) == [("Tsinghua University", "Unknown", "CN")]


def test_a_place_in_a_group_depends_on_the_groups() -> None:
    table = PlacesTable.model_validate({"file": "x.csv.gz", "countries": {"Germany": "DE", "Switzerland": "CH"}})
    rows = [("ETH Zurich", "Germany"), ("Technical University of Munich", "Switzerland"), ("ETH Zurich", "Atlantis")]
    # both lie in the second group, as wide as it gets; a place that the table cannot say is in none
    assert peer_table.differing(of_trees(), table, rows[:2]) == []
    assert peer_table.differing(of_trees(), table, rows[2:]) == [("ETH Zurich", "Atlantis", "CH")]


def test_without_a_table_nothing_is_written(tmp_path) -> None:
    assert not peer_table.write_peers(of_trees(), tmp_path, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_written_once_and_sorted(settings, table, tmp_path) -> None:
    raw = tmp_path / "raw" / table.file
    raw.parent.mkdir(parents=True)
    raw.write_bytes(
        gzip.compress(
            b"year,affiliation,country\n2025,Tsinghua University,Unknown\n2024,Northeastern University,China\n", mtime=0
        )
    )
    assert peer_table.write_peers(settings, tmp_path / "raw", tmp_path)
    lines = (tmp_path / "peers.csv").read_text(encoding="utf-8").splitlines()
    assert lines == ["affiliation,country,ours", "Northeastern University,China,", "Tsinghua University,Unknown,CN"]
    assert not peer_table.write_peers(settings, tmp_path / "raw", tmp_path)


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"no gzip", "is damaged"), (gzip.compress(b"a,b\n1,2\n", mtime=0), "is damaged"), (None, "is missing")],
)
def test_a_bad_raw_file(settings, table, tmp_path, content, said) -> None:
    raw = tmp_path / table.file
    raw.parent.mkdir(parents=True)
    if content is not None:
        raw.write_bytes(content)
    with pytest.raises(FactCheckError, match=said):
        peer_table.write_peers(settings, tmp_path, tmp_path)
    assert not (tmp_path / "peers.csv").exists()


def test_the_committed_table_is_what_still_differs(settings, table) -> None:
    rows = [row for _, row in shared_rows("reference/peers")]
    assert len(rows) > 100
    assert peer_table.differing(settings, table, ((r["affiliation"], r["country"]) for r in rows)) == [
        tuple(r[c] for c in SHARED["reference/peers"].names) for r in rows
    ]
    codes = peer_table.their_codes(table)
    assert codes["northeastern university"] == "CN"
    assert codes["google deepmind"] == ""
