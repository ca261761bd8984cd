"""What the guides name exists, and what there is to run is named: both ways."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.docs import guides

MAKEFILE = guides.text_of("Makefile")
MADE = set(re.findall(r"^([a-z][a-z-]*):.*##", MAKEFILE, re.MULTILINE))
HELP = subprocess.run(
    [sys.executable, "-m", "analysis", "--help"], check=True, capture_output=True, text=True, cwd=guides.ROOT
)
VERBS = set(re.findall(r"^ {2,4}([a-z]+) {2,}\S", HELP.stdout, re.MULTILINE))
# a command is as long as it is
FENCED = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
FIRST = guides.text_of("README.md") + guides.text_of("CONTRIBUTING.md")
each_guide = pytest.mark.parametrize("guide", guides.GUIDES, ids=lambda file: file.relative_to(guides.ROOT).as_posix())


@each_guide
def test_every_target_and_verb_that_a_guide_names_exists(guide: Path) -> None:
    text = guide.read_text(encoding="utf-8")
    assert guides.targets(text) <= MADE
    assert guides.verbs(text) <= VERBS


def test_every_target_and_every_verb_is_named_where_one_looks_first() -> None:
    assert guides.targets(FIRST) >= MADE
    assert guides.verbs(FIRST) >= VERBS


@each_guide
def test_every_link_of_a_guide_leads_somewhere(guide: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", guides.prose(guide.read_text(encoding="utf-8"))):
        if target.startswith(("http:", "https:", "mailto:")):
            continue
        name, _, anchor = target.partition("#")
        file = guide.parent / unquote(name) if name else guide
        assert file.exists(), target
        if anchor:
            heads = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", head).strip().lower().replace(" ", "-") for head in heads}, target


@each_guide
def test_every_path_that_a_guide_names_exists(guide: Path) -> None:
    text = guide.read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:analysis|data|docs|report|releases|tests|changelog\.d|\.github)/[\w./-]*)`", text))
    kept = {name for name in named if not re.search(r"/_|_generated", name)}
    assert sorted(name for name in kept if not (guides.ROOT / name).exists() and name not in invented(text)) == []


def invented(text: str) -> set[str]:
    """Files that a recipe adds."""
    return set(re.findall(r"^New file `([^`]+)`:$", text, re.MULTILINE))


@each_guide
def test_no_line_of_prose_is_longer_than_lines_of_code(guide: Path) -> None:
    if guide.name == "README.md" and guide.parent == guides.ROOT:
        pytest.skip("its made parts are as long as their sentences")
    prose = FENCED.sub(lambda block: "\n" * block[0].count("\n"), guide.read_text(encoding="utf-8"))
    lines = enumerate(prose.splitlines(), 1)
    long = [number for number, line in lines if len(line) > 120 and not line.startswith(("|", "![", "description:"))]
    assert not long, f"{guide.name}: lines {long}"


def test_the_stanza_of_the_readme_is_that_of_the_recipe() -> None:
    stanza = re.search(r"```yaml\n(.*?)```", guides.text_of("README.md"), re.DOTALL)[1]
    assert stanza.partition("\n")[2] in guides.text_of("CONTRIBUTING.md")


def test_the_hooks_before_a_commit_run_the_gates_of_make_lint() -> None:
    assert "entry: make lint" in guides.text_of(".pre-commit-config.yaml")
