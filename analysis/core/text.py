"""Words as they came: undone what transport did to them, cut into tokens, and folded for comparison."""

from __future__ import annotations

import html
import html.entities
import re
import unicodedata
from functools import lru_cache
from typing import Any, NamedTuple

ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")
HEX = frozenset("0123456789abcdefABCDEF")
QUOTES = {'"': '"', "'": "'", "“": "”", "‘": "’", "`": "`"}
SURROGATE = re.compile(r"[\ud800-\udfff]")
# controls that part words (carriage return, form feed and so on) are white space and not among these
INVISIBLE = re.compile(
    r"[\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)


def clean(value: Any) -> str:
    """Undo what transport did to a string and nothing else.

    Entities and literal escapes however often escaped, invisible characters, runs of white space and one pair of
    surrounding quotation marks go; Unicode is composed (NFC). Idempotent, and linear in the length of the string.

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
        if _is_plain(text):  # most strings: nothing but spaces and quotation marks can change
            text = _unquoted(" ".join(text.split()))
            if text == before:
                return text
            continue
        text = INVISIBLE.sub("", unicodedata.normalize("NFC", text))
        if ENTITY.search(text) or ESCAPE.search(text):
            text = _undo_escapes(text)
        if SURROGATE.search(text):  # halves of a pair meet, a half alone cannot be written
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        text = _unquoted(" ".join(INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split()))
        if text == before:
            return text


def _is_plain(text: str) -> bool:
    """Whether a text holds only printable signs of ASCII and no escape."""
    return text.isascii() and text.isprintable() and "&" not in text and "\\" not in text


def _unquoted(text: str) -> str:
    """A text without one pair of quotation marks around it."""
    if len(text) > 1 and QUOTES.get(text[0]) == text[-1] and text[0] not in text[1:-1]:
        return text[1:-1].strip()
    return text


def _undo_escapes(text: str) -> str:
    """Undo entities and literal escapes in one pass, however often escaped: what an escape gives is read again."""
    done: list[str] = []
    for char in text:
        waiting = [char]
        while waiting:
            done.append(waiting.pop())
            length, given = 0, ""
            if done[-1] == ";":
                start = next(
                    (
                        at
                        for at in range(len(done) - 2, max(-1, len(done) - 36), -1)
                        if not (done[at].isalnum() or done[at] == "#")
                    ),
                    None,
                )
                found = ENTITY.fullmatch("".join(done[start:])) if start is not None and done[start] == "&" else None
                if found and (found[0][1] == "#" or found[0][1:] in html.entities.html5):
                    length, given = len(found[0]), html.unescape(found[0])
            elif done[-1] in HEX and (
                found := ESCAPE.fullmatch("".join(done[-4:])) or ESCAPE.fullmatch("".join(done[-6:]))
            ):
                length, given = len(found[0]), chr(int(found[1] or found[2], 16))
            if length:
                del done[-length:]
                waiting.extend(reversed(INVISIBLE.sub("", unicodedata.normalize("NFC", given))))
    return "".join(done)


class Token(NamedTuple):
    """One word of a part.

    `text` is folded, `raw` as written; `segment` counts commas and brackets before it, `bracket` says whether it stands
    inside brackets.
    """

    text: str
    raw: str
    segment: int
    bracket: bool


WORD = re.compile(r"[^\W_]+(?:['’‘`´ʼ.&*][^\W_]+)*\.?|[,()\[\]{}:]")
BREAKS = frozenset(",()[]{}:")


def tokens(part: str) -> list[Token]:
    """Words of a part, folded for comparison, in order."""
    found: list[Token] = []
    segment = depth = 0
    for raw in WORD.findall(part):
        if raw in BREAKS:
            segment += 1
            depth = max(0, depth + (raw in "([{") - (raw in ")]}"))
            continue
        for word in _folded_words(raw):
            found.append(Token(word, raw, segment, depth > 0))
    return found


@lru_cache(maxsize=100_000)
def _folded_words(raw: str) -> tuple[str, ...]:
    return tuple(fold(raw).split())


KEPT = {"'": "", "`": "", ".": "", "*": "", "&": " and "}
ASCII = {n: KEPT.get(chr(n), chr(n) if chr(n).isalnum() else " ") for n in range(128)}
STROKES = str.maketrans("ıøØłŁđð", "ioolldd")


class _Others(dict[int, str]):
    """What becomes of each character of a decomposed text; one is looked up when it first occurs."""

    def __missing__(self, number: int) -> str:
        char = chr(number)
        if char.isalnum():
            kept = char
        elif char in "’‘´ʼ" or unicodedata.combining(char):
            kept = ""
        else:
            kept = " "
        self[number] = kept
        return kept


OTHERS = _Others(ASCII)


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Text for comparison: no accents or punctuation, lower case, words parted by one space.

    Examples
    --------
    >>> fold("Xi'an Jiaotong–Liverpool, École")
    'xian jiaotong liverpool ecole'
    """
    if text.isascii():  # most names; the same rules by one table
        return " ".join(text.casefold().translate(ASCII).split())
    plain = unicodedata.normalize("NFKD", text.translate(STROKES).casefold())
    return " ".join(plain.translate(OTHERS).split())
