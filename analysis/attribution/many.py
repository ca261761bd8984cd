"""Many affiliations → their answers, by as many processes as there are processors.

This process takes blocks from the front, the others from the back, so that none waits for another to start. The answers
stand in the order of what was asked, whoever gave them. An other process runs this module, and reads and writes lines of
JSON; what one that stopped leaves undone is done here.
"""

from __future__ import annotations

import json
import os
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from subprocess import DEVNULL, PIPE, Popen
from threading import Thread

from analysis.attribution.answer import Answer, answer
from analysis.attribution.kept import key_of, resting_on
from analysis.attribution.registry import load
from analysis.attribution.resolve import resolve_with
from analysis.core import garbage_collector, paths
from analysis.core.progress import Progress, counted, silent

MODULE = "analysis/attribution/many.py"
BLOCK = 250  # rows that a process takes at once
WORTH = 8_000  # rows for each process: with fewer, starting another costs more than it saves
MOST = 8  # processes; each holds a registry of 150 MB

Asked = tuple[str, str, str, str]  # affiliation, city, country, domain, as `resolve` takes them
Blocks = Sequence[Sequence[Asked]]
Made = dict[int, list[Answer]]  # number of a block → its answers


def answers(asked: Sequence[Asked], progress: Progress = silent) -> list[Answer]:
    """The answer to each row, in order.

    Parameters
    ----------
    asked : sequence
        Distinct rows; those of one affiliation should stand together, since it is read once then.
    """
    blocks = [asked[at : at + BLOCK] for at in range(0, len(asked), BLOCK)]
    made: Made = {}
    others = min(processors(), len(asked) // WORTH, MOST) - 1
    for _ in counted(_steps(blocks, made, others), progress, len(asked)):
        pass
    return [given for number in range(len(blocks)) for given in made[number]]


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _steps(blocks: Blocks, made: Made, others: int) -> Iterator[None]:
    """Answer all blocks into `made`; a step for each row, whoever answered it."""
    ahead = deque(range(len(blocks)))
    children: list[Popen[bytes]] = []
    with suppress(OSError):  # none can be started: this one does it all
        children += (_start() for _ in range(others))
    threads = [Thread(target=_ask, args=(child, blocks, ahead, made)) for child in children]
    try:
        load()  # kept before the others look for it
        for thread in threads:
            thread.start()
        seen = 0
        for number in _taken(ahead.popleft):
            made[number] = _answered(blocks[number])
            done = sum(map(len, list(made.values())))
            yield from (None for _ in range(done - seen))
            seen = done
    except BaseException:
        ahead.clear()
        for child in children:
            child.kill()
        raise
    finally:
        for child, thread in zip(children, threads, strict=True):
            if thread.ident:
                thread.join()
            with suppress(OSError), child:
                pass
    for number in set(range(len(blocks))).difference(made):
        made[number] = _answered(blocks[number])


def _taken(take: Callable[[], int]) -> Iterator[int]:
    """Blocks that nobody has taken, one by one, until there is none."""
    with suppress(IndexError):
        while True:
            yield take()


def _answered(block: Sequence[Asked]) -> list[Answer]:
    registry = load()
    with garbage_collector.paused():
        return [answer(resolve_with(*row, registry)) for row in block]


def _start() -> Popen[bytes]:
    search = [str(paths.CODE.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, "FACTCHECK_ROOT": str(paths.ROOT), "PYTHONPATH": os.pathsep.join(search)}
    command = [sys.executable, "-m", "analysis.attribution.many"]
    return Popen(command, env=environment, stdin=PIPE, stdout=PIPE, stderr=DEVNULL)


def _ask(child: Popen[bytes], blocks: Blocks, ahead: deque[int], made: Made) -> None:
    """Have another process answer blocks from the end, as long as it runs and there are any."""
    assert child.stdin and child.stdout
    with suppress(OSError, ValueError), child.stdin:  # it stopped, or in the middle of a line
        child.stdin.write(_rests_on())
        for number in _taken(ahead.pop):
            child.stdin.write(json.dumps(blocks[number]).encode() + b"\n")
            child.stdin.flush()
            if not (line := child.stdout.readline()):
                return
            made[number] = [Answer(*given) for given in json.loads(line)]


def _rests_on() -> bytes:
    """A line that two processes have in common if they give the same answers."""
    return f"{key_of(resting_on(MODULE))} {paths.REFERENCE}\n".encode()


def serve() -> None:
    """Be another process: answer a block a line, unless the code or the registry is not the asker's."""
    if sys.stdin.buffer.readline() == _rests_on():
        for line in sys.stdin.buffer:
            sys.stdout.write(json.dumps(_answered(json.loads(line))) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    serve()
