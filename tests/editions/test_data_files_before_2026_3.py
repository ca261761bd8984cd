"""Trees that are older than `analysis.editions.data_files` still give theirs: on the real commit of such a release."""

from __future__ import annotations

import pytest

from analysis.core import git, inputs, paths
from analysis.editions import provenance, recompute
from analysis.editions.data_files import OF_A_RELEASE


@pytest.mark.long
def test_the_tree_of_the_first_release_gives_the_files_that_were_released() -> None:
    folder = paths.RELEASES / "2026.1"
    commit = provenance.read(folder)["commit"]
    if git.commit_of(commit) is None:
        pytest.skip("the history is not at hand")
    with recompute.folder() as tree:
        git.write_tree(commit, tree)
        files = inputs.files(tree)
        assert not {f"{name.replace('.', '/')}.py" for name in recompute.DATA_FILES} & files.keys()
        made = recompute.data_files(files, "2026.1", f"the commit {commit[:10]}")
    released = {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8")
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.relative_to(folder).as_posix().startswith(OF_A_RELEASE)
    }
    assert len(released) > 3
    assert {name: text for name, text in made.items() if name.startswith(OF_A_RELEASE)} == released
    assert {"audit.csv", "pairs.csv"} < made.keys()
