"""A long step: counted and timed on a terminal, silent elsewhere; nothing that was said is lost."""

from __future__ import annotations

import io
import sys

import pytest

from analysis.core.progress import LiveLine, PlainLines, amount, counted, finish_line, shown, silent


class Terminal(io.StringIO):
    """A stream that is a terminal: `lines` is what a reader sees once all has been written over."""

    def isatty(self) -> bool:
        return True

    @property
    def lines(self) -> list[str]:
        return [line.split("\r")[-1].replace("\033[K", "") for line in self.getvalue().split("\n")]


@pytest.fixture
def clock():
    """Seconds that pass when a test says so: `clock.append(3.0)`."""
    return [0.0]


@pytest.fixture
def line(clock, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    return LiveLine(Terminal(), lambda: clock[-1])


def seen(line: LiveLine) -> list[str]:
    return line._stream.lines


def test_steps_that_are_done_stay_above_the_one_that_runs(line) -> None:
    line("reading")
    line("computing")
    assert seen(line) == ["reading", "computing"]
    line.finish()
    assert seen(line) == ["reading", "computing", ""]


def test_a_quick_step_has_no_time_and_a_slow_one_has(line, clock) -> None:
    line("reading")
    clock.append(1.9)
    line.draw()
    assert seen(line) == ["reading"]
    clock.append(62.0)
    line.draw()
    assert seen(line) == ["reading  1 min 02 s"]
    line("computing")
    clock.append(66.5)
    line.finish()
    assert seen(line) == ["reading  1 min 02 s", "computing  4 s", ""]


def test_a_count_is_a_bar_where_its_end_is_known_and_a_number_where_not(line) -> None:
    line("resolving")
    for _ in counted(range(2000), line):
        pass
    line.draw()
    assert seen(line) == ["resolving  [########################]  2,000 of 2,000"]
    for _ in counted(iter(range(1500)), line):
        pass
    line.draw()
    assert seen(line) == ["resolving  1,500"]
    line("computing")
    assert seen(line)[-1] == "computing"


def test_a_bar_is_as_full_as_the_count(line) -> None:
    line("resolving")
    line.count(500, 2000)
    line.draw()
    assert seen(line) == ["resolving  [######------------------]  500 of 2,000"]


def test_a_line_fits_the_terminal(line, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    line("x" * 50)
    assert seen(line) == ["x" * 19]


def test_counting_changes_nothing_and_asks_nothing_of_a_plain_function() -> None:
    said: list[str] = []
    for progress in (silent, said.append):
        assert list(counted("abc", progress)) == ["a", "b", "c"]
        finish_line(progress)
    assert said == []


def test_results_are_printed_on_lines_of_their_own(line) -> None:
    line("reading")
    finish_line(line)
    line._stream.write("result\n")
    line("computing")
    assert seen(line) == ["reading", "result", "computing"]


def test_only_a_terminal_is_shown_anything(monkeypatch, capsys) -> None:
    with shown() as progress:
        progress("reading")
    assert (progress, capsys.readouterr().err) == (silent, "")


@pytest.mark.parametrize("failure", [None, KeyboardInterrupt, ValueError])
def test_the_line_is_ended_however_the_work_ends(monkeypatch, failure) -> None:
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    try:
        with shown() as progress:
            progress("reading")
            if failure:
                raise failure
    except (KeyboardInterrupt, ValueError):
        pass
    assert stream.getvalue().endswith("\n")


def test_a_terminal_that_cannot_write_over_gets_plain_lines(monkeypatch) -> None:
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "dumb")
    with shown() as progress:
        progress("reading")
        assert list(counted("abc", progress)) == ["a", "b", "c"]
        progress("computing")
    assert stream.getvalue() == "reading\ncomputing\n"


def test_a_closed_terminal_does_not_stop_the_work(line) -> None:
    line("reading")
    line._stream.close()
    line("computing")
    line.finish()


def test_bytes_are_said_with_the_time_that_is_left(line, clock) -> None:
    line("downloading https://oak.example/static/program.json")
    amount(line, 2_500_000, 9_000_000)
    clock.append(30.0)
    line.draw()
    said = "downloading htt  [######------------------]  2,500 of 9,000 kB, 1 min 18 s left"
    assert seen(line) == [said]
    assert len(said) == 79
    amount(line, 25_000_000, 100_000_000)
    line.draw()
    assert seen(line) == ["downloading https://  [######------------------]  25 of 100 MB, 1 min 30 s left"]
    amount(line, 3_000_000, None)
    line.draw()
    assert seen(line)[0].endswith("program.json  3,000 kB  30 s")


def test_what_has_just_begun_or_is_done_has_no_time_left(line, clock) -> None:
    line("downloading")
    for done, seconds in ((0, 60.0), (9, 1.0), (10, 60.0)):
        line.count(done, 10)
        clock.append(seconds)
        line.draw()
        assert "left" not in seen(line)[-1]


def test_a_log_gets_a_line_a_step_and_one_now_and_then(clock) -> None:
    log = io.StringIO()
    plain = PlainLines(log, lambda: clock[-1])
    plain("downloading")
    for done, seconds in ((1_000_000, 5.0), (2_000_000, 20.0), (3_000_000, 21.0)):
        clock.append(seconds)
        amount(plain, done, 10_000_000)
    clock.append(60.0)
    amount(plain, 4_000_000, None)
    assert log.getvalue().splitlines() == [
        "downloading",
        "  2 of 10 MB, 1 min 20 s left",
        "  4,000 kB",
    ]
    amount(silent, 1, 1)
