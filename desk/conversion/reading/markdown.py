"""Markdown, plain text, and pasted HTML."""

import re
from html import escape

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from desk.conversion.document import Document
from desk.conversion.records import ConversionError, Remark, Source

BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
BINARY = re.compile("[\x00-\x08\x0e-\x1a]")
BULLET = re.compile(r"^\s*[•●▪◦–*-]\s+")


def decode(source: Source) -> str:
    """Return the text of a file in any of the usual encodings."""
    for mark, encoding in (*BYTE_ORDER_MARKS, (b"", "utf-8"), (b"", "cp1252")):
        if source.content.startswith(mark):
            try:
                return _checked(source, source.content.decode(encoding))
            except UnicodeDecodeError:
                continue
    raise ConversionError(_no_text(source))


def _checked(source: Source, text: str) -> str:
    if len(BINARY.findall(text[:10_000])) > 3:
        raise ConversionError(_no_text(source))
    return text


def _no_text(source: Source) -> str:
    return (
        f"{source.name} is no text, though its name ends in .{source.ending}. Open it in the program that wrote it "
        "and save it as .docx, .odt or plain text (UTF-8)."
    )


def read_markdown(source: Source) -> Document:
    """Return Markdown (CommonMark with tables, struck-out words and footnotes) as HTML."""
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    reader.use(footnote_plugin).use(front_matter_plugin)
    text = decode(source)
    return Document(reader.render(text), remarks=_about_front_matter(text))


def _about_front_matter(text: str) -> list[Remark]:
    found = re.match(r"---\r?\n.*?\r?\n---\s", text, re.DOTALL)
    return [Remark("Before the text", "The fields between the lines of dashes were left out.")] if found else []


def read_text(source: Source) -> Document:
    """Return plain text as paragraphs; lines of cells with tabs between them are a table."""
    return Document(text_html(decode(source)))


def text_html(text: str) -> str:
    """Return plain text as HTML."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    parts = [part.strip("\n") for part in re.split(r"\n[ \t]*\n", text)] if "\t" not in text else _parts(text)
    return "".join(_part_html(part) for part in parts if part.strip())


def _parts(text: str) -> list[str]:
    """Part at empty lines, and where a table begins or ends."""
    parts: list[str] = []
    was_cells = None
    for line in text.split("\n"):
        cells = "\t" in line.strip("\n")
        if not line.strip():
            was_cells = None
        elif cells is was_cells and parts:
            parts[-1] += f"\n{line}"
        else:
            parts.append(line)
            was_cells = cells
    return parts


def _part_html(part: str) -> str:
    lines = part.split("\n")
    if all("\t" in line for line in lines) and len(lines) > 1:
        return _table_html(lines)
    if all(BULLET.match(line) for line in lines):
        return "<ul>" + "".join(f"<li>{escape(BULLET.sub('', line))}</li>" for line in lines) + "</ul>"
    return "<p>" + "<br>".join(escape(line.strip()) for line in lines) + "</p>"


def _table_html(lines: list[str]) -> str:
    rows = ("".join(f"<td>{escape(cell.strip())}</td>" for cell in line.split("\t")) for line in lines)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def read_html(source: Source) -> Document:
    """Return HTML unchanged."""
    return Document(decode(source))
