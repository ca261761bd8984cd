"""What one value in YAML is: text, a number, true or false, or nothing; refused where two readers may differ.

YAML 1.1, which PyYAML reads, takes ``NO`` for false, ``017`` for 15, ``1_000`` for 1000 and ``12:30`` for 750; YAML
1.2, which editors read, takes them for other things. None of it is read here: who writes it is told to say what is
meant.
"""

from __future__ import annotations

import math
import re
import unicodedata

TEXT, KEY, DIGITS = 4_000, 100, 20  # characters, the most; a float tells 17 digits apart
# controls, soft hyphens, marks of direction, characters of no width, line separators, halves of pairs, no characters
INVISIBLE = (
    r"\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff"
    r"\U000e0000-\U000e007f"
)
HIDDEN = re.compile(rf"[\u0000-\u0008\u000b-\u001f{INVISIBLE}]")  # in the file
CONTROL = re.compile(rf"[\u0000-\u001f{INVISIBLE}]")  # in a value, where no line ends either
WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\.[0-9]+(?:[eE][-+][0-9]{1,3})?")
WORDS: dict[str, bool | None] = {
    **{word: True for word in ("true", "True", "TRUE")},
    **{word: False for word in ("false", "False", "FALSE")},
    **{word: None for word in ("null", "Null", "NULL", "~", "")},
}
# what some version of YAML takes for a truth value or a number
SWITCH = re.compile(r"(?i)yes|no|on|off|y|n")
NO_NUMBER = re.compile(r"(?i)[-+]?\.(?:inf|nan)")
NUMBER = re.compile(
    r"[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+]?[0-9]+)?"
    r"|0b[01_]+|0o[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?)"
)


class Refused(ValueError):
    """A value that is not read: what is wrong, and the mend."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.what, self.mend = what, mend


def named(char: str) -> str:
    """A character that cannot be shown, in words.

    >>> named(chr(0x200B))
    'U+200B (zero width space)'
    """
    kind = "half a character" if "\ud800" <= char <= "\udfff" else "a control character"
    return f"U+{ord(char):04X} ({unicodedata.name(char, kind).lower()})"


def value(text: str, *, plain: bool) -> str | int | float | bool | None:
    """The value of a scalar; one that stands in quotes, which is not `plain`, is text.

    Raises
    ------
    Refused
        It may be read in two ways, is too long, or holds what cannot be seen.

    Examples
    --------
    >>> [value(text, plain=True) for text in ("two", "2", "2.5", "true", "")]
    ['two', 2, 2.5, True, None]
    >>> value("2", plain=False)
    '2'
    """
    if len(text) > TEXT:
        raise Refused(f"a value has {len(text):,} characters, more than {TEXT:,}", "shorten it")
    if hidden := CONTROL.search(text):
        if hidden[0] == "\n":
            raise Refused("a value goes over several lines", "write it in one, or fold it by `>-`")
        raise Refused(f"a value holds {named(hidden[0])}", "remove the character")
    if not plain:
        return text
    if text in WORDS:
        return WORDS[text]
    if SWITCH.fullmatch(text):
        raise Refused(
            f"readers of YAML take {text!r} for true or false, or for text",
            f'write true or false, or "{text}" in quotes for the text',
        )
    if NO_NUMBER.fullmatch(text):
        raise Refused(f"{text!r} is no number", f'write a number, or "{text}" in quotes for the text')
    return _number(text) if NUMBER.fullmatch(text) else text


def _number(text: str) -> int | float:
    shown = text if len(text) <= 40 else f"{text[:20]}…{text[-10:]}"
    digits = sum(char.isdigit() for char in text)
    if digits > DIGITS:
        raise Refused(f"the number {shown} has {digits:,} digits, more than {DIGITS}", "round it")
    if WHOLE.fullmatch(text):
        return int(text)
    if DECIMAL.fullmatch(text) and math.isfinite(number := float(text)):
        return number
    raise Refused(
        f"readers of YAML take {shown!r} for different numbers, or for text",
        f'write it in plain decimal digits, such as 15 or 0.5, or "{shown}" in quotes for the text',
    )
