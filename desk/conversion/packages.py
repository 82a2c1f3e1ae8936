"""Checks of a zipped document before it is read: first its directory, then its parts."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from desk.conversion.records import ConversionError, Source

MEGABYTE = 1024 * 1024
MOST_BYTES = 20 * MEGABYTE
MOST_UNPACKED = 60 * MEGABYTE
MOST_XML = 16 * MEGABYTE  # some 2,000 pages; parsing takes thirty times as much memory
MOST_RATIO = 100
SMALL = 8 * MEGABYTE  # white images and repetitive text compress well, and small parts are harmless
MOST_PARTS = 5000
ENCRYPTED = 0x1
MACROS = re.compile(r"(?:^|/)vba(?:project|data)\.|^basic/|^scripts/", re.IGNORECASE)
XML = re.compile(r"\.(?:xml|rels)$", re.IGNORECASE)
DECLARATION = re.compile(rb"<\x00?!\x00?(?:D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E|E\x00?N\x00?T\x00?I\x00?T\x00?Y)")
PROGRAMS = {"docx": "Word", "odt": "LibreOffice"}
OTHER_KINDS = (
    (b"%PDF", "is a PDF, whatever its name says; send the document from which the PDF was made"),
    (
        b"\xd0\xcf\x11\xe0",
        "is protected by a password or was written by an old Word; save it without a password as .docx",
    ),
    (b"{\\rtf", "is a document in Rich Text Format; open it in Word and save it as .docx"),
    (b"PK", "is damaged, perhaps because it was not copied to its end; open it, save it once more, and send that"),
)


def check_size(source: Source) -> None:
    """Refuse a file that is too large for a text with pictures."""
    if len(source.content) > MOST_BYTES:
        raise ConversionError(
            f"{source.name} has more than {MOST_BYTES // MEGABYTE} MB. Make its pictures smaller (in Word: Compress "
            "Pictures), or send them apart."
        )
    if not source.content.strip():
        raise ConversionError(f"{source.name} is empty. Choose the file that holds your text.")


@contextmanager
def opened(source: Source) -> Iterator[zipfile.ZipFile]:
    """Yield the package of a valid document. Raise ConversionError for any other."""
    try:
        with zipfile.ZipFile(io.BytesIO(source.content)) as package:
            check_directory(source, package)
            yield package
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError, EOFError, OSError) as error:
        raise ConversionError(_what_else(source)) from error


def _what_else(source: Source) -> str:
    program = PROGRAMS.get(source.ending, "word processor")
    for begin, sentence in OTHER_KINDS:
        if source.content.startswith(begin):
            return f"{source.name} {sentence}."
    return (
        f"{source.name} is no {program} document, though its name ends in .{source.ending}. Open it in the program "
        f"that wrote it and save it as .{source.ending}; if it is plain text, name it .txt."
    )


def check_directory(source: Source, package: zipfile.ZipFile) -> None:
    """Refuse a package because of its directory."""
    parts = package.infolist()
    for part in parts:
        _check_part(source, part)
    _check_unpacked(source, sum(part.file_size for part in parts))
    names = [part.filename for part in parts]
    if len(parts) > MOST_PARTS or len(set(names)) < len(names):
        raise ConversionError(f"{source.name} is not built like a document. Save it once more and send that.")


def _check_unpacked(source: Source, unpacked: int) -> None:
    if unpacked > SMALL and unpacked > MOST_RATIO * len(source.content):
        raise ConversionError(
            f"{source.name} unpacks to more than {MOST_RATIO} times its size, as no document does. "
            "Copy the text into a new document, save that and send it."
        )
    if unpacked > MOST_UNPACKED:
        raise ConversionError(
            f"{source.name} unpacks to {unpacked / MEGABYTE:.0f} MB, and at most {MOST_UNPACKED // MEGABYTE} MB are "
            "taken. Make its pictures smaller, or send them apart."
        )


def _check_part(source: Source, part: zipfile.ZipInfo) -> None:
    name = part.orig_filename.replace("\\", "/")
    if name.startswith("/") or ".." in name.split("/") or re.match(r"[A-Za-z]:", name) or "\0" in name:
        _refuse(source, part, "has a name that leads out of the document")
    if MACROS.search(name):
        raise ConversionError(
            f"{source.name} contains macros ({part.filename}), which are never run or kept here. "
            "Save it as a document without macros (.docx or .odt) and send that."
        )
    if part.flag_bits & ENCRYPTED:
        raise ConversionError(f"{source.name} is protected by a password. Save it without one and send that.")
    if XML.search(name) and part.file_size > MOST_XML:
        _refuse(source, part, f"has {part.file_size / MEGABYTE:.0f} MB of text, more than {MOST_XML // MEGABYTE} MB")


def _refuse(source: Source, part: zipfile.ZipInfo, reason: str) -> None:
    raise ConversionError(
        f"{source.name} is not taken: its part {part.filename[:80]!r} {reason}. "
        "Copy the text into a new document, save that and send it."
    )


def check_parts(source: Source, package: zipfile.ZipFile) -> None:
    """Refuse parts that declare entities: no word processor does, and they can read files or exhaust memory.

    This unpacks each part, so call it in a process that may die.
    """
    for part in package.infolist():
        if XML.search(part.filename) and DECLARATION.search(package.read(part)):
            _refuse(source, part, "declares entities, as no word processor does")
