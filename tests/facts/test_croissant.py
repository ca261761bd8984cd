"""The Croissant description: it tells what the data package tells, and no reader that guesses gets a cell wrong."""

from __future__ import annotations

import hashlib
import json

from analysis.core import paths
from analysis.facts.resources import resources


def test_both_descriptions_tell_the_same(described, rows_of):
    package, croissant = described
    files = {f["@id"]: f for f in croissant["distribution"]}
    sets = {r["@id"]: r for r in croissant["recordSet"]}
    assert [f for f in files if f.endswith(".csv")] == [r["path"] for r in package["resources"]]
    assert list(sets) == [r["name"] for r in package["resources"] if rows_of(r["path"])[1]], (
        "a table without a row has no record set"
    )
    for resource in package["resources"]:
        assert f"sha256:{files[resource['path']]['sha256']}" == resource["hash"]
        assert ("has no row" in files[resource["path"]]["description"]) == (resource["name"] not in sets)
        if resource["name"] not in sets:
            continue
        records = sets[resource["name"]]
        assert [f["name"] for f in records["field"]] == [f["name"] for f in resource["schema"]["fields"]]
        assert [f["description"] for f in records["field"]] == [f["description"] for f in resource["schema"]["fields"]]
        assert {f["source"]["fileObject"]["@id"] for f in records["field"]} <= {
            resource["path"],
            f"json/{resource['name']}.json",
        }
        assert [k["@id"].partition("/")[2] for k in records.get("key", [])] == resource["schema"].get("primaryKey", [])


def test_a_table_that_a_guess_would_change_is_read_as_json_cell_by_cell(described, rows_of, settings):
    _, croissant = described
    files = {f["@id"]: f for f in croissant["distribution"] if f["encodingFormat"] == "application/json"}
    assert {"json/reference-institutions.json", "json/reference-domains.json", "json/reference-places.json"} <= set(
        files
    )
    assert set(files) == {p.relative_to(paths.DATA).as_posix() for p in (paths.DATA / "json").iterdir()}
    for resource in resources(settings):
        if resource.json_path in files:
            raw = (paths.DATA / resource.json_path).read_bytes()
            assert files[resource.json_path]["sha256"] == hashlib.sha256(raw).hexdigest()
            cells = [["" if cell is None else str(cell) for cell in row] for row in json.loads(raw)]
            assert cells == rows_of(resource.path)[1]
            [records] = [r for r in croissant["recordSet"] if r["@id"] == resource.name]
            assert [f["source"]["extract"] for f in records["field"]] == [
                {"jsonPath": f"$[*][{at}]"} for at in range(len(records["field"]))
            ]
