"""Each forged file of a release is named though its seal is renewed; what cannot be checked is said and is not good."""

from __future__ import annotations

import json

import pytest

from analysis.core import archives, git, inputs, paths
from analysis.core.errors import FactCheckError
from analysis.core.strict_json import canonical_json
from analysis.editions import data_files, edition, lookup, provenance, release_names
from analysis.publish.release import release
from analysis.publish.verify import verify, without_causes
from tests.conftest import some
from tests.support import tiny
from tests.support.forgeries import cell, forge, renew, replaced, without_git
from tests.support.projects import digest

SHARE = f"{tiny.COHORT}.us-china.share"


FORGERIES = {
    "figures.json": [replaced('"label": "', '"label": "no '), replaced('"estimate": false', '"estimate": true')],
    "figures.csv": [lambda raw: cell(raw, "value", "0.99"), lambda raw: raw.rstrip(b"\n").rpartition(b"\n")[0] + b"\n"],
    "claims.json": [replaced('"name": "Wrong"', '"name": "Accurate"'), replaced('"title": "', '"title": "No ')],
    "papers/joint.csv": [lambda raw: cell(raw, "countries", "CN|FR|US"), lambda raw: cell(raw, "title", "Another")],
    "diff.json": [
        replaced('"cause": "overrides"', '"cause": "config"'),
        replaced("2026.1 → 2026.2", "2026.1 → 2026.3"),
        lambda raw: b"{}\n",
    ],
    "site.tar.gz/figures.csv": [lambda raw: cell(raw, "value", "0.99")],
    "site.tar.gz/claims.json": [replaced('"name": "Wrong"', '"name": "Accurate"')],
    "site.tar.gz/papers/joint.csv": [lambda raw: cell(raw, "countries", "CN|FR|US")],
    "site.tar.gz/charts/share-over-time.csv": [lambda raw: raw + b"x\n"],
    "site.tar.gz/charts/more.json": [None],
}


@pytest.fixture
def no_history(monkeypatch):
    """Nothing is known of what was committed first: only what is computed tells."""
    monkeypatch.setattr(git, "first_commit_of", lambda name: None)


@pytest.mark.parametrize(("name", "how"), some([(name, how) for name, hows in FORGERIES.items() for how in hows], 4))
def test_a_forged_file_with_hashes_and_seal_renewed_is_named(released, no_history, name, how) -> None:
    folder = released / "releases" / "2026.2"
    forge(folder, name, how)
    renew(folder)
    found = verify("2026.2").problems
    assert any(f"{folder / name}:" in line for line in found), found


def test_every_data_file_of_a_release_is_among_the_forged(released) -> None:
    files = set(provenance.read(released / "releases" / "2026.2")["files"])
    assert files == {name.partition("/")[0] if name.startswith("site") else name for name in FORGERIES}


@pytest.mark.parametrize(
    "name",
    some(
        ["site.tar.gz/index.html", "site.tar.gz/fact-check.pdf", "diff.json", "papers/joint.csv", "provenance.json"], 2
    ),
)
def test_what_git_says_was_published_names_every_other_file_too(released, name) -> None:
    folder = released / "releases" / "2026.2"
    if name == "provenance.json":
        said = provenance.read(folder)
        said["engine"] = "another"
        (folder / name).write_text(canonical_json({**said, "seal": provenance.seal(said)}))
    else:
        forge(folder, name, lambda raw: raw.replace(b"a", b"b", 1))
        renew(folder)
    tiny.commit(released, "a forgery that is committed")
    try:
        found = verify("2026.2").problems
    finally:
        tiny.git(released, "reset", "--quiet", "--hard", "HEAD~1")
    [line] = [line for line in found if f"{folder / name}: is not what the commit" in line]
    assert f"git diff {tiny.git(released, 'rev-parse', 'HEAD')[:10]} -- releases/2026.2" in line


def test_both_releases_verify_the_older_from_its_commit(released) -> None:
    said: list[str] = []
    before = digest(released / "releases")
    older, newer = verify("2026.1", said.append), verify("2026.2", said.append)
    assert (older.problems, newer.problems) == ([], [])
    assert any(line.startswith("computing the commit ") for line in said)
    assert "computing in place, since no input has changed" in said
    assert before == digest(released / "releases")
    [line] = newer.lines()
    assert line.startswith("2026.2: every file is as released; ")
    pages = [
        name
        for name in archives.members((released / "releases/2026.2/site.tar.gz").read_bytes(), "x")
        if name.endswith((".html", ".pdf"))
    ]
    by_hash = int(line.partition(" computed again, and ")[2].split()[0])
    assert by_hash >= len(pages) > 4


