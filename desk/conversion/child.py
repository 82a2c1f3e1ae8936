"""The process that reads a file: it may exceed its memory or time without affecting others."""

import json
import resource
import sys
from collections.abc import Callable
from contextlib import suppress

from desk.conversion.document import Document
from desk.conversion.html.convert import to_blocks
from desk.conversion.reading.markdown import read_html, read_markdown, read_text
from desk.conversion.reading.open_document import read_open_document
from desk.conversion.reading.word import read_word
from desk.conversion.records import ConversionError, Source

READERS: dict[str, Callable[[Source], Document]] = {
    "docx": read_word,
    "odt": read_open_document,
    **dict.fromkeys(("md", "markdown"), read_markdown),
    "txt": read_text,
    **dict.fromkeys(("html", "htm"), read_html),
}


def limit(megabytes: int, seconds: int) -> None:
    """Limit the memory and time of this process, and keep it from writing files."""
    with suppress(ValueError):  # macOS cannot limit memory
        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1024 * 1024,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answer(source: Source) -> dict[str, object]:
    """Return the conversion, or the sentence with which the file is refused."""
    try:
        conversion = to_blocks(READERS[source.ending](source))
    except ConversionError as problem:
        return {"problem": str(problem)}
    if not conversion.blocks:
        return {"problem": f"There is no text in {source.name}. Choose the file that holds your text."}
    return {"conversion": conversion.as_data()}


def main(name: str, megabytes: str, seconds: str) -> None:
    """Read the file from standard input, and write the answer as JSON."""
    content = sys.stdin.buffer.read()
    limit(int(megabytes), int(seconds))
    json.dump(answer(Source(name, content)), sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
