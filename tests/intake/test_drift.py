"""The guard against drift: what looks wrong is told, stops everything, and comes in only on purpose."""

from __future__ import annotations

import copy
import random
import shutil
from types import SimpleNamespace

import pytest
import yaml

from analysis.core import paths
from analysis.settings import strict_yaml
from analysis.settings.drift import Drift
from tests.conftest import some
from tests.support import drifting as made
from tests.support.projects import digest

SOUND = {form: make(2026) for form, make in made.MADE.items()}


@pytest.fixture(scope="module")
def oak(tmp_path_factory):
    """The invented conferences, ingested."""
    from analysis import cli
    from analysis.attribution import registry

    registry.load()  # while the folder is in use in which it is kept
    folder = tmp_path_factory.mktemp("oak")
    patch = pytest.MonkeyPatch()
    text = {**strict_yaml.read(paths.CONFIG)[1], "cohorts": made.cohorts(), "drift": {}}
    for name, place in (("CONFIG", "config.yaml"), ("DATA", "data"), ("CACHE", ".cache")):
        patch.setattr(paths, name, folder / place)
    paths.CONFIG.write_text(yaml.safe_dump(text, sort_keys=False, allow_unicode=True), encoding="utf-8")
    raw = folder / "raw"
    raw.mkdir()
    made.write_all(raw)
    assert cli.main(["ingest", *made.cohorts(), "--raw", str(raw)]) == 0
    yield SimpleNamespace(raw=raw, data=folder / "data", folder=folder)
    patch.undo()


@pytest.fixture
def ingest(oak, factcheck):
    """`ingest("oak-2026", notes=rows, …)` with some raw files broken; raw files and data/ are as before afterwards."""
    before = {file: file.read_bytes() for folder in (oak.raw, oak.data) for file in folder.rglob("*") if file.is_file()}

    def run(cohort: str, *options: str, **broken: made.Rows) -> SimpleNamespace:
        venue, year = ("Oak", 2026) if cohort == "oak-2026" else ("Elm", 2025)
        for form, rows in broken.items():
            made.write(oak.raw, venue, year, form, rows)
        return factcheck("ingest", cohort, "--raw", oak.raw, *options)

    yield run
    for file, raw in before.items():
        file.write_bytes(raw)


def changed(rows: made.Rows, change) -> made.Rows:
    """Copies of rows, each changed in place."""
    copies = copy.deepcopy(rows)
    for at, row in enumerate(copies):
        change(row, at)
    return copies


def set_key(key: str, value):
    return lambda row, at: row.__setitem__(key, value(row, at) if callable(value) else value)


def rename(old: str, new: str):
    return lambda row, at: row.__setitem__(new, row.pop(old))


def institutions(value):
    def change(row, at):
        for n, author in enumerate(row["authors"]):
            author["institution"] = value(author, at + n)

    return change


def shuffled(rows: made.Rows, *keys: str) -> made.Rows:
    order = random.Random(1).sample(range(len(rows)), len(rows))
    return [{**row, **{key: rows[other][key] for key in keys}} for row, other in zip(rows, order, strict=True)]


