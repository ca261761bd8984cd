"""docs/cli.md, made from the parser: ``python -m analysis.cli.reference`` writes it, and a test compares it."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from analysis import cli
from analysis.core import paths, terminal
from analysis.core.files import write_text

PAGE = paths.ROOT / "docs" / "cli.md"
HEAD = f"""# The command line

<!-- Made from the parser by `python -m analysis.cli.reference`; a test compares it. Do not edit. -->

{cli.ABOUT}
`make report` sets up `.venv/bin/factcheck`; `python -m analysis` is the same. Every verb has `--help`.

**Exit codes.** 0: good. 1: a check failed. 2: wrong use, or bad input. 130: interrupted.

**Output.** Results go to standard output, and nothing else does. A mistake is one sentence on standard error:
`error: ` and where, what, and what to do. Colour is for terminals, and not where `NO_COLOR` is set; so is the live line
on standard error with what is being done, its time, and a bar where there is a count.

**Completion** of verbs, options, and names of cohorts, terms, definitions and releases. One of these lines, in the
file of the shell:

```
{{completion}}
```
"""
FILES = {"bash": "~/.bashrc", "zsh": "~/.zshrc", "fish": "~/.config/fish/completions/factcheck.fish"}


def page() -> str:
    """The whole page."""
    shells = [f"{how:54} # {FILES[shell]}" for shell, how in cli.SHELLS.items()]
    root = click.Context(cli.factcheck, info_name="factcheck", **cli.factcheck.context_settings)
    verbs = [f"| [`{verb.name}`](#factcheck-{verb.name}) | {_cell(verb.short_help or '')} |" for verb in cli.VERBS]
    lines = ["", *_usage(root), "", "| verb | does |", "|---|---|", *verbs]
    for verb in cli.VERBS:
        usage = _usage(click.Context(verb, info_name=verb.name, parent=root))
        lines += ["", f"## factcheck {verb.name}", "", verb.help or "", "", *usage, "", "```", verb.example, "```"]
    return HEAD.replace("{completion}", "\n".join(shells)) + "\n".join(lines) + "\n"


def _usage(ctx: click.Context) -> Iterator[str]:
    """The lines on how a command is called, and on each of its arguments and options."""
    yield from (
        "```",
        " ".join([ctx.command_path, *ctx.command.collect_usage_pieces(ctx)]),
        "```",
        "",
        "| | |",
        "|---|---|",
    )
    records = [param.get_help_record(ctx) for param in ctx.command.get_params(ctx)]
    yield from (f"| `{_cell(record[0])}` | {_cell(record[1])} |" for record in records if record)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> int:
    """Write the page; gives the exit code."""
    print(f"{PAGE}: {'written' if write_text(PAGE, page()) else 'unchanged'}")
    return 0


if __name__ == "__main__":
    sys.exit(terminal.told(main))
