"""A project that computes in a second, in a git repository.

It has one invented cohort of twelve papers, a registry of three universities, and one claim.
"""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from analysis.core import paths
from analysis.facts import store
from analysis.facts.columns import OF_A_COHORT
from analysis.facts.mentions import terms_key
from analysis.settings import config, strict_yaml

ROOT = Path(__file__).parents[2]
NAMES = ("Stanford University", "Tsinghua University", "University of Oxford")
COHORT = "neurips-2024"
PAPERS = 12
SOURCE = {
    "file": "x.json.gz",
    "format": "program",
    "basis": "program",
    "spine": True,
    "recorded": "2024-10-25",
    "origin": "invented",
    "licence": "CC0-1.0",
}


def git(folder: Path, *words: str) -> str:
    """Run git in the project, as an invented author on a fixed day."""
    environment = {
        **os.environ,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_AUTHOR_DATE": "2026-07-01T12:00:00Z",
        "GIT_COMMITTER_DATE": "2026-07-01T12:00:00Z",
    }
    command = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false", *words]
    return subprocess.run(
        command, cwd=folder, env=environment, check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL
    ).stdout.strip()


def commit(folder: Path, why: str = "changed") -> str:
    """Commit everything; gives the full id."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", why)
    return git(folder, "rev-parse", "HEAD")


def affiliations(joint: int) -> list[tuple[str, str]]:
    """The affiliations of both authors of each paper; the first `joint` papers join a US and a Chinese institution."""
    return [
        (NAMES[0], NAMES[1] if n < joint else "Invented Elm College" if n == PAPERS - 1 else NAMES[n % 3])
        for n in range(PAPERS)
    ]


def write_data(folder: Path, joint: int = 3) -> None:
    """The cohort's facts, with so many papers of both countries."""
    ids = [f"p{n:02}" for n in range(PAPERS)]
    papers = [(i, f"Paper {i}", f"https://example.org/{i}", "main", "", 2, "title", "", "") for i in ids]
    authorships = [
        (i, "program", n, 0, name, "", "", "")
        for i, pair in zip(ids, affiliations(joint), strict=True)
        for n, name in enumerate(pair, 1)
    ]
    rows = {"papers": papers, "authorships": authorships}
    tables = {name: table.frame(rows.get(name, ())) for name, table in OF_A_COHORT.items()}
    settings = config.load(folder / "config.yaml")
    shot = store.Snapshot(COHORT, **tables, terms=terms_key(settings.terms))
    store.write(shot, folder / "data")


def write_config(folder: Path, **more: object) -> None:
    """config.yaml: the committed one with one cohort, one claim and no further definition; `more` replaces keys."""
    data = strict_yaml.read(ROOT / "config.yaml")[1]
    claim = {**data["claims"]["year-before"], "figures": [f"{COHORT}.us-china.share"]}
    small = {
        "report": {**data["report"], "headline-claim": "joint"},
        "cohorts": {
            COHORT: {"venue": "NeurIPS", "year": 2024, "headline-basis": "program", "sources": [SOURCE], "limits": []}
        },
        "claims": {"joint": claim},
        "also": [],
        "independent": {"article": {"name": "the article", "about": "invented", "counts": {2024: [1, PAPERS]}}},
        "terms": {"qwen": data["terms"]["qwen"]},
        "not-checkable": {},
    }
    (folder / "config.yaml").write_text(
        yaml.safe_dump({**data, **small, **more}, sort_keys=False, allow_unicode=True), encoding="utf-8"
    )


BOOK = """
project: {type: book, output-dir: _site, resources: [figures.csv, figures.json, claims.json, "papers/*.csv"]}
book:
  title: Tiny
  output-file: fact-check
  downloads: [pdf]
  chapters: [index.qmd, report/claims/joint.qmd, report/changes.qmd, report/corrections.qmd]
filters: [report/theme/classes.lua]
format:
  html: {css: report/theme/theme.css}
  typst:
    font-paths: [report/theme/fonts]
    include-in-header: report/theme/report.typ
    template-partials: [report/theme/typst-show.typ]
"""
PAGES = {
    "index.qmd": """# Tiny {.unnumbered}

There are {{< var neurips-2024.us-china.papers.value >}} joint papers.

![A chart.](report/_generated/charts/share-over-time.svg){#fig-share fig-alt="A chart"}

{{< include report/_generated/glance-retelling.md >}}
""",
    "report/claims/joint.qmd": """# Joint

<!-- written for the verdict: wrong -->

{{< include ../_generated/verdict-joint.md >}}
""",
}


