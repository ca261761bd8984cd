"""Lines of a title block: without pictures, captions, web pages and the title.

Reads cleaned text without addresses, before it is cut; gives its lines. Pure, linear in the text, raises nothing.
"""

import re

from analysis.facts.title_block.characters import PICTURE, clean_text, plain_letters
from analysis.facts.title_block.vocabulary import STRONG

_CAPTION = re.compile(
    r"^\W*(?:fig(?:ure)?\.?|table|teaser|prompt|algorithm|input|output|source video|baseline figure)\s*\d*\s?[:.|]|"
    r"^(?:fig(?:ure)?|table)\.? ?\d",
    re.IGNORECASE,
)
URL = re.compile(
    r"\(?\b(?:https?\s?:\s?/\s?/\s?|www\.)\S*\)?|\b[\w-]+(?:\.[\w-]+)*\.(?:github\.io|com|org|io|net)/\S*|"
    r"\b[\w-]+(?:\.[\w-]+)+/\S+|"
    r"\b[\w.-]+\.github\.io\b"
)


def block_lines(text: str) -> list[str]:
    """The lines that can belong to a block: no pictures, captions, web pages; a table's repeated cells once."""
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
            cells = [
                cell
                for k, cell in enumerate(cells)
                if cell and cells[k - 1 : k] != [cell] and not re.fullmatch("[:-]+", cell)
            ]
            kept += [URL.sub(" ", re.sub(r"\s+", " ", cell)) for cell in cells]
            continue
        kept.append(re.sub(r"\s+", " ", URL.sub(" ", line)).strip())
    return kept


def without_title(lines: list[str], title: str, people: set[str]) -> list[str]:
    """Without the title: lines before the first name that are mostly words of it, and the first line in any case."""
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
            if (names < 2 and (alike >= 0.5 or (joined and joined in letters))) or (
                len(letters) > 5 and letters in joined
            ):
                continue
            if re.fullmatch(r"\d\d", line):
                continue
            if names:
                before_names = False
            elif (
                number == next((k for k, other in enumerate(lines) if other), 0)
                and len(own) > 2
                and not STRONG.search(line)
            ):
                continue
        kept.append(line)
    return kept
