"""Fingerprints: of bytes, and of a record that carries its own."""

from __future__ import annotations

from analysis.core.hashing import seal, sha256


def test_the_fingerprint_of_nothing_is_the_published_one() -> None:
    assert sha256(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_a_seal_covers_everything_but_itself_in_any_order() -> None:
    record = {"a": 1, "b": ["x"]}
    mark = seal(record)
    assert seal({"b": ["x"], "seal": mark, "a": 1}) == mark
    assert seal({**record, "a": 2}) != mark
