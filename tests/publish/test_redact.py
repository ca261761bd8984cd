"""A release can be redacted, says so itself, and verifies as that and nothing else; on a tiny repository."""

from __future__ import annotations

import json
import shutil

import pytest

from analysis.core import archives, git, paths
from analysis.core.strict_json import canonical_json
from analysis.editions import corrections, lookup, provenance, redaction, release_history
from analysis.editions.redaction import MARK
from analysis.publish import build, check, redact
from analysis.publish.verify import verify
from tests.conftest import one_sentence, some
from tests.support import tiny
from tests.support.forgeries import forge, renew, without_git
from tests.support.pages import Page
from tests.support.projects import digest

KIND, WHY, DAY = "names of trees", "trees were promised that none is published", "2026-07-31"
PLACES = """file,line,column
site.tar.gz/papers/joint.csv,2,title
site.tar.gz/papers/joint.csv,3,title
papers/joint.csv,2,title
site.tar.gz/index.html,{line},
"""


@pytest.fixture
def redacted(released, tmp_path, factcheck):
    """The older release, redacted by the verb in both of the places where it holds a title, and in a page."""
    site = archives.members((released / "releases/2026.1/site.tar.gz").read_bytes(), "x")
    line = (
        site["index.html"]
        .decode()
        .split("\n")
        .index(next(t for t in site["index.html"].decode().split("\n") if "There are" in t))
        + 1
    )
    (tmp_path / "places.csv").write_text(PLACES.format(line=line))
    said = factcheck("redact", "2026.1", tmp_path / "places.csv", "--kind", KIND, "--why", WHY, "--date", DAY)
    assert said.code == 0, said.err
    (released / "CORRECTIONS.md").write_text(
        f"# C\n\n| date | what was wrong | old | new | cause |\n|:--|:--|:--|:--|:--|\n{said.out.splitlines()[1]}\n"
    )
    return released


def test_the_release_says_what_was_redacted_and_never_the_content(redacted) -> None:
    folder = redacted / "releases" / "2026.1"
    text = (folder / redaction.NAME).read_text()
    [said] = json.loads(text)["redactions"]
    assert (said["kind"], said["why"], said["date"], said["mark"]) == (KIND, WHY, DAY, MARK)
    assert sorted(said["files"]) == [
        "papers/joint.csv",
        "site.tar.gz",
        "site.tar.gz/index.html",
        "site.tar.gz/papers/joint.csv",
    ]
    assert said["files"]["site.tar.gz"]["before"] == provenance.read(folder)["files"]["site.tar.gz"]
    assert "Paper p0" not in text
    assert (folder / "papers/joint.csv").read_text().count(MARK) == 1
    assert redaction.words(said) == f"redacted on {DAY}: {KIND} in 4 places in 3 files stand as {MARK}, because {WHY}"
    assert provenance.read(folder)["version"] == "2026.1", "the provenance stays as it was made"


@pytest.mark.long
def test_it_verifies_and_the_later_release_too(redacted) -> None:
    found = verify("2026.1")
    assert found.problems == []
    assert found.lines()[0].startswith(f"2026.1: every file is as released; redacted on {DAY}: ")
    assert "data files are computed again" in found.lines()[0]
    assert verify("2026.2").problems == []
    assert lookup.edition_of("2026.1").papers["joint"]["p00"] == MARK


def test_without_its_commit_it_is_verified_by_its_hashes(redacted, monkeypatch) -> None:
    monkeypatch.setattr(git, "_run", without_git)
    found = verify("2026.1")
    assert found.problems == []
    assert any("nothing was computed again" in note for note in found.notes)


def renew_record(folder, change) -> None:
    """Change the record of a redaction and renew hashes and seals, as a forger does."""
    data = json.loads((folder / redaction.NAME).read_text())
    [said] = data["redactions"]
    change(said)
    site = archives.members((folder / "site.tar.gz").read_bytes(), "x")
    for name in said["files"]:
        raw = site[name.partition("/")[2]] if name.startswith("site.tar.gz/") else (folder / name).read_bytes()
        said["files"][name]["after"] = provenance.sha256(raw)
    said["seal"] = provenance.seal(said)
    (folder / redaction.NAME).write_text(canonical_json(data))


