"""Raw affiliation string → clean string → parts.

First step of attribution. Cleaning is lossless: entities, escapes, quotes and spaces are undone, the spelling stays. A
string is cut into parts only where a separator between institutions leaves no doubt; inside a part,
`analysis.attribution.reading` finds every institution named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

SEPARATOR = re.compile(r"[;/|\n•·●]|\s[-–—]\s|\s\+\s")
# Hangul as folded, kana, Han
UNSPACED = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
# what stands in an affiliation field when there is none
NO_INSTITUTION = re.compile(
    r"(?:none|n\.? ?/? ?a\.?|null|nil|nan|no affiliation|no institution|unaffiliated|not affiliated|-+|\.+|_+|\?+|x+|"
    r"tbd|"
    r"unknown|private|self|myself|me|home|"
    r"(?:independent|freelance|unaffiliated|individual|private)(?: (?:ai|ml|machine learning|safety))?"
    r"(?: (?:researchers?|scholars?|academics?|scientists?|consultants?|research|contributors?|authors?|engineers?|developers?|"
    r"persons?|contractor|work))?|"
    r"ind[a-z]{6,11}t res[a-z]{3,6}r|"  # with a slip of the pen
    r"freelancers?|self[- ]?employed|unemployed|retired|hobbyist|student|none yet|sabbatical|consultant|"
    r"currently unaffiliated)",
    re.IGNORECASE,
)


def whole_names(names: Iterable[str]) -> re.Pattern[str] | None:
    """What finds the names that hold a separator, such as ``EHU/UPV``; None if none does."""
    held = sorted({name for name in names if SEPARATOR.search(name)}, key=lambda name: (-len(name), name))
    return re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in held), re.IGNORECASE) if held else None


def parts(text: str, whole: re.Pattern[str] | None = None) -> list[str]:
    """Cut a clean string where several institutions are listed side by side.

    A hyphen or plus sign cuts only between spaces; commas, ``and`` and ``&`` do not cut, since names hold them. Nor is
    a name cut that `whole` finds; its separators become spaces.
    """
    if whole:
        text = whole.sub(lambda name: SEPARATOR.sub(" ", name[0]), text)
    return [p for p in map(str.strip, SEPARATOR.split(text)) if p.strip(" ,.()-")]


def names_no_institution(text: str) -> bool:
    """True where the author says that there is no institution ('None', 'Independent Researcher')."""
    return bool(NO_INSTITUTION.fullmatch(text.strip(" .,()[]'\""))) if text else False


def is_unspaced(word: str) -> bool:
    """Whether a folded word is of a script whose words are not parted: Chinese, Japanese, Korean."""
    return not word.isascii() and bool(UNSPACED.search(word))
