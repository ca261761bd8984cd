"""Random numbers that are the same on every machine and with every version of numpy.

numpy promises the stream of a bit generator and not what its `Generator` makes of it, so the few draws that the report
needs are made of the stream itself.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


class Chance:
    """A stream of numbers between 0 and 1.

    Examples
    --------
    >>> Chance(1).shares(2).round(6).tolist()
    [0.511822, 0.950464]
    """

    def __init__(self, seed: int) -> None:
        self._stream = np.random.PCG64(seed)

    def shares(self, size: int) -> NDArray[np.float64]:
        """Numbers from 0 to below 1, evenly spread, shape (size,): the upper 53 bits of each word of the stream."""
        words: NDArray[np.uint64] = self._stream.random_raw(size)
        return (words >> np.uint64(11)).astype(np.float64) * 2.0**-53

    def below(self, limit: int, size: int) -> NDArray[np.int64]:
        """Whole numbers from 0 to below `limit`, shape (size,)."""
        return np.floor(self.shares(size) * limit).astype(np.int64)
