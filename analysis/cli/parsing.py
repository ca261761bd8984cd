"""How a command line is read: verbs with an example each, their options, and one sentence for each mistake."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import click

from analysis.core import terminal
from analysis.core.errors import FactCheckError, did_you_mean

TEXTS = ("text", "table")  # formats for people; all others are read by programs


class Verb(click.Command):
    """One verb. `example` is a command line that stands in its help and in docs/cli.md."""

    def __init__(self, name: str | None, *, example: str, **more: Any) -> None:
        super().__init__(name, epilog=f"\b\nexample: {example}", **more)
        self.example = example

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx  # some say nothing of the verb
            raise

    def invoke(self, ctx: click.Context) -> Any:
        if ctx.params.get("format", "text") not in TEXTS:
            terminal.write_data()
        return super().invoke(ctx)


class Verbs(click.Group):
    """All verbs, in the order of the path of a number."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args and not ctx.resilient_parsing:
            raise FactCheckError("no verb is given", where=ctx.command_path, mend=_choose(self.commands))
        return super().parse_args(ctx, args)


class OneOf(click.Choice[str]):
    """One of a few words."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value not in self.choices:
            where = param.opts[0] if param else "the command line"
            known = did_you_mean(str(value), self.choices)
            raise FactCheckError(f"{value!r} is none of its values{known}", where=where, mend=_choose(self.choices))
        return str(value)


def verb(name: str, summary: str, example: str) -> Callable[[Callable[..., int | None]], Verb]:
    """A function as a verb; it gives the exit code, nothing being 0."""
    return click.command(
        name, cls=Verb, example=example, short_help=summary, help=f"{summary[0].upper()}{summary[1:]}."
    )


def formats(*choices: str, help: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option ``--format``; the first choice is what a terminal gets."""
    return click.option("--format", type=OneOf(choices), default=choices[0], show_default=True, help=help)


def engines(help: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option ``--engine``: who renders."""
    return click.option(
        "--engine", type=OneOf(["auto", "quarto", "fallback"]), default="auto", show_default=True, help=help
    )


def as_user_error(error: click.UsageError) -> FactCheckError:
    """What click says of a command line, as one sentence that says where and what to do."""
    where = error.ctx.command_path if error.ctx else "factcheck"
    see = f"see `{where} --help`"
    if isinstance(error, click.NoSuchCommand) and isinstance(verbs := error.cmd, click.Group):
        what = f"there is no verb {error.command_name!r}{did_you_mean(error.command_name, verbs.commands)}"
        return FactCheckError(what, where=where, mend=_choose(verbs.commands))
    if isinstance(error, click.NoSuchOption):
        known = [name for p in error.cmd.params for name in p.opts] if error.cmd else []
        what = f"there is no option {error.option_name!r}{did_you_mean(error.option_name, [*known, '--help'])}"
        return FactCheckError(what, where=where, mend=see)
    if isinstance(error, click.MissingParameter) and error.param:
        name = error.param.opts[0] if isinstance(error.param, click.Option) else error.param.human_readable_name
        return FactCheckError(f"{name} is not given", where=where, mend=see)
    message = error.format_message().rstrip(".")
    return FactCheckError(message[:1].lower() + message[1:], where=where, mend=see)


def _choose(names: Iterable[str]) -> str:
    return f"choose from {', '.join(names)}"
