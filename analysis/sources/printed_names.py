"""Take out of a title block what is personal: e-mail addresses and authors' names.

Path: raw full text -> **title block** (`title_block.py`) -> snapshot. This module knows text, mail and names; `title_block` knows layout.

Shapes: `clean_text` str -> str; `take_mails` str -> (str with `MAIL` marks, hosts); `tokenize` str -> list of `Token`; `find_names`
tokens and authors -> list of `Name` spans, in order, never overlapping. All are pure, linear in the text and raise nothing for any string.
Method: a name is looked up as the letters of one to six neighbouring words, without accents, case, hyphens and spaces, among the usual
orders and abbreviations of each author; authors not met this way are sought again with prefixes and one wrong letter.
"""

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

MAIL = "\ue000"  # stands in the text where an address was
PICTURE = "\ue001"  # a line of its own where a picture or caption was

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "đ": "d", "ð": "d", "þ": "th", "ħ": "h"})
_UMLAUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_ACCENTS = {"´": "\u0301", "`": "\u0300", "¨": "\u0308", "ˆ": "\u0302", "˜": "\u0303", "ˇ": "\u030c", "¸": "\u0327", "˘": "\u0306"}
_ACCENTS |= {"˙": "\u0307", "˝": "\u030b", "˚": "\u030a", "'": "\u0301", '"': "\u0308", "^": "\u0302", "~": "\u0303", "=": "\u0304"}
_ACCENTS |= {"c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328", "r": "\u030a", ".": "\u0307"}
_GLYPH = re.compile(r"(?<!\S)/(?:envelope|warning|x\d\d|a\d{1,3}|github|heart\w*|star\w*|club\w*|spade\w*|diamond\w*)(?:-\w+)*(?!\w)")
_LATEX_ACCENT = re.compile(r"""\\(?:(['"`^~=.])\s*\{?\s*\\?([^\W\d_])\s*\}?|([cvuHkr])\{\s*([^\W\d_])\s*\})""")
_BEFORE_ACCENT = re.compile(
    r"(?<=\u0327) ?([´`¨˜ˇ˘]) ?([^\W\d_])|"
    r"(?<=[^\W\d_]) ?([´`¨˜ˇ¸˘˙˝]) ?([^\W\d_])|(?<![^\W\d_])([´¨¸˘]) ([^\W\d_])(?=[^\W\d_])"
)
_HAT = re.compile(r"(?<=[^\W\d_])ˆ ?([aeiouAEIOU])(?=[^\W\d_])|(?<=[^\W\d_]) ([˚])([aA])(?=[^\W\d_])")
_SUPER = re.compile(r"[²³¹⁰⁴-⁹₀-₉]+")
_LATEX_SUPER = re.compile(r"\$?\s*\^\s*\{([^{}$]{1,40})\}\s*\$?|\\textsuperscript\s*\{([^{}]{1,40})\}")
_LATEX_SIGN = {r"\ast": "∗", r"\dagger": "†", r"\ddagger": "‡", r"\dag": "†", r"\ddag": "‡", r"\star": "⋆", r"\diamond": "⋄"}
_LATEX_SIGN |= {r"\S": "§", r"\P": "¶", r"\&": "&", r"\_": "_", r"\*": "*", r"\#": "#", r"\%": "%", r"\{": "{", r"\}": "}", r"\@": "@"}
_SIGN = re.compile("|".join(re.escape(key) + (r"(?![A-Za-z])" if key[1].isalpha() else "") for key in sorted(_LATEX_SIGN, reverse=True)))
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\ue000-\uf8ff]")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_QUOTES = str.maketrans({"\xa0": " ", "’": "'", "‘": "'"})
_DINGBATS = re.compile(r"[❀-➾①-⓿]")
_ENDLESS = re.compile(r"\S{600,}")  # no word of a title block; keeps every pattern linear


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


# ---- e-mail addresses

