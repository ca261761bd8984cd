"""The figures of the grid: every claim at every point, each once."""

from __future__ import annotations

from types import SimpleNamespace

from analysis.counting.grid import definitions_of
from analysis.figures import over_grid
from analysis.settings.config import load

SETTINGS = load()


def choices(book, name: str, basis: str, *axes: str) -> int:
    """How many points a basis of a cohort has over `axes`, from the lengths in config.yaml."""
    sizes = {axis: len(options) for axis, options in SETTINGS.definitions.items()}
    if basis == "paper":
        sizes["collaboration"] = 1
    papers = book.snapshots[name].papers
    if (papers["track"][(papers["block"] != "") | (basis != "paper")] == "main").all():
        sizes["track"] = 1
    product = 1
    for axis in axes:
        product *= sizes[axis]
    return product


def expected_points(book, figure_id: str) -> int:
    """How many figures a claim's measure has."""
    name, _, measure = figure_id.partition("@")[0].partition(".")
    cohort = SETTINGS.cohorts[name]
    if measure.startswith("adoption."):
        axes = (
            ("policy", "track", "naming") if measure.split(".")[2] == "us" else ("policy", "track", "naming", "extent")
        )
        return len(SETTINGS.levels) * sum(choices(book, name, b, *axes) for b in cohort.bases)
    bases = cohort.bases
    if measure in ("us-china.rise", "us-china.change"):  # where an older year has the same kind of source
        years = [c for c in SETTINGS.cohorts.values() if c.year < cohort.year]
        kind = SETTINGS.kind_of_source
        bases = [b for b in bases if any(kind(c, other) == kind(cohort, b) for c in years for other in c.bases)]
    return sum(choices(book, name, b, "extent", "policy", "collaboration", "counting", "track") for b in bases)


def test_every_claim_has_a_figure_at_every_point(book, computed):
    counts: dict[str, int] = {}
    for figure in computed:
        if figure.value is not None:
            base = figure.id.partition("@")[0]
            counts[base] = counts.get(base, 0) + 1
    measures = {
        f.partition("@")[0] for claim in SETTINGS.claims.values() for f in claim.figures if ".calibrated." not in f
    }
    assert {m: counts[m] for m in measures} == {m: expected_points(book, m) for m in measures}


def test_the_grid_gives_what_also_gives_and_skips_what_is_taken(book, computed):
    def grid_of(claim: str, taken: set[str]) -> dict:
        config = SETTINGS.model_copy(update={"claims": {claim: SETTINGS.claims[claim]}})
        narrow = SimpleNamespace(
            config=config,
            ledger=book.ledger,
            classified=book.classified,
            naming=book.naming,
            with_text=book.with_text,
            naming_errors=book.naming_errors,
        )
        return {f.id: f.as_json() for f in over_grid.of_claims(narrow, taken)}

    known = {f.id: f.as_json() for f in computed}
    cohort = SETTINGS.cohorts["neurips-2025"]
    also = {f"neurips-2025.us-china.share@{d.text(SETTINGS, cohort)}" for d in definitions_of(book, "neurips-2025")}
    found = grid_of("last-year", set())
    assert len(found.keys() & also) > 10
    assert found == {figure_id: known[figure_id] for figure_id in found}
    some = set(list(found)[::2])
    assert list(grid_of("last-year", set(some))) == [i for i in found if i not in some]
    changes = grid_of("growing", set())
    assert changes == {figure_id: known[figure_id] for figure_id in changes}
    assert len(changes) > 100
