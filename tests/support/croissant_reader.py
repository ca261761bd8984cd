"""Every record set of a Croissant description, as the standard's own reader loads it, against the CSV it describes.

``python croissant_reader.py FILE [NAME …]`` runs where mlcroissant is installed, which is an environment of its own
(`make validate`), so nothing of the project is imported here. It prints a line for each record set, and exits with 1 if
a row or a cell is lost or changed, or a table with rows has no record set.
"""

from __future__ import annotations

import csv
import json
import logging
import sys
from pathlib import Path

import mlcroissant as mlc

MOST = 3  # cells that are shown of a record set


def main(description: Path, names: list[str]) -> int:
    logging.disable(logging.WARNING)
    csv.field_size_limit(sys.maxsize)
    dataset = mlc.Dataset(jsonld=str(description))
    described = {record_set.uuid: record_set for record_set in dataset.metadata.record_sets}
    package = json.loads((description.parent / "datapackage.json").read_text(encoding="utf-8"))
    failed = False
    for table in package["resources"]:
        if names and table["name"] not in names:
            continue
        with (description.parent / table["path"]).open(encoding="utf-8-sig", newline="") as stream:
            expected = list(csv.DictReader(stream))
        if table["name"] in described:
            found = [
                {key.rpartition("/")[2]: as_cell(value) for key, value in record.items()}
                for record in dataset.records(table["name"])
            ]
        else:
            found = []
        wrong = [
            f"row {n}: {old} is {new}"
            for n, (old, new) in enumerate(zip(expected, found, strict=False), 1)
            if old != new
        ]
        failed |= bool(wrong) or len(found) != len(expected)
        print(f"{table['name']}: {len(found)} of {len(expected)} rows, {len(wrong)} changed", *wrong[:MOST], sep="\n  ")
    return int(failed)


def as_cell(value: object) -> str:
    """A value as the CSV writes it."""
    if value is None:
        return ""
    if isinstance(value, bytes):
        return value.decode("utf-8")
    return value.date().isoformat() if hasattr(value, "date") else str(value)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
