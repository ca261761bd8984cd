"""Cut a title block into names, indices, texts, mails and line ends.

Reads the tokens of a block and the names found in them; gives `Piece` after piece, in order. Pure, linear in the text,
raises nothing for any string.

Method: one pass. A number, a letter or a sign is an index if it follows a name, or stands where a text may begin and
fits the indices met so far; numbers of streets, of zip codes and in words are none.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from analysis.facts.title_block.author_names import Name
from analysis.facts.title_block.characters import MAIL, PICTURE, Token

_NUMBERED = frozenset(
    "no nº umr level building room box unit floor phase suite type block paris lyon lille toulouse rennes".split()
)
_ROLE = re.compile(
    r"(?:and|prof\w*|dr|fellow|member|ieee|senior|student|the|phd|ph\.d\.|jr|iii?|iv)\.?$", re.IGNORECASE
)


@dataclass
class Piece:
    """A stretch of a block, of one kind: 'name' (of `author`), 'mark', 'prefix', 'text', 'mail' or 'line' (its end).

    A mark is indices, with `text` 'many' where they belong to several names; a prefix is signs before a name; a text
    has the indices before it.
    """

    kind: str
    text: str = ""
    author: int = -1
    marks: list[str] = field(default_factory=list)


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
    """One pass over the tokens.

    `after_name`: only indices stand between here and the last name; `text_from`: where the open text began, or -1;
    `depth`: open brackets in it; `own`: the indices of the text to come, or None.
    """

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
            elif (
                not (self.text_from >= 0 and self.depth)
                and not self._joins_names(k)
                and self._is_mark(k, self.text_from >= 0)
            ):
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
        """Give the run of indices from token k to the name before or behind or the text behind; the token after it."""
        first = k
        groups, k = self._run(k)
        flat = [mark for group in groups for mark in group]
        digits = [group for group in groups if group[0].isalnum()]
        if (
            k in self.starts
            and not groups[0][0].isalnum()
            and (not self.after_name or self.tokens[first - 1].text == ",")
        ):
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
        elif not own and (
            digits or not (self.pieces and self.pieces[-1].kind == "text")
        ):  # a sign right after a text is its footnote
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
        inside = bool(
            before and after and before.end == token.start and after.start == token.end and before.plain and after.plain
        )
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
        return token.plain not in ("and", "the", "et", "und") and (
            after is None or after.text in "\n,∗*†‡" or k + 1 in self.starts
        )

    def _is_decimal_point(self, k: int) -> bool:
        return self.tokens[k].text == "." and k + 1 < len(self.tokens) and self.tokens[k + 1].text.isdecimal()

    def _is_index(self, k: int, in_text: bool) -> bool:
        """Whether a number that does not follow a name is an index and no part of an address or of a word."""
        token = self.tokens[k]
        before = self.tokens[k - 1] if k else None
        after = self.tokens[k + 1] if k + 1 < len(self.tokens) else None
        touches = before if before is not None and before.end == token.start else None
        touched = after if after is not None and after.start == token.end else None
        if len(token.text) > 2 or token.text[0] == "0":
            return False
        if touches and (touches.plain or touches.text in "-–./&" or (touched and touches.text + touched.text == "()")):
            return False
        if touched and (touched.text in "-–%/" or 0 < len(touched.plain) < 3 or self._is_decimal_point(k + 1)):
            return False
        if not in_text:
            return (
                after is None or bool(after.plain) or after.text in "\n,.):" or after.text.isdecimal() or is_sign(after)
            )
        if int(token.text) == self.last_index + 1:
            return after is None or not after.text.isdecimal() or len(after.text) < 3
        counted = before is not None and before.plain in _NUMBERED
        return (
            token.text in self.used
            and not counted
            and not (after is not None and after.plain and after.text[0].islower())
        )
