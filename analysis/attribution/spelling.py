"""A word that no institution's name holds → the one word of the registry that is a single edit away."""

from __future__ import annotations

from analysis.attribution.registry import Registry
from analysis.attribution.words import ALIKE
from analysis.core.text import Token

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def respelt(found: list[Token], registry: Registry) -> list[Token] | None:
    """Tokens with each unknown word replaced by the word that is a single edit away; None where there is none."""
    changed = False
    out = []
    for token in found:
        word = ALIKE.get(token.text, token.text)
        times = registry.vocabulary.get(word, 0)
        if len(word) >= 5 and word.isalpha() and word.isascii() and times <= 2:
            near = sorted(_one_edit(word) & registry.vocabulary.keys(), key=lambda w: (-registry.vocabulary[w], w))
            # the registry has spelling mistakes too: what it holds once or twice becomes only a very common word
            if (
                near
                and registry.vocabulary[near[0]] >= 200 * times
                and (len(near) == 1 or registry.vocabulary[near[0]] >= 20 * registry.vocabulary[near[1]])
            ):
                token = token._replace(text=near[0])
                changed = True
        out.append(token)
    return out if changed else None


def _one_edit(word: str) -> set[str]:
    """Words one insertion, deletion, substitution or transposition away; words over 24 letters have none."""
    if len(word) > 24:
        return set()
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    return {
        *(a + b[1:] for a, b in cuts if b),
        *(a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1),
        *(a + c + b[1:] for a, b in cuts if b for c in LETTERS),
        *(a + c + b for a, b in cuts for c in LETTERS),
    }
