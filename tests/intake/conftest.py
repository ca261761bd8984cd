"""What the tests of fetching share: a server, a cohort with sources on it, a clock that needs no waiting."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest

from analysis.core.errors import FactCheckError
from analysis.intake import fetch
from analysis.settings import config
from tests.conftest import source
from tests.support import web

TITLES = ("On Oak", "On Elm", "On Ash", "On Yew", "On Box", "On Fir", "On Bay")


def papers(*numbers: int) -> list[dict]:
    """Entries of a virtual site, of authors without names of people."""
    return [
        {"id": n, "name": TITLES[n], "authors": [{"fullname": "Ada Quill", "institution": "Stanford University"}]}
        for n in numbers
    ]


def program(*numbers: int, **more: object) -> bytes:
    """A virtual site's program, with the papers of these numbers."""
    return json.dumps({"results": papers(*numbers), **more}).encode()


@pytest.fixture
def server():
    with web.serving() as running:
        yield running


@pytest.fixture
def clock():
    return web.HurriedClock()


@pytest.fixture
def asking(project, clock, monkeypatch):
    """A cohort that is fetched from an address: `asking(url, …)` gives what `fetch`, `failed`, `target` and `raw` do."""
    name, file = "neurips-2026", "neurips/2026_virtual.json.gz"
    clocked = fetch.Clock(clock.now, clock.seconds, clock.sleep)
    monkeypatch.setattr(fetch, "Clock", lambda: clocked)

    def make(url: str | None, about: dict | None = None, other: list[dict] | None = None, **more) -> SimpleNamespace:
        shape = {"format": "virtual", "basis": "program", "spine": True, **({"url": url} if url else {}), **more}
        form = shape.pop("format")
        one = source(shape.pop("file", file), form, **shape)
        cohort = {"venue": "NeurIPS", "year": 2026, "headline-basis": "program", "sources": [one, *(other or [])]}
        project({name: cohort}, **(about or {}))
        target = project.raw / one["file"]
        said: list[str] = []

        def run(minutes: float | None = None, environment: dict | None = None) -> list[str]:
            settings = config.load()
            how = fetch.manner(settings, minutes)
            found = fetch.fetch(name, settings, project.raw, how, said.append, environment=environment or {})
            return [file.status for file in found]

        def failed(*needed: str, code: int = 1, **more) -> str:
            before = target.read_bytes() if target.exists() else None
            with pytest.raises(FactCheckError) as failure:
                run(**more)
            assert failure.value.exit_code == code
            assert all(word in str(failure.value) for word in needed), str(failure.value)
            assert (target.read_bytes() if target.exists() else None) == before
            return str(failure.value)

        def held(content: bytes = b"the old file") -> bytes:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            return content

        return SimpleNamespace(
            name=name, target=target, raw=project.raw, data=project.data, run=run, failed=failed, held=held, said=said
        )

    return make
