"""What git is asked, under settings, accounts and folders that are not ours."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from analysis.core import git, paths
from analysis.core.errors import FactCheckError
from analysis.editions import lookup


def git_in(folder: Path, *words: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *words],
        cwd=folder,
        check=True,
        capture_output=True,
        stdin=subprocess.DEVNULL,
    )


@pytest.fixture
def root(tmp_path, monkeypatch) -> Path:
    """A folder of the project's place, in no repository yet, on an account without settings for git."""
    folder = tmp_path / "the project"
    folder.mkdir()
    monkeypatch.setattr(paths, "ROOT", folder)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    return folder


@pytest.fixture
def repository(root, monkeypatch) -> Path:
    """The project in a repository of its own, with one commit."""
    git_in(root, "init", "-q")
    (root / ".gitignore").write_text("made\n")
    (root / "a b.txt").write_text("1")
    git_in(root, "add", ".")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-07-01T23:30:00-02:00")
    git_in(root, "commit", "-qm", "first")
    return root


def test_git_tells_commit_day_and_what_is_uncommitted(repository, tmp_path) -> None:
    commit = git.commit_of("HEAD")
    assert len(commit) == 40
    assert git.day_of(commit) == "2026-07-02"
    (repository / "made").write_text("2")
    assert git.uncommitted() == []
    (repository / "a b.txt").write_text("2")
    (repository / " né→w.txt").write_text("2")
    assert git.uncommitted() == [" né→w.txt", "a b.txt"]
    git.write_tree(commit, tmp_path / "made-tree")
    assert (tmp_path / "made-tree" / "a b.txt").read_text() == "1"
    with pytest.raises(FactCheckError, match="is not at hand"):
        git.write_tree("0" * 40, tmp_path / "nowhere")
    assert git.why_not() is None


def test_a_signed_commit_and_other_settings_of_the_user_change_no_answer(repository, tmp_path, monkeypatch) -> None:
    signer = tmp_path / "signer"
    signer.write_text(
        "#!/bin/sh\ncat > /dev/null\necho '[GNUPG:] SIG_CREATED ' >&2\n"
        "echo '-----BEGIN PGP SIGNATURE-----\n\nx\n-----END PGP SIGNATURE-----'\n"
    )
    signer.chmod(0o755)
    git_in(repository, "-c", f"gpg.program={signer}", "commit", "-qm", "signed", "--allow-empty", "--gpg-sign=x")
    assert (
        b"gpgsig"
        in subprocess.run(["git", "cat-file", "commit", "HEAD"], cwd=repository, capture_output=True, check=True).stdout
    )
    (repository / "new.txt").write_text("2")
    before = git.commit_of("HEAD"), git.state(), git.uncommitted()
    config = tmp_path / "gitconfig"
    config.write_text(
        f"[log]\nshowSignature=true\ndate=relative\n[gpg]\nprogram={signer}\n[color]\nui=always\nstatus=always\n"
        "[status]\nbranch=true\nshort=false\nrelativePaths=false\nshowStash=true\n"
        "showUntrackedFiles=no\n[core]\nquotePath=true\npager=false\n[format]\npretty=fuller\n[init]\ndefaultBranch=x\n"
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    assert (git.commit_of("HEAD"), git.state(), git.uncommitted()) == before
    assert git.day_of(before[0]) == "2026-07-02"
    git.write_tree(before[0], tmp_path / "tree")
    assert (tmp_path / "tree" / "a b.txt").is_file()


def no_git(monkeypatch, folder: Path) -> None:
    monkeypatch.setenv("PATH", str(folder / "empty"))


def another_account(monkeypatch, folder: Path) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")


def a_damaged_one(monkeypatch, folder: Path) -> None:
    (folder / ".git" / "config").write_text("[core\n")


@pytest.mark.parametrize(
    ("cause", "said", "mend"),
    [
        (no_git, "git: is not installed", "install it"),
        (another_account, "belongs to another account", "git config --global --add safe.directory '"),
        (a_damaged_one, "git does not read it (fatal: bad config line 1", "git status"),
    ],
)
def test_each_reason_why_git_says_nothing_has_its_sentence(repository, monkeypatch, cause, said, mend) -> None:
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    cause(monkeypatch, repository)
    for ask in (
        git.uncommitted,
        lambda: git.write_tree("HEAD", repository / "made"),
        lambda: lookup.edition_of("HEAD~1"),
    ):
        with pytest.raises(FactCheckError) as found:
            ask()
        assert said.partition(": ")[2] in str(found.value)
        assert mend in found.value.mend
        assert "init" not in found.value.mend
    assert git.state() == "unknown"
    assert git.commit_of("HEAD") is None


def test_the_command_that_trusts_a_folder_makes_git_read_it(repository, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    command = git.why_not().mend.split("`")[1]
    subprocess.run(command, shell=True, check=True)
    assert git.why_not() is None
    assert git.state() != "unknown"


def test_a_project_unpacked_inside_another_repository_has_no_commit(repository, monkeypatch) -> None:
    inside = repository / "made" / "unpacked"
    inside.mkdir(parents=True)
    monkeypatch.setattr(paths, "ROOT", inside)
    assert git.commit_of("HEAD") is None
    assert git.state() == "unknown"
    with pytest.raises(FactCheckError, match=r"inside that of .*the project; clone the project") as found:
        git.uncommitted()
    assert found.value.where == inside
    git_in(inside, "init", "-q")
    assert git.why_not() is None


def test_a_link_to_the_project_and_a_worktree_are_the_projects_own(repository, tmp_path, monkeypatch) -> None:
    commit = git.commit_of("HEAD")
    (tmp_path / "link").symlink_to(repository, target_is_directory=True)
    git_in(repository, "worktree", "add", "-q", str(tmp_path / "tree"))
    for folder in (tmp_path / "link", tmp_path / "tree"):
        monkeypatch.setattr(paths, "ROOT", folder)
        assert git.commit_of("HEAD") == commit


def test_a_hook_of_another_repository_leads_nowhere_else(repository, tmp_path, monkeypatch) -> None:
    commit = git.commit_of("HEAD")
    shutil.copytree(repository, tmp_path / "other")
    git_in(tmp_path / "other", "commit", "-q", "--allow-empty", "-m", "second")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other" / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "other" / ".git" / "index"))
    assert git.commit_of("HEAD") == commit
    assert git.uncommitted() == []
