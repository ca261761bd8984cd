"""Work without collection: switched off inside, and back behind it, whatever happens."""

from __future__ import annotations

import gc

import pytest

from analysis.core import garbage_collector


@pytest.fixture(autouse=True)
def as_before():
    collecting = gc.isenabled()
    yield
    (gc.enable if collecting else gc.disable)()


def test_collection_is_off_inside_and_on_behind():
    gc.enable()
    with garbage_collector.paused():
        assert not gc.isenabled()
        with garbage_collector.paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_an_error_switches_it_on_again():
    gc.enable()
    with pytest.raises(KeyError), garbage_collector.paused():
        raise KeyError
    assert gc.isenabled()


def test_what_was_off_stays_off():
    gc.disable()
    with garbage_collector.paused():
        pass
    assert not gc.isenabled()
