"""A project of twelve invented papers, with nothing wrong in it, for recipes to be carried out on."""

from __future__ import annotations

import csv
import gzip
import json
import re
import shutil
import sys
from pathlib import Path

import yaml

from analysis.core import paths
from analysis.topics import catalogue
from tests.docs import recipes
from tests.support import tiny

ROOT = paths.ROOT
FILES = ("CHANGELOG.md", "CORRECTIONS.md", "Makefile", "requirements-dev.lock")
FOLDERS = ("changelog.d", "tests/support")
TESTS = ("tests/conftest.py", "tests/facts/test_mentions.py")
ABSTRACTS = {
    "file": "abstracts.jsonl.gz",
    "format": "abstracts",
    "recorded": "2026",
    "origin": "invented",
    "licence": "CC0-1.0",
}
BOOK = {
    "project": {
        "type": "book",
        "output-dir": "_site",
        "resources": ["figures.csv", "figures.json", "claims.json", "papers/*.csv"],
    },
    "book": {
        "title": "Tiny",
        "output-file": "fact-check",
        "downloads": ["pdf"],
        "chapters": [
            "index.qmd",
            "report/claims/joint.qmd",
            "report/claims/not-checkable.qmd",
            "report/changes.qmd",
            "report/corrections.qmd",
        ],
    },
    "filters": ["report/theme/classes.lua"],
    "format": {
        "html": {"css": "report/theme/theme.css"},
        "typst": {
            "font-paths": ["report/theme/fonts"],
            "include-in-header": "report/theme/report.typ",
            "template-partials": ["report/theme/typst-show.typ"],
        },
    },
}
UNUSED = re.compile(r"nothing in the report uses the measure '([^']+)'")


def make(folder: Path) -> Path:
    """The project with its raw files, its environment and its first commit."""
    folder.mkdir(parents=True)
    tiny.make(folder)
    committed = yaml.safe_load((ROOT / "config.yaml").read_text(encoding="utf-8"))
    told = committed["reconstructions"]
    told["records"] = {"declared": {"name": "schedules", "bases": {2024: "program"}}}
    told["rules"] = {
        name: {**rule, "records": ["declared"]} for name, rule in told["rules"].items() if name == "first-last"
    }
    cohort = {"venue": "NeurIPS", "year": 2024, "headline-basis": "program", "sources": [tiny.SOURCE, ABSTRACTS]}
    tiny.write_config(
        folder,
        cohorts={tiny.COHORT: cohort},
        terms=committed["terms"],
        reconstructions={**told, "tracks": {2024: "all"}},
        topics=catalogue.known(),
        drift={"few": 100},  # a dozen papers tell nothing
    )
    file = folder / "config.yaml"
    file.write_text(
        re.sub(r"(?m)^- ", "  - ", file.read_text(encoding="utf-8")), encoding="utf-8"
    )  # as people write it
    for name in (*FILES, *TESTS):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, folder / name)
    for name in FOLDERS:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "_quarto.yml").write_text(yaml.safe_dump(BOOK, sort_keys=False), encoding="utf-8")
    (folder / "report" / "claims" / "not-checkable.qmd").write_text("# Not checkable\n", encoding="utf-8")
    _write_raw(folder / "raw")
    _write_environment(folder)
    # the papers of the raw files are others than those of the tiny project's facts
    recipes.shell(f"rm -r data/{tiny.COHORT}\n.venv/bin/factcheck ingest --raw raw\nmake describe", folder)
    _use_every_measure(folder)
    assert unasked(folder) == []
    for key, value in (("user.name", "t"), ("user.email", "t@example.org"), ("commit.gpgsign", "false")):
        tiny.git(folder, "config", key, value)
    tiny.commit(folder, "a project")
    return folder


def problems(folder: Path) -> list[str]:
    """What `factcheck check` finds wrong, one sentence each."""
    said = recipes.shell(".venv/bin/factcheck check || test $? = 1", folder).splitlines()
    return [line for line in said if re.match(r"[\w./-]+: |[\w./-]+:\d+: ", line)]


