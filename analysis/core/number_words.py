"""Small numbers in words, as English prose spells them: counts up to a hundred, and common parts of a whole."""

from __future__ import annotations

from fractions import Fraction

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
PARTS = {
    2: "half",
    3: "third",
    4: "quarter",
    5: "fifth",
    6: "sixth",
    7: "seventh",
    8: "eighth",
    9: "ninth",
    10: "tenth",
    12: "twelfth",
    20: "twentieth",
    100: "hundredth",
}


def spelt(count: int) -> str:
    """A whole number in words below a hundred, in numerals from there on, as style guides want it.

    >>> spelt(3), spelt(63), spelt(5290)
    ('three', 'sixty-three', '5,290')
    """
    if not 0 <= count < 100:
        return f"{count:,}"
    if count < len(ONES):
        return ONES[count]
    tens, ones = divmod(count, 10)
    return TENS[tens - 2] + (f"-{ONES[ones]}" if ones else "")


def part(share: Fraction) -> str:
    """A part of a whole in words; nothing where prose has no word for it.

    >>> part(Fraction(1, 5)), part(Fraction(2, 3)), part(Fraction(3, 17))
    ('a fifth', 'two-thirds', '')
    """
    named = PARTS.get(share.denominator)
    if named is None or not 0 < share < 1:
        return ""
    if share.numerator == 1:
        return named if named == "half" else f"{'an' if named == 'eighth' else 'a'} {named}"
    return f"{spelt(share.numerator)}-{named}s"
