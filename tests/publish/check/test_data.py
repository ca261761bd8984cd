"""A record of the reconstructions that no cohort has is named; names of people: test_name_shapes.py."""

from __future__ import annotations

from analysis.publish.check.data import empty_records


def test_a_record_that_no_cohort_has_is_named(settings) -> None:
    assert empty_records(settings) == []
    records = {**settings.reconstructions.records, "declared": {2024: "program", 2025: "program"}}
    changed = settings.model_copy(
        update={"reconstructions": settings.reconstructions.model_copy(update={"records": records})}
    )
    assert empty_records(changed) == [
        "config.yaml: reconstructions.records.declared: no cohort of 2025 has the basis 'program'; "
        "name one that it has or remove the record"
    ]
