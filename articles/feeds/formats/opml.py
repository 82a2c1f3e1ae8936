"""A list of feeds as a file that reader apps import (https://opml.org/spec2.opml)."""

from collections.abc import Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, tostring


class Outline(NamedTuple):
    """A feed, and its folder; the ones without a folder stand at the top."""

    name: str
    url: str
    folder: str = ""


def opml(title: str, outlines: Sequence[Outline]) -> bytes:
    """Return the file; feeds of one folder stand together."""
    root = Element("opml", version="2.0")
    SubElement(SubElement(root, "head"), "title").text = title
    body = SubElement(root, "body")
    folders = {"": body}
    for outline in outlines:
        if outline.folder not in folders:
            folders[outline.folder] = SubElement(body, "outline", text=outline.folder)
        names = {"text": outline.name, "title": outline.name}
        SubElement(folders[outline.folder], "outline", names, type="rss", xmlUrl=outline.url)
    return tostring(root, encoding="utf-8", xml_declaration=True)
