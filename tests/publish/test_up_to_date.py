"""A build does nothing only where the site is the one it would make: inputs and every file."""

from __future__ import annotations

import pytest

from analysis.core.strict_json import canonical_json
from analysis.publish import up_to_date


@pytest.fixture
def site(tmp_path):
    """A stamped site of two files."""
    (tmp_path / "report").mkdir()
    (tmp_path / "index.html").write_text("front")
    (tmp_path / "report" / "a.html").write_text("page")
    up_to_date.mark(tmp_path, "key")
    return tmp_path


def test_a_site_as_it_was_made_holds_for_its_inputs_only(site) -> None:
    assert up_to_date.holds(site, "key")
    assert not up_to_date.holds(site, "other")


@pytest.mark.parametrize("name", ["index.html", "report/a.html"])
def test_a_file_that_is_changed_or_gone_is_seen(site, name) -> None:
    before = (site / name).read_bytes()
    (site / name).write_bytes(before[:-1] + b"?")
    assert not up_to_date.holds(site, "key")
    (site / name).write_bytes(before)
    assert up_to_date.holds(site, "key")
    (site / name).unlink()
    assert not up_to_date.holds(site, "key")


def test_what_somebody_puts_beside_the_site_is_theirs(site) -> None:
    (site / ".DS_Store").write_bytes(b"\x00")
    assert up_to_date.holds(site, "key")


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
    (site / up_to_date.FILE).write_text(said)
    assert not up_to_date.holds(site, "key")


def test_a_stamp_that_names_what_is_no_file_makes_a_build_anew(site) -> None:
    (site / up_to_date.FILE).write_text(canonical_json({"inputs": "key", "files": {"report": "x"}}))
    assert not up_to_date.holds(site, "key")
