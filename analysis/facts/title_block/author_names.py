"""Find the names of a paper's authors in its title block.

Reads tokens from which addresses were taken; gives `Name` spans, in order, never overlapping. Pure, linear in the text,
raises nothing for any string.

Method: a name is looked up as the letters of one to six neighbouring words, without accents, case, hyphens and spaces,
among the usual orders and abbreviations of each author; authors not met this way are sought again with prefixes and one
wrong letter.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from analysis.facts.title_block.characters import Token, clean_text, plain_letters

Oracle = Callable[[str], bool]  # whether a text names, or as a whole is, a known institution, company, city or country

_UMLAUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
INSTITUTION_WORDS = frozenset(
    "university univ universitat universite institute institution college school hospital foundation lab labs "
    "laboratory center centre academy polytechnic technologies inc ltd corporation".split()
)
_PARTICLES = frozenset(
    ["de", "du", "des", "di", "da", "del", "della", "la", "le", "van", "von", "den", "der", "of", "and", "e", "y"]
)


@dataclass(frozen=True)
class Name:
    """Tokens `start` to `end` (exclusive) are the name of the author of that index."""

    start: int
    end: int
    author: int


def name_words(author: str) -> list[str]:
    """The plain words of a name: 'Ana-Maria de Souza' -> ['anamaria', 'de', 'souza']."""
    return [word for part in re.sub(r"\([^)]*\)", " ", clean_text(author)).split() if (word := plain_letters(part))]


def names_institution(author: str) -> bool:
    """Whether an entry of a list of authors is an institution: 'International Knot Laboratory'."""
    return not INSTITUTION_WORDS.isdisjoint(plain_letters(word) for word in author.split())


def _variants(words: list[str]) -> Iterable[tuple[str, bool]]:
    """(letters, whether every word of the name is in it) of the ways in which a name is printed."""
    if len(words) < 2:
        yield from ((word, True) for word in words)
        return
    first, *middle, last = words
    initials = "".join(word[0] for word in middle)
    yield from (("".join(words), True), ("".join([last, first, *middle]), True), ("".join([*words[1:], first]), True))
    yield from ((first + last, not middle), (last + first, not middle), (first + initials + last, True))
    yield from (
        (first[0] + last, True),
        (first[0] + initials + last, True),
        ("".join(w[0] for w in words[:-1]) + last, True),
    )
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


class NameFinder:
    """Finds the names of a list of authors in tokens.

    `is_one` tells the whole name of a place or an institution.
    """

    def __init__(self, authors: Sequence[str], is_one: Oracle = lambda _: False) -> None:
        self.words = [name_words(author) for author in authors]
        self.is_one = is_one
        self.letters = {word for parts in self.words for word in parts}
        self._lookup: dict[str, tuple[list[int], bool]] = {}
        for index, (author, parts) in enumerate(zip(authors, self.words, strict=True)):
            spelt = [
                plain_letters(part.translate(_UMLAUT)) for part in unicodedata.normalize("NFC", author.lower()).split()
            ]
            flat = [re.sub("(?<=[aou])e", "", part) for part in parts]
            forms = [parts, [part for part in spelt if part], flat if len("".join(flat)) > 8 else parts]
            for form in forms[:1] + [form for form in forms[1:] if form != parts]:
                for letters, whole in _variants(form):
                    entry = self._lookup.setdefault(letters, ([], whole))
                    if index not in entry[0]:
                        entry[0].append(index)

    def is_name(self, letters: str) -> bool:
        """Whether the letters are a name run together in one of its ways."""
        return letters in self._lookup

    def is_account(self, word: str) -> bool:
        """Whether a lower-case word is a name or names run together, as in the local part of an address."""
        letters = plain_letters(word)
        return word.islower() and letters not in _PARTICLES and (letters in self.letters or self.is_name(letters))

    def find(self, tokens: list[Token], taken: Iterable[int] = (), near: bool = True) -> list[Name]:
        """Where names stand, in order; a name of two authors goes to each in turn.

        `taken`: authors met before; `near`: seek short forms too.
        """
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
        missing = (
            [index for index, words in enumerate(self.words) if index not in met and len(words) > 1] if near else []
        )
        return (
            sorted(names + self._near_names(tokens, names, missing), key=lambda name: name.start) if missing else names
        )

    def _name_at(self, tokens: list[Token], position: int, met: set[int]) -> Name | None:
        """The longest name that begins at the position, if any."""
        ends, letters, end = [], "", position
        while end < min(len(tokens), position + 9):
            token = tokens[end]
            if token.plain:
                letters += token.plain
                ends.append((end + 1, letters))
            elif token.text in "(\"'" and [other.text in ")\"'" for other in tokens[end + 1 : end + 3]] == [
                False,
                True,
            ]:
                end += 2  # a nickname
            elif token.text not in "-´`¨ˆ˜'.\n":
                break
            end += 1
        for count in range(len(ends), 0, -1):
            end, letters = ends[count - 1]
            indices, whole = (
                self._lookup.get(letters) or self._lookup.get(_without_initials(tokens[position:end])) or ((), True)
            )
            if not indices:
                continue
            index = next((index for index in indices if index not in met), indices[0])
            first = tokens[position].text
            if count == 1 and not (
                _alone(tokens, position) if len(self.words[index]) == 1 else re.search(r"[a-z][A-Z]|[.\-]\w", first)
            ):
                continue
            if not first[0].isupper() and len(letters) < 6 and first[0].isascii():
                continue
            printed = " ".join(token.text for token in tokens[position:end] if token.plain)
            if not whole and self.is_one(printed):
                continue
            if self._is_institution(tokens, position, end, printed, index in met):
                continue
            return Name(position, end, index)
        return None

    def _is_institution(self, tokens: list[Token], start: int, end: int, printed: str, met: bool) -> bool:
        """Whether the words are part of an institution's name: 'X Y University, Z', 'University of X Y'."""
        before = [token.plain for token in tokens[max(0, start - 2) : start]]
        if (
            len(before) == 2
            and before[1] in ("of", "de")
            and before[0] in ("university", "college", "universite", "universidad", "bank")
        ):
            return True
        after = tokens[end] if end < len(tokens) else None
        if after is None or after.plain not in INSTITUTION_WORDS:
            return False
        of = end + 1 < len(tokens) and tokens[end + 1].plain in ("of", "for", "de", "college")
        return (met and not of) or self.is_one(f"{printed} {after.text}")

    def _near_names(self, tokens: list[Token], names: list[Name], missing: list[int]) -> list[Name]:
        """Names that are printed otherwise than in the list: short forms, extra middle names, a wrong letter."""
        used = {k for name in names for k in range(name.start, name.end)}
        used |= {k for k, token in enumerate(tokens) if token.plain in INSTITUTION_WORDS or token.plain == "the"}
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
                if self.is_one(printed) or self._is_institution(tokens, position, run[size - 1] + 1, printed, True):
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
