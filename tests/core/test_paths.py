"""Folders: where raw files are, and that no name leads out of one."""

from __future__ import annotations

import pytest

from analysis.core import paths
from analysis.core.errors import FactCheckError


def test_a_name_stays_below_its_folder(tmp_path) -> None:
    assert paths.inside(tmp_path, "a/b.json") == tmp_path / "a" / "b.json"


def test_a_name_that_leads_out_is_refused_and_a_link_too(tmp_path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "link").symlink_to(tmp_path)
    for name in ("../secret", "link/secret", "/etc/passwd"):
        with pytest.raises(FactCheckError, match="leads out of the folder of the raw files"):
            paths.inside(tmp_path / "raw", name)


def test_raw_files_lie_beside_the_project_or_in_it(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(paths, "ROOT", tmp_path / "main")
    assert paths.raw_folder() == tmp_path / "main" / "raw"
    (tmp_path / "shared" / "data").mkdir(parents=True)
    assert paths.raw_folder() == tmp_path / "shared" / "data"
