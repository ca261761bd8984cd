"""A release is whole or not there, and the published site keeps it as it was; on a tiny repository."""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from analysis.core import archives, git, inputs, paths
from analysis.core.errors import CheckFailed, FactCheckError
from analysis.editions import edition, provenance, release_history, release_names
from analysis.publish import build, check, release, up_to_date
from analysis.topics import catalogue
from tests.support import tiny
from tests.support.pages import Page
from tests.support.projects import digest

SHARE = f"{tiny.COHORT}.us-china.share"


def test_a_release_holds_what_it_promises(released) -> None:
    folder = released / "releases" / "2026.2"
    assert sorted(digest(folder)) == [
        "claims.json",
        "diff.json",
        "figures.csv",
        "figures.json",
        "papers/joint.csv",
        "provenance.json",
        "site.tar.gz",
    ]
    assert (
        json.loads((folder / "figures.json").read_text())["release"]
        == json.loads((folder / "claims.json").read_text())["release"]
        == "2026.2"
    )
    said = provenance.read(folder)
    assert said["commit"] == tiny.git(released, "rev-parse", "HEAD~1")
    assert (said["version"], said["previous"], said["date"]) == ("2026.2", "2026.1", "2026-07-01")
    assert {
        "config.yaml",
        "data/overrides.csv",
        "data/reference/places.csv",
        f"data/{tiny.COHORT}/papers.csv",
        "analysis/topics/catalogue.py",
    } <= set(said["inputs"])
    assert said["libraries"] == inputs.libraries()
    assert said["lock"] == provenance.sha256((released / "requirements.lock").read_bytes())
    assert sorted(said["files"]) == sorted(set(digest(folder)) - {"provenance.json"})
    assert provenance.read(released / "releases" / "2026.1")["previous"] is None


def test_the_release_says_what_it_changed_and_why(released) -> None:
    found = json.loads((released / "releases" / "2026.2" / "diff.json").read_text())
    assert (found["old"], found["new"]) == ("2026.1", "2026.2")
    assert {c["id"]: c["cause"] for c in found["figures"]}[SHARE] == "overrides"
    assert all(("config" in c["cause"]) == ("interval" in c["parts"]) for c in found["parts_only"])
    assert found["papers"][0]["entered"][0]["cause"] == "overrides"


def test_a_release_computes_its_figures_once_for_check_changes_and_site(released, monkeypatch) -> None:
    computed, checked = [], []
    monkeypatch.setattr(catalogue, "compute", lambda book, real=catalogue.compute: computed.append(book) or real(book))
    monkeypatch.setattr(release.check, "look", lambda found: checked.append(found) or check.Found([], []))
    monkeypatch.setattr(release, "write", lambda files, target: files)
    files = release.release("2026.3", "fallback")
    assert len(computed) == 1
    assert [found.book for found in checked] == computed
    assert json.loads(files["figures.json"])["figures"] == [f.as_json() for f in checked[0].figures]
    assert json.loads(files["diff.json"])["figures"] == []


def test_a_release_is_refused_with_the_reason(released, monkeypatch) -> None:
    for version in ("2026", "v2026.1", "2026.1.1", "../2026.1"):
        with pytest.raises(FactCheckError, match="is no version"):
            release.release(version)
    with pytest.raises(FactCheckError, match=r"is not later than 2026\.2"):
        release.release("2025.7")
    (released / "new.txt").write_text("x")
    with pytest.raises(FactCheckError, match=r"these files are not committed: new\.txt"):
        release.release("2026.3")
    (released / "new.txt").unlink()
    monkeypatch.setattr(release.check, "problems", lambda _: ["a problem", "another"])
    with pytest.raises(CheckFailed) as failed:
        release.release("2026.3")
    assert failed.value.problems == ["a problem", "another"]
    monkeypatch.setattr(paths, "ROOT", Path(os.devnull).parent)
    with pytest.raises(FactCheckError, match="is in no git repository"):
        release.release("2026.3")
    assert release_names.versions() == ["2026.1", "2026.2"]


FILES = {"figures.json": b"{}", "papers/a.csv": b"x", "papers/b.csv": b"y", "provenance.json": b"{}"}


