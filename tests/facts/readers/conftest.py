"""What tests of the readers share: a raw file of a few rows, and a source of config.yaml that names it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from analysis.facts.readers import Record, records
from analysis.settings.models import Source
from tests.conftest import write_gz

Read = Callable[..., list[Record]]


@pytest.fixture
def raw(tmp_path):
    return lambda *rows: write_gz(tmp_path / "raw.jsonl.gz", list(rows))


@pytest.fixture
def read(tmp_path) -> Read:
    """`read("plain_csv", "text", tracks={…})`: what a source of a format yields for files with these contents."""

    def files(contents: tuple[str | bytes, ...]) -> Iterator[Path]:
        for number, content in enumerate(contents):
            file = tmp_path / f"raw-{number}"
            file.write_bytes(content.encode() if isinstance(content, str) else content)
            yield file

    def run(form: str, *contents: str | bytes, day: str | None = None, **more: object) -> list[Record]:
        told = {"file": "raw-0", "format": form, "recorded": "2031", "origin": "invented", "licence": "CC0-1.0"}
        source = Source.model_validate({**told, **{key.replace("_", "-"): value for key, value in more.items()}})
        return list(records(source, list(files(contents)), day))

    return run
