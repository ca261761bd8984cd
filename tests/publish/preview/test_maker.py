"""The other process is kept while words change, begun anew for the rest, and may stop without harm."""

from __future__ import annotations

import io
import json

import pytest

from analysis.core.errors import FactCheckError
from analysis.publish.preview import maker, worker
from analysis.publish.preview.maker import Maker


@pytest.fixture
def talks(tmp_path, monkeypatch):
    """A process that says its number and the request, or what a test wants; gives what was done."""
    module = tmp_path / "stand_in.py"
    module.write_text(
        "import json, os, sys\n"
        "for line in sys.stdin:\n"
        "    asked = json.loads(line)\n"
        "    if asked['changed'] == ['die']: sys.exit(3)\n"
        "    if asked['changed'] == ['wrong']:\n"
        "        print(json.dumps({'wrong': ['is bad', 'a.qmd:1', 'mend it']}), flush=True)\n"
        "        continue\n"
        "    print(json.dumps({'doing': 'thinking'}), flush=True)\n"
        "    print(json.dumps({'pages': [str(os.getpid()), json.dumps(asked['changed'])]}), flush=True)\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(maker, "MODULE", "stand_in")
    return tmp_path


def test_one_process_makes_the_pages_until_more_than_words_changed(talks) -> None:
    said: list[str] = []
    with Maker("fallback", said.append) as made:
        first, second, third = (made.make(talks, changed) for changed in (None, ["b", "a"], None))
    assert [first[1], second[1], third[1]] == ["null", '["a", "b"]', "null"]
    assert first[0] == second[0] != third[0]
    assert said == ["thinking"] * 3


def test_what_is_wrong_is_the_users_error_and_the_process_goes_on(talks) -> None:
    with Maker("fallback", lambda _: None) as made:
        process, _ = made.make(talks, None)
        with pytest.raises(FactCheckError, match=r"a\.qmd:1: is bad; mend it"):
            made.make(talks, ["wrong"])
        assert made.make(talks, ["a"])[0] == process


def test_a_process_that_stops_is_told_and_begun_anew(talks) -> None:
    with Maker("fallback", lambda _: None) as made:
        process, _ = made.make(talks, None)
        with pytest.raises(FactCheckError, match="stopped with exit code 3"):
            made.make(talks, ["die"])
        again = made.make(talks, ["a"])
        assert again[0] != process
        assert again[1] == "null", "the new one has nothing in memory"


def test_the_other_process_answers_each_request(monkeypatch, tmp_path) -> None:
    class Stub:
        def __init__(self, engine, progress) -> None:
            progress(f"with {engine.name}")

        def make(self, folder, changed):
            if changed:
                raise FactCheckError("is bad", where="a.qmd:1", mend="mend it")
            return [folder.name]

    monkeypatch.setattr(worker, "Kept", Stub)
    requests = [{"folder": str(tmp_path / "site"), "changed": changed} for changed in (None, ["a.qmd"], None)]
    answers: list[dict] = []
    worker.serve("fallback", io.StringIO("".join(json.dumps(r) + "\n" for r in requests)), answers.append)
    assert answers == [
        {"doing": "with fallback"},
        {"pages": ["site"]},
        {"wrong": ["is bad", "a.qmd:1", "mend it"]},
        {"pages": ["site"]},
    ]
