"""The `factcheck` command: verbs only, no arithmetic.

Results go to standard output, progress and errors to standard error. Exit codes: 0 good, 1 a check failed, 2 wrong use
or bad input. A verb imports what it needs when it runs, so that `--help` and the completion of a shell are quick.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from analysis import __version__
from analysis.cli import doctor, intake, numbers, releases, site
from analysis.cli.parsing import Verbs, as_user_error
from analysis.core import terminal

COMPLETE = "_FACTCHECK_COMPLETE"  # a shell that wants completions says so here; click's way
ABOUT = "Recompute, check and publish a fact-check whose every number comes from data."
SHELLS = {  # how each switches completion on
    "bash": f'eval "$({COMPLETE}=bash_source factcheck)"',
    "zsh": f'eval "$({COMPLETE}=zsh_source factcheck)"',
    "fish": f"{COMPLETE}=fish_source factcheck | source",
}
COMPLETION = "\n".join(
    ["\b", "completion, a line for the file that the shell starts with (docs/cli.md):", *SHELLS.values()]
)
VERBS = (
    intake.fetch,
    intake.ingest,
    intake.resolve,
    numbers.figures,
    numbers.papers,
    numbers.claims,
    site.build,
    site.preview,
    site.check,
    releases.release,
    releases.verify,
    releases.redact,
    releases.diff,
    doctor.doctor,
)

factcheck = Verbs(
    "factcheck",
    commands=list(VERBS),
    help=ABOUT,
    epilog=COMPLETION,
    subcommand_metavar="VERB ...",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
click.version_option(__version__, prog_name="factcheck", message="%(prog)s %(version)s")(factcheck)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; gives the exit code."""
    return terminal.told(lambda: _run(list(sys.argv[1:] if argv is None else argv)))


def _run(words: list[str]) -> Any:
    """What the verb gives. Not by click's own `main`, which has other words and exit codes for pipes and interrupts."""
    if asked := os.environ.get(COMPLETE):
        from click.shell_completion import shell_complete

        return shell_complete(factcheck, {}, "factcheck", COMPLETE, asked)
    try:
        with factcheck.make_context("factcheck", words) as context:
            return factcheck.invoke(context)
    except click.exceptions.Exit as left:  # --help, --version
        return left.exit_code
    except click.UsageError as error:
        raise as_user_error(error) from None