FORGERIES = [
    ("papers/joint.csv", lambda raw: raw.replace(b"US", b"FR", 1), "papers/joint.csv:"),
    ("papers/joint.csv", lambda raw: raw.replace(MARK.encode(), b"Elm"), f"papers/joint.csv: has no {MARK}"),
    ("site.tar.gz/papers/joint.csv", lambda raw: raw.replace(b"US", b"FR", 1), "site.tar.gz/papers/joint.csv:"),
    (
        "site.tar.gz/index.html",
        lambda raw: raw.replace(b"Tiny", b"Huge", 1),
        "site.tar.gz/index.html: is not what the commit",
    ),
    ("site.tar.gz/figures.csv", lambda raw: raw.replace(b"share", b"shore", 1), "site.tar.gz/figures.csv:"),
]


@pytest.mark.parametrize(("name", "how", "says"), some(FORGERIES, 6))
def test_verify_accepts_exactly_that_and_nothing_else(redacted, name, how, says) -> None:
    folder = redacted / "releases" / "2026.1"
    forge(folder, name, how)
    assert verify("2026.1").problems, "even before the seals are renewed"
    renew_record(folder, lambda said: None)
    assert any(says in line for line in verify("2026.1").problems), verify("2026.1").problems


def test_a_file_that_no_redaction_names_stays_as_it_was(redacted) -> None:
    folder = redacted / "releases" / "2026.1"
    forge(folder, "figures.csv", lambda raw: raw.replace(b"share", b"shore", 1))
    assert any("figures.csv: was changed after the release" in line for line in verify("2026.1").problems)
    assert provenance.damages(folder)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda said: said.update(why=""), "does not say what, why and when"),
        (lambda said: said.update(date="today"), "does not say what, why and when"),
        (lambda said: said.update(follows="x"), "was changed after the redaction"),
        (lambda said: said["files"]["papers/joint.csv"].update(before="0"), "says of papers/joint.csv what it was not"),
        (
            lambda said: said["files"]["papers/joint.csv"].update(places=[]),
            "does not say where papers/joint.csv was changed",
        ),
        (lambda said: said.pop("kind"), "does not say what, why and when"),
        (lambda said: said["files"]["papers/joint.csv"].pop("before"), "is no record of redactions"),
    ],
)
def test_a_record_that_does_not_hold_is_named(redacted, change, says) -> None:
    folder = redacted / "releases" / "2026.1"
    renew_record(folder, change)
    [found] = verify("2026.1").problems
    assert f"{folder / redaction.NAME}: " in found
    assert says in found


def test_a_later_release_knows_of_the_redaction_and_misses_it(redacted) -> None:
    first, second = (redacted / "releases" / version for version in ("2026.1", "2026.2"))
    said = provenance.read(second)
    said["earlier"] = {"2026.1": provenance.link(first)}
    assert said["earlier"]["2026.1"]["redacted"]
    (second / provenance.NAME).write_text(canonical_json({**said, "seal": provenance.seal(said)}))
    assert provenance.unchained("2026.1") == provenance.unchained("2026.2") == []
    renew_record(first, lambda said: said.update(why="another reason"))
    told = f"{first}: is not redacted as the later release 2026.2 says"
    assert all(any(told in line for line in provenance.unchained(version)) for version in ("2026.1", "2026.2"))


@pytest.mark.long
def test_a_second_redaction_follows_the_first(redacted, tmp_path) -> None:
    first = provenance.link(paths.RELEASES / "2026.1")["redacted"]
    (tmp_path / "more.csv").write_text("file,line,column\nfigures.csv,2,label\n")
    said = redact.redact("2026.1", tmp_path / "more.csv", KIND, WHY, "2026-08-01")
    assert said["follows"] == first
    assert verify("2026.1").problems == []
    assert corrections.untold(corrections.read(), [("2026.1", DAY), ("2026.1", "2026-08-01")]) == [
        "CORRECTIONS.md: no row of 2026-08-01 tells that release 2026.1 was redacted; add one that names the release"
    ]


