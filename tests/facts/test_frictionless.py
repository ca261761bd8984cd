"""The data package: every table with its columns, bytes and hash, and keys that lead somewhere."""

from __future__ import annotations

import hashlib

from analysis.core import paths


def test_every_table_is_described_with_its_columns_bytes_and_hash(described, rows_of):
    package, _ = described
    found = sorted(p.relative_to(paths.DATA).as_posix() for p in paths.DATA.rglob("*.csv"))
    assert sorted(r["path"] for r in package["resources"]) == found
    for resource in package["resources"]:
        raw = (paths.DATA / resource["path"]).read_bytes()
        assert rows_of(resource["path"])[0] == [f["name"] for f in resource["schema"]["fields"]]
        assert (resource["bytes"], resource["hash"]) == (len(raw), f"sha256:{hashlib.sha256(raw).hexdigest()}")
        assert all(f["description"] for f in resource["schema"]["fields"])


def test_every_reference_leads_to_a_key(described, rows_of):
    package, croissant = described
    keys = {r["name"]: r["schema"].get("primaryKey") for r in package["resources"]}
    to = [(r["name"], k["reference"]) for r in package["resources"] for k in r["schema"].get("foreignKeys", [])]
    assert len(to) == 1 + 3 * sum(r["path"].endswith("/papers.csv") for r in package["resources"])
    assert all(keys[reference["resource"]] == reference["fields"] for _, reference in to)
    columns = {f["@id"] for r in croissant["recordSet"] for f in r["field"]}
    path_of = {r["name"]: r["path"] for r in package["resources"]}
    named = [f["references"]["field"]["@id"] for r in croissant["recordSet"] for f in r["field"] if "references" in f]
    assert sorted(named) == sorted(
        f"{reference['resource']}/{reference['fields'][0]}" for name, reference in to if rows_of(path_of[name])[1]
    )
    assert set(named) <= columns
