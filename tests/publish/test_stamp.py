"""A build does nothing only where the site is the one it would make: inputs and every file."""

from __future__ import annotations

import pytest

from analysis.core.strict_json import canonical_json
from analysis.publish import stamp


@pytest.fixture
def site(tmp_path):
    """A stamped site of two files."""
    (tmp_path / "report").mkdir()
    (tmp_path / "index.html").write_text("front")
    (tmp_path / "report" / "a.html").write_text("page")
    stamp.write(tmp_path, "key")
    return tmp_path


def test_a_site_as_it_was_made_holds_for_its_inputs_only(site) -> None:
    assert stamp.holds(site, "key")
    assert not stamp.holds(site, "other")


@pytest.mark.parametrize("name", ["index.html", "report/a.html"])
def test_a_file_that_is_changed_or_gone_is_seen(site, name) -> None:
    before = (site / name).read_bytes()
    (site / name).write_bytes(before[:-1] + b"?")
    assert not stamp.holds(site, "key")
    (site / name).write_bytes(before)
    assert stamp.holds(site, "key")
    (site / name).unlink()
    assert not stamp.holds(site, "key")


def test_what_somebody_puts_beside_the_site_is_theirs(site) -> None:
    (site / ".DS_Store").write_bytes(b"\x00")
    assert stamp.holds(site, "key")


@pytest.mark.parametrize(
    "said",
    [
        "",
        "key",
        "{}",
        "[]",
        "\x00",
        '{"inputs": "key"}',
        '{"inputs": "key", "files": 3}',
        '{"inputs": "key", "files": {"index.html": 3}}',
    ],
)
def test_a_stamp_that_is_none_makes_a_build_anew(site, said) -> None:
    (site / stamp.FILE).write_text(said)
    assert not stamp.holds(site, "key")


def test_a_stamp_that_names_what_is_no_file_makes_a_build_anew(site) -> None:
    (site / stamp.FILE).write_text(canonical_json({"inputs": "key", "files": {"report": "x"}}))
    assert not stamp.holds(site, "key")
