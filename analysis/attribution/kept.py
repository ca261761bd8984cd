"""What attribution keeps in `.cache`: each under a key made of all that can change it."""

from __future__ import annotations

import hashlib
import pickle
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from analysis.core import code_files, csv_table, garbage_collector, paths, result_cache

Thing = TypeVar("Thing")


def key_of(files: Iterable[Path]) -> str:
    """Fingerprint of files: names and contents."""
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(file.name.encode() + b"\0" + hashlib.sha256(csv_table.content(file)).digest())
    return digest.hexdigest()[:24]


def resting_on(module: str) -> list[Path]:
    """All that can change an answer: the code that is reached from a module, the registries, the overrides."""
    files = code_files.ours()
    code = [files[name] for name in code_files.reached([module], files)]
    return [*code, *paths.REFERENCE.glob("*.csv"), paths.OVERRIDES]


def kept(name: str, module: str, make: Callable[[], Thing]) -> Thing:
    """What `make` gives, from `.cache` where nothing that it rests on has changed.

    Reading it takes a sixth of the time of making the registry anew.

    Parameters
    ----------
    name : str
        Of the thing; the ending of its file.
    module : str
        Path of the module that makes it, from the root.
    """
    version = unicodedata.unidata_version  # which letters are told apart
    file = paths.CACHE / f"{key_of(resting_on(module))}-{version}.{name}"
    with garbage_collector.paused():
        if (content := result_cache.read(file)) is not None:
            found: Thing = pickle.loads(content)
            return found
        made = make()
        result_cache.keep(file, pickle.dumps(made, protocol=5), most=2)
    return made