NOTES, VIRTUAL, PROFILES, PEOPLE = (SOUND[form] for form in ("notes", "virtual", "openreview", "profiles"))
REJECTED = [
    {**row, "id": f"r{at}", "title": row["title"][::-1], "authors": row["authors"][:2]}
    for at, row in enumerate(made.notes(2025)[:30])
]
BROKEN = {
    "half of the papers are gone": ("papers-lost", {"notes": NOTES[::2]}),
    "a twentieth of the papers is gone": ("papers-lost", {"notes": NOTES[6:]}),
    "half of the papers are gone from the schedule": ("facts-lost", {"virtual": VIRTUAL[::2]}),
    "rejected papers are in": (
        "not-accepted",
        {"notes": [*NOTES, *(r | {"venue": "Submitted to Oak 2026"} for r in REJECTED)]},
    ),
    "one withdrawn paper is in": (
        "not-accepted",
        {"notes": changed(NOTES, lambda r, at: at or r.update(venue="Oak 2026 Conference Withdrawn Submission"))},
    ),
    "desk rejected papers are in, by the content of notes": (
        "not-accepted",
        {"notes": [r | {"content": {"venueid": {"value": "Oak/2026/Desk_Rejected_Submission"}}} for r in NOTES]},
    ),
    "rejected papers are in, and nothing says so": (
        "papers-new",
        {"notes": [*NOTES, *({k: v for k, v in r.items() if k != "venue"} for r in REJECTED)]},
    ),
    "rejected papers are in that one source knows": ("known-once", {"notes": [*NOTES, *REJECTED]}),
    "the year is another": ("another-year", {"notes": changed(NOTES, set_key("venue", "Oak 2025"))}),
    "the file is that of another year": ("titles-of-another-year", {"notes": made.notes(2025)}),
    "the schedule is that of another year": ("unmatched-rows", {"virtual": made.virtual(2025)}),
    "the profiles are those of another year": ("unmatched-rows", {"openreview": made.profiles(2025)}),
    "ids are those of other papers": ("repeated-papers", {"notes": changed(NOTES, set_key("id", "one"))}),
    "every paper stands twice": ("repeated-papers", {"notes": [*NOTES, *NOTES]}),
    "orals stand beside their posters": (
        "repeated-papers",
        {"notes": [*NOTES, *({**r, "id": f"{r['id']}o"} for r in NOTES[:20])]},
    ),
    "the key of the authors has another name": (
        "without-authors",
        {
            "notes": changed(NOTES, rename("authors", "people")),
            "virtual": [{**r, "authors": [{"institution": "MIT", "name": "x"}]} for r in VIRTUAL],
            "openreview": [r | {"author": ""} for r in PROFILES],
        },
    ),
    "the key of the affiliations has another name": (
        "without-affiliation",
        {"virtual": changed(VIRTUAL, lambda r, at: [a.pop("institution") for a in r["authors"]])},
    ),
    "all affiliations are empty": (
        "without-affiliation",
        {"virtual": changed(VIRTUAL, institutions(lambda a, at: ""))},
    ),
    "affiliations are names of people": (
        "names-as-affiliations",
        {"virtual": changed(VIRTUAL, institutions(lambda a, at: a["fullname"]))},
    ),
    "affiliations are no institutions": (
        "unresolved",
        {"virtual": changed(VIRTUAL, institutions(lambda a, at: f"Zzqx {at} Vlorp"))},
    ),
    "affiliations are damaged text": (
        "unresolved",
        {"virtual": changed(VIRTUAL, institutions(lambda a, at: "\ufffd" * (3 + at % 9)))},
    ),
    "one affiliation stands for all": (
        "one-affiliation",
        {"virtual": changed(VIRTUAL, institutions(lambda a, at: "Stanford University"))},
    ),
    "affiliations are those of other papers": ("affiliations-changed", {"openreview": shuffled(PROFILES, "aff")}),
    "affiliations of the schedule are those of other papers": (
        "affiliations-changed",
        {
            "virtual": [
                {**r, "name": q["name"], "paper_url": q["paper_url"]}
                for r, q in zip(VIRTUAL, VIRTUAL[1:] + VIRTUAL[:1], strict=True)
            ]
        },
    ),
    "titles are those of other papers": (
        "papers-changed",
        {"notes": shuffled(NOTES, "title"), "virtual": shuffled(VIRTUAL, "name")},
    ),
    "every list of authors is cut after the first": (
        "papers-changed",
        {"notes": changed(NOTES, set_key("authors", lambda r, at: r["authors"][:1]))},
    ),
    "the abstracts are gone": ("facts-lost", {"notes": changed(NOTES, rename("abstract", "text"))}),
    "ids have another form": (
        "papers-lost",
        {"notes": changed(NOTES, set_key("id", lambda r, at: f"new{at}"))},
    ),
    "tracks are gone": (
        "tracks-changed",
        {"virtual": changed(VIRTUAL, lambda r, at: r.update(decision="Accept (Dataset)" if at % 2 else "Accept"))},
    ),
    "countries are in no list of countries": (
        "country: 'XQ' is no country code",
        {"profiles": changed(PEOPLE, set_key("country", "XQ"))},
    ),
    "there is no title": (
        "title is empty",
        {"notes": changed(NOTES, lambda r, at: at or r.update(title="")), "virtual": VIRTUAL[1:]},
    ),
}


