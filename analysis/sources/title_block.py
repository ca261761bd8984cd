"""Read the title block of a paper: the affiliations as printed, and whether all of them are there.

Path: raw full text -> **title block** -> snapshot (`printed.csv`). `printed_names` takes mail and names out and cuts the block into pieces;
here are lines, layouts and completeness.

Shapes: `read_title_block(header, title, authors, body)` -> `PrintedBlock`. Pure, linear in the text, raises nothing for any strings.
Method: what is neither title, name, mail, footnote nor caption is cut at indices and lines; lines of one affiliation are joined again; one
stays only if a word, an acronym, the mail's host or the caller's oracle marks it as an institution. Where a name may be in it, it goes.
Three layouts are told apart to judge completeness: indices that point to texts, groups of names each with its text, one text for all.

`reason`, if not complete:
'no-authors-found'            no author's name stands in the block
'no-affiliation'              names, but no affiliation
'author-not-printed'          some authors' names are missing from the block: a column may be lost
'superscript-without-text'    an index at a name has no affiliation
'author-without-index'        affiliations are indexed, and some authors have no index
'author-without-affiliation'  in a layout of groups some names have no affiliation after them
'fewer-affiliations-than-groups'  several names on lines of their own share one text while others have their own
'name-in-text'                a piece was dropped because a name could not be parted from it
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from analysis.sources.printed_names import (
    PICTURE,
    Name,
    NameFinder,
    Piece,
    Token,
    clean_text,
    cut_pieces,
    is_sign,
    plain_letters,
    registered_domain,
    take_mails,
    tokenize,
)

LONGEST = 20_000  # characters of a header that are read; the longest real one has 2,000
FOOTNOTES_WITHIN = 5_000  # characters of the body in which footnotes of page one stand

Oracle = Callable[[str], bool]


@dataclass(frozen=True)
class PrintedBlock:
    """What a title block says; see the module for `reason`."""

    affiliations: tuple[str, ...]
    domains: tuple[str, ...]
    complete: bool
    reason: str
    from_body: bool


_STRONG = re.compile(
    r"universi|unversi|univeri|univesi|unviersi|\buniv\b|univ\.|instit|\bcollege\b|polytech|politec|politéc|hochschule|"
    r"\bschool of (?:medicine|economics)|academ|hospital|klinik|clinic\b|"
    r"\bécole|\becole|escola|escuela|scuola|\b(?:tech|caltech|virginia tech|georgia tech|penn state|eth|epfl|mit|cmu|kaist|inria|cnrs|"
    r"csiro|riken|"
    r"u\.?c\.? \w+|ut \w+|t[hu] \w+|ku \w+|lmu|mila|google|deepmind|microsoft|nvidia|meta|apple|amazon|aws|ibm|intel|adobe|salesforce|"
    r"samsung|sony|"
    r"huawei|alibaba|tencent|baidu|bytedance|tiktok|openai|anthropic|snap|bosch|siemens|qualcomm|toyota|ntt|nec|naver|kakao|lg|jd|"
    r"oppo|vivo|xiaomi|"
    r"meituan|didi|kuaishou|ant|netflix|spotify|uber|linkedin|yandex|cohere|mistral|oracle|servicenow|capital one|bloomberg|"
    r"j\.?p\.? ?morgan|deepseek|sensetime|megvii|xai|hugging face|stanford|harvard|princeton|yale|oxford|cambridge|berkeley|cornell|"
    r"columbia|"
    r"technion|independent|fair)\b|corporation|\bcorp\b|\binc\b|\bltd|\bllc\b|gmbh|\bco\.|company|\bgroup\b|technolog(?:y|ies) (?:co|"
    r"inc|group|ltd)|"
    r"technologies\b|therapeutics|pharma\w*|biotech\w*|software|medicine\b|\bmedical\b|\bbank\b|\bmotors?\b|\bcapital management|"
    r"foundation\b|laborator|\blabs?\b|research (?:institute|cent(?:er|re)|lab)|research\b|robotics\b|\bai\b|\bai4\w+|\w\.(?:ai|com|"
    r"io)\b|council|ministry|agency|observatory|\bcent(?:er|re)\b|"
    r"\bcentr[oe]\b|zentrum|大学|研究",
    re.IGNORECASE,
)
_WEAK = re.compile(
    r"\bdept|departm|département|departamento|dipartimento|\bschool\b|facult|\bdivision\b|\bprogram|\bunit\b|\blab(?:oratory|s)?\b|"
    r"\bgroup\b|\bchair\b|"
    r"\bcent(?:er|re)\b|\bsection\b|\bteam\b|computer science|mathematics|statistics|engineering|\bthrust\b|\bgraduate\b|\bkey\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?:the )?(?:dept|depart|school|faculty|college of|institute of|division|cent(?:er|re)|(?:state |national )?key lab|laboratory)",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"universi|polytech|academ|\binc\b|\bltd|\bcorp|hospital|\bETH\b|\bEPFL\b|\bKAIST\b|institute of technology",
    re.IGNORECASE,
)
_UNIVERSITY = re.compile(
    r"universi|\buniv\b|institute? of|institut\b|academ|college|polytech|\binc\b|\bltd|corp|google|microsoft|nvidia|\bmeta\b|\bUC |"
    r"\bMIT\b|hospital",
    re.IGNORECASE,
)
_COUNTRIES = (
    r"(?:china|p\.?r\.? ?china|u\.?s\.?a?\.?|united states(?: of america)?|u\.?k\.?|united kingdom|england|scotland|ireland|germany|"
    r"deutschland|france|italy|spain|portugal|"
    r"switzerland|austria|(?:the )?netherlands|belgium|luxembourg|sweden|denmark|norway|finland|poland|czech\w*(?: republic)?|hungary|"
    r"romania|ukraine|greece|cyprus|"
    r"turkey|türkiye|israel|russia|india|pakistan|bangladesh|japan|(?:republic of |south )?korea|singapore|taiwan|hong kong|macau|"
    r"macao|malaysia|indonesia|vietnam|thailand|"
    r"australia|new zealand|canada|brazil|mexico|chile|argentina|colombia|u\.?a\.?e\.?|united arab emirates|saudi arabia|qatar|iran|"
    r"egypt|south africa)"
)
_PLACE = re.compile(
    r"\b(?:" + _COUNTRIES + r"|"
    r"beijing|shanghai|shenzhen|hangzhou|guangzhou|wuhan|nanjing|chengdu|hefei|xi'an|tianjin|suzhou|seoul|daejeon|tokyo|kyoto|osaka|"
    r"london|paris|zurich|zürich|"
    r"lausanne|munich|berlin|tübingen|montreal|montréal|toronto|vancouver|waterloo|edmonton|boston|new york|seattle|pittsburgh|"
    r"abu dhabi|tel aviv|haifa|sydney|melbourne|amsterdam|stockholm|copenhagen|vienna|moscow|"
    r"[A-Z][\w.' ]+,? (?:AL|AZ|CA|CO|CT|DC|DE|FL|GA|IA|IL|IN|KS|KY|LA|MA|MD|MI|MN|MO|NC|NE|NH|NJ|NM|NV|NY|OH|OK|OR|PA|RI|SC|TN|TX|UT|"
    r"VA|VT|WA|WI|ON|BC|QC|AB))"
    r"\.?,?(?:[ ,-]*[\d-]{4,10})?\.?$|^[\d -]{4,12}$",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(
    r"[\[(]?\b(?:(?:the |these |those |all )?(?:first |last |two |three )?authors?\b(?! of)|(?:shared |joint |co-?)?(?:equal|equally|"
    r"main|core)[ -](?:contribut|advis|supervis|"
    r"senior|author|last|first)|contribut(?:ed|ion)|equal\b|corr?e?o?spond|co-?(?:first|corr|lead|last|senior|advis)|"
    r"joint(?:ly)? (?:first|last|lead|senior|corr|advis|supervis|contrib)|"
    r"(?:project|team|tech\w*) (?:lead|page|website|advis|manager)|project\s?:|(?:lead|senior|principal|first|co-?first) (?:author|"
    r"investigator|advis|contrib)|"
    r"work (?:was |is |were )?(?:partially |partly |mainly )?(?:done|performed|conducted|completed|carried|undertaken|during|while|"
    r"started|at)|done (?:during|while|when)|"
    r"this work|our (?:code|project|work)|(?:source )?codes?(?: and \w+| & \w+)*(?: is| are)?(?: (?:publicly )?available| release|"
    r"\s?:| at\b|$)|"
    r"(?:website|homepage|home page|webpage|github|data|datasets?|models?|demo|blog|video|e-?mails?|contact|keywords?|preprint|"
    r"blog ?post)\s?:|"
    r"(?:\(?now|currently|presently|formerly|previously) (?:at|with|in)\b|intern(?:s|ed|ship)?\b|"
    r"e-?mails?\b|contact\b|alphabetical|author(?:s)? (?:are|is|order|names|contrib)|listed in|ordered|supervis(?:ed|ion)\b|"
    r"advising\b|leads?\b$|"
    r"denotes?\b|indicates?\b|part of (?:this|the) work|visiting (?:student|scholar|researcher)\b|\d+(?:th|st|nd|rd) conference|"
    r"neurips|project leads?er?)",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"^\W*(?:fig(?:ure)?\.?|table|teaser|prompt|algorithm|input|output|source video|baseline figure)\s*\d*\s?[:.|]|^(?:fig(?:ure)?|"
    r"table)\.? ?\d",
    re.IGNORECASE,
)
_URL = re.compile(
    r"\(?\b(?:https?\s?:\s?/\s?/\s?|www\.)\S*\)?|\b[\w-]+(?:\.[\w-]+)*\.(?:github\.io|com|org|io|net)/\S*|\b[\w-]+(?:\.[\w-]+)+/\S+|"
    r"\b[\w.-]+\.github\.io\b"
)
_JUNK = re.compile(
    r"(?:project|demo|page|code|codes|reference|letter|shared|both|website|homepage|paper|data|models?|dataset|datasets|blog|github|"
    r"equal|and|to|the|of|input|output|ours|video|"
    r"mask|image|prompt|leads?|pypi|videos)(?:[ ,&]+(?:page|lead|code|data|dataset|image|and|model|models|demo|website|"
    r"force))*",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[A-Za-zÀ-ſ]{2}|[\u3040-\u9fff\uac00-\ud7af]{2}")
_VERB = re.compile(r"\b(?:[Ww]e|[Oo]ur|is|are|was|were|be|been|has|have|[Tt]hat|[Tt]his|[Tt]hese|can|will|[Tt]hey|[Tt]heir|whose|who)\b")
_PROSE = re.compile(
    r"\b(?:us|could|would|may|those|which|where|when|it|its|not|but|than|"
    r"show|shows|shown|propose|proposes|using|while|into|between|such|each|given|provide|achieves?|generate[sd]?|however|with|from|"
    r"through|as|by|under|how|without|across)\b"
)
_NO_PLACE = re.compile(
    r"universi|unversi|univeri|univesi|unviersi|\buniv\b|instit|college|polytech|academ|hospital|laborator|\blabs?\b|research|\binc\b|"
    r"\bltd|corp|compan|technolog|tech\b|group|foundation|cent(?:er|re)\b|"
    r"\bu[ct] \w|politec|software|robotics|therapeutics|\bai\b|google|deepmind|microsoft|meta\b|amazon|nvidia|apple|ibm|intel\b|inria|"
    r"independent|sciences?\b|engineering|systems|ecole|école|"
    r"huawei|tencent|alibaba|bytedance|baidu|bosch|samsung|adobe|sony|\bmila\b",
    re.IGNORECASE,
)
_REGION = re.compile(r"(?:[A-Z]{2} )?[\d-]{4,10}|[A-Z]{2}|" + _COUNTRIES, re.IGNORECASE)
_COUNTRY_CODE = re.compile(r"U\.?S\.?A?\.?|U\.?K\.?|U\.?A\.?E\.?|P\.?R\.?C?\.?|[A-Z]{2}|ROC|KSA|HKSAR|SAR")
_ACRONYM = re.compile(r"(?=.{2,14}$)[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?:[-&'][A-Za-z]+)?(?:\d\w*)?")
_NAME_SHAPE = re.compile(
    r"(?:(?:[A-Z](?:[^\W\d_]|['\-])*\.?|van|von|de|der|den|di|da|del|la|le|bin|al) ){1,3}[A-Z](?:[^\W\d_]|['\-.])*"
)
_DANGLING = re.compile(r"(?:[,&;:/–-]|\b(?:of|and|for|in|the|at|de|du|des|und|für|di|del|della|y|et))$", re.IGNORECASE)


@dataclass
class _Unit:
    """One affiliation while it is put together: its lines, its indices, whether it stands below all names; `text` when it is finished."""

    lines: list[str]
    marks: list[str]
    below: bool
    text: str | None = None


@dataclass
class _Cell:
    """A group: names in a row with the affiliations and mails that follow them."""

    authors: list[int] = field(default_factory=list)
    name_lines: int = 0
    mails: int = 0
    units: list[_Unit] = field(default_factory=list)


def read_title_block(
    header: str, title: str, authors: Sequence[str], body: str = "", is_place_or_institution: Oracle | None = None
) -> PrintedBlock:
    """Affiliations, mail domains and completeness of one title block.

    `authors` are the names as the conference lists them; `body` is the text after the block; its beginning is read only if the
    block is incomplete. The oracle says whether a text names a known institution, company, city or country.
    """
    known = is_place_or_institution or (lambda text: False)
    authors = [author[:200] for author in authors if isinstance(author, str) and author.strip()]
    title = title[:1000]
    block = _Block(header[:LONGEST], title, authors, known)
    from_body = False
    if not block.found and body:
        top = re.split(r"(?m)^#*\s*abstract\s*[.:]?\s*$", body[:FOOTNOTES_WITHIN], maxsplit=1, flags=re.IGNORECASE)
        if len(top) == 2 and top[0].strip():
            other = _Block(top[0], title, authors, known)
            block, from_body = (other, True) if other.found else (block, False)
    reason = block.verdict()
    if reason and block.found and body:
        from_body = block.add_footnotes(body[:FOOTNOTES_WITHIN]) or from_body
        reason = block.verdict()
    domains = sorted({domain for host in block.hosts if (domain := registered_domain(host))})
    return PrintedBlock(tuple(block.affiliations()), tuple(domains), not reason, reason, from_body)


class _Block:
    """One block under reading: pieces in order, cells of names and texts, units by index."""

    def __init__(self, text: str, title: str, authors: list[str], known: Oracle) -> None:
        self.authors, self.known = authors, known
        self.finder = NameFinder(authors, known)
        text, self.hosts = take_mails(clean_text(text))
        lines = _lines(text)
        self.labels = {plain_letters(label) for host in self.hosts for label in host.split(".")[:-1] if len(label) > 2}
        lines = _without_title(lines, title, {word for word in self.finder.letters if len(word) > 1})
        text = "\n".join(lines)
        tokens = tokenize(text)
        names = self._widened(tokens, self.finder.find(tokens))
        tokens = tokens[: _end(text, tokens, names)]
        self.found = {name.author for name in names}
        pieces = cut_pieces(text, tokens, names)
        leftovers = Counter(_tidy(piece.text) for piece in pieces if piece.kind == "text")
        self.repeated = {text for text, count in leftovers.items() if count > 1 and not _like_name(text)}
        self.pieces = self._with_strangers(pieces)
        self.dropped_name = False
        self.displaced = False  # indices of several names stand together, away from their names
        self.footnotes: list[_Unit] = []
        self.author_marks: dict[int, list[str]] = {}
        self.cells, self.author_marks, self.stray = self._arrange()

    # -- from pieces to cells

    def _widened(self, tokens: list[Token], names: list[Name]) -> list[Name]:
        """Names with a further first or last name: one capitalised word between the name and a line end, comma or index."""
        ends, starts = {name.end for name in names}, {name.start for name in names}

        def loose(k: int) -> bool:
            word = tokens[k].text
            return word[:1].isupper() and word[1:].islower() and word.isalpha() and not _STRONG.search(word)

        def parted(k: int) -> bool:
            return not 0 <= k < len(tokens) or tokens[k].text == "\n" or tokens[k].text.isdecimal() or is_sign(tokens[k]) or k + 1 in ends

        wide = []
        for name in names:
            start, end = name.start, name.end
            if start and start not in ends and loose(start - 1):
                start -= parted(start - 2) or (tokens[start - 2].text == "," and parted(start - 3))
            if end < len(tokens) and end not in starts and loose(end) and not self.known(tokens[end].text):
                end += end + 1 == len(tokens) or (parted(end + 1) and tokens[end + 1].text != "\n") or tokens[end + 1].text == ","
            wide.append(Name(start, end, name.author))
        return wide

    def _with_strangers(self, pieces: list[Piece]) -> list[Piece]:
        """Pieces that look like names nobody bears stand for authors not found: a name printed otherwise than listed."""
        missing = [author for author in range(len(self.authors)) if author not in self.found]
        last = max((k for k, piece in enumerate(pieces) if piece.kind == "name"), default=-1)
        for piece in pieces[: last + 4]:
            if not missing or piece.kind != "text" or piece.marks or _FOOTNOTE.match(piece.text) or _JUNK.fullmatch(_tidy(piece.text)):
                continue
            text = _tidy(piece.text)
            if _like_name(text) and not self._is_known(text):
                piece.kind, piece.author = "name", missing.pop(0)
                self.found.add(piece.author)
        return pieces

    def _arrange(self) -> tuple[list[_Cell], dict[int, list[str]], list[str]]:
        """Cells in order, the indices at each name, and the indices that belong to nothing."""
        cells, marks_of, stray = [_Cell()], {author: [] for author in self.found}, []
        waiting: list[str] = []  # indices alone on a line, which may belong to the text below
        name, new_line, mailed = -1, True, False
        last_name = max((k for k, piece in enumerate(self.pieces) if piece.kind == "name"), default=-1)
        for k, piece in enumerate(self.pieces):
            cell = cells[-1]
            if piece.kind == "name":
                stray += waiting
                if cell.units:
                    cells.append(cell := _Cell())
                cell.authors.append(piece.author)
                cell.name_lines += new_line
                marks_of[piece.author] += self.pieces[k - 1].marks if k and self.pieces[k - 1].kind == "prefix" else []
                name, new_line, waiting, mailed = piece.author, False, [], False
            elif piece.kind == "mark":
                below = next((other.kind for other in self.pieces[k + 1 :] if other.kind != "line"), "")
                if name >= 0 and (not new_line or (below != "text" and not any(mark.isalnum() for mark in marks_of[name]))):
                    marks_of[name] += piece.marks
                    self.displaced = self.displaced or bool(piece.text)
                    name = -1
                elif not new_line and below != "text":
                    stray += piece.marks
                else:
                    waiting += piece.marks
            elif piece.kind == "mail":
                cell.mails += 1
                mailed = True
            elif piece.kind == "line":
                new_line = True
            elif piece.kind == "text" and len(_tidy(piece.text)) > 1:
                marks = waiting + piece.marks if len(waiting) == 1 and not piece.marks else piece.marks
                stray += waiting if marks is piece.marks else []
                unit = cell.units[-1] if cell.units else _Unit([""], [], False)
                own = any(mark.isalnum() for mark in marks) or ((marks or waiting) and not _is_place(piece.text))
                if cell.units and not own and self._continues(unit.lines[-1], piece.text, mailed):
                    unit.lines.append(piece.text)
                else:
                    cell.units.append(_Unit([piece.text], marks, k > last_name))
                name, new_line, waiting, mailed = -1, False, [], False
        self.indexed = any(mark.isdecimal() for marks in marks_of.values() for mark in marks)
        return cells, marks_of, stray + waiting

    def _continues(self, before: str, text: str, mailed: bool) -> bool:
        """Whether two lines are one affiliation: an unfinished line, a department and its university, an institution and its place."""
        if (_like_name(text) and not self._is_known(text)) or _FOOTNOTE.match(text):
            return False
        if _DANGLING.search(before) or text[:1].islower() or _is_place(text):
            return True
        if mailed:
            return False
        if _PART.match(before) and not _WHOLE.search(before) and _WHOLE.search(text):
            return True
        if not self._names_institution(before) and not _is_place(before):
            return bool(_WEAK.search(before))
        return bool(_WEAK.search(before) or _WEAK.search(text)) and _main(before) != _main(text)

    def _names_institution(self, text: str) -> bool:
        return bool(_STRONG.search(text)) or self.known(text)

    # -- from units to affiliations

    def _is_known(self, text: str) -> bool:
        """Whether a word, a place, the oracle, an acronym, the mail's host or repetition marks the text as an affiliation."""
        if _STRONG.search(text) or _WEAK.search(text) or _is_place(text) or text in self.repeated:
            return True
        words = [word for part in re.split(r"[\s,;/()]+", text) if (word := part.strip("."))]
        plain = [plain_letters(word) for word in words]
        if all(word in self.finder.letters for word in plain) and len(self.found) < len(self.authors):
            return False
        parts = [part.strip(" .") for part in re.split(r"[,;/()]| & ", text) if part.strip(" .")]
        if self.known(text) or any(self.known(part) for part in parts):
            return True
        own = [word for word in plain if word and word not in self.finder.letters]
        certain = not _like_name(text) or len(self.found) == len(self.authors)
        hosts = [word for word in own if word in self.labels or (len(word) > 4 and any(word in label for label in self.labels))]
        if certain and hosts and len(words) <= 6:
            return True
        capitals = [word for word in words if _ACRONYM.fullmatch(word) and plain_letters(word) in own]
        if any(self.known(word) for word in capitals):
            return True
        return bool(capitals) and (len(capitals) == len(words) or len(words) > 3 or "&" in text or _PLACE.search(text) is not None)

    def _finish(self, unit: _Unit) -> str:
        """The affiliation as it goes out, or '' if the text is none, is prose, or may hold a name."""
        lines = [line for line in map(_without_footnote, unit.lines) if line]
        lines = [line for line in lines if self._is_known(line) or (len(lines) > 1 and not _like_name(line))] or (
            [line for line in lines if unit.below and any(mark.isalnum() for mark in unit.marks) and self._plain_enough(line)]
        )
        words = [word for word in _join(lines).split() if not self.finder.is_account(word)]
        text = _tidy(" ".join(words))
        if not 1 < len(text) <= 600 or not _LETTERS.search(text) or "_" in text or _JUNK.fullmatch(text):
            return ""
        if _VERB.search(text) or len(_PROSE.findall(text)) > 1 or (text.count(" ") > 7 and _PROSE.search(text) and text.endswith(".")):
            return ""
        if unit.below and not unit.marks and " " not in text and self.indexed and not _STRONG.search(text):
            return ""
        if self._begins_with_stranger(text):
            self.dropped_name = True
            return ""
        names = self.finder.find(tokenize(text), self.found, near=False)
        if any(len(self.finder.words[name.author]) > 1 for name in names):
            self.dropped_name = True
            return ""
        return text

    def _begins_with_stranger(self, text: str) -> bool:
        """Whether a text may begin with the name of an author not found, printed otherwise than listed."""
        missing = {word for author, words in enumerate(self.finder.words) if author not in self.found for word in words if len(word) > 2}
        words = text.split()[:3]
        head = [word for word in words if word[:1].isupper() and not _STRONG.search(word) and not _WEAK.search(word)]
        plain = [plain_letters(word) for word in head]
        if len(head) < 2 or not any(part in missing or any(len(name) > 3 and name in part for name in missing) for part in plain):
            return False
        return not any(self.known(part) for part in (text, text.split(",", 1)[0], " ".join(words[:2]), " ".join(words)))

    def _plain_enough(self, line: str) -> bool:
        """Whether an indexed text below all names may stay though nothing marks it as an institution: it cannot be a name."""
        words = line.split()
        if any(plain_letters(word) in self.finder.letters for word in words) or not line[0].isalnum() or len(words) > 6:
            return False
        return len(words) == 1 or not _like_name(line) or len(self.found) == len(self.authors)

    def _resolve(self, unit: _Unit) -> str:
        if unit.text is None:
            unit.text = self._finish(unit)
        return unit.text

    def units(self) -> list[_Unit]:
        return [unit for unit in [*(unit for cell in self.cells for unit in cell.units), *self.footnotes] if self._resolve(unit)]

    def affiliations(self) -> list[str]:
        found: dict[str, str] = {}
        for unit in self.units():
            found.setdefault(re.sub(r"\W+", " ", unit.text.casefold()).strip(), unit.text)
        return list(found.values())

    # -- completeness

    def verdict(self) -> str:
        """'' if every author has an affiliation, as far as can be told; else the reason."""
        units = self.units()
        real = [unit for unit in units if not _is_place(unit.text)]
        if not self.found:
            return "no-authors-found"
        if not real:
            return "no-affiliation"
        if self.dropped_name:
            return "name-in-text"
        texts = {mark for unit in units for mark in unit.marks}
        letters = any(mark.isalpha() for mark in texts)
        marked = {
            author: [mark for mark in marks if mark.isdecimal() or (mark.isalpha() and letters)]
            for author, marks in self.author_marks.items()
        }
        lost = len(self.authors) - len(self.found)
        if any(mark.isalnum() for mark in texts) or sum(map(bool, marked.values())) * 2 > len(self.found):
            return self._by_index(marked, texts, real) or ("author-not-printed" if lost * 4 > max(4, len(self.authors)) else "")
        return self._by_sign(texts) or ("author-not-printed" if lost else "")

    def _by_index(self, marked: dict[int, list[str]], texts: set[str], real: list[_Unit]) -> str:
        stray = [mark for mark in self.stray if mark.isdecimal()]
        both = texts | set(stray)
        used = {mark for marks in marked.values() for mark in marks if mark.islower() or mark.isdecimal() or mark in texts} | set(stray)
        used = {part for mark in used for part in (mark if len(mark) in (2, 3) and mark not in texts and set(mark) <= both else [mark])}
        highest = max((int(mark) for mark in used | texts if mark.isdecimal()), default=0)
        if highest <= 40:
            used |= {str(k) for k in range(1, highest + 1)}
        absent = used - texts
        indexed = [unit for unit in real if any(mark.isalnum() for mark in unit.marks)]
        spare = sum(max(1, _institutions(unit.text)) for unit in real if unit not in indexed)
        spare += sum(max(0, _institutions(unit.text, strict=True) - len(unit.marks)) for unit in indexed)
        spare += len(indexed) - len({mark for unit in indexed for mark in unit.marks if mark.isalnum()})
        if len(absent) > max(0, spare):
            return "superscript-without-text"
        bare = [author for author, marks in marked.items() if not marks]
        return "author-without-index" if bare and len(used) > 1 and not (stray or self.displaced) else ""

    def _by_sign(self, texts: set[str]) -> str:
        """Signs as indices: judged only if the texts carry them and no group of names has a text of its own without one."""
        cells = sum(bool(cell.authors) for cell in self.cells)
        bare = [marks for marks in self.author_marks.values() if not set(marks) & texts]
        signed = len(self.found) - len(bare)
        if not texts or not signed or cells > max(1, len(self.found) // 2):
            return self._by_group()
        if not bare or set(self.stray) & texts or any(len(marks) > len(set(marks)) for marks in self.author_marks.values()):
            return ""
        if all(bare) and any(not unit.marks for unit in self.units()):
            return ""
        return "author-without-index" if signed * 2 > len(self.found) else self._by_group()

    def _by_group(self) -> str:
        """Groups of names, each with its texts; or one group for all."""
        cells = [cell for cell in self.cells if cell.authors]
        counts = [(cell, sum(1 for unit in cell.units if self._resolve(unit) and not _is_place(unit.text))) for cell in cells]
        lead = sum(1 for unit in self.cells[0].units if self._resolve(unit)) if not self.cells[0].authors else 0
        if len(cells) == 1 or not any(count for _, count in counts[:-1]):
            return "" if counts[-1][1] or lead else "author-without-affiliation"
        without = sum(len(cell.authors) for cell, count in counts if not count)
        doubtful = sum(
            len(cell.authors) - count
            for cell, count in counts
            if count and len(cell.authors) > count and cell.name_lines >= len(cell.authors) and cell.mails < len(cell.authors)
        )
        spare = lead + sum(max(0, count - len(cell.authors)) for cell, count in counts)
        if without > spare:
            return "author-without-affiliation"
        return "fewer-affiliations-than-groups" if without + doubtful > spare else ""

    # -- footnotes in the body

    def add_footnotes(self, body: str) -> bool:
        """Take affiliations and mail from lines of the body that begin with an index or sign borne by a name; whether any was used."""
        texts = {mark for unit in self.units() for mark in unit.marks}
        wanted = {mark for marks in self.author_marks.values() for mark in marks} | {mark for mark in self.stray if mark.isalnum()}
        wanted -= texts
        used = False
        for raw in body.split("\n") if wanted else ():
            if not _FOOTNOTE_LINE.match(raw[:10]) or len(raw) > 1500:
                continue
            line, hosts = take_mails(clean_text(raw))
            line = _URL.sub(" ", _IS_WITH.sub(" ", line.lstrip("- ")))
            tokens = tokenize(line)
            marks: list[str] = []
            borne = False
            for piece in cut_pieces(line, tokens, self.finder.find(tokens, self.found, near=False), wanted):
                marks = piece.marks or marks
                borne = borne or bool(_same(marks) & _same(wanted))
                text = _LEADING.sub("", piece.text)
                if piece.kind == "text" and _same(marks) & _same(wanted) and not _OFF.match(text) and not _FOOTNOTE.match(text):
                    unit = _Unit([_ALSO.sub("", text)], [mark for mark in wanted if _same([mark]) & _same(marks)], True)
                    if self._is_known(unit.lines[0]) and self._resolve(unit):
                        self.footnotes.append(unit)
                        used = True
            if hosts and borne:
                self.hosts += hosts
                used = True
        return used


_FOOTNOTE_LINE = re.compile(r"^(?:- )?(?:\d{1,2}(?![\d.])|[a-h] |[^\w\s,.;:()\[\]{}'\"<|/&%@=#\-$\\])")
_IS_WITH = re.compile(r"\b(?:is|are) (?:with|affiliated with|affiliated to|from) (?:the )?(?=[A-Z])")
_OFF = re.compile(
    r"\W*(?!(?-i:also |affiliated ))(?-i:[a-z])|\W*(?:founding|project|work|code|currently|previously|formerly|now|"
    r"research questions?|related)\b",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^\W*(?:corresponding authors?|equal contributions?|co-first authors?)\s*[;.,:]\s*", re.IGNORECASE)
_ALSO = re.compile(r"^\W*(?:also )?(?:affiliated )?(?:at|with)\b[\s:]*", re.IGNORECASE)


def _same(marks: Sequence[str]) -> set[str]:
    """Signs that are set alike in header and body."""
    return {"*" if mark in "*∗⋆" else mark for mark in marks}


def _institutions(text: str, strict: bool = False) -> int:
    """About how many institutions a text names; `strict`: at least how many."""
    words = re.split(r"[\s,;()]+", text)
    if strict:
        plain = all(_ACRONYM.fullmatch(word) for word in words)
        return max(len(_UNIVERSITY.findall(text)), len(_RUN_ON.findall(text)) + 1, len(words) if plain else 0)
    acronyms = [word for word in words if _ACRONYM.fullmatch(word) and not _STRONG.search(word) and not _is_place(word)]
    return len(_STRONG.findall(text)) + len(acronyms)


_RUN_ON = re.compile(r"\buniversi\w*(?! of)[^,;]*\binstitut|, " + _COUNTRIES + r" (?=[A-Z][A-Za-z]{2,})", re.IGNORECASE)


def _lines(text: str) -> list[str]:
    """The lines that can belong to a title block: no pictures, captions, addresses of pages; a table's repeated cells once."""
    kept: list[str] = []
    for raw in text.split("\n"):
        if raw.startswith("<!--") or _CAPTION.search(raw):
            kept.append(PICTURE)
            continue
        line = re.sub(r"^[\s#]+|^\s*[-•]\s+", "", raw)
        if re.fullmatch(r"\W*abstract\W*", line, re.IGNORECASE):
            break
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("| ").split("|")]
            cells = [cell for k, cell in enumerate(cells) if cell and cells[k - 1 : k] != [cell] and not re.fullmatch("[:-]+", cell)]
            kept += [_URL.sub(" ", re.sub(r"\s+", " ", cell)) for cell in cells]
            continue
        kept.append(re.sub(r"\s+", " ", _URL.sub(" ", line)).strip())
    return kept


def _end(text: str, tokens: list[Token], names: list[Name]) -> int:
    """The token at which the block ends: the first picture after names and an affiliation."""
    last = names[-1].end if names else len(tokens)
    for k in range(last, len(tokens)):
        if tokens[k].text == PICTURE and _STRONG.search(text[tokens[last - 1].end : tokens[k].start]):
            return k
    return len(tokens)


def _without_title(lines: list[str], title: str, people: set[str]) -> list[str]:
    """Without the title's lines: those before the first name that are mostly words of the title, and the first line in any case."""
    words = {word[:5] for word in re.findall(r"\w+", clean_text(title).casefold())}
    joined = plain_letters(title)
    kept = []
    before_names = True
    for number, line in enumerate(lines):
        own = re.findall(r"\w+", line.casefold())
        if before_names and own:
            alike = sum(word[:5] in words for word in own) / len(own)
            letters = plain_letters(line)
            names = sum(word in people and word[:5] not in words for word in (plain_letters(word) for word in own))
            if (names < 2 and (alike >= 0.5 or (joined and joined in letters))) or (len(letters) > 5 and letters in joined):
                continue
            if re.fullmatch(r"\d\d", line):
                continue
            if names:
                before_names = False
            elif number == next((k for k, other in enumerate(lines) if other), 0) and len(own) > 2 and not _STRONG.search(line):
                continue
        kept.append(line)
    return kept


def _tidy(text: str) -> str:
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
        text = text.strip("() ") if text.count("(") + text.count(")") == 1 and (text[0] in "()" or text[-1] in "()") else text
    return text


def _without_footnote(line: str) -> str:
    match = _FOOTNOTE.search(line)
    return _tidy(line[: match.start()] if match else line)


def _join(lines: list[str]) -> str:
    text = ""
    for line in lines:
        text += (" " if not text or _DANGLING.search(text) or line[0].islower() else ", ") + line
    return text


def _like_name(text: str) -> bool:
    return len(text) < 60 and _NAME_SHAPE.fullmatch(text) is not None


def _main(text: str) -> bool:
    return bool(_UNIVERSITY.search(text))


def _is_place(text: str) -> bool:
    """Whether the text names a place and no institution: 'Beijing, China', 'Cambridge, MA 02139'."""
    if len(text.split()) > 8 or not _PLACE.search(text) or _WEAK.search(text) or _NO_PLACE.search(text):
        return False
    parts = [part for part in re.split(r"\s*,\s*", text) if not _REGION.fullmatch(part)]
    if len(parts) > 2 or (len(parts) > 1 and len(parts[0].split()) + len(parts) > 3):
        return False
    return not any(_ACRONYM.fullmatch(word) and not _COUNTRY_CODE.fullmatch(word) for word in re.split(r"[\s,]+", text.rstrip(".")))
