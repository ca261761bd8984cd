"""What users see of a mistake: where it is, what it is, and what to do; no call leaves one of them out."""

from __future__ import annotations

import ast

import pytest

from analysis.core import paths
from analysis.core.errors import CheckFailed, FactCheckError, did_you_mean, unwritable


def test_an_error_says_where_what_and_the_way_out() -> None:
    error = FactCheckError("unknown key", where="config.yaml:3", mend="remove it")
    assert str(error) == "config.yaml:3: unknown key; remove it"
    assert error.exit_code == 2


@pytest.mark.parametrize("lacking", [{"where": "x"}, {"mend": "x"}, {}])
def test_an_error_without_a_place_or_a_way_out_cannot_be_raised(lacking) -> None:
    with pytest.raises(TypeError):
        FactCheckError("unknown key", **lacking)


def test_every_call_gives_both_in_words() -> None:
    for file in paths.CODE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "FactCheckError":
                given = {k.arg: k.value for k in node.keywords}
                assert {"where", "mend"} <= set(given), f"{file}:{node.lineno}"
                assert not any(isinstance(v, ast.Constant) and not v.value for v in given.values()), file


@pytest.mark.parametrize(("problems", "said"), [(["a"], "finds 1 problem;"), (["a", "b"], "finds 2 problems;")])
def test_a_failed_check_counts_its_problems(problems, said) -> None:
    error = CheckFailed(problems, where="factcheck check")
    assert said in str(error)
    assert (error.exit_code, error.problems) == (1, problems)


def test_what_cannot_be_written_says_why() -> None:
    error = unwritable(OSError(28, "No space left on device"), "data")
    assert str(error) == "data: cannot be written (No space left on device); check its permissions and free space"


def test_a_suggestion_is_made_only_where_a_word_is_near() -> None:
    assert did_you_mean("qwem", ["llama", "qwen"]) == "; did you mean 'qwen'?"
    assert did_you_mean("zebra", ["llama", "qwen"]) == ""
