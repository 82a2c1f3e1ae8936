"""Convert a file in a separate process with limited memory and time."""

import json
import os
import subprocess
import sys
from pathlib import Path

from desk.conversion.packages import check_size, opened
from desk.conversion.records import Conversion, ConversionError, Source

PROJECT = Path(__file__).resolve().parents[2]
MEGABYTES = 1024
SECONDS = 60
ZIPPED = {"docx", "odt"}
TAKEN = (*sorted(ZIPPED), "htm", "html", "markdown", "md", "txt")
MACROS = {"docm", "dotm"}


def convert(name: str, content: bytes, *, megabytes: int = MEGABYTES, seconds: int = SECONDS) -> Conversion:
    """Return the blocks of a file, by its extension. Raise `ConversionError` with a sentence.

    Nothing is saved. It takes up to a minute, so leave large files to a task.
    """
    source = Source(_plain_name(name), content)
    _check(source)
    return _answer(source, megabytes, seconds)


def convert_pasted(content: str) -> Conversion:
    """Return the blocks of pasted HTML, or of plain text when there is no tag in it."""
    ending = "html" if "<" in content and ">" in content else "txt"
    return convert(f"What was pasted.{ending}", content.encode(errors="replace"))


def _plain_name(name: str) -> str:
    """Return the name of a file without folders and control characters, for sentences."""
    base = name.replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in base if sign.isprintable())[-120:] or "The file"


def _check(source: Source) -> None:
    check_size(source)
    if source.ending in MACROS:
        raise ConversionError(f"{source.name} can hold macros. Save it as .docx, without macros, and send that.")
    if source.ending not in TAKEN:
        raise ConversionError(
            f"{source.name} is of a kind that is not read here. Save it as .docx, .odt, .md, .txt or .html."
        )
    if source.ending in ZIPPED:
        with opened(source):
            pass


def _answer(source: Source, megabytes: int, seconds: int) -> Conversion:
    command = [sys.executable, "-m", "desk.conversion.child", source.name, str(megabytes), str(seconds)]
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            command,
            input=source.content,
            capture_output=True,
            timeout=seconds,
            cwd=PROJECT,
            env={"PATH": os.defpath, "PYTHONIOENCODING": "utf-8", "LC_ALL": "C.UTF-8"},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ConversionError(_too_much(source)) from error
    if done.returncode:
        raise ConversionError(_too_much(source))
    said = json.loads(done.stdout)
    if problem := said.get("problem"):
        raise ConversionError(problem)
    return Conversion.from_data(said["conversion"])


def _too_much(source: Source) -> str:
    return (
        f"{source.name} could not be read: it is damaged inside, or does not fit into our limits of time and memory. "
        "Copy its text into a new document, save that and send it; send very long texts in parts."
    )