_SUFFIXES = (
    "edu|com|org|net|gov|ac|co|io|ai|inc|tech|info|mil|int|eu|"
    "cn|uk|us|de|fr|jp|kr|sg|hk|tw|in|ca|ch|au|it|il|nl|se|dk|at|be|es|fi|no|sa|ae|ru|pl|br"
)
_LABEL = r"[^\W_](?:[\w\-]{0,62})"
_HOST = re.compile(
    rf"\s{{0,2}}@\s{{0,2}}(\{{[\w\s,;|\-.]{{1,80}}\}}\s?\.)?"
    rf"({_LABEL}(?:(?:\.|\s?\.\s{{0,2}}(?=(?:{_SUFFIXES})\b)){_LABEL}){{0,6}})"
)
_INNER = re.compile(rf"[{{\[(][^{{}}\[\]()@\n]{{0,400}}@[^{{}}\[\]()\n]{{0,800}}[}}\])]\s?@?\s?\.?\s?({_LABEL}(?:\.{_LABEL}){{1,6}})")
_SPELT_AT = re.compile(r"\s?[\[({<]\s?(?:at|AT|@)\s?[\])}>]\s?|(?<=[a-z0-9]) (?:at|AT) (?=[\w\-]+(?:\.[\w\-]+)*\.(?:edu|com|org|net|ac)\b)")
_SPELT_DOT = re.compile(r"\s?[\[({<]\s?(?:dot|DOT)\s?[\])}>]\s?|(?<=\w) (?:dot|DOT) (?=\w)")
_LOCAL = re.compile(r"(?:(?<![^\s,])[a-z0-9][\w.\-]{0,40},){0,40}[\w.+\-/'*∗]{1,80}$")
_TORN = re.compile(r"(?:(?<![^\s{])[\w.+\-]{1,60}\s?[,;|]\s?){0,60}(?<![^\s,;|{])[\w.+\-]{1,60}\s?\}$")
_GROUP = re.compile(r"\{[^{}\n]{0,400}\}?")
_SECOND_LEVEL = frozenset(
    ["ac", "edu", "co", "com", "org", "gov", "net", "or", "ne", "go", "re", "res", "gob", "gouv", "mil", "sch", "nhs", "asn", "id", "ad"]
)


def registered_domain(host: str) -> str:
    """The part of a host name that its owner registered: 'cs.x.edu' -> 'x.edu', 'www.x.ac.uk' -> 'x.ac.uk'; '' if it is none."""
    labels = [label.strip("-") for label in host.lower().split(".")]
    if len(labels) < 2 or not all(labels) or not labels[-1].isalpha() or len(labels[-1]) < 2:
        return ""
    keep = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL else 2
    return ".".join(labels[-keep:])


def take_mails(text: str) -> tuple[str, tuple[str, ...]]:
    """(text with a `MAIL` in place of every address, host names in order of appearance, as printed but in lower case)."""
    hosts: list[str] = []

    def inner(match: re.Match[str]) -> str:
        hosts.append(match[1])
        return f" {MAIL * min(30, 1 + match[0].count(','))} "

    if re.search(r"\bat\b|@", text, re.IGNORECASE):
        text = _SPELT_AT.sub("@", text)
    if "@" in text:
        text = _SPELT_DOT.sub(".", text)
        if " @ " in text:
            text = re.sub(r"(?<=[a-z0-9]) \. (?=[a-z0-9])", ".", text)
        text = re.sub(r"[{\[(]([^{}\[\]()@\n]{1,800})[}\])](\s?@)", r"{\1}\2", text)
        text = _INNER.sub(inner, text)
    pieces, done = [], 0
    for match in _HOST.finditer(text):
        if match.start() < done:
            continue
        before = text[max(done, match.start() - 1500) : match.start()]
        locals_ = _locals(before)
        host = re.sub(r"(?<=[a-z])\d+$", "", re.sub(r"\s", "", match[2]).strip(".-"))
        if "." not in host and not match[1] and not (locals_ and re.search(r"[a-z0-9}]$", before) and host[:1].islower()):
            continue
        hosts.append(host)
        pieces += [text[done : match.start() - len(locals_)], f" {MAIL * min(30, 1 + locals_.count(','))} "]
        done = match.end() - (len(match[2]) - len(match[2].rstrip(".-0123456789")) if match[2][-1:].isdecimal() else 0)
    text = "".join([*pieces, text[done:]])
    text = _GROUP.sub(lambda m: f" {MAIL * m[0].count(MAIL)} ", text).replace("}", " ")
    return text.replace("@", ", "), tuple(host.lower() for host in hosts)


