"""A list of feeds as a file that reader apps import (https://opml.org/spec2.opml)."""

from collections.abc import Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, tostring


class Outline(NamedTuple):
    """A feed, and its folder; feeds without a folder are at the top level."""

    name: str
    url: str
    folder: str = ""


def opml(title: str, outlines: Sequence[Outline]) -> bytes:
    """Return the OPML file, with feeds grouped by folder."""
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
