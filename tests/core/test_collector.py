"""Work without collection: switched off inside, and back behind it, whatever happens."""

from __future__ import annotations

import gc

import pytest

from analysis.core.collector import no_collection


@pytest.fixture(autouse=True)
def as_before():
    collecting = gc.isenabled()
    yield
    (gc.enable if collecting else gc.disable)()


def test_collection_is_off_inside_and_on_behind():
    gc.enable()
    with no_collection():
        assert not gc.isenabled()
        with no_collection():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_an_error_switches_it_on_again():
    gc.enable()
    with pytest.raises(KeyError), no_collection():
        raise KeyError
    assert gc.isenabled()


def test_what_was_off_stays_off():
    gc.disable()
    with no_collection():
        pass
    assert not gc.isenabled()
