"""The changelog has a section for each release, and what came after is fragments that towncrier moves there."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib

from analysis.core import paths
from analysis.editions import release_names
from tests.docs import guides
from tests.support import tiny

CHANGELOG = guides.text_of("CHANGELOG.md")
FRAGMENTS = [
    f for f in sorted((guides.ROOT / "changelog.d").iterdir()) if f.name not in ("README.md", "template.md.jinja")
]
KINDS = [kind["directory"] for kind in tomllib.loads(guides.text_of("pyproject.toml"))["tool"]["towncrier"]["type"]]


def test_each_release_has_its_section_with_its_day_newest_first() -> None:
    said = [
        (version, json.loads((paths.RELEASES / version / "provenance.json").read_text(encoding="utf-8"))["date"])
        for version in reversed(release_names.versions())
    ]
    assert re.findall(r"^## (\S+) \((\S+)\)$", CHANGELOG, re.MULTILINE) == said


def test_each_fragment_is_named_by_what_it_tells_and_holds_sentences() -> None:
    for file in FRAGMENTS:
        assert re.fullmatch(rf"[a-z0-9-]+\.(?:{'|'.join(KINDS)})\.md", file.name), file.name
        text = file.read_text(encoding="utf-8")
        assert text.endswith(".\n"), file.name
        assert not text.startswith(("-", "*", "#")), file.name


def test_each_link_of_the_changelog_and_its_fragments_leads_somewhere_from_the_changelog() -> None:
    for text in [CHANGELOG, *(f.read_text(encoding="utf-8") for f in FRAGMENTS)]:
        for target in re.findall(r"\]\(([^)\s#]+)", text):
            assert target.startswith("http") or (guides.ROOT / target).exists(), target


def test_a_release_moves_the_fragments_into_a_section_above_the_last(tmp_path) -> None:
    shutil.copytree(guides.ROOT / "changelog.d", tmp_path / "changelog.d")
    for name in ("CHANGELOG.md", "pyproject.toml"):
        shutil.copyfile(guides.ROOT / name, tmp_path / name)
    (tmp_path / "changelog.d" / "an-invented-thing.added.md").write_text(
        "An invented thing\nis there.\n", encoding="utf-8"
    )
    tiny.git(tmp_path, "init", "--quiet")
    tiny.commit(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "towncrier", "build", "--version", "2999.1", "--date", "2999-01-01", "--yes"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "CHANGELOG.md").read_text(encoding="utf-8")
    head, section, rest = re.split(r"(?m)^(?=## )", text, maxsplit=2)
    assert section.startswith("## 2999.1 (2999-01-01)\n\n### Added\n\n- ")
    assert "- An invented thing is there.\n" in section
    assert head + rest == CHANGELOG
    left = {file.name for file in (tmp_path / "changelog.d").iterdir()}
    assert left == {"README.md", "template.md.jinja"}
    assert max(map(len, section.splitlines())) <= 120
