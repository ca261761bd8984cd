"""The guard at the end of ingest: what is a person's name is no affiliation.

The raw files know who wrote a paper and `data/` never does, so this is the last place that can tell; every string of
every source passes it, whoever read it. Reads affiliations, cities and hosts with the authors of their paper; gives
them without names. Linear in the text, raises nothing for any string.

Method: names of the paper's authors are sought as in a title block (`analysis.facts.title_block.author_names`), in
every spelling of every source, and cut out; what is left stays. A name inside the whole name of an institution or place
is that institution's ("Johns Hopkins University"), and so is a family name in a longer text ("Quintero Lab"). A text
that is one word of an author's name goes, and one that consists of a first and a last name known from any paper.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from analysis.facts.title_block.author_names import (
    INSTITUTION_WORDS,
    Name,
    NameFinder,
    Oracle,
    name_words,
    names_institution,
)
from analysis.facts.title_block.characters import Token, plain_letters, tidy, tokenize
from analysis.facts.title_block.mail import registered_domain
from analysis.facts.title_block.vocabulary import STRONG, WEAK
from analysis.intake.join import Joined

_NAME_LIKE = re.compile(r"[^\W\d_a-z][\w'’-]*\.?(?: [^\W\d_a-z][\w'’-]*\.?)+")
_MORE = re.compile(
    r"(?:(?:de|da|del|di|van|von|der) )*(?:[^\W\d_a-z][^\W\d_A-Z][\w'’-]*|[^\W\d_a-z]\.?)"
    r"(?: (?:[^\W\d_a-z][^\W\d_A-Z][\w'’-]*|[^\W\d_a-z]\.?)){0,2}"
)
_FIRM = re.compile(r"\b(?:law|legal|capital|consult\w*|ventures|partners|studios?|press|trust)\b", re.IGNORECASE)
_NEAR = 6  # words to each side of a name that may belong to an institution with it
MANY = 20  # bearers from which a family name is one whatever stands before it
_JOINERS = frozenset(["and", "und", "et", "y", "e", "prof", "professor", "dr", "mr", "mrs", "ms", "phd"])
_ENDINGS = ("lab", "research", "group", "home", "page", "web", "online", "blog", "ai", "ml")
_PERSONAL = frozenset(
    ["com", "net", "org", "me", "io", "ai", "dev", "info", "eu", "page", "name", "blog", "xyz", "science"]
)  # endings of home pages


@dataclass(frozen=True)
class People:
    """The first and the last words of the names of everyone met, and the last ones that `MANY` bear."""

    first: frozenset[str]
    last: frozenset[str]
    common: frozenset[str]

    @classmethod
    def of(cls, authors: Iterable[str]) -> "People":
        """From names as written."""
        words = [parts for author in set(authors) if len(parts := name_words(author)) > 1]
        first, last = (Counter(parts[at] for parts in words if len(parts[at]) > 1) for at in (0, -1))
        return cls(frozenset(first), frozenset(last), frozenset(word for word, times in last.items() if times >= MANY))


def take_names_out(papers: Sequence[Joined], is_one: Oracle) -> None:
    """Names of people go from every affiliation, city and host of every source: what passes here is published.

    `is_one`: whether a whole text is the name of an institution or place, and so no person's.
    """
    people = People.of(author for joined in papers for author in joined.authors)
    for joined in papers:
        guard = Guard(joined.authors, people, is_one)
        for basis, affiliations in joined.affiliations.items():
            joined.affiliations[basis] = [
                replace(a, text=guard.text(a.text), city=guard.place(a.city), domain=guard.host(a.domain))
                for a in affiliations
            ]
        if (block := joined.paper.block) is not None:
            texts = tuple(dict.fromkeys(filter(None, map(guard.text, block.affiliations))))
            hosts = tuple(filter(None, map(guard.host, block.domains)))
            joined.paper.block = replace(block, affiliations=texts, domains=hosts)


class Guard:
    """Takes the names of one paper's authors, as any source spells them, out of its affiliations, places and hosts."""

    def __init__(self, authors: Iterable[str], people: People, is_one: Oracle) -> None:
        self.is_one = is_one
        self.people = people
        names = sorted(
            {author for author in authors if author.strip() and not names_institution(author)}
        )  # a consortium may be an author
        self.finder = NameFinder(names, is_one)
        self.nicknames = {
            word for name in names for inner in re.findall(r"\(([^()]*)\)", name) for word in name_words(inner)
        }
        self.words = self.finder.letters | self.nicknames
        self.families = {parts[-1] for parts in self.finder.words if len(parts) > 1}

    def text(self, text: str) -> str:
        """The affiliation without names; '' if it was one, unchanged if there is none in it."""
        tokens = tokenize(text)
        words = [token.plain for token in tokens if token.plain]
        found = [name for name in self.finder.find(tokens) if not self._is_institutions(text, tokens, name)]
        if not found:
            return "" if self._is_words_of_name(text, words) or self._is_person(text, words) else text
        kept, done = [], 0
        for name in found:
            kept.append(text[done : tokens[name.start].start])
            done = tokens[name.end - 1].end
        rest = tidy(re.sub(r"^[^\w(]*|[^\w)]*$", "", " ".join([*kept, text[done:]])))
        rest = bracket[1] if (bracket := re.fullmatch(r"\(([^()]*)\)", rest)) else rest
        if self._is_more_of_name(rest):
            return ""
        return rest if any(len(token.plain) > 1 and token.plain not in _JOINERS for token in tokenize(rest)) else ""

    def place(self, text: str) -> str:
        """The city; '' if it is the whole name of an author and of no city, however spaced."""
        name = self.finder.is_name(plain_letters(text)) and len(name_words(text)) > 1
        return "" if name and not self.is_one(text) and not self.is_one("".join(text.split())) else text

    def host(self, host: str) -> str:
        """The host; '' if it is named after an author."""
        label, _, ending = registered_domain(host).partition(".")
        plain = plain_letters(label)
        stems = {plain, *(plain.removesuffix(suffix) for suffix in _ENDINGS)}
        named = any(len(stem) > 4 and (self.finder.is_name(stem) or stem in self.words) for stem in stems)
        held = ending in _PERSONAL and any(
            parts and len(parts[-1]) > 3 and parts[-1] in plain for parts in self.finder.words
        )
        return "" if (named or held) and not self.is_one(label) else host

    def _is_words_of_name(self, text: str, words: list[str]) -> bool:
        """Whether the text is one word of an author's name, or several of one author's."""
        if len(words) > 1:  # 'Quintero, Alba'
            return any(
                len(set(parts) & set(words)) > 1 and set(words) <= set(parts) for parts in self.finder.words
            ) and not self.is_one(text)
        if not words or not (self._is_run_together(words[0]) or (len(words[0]) > 2 and words[0] in self.words)):
            return False
        nickname = (
            words[0] in self.nicknames and text.istitle() and not STRONG.search(text)
        )  # some are also the names of small towns
        return nickname or not self.is_one(text)

    def _is_more_of_name(self, rest: str) -> bool:
        """Whether what is left beside a name is but more of it: one to three words that mark no institution."""
        return _MORE.fullmatch(rest) is not None and not (
            STRONG.search(rest) or WEAK.search(rest) or _FIRM.search(rest) or self.is_one(rest)
        )

    def _is_run_together(self, word: str) -> bool:
        return self.finder.is_name(word) and (len(word) > 5 or not word.isascii())

    def _is_person(self, text: str, words: list[str]) -> bool:
        """Whether the text is a first and a last name that people bear, in either order.

        Or ends with a common family name, or that of an author.
        """
        if (
            not 2 <= len(words) <= 4
            or not _NAME_LIKE.fullmatch(text)
            or STRONG.search(text)
            or WEAK.search(text)
            or _FIRM.search(text)
        ):
            return False
        ends = (words[0], words[-1])
        borne = any(a in self.people.first and b in self.people.last for a, b in (ends, ends[::-1]))
        borne = (
            borne
            or (len(words) == 2 and words[1] in self.people.common)
            or (len(words[-1]) > 3 and words[-1] in self.families)
        )
        return borne and not self.is_one(text) and not self.is_one("".join(text.split()))

    def _is_institutions(self, text: str, tokens: list[Token], name: Name) -> bool:
        """Whether the name is part of that of an institution or place: 'J. Doe Center', 'Johns Hopkins University'."""
        after, behind = (tokens[k].plain if k < len(tokens) else "" for k in (name.end, name.end + 1))
        if after in INSTITUTION_WORDS and behind not in ("of", "for", "de"):
            return True
        starts = range(max(0, name.start - _NEAR), name.start + 1)
        ends = range(name.end, min(len(tokens), name.end + _NEAR) + 1)
        return any(self.is_one(text[tokens[start].start : tokens[end - 1].end]) for start in starts for end in ends)