def _locals(before: str) -> str:
    """The end of the text before an '@' that is the local part: one address, or a group in braces that may be open or torn."""
    if not before.endswith("}"):
        return match[0] if (match := _LOCAL.search(before[-400:])) else ""
    group = before[before.rfind("{") :] if "{" in before else ""
    later = group.partition("\n")[2].lstrip()  # an affiliation between two lines of a group tears it
    if group and not re.search(r"(?<![,;|{\s])\s+(?=[^\W\d_][^,;|]*[,;|}])(?<!\n\n)|[A-Z][a-z]+ [A-Z]", later):
        return group
    match = _TORN.search(before[-600:])
    return match[0] if match else "}"


# ---- names


@dataclass(frozen=True)
class Token:
    """A word, number, sign, line end or mail mark: its text, where it stands, and the plain letters of a word ('' else)."""

    text: str
    start: int
    end: int
    plain: str


@dataclass(frozen=True)
class Name:
    """Tokens `start` to `end` (exclusive) are the name of the author of that index."""

    start: int
    end: int
    author: int


_TOKEN = re.compile(rf"\n|{MAIL}|[^\W\d_]+(?:['.\-‐–_][^\W\d_]+)*\.?|\d+|[^\w\s]|_")
_INSTITUTION = frozenset(
    name_word
    for name_word in (
        *("university", "univ", "universitat", "universite", "institute", "institution", "college", "school", "hospital", "foundation"),
        *("lab", "labs", "laboratory", "center", "centre", "academy", "polytechnic", "technologies", "inc", "ltd", "corporation"),
    )
)


def plain_letters(text: str) -> str:
    """Letters only, lower case, without accents."""
    text = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(char for char in text if char.isalpha())


def tokenize(text: str) -> list[Token]:
    return [
        Token(m[0], m.start(), m.end(), plain_letters(m[0]) if m[0][0].isalpha() and m[0] != MAIL else "") for m in _TOKEN.finditer(text)
    ]


def name_words(author: str) -> list[str]:
    """The plain words of a name: 'Ana-Maria de Souza' -> ['anamaria', 'de', 'souza']."""
    return [word for part in re.sub(r"\([^)]*\)", " ", clean_text(author)).split() if (word := plain_letters(part))]


def _variants(words: list[str]) -> Iterable[tuple[str, bool]]:
    """(letters, whether every word of the name is in it) of the ways in which a name is printed."""
    if len(words) < 2:
        yield from ((word, True) for word in words)
        return
    first, *middle, last = words
    initials = "".join(word[0] for word in middle)
    yield from (("".join(words), True), ("".join([last, first, *middle]), True), ("".join([*words[1:], first]), True))
    yield from ((first + last, not middle), (last + first, not middle), (first + initials + last, True))
    yield from ((first[0] + last, True), (first[0] + initials + last, True), ("".join(w[0] for w in words[:-1]) + last, True))
    yield from ((first[0] + "".join(middle) + last, True), (last + first[0], True))
    if middle:
        yield from (("".join(words[1:]), False), ("".join(words[:-1]), False))
        yield from ((middle[k] + last, False) for k in range(len(middle)) if len(middle[k]) > 1)
        yield from ((first + middle[k] + last, False) for k in range(len(middle)))
        yield from ((first + middle[k], False) for k in range(len(middle)) if len(middle[k]) > 1)


