"""Measure the memory of a running magazine: `python -m tests.benchmarks.memory PID`."""

import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple


class Memory(NamedTuple):
    """The memory of a process, in MB (10⁶ bytes).

    A page shared by several processes counts in part in PSS and in full in RSS
    (https://docs.kernel.org/filesystems/proc.html, smaps_rollup).
    """

    pss: float
    rss: float


def memory_of_stack(leader: int) -> dict[str, Memory]:
    """Return the memory of a process and all its descendants, by number and command."""
    found = {}
    for pid in family_of(leader):
        # A process that has just ended has no memory.
        with suppress(FileNotFoundError, ProcessLookupError):
            found[f"{pid} {command_of(pid)}"] = memory_of(pid)
    return found


def memory_of(pid: int) -> Memory:
    """Return the memory of one process. Raise OSError if it has none, or belongs to another user."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    kilobytes = dict(re.findall(r"^(Pss|Rss): +(\d+) kB", rollup, re.MULTILINE))
    return Memory(*(int(kilobytes[name]) * 1024 / 1e6 for name in ("Pss", "Rss")))


def family_of(leader: int) -> list[int]:
    """Return a process and its descendants."""
    listing = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    parents = {int(pid): int(parent) for pid, parent in (line.split() for line in listing.splitlines())}
    found = [leader]
    for ancestor in found:
        found += [pid for pid, parent in parents.items() if parent == ancestor]
    return found


def command_of(pid: int) -> str:
    """Return the command line of a process, or an empty string if it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ").strip()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def main(leader: int) -> None:
    """Print a line for each process, and the sum."""
    found = memory_of_stack(leader)
    total = Memory(sum(m.pss for m in found.values()), sum(m.rss for m in found.values()))
    for name, memory in {**found, "total": total}.items():
        sys.stdout.write(f"{memory.pss:7.1f} PSS {memory.rss:7.1f} RSS  {name[:100]}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
