"""A verdict in words: whether the words hold, what becomes of the impression they give, what would turn it.

All of it follows from the judgement, so that no number can contradict it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analysis.claims.fragility import Change
from analysis.claims.judge import Verdict, sides
from analysis.claims.readings import Reading
from analysis.core.number_words import part, spelt
from analysis.looks.numbers import as_text
from analysis.looks.tables import capital
from analysis.looks.verdicts import WORDS, sentence
from analysis.settings.config import Config
from analysis.settings.placeholders import in_words


def judgement(config: Config, verdict: Verdict, mark: str = "") -> str:
    """The chip with its rule, then words, impression and fragility, as Markdown.

    Parameters
    ----------
    mark : str
        Says that the verdict changed since the last release.
    """
    lines = (_words(verdict), _impression(verdict), _fragile(config, verdict))
    said = f"{sentence(config, verdict.verdict)} {mark}".rstrip()
    return "\n\n".join([said, "\n".join(f"- {line}" for line in lines)]) + "\n"


def _words(verdict: Verdict) -> str:
    if verdict.decisive.value is None:
        return f"**The words.** {capital(WORDS['open'])}: there is no figure that could tell."
    value = as_text(verdict.decisive, verdict.decisive.value)
    why = {"hold": "literally so of", "fail": "not literally so of", "open": "not to be told from"}
    return (
        f"**The words.** {capital(WORDS[verdict.case.words])}: the sentence is {why[verdict.case.words]}"
        f" the deciding figure, {value}."
    )


def _impression(verdict: Verdict) -> str:
    said = verdict.asserted
    # of a number alone, the range around it that counts as it
    allowed = "" if said.literally != "range" or said.words == said.span else f" (we allow {said.span})"
    return f"**The impression.** A reader is given to believe: {said.words}{allowed}. {where_they_lie(verdict)}"


def where_they_lie(verdict: Verdict) -> str:
    """How many of the readings that the words allow lie where, in a sentence."""
    allowed = verdict.allowed
    if len(allowed) == 1:
        return "The words allow no other reading than the deciding one."
    return f"Of {spelt(len(allowed))} readings that the words allow: {counted(verdict, allowed)}."


def counted(verdict: Verdict, among: Iterable[Reading]) -> str:
    """How many of some definitions lie in the asserted range, below and above it."""
    found = list(among)
    if verdict.asserted.rises:
        kinds = {
            "a clear rise": sum(r.fits for r in found),
            "unclear": sum(r.place == "below" for r in found),
            "a clear fall": sum(r.place == "contrary" for r in found),
        }
    else:
        lie = sides(found)
        kinds = {"in the asserted range": lie["inside"], "below it": lie["below"], "above it": lie["above"]}
    return ", ".join(f"{where} {spelt(count) if count else 'none'}" for where, count in kinds.items())


def _fragile(config: Config, verdict: Verdict) -> str:
    if verdict.robust:
        return f"**Robust.** The verdict stays the same {constants_moved(config, verdict)}."
    turns = "; ".join(turnings(config, verdict))
    return f"**Fragile.** The verdict turns under another choice of a constant of our rules: {turns}."


def constants_moved(config: Config, verdict: Verdict) -> str:
    """What is changed to see whether a verdict turns."""
    by = config.verdicts.vary_by
    words = f"when each constant of our rules is {part(by) or f'{float(by):.3g} times'} smaller or larger"
    if verdict.curves:
        words += f", and for any number of mentions up to {in_words(config.verdicts.vary_mentions)}"
    return words


def turnings(config: Config, verdict: Verdict) -> Iterator[str]:
    """One clause for each verdict and constant under which it turns."""
    grouped: dict[tuple[str, str], list[Change]] = {}
    for change in verdict.changes:
        grouped.setdefault((change.verdict, change.constant), []).append(change)
    for turns in grouped.values():
        name = config.verdicts.scale[turns[0].verdict].name
        yield f"to “{name}” if {_changed(config, verdict, turns)}"


def _changed(config: Config, verdict: Verdict, turns: list[Change]) -> str:
    """What would be other, in words, from the key of the constant."""
    room, *keys, last = turns[0].constant.split(".")
    was, moved = in_words(round(turns[0].was, 3)), [in_words(round(turn.now, 3)) for turn in turns]
    now = " or ".join(filter(None, (", ".join(moved[:-1]), moved[-1])))
    if room == "levels":
        return f"“{config.levels[keys[0]].name}” asked for {now} mentions, in place of {was}"
    if last == "near-steps" and turns[0].now == 0:
        return "nothing but the record might differ"
    if last == "near-steps":
        return f"a reading might differ by {now} choices, in place of {was}"
    if last == "wrong-factor":
        return f"a figure were far off from a factor of {now} on, in place of {was}"
    said = config.claims[verdict.claim].asserts.word
    word = f"“{said}”" if said else "a number without a word"
    edge = "began at" if last == "low" else "reached to"
    return f"what {word} asserts {edge} {_times(turns[0].now)}, in place of {_times(turns[0].was)}"


def _times(factor: float) -> str:
    """A multiple of the number that a sentence says."""
    return "the number itself" if factor == 1 else f"{factor:.3g} times the number"
