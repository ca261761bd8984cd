"""Editions are read from releases, folders, files and revisions, and whatever is wrong with them is named."""

from __future__ import annotations

import json
import subprocess

import pytest

from analysis.core import archives, inputs, paths
from analysis.core.errors import FactCheckError
from analysis.editions import edition, fingerprints, lookup, recompute, release_names

ROW = {"id": "a.share", "value": 0.5, "unit": "share"}


def figures_json(*rows, **more) -> str:
    return json.dumps({"schema": 1, "release": "x", "figures": list(rows), **more})


@pytest.fixture
def folder(tmp_path):
    """A small edition as a folder."""
    (tmp_path / "papers").mkdir()
    (tmp_path / "figures.json").write_text(figures_json(ROW))
    (tmp_path / "claims.json").write_text(json.dumps({"schema": 1, "claims": [{"id": "c", "verdict": "wrong"}]}))
    (tmp_path / "papers" / "c.csv").write_text("paper_id,title,url\np1,One,u\np2,Two,u\n")
    return tmp_path


def git_in(folder, *words: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *words],
        cwd=folder,
        check=True,
        capture_output=True,
        stdin=subprocess.DEVNULL,
    )


def test_a_folder_gives_figures_verdicts_and_papers(folder) -> None:
    found = lookup.edition_of(str(folder))
    assert found.figures == {"a.share": ROW}
    assert found.verdicts["c"]["verdict"] == "wrong"
    assert found.papers == {"c": {"p1": "One", "p2": "Two"}}
    assert (found.commit, found.work) == (None, False)


def test_a_file_has_figures_only(folder) -> None:
    found = lookup.edition_of(str(folder / "figures.json"))
    assert found.figures == {"a.share": ROW}
    assert found.verdicts is None
    assert found.papers is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (figures_json(ROW, ROW), "the figure a.share stands there twice"),
        (figures_json({"id": "a.share", "unit": "share"}), "the figure a.share has no 'value'"),
        (figures_json({"value": 1, "unit": "share"}), "the figure number 1 has no 'id'"),
        (figures_json({**ROW, "value": "0.5"}), "the figure a.share has a value that is no number"),
        (figures_json({**ROW, "value": True}), "the figure a.share has a value that is no number"),
        (figures_json("a.share"), "the figure number 1 has no 'id'"),
        (
            '{"schema": 1, "figures": [{"id": "a", "id": "b", "value": 1, "unit": "x"}]}',
            "the key 'id' stands there twice",
        ),
        ('{"schema": 1, "figures": [{"id": "a", "value": NaN, "unit": "x"}]}', "holds NaN"),
        ('{"schema": 2, "figures": []}', "has the schema 2"),
        ('{"schema": 1}', "has no 'figures'"),
        ('{"schema": 1, "figures": {}}', "holds no list of figures"),
        ("[]", "has no 'figures'"),
        ('{"schema": 1,\n"figures": [', ":2: is not JSON"),
    ],
)
def test_a_damaged_file_is_named_with_what_is_wrong(tmp_path, text, says) -> None:
    file = tmp_path / "figures.json"
    file.write_text(text)
    with pytest.raises(FactCheckError) as wrong:
        lookup.edition_of(str(file))
    assert str(file) in str(wrong.value)
    assert says in str(wrong.value)


def test_a_folder_without_figures_a_claim_twice_a_paper_twice_and_no_utf8_are_named(folder) -> None:
    (folder / "papers" / "c.csv").write_text("paper_id,title\np1,One\np1,One\n")
    with pytest.raises(FactCheckError, match=r"c\.csv: holds the paper 'p1' twice"):
        edition.read_folder(folder, "x")
    (folder / "papers" / "c.csv").write_text("id\np1\n")
    with pytest.raises(FactCheckError, match="has no columns 'paper_id' and 'title'"):
        edition.read_folder(folder, "x")
    (folder / "claims.json").write_text(json.dumps({"schema": 1, "claims": [{"id": "c", "verdict": "wrong"}] * 2}))
    with pytest.raises(FactCheckError, match="the claim c stands there twice"):
        edition.read_folder(folder, "x")
    (folder / "figures.json").write_bytes(b"\xff\xfe{}")
    with pytest.raises(FactCheckError, match="is not UTF-8"):
        edition.read_folder(folder, "x")
    (folder / "figures.json").unlink()
    with pytest.raises(FactCheckError, match=r"figures\.json: cannot be read"):
        edition.read_folder(folder, "x")


