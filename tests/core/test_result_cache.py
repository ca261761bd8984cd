"""What was computed before is believed only if it is whole; else it is computed again and the answer is the same."""

from __future__ import annotations

import os

import pandas as pd
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from analysis.attribution import table
from analysis.core import result_cache

ASKED = table.as_asked(["Tsinghua University", "NOREF", "Stanford University", "Nowhere at all"])
ANSWER = b"affiliation,countries\nA,US\nB,CN\n"


@st.composite
def damages(draw: st.DrawFn, raw: bytes) -> bytes:
    """A text with a byte changed, cut short, or with something in or behind it."""
    at = draw(st.integers(0, len(raw) - 1))
    other = draw(st.binary(min_size=1, max_size=3))
    return draw(
        st.sampled_from(
            [
                raw[:at],
                raw[:at] + bytes([raw[at] ^ draw(st.integers(1, 255))]) + raw[at + 1 :],
                raw[:at] + other + raw[at:],
                raw + other,
            ]
        )
    )


@given(st.data())
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_file_is_never_believed(tmp_path, data) -> None:
    file = tmp_path / "answer.csv"
    result_cache.keep(file, ANSWER, 8)
    assert result_cache.read(file) == ANSWER
    file.write_bytes(data.draw(damages(file.read_bytes())))
    said: list[str] = []
    assert result_cache.read(file, said.append) is None
    assert said == ["answer.csv in .cache is damaged; it is made again"]


def test_an_answer_to_another_question_is_not_believed(tmp_path) -> None:
    result_cache.keep(tmp_path / "a.csv", ANSWER, 8)
    os.replace(tmp_path / "a.csv", tmp_path / "b.csv")
    assert result_cache.read(tmp_path / "b.csv") is None


def test_only_the_newest_of_a_kind_are_kept(tmp_path) -> None:
    (tmp_path / "lock").write_text("build")
    for n in range(5):
        result_cache.keep(tmp_path / f"{n}.csv", ANSWER, 3)
        os.utime(tmp_path / f"{n}.csv", (n, n))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["2.csv", "3.csv", "4.csv", "lock"]


def test_a_folder_that_cannot_be_written_costs_time_and_nothing_else(tmp_path) -> None:
    (tmp_path / "file").write_text("a file where a folder should be")
    result_cache.keep(tmp_path / "file" / "a.csv", ANSWER, 8)
    assert result_cache.read(tmp_path / "file" / "a.csv") is None


@given(st.data())
@hypothesis_settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_decisions_are_the_same_whatever_happened_to_those_that_were_kept(tmp_path, data) -> None:
    first = table.resolutions(ASKED, tmp_path)
    [file] = tmp_path.glob("resolutions-*.csv")
    raw = file.read_bytes()
    file.write_bytes(
        data.draw(
            damages(raw) | st.just(raw.replace(b'"US"', b'"XX"').replace(b'"CN"', b'"US"').replace(b'"XX"', b'"CN"'))
        )
    )
    said: list[str] = []
    pd.testing.assert_frame_equal(table.resolutions(ASKED, tmp_path, said.append), first)
    assert said == [f"{file.name} in .cache is damaged; it is made again", "resolving 4 distinct affiliations"]
    pd.testing.assert_frame_equal(table.resolutions(ASKED, tmp_path, said.append), first)
    assert len(said) == 2
    assert file.read_bytes() == raw


CELL = st.text() | st.text(alphabet='\r\n",|\\ NA\x00a')


@given(st.lists(st.tuples(CELL, CELL), min_size=1))
def test_any_text_comes_back_from_a_kept_table(rows) -> None:
    made = pd.DataFrame(rows, columns=["affiliation", "units"], dtype=object)
    back = table.from_csv(table.to_csv(made))
    assert back.to_numpy().tolist() == made.to_numpy().tolist()
