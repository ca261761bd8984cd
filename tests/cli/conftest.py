"""What the tests of the command share: the command in a process of its own, and figures computed once."""

from __future__ import annotations

import os
import subprocess
import sys
from types import SimpleNamespace

import pytest

from analysis import cli
from analysis.core import paths


def run(*words: str, text: str | bytes = b"", shell: str = "", **env: str) -> SimpleNamespace:
    """The command in a process of its own; `shell` comes behind it, as in ``| head``."""
    command = [sys.executable, "-m", "analysis", *words]
    data = text.encode() if isinstance(text, str) else text
    where = {**os.environ, "PYTHONPATH": str(paths.ROOT), **env}
    if shell:
        quoted = " ".join(f"'{w}'" for w in command)
        done = subprocess.run(
            ["bash", "-c", f"set -o pipefail; {quoted} {shell}"],
            input=data,
            capture_output=True,
            cwd=paths.ROOT,
            env=where,
            check=False,
            timeout=120,
        )
    else:
        done = subprocess.run(
            command, input=data, capture_output=True, cwd=paths.ROOT, env=where, check=False, timeout=120
        )
    return SimpleNamespace(code=done.returncode, out=done.stdout, err=done.stderr)


@pytest.fixture
def ready(loaded, settings, computed, monkeypatch):
    """The loaded facts, and the figures computed from them once."""
    monkeypatch.setattr(cli.loaded, "figures", lambda progress: (settings, computed))
    return computed