def test_what_is_nothing_is_an_error_that_lists_the_releases(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(paths, "RELEASES", tmp_path)
    for name in ("2026.10", "2026.9", ".2026.11.0123abcd.part", "notes"):
        (tmp_path / name).mkdir()
    assert release_names.versions() == ["2026.9", "2026.10"]
    with pytest.raises(FactCheckError, match=r"'2025\.1' is no release.*2026\.9, 2026\.10"):
        lookup.edition_of("2025.1")
    with pytest.raises(FactCheckError, match="is no release, folder, file or git revision"):
        lookup.edition_of("--output=x")


def test_the_computed_edition_has_every_figure_verdict_and_list(computed, book, settings) -> None:
    from analysis.claims import judge
    from analysis.claims.papers import papers_behind

    verdicts = judge.verdicts(settings, computed)
    found = edition.computed(computed, verdicts, settings, {v.claim: papers_behind(book, v.decisive) for v in verdicts})
    assert list(found.figures) == computed.ids()
    assert set(found.verdicts) == set(found.papers) == set(settings.claims)
    assert len(found.papers["last-year"]) == found.figures["neurips-2025.us-china.share"]["numerator"]
    again = edition.edition_from(json.loads(json.dumps(found.as_json())), "again", "memory")
    assert (again.figures, again.verdicts, again.papers) == (found.figures, found.verdicts, found.papers)


def test_values_are_printed_as_in_the_report(computed) -> None:
    from analysis.looks.numbers import as_text

    with_sign = [
        f for f in computed if f.interval is not None or f.method != "newcombe"
    ]  # figures.json tells a difference of shares by its interval's method
    assert len(with_sign) > 0.99 * len(computed)
    assert all(edition.text_of(f.as_json(), f.as_json()["value"]) == as_text(f, f.value) for f in with_sign)


def test_inputs_are_grouped_and_hidden_files_left_out(tmp_path) -> None:
    for name in (
        "config.yaml",
        "data/overrides.csv",
        "data/reference/a.csv",
        "data/x/papers.csv",
        "data/.x-123/papers.csv",
        "tests/gold/g.csv",
        "report/topics/elm.yaml",
        "report/elm.qmd",
        "analysis/m.py",
        "analysis/__pycache__/m.py",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    found = inputs.files(tmp_path)
    assert {name: fingerprints.group_of(name) for name in found} == {
        "analysis/m.py": "code",
        "config.yaml": "config",
        "data/overrides.csv": "overrides",
        "data/reference/a.csv": "registry",
        "data/x/papers.csv": "data",
        "report/topics/elm.yaml": "config",
        "tests/gold/g.csv": "data",
    }
    old = inputs.fingerprints(found)
    (tmp_path / "config.yaml").write_text("other")
    (tmp_path / "data" / "overrides.csv").unlink()
    assert fingerprints.differing(old, inputs.fingerprints(inputs.files(tmp_path))) == [
        "overrides",
        "config",
    ]
    assert fingerprints.differing(old, old) == []


def test_an_archive_depends_on_the_files_alone(tmp_path) -> None:
    for name in ("one", "two"):
        for file in ("b/c.txt", "a.txt", "é.txt"):
            (tmp_path / name / file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name / file).write_text(file)
        (tmp_path / name / "a.txt").chmod(0o600 if name == "one" else 0o755)
    raw = archives.pack(tmp_path / "one")
    assert raw == archives.pack(tmp_path / "two")
    archives.unpack(raw, tmp_path / "back", "x")
    assert {
        f.relative_to(tmp_path / "back").as_posix(): f.read_text()
        for f in (tmp_path / "back").rglob("*")
        if f.is_file()
    } == {n: n for n in ("a.txt", "b/c.txt", "é.txt")}
    for damaged in (raw[:-40], b"nothing", b""):
        with pytest.raises(FactCheckError, match="is no archive"):
            archives.unpack(damaged, tmp_path / "bad", "site.tar.gz")


def test_an_archive_cannot_write_outside_its_folder(tmp_path) -> None:
    import io
    import tarfile

    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("../out.txt"), io.BytesIO())
    with pytest.raises(FactCheckError, match="leads out of the folder"):
        archives.unpack(stream.getvalue(), tmp_path / "in", "x")
    assert not (tmp_path / "out.txt").exists()


def test_a_tree_without_this_code_is_too_old_and_code_that_stops_is_quoted(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(paths, "CACHE", tmp_path / ".cache")
    (tmp_path / "config.yaml").write_text("a: 1")
    with pytest.raises(FactCheckError, match="its code is older"):
        recompute.compute({"config.yaml": tmp_path / "config.yaml"}, "the commit 0123456789")
    (tmp_path / "edition.py").write_text("raise SystemExit('no such term')")
    (tmp_path / "__init__.py").touch()
    files = {"analysis/editions/edition.py": tmp_path / "edition.py", "analysis/__init__.py": tmp_path / "__init__.py"}
    with pytest.raises(FactCheckError, match=r"the commit x cannot be computed \(no such term\)"):
        recompute.compute(files, "the commit x")
    assert not list((tmp_path / ".cache").glob(".tree.*"))


def test_the_same_inputs_are_computed_once(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(paths, "CACHE", tmp_path / ".cache")
    (tmp_path / "edition.py").write_text('print(\'{"figures": [], "claims": [], "papers": {}}\')')
    (tmp_path / "__init__.py").touch()
    files = {"analysis/editions/edition.py": tmp_path / "edition.py", "analysis/__init__.py": tmp_path / "__init__.py"}
    said: list[str] = []
    assert recompute.compute(files, "x", said.append) == recompute.compute(files, "x", said.append)
    assert said == ["computing x"]
