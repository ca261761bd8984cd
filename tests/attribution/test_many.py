"""Many answers: the same, in the same order, whoever gives them."""

from __future__ import annotations

import io
import json
import sys
from subprocess import Popen

import pytest

from analysis.attribution import many
from analysis.attribution.answer import answer
from analysis.attribution.registry import load
from analysis.attribution.resolve import resolve_with
from analysis.core.progress import LiveLine

TEXTS = ["Tsinghua University", "Stanford University", "ETH Zürich, Switzerland", "no \ud800 such | place", "清华大学"]
ASKED = [(f"{text}, room {n}", "", "", "") for n in range(12) for text in TEXTS]


@pytest.fixture
def blocks_of_three(monkeypatch):
    monkeypatch.setattr(many, "BLOCK", 3)
    monkeypatch.setattr(many, "WORTH", 10)


def alone() -> list:
    return [answer(resolve_with(*row, load())) for row in ASKED]


def test_few_are_answered_here(monkeypatch):
    monkeypatch.setattr(many, "_start", lambda: pytest.fail("no other process is worth its start"))
    assert many.answers(ASKED) == alone()
    assert many.answers([]) == []


def test_many_are_answered_with_others_in_the_same_order(monkeypatch, blocks_of_three):
    monkeypatch.setattr(many, "processors", lambda: 2)
    asked = []
    monkeypatch.setattr(many, "_answered", lambda block: asked.append(block) or real(block))
    real = lambda block: [answer(resolve_with(*row, load())) for row in block]
    assert many.answers(ASKED) == alone()
    assert len(asked) <= len(ASKED) / 3


@pytest.mark.parametrize("code", ["", "import sys; sys.stdin.readline(); sys.stdin.readline(); print(1, end='')"])
def test_what_another_process_leaves_undone_is_done_here(monkeypatch, blocks_of_three, code):
    monkeypatch.setattr(many, "processors", lambda: 3)
    monkeypatch.setattr(many, "Popen", lambda _, **how: Popen([sys.executable, "-c", code], **how))
    assert many.answers(ASKED) == alone()


def test_where_no_other_process_can_be_started_this_one_does_it_all(monkeypatch, blocks_of_three):
    monkeypatch.setattr(many, "processors", lambda: 2)
    monkeypatch.setattr(many, "Popen", lambda _, **how: Popen(["/no such program"], **how))
    assert many.answers(ASKED) == alone()


def test_who_stops_it_stops_the_others(monkeypatch, blocks_of_three):
    children = []

    def start(_, **how):
        children.append(Popen([sys.executable, "-c", "import time; time.sleep(60)"], **how))
        return children[-1]

    def stop(block):
        raise KeyboardInterrupt

    monkeypatch.setattr(many, "processors", lambda: 2)
    monkeypatch.setattr(many, "Popen", start)
    monkeypatch.setattr(many, "_answered", stop)
    with pytest.raises(KeyboardInterrupt):
        many.answers(ASKED)
    assert [child.returncode < 0 for child in children] == [True]


def test_another_process_answers_only_who_rests_on_the_same(monkeypatch):
    def served(first: bytes) -> str:
        line = json.dumps(ASKED[:2]).encode() + b"\n"
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(first + line)))
        monkeypatch.setattr(sys, "stdout", io.StringIO())
        many.serve()
        return sys.stdout.getvalue()

    assert served(b"other\n") == ""
    assert [many.Answer(*given) for given in json.loads(served(many._rests_on()))] == alone()[:2]


def test_the_live_line_counts_the_answers_of_all(monkeypatch, blocks_of_three):
    line = LiveLine(io.StringIO())
    many.answers(ASKED, line)
    assert (line._done, line._total) == (len(ASKED), len(ASKED))


def test_a_processor_is_there():
    assert many.processors() >= 1