def write_report(folder: Path) -> None:
    """A book of four pages, with the committed theme."""
    (folder / "report" / "claims").mkdir(parents=True)
    for name in ("theme", "topics"):
        shutil.copytree(ROOT / "report" / name, folder / "report" / name)
    own = folder / "report" / "topics" / "between_counts.yaml"
    told = yaml.safe_load(own.read_text(encoding="utf-8"))
    for key in ("bridges", "questions"):  # they name analyses and years that are not here
        told.pop(key)
    own.write_text(yaml.safe_dump(told, sort_keys=False, allow_unicode=True), encoding="utf-8")
    (folder / "_quarto.yml").write_text(BOOK, encoding="utf-8")
    for name, text in PAGES.items():
        (folder / name).write_text(text, encoding="utf-8")
    for name in ("changes.qmd", "corrections.qmd"):
        shutil.copyfile(ROOT / "report" / name, folder / "report" / name)


def rows_kept(source: Path, target: Path, keep) -> None:
    """Copy a table with the rows that are to be kept."""
    with source.open(encoding="utf-8", newline="") as stream:
        header, *rows = csv.reader(stream)
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows([header, *(row for row in rows if keep(row))])


def make(folder: Path) -> str:
    """Write and commit the project; gives the id of its first commit."""
    write_config(folder)
    reference = ROOT / "data" / "reference"
    rows_kept(
        reference / "institutions.csv", folder / "data" / "reference" / "institutions.csv", lambda row: row[1] in NAMES
    )
    rows_kept(
        reference / "companies.csv", folder / "data" / "reference" / "companies.csv", lambda row: row[0] == "Baidu"
    )
    rows_kept(reference / "domains.csv", folder / "data" / "reference" / "domains.csv", lambda row: False)
    for name in ("places.csv", "acronyms.csv"):
        shutil.copyfile(reference / name, folder / "data" / "reference" / name)
    rows_kept(ROOT / "data" / "overrides.csv", folder / "data" / "overrides.csv", lambda row: False)
    for name in ("affiliations.csv", "elsewhere.csv", "title_blocks.csv"):
        rows_kept(ROOT / "tests" / "gold" / name, folder / "tests" / "gold" / name, lambda row: False)
    shutil.copytree(ROOT / "analysis", folder / "analysis", ignore=shutil.ignore_patterns("__pycache__"))
    write_report(folder)
    shutil.copyfile(ROOT / ".gitignore", folder / ".gitignore")
    for name in ("pyproject.toml", "requirements.lock", "CITATION.cff"):
        shutil.copyfile(ROOT / name, folder / name)
    write_data(folder)
    git(folder, "init", "--quiet")
    return commit(folder, "first")


def enter(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this process work in the project; its registry is read anew."""
    places = {
        "ROOT": "",
        "CONFIG": "config.yaml",
        "DATA": "data",
        "REFERENCE": "data/reference",
        "OVERRIDES": "data/overrides.csv",
        "GOLD": "tests/gold",
        "CACHE": ".cache",
        "RELEASES": "releases",
        "SITE": "_site",
        "REPORT": "report",
        "CLAIM_PAGES": "report/claims",
        "THEME": "report/theme",
        "GENERATED": "report/_generated",
        "CORRECTIONS": "CORRECTIONS.md",
        "CITATION": "CITATION.cff",
    }
    for name, place in places.items():
        monkeypatch.setattr(paths, name, folder / place)
    forget()


def forget() -> None:
    """Empty every cache of what was read from files."""
    for name, module in list(sys.modules.items()):
        if name.startswith("analysis."):
            for thing in vars(module).values():
                if hasattr(thing, "cache_clear"):
                    thing.cache_clear()