def test_check_asks_for_the_correction(redacted, monkeypatch) -> None:
    assert corrections.untold(corrections.read(), [("2026.1", DAY)]) == []
    assert len(corrections.untold(corrections.read().replace("2026.1", "2026.10"), [("2026.1", DAY)])) == 1
    (redacted / "CORRECTIONS.md").unlink()
    monkeypatch.undo()
    tiny.enter(redacted, monkeypatch)
    assert check.problems() == [
        f"CORRECTIONS.md: no row of {DAY} tells that release 2026.1 was redacted; add one that names the release"
    ]


@pytest.fixture
def built(redacted, tmp_path):
    """The redacted repository with its site; the site that other tests share is put back."""
    shutil.copytree(redacted / "_site", tmp_path / "site")
    build.build("fallback")
    yield redacted
    shutil.rmtree(redacted / "_site")
    shutil.copytree(tmp_path / "site", redacted / "_site")


@pytest.mark.long
def test_the_old_site_shows_it_on_every_page_and_is_the_same_otherwise(built, tmp_path) -> None:
    site = built / "_site"
    archives.unpack((built / "releases/2026.1/site.tar.gz").read_bytes(), tmp_path / "as-released", "x")
    before, now = digest(tmp_path / "as-released"), digest(site / "v/2026.1")
    assert before.keys() == now.keys()
    assert {name for name in now if now[name] != before[name]} == {name for name in now if name.endswith(".html")}
    for name in (n for n in now if n.endswith(".html")):
        text = (site / "v/2026.1" / name).read_text()
        [note] = [line for line in text.splitlines(keepends=True) if 'class="redacted"' in line]
        assert KIND in note
        assert text.replace(note, "") == (tmp_path / "as-released" / name).read_text()
        link = next(link for link in Page(note).links)
        assert ((site / "v/2026.1" / name).parent / link).resolve() == (site / "report/corrections.html").resolve()
    assert KIND in (site / "v/index.html").read_text()
    assert f"This release was redacted on {DAY}" in " ".join(
        " ".join(Page((site / "report/changes.html").read_text()).text).split()
    )
    assert 'class="redacted"' not in (site / "v/2026.2/index.html").read_text()
    assert [len(r.redactions) for r in release_history.past()] == [1, 0]


@pytest.mark.parametrize(
    ("listed", "more", "says"),
    [
        ("file,line\nfigures.csv,2\n", (), "has other columns"),
        ("file,line,column\n", (), "lists no place"),
        ("file,line,column\nfigures.csv,two,label\n", (), "'two' is no line"),
        ("file,line,column\nfigures.csv,2,tree\n", (), "has no column 'tree'"),
        ("file,line,column\nelsewhere.csv,2,label\n", (), "is no file that can be redacted"),
        ("file,line,column\nprovenance.json,2,\n", (), "is no file that can be redacted"),
        ("file,line,column\nsite.tar.gz,,\n", (), "is no file that can be redacted"),
        ("file,line,column\nsite.tar.gz/../x,,\n", (), "is no file that can be redacted"),
        ("file,line,column\nfigures.csv,2,label\n", ("--date", "yesterday"), "'yesterday' is no day"),
        ("file,line,column\nfigures.csv,2,label\n", ("--why", " "), "says nothing"),
    ],
)
def test_a_users_mistake_is_one_sentence_and_the_release_stays(
    released, tmp_path, factcheck, listed, more, says
) -> None:
    (tmp_path / "places.csv").write_text(listed)
    before = digest(released / "releases")
    one_sentence(
        factcheck("redact", "2026.1", tmp_path / "places.csv", "--kind", KIND, "--why", WHY, "--date", DAY, *more), says
    )
    assert digest(released / "releases") == before


def test_no_list_no_release_and_a_damaged_one_are_refused(released, tmp_path, factcheck) -> None:
    rest = ("--kind", KIND, "--why", WHY, "--date", DAY)
    one_sentence(factcheck("redact", "2026.1", tmp_path / "none.csv", *rest), "cannot be read")
    one_sentence(factcheck("redact", "2027.1", tmp_path / "none.csv", *rest), "there is no release '2027.1'", "2026.2")
    forge(released / "releases/2026.1", "figures.csv", lambda raw: raw + b"x")
    one_sentence(factcheck("redact", "2026.1", tmp_path / "none.csv", *rest), "was changed after the release")
    renew(released / "releases/2026.1")
