"""Figures → site: the last steps of the path, and the only place that writes the report.

Everything is made in a staging folder inside the project; the finished site takes the place of the old one in one step, so that an interrupted build leaves the
last good site as it was. A build whose inputs did not change does nothing.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from analysis import __version__, charts, claims, config, edition, figures, paths, render, tables, variables, workbook
from analysis.errors import unwritable
from analysis.figure import to_json, to_table
from analysis.snapshot import swap

SOURCES = ("_quarto.yml", "index.qmd")
ABOUT = ("release", "data-date", "commit", "engine", "libraries", "article-title", "level", "years")
LIBRARIES = ("altair", "numpy", "pandas", "pydantic", "pypandoc_binary", "PyYAML", "typst", "vl-convert-python")


def build(engine: str = "auto", progress: Callable[[str], None] = lambda _: None) -> tuple[Path, bool]:
    """Build the whole site; gives its folder, and whether anything had to be done.

    Raises
    ------
    FactCheckError
        Bad config or data, or an engine that fails; the last good site stays.
    """
    chosen = render.choose(engine)
    key = inputs_key(chosen)
    stamp = paths.SITE / ".inputs"
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == key:
        return paths.SITE, False
    _make_room()
    settings = config.load()
    book = workbook.Workbook(settings, progress)
    progress("computing the figures")
    computed = figures.compute(book)
    verdicts = claims.verdicts(settings, computed)
    progress(f"{len(computed):,} figures, {len(verdicts)} verdicts; drawing charts and tables")
    made = {f"report/_generated/{name}": text for name, text in tables.all_tables(settings, book, computed, verdicts).items()}
    made |= {f"report/_generated/charts/{name}": charts.to_svg(chart) for name, chart in charts.all_charts(settings, computed, verdicts).items()}
    made["_variables.yml"] = variables.to_yaml(variables.variables(settings, computed, verdicts, about(settings, chosen)))
    made["figures.json"] = to_json(computed)
    made["figures.csv"] = to_table(computed).to_csv(index=False, lineterminator="\n")
    made["claims.json"] = claims_json(settings, verdicts)
    made["audit.csv"] = audit_csv(book)
    made |= {f"papers/{v.claim}.csv": edition.papers_behind(book, v) for v in verdicts}
    _write_generated({n: t for n, t in made.items() if n.startswith(("report/_generated/", "_variables"))})
    return _stage_and_render(chosen, made, key, progress), True


def about(settings: config.Config, engine: render.Engine) -> dict[str, str]:
    """Variables that describe this very build."""
    report = settings.report
    return {
        "release": __version__,
        "data-date": report.data_date,
        "commit": commit(),
        "engine": str(engine),
        "libraries": ", ".join(f"{name} {version(name)}" for name in LIBRARIES),
        "article-title": settings.article.title,
        "level": f"{100 * settings.interval_level:g}%",
        "years": f"{min(c.year for c in settings.cohorts.values())} to {max(c.year for c in settings.cohorts.values())}",
    }


def commit() -> str:
    """Short id of the commit that the tree is at, ``+`` behind it where files differ; 'unknown' outside git."""
    try:
        run = lambda *args: subprocess.run(["git", *args], cwd=paths.ROOT, capture_output=True, text=True, check=True, timeout=20).stdout
        return run("rev-parse", "--short=10", "HEAD").strip() + ("+" if run("status", "--porcelain", "--untracked-files=no").strip() else "")
    except (OSError, subprocess.SubprocessError):
        return "unknown"


def inputs_key(engine: render.Engine) -> str:
    """Fingerprint of everything that can change the site."""
    folders = {
        paths.DATA: ("*.csv", "*.yaml"),
        paths.GOLD: ("*.csv",),
        paths.REPORT: ("*.qmd", "*.css", "*.lua", "*.typ", "*.ttf", "*.md"),
        Path(__file__).parent: ("*.py", "*.lua", "*.typ", "*.html"),
    }
    found = {
        f"{folder.name}/{f.relative_to(folder).as_posix()}": f
        for folder, kinds in folders.items()
        for kind in kinds
        for f in folder.rglob(kind)
        if "_generated" not in f.parts
    }
    found |= {name: paths.ROOT / name for name in (*SOURCES, "config.yaml", "pyproject.toml")}
    listing = [(name, hashlib.sha256(found[name].read_bytes()).hexdigest()) for name in sorted(found) if found[name].is_file()]
    said = [engine.name, engine.version, commit(), *(f"{name} {version(name)}" for name in LIBRARIES)]
    return hashlib.sha256(json.dumps([listing, said]).encode()).hexdigest()


def claims_json(settings: config.Config, verdicts: list[claims.Verdict]) -> str:
    """All verdicts, as canonical JSON."""
    return (
        json.dumps(
            {"schema": 1, "release": __version__, "claims": [v.as_json(settings) for v in verdicts]}, sort_keys=True, indent=1, ensure_ascii=False
        )
        + "\n"
    )


def audit_csv(book: workbook.Workbook) -> str:
    """Every distinct affiliation with its decision, the unresolved first, then by how often it occurs."""
    counts: dict[tuple[str, ...], int] = {}
    columns = ["affiliation", "status", "stated", "headquarters", "institutions", "ror", "method", "evidence"]
    for table in book.attributed.values():
        for key, n in table.loc[table["affiliation"] != "", columns].value_counts().items():
            counts[key] = counts.get(key, 0) + int(n)
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["affiliation", "rows", "decision", "countries", "headquarters", "institutions", "ror", "method", "evidence"])
    for key, n in sorted(counts.items(), key=lambda item: (item[0][1] != "unresolved", -item[1], item[0])):
        writer.writerow([key[0], n, *key[1:]])
    return stream.getvalue()


def _write_generated(made: dict[str, str]) -> None:
    """Leave the generated parts in the tree too, so that `quarto preview` works after a build."""
    try:
        shutil.rmtree(paths.GENERATED, ignore_errors=True)
        for name, text in made.items():
            target = paths.ROOT / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise unwritable(error, error.filename) from error


def _make_room() -> None:
    """See that the build can write, before it works; remove what builds left that were killed (one that is an hour old runs no more)."""
    try:
        paths.CACHE.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(error, paths.CACHE) from error
    for left in paths.CACHE.glob("stage-*"):
        if time.time() - left.stat().st_mtime > 3600:
            shutil.rmtree(left, ignore_errors=True)


def _stage_and_render(engine: render.Engine, made: dict[str, str], key: str, progress: Callable[[str], None]) -> Path:
    try:
        stage = Path(tempfile.mkdtemp(prefix="stage-", dir=paths.CACHE))
    except OSError as error:
        raise unwritable(error, paths.CACHE) from error
    try:
        for name in SOURCES:
            shutil.copy2(paths.ROOT / name, stage / name)
        shutil.copytree(paths.REPORT, stage / "report", ignore=shutil.ignore_patterns("_generated"))
        for name, text in made.items():
            (stage / name).parent.mkdir(parents=True, exist_ok=True)
            (stage / name).write_text(text, encoding="utf-8", newline="\n")
        progress(f"rendering with {engine.name}")
        site = render.render(stage, engine, progress)
        (site / ".nojekyll").touch()
        (site / ".inputs").write_text(key, encoding="utf-8")
        if not os.access(paths.SITE.parent, os.W_OK):
            raise PermissionError(13, "Permission denied", str(paths.SITE.parent))
        swap(site, paths.SITE)
    except OSError as error:
        raise unwritable(error, error.filename or paths.SITE) from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return paths.SITE
