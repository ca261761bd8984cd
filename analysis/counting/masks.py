"""Sets of countries as bit masks: of a paper, of an author, of a group."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.core import multivalued

Flags = NDArray[np.bool_]
Masks = NDArray[np.uint64]
Numbers = NDArray[np.int64]

WORD = 64  # countries in one word of a mask


@dataclass(frozen=True)
class Codes:
    """The country codes of a ledger, each at its bit."""

    names: tuple[str, ...]

    @property
    def words(self) -> int:
        """Words of a mask."""
        return max(1, -(-len(self.names) // WORD))

    @cached_property
    def bits(self) -> dict[str, int]:
        """Code → its bit."""
        return {code: bit for bit, code in enumerate(self.names)}

    def mask(self, codes: Iterable[str]) -> Masks:
        """Mask of some codes, shape (words,); those that do not occur in the ledger have no bit."""
        made = np.zeros(self.words, dtype=np.uint64)
        for bit in (self.bits[code] for code in codes if code in self.bits):
            made[bit // WORD] |= np.uint64(1) << np.uint64(bit % WORD)
        return made

    def of(self, mask: Masks) -> frozenset[str]:
        """The codes of a mask, shape (words,)."""
        return frozenset(code for bit, code in enumerate(self.names) if int(mask[bit // WORD]) >> (bit % WORD) & 1)


def codes_in(columns: Iterable[pd.Series], more: Iterable[str] = ()) -> Codes:
    """The codes that occur in columns of joined codes, and `more`, sorted."""
    texts = {text for column in columns for text in column.unique()}
    return Codes(tuple(sorted({code for text in texts for code in multivalued.split(text)}.union(more))))


def masks_of(codes: Codes, texts: pd.Series) -> Masks:
    """The masks of joined codes, shape (rows, words)."""
    at, distinct = pd.factorize(texts)
    made = [codes.mask(multivalued.split(text)) for text in distinct]
    return np.array(made, dtype=np.uint64).reshape(len(distinct), codes.words)[at]


def meets(masks: Masks, mask: Masks) -> Flags:
    """Which of `masks`, shape (n, words), have a bit of `mask`."""
    # word by word: a reduction over an axis of two or three is ten times as slow
    found = np.zeros(len(masks), dtype=np.uint64)
    for word in np.flatnonzero(mask):
        found |= masks[:, word] & mask[word]
    return found.astype(bool)


def some(masks: Masks) -> Flags:
    """Which of `masks`, shape (n, words), have any bit."""
    return meets(masks, np.full(masks.shape[1], ~np.uint64(0)))


def ones(masks: Masks) -> Numbers:
    """Bits of each of `masks`, shape (n, words)."""
    count = np.zeros(len(masks), dtype=np.int64)
    for word in range(masks.shape[1]):
        count += np.bitwise_count(masks[:, word])
    return count
