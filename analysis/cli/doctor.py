"""The verb `doctor`: what is there, and what mends that which is not."""

from __future__ import annotations

import click

from analysis.cli.parsing import formats, verb
from analysis.core import terminal

MARKS = {"good": ("ok", 32), "note": ("note", 33), "bad": ("bad", 31)}


@verb(
    "doctor",
    "say what is installed, who renders, which data are there and how old, and what mends what is not as it should be",
    "factcheck doctor",
)
@formats("text", "json", help="how to print it")
@click.option(
    "--raw",
    metavar="DIR",
    type=click.Path(file_okay=False),
    help="folder of the raw files (default: as for ingest)",
)
def doctor(format: str, raw: str | None) -> int:
    import sys
    from datetime import UTC, datetime
    from pathlib import Path

    from analysis.core import paths
    from analysis.core.progress import shown
    from analysis.core.strict_json import canonical_json
    from analysis.publish import doctor

    with shown() as progress:
        progress("looking at what is there")
        signs = doctor.look(Path(raw) if raw else paths.raw_folder(), datetime.now(UTC).date())
    if format == "json":
        print(canonical_json(doctor.as_json(signs)), end="")
    else:
        part = name = ""
        for sign in signs:
            if sign.part != part:
                print(sign.part)
            mark, colour = MARKS[sign.state]
            told = sign.name if (sign.part, sign.name) != (part, name) else " " * len(sign.name)
            print(f"  {terminal.paint(f'{mark:4}', colour, sys.stdout)}  {told}: {sign.says}")
            if sign.mend:
                print(f"        → {sign.mend}")
            part, name = sign.part, sign.name
    return 0 if doctor.healthy(signs) else 1
