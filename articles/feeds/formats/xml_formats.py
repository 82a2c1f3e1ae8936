"""RSS 2.0 (https://www.rssboard.org/rss-specification) and Atom 1.0 (RFC 4287)."""

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator

from articles.feeds.formats.extensions import EntryExtension, FeedExtension
from articles.feeds.formats.feed import Entry, Feed


def rss(feed: Feed) -> bytes:
    """Return the feed as RSS 2.0 with content:encoded; only sound is an enclosure, and of several the first."""
    generator = _generator(feed)
    generator.image(feed.small_logo, feed.title, feed.home_url)
    for entry in feed.entries:
        item = _add(generator, entry)
        item.description(entry.summary)
        item.content(entry.html, type="CDATA")
        for file in entry.audio[:1]:
            item.enclosure(file.url, str(file.length), file.type)
    return bytes(generator.rss_str())


def atom(feed: Feed) -> bytes:
    """Return the feed as Atom 1.0."""
    generator = _generator(feed)
    generator.author(name=feed.publisher, uri=feed.publisher_url)
    generator.icon(feed.icon)
    generator.logo(feed.logo)
    for entry in feed.entries:
        item = _add(generator, entry)
        item.author([{"name": credit.name, "uri": credit.url} for credit in entry.byline])
        others = (credit for credit in entry.credits if not credit.is_in_byline)
        item.contributor([{"name": credit.name, "uri": credit.url} for credit in others])
        item.summary(entry.summary)
        item.content(entry.html, type="html")
    return bytes(generator.atom_str())


def _generator(feed: Feed) -> FeedGenerator:
    generator = FeedGenerator()
    generator.register_extension("more", FeedExtension, EntryExtension)
    generator.more.feed = feed
    generator.id(feed.id)
    generator.title(feed.title)
    generator.description(feed.subtitle or feed.title)
    generator.subtitle(feed.subtitle or feed.title)
    generator.language(feed.language)
    generator.rights(feed.rights)
    generator.updated(feed.changed)
    generator.generator("Dimensions")
    generator.link(href=feed.url, rel="self")
    generator.link(href=feed.home_url, rel="alternate")  # the last one becomes the link of an RSS channel
    return generator


def _add(generator: FeedGenerator, entry: Entry) -> FeedEntry:
    item = generator.add_entry(order="append")
    item.guid(entry.id, permalink=False)
    item.title(entry.title)
    item.link(href=entry.url)
    item.published(entry.published)
    item.updated(entry.changed)
    for category in entry.categories:
        item.category(term=category.term, scheme=category.scheme)
    item.more.picture, item.more.audio, item.more.credits = entry.picture, entry.audio, entry.credits
    return item
