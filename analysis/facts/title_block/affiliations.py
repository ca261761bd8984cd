"""Which texts of a title block are affiliations, and how they go out.

Reads the texts that `layout` and `footnotes` put together, with what the whole block says about each (`Clues`); gives
each `Unit` with its text, '' where it is none. Pure, linear in the text, raises nothing.

Method: a text stays only if a word, a place, an acronym, the mail's host, repetition or the caller's oracle marks it as
an affiliation, or an index where it can be no name. Footnotes are cut off, prose goes, and where a name may be in a
text, the text goes.
"""

import re
from dataclasses import dataclass, replace

from analysis.facts.title_block.author_names import NameFinder, Oracle
from analysis.facts.title_block.characters import plain_letters, tidy, tokenize
from analysis.facts.title_block.vocabulary import ACRONYM, MAIN, PART, PLACE, STRONG, WEAK, WHOLE, is_place, like_name

FOOTNOTE = re.compile(  # where a footnote begins
    r"[\[(]?\b(?:(?:the |these |those |all )?(?:first |last |two |three )?authors?\b(?! of)|"
    r"(?:shared |joint |co-?)?(?:equal|equally|main|core)[ -](?:contribut|advis|supervis|senior|author|last|first)|"
    r"contribut(?:ed|ion)|equal\b|corr?e?o?spond|co-?(?:first|corr|lead|last|senior|advis)|"
    r"joint(?:ly)? (?:first|last|lead|senior|corr|advis|supervis|contrib)|"
    r"(?:project|team|tech\w*) (?:lead|page|website|advis|manager)|project\s?:|"
    r"(?:lead|senior|principal|first|co-?first) (?:author|investigator|advis|contrib)|"
    r"work (?:was |is |were )?(?:partially |partly |mainly )?"
    r"(?:done|performed|conducted|completed|carried|undertaken|during|while|started|at)|done (?:during|while|when)|"
    r"this work|our (?:code|project|work)|"
    r"(?:source )?codes?(?: and \w+| & \w+)*(?: is| are)?(?: (?:publicly )?available| release|\s?:| at\b|$)|"
    r"(?:website|homepage|home page|webpage|github|data|datasets?|models?|demo|blog|video|e-?mails?|contact|"
    r"keywords?|preprint|"
    r"blog ?post)\s?:|"
    r"(?:\(?now|currently|presently|formerly|previously) (?:at|with|in)\b|intern(?:s|ed|ship)?\b|"
    r"e-?mails?\b|contact\b|alphabetical|author(?:s)? (?:are|is|order|names|contrib)|listed in|ordered|"
    r"supervis(?:ed|ion)\b|"
    r"advising\b|leads?\b$|denotes?\b|indicates?\b|part of (?:this|the) work|visiting (?:student|scholar|researcher)\b|"
    r"\d+(?:th|st|nd|rd) conference|project leads?er?)",
    re.IGNORECASE,
)
JUNK = re.compile(  # a whole text that is left over from links and footnotes
    r"(?:project|demo|page|code|codes|reference|letter|shared|both|website|homepage|paper|data|models?|dataset|"
    r"datasets|blog|github|"
    r"equal|and|to|the|of|input|output|ours|video|mask|image|prompt|leads?|pypi|videos)"
    r"(?:[ ,&]+(?:page|lead|code|data|dataset|image|and|model|models|demo|website|force))*",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[A-Za-zÀ-ſ]{2}|[\u3040-\u9fff\uac00-\ud7af]{2}")
_VERB = re.compile(
    r"\b(?:[Ww]e|[Oo]ur|is|are|was|were|be|been|has|have|[Tt]hat|[Tt]his|[Tt]hese|can|will|[Tt]hey|[Tt]heir|whose|"
    r"who)\b"
)
_PROSE = re.compile(
    r"\b(?:us|could|would|may|those|which|where|when|it|its|not|but|than|"
    r"show|shows|shown|propose|proposes|using|while|into|between|such|each|given|provide|achieves?|generate[sd]?|"
    r"however|with|from|"
    r"through|as|by|under|how|without|across)\b"
)
_DANGLING = re.compile(r"(?:[,&;:/–-]|\b(?:of|and|for|in|the|at|de|du|des|und|für|di|del|della|y|et))$", re.IGNORECASE)


@dataclass(frozen=True)
class Clues:
    """What the whole block says about a single text: its authors' names and which of them were `found`, `labels` of its
    mail hosts, texts that are `repeated`, and the oracle.
    """

    finder: NameFinder
    known: Oracle
    labels: frozenset[str]
    repeated: frozenset[str]
    found: frozenset[int]

    @property
    def all_found(self) -> bool:
        return len(self.found) == len(self.finder.words)


@dataclass(frozen=True)
class Unit:
    """One affiliation: its lines, its indices, whether it stands below all names.

    When finished, its text ('' if it is none) and whether it was dropped because a name could not be parted from it.
    """

    lines: list[str]
    marks: list[str]
    below: bool
    text: str = ""
    has_name: bool = False


def continues(before: str, text: str, mailed: bool, clues: Clues) -> bool:
    """Whether two lines are one affiliation: a department and its university, an institution and its place.

    So is an unfinished line with the one below. `mailed`: an address stands between them.
    """
    if (like_name(text) and not is_known(text, clues)) or FOOTNOTE.match(text):
        return False
    if _DANGLING.search(before) or text[:1].islower() or is_place(text):
        return True
    if mailed:
        return False
    if PART.match(before) and not WHOLE.search(before) and WHOLE.search(text):
        return True
    if not STRONG.search(before) and not clues.known(before) and not is_place(before):
        return bool(WEAK.search(before))
    return bool(WEAK.search(before) or WEAK.search(text)) and bool(MAIN.search(before)) != bool(MAIN.search(text))


def is_known(text: str, clues: Clues) -> bool:
    """Whether a word, place, acronym, mail's host, repetition or the oracle marks the text as an affiliation."""
    if STRONG.search(text) or WEAK.search(text) or is_place(text) or text in clues.repeated:
        return True
    letters = clues.finder.letters
    words = [word for part in re.split(r"[\s,;/()]+", text) if (word := part.strip("."))]
    plain = [plain_letters(word) for word in words]
    if all(word in letters for word in plain) and not clues.all_found:
        return False
    parts = [part.strip(" .") for part in re.split(r"[,;/()]| & ", text) if part.strip(" .")]
    if clues.known(text) or any(clues.known(part) for part in parts):
        return True
    own = [word for word in plain if word and word not in letters]
    certain = not like_name(text) or clues.all_found
    hosts = [
        word for word in own if word in clues.labels or (len(word) > 4 and any(word in label for label in clues.labels))
    ]
    if certain and hosts and len(words) <= 6:
        return True
    capitals = [word for word in words if ACRONYM.fullmatch(word) and plain_letters(word) in own]
    if any(clues.known(word) for word in capitals):
        return True
    return bool(capitals) and (
        len(capitals) == len(words) or len(words) > 3 or "&" in text or PLACE.search(text) is not None
    )


def finished(unit: Unit, indexed: bool, clues: Clues) -> Unit:
    """The unit with the affiliation as it goes out: '' if it is none, is prose, or may hold a name.

    `indexed`: numbers stand at names.
    """
    lines = [line for line in map(_without_footnote, unit.lines) if line]
    lines = [line for line in lines if is_known(line, clues) or (len(lines) > 1 and not like_name(line))] or (
        [
            line
            for line in lines
            if unit.below and any(mark.isalnum() for mark in unit.marks) and _plain_enough(line, clues)
        ]
    )
    text = tidy(" ".join(word for word in _join(lines).split() if not clues.finder.is_account(word)))
    lonely = unit.below and not unit.marks and " " not in text and indexed and not STRONG.search(text)
    if (
        not 1 < len(text) <= 600
        or not _LETTERS.search(text)
        or "_" in text
        or JUNK.fullmatch(text)
        or _is_prose(text)
        or lonely
    ):
        return unit
    if _begins_with_stranger(text, clues) or _holds_name(text, clues):
        return replace(unit, has_name=True)
    return replace(unit, text=text)


def _is_prose(text: str) -> bool:
    if _VERB.search(text):
        return True
    words = len(_PROSE.findall(text))
    return words > 1 or (words == 1 and text.count(" ") > 7 and text.endswith("."))


def _holds_name(text: str, clues: Clues) -> bool:
    """Whether the full name of an author, of more than one word, stands in the text."""
    names = clues.finder.find(tokenize(text), clues.found, near=False)
    return any(len(clues.finder.words[name.author]) > 1 for name in names)


def _begins_with_stranger(text: str, clues: Clues) -> bool:
    """Whether a text may begin with the name of an author not found, printed otherwise than listed."""
    missing = {
        word
        for author, words in enumerate(clues.finder.words)
        if author not in clues.found
        for word in words
        if len(word) > 2
    }
    words = text.split()[:3]
    head = [word for word in words if word[:1].isupper() and not STRONG.search(word) and not WEAK.search(word)]
    plain = [plain_letters(word) for word in head]
    if len(head) < 2 or not any(
        part in missing or any(len(name) > 3 and name in part for name in missing) for part in plain
    ):
        return False
    return not any(clues.known(part) for part in (text, text.split(",", 1)[0], " ".join(words[:2]), " ".join(words)))


def _plain_enough(line: str, clues: Clues) -> bool:
    """Whether an indexed text below all names may stay though nothing marks it: it cannot be a name."""
    words = line.split()
    if any(plain_letters(word) in clues.finder.letters for word in words) or not line[0].isalnum() or len(words) > 6:
        return False
    return len(words) == 1 or not like_name(line) or clues.all_found


def _without_footnote(line: str) -> str:
    """The line up to where a footnote begins."""
    match = FOOTNOTE.search(line)
    return tidy(line[: match.start()] if match else line)


def _join(lines: list[str]) -> str:
    """The lines as one text, with commas between those that are whole."""
    text = ""
    for line in lines:
        text += (" " if not text or _DANGLING.search(text) or line[0].islower() else ", ") + line
    return text
