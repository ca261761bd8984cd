"""A record of the reconstructions that no cohort has is named; names of people: test_name_shapes.py."""

from __future__ import annotations

from analysis.publish.check.data import empty_records, unlicensed
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


def test_a_licence_that_is_unknown_names_whom_to_ask(settings) -> None:
    assert unlicensed(settings) == []
    name, cohort = next((n, c) for n, c in settings.cohorts.items() if c.sources[0].ask)
    silent = [source.model_copy(update={"ask": None}) for source in cohort.sources]
    changed = settings.model_copy(
        update={"cohorts": {**settings.cohorts, name: cohort.model_copy(update={"sources": silent})}}
    )
    found = [n for n, source in enumerate(silent) if source.licence == "unknown"]
    assert unlicensed(changed) == [
        f"config.yaml: cohorts.{name}.sources.{n}: the licence is unknown; say under `ask` whom to ask for one"
        for n in found
    ]
