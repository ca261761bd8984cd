"""What the tests of the data side share: small raw files in the real formats, and the committed facts loaded once."""

from __future__ import annotations

import copy
import gzip
import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from analysis import cli
from analysis.core import paths
from analysis.settings import config, strict_yaml
from tests.support import engines

LONG, QUICK = 120, 30  # examples of each property in `make test-all`, and in `make test`
for name, examples in (("long", LONG), ("quick", QUICK)):
    hypothesis_settings.register_profile(
        name,
        deadline=None,
        database=None,
        derandomize=True,
        max_examples=examples,
        suppress_health_check=[HealthCheck.too_slow],
    )


def pytest_configure(config: pytest.Config) -> None:
    """Try fewer examples of each property where the long tests are left out."""
    hypothesis_settings.load_profile("quick" if config.option.markexpr == "not long" else "long")


Rows = list[dict]
# runs in an environment of its own, see `make validate`
collect_ignore = ["support/croissant_reader.py"]


def some(cases: Sequence, every: int) -> list:
    """Cases of which each `every`-th is quick enough for `make test`; `make test-all` tries them all."""
    return [
        case
        if at % every == 0
        else pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=pytest.mark.long)
        for at, case in enumerate(cases)
    ]


def write_gz(path: Path, rows: Rows) -> Path:
    """A raw file as they come: gzipped, one JSON object a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode(), mtime=0))
    return path


def source(file: str, form: str, **more) -> dict:
    """A source of a cohort as config.yaml spells it."""
    return {
        "file": file,
        "format": form,
        "recorded": "2026-01-02",
        "origin": f"invented {form}",
        "licence": "CC0-1.0",
        **more,
    }


@pytest.fixture(scope="session", autouse=True)
def settings() -> config.Config:
    """The committed config.yaml; read before any test sets another folder, which decides what is awaited."""
    return config.load()


@pytest.fixture(scope="session")
def book(settings, tmp_path_factory):
    """The committed facts, attributed once: what the first worker decides is kept, and the others read it."""
    from analysis.counting.workbook import Workbook

    with engines.alone(engines.shared(tmp_path_factory), "book"):
        return Workbook(settings)


@pytest.fixture(scope="session")
def computed(book, tmp_path_factory):
    """Every figure of the committed facts, computed once for all workers."""
    from analysis.topics.catalogue import compute

    return engines.once(engines.shared(tmp_path_factory), "figures", lambda: compute(book))


@pytest.fixture(scope="session")
def part(book) -> Callable[..., object]:
    """The committed facts as if config.yaml had some cohorts only: `part("neurips-2024")`."""

    def make(*names: str):
        made = copy.copy(book)
        made.config = book.config.model_copy(update={"cohorts": {n: book.config.cohorts[n] for n in names}})
        return made

    return make


@pytest.fixture
def factcheck(capsys) -> Callable[..., SimpleNamespace]:
    """Run a verb in this process: `factcheck("papers", "--cohort", "x")` gives code, out, err."""

    def run(*words: str) -> SimpleNamespace:
        capsys.readouterr()
        try:
            code = cli.main([str(w) for w in words])
        except SystemExit as leave:
            code = leave.code
        said = capsys.readouterr()
        return SimpleNamespace(code=code, out=said.out, err=said.err)

    return run


@pytest.fixture
def loaded(book, settings, monkeypatch):
    """Let every verb of this test use the facts that are already loaded."""
    monkeypatch.setattr(cli.loaded, "workbook", lambda progress: (settings, book))
    return book


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project of its own with the committed config and other cohorts.

    `project(cohorts=…)` writes and loads config.yaml. `raw` and `data` are its folders; the registries stay the
    committed ones.
    """
    from analysis.attribution import registry

    registry.load()  # while the folder is in use in which it is kept
    data = strict_yaml.read(paths.CONFIG)[1]
    raw, facts = tmp_path / "raw", tmp_path / "data"
    raw.mkdir()
    monkeypatch.setattr(paths, "CONFIG", tmp_path / "config.yaml")
    monkeypatch.setattr(paths, "DATA", facts)
    monkeypatch.setattr(paths, "CACHE", tmp_path / ".cache")

    def make(cohorts: dict, **more) -> config.Config:
        text = yaml.safe_dump({**data, "cohorts": cohorts, **more}, sort_keys=False, allow_unicode=True)
        paths.CONFIG.write_text(text, encoding="utf-8")
        return config.load()

    make.raw, make.data, make.folder = raw, facts, tmp_path
    return make


@pytest.fixture(scope="session")
def twice(tmp_path_factory):
    """The tiny repository with two releases: made once for all workers, of which each has its own copy."""
    kept = engines.shared(tmp_path_factory) / "released"
    with engines.alone(kept.parent, "released"):
        if not kept.is_dir():
            release_twice(tmp_path_factory.mktemp("released")).rename(kept)
    return shutil.copytree(kept, tmp_path_factory.mktemp("own") / "released", symlinks=True)


def release_twice(folder: Path) -> Path:
    """Make the tiny repository with two releases as a user does; overrides and config changed between them."""
    from analysis.publish import build, check, release
    from tests.support import tiny

    tiny.make(folder)
    patch = pytest.MonkeyPatch()
    tiny.enter(folder, patch)
    patch.setattr(check, "problems", lambda _: [])  # the report of the tiny project uses few of its figures
    try:
        release.release("2026.1", "fallback")
        tiny.commit(folder, "first release")
        (folder / "data" / "overrides.csv").write_text(
            "affiliation,ror,country,expect,reason,evidence,date\nInvented Elm College,,CN,,a test,none,2026-01-01\n"
        )
        tiny.write_config(folder, **{"interval-level": 0.9})
        tiny.commit(folder, "an override and another level")
        tiny.forget()
        release.release("2026.2", "fallback")
        tiny.commit(folder, "second release")
        build.build("fallback")
    finally:
        patch.undo()
        tiny.forget()
    return folder


@pytest.fixture
def released(twice, monkeypatch):
    """The repository with two releases, to be left as it is."""
    from tests.support import tiny

    tiny.enter(twice, monkeypatch)
    yield twice
    tiny.git(twice, "checkout", "--quiet", "--", ".")
    tiny.git(twice, "clean", "--quiet", "--force", "-d")
    monkeypatch.undo()
    tiny.forget()


def one_sentence(result: SimpleNamespace, *needed: str) -> None:
    """A user's error: exit code 2, no output, one line on standard error that holds every word in `needed`."""
    assert result.code == 2
    assert result.out == ""
    lines = result.err.splitlines()
    assert len(lines) == 1, result.err
    assert lines[0].startswith("error: ")
    assert "Traceback" not in lines[0]
    assert "\033" not in lines[0]
    for word in needed:
        assert word in lines[0]
    assert "; " in lines[0], "the sentence says no mend"
