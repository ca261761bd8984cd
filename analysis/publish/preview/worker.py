"""The other process of a preview, begun by `analysis.publish.preview.maker`, which says how the two talk."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO

from analysis.core.errors import FactCheckError
from analysis.publish import render
from analysis.publish.preview.kept import Kept


def serve(engine: str, requests: TextIO, answer: Callable[[Any], None]) -> None:
    """Be the other process, until nobody asks any more."""
    kept: Kept | None = None
    for line in requests:
        request = json.loads(line)
        try:
            if kept is None:
                kept = Kept(render.choose(engine), lambda doing: answer({"doing": doing}))
            pages = kept.make(Path(request["folder"]), request["changed"])
        except FactCheckError as error:
            answer({"wrong": [error.what, str(error.where), error.mend]})
        else:
            answer({"pages": pages})


def main(engine: str) -> None:
    """Talk by standard input and output; whatever else prints goes to standard error."""
    # where nobody listens any more there is nothing left to do
    with suppress(BrokenPipeError), os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8") as out:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())

        def answer(said: Any) -> None:
            out.write(json.dumps(said) + "\n")
            out.flush()

        serve(engine, sys.stdin, answer)


if __name__ == "__main__":
    main(*sys.argv[1:])
