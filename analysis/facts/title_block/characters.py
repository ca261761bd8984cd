"""Characters and words of a title block: cleaning, plain letters, tokens.

Reads any text; gives text of the same lines and spelling (`clean_text`), letters only (`plain_letters`), an end without
stray signs (`tidy`), or a list of `Token`. Pure, linear in the text, raises nothing for any string.
"""

import html
import re
import unicodedata
from dataclasses import dataclass

MAIL = "\ue000"  # stands in the text where an address was
PICTURE = "\ue001"  # a line of its own where a picture or caption was

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "đ": "d", "ð": "d", "þ": "th", "ħ": "h"}
)
# what stands for an accent in a PDF or in LaTeX → the accent that combines with a letter
_ACCENTS = {
    pair[0]: pair[1]
    for pair in (
        "´\u0301 `\u0300 ¨\u0308 ˆ\u0302 ˜\u0303 ˇ\u030c ¸\u0327 ˘\u0306 ˙\u0307 ˝\u030b ˚\u030a '\u0301 \"\u0308 "
        "^\u0302 ~\u0303 =\u0304 c\u0327 v\u030c u\u0306 H\u030b k\u0328 r\u030a .\u0307"
    ).split()
}
_GLYPH = re.compile(
    r"(?<!\S)/(?:envelope|warning|x\d\d|a\d{1,3}|github|heart\w*|star\w*|club\w*|spade\w*|diamond\w*)(?:-\w+)*(?!\w)"
)
_LATEX_ACCENT = re.compile(r"""\\(?:(['"`^~=.])\s*\{?\s*\\?([^\W\d_])\s*\}?|([cvuHkr])\{\s*([^\W\d_])\s*\})""")
_BEFORE_ACCENT = re.compile(
    r"(?<=\u0327) ?([´`¨˜ˇ˘]) ?([^\W\d_])|"
    r"(?<=[^\W\d_]) ?([´`¨˜ˇ¸˘˙˝]) ?([^\W\d_])|(?<![^\W\d_])([´¨¸˘]) ([^\W\d_])(?=[^\W\d_])"
)
_HAT = re.compile(r"(?<=[^\W\d_])ˆ ?([aeiouAEIOU])(?=[^\W\d_])|(?<=[^\W\d_]) ([˚])([aA])(?=[^\W\d_])")
_SUPER = re.compile(r"[²³¹⁰⁴-⁹₀-₉]+")
_LATEX_SUPER = re.compile(r"\$?\s*\^\s*\{([^{}$]{1,40})\}\s*\$?|\\textsuperscript\s*\{([^{}]{1,40})\}")
_LATEX_SIGN = dict(
    pair.split("=") for pair in r"\ast=∗ \dagger=† \ddagger=‡ \dag=† \ddag=‡ \star=⋆ \diamond=⋄ \S=§ \P=¶".split()
) | {"\\" + sign: sign for sign in "&_*#%{}@"}
_SIGN = re.compile(
    "|".join(
        re.escape(key) + (r"(?![A-Za-z])" if key[1].isalpha() else "") for key in sorted(_LATEX_SIGN, reverse=True)
    )
)
_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\ue000-\uf8ff]"
)
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_QUOTES = str.maketrans({"\xa0": " ", "’": "'", "‘": "'"})
_DINGBATS = re.compile(r"[❀-➾①-⓿]")
_ENDLESS = re.compile(r"\S{600,}")  # no word of a title block; keeps every pattern linear
_TOKEN = re.compile(rf"\n|{MAIL}|[^\W\d_]+(?:['.\-‐–_][^\W\d_]+)*\.?|\d+|[^\w\s]|_")


@dataclass(frozen=True)
class Token:
    """A word, number, sign, line end or mail mark: its text, where it stands, and, of a word, its plain letters."""

    text: str
    start: int
    end: int
    plain: str


def _accent(match: re.Match[str]) -> str:
    mark, letter = [group for group in match.groups() if group]
    return unicodedata.normalize("NFC", letter + _ACCENTS[mark])


def clean_text(text: str) -> str:
    """Undo what HTML, LaTeX, Markdown and docling did to the characters; the lines and the spelling stay."""
    for _ in range(4):
        plain = html.unescape(text)
        if plain == text:
            break
        text = plain
    text = _ENDLESS.sub(" ", text).replace("\r", "\n").replace("\t", " ").translate(_LIGATURES).translate(_QUOTES)
    text = re.sub(r"\n{3,}|[\u2028\u2029]", "\n\n", text)
    text = _CONTROL.sub(lambda m: " " if m[0] < " " else "", text)
    text = _LATEX_ACCENT.sub(_accent, text)
    text = _LATEX_SUPER.sub(lambda m: f" {m[1] or m[2]} ", text)
    text = _SIGN.sub(lambda m: _LATEX_SIGN[m[0]], text)
    text = re.sub(r"(?i:glyph)(?:\[\w*\]|<\d*>?)", " ", text)
    text = re.sub(r"(?<=[cC]) ?¸", "\u0327", text)
    text = _BEFORE_ACCENT.sub(_accent, text)
    text = _HAT.sub(lambda m: unicodedata.normalize("NFC", m[1] + "\u0302") if m[1] else _accent(m), text)
    text = _SUPER.sub(lambda m: f" {unicodedata.normalize('NFKC', m[0])} ", text)
    text = _GLYPH.sub(" ", text)
    if _DINGBATS.search(text):
        text = re.sub(r"\S+", lambda m: m[0] if len(_DINGBATS.findall(m[0])) < 2 else " ", text)
    text = re.sub(r"(?<=[a-z])- (?=[a-z])", "", text)
    return unicodedata.normalize("NFC", text)


def plain_letters(text: str) -> str:
    """Letters only, lower case, without accents."""
    text = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(char for char in text if char.isalpha())


def tokenize(text: str) -> list[Token]:
    """The words, numbers, signs, line ends and mail marks of a text, in order."""
    return [
        Token(m[0], m.start(), m.end(), plain_letters(m[0]) if m[0][0].isalpha() and m[0] != MAIL else "")
        for m in _TOKEN.finditer(text)
    ]


def tidy(text: str) -> str:
    """A text without stray spaces, commas, paths and signs at its ends."""
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s+([,;.:)\]])", r"\1", text)
    text = re.sub(r"([(\[])\s+", r"\1", text)
    text = re.sub(r"(?:[,;]\s*){2,}", ", ", text)
    text = re.sub(r"(?<=[a-z] )&(?=[A-Z][a-z])", "& ", text)
    text = re.sub(r"\bV A(?= \d{5})", "VA", text)
    text = re.sub(r"(?<!\S)[a-z0-9][\w.-]{2,}/[\w./-]{3,}", "", text)
    text = re.sub(r",\s*\d{1,2}$|\s[b-zB]$|(?<=\w) [a-z]+(?:[.\d][a-z\d]+)+$", "", text)
    text = re.sub(r"\(\s*\)|\[\s*\]", "", text)
    text = text.strip(" ,;:.-–—|/\\&*'\"<>=_~`´")
    if text.count("(") != text.count(")"):
        text = (
            text.strip("() ")
            if text.count("(") + text.count(")") == 1 and (text[0] in "()" or text[-1] in "()")
            else text
        )
    return text
