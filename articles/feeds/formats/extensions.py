"""Extensions of feedgen: Media RSS, paging, tombstones, enclosures of Atom.

Media RSS (https://www.rssboard.org/media-rss), RFC 5005 (paging and archiving), RFC 6721 (deleted entries).
"""

from typing import Any

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from lxml.etree import SubElement

from articles.feeds.formats.feed import Enclosure, Feed, FeedCredit, Picture

ATOM = "http://www.w3.org/2005/Atom"
DC = "http://purl.org/dc/elements/1.1/"
HISTORY = "http://purl.org/syndication/history/1.0"
MEDIA = "http://search.yahoo.com/mrss/"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"


class FeedExtension(BaseExtension):
    """The namespaces of all extensions, links of paging and to the hub, and tombstones."""

    feed: Feed

    def extend_ns(self) -> dict[str, str]:
        """Return the prefixes, which are set on the root of the document."""
        return {"dc": DC, "fh": HISTORY, "media": MEDIA, "at": TOMBSTONES}

    def extend_atom(self, root: Any) -> Any:
        """Add links between documents, and tombstones."""
        # Without a namespace, as feedgen writes Atom elements: it applies to the whole document.
        self._add_paging(root, "link")
        for gone in self.feed.tombstones:
            SubElement(root, f"{{{TOMBSTONES}}}deleted-entry", ref=gone.id, when=gone.deleted_at.isoformat())
        return root

    def extend_rss(self, root: Any) -> Any:
        """Add links between documents."""
        self._add_paging(root[0], f"{{{ATOM}}}link")
        return root

    def _add_paging(self, parent: Any, name: str) -> None:
        paging = self.feed.paging
        links = {"current": paging.current, "prev-archive": paging.previous, "next-archive": paging.next}
        links["hub"] = self.feed.hub
        for rel, url in links.items():
            if url:
                SubElement(parent, name, rel=rel, href=url)
        if paging.current:
            SubElement(parent, f"{{{HISTORY}}}archive")


class EntryExtension(BaseEntryExtension):
    """The picture of an entry, its sound, and its contributors."""

    picture: Picture | None = None
    audio: list[Enclosure]
    credits: list[FeedCredit]

    def extend_atom(self, entry: Any) -> Any:
        """Add enclosures (RFC 4287, section 4.2.7) and the picture."""
        for file in self.audio:
            SubElement(entry, "link", rel="enclosure", href=file.url, type=file.type, length=str(file.length))
        return self._add_picture(entry)

    def extend_rss(self, item: Any) -> Any:
        """Add names, which RSS itself allows only with e-mail addresses, and the picture."""
        for credit in self.credits:
            element = SubElement(item, f"{{{DC}}}{'creator' if credit.is_in_byline else 'contributor'}")
            element.text = credit.name if credit.is_in_byline else f"{credit.name} ({credit.role})"
        return self._add_picture(item)

    def _add_picture(self, entry: Any) -> Any:
        if picture := self.picture:
            size = {"width": str(picture.width), "height": str(picture.height)}
            content = SubElement(entry, f"{{{MEDIA}}}content", size, url=picture.url, type=picture.type, medium="image")
            _add_text(content, "description", picture.alt)
            _add_text(content, "credit", picture.credit)
            SubElement(entry, f"{{{MEDIA}}}thumbnail", size, url=picture.url)
        return entry


def _add_text(parent: Any, name: str, text: str) -> None:
    if text:
        SubElement(parent, f"{{{MEDIA}}}{name}").text = text