@pytest.mark.parametrize("name", some(list(BROKEN), 3))
def test_a_broken_input_is_told_and_changes_nothing(oak, ingest, name):
    before = digest(oak.data)
    guard, broken = BROKEN[name]
    result = ingest("oak-2026", **broken)
    assert result.code == 1
    assert f"oak-2026: {guard}: " in result.out or guard in result.out.partition("\n")[0]
    assert digest(oak.data) == before
    assert result.err.splitlines()[-1].startswith("error: oak-2026: the new facts look wrong, so nothing was written; ")
    assert "Traceback" not in result.err


def test_every_limit_stops_one_of_these_inputs_or_is_tried_with_the_measures():
    tried = {guard for guard, _ in BROKEN.values()}
    assert {name for name, _ in Drift().limits()} - tried == {
        "fewer-than-year-before",
        "more-than-year-before",
        "tracks-unlike-year-before",
    }


def test_what_is_told_has_ten_examples_and_the_way_to_take_it_on_purpose(ingest):
    result = ingest("oak-2026", notes=NOTES[30:])

    first, *examples = result.out.splitlines()
    said = "30 of 120 papers (25.0%) that data/ holds are not in the raw files; at most 2% is taken without a question"
    assert (
        first == f"oak-2026: unmatched-rows: 30 of 120 rows (25.0%) of Oak_2026_virtual.gz found no paper; {UNMATCHED}"
    )
    lost = examples.index(next(line for line in examples if line.startswith(f"oak-2026: papers-lost: {said}, since ")))
    shown = examples[lost + 1 : lost + 12]
    titles = sorted(note["id"] for note in NOTES[:30])[:10]
    assert shown == [
        *(f"  “{note['title']}”" for note in NOTES[:30] if note["id"] in titles),
        "  and 20 more",
    ]
    assert "take it on purpose with `factcheck ingest oak-2026 --accept unmatched-rows --accept " in result.err
    assert result.err.count("\n") == 1


UNMATCHED = (
    "at most 20% is taken without a question, since such a source is often that of another year, or its ids and titles "
    "are written otherwise"
)


def accepted(oak) -> list[dict]:
    return yaml.safe_load((oak.data / "oak-2026" / "snapshot.yaml").read_text(encoding="utf-8")).get("accepted", [])


def test_what_is_taken_on_purpose_stands_in_the_snapshot_and_holds_for_these_raw_files(oak, ingest):
    fewer = {"notes": NOTES[:-6], "virtual": VIRTUAL[:-6], "openreview": PROFILES[:-6]}
    assert ingest("oak-2026", **fewer).code == 1
    result = ingest("oak-2026", "--accept", "papers-lost", **fewer)

    assert (result.code, result.out, result.err) == (0, "oak-2026: written\n", "")
    words = "6 of 120 papers (5.0%) that data/ holds are not in the raw files"
    assert accepted(oak) == [{"guard": "papers-lost", "share": 0.05, "words": words}]
    assert ingest("oak-2026").out == "oak-2026: unchanged\n"  # the same files need no second word
    assert ingest("oak-2026", notes=NOTES[:-7]).code == 0  # other files, of which nothing needs one
    assert accepted(oak) == []


