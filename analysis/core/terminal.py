"""What is printed, on any terminal and into any pipe: no character is an error.

A character that the encoding lacks is written as the nearest plain one, else as its code. What a program reads (CSV,
JSON, Markdown, HTML) is UTF-8 with LF wherever it goes but to a terminal.
"""

from __future__ import annotations

import codecs
import os
import sys
import unicodedata
from collections.abc import Callable
from typing import TextIO

from analysis.core.errors import CheckFailed, FactCheckError

NEAREST = {
    "→": "->",
    "←": "<-",
    "−": "-",
    "–": "-",
    "—": "-",
    "×": "x",
    "·": "*",
    "•": "*",
    "“": '"',
    "”": '"',
    "„": '"',
    "‘": "'",
    "’": "'",
    "≤": "<=",
    "≥": ">=",
    "±": "+-",
    "ß": "ss",
    "æ": "ae",
    "Æ": "AE",
    "œ": "oe",
    "Œ": "OE",
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "ı": "i",
}


def nearest(text: str) -> str:
    """ASCII that a reader takes for `text`.

    >>> nearest("Zürich → 南京, “3%”…")
    'Zurich -> \\\\u5357\\\\u4eac, "3%"...'
    """
    return "".join(map(_plain, text))


def _plain(character: str) -> str:
    plain = NEAREST.get(character) or "".join(
        c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c)
    )
    return plain if plain and plain.isascii() else character.encode("ascii", "backslashreplace").decode("ascii")


def _in_place_of(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return nearest(error.object[error.start : error.end]), error.end


codecs.register_error("nearest", _in_place_of)


def prepare() -> None:
    """See that any text can be written to standard output and error, in any encoding, and where they are closed."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - it stays open as long as the process
        elif hasattr(getattr(sys, name), "reconfigure"):
            getattr(sys, name).reconfigure(errors="nearest")


def write_data() -> None:
    """Make standard output UTF-8 with LF for what a program will read; a terminal keeps its encoding."""
    if hasattr(sys.stdout, "reconfigure") and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8", errors="nearest", newline="")


def told(run: Callable[[], int | None]) -> int:
    """Do what was asked for on a command line; gives the exit code. What the user can mend is one sentence."""
    prepare()
    try:
        code = run() or 0
        sys.stdout.flush()  # a reader that has gone shows here, not at exit
        return code
    except FactCheckError as error:
        if isinstance(error, CheckFailed):
            print("\n".join(error.problems))
        print(f"{paint('error', 31)}: {' '.join(str(error).split())}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader of the pipe has seen enough
        return 0
    except KeyboardInterrupt:
        print("interrupted; nothing half-written was kept", file=sys.stderr)
        return 130


def paint(text: str, code: int, stream: TextIO | None = None) -> str:
    """Colour, only on a terminal that wants it; `stream` is where it is printed, standard error by default."""
    wanted = (stream or sys.stderr).isatty() and not os.environ.get("NO_COLOR")
    return f"\033[{code}m{text}\033[0m" if wanted else text