def test_an_old_release_cannot_be_altered_alone(released, no_history) -> None:
    folder = released / "releases" / "2026.1"
    said = provenance.read(folder)
    (folder / provenance.NAME).write_text(
        canonical_json({**said, "engine": "x", "seal": provenance.seal({**said, "engine": "x"})})
    )
    told = f"{folder}: is not the release that the later release 2026.2 names"
    for version in ("2026.1", "2026.2"):
        assert any(told in line for line in verify(version).problems), version
    for file in sorted(folder.rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    folder.rmdir()
    assert any(f"{folder}: is missing" in line for line in provenance.unchained("2026.2"))


def test_a_release_that_later_ones_do_not_know_is_named(released) -> None:
    folder = released / "releases" / "2026.2"
    said = {**provenance.read(folder), "earlier": {}}
    (folder / provenance.NAME).write_text(canonical_json({**said, "seal": provenance.seal(said)}))
    assert any("2026.1: is not named by the later release 2026.2" in line for line in verify("2026.1").problems)


def test_a_release_of_the_first_schema_is_still_read(released, no_history) -> None:
    folder = released / "releases" / "2026.2"
    said = {k: v for k, v in provenance.read(folder).items() if k not in ("earlier", "raw")} | {"schema": 1}
    (folder / provenance.NAME).write_text(canonical_json({**said, "seal": provenance.seal(said)}))
    assert verify("2026.2").problems == []


def test_verify_names_figures_verdicts_and_papers_that_come_out_otherwise(released, monkeypatch) -> None:
    good = edition.read_folder(paths.RELEASES / "2026.2", "2026.2")
    figures = [
        {**row, "value": 0.25} if i == SHARE else row
        for i, row in good.figures.items()
        if not i.endswith("china-only.papers")
    ]
    made = data_files.work("2026.2")
    made["figures.json"] = canonical_json({"schema": 1, "figures": figures})
    made["claims.json"] = canonical_json(
        {"schema": 1, "claims": [{**good.verdicts["joint"], "verdict": "caveat", "name": "Accurate with a caveat"}]}
    )
    made["papers/joint.csv"] = "paper_id,title\n"
    monkeypatch.setattr(data_files, "work", lambda *_: made)
    found = verify("2026.2").lines()
    assert f"2026.2: the figure {SHARE}: released {good.figures[SHARE]['value']}, computed 0.25" in found
    assert "2026.2: the verdict on joint: Wrong → Accurate with a caveat" in found
    assert any("china-only.papers: released" in line and "not computed" in line for line in found)
    assert any("released that are not computed" in line for line in found)
    monkeypatch.setattr(inputs, "libraries", lambda: {"pandas": "0.1"})
    assert any(line.startswith("2026.2: it was made with ") and "now 0.1" in line for line in verify("2026.2").lines())


def test_verify_says_so_when_the_commit_or_git_is_not_at_hand(released, monkeypatch) -> None:
    monkeypatch.setattr(git, "_run", without_git)
    [found] = verify("2026.1").problems
    assert "its files have their recorded hashes, and nothing was computed again" in found
    assert "is not at hand; do this in a clone of the repository, since git is not installed" in found
    newest = verify("2026.2")
    assert newest.problems == [], "its inputs are those of the tree, so git is not needed"
    assert any("the causes in diff.json are compared by hash only" in note for note in newest.notes)
    forge(released / "releases" / "2026.2", "diff.json", replaced('"new_text": "', '"new_text": "9'))
    renew(released / "releases" / "2026.2")
    assert any("diff.json:" in line for line in verify("2026.2").problems), "all but the causes is still compared"


@pytest.mark.long
def test_a_shallow_clone_and_a_squashed_one_say_what_to_do(released, tmp_path, monkeypatch) -> None:
    shallow, squashed = tmp_path / "shallow", tmp_path / "squashed"
    tiny.git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{released}", str(shallow))
    tiny.git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{released}", str(squashed))
    tiny.shutil.rmtree(squashed / ".git")
    tiny.git(squashed, "init", "--quiet")
    tiny.commit(squashed, "all at once")
    for folder, mend in ((shallow, "git fetch --unshallow"), (squashed, "before the history was squashed")):
        tiny.enter(folder, monkeypatch)
        [found] = verify("2026.1").problems
        assert mend in found
        assert verify("2026.2").problems == []


def test_what_was_found_by_computing_other_trees_is_left_out_on_both_sides() -> None:
    made = {"old": "a", "figures": [{"id": "x", "cause": "data"}], "remarks": ["r"]}
    assert json.loads(without_causes(canonical_json(made).encode())) == {"old": "a", "figures": [{"id": "x"}]}


@pytest.mark.parametrize(
    "name",
    ["claims.json", "diff.json", "figures.csv", "figures.json", "papers/joint.csv", "provenance.json", "site.tar.gz"],
)
@pytest.mark.parametrize("how", ["changed", "missing"])
def test_each_damaged_file_is_named_and_nothing_is_written(released, name, how) -> None:
    file = released / "releases" / "2026.2" / name
    file.write_bytes(file.read_bytes() + b" \n") if how == "changed" else file.unlink()
    if (name, how) == ("provenance.json", "changed"):
        file.write_text(file.read_text().replace('"previous": "2026.1"', '"previous": null'))
    before = digest(released / "releases")
    [found] = verify("2026.2").problems
    assert str(file) in found
    assert "restore it" in found
    with pytest.raises(FactCheckError, match="exists, and a release is never changed"):
        release("2026.2", "fallback")
    assert digest(released / "releases") == before
    with pytest.raises(FactCheckError, match="restore it with"):
        lookup.edition_of("2026.2")


def test_a_file_too_many_is_named(released) -> None:
    (released / "releases" / "2026.1" / "notes.txt").write_text("x")
    assert verify("2026.1").problems == [
        f"{released / 'releases' / '2026.1' / 'notes.txt'}: does not belong to the release; remove it"
    ]


@pytest.mark.long
@pytest.mark.parametrize("version", release_names.versions())
def test_every_release_of_this_project_is_what_its_inputs_give(version) -> None:
    if git.commit_of(provenance.read(paths.RELEASES / version)["commit"]) is None:
        pytest.skip("the history is not at hand")
    assert verify(version).problems == []
