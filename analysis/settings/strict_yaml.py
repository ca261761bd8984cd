"""YAML that means one thing to every reader, with the line of every key.

`analysis.settings.config` reads by it, to say where a mistake is. Read is plain YAML: mappings, lists, and values that
every version of YAML takes for the same text, number or truth value. The rest of the language is refused with its line:
what it hides (anchors, tags, merged keys), what readers take differently (``yes``, ``017``, ``190:20:30``), and what has
no end (depth, length). `analysis.settings.scalars` says what a single value is.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import yaml

from analysis.core.errors import FactCheckError
from analysis.settings import scalars

if TYPE_CHECKING:
    FAST = yaml.SafeLoader
else:
    FAST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # by libyaml, twelve times as fast, where PyYAML has it
SIZE = 1_000_000  # bytes
VALUES = 20_000
DEPTH = 20
TOO_HIGH = re.compile(r"\\U(?!0010|000[0-9a-fA-F])")  # an escape of a character that there is not


@dataclass(slots=True)
class Node:
    """A value of the file: the line (from 1) where it begins, and its parts by key or position."""

    line: int
    parts: dict[str, Node] = field(default_factory=dict)


def read(path: Path) -> tuple[Node, dict[Any, Any]]:
    """The file as a tree of nodes with their lines, and as data.

    Raises
    ------
    FactCheckError
        The file cannot be read, is not YAML, is no mapping, or holds what may be read in two ways.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise FactCheckError("is no file", where=path, mend="restore it from the repository")
        with path.open("rb") as stream:
            raw = stream.read(SIZE + 1)
        text = raw.decode("utf-8-sig")
    except OSError as error:
        raise FactCheckError(
            f"cannot be read ({error.strerror})", where=path, mend="restore it from the repository"
        ) from error
    except UnicodeDecodeError as error:
        if len(raw) <= SIZE:
            line = raw.count(b"\n", 0, error.start) + 1
            raise FactCheckError("is not UTF-8 text", where=f"{path.name}:{line}", mend="save it as UTF-8") from error
    if len(raw) > SIZE:
        raise FactCheckError(f"is larger than {SIZE:,} bytes", where=path.name, mend="restore it from the repository")
    return parse(text, path.name)


def parse(text: str, name: str) -> tuple[Node, dict[Any, Any]]:
    """A text as a tree and as data, as `read` gives them; `name` is the file that errors name."""
    return _Reading(re.sub(r"\r\n?", "\n", text), name).document()


def line_of(node: Node, keys: list[str]) -> int:
    """Line (from 1) of the deepest part of the path `keys` that exists."""
    for key in keys:
        if key not in node.parts:
            break
        node = node.parts[key]
    return node.line


class _Reading:
    """One text being read, event by event: nothing is built before it is seen to be allowed."""

    def __init__(self, text: str, name: str) -> None:
        self.text, self.name, self.lines = text, name, text.rstrip("\n").count("\n") + 1
        self.line = 1  # of the last event
        self.values = 0

    def refuse(self, what: str, mend: str, line: int | None = None) -> NoReturn:
        # what lacks its end is found behind the last line
        raise FactCheckError(what, where=f"{self.name}:{min(line or self.line, self.lines)}", mend=mend)

    def document(self) -> tuple[Node, dict[Any, Any]]:
        if hidden := scalars.HIDDEN.search(self.text):
            line = self.text.count("\n", 0, hidden.start()) + 1
            self.refuse(f"holds {scalars.named(hidden[0])}, which nobody sees", "remove the character", line)
        events = self.events()
        event = next(events)
        if not isinstance(event, yaml.MappingStartEvent):
            what = "is empty" if isinstance(event, yaml.StreamEndEvent) else "is not a mapping"
            self.refuse(what, "write `key: value` lines, or restore the file from the repository")
        node, data = self.value(event, events, 1)
        if not isinstance(next(events), yaml.StreamEndEvent):
            self.refuse("begins a second document", "keep one: remove the line `---` and what does not belong")
        return node, data

    def events(self) -> Iterator[yaml.Event]:
        """The events of all documents, without their bounds; what is not allowed at all is refused here."""
        stream = yaml.parse(self.text, Loader=FAST)
        while True:
            try:
                event = next(stream)
            except (yaml.YAMLError, ValueError, OverflowError) as error:
                self.not_yaml(error)
            if event.start_mark is not None:
                self.line = event.start_mark.line + 1
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                self.refuse(
                    "refers to another part by `*` or is marked for that by `&`", "write the part out where it belongs"
                )
            if getattr(event, "tag", None):
                self.refuse("says its type by `!`", "remove that word; where text is meant, put it in quotes")
            if isinstance(event, yaml.DocumentStartEvent) and (event.version or event.tags):
                self.refuse("begins with a directive (`%`)", "remove the line")
            if not isinstance(event, (yaml.StreamStartEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent)):
                yield event

    def not_yaml(self, error: Exception) -> NoReturn:
        """Refuse what libyaml (or PyYAML in its place) cannot read."""
        mark = getattr(error, "problem_mark", None)
        why = " ".join(str(getattr(error, "problem", None) or error).split())
        line = mark.line + 1 if mark else None
        if not isinstance(error, yaml.YAMLError):  # what makes no character fails without a mark
            why = "an escape is no character"
            rest = self.text.split("\n")[self.line - 1 :]
            line = next((self.line + n for n, row in enumerate(rest) if TOO_HIGH.search(row)), self.line)
        self.refuse(f"is not YAML ({why})", "mend the line", line)

    def value(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> tuple[Node, Any]:
        """The value that begins with an event."""
        self.values += 1
        if self.values > VALUES:
            self.refuse(f"holds more than {VALUES:,} values", "restore the file from the repository")
        if depth > DEPTH:
            self.refuse(f"is nested deeper than {DEPTH} levels", "write it flatter")
        node = Node(self.line)
        if isinstance(event, yaml.ScalarEvent):
            return node, self.scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Any] = []
            while not isinstance(event := next(events), yaml.SequenceEndEvent):
                node.parts[str(len(items))], item = self.value(event, events, depth + 1)
                items.append(item)
            return node, items
        data: dict[Any, Any] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            line = self.line
            key = self.key(event, node)
            part, data[key] = self.value(next(events), events, depth + 1)
            node.parts[str(key)] = Node(line, part.parts)
        return node, data

    def scalar(self, event: yaml.ScalarEvent) -> Any:
        try:
            return scalars.value(event.value, plain=event.implicit[0])
        except scalars.Refused as error:
            self.refuse(error.what, error.mend)

    def key(self, event: yaml.Event, node: Node) -> str | int:
        if not isinstance(event, yaml.ScalarEvent):
            self.refuse("a key is no plain word", "write `key: value`; put text that holds [ ] { } in quotes")
        if event.value == "<<" and event.implicit[0]:
            self.refuse("merges another part by `<<`", "write its keys out")
        key = self.scalar(event)
        if isinstance(key, (bool, float)) or not isinstance(key, (str, int)) or len(event.value) > scalars.KEY:
            self.refuse(f"the key {event.value[:60]!r} is no plain word", "write a short word before the colon")
        if str(key) in node.parts:
            self.refuse(f"the key {key!r} is given twice", "remove one of the two")
        return key
