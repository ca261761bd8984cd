"""Names of cities that rather name a person or another place where they stand beside other words."""

from __future__ import annotations

from analysis.core.text import Token

# cities that are more often a person's name or another word: they count only where nothing else stands beside them
NAMESAKES = frozenset(
    "alfred alma anderson angelo antonio archer arthur barry bell benton bernard boyd bruce carl carmel carmen carolina "
    "charles clara clark clinton clyde dale david dean douglas eden edmond elizabeth ellis evans francis franklin "
    "frederick george gilbert gordon graham grant harvey henry howard irving israel jackson james jerome john joseph "
    "kent kettering lawrence lee leonard leslie lincoln logan louis marie marin marion martin mary mason maurice "
    "mitchell mol monroe morgan morris murray natal nelson norman norton oral oscar owen patrick pau paul perry peter pierre "
    "ray raymond richard robert robinson russell samuel scott shelby sherman sidney simon stanley stephen suez taylor "
    "thomas tyler vincent warren wayne webster wilson".split()
)
SAINT = frozenset("san sant santa sankt sao st saint sainte".split())  # before a name: another place or person


def names_another(tokens: list[Token], start: int, end: int) -> bool:
    """Whether a city's name at tokens ``start:end`` beside other words is rather another's ("Alfred", "Sant Pau")."""
    if end - start > 1:
        return False
    segment = tokens[start].segment
    before = tokens[start - 1] if start and tokens[start - 1].segment == segment else None
    behind = tokens[end] if end < len(tokens) and tokens[end].segment == segment else None
    initial = behind and len(behind.text) == 1 and behind.raw.isupper() and behind.text != "u"  # "Ghent U."
    return tokens[start].text in NAMESAKES or bool(before and before.text in SAINT) or bool(initial)
