"""What `make bench` measures: each stage gives a few words about what it did; whoever runs it is timed from outside."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType

from analysis.counting import gold

RAW = "FACTCHECK_BENCH_RAW"
UNITS = ("Department of Physics, ", "School of Law, ", "Laboratory 7, ", "Chair of Optics, ", "Faculty of Arts, ")


@dataclass(frozen=True)
class Stage:
    """What to run and how long it may take, in seconds, times as long as `read`, and MB; 0: no target."""

    name: str
    run: Callable[[], str]
    seconds: float = 0
    memory: float = 0
    times: float = 0


def ingest() -> str:
    from analysis import cli
    from analysis.settings import config

    if not os.environ.get(RAW):
        return "no raw files here"
    if cli.main(["ingest", "--raw", os.environ[RAW]]):
        raise SystemExit("ingest failed")
    return f"{len(config.load().cohorts)} cohorts from raw files"


def registry() -> str:
    from analysis.attribution.registry import load

    return f"{len(load().names):,} names"


def asked():
    """All that is asked of the resolver: distinct affiliation, city, country, domain."""
    import pandas as pd

    from analysis.attribution import table
    from analysis.facts import store
    from analysis.settings import config

    rows = [table.authorship_rows(store.read(name)) for name in config.load().cohorts]
    rows.append(table.as_asked(row["affiliation"] for row in gold.rows("affiliations.csv")))
    return pd.concat(rows, ignore_index=True)[list(table.ASKED)].drop_duplicates()


def attribution_cold() -> str:
    from analysis.attribution.registry import load
    from analysis.attribution.table import resolutions

    rows = asked()
    load()
    start = time.perf_counter()
    resolutions(rows)
    return f"{len(rows):,} distinct rows, {len(rows) / (time.perf_counter() - start):,.0f} a second"


def attribution_many() -> str:
    """Each string once, with nothing beside it; enough of them, by words before them, to be worth several processes."""
    from analysis.attribution import many

    texts = sorted(set(asked()["affiliation"]) - {""})
    rows = [(before + text, "", "", "") for before in ("", *UNITS) for text in texts]
    many.load()
    start = time.perf_counter()
    many.answers(rows)
    rate = len(rows) / (time.perf_counter() - start)
    return f"{len(rows):,} distinct strings, {rate:,.0f} a second on {many.processors()} processors, start included"


def attribution_warm() -> str:
    from analysis.attribution.table import resolutions

    rows = asked()
    start = time.perf_counter()
    resolutions(rows)
    return f"the same from the cache, {time.perf_counter() - start:.2f} s of it"


def long_texts() -> str:
    """Texts of a megabyte that would be slow where a rule is read again and again; tests count the work."""
    from analysis.attribution.resolve import resolve
    from analysis.attribution.strings import parts
    from analysis.core.text import clean
    from analysis.facts.title_block.block import read_title_block

    pieces = ["University ", "CA, ", "MIT USTC ", "&amp;", "&", "a.", "a-", "; ", "x \n", "清华大学", "of ", "{a,"]
    pieces.append("Alba Quintero 1 , ")
    for piece in pieces:
        text = piece * (1_000_000 // len(piece))
        parts(clean(text))
        resolve(text)
        read_title_block(text, text, ["Alba Quintero"], text)
    return f"{len(pieces)} hostile texts of a megabyte, cleaned, resolved and read as title blocks"


def read() -> str:
    """The yardstick of this machine at this hour: a process that imports pandas and reads the facts of all cohorts."""
    import pandas as pd

    from analysis.core import paths

    rows = sum(len(pd.read_csv(file)) for file in sorted(paths.DATA.glob("*/*.csv")) if file.parent != paths.REFERENCE)
    return f"{rows:,} rows of all cohorts, read by pandas alone"


def figures() -> str:
    from analysis import cli
    from analysis.core import paths

    shutil.rmtree(paths.CACHE / "figures", ignore_errors=True)
    return _printed(cli, "computed, attribution from the cache")


def figures_again() -> str:
    from analysis import cli

    return _printed(cli, "as kept, nothing changed")


def _printed(cli: ModuleType, how: str) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        if cli.main(["figures", "--format", "json"]):
            raise SystemExit("figures failed")
    return f"{len(json.loads(out.getvalue())['figures']):,} figures, {how}"


def forget_attribution() -> None:
    from analysis.core import paths

    shutil.rmtree(paths.CACHE, ignore_errors=True)


def build_cold() -> str:
    from analysis.publish.build import build

    forget_attribution()
    site, made = build("fallback")
    assert made, "an earlier build was found"
    return f"{sum(1 for f in site.rglob('*') if f.is_file())} files with the fallback engine, nothing cached"


def build_again() -> str:
    from analysis.publish.build import build

    _, made = build("fallback")
    assert not made, "the build was repeated"
    return "nothing changed"


STAGES = (
    Stage("ingest", ingest, 600, 2_000),
    Stage("registry", registry, 5, 500),
    Stage("attribution, cold", attribution_cold, 10, 500),
    Stage("attribution, many", attribution_many, memory=500),
    Stage("attribution, warm", attribution_warm, 2, 500),
    Stage("long texts", long_texts, 60, 1_000),
    Stage("read", read),
    Stage("figures", figures, memory=300, times=5),
    Stage("figures, again", figures_again, memory=300, times=2),
    Stage("build, cold", build_cold, 60, 1_000),
    Stage("build, again", build_again, 2, 500),
)