@pytest.mark.parametrize("step", range(12))
def test_an_interruption_at_any_step_leaves_no_release_or_a_whole_one(tmp_path, monkeypatch, step) -> None:
    target, count = tmp_path / "releases" / "2026.1", 0

    def interrupted(real):
        def call(*args, **more):
            nonlocal count
            count += 1
            if count > step:
                raise KeyboardInterrupt
            return real(*args, **more)

        return call

    for name in ("fsync", "rename"):
        monkeypatch.setattr(os, name, interrupted(getattr(os, name)))
    with contextlib.suppress(KeyboardInterrupt):
        release.write(FILES, target)
    whole = {name: provenance.sha256(raw) for name, raw in FILES.items()}
    assert not target.exists() or digest(target) == whole
    assert sorted(p.name for p in target.parent.iterdir()) in ([], ["2026.1"])
    monkeypatch.undo()
    if not target.exists():
        release.write(FILES, target)
    assert digest(target) == whole


def test_what_a_killed_run_left_is_no_release_and_is_removed(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(paths, "RELEASES", tmp_path)
    (tmp_path / ".2026.1.0123abcd.part").mkdir()
    (tmp_path / ".2026.1.0123abcd.part" / "figures.json").write_text("{")
    assert release_names.versions() == []
    release.write(FILES, tmp_path / "2026.1")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["2026.1"]
    (tmp_path / "2026.1").rename(tmp_path / ".2026.1.old.part")
    assert release_names.versions() == ["2026.1"], "a release that a killed redaction moved aside is there again"


def test_a_release_is_rewritten_whole_or_stays(tmp_path, monkeypatch) -> None:
    release.write(FILES, tmp_path / "2026.1")
    before = digest(tmp_path)

    def full(*_) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FactCheckError, match="cannot be written"):
        release.rewrite({"claims.json": b"{}"}, tmp_path / "2026.1")
    assert digest(tmp_path) == before
    monkeypatch.undo()
    release.rewrite({"claims.json": b"{}"}, tmp_path / "2026.1")
    assert list(digest(tmp_path)) == ["2026.1/claims.json"]


def test_what_killed_runs_left_hinders_no_release_and_changes_no_number(released) -> None:
    before = (
        inputs.fingerprints(inputs.files(released)),
        up_to_date.inputs(build.render.Engine("fallback", "x")),
    )
    for name in ("data/.oak-2026.0123abcd.part/papers.csv", ".figures.csv.0123abcd.part"):
        (released / name).parent.mkdir(exist_ok=True)
        (released / name).write_text("x")
    assert git.uncommitted() == []
    assert up_to_date.inputs(build.render.Engine("fallback", "x")) == before[1], "not even before they are cleared up"
    assert inputs.fingerprints(inputs.files(released)) == before[0]
    assert not (released / "data" / ".oak-2026.0123abcd.part").exists()
    assert git.uncommitted() == []
    ignored = (released / ".gitignore").read_text()
    (released / ".gitignore").write_text(ignored.replace(".*.part\n", ""))
    assert git.uncommitted() == [".gitignore"], "they are no work of the user's, also where git would show them"


def test_a_folder_that_cannot_be_written_and_one_that_came_first_are_one_sentence(tmp_path) -> None:
    (tmp_path / "releases").write_text("a file where a folder should be")
    with pytest.raises(FactCheckError, match="cannot be written"):
        release.write(FILES, tmp_path / "releases" / "2026.1")
    release.write(FILES, tmp_path / "2026.1")
    with pytest.raises(FactCheckError, match="exists, and a release is never changed"):
        release.write({"other": b""}, tmp_path / "2026.1")
    assert sorted(digest(tmp_path / "2026.1")) == sorted(FILES)


def test_the_published_site_has_each_release_as_it_was(released, tmp_path) -> None:
    site = released / "_site"
    for version in ("2026.1", "2026.2"):
        archives.unpack((released / "releases" / version / "site.tar.gz").read_bytes(), tmp_path / version, "x")
        assert digest(tmp_path / version) == digest(site / "v" / version)
        assert json.loads((site / "v" / version / "figures.json").read_text())["release"] == version
        text = " ".join(Page((site / "v" / version / "report" / "changes.html").read_text()).text)
        commit = provenance.read(released / "releases" / version)["commit"][:10]
        assert f"Release {version} · data of 2026-07-07 · commit {commit}" in text
        assert version in PdfReader(site / "v" / version / "fact-check.pdf").pages[-1].extract_text()
    assert json.loads((site / "figures.json").read_text())["release"] == "2026.2", (
        "the tree has the numbers of the newest release"
    )
    listed = json.loads((site / "versions.json").read_text())["versions"]
    assert [v["version"] for v in listed] == ["2026.2", "2026.1"]
    assert "report/claims/joint.html" in listed[1]["pages"]


