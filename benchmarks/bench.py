"""`make bench`: wall time and peak memory of every stage, each in a process of its own, on a copy of the project.

The copy lies in a temporary folder with an empty cache, so that data/ and _site/ stay as they are. A stage is a
function of `benchmarks.stages` that gives a few words about what it did; the process that runs it is timed from outside, start of Python
included.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.stages import RAW, STAGES, Stage, ingest

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", ".cache", "_site", "_generated", "raw", "__pycache__", ".*_cache", ".hypothesis", "*.egg-info"
)
FUZZY_SAMPLE = 300


@dataclass(frozen=True)
class Row:
    """One line of the table; `met` is None where there is no target or nothing was measured."""

    stage: str
    what: str
    seconds: float | None = None
    peak_mb: float | None = None
    target: str = ""
    met: bool | None = None


def fuzzy_rows(count: int = FUZZY_SAMPLE) -> list[Row]:
    """Time and accuracy of the project and of the fuzzy baseline."""
    from benchmarks.fuzzy import SCORERS, compare, sample

    texts = sample(count)
    rows = []
    for scorer in SCORERS:
        c = compare(texts, scorer)
        if not rows:
            right = f"gold test half {c.ours_right:.1%} right, {c.ours_wrong:.1%} wrong"
            rows.append(Row("resolver", f"{1e3 * c.ours:.2f} ms a string; {right}", c.ours * c.strings))
        what = (
            f"{1e3 * c.seconds:.0f} ms a string, {c.factor:.0f} times as long; gold test half {c.right:.1%} right, "
            f"{c.wrong:.1%} wrong"
        )
        rows.append(Row(f"fuzzy {scorer}", what, c.seconds * c.strings, None, "≥ 50 times", c.factor >= 50))
    return rows


def judged(stage: Stage, what: str, seconds: float, peak: float, yardstick: float = 0) -> Row:
    """A measurement beside its targets; `yardstick`: seconds that `read` took in this run."""
    targets = (
        (stage.seconds, seconds, f"≤ {stage.seconds:g} s"),
        (stage.memory, peak, f"≤ {stage.memory:g} MB"),
        (stage.times, seconds / yardstick if yardstick else 0, f"≤ {stage.times:g} × read"),
    )
    limits = [text for limit, _, text in targets if limit]
    met = all(value <= limit for limit, value, _ in targets if limit)
    if stage.times and yardstick:
        what += f", {seconds / yardstick:.1f} × read"
    return Row(stage.name, what, seconds, peak, ", ".join(limits), met if limits else None)


def run_stage(stage: Stage, folder: Path, raw: Path | None, yardstick: float = 0) -> Row:
    """Run a stage in a fresh process that works on `folder`; `yardstick` as for `judged`.

    Raises
    ------
    RuntimeError
        The stage failed; the message ends with what it said.
    """
    env = {**os.environ, "FACTCHECK_ROOT": str(folder), "PYTHONPATH": str(folder), RAW: str(raw or "")}
    start = time.perf_counter()
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        child = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.bench", "--stage", stage.name],
            cwd=folder,
            env=env,
            stdout=out,
            stderr=err,
        )
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - start
        out.seek(0)
        err.seek(0)
        if child.returncode:
            raise RuntimeError(f"{stage.name} failed: {err.read()[-2000:]}")
        what = out.read().strip().splitlines()[-1]
    peak = usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    return judged(stage, what, seconds, peak, yardstick)


def measure(raw: Path | None, progress: Callable[[str], None]) -> list[Row]:
    """All rows of the table."""
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as place:
        folder = Path(place) / "project"
        shutil.copytree(ROOT, folder, ignore=LEFT_OUT)
        for stage in STAGES:
            progress(stage.name)
            skipped = stage.run is ingest and raw is None
            yardstick = next((row.seconds or 0 for row in rows if row.stage == "read"), 0)
            rows.append(Row(stage.name, "no raw files here") if skipped else run_stage(stage, folder, raw, yardstick))
    progress("fuzzy baseline")
    return rows + fuzzy_rows()


def raw_files() -> Path | None:
    """The folder of raw files, if it has all that no address brings; `ingest` leaves out the rest."""
    from analysis.core import paths
    from analysis.settings import config

    sources = [source for cohort in config.load().cohorts.values() for source in cohort.sources if not source.url]
    names = [name for source in sources for name in source.names]
    return paths.raw_folder() if all((paths.raw_folder() / name).is_file() for name in names) else None


def table(rows: Iterable[Row]) -> str:
    """Rows as aligned text."""
    number = lambda value, digits: "" if value is None else f"{value:,.{digits}f}"
    cells = [("stage", "what", "seconds", "peak MB", "target", "met")]
    cells += [
        (
            r.stage,
            r.what,
            number(r.seconds, 2),
            number(r.peak_mb, 0),
            r.target,
            {True: "yes", False: "NO", None: ""}[r.met],
        )
        for r in rows
    ]
    widths = [max(len(row[i]) for row in cells) for i in range(6)]
    lines = [
        "  ".join(
            c.rjust(w) if i in (2, 3) else c.ljust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in cells
    ]
    return "\n".join([lines[0], "-" * max(map(len, lines)), *lines[1:]])


def main(argv: list[str] | None = None) -> int:
    """Measure, print the table; 1 where a target was missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", metavar="FILE", help="write the rows as JSON too")
    parser.add_argument("--stage", choices=[s.name for s in STAGES], help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    if args.stage:
        print(next(s for s in STAGES if s.name == args.stage).run())
        return 0
    rows = measure(raw_files(), lambda text: print(text, file=sys.stderr))
    print(table(rows))
    if args.json:
        Path(args.json).write_text(
            json.dumps([asdict(r) for r in rows], indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
        )
    return int(any(r.met is False for r in rows))


if __name__ == "__main__":
    sys.exit(main())
