"""docs/cli.md and the parser say the same, both ways."""

from __future__ import annotations

import re

import click

from analysis import cli
from analysis.cli import reference

PAGE = reference.PAGE.read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## factcheck (\S+)\n(.*?)(?=^## |\Z)", PAGE, re.DOTALL | re.MULTILINE))


def test_the_page_is_the_one_that_the_parser_gives():
    assert reference.page() == PAGE, "run `python -m analysis.cli.reference`"


def test_every_verb_has_its_section_and_every_section_its_verb():
    assert list(SECTIONS) == list(cli.factcheck.commands)


def test_every_option_stands_in_its_section_and_nothing_else_does():
    for name, verb in cli.factcheck.commands.items():
        options = {option for param in verb.params for option in param.opts if isinstance(param, click.Option)}
        rows = re.findall(r"^\| `(.+?)[ `]", SECTIONS[name], re.MULTILINE)
        assert {row for row in rows if row.startswith("--")} == options
        arguments = [
            param.make_metavar(click.Context(verb)) for param in verb.params if isinstance(param, click.Argument)
        ]
        assert [row for row in rows if not row.startswith("-")] == arguments


def test_every_example_uses_what_there_is():
    for name, verb in cli.factcheck.commands.items():
        assert f"factcheck {name}" in verb.example
        assert verb.example in SECTIONS[name]
        assert {w for w in verb.example.split() if w.startswith("--")} <= {o for p in verb.params for o in p.opts}


def test_how_completion_is_switched_on_stands_on_the_page_and_in_the_help(factcheck):
    for how in cli.SHELLS.values():
        assert how in PAGE
        assert how in factcheck("--help").out
