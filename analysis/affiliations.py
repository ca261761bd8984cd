"""Raw affiliation string → clean string → parts.

First step of attribution. Cleaning is lossless: entities, escapes, quotes and spaces are undone, the spelling stays. A string is cut into
parts only where a separator between institutions leaves no doubt; inside a part, `analysis.institutions` finds every institution named.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")
QUOTES = {'"': '"', "'": "'", "“": "”", "‘": "’", "`": "`"}
INVISIBLE = re.compile(r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]")
SEPARATOR = re.compile(r"\s*(?:[;/|\n•·●]|\s[-–—]\s|\s\+\s)\s*")
# what stands in an affiliation field when there is none
NO_INSTITUTION = re.compile(
    r"(?:none|n\.? ?/? ?a\.?|null|nil|nan|no affiliation|no institution|unaffiliated|not affiliated|-+|\.+|_+|\?+|x+|tbd|unknown|private|self|myself|me|home|"
    r"(?:independent|freelance|unaffiliated|individual|private)(?: (?:ai|ml|machine learning|safety))?"
    r"(?: (?:researchers?|scholars?|scientists?|consultants?|research|contributors?|authors?|engineers?|developers?|persons?|contractor|work))?|"
    r"freelancers?|self[- ]?employed|unemployed|retired|hobbyist|student|none yet|sabbatical|consultant|currently unaffiliated)",
    re.IGNORECASE,
)


def clean(value: Any) -> str:
    """Undo what transport did to a string and nothing else.

    Entities escaped up to four times, literal escapes, invisible characters, runs of white space and one pair of surrounding quotation marks
    go; Unicode is composed (NFC). Idempotent.

    Examples
    --------
    >>> clean("Xi&amp;#x27;an  Jiaotong University")
    "Xi'an Jiaotong University"
    """
    if value is None:
        return ""
    text = str(value)
    while True:
        before = text
        if "&" in text:
            for _ in range(5):
                undone = ENTITY.sub(lambda m: html.unescape(m[0]), text)
                if undone == text:
                    break
                text = undone
        if "\\" in text:
            text = ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16)), text)
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        text = " ".join(INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())
        if len(text) > 1 and QUOTES.get(text[0]) == text[-1] and text[0] not in text[1:-1]:
            text = text[1:-1].strip()
        if text == before:
            return text


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a part: `text` folded, `raw` as written, `segment` counting commas and brackets, `bracket` whether inside brackets."""

    text: str
    raw: str
    segment: int
    bracket: bool


WORD = re.compile(r"[^\W_]+(?:['’‘`´ʼ.&*][^\W_]+)*\.?|[,()\[\]{}:]")
BREAKS = frozenset(",()[]{}:")


def parts(text: str) -> list[str]:
    """Cut a clean string where several institutions are listed side by side.

    A hyphen or plus sign cuts only between spaces; commas, ``and`` and ``&`` do not cut, since names hold them.
    """
    return [p for p in SEPARATOR.split(text) if p and p.strip(" ,.()-")]


def tokens(part: str) -> list[Token]:
    """Words of a part, folded for comparison, in order."""
    found: list[Token] = []
    segment = depth = 0
    for match in WORD.finditer(part):
        raw = match[0]
        if raw in BREAKS:
            segment += 1
            depth = max(0, depth + (raw in "([{") - (raw in ")]}"))
            continue
        found.extend(Token(word, raw, segment, depth > 0) for word in fold(raw).split())
    return found


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Text for comparison: no accents or punctuation, lower case, words parted by one space.

    Examples
    --------
    >>> fold("Xi'an Jiaotong–Liverpool, École")
    'xian jiaotong liverpool ecole'
    """
    text = text.replace("ı", "i").replace("ø", "o").replace("Ø", "o").replace("ł", "l").replace("Ł", "l").replace("đ", "d").replace("ð", "d")
    plain = unicodedata.normalize("NFKD", text.casefold())
    out = []
    for char in plain:
        if char.isalnum():
            out.append(char)
        elif char in "'’‘`´ʼ.*" or unicodedata.combining(char):
            continue
        elif char == "&":
            out.append(" and ")
        else:
            out.append(" ")
    return " ".join("".join(out).split())


def names_no_institution(text: str) -> bool:
    """True where the author says that there is no institution ('None', 'Independent Researcher')."""
    return bool(NO_INSTITUTION.fullmatch(text.strip(" .,()[]'\""))) if text else False
