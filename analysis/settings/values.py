"""What a value of config.yaml can be: a text, a name, a day, a year, a file, an address.

Each is a type for the models of `analysis.settings`, and, where others need it, the function that checks it.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from analysis.core import paths
from analysis.core.errors import did_you_mean

READERS = paths.CODE / "facts" / "readers"
FIRST_YEAR, LAST_YEAR = 1950, 2100


def text(value: str) -> str:
    """The text, if there is something in it and nothing around it."""
    if not value.strip() or value != value.strip():
        raise ValueError("an empty text, or one with white space around it")
    return value


NAME = r"^[a-z0-9][a-z0-9-]{0,63}$"


def name(text: str) -> str:
    """The text, if it can stand in file names, ids of figures and anchors.

    >>> name("last-year")
    'last-year'
    """
    if not re.fullmatch(NAME[1:-1], text):
        raise ValueError("not a name: small letters, digits and hyphens, at most 64, such as a-claim")
    return text


def file_name(text: str) -> str:
    """The text, if it names a file below a folder, and no other place.

    >>> file_name("neurips/2024_program.jsonl.gz")
    'neurips/2024_program.jsonl.gz'
    """
    parts = text.split("/")
    if not text.isprintable() or "\\" in text or any(part.strip() in ("", ".", "..") for part in parts):
        raise ValueError("not a file below the folder of the raw files, such as elm/2026_program.json.gz")
    return text


def is_link(text: str) -> bool:
    """Whether a text is an address on the web: http or https, and no password in it."""
    return text.isprintable() and bool(re.fullmatch(r"https?://[^\s/?#@\\]+(?:[/?#]\S*)?", text))


def link(text: str) -> str:
    """The text, if it is an address on the web.

    >>> link("https://example.org/program.json?year=2026")
    'https://example.org/program.json?year=2026'
    """
    if not is_link(text):
        raise ValueError("not an address that begins with http:// or https://")
    return text


def web_address(text: str) -> str:
    """The text, if it is the address of a page, without query and anchor.

    >>> web_address("https://example.org/check/")
    'https://example.org/check/'
    """
    if not text.isprintable() or not re.fullmatch(r"https?://[^\s/?#@\\]+(/[^\s?#]*)?", text):
        raise ValueError("not a web address such as https://example.org/check/")
    return text


def raw_format(text: str) -> str:
    """The text, if there is a reader of this name: a module of `analysis.facts.readers`, which lie in a later room.

    >>> raw_format("listing")
    'listing'
    """
    known = sorted(file.stem for file in READERS.glob("[a-z]*.py"))
    if text not in known:
        raise ValueError(f"no format that is read; give one of {', '.join(known)}{did_you_mean(text, known)}")
    return text


def year(value: object) -> object:
    """A year; as a key it may stand in quotes."""
    return int(value) if isinstance(value, str) and re.fullmatch(r"[0-9]{4}", value) else value


def day(value: object) -> str:
    """A day as text, or a month or a year where no more is known.

    >>> [day(value) for value in ("2026-07-31", "2026-07", 2026)]
    ['2026-07-31', '2026-07', '2026']
    """
    said = str(value) if isinstance(value, (str, int)) else ""
    parts = [int(part) for part in said.split("-")] if re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", said) else [0]
    try:
        date(*[*parts, 1, 1][:3])
    except ValueError:
        parts = [0]
    if not FIRST_YEAR <= parts[0] <= LAST_YEAR:
        raise ValueError(
            f"not a day such as 2026-07-31, a month such as 2026-07 or a year, from {FIRST_YEAR} to {LAST_YEAR}"
        )
    return said


def whole_day(value: object) -> str:
    """A day as text, with its month and year.

    >>> whole_day("2026-07-31")
    '2026-07-31'
    """
    said = day(value)
    if len(said) != len("2026-07-31"):
        raise ValueError("not a whole day, such as 2026-07-31")
    return said


DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
PART_OF_DAY = r"^[0-9]{4}(-[0-9]{2}){0,2}$"
YEAR = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]

Text = Annotated[str, Field(min_length=1, max_length=2000), AfterValidator(text)]
Name = Annotated[str, AfterValidator(name), WithJsonSchema({"type": "string", "pattern": NAME})]
Year = Annotated[YEAR, BeforeValidator(year)]
YearKey = Annotated[Year, WithJsonSchema({"type": "string", "pattern": "^[0-9]{4}$"})]  # keys are text in JSON
Day = Annotated[str, BeforeValidator(day, json_schema_input_type=Annotated[str, Field(pattern=PART_OF_DAY)] | YEAR)]
WholeDay = Annotated[str, BeforeValidator(whole_day, json_schema_input_type=Annotated[str, Field(pattern=DAY)])]
RawFormat = Annotated[str, AfterValidator(raw_format)]
FileName = Annotated[str, Field(max_length=200), AfterValidator(file_name)]
Link = Annotated[str, Field(max_length=2000), AfterValidator(link)]
Host = Annotated[str, Field(pattern=r"^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:[0-9]{1,5})?$")]
Variable = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_]{0,63}$")]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
WebAddress = Annotated[str, Field(max_length=2000), AfterValidator(web_address)]
