"""A record of the reconstructions that no cohort has is named; names of people: test_name_shapes.py."""

from __future__ import annotations

from analysis.publish.check.data import empty_records
from analysis.settings.others import Record


def test_a_record_that_no_cohort_has_is_named(settings) -> None:
    assert empty_records(settings) == []
    declared = Record.model_validate({"name": "x", "bases": {2024: "program", 2025: "program"}})
    records = {**settings.reconstructions.records, "declared": declared}
    changed = settings.model_copy(
        update={"reconstructions": settings.reconstructions.model_copy(update={"records": records})}
    )
    assert empty_records(changed) == [
        "config.yaml: reconstructions.records.declared: no cohort of 2025 has the basis 'program'; "
        "name one that it has or remove the record"
    ]


def test_without_a_search_there_are_no_records(settings) -> None:
    assert empty_records(settings.model_copy(update={"reconstructions": None})) == []