def unasked(folder: Path, shown: bool = True) -> list[str]:
    """What is wrong beside pins that are to be accepted, of which a project without any has all.

    Without `shown`, measures that only a second cohort brings may go unused: the project lacks the pages that show
    them.
    """
    found = [line for line in problems(folder) if not line.startswith("tests/pins/")]
    return found if shown else [line for line in found if not UNUSED.search(line)]


def gzipped(file: Path, rows: list[dict[str, object]]) -> None:
    """A raw file of one JSON object a line."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode(), mtime=0))


def _write_raw(raw: Path) -> None:
    """Raw files of the cohort, one abstract in three of which names a model, and of the registries."""
    titles = [f"On invented trees, part {'ABCDEFGHIJKL'[n]}" for n in range(tiny.PAPERS)]
    pairs = tiny.affiliations(3)
    people = ("Ada Quill", "Bo Tern")
    gzipped(
        raw / tiny.SOURCE["file"],
        [
            {
                "title": title,
                "authors": [{"name": who, "affiliation": where} for who, where in zip(people, pair, strict=True)],
            }
            for title, pair in zip(titles, pairs, strict=True)
        ],
    )
    models = ("Qwen and Phi-3-mini", "Llama 3", "no model")
    abstracts = [
        {"title": title, "abstract": f"We study leaves with {models[n % 3]}."} for n, title in enumerate(titles)
    ]
    gzipped(raw / ABSTRACTS["file"], abstracts)
    with (ROOT / "data" / "reference" / "institutions.csv").open(encoding="utf-8", newline="") as stream:
        known = [row for row in csv.DictReader(stream) if row["name"] in tiny.NAMES]
    keys = ("name", "country", "city")
    lists = {"aliases": "other_names", "acronyms": "acronyms", "domains": "domains"}
    gzipped(
        raw / "reference" / "ror_subset.jsonl.gz",
        [
            {
                "id": f"https://ror.org/{row['ror']}",
                **{key: row[key] for key in keys},
                **{key: [text for text in row[column].split("|") if text] for key, column in lists.items()},
                "types": [row["kind"]],
                "status": "active",
                "website": "",
            }
            for row in known
        ],
    )
    (raw / "reference" / "university_domains.json.gz").write_bytes(gzip.compress(b"[]", mtime=0))


def _write_environment(folder: Path) -> None:
    """A `.venv` whose commands are those of this Python, on the code of the project."""
    bin_ = folder / ".venv" / "bin"
    bin_.mkdir(parents=True)
    commands = {"python": "", "factcheck": "-m analysis", "towncrier": "-m towncrier"}
    for name, words in commands.items():
        (bin_ / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {words} "$@"\n', encoding="utf-8")
        (bin_ / name).chmod(0o755)
    (folder / ".venv" / ".report").write_text(f"{folder}\n", encoding="utf-8")
    (folder / ".venv" / ".dev").touch()


def _use_every_measure(folder: Path) -> None:
    """Let the first page name one figure of each measure that nothing else uses."""
    wanted = {found[1] for line in problems(folder) if (found := UNUSED.search(line))}
    listed = recipes.shell(".venv/bin/factcheck figures --format csv", folder)
    named: dict[str, str] = {}
    for row in csv.DictReader(listed.splitlines()):
        base, _, definition = row["id"].partition("@")
        keys = base.split(".")
        at = "-at-" + definition.replace("+", "-and-") if definition else ""
        named.setdefault(keys[1] if len(keys) == 2 else f"{keys[1]}.{keys[-1]}", f"{{{{< var {base}{at}.value >}}}}")
    with (folder / "index.qmd").open("a", encoding="utf-8") as page:
        page.write("\n" + "\n".join(named[measure] for measure in sorted(wanted)) + "\n")