def test_every_link_of_every_version_leads_somewhere(released) -> None:
    site = released / "_site"
    pages = {p.resolve(): Page(p.read_text(encoding="utf-8")) for p in site.rglob("*.html")}
    for path, page in pages.items():
        assert (
            any("v/index.html" in link or link.endswith("../index.html") for link in page.links)
            or path.parent.name == "v"
            or path.name == "figures.html"
        )
        for link in page.links:
            target, _, anchor = link.partition("#")
            file = (path.parent / target).resolve() if target else path
            assert file.is_file(), f"{path}: {link}"
            assert not anchor or anchor in pages[file].ids, f"{path}: {link}"


def test_marks_and_history_tell_what_changed_since_the_release_before(released) -> None:
    for page in (released / "_site", released / "_site" / "v" / "2026.2"):
        assert "changed since 2026.1 (was 50.0%)" in " ".join(
            Page((page / "report" / "claims" / "joint.html").read_text()).text
        )
        text = " ".join(" ".join(Page((page / "report" / "changes.html").read_text()).text).split())
        assert "2026.1 → 2026.2" in text
        assert "The first release" in text
    assert (
        "changed since" not in (released / "_site" / "v" / "2026.1" / "index.html").read_text().partition("</style>")[2]
    )


def test_a_release_with_another_archive_stops_the_build_and_the_site_stays(released) -> None:
    archive = released / "releases" / "2026.1" / "site.tar.gz"
    before = digest(released / "_site")
    archive.write_bytes(gzip.compress(b"other"))
    (released / "index.qmd").write_text((released / "index.qmd").read_text() + "\nMore words.\n")
    with pytest.raises(FactCheckError, match=r"site\.tar\.gz: is not the site that was released"):
        build.build("fallback")
    assert digest(released / "_site") == before


def test_the_verbs_say_what_they_did(released, factcheck) -> None:
    good = factcheck("verify")
    assert (good.code, good.out.count("every file is as released")) == (0, 2)
    (released / "releases" / "2026.1" / "claims.json").unlink()
    bad = factcheck("verify", "2026.1")
    assert bad.code == 1
    assert "claims.json: is missing" in bad.out
    wrong = factcheck("verify", "2027.1")
    assert wrong.code == 2
    assert "there is no release '2027.1'" in wrong.err
    refused = factcheck("release", "2026.3")
    assert (refused.code, refused.out) == (2, "")
    assert "not committed" in refused.err
    tiny.commit(released, "a damaged release")
    failed = factcheck("release", "2026.3", "--engine", "fallback")
    tiny.git(released, "reset", "--quiet", "--hard", "HEAD~1")
    assert failed.code == 1
    assert "claims.json: is missing" in failed.out
    assert "finds 1 problem" in failed.err


def test_two_releases_are_compared_by_name(released, factcheck) -> None:
    found = factcheck("diff", "2026.1", "2026.2", "--exit-code")
    assert found.code == 1
    assert found.out.startswith("2026.1 → 2026.2: ")
    again = json.loads(factcheck("diff", "2026.1", "2026.2", "--format", "json").out)
    assert again == json.loads((released / "releases" / "2026.2" / "diff.json").read_text()), (
        "the same as was recorded when the release was made"
    )
    assert factcheck("diff", "2026.2", "work", "--exit-code").code == 0


def test_the_state_after_a_release_is_named_after_it(released) -> None:
    now = edition.read_folder(paths.RELEASES / "2026.2", "now")
    releases = release_history.past()
    assert release_history.name_of(now, releases) == "2026.2"
    assert release_history.before("2026.2", releases).version == "2026.1"
    assert release_history.name_of(releases[0].edition, releases) == "2026.2+"
    assert release_history.before("2026.2+", releases).version == "2026.2"
    assert release_history.name_of(now, []) == "unreleased"
    assert release_history.before("unreleased", []) is None


def test_the_list_of_checksums_has_every_published_file_of_the_site(tmp_path) -> None:
    for name in ("index.html", "v/2026.1/a b.html", ".inputs", ".nojekyll", "checksums.txt"):
        (tmp_path / "_site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "_site" / name).write_text(name)
    subprocess.run(["make", "-s", "-f", tiny.ROOT / "Makefile", "checksums"], cwd=tmp_path, check=True)
    listed = (tmp_path / "_site" / "checksums.txt").read_text().splitlines()
    wanted = digest(tmp_path / "_site")
    assert listed == [f"{wanted[name]}  ./{name}" for name in ("index.html", "v/2026.1/a b.html")]