def _alike(word: str, other: str) -> int:
    """2: the same word or nearly; 1: a short form or initial; 0: another word."""
    if word == other:
        return 2
    short, long = sorted((word, other), key=len)
    if long.startswith(short):
        return 1
    if len(short) >= 5 and len(long) - len(short) <= 1:
        k = next((k for k, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
        if short[k + 1 :] == long[k + 1 :] or short[k:] == long[k + 1 :]:
            return 2
        if short[k : k + 2] == long[k : k + 2][::-1] and short[k + 2 :] == long[k + 2 :]:
            return 2
    return 0


_PARTICLES = frozenset(["de", "du", "des", "di", "da", "del", "della", "la", "le", "van", "von", "den", "der", "of", "and", "e", "y"])


class NameFinder:
    """Finds the names of a list of authors in tokens; `known` tells a place or an institution (see `title_block`)."""

    def __init__(self, authors: Sequence[str], known: Callable[[str], bool] = lambda _: False) -> None:
        self.words = [name_words(author) for author in authors]
        self.known = known
        self.letters = {word for parts in self.words for word in parts}
        self._lookup: dict[str, tuple[list[int], bool]] = {}
        for index, (author, parts) in enumerate(zip(authors, self.words, strict=True)):
            spelt = [plain_letters(part.translate(_UMLAUT)) for part in unicodedata.normalize("NFC", author.lower()).split()]
            flat = [re.sub("(?<=[aou])e", "", part) for part in parts]
            forms = [parts, [part for part in spelt if part], flat if len("".join(flat)) > 8 else parts]
            for form in forms[:1] + [form for form in forms[1:] if form != parts]:
                for letters, whole in _variants(form):
                    entry = self._lookup.setdefault(letters, ([], whole))
                    if index not in entry[0]:
                        entry[0].append(index)

    def is_account(self, word: str) -> bool:
        """Whether a lower-case word is a name or names run together, as in the local part of an address."""
        letters = plain_letters(word)
        return word.islower() and letters not in _PARTICLES and (letters in self.letters or letters in self._lookup)

    def find(self, tokens: list[Token], taken: Iterable[int] = (), near: bool = True) -> list[Name]:
        """Where names stand, in order; a name of two authors goes to each in turn. `taken`: met before; `near`: seek short forms too."""
        names: list[Name] = []
        met = set(taken)
        position = 0
        while position < len(tokens):
            name = self._name_at(tokens, position, met) if tokens[position].plain else None
            if name is None:
                position += 1
                continue
            names.append(name)
            met.add(name.author)
            position = name.end
        missing = [index for index, words in enumerate(self.words) if index not in met and len(words) > 1] if near else []
        return sorted(names + self._near_names(tokens, names, missing), key=lambda name: name.start) if missing else names

    def _name_at(self, tokens: list[Token], position: int, met: set[int]) -> Name | None:
        """The longest name that begins at the position, if any."""
        ends, letters, end = [], "", position
        while end < min(len(tokens), position + 9):
            token = tokens[end]
            if token.plain:
                letters += token.plain
                ends.append((end + 1, letters))
            elif token.text in "(\"'" and [other.text in ")\"'" for other in tokens[end + 1 : end + 3]] == [False, True]:
                end += 2  # a nickname
            elif token.text not in "-´`¨ˆ˜'.\n":
                break
            end += 1
        for count in range(len(ends), 0, -1):
            end, letters = ends[count - 1]
            indices, whole = self._lookup.get(letters) or self._lookup.get(_without_initials(tokens[position:end])) or ((), True)
            if not indices:
                continue
            index = next((index for index in indices if index not in met), indices[0])
            first = tokens[position].text
            if count == 1 and not (_alone(tokens, position) if len(self.words[index]) == 1 else re.search(r"[a-z][A-Z]|[.\-]\w", first)):
                continue
            if not first[0].isupper() and len(letters) < 6 and first[0].isascii():
                continue
            printed = " ".join(token.text for token in tokens[position:end] if token.plain)
            if not whole and self.known(printed):
                continue
            if self._is_institution(tokens, position, end, printed, index in met):
                continue
            return Name(position, end, index)
        return None

    def _is_institution(self, tokens: list[Token], start: int, end: int, printed: str, met: bool) -> bool:
        """Whether the words are part of an institution's name: 'X Y University, Z', 'University of X Y'."""
        before = [token.plain for token in tokens[max(0, start - 2) : start]]
        if len(before) == 2 and before[1] in ("of", "de") and before[0] in ("university", "college", "universite", "universidad", "bank"):
            return True
        after = tokens[end] if end < len(tokens) else None
        if after is None or after.plain not in _INSTITUTION:
            return False
        of = end + 1 < len(tokens) and tokens[end + 1].plain in ("of", "for", "de", "college")
        return (met and not of) or self.known(f"{printed} {after.text}")

    def _near_names(self, tokens: list[Token], names: list[Name], missing: list[int]) -> list[Name]:
        """Names that are printed otherwise than in the list: short forms, extra middle names, a wrong letter."""
        used = {k for name in names for k in range(name.start, name.end)}
        initials = {word[0] for index in missing for word in self.words[index]}
        found: list[Name] = []
        for position, token in enumerate(tokens):
            if not token.plain or position in used or not token.text[0].isupper() or token.plain[0] not in initials:
                continue
            run = [position]
            while len(run) < 5 and (k := run[-1] + 1) < len(tokens) and tokens[k].plain and k not in used:
                run.append(k)
            best = (0, 0, 0)
            for index in missing if len(run) > 1 else ():
                grades = [max((_alike(tokens[k].plain, word) for word in self.words[index]), default=0) for k in run]
                for size in range(2, len(run) + 1):
                    part = grades[:size]
                    firm = any(grade == 2 and len(tokens[k].plain) > 2 for k, grade in zip(run, part, strict=False))
                    distinct = len({tokens[k].plain for k in run[:size]}) == size
                    if part[0] and part[-1] and firm and distinct and sum(map(bool, part)) >= max(2, size - 1):
                        best = max(best, (sum(part), -index, size))
            if best[0]:
                index, size = -best[1], best[2]
                printed = " ".join(tokens[k].text for k in run[:size])
                if self.known(printed) or self._is_institution(tokens, position, run[size - 1] + 1, printed, True):
                    continue
                found.append(Name(position, run[size - 1] + 1, index))
                used.update(run[:size])
                missing = [other for other in missing if other != index]
        return found


def _without_initials(tokens: list[Token]) -> str:
    """The letters of a name without single letters in its middle: 'Ada B. C. Nom' -> 'adanom'."""
    words = [token.plain for token in tokens if token.plain]
    return "".join([words[0], *(word for word in words[1:-1] if len(word) > 1), words[-1]])


def _alone(tokens: list[Token], position: int) -> bool:
    return not any(tokens[k].plain for k in (position - 1, position + 1) if 0 <= k < len(tokens))


# ---- pieces


@dataclass
class Piece:
    """A stretch of a block: a 'name' (of `author`), a 'mark' (indices; `text` is 'many' if they belong to several names), a 'prefix' (signs
    before a name), a 'text' with the indices before it, a 'mail' or a 'line' end."""

    kind: str
    text: str = ""
    author: int = -1
    marks: list[str] = field(default_factory=list)


_NUMBERED = frozenset(["no", "nº", "umr", "level", "building", "room", "box", "unit", "floor", "phase", "suite", "type", "block"])
_NUMBERED |= frozenset(["paris", "lyon", "lille", "toulouse", "rennes"])
_ROLE = re.compile(r"(?:and|prof\w*|dr|fellow|member|ieee|senior|student|the|phd|ph\.d\.|jr|iii?|iv)\.?$", re.IGNORECASE)


def is_sign(token: Token) -> bool:
    """Whether the token is a sign used as an index."""
    if len(token.text) != 1 or token.text in "´`¨~<>=":
        return False
    return token.text in "*∗†‡§¶‖#•·" or unicodedata.category(token.text) in ("So", "Sm", "Sk", "Sc", "Lm")


def _is_greek(text: str) -> bool:
    return "\u0370" < text[0] < "\u0400" or text[0] == "µ"


def cut_pieces(text: str, tokens: list[Token], names: list[Name], used: Iterable[str] = ()) -> list[Piece]:
    """Cut a block into names, indices, texts, mails and line ends; `used` are indices known to stand at names."""
    return _Cutter(text, tokens, names, set(used)).cut()


class _Cutter:
    """One pass over the tokens. `after_name`: only indices stand between here and the last name; `text_from`: where the open text began, or
    -1; `depth`: open brackets in it; `own`: the indices of the text to come, or None."""

    def __init__(self, text: str, tokens: list[Token], names: list[Name], used: set[str]) -> None:
        self.text, self.tokens = text, tokens
        self.starts = {name.start: name for name in names}
        self.used = used | self._indices_at(names)
        self.pieces: list[Piece] = []
        self.last_index, self.depth, self.text_from = 0, 0, -1
        self.after_name = False
        self.own: list[str] | None = None

    def _indices_at(self, names: list[Name]) -> set[str]:
        used: set[str] = set()
        for name in names:
            for token in self.tokens[name.end : name.end + 12]:
                number = token.text.isdecimal() and len(token.text) < 4
                if number or (len(token.text) == 1 and token.text.islower()) or _is_greek(token.text):
                    used |= {token.text, *token.text}
                elif token.plain or token.text == "\n":
                    break
        return used

    def cut(self) -> list[Piece]:
        k = 0
        while k < len(self.tokens):
            token = self.tokens[k]
            if k in self.starts:
                self._close(k)
                self.pieces.append(Piece("name", author=self.starts[k].author))
                k, self.after_name = self.starts[k].end, True
                continue
            if token.text in ("\n", MAIL, PICTURE):
                self._close(k)
                self.pieces.append(Piece("mail" if token.text == MAIL else "line"))
                self.after_name = False
            elif self.text_from >= 0 and token.text in "()":
                self.depth = max(0, self.depth + (1 if token.text == "(" else -1))
            elif not (self.text_from >= 0 and self.depth) and not self._joins_names(k) and self._is_mark(k, self.text_from >= 0):
                self._close(k)
                k = self._marks(k)
                continue
            elif self.text_from < 0 and self._begins_text(k):
                self.text_from, self.depth, self.after_name = k, int(token.text == "("), False
            k += 1
        self._close(len(self.tokens))
        return self.pieces

    def _close(self, end: int) -> None:
        """End the open text before the token `end`."""
        if self.text_from >= 0:
            chunk = self.text[self.tokens[self.text_from].start : self.tokens[end - 1].end]
            self.pieces.append(Piece("text", chunk, marks=self.own or []))
        elif self.own is not None:
            self.pieces.append(Piece("mark", marks=self.own))
        self.text_from, self.own = -1, None

    def _begins_text(self, k: int) -> bool:
        token = self.tokens[k]
        if self._joins_names(k) or (self.after_name and _ROLE.match(token.text)):
            return False
        return bool(token.plain) or token.text.isdecimal() or token.text in "(\"'"

    def _joins_names(self, k: int) -> bool:
        """Whether the token only joins two names ('and', '&')."""
        if self.text_from >= 0:
            return False
        word = self.tokens[k].text.lower()
        return (self.after_name and word in ("and", "und", "et")) or (word in ("&", "and") and k + 1 in self.starts)

    def _marks(self, k: int) -> int:
        """Give the run of indices from token k to the name before, the name behind or the text behind; the token after the run."""
        first = k
        groups, k = self._run(k)
        flat = [mark for group in groups for mark in group]
        digits = [group for group in groups if group[0].isalnum()]
        if k in self.starts and not groups[0][0].isalnum() and (not self.after_name or self.tokens[first - 1].text == ","):
            self.pieces.append(Piece("prefix", marks=flat))
            return k
        own: list[str] = []
        if k < len(self.tokens) and self.tokens[k].plain and k not in self.starts and not self._joins_names(k):
            if digits and groups[-1] is digits[-1] and (len(digits[-1]) == 1 or not self.after_name):
                own = digits[-1]
                flat = flat if len(digits) == 1 else [mark for group in groups[:-1] for mark in group]
            elif not digits and (not self.after_name or len(groups) > 1):
                own = groups[-1]
        if self.after_name:
            several = sum(group[0].isdecimal() or group[0].islower() for group in groups) - bool(own) > 1
            self.pieces.append(Piece("mark", "many" if several else "", marks=flat))
        elif not own and (digits or not (self.pieces and self.pieces[-1].kind == "text")):  # a sign right after a text is its footnote
            self.pieces.append(Piece("mark", "many" if len(groups) > 1 else "", marks=flat))
        last = own if self.after_name else (digits or [[]])[-1]
        if last and last[-1].isdecimal():
            self.last_index = int(last[-1])
        if own:
            self.own, self.after_name = own, False
        return k

    def _run(self, k: int) -> tuple[list[list[str]], int]:
        """The indices from token k on, in groups of those joined by commas, and where the run ends."""
        groups: list[list[str]] = []
        joined = False
        while k < len(self.tokens):
            text = self.tokens[k].text
            if text in ",;":
                joined = True
            elif self._is_mark(k, in_text=False):
                marks = list(text) if text.isalpha() else [text]
                if joined and groups:
                    groups[-1] += marks
                else:
                    groups.append(marks)
                joined = False
            elif text not in ".)(":
                break
            k += 1
        return groups, k

    def _is_mark(self, k: int, in_text: bool) -> bool:
        token = self.tokens[k]
        if token.text.isdecimal():
            return len(token.text) < 5 if self.after_name else self._is_index(k, in_text)
        before = self.tokens[k - 1] if k else None
        after = self.tokens[k + 1] if k + 1 < len(self.tokens) else None
        inside = bool(before and after and before.end == token.start and after.start == token.end and before.plain and after.plain)
        if is_sign(token):
            plus = token.text == "+" and in_text and after is not None and after.start == token.end
            return not plus and (self.after_name or not inside)
        if not token.plain:
            return False
        if _is_greek(token.text) and len(token.text) < 6:
            return self.after_name or token.text in self.used
        if self.after_name:
            return self._is_letter_index(k, after)
        capital = after is not None and bool(after.plain) and after.text[0].isupper()
        lonely = token.text.islower() or before is None or before.text == "\n"
        return len(token.text) == 1 and token.text in self.used and capital and lonely

    def _is_letter_index(self, k: int, after: Token | None) -> bool:
        """Whether one to three letters after a name are indices ('a', 'ab')."""
        token = self.tokens[k]
        if len(token.text) == 1:
            return after is None or after.start != token.end or after.text in ",\n"
        if len(token.text) > 3 or not set(token.text) & self.used or not (token.text.islower() or token.text.isupper()):
            return False
        return token.plain not in ("and", "the", "et", "und") and (after is None or after.text in "\n,∗*†‡" or k + 1 in self.starts)

    def _is_index(self, k: int, in_text: bool) -> bool:
        """Whether a number that does not follow a name is an index and no part of an address or of a word."""
        token = self.tokens[k]
        before = self.tokens[k - 1] if k else None
        after = self.tokens[k + 1] if k + 1 < len(self.tokens) else None
        touches = before is not None and before.end == token.start
        touched = after is not None and after.start == token.end
        if len(token.text) > 2 or token.text[0] == "0" or (touches and (before.plain or before.text in "-–./&")):
            return False
        if touched and (after.text in "-–%/" or (after.plain and len(after.plain) < 3) or (touches and before.text + after.text == "()")):
            return False
        if touched and after.text == "." and k + 2 < len(self.tokens) and self.tokens[k + 2].text.isdecimal():
            return False
        if not in_text:
            return after is None or bool(after.plain) or after.text in "\n,.):" or after.text.isdecimal() or is_sign(after)
        if int(token.text) == self.last_index + 1:
            return after is None or not after.text.isdecimal() or len(after.text) < 3
        counted = before is not None and before.plain in _NUMBERED
        return token.text in self.used and not counted and not (after is not None and after.plain and after.text[0].islower())
