"""Documents of Word (.docx): tidied as XML first, then read by mammoth."""

import io
import zipfile
from collections.abc import Callable
from typing import Any
from xml.parsers.expat import ExpatError

import mammoth
from lxml import etree

from desk.conversion.document import Document
from desk.conversion.packages import check_parts, opened
from desk.conversion.reading.word_comments import mark_comments
from desk.conversion.reading.word_xml import notice_unread, tidy_document
from desk.conversion.reading.xml import parse_part
from desk.conversion.records import ConversionError, Remark, Source

STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='caption'] => p.caption:fresh
p[style-name='List Bullet'] => ul > li:fresh
p[style-name='List Bullet 2'] => ul|ol > li > ul > li:fresh
p[style-name='List Number'] => ol > li:fresh
p[style-name='List Number 2'] => ul|ol > li > ol > li:fresh
p[style-name='toc 1'] => !
p[style-name='toc 2'] => !
p[style-name='toc 3'] => !
p[style-name='toc 4'] => !
p[style-name='TOC Heading'] => !
u => u
"""


def read_word(source: Source) -> Document:
    """Return what a document of Word holds."""
    with opened(source) as package:
        check_parts(source, package)
        return _read(source, package)


def _read(source: Source, package: zipfile.ZipFile) -> Document:
    name = _main_part(source, package)
    remarks: list[Remark] = []
    root = parse_part(source, package, name)
    comments = mark_comments(root, parse_part(source, package, "word/comments.xml", required=False))
    tidy_document(root, remarks)
    notice_unread(source, package, remarks)
    pictures: dict[str, bytes] = {}
    html = _as_html(source, _with_part(package, name, etree.tostring(root, encoding="utf-8")), pictures)
    return Document(html, pictures, comments, remarks)


def _main_part(source: Source, package: zipfile.ZipFile) -> str:
    """Return the name of the part that holds the text."""
    relations = parse_part(source, package, "_rels/.rels", required=False)
    found = [
        relation.get("Target", "").lstrip("/")
        for relation in (relations.iter("{*}Relationship") if relations is not None else ())
        if relation.get("Type", "").endswith("/officeDocument")
    ]
    names = set(package.namelist())
    for name in [*found, "word/document.xml"]:
        if name in names:
            return name
    raise ConversionError(
        f"{source.name} is no Word document: there is no text in it. Open it in the program that wrote it, "
        "and save it as .docx."
    )


def _with_part(package: zipfile.ZipFile, name: str, content: bytes) -> io.BytesIO:
    """Return the package with another content of one part."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as changed:
        for part in package.infolist():
            changed.writestr(part.filename, content if part.filename == name else package.read(part))
    out.seek(0)
    return out


def _as_html(source: Source, package: io.BytesIO, pictures: dict[str, bytes]) -> str:
    try:
        result = mammoth.convert_to_html(
            package,
            style_map=STYLES,
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(_keeping(pictures)),
        )
    except (ExpatError, KeyError, ValueError, AttributeError, IndexError) as error:
        raise ConversionError(
            f"{source.name} is damaged inside and cannot be read. Open it in Word, save it under another name, "
            "and send that."
        ) from error
    return str(result.value)


def _keeping(pictures: dict[str, bytes]) -> Callable[[Any], dict[str, str]]:
    """Return the function that mammoth calls for each picture."""

    def keep(image: Any) -> dict[str, str]:
        name = f"picture:{len(pictures)}"
        try:
            with image.open() as file:
                pictures[name] = file.read()
        except (KeyError, OSError):  # the document refers to a picture that it does not contain
            return {"src": ""}
        return {"src": name}

    return keep
