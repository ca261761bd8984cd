"""A config broken in any way is refused in one sentence, with its line and the mend, or is right; never anything else."""

from __future__ import annotations

import pytest

from analysis.core import paths
from tests.conftest import one_sentence
from tests.support.broken_configs import KINDS, TEXT, broken, outcome

QUICK = 2  # seeds that `make test` tries of each kind


@pytest.mark.parametrize("kind", KINDS)
def test_a_broken_config_is_refused_with_its_line_or_right(tmp_path, kind):
    for seed in range(QUICK):
        outcome(broken(kind, seed), tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
def test_many_broken_configs_are_refused_with_their_line_or_right(tmp_path, kind):
    for seed in (*range(QUICK, 8), *range(100, 200)):
        outcome(broken(kind, seed), tmp_path)


def test_the_config_that_is_not_broken_is_accepted(tmp_path):
    assert outcome(TEXT.encode(), tmp_path) == "accepted"


@pytest.mark.parametrize(
    ("kind", "seed"),
    [("file: billion laughs", 0), ("value: a huge number", 0), ("file: no config", 1), ("text: cut off", 1)],
)
def test_the_command_says_it_in_one_sentence(factcheck, tmp_path, monkeypatch, kind, seed):
    monkeypatch.setattr(paths, "CONFIG", tmp_path / "config.yaml")
    paths.CONFIG.write_bytes(broken(kind, seed))
    one_sentence(factcheck("check"), "config.yaml:")
    one_sentence(factcheck("figures"), "config.yaml:")
