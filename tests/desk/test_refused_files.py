"""Files that are refused: with a sentence that names the file, the place and the cure, and within five seconds."""

import os
import struct
import time
import zipfile

import pytest

from desk.conversion import ConversionError, convert
from desk.conversion.packages import MEGABYTE
from tests.desk.documents import docx, odt, p, zipped

ENTITIES = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'


def refusal(name, content, **limits):
    began = time.monotonic()
    with pytest.raises(ConversionError) as refused:
        convert(name, content, **limits)
    assert time.monotonic() - began < 5
    sentence = str(refused.value)
    assert name in sentence
    assert sentence.endswith(".")
    return sentence


def with_part(name, content, base=None):
    parts = {"word/document.xml": "<w/>"} if base is None else base
    return zipped({**parts, name: content})


def encrypted(content):
    """Set the flag of an encrypted part, in the directory and before the part."""
    data = bytearray(content)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        position = data.find(mark)
        while position >= 0:
            struct.pack_into("<H", data, position + offset, 1)
            position = data.find(mark, position + 4)
    return bytes(data)


def long_document():
    return docx("".join(p(*(os.urandom(9).hex() for _run in range(9))) for _number in range(9_000)))


def twice():
    return zipped({"word/document.xml": "<w/>" * 2, "word/document.xmk": "<w/>"}).replace(b".xmk", b".xml")


REFUSED = {
    "larger than 20 MB": ("a.docx", os.urandom(21 * MEGABYTE), "has more than 20 MB"),
    "100 MB": ("a.docx", bytes(100 * MEGABYTE), "has more than 20 MB"),
    "nothing in it": ("a.docx", b"", "is empty"),
    "only spaces": ("a.txt", b"  \n ", "is empty"),
    "text renamed": ("a.docx", b"Once upon a time", "is no Word document, though its name ends in .docx"),
    "text renamed odt": ("a.odt", b"Once upon a time", "is no LibreOffice document"),
    "broken in the middle": ("a.docx", docx(p("Words."))[:-200], "is damaged"),
    "PDF renamed": ("a.docx", b"%PDF-1.7 ...", "is a PDF"),
    "RTF renamed": ("a.docx", b"{\\rtf1 Hello}", "Rich Text Format"),
    "old Word or password": ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "protected by a password"),
    "encrypted parts": ("a.docx", encrypted(docx(p("Words."))), "protected by a password"),
    "docm": ("a.docm", docx(p("Words.")), "Save it as .docx, without macros"),
    "macros in a docx": ("a.docx", with_part("word/vbaProject.bin", b"x"), "contains macros (word/vbaProject.bin)"),
    "macros in an odt": ("a.odt", odt("", **{"Basic/script__xml": "<x/>"}), "contains macros"),
    "name that climbs": ("a.docx", with_part("../../etc/passwd", "x"), "leads out of the document"),
    "absolute name": ("a.docx", with_part("/etc/passwd", "x"), "leads out of the document"),
    "name of Windows": ("a.docx", with_part("C:\\x.xml", "x"), "leads out of the document"),
    "the same name twice": ("a.docx", twice(), "is not built like a document"),
    "bomb": ("a.docx", with_part("word/x.bin", bytes(50 * MEGABYTE)), "more than 100 times its size"),
    "200 MB of text": ("a.docx", with_part("word/document.xml", b" " * (200 * MEGABYTE)), "has 200 MB of text"),
    "17 MB of text": ("a.docx", with_part("word/document.xml", os.urandom(17 * MEGABYTE)), "17 MB of text"),
    "unpacks to 70 MB": (
        "a.docx",
        zipped({f"media/{n}.bin": os.urandom(MEGABYTE // 8) + bytes(7 * MEGABYTE) for n in range(10)}),
        "unpacks to 71 MB",
    ),
    "too many parts": ("a.docx", zipped({f"{n}": b"" for n in range(5001)}, zipfile.ZIP_STORED), "not built like"),
    "entities": ("a.docx", with_part("word/document.xml", ENTITIES), "declares entities"),
    "entity from outside": ("a.docx", docx(p("x"), footnotes__xml=OUTSIDE), "declares entities"),
    "entities in UTF-16": ("a.docx", with_part("word/document.xml", ENTITIES.encode("utf-16")), "declares entities"),
    "entities in an odt": ("a.odt", zipped({"content.xml": OUTSIDE}), "declares entities"),
    "XML cut off": ("a.docx", with_part("word/document.xml", "<w:document><w:body>"), "word/document.xml, line 1"),
    "no text in it": ("a.docx", zipped({"x.xml": "<x/>"}), "there is no text in it"),
    "no paragraph": ("a.docx", docx(p("")), "There is no text in a.docx"),
    "a spreadsheet": ("a.xlsx", zipped({"x": "x"}), "is of a kind that is not read here"),
    "no ending": ("draft", b"Words.", "is of a kind that is not read here"),
    "binary named txt": ("a.txt", b"MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff\0\0", "is no text"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_refused_with_a_sentence(kind):
    name, content, sentence = REFUSED[kind]
    assert sentence in refusal(name, content)


def test_a_part_that_is_larger_than_its_directory_says_is_refused():
    lying = bytearray(with_part("word/document.xml", b"<a>" + b" " * (3 * MEGABYTE) + b"</a>"))
    position = lying.rfind(b"PK\x01\x02")
    struct.pack_into("<I", lying, position + 24, 500)
    assert "a.docx" in refusal("a.docx", bytes(lying))


def test_what_needs_too_much_memory_is_refused():
    assert "limits of time and memory" in refusal("a.docx", long_document(), megabytes=60)


def test_what_needs_too_much_time_is_refused():
    assert "limits of time and memory" in refusal("a.docx", long_document(), seconds=1)


def test_tables_without_end_are_refused():
    deep = "<w:tbl><w:tr><w:tc>" * 3000 + p("x") + "</w:tc></w:tr></w:tbl>" * 3000
    assert "a.docx" in refusal("a.docx", docx(deep))


def test_folders_and_control_signs_of_a_name_are_not_repeated():
    with pytest.raises(ConversionError, match=r"^evil\.exe is of a kind"):
        convert("C:\\temp\\..\\ev\nil.exe", b"x")
