"""Take e-mail addresses out of a title block and keep their hosts.

Reads cleaned text, before names are sought; gives the text with a `MAIL` mark for each address, and the hosts. Pure,
linear in the text, raises nothing for any string.

Method: an address is a host after an '@', spelt or torn as it may be, with what can be its local part before it: one
account, a list, a group in braces.
"""

import re

from analysis.facts.title_block.characters import MAIL

_SUFFIXES = (
    "edu|com|org|net|gov|ac|co|io|ai|inc|tech|info|mil|int|eu|cn|uk|us|de|fr|jp|kr|sg|hk|tw|in|ca|ch|au|it|il|nl|se|dk|"
    "at|be|es|fi|no|sa|ae|ru|pl|br"
)
_LABEL = r"[^\W_](?:[\w\-]{0,62})"
_HOST = re.compile(
    rf"\s{{0,2}}@\s{{0,2}}(\{{[\w\s,;|\-.]{{1,80}}\}}\s?\.)?"
    rf"({_LABEL}(?:(?:\.|\s?\.\s{{0,2}}(?=(?:{_SUFFIXES})\b)){_LABEL}){{0,6}})"
)
_INNER = re.compile(
    rf"[{{\[(][^{{}}\[\]()@\n]{{0,400}}@[^{{}}\[\]()\n]{{0,800}}[}}\])]\s?@?\s?\.?\s?({_LABEL}(?:\.{_LABEL}){{1,6}})"
)
_SPELT_AT = re.compile(
    r"\s?[\[({<]\s?(?:at|AT|@)\s?[\])}>]\s?|(?<=[a-z0-9]) (?:at|AT) (?=[\w\-]+(?:\.[\w\-]+)*\.(?:edu|com|org|net|ac)\b)"
)
_SPELT_DOT = re.compile(r"\s?[\[({<]\s?(?:dot|DOT)\s?[\])}>]\s?|(?<=\w) (?:dot|DOT) (?=\w)")
_LOCAL = re.compile(r"(?:(?<![^\s,])[a-z0-9][\w.\-]{0,40},){0,40}[\w.+\-/'*∗]{1,80}$")
_TORN = re.compile(r"(?:(?<![^\s{])[\w.+\-]{1,60}\s?[,;|]\s?){0,60}(?<![^\s,;|{])[\w.+\-]{1,60}\s?\}$")
_GROUP = re.compile(r"\{[^{}\n]{0,400}\}?")
_SECOND_LEVEL = frozenset("ac edu co com org gov net or ne go re res gob gouv mil sch nhs asn id ad".split())


def registered_domain(host: str) -> str:
    """The part of a host name that its owner registered; '' if there is none.

    >>> registered_domain("www.x.ac.uk"), registered_domain("cs.x.edu")
    ('x.ac.uk', 'x.edu')
    """
    labels = [label.strip("-") for label in host.lower().split(".")]
    if len(labels) < 2 or not all(labels) or not labels[-1].isalpha() or len(labels[-1]) < 2:
        return ""
    keep = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL else 2
    return ".".join(labels[-keep:])


def take_mails(text: str) -> tuple[str, tuple[str, ...]]:
    """(text with a `MAIL` in place of every address, host names in lower case in order of appearance)."""
    hosts: list[str] = []

    def inner(match: re.Match[str]) -> str:
        hosts.append(match[1])
        return f" {MAIL * min(30, 1 + match[0].count(','))} "

    if re.search(r"\bat\b|@", text, re.IGNORECASE):
        text = _SPELT_AT.sub("@", text)
    if "@" in text:
        text = _SPELT_DOT.sub(".", text)
        if " @ " in text:
            text = re.sub(r"(?<=[a-z0-9]) \. (?=[a-z0-9])", ".", text)
        text = re.sub(r"[{\[(]([^{}\[\]()@\n]{1,800})[}\])](\s?@)", r"{\1}\2", text)
        text = _INNER.sub(inner, text)
    pieces, done = [], 0
    for match in _HOST.finditer(text):
        if match.start() < done:
            continue
        before = text[max(done, match.start() - 1500) : match.start()]
        locals_ = _locals(before)
        host = re.sub(r"(?<=[a-z])\d+$", "", re.sub(r"\s", "", match[2]).strip(".-"))
        if (
            "." not in host
            and not match[1]
            and not (locals_ and re.search(r"[a-z0-9}]$", before) and host[:1].islower())
        ):
            continue
        hosts.append(host)
        pieces += [text[done : match.start() - len(locals_)], f" {MAIL * min(30, 1 + locals_.count(','))} "]
        done = match.end() - (len(match[2]) - len(match[2].rstrip(".-0123456789")) if match[2][-1:].isdecimal() else 0)
    text = "".join([*pieces, text[done:]])
    text = _GROUP.sub(lambda m: f" {MAIL * m[0].count(MAIL)} ", text).replace("}", " ")
    return text.replace("@", ", "), tuple(host.lower() for host in hosts)


def _locals(before: str) -> str:
    """The end of the text before an '@' that is its local part: one account, or a group in braces, perhaps torn."""
    if not before.endswith("}"):
        return match[0] if (match := _LOCAL.search(before[-400:])) else ""
    group = before[before.rfind("{") :] if "{" in before else ""
    later = group.partition("\n")[2].lstrip()  # an affiliation between two lines of a group tears it
    if group and not re.search(r"(?<![,;|{\s])\s+(?=[^\W\d_][^,;|]*[,;|}])(?<!\n\n)|[A-Z][a-z]+ [A-Z]", later):
        return group
    match = _TORN.search(before[-600:])
    return match[0] if match else "}"