def test_what_holds_at_any_time_needs_no_second_word_as_long_as_it_grows_no_worse(oak, ingest):
    blank = changed(PROFILES, lambda r, at: at % 2 and r.update(aff=";;"))
    assert ingest("oak-2026", "--accept", "without-affiliation", openreview=blank).code == 1
    options = [word for name in ("without-affiliation", "facts-lost") for word in ("--accept", name)]
    assert ingest("oak-2026", *options, openreview=blank).code == 0
    assert [one["guard"] for one in accepted(oak)] == ["without-affiliation", "facts-lost"]
    assert ingest("oak-2026").out == "oak-2026: unchanged\n"
    assert ingest("oak-2026", openreview=changed(blank, lambda r, at: at % 2 or r.update(position=""))).code == 1


def test_another_thing_than_what_was_accepted_still_stops(oak, ingest):
    before = digest(oak.data)
    result = ingest("oak-2026", "--accept", "papers-lost", notes=NOTES[::2])
    assert result.code == 1
    assert "papers-lost: " not in result.out
    assert "--accept papers-lost --accept unmatched-rows" in result.err
    assert digest(oak.data) == before


def test_one_cohort_that_looks_wrong_keeps_all_others_from_being_written(oak, ingest, factcheck):
    before = digest(oak.data)
    made.write(oak.raw, "Oak", 2026, "notes", changed(NOTES, lambda r, at: at or r.update(abstract="")))
    made.write(oak.raw, "Elm", 2025, "virtual", made.other(made.virtual(2025))[::2])
    result = factcheck("ingest", "oak-2026", "elm-2025", "--raw", oak.raw)
    assert result.code == 1
    assert result.out.startswith("elm-2025: papers-lost: ")
    assert "error: elm-2025: the new facts look wrong" in result.err
    assert digest(oak.data) == before
    assert factcheck("ingest", "oak-2026", "--raw", oak.raw).out == "oak-2026: written\n"


def test_a_cohort_without_a_paper_cannot_be_accepted(oak, ingest):
    before = digest(oak.data)
    renamed = changed(made.other(made.virtual(2025)), rename("authors", "people"))
    for options in ([], ["--accept", "papers-lost"]):
        result = ingest("elm-2025", *options, virtual=renamed)
        assert result.code == 1
        assert result.out == (
            "elm-2025: no paper was found in the raw files; see whether their keys are those of the format\n"
        )
        assert "--accept" not in result.err
    assert digest(oak.data) == before


def test_a_first_year_says_what_was_not_compared(oak, ingest):
    shutil.rmtree(oak.data / "elm-2025")
    result = ingest("elm-2025")
    assert (result.code, result.out) == (0, "elm-2025: written\n")
    assert result.err.splitlines() == [
        "note: elm-2025: one source alone lists its papers, so they were not compared with a second one",
        "note: elm-2025: data/ holds no earlier year of Elm, so the number of papers and the tracks were not compared "
        "with it",
        "note: elm-2025: data/ holds no snapshot of it, so nothing was compared with one that is replaced",
    ]


def test_a_damaged_snapshot_is_replaced_and_the_missing_comparison_told(oak, ingest):
    (oak.data / "oak-2026" / "papers.csv").write_text("x\n")
    result = ingest("oak-2026")
    assert (result.code, result.out) == (0, "oak-2026: written\n")
    assert result.err.startswith(
        "note: nothing was compared with data/oak-2026, which could not be read (differs from "
    )


def test_a_name_that_no_limit_has_and_one_that_was_not_needed_are_told(ingest):
    result = ingest("oak-2026", "--accept", "paper-lost")
    assert result.code == 2
    assert "nothing that can be accepted is called 'paper-lost'; did you mean 'papers-lost'?" in result.err
    assert ingest("oak-2026", "--accept", "papers-lost").err == "note: --accept papers-lost was not needed\n"
