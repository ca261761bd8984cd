"""A config of an older version is told how to change."""

from __future__ import annotations

from analysis.settings import older
from tests.settings.test_config import changed, refused


def test_a_key_of_an_older_version_is_told_with_what_to_do(tmp_path):
    text = changed(lambda d: d["report"].update(site="https://oak.example/"))
    line = text.splitlines().index("  site: https://oak.example/") + 1
    assert refused(tmp_path, text) == (
        f"config.yaml:{line}: report.site: is a key of an older version; {older.KEYS['report.site']}"
    )


def test_a_star_stands_for_any_name(monkeypatch):
    monkeypatch.setattr(older, "KEYS", {"claims.*.text": "rename it to `words`"})
    assert older.mend(["claims", "growing", "text"]) == "rename it to `words`"
    assert older.mend(["claims", "growing", "text", "more"]) is None
    assert older.mend(["claims", "growing"]) is None
